//! Lengths and areas as people read and type them: m below a kilometre, km above; m², 亩 and hectares.

use super::format;
use crate::geometry::Measurement;
use crate::text::{Lang, text_with};
use crate::units::{M2_PER_HECTARE, mu_from_m2, split_length};

/// A length: `8.4 m`, `780 m`, `1.52 km`, `23.4 km`, `1,240 km`; whole metres, as people name them, are
/// not rounded and have no noughts behind: `1 km`.
pub(super) fn length(metres: f64) -> String {
    if metres >= 1.0 && metres.fract().abs() < f64::EPSILON {
        let (value, unit) = if metres < 1000.0 { (metres, "m") } else { (metres / 1000.0, "km") };
        return format!("{} {unit}", format::number(value));
    }
    let (value, decimals, unit) = match metres {
        // Rounded first, so that 999.6 m is a kilometre and not "1,000 m".
        short if short < 9.95 => (short, 1, "m"),
        short if short < 999.5 => (short, 0, "m"),
        long if long < 9_995.0 => (long / 1000.0, 2, "km"),
        long if long < 99_950.0 => (long / 1000.0, 1, "km"),
        far => (far / 1000.0, 0, "km"),
    };
    format!("{} {unit}", format::fixed(value, decimals))
}

/// The metres that people typed, with a unit or without.
pub(super) fn parse_length(text: &str) -> Option<f64> {
    let (number, metres) = split_length(text);
    format::parse(number).map(|number| number * metres).filter(|metres| *metres > 0.0)
}

/// An area in m², 亩 and hectares.
pub(super) fn area(area_m2: f64, lang: Lang) -> String {
    let decimals = |value: f64| if value < 10.0 { 2 } else { 1 };
    let (mu, hectares) = (mu_from_m2(area_m2), area_m2 / M2_PER_HECTARE);
    let args = [
        ("m2", format::fixed(area_m2, usize::from(area_m2 < 100.0)).into()),
        ("mu", format::fixed(mu, decimals(mu)).into()),
        ("hectares", format::fixed(hectares, decimals(hectares)).into()),
    ];
    text_with(lang, "measure-area", &args)
}

/// A measurement as it goes to the clipboard: whole words, lengths to the centimetre.
pub(super) fn copied(measurement: &Measurement, is_ring: bool, lang: Lang) -> String {
    let exact = |metres: f64| format!("{metres:.2} m");
    let total = ("total", exact(measurement.total_m).into());
    if is_ring {
        let area = match measurement.area_m2 {
            Some(area_m2) => area(area_m2, lang),
            None => crate::text::text(lang, "tool-area-crossing"),
        };
        return text_with(lang, "measure-copy-area", &[("area", area.into()), total]);
    }
    let segments: Vec<String> = measurement.segments_m.iter().map(|&metres| exact(metres)).collect();
    text_with(lang, "measure-copy-distance", &[total, ("segments", segments.join(" + ").into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_change_their_unit_at_a_kilometre() {
        for (metres, text) in [
            (0.0, "0.0 m"),
            (8.44, "8.4 m"),
            (9.96, "10 m"),
            (780.4, "780 m"),
            (800.0, "800 m"),
            (1000.0, "1 km"),
            (1500.0, "1.5 km"),
            (999.4, "999 m"),
            (999.6, "1.00 km"),
            (1523.4, "1.52 km"),
            (9_996.5, "10.0 km"),
            (1_240_300.5, "1,240 km"),
        ] {
            assert_eq!(length(metres), text, "{metres}");
        }
    }

    #[test]
    fn typed_lengths_are_read_and_nothing_else() {
        assert_eq!(parse_length("800"), Some(800.0));
        assert_eq!(parse_length("1.2 km"), Some(1200.0));
        assert_eq!(parse_length("１２００ m"), Some(1200.0));
        for text in ["", "km", "0", "-5 m", "far"] {
            assert_eq!(parse_length(text), None, "{text}");
        }
    }

    #[test]
    fn an_area_stands_in_three_units() {
        assert!(area(45_600.0, Lang::En).starts_with("45,600 m² · 68.4 mu · 4.56 ha"));
    }

    #[test]
    fn a_copied_measurement_names_its_segments() {
        let way = Measurement { segments_m: vec![680.123, 843.3], total_m: 1523.423, area_m2: None };
        assert_eq!(copied(&way, false, Lang::En), "Total 1523.42 m: 680.12 m + 843.30 m");
    }
}

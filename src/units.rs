//! Units of the three maps: 亩, hectares, square metres.
//!
//! 1 亩 = 2000/3 m² (15 亩 = 1 ha), the value of 国务院《关于在我国统一实行法定计量单位的命令》 (1984) and
//! of every land survey since.

/// Square metres in one 亩 (mu): 2000/3.
pub const M2_PER_MU: f64 = 2000.0 / 3.0;

/// Square metres in one hectare (公顷).
pub const M2_PER_HECTARE: f64 = 10_000.0;

/// Converts square metres to 亩.
///
/// ```
/// assert!((three_maps::units::mu_from_m2(10_000.0) - 15.0).abs() < 1e-12);
/// ```
pub fn mu_from_m2(area_m2: f64) -> f64 {
    // 3 / 2000 instead of a division by the rounded constant: 10 000 m² are 15 亩 exactly.
    area_m2 * 3.0 / 2000.0
}

/// Converts 亩 to square metres.
pub fn m2_from_mu(area_mu: f64) -> f64 {
    area_mu * 2000.0 / 3.0
}

/// What stands before the unit of a length as people write it, and the metres in that unit: `800`,
/// `800 m`, `1.2km`, `800 米`, `1.2 公里`, `1.2 千米`. Metres where none is written.
///
/// ```
/// assert_eq!(three_maps::units::split_length("1.2 km"), ("1.2", 1000.0));
/// assert_eq!(three_maps::units::split_length(" 800 "), ("800", 1.0));
/// ```
pub fn split_length(text: &str) -> (&str, f64) {
    const UNITS: [(&str, f64); 10] = [
        ("km", 1000.0),
        ("KM", 1000.0),
        ("Km", 1000.0),
        ("公里", 1000.0),
        ("千米", 1000.0),
        ("ｋｍ", 1000.0),
        ("m", 1.0),
        ("M", 1.0),
        ("ｍ", 1.0),
        ("米", 1.0),
    ];
    let text = text.trim();
    UNITS
        .into_iter()
        .find_map(|(unit, metres)| text.strip_suffix(unit).map(|number| (number.trim_end(), metres)))
        .unwrap_or((text, 1.0))
}

#[cfg(test)]
mod tests {
    use super::split_length;

    #[test]
    fn lengths_are_read_in_both_languages() {
        for (text, number, metres) in [
            ("800", "800", 1.0),
            ("800m", "800", 1.0),
            ("800 米", "800", 1.0),
            ("1.2 公里", "1.2", 1000.0),
            ("1.2千米", "1.2", 1000.0),
            ("3 KM", "3", 1000.0),
            ("far", "far", 1.0),
        ] {
            assert_eq!(split_length(text), (number, metres), "{text}");
        }
    }
}

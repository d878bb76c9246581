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

/// How many 万元 a 亩 one of a unit of money for an area of land is; `None` where it is no such unit.
///
/// Money: 元, 千元, 万元, 亿元, CNY, 10k CNY. Land: 亩, mu, m², ㎡, 平方米, 公顷, ha, hm², km², 平方公里. A year
/// behind it (`万元/亩·年`, `/year`) is what such figures speak of anyway.
///
/// ```
/// use three_maps::units::wan_per_mu_in;
/// assert_eq!(wan_per_mu_in("万元/亩"), Some(1.0));
/// assert_eq!(wan_per_mu_in("元/m²·年").map(|one| one * 600.0), Some(40.0));
/// assert_eq!(wan_per_mu_in("t/m²"), None);
/// ```
pub fn wan_per_mu_in(unit: &str) -> Option<f64> {
    let unit: String = unit.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let unit = unit.replace('／', "/").replace('²', "2").replace('^', "").replace('㎡', "m2");
    let yearly = ["·年", "・年", "/年", "·year", "/year", "·a", "/a"];
    let unit = yearly.iter().find_map(|year| unit.strip_suffix(year)).unwrap_or(&unit);
    let (money, land) = unit.split_once('/')?;
    let yuan = match money {
        "元" | "cny" | "yuan" | "rmb" => 1.0,
        "千元" => 1e3,
        "万元" | "万" | "10kcny" => 1e4,
        "亿元" | "亿" | "100mcny" => 1e8,
        _ => return None,
    };
    // Of a 亩 and not of a square metre: its 2000/3 m² are no round number.
    let per_mu = match land {
        "亩" | "mu" => 1.0,
        "m2" | "平方米" | "平米" | "sqm" => M2_PER_MU,
        "公顷" | "ha" | "hm2" => 1.0 / 15.0,
        "km2" | "平方公里" | "平方千米" => 1.0 / 1500.0,
        _ => return None,
    };
    Some(yuan / 1e4 * per_mu)
}

#[cfg(test)]
mod tests {
    use super::{split_length, wan_per_mu_in};

    #[test]
    fn money_for_land_is_told_in_wan_for_a_mu() {
        for (unit, figure, wan_per_mu) in [
            ("万元/亩", 40.0, 40.0),
            ("万元 / 亩·年", 40.0, 40.0),
            ("10k CNY/mu", 40.0, 40.0),
            ("元/亩", 400_000.0, 40.0),
            ("元/m²", 600.0, 40.0),
            ("元/㎡·年", 600.0, 40.0),
            ("CNY/m2/year", 600.0, 40.0),
            ("元/平方米", 600.0, 40.0),
            ("万元/公顷", 600.0, 40.0),
            ("亿元/km²", 6.0, 40.0),
            ("亿元/平方公里", 6.0, 40.0),
        ] {
            let told = wan_per_mu_in(unit).map(|one| figure * one);
            assert!(told.is_some_and(|told| (told - wan_per_mu).abs() < 1e-9), "{unit}: {told:?}");
        }
        for unit in ["", "万元", "元/m²·月", "t/m²", "亩", "美元/亩"] {
            assert_eq!(wan_per_mu_in(unit), None, "{unit}");
        }
    }

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

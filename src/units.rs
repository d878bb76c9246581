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

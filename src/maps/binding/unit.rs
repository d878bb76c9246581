//! Units as files write them, in a column's name or beside its numbers, and the factors between them.

use crate::maps::schema::FieldDef;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// A unit of the numbers of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum MeasureUnit {
    /// m²
    M2,
    /// 亩
    Mu,
    /// 公顷
    Hectare,
    /// km²
    Km2,
    /// m
    Metre,
    /// km
    Kilometre,
    /// 元
    Yuan,
    /// 万元 (of a year's figure: a year)
    WanYuan,
    /// 亿元
    YiYuan,
    /// 万元/亩
    WanYuanPerMu,
    /// 元/m²·月
    YuanPerM2Month,
    /// 元/m²·天
    YuanPerM2Day,
    /// 元/m²·年
    YuanPerM2Year,
    /// t/m²
    TonnePerM2,
    /// kN/m²
    KilonewtonPerM2,
    /// kg/m²
    KilogramPerM2,
    /// t
    Tonne,
    /// kVA
    Kva,
    /// %
    Percent,
    /// A share between 0 and 1.
    Ratio,
}

/// What a unit measures; only units of the same quantity convert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Area.
    Area,
    /// Length.
    Length,
    /// Money.
    Money,
    /// Money for an area of land.
    MoneyPerLand,
    /// Rent of an area for a time.
    Rent,
    /// Weight on an area.
    Load,
    /// Weight.
    Weight,
    /// Electric power.
    Power,
    /// Part of a whole.
    Share,
}

struct UnitRow {
    unit: MeasureUnit,
    quantity: Quantity,
    /// How many of the quantity's base unit it is, as a fraction: most are no binary number.
    base: (u32, u32),
    zh: &'static str,
    en: &'static str,
    /// Other spellings, as [`canonical`] leaves them.
    spellings: &'static [&'static str],
}

/// Land areas after 国务院 (1984): 1 亩 = 2000/3 m². A tonne weighs 9.81 kN, a month has 365/12 days.
#[rustfmt::skip]
static UNITS: &[UnitRow] = &[
    row(MeasureUnit::M2, Quantity::Area, (1, 1), "m²", "m²", &["m2", "平方米", "平米", "平方", "sqm", "sqmeter"]),
    row(MeasureUnit::Mu, Quantity::Area, (2000, 3), "亩", "mu", &["亩", "mu"]),
    row(MeasureUnit::Hectare, Quantity::Area, (10_000, 1), "公顷", "ha", &["公顷", "ha", "hm2", "hectare"]),
    row(MeasureUnit::Km2, Quantity::Area, (1_000_000, 1), "km²", "km²", &["km2", "平方公里", "平方千米", "sqkm"]),
    row(MeasureUnit::Metre, Quantity::Length, (1, 1), "m", "m", &["m", "米"]),
    row(MeasureUnit::Kilometre, Quantity::Length, (1000, 1), "km", "km", &["km", "公里", "千米"]),
    row(MeasureUnit::Yuan, Quantity::Money, (1, 10_000), "元", "CNY", &["元", "yuan", "cny", "rmb", "人民币"]),
    row(MeasureUnit::WanYuan, Quantity::Money, (1, 1), "万元", "10k CNY", &["万元", "万", "wanyuan", "万元/年", "万/年", "10kcny", "10kcny/year"]),
    row(MeasureUnit::YiYuan, Quantity::Money, (10_000, 1), "亿元", "100M CNY", &["亿元", "亿", "100mcny", "亿元/年"]),
    row(MeasureUnit::WanYuanPerMu, Quantity::MoneyPerLand, (1, 1), "万元/亩", "10k CNY/mu", &["万元/亩", "万/亩", "10kcny/mu", "per_mu", "per-mu", "permu"]),
    row(MeasureUnit::YuanPerM2Month, Quantity::Rent, (1, 1), "元/m²·月", "CNY/m²·month", &["元/m2/月", "元/月/m2", "cny/m2/month", "m2_month"]),
    row(MeasureUnit::YuanPerM2Day, Quantity::Rent, (365, 12), "元/m²·天", "CNY/m²·day", &["元/m2/天", "元/天/m2", "cny/m2/day", "m2_day"]),
    row(MeasureUnit::YuanPerM2Year, Quantity::Rent, (1, 12), "元/m²·年", "CNY/m²·year", &["元/m2/年", "元/年/m2", "cny/m2/year"]),
    row(MeasureUnit::TonnePerM2, Quantity::Load, (1, 1), "t/m²", "t/m²", &["t/m2", "t_m2", "吨/m2"]),
    row(MeasureUnit::KilonewtonPerM2, Quantity::Load, (100, 981), "kN/m²", "kN/m²", &["kn/m2", "kn_m2", "千牛/m2", "kpa"]),
    row(MeasureUnit::KilogramPerM2, Quantity::Load, (1, 1000), "kg/m²", "kg/m²", &["kg/m2", "公斤/m2", "千克/m2"]),
    row(MeasureUnit::Tonne, Quantity::Weight, (1, 1), "t", "t", &["t", "吨", "ton"]),
    row(MeasureUnit::Kva, Quantity::Power, (1, 1), "kVA", "kVA", &["kva", "千伏安"]),
    row(MeasureUnit::Percent, Quantity::Share, (1, 100), "%", "%", &["%", "百分比", "percent", "pct"]),
    row(MeasureUnit::Ratio, Quantity::Share, (1, 1), "0–1", "0–1", &["0-1", "0–1"]),
];

const fn row(
    unit: MeasureUnit,
    quantity: Quantity,
    base: (u32, u32),
    zh: &'static str,
    en: &'static str,
    spellings: &'static [&'static str],
) -> UnitRow {
    UnitRow { unit, quantity, base, zh, en, spellings }
}

impl MeasureUnit {
    fn row(self) -> &'static UnitRow {
        // The table has a row for each unit; a test holds it to that.
        UNITS.iter().find(|row| row.unit == self).unwrap_or(&UNITS[0])
    }

    /// What it measures.
    pub fn quantity(self) -> Quantity {
        self.row().quantity
    }

    /// As it is shown beside numbers.
    pub fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.row().zh, self.row().en)
    }

    /// As it is written in files and on the command line: `m2`, `ha`, `kN/m2`, `CNY/m2/month`.
    pub fn key(self) -> String {
        self.row().en.replace('²', "2").replace('·', "/").replace('–', "-")
    }

    /// All units.
    pub fn all() -> impl Iterator<Item = Self> {
        UNITS.iter().map(|row| row.unit)
    }

    /// All units of what it measures, itself among them.
    pub fn siblings(self) -> impl Iterator<Item = Self> {
        Self::all().filter(move |unit| unit.quantity() == self.quantity())
    }

    /// Whether numbers of a field can be in it.
    pub fn measures(self, def: &FieldDef) -> bool {
        Self::of_field(def).is_some_and(|own| own.quantity() == self.quantity())
    }

    /// What a number is multiplied by to be in another unit; `None` where the two measure different
    /// things.
    ///
    /// ```
    /// use three_maps::maps::binding::MeasureUnit::{Hectare, Mu, YuanPerM2Day, YuanPerM2Month};
    /// assert!((Hectare.factor_to(Mu).unwrap() - 15.0).abs() < 1e-12);
    /// assert!((YuanPerM2Day.factor_to(YuanPerM2Month).unwrap() - 365.0 / 12.0).abs() < 1e-12);
    /// ```
    pub fn factor_to(self, other: Self) -> Option<f64> {
        let (many, few) = self.fraction_of(other)?;
        Some(many as f64 / few as f64)
    }

    /// The same as a fraction.
    fn fraction_of(self, other: Self) -> Option<(u64, u64)> {
        let ((many, few), (others, of)) = (self.row().base, other.row().base);
        let fraction = (u64::from(many) * u64::from(of), u64::from(few) * u64::from(others));
        (self.quantity() == other.quantity()).then_some(fraction)
    }

    /// A number in another unit, as one would work it out by hand: 30 亩 are 2 ha and nothing beside it, and
    /// where no decimal says it (10 亩 in m²) it is the number nearest to it. `None` where the two measure
    /// different things.
    ///
    /// ```
    /// use three_maps::maps::binding::MeasureUnit::{Hectare, KilonewtonPerM2, Mu, TonnePerM2};
    /// assert_eq!(Mu.convert(30.0, Hectare), Some(2.0));
    /// assert_eq!(TonnePerM2.convert(2.1, KilonewtonPerM2), Some(20.601));
    /// ```
    pub fn convert(self, number: f64, to: Self) -> Option<f64> {
        let (many, few) = self.fraction_of(to)?;
        Some(times(number, many, few).unwrap_or(number * many as f64 / few as f64))
    }

    /// The unit that a text names, however it is written: `㎡`, `平方米`, `元/平/天`, `kN/㎡`.
    pub fn read(text: &str) -> Option<Self> {
        let text = canonical(text);
        UNITS.iter().find(|row| row.spellings.contains(&text.as_str())).map(|row| row.unit)
    }

    /// The unit that the schema has for a field.
    pub fn of_field(def: &FieldDef) -> Option<Self> {
        Self::read(def.unit?.zh)
    }
}

/// The decimal that a number is written as, times a fraction; `None` where it has too many digits.
fn times(number: f64, many: u64, few: u64) -> Option<f64> {
    // More digits than tell any two numbers apart.
    const DIGITS: usize = 24;
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
    let dividend = digits.unsigned_abs().checked_mul(u128::from(many))?;
    let scale = 10_u128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    let divisor = scale.checked_mul(u128::from(few)).filter(|divisor| *divisor < u128::MAX / 10)?;
    let mut quotient = format!("{}{}.", if number < 0.0 { "-" } else { "" }, dividend / divisor);
    let mut rest = dividend % divisor;
    for _ in 0..DIGITS {
        rest *= 10;
        quotient.push_str(&(rest / divisor).to_string());
        rest %= divisor;
    }
    quotient.parse().ok()
}

impl From<MeasureUnit> for String {
    fn from(unit: MeasureUnit) -> Self {
        unit.key()
    }
}

impl TryFrom<String> for MeasureUnit {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let known = || Self::all().map(Self::key).collect::<Vec<_>>().join(", ");
        Self::read(&text).ok_or_else(|| format!("`{text}` is no unit that is known: {}", known()))
    }
}

/// The form in which spellings are compared: half width, small letters, no blanks, one sign for "per".
fn canonical(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match half_width(c) {
            '²' | '^' if c == '^' => {}
            '²' => plain.push('2'),
            '㎡' => plain.push_str("m2"),
            '·' | '•' | '*' | '×' | '.' | '每' | '⋅' | '・' | '／' => plain.push('/'),
            c if c.is_whitespace() => {}
            c => plain.extend(c.to_lowercase()),
        }
    }
    if plain.contains('/') {
        // A rent goes by the square metre and by the day, under many names.
        let parts = plain.split('/').map(|part| match part {
            "平方米" | "平米" | "平方" | "平" | "sqm" => "m2",
            "日" | "d" => "天",
            "个月" => "月",
            "yuan" | "rmb" => "元",
            part => part,
        });
        plain = parts.collect::<Vec<_>>().join("/");
    }
    plain
}

/// Full-width signs and letters as their half-width ones.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        c => c,
    }
}

/// A number as people write it, with the unit behind it: `12.5亩`, `1,200 ㎡`, `35%`.
///
/// ```
/// use three_maps::maps::binding::{MeasureUnit, read_number};
/// assert_eq!(read_number("12.5亩"), Some((12.5, Some(MeasureUnit::Mu))));
/// assert_eq!(read_number("1,200"), Some((1200.0, None)));
/// assert_eq!(read_number("约三亩"), None);
/// ```
pub fn read_number(text: &str) -> Option<(f64, Option<MeasureUnit>)> {
    let text: String = text.trim().chars().map(half_width).collect();
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let number: f64 = number.replace(',', "").parse().ok()?;
    let rest = rest.trim();
    if rest.is_empty() {
        return Some((number, None));
    }
    MeasureUnit::read(rest).map(|unit| (number, Some(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maps::schema::LayerKind;

    #[test]
    fn units_are_read_however_they_are_written() {
        use MeasureUnit::{
            Hectare, KilonewtonPerM2, Km2, M2, Mu, Percent, TonnePerM2, WanYuan, YiYuan, YuanPerM2Day,
            YuanPerM2Month,
        };
        for (text, unit) in [
            ("㎡", M2),
            ("M2", M2),
            ("m²", M2),
            ("ｍ２", M2),
            ("平方米", M2),
            ("亩", Mu),
            ("公顷", Hectare),
            ("平方公里", Km2),
            ("万元", WanYuan),
            ("亿元", YiYuan),
            ("t/㎡", TonnePerM2),
            ("吨/平方米", TonnePerM2),
            ("kN/m²", KilonewtonPerM2),
            ("KN／㎡", KilonewtonPerM2),
            ("元/m²·天", YuanPerM2Day),
            ("元/平/日", YuanPerM2Day),
            ("元／天·㎡", YuanPerM2Day),
            ("元/平方米·月", YuanPerM2Month),
            ("元/㎡.月", YuanPerM2Month),
            ("％", Percent),
        ] {
            assert_eq!(MeasureUnit::read(text), Some(unit), "{text}");
        }
        assert_eq!(MeasureUnit::read("上限"), None);
    }

    #[test]
    fn every_unit_has_one_row_and_no_spelling_means_two() {
        let mut seen = Vec::new();
        for row in UNITS {
            assert!(!seen.contains(&row.zh), "{}", row.zh);
            seen.push(row.zh);
            assert_eq!(row.unit.row().zh, row.zh);
            for text in row.spellings.iter().chain([&row.zh, &row.en, &row.unit.key().as_str()]) {
                assert_eq!(MeasureUnit::read(text), Some(row.unit), "{text}");
            }
        }
    }

    #[test]
    fn the_units_of_the_schema_are_known_but_for_counts() {
        let counts = ["人", "家", "个", "年", "", "天"];
        for def in LayerKind::ALL.iter().flat_map(|kind| kind.fields()) {
            if let Some(unit) = def.unit.filter(|unit| !counts.contains(&unit.zh)) {
                assert!(MeasureUnit::of_field(def).is_some(), "{} of {}", unit.zh, def.key);
            }
        }
    }

    #[test]
    fn factors_are_those_of_the_sources() {
        let factor = |from: MeasureUnit, to| from.factor_to(to).unwrap();
        assert!((factor(MeasureUnit::M2, MeasureUnit::Mu) - 0.0015).abs() < 1e-15);
        assert!((factor(MeasureUnit::TonnePerM2, MeasureUnit::KilonewtonPerM2) - 9.81).abs() < 1e-12);
        assert!((factor(MeasureUnit::YiYuan, MeasureUnit::WanYuan) - 10_000.0).abs() < 1e-9);
        assert!((factor(MeasureUnit::Percent, MeasureUnit::Ratio) - 0.01).abs() < 1e-15);
        assert_eq!(MeasureUnit::Mu.factor_to(MeasureUnit::Metre), None);
    }
}

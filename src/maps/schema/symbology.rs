//! Ready-made symbology as plain data: colours, symbols and line widths of each layer kind.
//!
//! The base is quiet so that the data speaks; categories take `ColorBrewer`'s Set2 and Dark2 (Cynthia
//! Brewer, Mark Harrower, Pennsylvania State University), at most eight classes, each with a symbol of
//! its own so that they can be told apart without colour.

use super::LayerKind;

/// Shape of a point, and of the swatch in a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// ●
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ★
    Star,
    /// ⬢
    Hexagon,
    /// ✚
    Cross,
    /// ▼
    TriangleDown,
}

/// One class: a value of the field and its look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Class {
    /// Value of the field.
    pub value: &'static str,
    /// Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
    /// Fill of areas and points, colour of lines.
    pub rgb: [u8; 3],
    /// Symbol of points.
    pub symbol: Symbol,
    /// Width of lines and of area outlines, in pixels at scale 1.
    pub width_px: f32,
    /// A line's darker edge, drawn under it one pixel wider on each side.
    pub casing: Option<[u8; 3]>,
}

/// The look of a layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Symbology {
    /// Field that chooses the class; `None`: all features look like [`Symbology::other`].
    pub field: Option<&'static str>,
    /// The classes, at most eight.
    pub classes: &'static [Class],
    /// Everything else, missing values too.
    pub other: Class,
    /// Opacity of area fills, 0 (outline only) to 1.
    pub fill_opacity: f32,
    /// Colour of area outlines; `None`: white.
    pub outline: Option<[u8; 3]>,
    /// Dashed outlines and lines.
    pub dashed: bool,
    /// Diameter of points, in pixels at scale 1.
    pub point_px: f32,
}

impl Symbology {
    /// The class of a value; [`Symbology::other`] where it has none.
    pub fn class_of(&self, value: Option<&str>) -> &Class {
        value.and_then(|value| self.classes.iter().find(|class| class.value == value)).unwrap_or(&self.other)
    }
}

/// The look a kind starts with.
pub(super) fn default_of(kind: LayerKind) -> &'static Symbology {
    // The table has a row for each kind; a test holds it to that.
    TABLE.iter().find(|(of, _)| *of == kind).map_or(&TABLE[0].1, |(_, symbology)| symbology)
}

/// The look of a kind by one of its fields.
pub(super) fn of_field(kind: LayerKind, field: &str) -> Option<&'static Symbology> {
    TABLE
        .iter()
        .find(|(of, symbology)| *of == kind && symbology.field == Some(field))
        .map(|(_, symbology)| symbology)
}

const fn rgb(hex: u32) -> [u8; 3] {
    let [_, r, g, b] = hex.to_be_bytes();
    [r, g, b]
}

const fn class(value: &'static str, zh: &'static str, en: &'static str, hex: u32, symbol: Symbol) -> Class {
    Class { value, zh, en, rgb: rgb(hex), symbol, width_px: 1.0, casing: None }
}

const fn road(value: &'static str, en: &'static str, hex: u32, casing: u32, width_px: f32) -> Class {
    Class { casing: Some(rgb(casing)), width_px, ..class(value, value, en, hex, Symbol::Square) }
}

const fn other(hex: u32) -> Class {
    class("", "其他", "Other", hex, Symbol::Circle)
}

const fn plain(zh: &'static str, en: &'static str, hex: u32, width_px: f32) -> Class {
    Class { width_px, ..class("", zh, en, hex, Symbol::Square) }
}

const PLAIN: Symbology = Symbology {
    field: None,
    classes: &[],
    other: other(0xB3_B3_B3),
    fill_opacity: 1.0,
    outline: None,
    dashed: false,
    point_px: 8.0,
};

const QUIET: u32 = 0x9C_A3_AF;

#[rustfmt::skip]
static TABLE: &[(LayerKind, Symbology)] = &[
    (LayerKind::Boundary, Symbology { field: Some("kind"), classes: &[
        Class { width_px: 2.0, ..class("街道边界", "街道边界", "Subdistrict", 0x6B_72_80, Symbol::Square) },
        Class { width_px: 1.5, ..class("核心区", "核心区", "Old core", 0x1B_5E_7E, Symbol::Square) },
    ], other: plain("其他", "Other", 0x6B_72_80, 1.5), fill_opacity: 0.0, outline: Some(rgb(0x6B_72_80)), dashed: true, ..PLAIN }),
    (LayerKind::Water, Symbology { other: plain("水系", "Water", 0xCF_E2_EF, 0.0), ..PLAIN }),
    (LayerKind::Green, Symbology { other: plain("绿地", "Green", 0xDC_E9_D5, 0.0), ..PLAIN }),
    (LayerKind::Roads, Symbology { field: Some("class"), classes: &[
        road("高速公路", "Expressway", 0xFF_F3_D6, 0xD9_B8_6C, 6.0),
        road("快速路", "Urban expressway", 0xFF_FF_FF, 0xCF_C6_B4, 5.5),
        road("主干路", "Main road", 0xFF_FF_FF, 0xDA_D5_CA, 4.0),
        road("次干路", "Secondary road", 0xFF_FF_FF, 0xDA_D5_CA, 2.8),
        road("支路", "Local road", 0xFF_FF_FF, 0xDA_D5_CA, 1.8),
    ], other: road("", "Other", 0xFF_FF_FF, 0xDA_D5_CA, 1.8), ..PLAIN }),
    (LayerKind::MetroLines, Symbology { field: Some("line"), classes: &[
        Class { width_px: 3.0, ..class("1号线", "1号线", "Line 1", 0xE0_5A_52, Symbol::Square) },
        Class { width_px: 3.0, ..class("8号线", "8号线", "Line 8", 0xB0_6A_B3, Symbol::Square) },
    ], other: plain("其他", "Other", QUIET, 3.0), ..PLAIN }),
    (LayerKind::MetroStations, Symbology {
        other: Class { width_px: 2.0, ..class("", "地铁站", "Metro station", 0xFF_FF_FF, Symbol::Circle) },
        outline: Some(rgb(0xE0_5A_52)), point_px: 9.0, ..PLAIN }),
    (LayerKind::Land, Symbology { field: Some("status"), classes: &[
        class("闲置", "闲置", "Idle", 0xC8_55_3D, Symbol::Square),
        class("部分闲置", "部分闲置", "Partly idle", 0xE3_9B_4B, Symbol::Diamond),
        class("已供未建", "已供未建", "Supplied, not built", 0xF0_D9_8C, Symbol::Triangle),
        class("在建", "在建", "Under construction", 0x8F_B8_A8, Symbol::Circle),
        class("已用", "已用", "In use", 0x5B_8F_B0, Symbol::Hexagon),
    ], other: other(QUIET), fill_opacity: 0.9, ..PLAIN }),
    (LayerKind::Land, Symbology { field: Some("idle_state"), classes: &[
        class("idle_2y", "满两年未动工", "Not started for two years", 0xC8_55_3D, Symbol::Square),
        class("idle_1y", "满一年未动工", "Not started for a year", 0xE3_9B_4B, Symbol::Diamond),
        class("watch", "预警", "Watch: first line within 90 days", 0xF0_D9_8C, Symbol::Triangle),
        class("idle_stopped", "动工后中止满一年", "Stopped for a year", 0x8F_B8_A8, Symbol::Circle),
        class("not_idle", "未闲置", "Not idle", 0x5B_8F_B0, Symbol::Hexagon),
        class("government_cause", "政府原因", "Government cause", 0x8D_A0_CB, Symbol::Cross),
    ], other: class("unknown", "无法判断", "Cannot tell", QUIET, Symbol::Circle), fill_opacity: 0.9, ..PLAIN }),
    (LayerKind::Factories, Symbology { field: Some("status"), classes: &[
        class("未使用", "未使用", "Unused", 0x75_70_B3, Symbol::Square),
        class("部分使用", "部分使用", "Partly used", 0xA8_A4_D2, Symbol::Diamond),
        class("已停用", "已停用", "Out of use", 0x4A_46_85, Symbol::Triangle),
        class("已用", "已用", "In use", 0x5B_8F_B0, Symbol::Hexagon),
    ], other: other(QUIET), fill_opacity: 0.9, ..PLAIN }),
    (LayerKind::Offices, Symbology { field: Some("grade"), classes: &[
        class("甲", "甲级", "Grade A", 0x1B_9E_77, Symbol::Square),
        class("乙", "乙级", "Grade B", 0x66_C2_A5, Symbol::Diamond),
        class("丙", "丙级", "Grade C", 0xA9_DB_CB, Symbol::Triangle),
    ], other: other(QUIET), fill_opacity: 0.95, ..PLAIN }),
    (LayerKind::Parks, Symbology { other: plain("园区", "Park", 0xE6_AB_02, 1.2), fill_opacity: 0.14, outline: Some(rgb(0xB8_86_0B)), ..PLAIN }),
    (LayerKind::Enterprises, Symbology { field: Some("industry_section"), classes: &[
        class("C", "制造", "Manufacturing", 0xD9_5F_02, Symbol::Square),
        class("I", "信息软件", "Information and software", 0x75_70_B3, Symbol::Diamond),
        class("M", "科研技术", "Research and technology", 0x1B_9E_77, Symbol::Triangle),
        class("F", "批发零售", "Wholesale and retail", 0xE6_AB_02, Symbol::Circle),
        class("L", "租赁商务", "Leasing and business services", 0xE7_29_8A, Symbol::Hexagon),
        class("E", "建筑", "Construction", 0xA6_76_1D, Symbol::Cross),
        class("G", "交通仓储邮政", "Transport and storage", 0x66_A6_1E, Symbol::TriangleDown),
    ], other: other(0x66_66_66), point_px: 5.0, ..PLAIN }),
    (LayerKind::Projects, Symbology { field: Some("stage"), classes: &[
        class("签约", "签约", "Signed", 0x8D_A0_CB, Symbol::Circle),
        class("开工", "开工", "Started", 0xFC_8D_62, Symbol::Triangle),
        class("在建", "在建", "Under construction", 0xE7_8A_C3, Symbol::Diamond),
        class("投产", "投产", "In production", 0x66_C2_A5, Symbol::Star),
    ], other: other(QUIET), point_px: 11.0, ..PLAIN }),
    (LayerKind::Universities, Symbology { field: Some("kind"), classes: &[
        class("本科", "本科", "University", 0xE5_C4_94, Symbol::Square),
        class("高职", "高职", "Vocational college", 0xF2_E0_C4, Symbol::Diamond),
    ], other: other(0xE5_C4_94), fill_opacity: 0.55, outline: Some(rgb(0xC9_A2_6A)), ..PLAIN }),
    (LayerKind::Carriers, Symbology { field: Some("kind"), classes: &[
        class("众创空间", "众创空间", "Makerspace", 0x66_C2_A5, Symbol::Circle),
        class("孵化器", "孵化器", "Incubator", 0xFC_8D_62, Symbol::Square),
        class("加速器", "加速器", "Accelerator", 0x8D_A0_CB, Symbol::Triangle),
        class("大学科技园", "大学科技园", "University science park", 0xE7_8A_C3, Symbol::Diamond),
        class("人才园", "人才园", "Talent park", 0xA6_D8_54, Symbol::Star),
        class("小微园", "小微园", "Small-business park", 0xFF_D9_2F, Symbol::Hexagon),
    ], other: other(QUIET), point_px: 12.0, ..PLAIN }),
];

#[cfg(test)]
mod tests {
    use super::super::{FieldKind, field};
    use super::*;

    #[test]
    fn every_kind_has_a_look_and_no_look_has_more_than_eight_classes() {
        for kind in LayerKind::ALL {
            assert!(TABLE.iter().any(|(of, _)| of == kind), "{kind:?}");
        }
        for (kind, symbology) in TABLE {
            assert!(symbology.classes.len() <= 8);
            let Some(name) = symbology.field else { continue };
            let def = field(Some(*kind), name).expect("a field of the kind");
            for class in symbology.classes {
                let known = def.kind != FieldKind::Code || def.domain.iter().any(|v| v.value == class.value);
                assert!(known, "{} is no value of {kind:?}.{name}", class.value);
            }
        }
    }

    #[test]
    fn a_value_finds_its_class() {
        let enterprises = LayerKind::Enterprises.symbology();
        assert_eq!(enterprises.class_of(Some("C")).value, "C");
        assert_eq!(enterprises.class_of(None), &enterprises.other);
    }
}

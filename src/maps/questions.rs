//! Typical questions of the three users, as filters over the bundled maps.

use super::schema::LayerKind;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The bundled layer that answers it.
    pub kind: LayerKind,
    /// CQL2 over that layer.
    pub filter: &'static str,
    /// The number that the answers are coloured by: what one asks next.
    pub colored_by: &'static str,
}

/// The planner: which industrial land of 30 亩 and more is idle? Files mix the codes of GB 50137 (M…)
/// and of 国土空间用地用海 (1001…); both mean industry.
pub const IDLE_INDUSTRIAL_LAND: Question = Question {
    kind: LayerKind::Land,
    filter: "status IN ('闲置', '部分闲置') AND area_mu >= 30 AND (land_use LIKE 'M%' OR land_use LIKE '1001%')",
    colored_by: "area_mu",
};

/// The promoter: which factories of 3,000 m² and more, not used today, are to let?
pub const FACTORIES_TO_LET: Question = Question {
    kind: LayerKind::Factories,
    filter: "available_m2 >= 3000 AND deal IN ('出租', '租售') AND status IN ('未使用', '已停用')",
    colored_by: "available_m2",
};

/// The founder's guide: which incubators have desks free? What is free is what the layer says of the
/// month of its survey.
pub const INCUBATORS_WITH_DESKS: Question = Question {
    kind: LayerKind::Carriers,
    filter: "kind = '孵化器' AND desks_free > 0",
    colored_by: "desks_free",
};

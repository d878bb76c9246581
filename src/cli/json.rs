//! The shapes of `--json` that several commands share.

use crate::diagnostic::{Diagnostic, Severity};
use crate::geometry::BBox;
use crate::text::Lang;
use serde_json::{Value, json};

/// A diagnostic: `{"code","feature","line","column","message","hint","severity","file"}`; unknown
/// places are null.
pub(super) fn warning(diagnostic: &Diagnostic, lang: Lang) -> Value {
    json!({
        "code": diagnostic.code,
        "severity": severity(diagnostic.severity),
        "file": diagnostic.place.file,
        "feature": diagnostic.place.feature,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "message": diagnostic.message(lang),
        "hint": diagnostic.typed_hint(lang),
    })
}

/// Diagnostics in their order.
pub(super) fn warnings(diagnostics: &[Diagnostic], lang: Lang) -> Value {
    diagnostics.iter().map(|diagnostic| warning(diagnostic, lang)).collect()
}

/// A severity in lower case.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// `[west, south, east, north]` in degrees; null where empty.
pub(super) fn bbox(bbox: &BBox) -> Value {
    if bbox.is_empty() { Value::Null } else { json!([bbox.west, bbox.south, bbox.east, bbox.north]) }
}

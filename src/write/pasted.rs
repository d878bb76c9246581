//! Cells of tab-separated text, as it is copied for a spreadsheet.

use super::csv::harmless;

/// A text as a cell between tabs: no spreadsheet takes it for a formula, and one with a tab, a quote or a
/// line break stands in quotes, as spreadsheets read it.
pub fn pasted_text(text: &str) -> String {
    let text = harmless(text);
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_what_would_break_a_cell_is_quoted() {
        for (text, cell) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+86 571", "'+86 571"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("a\tb", "\"a\tb\""),
            ("两\n行", "\"两\n行\""),
            ("厂房 -1", "厂房 -1"),
        ] {
            assert_eq!(pasted_text(text), cell);
        }
    }
}

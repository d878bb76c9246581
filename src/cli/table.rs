//! Aligned tables for a terminal; a Chinese character is two columns wide.

pub(super) use crate::text::count as grouped;

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A table with a header.
pub(super) struct Table {
    aligns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub(super) fn new(columns: impl IntoIterator<Item = (String, Align)>) -> Self {
        let (header, aligns) = columns.into_iter().unzip();
        Self { aligns, rows: vec![header] }
    }

    /// Adds a row; it has as many cells as there are columns.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|cell| one_line(&cell)).collect());
    }

    /// The lines of the table, indented by two spaces, without spaces at their ends.
    pub(super) fn lines(&self) -> Vec<String> {
        let widths: Vec<usize> = (0..self.aligns.len())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| width_columns(cell)).max().unwrap_or(0)
            })
            .collect();
        self.rows
            .iter()
            .map(|row| {
                let mut line = String::new();
                for ((cell, &width), align) in row.iter().zip(&widths).zip(&self.aligns) {
                    let space = " ".repeat(width.saturating_sub(width_columns(cell)));
                    line.push_str("  ");
                    match align {
                        Align::Left => line.extend([cell.as_str(), &space]),
                        Align::Right => line.extend([space.as_str(), cell]),
                    }
                }
                line.truncate(line.trim_end().len());
                line
            })
            .collect()
    }
}

/// A cell without line breaks and control characters, which would break the table.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Columns that a text takes on a terminal: East Asian wide characters take two, marks that combine
/// none (Unicode Standard Annex 11).
pub(super) fn width_columns(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        let mut table = Table::new([("字段".to_owned(), Align::Left), ("n".to_owned(), Align::Right)]);
        table.row(vec!["area".to_owned(), "7".to_owned()]);
        table.row(vec!["面积(亩)".to_owned(), "1,024".to_owned()]);
        assert_eq!(table.lines(), ["  字段          n", "  area          7", "  面积(亩)  1,024"]);
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(
            [0, 999, 1_000, 14_800, 1_234_567].map(grouped),
            ["0", "999", "1,000", "14,800", "1,234,567"]
        );
    }
}

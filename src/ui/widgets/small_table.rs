//! A small table inside a panel: names on the left, as wide as they are where there is room; figures on the
//! right; everything wraps, nothing is cut.

use crate::ui::theme::{self, Theme, size};
use eframe::egui::{Align, Role, Sense, Ui, WidgetInfo, pos2, text::LayoutJob, vec2};

/// Room between two columns, and at both edges together.
const GAP: f32 = 8.0;
/// The share of the width that names keep, however many figures follow.
const LEAST_NAMES: f32 = 0.3;

/// A small table. Its first column holds names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmallTable {
    /// Header of each column, its unit included.
    pub headers: Vec<String>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<String>>,
}

/// Draws it; `name` is its accessible name.
pub fn small_table(ui: &mut Ui, name: &str, table: &SmallTable) {
    if table.headers.is_empty() {
        return;
    }
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let widths = widths(ui, table, width);
    let lay_out = |ui: &Ui, at: usize, text: &str, ink| {
        let room = (widths[at] - GAP).max(1.0);
        let mut job = LayoutJob::simple(text.to_owned(), theme::plain(size::LABEL), ink, room);
        job.halign = if at == 0 { Align::LEFT } else { Align::RIGHT };
        ui.painter().layout_job(job)
    };
    let lines = std::iter::once((&table.headers, theme.quiet))
        .chain(table.rows.iter().map(|cells| (cells, theme.ink)));
    for (number, (cells, ink)) in lines.enumerate() {
        let cells = &cells[..cells.len().min(widths.len())];
        let galleys: Vec<_> = cells.iter().enumerate().map(|(at, cell)| lay_out(ui, at, cell, ink)).collect();
        let tallest = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max);
        let (rect, response) = ui.allocate_exact_size(vec2(width, tallest + 8.0), Sense::hover());
        let text = if number == 0 { format!("{name}: {}", cells.join(" | ")) } else { cells.join(" | ") };
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        let mut right = rect.left();
        for (at, galley) in galleys.into_iter().enumerate() {
            right += widths[at];
            let x = if at == 0 { rect.left() + 2.0 } else { right - 2.0 };
            ui.painter().galley(pos2(x, rect.bottom() - 4.0 - galley.size().y), galley, ink);
        }
        let line = if number == 0 { theme.control_edge() } else { theme.hairline() };
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    }
}

/// Widths of the columns: names as wide as they are, if every column of figures keeps room for its widest
/// figure and the longest word of its header; what is left over is shared by the figures.
fn widths(ui: &Ui, table: &SmallTable, width: f32) -> Vec<f32> {
    let ink = Theme::of(ui).ink;
    let wide = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), theme::plain(size::LABEL), ink).size().x + GAP
    };
    let column = |at: usize| table.rows.iter().filter_map(move |cells| cells.get(at));
    let needs = |at: usize| {
        let header = table.headers[at].split_whitespace().map(wide);
        column(at).map(|cell| wide(cell)).chain(header).fold(0.0, f32::max)
    };
    let names = column(0).map(|cell| wide(cell)).fold(wide(&table.headers[0]), f32::max);
    let figures: Vec<f32> = (1..table.headers.len()).map(needs).collect();
    share_out(names, &figures, width)
}

fn share_out(names: f32, figures: &[f32], width: f32) -> Vec<f32> {
    if figures.is_empty() {
        return vec![width];
    }
    let needed: f32 = figures.iter().sum();
    let most = width * (1.0 - LEAST_NAMES);
    let scale = if needed > most { most / needed } else { 1.0 };
    let names = names.min(width - needed * scale);
    let spare = (width - names - needed * scale) / figures.len() as f32;
    std::iter::once(names).chain(figures.iter().map(|figure| figure * scale + spare)).collect()
}

#[cfg(test)]
mod tests {
    use super::share_out;

    #[test]
    fn names_take_what_figures_leave_and_no_more_than_they_need() {
        let shared = |names: f32, figures: &[f32]| -> Vec<i32> {
            share_out(names, figures, 200.0).into_iter().map(|width| width.round() as i32).collect()
        };
        assert_eq!(shared(80.0, &[50.0, 30.0]), [80, 70, 50], "the rest is shared");
        assert_eq!(shared(500.0, &[50.0, 30.0]), [120, 50, 30], "long names wrap");
        assert_eq!(shared(500.0, &[150.0, 130.0]), [60, 75, 65], "wide figures wrap too");
        assert_eq!(shared(10.0, &[]), [200]);
    }
}

//! A small table inside a panel: headers that wrap, columns of equal width, nothing cut.

use crate::ui::theme::{self, Theme, size};
use eframe::egui::{Align, Role, Sense, Ui, WidgetInfo, pos2, text::LayoutJob, vec2};

/// A small table.
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
    let column_width = width / table.headers.len() as f32;
    let lay_out = |ui: &Ui, text: &str, ink| {
        let mut job = LayoutJob::simple(text.to_owned(), theme::plain(size::LABEL), ink, column_width - 8.0);
        job.halign = Align::RIGHT;
        ui.painter().layout_job(job)
    };
    let lines = std::iter::once((&table.headers, theme.quiet))
        .chain(table.rows.iter().map(|cells| (cells, theme.ink)));
    for (number, (cells, ink)) in lines.enumerate() {
        let galleys: Vec<_> = cells.iter().map(|cell| lay_out(ui, cell, ink)).collect();
        let tallest = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max);
        let (rect, response) = ui.allocate_exact_size(vec2(width, tallest + 8.0), Sense::hover());
        let text = if number == 0 { format!("{name}: {}", cells.join(" | ")) } else { cells.join(" | ") };
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        for (at, galley) in galleys.into_iter().enumerate() {
            let right = rect.left() + (at + 1) as f32 * column_width - 2.0;
            ui.painter().galley(pos2(right, rect.bottom() - 4.0 - galley.size().y), galley, ink);
        }
        let line = if number == 0 { theme.control_edge() } else { theme.hairline() };
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    }
}

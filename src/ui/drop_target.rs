//! Files held over the window: where they would go is drawn while they are held.

use super::theme::{self, Theme, size};
use crate::app::Session;
use crate::text::{text, text_with};
use eframe::egui::{self, Align2, Id, LayerId, Order, Stroke, Ui, pos2};

/// Draws the target over everything while files are held over the window.
pub fn show(ui: &Ui, session: &Session) {
    let held = ui.input(|input| input.raw.hovered_files.len());
    if held > 0 {
        paint(ui, session, held);
    }
}

fn paint(ui: &Ui, session: &Session, held: usize) {
    let lang = session.settings().lang;
    let theme = Theme::of(ui);
    let window = ui.ctx().content_rect();
    let painter = ui
        .ctx()
        .layer_painter(LayerId::new(Order::Foreground, Id::unique("drop-target")))
        .with_clip_rect(window);
    painter.rect_filled(window, 0.0, theme.paper.gamma_multiply(0.86));
    let frame = window.shrink(24.0);
    let corners =
        [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom(), frame.left_top()];
    let line = Stroke::new(2.0, theme.accent);
    painter.extend(egui::Shape::dashed_line(&corners, line, 10.0, 6.0));
    let words = text_with(lang, "drop-files", &[("count", held.into())]);
    let center = frame.center();
    painter.text(center, Align2::CENTER_BOTTOM, words, theme::strong(size::NAME), theme.accent);
    let hint = text(lang, "drop-files-hint");
    painter.text(
        pos2(center.x, center.y + 8.0),
        Align2::CENTER_TOP,
        hint,
        theme::plain(size::TEXT),
        theme.quiet,
    );
}

//! A dialog over the window, in its middle from the first frame that shows it.

use crate::ui::theme::Theme;
use eframe::egui::{AreaState, Id, Margin, Modal, ModalResponse, Ui};

/// Draws it, with a margin around its contents.
pub fn dialog<R>(
    ui: &Ui,
    name: &'static str,
    margin: i8,
    contents: impl FnOnce(&mut Ui) -> R,
) -> ModalResponse<R> {
    let ctx = ui.ctx();
    let id = Id::unique(name);
    let size = || AreaState::load(ctx, id).and_then(|state| state.size);
    let placed_by = size();
    let shown = Modal::new(id).frame(Theme::of(ui).floating(Margin::same(margin))).show(ctx, contents);
    // It stands where a dialog of the size of the frame before has its middle; the very first frame is
    // drawn unseen, to measure it.
    if placed_by.is_some() && placed_by != size() {
        ctx.request_discard("a dialog of another size has its middle elsewhere");
    }
    shown
}

//! A row of a list to choose from: a text with a part of it emphasised, and a quiet text on the right.

use super::{elided, focus_ring};
use crate::ui::theme::{self, Theme, size};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Rect, Response, Role, Sense, TextFormat, Ui, Vec2, WidgetInfo, pos2,
    text::LayoutJob, vec2,
};
use std::ops::Range;

/// Height of a line of its own for the quiet text.
pub const DETAIL_LINE: f32 = 16.0;

/// Where the quiet text of a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stack {
    /// Behind the text.
    #[default]
    Never,
    /// Below it where one line has no room for both: not in lists whose rows are all of one height.
    WhereNeeded,
    /// Below it: every row is [`DETAIL_LINE`] higher.
    Always,
}

/// A row of a list to choose from.
#[derive(Clone, Debug, Default)]
pub struct OptionRow<'a> {
    /// What is chosen.
    pub text: &'a str,
    /// Bytes of `text` that are emphasised.
    pub matched: Range<usize>,
    /// A quiet text behind it, with the part of it that is emphasised.
    pub detail: &'a str,
    /// Bytes of `detail` that are emphasised.
    pub detail_matched: Range<usize>,
    /// A short text on the right.
    pub right: &'a str,
    /// Whether the text on the right warns.
    pub warns: bool,
    /// A colour before the text.
    pub swatch: Option<Color32>,
    /// Whether it is the one that Enter takes.
    pub chosen: bool,
    /// What a tooltip says, below the text where that is cut.
    pub tip: &'a str,
    /// Whether the quiet text stands in a line of its own below.
    pub stack: Stack,
}

/// Draws a row; the whole of it can be clicked.
pub fn option_row(ui: &mut Ui, row: &OptionRow<'_>) -> Response {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let fits_not = || {
        let wide = |text: &str, size_pt: f32| {
            ui.painter().layout_no_wrap(text.to_owned(), theme::plain(size_pt), theme.ink).size().x
        };
        let needed =
            wide(row.text, size::TEXT) + wide(row.detail, size::LABEL) + wide(row.right, size::LABEL);
        needed + 46.0 > width
    };
    let is_stacked = match row.stack {
        Stack::Never => false,
        Stack::WhereNeeded => !row.detail.is_empty() && fits_not(),
        Stack::Always => true,
    };
    let height = size::FIELD_ROW + 2.0;
    let below = if is_stacked { DETAIL_LINE } else { 0.0 };
    let (whole, response) = ui.allocate_exact_size(vec2(width, height + below), Sense::click());
    response.widget_info(|| {
        let parts: Vec<&str> =
            [row.text, row.detail, row.right].into_iter().filter(|part| !part.is_empty()).collect();
        WidgetInfo::selected(Role::ListBoxOption, true, row.chosen, parts.join(" · "))
    });
    if !ui.is_rect_visible(whole) {
        return response;
    }
    let radius = CornerRadius::same(size::ROUND_CONTROL);
    if row.chosen || response.hovered() {
        let fill = if row.chosen { theme.tint } else { theme.ground };
        ui.painter().rect_filled(whole, radius, fill);
    }
    // The line of the text; the detail may have one below it.
    let rect = whole.with_max_y(whole.top() + height);
    if row.chosen {
        let mark = Rect::from_min_size(rect.min + vec2(0.0, 7.0), vec2(3.0, rect.height() - 14.0));
        ui.painter().rect_filled(mark, CornerRadius::same(1), theme.accent);
    }
    let middle = rect.center().y;
    let mut left = rect.left() + 10.0;
    if let Some(color) = row.swatch {
        let swatch = Rect::from_min_size(pos2(left, middle - 5.0), Vec2::splat(10.0));
        ui.painter().rect_filled(swatch, CornerRadius::same(2), color);
        left += 18.0;
    }
    let mut right = rect.right() - 10.0;
    if !row.right.is_empty() {
        let ink = if row.warns { theme.notice_ink } else { theme.faint };
        let room = (right - left) * 0.5;
        let galley = elided(ui, row.right, theme::plain(size::LABEL), ink, room);
        right -= galley.size().x;
        ui.painter().galley(pos2(right, middle - galley.size().y / 2.0), galley, ink);
        right -= 10.0;
    }
    let mut job = LayoutJob::default();
    emphasised(&mut job, row.text, &row.matched, size::TEXT, theme.ink, theme);
    if !row.detail.is_empty() && !is_stacked {
        job.append("   ", 0.0, TextFormat::simple(theme::plain(size::LABEL), theme.quiet));
        emphasised(&mut job, row.detail, &row.detail_matched, size::LABEL, theme.quiet, theme);
    }
    job.wrap.max_width = (right - left).max(1.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.painter().layout_job(job);
    let mut is_cut = galley.elided;
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, theme.ink);
    if is_stacked {
        let room = whole.right() - 10.0 - left;
        let galley = elided(ui, row.detail, theme::plain(size::LABEL), theme.quiet, room);
        is_cut |= galley.elided;
        ui.painter().galley(pos2(left, rect.bottom() - 5.0), galley, theme.quiet);
    }
    focus_ring(ui, &response, whole, size::ROUND_CONTROL);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    // One tooltip for both: two would cover each other.
    let whole = if is_cut { [row.text, row.detail] } else { [""; 2] };
    let parts: Vec<&str> = whole.into_iter().chain([row.tip]).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { response } else { response.on_hover_text(parts.join("\n")) }
}

fn emphasised(
    job: &mut LayoutJob,
    text: &str,
    matched: &Range<usize>,
    size_pt: f32,
    ink: Color32,
    theme: &Theme,
) {
    let whole = matched.start <= matched.end
        && text.is_char_boundary(matched.start)
        && text.is_char_boundary(matched.end);
    let (start, end) = if whole { (matched.start, matched.end) } else { (0, 0) };
    let parts = [(&text[..start], false), (&text[start..end], true), (&text[end..], false)];
    for (part, strong) in parts {
        let (font, color) =
            if strong { (theme::strong(size_pt), theme.accent) } else { (theme::plain(size_pt), ink) };
        job.append(part, 0.0, TextFormat::simple(font, color));
    }
}

//! The one file with every colour, size and rounding of the window, light and dark.
//!
//! Widgets ask [`Theme::of`] for colours and [`size`] for measures; egui's own [`egui::Style`] is
//! built here from the same values. Text keeps a contrast of at least 4.5:1 on every ground that it
//! is drawn on: a test goes over the pairs.

use eframe::egui::{self, Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2};

/// Measures in points. Spaces are steps of 4.
pub mod size {
    /// Text.
    pub const TEXT: f32 = 13.0;
    /// Labels, units, counts.
    pub const LABEL: f32 = 12.0;
    /// Name of the chosen feature, and headlines of empty states.
    pub const NAME: f32 = 18.0;
    /// Key figures.
    pub const FIGURE: f32 = 20.0;
    /// One step of space.
    pub const STEP: f32 = 4.0;
    /// Margin inside panels.
    pub const PANEL_MARGIN: f32 = 14.0;
    /// Margin inside cards.
    pub const CARD_MARGIN: f32 = 12.0;
    /// Height of the bar at the top.
    pub const BAR: f32 = 56.0;
    /// Height of the status line.
    pub const STATUS: f32 = 28.0;
    /// Width of the panel on the left.
    pub const LEFT: f32 = 312.0;
    /// Width of the panel on the right.
    pub const RIGHT: f32 = 340.0;
    /// Height of controls in bars.
    pub const CONTROL: f32 = 34.0;
    /// Height of buttons inside panels, and of text fields.
    pub const SMALL_CONTROL: f32 = 28.0;
    /// Height of a row of the layer list.
    pub const LAYER_ROW: f32 = 32.0;
    /// Height of a row of the table below the map.
    pub const TABLE_ROW: f32 = 28.0;
    /// Height of the row of tabs above it, and of the panel when it is folded.
    pub const TAB_ROW: f32 = 36.0;
    /// Height of the panel below the map when it is first unfolded.
    pub const BOTTOM: f32 = 224.0;
    /// The panel below leaves the map at least this height.
    pub const LEAST_MAP: f32 = 200.0;
    /// In a window of this height the panel below the map begins unfolded.
    pub const ROOMY_HEIGHT: f32 = 760.0;
    /// Height of a bar of the statistics with its label.
    pub const CHART_ROW: f32 = 26.0;
    /// Height of a row of a facet.
    pub const FACET_ROW: f32 = 24.0;
    /// Height of a row of the inspector.
    pub const FIELD_ROW: f32 = 28.0;
    /// Height of a histogram.
    pub const HISTOGRAM: f32 = 44.0;
    /// Side of an icon.
    pub const ICON: f32 = 16.0;
    /// Side of a check box and of a swatch.
    pub const CHECK: f32 = 14.0;
    /// Rounding of cards and boxes.
    pub const ROUND_CARD: u8 = 9;
    /// Rounding of buttons and fields.
    pub const ROUND_CONTROL: u8 = 7;
    /// Rounding of check boxes, swatches and bars.
    pub const ROUND_SMALL: u8 = 3;
    /// Width of the ring around what has the keyboard's focus.
    pub const FOCUS: f32 = 2.0;
}

/// Name of the family for strong text (names, figures).
pub const STRONG: &str = "strong";

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Text.
    pub ink: Color32,
    /// Labels and units.
    pub quiet: Color32,
    /// Counts of all, hints in empty fields.
    pub faint: Color32,
    /// Panels and cards.
    pub paper: Color32,
    /// Behind panels; grounds of fields and switches.
    pub ground: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Edges of controls, strong enough to find them.
    pub edge: Color32,
    /// The status line, and the program's name.
    pub brand: Color32,
    /// Text on the status line.
    pub on_brand: Color32,
    /// Quiet text on the status line.
    pub on_brand_quiet: Color32,
    /// The program's name on paper.
    pub title: Color32,
    /// The primary action, checked boxes, links, focus.
    pub accent: Color32,
    /// The primary action under the pointer.
    pub accent_hover: Color32,
    /// Text on the primary action.
    pub on_accent: Color32,
    /// The chosen row; a control under the pointer.
    pub tint: Color32,
    /// Bars behind counts.
    pub bar: Color32,
    /// Histogram bars inside the range.
    pub histogram: Color32,
    /// Histogram bars outside the range.
    pub histogram_out: Color32,
    /// Grounds of notices and of the mark for made-up data.
    pub notice_ground: Color32,
    /// Text of notices.
    pub notice_ink: Color32,
    /// Grounds of errors.
    pub error_ground: Color32,
    /// Text of errors.
    pub error_ink: Color32,
    /// The map where nothing is drawn.
    pub land: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The light theme.
pub const LIGHT: Theme = Theme {
    dark: false,
    ink: rgb(0x001F_2937),
    quiet: rgb(0x0055_5F6E),
    faint: rgb(0x0066_6F7D),
    paper: rgb(0x00FF_FFFF),
    ground: rgb(0x00F5_F6F8),
    line: rgb(0x00E5_E8EC),
    edge: rgb(0x00CD_D4DC),
    brand: rgb(0x0014_324A),
    on_brand: rgb(0x00F4_F7FA),
    on_brand_quiet: rgb(0x00B6_C6D4),
    title: rgb(0x0014_324A),
    accent: rgb(0x001B_5E7E),
    accent_hover: rgb(0x0015_4D68),
    on_accent: rgb(0x00FF_FFFF),
    tint: rgb(0x00ED_F4F8),
    bar: rgb(0x00BB_D2DF),
    histogram: rgb(0x0084_B0C8),
    histogram_out: rgb(0x00D5_DCE3),
    notice_ground: rgb(0x00FD_F6E3),
    notice_ink: rgb(0x007A_4F00),
    error_ground: rgb(0x00FC_EEEA),
    error_ink: rgb(0x009B_2F1A),
    land: rgb(0x00F3_F1EC),
};

/// The dark theme.
pub const DARK: Theme = Theme {
    dark: true,
    ink: rgb(0x00E7_EBF0),
    quiet: rgb(0x00AE_B8C4),
    faint: rgb(0x0099_A4B1),
    paper: rgb(0x001A_212A),
    ground: rgb(0x0012_171E),
    line: rgb(0x002C_3641),
    edge: rgb(0x0043_505E),
    brand: rgb(0x000C_1C2A),
    on_brand: rgb(0x00E7_EEF4),
    on_brand_quiet: rgb(0x009F_B3C4),
    title: rgb(0x00CF_E2EF),
    accent: rgb(0x005F_B2D6),
    accent_hover: rgb(0x007C_C3E2),
    on_accent: rgb(0x0008_1A25),
    tint: rgb(0x0021_323F),
    bar: rgb(0x002F_5468),
    histogram: rgb(0x004A_88A6),
    histogram_out: rgb(0x0036_414D),
    notice_ground: rgb(0x0038_2D14),
    notice_ink: rgb(0x00F0_CE86),
    error_ground: rgb(0x003B_1F1A),
    error_ink: rgb(0x00F5_A792),
    land: rgb(0x0020_262C),
};

impl Theme {
    /// The theme that `ui` is drawn in.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        if ui.visuals().dark_mode { &DARK } else { &LIGHT }
    }

    /// Stroke of a hairline.
    pub fn hairline(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    /// Stroke around a control.
    pub fn control_edge(&self) -> Stroke {
        Stroke::new(1.0, self.edge)
    }

    /// Stroke of the ring around what has the keyboard's focus.
    pub fn focus_ring(&self) -> Stroke {
        Stroke::new(size::FOCUS, self.accent)
    }

    /// egui's style in this theme.
    pub fn style(&self) -> egui::Style {
        let mut style =
            egui::Style { visuals: self.visuals(), text_styles: text_styles(), ..egui::Style::default() };
        style.spacing.item_spacing = Vec2::new(2.0 * size::STEP, 2.0 * size::STEP);
        style.spacing.button_padding = Vec2::new(10.0, 5.0);
        style.spacing.interact_size = Vec2::new(28.0, size::SMALL_CONTROL);
        style.spacing.window_margin = Margin::same(16);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.icon_width = size::CHECK;
        style.spacing.icon_width_inner = 8.0;
        style.spacing.combo_height = 320.0;
        style.spacing.tooltip_width = 360.0;
        style.spacing.scroll = egui::style::ScrollStyle::floating();
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.4;
        // Motion only where it explains: panels and checks change at once.
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style
    }

    fn visuals(&self) -> egui::Visuals {
        let mut visuals = if self.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
        let radius = CornerRadius::same(size::ROUND_CONTROL);
        let states = [
            (&mut visuals.widgets.noninteractive, self.paper, self.line, self.ink),
            (&mut visuals.widgets.inactive, self.paper, self.edge, self.ink),
            (&mut visuals.widgets.hovered, self.tint, self.accent, self.ink),
            (&mut visuals.widgets.active, self.tint, self.accent, self.ink),
            (&mut visuals.widgets.open, self.tint, self.accent, self.ink),
        ];
        for (state, fill, edge, ink) in states {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, edge);
            state.fg_stroke = Stroke::new(1.0, ink);
            state.corner_radius = radius;
            state.expansion = 0.0;
        }
        visuals.selection.bg_fill = if self.dark { self.bar } else { rgb(0x00CF_E3EE) };
        visuals.selection.stroke = Stroke::new(1.0, self.ink);
        visuals.weak_text_color = Some(self.quiet);
        visuals.hyperlink_color = self.accent;
        visuals.faint_bg_color = self.ground;
        visuals.extreme_bg_color = self.paper;
        visuals.text_edit_bg_color = Some(self.paper);
        visuals.code_bg_color = self.ground;
        visuals.warn_fg_color = self.notice_ink;
        visuals.error_fg_color = self.error_ink;
        visuals.window_corner_radius = CornerRadius::same(size::ROUND_CARD + 1);
        visuals.window_fill = self.paper;
        visuals.window_stroke = self.hairline();
        visuals.window_highlight_topmost = false;
        visuals.menu_corner_radius = CornerRadius::same(size::ROUND_CARD);
        visuals.panel_fill = self.paper;
        visuals.window_shadow = self.shadow();
        visuals.popup_shadow = self.shadow();
        visuals.text_cursor.stroke = Stroke::new(1.5, self.accent);
        visuals.slider_trailing_fill = true;
        visuals.disabled_alpha = 0.55;
        visuals
    }

    /// The frame of what floats over the map or the window: cards, lists, dialogs.
    pub fn floating(&self, margin: Margin) -> egui::Frame {
        egui::Frame::new()
            .fill(self.paper)
            .stroke(self.hairline())
            .shadow(self.shadow())
            .corner_radius(CornerRadius::same(size::ROUND_CARD))
            .inner_margin(margin)
    }

    /// The shadow under floating cards.
    pub fn shadow(&self) -> egui::Shadow {
        egui::Shadow {
            offset: [0, 4],
            blur: 16,
            spread: 0,
            color: Color32::from_black_alpha(if self.dark { 110 } else { 36 }),
        }
    }
}

/// Times that a frame is laid out anew where something has another size than the frame before.
const MOST_PASSES: std::num::NonZeroUsize = std::num::NonZeroUsize::MIN.saturating_add(3);

/// Puts both themes into egui.
pub fn install(ctx: &egui::Context) {
    // A dialog whose size follows from its contents finds its place within the frame that shows it.
    ctx.options_mut(|options| options.max_passes = MOST_PASSES);
    ctx.set_style_of(egui::Theme::Light, LIGHT.style());
    ctx.set_style_of(egui::Theme::Dark, DARK.style());
}

/// Strong text of a size.
pub fn strong(size_pt: f32) -> FontId {
    FontId::new(size_pt, FontFamily::Name(STRONG.into()))
}

/// Plain text of a size.
pub fn plain(size_pt: f32) -> FontId {
    FontId::new(size_pt, FontFamily::Proportional)
}

fn text_styles() -> std::collections::BTreeMap<TextStyle, FontId> {
    [
        (TextStyle::Small, plain(size::LABEL)),
        (TextStyle::Body, plain(size::TEXT)),
        (TextStyle::Button, plain(size::TEXT)),
        (TextStyle::Heading, strong(size::NAME)),
        (TextStyle::Monospace, FontId::new(size::LABEL, FontFamily::Monospace)),
    ]
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.1, "relative luminance".
    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    /// Contrast ratio, WCAG 2.1, "contrast ratio".
    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_reads_on_every_ground_it_is_drawn_on() {
        for theme in [LIGHT, DARK] {
            let name = if theme.dark { "dark" } else { "light" };
            let pairs = [
                ("ink on paper", theme.ink, theme.paper),
                ("ink on ground", theme.ink, theme.ground),
                ("ink on tint", theme.ink, theme.tint),
                ("quiet on paper", theme.quiet, theme.paper),
                ("quiet on ground", theme.quiet, theme.ground),
                ("quiet on tint", theme.quiet, theme.tint),
                ("faint on paper", theme.faint, theme.paper),
                ("faint on ground", theme.faint, theme.ground),
                ("faint on tint", theme.faint, theme.tint),
                ("title on paper", theme.title, theme.paper),
                ("accent on paper", theme.accent, theme.paper),
                ("accent on ground", theme.accent, theme.ground),
                ("accent on tint", theme.accent, theme.tint),
                ("on accent", theme.on_accent, theme.accent),
                ("on accent, hovered", theme.on_accent, theme.accent_hover),
                ("on brand", theme.on_brand, theme.brand),
                ("quiet on brand", theme.on_brand_quiet, theme.brand),
                ("notice", theme.notice_ink, theme.notice_ground),
                ("notice on paper", theme.notice_ink, theme.paper),
                ("error", theme.error_ink, theme.error_ground),
                ("error on paper", theme.error_ink, theme.paper),
                ("ink on land", theme.ink, theme.land),
                ("quiet on land", theme.quiet, theme.land),
            ];
            for (pair, text, ground) in pairs {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "{name}: {pair} has only {ratio:.2}:1");
            }
        }
    }

    #[test]
    fn idle_states_can_be_told_from_the_dark_grounds_that_they_mark() {
        for state in crate::maps::idle::IdleState::ALL {
            let color = crate::ui::idle_words::color(*state);
            for ground in [DARK.paper, DARK.ground] {
                let ratio = contrast(color, ground);
                assert!(ratio >= 3.0, "{state:?} has only {ratio:.2}:1");
            }
        }
    }

    #[test]
    fn controls_can_be_told_from_their_ground() {
        // WCAG 2.1, 1.4.11 asks 3:1 of what is needed to see a state: the focus ring and the check.
        for theme in [LIGHT, DARK] {
            for ground in [theme.paper, theme.ground, theme.tint] {
                assert!(contrast(theme.accent, ground) >= 3.0);
            }
        }
    }
}

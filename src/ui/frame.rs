//! Where everything stands in the window: bar above, layers and filters left, map in the middle with
//! table and statistics below it, inspector right, status line at the foot.

use super::attribution;
use super::drop_target;
use super::fields;
use super::find::{Find, on_map, results};
use super::fly::Flight;
use super::map::{DrawStep, MapColors, MapEvent, MapInput, MapLayer, MapView};
use super::panels::export_dialog::ExportDialog;
use super::panels::fields_card::FieldsCard;
use super::panels::layers::Styles;
use super::panels::status::MapStatus;
use super::panels::styling::StylingPanel;
use super::panels::{
    as_of, assembly_card, bar, bottom, brief, brief_results, compare, empty, filters, inspector, layers,
    map_menu, notices, out_of_view, pick_list, status, tool_card,
};
use super::theme::{Theme, size};
use super::widgets::{hairline, tabs};
use crate::app::settings::panel;
use crate::app::{Command, LayerEntry, LayerId, Session, View};
use crate::filter::facet;
use crate::layer::RowSet;
use crate::maps::schema::MapKind;
use crate::scene::{Camera, legend};
use crate::text::text;
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Rect, ScrollArea, Ui};

/// What a frame is drawn from, and what of the view it may change.
pub(super) struct Parts<'a> {
    pub(super) session: &'a Session,
    pub(super) styles: &'a Styles,
    pub(super) map: &'a mut MapView,
    pub(super) hover: &'a mut Option<(u32, u32)>,
    pub(super) map_status: &'a mut MapStatus,
    pub(super) export: &'a mut Option<ExportDialog>,
    pub(super) styling: &'a mut Option<StylingPanel>,
    pub(super) fields: &'a mut Option<FieldsCard>,
    pub(super) find: &'a mut Find,
}

/// Draws the window.
pub(super) fn show(ui: &mut Ui, parts: Parts<'_>, commands: &mut Vec<Command>) {
    let Parts { session, styles, map, hover, map_status, export, styling, fields: fields_card, find } = parts;
    let theme = Theme::of(ui);
    let within = |margin: Margin| Frame::new().inner_margin(margin);
    // The window's ground; panels on it have none of their own.
    let grounds = map.grounds();
    grounds.fill(ui.painter(), ui.max_rect(), theme.paper);
    Panel::top("bar")
        .exact_size(size::BAR)
        .frame(within(Margin::symmetric(size::PANEL_MARGIN as i8, 0)))
        .show(ui, |ui| bar::show(ui, session, commands));
    Panel::bottom("status").exact_size(size::STATUS).show_separator_line(false).frame(Frame::new()).show(
        ui,
        |ui| {
            grounds.fill(ui.painter(), ui.max_rect(), theme.brand);
            within(Margin::symmetric(size::PANEL_MARGIN as i8, 0))
                .show(ui, |ui| status::show(ui, session, *map_status, commands));
        },
    );
    let width = Panel::left("left")
        .default_size(width_of(session, panel::LEFT, size::LEFT))
        .size_range(264.0..=460.0)
        .frame(within(Margin::ZERO))
        .show(ui, |ui| left(ui, session, styles, commands))
        .response
        .rect
        .width();
    remember_width(ui, session, panel::LEFT, size::LEFT, width, commands);
    if !session.document().layers.is_empty() {
        let width = Panel::right("right")
            .default_size(width_of(session, panel::RIGHT, size::RIGHT))
            .size_range(280.0..=480.0)
            .frame(inspector::frame())
            .show(ui, |ui| inspector::show(ui, session, commands))
            .response
            .rect
            .width();
        remember_width(ui, session, panel::RIGHT, size::RIGHT, width, commands);
    }
    below_the_map(ui, session, styles, commands);
    let area = CentralPanel::no_frame()
        .show(ui, |ui| {
            let area = ui.available_rect_before_wrap();
            let on_map = OnMap { map, hover, status: map_status, flight: &mut find.flight };
            show_map(ui, session, styles, on_map, commands);
            area
        })
        .inner;
    over_the_map(ui, area, session, commands);
    drop_target::show(ui, session);
    if let Some(card) = fields_card
        && !card.show(ui, area, session, commands)
    {
        *fields_card = None;
    }
    if let Some(panel) = styling
        && !panel.show(ui, area, session, styles, map_status.denominator, commands)
    {
        *styling = None;
    }
    if let Some(dialog) = export
        && !dialog.show(ui, session, commands)
    {
        *export = None;
        commands.push(Command::CloseExportDialog);
    }
    compare::show(ui, session, commands);
    results::show(ui, session, styles, commands);
    find.show(ui, session, commands);
}

/// A panel as wide, or as high, as the person left it.
fn width_of(session: &Session, panel: &str, otherwise: f32) -> f32 {
    session.settings().size_pt(panel).map_or(otherwise, |size| size as f32)
}

/// Notes a width or height that the person has dragged, once it is let go.
fn remember_width(
    ui: &Ui,
    session: &Session,
    panel: &str,
    otherwise: f32,
    width: f32,
    commands: &mut Vec<Command>,
) {
    let moved = (width - width_of(session, panel, otherwise)).abs() > 0.5;
    if moved && ui.input(|input| input.pointer.any_released()) {
        let size_pt = Some(f64::from(width.round()));
        commands.push(Command::SetPanel { panel: panel.to_owned(), open: true, size_pt });
    }
}

fn left(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    let margin = Margin::symmetric(size::PANEL_MARGIN as i8, 10);
    brief_tabs(ui, session, commands);
    if session.brief().is_open() {
        CentralPanel::no_frame().show(ui, |ui| brief::show(ui, session, commands));
        return;
    }
    if session.document().chosen_layer().is_some() {
        Panel::bottom("cql")
            .resizable(false)
            .frame(Frame::new().inner_margin(margin))
            .show(ui, |ui| filters::cql(ui, session, commands));
    }
    CentralPanel::no_frame().show(ui, |ui| {
        ScrollArea::vertical().id_salt("left").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.scope(|ui| layers::show(ui, session, styles, commands));
                ui.add_space(4.0);
                hairline(ui);
                ui.add_space(4.0);
                as_of::show(ui, session, commands);
                filters::show(ui, session, styles, commands);
            });
        });
    });
}

/// Layers and filters, or the brief: what the panel on the left shows.
fn brief_tabs(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let lang = session.settings().lang;
    let frame = Frame::new().inner_margin(Margin { left: 4, ..Margin::ZERO });
    Panel::top("left-tabs").exact_size(size::TAB_ROW).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let names = [text(lang, "brief-tab-layers"), text(lang, "brief-tab")];
            let names = [names[0].as_str(), names[1].as_str()];
            let front = usize::from(session.brief().is_open());
            if let Some(at) = tabs(ui, &names, front, size::TAB_ROW) {
                commands.push(Command::ShowBrief { open: at == 1 });
            }
        });
    });
}

/// Table and statistics, as wide as the map: between the panels left and right.
fn below_the_map(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    if session.document().layers.is_empty() {
        return;
    }
    let (shown, settings) = (session.bottom(), session.settings());
    if shown.open.is_none() {
        let roomy = ui.ctx().content_rect().height() >= size::ROOMY_HEIGHT;
        commands.push(Command::ShowBottom { open: settings.is_open(panel::BOTTOM, roomy) });
    }
    let frame = Frame::new();
    if !shown.is_open() {
        Panel::bottom("bottom-folded")
            .exact_size(size::TAB_ROW)
            .frame(frame)
            .show(ui, |ui| bottom::show(ui, session, styles, commands));
        return;
    }
    let least = size::TAB_ROW + 2.0 * size::TABLE_ROW;
    let most = (ui.available_height() - size::LEAST_MAP).max(least);
    let wanted = width_of(session, panel::BOTTOM, size::BOTTOM).clamp(least, most);
    let height = Panel::bottom("bottom")
        .resizable(true)
        .default_size(wanted)
        .size_range(least..=most)
        .frame(frame)
        .show(ui, |ui| bottom::show(ui, session, styles, commands))
        .response
        .rect
        .height();
    // A window that has no room for the height that was chosen does not change the choice.
    if height < most {
        remember_width(ui, session, panel::BOTTOM, wanted, height, commands);
    }
}

fn over_the_map(ui: &mut Ui, area: Rect, session: &Session, commands: &mut Vec<Command>) {
    // What could not be opened is told by the card of the empty window already.
    if !empty::show(ui, area, session, commands) {
        notices::toast(ui, area, session, commands);
    }
}

/// What of the view the map may change.
struct OnMap<'a> {
    map: &'a mut MapView,
    hover: &'a mut Option<(u32, u32)>,
    status: &'a mut MapStatus,
    flight: &'a mut Flight,
}

fn show_map(ui: &mut Ui, session: &Session, styles: &Styles, on_map: OnMap<'_>, commands: &mut Vec<Command>) {
    let OnMap { map, hover, status: map_status, flight } = on_map;
    let document = session.document();
    let theme = Theme::of(ui);
    let size_pt = ui.available_size();
    let size_pt = [f64::from(size_pt.x), f64::from(size_pt.y)];
    if session.viewport_pt().map(f64::to_bits) != size_pt.map(f64::to_bits) {
        commands.push(Command::SetViewport { width_pt: size_pt[0], height_pt: size_pt[1] });
    }
    let shown: Vec<MapLayer<'_>> = document
        .shown_layers()
        .filter_map(|entry| {
            Some(MapLayer {
                id: entry.id.0,
                layer: &entry.layer,
                style: styles.get(&entry.id)?,
                looks: session.styled(entry.id).map(|styled| &styled.looks),
                // Without a filter every row is drawn, and nothing need be looked up.
                rows: entry.filter.filter.as_ref().and(session.matching(entry.id)).map(AsRef::as_ref),
                dim_others: false,
                visible: true,
                is_base: entry.map == MapKind::Base,
            })
        })
        .collect();
    let illustrative = document.shown_layers().any(LayerEntry::holds_made_up_rows);
    let selected = selection(session);
    map_menu::show(ui, session, commands);
    pick_list::show(ui, session, styles, hover, commands);
    let view = flight.view(ui.ctx(), document.view, session.settings().motion, size_pt);
    let camera = Camera::new(view.center, view.zoom, size_pt);
    let lang = session.settings().lang;
    let titles: Vec<(u32, String)> =
        document.map_layers().map(|entry| (entry.id.0, fields::layer_title(entry, lang))).collect();
    let attribution = attribution::line(document, lang);
    let input = MapInput {
        camera,
        attribution: &attribution,
        layers: &shown,
        legend: document
            .chosen
            .map(|id| id.0)
            .filter(|id| shown.iter().any(|layer| layer.id == *id && !layer.is_base)),
        titles: &titles,
        selection: selected,
        drawing: Some(session.drawing()),
        pins: &brief_results::pins(session),
        outline: session.shown_assembly().map(|(_, outline)| outline).unwrap_or_default(),
        hover: *hover,
        lang,
        more_buttons_pt: on_map::HEIGHT,
        colors: colors(theme),
        illustrative,
    };
    let area = ui.available_rect_before_wrap();
    let response = map.show(ui, &input);
    on_map::show(ui, (area, response.more_buttons), &camera, session, commands);
    out_of_view::show(ui, area, &camera, session, commands);
    if session.assembling().is_some() {
        assembly_card::show(ui, area, response.free_from_y, session, commands);
    } else {
        tool_card::show(ui, area, response.free_from_y, session, commands);
    }
    map_status.pointer_lon_lat = response.pointer_lon_lat;
    map_status.denominator = (!document.layers.is_empty()).then(|| camera.scale_denominator());
    for event in response.events {
        match event {
            MapEvent::CameraChanged(camera) => {
                let view = View { center: camera.center(), zoom: camera.zoom() };
                if view != document.view {
                    flight.moved_by_hand(view);
                    commands.push(Command::SetView { view });
                }
            }
            MapEvent::Hovered(row) => *hover = row,
            MapEvent::LegendClicked { layer, class } => {
                commands.extend(legend_clicked(session, styles, LayerId(layer), class));
            }
            MapEvent::StylingAsked { layer } => commands.push(Command::ShowStyling { layer: LayerId(layer) }),
            MapEvent::LayerChosen { layer } => commands.push(Command::ChooseLayer { layer: LayerId(layer) }),
            MapEvent::Clicked { hits, add } => {
                commands.push(pick_list::clicked(ui, response.response.interact_pointer_pos(), &hits, add));
            }
            MapEvent::ClusterClicked { lon_lat, zoom } => {
                commands.push(Command::ComeApart { view: View { center: lon_lat, zoom } });
            }
            MapEvent::Drew(step) => commands.push(drew(step)),
            MapEvent::MenuAsked { lon_lat, hits, pointer } => map_menu::open(ui, pointer, lon_lat, &hits),
            MapEvent::FitAsked => commands.push(Command::ZoomToAll),
            MapEvent::ClearFilterAsked { layer } => {
                commands.push(Command::ClearFilter { layer: LayerId(layer) });
            }
        }
    }
}

/// The command of a step of drawing.
fn drew(step: DrawStep) -> Command {
    match step {
        DrawStep::Corner(at) => Command::SetCorner { at },
        DrawStep::TakeBack => Command::TakeBackCorner,
        DrawStep::End(mode) => Command::EndDrawing { mode },
    }
}

/// A click on a line of the legend keeps its class alone; a click on the one kept shows all again.
fn legend_clicked(session: &Session, styles: &Styles, layer: LayerId, class: u8) -> Option<Command> {
    let entry = session.document().layer(layer)?;
    let (field, condition) = legend::condition_of_class(&entry.layer, styles.get(&layer)?, class)?;
    let before = facet::condition_of(entry.filter.filter.as_ref(), &field);
    let condition = (before.as_ref() != Some(&condition)).then_some(condition);
    Some(Command::SetCondition { layer, field, condition, gesture: None })
}

/// The selected rows of the layer that the inspector shows.
fn selection(session: &Session) -> Option<(u32, &RowSet)> {
    let document = session.document();
    let layer = document.current_feature()?.layer;
    Some((layer.0, document.selection.rows_of(layer)?))
}

fn colors(theme: &Theme) -> MapColors {
    MapColors {
        land: theme.land,
        ink: theme.ink,
        quiet: theme.quiet,
        faint: theme.faint,
        paper: theme.paper,
        line: theme.line,
        accent: theme.accent,
        notice_ground: theme.notice_ground,
        notice_ink: theme.notice_ink,
    }
}

//! Where everything stands in the window: bar above, layers and filters left, map in the middle,
//! inspector right, status line below.

use super::map::{DrawStep, MapColors, MapEvent, MapInput, MapLayer, MapView};
use super::panels::export_dialog::ExportDialog;
use super::panels::layers::Styles;
use super::panels::status::MapStatus;
use super::panels::{
    bar, empty, filters, inspector, layers, map_menu, notices, pick_list, status, tool_card,
};
use super::theme::{Theme, size};
use super::widgets::hairline;
use crate::app::{Command, LayerId, Session, View};
use crate::layer::{RowSet, Value, well_known};
use crate::maps::schema::MapKind;
use crate::scene::Camera;
use eframe::egui::{CentralPanel, Frame, Margin, Panel, Rect, ScrollArea, Ui};

/// What a frame is drawn from, and what of the view it may change.
pub(super) struct Parts<'a> {
    pub(super) session: &'a Session,
    pub(super) styles: &'a Styles,
    pub(super) map: &'a mut MapView,
    pub(super) hover: &'a mut Option<(u32, u32)>,
    pub(super) map_status: &'a mut MapStatus,
    pub(super) export: &'a mut Option<ExportDialog>,
}

/// Draws the window.
pub(super) fn show(ui: &mut Ui, parts: Parts<'_>, commands: &mut Vec<Command>) {
    let Parts { session, styles, map, hover, map_status, export } = parts;
    let theme = Theme::of(ui);
    let paper = |margin: Margin| Frame::new().fill(theme.paper).inner_margin(margin);
    Panel::top("bar")
        .exact_size(size::BAR)
        .frame(paper(Margin::symmetric(size::PANEL_MARGIN as i8, 0)))
        .show(ui, |ui| bar::show(ui, session, commands));
    Panel::bottom("status")
        .exact_size(size::STATUS)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme.brand).inner_margin(Margin::symmetric(size::PANEL_MARGIN as i8, 0)))
        .show(ui, |ui| status::show(ui, session, *map_status, commands));
    Panel::left("left")
        .default_size(size::LEFT)
        .size_range(264.0..=460.0)
        .frame(paper(Margin::ZERO))
        .show(ui, |ui| left(ui, session, styles, commands));
    if !session.document().layers.is_empty() {
        Panel::right("right")
            .default_size(size::RIGHT)
            .size_range(280.0..=480.0)
            .frame(inspector::frame(theme))
            .show(ui, |ui| inspector::show(ui, session, commands));
    }
    let area = CentralPanel::no_frame()
        .frame(Frame::new().fill(theme.land))
        .show(ui, |ui| {
            let area = ui.available_rect_before_wrap();
            show_map(ui, session, styles, map, hover, map_status, commands);
            area
        })
        .inner;
    over_the_map(ui, area, session, commands);
    if let Some(dialog) = export
        && !dialog.show(ui, session, commands)
    {
        *export = None;
    }
}

fn left(ui: &mut Ui, session: &Session, styles: &Styles, commands: &mut Vec<Command>) {
    let theme = Theme::of(ui);
    let margin = Margin::symmetric(size::PANEL_MARGIN as i8, 10);
    if session.document().chosen_layer().is_some() {
        Panel::bottom("cql")
            .resizable(false)
            .frame(Frame::new().fill(theme.paper).inner_margin(margin))
            .show(ui, |ui| filters::cql(ui, session, commands));
    }
    CentralPanel::no_frame().frame(Frame::new().fill(theme.paper)).show(ui, |ui| {
        ScrollArea::vertical().id_salt("left").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.scope(|ui| layers::show(ui, session, styles, commands));
                ui.add_space(4.0);
                hairline(ui);
                ui.add_space(4.0);
                filters::show(ui, session, styles, commands);
            });
        });
    });
}

fn over_the_map(ui: &mut Ui, area: Rect, session: &Session, commands: &mut Vec<Command>) {
    empty::show(ui, area, session, commands);
    notices::toast(ui, area, session, commands);
}

fn show_map(
    ui: &mut Ui,
    session: &Session,
    styles: &Styles,
    map: &mut MapView,
    hover: &mut Option<(u32, u32)>,
    map_status: &mut MapStatus,
    commands: &mut Vec<Command>,
) {
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
                // Without a filter every row is drawn, and nothing need be looked up.
                rows: entry.filter.filter.as_ref().and(session.matching(entry.id)).map(AsRef::as_ref),
                dim_others: false,
                visible: true,
                is_base: entry.map == MapKind::Base,
            })
        })
        .collect();
    let illustrative = shown.iter().any(|layer| has_made_up_rows(ui, layer));
    let selected = selection(session);
    map_menu::show(ui, session, commands);
    pick_list::show(ui, session, styles, hover, commands);
    let camera = Camera::new(document.view.center, document.view.zoom, size_pt);
    let input = MapInput {
        camera,
        layers: &shown,
        legend: document
            .chosen
            .map(|id| id.0)
            .filter(|id| shown.iter().any(|layer| layer.id == *id && !layer.is_base)),
        selection: selected,
        hover: *hover,
        drawing: Some(session.drawing()),
        lang: session.settings().lang,
        colors: colors(theme),
        illustrative,
    };
    let area = ui.available_rect_before_wrap();
    let response = map.show(ui, &input);
    tool_card::show(ui, area, response.free_from_y, session, commands);
    map_status.pointer_lon_lat = response.pointer_lon_lat;
    map_status.denominator = (!document.layers.is_empty()).then(|| camera.scale_denominator());
    for event in response.events {
        match event {
            MapEvent::CameraChanged(camera) => {
                let view = View { center: camera.center(), zoom: camera.zoom() };
                if view != document.view {
                    commands.push(Command::SetView { view });
                }
            }
            MapEvent::Hovered(row) => *hover = row,
            MapEvent::Clicked { hits, add } => {
                commands.push(pick_list::clicked(ui, response.response.interact_pointer_pos(), &hits, add));
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

/// The selected rows of the layer that the inspector shows.
fn selection(session: &Session) -> Option<(u32, &RowSet)> {
    let document = session.document();
    let layer = document.current_feature()?.layer;
    Some((layer.0, document.selection.rows_of(layer)?))
}

/// Whether a layer holds rows that say of themselves that they are made up; looked up once a layer.
fn has_made_up_rows(ui: &Ui, layer: &MapLayer<'_>) -> bool {
    let id = eframe::egui::Id::unique(("made-up", layer.id));
    if let Some(known) = ui.data_mut(|data| data.get_temp::<bool>(id)) {
        return known;
    }
    let column = well_known::ILLUSTRATIVE.into_iter().find_map(|name| layer.layer.column(name));
    let found =
        column.is_some_and(|column| (0..column.len()).any(|row| column.value(row) == Value::Bool(true)));
    ui.data_mut(|data| data.insert_temp(id, found));
    found
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

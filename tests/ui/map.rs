//! The map widget: what it reports, and what it draws, by the graphics card and by egui's painter.

use eframe::egui::{self, Pos2, Vec2};
use eframe::egui_wgpu::wgpu;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::future::Future as _;
use std::sync::Arc;
use three_maps::layer::{Layer, RowSet, SourceBytes};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::scene::{Camera, Rgb, Stroke, Style};
use three_maps::text::{Lang, text};
use three_maps::ui::map::{MapColors, MapEvent, MapInput, MapLayer, MapView};

const PARCELS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"state":"idle","name":"North 1"},"geometry":{"type":"Polygon","coordinates":[[[120.34,30.30],[120.35,30.30],[120.35,30.31],[120.34,30.31],[120.34,30.30]],[[120.344,30.304],[120.346,30.304],[120.346,30.306],[120.344,30.306],[120.344,30.304]]]}},
{"type":"Feature","properties":{"state":"used","name":"North 2"},"geometry":{"type":"Polygon","coordinates":[[[120.36,30.30],[120.37,30.30],[120.368,30.312],[120.365,30.304],[120.36,30.31],[120.36,30.30]]]}},
{"type":"Feature","properties":{"state":"idle","name":"South 1"},"geometry":{"type":"Polygon","coordinates":[[[120.345,30.285],[120.358,30.283],[120.36,30.292],[120.35,30.295],[120.345,30.285]]]}},
{"type":"Feature","properties":{"name":"Station"},"geometry":{"type":"Point","coordinates":[120.355,30.305]}},
{"type":"Feature","properties":{"name":"Nowhere"},"geometry":null}
]}"#;

const ROADS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Long Road"},"geometry":{"type":"LineString","coordinates":[[120.32,30.297],[120.355,30.2985],[120.39,30.297]]}},
{"type":"Feature","properties":{"name":"Cross Road"},"geometry":{"type":"LineString","coordinates":[[120.3545,30.27],[120.356,30.33]]}}
]}"#;

fn layer(text: &'static str) -> Arc<Layer> {
    let source = SourceBytes::Bundled("test", text.as_bytes());
    Arc::new(read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap())
}

/// A window with nothing but the map in it, and what it reported.
struct State {
    view: MapView,
    parcels: Arc<Layer>,
    roads: Arc<Layer>,
    parcels_style: Style,
    roads_style: Style,
    rows: Option<RowSet>,
    selection: Option<RowSet>,
    hover: Option<(u32, u32)>,
    camera: Camera,
    events: Vec<MapEvent>,
    illustrative: bool,
}

impl State {
    fn new(view: MapView) -> Self {
        let parcels = layer(PARCELS);
        let roads_style = Style {
            line_width_px: 5.0,
            casing: Some(Stroke { rgb: Rgb(0xDA, 0xD5, 0xCA), width_px: 1.0 }),
            label_field: Some("name".to_owned()),
            ..Style::plain(Rgb(255, 255, 255))
        };
        Self {
            view,
            parcels_style: Style { point_size_px: 14.0, ..Style::for_unknown(&parcels) },
            roads_style,
            camera: Camera::default().fitted(&parcels.bbox(), 80.0, [800.0, 600.0]),
            parcels,
            roads: layer(ROADS),
            rows: None,
            selection: None,
            hover: None,
            events: Vec::new(),
            illustrative: true,
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let map_layer = |id, layer, style, is_base| MapLayer {
            id,
            layer,
            style,
            looks: None,
            rows: None,
            dim_others: false,
            visible: true,
            is_base,
        };
        let layers = [
            map_layer(0, &self.roads, &self.roads_style, true),
            MapLayer { rows: self.rows.as_ref(), ..map_layer(1, &self.parcels, &self.parcels_style, false) },
        ];
        let input = MapInput {
            camera: self.camera,
            layers: &layers,
            legend: Some(1),
            titles: &[],
            selection: self.selection.as_ref().map(|rows| (1, rows)),
            hover: self.hover,
            drawing: None,
            outline: &[],
            pins: &[],
            lang: Lang::En,
            attribution: "",
            more_buttons_pt: 0.0,
            colors: MapColors::default(),
            illustrative: self.illustrative,
        };
        let answer = self.view.show(ui, &input);
        for event in answer.events {
            match &event {
                MapEvent::CameraChanged(camera) => self.camera = *camera,
                MapEvent::Hovered(under) => self.hover = *under,
                _ => {}
            }
            self.events.push(event);
        }
    }

    fn screen(&self, lon_lat: [f64; 2]) -> Pos2 {
        let [x, y] = self.camera.screen_from_lon_lat(lon_lat);
        Pos2::new(x as f32, y as f32)
    }
}

fn harness(state: State) -> Harness<'static, State> {
    let mut harness =
        Harness::builder().with_size(Vec2::new(800.0, 600.0)).allow_missing_glyphs().build_ui_state(
            |ui, state: &mut State| {
                egui::Frame::NONE.show(ui, |ui| state.show(ui));
            },
            state,
        );
    harness.run_ok();
    // kittest's panel leaves a margin: from here on positions count from the map's corner.
    harness.state_mut().events.clear();
    harness
}

/// Where the map's top left corner is in the window.
fn corner(harness: &Harness<'_, State>) -> Vec2 {
    let name = text(Lang::En, "map-name");
    harness.get_by_label(&name).rect().min.to_vec2()
}

fn click(harness: &mut Harness<'_, State>, lon_lat: [f64; 2]) {
    let at = harness.state().screen(lon_lat) + corner(harness);
    harness.hover_at(at);
    harness.run_ok();
    harness.drag_at(at);
    harness.run_ok();
    harness.event(egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_ok();
}

#[test]
fn a_click_names_what_lies_there_and_a_hole_is_nothing() {
    let mut harness = harness(State::new(MapView::new(None)));
    click(&mut harness, [120.342, 30.302]);
    let clicked = MapEvent::Clicked { hits: vec![(1, 0)], add: false };
    assert!(harness.state().events.contains(&MapEvent::Hovered(Some((1, 0)))));
    assert!(harness.state().events.contains(&clicked), "{:?}", harness.state().events);
    harness.state_mut().events.clear();
    click(&mut harness, [120.345, 30.305]);
    let nothing = MapEvent::Clicked { hits: Vec::new(), add: false };
    assert!(harness.state().events.contains(&nothing), "{:?}", harness.state().events);
}

#[test]
fn dragging_pans_and_the_wheel_zooms_to_the_pointer() {
    let mut harness = harness(State::new(MapView::new(None)));
    let corner = corner(&harness);
    let before = harness.state().camera;
    let place = before.lon_lat_from_screen([300.0, 200.0]);
    harness.hover_at(Pos2::new(300.0, 200.0) + corner);
    harness.run_ok();
    harness.drag_at(Pos2::new(300.0, 200.0) + corner);
    harness.run_ok();
    harness.hover_at(Pos2::new(360.0, 170.0) + corner);
    harness.run_ok();
    harness.drop_at(Pos2::new(360.0, 170.0) + corner);
    harness.run_ok();
    let [x, y] = harness.state().camera.screen_from_lon_lat(place);
    assert!((x - 360.0).abs() < 1.0 && (y - 170.0).abs() < 1.0, "{x} {y}");

    let zoom = harness.state().camera.zoom();
    let place = harness.state().camera.lon_lat_from_screen([500.0, 400.0]);
    harness.hover_at(Pos2::new(500.0, 400.0) + corner);
    harness.run_ok();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, 200.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_steps(30);
    assert!(harness.state().camera.zoom() > zoom + 0.5, "{}", harness.state().camera.zoom());
    let [x, y] = harness.state().camera.screen_from_lon_lat(place);
    assert!((x - 500.0).abs() < 1.0 && (y - 400.0).abs() < 1.0, "{x} {y}");
}

#[test]
fn buttons_have_names_and_zoom() {
    let mut harness = harness(State::new(MapView::new(None)));
    let zoom = harness.state().camera.zoom();
    harness.get_by_label("Zoom in").click();
    harness.run_ok();
    assert!((harness.state().camera.zoom() - zoom - 1.0).abs() < 1e-9);
    harness.get_by_label("Zoom out").click();
    harness.run_ok();
    assert!((harness.state().camera.zoom() - zoom).abs() < 1e-9);
}

#[test]
fn a_line_of_the_legend_is_clicked_and_the_legend_folds() {
    let mut harness = harness(State::new(MapView::new(None)));
    let class = harness.state().parcels_style.classes.iter().position(|class| class.values == ["used"]);
    harness.get_by_label_contains("used 1").click();
    harness.run_ok();
    let clicked = MapEvent::LegendClicked { layer: 1, class: class.unwrap() as u8 };
    assert_eq!(harness.state().events, [clicked], "and nothing of the map under it");
    harness.state_mut().events.clear();
    harness.get_by_label(&text(Lang::En, "legend-style-hint")).click();
    harness.run_ok();
    assert_eq!(harness.state().events, [MapEvent::StylingAsked { layer: 1 }]);
    harness.get_by_label(&text(Lang::En, "legend-fold")).click();
    harness.run_ok();
    assert!(harness.query_by_label_contains("used 1").is_none());
    harness.get_by_label(&text(Lang::En, "legend-unfold")).click();
    harness.run_ok();
    harness.get_by_label_contains("used 1");
}

#[test]
fn the_legend_leaves_half_of_a_small_map_and_its_lines_can_be_reached() {
    let mut state = State::new(MapView::new(None));
    state.parcels_style.classes = (0..20)
        .map(|number| three_maps::scene::Class {
            label: three_maps::scene::Label::plain(&format!("class {number}")),
            values: vec![["idle", "used"].get(number).map_or_else(String::new, |&value| value.to_owned())],
            ..Default::default()
        })
        .collect();
    let mut harness = Harness::builder().with_size(Vec2::new(420.0, 240.0)).build_ui_state(
        |ui, state: &mut State| {
            egui::Frame::NONE.show(ui, |ui| state.show(ui));
        },
        state,
    );
    harness.run_ok();
    let map = harness.get_by_label(&text(Lang::En, "map-name")).rect();
    let folded = harness.get_by_label("state").rect();
    assert!(folded.height() < 40.0, "a small map begins with its legend folded: {folded:?}");
    harness.get_by_label(&text(Lang::En, "legend-unfold")).click();
    harness.run_ok();
    let legend = harness.get_by_label("state").rect();
    // Title, padding, and lines of 22 points.
    let lines = (legend.height() - 38.0) / 22.0;
    assert!((lines - lines.round()).abs() < 0.01 && lines > 1.0, "no line is cut in two: {lines}");
    assert!(legend.height() <= map.height() * 0.5 + 1.0, "{legend:?} over {map:?}");
    assert!(legend.width() <= map.width() * 0.5, "{legend:?} over {map:?}");
}

#[test]
fn a_map_that_stands_still_places_its_labels_once() {
    let mut harness = harness(State::new(MapView::new(None)));
    let before = harness.state().view.labels_placed();
    assert!(before >= 1);
    for _ in 0..10 {
        harness.step();
    }
    // A pointer that moves over the map changes no label.
    let at = harness.state().screen([120.342, 30.302]) + corner(&harness);
    harness.hover_at(at);
    harness.run_ok();
    assert_eq!(harness.state().view.labels_placed(), before);
    harness.state_mut().camera = harness.state().camera.panned(3.0, 0.0);
    harness.run_ok();
    assert!(harness.state().view.labels_placed() > before);
}

#[test]
fn a_filter_that_hides_everything_says_so_and_offers_to_undo_it() {
    let mut state = State::new(MapView::new(None));
    state.rows = Some(RowSet::none(5));
    let mut harness = harness(state);
    harness.get_by_label("Clear the filter and show all").click();
    harness.run_ok();
    assert!(harness.state().events.contains(&MapEvent::ClearFilterAsked { layer: 1 }));
}

/// A render state on whatever adapter there is, a software one for choice.
pub(crate) fn render_state() -> Option<eframe::egui_wgpu::RenderState> {
    let setup = egui_kittest::wgpu::default_wgpu_setup();
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let adapters = std::pin::pin!(instance.enumerate_adapters(wgpu::Backends::all()));
    match adapters.poll(&mut context) {
        std::task::Poll::Ready(adapters) if !adapters.is_empty() => {}
        _ => return None,
    }
    Some(egui_kittest::wgpu::create_render_state(setup, eframe::egui_wgpu::RendererOptions::PREDICTABLE))
}

/// Pixels of the whole window, drawn by wgpu; the map itself by wgpu or by egui's painter.
fn picture(
    on_gpu: bool,
    change: impl FnOnce(&mut State),
) -> Option<(Harness<'static, State>, Vec<u8>, [usize; 2])> {
    let Some(render_state) = render_state() else {
        eprintln!("SKIPPED a picture of the map: no graphics adapter here");
        return None;
    };
    let view = MapView::new(on_gpu.then_some(&render_state));
    let mut state = State::new(view);
    change(&mut state);
    let mut harness = Harness::builder()
        .with_size(Vec2::new(800.0, 600.0))
        .allow_missing_glyphs()
        .renderer(egui_kittest::wgpu::WgpuTestRenderer::from_render_state(render_state))
        .build_ui_state(|ui, state: &mut State| state.show(ui), state);
    harness.run_ok();
    let image = harness.render().unwrap();
    let size = [image.width() as usize, image.height() as usize];
    Some((harness, image.into_raw(), size))
}

/// For looking at: `THREE_MAPS_PICTURES=/some/folder` keeps what the tests draw, as PPM.
pub(crate) fn keep(rgba: &[u8], size: [usize; 2], name: &str) {
    if let Ok(folder) = std::env::var("THREE_MAPS_PICTURES") {
        let mut ppm = format!("P6 {} {} 255\n", size[0], size[1]).into_bytes();
        ppm.extend(rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]));
        std::fs::write(std::path::Path::new(&folder).join(format!("{name}.ppm")), ppm).unwrap();
    }
}

#[test]
fn both_ways_of_drawing_show_the_same() {
    let mut pictures = Vec::new();
    for (on_gpu, name) in [(true, "map-gpu"), (false, "map-painter")] {
        let Some((harness, rgba, size)) = picture(on_gpu, |state| {
            state.selection = Some(RowSet::from_rows(5, [2]));
        }) else {
            return;
        };
        keep(&rgba, size, name);
        let corner = corner(&harness);
        let at = |lon_lat| {
            let at = harness.state().screen(lon_lat) + corner;
            let at = (at.y as usize * size[0] + at.x as usize) * 4;
            [rgba[at], rgba[at + 1], rgba[at + 2]]
        };
        let style = &harness.state().parcels_style;
        let near = |got: [u8; 3], Rgb(red, green, blue): Rgb| {
            // Fills keep 85 % of their colour on the land.
            let land = [0xF3, 0xF1, 0xEC];
            got.iter().zip([red, green, blue]).zip(land).all(|((&got, color), land)| {
                let mixed = f32::from(color) * 0.85 + land as f32 * 0.15;
                (f32::from(got) - mixed).abs() < 4.0
            })
        };
        assert!(near(at([120.342, 30.302]), style.rgb(0)), "{name}: {:?}", at([120.342, 30.302]));
        assert!(near(at([120.361, 30.303]), style.rgb(1)), "{name}: {:?}", at([120.361, 30.303]));
        assert_eq!(at([120.3447, 30.3044]), [0xF3, 0xF1, 0xEC], "{name}: the hole stays open");
        pictures.push(rgba);
    }
    let differing = pictures[0]
        .chunks_exact(4)
        .zip(pictures[1].chunks_exact(4))
        .filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 48))
        .count();
    // Edges are smoothed in different ways; areas are not.
    assert!(differing < 800 * 600 / 50, "{differing} pixels differ");
}

#[test]
fn a_filter_and_a_hover_show() {
    let Some((_, rgba, size)) = picture(true, |state| {
        state.rows = Some(RowSet::from_rows(5, [0, 3]));
        state.hover = Some((1, 3));
    }) else {
        return;
    };
    keep(&rgba, size, "map-filter");
}

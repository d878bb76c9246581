//! Points that have gathered: their signs, what is told of them, and what a click asks for.

use crate::desk::Desk;
use crate::map::{keep, render_state};
use eframe::egui::{self, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::sync::Arc;
use three_maps::app::Command;
use three_maps::layer::{Layer, RowSet, SourceBytes};
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::scene::{Camera, Class, Label, Rgb, Style};
use three_maps::text::{Lang, text};
use three_maps::ui::map::{MapColors, MapEvent, MapInput, MapLayer, MapView};
use three_maps::ui::panels::styling::StylingPanel;

const WEST: [f64; 2] = [120.33, 30.30];
const EAST: [f64; 2] = [120.37, 30.30];
const ALONE: [f64; 2] = [120.35, 30.315];

/// 300 firms around one place, two thirds of them of a kind, 100 around another, one far from both.
fn firms() -> Arc<Layer> {
    let firm = |[lon, lat]: [f64; 2], number: u32, kind: &str| {
        let (dx, dy) = (f64::from(number % 20) * 1e-4, f64::from(number / 20) * 1e-4);
        format!(
            r#"{{"type":"Feature","properties":{{"kind":"{kind}"}},"geometry":{{"type":"Point","coordinates":[{},{}]}}}}"#,
            lon + dx - 9.5e-4,
            lat + dy - 7e-4
        )
    };
    let mut features: Vec<String> =
        (0..300).map(|number| firm(WEST, number, if number % 3 == 0 { "b" } else { "a" })).collect();
    features.extend((0..100).map(|number| firm(EAST, number, "b")));
    features.push(firm(ALONE, 0, "a"));
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let source = SourceBytes::Bundled("firms", text.leak().as_bytes());
    Arc::new(read(&source, ReadOptions::default(), &Silent, &CancelToken::default()).unwrap())
}

struct State {
    view: MapView,
    firms: Arc<Layer>,
    style: Style,
    rows: Option<RowSet>,
    selection: Option<RowSet>,
    hover: Option<(u32, u32)>,
    camera: Camera,
    colors: MapColors,
    events: Vec<MapEvent>,
}

impl State {
    fn new(view: MapView) -> Self {
        let class = |value: &str, rgb| Class {
            values: vec![value.to_owned()],
            label: Label::plain(&format!("kind {value}")),
            rgb,
            ..Class::default()
        };
        let style = Style {
            field: Some("kind".to_owned()),
            classes: vec![class("a", Rgb(200, 80, 0)), class("b", Rgb(0, 80, 200))],
            clusters: true,
            point_size_px: 12.0,
            ..Style::default()
        };
        Self {
            view,
            firms: firms(),
            style,
            rows: None,
            selection: None,
            hover: None,
            camera: Camera::new([120.35, 30.303], 13.2, [800.0, 600.0]),
            colors: MapColors::default(),
            events: Vec::new(),
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let layers = [MapLayer {
            id: 1,
            layer: &self.firms,
            style: &self.style,
            looks: None,
            rows: self.rows.as_ref(),
            dim_others: false,
            visible: true,
            is_base: false,
        }];
        let titles = [(1, "Firms".to_owned())];
        let input = MapInput {
            camera: self.camera,
            layers: &layers,
            legend: Some(1),
            titles: &titles,
            selection: self.selection.as_ref().map(|rows| (1, rows)),
            hover: self.hover,
            drawing: None,
            outline: &[],
            pins: &[],
            lang: Lang::En,
            attribution: "",
            more_buttons_pt: 0.0,
            colors: self.colors,
            illustrative: false,
        };
        for event in self.view.show(ui, &input).events {
            match &event {
                MapEvent::CameraChanged(camera) => self.camera = *camera,
                MapEvent::Hovered(under) => self.hover = *under,
                _ => {}
            }
            self.events.push(event);
        }
    }
}

fn harness(state: State) -> Harness<'static, State> {
    let builder = Harness::builder().with_size(Vec2::new(800.0, 600.0)).allow_missing_glyphs();
    let mut harness = builder.build_ui_state(|ui, state: &mut State| state.show(ui), state);
    harness.run_ok();
    harness.state_mut().events.clear();
    harness
}

fn place(harness: &Harness<'_, State>, lon_lat: [f64; 2]) -> Pos2 {
    let [x, y] = harness.state().camera.screen_from_lon_lat(lon_lat);
    harness.get_by_label(&text(Lang::En, "map-name")).rect().min + Vec2::new(x as f32, y as f32)
}

fn click(harness: &mut Harness<'_, State>, lon_lat: [f64; 2]) {
    let at = place(harness, lon_lat);
    harness.hover_at(at);
    harness.run_ok();
    harness.drag_at(at);
    harness.run_ok();
    harness.drop_at(at);
    harness.run_ok();
}

#[test]
fn the_pointer_over_a_cluster_tells_what_it_is_made_of() {
    let mut harness = harness(State::new(MapView::new(None)));
    harness.get_by_label(&text(Lang::En, "legend-rings"));
    let at = place(&harness, WEST);
    harness.hover_at(at);
    harness.run_ok();
    harness.get_by_label("Firms · 300");
    harness.get_by_label("200 · 67%");
    harness.get_by_label("kind b");
    harness.get_by_label(&text(Lang::En, "cluster-tip-click"));
    assert_eq!(harness.state().hover, None, "no row of the cluster is pointed at");
    // Only what matches counts.
    harness.state_mut().rows = Some(RowSet::from_rows(401, (0..300).filter(|row| row % 3 == 0)));
    harness.run_ok();
    harness.get_by_label("Firms · 100");
    harness.get_by_label("100 · 100%");
}

#[test]
fn a_click_on_a_cluster_asks_to_come_apart_and_one_on_a_point_names_it() {
    let mut harness = harness(State::new(MapView::new(None)));
    click(&mut harness, EAST);
    let asked = harness.state().events.iter().find_map(|event| match event {
        MapEvent::ClusterClicked { lon_lat, zoom } => Some((*lon_lat, *zoom)),
        _ => None,
    });
    let ([lon, lat], zoom) = asked.unwrap();
    assert!(
        (lon - EAST[0]).abs() < 1e-3 && (lat - EAST[1]).abs() < 1e-3 && zoom > 13.9,
        "{lon} {lat} {zoom}"
    );
    harness.state_mut().events.clear();
    click(&mut harness, [ALONE[0] - 9.5e-4, ALONE[1] - 7e-4]);
    let alone = MapEvent::Clicked { hits: vec![(1, 400)], add: false };
    assert!(harness.state().events.contains(&alone), "{:?}", harness.state().events);
    // There it has come apart: a click names a firm.
    harness.state_mut().camera = harness.state().camera.with_zoom(18.0).with_center(EAST);
    harness.run_ok();
    harness.state_mut().events.clear();
    let row = harness.state().firms.shapes.get(350).positions()[0];
    click(&mut harness, row);
    let named =
        |event: &MapEvent| matches!(event, MapEvent::Clicked { hits, .. } if hits.contains(&(1, 350)));
    assert!(harness.state().events.iter().any(named), "{:?}", harness.state().events);
}

#[test]
fn what_is_selected_can_be_clicked_over_its_cluster() {
    let mut state = State::new(MapView::new(None));
    state.selection = Some(RowSet::from_rows(401, [150]));
    let mut harness = harness(state);
    let row = harness.state().firms.shapes.get(150).positions()[0];
    click(&mut harness, row);
    let selected = MapEvent::Clicked { hits: vec![(1, 150)], add: false };
    assert!(harness.state().events.contains(&selected), "{:?}", harness.state().events);
}

/// Colours where a picture of clusters shows ring, disc and, over it, what is selected.
#[test]
fn clusters_are_drawn_with_and_without_a_graphics_card_and_what_is_selected_lies_over_them() {
    for (on_gpu, name) in [(true, "clusters-gpu"), (false, "clusters-painter")] {
        let Some(render_state) = render_state() else {
            eprintln!("SKIPPED a picture of clusters: no graphics adapter here");
            return;
        };
        let mut state = State::new(MapView::new(on_gpu.then_some(&render_state)));
        // A firm of the west, beside its cluster's count.
        state.selection = Some(RowSet::from_rows(401, [150]));
        let mut harness = Harness::builder()
            .with_size(Vec2::new(800.0, 600.0))
            .allow_missing_glyphs()
            .renderer(egui_kittest::wgpu::WgpuTestRenderer::from_render_state(render_state))
            .build_ui_state(|ui, state: &mut State| state.show(ui), state);
        harness.run_ok();
        let image = harness.render().unwrap();
        let size = [image.width() as usize, image.height() as usize];
        let rgba = image.into_raw();
        keep(&rgba, size, name);
        let at = |at: Pos2| {
            let at = (at.y as usize * size[0] + at.x as usize) * 4;
            [rgba[at], rgba[at + 1], rgba[at + 2]]
        };
        // The ring of the eastern cluster is of one kind; its disc is paper.
        let east = place(&harness, EAST) - Vec2::new(0.0, 3.0);
        let ring: Vec<[u8; 3]> = (0..30).map(|step| at(east + Vec2::new(step as f32, 0.0))).collect();
        assert!(ring.contains(&[0, 80, 200]), "{name}: {ring:?}");
        let selected = place(&harness, harness.state().firms.shapes.get(150).positions()[0]);
        assert_eq!(at(selected), [0, 80, 200], "{name}: the firm of kind b over the cluster");
    }
}

#[test]
fn the_card_of_the_style_has_a_switch_for_points_alone() {
    let lang = Lang::En;
    let mut desk = Desk::with_land(lang);
    let land = desk.layer();
    let mut opened = Desk::empty(lang);
    let path = desk.path("firms.geojson");
    let features: Vec<String> = (0..3)
        .map(|at| format!(r#"{{"type":"Feature","properties":{{"x":{at}}},"geometry":{{"type":"Point","coordinates":[120.3,30.{at}]}}}}"#))
        .collect();
    std::fs::write(&path, format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")))
        .unwrap();
    opened.apply(Command::OpenFiles { paths: vec![path] });
    let points = opened.layer();
    desk.live = true;
    opened.live = true;
    for (desk, layer, has) in [(desk, land, false), (opened, points, true)] {
        let mut panel = StylingPanel::new(layer);
        let mut harness = desk.harness([1000.0, 900.0], move |ui, session, styles, commands| {
            let map = ui.max_rect();
            let stays = panel.show(ui, map, session, styles, Some(23_456.0), commands);
            assert!(stays);
        });
        harness.run_steps(8);
        let name = text(lang, "styling-clusters");
        assert_eq!(harness.query_by_label_contains(&name).is_some(), has);
        if has {
            harness.get_by_label_contains(&name).click();
            harness.run_steps(8);
            let command = Command::SetClusters { layer, on: true };
            assert!(harness.state().sent.contains(&command), "{:?}", harness.state().sent);
        }
    }
}

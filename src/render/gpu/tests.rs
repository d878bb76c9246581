//! Meshes, states and the view. What a device draws of them is tested in tests/ui.

use super::super::overview::{TileId, level_of};
use super::*;
use crate::layer::{Layer, RowSet};
use crate::scene::fixtures::{Geo, layer, square};
use crate::scene::{Camera, Class, RowLooks, Style};
use std::sync::Arc;

fn town() -> Layer {
    let hole = square([120.344, 30.304, 120.346, 30.306]);
    layer(&[
        (Geo::Area(vec![square([120.34, 30.30, 120.35, 30.31]), hole]), Some("a"), "with a hole"),
        (Geo::Area(vec![square([120.36, 30.30, 120.37, 30.31])]), Some("b"), "square"),
        (Geo::Line(vec![[120.33, 30.295], [120.38, 30.295], [120.38, 30.32]]), Some("a"), "road"),
        (Geo::Point([120.355, 30.305]), Some("b"), "station"),
        (Geo::Nothing, None, "nowhere"),
    ])
}

fn one_mesh(layer: &Layer) -> Mesh {
    let mut meshes = build_meshes(layer);
    assert_eq!(meshes.len(), 1);
    meshes.remove(0)
}

fn style() -> Style {
    let class = |value: &str| Class { values: vec![value.to_owned()], ..Class::default() };
    Style { field: Some("kind".to_owned()), classes: vec![class("a"), class("b")], ..Style::default() }
}

fn frame_layer(meshes: Vec<Arc<Mesh>>, overview: Option<FrameOverview>) -> FrameLayer {
    FrameLayer {
        key: 4,
        meshes,
        overview,
        states: Arc::default(),
        palette: palette(&style()),
        dim_opacity: 1.0,
        passes: passes_beside_overview(passes(&style(), false, 1.0, 1.0)),
    }
}

#[test]
fn states_carry_the_class_and_what_the_filter_says() {
    let layer = town();
    let rows = RowSet::from_rows(5, [0, 4]);
    let looks = RowLooks::of(&layer, &style());
    assert_eq!(row_states(&looks, None, false), [0, 1, 0, 1, 2]);
    assert_eq!(row_states(&looks, Some(&rows), false), [0, 1 | HIDDEN, HIDDEN, 1 | HIDDEN, 2]);
    assert_eq!(row_states(&looks, Some(&rows), true), [0, 1 | DIMMED, DIMMED, 1 | DIMMED, 2]);
    let sized = RowLooks { sizes: vec![255, 41, 255, 128, 255], ..looks };
    let state = row_states(&sized, None, false)[3];
    assert_eq!((state & 0xFF, state >> SIZE_SHIFT), (1, 128));
}

#[test]
fn triangles_cover_the_area_without_its_holes() {
    let layer = town();
    let data = one_mesh(&layer).data.get().unwrap();
    let area = |index: &[u32]| {
        let [a, b, c] = [0, 1, 2].map(|corner| data.areas.corners[index[corner] as usize].position_m);
        f64::from(((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).abs()) / 2.0
    };
    let of_row = |row: u32| {
        data.indices
            .chunks_exact(3)
            .filter(|index| data.areas.corners[index[0] as usize].row & !END_OF_LINE == row)
            .map(area)
            .sum::<f64>()
    };
    // The hole is a fifth by a fifth of the square.
    assert!((of_row(0) / of_row(1) - 0.96).abs() < 1e-3, "{}", of_row(0) / of_row(1));
}

#[test]
fn rows_without_a_position_have_no_vertices_but_a_state() {
    let layer = town();
    let data = one_mesh(&layer).data.get().unwrap();
    assert!(data.areas.corners.iter().chain(&data.lines.corners).all(|vertex| vertex.row & !END_OF_LINE < 4));
    assert_eq!(row_states(&RowLooks::of(&layer, &style()), None, false).len(), 5);
}

#[test]
fn chunks_hold_every_vertex_once() {
    let rows: Vec<(Geo, Option<&str>, &str)> = (0..3000)
        .map(|number| {
            let (x, y) = (120.0 + f64::from(number % 60) * 0.01, 30.0 + f64::from(number / 60) * 0.01);
            (Geo::Area(vec![square([x, y, x + 0.005, y + 0.005])]), None, "parcel")
        })
        .collect();
    let mesh = one_mesh(&layer(&rows));
    assert!(mesh.chunks.len() > 2);
    let mut next = 0;
    for chunk in &mesh.chunks {
        assert_eq!(chunk.outlines.start, next);
        next = chunk.outlines.end;
    }
    assert_eq!(next as usize, mesh.data.get().unwrap().areas.corners.len());
    let corner = View {
        center: crate::scene::mercator::world_from_lon_lat([120.02, 30.02]),
        px_per_m: 0.1,
        size_px: [100.0, 100.0],
    };
    let chunks = mesh.chunks.len();
    let drawn = frame_layer(vec![Arc::new(mesh)], None);
    let seen = drawn.visible_chunks(&drawn.meshes[0], &corner).count();
    assert!((1..chunks).contains(&seen), "{seen} of {chunks}");
}

#[test]
fn a_position_stays_within_a_fiftieth_of_a_pixel_of_the_camera() {
    let layer = town();
    let mesh = one_mesh(&layer);
    let camera = Camera::new([120.36, 30.30], 20.0, [800.0, 600.0]);
    let view = View::of(&camera, 1.0, [800.0, 600.0]);
    let [left, top] = view.offset_px(mesh.origin);
    let data = mesh.data.get().unwrap();
    let vertex = data.areas.corners.iter().find(|vertex| vertex.row == 1).unwrap();
    let [x, y] = vertex.position_m.map(|metres| metres * view.px_per_m as f32);
    let exact = camera.screen_from_lon_lat([120.36, 30.30]);
    assert!((f64::from(left + x) - exact[0]).abs() < 0.02);
    assert!((f64::from(top - y) - exact[1]).abs() < 0.02);
}

#[test]
fn one_stray_row_does_not_cost_the_others_their_precision() {
    let mut rows = vec![(Geo::Point([0.0, 0.0]), None, "stray")];
    for number in 0..9 {
        rows.push((Geo::Point([120.35 + f64::from(number) * 1e-4, 30.3]), None, "town"));
    }
    let mesh = one_mesh(&layer(&rows));
    let far =
        mesh.data.get().unwrap().points.iter().filter(|point| point.position_m[0].abs() > 1000.0).count();
    assert_eq!(far, 1);
}

/// So many squares in a grid of 0.3 degrees, one in a hundred ten times as wide as the others.
fn squares(side: u32) -> Layer {
    let step = 0.3 / f64::from(side);
    let rows: Vec<(Geo, Option<&str>, &str)> = (0..side * side)
        .map(|number| {
            let (x, y) = (120.0 + f64::from(number % side) * step, 30.0 + f64::from(number / side) * step);
            let wide = step * if number % 100 == 0 { 5.0 } else { 0.5 };
            (Geo::Area(vec![square([x, y, x + wide, y + wide])]), None, "parcel")
        })
        .collect();
    layer(&rows)
}

#[test]
fn the_vertices_of_a_frame_are_bounded_by_its_pixels_and_not_by_the_layer() {
    let camera = |zoom: f64| Camera::new([120.15, 30.13], zoom, [800.0, 450.0]);
    let mut most = Vec::new();
    for side in [100, 200, 400] {
        let layer = squares(side);
        let survey = Survey::of(&layer);
        let meshes: Vec<Arc<Mesh>> =
            (0..survey.pieces.len()).map(|piece| Arc::new(build_piece(&layer, &survey, piece))).collect();
        let counts = (0..40).map(|step| {
            let view = View::of(&camera(8.0 + f64::from(step) * 0.25), 1.0, [800.0, 450.0]);
            let overview =
                FrameOverview { stage: Stage::Area, level: level_of(view.px_per_m), tiles: Vec::new() };
            let frame = Frame { view, layers: vec![frame_layer(meshes.clone(), Some(overview))] };
            vertex_count(&frame)
        });
        most.push(counts.max().unwrap());
    }
    // A square of at least 4 pixels on one of 8 pixels of ground at most: 6 vertices of its fill and,
    // from 8 pixels on, 16 of its outline; as much again for chunks that reach out of the view.
    let bound = 2 * (800 * 450 / 16) * 6;
    assert!(most.iter().all(|&count| count > 0 && count < bound), "{most:?} against {bound}");
    assert!(most[2] < most[1] * 2, "sixteen times the rows: {most:?}");
}

#[test]
fn a_tile_stands_in_for_a_part_of_itself() {
    let id = TileId { level: 3, column: 2, row: 5 };
    let tile = Arc::new(super::super::overview::Tile::new(id, None));
    let place = TileId { level: 4, column: 5, row: 10 };
    let world = place.world();
    let view = View { center: world.center(), px_per_m: 1e-4, size_px: [800.0, 600.0] };
    let ([left, top, right, bottom], part) = FrameTile { tile, place }.placed(&view);
    assert!((left + right - 800.0).abs() < 0.01 && (top + bottom - 600.0).abs() < 0.01);
    // The eastern half, the northern half, and nothing of the border.
    let expected = [129.0 / 258.0, 1.0 / 258.0, 257.0 / 258.0, 129.0 / 258.0];
    assert!(
        part.iter().zip(expected).all(|(got, wanted): (&f32, f32)| (got - wanted).abs() < 1e-6),
        "{part:?}"
    );
}

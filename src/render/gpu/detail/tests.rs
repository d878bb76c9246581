//! Features of very many corners: bounded, covering the same ground, and nothing of them lost.

use super::*;
use crate::render::gpu::{Frame, FrameLayer, Survey, palette, passes, row_states};
use crate::render::gpu::{MeshData, Vertex, vertex_count};
use crate::scene::fixtures::{Geo, layer};
use crate::scene::{Camera, RowLooks, Style};
use proptest::prelude::*;
use std::sync::Arc;

/// A coast round a middle: bays within bays.
fn coast(corners: usize, [x, y]: [f64; 2], radius: f64) -> Vec<[f64; 2]> {
    (0..=corners)
        .map(|corner| {
            let turn = (corner % corners) as f64 / corners as f64 * std::f64::consts::TAU;
            let wave =
                1.0 + 0.1 * (turn * 13.0).sin() + 0.01 * (turn * 411.0).sin() + 0.001 * (turn * 7001.0).sin();
            [x + radius * wave * turn.cos(), y + radius * wave * turn.sin()]
        })
        .collect()
}

fn layer_of(rings: Vec<Vec<[f64; 2]>>) -> Layer {
    layer(&[(Geo::Area(rings), None, "coast")])
}

fn view(center: [f64; 2], zoom: f64) -> View {
    View::of(&Camera::new(center, zoom, [800.0, 450.0]), 1.0, [800.0, 450.0])
}

fn area_m2(data: &MeshData) -> f64 {
    let of = |index: u32| data.areas.corners[index as usize].position_m.map(f64::from);
    data.indices
        .chunks_exact(3)
        .map(|index| {
            let [a, b, c] = [of(index[0]), of(index[1]), of(index[2])];
            ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).abs() / 2.0
        })
        .sum()
}

fn data_of(layer: &Layer, detail: &Detail) -> Arc<MeshData> {
    let survey = Survey::of(layer);
    build_detail(layer, &survey.long, detail, &CancelToken::default()).unwrap().data.get().unwrap()
}

#[test]
fn the_vertices_of_a_frame_are_bounded_by_its_pixels_and_not_by_the_corners_of_a_coast() {
    let (few, many) = (40_000, 320_000);
    let coasts = [few, many].map(|corners| layer_of(vec![coast(corners, [120.0, 30.0], 0.5)]));
    for zoom in [4.0, 7.0, 9.0, 11.0, 14.0, 18.0] {
        for center in [[120.0, 30.0], [120.5, 30.0]] {
            let view = view(center, zoom);
            let [least, most] = coasts.each_ref().map(|layer| {
                let survey = Survey::of(layer);
                assert!(survey.order.is_empty() && survey.long.rows == [(0, 0)], "it has no other place");
                let mesh =
                    build_detail(layer, &survey.long, &Detail::of(&view), &CancelToken::default()).unwrap();
                let style = Style::default();
                let looks = RowLooks::of(layer, &style);
                let drawn = FrameLayer {
                    key: 1,
                    meshes: vec![Arc::new(mesh)],
                    overview: None,
                    states: Arc::new(row_states(&looks, None, false)),
                    palette: palette(&style),
                    dim_opacity: 0.2,
                    passes: passes(&style, false, 1.0, 1.0),
                };
                vertex_count(&Frame { view, layers: vec![drawn] })
            });
            // Some corners a pixel of the coast's length in the region.
            assert!(most < 8 * 60_000, "zoom {zoom}: {most}");
            // From near, the one has corners where the other has none.
            assert!(zoom > 9.5 || most < 2 * least + 2_000, "zoom {zoom}: {least}, then {most}");
        }
    }
}

#[test]
fn what_is_seen_covers_the_same_ground_to_a_fraction_of_a_pixel() {
    let hole = coast(6_000, [120.1, 30.1], 0.1);
    let layer = layer_of(vec![coast(40_000, [120.0, 30.0], 0.5), hole.iter().rev().copied().collect()]);
    let full = data_of(&layer, &Detail { region: BBox::new(-1e9, -1e9, 1e9, 1e9), step_m: 1e-4 });
    for zoom in [5.0, 8.0, 10.0] {
        let view = view([120.0, 30.0], zoom);
        let seen = data_of(&layer, &Detail { region: BBox::new(-1e9, -1e9, 1e9, 1e9), ..Detail::of(&view) });
        assert!(seen.areas.corners.len() < full.areas.corners.len());
        // An eighth of a pixel along the boundary is the most that can be lost.
        let off_px2 = (area_m2(&seen) - area_m2(&full)).abs() * view.px_per_m.powi(2);
        let length_px = 4.0 * std::f64::consts::TAU * 0.5 * 111_000.0 * view.px_per_m;
        assert!(off_px2 < length_px / 8.0, "zoom {zoom}: {off_px2} of {length_px}");
    }
}

const EVERYWHERE: BBox = BBox { west: -1e9, south: -1e9, east: 1e9, north: 1e9 };

#[test]
fn small_parts_of_a_long_row_keep_their_share_of_the_picture() {
    // Buildings of ten metres or so, 32 metres apart: of one place on grids of 16 and 32 metres.
    let [x0, y0] = world_from_lon_lat([120.0, 30.0]).map(|metres| (metres / 64.0).round() * 64.0);
    for phase in [2.0, 5.0, 11.0, 27.0] {
        let building = |at: u32| {
            let (x, y) = (x0 + phase + f64::from(at % 32) * 32.0, y0 + phase + f64::from(at / 32) * 32.0);
            [[x, y], [x + 10.0, y], [x + 10.0, y + 10.0], [x, y + 10.0], [x, y]]
                .map(lon_lat_from_world)
                .to_vec()
        };
        let buildings = (0..1_024).map(|at| vec![building(at)]).collect();
        let layer = layer(&[(Geo::Areas(buildings), None, "town")]);
        assert_eq!(Survey::of(&layer).long.rows, [(0, 0)]);
        for step_m in [16.0, 32.0, 64.0, 1024.0] {
            let drawn = area_m2(&data_of(&layer, &Detail { region: EVERYWHERE, step_m }));
            let off = (drawn / 102_400.0 - 1.0).abs();
            assert!(off < 0.03, "phase {phase}, step {step_m}: {drawn} m²");
        }
    }
}

#[test]
fn shores_of_bays_finer_than_the_grid_are_drawn_once_and_lose_no_ground() {
    // Bays of 11 metres' width and 200 metres' depth, on a grid of 32.
    let bays = |corner: u32| {
        let turn = f64::from(corner % 300_000) / 300_000.0 * std::f64::consts::TAU;
        let wave = 1.0 + 0.002 * (turn * 30_011.0).sin();
        [120.0 + 0.5 * wave * turn.cos(), 30.0 + 0.5 * wave * turn.sin()]
    };
    let ring: Vec<[f64; 2]> = (0..=300_000).map(bays).collect();
    let own = stand_ins::area(ring.iter().map(|&at| world_from_lon_lat(at)));
    let data = data_of(&layer_of(vec![ring]), &Detail { region: EVERYWHERE, step_m: 32.0 });
    let drawn = area_m2(&data);
    assert!((drawn / own - 1.0).abs() < 1e-4, "{drawn} of {own} m²");
    let corners = &data.areas.corners;
    let mut ways: Vec<[[u32; 2]; 2]> = (corners.array_windows())
        .filter(|[a, _]| a.row & super::super::END_OF_LINE == 0)
        .map(|ends| {
            let mut way = ends.map(|end| end.position_m.map(f32::to_bits));
            way.sort_unstable();
            way
        })
        .collect();
    let all = ways.len();
    ways.sort_unstable();
    ways.dedup();
    assert_eq!(ways.len(), all);
    // A coast of 320 km and 400 metres: some 14 places of the grid side by side, two ways from each.
    assert!((20_000..250_000).contains(&all), "{all}");
    assert!(data.indices.len() < 3 * 100_000, "{}", data.indices.len());
}

#[test]
fn rows_that_are_finer_than_the_grid_do_not_vanish() {
    let parcel = layer_of(vec![coast(5_000, [120.0, 30.0], 0.0002)]);
    let full = area_m2(&data_of(&parcel, &Detail { region: EVERYWHERE, step_m: 1e-4 }));
    let brook: Vec<[f64; 2]> = coast(5_000, [120.0, 30.0], 0.0002);
    let brook = layer(&[(Geo::Line(brook), None, "brook")]);
    for zoom in [3.0, 6.0, 9.0, 12.0] {
        let detail = Detail::of(&view([120.0, 30.0], zoom));
        let drawn = area_m2(&data_of(&parcel, &detail));
        assert!((drawn / full - 1.0).abs() < 0.1, "zoom {zoom}: {drawn} of {full} m²");
        assert!(data_of(&brook, &detail).lines.corners.len() > 1, "zoom {zoom}");
    }
}

#[test]
fn neighbours_keep_their_common_boundary() {
    let boundary: Vec<[f64; 2]> = (0..=9_000)
        .map(|at| [120.0 + 0.001 * (f64::from(at) * 0.37).sin(), 30.0 + f64::from(at) * 1e-5])
        .collect();
    let with = |far: f64| {
        let mut ring = boundary.clone();
        ring.extend([[far, 30.09], [far, 30.0], boundary[0]]);
        ring
    };
    let shapes =
        layer(&[(Geo::Area(vec![with(119.9)]), None, "west"), (Geo::Area(vec![with(120.1)]), None, "east")]);
    let data = data_of(&shapes, &Detail::of(&view([120.0, 30.05], 9.0)));
    let shift = Survey::of(&shapes).long.origin[0] - world_from_lon_lat([120.0, 30.0])[0];
    let near = |row: u32| -> Vec<[i64; 2]> {
        let own = |vertex: &&Vertex| vertex.row & !super::super::END_OF_LINE == row;
        let places = data.areas.corners.iter().filter(own).map(|vertex| vertex.position_m);
        let mut places: Vec<[i64; 2]> = places
            .filter(|[x, _]| (f64::from(*x) + shift).abs() < 2_000.0)
            .map(|at| at.map(|metres| (f64::from(metres) * 10.0).round() as i64))
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    assert!(near(0).len() > 50);
    assert_eq!(near(0), near(1));
}

#[test]
fn a_mesh_serves_views_of_about_its_scale_within_its_region() {
    let first = view([120.0, 30.0], 10.0);
    let detail = Detail::of(&first);
    let steps_a_px = 1.0 / (detail.step_m * first.px_per_m);
    assert!((4.0..=8.0).contains(&steps_a_px), "{steps_a_px}");
    assert!(detail.serves(&first));
    assert!(detail.serves(&view([120.1, 30.0], 10.0)), "a little beside it");
    assert!(!detail.serves(&view([121.5, 30.0], 10.0)), "far beside it");
    assert!(!detail.serves(&view([120.0, 30.0], 11.5)), "nearer: too coarse");
    assert!(detail.covers(&view([120.0, 30.0], 11.5)));
    assert!(!detail.serves(&view([120.0, 30.0], 6.0)), "from far away: more than it has");
}

#[test]
fn nothing_comes_of_a_cancelled_build_and_long_rows_look_often() {
    let layer = layer_of(vec![coast(300_000, [120.0, 30.0], 0.5)]);
    let survey = Survey::of(&layer);
    let counting = CancelToken::after_looks(u64::MAX);
    let detail = Detail::of(&view([120.0, 30.0], 10.0));
    assert!(build_detail(&layer, &survey.long, &detail, &counting).is_some());
    assert!(counting.looks() >= 4, "{} looks", counting.looks());
    let cancelled = CancelToken::after_looks(2);
    assert!(build_detail(&layer, &survey.long, &detail, &cancelled).is_none());

    let many: Vec<_> =
        (0..40).map(|_| (Geo::Area(vec![coast(5_000, [120.0, 30.0], 0.5)]), None, "coast")).collect();
    let many = crate::scene::fixtures::layer(&many);
    let counting = CancelToken::after_looks(u64::MAX);
    assert!(build_detail(&many, &Survey::of(&many).long, &detail, &counting).is_some());
    assert!(counting.looks() >= 40, "{} looks", counting.looks());
}

proptest! {
    /// Within the region a cut ring covers the same ground as the whole one, wherever it runs outside.
    #[test]
    fn what_is_cut_off_was_outside(
        ring in proptest::collection::vec((-6_i32..7, -6_i32..7), 3..14),
        at in (-3.9_f64..3.9, -3.9_f64..3.9),
    ) {
        let region = BBox::new(-4.0, -4.0, 4.0, 4.0);
        let mut closed: Vec<[f64; 2]> = ring.iter().map(|&(x, y)| [f64::from(x), f64::from(y)]).collect();
        closed.push(closed[0]);
        // Metres near the origin, so that degrees and metres go together.
        let degrees: Vec<[f64; 2]> = closed.iter().map(|&at| lon_lat_from_world(at)).collect();
        let detail = Detail { region, step_m: 1e-6 };
        let cancel = CancelToken::default();
        let cut = Tracer::new(&detail, &cancel).ring(&degrees).unwrap();
        let winds = |ring: &[[f64; 2]]| {
            // How often it goes round the place, by its crossings of the ray to the east.
            ring.windows(2).map(|pair| {
                let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
                let crosses = (ay <= at.1) != (by <= at.1);
                let x = ax + (at.1 - ay) / (by - ay) * (bx - ax);
                if !crosses || x <= at.0 { 0 } else if by > ay { 1 } else { -1 }
            }).sum::<i32>()
        };
        let nearest = closed.windows(2).map(|pair| {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            let len2 = (bx - ax).powi(2) + (by - ay).powi(2);
            let share = if len2 > 0.0 { (((at.0 - ax) * (bx - ax) + (at.1 - ay) * (by - ay)) / len2).clamp(0.0, 1.0) } else { 0.0 };
            (ax + share * (bx - ax) - at.0).hypot(ay + share * (by - ay) - at.1)
        }).fold(f64::INFINITY, f64::min);
        prop_assume!(nearest > 1e-3);
        prop_assert_eq!(winds(&cut), winds(&closed));
    }
}

#[test]
fn lines_are_drawn_where_they_can_be_seen() {
    let line: Vec<[f64; 2]> =
        (0..9_000).map(|at| [110.0 + f64::from(at) * 0.002, 30.0 + 0.01 * (f64::from(at)).sin()]).collect();
    let layer = layer(&[(Geo::Line(line), None, "river")]);
    let view = view([120.0, 30.0], 12.0);
    let data = data_of(&layer, &Detail::of(&view));
    let region = Detail::of(&view).region;
    assert!(!data.lines.corners.is_empty() && data.lines.corners.len() < 400, "{}", data.lines.corners.len());
    let origin = Survey::of(&layer).long.origin;
    let xs = data.lines.corners.iter().map(|vertex| f64::from(vertex.position_m[0]) + origin[0]);
    let (least, most) = xs.fold((f64::MAX, f64::MIN), |(least, most), x| (least.min(x), most.max(x)));
    assert!(least <= region.west && most >= region.east, "{least} to {most} of {region:?}");
}

/// Points all over a square of a degree, none on another.
fn points(count: u32) -> Vec<[f64; 2]> {
    // The plastic number's powers: any beginning of the sequence lies evenly (Roberts 2018).
    let step = [0.754_877_666_246_692_7, 0.569_840_290_998_053_2];
    (0..count)
        .map(|at| [119.5 + f64::from(at) * step[0] % 1.0, 29.5 + f64::from(at) * step[1] % 1.0])
        .collect()
}

#[test]
fn of_many_points_in_one_row_no_more_are_drawn_than_have_places() {
    let layers =
        [points(20_000), points(400_000)].map(|points| layer(&[(Geo::Points(points), None, "trees")]));
    for zoom in [4.0, 7.0, 9.0, 11.0, 14.0, 18.0] {
        let view = view([120.0, 30.0], zoom);
        let detail = Detail::of(&view);
        for layer in &layers {
            let survey = Survey::of(layer);
            assert!(survey.order.is_empty() && survey.long.rows == [(0, 0)], "it has no other place");
            let mut due: HashMap<[i64; 2], usize> = HashMap::new();
            for &position in layer.shapes.get(0).positions() {
                let world = world_from_lon_lat(position);
                if detail.region.contains(world) {
                    *due.entry(Places::place(world, detail.step_m)).or_default() += 1;
                }
            }
            let data = data_of(layer, &detail);
            let most = POINTS_A_PLACE as usize;
            let expected: usize = due.values().map(|&points| points.min(most)).sum();
            assert_eq!(data.points.len(), expected, "zoom {zoom}");
            assert!(zoom > 5.0 || expected < most * 64 * 64, "zoom {zoom}: {expected}");
        }
    }
    let near = Detail::of(&view([120.0, 30.0], 10.0));
    let all = data_of(&layers[0], &Detail { region: EVERYWHERE, ..near }).points.len();
    assert_eq!(all, 20_000, "where none lies on another, none is left out");
}

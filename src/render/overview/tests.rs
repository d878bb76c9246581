//! Overviews against naive ones: every texel cut into many samples, each asked what lies there.

use super::coverage::ring_area;
use super::*;
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use crate::render::gpu::{Survey, View, row_states};
use crate::render::workshop::Workshop;
use crate::scene::fixtures::{Geo, layer, square};
use crate::scene::mercator::world_from_lon_lat;
use crate::scene::{Class, Rgb, RowLooks, Style};
use proptest::prelude::*;
use std::sync::Arc;

/// Even-odd, as ray casting has it.
fn is_inside(ring: &[[f32; 2]], x: f32, y: f32) -> bool {
    let mut inside = false;
    for pair in ring.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        if (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax) {
            inside = !inside;
        }
    }
    inside
}

/// A star-shaped ring around a place, closed.
fn star(middle: [f32; 2], radii: &[f32]) -> Vec<[f32; 2]> {
    let corner = |at: usize| {
        let angle = at as f32 * std::f32::consts::TAU / radii.len() as f32;
        [middle[0] + radii[at] * angle.cos(), middle[1] + radii[at] * angle.sin()]
    };
    (0..=radii.len()).map(|at| corner(at % radii.len())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_area_covers_each_texel_by_the_share_that_samples_find(
        middle in (5.0..11.0f32, 5.0..11.0f32),
        radii in prop::collection::vec(0.05..4.0f32, 3..10),
    ) {
        let ring = star(middle.into(), &radii);
        let mut grid = Grid::new(16);
        grid.area(std::iter::once(ring.as_slice()), [1.0; 4]);
        let area = f64::from(ring_area(&ring));
        prop_assert!((grid.cover() - area).abs() < 1e-3 * area.max(1.0), "{} of {area}", grid.cover());
        for row in 0..16 {
            for column in 0..16 {
                let mut hits = 0;
                for sample in 0..32 * 32 {
                    let x = column as f32 + ((sample % 32) as f32 + 0.5) / 32.0;
                    let y = row as f32 + ((sample / 32) as f32 + 0.5) / 32.0;
                    hits += usize::from(is_inside(&ring, x, y));
                }
                let sampled = hits as f32 / 1024.0;
                let got = grid.cover_at(column, row);
                // An edge through a texel decides wrongly at most along itself: 32 samples an edge.
                prop_assert!((got - sampled).abs() < 0.08, "{got} against {sampled} at {column} {row}");
            }
        }
    }

    #[test]
    fn what_is_spread_adds_up(x in 3.0..12.0f32, y in 3.0..12.0f32, side in 0.1..5.0f32, amount in 0.0..9.0f32) {
        let mut grid = Grid::new(16);
        grid.spread([x, y], side, amount, [1.0; 4]);
        prop_assert!((grid.cover() - f64::from(amount)).abs() < 1e-3);
    }
}

#[test]
fn a_hole_is_taken_out_whichever_way_it_turns() {
    let outer = [[2.0, 2.0], [8.0, 2.0], [8.0, 8.0], [2.0, 8.0], [2.0, 2.0]];
    let mut hole = [[3.5, 3.5], [6.0, 3.5], [6.0, 6.0], [3.5, 6.0], [3.5, 3.5]];
    for _ in 0..2 {
        let mut grid = Grid::new(12);
        grid.area([outer.as_slice(), hole.as_slice()].into_iter(), [1.0; 4]);
        assert!((grid.cover() - (36.0 - 6.25)).abs() < 1e-4, "{}", grid.cover());
        hole.reverse();
    }
}

#[test]
fn texels_covered_more_than_once_take_the_mean_and_no_more_than_one_cover() {
    let mut grid = Grid::new(4);
    let texel = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]];
    grid.area(std::iter::once(texel.as_slice()), [1.0, 0.0, 0.0, 1.0]);
    grid.area(std::iter::once(texel.as_slice()), [0.0, 0.0, 1.0, 1.0]);
    let rgba = grid.finish().unwrap();
    assert_eq!(rgba[(4 + 1) * 4..(4 + 2) * 4], [128, 0, 128, 255]);
    assert_eq!(rgba[..4], [0, 0, 0, 0]);
    assert!(Grid::new(4).finish().is_none());
}

fn style() -> Style {
    let class = |value: &str, rgb| Class { values: vec![value.to_owned()], rgb, ..Class::default() };
    Style {
        field: Some("kind".to_owned()),
        classes: vec![class("a", Rgb(200, 0, 0)), class("b", Rgb(0, 0, 200))],
        fill_opacity: 1.0,
        ..Style::default()
    }
}

/// 40 by 40 squares of a thousandth of a degree, every other one of class b.
fn town() -> Layer {
    let rows: Vec<(Geo, Option<&str>, &str)> = (0..1600)
        .map(|number| {
            let (x, y) = (120.3 + f64::from(number % 40) * 0.002, 30.3 + f64::from(number / 40) * 0.002);
            let kind = ["a", "b"][number as usize % 2];
            (Geo::Area(vec![square([x, y, x + 0.001, y + 0.001])]), Some(kind), "parcel")
        })
        .collect();
    layer(&rows)
}

/// Sum of red, blue and opacity over the texels of a tile's own, 0 to 1 each.
fn sums(pixels: &TilePixels) -> [f64; 3] {
    let side = SIDE + 2 * BORDER;
    let mut sums = [0.0; 3];
    for (at, texel) in pixels.rgba.chunks_exact(4).enumerate() {
        let (column, row) = (at % side, at / side);
        if (BORDER..side - BORDER).contains(&column) && (BORDER..side - BORDER).contains(&row) {
            for (sum, channel) in sums.iter_mut().zip([0, 2, 3]) {
                *sum += f64::from(texel[channel]) / 255.0;
            }
        }
    }
    sums
}

fn all_sums(layer: &Layer, rows: Option<&RowSet>, dim: bool, level: i32) -> [f64; 3] {
    let survey = Survey::of(layer);
    let states = row_states(&RowLooks::of(layer, &style()), rows, dim);
    let ink = Ink::of(&style(), 0.25, 1.0);
    let mut all = [0.0; 3];
    for id in tiles_in(&crate::scene::mercator::world_from_bbox(&layer.bbox()), level) {
        let drawn = draw_tile(layer, &survey, &states, &ink, id, &CancelToken::default()).unwrap();
        if let Some(pixels) = drawn {
            sums(&pixels).into_iter().zip(&mut all).for_each(|(sum, all)| *all += sum);
        }
    }
    all
}

/// Web Mercator area of all rows in texels of a level.
fn area(layer: &Layer, level: i32) -> f64 {
    let texel_m = TileId { level, column: 0, row: 0 }.texel_m();
    (0..layer.len())
        .map(|row| {
            let bbox = layer.shapes.get(row).bbox();
            let [west, south] = world_from_lon_lat([bbox.west, bbox.south]);
            let [east, north] = world_from_lon_lat([bbox.east, bbox.north]);
            (east - west) * (north - south) / (texel_m * texel_m)
        })
        .sum()
}

#[test]
fn tiles_hold_the_area_of_all_rows_at_every_level_in_their_colours() {
    let layer = town();
    for level in 7..=13 {
        let [red, blue, opacity] = all_sums(&layer, None, false, level);
        let area = area(&layer, level);
        // Eight bits a texel round by up to half a step; cover of less than that is lost.
        assert!((opacity / area - 1.0).abs() < 0.01, "level {level}: {opacity} of {area}");
        let half = area / 2.0 * 200.0 / 255.0;
        assert!((red / half - 1.0).abs() < 0.01 && (blue / half - 1.0).abs() < 0.01, "level {level}");
    }
}

#[test]
fn hidden_rows_leave_nothing_and_dimmed_ones_little() {
    let layer = town();
    let rows = RowSet::from_rows(1600, (0..1600).filter(|row| row % 2 == 0));
    let all = area(&layer, 13);
    let [red, blue, _] = all_sums(&layer, Some(&rows), false, 13);
    assert!(blue < 1e-9 && red > 0.0, "{blue}");
    let [_, blue, opacity] = all_sums(&layer, Some(&rows), true, 13);
    assert!((blue / (all / 2.0 * 0.25 * 200.0 / 255.0) - 1.0).abs() < 0.03, "{blue}");
    assert!((opacity / (all / 2.0 * 1.25) - 1.0).abs() < 0.02, "{opacity}");
    let nothing = all_sums(&layer, Some(&RowSet::none(1600)), false, 13);
    assert!(nothing.iter().all(|&sum| sum < 1e-9));
}

#[test]
fn large_rows_are_left_to_the_geometry_of_the_same_level() {
    let layer = town();
    let survey = Survey::of(&layer);
    // A square of 0.001 degrees is 6.7 texels high at level 13.
    for (level, is_drawn) in [(12, true), (13, true), (14, false), (18, false)] {
        assert_eq!(survey.blocks.iter().all(|block| is_small(block.class, level)), is_drawn, "level {level}");
        let [.., opacity] = all_sums(&layer, None, false, level);
        assert_eq!(opacity > 0.0, is_drawn, "level {level}");
    }
}

#[test]
fn the_level_of_a_view_has_texels_of_half_a_pixel_to_one() {
    for step in 0..200 {
        let px_per_m = 1e-5 * 1.07_f64.powi(step);
        let texel_px = TileId { level: level_of(px_per_m), column: 0, row: 0 }.texel_m() * px_per_m;
        assert!(texel_px > 0.4999 && texel_px < 1.0001 || level_of(px_per_m) == 26, "{texel_px}");
    }
}

#[test]
fn tiles_are_kept_asked_for_once_and_old_ones_stay_until_new_ones_come() {
    let rows: Vec<(Geo, Option<&str>, &str)> = (0..2500)
        .map(|number| {
            let (x, y) = (120.3 + f64::from(number % 50) * 0.002, 30.3 + f64::from(number / 50) * 0.002);
            (Geo::Area(vec![square([x, y, x + 0.001, y + 0.001])]), Some("a"), "parcel")
        })
        .collect();
    let layer = Arc::new(layer(&rows));
    let survey = Arc::new(Survey::of(&layer));
    let states = Arc::new(row_states(&RowLooks::of(&layer, &style()), None, false));
    let ink = Ink::of(&style(), 0.25, 1.0);
    let source = Source { layer: layer.clone(), survey, states, ink: ink.clone() };
    let workshop = Workshop::start(|| {});
    let mut tiles = TileCache::new(4, source);
    let world = crate::scene::mercator::world_from_bbox(&layer.bbox());
    let view = |scale: f64| View {
        center: world.center(),
        px_per_m: 225.0 * scale / (world.east - world.west),
        size_px: [1000.0, 700.0],
    };
    let settle = |tiles: &mut TileCache, view: &View| loop {
        let shown = tiles.show(view, &workshop).unwrap();
        if !tiles.is_waiting() && workshop.is_idle() {
            break shown;
        }
        std::thread::yield_now();
    };
    assert!(tiles.show(&view(1.0), &workshop).unwrap().tiles.is_empty(), "nothing is there yet");
    let shown = settle(&mut tiles, &view(1.0));
    assert_eq!(shown.level, level_of(view(1.0).px_per_m));
    assert!(shown.tiles.iter().all(|tile| tile.tile.id == tile.place));
    let before = tiles.len();
    assert!(
        !settle(&mut tiles, &view(1.0)).tiles.is_empty() && tiles.len() == before,
        "nothing new is asked for"
    );

    // Hidden rows: the pictures stay until there are others, then there are none.
    let hidden = Arc::new(row_states(&RowLooks::of(&layer, &style()), Some(&RowSet::none(2500)), false));
    tiles.draw_from(&hidden, ink.clone());
    assert_eq!(tiles.show(&view(1.0), &workshop).unwrap().tiles.len(), shown.tiles.len());
    assert!(settle(&mut tiles, &view(1.0)).tiles.is_empty());

    // Twice as large: the level shown waits for the tiles of the other.
    let visible = Arc::new(row_states(&RowLooks::of(&layer, &style()), None, false));
    tiles.draw_from(&visible, ink);
    settle(&mut tiles, &view(1.0));
    let waiting = tiles.show(&view(2.0), &workshop).unwrap();
    assert!(waiting.level == shown.level || !tiles.is_waiting());
    assert!(!waiting.tiles.is_empty(), "the map never goes blank");
    assert_eq!(settle(&mut tiles, &view(2.0)).level, shown.level + 1);
    // And so large that no row is small.
    assert!(tiles.show(&view(64.0), &workshop).is_none());
}

#[test]
fn tiles_that_were_not_seen_for_long_are_forgotten() {
    let rows: Vec<(Geo, Option<&str>, &str)> = (0..300)
        .map(|number| {
            let x = 100.0 + f64::from(number) * 0.05;
            (Geo::Area(vec![square([x, 30.3, x + 0.001, 30.301])]), Some("a"), "parcel")
        })
        .collect();
    let layer = Arc::new(layer(&rows));
    let survey = Arc::new(Survey::of(&layer));
    let states = Arc::new(row_states(&RowLooks::of(&layer, &style()), None, false));
    let ink = Ink::of(&style(), 0.25, 1.0);
    let workshop = Workshop::start(|| {});
    let mut tiles = TileCache::new(4, Source { layer, survey, states, ink });
    let px_per_m = 1.0 / TileId { level: 13, column: 0, row: 0 }.texel_m();
    for step in 0..150 {
        let center = world_from_lon_lat([100.0 + f64::from(step) * 0.1, 30.3]);
        let view = View { center, px_per_m, size_px: [400.0, 300.0] };
        while tiles.show(&view, &workshop).is_some() && (tiles.is_waiting() || !workshop.is_idle()) {
            std::thread::yield_now();
        }
    }
    assert!(tiles.len() > MOST_KEPT / 2, "{} tiles are kept", tiles.len());
    assert!(tiles.len() <= MOST_KEPT + 16, "{} tiles are kept", tiles.len());
}

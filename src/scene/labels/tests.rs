//! What labels promise: none over another, none cut, still while panning, inside, along, bounded.

use super::*;
use crate::geometry::BBox;
use crate::scene::fixtures::{Geo, layer, square};
use proptest::prelude::*;

/// Chinese characters are 12 by 14 points, others 7.
struct Widths(usize);

impl MeasureText for Widths {
    fn size_pt(&mut self, text: &str) -> [f64; 2] {
        self.0 += 1;
        [text.chars().map(|c| if c.is_ascii() { 7.0 } else { 12.0 }).sum(), 14.0]
    }
}

const NAMES: [&str; 5] = ["沿江 22-14", "Riverside 4", "下沙东", "A", "钱塘直播电商产业生态园"];
const SIZE: [f64; 2] = [1000.0, 700.0];

/// Points, parcels and roads of a made-up town, all mixed.
fn town(rows: u32) -> Layer {
    let shapes: Vec<(Geo, Option<&str>, &str)> = (0..rows)
        .map(|row| {
            // A spread without order and without repeats: steps by the golden ratio.
            let x = 120.30 + (f64::from(row) * 0.618_034).fract() * 0.1;
            let y = 30.27 + (f64::from(row) * 0.754_877).fract() * 0.06;
            let geo = match row % 4 {
                0 | 1 => Geo::Point([x, y]),
                2 => Geo::Area(vec![square([x, y, x + 0.002, y + 0.001])]),
                _ => Geo::Line(vec![[x, y], [x + 0.004, y + 0.001], [x + 0.01, y + 0.0015]]),
            };
            (geo, None, NAMES[row as usize % NAMES.len()])
        })
        .collect();
    layer(&shapes)
}

fn style() -> Style {
    Style { label_field: Some("name".to_owned()), ..Style::default() }
}

fn source<'a>(layer: &'a Layer, style: &'a Style) -> LabelSource<'a> {
    LabelSource { id: 3, layer, style, rows: None, first: None, priority: 1, lang: Lang::Zh }
}

fn place(camera: &Camera, source: LabelSource<'_>, before: &LabelMemory) -> Vec<PlacedLabel> {
    place_labels(camera, &[source], before, &[], &mut Widths(0))
}

/// The corners of a label's own box, turned as the label is.
fn corners(label: &PlacedLabel) -> [[f64; 2]; 4] {
    let (sin, cos) = label.angle.sin_cos();
    [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)].map(|(across, down)| {
        let (x, y) = (across * label.size_pt[0], down * label.size_pt[1]);
        [label.center[0] + x * cos - y * sin, label.center[1] + x * sin + y * cos]
    })
}

/// Whether two turned boxes share any room: no edge of either keeps them apart.
fn overlap(a: &PlacedLabel, b: &PlacedLabel) -> bool {
    let (first, second) = (corners(a), corners(b));
    ![a.angle, b.angle].into_iter().flat_map(|angle| [angle, angle + std::f64::consts::FRAC_PI_2]).any(
        |angle| {
            let (sin, cos) = angle.sin_cos();
            let along = |corners: [[f64; 2]; 4]| {
                let at = corners.map(|[x, y]| x * cos + y * sin);
                (
                    at.iter().copied().fold(f64::INFINITY, f64::min),
                    at.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                )
            };
            let ((a_low, a_high), (b_low, b_high)) = (along(first), along(second));
            a_high <= b_low || b_high <= a_low
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn none_covers_another_and_none_is_cut_at_any_scale(
        zoom in 11.0..19.0f64, lon in 120.31..120.39f64, lat in 30.28..30.32f64, rows in 1..900_u32,
    ) {
        let (layer, style) = (town(rows), style());
        let camera = Camera::new([lon, lat], zoom, SIZE);
        let placed = place(&camera, source(&layer, &style), &LabelMemory::default());
        for (number, a) in placed.iter().enumerate() {
            for [x, y] in corners(a) {
                prop_assert!((0.0..=SIZE[0]).contains(&x) && (0.0..=SIZE[1]).contains(&y), "{a:?} is cut");
            }
            for b in &placed[number + 1..] {
                prop_assert!(!overlap(a, b), "{a:?} covers {b:?}");
            }
        }
    }

    #[test]
    fn panning_by_a_point_changes_labels_at_the_edges_alone(
        zoom in 12.0..18.0f64, rows in 50..900_u32, step in 0..4_usize,
    ) {
        let (layer, style) = (town(rows), style());
        let camera = Camera::new([120.35, 30.30], zoom, SIZE);
        let first = place(&camera, source(&layer, &style), &LabelMemory::default());
        let memory = LabelMemory::of(&camera, &first);
        // A second look without a move finds the same.
        prop_assert_eq!(&place(&camera, source(&layer, &style), &memory).len(), &first.len());
        let (dx, dy) = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)][step];
        let panned = camera.panned(dx, dy);
        let second = place(&panned, source(&layer, &style), &memory);
        // What is this near to an edge may come and go, and make or take room beside it.
        let near = |label: &PlacedLabel| {
            let [x, y] = label.center;
            let reach = [label.size_pt[0] + 160.0, 160.0];
            x < reach[0] || y < reach[1] || x > SIZE[0] - reach[0] || y > SIZE[1] - reach[1]
        };
        for label in &first {
            let again = second.iter().find(|other| other.of == label.of);
            match again {
                Some(again) => {
                    let moved = [again.center[0] - label.center[0] - dx, again.center[1] - label.center[1] - dy];
                    prop_assert!(
                        near(label) || moved[0].hypot(moved[1]) < 1.0,
                        "{label:?} jumps to {again:?}"
                    );
                }
                None => prop_assert!(near(label), "{label:?} goes"),
            }
        }
        for label in &second {
            prop_assert!(near(label) || memory.contains(label.of), "{label:?} comes");
        }
    }
}

#[test]
fn an_area_is_named_inside_where_the_name_fits() {
    // An L: its middle lies outside, its foot is wide.
    let ring = vec![[0.0, 0.0], [0.3, 0.0], [0.3, 0.06], [0.04, 0.06], [0.04, 0.3], [0.0, 0.3], [0.0, 0.0]];
    let layer = layer(&[(Geo::Area(vec![ring]), None, "a name of some length")]);
    let style = style();
    let camera = Camera::default().fitted(&layer.bbox(), 40.0, SIZE);
    let placed = place(&camera, source(&layer, &style), &LabelMemory::default());
    assert_eq!(placed.len(), 1);
    for [x, y] in corners(&placed[0]) {
        let [lon, lat] = camera.lon_lat_from_screen([x, y]);
        assert!(lat > 0.0 && lat < 0.06 && lon > -0.02 && lon < 0.32, "{lon} {lat}");
    }
    // From far away it has no room anywhere.
    let far = Camera::default().fitted(&BBox::new(-3.0, -3.0, 3.0, 3.0), 40.0, SIZE);
    assert!(place(&far, source(&layer, &style), &LabelMemory::default()).is_empty());
}

#[test]
fn a_name_does_not_stand_on_a_hole() {
    let rings = vec![square([0.0, 0.0, 0.4, 0.3]), square([0.02, 0.02, 0.38, 0.28])];
    let layer = layer(&[(Geo::Area(rings), None, "a name of some length")]);
    let style = style();
    let camera = Camera::default().fitted(&layer.bbox(), 40.0, SIZE);
    assert!(place(&camera, source(&layer, &style), &LabelMemory::default()).is_empty());
}

#[test]
fn a_curved_line_is_named_where_it_is_straight_enough() {
    // A straight mile, then a zigzag that is longer.
    let mut line: Vec<[f64; 2]> =
        (0..40).map(|step| [f64::from(step) * 0.002, f64::from(step % 2) * 0.01]).collect();
    line.extend((1..30).map(|step| [0.078 + f64::from(step) * 0.003, 0.01]));
    let layer = layer(&[(Geo::Line(line), None, "Long Road")]);
    let style = style();
    let camera = Camera::default().fitted(&layer.bbox(), 40.0, SIZE);
    let placed = place(&camera, source(&layer, &style), &LabelMemory::default());
    assert_eq!(placed.len(), 1, "many short pieces in one direction are one stretch");
    let [lon, _] = camera.lon_lat_from_screen(placed[0].center);
    assert!(lon > 0.078, "{lon}");
    assert!(placed[0].angle.abs() < 0.05);
}

#[test]
fn nothing_stands_where_cards_are() {
    let (layer, style) = (town(600), style());
    let camera = Camera::new([120.35, 30.30], 14.0, SIZE);
    let card = [0.0, 450.0, 300.0, 700.0];
    let placed =
        place_labels(&camera, &[source(&layer, &style)], &LabelMemory::default(), &[card], &mut Widths(0));
    assert!(placed.len() > 20);
    for label in &placed {
        let [x, y] = label.center;
        assert!(x - label.size_pt[0] / 2.0 >= card[2] || y + label.size_pt[1] / 2.0 <= card[1], "{label:?}");
    }
}

#[test]
fn many_points_in_one_view_cost_a_bounded_number_of_candidates() {
    let style = style();
    let camera = Camera::new([120.35, 30.30], 12.5, SIZE);
    // Below and above the number from which layers are asked cell by cell.
    for rows in [14_800, candidates::SCANNED as u32 + 5_000] {
        let points: Vec<(Geo, Option<&str>, &str)> = (0..rows)
            .map(|row| {
                let x = 120.30 + (f64::from(row) * 0.618_034).fract() * 0.1;
                let y = 30.27 + (f64::from(row) * 0.754_877).fract() * 0.06;
                (Geo::Point([x, y]), None, "name")
            })
            .collect();
        let layer = layer(&points);
        let mut measured = Widths(0);
        let chosen = RowSet::from_rows(layer.len(), [rows - 1]);
        let source = LabelSource { first: Some(&chosen), ..source(&layer, &style) };
        let placed = place_labels(&camera, &[source], &LabelMemory::default(), &[], &mut measured);
        assert!(measured.0 <= MAX_CANDIDATES, "{}", measured.0);
        assert_eq!(placed[0].of, (3, rows - 1), "the selected one comes first");
        // Spread over the view, not crowded where the first rows are.
        let quarters: BTreeSet<(bool, bool)> = placed
            .iter()
            .map(|label| (label.center[0] < SIZE[0] / 2.0, label.center[1] < SIZE[1] / 2.0))
            .collect();
        assert_eq!(quarters.len(), 4);
        let memory = LabelMemory::of(&camera, &placed);
        let again = place_labels(&camera, &[source], &memory, &[], &mut Widths(0));
        assert_eq!(again.len(), placed.len());
    }
}

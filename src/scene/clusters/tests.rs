use super::*;
use crate::layer::testing::{layer, point};
use crate::layer::{Layer, RowSet};
use crate::progress::CancelToken;
use crate::scene::{Camera, Class, Rgb, Style};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Where points stand, and their classes.
type Points = Vec<([f64; 2], u8)>;

fn points_layer(points: &Points) -> (Layer, Vec<u8>) {
    let geometries: Vec<_> = points.iter().map(|&([x, y], _)| Some(point(x, y))).collect();
    (layer(Vec::new(), &geometries), points.iter().map(|&(_, class)| class).collect())
}

fn tree_of(points: &Points, rows: Option<&RowSet>) -> ClusterTree {
    let (layer, classes) = points_layer(points);
    ClusterTree::of(&layer, &classes, rows, 5.0, &CancelToken::default()).unwrap()
}

fn style(classes: usize) -> Style {
    let class = |number: usize| Class { rgb: Rgb(number as u8, 0, 0), ..Class::default() };
    Style { classes: (0..classes).map(class).collect(), other: Rgb(9, 9, 9), ..Style::default() }
}

/// A town of firms: some clusters, some firms of one house, some far from all.
fn town() -> impl Strategy<Value = Points> {
    let near = (120.340..120.342_f64, 30.300..30.302_f64);
    let house = (0..3_u8).prop_map(|house| (120.35 + f64::from(house) * 0.001, 30.31));
    let far = (120.30..120.40_f64, 30.27..30.33_f64);
    let place = prop_oneof![3 => near, 2 => house, 2 => far];
    prop::collection::vec((place, 0..6_u8).prop_map(|((x, y), class)| ([x, y], class)), 2..160)
}

/// A place as bits, a count, the level at which it comes apart, the shares.
type Shown = ([u64; 2], u32, u8, Vec<(u8, u32)>);

/// What a level shows apart from the numbers of the rows.
fn shown(tree: &ClusterTree, level: usize) -> Vec<Shown> {
    let clusters = tree.clusters(level).iter();
    clusters
        .map(|it| (it.at.map(f64::to_bits), it.count, it.apart_at, tree.shares(level, it).to_vec()))
        .collect()
}

proptest! {
    #[test]
    fn counts_of_every_level_add_up_to_the_matching_rows_class_by_class(
        points in town(), keep in prop::collection::vec(any::<bool>(), 160),
    ) {
        let rows = (0..points.len()).filter(|&row| keep[row]).map(|row| row as u32);
        let rows = RowSet::from_rows(points.len(), rows);
        let tree = tree_of(&points, Some(&rows));
        let mut wanted: BTreeMap<u8, u32> = BTreeMap::new();
        for row in rows.iter() {
            *wanted.entry(points[row].1).or_default() += 1;
        }
        for level in 0..tree.level_count() {
            let mut found: BTreeMap<u8, u32> = BTreeMap::new();
            for cluster in tree.clusters(level) {
                let shares = tree.shares(level, cluster);
                prop_assert_eq!(shares.iter().map(|(_, count)| count).sum::<u32>(), cluster.count);
                for &(class, count) in shares {
                    *found.entry(class).or_default() += count;
                }
            }
            prop_assert_eq!(&found, &wanted, "level {}", level);
        }
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(
        (points, shuffled) in town().prop_flat_map(|points| (Just(points.clone()), Just(points).prop_shuffle())),
    ) {
        let (tree, other) = (tree_of(&points, None), tree_of(&shuffled, None));
        prop_assert_eq!(tree.level_count(), other.level_count());
        for level in 0..tree.level_count() {
            prop_assert_eq!(shown(&tree, level), shown(&other, level));
        }
    }

    #[test]
    fn no_sign_covers_another_at_its_level(points in town()) {
        let tree = tree_of(&points, None);
        for level in 0..tree.level_count() {
            let camera = Camera::new([120.35, 30.30], level as f64, [1e6, 1e6]);
            let signs = signs(&tree, level, &style(5), &camera, 0.0);
            prop_assert_eq!(signs.len(), tree.clusters(level).len());
            for (at, a) in signs.iter().enumerate() {
                for b in &signs[at + 1..] {
                    let [dx, dy] = [0, 1].map(|axis| a.center_pt[axis] - b.center_pt[axis]);
                    prop_assert!(dx.hypot(dy) > f64::from(a.radius_pt + b.radius_pt), "{:?} {:?}", a, b);
                }
            }
        }
    }

    #[test]
    fn a_cluster_is_whole_until_its_level_and_in_parts_from_there_on(points in town()) {
        let tree = tree_of(&points, None);
        let is_there = |level: usize, cluster: &Cluster| {
            let place = |cluster: &Cluster| (cluster.at.map(f64::to_bits), cluster.count);
            tree.clusters(level).iter().any(|other| place(other) == place(cluster))
        };
        for level in 0..tree.level_count() {
            for cluster in tree.clusters(level).iter().filter(|cluster| !cluster.is_single()) {
                let apart_at = usize::from(cluster.apart_at);
                prop_assert!(apart_at > level && apart_at <= tree.level_count());
                prop_assert!((level..apart_at).all(|between| is_there(between, cluster)));
                prop_assert!(apart_at == tree.level_count() || !is_there(apart_at, cluster));
            }
        }
    }

    #[test]
    fn a_ring_is_closed_and_begins_with_the_largest_share(
        shares in prop::collection::btree_map(0..9_u8, 1..500_u32, 1..9),
    ) {
        let shares: Vec<(u8, u32)> = shares.into_iter().collect();
        let arcs = arcs(&style(6), &shares);
        prop_assert!(arcs[0].from.abs() < 1e-6 && (arcs[arcs.len() - 1].to - 1.0).abs() < 1e-6);
        for pair in arcs.windows(2) {
            prop_assert!((pair[0].to - pair[1].from).abs() < 1e-6);
            prop_assert!(pair[1].class == 6 || pair[0].to - pair[0].from >= pair[1].to - pair[1].from - 1e-6);
        }
        prop_assert!(arcs.iter().all(|arc| arc.class == 6 || arc.to - arc.from >= LEAST_SHARE - 1e-6));
    }
}

#[test]
fn a_few_points_with_room_are_never_gathered() {
    let far: Points = (0..12).map(|at| ([120.30 + f64::from(at) * 0.01, 30.3], 0)).collect();
    let tree = tree_of(&far, None);
    // From where they cover each other: 0.01° are 5 points at zoom 9.5.
    assert_eq!(tree.level_count(), 10, "{:?}", tree.clusters(9));
    assert_eq!(tree.level_at(9.9), Some(9));
    assert_eq!(tree.level_at(10.0), None);
    assert_eq!(tree_of(&far[..1].to_vec(), None).level_count(), 0);
    assert_eq!(tree_of(&Points::new(), None).level_at(3.0), None);
}

#[test]
fn firms_of_one_house_stay_together_to_the_last_level() {
    let house: Points = vec![([120.35, 30.3], 2); 40];
    let tree = tree_of(&house, None);
    let [all] = tree.clusters(tree.level_count() - 1) else { panic!("{tree:?}") };
    assert_eq!((all.count, usize::from(all.apart_at)), (40, tree.level_count()));
    assert!(tree.singles(0, 40).count() == 0);
}

#[test]
fn small_shares_join_other_and_the_composition_names_them() {
    let shares = [(0, 10), (1, 80), (2, 2), (3, 5), (7, 3)];
    let arcs = arcs(&style(4), &shares);
    let classes: Vec<u8> = arcs.iter().map(|arc| arc.class).collect();
    assert_eq!(classes, [1, 0, 3, 4], "2 of 100 are too few for an arc, 7 is other anyway");
    assert_eq!(arcs[3].rgb, Rgb(9, 9, 9));
    let counts: Vec<(u8, u32)> =
        composition(&style(4), &shares).into_iter().map(|share| (share.class, share.count)).collect();
    assert_eq!(counts, [(1, 80), (0, 10), (3, 5), (2, 2), (4, 3)]);
}

#[test]
fn work_that_nobody_waits_for_stops() {
    let cancel = CancelToken::default();
    cancel.cancel();
    let (layer, classes) = points_layer(&vec![([120.0, 30.0], 0); 10]);
    assert_eq!(ClusterTree::of(&layer, &classes, None, 5.0, &cancel), None);
}

#[test]
fn a_layer_of_points_alone_can_be_gathered() {
    let places = |count: usize| vec![Some(point(120.0, 30.0)); count];
    assert!(gathers_by_itself(&layer(Vec::new(), &places(FROM_POINTS))));
    assert!(!gathers_by_itself(&layer(Vec::new(), &places(FROM_POINTS - 1))));
    let mut mixed = places(400);
    mixed.push(None);
    assert!(can_gather(&layer(Vec::new(), &mixed)), "what has no place is in nobody's way");
    mixed.push(Some(crate::layer::testing::polygon(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])));
    assert!(!can_gather(&layer(Vec::new(), &mixed)));
    assert!(!can_gather(&layer(Vec::new(), &[None])));
}

#[test]
fn what_a_layer_read_in_parts_has_is_known_of_all_parts() {
    use crate::layer::{GeometryType, PartType, ShapesBuilder};
    let part = |geometry_type, part_type| {
        let mut builder = ShapesBuilder::default();
        builder.position([120.0, 30.0], f64::NAN);
        builder.end_ring();
        builder.end_part(part_type);
        builder.end_row(geometry_type);
        builder.finish()
    };
    let mut builder = ShapesBuilder::default();
    builder.append(&part(GeometryType::Point, PartType::Point));
    builder.append(&part(GeometryType::LineString, PartType::Line));
    let shapes = builder.finish();
    assert!(shapes.has_type(GeometryType::Point) && shapes.has_type(GeometryType::LineString));
    assert!(!shapes.has_type(GeometryType::Polygon) && !shapes.has_type(GeometryType::Null));
}

//! What is exactly what was asked for, in whatever unit and in whatever order.

use super::super::tests::{any_need, any_sites, ask, brief, floors, numbers, one, rows_of, sites_of};
use super::super::*;
use crate::maps::binding::Binding;
use crate::maps::schema::LayerKind;
use crate::text::Lang;
use proptest::prelude::*;
use std::sync::Arc;

fn line(what: What, number: f64, unit: usize) -> Line {
    Line { what, must: true, weight: 1.0, asks: Asks::Number { number, unit } }
}

fn brief_of(lines: Vec<Line>) -> Brief {
    Brief { lines, ..Brief::default() }
}

/// The verdicts on every row, line by line.
fn of_rows(brief: &Brief, site: &SiteLayer) -> Vec<Vec<Judged>> {
    let rows: Vec<(&SiteLayer, usize)> = (0..site.layer.len()).map(|row| (site, row)).collect();
    let judged = judge_sites(brief, &rows, &Surroundings::default());
    judged.into_iter().map(|judged| judged.unwrap().1).collect()
}

#[test]
fn a_site_with_exactly_what_is_asked_passes_with_nothing_to_spare() {
    for tenths in 1..=3000 {
        let number = f64::from(tenths) / 10.0;
        let land = |mu: f64| one(vec![numbers("area_mu", &[Some(mu)])], LayerKind::Land);
        let floor = one(vec![numbers("available_m2", &[Some(number * 10_000.0)])], LayerKind::Factories);
        let office = one(vec![numbers("rent", &[Some(number)])], LayerKind::Offices);
        let load = floors(&format!(r#"[{{"load_t_m2":{number},"available_m2":1}}]"#));
        for (site, asked) in [
            (land(number), line(What::Area, number, 1)),
            (land(number * 15.0), line(What::Area, number, 2)),
            (floor, line(What::Area, number, 2)),
            (office, line(What::Rent, number, 1)),
            (load, line(What::Load, number * 9.81, 1)),
        ] {
            let judged = of_rows(&brief_of(vec![asked.clone()]), &site).remove(0).remove(0);
            assert_eq!((judged.verdict, judged.by), (Verdict::Pass, Some(0.0)), "{asked:?}");
        }
    }
    let short = one(vec![numbers("area_mu", &[Some(8.299)])], LayerKind::Land);
    let judged = of_rows(&brief_of(vec![line(What::Area, 8.3, 1)]), &short).remove(0).remove(0);
    assert_eq!(judged.verdict, Verdict::Fail);
}

#[test]
fn another_unit_asks_for_the_same() {
    let load = &brief(r#"{"what":"load_t_m2","at_least":2}"#).lines[0];
    assert_eq!(load.in_unit(1).asks, Asks::Number { number: 19.62, unit: 1 });
    assert_eq!(load.in_unit(9), *load, "there is no such unit");
    for what in What::all().filter(|what| matches!(what.asks(), AsksKind::AtLeast | AsksKind::AtMost)) {
        let units = 0..what.units().len();
        for (from, to) in units.clone().flat_map(|from| units.clone().map(move |to| (from, to))) {
            for number in (1..=3000).map(|tenths| f64::from(tenths) / 10.0).chain([12_345.0, 0.125]) {
                let asked = line(what, number, from);
                assert_eq!(asked.in_unit(to).in_unit(from), asked, "by way of {to}");
            }
        }
    }
    // A floor that carries just what was asked carries it in the other unit too.
    let columns = vec![numbers("楼面荷载(kN/m²)", &[Some(20.0)])];
    let site = one(columns, LayerKind::Factories);
    let site = SiteLayer::bound(&site.layer, &Arc::new(Binding::of(&site.layer, site.kind)));
    let kn = line(What::Load, 20.0, 1);
    for asked in [kn.in_unit(0), kn.clone()] {
        assert!(of_rows(&brief_of(vec![asked.clone()]), &site)[0][0].passes(), "{asked:?}");
    }
    assert_eq!(line_title(&kn.in_unit(0), Lang::Zh), "楼面荷载 ≥ 2.039 t/m²");
    assert_eq!(line_wants(&line(What::Rent, 1.0, 0).in_unit(1), Lang::En), "0.03288 CNY/m²·day");
    assert_eq!(line_wants(&line(What::Area, 12_345.0, 0).in_unit(1), Lang::Zh), "18.518 亩");
}

#[test]
fn a_floor_that_was_ruled_out_is_not_what_was_found() {
    let site = floors(
        r#"[{"floor":1,"clear_height_m":7.25,"load_t_m2":1.0,"available_m2":900},
            {"floor":2,"clear_height_m":4.0,"available_m2":900}]"#,
    );
    let (height, load) = (line(What::ClearHeight, 6.0, 0), line(What::Load, 2.0, 0));
    for lines in [vec![height.clone(), load.clone()], vec![load.clone(), height.clone()]] {
        for (line, judged) in lines.iter().zip(&of_rows(&brief_of(lines.clone()), &site)[0]) {
            let words = verdict_words(line, LayerKind::Factories, judged, Lang::En);
            // The first floor is nearest: all that it wants is one tonne.
            let nearest = if line.what == What::Load {
                (Verdict::Fail, "1 t/m², 1 t/m² wanting")
            } else {
                (Verdict::Pass, "7.25 m, 1.25 m to spare (floor 1)")
            };
            assert_eq!((judged.verdict, words.as_str()), nearest);
        }
    }
    // What is preferred is of the floors that the must lines leave.
    let site = floors(
        r#"[{"floor":1,"clear_height_m":7.25,"load_t_m2":1.0,"available_m2":900},
            {"floor":2,"clear_height_m":4.0,"load_t_m2":3.0,"available_m2":900}]"#,
    );
    let lines = vec![load, Line { must: false, ..height.clone() }];
    let judged = of_rows(&brief_of(lines), &site).remove(0).remove(1);
    assert_eq!(verdict_words(&height, LayerKind::Factories, &judged, Lang::En), "4 m, 2 m wanting");
    // A figure that fails by nothing keeps its decimals.
    let by_nothing = Judged { found: Some(Found::Number(7.25, None)), by: Some(0.0), ..judged };
    assert_eq!(verdict_words(&height, LayerKind::Factories, &by_nothing, Lang::En), "7.25 m");
}

#[test]
fn of_floors_that_fail_one_line_each_the_one_that_a_step_lets_in_is_nearest() {
    let site = floors(
        r#"[{"floor":1,"clear_height_m":5,"load_t_m2":3,"available_m2":900},
            {"floor":2,"clear_height_m":7,"load_t_m2":1.5,"available_m2":900}]"#,
    );
    let lines = vec![line(What::ClearHeight, 6.0, 0), line(What::Load, 2.0, 0)];
    let turned = lines.iter().rev().cloned().collect();
    for lines in [lines, turned] {
        assert_eq!(ask(&brief_of(lines), std::slice::from_ref(&site)).near.count, 1);
    }
}

#[test]
fn no_points_are_zero_and_not_minus_zero() {
    let site = one(vec![numbers("crane_t", &[Some(5.0)])], LayerKind::Factories);
    let brief = brief_of(vec![line(What::Crane, 5.0, 0)]);
    assert!(ask(&brief, &[site]).matches.sites[0].points.is_sign_positive());
    assert!(brief.most_points().is_sign_positive());
}

proptest! {
    #[test]
    fn the_order_of_the_lines_makes_no_difference(
        (brief, order) in any_need().prop_flat_map(|brief| {
            let order = Just((0..brief.lines.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just(brief), order)
        }),
        rows in any_sites(),
    ) {
        let site = sites_of(&rows);
        let turned = brief_of(order.iter().map(|at| brief.lines[*at].clone()).collect());
        for (before, after) in of_rows(&brief, &site).iter().zip(of_rows(&turned, &site)) {
            for (at, judged) in order.iter().zip(after) {
                prop_assert_eq!(&before[*at], &judged, "{:?}", brief.lines[*at]);
            }
        }
        let fates = |brief: &Brief| {
            let answer = ask(brief, std::slice::from_ref(&site));
            (rows_of(&answer.matches), rows_of(&answer.to_ask), rows_of(&answer.near), answer.failed)
        };
        prop_assert_eq!(fates(&brief), fates(&turned));
    }
}

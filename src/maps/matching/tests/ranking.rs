//! Which sites stand where, and which are not judged at all.

use super::super::*;
use super::{HIGH_AND_STRONG, ask, brief, numbers, one, texts};
use crate::layer::testing::{layer, point};
use crate::maps::schema::LayerKind;
use crate::progress::CancelToken;
use crate::text::Lang;
use std::sync::Arc;

#[test]
fn a_state_that_speaks_against_a_site_is_said_though_no_line_asks_it() {
    let of = |status: &str, kind| {
        let site = one(vec![texts("状态", &[Some(status)])], kind);
        state_remark(&site.layer, kind, 0, Lang::En)
    };
    assert_eq!(of("已停用", LayerKind::Factories).as_deref(), Some("Out of use"));
    assert_eq!(of("已停用", LayerKind::Offices).as_deref(), Some("Out of use"));
    assert_eq!(of("停用", LayerKind::Factories).as_deref(), Some("Out of use"));
    assert_eq!(of("在用", LayerKind::Factories).as_deref(), Some("In use"));
    assert_eq!(of("停用", LayerKind::Land).as_deref(), Some("停用"), "as the file has it");
    assert_eq!(of("部分空置", LayerKind::Factories), None);
    assert_eq!(of("部分使用", LayerKind::Factories), None);
    assert_eq!(of("在建", LayerKind::Land).as_deref(), Some("Under construction"));
}

#[test]
fn a_site_that_is_out_of_use_passes_and_stands_after_all_others() {
    let columns = vec![
        texts("id", &[Some("A"), Some("B"), Some("C"), Some("D")]),
        texts("status", &[Some("已停用"), Some("未使用"), Some("已停用"), None]),
        numbers("available_m2", &[Some(9000.0), Some(3100.0), Some(5000.0), Some(4000.0)]),
    ];
    let points = [(); 4].map(|()| Some(point(120.35, 30.30)));
    let layer = Arc::new(layer(columns, &points));
    let site = SiteLayer { layer, kind: Some(LayerKind::Factories), binding: None };
    let brief = brief(r#"{"what":"area_m2","at_least":3000}"#);
    let found = ask(&brief, std::slice::from_ref(&site)).matches;
    assert_eq!((found.count, found.to_be_had.sites, found.apart.sites), (4, 2, 2));
    assert_eq!(found.sites.iter().map(|site| site.row).collect::<Vec<_>>(), [3, 1, 0, 2]);
    assert_eq!(found.sites.iter().map(|site| site.apart).collect::<Vec<_>>(), [false, false, true, true]);
    assert_eq!(found.rows[0].count(), 4, "none is left out");
    // A list that is cut short is cut from the end, and its rows are still all of them.
    let cancel = CancelToken::default();
    let short = run(&brief, &[site], &Surroundings::default(), 2, &cancel).unwrap().matches;
    assert_eq!((short.sites.len(), short.apart.sites, short.rows[0].count()), (2, 2, 4));
    assert!(short.sites.iter().all(|site| !site.apart));
}

#[test]
fn what_there_is_to_spare_is_told_line_by_line() {
    let columns = vec![numbers("clear_height_m", &[Some(9.0)]), numbers("rent", &[Some(30.0)])];
    let site = one(columns, LayerKind::Factories);
    let brief = brief(
        r#"{"what":"clear_height_m","at_least":4},{"what":"rent_month","at_most":40},{"what":"deal","must":false,"deal":"出租"}"#,
    );
    let found = ask(&brief, &[site]).matches.sites.remove(0);
    assert!((found.spare - 0.625).abs() < 1e-12, "the mean of 1 and 0.25: {}", found.spare);
    let words = spare_words(&brief.lines, &found.lines, Lang::En);
    assert_eq!(words, ["Clear height: 5 m to spare (100% or more)", "Rent: 10 CNY/m²·month to spare (25%)"]);
}

#[test]
fn what_is_capped_says_so_and_ranks_in_full() {
    let columns = vec![
        texts("id", &[Some("A"), Some("B"), Some("C")]),
        numbers("available_m2", &[Some(9323.0), Some(12858.0), Some(6000.0)]),
    ];
    let layer = Arc::new(layer(columns, &[(); 3].map(|()| Some(point(120.35, 30.30)))));
    let site = SiteLayer { layer, kind: Some(LayerKind::Factories), binding: None };
    let found = ask(&brief(r#"{"what":"area_m2","at_least":3000}"#), &[site]).matches;
    let said = |site: &Ranked| share_words(site.spare, site.spare_in_full, Lang::En);
    let told: Vec<_> = found.sites.iter().map(|site| (site.row, said(site))).collect();
    let told: Vec<_> = told.iter().map(|(row, said)| (*row, said.as_str())).collect();
    assert_eq!(told, [(1, "100% or more"), (0, "100% or more"), (2, "100%")]);
}

#[test]
fn layers_that_cannot_answer_a_must_are_left_out_and_said() {
    let land = one(vec![numbers("area_m2", &[Some(9000.0)])], LayerKind::Land);
    let answer = ask(&brief(HIGH_AND_STRONG), &[land]);
    assert_eq!(answer.left_out, [LeftOut { layer: 0, count: 1, why: Whom::Silent(What::ClearHeight) }]);
    assert_eq!(answer.judged, 0);
}

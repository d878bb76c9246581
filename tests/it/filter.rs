//! The filter through the library's public face: what a person writes and what they are told.

use three_maps::filter::Filter;
use three_maps::filter::facet::{Condition, condition_of, with_condition};
use three_maps::text::Lang;

#[test]
fn a_facet_writes_what_a_person_would() {
    let chosen = Condition::Range { min: Some(20.0), max: None, missing: false };
    let filter = with_condition(None, "area_mu", Some(&chosen)).unwrap();
    assert_eq!(filter.to_text(), "area_mu >= 20");
    let typed = Filter::parse("status = '闲置' and area_mu between 20 and 50").unwrap();
    let shown = condition_of(Some(&typed), "area_mu");
    assert_eq!(shown, Some(Condition::Range { min: Some(20.0), max: Some(50.0), missing: false }));
}

#[test]
fn a_filter_is_kept_as_its_text() {
    let filter = Filter::parse("name LIKE '%园%'").unwrap();
    let kept = serde_json::to_string(&filter).unwrap();
    assert_eq!(kept, "\"name LIKE '%园%'\"");
    assert_eq!(serde_json::from_str::<Filter>(&kept).unwrap(), filter);
}

#[test]
fn an_error_says_what_and_where_in_both_languages() {
    let error = Filter::parse("area_mu >= AND status = 1").unwrap_err();
    assert_eq!(error.place.line, Some(1));
    assert!(error.report(Lang::Zh).contains("第 1 行"), "{}", error.report(Lang::Zh));
    assert!(error.report(Lang::En).contains("line 1"), "{}", error.report(Lang::En));
}

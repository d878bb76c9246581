//! A value that is there and does not say what is asked is told as it stands, never as "not filled in".

use super::super::*;
use super::{HIGH_AND_STRONG, ask, brief, floors, judged, numbers, one, texts};
use crate::maps::schema::LayerKind;
use crate::text::Lang;

fn words(line: &str, judged: &Judged) -> [String; 2] {
    let line = &brief(line).lines[0];
    [Lang::Zh, Lang::En].map(|lang| verdict_words(line, LayerKind::Factories, judged, lang))
}

#[test]
fn a_height_that_is_no_number_is_told_and_the_area_is_known_all_the_same() {
    let site = one(
        vec![
            texts("clear_height_m", &[Some("8-9")]),
            numbers("load_t_m2", &[Some(2.0)]),
            numbers("available_m2", &[Some(3500.0)]),
        ],
        LayerKind::Factories,
    );
    let [area, height, load] = judged(HIGH_AND_STRONG, &site).try_into().unwrap();
    assert_eq!(height.missing, Some(Missing::Unread("clear_height_m", "8-9".to_owned())));
    assert_eq!(
        words(r#"{"what":"clear_height_m","at_least":6}"#, &height),
        ["“净层高”写的是“8-9”，不是数字", "“Clear height” reads “8-9”, which is no number"]
    );
    assert_eq!((area.verdict, area.found), (Verdict::Pass, Some(Found::Number(3500.0, None))));
    assert!(load.passes());
    let to_ask = ask(&brief(HIGH_AND_STRONG), &[site]).to_ask;
    assert_eq!((to_ask.count, to_ask.area()), (1, AreaSum { m2: 3500.0, unknown: 0 }));
}

#[test]
fn of_several_floors_it_is_the_floor_that_does_not_say_it() {
    let site = floors(
        r#"[{"floor":1,"clear_height_m":"8-9","load_t_m2":3,"available_m2":4000},
            {"floor":2,"clear_height_m":4,"load_t_m2":3,"available_m2":4000}]"#,
    );
    let [area, height, load] = judged(HIGH_AND_STRONG, &site).try_into().unwrap();
    let unread = Some(Missing::Unread("clear_height_m", "8-9".to_owned()));
    assert_eq!((area.verdict, &area.missing), (Verdict::Unknown, &unread), "whether that floor counts");
    assert_eq!(height.missing, unread);
    assert!(load.passes());
}

#[test]
fn words_for_numbers_dates_and_codes_are_told_as_they_stand() {
    let site = one(
        vec![
            texts("crane_t", &[Some("无")]),
            texts("vacant_since", &[Some("即日")]),
            texts("surveyed_on", &[Some("2026-01-01")]),
            texts("status", &[Some("未使用")]),
            texts("deal", &[Some("面议")]),
            numbers("power_kva", &[None]),
        ],
        LayerKind::Factories,
    );
    for (line, zh, en) in [
        (
            r#"{"what":"crane_t","at_least":5}"#,
            "“行车”写的是“无”，不是数字",
            "“Crane” reads “无”, which is no number",
        ),
        (
            r#"{"what":"available_by","by":"2027-03-01"}"#,
            "“空置起始”写的是“即日”，不是日期",
            "“Vacant since” reads “即日”, which is no date",
        ),
        (
            r#"{"what":"deal","deal":"出租"}"#,
            "“租售方式”写的是“面议”，看不出",
            "“Offer” reads “面议”, which does not say it",
        ),
        (r#"{"what":"power_kva","at_least":5}"#, "“配电”未填", "“Power” is not filled in"),
    ] {
        let judged = judged(line, &site).remove(0);
        assert_eq!(judged.verdict, Verdict::Unknown, "{line}");
        assert_eq!(words(line, &judged), [zh, en]);
    }
}

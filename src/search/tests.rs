//! Search over small layers made by hand, held against a linear scan that knows nothing of indexes.

use super::*;
use crate::layer::testing::{column, layer, point};
use crate::layer::{TextArray, Values};
use arrow_array::LargeStringArray;
use proptest::prelude::*;

fn texts(name: &str, cells: &[Option<&str>]) -> crate::layer::Column {
    column(name, Values::Text(TextArray::Plain(LargeStringArray::from(cells.to_vec()))))
}

/// A layer of names, English names, numbers and addresses; an empty text is null.
fn town(rows: &[[&str; 4]]) -> Layer {
    let cells = |at: usize| -> Vec<Option<&str>> {
        rows.iter().map(|row| Some(row[at]).filter(|text| !text.is_empty())).collect()
    };
    let columns = ["name", "name_en", "id", "address", "owner_tel"]
        .iter()
        .enumerate()
        .map(|(at, name)| texts(name, &cells(at.min(3))))
        .collect();
    layer(columns, &vec![Some(point(120.3, 30.3)); rows.len()])
}

fn rows_of(layer: &Layer, query: &str) -> Vec<(u32, Rank)> {
    let index = Index::build(layer, None, &CancelToken::default()).unwrap();
    let found = search(&[(layer, &index)], query, 100, &CancelToken::default()).unwrap();
    found.first().map(|found| found.hits.iter().map(|hit| (hit.row, hit.rank)).collect()).unwrap_or_default()
}

fn sample() -> Layer {
    town(&[
        ["新加坡(杭州)科技园", "Singapore (Hangzhou) Science Park", "YQ0001", "2号大街"],
        ["沿江 22-14", "Riverside 22-14", "330101-22-14", "沿江大道"],
        ["重庆火锅", "", "QY9", "白杨街道 沿江路1号"],
        ["杭州科技园", "", "YQ0002", ""],
        ["科技园", "", "YQ0003", ""],
        ["", "", "", ""],
    ])
}

#[test]
fn each_way_to_write_a_place_finds_it() {
    let town = sample();
    for (query, rank) in [
        ("新加坡(杭州)科技园", Rank::Exact),
        ("新加坡杭州科技园", Rank::Exact),
        ("新加坡", Rank::Prefix),
        ("加坡（杭州）", Rank::Substring),
        ("xinjiapo", Rank::PinyinPrefix),
        ("Xin Jia Po", Rank::PinyinPrefix),
        ("xjphzkjy", Rank::InitialsPrefix),
        ("jpo", Rank::Initials),
        ("ｓｉｎｇａｐｏｒｅ", Rank::Prefix),
        ("scince park", Rank::Typo),
        ("yq0001", Rank::Exact),
    ] {
        let found = rows_of(&town, query);
        assert_eq!(found.first(), Some(&(0, rank)), "{query}");
    }
    for query in ["singapore park", "新加坡 科技园", "科技园 新加坡", "xjp kjy", "新加坡 yuan"]
    {
        assert_eq!(rows_of(&town, query).first().map(|hit| hit.0), Some(0), "{query}");
    }
    assert!(rows_of(&town, "新加坡 火锅").is_empty(), "one of the words is not there");
    for query in ["chongqing", "zhongqing", "cqhg"] {
        assert_eq!(rows_of(&town, query).first().map(|hit| hit.0), Some(2), "{query}");
    }
    assert_eq!(rows_of(&town, "２２－１４").first(), Some(&(1, Rank::Substring)));
}

#[test]
fn better_matches_come_first_then_names_then_shorter_ones() {
    let town = sample();
    assert_eq!(
        rows_of(&town, "科技园"),
        [(4, Rank::Exact), (3, Rank::Substring), (0, Rank::Substring)],
        "the whole name, then the shorter of two that hold it"
    );
    // Names before addresses, though the address is shorter.
    assert_eq!(rows_of(&town, "沿江"), [(1, Rank::Prefix), (2, Rank::Substring)]);
    assert_eq!(rows_of(&town, "keji"), [(4, Rank::PinyinPrefix), (3, Rank::Pinyin), (0, Rank::Pinyin)]);
}

#[test]
fn a_hit_names_its_field_and_the_part_that_matches() {
    let town = sample();
    let index = Index::build(&town, None, &CancelToken::default()).unwrap();
    let first = |query: &str| {
        let found = search(&[(&town, &index)], query, 1, &CancelToken::default()).unwrap();
        let hit = found[0].hits[0].clone();
        (hit.field.unwrap(), hit.text[hit.matched.clone()].to_owned())
    };
    assert_eq!(first("坡杭州科"), ("name".into(), "坡(杭州)科".into()));
    assert_eq!(first("kejiyuan"), ("name".into(), "科技园".into()));
    assert_eq!(first("scince"), ("name_en".into(), "Science".into()));
    assert_eq!(first("2214"), ("name".into(), "22-14".into()));
    assert_eq!(first("大街"), ("address".into(), "大街".into()));
}

#[test]
fn private_fields_and_empty_queries_find_nothing() {
    let town = layer(
        vec![texts("owner_tel", &[Some("0571-1234567")]), texts("name", &[Some("甲")])],
        &[Some(point(120.3, 30.3))],
    );
    assert!(rows_of(&town, "0571").is_empty());
    for query in ["", "  ", "()", "—"] {
        assert!(rows_of(&sample(), query).is_empty(), "{query:?}");
    }
}

#[test]
fn no_more_than_asked_for_come_back_and_all_are_counted() {
    let names: Vec<String> = (0..300).map(|number| format!("示例企业{number}")).collect();
    let rows: Vec<[&str; 4]> = names.iter().map(|name| [name.as_str(), "", "", ""]).collect();
    let town = town(&rows);
    let index = Index::build(&town, None, &CancelToken::default()).unwrap();
    let found = search(&[(&town, &index)], "slqy", 7, &CancelToken::default()).unwrap();
    assert_eq!((found[0].hits.len(), found[0].total), (7, 300));
    let rows: Vec<u32> = found[0].hits.iter().map(|hit| hit.row).collect();
    assert_eq!(rows, [0, 1, 2, 3, 4, 5, 6]);
    let cancel = CancelToken::default();
    cancel.cancel();
    assert_eq!(search(&[(&town, &index)], "slqy", 7, &cancel), None);
    assert!(Index::build(&town, None, &cancel).is_none());
}

#[test]
fn the_layer_with_the_best_row_comes_first() {
    let (one, two) = (sample(), town(&[["新加坡", "", "", ""]]));
    let build = |layer: &Layer| Index::build(layer, None, &CancelToken::default()).unwrap();
    let (first, second) = (build(&one), build(&two));
    let layers = [(&one, &first), (&two, &second)];
    let order = |query: &str| -> Vec<usize> {
        let found = search(&layers, query, 5, &CancelToken::default()).unwrap();
        found.iter().map(|found| found.layer).collect()
    };
    assert_eq!(order("新加坡"), [1, 0]);
    assert_eq!(order("科技园"), [0]);
}

#[test]
fn texts_of_menus_answer_in_several_ways() {
    assert_eq!(answers("缩放到图层", "缩放"), Some(Rank::Prefix));
    assert_eq!(answers("缩放到图层", "sfdtc"), Some(Rank::InitialsPrefix));
    assert_eq!(answers("缩放到图层", "tuceng"), Some(Rank::Pinyin));
    assert_eq!(answers("Zoom to the layer", "layer"), Some(Rank::Substring));
    assert_eq!(answers("Zoom to the layer", "ztl"), Some(Rank::Letters));
    assert_eq!(answers("Zoom to the layer", "xyz"), None);
    // Across two words: letters, no more.
    assert_eq!(answers("Previous feature", "sf"), Some(Rank::Letters));
    assert_eq!(answers("Previous feature", "fe"), Some(Rank::Substring));
}

proptest! {
    /// What stands in a cell as it is written is found, and nothing else that holds no Chinese.
    #[test]
    fn search_is_a_linear_scan(
        names in proptest::collection::vec("[ab1 \\-]{0,6}", 1..12),
        query in "[ab1]{1,3}",
    ) {
        let rows: Vec<[&str; 4]> = names.iter().map(|name| [name.as_str(), "", "", ""]).collect();
        let mut found: Vec<u32> = rows_of(&town(&rows), &query).into_iter().map(|hit| hit.0).collect();
        found.sort_unstable();
        let plain = |name: &String| name.replace([' ', '-'], "");
        let expected: Vec<u32> =
            (0..names.len()).filter(|&row| plain(&names[row]).contains(&query)).map(|row| row as u32).collect();
        prop_assert_eq!(found, expected);
    }

    /// A name is found by its own full pinyin and by its initials, whichever reading is taken.
    #[test]
    fn a_name_is_found_by_its_own_sound(name in "[新加坡杭州科技园重庆音乐长沙绿地]{1,8}", pick in 0..4_usize) {
        use ::pinyin::ToPinyinMulti as _;
        let readings: Vec<String> = name
            .chars()
            .map(|c| {
                let readings = c.to_pinyin_multi().unwrap();
                readings.get(pick % readings.count()).plain().replace('ü', "v")
            })
            .collect();
        let full = readings.concat();
        let initials: String = readings.iter().filter_map(|reading| reading.chars().next()).collect();
        let town = town(&[[name.as_str(), "", "", ""]]);
        for query in [full, initials] {
            prop_assert_eq!(rows_of(&town, &query).len(), 1, "{}", query);
        }
    }
}

/// How well one text answers, by looking at nothing else: what the index must find.
fn answer_of(text: &str, is_name: bool, query: &Query) -> Option<Rank> {
    let compared = fold::folded(text);
    let glyphs: Vec<pinyin::Glyph> = compared.chars().map(pinyin::Glyph::new).collect();
    let has_sounds = !compared.is_ascii() && glyphs.iter().any(pinyin::Glyph::is_read);
    let written = |query: &Query| {
        compared.find(&query.folded).map(|at| match (at, compared == query.folded) {
            (0, true) => Rank::Exact,
            (0, false) => Rank::Prefix,
            _ => Rank::Substring,
        })
    };
    let by_sound = |query: &Query| {
        let starts = if query.chars.len() < 2 { 1 } else { glyphs.len() };
        (0..starts)
            .filter(|_| has_sounds && query.letters != 0)
            .filter_map(|at| Some(pinyin::match_at(glyphs[at..].iter(), &query.chars)?.rank(at == 0)))
            .min()
    };
    let by_words = || {
        let ranks: Option<Vec<Rank>> =
            query.words.iter().map(|word| written(word).or_else(|| by_sound(word))).collect();
        ranks?.into_iter().max().map(|worst| worst.max(Rank::Substring))
    };
    let by_slip = || {
        let can_slip = is_name && compared.is_ascii() && compared.len() >= typo::SHORTEST;
        let wants = query.is_latin && query.chars.len() >= typo::SHORTEST;
        let slips = |at: &usize| {
            index::begins_word(text, *at)
                && typo::one_slip(&compared.as_bytes()[*at..], query.folded.as_bytes()).is_some()
        };
        (can_slip && wants && (0..compared.len()).any(|at| slips(&at))).then_some(Rank::Typo)
    };
    (!compared.is_empty())
        .then(|| written(query).or_else(|| by_sound(query)).or_else(by_words).or_else(by_slip))
        .flatten()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn the_index_finds_what_reading_every_text_finds(
        rows in proptest::collection::vec(
            ["[沿江科园重庆a1 ]{0,4}", "[a-eA ]{0,8}", "[0-9a]{0,4}", "[沿江大道音乐2]{0,3}"], 0..12),
        query in "[沿江科]{0,1}[a-jyzc1 ]{0,3}[a-ju ]{0,4}",
        most in 1..6_usize,
    ) {
        let rows: Vec<[&str; 4]> =
            rows.iter().map(|row| [&*row[0], &*row[1], &*row[2], &*row[3]]).collect();
        let layer = town(&rows);
        let cancel = CancelToken::default();
        let index = Index::build(&layer, None, &cancel).unwrap();
        let found = search(&[(&layer, &index)], &query, most, &cancel).unwrap();
        let Some(query) = Query::new(&query) else { return Ok(()) };
        // The best of a row's texts stands for it: by rank, then names first, then shorter ones.
        let mut expected: Vec<(Rank, bool, usize, u32)> = rows
            .iter()
            .enumerate()
            .filter_map(|(row, texts)| {
                let keys = texts.iter().enumerate().filter_map(|(at, text)| {
                    let rank = answer_of(text, at < 2, &query)?;
                    Some((rank, at >= 2, fold::folded(text).chars().count(), row as u32))
                });
                keys.min()
            })
            .collect();
        expected.sort_unstable();
        let total = found.first().map_or(0, |found| found.total);
        prop_assert_eq!(total, expected.len());
        expected.truncate(most);
        let hits: Vec<(Rank, bool, usize, u32)> = found
            .iter()
            .flat_map(|found| &found.hits)
            .map(|hit| (hit.rank, hit.role != Role::Name, hit.chars as usize, hit.row))
            .collect();
        prop_assert_eq!(hits, expected);
    }

    #[test]
    fn parts_find_what_the_whole_finds(
        rows in proptest::collection::vec(
            ["[沿江科园ab]{0,3}", "[ab]{0,4}", "[0-9]{0,3}", "[沿江大道]{0,2}"], 0..30),
        query in "[沿江科ab1y]{1,2}",
        threads in 1..7_usize,
    ) {
        let rows: Vec<[&str; 4]> =
            rows.iter().map(|row| [&*row[0], &*row[1], &*row[2], &*row[3]]).collect();
        let layer = town(&rows);
        let cancel = CancelToken::default();
        let index = Index::build(&layer, None, &cancel).unwrap();
        let query = Query::new(&query).unwrap();
        let sought = find::Sought::new(&query, &index);
        let of = |part| index.find_in(part, &sought, 100, &cancel).unwrap();
        let whole = index.parts(1).into_iter().map(of).next().unwrap_or_default();
        let parts: Vec<_> = index.parts(threads).into_iter().map(of).collect();
        prop_assert_eq!(whole.total, parts.iter().map(|part| part.total).sum::<usize>());
        prop_assert_eq!(whole.best.len(), whole.total);
        for part in parts {
            prop_assert!(part.best.iter().all(|candidate| whole.best.contains(candidate)));
        }
    }

    /// More matches than are kept at a time.
    #[test]
    fn of_many_matches_the_best_are_kept(
        lens in proptest::collection::vec(1..40_usize, 1_000..6_000), most in 1..40_usize,
    ) {
        let names: Vec<String> = lens.iter().map(|&len| "a".repeat(len)).collect();
        let rows: Vec<[&str; 4]> = names.iter().map(|name| [name.as_str(), "", "", ""]).collect();
        let layer = town(&rows);
        let cancel = CancelToken::default();
        let index = Index::build(&layer, None, &cancel).unwrap();
        let found = search(&[(&layer, &index)], "a", most, &cancel).unwrap();
        let mut expected: Vec<(usize, u32)> =
            lens.iter().enumerate().map(|(row, &len)| (len, row as u32)).collect();
        expected.sort_unstable();
        expected.truncate(most);
        let hits: Vec<(usize, u32)> = found[0].hits.iter().map(|hit| (hit.chars as usize, hit.row)).collect();
        prop_assert_eq!(hits, expected);
        prop_assert_eq!(found[0].total, lens.len());
    }
}

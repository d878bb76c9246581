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
    let compared = folded(text);
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
                    Some((rank, at >= 2, folded(text).chars().count(), row as u32))
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

/// A layer as a survey writes it: parcels with names, numbers, codes and addresses under Chinese headings.
fn survey() -> Layer {
    let column = |name: &str, cells: [&str; 3]| texts(name, &cells.map(Some));
    layer(
        vec![
            column("名称", ["长乐路 22-14", "绿地·创新园（二期）", "Qiantang Smart Valley"]),
            column("地块编号", ["杭钱塘工出[2026]7号", "330114-22-15", "330114-22-16"]),
            column("统一社会信用代码", ["91330101MA2AXXXX1K", "91330100793678901T", "913301007936789020"]),
            column("地址", ["白杨街道6号大街452号", "下沙路 88 号", "Baiyang Street"]),
            column("联系电话", ["13800000000", "13900000000", "13700000000"]),
        ],
        &vec![Some(point(120.3, 30.3)); 3],
    )
}

#[test]
fn parcels_codes_and_addresses_find_their_rows_under_any_heading_that_is_theirs() {
    use crate::maps::binding::Binding;
    use crate::maps::schema::LayerKind;
    let town = survey();
    let binding = Binding::of(&town, Some(LayerKind::Land));
    let index = Index::build(&town, &binding, &CancelToken::default()).unwrap();
    let best = |query: &str| -> Option<(u32, Role)> {
        let found = search(&[(&town, &index)], query, 5, &CancelToken::default()).unwrap();
        found.first().map(|found| (found.hits[0].row, found.hits[0].role))
    };
    for (query, row, role) in [
        ("330114-22-16", 2, Role::Number),
        ("3301142216", 2, Role::Number),
        ("钱塘工出2026", 0, Role::Number),
        ("6号大街452", 0, Role::Address),
        ("下沙路88", 1, Role::Address),
        ("xiashalu", 1, Role::Address),
        ("changle", 0, Role::Name),
        ("zhangyue", 0, Role::Name),
        ("lvdicxy", 1, Role::Name),
        ("创新园二期", 1, Role::Name),
        ("qiantnag", 2, Role::Name),
        ("smatr valley", 2, Role::Name),
    ] {
        assert_eq!(best(query), Some((row, role)), "{query}");
    }
    assert_eq!(best("13800000000"), None, "a telephone number is nobody's business");
    assert_eq!(best("330114-22-19"), None, "a slip in a number is another number");
    let enterprises = Binding::of(&town, Some(LayerKind::Enterprises));
    let index = Index::build(&town, &enterprises, &CancelToken::default()).unwrap();
    let found = search(&[(&town, &index)], "91330100793678901t", 5, &CancelToken::default()).unwrap();
    assert_eq!((found[0].hits[0].row, found[0].hits[0].rank), (1, Rank::Exact));
}

/// How a name sounds: one reading of each character, `pick` saying which; what has none stays as it is.
fn sounds(name: &str, pick: usize) -> Vec<String> {
    use ::pinyin::ToPinyinMulti as _;
    let sound = |c: char| match c.to_pinyin_multi() {
        Some(readings) => readings.get(pick % readings.count()).plain().replace('ü', "v"),
        None => c.to_string(),
    };
    folded(name).chars().map(sound).collect()
}

proptest! {
    /// Every name, of any characters, is found by its own sound, by its initials and by any part of it,
    /// and the part that is shown is that part.
    #[test]
    fn every_name_is_found_by_its_sound_its_initials_and_its_parts(
        name in "[一-龥]{1,3}[一-龥A-Za-z0-9（）·\\- ]{0,24}",
        pick in 0..5_usize,
        (from, len) in (0..28_usize, 1..28_usize),
    ) {
        let town = town(&[["另一处", "", "", ""], [name.as_str(), "", "", ""]]);
        let is_found = |query: &str| rows_of(&town, query).iter().any(|(row, _)| *row == 1);
        let sounds = sounds(&name, pick);
        // A query of letters alone is matched by sound.
        let is_read = |sound: &String| sound.is_ascii();
        if sounds.iter().all(is_read) {
            let full = sounds.concat();
            if full.len() <= pinyin::LONGEST {
                prop_assert!(is_found(&full), "{} in full: {}", name, full);
            }
            let initials: String = sounds.iter().filter_map(|sound| sound.chars().next()).collect();
            prop_assert!(is_found(&initials), "{} by initials: {}", name, initials);
        }
        let part: String = name.chars().skip(from % name.chars().count()).take(len).collect();
        if !folded(&part).is_empty() {
            prop_assert!(is_found(&part), "{} by {}", name, part);
            let index = Index::build(&town, None, &CancelToken::default()).unwrap();
            let found = search(&[(&town, &index)], &part, 9, &CancelToken::default()).unwrap();
            let hit = found[0].hits.iter().find(|hit| hit.row == 1).unwrap();
            if part.split_whitespace().count() == 1 {
                prop_assert_eq!(folded(&hit.text[hit.matched.clone()]), folded(&part));
            }
        }
    }

    /// What is found, and in which order within a layer, does not depend on which layers lie above which;
    /// only layers whose best rows are equally good follow their own order.
    #[test]
    fn the_order_of_layers_decides_ties_alone(
        names in proptest::collection::vec(
            proptest::collection::vec("[沿江科园绿地ab]{1,4}", 0..6), 1..5),
        query in "[沿江科ykjab]{1,2}",
    ) {
        let towns: Vec<Layer> = names
            .iter()
            .map(|names| town(&names.iter().map(|name| [name.as_str(), "", "", ""]).collect::<Vec<_>>()))
            .collect();
        let indexes: Vec<Index> = towns
            .iter()
            .map(|town| Index::build(town, None, &CancelToken::default()).unwrap())
            .collect();
        let asked = |order: &[usize]| -> Vec<(usize, Vec<Hit>, usize)> {
            let layers: Vec<_> = order.iter().map(|&at| (&towns[at], &indexes[at])).collect();
            let found = search(&layers, &query, 3, &CancelToken::default()).unwrap();
            found.into_iter().map(|found| (order[found.layer], found.hits, found.total)).collect()
        };
        let forward: Vec<usize> = (0..towns.len()).collect();
        let backward: Vec<usize> = forward.iter().rev().copied().collect();
        let (mut one, mut other) = (asked(&forward), asked(&backward));
        let quality = |found: &[(usize, Vec<Hit>, usize)]| -> Vec<(Rank, Role, u32)> {
            found.iter().map(|(_, hits, _)| (hits[0].rank, hits[0].role, hits[0].chars)).collect()
        };
        prop_assert_eq!(quality(&one), quality(&other));
        prop_assert!(quality(&one).is_sorted());
        one.sort_by_key(|found| found.0);
        other.sort_by_key(|found| found.0);
        prop_assert_eq!(one, other);
    }
}

#[test]
fn a_long_name_is_found_by_its_whole_sound() {
    let name = "杭州国际人才创业创新园钱塘园区第二十三号生产装配厂房";
    let full = sounds(name, 0).concat();
    assert!(full.len() > 63, "{}", full.len());
    let town = town(&[[name, "", "", ""]]);
    assert_eq!(rows_of(&town, &full), [(0, Rank::PinyinPrefix)]);
    assert_eq!(rows_of(&town, &full[8..]).len(), 1, "from its third syllable on");
}

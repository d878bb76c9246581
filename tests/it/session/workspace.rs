//! The workspace at the desk: saving and opening, what is gone or has changed meanwhile.

use super::desk::{CARRIERS, Desk, LAND, json};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use three_maps::app::{Command, FeatureRef, FieldsCommand, LayerId, View, WorkspaceCommand};
use three_maps::maps::compare::MOST_SITES;
use three_maps::maps::ledger::{Benchmark, Figure, Yield};
use three_maps::maps::matching::Brief;
use three_maps::maps::schema::MapKind;
use three_maps::scene::{ColorBy, Styling};
use three_maps::text::Lang;
use three_maps::workspace::WorkspaceFile;

pub(super) fn ask(desk: &mut Desk, ask: WorkspaceCommand) {
    desk.send(Command::Workspace { ask });
}

pub(super) fn save_as(desk: &mut Desk, name: &str) -> PathBuf {
    let path = desk.path(name);
    ask(desk, WorkspaceCommand::SaveAs { path: path.clone() });
    path
}

pub(super) fn open(desk: &mut Desk, path: &Path) {
    ask(desk, WorkspaceCommand::Open { path: path.to_owned() });
}

pub(super) fn layer_named(desk: &Desk, title: &str) -> LayerId {
    desk.session.document().layers.iter().find(|entry| entry.title == title).unwrap().id
}

pub(super) fn file(path: &Path) -> WorkspaceFile {
    WorkspaceFile::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A desk with two files and something of everything that a workspace keeps.
pub(super) fn full_desk() -> Desk {
    let (mut desk, land) = Desk::with_land();
    let carriers = desk.file("carriers.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![carriers, "bundled:base/roads".into()] });
    let carriers = layer_named(&desk, "双创载体");
    desk.filter(land, "area_mu >= 30 AND status = '闲置'");
    desk.filter(carriers, "desks_free >");
    desk.send(Command::AddCard { layer: land, field: "parcel_no".to_owned() });
    desk.send(Command::Fields {
        layer: carriers,
        ask: FieldsCommand::Unbind { column: "mentors".to_owned() },
    });
    desk.send(Command::SetVisible { layer: carriers, visible: false });
    let styling = Styling { color: ColorBy::One {}, fill_opacity: Some(0.3), ..Styling::default() };
    desk.send(Command::SetStyling { layer: land, styling: Some(styling), gesture: None });
    for (layer, row) in [(land, 1), (carriers, 0), (land, 0)] {
        desk.send(Command::ToggleShortlist { feature: FeatureRef { layer, row } });
    }
    desk.send(Command::ToggleCompared { feature: FeatureRef { layer: carriers, row: 0 } });
    let note = "业主周五回电\n\"先看\"".to_owned();
    desk.send(Command::SetNote { feature: FeatureRef { layer: land, row: 1 }, text: note });
    let brief = r#"{"version":1,"title":"扩产","lines":[{"what":"area_m2","at_least":3000},{"what":"metro_m","must":false,"weight":2.5,"at_most":1500},{"what":"firm_m","at_most":900,"name":""}]}"#;
    desk.send(Command::SetBrief { brief: Brief::parse(brief).unwrap() });
    let figure =
        Figure { wan_per_mu: 35.5, name: "标准地".into(), source: "公告".into(), year: Some(2025) };
    desk.send(Command::SetBenchmark {
        benchmark: Benchmark { of: Yield::Output, figure: Some(figure), ..Benchmark::default() },
    });
    desk.send(Command::SetReferenceDay { day: jiff::civil::date(2027, 3, 1), gesture: None });
    desk.send(Command::AddBookmark { name: "看地".to_owned() });
    desk.send(Command::SwitchMap { map: MapKind::Startup });
    desk.send(Command::SetView { view: View { center: [120.331, 30.295], zoom: 14.25 } });
    desk
}

#[test]
fn what_is_saved_is_there_again_in_another_run() {
    let mut desk = full_desk();
    assert!(desk.session.is_unsaved());
    let path = save_as(&mut desk, "招商.threemaps.json");
    assert_eq!(desk.notices().last(), Some(&"workspace-saved"));
    assert!(!desk.session.is_unsaved());
    assert_eq!(desk.session.workspace_name(Lang::Zh).as_deref(), Some("招商"));

    let mut again = Desk::new();
    again.send(Command::OpenFiles { paths: vec![path.clone()] });
    assert!(!again.session.is_unsaved());
    assert_eq!(again.session.undo_name(), None, "where a person starts from is no step");
    // What a person sees is the same.
    let (before, after) = (desk.session.document(), again.session.document());
    assert_eq!((after.map, after.view), (before.map, before.view));
    assert_eq!(after.chosen_layer().unwrap().title, before.chosen_layer().unwrap().title);
    assert_eq!((&after.notes, &after.brief), (&before.notes, &before.brief));
    assert_eq!((&after.bookmarks, &after.benchmark), (&before.bookmarks, &before.benchmark));
    assert_eq!(after.reference_day, before.reference_day);
    for (one, other) in before.layers.iter().zip(&after.layers) {
        assert_eq!(other.title, one.title);
        assert_eq!((other.map, other.kind, other.visible), (one.map, one.kind, one.visible));
        assert_eq!((&other.filter, &other.cards), (&one.filter, &one.cards));
        assert_eq!((&other.styling, &other.binding), (&one.styling, &one.binding));
        assert_eq!(again.matching(other.id), desk.matching(one.id));
    }
    let named = |desk: &Desk, sites: &[FeatureRef]| -> Vec<(String, u32)> {
        let title = |site: &FeatureRef| desk.session.document().layer(site.layer).unwrap().title.clone();
        sites.iter().map(|site| (title(site), site.row)).collect()
    };
    assert_eq!(named(&again, &after.shortlist), named(&desk, &before.shortlist));
    assert_eq!(named(&again, &after.compared), named(&desk, &before.compared));
    assert_eq!(again.session.note_on(after.shortlist[0]), "业主周五回电\n\"先看\"");
    // And so is the file that it would give.
    let second = desk.path("second.threemaps.json");
    ask(&mut again, WorkspaceCommand::SaveAs { path: second.clone() });
    assert_eq!(file(&second), file(&path));
}

#[test]
fn a_workspace_moves_together_with_its_files() {
    let mut desk = full_desk();
    let path = save_as(&mut desk, "w.threemaps.json");
    let sources: Vec<String> = file(&path).layers().map(|(_, layer)| layer.source.clone()).collect();
    assert_eq!(sources, ["bundled:base/roads", "land.geojson", "carriers.geojson"]);
    let elsewhere = tempfile::tempdir().unwrap();
    for name in ["w.threemaps.json", "land.geojson", "carriers.geojson"] {
        std::fs::copy(desk.path(name), elsewhere.path().join(name)).unwrap();
    }
    drop(desk);
    let mut again = Desk::new();
    open(&mut again, &elsewhere.path().join("w.threemaps.json"));
    assert_eq!(again.notices(), Vec::<&str>::new());
    assert_eq!(again.session.document().layers.len(), 3);
    assert_eq!(again.session.document().shortlist.len(), 3);
}

#[test]
fn opening_is_one_step_that_leads_back_to_the_work_before_and_its_file() {
    let mut first = full_desk();
    let other = save_as(&mut first, "other.threemaps.json");
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 60");
    let mine = save_as(&mut desk, "mine.threemaps.json");
    desk.filter(layer, "area_mu > 90");
    let depth = desk.session.undo_depth();
    let before = desk.session.document().clone();
    open(&mut desk, &other);
    assert_eq!(desk.notices().last(), Some(&"workspace-left-unsaved"));
    assert_eq!(desk.session.undo_depth(), depth + 1);
    assert_eq!(desk.session.undo_name(), Some("command-open-workspace"));
    assert_eq!(desk.session.workspace_path(), Some(other.as_path()));
    assert!(!desk.session.is_unsaved());
    desk.send(Command::Undo);
    assert_eq!(desk.session.document().layers, before.layers);
    assert_eq!(desk.session.workspace_path(), Some(mine.as_path()));
    assert!(desk.session.is_unsaved());
    ask(&mut desk, WorkspaceCommand::Save);
    assert!(!desk.session.is_unsaved());
    assert_eq!(file(&mine).layers().next().unwrap().1.filter, "area_mu > 90");
    desk.send(Command::Redo);
    assert_eq!(desk.session.workspace_path(), Some(other.as_path()));
    assert_eq!(desk.session.document().layers.len(), 3);
}

#[test]
fn a_missing_file_is_told_and_what_was_made_of_it_stays() {
    let mut desk = full_desk();
    let path = save_as(&mut desk, "w.threemaps.json");
    let saved = file(&path);
    std::fs::rename(desk.path("land.geojson"), desk.path("away")).unwrap();
    open(&mut desk, &path);
    assert!(desk.notices().ends_with(&["file-missing", "workspace-layer-missing"]), "{:?}", desk.notices());
    assert_eq!(desk.session.document().layers.len(), 2);
    assert_eq!(desk.session.document().shortlist.len(), 1);
    assert!(!desk.session.is_unsaved(), "nothing of it is lost");
    let carriers = layer_named(&desk, "双创载体");
    desk.filter(carriers, "desks > 40");
    ask(&mut desk, WorkspaceCommand::Save);
    let kept = file(&path);
    assert_eq!(kept.maps.len(), saved.maps.len());
    let land =
        |file: &WorkspaceFile| file.layers().find(|(_, it)| it.source == "land.geojson").unwrap().1.clone();
    assert_eq!(land(&kept), land(&saved));
    assert_eq!(
        (&kept.shortlist, &kept.compared, &kept.notes),
        (&saved.shortlist, &saved.compared, &saved.notes)
    );
    // Under another folder the names still lead there.
    std::fs::create_dir(desk.path("sub")).unwrap();
    let below = save_as(&mut desk, "sub/w.threemaps.json");
    assert_eq!(file(&below).shortlist[0].layer, "../land.geojson");
    std::fs::rename(desk.path("away"), desk.path("land.geojson")).unwrap();
    open(&mut desk, &below);
    assert_eq!(desk.session.document().shortlist.len(), 3);
    assert_eq!(desk.session.document().layers.len(), 3);
}

#[test]
fn a_missing_file_that_is_opened_after_all_brings_what_was_made_of_it() {
    let mut desk = full_desk();
    let land = layer_named(&desk, "闲置土地");
    desk.send(Command::AssignMap { layer: land, map: MapKind::Industry });
    let path = save_as(&mut desk, "w.threemaps.json");
    let saved = file(&path);
    std::fs::rename(desk.path("land.geojson"), desk.path("away")).unwrap();
    open(&mut desk, &path);
    std::fs::rename(desk.path("away"), desk.path("land.geojson")).unwrap();
    let land = desk.path("land.geojson");
    let depth = desk.session.undo_depth();
    desk.send(Command::OpenFiles { paths: vec![land] });
    assert_eq!(desk.session.undo_depth(), depth + 1, "one step");
    let document = desk.session.document();
    assert_eq!(*document.absent, three_maps::app::Absent::default());
    assert_eq!(document.chosen_layer().unwrap().filter.text, "area_mu >= 30 AND status = '闲置'");
    assert_eq!(desk.session.note_on(document.shortlist[0]), "业主周五回电\n\"先看\"");
    ask(&mut desk, WorkspaceCommand::Save);
    let again = file(&path);
    assert_eq!((&again.shortlist, &again.compared), (&saved.shortlist, &saved.compared));
    assert_eq!(again.maps, saved.maps);
}

#[test]
fn a_changed_source_is_told_with_all_that_no_longer_fits() {
    let mut desk = full_desk();
    let land = layer_named(&desk, "闲置土地");
    desk.send(Command::Fields { layer: land, ask: FieldsCommand::Unbind { column: "parcel_no".to_owned() } });
    let path = save_as(&mut desk, "w.threemaps.json");
    let changed =
        LAND.replace("parcel_no", "plot").replace("\"area_mu\"", "\"mu\"").replace("\"id\":1,", "\"id\":7,");
    desk.file("land.geojson", &changed);
    let seen = desk.notices().len();
    open(&mut desk, &path);
    let told = desk.notices()[seen..].to_vec();
    for code in [
        "workspace-source-changed",
        "workspace-column-gone",
        "workspace-filter-broken",
        "workspace-site-gone",
    ] {
        assert!(told.contains(&code), "{code} is not among {told:?}");
    }
    let document = desk.session.document();
    let entry = document.layers.iter().find(|entry| entry.title == "闲置土地").unwrap();
    assert_eq!(entry.filter.text, "area_mu >= 30 AND status = '闲置'", "the text is still there");
    assert!(entry.filter.error.is_some() && entry.filter.filter.is_none());
    // The feature that moved is found by its identifier, the one that is gone is told.
    assert_eq!(document.shortlist.len(), 2);
    assert_eq!(desk.session.note_on(document.shortlist[0]), "业主周五回电\n\"先看\"");
}

#[test]
fn files_that_cannot_be_read_say_where_and_change_nothing() {
    let good = r#"{"format":"three-maps-workspace","version":1,"maps":[]}"#;
    let cases = [
        ("{\n \"format\": ", "workspace-json", Some((2, 11))),
        (
            "{\"format\":\"three-maps-workspace\",\n\"version\":1,\n\"maps\":[],\"mapz\":1}",
            "workspace-json",
            Some((3, 16)),
        ),
        (
            "{\"format\":\"three-maps-workspace\",\"version\":1,\"maps\":[{\"map\":\"base\",\"layers\":[{\"source\":\"地\",\n\"visible\":3}]}]}",
            "workspace-json",
            Some((2, 11)),
        ),
        ("{\"format\":\"three-maps-workspace\",\"version\":1}", "workspace-json", Some((1, 45))),
        (
            "{\"format\":\"three-maps-workspace\",\"version\":1,\"maps\":[],\"view\":{\"center\":[720,0],\"zoom\":3}}",
            "workspace-json",
            None,
        ),
        ("{\"format\":\"three-maps-workspace\",\"version\":2,\"new\":{}}", "workspace-newer", None),
        ("{\"format\":\"three-maps-workspace\"}", "workspace-newer", None),
        ("{\"type\":\"FeatureCollection\",\"features\":[]}", "workspace-other", None),
        (
            "{\"format\":\"three-maps-workspace\",\"version\":1,\"maps\":[{\"map\":\"base\",\"layers\":[\"a\",\"a\"]}]}",
            "workspace-source-twice",
            None,
        ),
        (
            "{\"format\":\"three-maps-workspace\",\"version\":1,\"maps\":[{\"map\":\"base\",\"layers\":[\"a\",\"./b/../a\"]}]}",
            "workspace-source-twice",
            None,
        ),
    ];
    let (mut desk, _) = Desk::with_land();
    let before = desk.session.document().clone();
    for (text, code, place) in cases {
        let path = desk.file("broken.threemaps.json", text);
        open(&mut desk, &path);
        let notice = &desk.session.notices().last().unwrap().diagnostic;
        assert_eq!(notice.code, code, "{text}");
        if let Some((line, column)) = place {
            assert_eq!((notice.place.line, notice.place.column), (Some(line), Some(column)), "{text}");
        }
        assert!(notice.place.file.as_ref().unwrap().ends_with("broken.threemaps.json"));
        assert_eq!(desk.session.document(), &before);
        assert!(desk.session.running().next().is_none());
    }
    open(&mut desk, &PathBuf::from("/nowhere/w.threemaps.json"));
    assert_eq!(desk.notices().last(), Some(&"file-missing"));
    let path = desk.file("good.json", good);
    open(&mut desk, &path);
    assert_eq!(desk.notices().last(), Some(&"workspace-ending"));
    assert_eq!(desk.session.document(), &before);
    let path = desk.file("good.threemaps.json", &format!("\u{feff}{good}"));
    open(&mut desk, &path);
    assert!(desk.session.document().layers.is_empty());
}

#[test]
fn somebody_elses_changes_are_not_written_over() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 60");
    let path = save_as(&mut desk, "w.threemaps.json");
    let theirs = std::fs::read_to_string(&path).unwrap().replace("60", "61");
    std::fs::write(&path, &theirs).unwrap();
    desk.filter(layer, "area_mu > 70");
    ask(&mut desk, WorkspaceCommand::Save);
    assert_eq!(desk.notices().last(), Some(&"workspace-changed"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), theirs);
    assert!(desk.session.is_unsaved());
    // What is no text is somebody's work too.
    std::fs::write(&path, b"\xff\xfe\0{\0").unwrap();
    ask(&mut desk, WorkspaceCommand::Save);
    assert_eq!(desk.notices().last(), Some(&"workspace-changed"));
    assert_eq!(std::fs::read(&path).unwrap(), b"\xff\xfe\0{\0");
    // A name without the ending gets it, and never in the place of another file.
    save_as(&mut desk, "w");
    assert_eq!(desk.notices().last(), Some(&"workspace-name-taken"));
    save_as(&mut desk, "v.json");
    assert_eq!(desk.session.workspace_path(), Some(desk.path("v.threemaps.json").as_path()));
    assert!(!desk.session.is_unsaved());
}

#[test]
fn no_more_sites_stand_side_by_side_than_there_is_room_for() {
    let (mut desk, land) = Desk::with_land();
    let carriers = desk.file("carriers.geojson", CARRIERS);
    desk.send(Command::OpenFiles { paths: vec![carriers] });
    let carriers = layer_named(&desk, "双创载体");
    for (layer, row) in [(carriers, 0), (carriers, 1), (land, 0), (land, 1), (land, 2), (land, 3)] {
        desk.send(Command::ToggleShortlist { feature: FeatureRef { layer, row } });
    }
    let path = save_as(&mut desk, "w.threemaps.json");
    let mut written = file(&path);
    written.compared.clone_from(&written.shortlist);
    std::fs::write(&path, written.to_text().unwrap()).unwrap();
    open(&mut desk, &path);
    assert_eq!(desk.session.document().compared.len(), MOST_SITES);
    // Those of a missing file have their places; others may have been taken meanwhile.
    std::fs::rename(desk.path("carriers.geojson"), desk.path("away")).unwrap();
    open(&mut desk, &path);
    for row in 0..4 {
        let feature = FeatureRef { layer: layer_named(&desk, "闲置土地"), row };
        if !desk.session.document().compared.contains(&feature) {
            desk.send(Command::ToggleCompared { feature });
        }
    }
    assert_eq!(desk.session.document().compared.len(), MOST_SITES);
    let full = save_as(&mut desk, "full.threemaps.json");
    assert_eq!(file(&full).compared.len(), MOST_SITES);
    std::fs::rename(desk.path("away"), desk.path("carriers.geojson")).unwrap();
    let carriers = desk.path("carriers.geojson");
    desk.send(Command::OpenFiles { paths: vec![carriers] });
    assert_eq!(desk.session.document().shortlist.len(), 6);
    assert_eq!(desk.session.document().compared.len(), MOST_SITES);
    let feature = FeatureRef { layer: layer_named(&desk, "闲置土地"), row: 3 };
    desk.send(Command::ToggleCompared { feature });
    assert!(desk.session.document().compared.len() <= MOST_SITES);
}

#[test]
fn a_workspace_is_opened_alone_and_can_be_stopped() {
    let mut desk = full_desk();
    let path = save_as(&mut desk, "w.threemaps.json");
    let other = desk.path("land.geojson");
    desk.send(Command::OpenFiles { paths: vec![other, path.clone()] });
    assert!(desk.notices().contains(&"workspace-alone"));
    let before = desk.session.document().clone();
    desk.hold = true;
    open(&mut desk, &path);
    let job = desk.held.pop_front().unwrap();
    desk.send(Command::CancelJob { job: job.id });
    let cancel = three_maps::progress::CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    assert_eq!(desk.session.document(), &before);
    assert!(desk.session.settings().recents.contains(&path));
}

#[test]
fn the_bundled_maps_are_a_workspace_too() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/dachuang.threemaps.json");
    let mut desk = Desk::new();
    open(&mut desk, &path);
    assert_eq!(desk.notices(), Vec::<&str>::new());
    assert_eq!(desk.session.document().layers.len(), 14);
    assert_eq!(desk.session.workspace_name(Lang::En).as_deref(), Some("Three maps of Dachuang Town"));
    let kinds = desk.session.document().layers.iter().filter(|entry| entry.kind.is_some()).count();
    assert_eq!(kinds, 14);
    // Saved elsewhere it goes by the name that it is given.
    let copy = save_as(&mut desk, "mine.threemaps.json");
    assert_eq!(desk.session.workspace_name(Lang::En).as_deref(), Some("mine"));
    assert_eq!(json(&copy)["version"], 1);
    assert_eq!(json(&copy)["illustrative"], true, "its layers are as made up as before");
}

/// What a person may do to two layers.
fn commands() -> impl Strategy<Value = Command> {
    let layer = (0..2_u32).prop_map(LayerId);
    let feature = (0..2_u32, 0..2_u32).prop_map(|(layer, row)| FeatureRef { layer: LayerId(layer), row });
    let field = prop::sample::select(vec!["name", "status", "area_mu", "desks", "mentors"]);
    let filter =
        prop::sample::select(vec!["", " ", "area_mu > 50", "name LIKE '沿%'", "desks_free >= 1", "desks <"]);
    let text = ".{0,12}";
    prop_oneof![
        (layer.clone(), filter).prop_map(|(layer, text)| Command::SetFilterText {
            layer,
            text: text.to_owned(),
            gesture: None
        }),
        (layer.clone(), field.clone())
            .prop_map(|(layer, field)| Command::AddCard { layer, field: field.to_owned() }),
        (layer.clone(), field.clone()).prop_map(|(layer, field)| Command::Fields {
            layer,
            ask: FieldsCommand::Unbind { column: field.to_owned() }
        }),
        (layer.clone(), any::<bool>()).prop_map(|(layer, visible)| Command::SetVisible { layer, visible }),
        (layer.clone(), 0..2_usize).prop_map(|(layer, to)| Command::MoveLayer { layer, to }),
        layer.clone().prop_map(|layer| Command::AssignMap { layer, map: MapKind::Industry }),
        (layer, prop::option::of(0.0..2.0_f32), prop::option::of(1.0..1e6_f64)).prop_map(
            |(layer, fill_opacity, max_denominator)| {
                let styling = Styling { fill_opacity, max_denominator, reversed: true, ..Styling::default() };
                Command::SetStyling { layer, styling: Some(styling), gesture: None }
            }
        ),
        feature.clone().prop_map(|feature| Command::ToggleShortlist { feature }),
        feature.clone().prop_map(|feature| Command::ToggleCompared { feature }),
        (feature, text).prop_map(|(feature, text)| Command::SetNote { feature, text }),
        text.prop_map(|name| Command::AddBookmark { name }),
        (100.0..140.0_f64, 20.0..50.0_f64, 3.0..20.0_f64)
            .prop_map(|(lon, lat, zoom)| Command::SetView { view: View { center: [lon, lat], zoom } }),
        (2020..2040_i16)
            .prop_map(|year| Command::SetReferenceDay { day: jiff::civil::date(year, 2, 28), gesture: None }),
        Just(Command::Undo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_was_done_a_workspace_opened_again_saves_the_same(commands in prop::collection::vec(commands(), 0..24)) {
        let (mut desk, _) = Desk::with_land();
        let carriers = desk.file("carriers.geojson", CARRIERS);
        desk.send(Command::OpenFiles { paths: vec![carriers] });
        for command in commands {
            desk.send(command);
        }
        let first = save_as(&mut desk, "first.threemaps.json");
        prop_assert!(!desk.session.is_unsaved());
        let mut again = Desk::new();
        open(&mut again, &first);
        prop_assert!(!again.session.is_unsaved());
        prop_assert_eq!(again.session.document().shortlist.len(), desk.session.document().shortlist.len());
        let second = desk.path("second.threemaps.json");
        ask(&mut again, WorkspaceCommand::SaveAs { path: second.clone() });
        prop_assert_eq!(std::fs::read_to_string(&second).unwrap(), std::fs::read_to_string(&first).unwrap());
    }

    #[test]
    fn a_file_cut_or_bent_anywhere_is_told_or_read_but_never_breaks(cut in 0..4000_usize, flip in 0..4000_usize, by in 1..128_u8) {
        thread_local! {
            static TEXT: Vec<u8> = {
                let mut desk = full_desk();
                std::fs::read(save_as(&mut desk, "w.threemaps.json")).unwrap()
            };
        }
        let mut bytes = TEXT.with(Clone::clone);
        let len = bytes.len();
        bytes[flip % len] ^= by;
        bytes.truncate(len - cut % len);
        let text = String::from_utf8_lossy(&bytes);
        if let Err(diagnostic) = WorkspaceFile::parse(&text) {
            prop_assert!(diagnostic.code.starts_with("workspace-"));
            if diagnostic.code == "workspace-json" {
                prop_assert!(diagnostic.place.line.is_some() && diagnostic.place.column.is_some());
            }
        }
    }
}

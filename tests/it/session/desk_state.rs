//! What survives a restart: settings written and read, files that are damaged, folders that are shut.

use super::desk::{Desk, LAND};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use three_maps::app::settings::{MOST_RECENTS, PanelState, WindowPlace};
use three_maps::app::state::{Keeper, Kept, read, write};
use three_maps::app::{Command, Effect, Motion, Settings, Theme};
use three_maps::text::{Lang, text};

fn settings() -> impl Strategy<Value = Settings> {
    let lang = prop::sample::select(vec![Lang::Zh, Lang::En]);
    let theme = prop::sample::select(vec![Theme::Light, Theme::Dark, Theme::System]);
    let motion = prop::sample::select(vec![Motion::Full, Motion::Reduced]);
    let path = "/[a-z面积 .]{1,12}".prop_map(PathBuf::from);
    let recents = prop::collection::btree_set(path.clone(), 0..MOST_RECENTS)
        .prop_map(|files| files.into_iter().collect::<Vec<_>>());
    let panel = (any::<bool>(), prop::option::of(20.0..2_000.0_f64))
        .prop_map(|(open, size_pt)| PanelState { open, size_pt });
    let window = (100.0..5_000.0_f64, 100.0..5_000.0_f64, any::<bool>())
        .prop_map(|(width, height, maximised)| WindowPlace { size_pt: [width, height], maximised });
    (
        (lang, theme, motion, any::<bool>()),
        recents,
        prop::collection::btree_map("[a-z]{1,6}", panel, 0..4),
        prop::option::of(window),
        prop::option::of(path),
    )
        .prop_map(|((lang, theme, motion, hide_missing), recents, panels, window, export_folder)| {
            Settings { lang, theme, motion, recents, panels, window, hide_missing, export_folder }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_again_and_strangers_stay(settings in settings(), stranger in "[a-z]{3,8}_x") {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("not there yet").join("state.json");
        let mut found = Map::new();
        found.insert(stranger.clone(), json!({"of": ["another", 1, null]}));
        found.insert("window".to_owned(), json!({"screen": "left", "size_pt": "old"}));
        write(&path, &settings, &found).unwrap();
        let kept = read(&path, Settings::default());
        prop_assert!(kept.notices.is_empty(), "{:?}", kept.notices);
        prop_assert_eq!(&kept.settings, &settings);
        prop_assert_eq!(&kept.members[&stranger], &found[&stranger]);
        if settings.window.is_some() {
            prop_assert_eq!(&kept.members["window"]["screen"], "left");
        }
        // A second writing changes nothing.
        let before = std::fs::read(&path).unwrap();
        write(&path, &kept.settings, &kept.members).unwrap();
        prop_assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_file_cut_anywhere_starts_all_the_same(settings in settings(), cut in 0..400_usize, flip in 0..400_usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        write(&path, &settings, &Map::new()).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        let len = bytes.len();
        bytes[flip % len] ^= 0x15;
        bytes.truncate(len - cut % len);
        std::fs::write(&path, &bytes).unwrap();
        let kept = read(&path, Settings::default());
        if kept.settings != settings && kept.notices.is_empty() {
            // A letter of a path or a digit may have changed: still a whole file, and nothing to tell.
            prop_assert!(serde_json::from_slice::<Value>(&bytes).is_ok());
        }
        write(&path, &kept.settings, &kept.members).unwrap();
        prop_assert_eq!(read(&path, Settings::default()).settings, kept.settings);
    }
}

fn read_text(content: &[u8]) -> (Kept, Option<Vec<u8>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    std::fs::write(&path, content).unwrap();
    let kept = read(&path, Settings { lang: Lang::En, ..Settings::default() });
    (kept, std::fs::read(folder.path().join("state.json.bad")).ok())
}

#[test]
fn damaged_files_are_named_in_a_notice_and_kept_aside() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "state-broken"),
        (b"\0\0\0\0", "state-broken"),
        (b"\xFF\xFE{\0}\0", "state-broken"),
        (b"{", "state-broken"),
        (b"[]", "state-broken"),
        (b"null", "state-broken"),
        (b"{\"lang\":\"zh\"}", "state-broken"),
        (b"{\"version\":\"1\"}", "state-broken"),
        (b"{\"version\":-1}", "state-broken"),
        (b"{\"version\":2,\"lang\":\"zh\"}", "state-newer"),
        (b"{\"version\":1,\"lang\":\"fr\"}", "state-members-ignored"),
        (b"{\"version\":1,\"theme\":7}", "state-members-ignored"),
        (b"{\"version\":1,\"recents\":\"a\"}", "state-members-ignored"),
        (b"{\"version\":1,\"recents\":[\"/a\",3]}", "state-members-ignored"),
        (b"{\"version\":1,\"window\":{\"size_pt\":[1e9,2],\"maximised\":false}}", "state-members-ignored"),
        (
            b"{\"version\":1,\"window\":{\"size_pt\":[800,1e300],\"maximised\":false}}",
            "state-members-ignored",
        ),
        (b"{\"version\":1,\"panels\":{\"left\":{\"open\":true,\"size_pt\":-4}}}", "state-members-ignored"),
        (b"{\"version\":1,\"panels\":[]}", "state-members-ignored"),
    ];
    for (content, code) in cases {
        let shown = String::from_utf8_lossy(content);
        let (kept, aside) = read_text(content);
        assert_eq!(kept.notices.len(), 1, "{shown}: {:?}", kept.notices);
        let notice = &kept.notices[0];
        assert_eq!(notice.code, *code, "{shown}");
        assert_eq!(aside.as_deref(), Some(*content), "{shown}");
        for lang in [Lang::Zh, Lang::En] {
            assert!(notice.hint(lang).contains("state.json.bad"), "{}", notice.hint(lang));
            assert_ne!(notice.message(lang), text(lang, "state-broken"), "{shown}");
        }
        // What the file does not say stays as it was given.
        assert_eq!(kept.settings.theme, Theme::Light, "{shown}");
        assert_eq!(kept.settings.window, None, "{shown}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(read_text(deep.as_bytes()).0.notices[0].code, "state-broken");
    let huge = vec![b' '; 3 << 20];
    assert_eq!(read_text(&huge).0.notices[0].code, "state-broken");
}

#[test]
fn one_bad_member_does_not_take_the_others_along() {
    let (kept, _) = read_text(
        "\u{feff}{\"version\":1,\"lang\":\"zh\",\"theme\":\"mauve\",\"recents\":[\"/a\",\"\",\"/b\",\"/a\"],\"panels\":{\"left\":{\"open\":false,\"size_pt\":300},\"base\":4}}"
            .as_bytes(),
    );
    assert_eq!(kept.settings.lang, Lang::Zh);
    assert_eq!(kept.settings.recents, [PathBuf::from("/a"), PathBuf::from("/b")]);
    assert_eq!(kept.settings.size_pt("left"), Some(300.0));
    assert!(!kept.settings.is_open("left", true));
    assert!(!kept.settings.is_open("base", false));
    let message = kept.notices[0].message(Lang::En);
    for name in ["theme", "recents", "panels.base"] {
        assert!(message.contains(name), "{message}");
    }
    assert!(!message.contains("lang"), "{message}");
}

#[test]
fn what_was_ignored_is_told_once_and_the_copy_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let bad = br#"{"version":1,"theme":7,"window":{"size_pt":4},"recents":[3],"mine_x":1,
"panels":{"base":4,"left":{"open":false,"size_pt":300},"a.b":{"open":1}}}"#;
    std::fs::write(&path, bad).unwrap();
    let first = read(&path, Settings::default());
    assert_eq!(first.notices.len(), 1);
    assert!(!first.hands_off);
    write(&path, &first.settings, &first.members).unwrap();
    let second = read(&path, Settings::default());
    assert!(second.notices.is_empty(), "{:?}", second.notices);
    assert_eq!(second.settings, first.settings);
    assert_eq!(second.settings.size_pt("left"), Some(300.0));
    assert_eq!(second.members.get("mine_x"), Some(&1.into()));
    assert_eq!(std::fs::read(folder.path().join("state.json.bad")).unwrap(), bad);
}

#[test]
fn a_file_that_can_neither_be_read_nor_copied_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    assert!(!read(&path, Settings::default()).hands_off, "the first start");
    assert!(read(folder.path(), Settings::default()).hands_off, "not a file");
    std::fs::write(&path, "{").unwrap();
    assert!(!read(&path, Settings::default()).hands_off, "there is a copy");
    std::fs::remove_file(folder.path().join("state.json.bad")).unwrap();
    std::fs::create_dir(folder.path().join("state.json.bad")).unwrap();
    assert!(read(&path, Settings::default()).hands_off, "a folder where the copy should be");
}

#[test]
fn no_file_is_the_first_start_and_a_folder_in_its_place_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let kept = read(&folder.path().join("state.json"), Settings::default());
    assert!(kept.notices.is_empty());
    assert_eq!(kept.settings, Settings::default());
    let kept = read(folder.path(), Settings::default());
    assert_eq!(kept.notices[0].code, "state-unreadable");
    assert!(write(folder.path(), &Settings::default(), &Map::new()).is_err());
}

/// Whether the system holds back from writing there (it does not hold back its administrator).
fn is_shut(folder: &Path) -> bool {
    std::fs::write(folder.join("probe"), "x").is_err()
}

#[test]
fn a_folder_that_is_shut_is_told_once_and_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // A file where the folder should be: nobody can write there.
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let mut targets = vec![file.join("state.json")];
    let shut = folder.path().join("shut");
    std::fs::create_dir(&shut).unwrap();
    let mut rights = std::fs::metadata(&shut).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&shut, rights).unwrap();
    if is_shut(&shut) {
        targets.push(shut.join("state.json"));
    } else {
        eprintln!("SKIPPED: this user may write into a read-only folder");
    }
    for target in targets {
        let (told, tell) = std::sync::mpsc::channel();
        let rest = Duration::from_millis(1);
        let keeper = Keeper::start(target.clone(), Map::new(), rest, move || told.send(()).unwrap()).unwrap();
        keeper.keep(Settings::default());
        tell.recv().unwrap();
        let failures = keeper.failures();
        assert_eq!(failures.iter().map(|failure| failure.code).collect::<Vec<_>>(), ["state-not-written"]);
        assert_eq!(failures[0].place.file.as_deref(), target.to_str());
        keeper.keep(Settings { lang: Lang::En, ..Settings::default() });
        drop(keeper);
        assert!(tell.recv().is_err(), "told twice");
    }
}

#[test]
fn the_last_settings_are_on_disk_when_the_window_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let keeper = Keeper::start(path.clone(), Map::new(), Duration::from_hours(1), || {}).unwrap();
    for (lang, theme) in [(Lang::En, Theme::Dark), (Lang::Zh, Theme::System), (Lang::En, Theme::System)] {
        keeper.keep(Settings { lang, theme, ..Settings::default() });
    }
    drop(keeper);
    let kept = read(&path, Settings::default());
    assert_eq!((kept.settings.lang, kept.settings.theme), (Lang::En, Theme::System));
}

fn saved(desk: &Desk) -> Vec<&Settings> {
    desk.effects
        .iter()
        .filter_map(|effect| if let Effect::SaveSettings(settings) = effect { Some(settings) } else { None })
        .collect()
}

#[test]
fn settings_are_saved_where_they_change_and_only_there() {
    let mut desk = Desk::new();
    desk.send(Command::SetTheme { theme: Theme::Light });
    desk.send(Command::SetHideMissing { hide: false });
    assert!(saved(&desk).is_empty());
    desk.send(Command::SetTheme { theme: Theme::Dark });
    desk.send(Command::SetHideMissing { hide: true });
    desk.send(Command::SetPanel { panel: "base".to_owned(), open: true, size_pt: None });
    let place = WindowPlace { size_pt: [1280.0, 720.0], maximised: false };
    desk.send(Command::SetWindowPlace { place });
    desk.send(Command::SetWindowPlace { place });
    assert_eq!(saved(&desk).len(), 4);
    let last = saved(&desk)[3];
    assert!(last.hide_missing && last.is_open("base", false));
    assert_eq!(last.window, Some(place));
    // Nothing of it is a step of undo.
    assert_eq!(desk.session.undo_name(), None);
}

#[test]
fn recent_files_are_the_last_twelve_and_missing_ones_are_known() {
    let mut desk = Desk::new();
    let paths: Vec<PathBuf> = (0..14).map(|number| desk.file(&format!("{number}.geojson"), LAND)).collect();
    for path in &paths {
        desk.send(Command::OpenFiles { paths: vec![path.clone()] });
    }
    desk.send(Command::OpenFiles { paths: vec![desk.path("nowhere.geojson"), "bundled:space/land".into()] });
    let expected: Vec<PathBuf> = paths.iter().rev().take(MOST_RECENTS).cloned().collect();
    assert_eq!(desk.session.settings().recents, expected);
    desk.send(Command::CheckRecents);
    assert!(desk.session.missing_recents().is_empty());
    std::fs::remove_file(&paths[12]).unwrap();
    desk.send(Command::CheckRecents);
    assert_eq!(desk.session.missing_recents(), [paths[12].clone()]);
    desk.send(Command::ForgetRecent { path: paths[12].clone() });
    assert_eq!(desk.session.settings().recents.len(), MOST_RECENTS - 1);
}

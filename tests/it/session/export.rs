//! Exports: what goes into the file, and that window and command line write the same bytes.

use super::desk::{Desk, json, midnight};
use std::sync::Arc;
use three_maps::app::export::{ExportSource, request};
use three_maps::app::{Command, Effect, ExportOptions, workspace};
use three_maps::filter::Filter;
use three_maps::layer::SourceBytes;
use three_maps::progress::{CancelToken, Silent};
use three_maps::read::{ReadOptions, read};
use three_maps::text::Lang;
use three_maps::write::Format;

#[test]
fn a_filtered_snapshot_holds_the_matching_features_without_private_fields() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu > 60");
    desk.send(Command::ExportDialog);
    assert!(
        matches!(desk.effects.last(), Some(Effect::ShowExportDialog { layer: shown, .. }) if *shown == layer)
    );
    let preview = desk.session.export_preview(layer, &ExportOptions::default()).unwrap();
    assert_eq!(preview.private, ["owner_tel", "start_price"]);
    assert_eq!(preview.fields, ["name", "parcel_no", "status", "area_mu"]);

    desk.save_as = Some(desk.path("out.geojson"));
    desk.send(Command::ChooseExportPath { layer, options: ExportOptions::default() });
    let written = json(&desk.path("out.geojson"));
    let features = written["features"].as_array().unwrap();
    assert_eq!(features.len(), 2);
    assert_eq!(features[0]["properties"]["name"], "沿江 22-14");
    assert!(features.iter().all(|feature| feature["properties"].get("owner_tel").is_none()));
    assert_eq!(desk.notices(), ["export-private-left-out", "export-done"]);
    assert!(desk.session.running().next().is_none());

    let options = ExportOptions { include_private: true, ..ExportOptions::default() };
    desk.send(Command::Export { layer, path: desk.path("all.geojson"), options });
    assert_eq!(json(&desk.path("all.geojson"))["features"][0]["properties"]["owner_tel"], "0571-1");
    let options = ExportOptions { include_private: true, ..ExportOptions::default() };
    desk.send(Command::ClearFilter { layer });
    desk.send(Command::Export { layer, path: desk.path("whole.geojson"), options });
    let bytes = std::fs::metadata(desk.path("whole.geojson")).unwrap().len();
    let said = desk.session.notices().last().unwrap().diagnostic.message(Lang::En);
    let thousands_apart = format!("{},{:03} bytes", bytes / 1000, bytes % 1000);
    assert!(bytes >= 1000 && said.ends_with(&thousands_apart), "{bytes}: {said}");
}

#[test]
fn window_and_command_line_write_identical_bytes() {
    let (mut desk, layer) = Desk::with_land();
    let text = "status = '闲置'";
    desk.filter(layer, text);
    for (format, ending) in [(Format::GeoJson, "geojson"), (Format::Csv, "csv")] {
        let options = ExportOptions { format, ..ExportOptions::default() };
        let from_window = desk.path(&format!("window.{ending}"));
        desk.send(Command::Export { layer, path: from_window.clone(), options: options.clone() });

        let source = SourceBytes::File(desk.path("land.geojson"));
        let read = read(&source, ReadOptions::default(), &Silent, &CancelToken::default());
        let read = Arc::new(read.unwrap());
        let filter = Filter::parse(text).unwrap();
        let source = ExportSource {
            layer: &read,
            naming: workspace::kind_of(&read).into(),
            filter: Some(&filter),
            rows: None,
            picked: None,
        };
        let from_line = desk.path(&format!("line.{ending}"));
        request(&source, &options, from_line.clone(), midnight())
            .write(&Silent, &CancelToken::default())
            .unwrap();
        assert_eq!(std::fs::read(from_window).unwrap(), std::fs::read(from_line).unwrap());
    }
}

#[test]
fn an_export_while_a_filter_runs_holds_the_filter_that_is_on_the_screen() {
    let (mut desk, layer) = Desk::with_land();
    desk.hold = true;
    desk.filter(layer, "area_mu > 100");
    desk.send(Command::Export { layer, path: desk.path("out.geojson"), options: ExportOptions::default() });
    // The export runs first: it must not use the rows of the filter before.
    let export = desk.held.pop_back().unwrap();
    desk.run(&export, &CancelToken::default());
    assert_eq!(json(&desk.path("out.geojson"))["features"].as_array().unwrap().len(), 1);
}

#[test]
fn nothing_is_written_where_text_and_rows_differ_or_a_field_is_unknown() {
    let (mut desk, layer) = Desk::with_land();
    desk.filter(layer, "area_mu >");
    let out = desk.file("out.geojson", "as it was");
    desk.send(Command::Export { layer, path: out.clone(), options: ExportOptions::default() });
    desk.filter(layer, "");
    let fields = Some(vec!["name".to_owned(), "nmae".to_owned()]);
    let options = ExportOptions { fields, ..ExportOptions::default() };
    desk.send(Command::Export { layer, path: out.clone(), options });
    assert_eq!(desk.notices(), ["export-filter-broken", "export-field-unknown"]);
    assert_eq!(std::fs::read_to_string(out).unwrap(), "as it was");
}

#[test]
fn a_failed_export_says_why_and_a_cancelled_one_leaves_the_earlier_file() {
    let (mut desk, layer) = Desk::with_land();
    let nowhere = desk.path("no such folder/out.geojson");
    desk.send(Command::Export { layer, path: nowhere, options: ExportOptions::default() });
    assert_eq!(desk.notices()[1], "write-failed");

    let out = desk.file("out.geojson", "as it was");
    desk.hold = true;
    desk.send(Command::Export { layer, path: out.clone(), options: ExportOptions::default() });
    let job = desk.held.pop_back().unwrap();
    desk.send(Command::CancelJob { job: job.id });
    assert_eq!(desk.cancelled(), [job.id]);
    let cancel = CancelToken::default();
    cancel.cancel();
    desk.run(&job, &cancel);
    assert_eq!(desk.notices().last(), Some(&"export-cancelled"));
    assert_eq!(std::fs::read_to_string(out).unwrap(), "as it was");
    assert!(desk.session.running().next().is_none());
}

#[test]
fn an_export_with_nothing_open_says_so() {
    let mut desk = Desk::new();
    desk.send(Command::ExportDialog);
    assert_eq!(desk.notices(), ["export-no-layer"]);
}

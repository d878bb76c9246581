//! What the program works out itself, in the table: with the decimals that it merits.

use crate::desk::Desk;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use three_maps::app::Command;
use three_maps::text::Lang;
use three_maps::ui::panels::bottom;

#[test]
fn what_is_worked_out_has_the_decimals_that_it_merits_and_a_mark() {
    for lang in [Lang::Zh, Lang::En] {
        let mut desk = Desk::empty(lang);
        let path = desk.path("land.geojson");
        let square = "[[[120.34,30.30],[120.3431,30.30],[120.3431,30.3023],[120.34,30.3023],[120.34,30.30]]]";
        let text_of_file = format!(
            r#"{{"type":"FeatureCollection","name":"闲置土地","features":[{{"type":"Feature","properties":{{"parcel_no":"A1","name":"甲","status":"闲置","contract_start":"2024-06-01"}},"geometry":{{"type":"Polygon","coordinates":{square}}}}}]}}"#
        );
        std::fs::write(&path, text_of_file).unwrap();
        desk.apply(Command::OpenFiles { paths: vec![path] });
        let layer = desk.layer();
        let entry = desk.session.document().layer(layer).unwrap();
        let area_mu = entry.layer.value("area_mu", 0).as_f64().unwrap();
        assert!((area_mu * 100.0).fract() > 1e-6, "the column has all its digits: {area_mu}");
        desk.apply(Command::ShowBottom { open: true });
        let mut harness = desk.harness([2400.0, 300.0], bottom::show);
        harness.run();
        let row = harness.get_by_label_contains("A1");
        let words = row.accesskit_node().label().unwrap();
        let number = three_maps::text::number_fixed(area_mu, 2);
        let ends = [format!(": {number}；"), format!(": {number}; ")];
        assert!(ends.iter().any(|end| words.contains(end.as_str())), "{number}: {words}");
    }
}

//! What holds of every brief.

use super::super::*;
use super::{any_need, any_sites, ask, rows_of, sites_of};
use proptest::prelude::*;

proptest! {
    #[test]
    fn loosening_never_loses_a_site_and_gains_what_it_says(brief in any_need(), rows in any_sites()) {
        let sites = [sites_of(&rows)];
        let answer = ask(&brief, &sites);
        let before = rows_of(&answer.matches);
        for (at, line) in brief.lines.iter().enumerate().filter(|(_, line)| line.must) {
            let Some(looser) = brief.loosened(at) else { continue };
            let after = rows_of(&ask(&looser, &sites).matches);
            prop_assert!(before.is_subset(&after), "{:?}: {:?} then {:?}", line, before, after);
            let gained = answer.loosen[at].as_ref().map_or(0, |loosened| loosened.sites);
            prop_assert_eq!(gained, after.len() - before.len());
            // The same the other way round: what is tightened never gains.
            let tight = ask(&looser, &sites);
            prop_assert!(rows_of(&tight.matches).len() >= before.len());
        }
    }

    #[test]
    fn unknown_never_passes_and_every_site_has_one_fate(brief in any_need(), rows in any_sites()) {
        let answer = ask(&brief, &[sites_of(&rows)]);
        let listed = answer.matches.count + answer.to_ask.count + answer.near.count;
        prop_assert_eq!(listed + answer.failed, rows.len());
        for site in &answer.matches.sites {
            for (line, judged) in brief.lines.iter().zip(&site.lines) {
                prop_assert!(!line.must || judged.verdict == Verdict::Pass);
            }
        }
        let groups = [&answer.matches, &answer.to_ask, &answer.near];
        for judged in groups.iter().flat_map(|group| &group.sites).flat_map(|site| &site.lines) {
            prop_assert_eq!(judged.missing.is_some(), judged.verdict == Verdict::Unknown);
            prop_assert!(judged.by.is_none_or(|by| by >= 0.0));
        }
    }

    #[test]
    fn equals_go_by_what_is_to_spare_up_to_the_limit_then_in_full(brief in any_need(), rows in any_sites()) {
        let matches = ask(&brief, &[sites_of(&rows)]).matches;
        for site in &matches.sites {
            prop_assert!(site.spare <= 1.0 && site.spare_in_full >= site.spare);
        }
        for pair in matches.sites.windows(2) {
            let key = |site: &Ranked| [site.points, site.spare, site.spare_in_full];
            prop_assert!(key(&pair[0]) >= key(&pair[1]), "{:?}", pair);
        }
    }

    #[test]
    fn the_ranking_does_not_depend_on_the_order_of_rows(brief in any_need(), rows in any_sites()) {
        let ids = |rows: &[[Option<u8>; 6]]| -> Vec<Vec<String>> {
            let site = sites_of(rows);
            let answer = ask(&brief, std::slice::from_ref(&site));
            [answer.matches, answer.to_ask, answer.near]
                .iter()
                .map(|group| {
                    let id = |site_at: &Ranked| site.layer.value("id", site_at.row as usize).to_text().into_owned();
                    group.sites.iter().map(id).collect()
                })
                .collect()
        };
        let turned: Vec<_> = rows.iter().rev().copied().collect();
        prop_assert_eq!(ids(&rows), ids(&turned));
    }
}

//! A brief of more reports than it can list.
// Tests stand at the edge: they write cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use detente_case::{Case, Input, ReadOptions};
use detente_exchange::brief::compose;

/// Fifty reports of a line each; of what they say little is told.
fn case(folder: &std::path::Path, reports: usize) -> Case {
    let mut case = Case::open(&folder.join("case.detente")).unwrap();
    let inputs: Vec<Input> = (0..reports)
        .map(|n| {
            let path = folder.join(format!("{n:02}.txt"));
            let (month, day) = (1 + n / 25, 1 + n % 25);
            let text = format!(
                "Fire at the border\n\nNAIROBI, 2024-{month:02}-{day:02} — Shells from Sudan killed {} \
                 people in Chad on Monday, the government of Chad said.\n",
                n + 2
            );
            std::fs::write(&path, text).unwrap();
            Input::Path(path)
        })
        .collect();
    case.read(&inputs, &ReadOptions::default(), &()).unwrap();
    case
}

#[test]
fn every_number_leads_to_a_report_that_is_listed() {
    for reports in [12, 50] {
        let folder = tempfile::tempdir().unwrap();
        let brief = compose(&case(folder.path(), reports), None).unwrap();
        let cited: Vec<_> = brief
            .sections
            .iter()
            .flat_map(|section| &section.lines)
            .flat_map(|line| &line.citations)
            .collect();
        assert!(cited.len() > 10, "{}", cited.len());
        for one in &cited {
            let listed = brief.reports.iter().find(|listed| listed.number == one.number);
            assert_eq!(listed.map(|listed| &listed.id), Some(&one.report));
        }
        assert!(brief.reports.windows(2).all(|two| two[0].date <= two[1].date));
        let unlisted = brief.gaps.iter().find(|gap| gap.contains("not listed"));
        match reports {
            12 => assert!(brief.reports.len() == 12 && unlisted.is_none(), "all are listed"),
            _ => {
                let listed = brief.reports.len();
                assert!(listed < reports, "only those that are cited");
                let told = format!("{} reports more, not cited here,", reports - listed);
                assert!(unlisted.unwrap().starts_with(&told), "{unlisted:?}");
            }
        }
    }
}

//! The founding case, where its reports lie beside the project; elsewhere this says so and passes.

use crate::harness::{Desk, root};
use std::path::PathBuf;

fn reports() -> Option<PathBuf> {
    let folder = root().join("../shared/reports");
    if !folder.is_dir() {
        println!("the founding reports are not at {}: nothing to check", folder.display());
        return None;
    }
    Some(folder)
}

const NOT_THE_REPORTS: [&str; 6] = [
    "Leave a Reply",
    "two × 4",
    "Please follow and like us",
    "Skip to main content",
    "Recommended Articles",
    "Social Share Buttons",
];

#[test]
fn five_reports_are_read_and_verified() {
    let Some(folder) = reports() else { return };
    let desk = Desk::new();
    desk.expect(0, &["read".as_ref(), "--quiet".as_ref(), folder.as_os_str()]);
    assert_eq!(desk.rows("reports").len(), 5, "five reports");
    assert!(desk.rows("refused").is_empty(), "none refused");
    desk.expect(0, &["verify"]);
    for (id, text) in desk.readings() {
        for words in NOT_THE_REPORTS {
            assert!(!text.contains(words), "{words:?} is in the reading text of {id}");
        }
    }
}

#[test]
fn every_look_alike_of_the_first_report_reads_as_english() {
    let Some(folder) = reports() else { return };
    let desk = Desk::new();
    let first = std::fs::read_dir(&folder)
        .expect("a folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("000_"))
        })
        .expect("the first report");
    desk.expect(0, &["read".as_ref(), "--quiet".as_ref(), first.as_os_str()]);
    let row = &desk.rows("reports")[0];
    let notes: Vec<_> = row["notes"].as_array().expect("notes").iter().collect();
    let folded: Vec<_> = notes.iter().filter(|note| note["kind"] == "mixed-script").collect();
    assert_eq!(folded.len(), 230, "every mixed or look-alike word leaves a note");
    for note in folded {
        let part = &note["evidence"]["parts"][0];
        let (quote, reading) =
            (part["quote"].as_str().expect("quote"), part["reading"].as_str().expect("reading"));
        assert!(reading.is_ascii(), "{quote:?} reads as {reading:?}");
        assert_ne!(quote, reading, "quoted as written");
    }
    let (_, text) = &desk.readings()[0];
    assert!(!text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)), "no Cyrillic is left");
}

#[test]
fn the_denial_of_the_sixty_three_is_kept_with_its_words() {
    let Some(folder) = reports() else { return };
    let desk = Desk::new();
    desk.expect(0, &["read".as_ref(), "--quiet".as_ref(), folder.as_os_str()]);
    let statements = desk.rows("statements");
    let denial = statements.iter().find(|s| {
        matches!(s["act"].as_str(), Some("rejects" | "denies"))
            && s["content"].as_str().is_some_and(|content| content.contains("63"))
    });
    assert!(denial.is_some(), "someone denies or rejects the 63: {statements:#?}");
    let events = desk.rows("events");
    let killed = |n: f64| {
        events.iter().any(|event| {
            let quantities = event["quantities"].as_array().cloned().unwrap_or_default();
            quantities.iter().any(|q| q["role"] == "killed" && q["value"].as_f64() == Some(n))
        })
    };
    assert!(killed(43.0), "the 43 dead of the airport");
    assert!(killed(63.0), "the 63 that one side claims");
}

fn dispute<'a>(all: &'a [serde_json::Value], kind: &str, word: &str) -> &'a serde_json::Value {
    let found = all.iter().find(|one| {
        one["kind"] == kind && one["text"].as_str().is_some_and(|text| text.contains(word))
    });
    found.unwrap_or_else(|| panic!("a dispute of {kind} over {word:?} in {all:#?}"))
}

#[test]
fn what_five_reports_come_to() {
    let Some(folder) = reports() else { return };
    let desk = Desk::new();
    desk.expect(0, &["read".as_ref(), "--quiet".as_ref(), folder.as_os_str()]);
    let disputes = desk.rows("disputes");
    // The 63: one side tells it, a centre of the other says that it was not so.
    let troops = dispute(&disputes, "occurrence", "63");
    assert_eq!(troops["relation"], "conflict");
    let stances: Vec<_> = troops["positions"].as_array().expect("positions").iter().collect();
    assert!(stances.iter().any(|p| p["stance"] == "asserts" && p["holder"]["country"] == "TUR"));
    assert!(stances.iter().any(|p| p["stance"] == "denies" && p["holder"]["country"] == "RUS"));
    // Fourteen in a week and 59 in a conflict count other times.
    let scope = dispute(&disputes, "quantity", "59");
    assert_eq!(scope["relation"], "scope-difference");
    // The memorandum, with who has to do what and who says that it was broken.
    let agreements = desk.rows("agreements");
    let sochi = agreements.iter().find(|one| one["id"] == "agreement:sochi-memorandum-2018");
    let sochi = sochi.unwrap_or_else(|| panic!("the memorandum in {agreements:#?}"));
    let obligations = sochi["obligations"].as_array().expect("obligations");
    let breached = obligations
        .iter()
        .any(|one| one["performer"]["country"] == "TUR" && one["standing"] == "said-breached");
    assert!(breached, "Turkey is said to have broken it: {obligations:#?}");
    // When three of them were written; the other two need more than they say.
    let from = |start: &str| {
        let reports = desk.rows("reports");
        let found = reports.iter().find(|one| {
            one["path"].as_str().is_some_and(|path| path.contains(&format!("/{start}")))
        });
        found.and_then(|one| one["published"]["from"].as_str().map(str::to_owned))
    };
    assert!(from("001_").is_some_and(|day| day.starts_with("2020-02-1")));
    assert!(from("002_").is_some_and(|day| day.starts_with("2018-11-1")));
    assert!(from("004_").is_some_and(|day| day.starts_with("2016-07-0")));
}

#[test]
fn the_meeting_in_munich_is_one_and_the_relation_falls_rises_and_falls() {
    let Some(folder) = reports() else { return };
    let desk = Desk::new();
    desk.expect(0, &["read".as_ref(), "--quiet".as_ref(), folder.as_os_str()]);
    let met: Vec<_> = desk
        .rows("incidents")
        .into_iter()
        .filter(|one| one["type"] == "CONSULT" && one["date"]["edtf"] == "2020-02-15")
        .collect();
    assert_eq!(met.len(), 1, "{met:#?}");
    assert_eq!(met[0]["reports"].as_array().map(Vec::len), Some(2), "told by two: {met:#?}");
    let all = desk.rows("relations");
    let pair = |row: &&serde_json::Value| {
        row["directed"] == false
            && [&row["a"], &row["b"]]
                .iter()
                .all(|side| matches!(side["country"].as_str(), Some("RUS" | "TUR")))
    };
    let nets: Vec<(String, f64)> = all
        .iter()
        .filter(pair)
        .filter_map(|row| Some((row["from"].as_str()?.to_owned(), row["net"].as_f64()?)))
        .collect();
    let in_year = |year: &str| {
        let of: Vec<f64> =
            nets.iter().filter(|(day, _)| day.starts_with(year)).map(|(_, net)| *net).collect();
        assert!(!of.is_empty(), "something of {year}: {nets:?}");
        of
    };
    assert!(in_year("2015").iter().all(|net| *net < -0.5), "the jet");
    assert!(in_year("2016").iter().all(|net| *net > 0.5), "the regret");
    assert!(in_year("2018").iter().all(|net| *net > 0.5), "Sochi");
    assert!(in_year("2020").iter().all(|net| *net < 0.5), "February");
}

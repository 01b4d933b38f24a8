//! What an analyst says, as the command takes it and shows it.

use crate::harness::Desk;
use serde_json::Value;

const REPORT: &str = "Shells hit Khartoum market\n\nKHARTOUM, June 1, 2023 (Nile Gazette) - Shells hit a crowded \
    market in Khartoum on Wednesday, killing 18 people, a committee of residents said.\n";
const OTHER: &str = "Market under fire\n\nKHARTOUM, June 1, 2023 - At least 11 people were killed on Wednesday \
    when shells hit a market in Khartoum, doctors said.\n";

pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("in/a.txt", REPORT);
    desk.file("in/b.txt", OTHER);
    desk.expect(0, &["read", "--quiet", "in"]);
    desk
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Every table, exported.
fn exported(desk: &Desk, folder: &str) -> Vec<(String, String)> {
    desk.expect(0, &["export", "jsonl", "-o", folder]);
    let files = std::fs::read_dir(desk.path(folder)).expect("a folder");
    let mut all: Vec<(String, String)> = files
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("text"))
        })
        .collect();
    all.sort();
    all
}

fn by(desk: &Desk, arguments: &[&str]) -> std::process::Output {
    desk.command().env("DETENTE_AUTHOR", "A. Analyst").args(arguments).output().expect("starts")
}

#[test]
fn a_correction_is_kept_shown_and_undone_to_the_very_bytes() {
    let desk = desk();
    let before = exported(&desk, "before");
    let id = desk.rows("events")[0]["id"].as_str().expect("an id").to_owned();
    let made =
        by(&desk, &["correct", "re-date", &id, "2023-05-30", "--reason", "the ministry said so"]);
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert_eq!(made.status.code(), Some(0), "{said}");
    assert!(said.contains("correction 1") && said.contains("undo 1"), "{said}");
    desk.expect(0, &["reread", "--quiet"]);
    let row = lines(&desk.expect(0, &["show", &id])).remove(0);
    assert_eq!(row["date"]["edtf"], "2023-05-30");
    let review = &row["review"];
    assert_eq!((&review["state"], &review["by"]), (&"corrected".into(), &"A. Analyst".into()));
    assert_eq!(review["was"]["date"]["text"], "Wednesday");
    let why = desk.expect(0, &["why", &id, "--format", "table"]);
    let first = why.lines().nth(1).expect("a step");
    assert!(first.contains("review") && first.contains("the ministry said so"), "{why}");
    let listed = lines(&desk.expect(0, &["corrections"]));
    assert_eq!((&listed[0]["state"], &listed[0]["rows"][0]), (&"in-force".into(), &row["id"]));
    assert!(desk.expect(0, &["corrections", "--format", "table"]).contains("re-date event"));
    desk.expect(0, &["corrections", "--format", "csv"]);
    desk.expect(0, &["verify", "--quiet"]);
    assert_ne!(exported(&desk, "corrected"), before);
    assert_eq!(
        by(&desk, &["corrections", "undo", "1", "--reason", "it did not"]).status.code(),
        Some(0)
    );
    assert_eq!(exported(&desk, "after"), before, "the very bytes of before");
    desk.expect(0, &["verify", "--quiet"]);
    let note = lines(&desk.expect(0, &["corrections"])).remove(0)["note"].to_string();
    assert!(note.contains("it did not"), "{note}");
}

#[test]
fn who_says_it_and_why_must_be_told() {
    let desk = desk();
    let id = desk.rows("events")[0]["id"].as_str().expect("an id").to_owned();
    for arguments in [
        vec!["correct", "reject", &id, "--reason", "a drill"],
        vec!["correct", "reject", &id, "--author", "A. Analyst"],
        vec!["correct", "reject", &id, "--author", "A. Analyst", "--reason", " "],
        vec!["corrections", "undo", "7", "--author", "A. Analyst"],
    ] {
        let output = desk.command().env_remove("DETENTE_AUTHOR").args(&arguments).output();
        assert_eq!(output.expect("starts").status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(desk.expect(0, &["corrections"]), "");
    assert!(desk.expect(0, &["correct", "--help"]).contains("Examples:"));
    desk.expect(
        2,
        &["--case", "none.detente", "correct", "reject", &id, "--author", "A", "--reason", "b"],
    );
    assert!(!desk.path("none.detente").exists(), "a slip of the name makes no case");
}

#[test]
fn an_id_that_is_not_there_is_answered_with_those_near_it() {
    let desk = desk();
    let id = desk.rows("events")[0]["id"].as_str().expect("an id").to_owned();
    let slip = format!("{}zz", &id[..6]);
    let output = by(&desk, &["correct", "confirm", &slip, "--reason", "seen"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains(&format!("near it are {id} (event)")), "{said}");
}

#[test]
fn a_rejected_row_is_in_no_brief() {
    let desk = desk();
    let before = desk.expect(0, &["brief"]);
    assert!(before.contains("18") && before.contains("killed"), "{before}");
    for row in desk.rows("events") {
        let id = row["id"].as_str().expect("an id");
        let output = by(&desk, &["correct", "reject", id, "--reason", "\u{1b}[31ma drill"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    assert!(desk.rows("incidents").is_empty());
    assert!(desk.rows("events").iter().all(|row| row["review"]["state"] == "rejected"));
    assert!(!desk.expect(0, &["brief"]).contains("## Dead and wounded"));
    // What an analyst writes steers no terminal either.
    let table = desk.expect(0, &["corrections", "--format", "table"]);
    assert!(!table.contains('\u{1b}'), "{table:?}");
}

#[test]
fn a_case_is_merged_with_its_corrections() {
    let desk = desk();
    let id = desk.rows("events")[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        by(&desk, &["correct", "reject", &id, "--reason", "a drill"]).status.code(),
        Some(0)
    );
    let before = exported(&desk, "before");
    desk.file(
        "other/c.txt",
        "Talks\n\nCAIRO, June 3, 2023 - Egypt and Sudan held talks in Cairo on Friday.\n",
    );
    desk.expect(0, &["--case", "new.detente", "read", "--quiet", "other"]);
    let merged = desk.run(["--case", "new.detente", "merge", "case.detente"]);
    let said = String::from_utf8_lossy(&merged.stderr).into_owned();
    assert_eq!(merged.status.code(), Some(0), "{said}");
    assert!(said.contains("2 reports added") && said.contains("1 correction taken"), "{said}");
    desk.expect(0, &["--case", "new.detente", "verify", "--quiet"]);
    assert_eq!(exported(&desk, "after"), before, "the other case is not changed");
    desk.expect(2, &["--case", "new.detente", "merge", "none.detente"]);
    desk.expect(2, &["--case", "slip.detente", "merge", "none.detente"]);
    assert!(!desk.path("slip.detente").exists());
}

//! The examples: read in every format, whole records held against what is expected of them.

use crate::harness::{Desk, root};
use std::path::PathBuf;

fn examples() -> PathBuf {
    root().join("examples")
}

fn read() -> Desk {
    let desk = Desk::new();
    let status = desk.command().args(["read", "--quiet"]).arg(examples()).status().expect("starts");
    assert_eq!(status.code(), Some(0), "every example is read");
    desk
}

/// Compares with a file of the expected record; `UPDATE_EXPECTED=1` writes it anew for review.
pub(crate) fn compare(name: &str, found: &str) {
    let path = root().join("tests/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, found).expect("written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == found {
        return;
    }
    let mut difference = String::new();
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
    for line in old.iter().filter(|line| !new.contains(line)).take(20) {
        difference += &format!("- {line}\n");
    }
    for line in new.iter().filter(|line| !old.contains(line)).take(20) {
        difference += &format!("+ {line}\n");
    }
    panic!(
        "{} differs from what is expected; if the change is meant, run the test with \
         UPDATE_EXPECTED=1 and review the difference\n{difference}",
        path.display()
    );
}

/// Paths as in the record hang on where the project lies; only the part below it is compared.
pub(crate) fn without_place(dump: &str) -> String {
    dump.replace(&format!("{}/", root().display()), "")
}

#[test]
fn the_record_of_the_examples_is_as_expected() {
    let desk = read();
    compare("examples.jsonl", &without_place(&desk.dump()));
    desk.expect(0, &["verify", "--quiet"]);
}

#[test]
fn the_brief_of_the_examples_is_as_expected_and_cites_every_line() {
    let desk = Desk::new();
    let output =
        desk.command().args(["brief", "--quiet"]).arg(examples()).output().expect("starts");
    assert_eq!(output.status.code(), Some(0));
    let brief = String::from_utf8(output.stdout).expect("UTF-8");
    compare("brief.md", &without_place(&brief));
    let cited = brief.split("\n## Reports").next().expect("sections");
    for line in cited.lines().filter(|line| line.starts_with("- ") && !line.starts_with("- … and"))
    {
        assert!(line.ends_with(']'), "every line is cited: {line}");
    }
}

#[test]
fn how_two_stood_is_drawn_in_the_page_and_nowhere_else() {
    let desk = Desk::new();
    let brief = |format: &str| {
        let mut command = desk.command();
        let output =
            command.args(["brief", "--quiet", "--format", format]).arg(examples()).output();
        String::from_utf8(output.expect("starts").stdout).expect("UTF-8")
    };
    let page = brief("html");
    assert!(page.contains("<figure><svg ") && page.contains("<title>How Sudan and "), "drawn");
    assert!(!brief("md").contains("<svg"));
    let json = brief("json");
    assert!(!json.contains("<svg") && !json.contains("half-life"), "no rows of periods");
}

#[test]
fn order_and_threads_make_no_difference() {
    let one = Desk::new();
    let many = Desk::new();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(examples())
        .expect("examples")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    folders.sort();
    let read = |desk: &Desk, threads: &str, paths: &[PathBuf]| {
        let status =
            desk.command().args(["read", "--quiet", "--threads", threads]).args(paths).status();
        assert_eq!(status.expect("starts").code(), Some(0));
    };
    read(&one, "1", &folders);
    folders.reverse();
    for folder in &folders {
        read(&many, "4", std::slice::from_ref(folder));
    }
    assert_eq!(one.dump(), many.dump(), "the same record");
}

#[test]
fn removed_and_read_again_gives_the_same_record() {
    let desk = read();
    let before = desk.dump();
    let id = desk.rows("reports")[3]["id"].as_str().expect("an id").to_owned();
    desk.expect(0, &["remove", "--quiet", &id, "--reason", "a test"]);
    assert_ne!(desk.dump(), before, "it is gone");
    let again = desk.command().args(["read", "--quiet", "--again"]).arg(examples()).status();
    assert_eq!(again.expect("starts").code(), Some(0));
    assert_eq!(desk.dump(), before, "the same bytes out");
    desk.expect(0, &["reread", "--quiet"]);
    assert_eq!(desk.dump(), before, "derived again, the same");
}

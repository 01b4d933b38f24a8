//! The command itself: exit codes, forms of output, terminals, pipes.

use crate::harness::{Desk, root};
use std::io::Read;
use std::process::Stdio;

const REPORT: &str = "Envoys meet in Geneva\n\nGENEVA, March 3, 2020 (Lakeside Wire) — Envoys of the two \
    governments met here on Tuesday. At least 12 soldiers were killed in the valley, the governor said.\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("in/a.txt", REPORT);
    desk.expect(0, &["read", "--quiet", "in"]);
    desk
}

#[test]
fn reading_twice_adds_nothing() {
    let desk = desk();
    let before = desk.dump();
    let output = desk.run(["read", "in"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("0 reports added") && said.contains("1 known already"), "{said}");
    assert_eq!(desk.dump(), before);
}

#[test]
fn exit_codes_are_as_documented() {
    let desk = desk();
    desk.file("in/b.bin", [0u8, 1, 2, 3, 255, 254, 0, 0, 7]);
    desk.expect(1, &["read", "--quiet", "in"]);
    assert_eq!(desk.rows("refused").len(), 1);
    desk.expect(2, &["reed", "in"]);
    desk.expect(2, &["reports", "--from", "yesterday"]);
    desk.expect(2, &["show", "ffffffff"]);
    desk.expect(2, &["--case", "none.detente", "reports"]);
    std::fs::write(desk.path("case.detente"), vec![b'x'; 8192]).expect("written");
    desk.expect(3, &["reports"]);
}

#[test]
fn the_version_names_the_commit_it_was_built_from() {
    let said = Desk::new().expect(0, &["--version"]);
    let plain = concat!("detente ", env!("CARGO_PKG_VERSION"));
    let commit = std::process::Command::new("git")
        .args(["log", "-1", "--abbrev=12", "--format=%h %cs"])
        .current_dir(root())
        .output();
    // A tree that was unpacked from an archive has no history, and not every machine has git.
    match commit.ok().filter(|_| root().join(".git").exists()).filter(|git| git.status.success()) {
        Some(commit) => {
            let commit = String::from_utf8(commit.stdout).expect("git writes UTF-8");
            let expected = format!("{plain} ({}", commit.trim());
            assert!(said.starts_with(&expected), "{said} does not begin with {expected}");
        }
        None => assert!(said.starts_with(plain), "{said}"),
    }
}

#[test]
fn a_mistyped_command_is_answered_with_a_suggestion() {
    let output = desk().run(["statments"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("statements"), "{said}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    for i in 0..400 {
        desk.file(&format!("in/{i}.txt"), format!("{REPORT}\nThe report of day {i} ends here.\n"));
    }
    desk.expect(0, &["read", "--quiet", "in"]);
    let mut child = desk
        .command()
        .arg("reports")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut [0; 10]).expect("some rows");
    drop(out);
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn control_characters_of_a_report_never_reach_the_terminal() {
    let desk = Desk::new();
    desk.file("in/a.txt", "Talks \u{1b}[31mopen\u{9b}2J\n\nThe envoy \u{1b}]0;owned\u{7} said: “We are\u{202e} here.”\n");
    desk.expect(0, &["read", "--quiet", "in"]);
    let id = desk.rows("reports")[0]["id"].as_str().expect("id").to_owned();
    let commands: [&[&str]; 7] = [
        &["reports", "--format", "table"],
        &["reports", "--format", "jsonl"],
        &["show", &id, "--format", "table"],
        &["why", &id, "--format", "table"],
        &["search", "envoy", "--format", "table"],
        &["statements", "--format", "table"],
        &["brief"],
    ];
    for command in commands {
        let out = desk.expect(0, command);
        let bad = out.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bad, None, "{command:?} lets {bad:?} through");
    }
}

#[test]
fn markup_of_a_report_is_escaped_in_the_brief() {
    let desk = Desk::new();
    let text = "A title with *stars* and <b>tags</b>\n\nThe minister of the north said: “We <script>alert(1)</script> reject [this](http://x).”\n";
    desk.file("in/a.txt", text);
    let markdown = desk.expect(0, &["brief", "--quiet", "in"]);
    assert!(!markdown.contains(" <b>") && !markdown.contains(" <script>"), "{markdown}");
    let page = desk.expect(0, &["brief", "--quiet", "--format", "html", "in"]);
    assert!(!page.contains("<script"), "{page}");
}

#[test]
fn search_words_are_words_whatever_they_hold() {
    let desk = desk();
    assert!(desk.expect(0, &["search", "Geneva"]).contains("Geneva"));
    assert!(desk.expect(0, &["search", "\"two governments\""]).contains("governments"));
    assert_eq!(desk.expect(0, &["search", "\"governments two\""]), "");
    for hostile in [
        "a AND",
        "NEAR(",
        "\"",
        "col:",
        "*",
        "^x",
        "-geneva",
        "'; DROP TABLE reports; --",
        "(",
        "{a b}:c",
    ] {
        let output = desk.run(["search", "--", hostile]);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{hostile}: {output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("fts5") && !said.contains("syntax"), "{hostile}: {said}");
    }
    assert_eq!(desk.rows("reports").len(), 1);
}

#[test]
fn no_color_is_respected() {
    let desk = desk();
    let output = desk
        .command()
        .env("NO_COLOR", "1")
        .args(["reports", "--format", "table"])
        .output()
        .expect("starts");
    assert!(!output.stdout.contains(&0x1b));
    let always = desk.run(["reports", "--format", "table", "--color", "always"]);
    assert!(always.stdout.contains(&0x1b), "asked for, colours come");
}

#[test]
fn json_lines_come_from_standard_input() {
    let desk = Desk::new();
    let mut child = desk
        .command()
        .args(["read", "--quiet", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("starts");
    let lines = "{\"title\":\"One\",\"text\":\"The first convoy crossed the river.\"}\n{\"text\":\"The second one did not.\"}\n";
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), lines.as_bytes())
        .expect("written");
    assert_eq!(child.wait().expect("ends").code(), Some(0));
    assert_eq!(desk.rows("reports").len(), 2);
    desk.expect(0, &["verify"]);
}

#[test]
fn every_form_of_rows_has_all_rows() {
    let desk = desk();
    let csv = desk.expect(0, &["reports", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 2, "a heading and a row: {csv}");
    assert!(csv.starts_with("id,path,url,outlet,title"), "{csv}");
    desk.expect(0, &["export", "jsonl", "-o", "out"]);
    let exported = std::fs::read_to_string(desk.path("out/reports.jsonl")).expect("exported");
    assert_eq!(exported, desk.expect(0, &["reports"]));
    desk.expect(2, &["export", "csv"]);
}

#[test]
fn a_flipped_quote_fails_the_verification() {
    let desk = desk();
    desk.expect(0, &["verify"]);
    let case = rusqlite::Connection::open(desk.path("case.detente")).expect("SQLite");
    let changed = case
        .execute("UPDATE events SET evidence = replace(evidence, '12', '13')", [])
        .expect("an update");
    assert!(changed > 0, "the example gives an event");
    drop(case);
    desk.expect(4, &["verify"]);
}

#[test]
fn help_manual_and_completions_are_there() {
    let desk = Desk::new();
    assert!(desk.expect(0, &["--help"]).contains("Examples:"));
    assert!(desk.expect(0, &["read", "--help"]).contains("Examples:"));
    assert!(desk.expect(0, &["man"]).contains("detente"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(desk.expect(0, &["completions", shell]).contains("detente"), "{shell}");
    }
}

#[test]
fn a_backup_can_be_restored() {
    let desk = desk();
    let before = desk.dump();
    desk.expect(0, &["backup", "--quiet", "copy.detente"]);
    let id = desk.rows("reports")[0]["id"].as_str().expect("id").to_owned();
    desk.expect(0, &["remove", "--quiet", &id]);
    desk.expect(0, &["restore", "--quiet", "copy.detente"]);
    assert_eq!(desk.dump(), before);
    desk.expect(0, &["doctor"]);
}

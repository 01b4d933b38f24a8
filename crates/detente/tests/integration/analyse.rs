//! `detente analyse`: the language analysis as CoNLL-U and JSON Lines.

use crate::harness::Desk;
use serde_json::Value;

const REPORT: &str = "Shelling near the port\n\nThe army said on Monday that rebels had shelled the port of \
    Hodeidah. The rebels denied it. Both sides agreed to withdraw their guns by 15 October.\n";

#[test]
fn conllu_has_ten_columns_and_one_tree_a_sentence() {
    let desk = Desk::new();
    desk.file("a.txt", REPORT);
    let text = desk.expect(0, &["analyse", "a.txt"]);
    assert!(text.starts_with("# newdoc id = "), "{text}");
    for block in text.trim_end().split("\n\n") {
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        assert!(rows.iter().all(|row| row.len() == 10), "{block}");
        assert_eq!(rows.iter().filter(|row| row[6] == "0").count(), 1, "one root:\n{block}");
        assert!(rows.iter().zip(1..).all(|(row, n): (_, usize)| row[0] == n.to_string()));
    }
    let row = |form: &str| {
        text.lines()
            .find(|line| line.split('\t').nth(1) == Some(form))
            .unwrap_or_else(|| panic!("no word {form} in\n{text}"))
            .to_owned()
    };
    assert!(row("Hodeidah").contains("Name=B-GPE"));
    assert!(row("withdraw").contains("Status=planned"));
    assert!(row("shelled").contains("Status=happened"));
    assert!(row("said").contains("Cue=1"));
}

#[test]
fn jsonl_gives_ranges_in_the_reading_text() {
    let desk = Desk::new();
    desk.file("a.txt", REPORT);
    let line = desk.expect(0, &["analyse", "--format", "jsonl", "a.txt"]);
    let row: Value = serde_json::from_str(&line).expect("one object");
    assert_eq!(row["analysed"], true);
    let text: Vec<char> = REPORT.chars().collect();
    for name in row["names"].as_array().expect("names") {
        let [start, end] = [0, 1].map(|n| name["chars"][n].as_u64().expect("a number") as usize);
        let words: String = text[start..end].iter().collect();
        assert_eq!(name["text"], words);
    }
    let said = &row["attributions"][0];
    assert_eq!(said["cue"]["text"], "said");
    assert_eq!(said["source"][0]["text"], "The army");
}

#[test]
fn a_report_in_another_language_is_said_to_be_unread() {
    let desk = Desk::new();
    desk.file(
        "a.txt",
        "Министерство обороны заявило, что войска покинули город. Жители это отрицают.\n",
    );
    let text = desk.expect(0, &["analyse", "a.txt"]);
    assert!(text.contains("# not analysed: the language is ru"), "{text}");
}

#[test]
fn every_member_of_a_stream_is_a_report() {
    let desk = Desk::new();
    desk.file(
        "w.jsonl",
        "{\"text\":\"Talks began in Juba.\"}\n{\"text\":\"Talks ended in Juba.\"}\n",
    );
    let lines = desk.expect(0, &["analyse", "--format", "jsonl", "w.jsonl"]);
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let desk = Desk::new();
    desk.file("a.txt", REPORT);
    desk.file("b.bin", [0u8, 1, 2, 3, 255, 254, 0, 0, 7]);
    std::fs::create_dir(desk.path("folder")).expect("made");
    let output = desk.run(["analyse", "b.bin", "none.txt", "folder", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for name in ["b.bin: ", "none.txt: ", "folder: "] {
        assert!(said.contains(name), "{name} in\n{said}");
    }
    assert!(String::from_utf8_lossy(&output.stdout).contains("Hodeidah"));
}

#[test]
fn a_model_that_cannot_be_used_says_why_and_the_way_out() {
    let desk = Desk::new();
    desk.file("a.txt", REPORT);
    desk.file("broken.safetensors", "no model");
    for (file, expected) in [
        ("none.safetensors", "without --model the one that came along is used"),
        ("broken.safetensors", "copy it again"),
    ] {
        let output = desk.run(["analyse", "--model", file, "a.txt"]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(file) && said.contains(expected), "{said}");
    }
}

#[test]
fn doctor_names_the_model() {
    let desk = Desk::new();
    desk.file("a.txt", REPORT);
    desk.expect(0, &["read", "--quiet", "a.txt"]);
    let rows = desk.expect(0, &["doctor"]);
    assert!(rows.contains("\"name\":\"model\""), "{rows}");
}

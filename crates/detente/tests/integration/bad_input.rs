//! Hostile and broken inputs: a clear refusal that names the input, the rest read, no panic.

use crate::harness::Desk;
use std::io::Write;
use std::path::Path;

const GOOD: &str =
    "The two sides met again.\n\nThey agreed to keep talking, an official said on Monday.\n";

/// Reads a folder that holds one good report and something bad; gives the refusals.
fn refusals(desk: &Desk, reason: &str) -> Vec<String> {
    desk.file("in/good.txt", GOOD);
    desk.expect(1, &["read", "--quiet", "in"]);
    let refused = desk.rows("refused");
    assert!(
        refused.iter().any(|row| row["reason"] == reason),
        "expected a refusal as {reason}, got {refused:#?}"
    );
    let good = desk.rows("reports");
    let read =
        |row: &serde_json::Value| row["path"].as_str().is_some_and(|p| p.ends_with("good.txt"));
    assert!(good.iter().any(read), "the rest is read");
    desk.expect(0, &["verify", "--quiet"]);
    refused.iter().map(|row| format!("{}: {}", row["path"], row["detail"])).collect()
}

#[test]
fn an_empty_file() {
    let desk = Desk::new();
    desk.file("in/bad.txt", "");
    let said = refusals(&desk, "empty");
    assert!(said[0].contains("bad.txt"), "{said:?}");
}

#[test]
fn bytes_that_are_no_text() {
    let desk = Desk::new();
    let noise: Vec<u8> =
        (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    desk.file("in/bad.bin", noise);
    refusals(&desk, "not-text");
}

#[test]
fn a_file_above_the_limit_is_not_loaded() {
    let desk = Desk::new();
    let path = desk.file("in/bad.txt", "");
    let file = std::fs::File::options().write(true).open(path).expect("open");
    // Sparse: two gigabytes of nothing on disk.
    file.set_len(2 << 30).expect("room");
    desk.file("in/good.txt", GOOD);
    desk.expect(1, &["read", "--quiet", "in"]);
    let reason = desk.rows("refused")[0]["reason"].as_str().expect("reason").to_owned();
    assert!(reason == "too-large" || reason == "not-text", "{reason}");
    assert_eq!(desk.rows("reports").len(), 1);
}

#[test]
fn a_single_line_of_fifty_megabytes() {
    let desk = Desk::new();
    desk.file("in/bad.txt", "word ".repeat(10 << 20));
    let said = refusals(&desk, "too-large");
    assert!(said.iter().any(|line| line.contains("limit")), "{said:?}");
}

#[test]
fn a_zip_bomb() {
    let desk = Desk::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).expect("an entry");
    zip.write_all(&vec![b'a'; 30 << 20]).expect("written");
    desk.file("in/bomb.zip", zip.finish().expect("finished").into_inner());
    refusals(&desk, "expands-too-far");
}

#[test]
fn archives_nested_too_deep() {
    let desk = Desk::new();
    let mut inner = GOOD.as_bytes().to_vec();
    let mut name = "a.txt".to_owned();
    for depth in 0..4 {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
        zip.start_file(&name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&inner).expect("written");
        inner = zip.finish().expect("finished").into_inner();
        name = format!("{depth}.zip");
    }
    desk.file("in/deep.zip", inner);
    refusals(&desk, "archive-too-deep");
}

#[test]
fn html_nested_a_hundred_thousand_deep() {
    let desk = Desk::new();
    let page = format!("<html><body>{}<p>{GOOD}</p>", "<div>".repeat(100_000));
    desk.file("in/deep.html", page);
    desk.expect(0, &["read", "--quiet", "in"]);
    assert_eq!(desk.rows("reports").len(), 1);
}

#[test]
fn a_truncated_gzip() {
    let desk = Desk::new();
    let mut gzip = flate2::write::GzEncoder::new(vec![], flate2::Compression::default());
    let lines: String =
        (0..500).map(|i| format!("{{\"text\":\"Report number {i} of the day.\"}}\n")).collect();
    gzip.write_all(lines.as_bytes()).expect("written");
    let whole = gzip.finish().expect("finished");
    desk.file("in/cut.jsonl.gz", &whole[..whole.len() / 2]);
    refusals(&desk, "damaged");
}

#[test]
fn a_pdf_without_text_and_one_that_is_none() {
    let desk = Desk::new();
    desk.file("in/bad.pdf", "%PDF-1.4\nthis is no PDF at all\n%%EOF");
    desk.file("in/good.txt", GOOD);
    desk.expect(1, &["read", "--quiet", "in"]);
    let refused = desk.rows("refused");
    let reason = refused[0]["reason"].as_str().expect("reason");
    assert!(matches!(reason, "damaged" | "no-text" | "unknown-format"), "{refused:#?}");
    assert!(refused[0]["detail"].as_str().is_some_and(|d| !d.contains("panicked")));
}

#[test]
fn a_path_that_does_not_exist() {
    let desk = Desk::new();
    desk.file("good.txt", GOOD);
    desk.expect(1, &["read", "--quiet", "good.txt", "missing.txt"]);
    assert!(desk.rows("refused")[0]["path"].as_str().is_some_and(|p| p.contains("missing.txt")));
}

#[cfg(unix)]
#[test]
fn odd_names_and_a_loop_of_links() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    let odd = std::ffi::OsStr::from_bytes(b"od\xffd \n name.txt");
    std::fs::create_dir_all(desk.path("in")).expect("made");
    std::fs::write(desk.path("in").join(odd), GOOD).expect("written");
    std::os::unix::fs::symlink(".", desk.path("in/loop")).expect("a link");
    std::os::unix::fs::symlink("nowhere", desk.path("in/dangling")).expect("a link");
    let output = desk.run(["read", "--quiet", "in"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert_eq!(desk.rows("reports").len(), 1, "read once");
}

#[test]
fn two_writers() {
    let desk = Desk::new();
    desk.file("in/good.txt", GOOD);
    desk.expect(0, &["read", "--quiet", "in"]);
    let case = rusqlite::Connection::open(desk.path("case.detente")).expect("SQLite");
    case.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    desk.file("in/more.txt", "Another report of the same day.\n");
    let output = desk.run(["read", "--quiet", "in"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("another process is writing"), "{said}");
}

#[test]
fn a_case_from_a_newer_version() {
    let desk = Desk::new();
    desk.file("in/good.txt", GOOD);
    desk.expect(0, &["read", "--quiet", "in"]);
    let case = rusqlite::Connection::open(desk.path("case.detente")).expect("SQLite");
    case.pragma_update(None, "user_version", 9_999).expect("set");
    drop(case);
    desk.expect(3, &["reports"]);
}

#[test]
fn a_case_with_a_flipped_byte() {
    let desk = Desk::new();
    for i in 0..40 {
        desk.file(&format!("in/{i}.txt"), format!("{GOOD}\nThis was report {i}.\n"));
    }
    desk.expect(0, &["read", "--quiet", "in"]);
    let path = desk.path("case.detente");
    checkpoint(&path);
    let bytes = std::fs::read(&path).expect("the case");
    let mut noticed = 0;
    for share in (1..30).map(|i| f64::from(i) / 30.0) {
        let mut damaged = bytes.clone();
        let at = (damaged.len() as f64 * share) as usize;
        for byte in &mut damaged[at..at + 64] {
            *byte ^= 0xA5;
        }
        std::fs::write(&path, &damaged).expect("written");
        let code = desk.run(["verify", "--quiet"]).status.code();
        assert!(matches!(code, Some(0 | 3 | 4)), "no panic, no other end: {code:?}");
        noticed += u32::from(code != Some(0));
    }
    // What falls on unused room of a page harms nothing and is noticed by nothing.
    assert!(noticed >= 4, "damage is noticed: {noticed} of 29");
}

fn checkpoint(case: &Path) {
    let case = rusqlite::Connection::open(case).expect("SQLite");
    case.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("checkpointed");
}

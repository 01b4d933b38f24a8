//! What a case holds out: killed at whatever it does, and a file that can't grow.
//! `benchmarks/holding` does the same and more, many times.

use crate::harness::Desk;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const BY: [&str; 5] = ["--author", "A. Analyst", "--reason", "a test", "--quiet"];

/// A case with reports that clash and answer each other.
fn desk() -> Desk {
    let desk = Desk::new();
    let mut lines = String::new();
    for i in 0..60 {
        lines += &format!(
            "{{\"title\":\"Day {i}\",\"date\":\"2020-03-{:02}\",\"text\":\"Shells hit a market in Idlib on day {i}, killing {} people, Turkey's defence ministry said. Russia's defence ministry denied that it had shelled the market in Idlib.\"}}\n",
            i % 28 + 1,
            i % 60 + 2
        );
    }
    desk.file("in/wire.jsonl", lines);
    desk.expect(0, &["read", "--quiet", "in"]);
    desk
}

/// Runs something and kills it after a share of the time that it takes; whether it was in time.
fn killed(desk: &Desk, arguments: &[&str], after: Duration) -> bool {
    let mut child = desk.command().args(arguments).stderr(Stdio::null()).spawn().expect("starts");
    let until = Instant::now() + after;
    while Instant::now() < until && child.try_wait().expect("asked").is_none() {
        std::thread::yield_now();
    }
    let running = child.try_wait().expect("asked").is_none();
    if running {
        child.kill().expect("killed");
    }
    child.wait().expect("gone");
    running
}

#[test]
fn killed_at_whatever_it_does_a_case_goes_on() {
    let desk = desk();
    let expected = desk.dump();
    let event = desk.rows("events")[0]["id"].as_str().expect("an id").to_owned();
    let correct = [&["correct", "reject", &event][..], &BY].concat();
    let works: [&[&str]; 4] = [
        &["reread", "--links", "--quiet"],
        &["reread", "--quiet"],
        &["backup", "copy.detente", "--quiet"],
        &correct,
    ];
    let mut in_time = 0;
    for work in works {
        let started = Instant::now();
        desk.expect(0, work);
        let whole = started.elapsed();
        let _ = std::fs::remove_file(desk.path("copy.detente"));
        if work[0] == "correct" {
            desk.expect(0, &["corrections", "undo", "1", "--author", "A. Analyst", "--quiet"]);
        }
        for share in [0.25, 0.8] {
            in_time += u32::from(killed(&desk, work, whole.mul_f64(share)));
            // Nothing new: opening the case is what sets it right.
            desk.expect(0, &["read", "--quiet", "in"]);
            desk.expect(0, &["verify", "--quiet"]);
            if work[0] == "correct" {
                let said = desk.expect(0, &["corrections", "--format", "jsonl"]);
                for line in said.lines().skip(1).filter(|line| !line.contains("\"undone\":\"")) {
                    let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
                    let n = row["n"].to_string();
                    desk.expect(0, &["corrections", "undo", &n, "--author", "A", "--quiet"]);
                }
            }
            assert_eq!(desk.dump(), expected, "{work:?} killed after {share}");
        }
    }
    assert!(in_time > 2, "most were killed in time");
    desk.expect(0, &["backup", "copy.detente", "--quiet"]);
    desk.expect(0, &["--case", "copy.detente", "verify", "--quiet"]);
}

/// A file that may not grow is what a full disk or a quota comes to, and needs no file system of its own.
#[cfg(unix)]
#[test]
fn where_there_is_no_room_it_says_so_and_goes_on_when_there_is() {
    let desk = desk();
    let expected = desk.dump();
    let small = Desk::new();
    std::fs::create_dir(small.path("in")).expect("made");
    std::fs::copy(desk.path("in/wire.jsonl"), small.path("in/wire.jsonl")).expect("copied");
    let mut stopped = 0;
    for blocks in [60, 600, 1500] {
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &limited, "sh", env!("CARGO_BIN_EXE_detente"), "read", "--quiet", "in"])
            .current_dir(small.folder.path())
            .env_remove("DETENTE_CASE")
            .output()
            .expect("the shell starts");
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.code() != Some(0) {
            stopped += 1;
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("disk") && said.contains("room"), "{said}");
        }
    }
    assert!(stopped > 0, "the limits were too wide to show anything");
    small.expect(0, &["read", "--quiet", "in"]);
    assert_eq!(small.dump(), expected);
    small.expect(0, &["verify", "--quiet"]);
}

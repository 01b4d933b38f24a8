//! A killed process leaves nothing half: read again, and the rows are those of an undisturbed run.

use crate::harness::{Desk, root};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Kills in the test; `DETENTE_KILLS=50` asks for more.
const KILLS: u32 = 12;

fn kills() -> u32 {
    std::env::var("DETENTE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS)
}

/// Enough reports that a read takes a while.
fn inputs(desk: &Desk) {
    let mut lines = String::new();
    for i in 0..1500 {
        lines += &format!(
            "{{\"title\":\"Day {i}\",\"date\":\"2020-03-{:02}\",\"text\":\"Fighting went on along the road on day {i}. At least {} people were killed, the governor of Turkey's border province said. “We reject the claim of day {i},” a spokesman for Russia's defence ministry said.\"}}\n",
            i % 28 + 1,
            i % 60 + 2
        );
    }
    desk.file("in/wire.jsonl", lines);
    for i in 0..60 {
        desk.file(
            &format!("in/{i:02}.txt"),
            format!(
                "Report {i}\n\nThe convoy of day {i} reached the crossing, and Russia said so.\n"
            ),
        );
    }
    let example = std::fs::read(root().join("examples/karabakh/pages.warc.gz"));
    if let Ok(warc) = example {
        desk.file("in/pages.warc.gz", warc);
    }
}

#[test]
fn killed_at_any_moment_and_read_again_the_rows_are_the_same() {
    let calm = Desk::new();
    inputs(&calm);
    let started = Instant::now();
    calm.expect(0, &["read", "--quiet", "in"]);
    let whole = started.elapsed();
    let expected = calm.dump();

    let desk = Desk::new();
    inputs(&desk);
    let mut killed = 0;
    for i in 0..kills() {
        // Moments spread over the run by the golden ratio; every fifth starts a new case.
        let share = (f64::from(i) * 0.618_034).fract();
        if i % 5 == 4 {
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(desk.path(&format!("case.detente{ending}")));
            }
        }
        let mut child = desk
            .command()
            .args(["read", "--quiet", "in"])
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let until = Instant::now() + whole.mul_f64(share).max(Duration::from_millis(2));
        while Instant::now() < until {
            if child.try_wait().expect("asked").is_some() {
                break;
            }
            std::thread::yield_now();
        }
        if child.try_wait().expect("asked").is_none() {
            child.kill().expect("killed");
            killed += 1;
        }
        child.wait().expect("gone");
    }
    assert!(killed > 0, "some runs were killed in time");
    desk.expect(0, &["read", "--quiet", "in"]);
    assert_eq!(desk.dump(), expected, "after {killed} kills");
    desk.expect(0, &["verify", "--quiet"]);
}

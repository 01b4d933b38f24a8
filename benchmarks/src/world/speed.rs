//! What it costs to open the world, and how fast names are matched.

use crate::memory;
use anyhow::Result;
use detente_world::World;
use std::path::Path;
use std::time::Instant;

pub(super) fn run(data: &Path) -> Result<()> {
    let texts = texts(data)?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let world = World::embedded();
    let start = Instant::now();
    let mut met = 0;
    for text in &texts {
        met += world.met(text);
    }
    let matching = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
    let start = Instant::now();
    let mut found = 0;
    for text in &texts {
        found += world.find(text).len();
    }
    let finding = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!("\nspeed on one thread, {:.1} MB of reports", bytes as f64 / 1e6);
    println!("matching names      {matching:>8.0} MB/s   {met} names met");
    println!("and settling whose  {finding:>8.0} MB/s   {found} actors");
    Ok(())
}

/// What opening costs, in a process that has not opened it yet.
pub(super) fn opening() {
    let before = memory::now();
    let start = Instant::now();
    let world = World::embedded();
    let rows = start.elapsed();
    let places = world.places().len();
    let all = start.elapsed();
    let after = memory::now();
    println!(
        "opening: rows {:.0} ms, with {places} places {:.0} ms; {:.0} MB",
        rows.as_secs_f64() * 1e3,
        all.as_secs_f64() * 1e3,
        (after.saturating_sub(before)) as f64 / 1e6
    );
}

fn texts(data: &Path) -> Result<Vec<String>> {
    let file = std::fs::File::open(data.join("reuters21578/reuters21578.jsonl.zst"))?;
    let text = std::io::read_to_string(zstd::Decoder::new(file)?)?;
    let mut out = vec![];
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        out.extend(row["body"].as_str().map(str::to_owned));
    }
    Ok(out)
}

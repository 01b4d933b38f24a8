//! What it costs to open the world, and how fast names are matched.

use crate::memory;
use anyhow::Result;
use detente_language::{Analyst, Model};
use detente_text::{Limits, Media, Member, Supplied};
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
    reading(&texts[..texts.len().min(1500)])
}

/// What the readings cost beside the analysis that they stand on.
fn reading(texts: &[String]) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    let (mut analysis_s, mut reading_s, mut places_s, mut words) = (0.0, 0.0, 0.0, 0usize);
    for text in texts {
        let supplied = Supplied { language: Some("en".into()), ..Supplied::default() };
        let original = text.clone().into_bytes();
        let member = Member { original, media: Media::Text, supplied, ..Member::default() };
        let Ok(document) = detente_text::read(&member, &Limits::default()) else { continue };
        words += document.text().split_whitespace().count();
        let start = Instant::now();
        let analysis = analyst.analyse(&document);
        analysis_s += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let reading = detente_reading::read(&document, &analysis, world);
        reading_s += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let spans: Vec<_> = reading
            .places
            .iter()
            .filter_map(|place| place.evidence.parts.first()?.chars.map(|c| c[0]..c[1]))
            .collect();
        if document.text().is_ascii() {
            world.locate(document.text(), &spans);
        }
        places_s += start.elapsed().as_secs_f64();
    }
    println!(
        "reading {} reports, {words} words: analysis {analysis_s:.1} s, readings {reading_s:.1} s (of them choosing places {places_s:.1} s)",
        texts.len()
    );
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

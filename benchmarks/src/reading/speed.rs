//! The reading stage alone: documents and analyses are made before the clock starts.
//!
//! Every sixth report of the Al Jazeera load (500), on one thread, the best of three passes, in
//! seconds of the processor where the system tells them, so that neighbours don't count. Beside it
//! what two parts take that can be called alone, names and references. The digest is of all that
//! was read: what only makes reading faster leaves it as it is.

use super::common::Reader;
use crate::{loads, processor};
use anyhow::Result;
use detente_language::Analysis;
use detente_reading::reference::{self, Known};
use detente_text::Document;
use detente_world::{Form, World};
use serde_json::Value;
use std::fmt::{self, Write};
use std::path::Path;

const EVERY: usize = 6;
const PASSES: usize = 3;

pub(super) fn run(data: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (path, ..) = loads::unpack(data, "aljazeera", folder.path())?;
    let mut reader = Reader::new();
    let mut reports: Vec<(Document, Analysis)> = vec![];
    for line in std::fs::read_to_string(path)?.lines().step_by(EVERY) {
        let row: Value = serde_json::from_str(line)?;
        let day = row["date"].as_str().filter(|day| !day.is_empty());
        reports.push(reader.analyse(row["text"].as_str().unwrap_or_default(), day)?);
    }
    let world = World::embedded();
    let sentences: usize = reports.iter().map(|(_, analysis)| analysis.sentences.len()).sum();
    let words: usize = reports.iter().map(|(_, analysis)| analysis.tokens().count()).sum();
    let mut rows = [0; 4];
    let whole = best(|| {
        rows = [0; 4];
        for (document, analysis) in &reports {
            let reading = detente_reading::read(document, analysis, world);
            rows[0] += reading.mentions.len();
            rows[1] += reading.places.len();
            rows[2] += reading.statements.len();
            rows[3] += reading.events.len();
        }
    });
    let names = best(|| {
        for (document, _) in &reports {
            std::hint::black_box(world.find(document.text()));
        }
    });
    let known: Vec<Vec<Known<'_>>> =
        reports.iter().map(|(document, _)| known(world, document.text())).collect();
    let references = best(|| {
        for ((document, analysis), known) in reports.iter().zip(&known) {
            let day = None;
            let found = reference::references(document.text(), analysis, world, known, day);
            std::hint::black_box(found);
        }
    });
    println!("## The reading stage alone (Al Jazeera, one thread)\n");
    println!("| reports | sentences | words | seconds | sentences/s | words/s |");
    println!("|---|---|---|---|---|---|");
    println!(
        "| {} | {sentences} | {words} | {whole:.2} | {:.0} | {:.0} |\n",
        reports.len(),
        sentences as f64 / whole,
        words as f64 / whole
    );
    println!("| part | seconds | share |");
    println!("|---|---|---|");
    let rest = (whole - names - references).max(0.0);
    for (part, time) in [("names", names), ("references", references), ("the rest", rest)] {
        println!("| {part} | {time:.2} | {:.0} % |", 100.0 * time / whole);
    }
    let [mentions, places, statements, events] = rows;
    println!("\n{mentions} mentions, {places} places, {statements} statements, {events} events");
    let mut digest = Digest::default();
    for (document, analysis) in &reports {
        write!(digest, "{:?}", detente_reading::read(document, analysis, world))?;
    }
    println!("digest of all rows: {:016x}\n", digest.0);
    Ok(())
}

/// FNV-1a of what is written to it.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(())
    }
}

fn known<'w>(world: &'w World, text: &str) -> Vec<Known<'w>> {
    let loose = |form| matches!(form, Form::Adjective | Form::People);
    let found = world.find(text).into_iter();
    found.map(|f| Known { range: f.range, actor: f.actor, loose: loose(f.form) }).collect()
}

fn best(mut pass: impl FnMut()) -> f64 {
    (0..PASSES).map(|_| processor::seconds(&mut pass)).fold(f64::INFINITY, f64::min)
}

//! The place that an event attaches to.
//!
//! The records of Halterman's event_location mark in a sentence a verb and
//! the places where what it names happened, if there is one. A choice is right where it overlaps a
//! marked place, or where it is none and none is marked. A tenth of the sentences is measured, by a
//! hash of the sentence: ids are shared by different sentences, and one sentence stands in several
//! records. The rest is what `training/attach.py` fits on, without the lines of `leave-out.tsv`.

use anyhow::{Context, Result};
use detente_language::{Analyst, Model};
use detente_reading::attach::{self, Decision};
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::ops::Range;
use std::path::Path;

/// A record: its sentence, the verb, and the places marked, in bytes.
struct Record {
    text: String,
    verb: Range<usize>,
    places: Vec<Range<usize>>,
    /// Where it was taken from.
    source: String,
    dev: bool,
    left_out: bool,
}

/// Whether a sentence is measured: FNV-1a of its bytes, a tenth.
fn is_dev(text: &str) -> bool {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.trim().bytes().fold(0xcbf2_9ce4_8422_2325, step) % 10 == 0
}

fn records(data: &Path) -> Result<Vec<Record>> {
    let folder = data.join("event-location");
    let left_out = std::fs::read_to_string(folder.join("leave-out.tsv"))?;
    let left_out: BTreeSet<usize> =
        left_out.lines().filter_map(|line| line.split('\t').next()?.parse().ok()).collect();
    let path = folder.join("labeled_text.minus-relabel.jsonl.zst");
    let file = std::fs::File::open(&path).with_context(|| path.display().to_string())?;
    let mut out = vec![];
    for (number, line) in BufReader::new(zstd::Decoder::new(file)?).lines().enumerate() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let starts: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let number_of = |value: &Value| value.as_u64().map(|number| number as usize);
        // Characters are wrong in some spans (they are numbers of tokens there); tokens never are.
        let span = |span: &Value| -> Option<Range<usize>> {
            let first = &row["tokens"][number_of(&span["token_start"])?];
            let last = &row["tokens"][number_of(&span["token_end"])?];
            let range =
                *starts.get(number_of(&first["start"])?)?..*starts.get(number_of(&last["end"])?)?;
            Some(trim(&text, range))
        };
        let spans = row["spans"].as_array().cloned().unwrap_or_default();
        let of = |label: &str| -> Vec<Range<usize>> {
            spans.iter().filter(|one| one["label"] == label).filter_map(span).collect()
        };
        let places = of("LOCATION");
        let Some(verb) = of("VERB").into_iter().next() else { continue };
        let dev = is_dev(&text);
        let left_out = left_out.contains(&(number + 1));
        let source = row["source"].as_str().unwrap_or_default().to_owned();
        out.push(Record { verb, places, source, dev, left_out, text });
    }
    Ok(out)
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..(start + words.trim().len())
}

/// A record as the program reads it.
struct Seen {
    decision: Decision,
    /// Places marked, in bytes of the reading text.
    gold: Vec<Range<usize>>,
}

fn see(analyst: &mut Analyst<'_>, world: &World, record: &Record) -> Seen {
    let nothing = Seen { decision: Decision::default(), gold: record.places.clone() };
    let supplied = Supplied { language: Some("en".into()), ..Supplied::default() };
    let member = Member {
        original: record.text.clone().into_bytes(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let Ok(mut document) = detente_text::read(&member, &Limits::default()) else { return nothing };
    document.language = Some(("en".into(), 1.0));
    let reading = |bytes: &Range<usize>| {
        document.source.locate(bytes.clone()).and_then(|source| document.reading.locate(source))
    };
    let gold = record.places.iter().filter_map(&reading).collect();
    let Some(verb) = reading(&record.verb) else { return nothing };
    let analysis = analyst.analyse(&document);
    let found = attach::decisions(&document, &analysis, world, &[verb.start]);
    Seen { decision: found.into_iter().next().flatten().unwrap_or_default(), gold }
}

/// What one way of choosing comes to.
#[derive(Default)]
struct Count {
    all: usize,
    right: usize,
    placed: usize,
    placed_right: usize,
    said: usize,
}

impl Count {
    fn add(&mut self, record: &Record, seen: &Seen, chosen: Option<usize>) {
        let hit = chosen.is_some_and(|at| is_right(seen, at));
        self.all += 1;
        self.said += usize::from(chosen.is_some());
        if record.places.is_empty() {
            self.right += usize::from(chosen.is_none());
        } else {
            self.placed += 1;
            self.placed_right += usize::from(hit);
            self.right += usize::from(hit);
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let precision = share(self.placed_right, self.said);
        let recall = share(self.placed_right, self.placed);
        println!(
            "{name:<42} {:>6.1} {:>10.1} {:>10.1} {:>8.1} {:>8.1}",
            share(self.right, self.all),
            recall,
            precision,
            recall,
            2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE),
        );
    }
}

fn is_right(seen: &Seen, at: usize) -> bool {
    let range = &seen.decision.offered[at].range;
    seen.gold.iter().any(|gold| gold.start < range.end && range.start < gold.end)
}

/// The nearest in words, of two as near the later one.
fn nearest(decision: &Decision, named: bool) -> Option<usize> {
    let offered = decision.offered.iter().enumerate();
    let fits = offered.filter(|(_, one)| one.named || !named);
    fits.min_by_key(|(at, one)| (one.distance, std::cmp::Reverse(*at))).map(|(at, _)| at)
}

pub(super) fn run(data: &Path) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    let mut ways: [(&str, Count); 5] = [
        ("nearest place", Count::default()),
        ("nearest name of a place", Count::default()),
        ("none", Count::default()),
        ("what the event attaches to", Count::default()),
        ("the best of the places offered", Count::default()),
    ];
    let records: Vec<Record> = records(data)?.into_iter().filter(|record| record.dev).collect();
    for record in &records {
        let seen = see(&mut analyst, world, record);
        let any = (0..seen.decision.offered.len()).find(|&at| is_right(&seen, at));
        let chosen = [
            nearest(&seen.decision, false),
            nearest(&seen.decision, true),
            None,
            seen.decision.chosen,
            any,
        ];
        for ((_, count), chosen) in ways.iter_mut().zip(chosen) {
            count.add(record, &seen, chosen);
        }
    }
    let placed = records.iter().filter(|record| !record.places.is_empty()).count();
    println!(
        "\nplace of an event ({} records, {placed} with a place)\n{:<42} {:>6} {:>10} {:>10} {:>8} {:>8}",
        records.len(),
        "",
        "right",
        "of placed",
        "precision",
        "recall",
        "F1"
    );
    for (name, count) in &ways {
        count.print(name);
    }
    super::dates::run(data)
}

/// Writes what `training/attach.py` fits on: a line a record.
pub(super) fn dump(data: &Path, out: &Path) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    for record in records(data)? {
        let seen = see(&mut analyst, world, &record);
        let names = |features: &[attach::Feature]| -> Vec<String> {
            features.iter().map(|feature| feature.name()).collect()
        };
        let offered = seen.decision.offered.iter().enumerate();
        let offered = offered.map(|(at, one)| {
            serde_json::json!({
                "right": is_right(&seen, at), "distance": one.distance, "named": one.named,
                "features": names(&one.features),
            })
        });
        let line = serde_json::json!({
            "dev": record.dev, "left_out": record.left_out, "source": record.source, "text": record.text,
            "verb": record.text[record.verb.clone()],
            "places": record.places.iter().map(|place| &record.text[place.clone()]).collect::<Vec<_>>(),
            "offered": offered.collect::<Vec<_>>(), "none": names(&seen.decision.none),
        });
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(())
}

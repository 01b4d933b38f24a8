//! Attributions through the whole program, on PolNeAR.
//!
//! Words and scores are those of `training/measure`, so that the first line is the language
//! model's own figure: F1 over the words of each part, over links (a cue with all words of its
//! source, or of its content) and over whole attributions. The other lines read the same texts as
//! files: from bytes to a document, its analysis, its statements, and from their evidence back to
//! the bytes.
//!
//! A row leaves out what PolNeAR marks: quotation marks at the edge of what is said, the comma
//! before the closing one, the "that" before a clause. Where evidence touches them they are taken
//! in again. Statements within another's words, which PolNeAR does not mark, are not counted.

mod polnear;

use anyhow::{Result, anyhow};
use detente_language::{Analysis, Analyst, Model};
use detente_record::Evidence;
use detente_text::{Document, Limits, Media, Member};
use detente_world::World;
use polnear::{Attribution, Text, Words};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

pub(super) fn run(data: &Path) -> Result<()> {
    println!("\n## Statements\n");
    println!("| set | texts | what | source | cue | content | links | whole |");
    println!("|---|---|---|---|---|---|---|---|");
    let train = polnear::read(data, "train")?.into_iter().step_by(10).collect::<Vec<_>>();
    table("train, every tenth", &train)?;
    table("dev", &polnear::read(data, "dev")?)
}

fn table(set: &str, texts: &[Text]) -> Result<()> {
    let mut analyst = Analyst::new(Model::embedded());
    let mut totals: [(&str, Counts); 4] = [
        ("the model's attributions, sentences given", Counts::default()),
        ("the model's attributions in the program", Counts::default()),
        ("statements without a model", Counts::default()),
        ("statements", Counts::default()),
    ];
    for text in texts {
        let document = document(&text.text)?;
        let analysis = analyst.analyse(&document);
        let plain = detente_language::analyse(&document);
        let found = [
            given(text, &mut analyst),
            within(text, &document, &analysis),
            stated(text, &document, &plain),
            stated(text, &document, &analysis),
        ];
        for gold in &text.annotations {
            for ((_, counts), found) in totals.iter_mut().zip(&found) {
                counts.add(gold, found);
            }
        }
    }
    for (what, counts) in totals {
        let cells: Vec<String> = counts.0.iter().map(|three| format!("{:.2}", f1(three))).collect();
        println!("| {set} | {} | {what} | {} |", texts.len(), cells.join(" | "));
    }
    Ok(())
}

fn document(text: &str) -> Result<Document> {
    let original = text.as_bytes().to_vec();
    let member = Member { original, media: Media::Text, ..Member::default() };
    let mut document =
        detente_text::read(&member, &Limits::default()).map_err(|why| anyhow!("{why}"))?;
    document.language = Some(("en".into(), 1.0));
    Ok(document)
}

/// The model on words and sentences that are given, as its own figure is taken.
fn given(text: &Text, analyst: &mut Analyst<'_>) -> Vec<Attribution> {
    let words: Vec<&str> = text.words.iter().map(|range| &text.text[range.clone()]).collect();
    let read = analyst.analyse_words(&words, &text.blocks, &text.sentences, &text.quotes);
    let flat = |spans: &[Range<usize>]| spans.iter().cloned().flatten().collect();
    let one = |found: &detente_language::WordAttribution| Attribution {
        source: flat(&found.source),
        cue: flat(found.cue.as_slice()),
        content: flat(&found.content),
    };
    read.attributions.iter().map(one).collect()
}

/// The model's attributions as the program has them before it reads statements.
fn within(text: &Text, document: &Document, analysis: &Analysis) -> Vec<Attribution> {
    let words = |ranges: &[Range<usize>]| {
        let evidence = ranges.iter().map(|range| document.evidence(range.clone()));
        evidence.flat_map(|evidence| covered(text, &evidence)).collect()
    };
    let one = |found: &detente_language::Attribution| Attribution {
        source: words(&found.source),
        cue: words(found.cue.as_slice()),
        content: words(&found.content),
    };
    analysis.attributions.iter().map(one).collect()
}

/// The program's statements.
fn stated(text: &Text, document: &Document, analysis: &Analysis) -> Vec<Attribution> {
    let reading = detente_reading::read(document, analysis, World::embedded());
    let words = |evidence: &Option<Evidence>| {
        evidence.as_ref().map(|evidence| covered(text, evidence)).unwrap_or_default()
    };
    let one = |row: &detente_record::Statement| Attribution {
        source: words(&row.evidence.source),
        cue: words(&row.evidence.cue),
        content: marked(text, covered(text, &row.evidence.content)),
    };
    let all: Vec<Attribution> = reading.statements.iter().map(one).collect();
    // PolNeAR marks no statement within another's words.
    let inner = |one: &&Attribution| {
        let within = |other: &Attribution| one.cue.is_subset(&other.content);
        !one.cue.is_empty() && all.iter().any(within)
    };
    all.iter().filter(|one| !inner(one)).cloned().collect()
}

/// The words that evidence stands for.
fn covered(text: &Text, evidence: &Evidence) -> Words {
    let bytes = evidence.parts.iter().map(|part| part.bytes[0]..part.bytes[1]);
    bytes.flat_map(|range| text.covered(&range)).collect()
}

/// With the quotation marks and the "that" which each stretch touches.
fn marked(text: &Text, words: Words) -> Words {
    let mut out = words.clone();
    let is_comma = |at: usize| &text.text[text.words[at].clone()] == ",";
    let that = |at: &usize| text.text[text.words[*at].clone()].eq_ignore_ascii_case("that");
    let is_mark = |at: usize| text.quotes.get(at) == Some(&2);
    for &word in &words {
        let mut first = word;
        while let Some(before) = first.checked_sub(1).filter(|at| {
            first == word && is_mark(*at) && text.quotes[word] == 1
                || that(at)
                || is_comma(*at) && at.checked_sub(1).is_some_and(|at| that(&at))
        }) {
            out.insert(before);
            first = before;
        }
        let stop = |at: usize| {
            text.words.get(at).is_some_and(|range| {
                matches!(&text.text[range.clone()], "," | "." | "!" | "?" | "…" | "...")
            })
        };
        let close = if stop(word + 1) { word + 2 } else { word + 1 };
        if text.quotes[word] == 1 && is_mark(close) {
            out.extend(word + 1..=close);
        }
    }
    out
}

/// Right, found and annotated: words of source, cue and content, links, whole attributions.
#[derive(Clone, Copy, Debug, Default)]
struct Counts([[usize; 3]; 5]);

impl Counts {
    fn add(&mut self, gold: &[Attribution], found: &[Attribution]) {
        let roles: [fn(&Attribution) -> &Words; 3] =
            [|one| &one.source, |one| &one.cue, |one| &one.content];
        for (at, role) in roles.iter().enumerate() {
            let all =
                |set: &[Attribution]| -> Words { set.iter().flat_map(role).copied().collect() };
            self.count(at, &all(gold), &all(found));
        }
        let links = |set: &[Attribution]| -> BTreeSet<(bool, Words, Words)> {
            let cued = set.iter().filter(|one| !one.cue.is_empty());
            let both = cued.flat_map(|one| {
                [
                    (false, one.cue.clone(), one.source.clone()),
                    (true, one.cue.clone(), one.content.clone()),
                ]
            });
            both.filter(|(_, _, part)| !part.is_empty()).collect()
        };
        self.count(3, &links(gold), &links(found));
        let whole = |set: &[Attribution]| -> BTreeSet<[Words; 3]> {
            let cued = set.iter().filter(|one| !one.cue.is_empty());
            cued.map(|one| [one.source.clone(), one.cue.clone(), one.content.clone()]).collect()
        };
        self.count(4, &whole(gold), &whole(found));
    }

    fn count<T: Ord>(&mut self, at: usize, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.0[at][0] += gold.intersection(found).count();
        self.0[at][1] += found.len();
        self.0[at][2] += gold.len();
    }
}

/// In percent.
fn f1([right, found, gold]: &[usize; 3]) -> f64 {
    200.0 * *right as f64 / (found + gold).max(1) as f64
}

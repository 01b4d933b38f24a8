//! Root type for a given pair of actors.
//!
//! 1,050 pairs of `plv`, a sentence with a marked source and a marked target each, 15 root types
//! (CONCEDE and RETREAT are YIELD there). The pair is given, so only the type is judged; how it was
//! come by stands beside it. What is fitted (the fallback, and whatever is learned later) is fitted
//! on four fifths and judged on the fifth, five times, by a hash of the sentence's number, so that
//! pairs of one sentence lie in one fold.

use super::between;
use super::common::{self, Count, Read, Reader};
use super::typing;
use anyhow::{Context, Result};
use detente_reading::typing::Vote;
use detente_record::{ActorRef, Event, EventType};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

const FOLDS: u64 = 5;

/// A sentence with a marked pair.
pub(super) struct Pair {
    pub(super) id: String,
    pub(super) text: String,
    /// Bytes of the text; nothing where "an actor" or "a recipient" is all that is given.
    pub(super) source: Option<Range<usize>>,
    pub(super) target: Option<Range<usize>>,
    pub(super) gold: Root,
}

impl Pair {
    pub(super) fn source(&self) -> Option<&str> {
        self.source.clone().and_then(|range| self.text.get(range))
    }

    pub(super) fn target(&self) -> Option<&str> {
        self.target.clone().and_then(|range| self.text.get(range))
    }
}

/// A root type; CONCEDE and RETREAT are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Root(EventType);

impl Root {
    fn of(kind: EventType) -> Self {
        Self(if kind == EventType::Retreat { EventType::Concede } else { kind })
    }

    fn parse(name: &str) -> Option<Self> {
        if name == "YIELD" {
            Some(Self(EventType::Concede))
        } else {
            name.parse().ok().map(Self::of)
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        if self.0 == EventType::Concede { "YIELD" } else { self.0.as_str() }
    }
}

/// The row that tells what the source did to the target, and how it was come by. A side that is not given
/// is met by everybody.
fn predict(
    read: &Read,
    source: Option<&str>,
    target: Option<&str>,
) -> (Option<usize>, &'static str) {
    let [source, target] = [source, target].map(|side| side.map(common::words));
    let among = |actors: &[ActorRef], side: &Option<BTreeSet<String>>| {
        side.as_ref().is_none_or(|words| actors.iter().any(|a| common::overlaps(a, words)))
    };
    let acts = |row: &Event| among(&row.actors, &source);
    let suffers = |row: &Event| among(&row.recipients, &target);
    let turned = |row: &Event| among(&row.actors, &target) || among(&row.recipients, &source);
    let rows = &read.reading.events;
    // What took place before what did not.
    let find = |test: &dyn Fn(&Event) -> bool| {
        let first = rows.iter().position(|row| common::took_place(row) && test(row));
        first.or_else(|| rows.iter().position(test))
    };
    type Way<'a> = (&'static str, &'a dyn Fn(&Event) -> bool);
    let ways: [Way<'_>; 5] = [
        ("1 pair", &|row| acts(row) && suffers(row)),
        ("2 source", &|row| source.is_some() && acts(row)),
        ("3 target", &|row| target.is_some() && suffers(row)),
        ("4 turned", &turned),
        ("5 any", &|_| true),
    ];
    for (how, test) in ways {
        if let Some(at) = find(test) {
            return (Some(at), how);
        }
    }
    (None, "6 none")
}

/// A pair with what was read of its sentence, and the row whose type is taken.
pub(super) struct Judged {
    pub(super) pair: Pair,
    pub(super) read: Read,
    pub(super) row: Option<usize>,
    pub(super) how: &'static str,
    said: Option<Root>,
}

pub(super) fn run(data: &Path) -> Result<()> {
    let judged = judge(data)?;
    println!("## Root type for a given pair (plv)\n");
    let fallback = fallback(&judged);
    let alone: Vec<_> = judged.iter().map(|one| (one.pair.gold, one.said)).collect();
    let filled: Vec<_> =
        judged.iter().zip(&fallback).map(|(one, f)| (one.pair.gold, one.said.or(*f))).collect();
    println!("| what | pairs | answered | right | accuracy | macro-F1 |");
    println!("|---|---|---|---|---|---|");
    for (name, answers) in [("rules alone", &alone), ("with the commonest type", &filled)] {
        let answered = answers.iter().filter(|(_, said)| said.is_some()).count();
        let right = answers.iter().filter(|(gold, said)| *said == Some(*gold)).count();
        let accuracy = right as f64 / answers.len() as f64;
        let f1 = macro_f1(&counts(answers));
        println!("| {name} | {} | {answered} | {right} | {accuracy:.3} | {f1:.3} |", answers.len());
    }
    println!("\n| type | gold | stated | right | P | R | F1 |");
    println!("|---|---|---|---|---|---|---|");
    for (root, count) in counts(&alone) {
        println!("| {} | {} |", root.as_str(), count.cells());
    }
    let mut ways: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in &judged {
        let (all, right) = ways.entry(one.how).or_default();
        *all += 1;
        *right += usize::from(one.said == Some(one.pair.gold));
    }
    println!("\n| how | pairs | right | accuracy |");
    println!("|---|---|---|---|");
    for (how, (all, right)) in ways {
        println!("| {how} | {all} | {right} | {:.3} |", right as f64 / all as f64);
    }
    confusion(&alone);
    Ok(())
}

/// Every pair that was answered wrongly or not at all.
pub(super) fn wrong(data: &Path, more: &[&str]) -> Result<()> {
    // With `between`: where no row lies between the two.
    if more.first() == Some(&"between") {
        let judged = judge(data)?;
        let apart = judged.iter().filter(|one| !one.how.starts_with('1'));
        let mut lines: Vec<String> = apart.map(between::line).collect();
        lines.sort();
        lines.iter().for_each(|line| println!("{line}"));
        return Ok(());
    }
    for Judged { pair, read, said, how, .. } in judge(data)? {
        let stated = common::events(&read.reading);
        let asked = more.first().is_none_or(|only| {
            pair.gold.as_str() == *only || said.is_some_and(|said| said.as_str() == *only)
        });
        // With `who`: what is of the right type between others than the marked.
        let who = more.first() == Some(&"who");
        let shown = match who {
            true => said == Some(pair.gold) && !how.starts_with('1'),
            false => said != Some(pair.gold) && asked,
        };
        if !shown {
            continue;
        }
        let (gold, said) = (pair.gold.as_str(), said.map_or("nothing", Root::as_str));
        let (source, target) = (pair.source().unwrap_or("–"), pair.target().unwrap_or("–"));
        let text = common::line(&pair.text);
        let id = &pair.id;
        println!("{id}\t{gold} not {said} ({how})\t{source} → {target}\tstated {stated}\t{text}");
    }
    Ok(())
}

fn judge(data: &Path) -> Result<Vec<Judged>> {
    let mut reader = Reader::new();
    let mut judged = vec![];
    for pair in pairs(data)? {
        let read = reader.read(&pair.text, None)?;
        let (row, how) = predict(&read, pair.source(), pair.target());
        let said = row.map(|at| Root::of(read.reading.events[at].kind));
        judged.push(Judged { pair, read, row, how, said });
    }
    Ok(judged)
}

/// A pair as `training/event_types.py` sees it.
pub(super) struct Sample {
    pub(super) id: String,
    pub(super) gold: &'static str,
    pub(super) how: &'static str,
    pub(super) said: Option<&'static str>,
    pub(super) features: Vec<String>,
    pub(super) votes: Vec<String>,
}

pub(super) fn samples(data: &Path) -> Result<Vec<Sample>> {
    let mut reader = Reader::new();
    let mut out = vec![];
    for pair in pairs(data)? {
        let read = reader.read(&pair.text, None)?;
        let (said, how) = predict(&read, pair.source(), pair.target());
        let (source, target) = (pair.source.as_ref(), pair.target.as_ref());
        let features = typing::of_pair(&read.analysis, source, target, &[]);
        let votes = votes(&read, pair.source(), pair.target());
        let votes = votes.iter().map(|vote| format!("vote={}:{}", vote.how, vote.kind)).collect();
        let said = said.map(|at| Root::of(read.reading.events[at].kind).as_str());
        out.push(Sample { id: pair.id, gold: pair.gold.as_str(), how, said, features, votes });
    }
    Ok(out)
}

/// What each row of the sentence says of the pair.
fn votes(read: &Read, source: Option<&str>, target: Option<&str>) -> Vec<Vote> {
    let [source, target] = [source, target].map(|side| side.map(common::words));
    let among = |actors: &[ActorRef], side: &Option<BTreeSet<String>>| {
        side.as_ref().is_some_and(|words| actors.iter().any(|a| common::overlaps(a, words)))
    };
    let vote = |row: &Event| {
        let how = match (among(&row.actors, &source), among(&row.recipients, &target)) {
            (true, true) => "pair",
            (true, false) => "source",
            (false, true) => "target",
            (false, false) => "any",
        };
        Vote { kind: row.kind, how }
    };
    read.reading.events.iter().map(vote).collect()
}

pub(super) fn fold(id: &str) -> u64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) % FOLDS
}

/// The commonest type of the other folds, for each pair.
fn fallback(judged: &[Judged]) -> Vec<Option<Root>> {
    let commonest = |out: u64| {
        let mut counts: BTreeMap<Root, usize> = BTreeMap::new();
        for one in judged.iter().filter(|one| fold(&one.pair.id) != out) {
            *counts.entry(one.pair.gold).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(root, _)| root)
    };
    let of: Vec<Option<Root>> = (0..FOLDS).map(commonest).collect();
    judged.iter().map(|one| of[fold(&one.pair.id) as usize]).collect()
}

fn counts(answers: &[(Root, Option<Root>)]) -> BTreeMap<Root, Count> {
    let mut counts: BTreeMap<Root, Count> = BTreeMap::new();
    for (gold, said) in answers {
        let count = counts.entry(*gold).or_default();
        count.gold += 1;
        count.right += usize::from(*said == Some(*gold));
        if let Some(said) = said {
            counts.entry(*said).or_default().stated += 1;
        }
    }
    counts
}

/// The mean over the types that occur.
fn macro_f1(counts: &BTreeMap<Root, Count>) -> f64 {
    let occur: Vec<f64> =
        counts.values().filter(|count| count.gold > 0).map(|count| count.f1()).collect();
    occur.iter().sum::<f64>() / occur.len().max(1) as f64
}

fn confusion(answers: &[(Root, Option<Root>)]) {
    let roots: Vec<Root> = counts(answers).into_keys().collect();
    let short = |root: &Root| root.as_str().chars().take(4).collect();
    let heads: Vec<String> = roots.iter().map(short).collect();
    println!("\n| gold, stated | {} | – |", heads.join(" | "));
    println!("|---|{}", "---|".repeat(roots.len() + 1));
    for gold in &roots {
        let said = roots.iter().map(|root| Some(*root)).chain([None]);
        let cells =
            said.map(|said| match answers.iter().filter(|one| **one == (*gold, said)).count() {
                0 => String::new(),
                count => count.to_string(),
            });
        println!("| {} | {} |", gold.as_str(), cells.collect::<Vec<_>>().join(" | "));
    }
    println!();
}

pub(super) fn pairs(data: &Path) -> Result<Vec<Pair>> {
    let file = data.join("plv/PLV_train.tsv");
    let mut rows = csv::ReaderBuilder::new().delimiter(b'\t').from_path(&file)?;
    let names = rows.headers()?.clone();
    let column = |name: &str| {
        let at = names.iter().position(|known| known == name);
        at.with_context(|| format!("{}: no column {name}", file.display()))
    };
    let (id, marked, root) =
        (column("sentence_id")?, column("marked_sentence")?, column("gold_root")?);
    let mut pairs = vec![];
    for row in rows.records() {
        let row = row?;
        let gold = Root::parse(&row[root]).with_context(|| format!("{} is no type", &row[root]))?;
        let (text, [source, target]) = unmark(&row[marked]);
        pairs.push(Pair { id: row[id].to_owned(), text, source, target, gold });
    }
    Ok(pairs)
}

/// The sentence without its marks, and what stood between the first of each.
fn unmark(marked: &str) -> (String, [Option<Range<usize>>; 2]) {
    let mut text = String::with_capacity(marked.len());
    let mut starts: [Option<usize>; 2] = [None; 2];
    let mut spans: [Option<Range<usize>>; 2] = [None, None];
    let mut rest = marked;
    while let Some(first) = rest.chars().next() {
        let mark = ["<s>", "<t>", "</s>", "</t>"].iter().position(|m| rest.starts_with(m));
        match mark {
            Some(which @ (0 | 1)) => {
                starts[which].get_or_insert(text.len());
                rest = &rest[3..];
            }
            Some(which) => {
                let which = which - 2;
                if let (Some(start), None) = (starts[which], &spans[which]) {
                    spans[which] = Some(start..text.trim_end().len().max(start));
                }
                rest = &rest[4..];
            }
            None => {
                text.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    (text, spans)
}

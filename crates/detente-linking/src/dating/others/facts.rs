//! What is kept of a report for finding others by, and the keys under which it is found.

use super::happening;
use super::terms;
use super::toll::{self, Toll};
use crate::incident::party_key;
use detente_record::{Event, Form, Statement};
use std::collections::BTreeSet;

/// What of one report may date another, or be dated by it. Made of rows that a case has anyway:
/// it need not be stored, only its [`keys`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The report's id.
    pub report: String,
    /// Names in it, in lower case.
    pub(super) names: BTreeSet<String>,
    /// Exact figures in it.
    pub(super) figures: BTreeSet<u32>,
    /// A sample of its runs of words, as hashes.
    pub(super) runs: BTreeSet<u64>,
    /// Words of its quotations as hashes, with who says them.
    pub(super) quotes: BTreeSet<(String, u64)>,
    /// Counts in it of people harmed.
    pub(super) tolls: BTreeSet<Toll>,
    /// What it tells of as having happened or as to come, with the keys of each.
    pub(super) events: Vec<(Event, Vec<String>)>,
}

/// Events kept of a report: news tells of few, and a book is no report.
const EVENTS: usize = 64;

impl Facts {
    /// What is kept of a report, from its reading text and its rows.
    pub fn new(report: &str, text: &str, events: &[Event], statements: &[Statement]) -> Self {
        Self {
            report: report.to_owned(),
            names: terms::names(text),
            figures: terms::figures(text),
            runs: terms::runs(text),
            quotes: statements.iter().flat_map(quotes).collect(),
            tolls: toll::tolls(text),
            events: events.iter().filter_map(happening::known).take(EVENTS).collect(),
        }
    }
}

/// A few runs of the words that somebody known says, for a quotation is cut where one likes.
fn quotes(one: &Statement) -> Vec<(String, u64)> {
    /// Words in a run,
    const RUN: usize = 6;
    /// and runs of one statement.
    const KEPT: usize = 3;
    let speaker = one.speaker.as_ref().and_then(|speaker| {
        let actor = &speaker.actor;
        actor.id.clone().or_else(|| actor.name.clone()).or_else(|| party_key(actor))
    });
    match (speaker, one.form) {
        (Some(speaker), Form::Direct | Form::Mixed) => {
            let runs = terms::hashes(&one.content, RUN);
            runs.into_iter().take(KEPT).map(|run| (speaker.clone(), run)).collect()
        }
        _ => vec![],
    }
}

/// The keys of a report, sorted, each once: an undated report looks for dated ones under them, and
/// a dated one is found under them. Some 200 of a report of 600 words.
pub fn keys(facts: &Facts) -> Vec<String> {
    let mut out: BTreeSet<String> = BTreeSet::new();
    out.extend(facts.names.iter().map(|name| name_key(name)));
    out.extend(facts.figures.iter().map(|figure| figure_key(*figure)));
    out.extend(facts.runs.iter().map(|run| run_key(*run)));
    out.extend(facts.quotes.iter().map(|(speaker, run)| quote_key(speaker, *run)));
    out.extend(facts.tolls.iter().map(Toll::key));
    out.extend(facts.events.iter().flat_map(|(_, keys)| keys.iter().cloned()));
    out.into_iter().collect()
}

pub(super) fn name_key(name: &str) -> String {
    format!("name|{name}")
}

pub(super) fn figure_key(figure: u32) -> String {
    format!("figure|{figure}")
}

pub(super) fn run_key(run: u64) -> String {
    format!("run|{run:016x}")
}

pub(super) fn quote_key(speaker: &str, run: u64) -> String {
    format!("quote|{speaker}|{run:016x}")
}

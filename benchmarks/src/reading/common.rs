//! What the tables share: a text read as a report, counts, words to compare mentions by.

use anyhow::{Context, Result};
use detente_language::{Analysis, Analyst, Model};
use detente_reading::Reading;
use detente_record::{ActorRef, Event, Status};
use detente_text::{Document, Limits, Media, Member, Supplied};
use detente_world::World;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// The program's world; with the frames of the folder that `DETENTE_FRAMES` names in the place of
/// its own, for those who write frames.
pub(super) fn world() -> &'static World {
    static WORLD: LazyLock<Option<World>> = LazyLock::new(|| {
        let folder = std::env::var_os("DETENTE_FRAMES")?;
        match super::frames::world(Path::new(&folder)) {
            Ok((world, _)) => Some(world),
            Err(error) => panic!("{error}"),
        }
    });
    WORLD.as_ref().unwrap_or_else(|| World::embedded())
}

/// Reads texts through the whole way, as a case does.
pub(super) struct Reader {
    analyst: Analyst<'static>,
}

/// A text and all that was read of it.
pub(super) struct Read {
    pub(super) analysis: Analysis,
    pub(super) reading: Reading,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { analyst: Analyst::new(Model::embedded()) }
    }

    /// The text as an English report published on that day, and its analysis.
    pub(super) fn analyse(
        &mut self,
        text: &str,
        day: Option<&str>,
    ) -> Result<(Document, Analysis)> {
        let supplied = Supplied {
            published: day.map(Into::into),
            language: Some("en".into()),
            ..Supplied::default()
        };
        let member = Member {
            original: text.as_bytes().to_vec(),
            media: Media::Text,
            supplied,
            ..Member::default()
        };
        let mut document = detente_text::read(&member, &Limits::default())
            .with_context(|| format!("not read: {text}"))?;
        document.language = Some(("en".into(), 1.0));
        let analysis = self.analyst.analyse(&document);
        Ok((document, analysis))
    }

    /// The same, read.
    pub(super) fn read(&mut self, text: &str, day: Option<&str>) -> Result<Read> {
        let (document, analysis) = self.analyse(text, day)?;
        let reading = detente_reading::read(&document, &analysis, world());
        Ok(Read { analysis, reading })
    }
}

/// Whether a row says that something took place: speech acts did when they were made, and what
/// they speak of is a row of its own with another status.
pub(super) fn took_place(event: &Event) -> bool {
    matches!(event.status, Status::Happened | Status::Ongoing)
}

/// How many there are, how many were stated, how many of those were right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    pub(super) gold: usize,
    pub(super) stated: usize,
    pub(super) right: usize,
}

impl Count {
    pub(super) fn precision(self) -> f64 {
        share(self.right, self.stated)
    }

    pub(super) fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    pub(super) fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.stated)
    }

    /// Its cells in a table.
    pub(super) fn cells(self) -> String {
        let Self { gold, stated, right } = self;
        let (p, r, f) = (self.precision(), self.recall(), self.f1());
        format!("{gold} | {stated} | {right} | {p:.3} | {r:.3} | {f:.3}")
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.stated += other.stated;
        self.right += other.right;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Words that say nothing of who is meant.
const EMPTY: &[&str] = &[
    "a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "s", "the", "their",
    "to", "with", "his", "her", "former", "new", "some", "two", "three",
];

/// Words of offices and bodies, which one actor shares with another.
const ROLES: &[&str] = &[
    "administration",
    "army",
    "authorities",
    "civilian",
    "civilians",
    "council",
    "diplomat",
    "diplomats",
    "foreign",
    "force",
    "forces",
    "government",
    "governments",
    "group",
    "leader",
    "leaders",
    "military",
    "militants",
    "minister",
    "ministers",
    "ministry",
    "official",
    "officials",
    "parliament",
    "people",
    "police",
    "population",
    "president",
    "prime",
    "rebel",
    "rebels",
    "soldiers",
    "spokesman",
    "troops",
    "village",
    "workers",
];

/// The words that tell whom a mention means: folded, without points; if it has only words that say
/// little, those.
pub(super) fn words(mention: &str) -> BTreeSet<String> {
    let folded = mention.to_lowercase().replace(['.', '’', '\''], " ");
    // "U.N." and "u n" are "un".
    let mut all: Vec<String> = vec![];
    let mut letters = false;
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let letter = word.chars().count() == 1 && word != "s" && word != "a";
        match all.last_mut() {
            Some(last) if letter && letters => last.push_str(word),
            _ => all.push(word.to_owned()),
        }
        letters = letter;
    }
    all.retain(|word| !EMPTY.contains(&word.as_str()));
    let telling: BTreeSet<String> =
        all.iter().filter(|word| !ROLES.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all.into_iter().collect() } else { telling }
}

/// Whether an actor's mention or name shares a telling word with these words.
pub(super) fn overlaps(actor: &ActorRef, with: &BTreeSet<String>) -> bool {
    let own = [Some(&actor.text), actor.name.as_ref()];
    own.into_iter().flatten().any(|text| !words(text).is_disjoint(with))
}

/// An actor in a line for people.
pub(super) fn actor(actor: &ActorRef) -> String {
    let country = actor.country.as_deref().unwrap_or("-");
    let sector = actor.sector.as_deref().map(|s| format!("/{s}")).unwrap_or_default();
    format!("{}[{country}{sector}]", actor.text)
}

fn actors(all: &[ActorRef]) -> String {
    if all.is_empty() {
        return "–".into();
    }
    all.iter().map(actor).collect::<Vec<_>>().join(" + ")
}

/// A row in a line for people.
pub(super) fn event(row: &Event) -> String {
    let arrow = if row.reciprocal { "↔" } else { "→" };
    let recipients = if row.reciprocal { String::new() } else { actors(&row.recipients) };
    format!(
        "{}{} {} {arrow} {recipients} ({}, {}{})",
        row.kind,
        row.mode.as_deref().map(|mode| format!(":{mode}")).unwrap_or_default(),
        actors(&row.actors),
        row.rule,
        row.status,
        row.cameo.as_deref().map(|code| format!(", {code}")).unwrap_or_default(),
    )
}

/// All rows of a reading in a line for people.
pub(super) fn events(reading: &Reading) -> String {
    if reading.events.is_empty() {
        return "nothing".into();
    }
    reading.events.iter().map(event).collect::<Vec<_>>().join("; ")
}

/// A text in one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many pairs of a bipartite graph can be made at once; `edges[i]` are the partners of `i`.
/// Gives the partner of each.
pub(super) fn pair(edges: &[Vec<usize>], others: usize) -> Vec<Option<usize>> {
    fn place(at: usize, edges: &[Vec<usize>], seen: &mut [bool], of: &mut [Option<usize>]) -> bool {
        for &to in &edges[at] {
            if std::mem::replace(&mut seen[to], true) {
                continue;
            }
            if of[to].is_none_or(|now| place(now, edges, seen, of)) {
                of[to] = Some(at);
                return true;
            }
        }
        false
    }
    let mut of = vec![None; others];
    for at in 0..edges.len() {
        place(at, edges, &mut vec![false; others], &mut of);
    }
    let mut out = vec![None; edges.len()];
    for (to, from) in of.into_iter().enumerate() {
        if let Some(from) = from {
            out[from] = Some(to);
        }
    }
    out
}

//! What the words of two tellings have in common.

use super::telling::Telling;
use super::who;
use crate::calendar;
use detente_record::{Event, Evidence};
use std::collections::BTreeSet;

/// Words that any report of anything may use.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "against",
    "agency",
    "also",
    "area",
    "armed",
    "army",
    "been",
    "before",
    "between",
    "city",
    "country",
    "down",
    "early",
    "first",
    "force",
    "forces",
    "friday",
    "from",
    "government",
    "group",
    "have",
    "into",
    "last",
    "least",
    "minister",
    "ministry",
    "monday",
    "more",
    "morning",
    "night",
    "north",
    "northern",
    "official",
    "officials",
    "other",
    "over",
    "people",
    "president",
    "region",
    "report",
    "reported",
    "said",
    "says",
    "saturday",
    "several",
    "since",
    "south",
    "southern",
    "spokesman",
    "state",
    "statement",
    "sunday",
    "than",
    "that",
    "their",
    "them",
    "they",
    "this",
    "thursday",
    "told",
    "town",
    "troops",
    "tuesday",
    "under",
    "wednesday",
    "week",
    "were",
    "west",
    "western",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "would",
    "year",
    "years",
    "east",
    "eastern",
];

/// The words of a telling that tell it from others.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// The stem of the word that names the happening.
    pub(super) trigger: String,
    /// Stems of the sentence's longer words, without names of the participants.
    pub(super) telling: BTreeSet<String>,
    /// Names in the sentence that are no participant's: a village that no gazetteer has.
    pub(super) names: BTreeSet<String>,
}

impl Words {
    pub(super) fn of(one: &Telling) -> Self {
        let parties = one.event.actors.iter().chain(&one.event.recipients);
        let named: BTreeSet<String> = parties
            .filter(|actor| who::party_key(actor).is_some())
            .flat_map(|actor| stems(&actor.text).collect::<Vec<_>>())
            .collect();
        let all = stems(&one.sentence()).filter(|stem| !named.contains(stem)).collect();
        let trigger = stems(&one.trigger()).next().unwrap_or_default();
        Self { trigger, telling: all, names: names(&one.event) }
    }

    /// How many names both have.
    pub(super) fn shared_names(&self, other: &Self) -> usize {
        self.names.intersection(&other.names).count()
    }

    /// How many words both use.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.telling.intersection(&other.telling).count()
    }
}

/// Words that begin with a capital though no sentence begins with them, in lower case: names, apart
/// from those of the participants, of the calendar, and of offices and bodies that any report of any
/// state may name.
pub(super) fn names(event: &Event) -> BTreeSet<String> {
    let parties = event.actors.iter().chain(&event.recipients);
    let own: BTreeSet<String> = parties
        .flat_map(|actor| [Some(&actor.text), actor.name.as_ref()])
        .flatten()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase))
        .collect();
    let sentence = event.evidence.first().map(|words| words.reading()).unwrap_or_default();
    let mut out = BTreeSet::new();
    let mut begins = true;
    for word in sentence.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
        let lower = bare.to_lowercase();
        let capital = bare.starts_with(char::is_uppercase)
            && bare.chars().count() >= 4
            && bare.chars().any(char::is_lowercase);
        if capital
            && !begins
            && !own.contains(&lower)
            && !calendar::NAMES.contains(&&*lower)
            && !OFFICES.contains(&&*lower)
        {
            out.insert(lower);
        }
        begins = word.ends_with(['.', '!', '?', ':', '"', '”', '“']);
    }
    out
}

/// What people of many states come together at.
const GATHERINGS: &[&str] = &["assembly", "conference", "dialogue", "forum", "summit"];

/// Of these, the ones that are parliaments.
const PARLIAMENTS: &[&str] = &["constituent", "federal", "legislative", "national", "people's"];

/// The gathering that a sentence names: "munich-security-conference". At most the two words before
/// the noun count, for of longer names some reports leave the first out.
pub(super) fn gathering(event: &Event) -> Option<String> {
    let sentence = event.evidence.first().map(|words| words.reading()).unwrap_or_default();
    let mut before: Vec<String> = vec![];
    for word in sentence.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase().replace('’', "'");
        let ends = !word.ends_with(char::is_alphanumeric);
        if !bare.starts_with(char::is_uppercase) {
            before.clear();
            continue;
        }
        let named = before.last().is_some_and(|last| !PARLIAMENTS.contains(&last.as_str()));
        if GATHERINGS.contains(&lower.as_str()) && named {
            let from = before.len().saturating_sub(2);
            return Some(format!("{}-{lower}", before[from..].join("-")));
        }
        before.push(lower);
        if ends {
            before.clear();
        }
    }
    None
}

/// Words for offices and bodies.
const OFFICES: &[&str] = &[
    "affairs",
    "army",
    "chief",
    "council",
    "defence",
    "defense",
    "deputy",
    "foreign",
    "general",
    "government",
    "interior",
    "leader",
    "minister",
    "ministers",
    "ministry",
    "nations",
    "parliament",
    "president",
    "presidents",
    "prime",
    "secretary",
    "security",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "state",
    "states",
    "united",
];

/// The stem of the word that names an event.
pub(super) fn trigger(event: &Event) -> Option<String> {
    let of_type = |words: &&Evidence| words.field.as_deref() == Some("type");
    let found = event.evidence.iter().find(of_type)?;
    stems(&found.reading()).next()
}

/// Stems of the words of four letters and more.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let lower = text.to_lowercase();
    let words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4 && !COMMON.contains(word))
        .map(stem)
        .collect();
    words.into_iter()
}

/// A word without the endings of inflection; rough, for comparing only.
fn stem(word: &str) -> String {
    for ending in ["ings", "ing", "edly", "ed", "es", "s", "ly"] {
        if let Some(root) = word.strip_suffix(ending)
            && root.chars().count() >= 4
        {
            return root.strip_suffix('e').unwrap_or(root).to_owned();
        }
    }
    word.strip_suffix('e').filter(|root| root.len() >= 4).unwrap_or(word).to_owned()
}

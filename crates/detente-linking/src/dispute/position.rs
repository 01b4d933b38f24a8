//! Who stands where.

use crate::incident::Telling;
use detente_record::{ActorRef, Position, Stance, Status};
use std::collections::BTreeSet;

/// Where who tells an event stands on its having happened.
pub(super) fn stance(one: &Telling) -> Stance {
    match one.event.status {
        Status::Denied => Stance::Denies,
        _ => Stance::Asserts,
    }
}

/// Everybody's position on whether it happened, each holder once a stance.
pub(super) fn all(tellings: &[&Telling]) -> Vec<Position> {
    with(tellings, |one| Some((stance(one), None)))
}

/// Positions by a stance and a value; a holder who says the same twice is there once, with the words
/// of the first.
pub(super) fn with(
    tellings: &[&Telling],
    held: impl Fn(&Telling) -> Option<(Stance, Option<String>)>,
) -> Vec<Position> {
    let mut seen = BTreeSet::new();
    let mut out = vec![];
    for one in tellings {
        let Some((stance, value)) = held(one) else { continue };
        let holder = one.holder().cloned();
        if !seen.insert((holder_key(holder.as_ref(), one), stance, value.clone())) {
            continue;
        }
        let mut date = one.event.date.clone();
        if let Some(day) = &one.reported {
            // A position is of the day it was told.
            date = detente_record::Time::day(day, "", detente_record::TimeBasis::ReportDate);
            date.text = None;
        }
        out.push(Position {
            holder,
            stance,
            value,
            statement: one.event.statement.clone(),
            date,
            evidence: one.event.evidence.first().cloned().into_iter().collect(),
        });
    }
    out
}

/// One holder, wherever he is cited; an account without a name is its report's.
fn holder_key(holder: Option<&ActorRef>, one: &Telling) -> String {
    match holder {
        Some(actor) => actor.id.clone().unwrap_or_else(|| called(&actor.text).to_lowercase()),
        None => one.event.report.clone(),
    }
}

/// Words for all sides at once, or for none: whoever is meant by them, it is no one holder.
const NOBODY: &[&str] = &[
    "a report",
    "both",
    "both parties",
    "both sides",
    "each side",
    "either side",
    "neither side",
    "report",
    "reports",
    "the parties",
    "the report",
    "the reports",
    "the sides",
    "the two",
    "the two parties",
    "the two sides",
    "two sides",
];

/// Whether these words name no holder of a position.
pub(crate) fn is_nobody(actor: &ActorRef) -> bool {
    let words = actor.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    actor.id.is_none() && actor.country.is_none() && NOBODY.contains(&words.as_str())
}

/// A name without what is told of its bearer behind it: "Leyla Demir, an adviser to the minister".
fn called(text: &str) -> &str {
    match text.split_once(", ") {
        Some((name, told))
            if name.chars().any(char::is_uppercase)
                && told.starts_with(|c: char| c.is_lowercase()) =>
        {
            name
        }
        _ => text,
    }
}

/// A holder's name in a sentence.
pub(super) fn name(holder: Option<&ActorRef>) -> String {
    match holder {
        Some(actor) => {
            let name = actor.name.as_deref().unwrap_or_else(|| called(&actor.text));
            name.trim_matches([',', ' ', ';']).to_owned()
        }
        None => "a report".into(),
    }
}

/// "A, B and C".
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// First and last day on which a position was told.
pub(super) fn days(
    positions: &[Position],
    tellings: &[&Telling],
) -> (Option<String>, Option<String>) {
    let told = positions.iter().filter_map(|one| one.date.to.clone());
    let reported = tellings.iter().filter_map(|one| one.reported.clone());
    let all: BTreeSet<String> = told.chain(reported).collect();
    (all.first().cloned(), all.last().cloned())
}

//! What is disputed, told apart from what has merely changed or is counted otherwise.
//!
//! Each rule is a file: what it finds, why, and its tests. A rule looks at one incident with all its
//! tellings ([`of_incident`]), at counts over stretches of time ([`of_summaries`]), at what a report's
//! speakers deny ([`of_statements`]), or at an agreement's obligations ([`of_agreement`]). Nobody is
//! declared right: a dispute is who holds what, on which words.

mod denial;
mod performance;
mod place;
mod position;
mod quantity;
mod rejected;
mod responsibility;
mod scope;
mod time;

pub(crate) use position::is_nobody;
pub use rejected::of_statements;
pub use scope::of_summaries;

use crate::incident::Telling;
use detente_record::{Agreement, Claim, Dispute, Incident, Position, Stance};
use std::collections::BTreeSet;

/// The disputes over one incident.
pub fn of_incident(incident: &Incident, tellings: &[Telling]) -> Vec<Dispute> {
    let mut all: Vec<&Telling> = tellings.iter().collect();
    all.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    all.dedup_by(|a, b| a.event.id == b.event.id);
    type Rule = fn(&Incident, &[&Telling]) -> Vec<Dispute>;
    const RULES: [Rule; 5] =
        [denial::rule, quantity::rule, responsibility::rule, place::rule, time::rule];
    RULES.iter().flat_map(|rule| rule(incident, &all)).collect()
}

/// The disputes over whether an agreement's obligations are kept.
pub fn of_agreement(agreement: &Agreement) -> Vec<Dispute> {
    performance::rule(agreement)
}

/// The claim that an incident took place, where somebody is cited for it or denies it.
pub fn claim(incident: &Incident, tellings: &[Telling]) -> Option<Claim> {
    let mut all: Vec<&Telling> = tellings.iter().collect();
    all.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    all.dedup_by(|a, b| a.event.id == b.event.id);
    let cited = all.iter().any(|one| one.speaker.is_some());
    let denied = all.iter().any(|one| position::stance(one) == Stance::Denies);
    if !cited && !denied {
        return None;
    }
    let told = all.iter().find(|one| position::stance(one) == Stance::Asserts).or(all.first())?;
    let positions = position::all(&all);
    let asserted = positions.iter().any(|one| one.stance == Stance::Asserts);
    Some(Claim {
        id: incident.id.clone(),
        text: told.sentence(),
        about: vec![incident.id.clone()],
        independent_sources: sources(&all),
        status: if denied && asserted { "disputed" } else { "unopposed" }.into(),
        positions,
    })
}

/// Independent origins of those who say that it is so.
fn sources(all: &[&Telling]) -> usize {
    let said = all.iter().filter(|one| position::stance(one) == Stance::Asserts);
    said.map(|one| one.origin.as_str()).collect::<BTreeSet<_>>().len()
}

/// A dispute over an incident; the days are those of its positions.
fn dispute(
    incident: &Incident,
    kind: &str,
    over: &str,
    relation: &str,
    text: String,
    positions: Vec<Position>,
    tellings: &[&Telling],
) -> Dispute {
    let (first, last) = position::days(&positions, tellings);
    let tail = if over.is_empty() { String::new() } else { format!(":{over}") };
    Dispute {
        id: format!("{}:{kind}{tail}", incident.id),
        text,
        kind: kind.into(),
        relation: relation.into(),
        about: vec![incident.id.clone()],
        claims: vec![incident.id.clone()],
        positions,
        first,
        last,
        independent_sources: tellings.iter().map(|one| &one.origin).collect::<BTreeSet<_>>().len(),
    }
}

#[cfg(test)]
mod tests;

//! **performance**, **obligation**: whether an undertaking was kept, and whether there is one.
//!
//! An obligation's holders say what became of it; where what they say can't all be so, it is a
//! dispute over performance. Where somebody says that there is no such obligation, it is over the
//! obligation.

use super::position;
use detente_record::{Agreement, Dispute, Obligation, Performance, Position, Stance};
use std::collections::BTreeSet;

pub(super) fn rule(agreement: &Agreement) -> Vec<Dispute> {
    agreement.obligations.iter().filter_map(|one| over(agreement, one)).collect()
}

fn over(agreement: &Agreement, one: &Obligation) -> Option<Dispute> {
    let disputed = one.standing.as_deref() == Some("disputed");
    let contested = one.existence == "contested";
    if !disputed && !contested {
        return None;
    }
    let name = agreement.name.clone().unwrap_or_else(|| agreement.id.clone());
    let (kind, text) = if disputed {
        ("performance", format!("Whether it was kept ({name}): {}", one.text))
    } else {
        ("obligation", format!("Whether it is owed ({name}): {}", one.text))
    };
    let positions: Vec<Position> = if disputed {
        one.performance.iter().map(of_performance).collect()
    } else {
        let held = |holder: &detente_record::ActorRef| Position {
            holder: Some(holder.clone()),
            stance: Stance::Asserts,
            value: None,
            statement: None,
            date: agreement.concluded.clone(),
            evidence: one.evidence.clone(),
        };
        one.asserted_by.iter().map(held).collect()
    };
    let days: BTreeSet<String> = positions.iter().filter_map(|p| p.date.to.clone()).collect();
    let holders: BTreeSet<String> =
        positions.iter().map(|p| position::name(p.holder.as_ref())).collect();
    Some(Dispute {
        id: format!("{}:{kind}", one.id),
        text,
        kind: kind.into(),
        relation: "conflict".into(),
        about: vec![agreement.id.clone(), one.id.clone()],
        claims: vec![],
        first: days.first().cloned(),
        last: days.last().cloned(),
        independent_sources: holders.len(),
        positions,
    })
}

fn of_performance(one: &Performance) -> Position {
    Position {
        holder: one.holder.clone(),
        stance: one.stance,
        value: Some(one.status.clone()),
        statement: None,
        date: one.date.clone(),
        evidence: one.evidence.clone(),
    }
}

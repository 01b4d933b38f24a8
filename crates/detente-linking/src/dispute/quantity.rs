//! **quantity**: accounts of one happening give figures of one role that can't all be so.
//!
//! A count that only grows from one report to the next is an update, for the dead are found one by
//! one. Figures of others ("soldiers" against "civilians") differ in scope. What is left is a
//! conflict. A range and a figure inside it do not differ, nor does "at least 14" from 18.

use super::{dispute, position};
use crate::incident::Telling;
use detente_record::{Dispute, FigureRole, Incident, Quantity, Stance, Status};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn rule(incident: &Incident, all: &[&Telling]) -> Vec<Dispute> {
    let mut roles: BTreeMap<FigureRole, Vec<(&Telling, &Quantity)>> = BTreeMap::new();
    for &one in all.iter().filter(|one| one.event.status != Status::Denied) {
        for quantity in &one.event.quantities {
            if is_count(quantity.role) && quantity.value.is_some() {
                roles.entry(quantity.role).or_default().push((one, quantity));
            }
        }
    }
    let mut out = vec![];
    for (role, mut given) in roles {
        given.sort_by_key(|(one, quantity)| {
            (one.reported.clone(), one.event.id.clone(), quantity.text.clone())
        });
        let Some(relation) = relation(&given) else { continue };
        let mut values: Vec<String> = given.iter().map(|(_, q)| number(q)).collect();
        let by = given.iter().map(|(one, quantity)| {
            format!("{} {}", position::name(one.holder()), number(quantity))
        });
        let mut told: Vec<String> = by.collect();
        let mut seen = BTreeSet::new();
        told.retain(|one| seen.insert(one.clone()));
        values.sort();
        values.dedup();
        if values.len() < 2 || told.len() < 2 {
            continue;
        }
        let how = match relation {
            "update" => "The count rises",
            "scope-difference" => "Counts of others",
            _ => "The counts differ",
        };
        let text = format!("{how} ({role}): {}", told.join(", "));
        let tellings: Vec<&Telling> = given.iter().map(|(one, _)| *one).collect();
        let positions = position::with(&tellings, |one| {
            let own = one.event.quantities.iter().find(|q| q.role == role && q.value.is_some())?;
            Some((Stance::Asserts, Some(number(own))))
        });
        out.push(dispute(
            incident,
            "quantity",
            role.as_str(),
            relation,
            text,
            positions,
            &tellings,
        ));
    }
    out
}

/// Whether a figure counts what was harmed or taken. How long a truce or a way is says nothing that a
/// longer one would contradict: "an 11-day war" beside "the third day".
pub(super) fn is_count(role: FigureRole) -> bool {
    !matches!(role, FigureRole::Other | FigureRole::Days | FigureRole::Kilometres)
}

/// How these figures stand to each other; `None` where they agree.
fn relation(given: &[(&Telling, &Quantity)]) -> Option<&'static str> {
    let differ = |a: &Quantity, b: &Quantity| {
        let (low, high) = (a.low.or(a.value), a.high.or(a.value));
        let (other_low, other_high) = (b.low.or(b.value), b.high.or(b.value));
        match (low, high, other_low, other_high) {
            (Some(low), Some(high), Some(least), Some(most)) => high < least || most < low,
            // An open end: "at least 14" holds 18.
            (Some(low), None, _, most) => most.is_some_and(|most| most < low),
            (None, Some(high), least, _) => least.is_some_and(|least| least > high),
            _ => false,
        }
    };
    let mut conflict = false;
    let mut any = false;
    for (i, (one, a)) in given.iter().enumerate() {
        for (other, b) in &given[i + 1..] {
            if !differ(a, b) || one.event.id == other.event.id {
                continue;
            }
            any = true;
            conflict |= same_scope(a, b);
        }
    }
    if !any {
        return None;
    }
    if !conflict {
        return Some("scope-difference");
    }
    let series: Vec<(Option<&str>, f64)> = given
        .iter()
        .filter_map(|(one, quantity)| Some((one.reported.as_deref(), quantity.value?)))
        .collect();
    Some(if crate::incident::grows(&series) { "update" } else { "conflict" })
}

/// Whether two figures count the same people, as far as is told.
fn same_scope(a: &Quantity, b: &Quantity) -> bool {
    const KINDS: &[&[&str]] = &[
        &["soldier", "troop", "serviceman", "servicemen", "officer", "policeman", "policemen"],
        &["civilian", "citizen", "resident", "villager", "worker", "passenger"],
        &["fighter", "militant", "rebel", "terrorist", "gunman", "gunmen", "mercenary"],
        &["child", "children", "woman", "women"],
    ];
    let kind = |one: &Quantity| {
        let of = one.of.as_deref()?.to_lowercase();
        KINDS.iter().position(|words| words.iter().any(|word| of.contains(word)))
    };
    match (kind(a), kind(b)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn number(quantity: &Quantity) -> String {
    quantity.text.clone()
}

//! One incident as each outlet and each side tells it: its words, its figures, whom it blames, and
//! what it leaves out that others tell.

use super::figures::figures;
use super::telling::Telling;
use super::who::party_key;
use detente_record::{Account, ActorRef, Incident, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The accounts of an incident, by outlet and side; none where there is but one, for it stands in
/// the incident's own row.
pub fn accounts(incident: &Incident, tellings: &[Telling]) -> Vec<Account> {
    let mut all: Vec<&Telling> = tellings.iter().collect();
    all.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    all.dedup_by(|a, b| a.event.id == b.event.id);
    let mut groups: BTreeMap<(Option<String>, Option<String>), Vec<&Telling>> = BTreeMap::new();
    for one in &all {
        let outlet = one.outlet.as_ref().map(|outlet| outlet.text.clone());
        // A report without an outlet is an outlet of its own.
        let outlet = outlet.or_else(|| Some(one.event.report.clone()));
        let side = one.speaker.as_ref().map(side);
        groups.entry((outlet, side)).or_default().push(one);
    }
    if groups.len() < 2 {
        return vec![];
    }
    let told: BTreeSet<&'static str> = all.iter().flat_map(|one| tells(one)).collect();
    let account = |group: Vec<&Telling>| {
        let own: BTreeSet<&'static str> = group.iter().flat_map(|one| tells(one)).collect();
        let wording: BTreeSet<String> =
            group.iter().map(|one| one.trigger()).filter(|word| !word.is_empty()).collect();
        let reports: BTreeSet<String> = group.iter().map(|one| one.event.report.clone()).collect();
        let first = group.first();
        Account {
            incident: incident.id.clone(),
            outlet: first.and_then(|one| one.outlet.as_ref()).map(|outlet| outlet.text.clone()),
            side: first.and_then(|one| one.speaker.clone()),
            reports: reports.into_iter().collect(),
            wording: wording.into_iter().collect(),
            figures: figures(&group),
            blames: blames(&group),
            leaves_out: told.difference(&own).map(|what| (*what).to_owned()).collect(),
            evidence: group.iter().filter_map(|one| one.event.evidence.first().cloned()).collect(),
        }
    };
    groups.into_values().map(account).collect()
}

/// Whose voice it is: all of one party are one side.
fn side(speaker: &ActorRef) -> String {
    party_key(speaker).unwrap_or_else(|| speaker.text.to_lowercase())
}

fn blames(group: &[&Telling]) -> Vec<ActorRef> {
    let mut out: Vec<ActorRef> = vec![];
    for one in group.iter().filter(|one| one.event.status != Status::Denied) {
        for actor in &one.event.actors {
            let known = |other: &ActorRef| {
                other.text == actor.text || other.id.is_some() && other.id == actor.id
            };
            if !out.iter().any(known) {
                out.push(actor.clone());
            }
        }
    }
    out
}

/// What of an incident a telling tells.
fn tells(one: &Telling) -> Vec<&'static str> {
    let event = &one.event;
    let mut out = vec![];
    if !event.actors.is_empty() {
        out.push("who did it");
    }
    if !event.recipients.is_empty() {
        out.push("to whom");
    }
    if event.place.is_some() {
        out.push("where");
    }
    if !event.instruments.is_empty() {
        out.push("with what");
    }
    for quantity in &event.quantities {
        out.push(match quantity.role {
            detente_record::FigureRole::Killed => "how many were killed",
            detente_record::FigureRole::Wounded => "how many were wounded",
            detente_record::FigureRole::Captured => "how many were captured",
            detente_record::FigureRole::Missing => "how many are missing",
            detente_record::FigureRole::Displaced => "how many were displaced",
            _ => continue,
        });
    }
    if event.status == Status::Denied {
        out.push("that it is denied");
    }
    out
}

//! Under which keys an event is looked for.
//!
//! A key must be shared by any two tellings that could be one happening, and by few others. What an
//! event is known by differs from report to report, so it stands under several: its two sides in a
//! month, its place in a month, one side on a day, and a figure with its side. Undated events meet
//! dated ones under their figures and their places.

use super::place::is_region;
use super::when::{Days, iso};
use super::who::party_key;
use super::words::{names, trigger};
use detente_record::{Event, EventType, FigureRole};
use std::collections::BTreeSet;

/// Sides, months and figures by which one event is looked for at most.
const MOST: usize = 4;

/// Days that a date may span for its event to be looked for by its day.
const PRECISE: i64 = 3;

/// The keys of an event, sorted, each once.
pub fn blocks(one: &Event) -> Vec<String> {
    let kind = family(one.kind).as_str();
    let parties = one.actors.iter().chain(&one.recipients);
    let parties: BTreeSet<String> = parties.filter_map(party_key).take(MOST).collect();
    let place = one.place.as_ref().filter(|place| !is_region(place));
    let place = place.and_then(|place| place.id.as_deref());
    let days = Days::of(&one.date);
    let mut out = BTreeSet::new();
    for month in days.map(|(days, _)| months(days)).unwrap_or_default() {
        for a in &parties {
            for b in parties.range(a.clone()..).skip(1) {
                out.insert(format!("{kind}|{a}|{b}|{month}"));
            }
        }
        out.extend(place.map(|place| format!("{kind}|{place}|{month}")));
        // A village that no gazetteer has is a name all the same.
        out.extend(names(one).iter().take(MOST).map(|name| format!("{kind}|{name}|{month}")));
    }
    if let Some((days, _)) = days
        && days.length() <= PRECISE
    {
        for party in &parties {
            // A day earlier and later too: reports differ by one.
            for day in (days.from - 1..=days.to + 1).filter_map(iso) {
                out.insert(format!("{kind}|{party}|{day}"));
            }
        }
        // Where no side is known, the word for it on its day.
        if parties.is_empty()
            && let (Some(word), Some(day)) = (trigger(one), iso(days.to))
        {
            out.insert(format!("{kind}|{word}|{day}"));
        }
    }
    for figure in harmed(one).into_iter().take(MOST) {
        out.extend(parties.iter().map(|party| format!("{kind}|{party}|{figure}")));
        out.extend(place.map(|place| format!("{kind}|{place}|{figure}")));
    }
    // What no day is known of is looked for by its place among what is told without a day.
    if days.is_none() {
        out.extend(place.map(|place| format!("{kind}|{place}|undated")));
        let all: Vec<&str> = parties.iter().map(String::as_str).collect();
        if all.len() > 1 {
            out.insert(format!("{kind}|{}|undated", all.join("|")));
        }
    }
    out.into_iter().collect()
}

/// Types by which one happening may go in two reports: who takes a town assaults or coerces.
pub fn family(kind: EventType) -> EventType {
    match kind {
        EventType::Coerce => EventType::Assault,
        EventType::Retreat => EventType::Concede,
        other => other,
    }
}

/// The figures of people harmed that are telling enough to be looked for.
fn harmed(one: &Event) -> BTreeSet<String> {
    let quantities = one.quantities.iter();
    quantities
        .filter(|quantity| {
            matches!(
                quantity.role,
                FigureRole::Killed
                    | FigureRole::Wounded
                    | FigureRole::Captured
                    | FigureRole::Missing
                    | FigureRole::Displaced
            )
        })
        .filter_map(|quantity| {
            // One, two and three are everywhere.
            let value = quantity.value.filter(|value| *value >= 4.0)?;
            Some(format!("{}={value}", quantity.role))
        })
        .collect()
}

/// The months a stretch touches; none of one that is too long to be looked for by month.
fn months(days: Days) -> BTreeSet<String> {
    const LONGEST: i64 = 62;
    if days.length() > LONGEST {
        return BTreeSet::new();
    }
    let ends = [days.from - 1, days.from, (days.from + days.to) / 2, days.to, days.to + 1];
    ends.into_iter().filter_map(iso).filter_map(|day| day.get(..7).map(str::to_owned)).collect()
}

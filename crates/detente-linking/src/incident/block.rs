//! Under which keys an event is looked for.
//!
//! A key must be shared by any two tellings that could be one happening, and by few others. What an
//! event is known by differs from report to report, so it stands under several: its two sides in a
//! week, its place in a week, one side on a day, and a figure with its side in a week. Undated events
//! meet dated ones under their figures, and meetings under the gathering where they were.

use super::place::is_region;
use super::when::{Days, iso};
use super::who::party_key;
use super::words::{gathering, names, trigger};
use detente_record::{Event, EventType, FigureRole};
use std::collections::BTreeSet;

/// Sides, months and figures by which one event is looked for at most.
const MOST: usize = 4;

/// Days that a date may span for its event to be looked for by its day.
const PRECISE: i64 = 3;

/// What a key begins with under which undated events meet dated ones, whatever the day: there dated
/// ones are not compared with each other, for what can be one of them meets under a day or a week.
const ANY_DAY: char = '~';

/// Whether two events are compared under a key, by whether either has no day.
pub fn meets(key: &str, one_undated: bool, other_undated: bool) -> bool {
    !key.starts_with(ANY_DAY) || one_undated || other_undated
}

/// Whether no day is known of an event.
pub fn is_undated(one: &Event) -> bool {
    Days::of(&one.date).is_none()
}

/// The keys of an event, sorted, each once.
pub fn blocks(one: &Event) -> Vec<String> {
    let kind = family(one.kind).as_str();
    let parties = one.actors.iter().chain(&one.recipients);
    let parties: BTreeSet<String> = parties.filter_map(party_key).take(MOST).collect();
    let place = one.place.as_ref().filter(|place| !is_region(place));
    let place = place.and_then(|place| place.id.as_deref());
    let days = Days::of(&one.date);
    let mut out = BTreeSet::new();
    for week in days.map(|(days, _)| weeks(days)).unwrap_or_default() {
        for a in &parties {
            for b in parties.range(a.clone()..).skip(1) {
                out.insert(format!("{kind}|{a}|{b}|{week}"));
            }
        }
        out.extend(place.map(|place| format!("{kind}|{place}|{week}")));
        // A village that no gazetteer has is a name all the same.
        out.extend(names(one).iter().take(MOST).map(|name| format!("{kind}|{name}|{week}")));
    }
    if let Some((days, _)) = days
        && days.length() <= PRECISE
    {
        for party in &parties {
            // A day later too: reports differ by one.
            for day in (days.from..=days.to + 1).filter_map(iso) {
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
    let weeks: Vec<String> = days.map(|(days, _)| weeks(days)).unwrap_or_default();
    for figure in harmed(one).into_iter().take(MOST) {
        for with in parties.iter().map(String::as_str).chain(place) {
            out.insert(format!("{ANY_DAY}{kind}|{with}|{figure}"));
            out.extend(weeks.iter().map(|week| format!("{kind}|{with}|{figure}|{week}")));
        }
    }
    // Who met whom beside a conference is looked for by its name, for an undated report of it has
    // nothing else in common with a dated one.
    if let Some(gathering) = gathering(one).filter(|_| one.reciprocal) {
        for a in &parties {
            for b in parties.range(a.clone()..).skip(1) {
                out.insert(format!("{ANY_DAY}{kind}|{a}|{b}|{gathering}"));
            }
        }
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

/// The weeks that a stretch touches, with a day before and after it, each by its first day; none of a
/// stretch that is too long to be looked for by week.
fn weeks(days: Days) -> Vec<String> {
    const WEEK: i64 = 7;
    const LONGEST: i64 = 35;
    if days.length() > LONGEST {
        return vec![];
    }
    let (first, last) = ((days.from - 1).div_euclid(WEEK), (days.to + 1).div_euclid(WEEK));
    (first..=last).filter_map(|week| iso(week * WEEK)).collect()
}

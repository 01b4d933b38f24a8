//! From the undertakings that are one to the obligation that they tell of, and to the one before it
//! where a deadline was moved.

use super::due;
use super::like::{Item, is_within};
use super::said;
use super::side::{self, is_known};
use super::words::Words;
use super::written::is_written;
use detente_record::{
    ActorRef, Deadline, Obligation, Performance, PlaceRef, Quantity, Time, Undertaking,
};
use std::collections::{BTreeMap, BTreeSet};

/// What merging needs to know beside the rows.
pub(super) struct Known<'a> {
    /// When the agreement was concluded.
    pub(super) concluded: &'a Time,
    /// The day of each report, where it is known.
    pub(super) days: &'a BTreeMap<&'a str, &'a str>,
}

/// The obligations of a group: one, or one for each deadline that was moved, the first before the
/// one that replaces it.
pub(super) fn obligations(group: &[&Item], known: &Known) -> Vec<Obligation> {
    let mut rows: Vec<&Item> = group.to_vec();
    rows.sort_by_key(|item| order(item.row, known));
    let mut out: Vec<Obligation> = vec![];
    for version in versions(&rows, known) {
        let mut made = obligation(&version, known);
        if let Some(before) = out.last_mut() {
            made.supersedes = Some(before.id.clone());
            let extended = made.performance.iter().filter(|one| one.status == "extended");
            let all = before.performance.iter().chain(extended);
            before.performance = said::distinct(all);
        }
        out.push(made);
    }
    out
}

/// What was written down beforehand first, then the earliest report, then the least id; a report
/// without a day comes last.
fn order<'a>(row: &'a Undertaking, known: &Known<'a>) -> (bool, bool, Option<&'a str>, &'a str) {
    let day = known.days.get(row.report.as_str()).copied();
    (!is_written(row), day.is_none(), day, &row.obligation.id)
}

/// The rows parted by deadlines of which each replaced the one before. What tells of no deadline
/// belongs to the last, unless its report is older than all that tell of the last.
fn versions<'i, 'a>(rows: &[&'i Item<'a>], known: &Known<'a>) -> Vec<Vec<&'i Item<'a>>> {
    let plain = rows.iter().filter(|item| !item.extends).filter_map(|item| item.due());
    let Some(first) = plain.min() else { return vec![rows.to_vec()] };
    let moved: BTreeSet<&str> = rows
        .iter()
        .filter(|item| item.extends)
        .filter_map(|item| item.due())
        .filter(|due| *due > first)
        .collect();
    let mut out: Vec<Vec<&Item>> = vec![vec![]; moved.len() + 1];
    let since: Vec<Option<&str>> = moved
        .iter()
        .map(|day| {
            let telling = rows.iter().filter(|item| item.due() == Some(day));
            telling.filter_map(|item| known.days.get(item.row.report.as_str()).copied()).min()
        })
        .collect();
    for item in rows {
        let at = match item.due() {
            Some(due) => moved.iter().take_while(|day| **day <= due).count(),
            None => {
                let day = known.days.get(item.row.report.as_str()).copied();
                let older = |since: &Option<&str>| {
                    !item.extends && day.zip(*since).is_some_and(|(day, since)| day < since)
                };
                since.iter().take_while(|since| !older(since)).count()
            }
        };
        out[at].push(item);
    }
    out.retain(|version| !version.is_empty());
    out
}

fn obligation(rows: &[&Item], known: &Known) -> Obligation {
    let all: Vec<&Obligation> = rows.iter().map(|item| &item.row.obligation).collect();
    let words = |field: fn(&Obligation) -> Option<&String>| {
        best(all.iter().filter_map(|row| field(row)), |new, old| {
            Words::of(new).exceeds(&Words::of(old))
        })
    };
    let actor = |field: fn(&Obligation) -> Option<&ActorRef>| {
        best(all.iter().filter_map(|row| field(row)), |new, old| is_known(new) && !is_known(old))
    };
    let first =
        |field: fn(&Obligation) -> Option<&String>| all.iter().find_map(|row| field(row)).cloned();
    let place = best(all.iter().filter_map(|row| row.place.as_ref()), is_nearer);
    let quantity = best(all.iter().filter_map(|row| row.quantity.as_ref()), is_fuller);
    let deadlines: Vec<Deadline> = rows
        .iter()
        .filter_map(|item| {
            let due = item.row.obligation.deadline.as_ref()?;
            Some(due::resolved(due, known.concluded, &item.row.rule))
        })
        .collect();
    let deadline = best(deadlines.iter(), |new, old| {
        let day = |due: &Deadline| due.time.to.is_some();
        day(new) && !day(old)
    });
    let performance: Vec<&Performance> = all.iter().flat_map(|row| &row.performance).collect();
    let asserted = all.iter().flat_map(|row| &row.asserted_by);
    Obligation {
        id: id(rows),
        performer: actor(|row| row.performer.as_ref()),
        obligor: actor(|row| row.obligor.as_ref()),
        beneficiary: actor(|row| row.beneficiary.as_ref()),
        modality: all.first().map(|row| row.modality.clone()).unwrap_or_default(),
        duration: first(|row| row.duration.as_ref()),
        text: text(&all),
        action: first(|row| row.action.as_ref()),
        object: words(|row| row.object.as_ref()),
        place,
        quantity,
        deadline,
        condition: words(|row| row.condition.as_ref()),
        existence: existence(&all).to_owned(),
        asserted_by: side::named(asserted),
        evidence: said::evidence(all.iter().flat_map(|row| &row.evidence)),
        performance: said::distinct(performance),
        supersedes: None,
        standing: None,
    }
}

/// The id under which it was written down, else the least.
fn id(rows: &[&Item]) -> String {
    let least = rows.iter().map(|item| (!is_written(item.row), &item.row.obligation.id)).min();
    least.map(|(_, id)| id.clone()).unwrap_or_default()
}

/// The first, unless a later one says more than what stands.
fn best<'a, T: Clone + 'a>(
    all: impl Iterator<Item = &'a T>,
    better: impl Fn(&T, &T) -> bool,
) -> Option<T> {
    all.reduce(|old, new| if better(new, old) { new } else { old }).cloned()
}

/// The words of the row that tells the most: with an action, an object, a deadline.
fn text(rows: &[&Obligation]) -> String {
    let told = |row: &Obligation| {
        [row.action.is_some(), row.object.is_some(), row.place.is_some(), row.deadline.is_some()]
            .into_iter()
            .filter(|told| *told)
            .count()
    };
    let most =
        rows.iter().copied().reduce(|old, new| if told(new) > told(old) { new } else { old });
    most.map(|row| row.text.clone()).unwrap_or_default()
}

fn is_nearer(new: &PlaceRef, old: &PlaceRef) -> bool {
    match (&new.id, &old.id) {
        (Some(_), None) => true,
        (Some(a), Some(b)) if a != b => is_within(new, old) && !is_within(old, new),
        _ => false,
    }
}

fn is_fuller(new: &Quantity, old: &Quantity) -> bool {
    let given = |one: &Quantity| one.value.is_some() || one.low.is_some() || one.high.is_some();
    given(new) && !given(old)
}

/// Contested where anybody denies that it exists; agreed where a report tells it as agreed.
fn existence(rows: &[&Obligation]) -> &'static str {
    let any = |value: &str| rows.iter().any(|row| row.existence == value);
    match () {
        () if any("contested") => "contested",
        () if any("agreed") => "agreed",
        () => "claimed",
    }
}

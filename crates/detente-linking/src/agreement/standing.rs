//! How an obligation stands on a day, by what is said of it. Nobody is declared right: what holders
//! tell differently is disputed, however many tell it one way.

use super::said::report;
use super::side::side;
use detente_record::{Obligation, Performance, Stance, Time, TimeBasis};
use detente_world::World;
use std::collections::BTreeMap;

/// What a standing hangs on beside the obligation itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame<'a> {
    /// The day on which things stand so; without one no deadline can be judged.
    pub(super) as_of: Option<&'a str>,
    /// The last day of the agreement.
    pub(super) ended: Option<&'a str>,
    /// Whether it is put forward only, and binds nobody yet.
    pub(super) proposed: bool,
    /// Whether a later deadline took the place of this one.
    pub(super) replaced: bool,
}

/// What one holder last said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Position {
    Kept,
    Partly,
    Broken,
    NotYet,
    Disputed,
    Waived,
    /// A claim taken back, or only doubted: nothing is held.
    Nothing,
}

/// The standing of an obligation; `None` where nothing binds.
pub(super) fn standing(world: &World, row: &Obligation, frame: Frame) -> Option<&'static str> {
    let positions = positions(world, row, frame.as_of);
    let has = |position| positions.contains(&position);
    let (kept, partly, broken) =
        (has(Position::Kept), has(Position::Partly), has(Position::Broken));
    if has(Position::Disputed) || broken && (kept || partly) {
        return Some("disputed");
    }
    if broken {
        return Some("said-breached");
    }
    if partly {
        return Some("said-partly");
    }
    if kept {
        return Some("said-fulfilled");
    }
    if has(Position::Waived) || frame.replaced {
        return Some("lapsed");
    }
    if frame.proposed {
        return None;
    }
    Some(silent(row, frame))
}

/// How it stands where nothing is said of its being kept or broken.
fn silent(row: &Obligation, frame: Frame) -> &'static str {
    let continuing = row.modality != "must" || row.duration.as_deref() == Some("continuing");
    let due = row.deadline.as_ref().and_then(|due| due.time.to.as_deref());
    let over = frame.as_of.zip(due).is_some_and(|(day, due)| due < day);
    let ended = frame.as_of.zip(frame.ended).is_some_and(|(day, ended)| ended < day);
    // What was due before the end was due all the same.
    let due_first = due.is_some_and(|due| frame.ended.is_none_or(|ended| due <= ended));
    match () {
        () if over && !continuing && (due_first || !ended) => "overdue-unreported",
        // A duty until a day is over on the next.
        () if ended || over => "lapsed",
        () if continuing => "continuing",
        () => "pending",
    }
}

/// What each holder says last, as far as it was said by then.
fn positions(world: &World, row: &Obligation, as_of: Option<&str>) -> Vec<Position> {
    let said = |one: &Performance| {
        let day = one.date.to.as_deref().or(one.date.from.as_deref());
        as_of.is_none() || day.is_none() || day <= as_of
    };
    let mut last: BTreeMap<String, (Option<&Time>, Vec<Position>)> = BTreeMap::new();
    let due = row.deadline.as_ref().and_then(|due| due.time.to.as_deref());
    for one in row.performance.iter().filter(|one| said(one)) {
        let Some(position) = position(one, due) else { continue };
        let holder = match &one.holder {
            Some(holder) => side(world, holder),
            // A report that tells it in its own voice holds it as itself.
            None => format!("report {}", report(one).unwrap_or_default()),
        };
        let known = last.entry(holder).or_insert((None, vec![]));
        // They come in the order of days; of one day all count, and so does what has no day.
        let dated = one.date.to.is_some() || one.date.from.is_some();
        let same =
            known.0.is_some_and(|day| (&day.from, &day.to) == (&one.date.from, &one.date.to));
        if dated && !same {
            known.1.clear();
            known.0 = Some(&one.date);
        }
        known.1.push(position);
    }
    let mut all: Vec<Position> = last.into_values().flat_map(|(_, said)| said).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What a saying comes to. Who denies a breach answers one who speaks of it, told here or not.
fn position(one: &Performance, due: Option<&str>) -> Option<Position> {
    let said = match one.status.as_str() {
        "fulfilled" => Position::Kept,
        "partly" => Position::Partly,
        "breached" => Position::Broken,
        "not-yet" => Position::NotYet,
        "disputed" => Position::Disputed,
        "waived" => Position::Waived,
        // Asking for time, or giving it, says nothing of what was done.
        _ => return None,
    };
    match (one.stance, said) {
        // "Not yet", said after the day, is that it was not done by the day.
        (Stance::Asserts, Position::NotYet) => {
            let late = due.zip(said_on(&one.date)).is_some_and(|(due, day)| due < day);
            Some(if late { Position::Broken } else { Position::NotYet })
        }
        (Stance::Asserts, said) => Some(said),
        (Stance::Denies, Position::Broken) => Some(Position::Disputed),
        (Stance::Denies, Position::Kept | Position::Partly) => Some(Position::Broken),
        (Stance::Denies, Position::NotYet) => Some(Position::Kept),
        (Stance::Withdraws, _) => Some(Position::Nothing),
        _ => None,
    }
}

/// The first day on which it can have been said; without a day of its own, that of its report.
fn said_on(date: &Time) -> Option<&str> {
    let reported = date.to.as_deref().filter(|_| date.basis == Some(TimeBasis::ReportDate));
    date.from.as_deref().or(reported)
}

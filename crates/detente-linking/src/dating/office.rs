//! Who held which office.
//!
//! Somebody who acts under a title holds the office; somebody named under it may be of an older
//! story. "Former" says that the office is over. Somebody who acts without a title mostly holds
//! some office, and who will hold one is seldom named before; for one person this says little.

use super::days::{Days, number};
use super::gap::{
    ACTS_TOO_EARLY, ACTS_TOO_LATE, FORMER, IDLE, NAMED_TOO_EARLY, NAMED_TOO_LATE, NO_END, NOT_YET,
    Table, UNKNOWN,
};
use detente_reading::clues::{Clue, Says, Span};
use std::collections::BTreeMap;

/// Titles that are used again count so much more each time,
const AGAIN: i32 = 4;
/// at most so much.
const AGAIN_AT_MOST: i32 = 16;
/// A former holder has the office still, or again.
const STILL: i32 = 20;
/// All who act without an office count for so much at most,
const IDLE_AT_MOST: i32 = 64;
/// and all who had none yet.
const UNKNOWN_AT_MOST: i32 = 96;

pub(super) fn weigh(clues: &[Clue], days: &mut Days) {
    let mut holders: BTreeMap<(&str, &[Span]), (bool, i32)> = BTreeMap::new();
    let mut persons: BTreeMap<&str, (&[Span], bool)> = BTreeMap::new();
    let mut former: Vec<&[Span]> = vec![];
    for clue in clues {
        match &clue.says {
            Says::Holds { holder, held, acts, .. } => {
                let known = holders.entry((holder, held)).or_default();
                known.0 |= acts;
                known.1 += 1;
            }
            Says::Held { held, .. } if !former.contains(&held.as_slice()) => former.push(held),
            Says::Known { person, held, acts, .. } => {
                persons.entry(person).or_insert((held, false)).1 |= acts;
            }
            _ => {}
        }
    }
    for ((_, held), (acts, times)) in holders {
        let (early, late) = match acts {
            true => (ACTS_TOO_EARLY, ACTS_TOO_LATE),
            false => (NAMED_TOO_EARLY, NAMED_TOO_LATE),
        };
        let held = edges(held);
        too_early(&held, early, days);
        too_late(&held, late, days);
        let again = (AGAIN * (times - 1)).min(AGAIN_AT_MOST);
        let mut free = i64::MIN;
        for (from, to) in &held {
            days.span(free, from - 1, again);
            free = to.saturating_add(1);
        }
        days.span(free, i64::MAX, again);
        still(&held, days);
    }
    for held in former.into_iter().map(edges) {
        let Some(over) = held.iter().map(|(_, to)| *to).filter(|to| *to < OPEN).min() else {
            continue;
        };
        days.before(over + 1, NOT_YET);
        let last = held.iter().map(|(_, to)| *to).filter(|to| *to < OPEN).max();
        days.after(last.unwrap_or(over), i64::MAX, FORMER);
        for (from, to) in &held {
            days.span((*from).max(over + 1), *to, STILL);
        }
    }
    let (mut idle, mut unknown) = (days.layer(), days.layer());
    for (held, acts) in persons.into_values() {
        let held = edges(held);
        if acts {
            too_late(&held, IDLE, &mut idle);
        }
        too_early(&held, UNKNOWN, &mut unknown);
    }
    days.add(&idle, IDLE_AT_MOST);
    days.add(&unknown, UNKNOWN_AT_MOST);
}

/// The number that stands for an end that is not known.
const OPEN: i64 = i64::MAX - 1;

/// First and last days, in order and without overlap.
fn edges(held: &[Span]) -> Vec<(i64, i64)> {
    let edge = |(from, to): &Span| (from.map_or(i64::MIN + 1, number), to.map_or(OPEN, number));
    let mut all: Vec<(i64, i64)> = held.iter().map(edge).collect();
    all.sort_unstable();
    let mut out: Vec<(i64, i64)> = vec![];
    for (from, to) in all {
        match out.last_mut() {
            Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// Against the days before all.
fn too_early(held: &[(i64, i64)], table: Table, days: &mut Days) {
    if let Some((first, _)) = held.first() {
        days.before(*first, table);
    }
}

/// Against the days after each, up to the next.
fn too_late(held: &[(i64, i64)], table: Table, days: &mut Days) {
    for (at, (_, to)) in held.iter().enumerate().filter(|(_, (_, to))| *to < OPEN) {
        let until = held.get(at + 1).map_or(i64::MAX, |(next, _)| next - 1);
        days.after(*to, until, table);
    }
}

/// Against the late days of an office whose end is not known.
fn still(held: &[(i64, i64)], days: &mut Days) {
    if let Some((from, _)) = held.last().filter(|(_, to)| *to == OPEN) {
        days.after(*from, i64::MAX, NO_END);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_reading::clues::Says;
    use jiff::civil::date;

    #[test]
    fn points_stand_where_nothing_was_held() {
        let span = |from: i16, to: i16| (Some(date(from, 1, 1)), Some(date(to, 12, 31)));
        let says = Says::Holds {
            holder: "person:a".into(),
            name: "A".into(),
            title: "minister".into(),
            held: vec![span(2015, 2023), span(2010, 2011)],
            acts: true,
        };
        let clue = Clue { says, words: String::new(), evidence: None };
        let mut days = Days::new();
        weigh(&[clue], &mut days);
        let points = days.points();
        let at = |year| points[usize::try_from(number(date(year, 6, 1))).expect("a day")];
        assert_eq!([at(2009), at(2010), at(2013), at(2020), at(2024)], [40, 0, 40, 0, 32]);
        assert!(at(1980) > at(2000) && at(2060) > at(2030));
    }
}

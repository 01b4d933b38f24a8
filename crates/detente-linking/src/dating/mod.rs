//! When a report without a date was written.
//!
//! In rounds, each from what is known after the one before:
//! 1. what metadata says (reading has it: such a report is left as it is);
//! 2. what its own text and the world say, by the clues of `detente_reading::clues`;
//! 3. what other reports fix, handed over as [`Bound`]s: [`others`] makes them from reports that the
//!    first two rounds have dated.
//!
//! Every clue counts against the days that it does not fit, in whole points: eight points halve
//! what a day weighs. A clue never forbids a day, for any may be misread; together they leave few.
//! Days that weigh nothing else are all alike: no year is more likely than another before the
//! report is read. What is left is a day, where one alone has most of the weight; else the shortest
//! stretch of days that has, if it is not too long; else nothing but the ranked days.
//!
//! The order of the clues has no bearing: points are added.

mod answer;
mod days;
mod gap;
mod office;
pub mod others;
mod reasons;
mod told;
mod yearly;

use crate::dating::days::Days;
use detente_language::Analysis;
use detente_reading::clues::{Clue, Says, clues};
use detente_reading::{Reading, Written};
use detente_text::Document;
use detente_world::World;
use jiff::civil::{Date, Weekday};

/// What another report fixes: this one was written from the one day to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
    /// How much a day outside counts, in points: eight points halve what it weighs.
    pub points: i32,
    /// A sentence that says so, with the words it rests on.
    pub because: String,
}

/// What is known of a report's day from elsewhere than its own words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What other reports fix.
    pub bounds: Vec<Bound>,
    /// When an analyst says that it was written.
    pub said: Option<Written>,
}

/// Reads one report: one without a date as written when its clues say.
pub fn read(document: &Document, analysis: &Analysis, world: &World) -> Reading {
    dated(document, analysis, world, &Known::default()).reading
}

/// A report as read by the day on which it was written.
#[derive(Clone, Debug)]
pub struct Read {
    /// What it says.
    pub reading: Reading,
    /// What it says by its own words alone, where what others fix gives it other days.
    pub own: Option<Reading>,
    /// Whether its day is not told, so that it was worked out, or tried to.
    pub undated: bool,
}

/// Reads one report: one without a date as written when its clues say, with what others fix; one of
/// which an analyst says when it was written, as of then.
pub fn dated(document: &Document, analysis: &Analysis, world: &World, known: &Known) -> Read {
    let read = |written| detente_reading::read_written(document, analysis, world, written);
    if let Some(said) = &known.said {
        return Read { reading: read(Some(said)), own: None, undated: false };
    }
    if !is_undated(document) {
        return Read { reading: read(None), own: None, undated: false };
    }
    let clues = clues(document, analysis, world);
    let own = date(&clues, &[]);
    let bounds = known.bounds.as_slice();
    let written = if bounds.is_empty() { own.clone() } else { date(&clues, bounds) };
    let days = |one: &Written| (one.published.time.from.clone(), one.published.time.to.clone());
    let apart = days(&own) != days(&written);
    Read { reading: read(Some(&written)), own: apart.then(|| read(Some(&own))), undated: true }
}

/// When a report was written, as an analyst says, or where it states no date by its own words and
/// what others fix; `None` where it states one, or is not read for what it says.
pub fn written(
    document: &Document,
    analysis: &Analysis,
    world: &World,
    known: &Known,
) -> Option<Written> {
    let own = || date(&clues(document, analysis, world), &known.bounds);
    known.said.clone().or_else(|| is_undated(document).then(own))
}

fn is_undated(document: &Document) -> bool {
    let foreign = document.language.as_ref().is_some_and(|(code, _)| code != "en");
    document.about.published.is_none() && !foreign
}

/// What the clues come to, with what other reports fix.
pub fn date(clues: &[Clue], bounds: &[Bound]) -> Written {
    let mut days = Days::new();
    let mut lately: Vec<Date> = vec![];
    for clue in clues {
        match &clue.says {
            Says::Retrieved(day) => days.outside(None, Some(*day), NEVER),
            Says::Current(year) => {
                let edge = |month, day| Date::new(*year, month, day).ok();
                days.around(edge(1, 1), edge(12, 31), gap::NOT_CURRENT);
            }
            Says::Ago { year, years } => {
                let meant = year.saturating_add(*years);
                let edge = |month, day| Date::new(meant, month, day).ok();
                days.around(edge(1, 1), edge(12, 31), gap::NOT_AGO);
            }
            Says::Lately { day, .. } if !lately.contains(day) => {
                lately.push(*day);
                let until = day.checked_add(jiff::Span::new().days(366)).ok();
                days.around(Some(*day), None, gap::NOT_YET);
                days.around(None, until, gap::NOT_LATELY);
            }
            _ => {}
        }
    }
    for bound in bounds {
        days.outside(bound.from, bound.to, bound.points);
    }
    told::weigh(clues, &mut days);
    yearly::weigh(clues, &mut days);
    weekdays(clues, &mut days);
    office::weigh(clues, &mut days);
    known(clues, &mut days);
    answer::answer(&days, clues, bounds)
}

/// What can't be.
const NEVER: i32 = 400;
/// Things named before they were there, and after they were gone.
fn known(clues: &[Clue], days: &mut Days) {
    /// Old names count for so much at most.
    const MOST: i32 = 48;
    let mut gone = days.layer();
    for clue in clues {
        match &clue.says {
            Says::Since { day, agreed, .. } => {
                let table = if *agreed { gap::NOT_YET } else { gap::NOT_YET_FOUNDED };
                days.around(Some(*day), None, table);
            }
            Says::Until { day, .. } => gone.around(None, Some(*day), gap::GIVEN_UP),
            _ => {}
        }
    }
    days.add(&gone, MOST);
}

/// Days of the week that something was or will be on.
///
/// News is told on the day or on the one after, so a report was written on the last weekday that
/// it tells of or soon after; every other one lies less than a week back.
fn weekdays(clues: &[Clue], days: &mut Days) {
    /// Points by the days that have passed since the last of them.
    const PASSED: [i32; 7] = [0, 4, 12, 16, 20, 22, 24];
    let mut past: Vec<(Weekday, bool)> = vec![];
    for clue in clues {
        if let Says::Weekday { weekday, when: detente_reading::clues::When::Past, lead } = clue.says
        {
            match past.iter_mut().find(|(known, _)| *known == weekday) {
                Some((_, known)) => *known |= lead,
                None => past.push((weekday, lead)),
            }
        }
    }
    // What the news itself is told by counts, else all.
    if past.iter().any(|(_, lead)| *lead) {
        past.retain(|(_, lead)| *lead);
    }
    if past.is_empty() {
        return;
    }
    days.each(|day| {
        let passed = |(weekday, _): &(Weekday, bool)| day.weekday().since(*weekday);
        let last = past.iter().map(passed).min().unwrap_or(0);
        usize::try_from(last).ok().and_then(|last| PASSED.get(last)).copied().unwrap_or(0)
    });
}

#[cfg(test)]
mod tests;

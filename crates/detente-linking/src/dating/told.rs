//! Times told with their year, days of posts and of photos.
//!
//! What was, was before the writing; what is to come mostly after. Of all that was, the last says
//! how long before: see the tables of `gap`. Several near the last make it surer, for who tells of
//! one year many times writes in it or soon after.

use super::days::{Days, number};
use super::gap::{self, DAY, FRESH, MONTH_OF_YEAR, YEAR};
use detente_reading::clues::{Clue, Grain, Says, When};
use jiff::civil::Date;

/// Something told as past lies ahead of the day.
const NOT_YET: i32 = 44;
/// Something of which it can't be told whether it was.
const PERHAPS_NOT_YET: i32 = 10;
/// Something to come lies behind the day: what was planned is told of, too.
const OVER: i32 = 20;
/// A post or a photo of a day to come.
const NOT_MADE_YET: i32 = 64;

/// A time told: first and last day by number, and how precisely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Time {
    first: i64,
    last: i64,
    grain: Grain,
}

pub(super) fn weigh(clues: &[Clue], days: &mut Days) {
    bounds(clues, days);
    let mut fresh: Vec<i64> = clues.iter().filter_map(|clue| fresh_day(&clue.says)).collect();
    fresh.sort_unstable();
    let mut told: Vec<Time> = clues.iter().filter_map(|clue| told_time(&clue.says)).collect();
    told.sort_unstable();
    if !fresh.is_empty() {
        let mut next = 0;
        days.each_number(|day| {
            while next < fresh.len() && fresh[next] <= day {
                next += 1;
            }
            match next.checked_sub(1) {
                Some(last) => gap::points(FRESH, day - fresh[last]),
                None => 0,
            }
        });
    }
    if told.is_empty() {
        return;
    }
    // What is told of a post's day again adds little.
    let share = if fresh.is_empty() { 2 } else { 1 };
    let spans: Vec<(i64, i64, Time, i32)> = told
        .iter()
        .map(|time| {
            let near = |other: &&Time| (time.first - 366..=time.first).contains(&other.first);
            let many = told.iter().filter(near).count().min(4);
            (time.first, time.last, *time, 2 + i32::try_from(many).unwrap_or(1))
        })
        .collect();
    days.each_number(|day| {
        let begun = spans.iter().filter(|(first, ..)| *first <= day);
        let points = begun.map(|(_, _, time, sure)| distance(*time, day) * sure / 3).min();
        points.unwrap_or(0) * share / 2
    });
}

/// Points by what lies between a time told and a day.
fn distance(time: Time, day: i64) -> i32 {
    match time.grain {
        Grain::Day => gap::points(DAY, (day - time.last).max(0)),
        Grain::Month => gap::points(MONTH_OF_YEAR, day - time.first),
        Grain::Year => {
            let years = (day - time.first) * 4 / 1461;
            gap::points(YEAR, years)
        }
    }
}

fn bounds(clues: &[Clue], days: &mut Days) {
    let mut seen: Vec<(Date, Date, When)> = vec![];
    for clue in clues {
        match clue.says {
            Says::Told { first, last, when, .. } => {
                // Told twice is read wrongly twice.
                if seen.contains(&(first, last, when)) {
                    continue;
                }
                seen.push((first, last, when));
                match when {
                    When::Past => days.outside(Some(first), None, NOT_YET),
                    When::Open => days.outside(Some(first), None, PERHAPS_NOT_YET),
                    When::Ahead => days.outside(None, Some(last), OVER),
                }
            }
            Says::Photo(day) | Says::Post(day) => days.outside(Some(day), None, NOT_MADE_YET),
            _ => {}
        }
    }
}

fn fresh_day(says: &Says) -> Option<i64> {
    match says {
        Says::Photo(day) | Says::Post(day) => Some(number(*day)),
        _ => None,
    }
}

fn told_time(says: &Says) -> Option<Time> {
    match *says {
        Says::Told { first, last, grain, when: When::Past | When::Open } => {
            Some(Time { first: number(first), last: number(last), grain })
        }
        // Agreements are named for some years after they are made.
        Says::Since { day, agreed: true, .. } => {
            Some(Time { first: number(day), last: number(day), grain: Grain::Year })
        }
        _ => None,
    }
}

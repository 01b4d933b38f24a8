//! Times told with their year, days of posts and of photos.
//!
//! What was, was before the writing; what is to come mostly after. Of all that was, the last says
//! how long before: see the tables of `gap`. Several near the last make it surer, for who tells of
//! one year many times writes in it or soon after.

use super::days::{Days, number};
use super::gap::{
    self, DAY, FRESH, MONTH_OF_YEAR, NOT_MADE_YET, NOT_YET, OVER, PERHAPS_NOT_YET, YEAR,
};
use detente_reading::clues::{Clue, Grain, Says, When};
use jiff::civil::Date;

/// A post bears the day after that of the report.
const ELSEWHERE: i32 = 20;

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
        let points = begun.map(|(_, _, time, sure)| distance(*time, day, *sure)).min();
        points.unwrap_or(0) * share / 2
    });
}

/// Points by what lies between a time told and a day.
///
/// `sure` thirds of what the table says beyond its least.
fn distance(time: Time, day: i64, sure: i32) -> i32 {
    let (table, away) = match time.grain {
        Grain::Day => (DAY, (day - time.last).max(0)),
        Grain::Month => (MONTH_OF_YEAR, day - time.first),
        Grain::Year => (YEAR, (day - time.first) * 4 / 1461),
    };
    let least = table.first().map_or(0, |(_, points)| *points);
    least + (gap::points(table, away) - least) * sure / 3
}

fn bounds(clues: &[Clue], days: &mut Days) {
    let mut seen: Vec<(Date, Date, When)> = vec![];
    // What is told both as past and as to come is told as neither.
    let both = |first: Date, last: Date, when: When| {
        clues.iter().any(|clue| match clue.says {
            Says::Told { first: f, last: l, when: other, .. } => {
                (f, l) == (first, last) && other != when && other != When::Open
            }
            _ => false,
        })
    };
    for clue in clues {
        match clue.says {
            Says::Told { first, last, when, .. } => {
                // Told twice is read wrongly twice.
                if seen.contains(&(first, last, when)) {
                    continue;
                }
                seen.push((first, last, when));
                match when {
                    When::Past | When::Ahead if both(first, last, when) => {
                        days.around(Some(first), None, PERHAPS_NOT_YET);
                    }
                    When::Past => days.around(Some(first), None, NOT_YET),
                    When::Open => days.around(Some(first), None, PERHAPS_NOT_YET),
                    When::Ahead => days.around(None, Some(last), OVER),
                }
            }
            Says::Photo(day) | Says::Post(day) => {
                // Its day may have begun elsewhere before it began here.
                days.around(day.yesterday().ok(), None, NOT_MADE_YET);
                days.span(number(day) - 1, number(day) - 1, ELSEWHERE);
            }
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

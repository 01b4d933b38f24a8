//! Days and months told without their year.
//!
//! News leaves out the year that it is written in, so the last time that such a day came lies less
//! than a year back, and the last of all of them mostly a few days. Where its day of the week is
//! told, it came in some years only.

use super::days::{Days, number};
use super::gap::{self, AHEAD, ASIDE, FRESH, MONTH, NEAR};
use detente_reading::clues::{Clue, Grain, Says, When};
use detente_reading::times::Cycle;
use jiff::civil::{Date, Weekday};

/// Not the day of which it is said that it is today.
const NOT_TODAY: i32 = 64;
/// A month told without its year is of the year with which it is told beside.
const OF_THAT_YEAR: i32 = 40;
/// All days that are told aside count for so much at most.
const MOST: i32 = 80;

/// First and last day of every time that it came, in order.
type Times = Vec<(i64, i64)>;

pub(super) fn weigh(clues: &[Clue], days: &mut Days) {
    let famous: Vec<(i8, i8)> = clues.iter().filter_map(famous).collect();
    let mut seen: Vec<(Cycle, When)> = vec![];
    let (mut past, mut near): (Vec<Times>, Vec<Times>) = Default::default();
    let mut back: Vec<Times> = vec![];
    let (mut months, mut ahead): (Vec<Times>, Vec<Times>) = Default::default();
    for clue in clues {
        match clue.says {
            Says::Today { month, day, weekday, after } => {
                let came = of_year(month, day, weekday);
                let mut at = Walk::new(&came);
                let after = i64::from(after);
                days.each_number(|day| {
                    let passed = at.back(day);
                    if passed.is_some_and(|passed| passed <= after) { 0 } else { NOT_TODAY }
                });
            }
            Says::Yearly { cycle, when, since } if !seen.contains(&(cycle, when)) => {
                seen.push((cycle, when));
                match (cycle, when) {
                    (Cycle::MonthDay(month, day, weekday), When::Past | When::Open) => {
                        let times = of_year(month, day, weekday);
                        match weekday {
                            Some(_) => near.push(times),
                            // What all know may lie anywhere in the year before,
                            None if famous.contains(&(month, day)) => {}
                            // and what goes on since then months back.
                            None if since => back.push(times),
                            None => past.push(times),
                        }
                    }
                    (Cycle::Month(month), When::Past | When::Open) => months.push(of_month(month)),
                    (Cycle::MonthDay(month, day, weekday), When::Ahead) => {
                        ahead.push(of_year(month, day, weekday));
                    }
                    (Cycle::Month(month), When::Ahead) => ahead.push(of_month(month)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    // A day that is told with its weekday has to be near; the last of all, be it with or without.
    last(&near, NEAR, days);
    past.extend(near);
    last(&past, FRESH, days);
    if past.is_empty() {
        last(&months, MONTH, days);
    }
    contrast(clues, days);
    let mut aside = days.layer();
    let months = if past.is_empty() { &[] } else { months.as_slice() };
    for came in past.iter().chain(&back).chain(months) {
        let mut at = Walk::new(came);
        aside.each_number(|day| at.back(day).map_or(0, |passed| gap::points(ASIDE, passed)));
    }
    for comes in &ahead {
        let mut at = Walk::new(comes);
        aside.each_number(|day| at.on(day).map_or(0, |left| gap::points(AHEAD, left)));
    }
    days.add(&aside, MOST);
}

/// A month or day told with its year beside the same without one: "in February, from February
/// 1986". The one without is of another year.
fn contrast(clues: &[Clue], days: &mut Days) {
    let mut seen: Vec<(Cycle, i16)> = vec![];
    for clue in clues {
        let Says::Yearly { cycle, when: When::Past | When::Open, .. } = clue.says else { continue };
        for other in clues {
            let Says::Told { first, grain, .. } = other.says else { continue };
            let (same, came) = match (cycle, grain) {
                (Cycle::Month(month), Grain::Month) => (month == first.month(), of_month(month)),
                (Cycle::MonthDay(month, day, _), Grain::Day) => {
                    let same = (month, day) == (first.month(), first.day());
                    (same, of_year(month, day, None))
                }
                _ => continue,
            };
            if !same || seen.contains(&(cycle, first.year())) {
                continue;
            }
            seen.push((cycle, first.year()));
            let at = came.partition_point(|(start, _)| *start < number(first));
            if let (Some((start, _)), Some((next, _))) = (came.get(at), came.get(at + 1)) {
                days.span(*start, next - 1, OF_THAT_YEAR);
            }
        }
    }
}

/// A day of the year that is that of something known.
fn famous(clue: &Clue) -> Option<(i8, i8)> {
    match clue.says {
        Says::Lately { day, .. } => Some((day.month(), day.day())),
        _ => None,
    }
}

/// By the days that have passed since the last of all.
fn last(all: &[Times], table: gap::Table, days: &mut Days) {
    if all.is_empty() {
        return;
    }
    let mut walks: Vec<Walk> = all.iter().map(|came| Walk::new(came)).collect();
    days.each_number(|day| {
        let passed = walks.iter_mut().filter_map(|walk| walk.back(day)).min();
        passed.map_or(0, |passed| gap::points(table, passed))
    });
}

/// Asks of days in order.
struct Walk<'a> {
    times: &'a [(i64, i64)],
    begun: usize,
}

impl<'a> Walk<'a> {
    fn new(times: &'a [(i64, i64)]) -> Self {
        Self { times, begun: 0 }
    }

    /// Days since it last was; 0 within.
    fn back(&mut self, day: i64) -> Option<i64> {
        self.go(day);
        let (_, end) = self.times.get(self.begun.checked_sub(1)?)?;
        Some((day - end).max(0))
    }

    /// Days until it comes; 0 within.
    fn on(&mut self, day: i64) -> Option<i64> {
        self.go(day);
        let within = self.begun.checked_sub(1).and_then(|at| self.times.get(at));
        if within.is_some_and(|(_, end)| day <= *end) {
            return Some(0);
        }
        self.times.get(self.begun).map(|(start, _)| start - day)
    }

    fn go(&mut self, day: i64) {
        while self.times.get(self.begun).is_some_and(|(start, _)| *start <= day) {
            self.begun += 1;
        }
    }
}

/// Every such day, from before the first that is thought of.
fn of_year(month: i8, day: i8, weekday: Option<Weekday>) -> Times {
    let day = |year| Date::new(year, month, day).ok();
    let all = (1890..=2100).filter_map(day);
    let fits = all.filter(|day| weekday.is_none_or(|weekday| day.weekday() == weekday));
    fits.map(|day| (number(day), number(day))).collect()
}

fn of_month(month: i8) -> Times {
    let first = (1890..=2100).filter_map(|year| Date::new(year, month, 1).ok());
    first.map(|day| (number(day), number(day.last_of_month()))).collect()
}

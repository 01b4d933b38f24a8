//! The deadlines of an agreement on a bar: from the day it was concluded to the last that anything
//! about it bears.

use super::axis::{Axis, Tick, day};
use crate::page::{class, cut};
use detente_record::{Agreement, Time};
use jiff::civil::Date;
use std::collections::BTreeMap;

const WIDTH: f64 = 900.0;
/// Height of a row of marks, of the bar, and of the days below it.
const ROW: f64 = 18.0;
const BAR: f64 = 6.0;
const DAYS: f64 = 24.0;
/// Marks that stand over each other on one day; what is beyond is in the table.
const STACK: usize = 6;
/// Days that are shown at either end beside what there is.
const AIR: i64 = 3;

/// The bar with its marks.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Where the bar lies: left, right, upper and lower edge.
    pub(crate) bar: [f64; 4],
    pub(crate) ticks: Vec<Tick>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) told: String,
}

/// A deadline, or what somebody said of an obligation on a day.
#[derive(Debug)]
pub(crate) struct Mark {
    pub(crate) link: String,
    pub(crate) told: String,
    /// `due` or `claim`, and how it stands.
    pub(crate) class: String,
    pub(crate) d: String,
}

/// An obligation with a deadline, and what is said of it.
struct Due<'a> {
    id: &'a str,
    text: &'a str,
    standing: &'a str,
    by: Date,
    /// When, who, and what they say of its being kept.
    said: Vec<(Date, String, &'a str)>,
}

/// The bar of an agreement; none where nothing of it has a deadline.
pub(crate) fn term(row: &Agreement) -> Option<Term> {
    let due = row.obligations.iter().filter_map(|one| {
        let said = one.performance.iter().filter_map(|said| {
            let holder = said.holder.as_ref().map_or("a report".into(), crate::page::who);
            Some((last(&said.date)?, holder, said.status.as_str()))
        });
        Some(Due {
            id: &one.id,
            text: &one.text,
            standing: one.standing.as_deref().unwrap_or("not judged"),
            by: last(&one.deadline.as_ref()?.time)?,
            said: said.collect(),
        })
    });
    draw(last(&row.concluded), &due.collect::<Vec<_>>())
}

fn draw(concluded: Option<Date>, due: &[Due<'_>]) -> Option<Term> {
    let until = due.iter().map(|one| one.by).max()?;
    let claims = || due.iter().flat_map(|one| one.said.iter().map(move |said| (one, said)));
    let all = || due.iter().map(|one| one.by).chain(claims().map(|(_, said)| said.0));
    let first = all().chain(concluded).min().unwrap_or(until);
    let end = all().chain(concluded).max().unwrap_or(until);
    let axis = Axis {
        first: super::axis::later(first, -AIR),
        last: super::axis::later(end, AIR),
        left: 8.0,
        right: WIDTH - 8.0,
    };
    let rows = |days: &mut dyn Iterator<Item = Date>| {
        let mut all: BTreeMap<Date, usize> = BTreeMap::new();
        days.for_each(|day| *all.entry(day).or_default() += 1);
        all.into_values().max().unwrap_or(0).min(STACK)
    };
    let above = rows(&mut due.iter().map(|one| one.by));
    let below = rows(&mut claims().map(|(_, said)| said.0));
    let upper = above as f64 * ROW + 4.0;
    let lower = upper + BAR;
    let mut marks = vec![];
    let mut high: BTreeMap<Date, usize> = BTreeMap::new();
    for one in due {
        let at = high.entry(one.by).or_default();
        *at += 1;
        if *at > STACK {
            continue;
        }
        let (x, y) = (middle(&axis, one.by), upper - (*at as f64 - 0.5) * ROW);
        marks.push(Mark {
            link: format!("#o{}", one.id),
            told: format!("due {}: {} ({})", one.by, cut(one.text, 120), one.standing),
            class: format!("due {}", class(one.standing)),
            d: format!("M{:.1} {y:.1}l6 -6l6 6l-6 6Z", x - 6.0),
        });
    }
    let mut deep: BTreeMap<Date, usize> = BTreeMap::new();
    for (one, (day, holder, status)) in claims() {
        let at = deep.entry(*day).or_default();
        *at += 1;
        if *at > STACK {
            continue;
        }
        let (x, y) = (middle(&axis, *day), lower + (*at as f64 - 0.5) * ROW);
        // Up for what was kept, down for what was not: not by the colour alone.
        let d = match class(status) {
            "broken" => format!("M{:.1} {:.1}h10l-5 8Z", x - 5.0, y - 4.0),
            _ => format!("M{:.1} {:.1}h10l-5 -8Z", x - 5.0, y + 4.0),
        };
        marks.push(Mark {
            link: format!("#o{}", one.id),
            told: format!("{day}, {holder}: {status}: {}", cut(one.text, 120)),
            class: format!("claim {}", class(status)),
            d,
        });
    }
    let from = middle(&axis, concluded.unwrap_or(first));
    let plural = if due.len() == 1 { "" } else { "s" };
    Some(Term {
        width: WIDTH,
        height: lower + below as f64 * ROW + 4.0 + DAYS,
        bar: [from, middle(&axis, until).max(from), upper, lower],
        ticks: axis.ticks(),
        marks,
        told: format!("{} deadline{plural}, from {first} to {end}", due.len()),
    })
}

fn last(time: &Time) -> Option<Date> {
    day(time.to.as_deref()?, true)
}

fn middle(axis: &Axis, day: Date) -> f64 {
    f64::midpoint(axis.start(day), axis.end(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_stand_above_and_what_is_said_of_them_below() {
        let date = |text: &str| day(text, true).unwrap();
        let due = |id| Due {
            id,
            text: "withdraw <from> the zone",
            standing: "said-breached",
            by: date("2020-12-01"),
            said: vec![(date("2020-12-05"), "Armenia".into(), "breached")],
        };
        let term = draw(Some(date("2020-11-09")), &[due("1"), due("2")]).expect("two deadlines");
        let marks: Vec<&Mark> = term.marks.iter().filter(|m| m.class == "due broken").collect();
        assert_eq!(marks.len(), 2, "{:?}", term.marks);
        assert_ne!(marks[0].d, marks[1].d, "one over the other");
        let links: Vec<&str> = term.marks.iter().map(|mark| mark.link.as_str()).collect();
        assert_eq!(links, ["#o1", "#o2", "#o1", "#o2"]);
        assert!(term.marks[2].told.contains("Armenia: breached"), "{:?}", term.marks[2]);
        assert!(term.bar[0] < term.bar[1] && term.bar[2] < term.bar[3]);
        assert!(term.told.contains("2020-11-09 to 2020-12-05"), "{}", term.told);
    }

    #[test]
    fn many_deadlines_of_one_day_stay_within_the_drawing() {
        let date = day("2020-12-01", true).unwrap();
        let due = || Due { id: "1", text: "x", standing: "pending", by: date, said: vec![] };
        let all: Vec<Due<'_>> = (0..100).map(|_| due()).collect();
        let term = draw(None, &all).expect("deadlines");
        assert_eq!(term.marks.len(), STACK);
        assert!(draw(None, &[]).is_none(), "without deadlines there is no bar");
    }
}

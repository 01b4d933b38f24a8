//! An expression as the record gives it: days in EDTF, the time of day and its zone, and what the
//! days were counted from. What is vague, a mere length, or open says no day.

use super::amount::{Length, Unit};
use super::calendar::shifted;
use super::constraint::{Anchor, Constraint};
use super::expression::{Clock, DayPart, Found, Meaning, Side};
use super::part;
use super::stretch::Stretch;
use detente_record::{Time, TimeBasis, TimeSpan};
use jiff::civil::Date;

/// The record's time of what was found. `anchor` is what its constraint is counted from.
pub(crate) fn time(
    found: &Found,
    anchor: Option<Stretch>,
    report: Option<Date>,
    text: &str,
) -> Time {
    let known = match found.meaning {
        Meaning::When(constraint) => when(found, constraint, anchor, report, text),
        Meaning::Lasting(length, side) => report.and_then(|day| lasting(length, side, day, text)),
        Meaning::Repeating(_) | Meaning::Vague(_) => None,
    };
    known.unwrap_or_else(|| Time { text: Some(text.to_owned()), ..Time::default() })
}

fn when(
    found: &Found,
    constraint: Constraint,
    anchor: Option<Stretch>,
    report: Option<Date>,
    text: &str,
) -> Option<Time> {
    let stated = constraint.anchor().is_none();
    if constraint.anchor() == Some(Anchor::Event) || !stated && anchor.is_none() {
        return None;
    }
    // What is stated is counted from nothing: any day does.
    let from = anchor.or_else(|| report.map(Stretch::Day)).unwrap_or(Stretch::Year(2000));
    let stretch = constraint.resolve(from)?;
    let (first, last) = match found.part {
        Some(part) => part::days(part, stretch, report)?,
        None => constraint.days(from)?,
    };
    let basis = if stated { TimeBasis::Stated } else { TimeBasis::Resolved };
    let days = matches!(stretch, Stretch::Days(..)) && found.part.is_none();
    let span = if days { TimeSpan::Throughout } else { TimeSpan::Within };
    let mut time = if first == last {
        Time::day(&first.to_string(), text, basis)
    } else {
        Time::interval(&first.to_string(), &last.to_string(), span, text, basis)
    };
    if !stated {
        time.anchor = from.first().map(|day| day.to_string());
    }
    match found.clock {
        Some(Clock::At(hour, minute, zone)) => {
            time.time = Some(format!("{:02}:{minute:02}", hour % 24));
            time.zone = zone.map(Into::into);
        }
        Some(Clock::Part(DayPart::Noon)) => time.time = Some("12:00".into()),
        Some(Clock::Part(DayPart::Midnight)) => time.time = Some("00:00".into()),
        _ => {}
    }
    Some(time)
}

fn lasting(length: Length, side: Side, report: Date, text: &str) -> Option<Time> {
    // "In the past three decades" is too rough to be days.
    let days = length.days().filter(|_| length.unit <= Unit::Year)?;
    let (first, last) = match side {
        Side::Free => return None,
        Side::Past => (shifted(report, -days)?, report),
        Side::Coming => (report, shifted(report, days)?),
    };
    let (first, last) = (first.to_string(), last.to_string());
    let time = Time::interval(&first, &last, TimeSpan::Within, text, TimeBasis::Resolved);
    Some(Time { anchor: Some(report.to_string()), ..time })
}

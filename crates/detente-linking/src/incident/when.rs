//! Days on which a happening can have been.

use detente_record::{Time, TimeBasis};
use jiff::civil::Date;

/// A stretch of days, counted from 1970-01-01, both ends possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First possible day.
    pub from: i64,
    /// Last possible day.
    pub to: i64,
}

/// How many days before a report what it tells without a day can well have been. News is of the
/// days before it; what lies further back is mostly given its day.
const FRESH: i64 = 7;

impl Days {
    /// The days of a time. What is only known to lie before its report is taken to lie within the
    /// week before, and `fresh` says so.
    pub fn of(time: &Time) -> Option<(Self, bool)> {
        let to = time.to.as_deref().and_then(day);
        match (time.from.as_deref().and_then(day), to) {
            (Some(from), Some(to)) if from <= to => Some((Self { from, to }, false)),
            (None, Some(to)) if time.basis == Some(TimeBasis::ReportDate) => {
                Some((Self { from: to - FRESH, to }, true))
            }
            _ => None,
        }
    }

    /// How many days it spans.
    pub fn length(self) -> i64 {
        self.to - self.from + 1
    }

    /// Days between the two; 0 where they touch or overlap.
    pub fn apart(self, other: Self) -> i64 {
        (self.from - other.to).max(other.from - self.to).max(0)
    }
}

/// The number of an ISO 8601 day.
pub fn day(text: &str) -> Option<i64> {
    let date: Date = text.parse().ok()?;
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(date).ok().map(|span| i64::from(span.get_days()))
}

/// The ISO 8601 day of a number; `None` beyond the calendar.
pub fn iso(day: i64) -> Option<String> {
    let days = jiff::Span::new().try_days(day).ok()?;
    Date::constant(1970, 1, 1).checked_add(days).ok().map(|date| date.to_string())
}

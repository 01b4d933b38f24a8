//! Times of a report of which it is known only between which days it was written.
//!
//! Read as on the first of these days and as on the last: what comes to one day both times is that
//! day ("on November 15", of a report written between the 15th and December 13th), and what differs
//! lies between the two, for a later report never means an earlier day. What that leaves open by
//! more than [`WIDEST`] stays open.

use super::{Timed, calendar::days_between, read};
use detente_language::Analysis;
use detente_record::{Time, TimeBasis, TimeSpan};
use jiff::civil::Date;

/// Days between the first and the last that a time may stand for.
const WIDEST: i64 = 92;

/// The expressions of time of a report written between two days, in order.
pub(crate) fn between(text: &str, analysis: &Analysis, (first, last): (Date, Date)) -> Vec<Timed> {
    let mut open = read(text, analysis, None);
    let (early, late) = (read(text, analysis, Some(first)), read(text, analysis, Some(last)));
    // What stands in the text hangs on no day: only its meaning does.
    let same = |a: &[Timed], b: &[Timed]| {
        a.len() == b.len() && a.iter().zip(b).all(|(one, other)| one.range == other.range)
    };
    if !same(&open, &early) || !same(&open, &late) {
        return open;
    }
    for (one, (early, late)) in open.iter_mut().zip(early.into_iter().zip(late)) {
        if one.time.is_unknown()
            && let Some(time) = hull(&early.time, &late.time)
        {
            one.time = Time { anchor: Some(name(first, last)), ..time };
            one.counted_from = late.counted_from;
        }
    }
    open
}

/// What the days of a report are called as an anchor.
pub(crate) fn name(first: Date, last: Date) -> String {
    format!("[{first}..{last}]")
}

/// What two readings of one time leave.
fn hull(early: &Time, late: &Time) -> Option<Time> {
    let day = |day: &Option<String>| day.as_deref()?.parse::<Date>().ok();
    let (from, to) = (day(&early.from)?, day(&late.to)?);
    if (&early.from, &early.to) == (&late.from, &late.to) {
        return Some(late.clone());
    }
    let sound = from <= to && days_between(to, from) <= WIDEST;
    sound.then(|| Time {
        edtf: Some(format!("[{from}..{to}]")),
        from: Some(from.to_string()),
        to: Some(to.to_string()),
        span: Some(TimeSpan::Within),
        basis: Some(TimeBasis::Resolved),
        ..late.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn days(text: &str, span: (Date, Date)) -> Vec<Option<String>> {
        let document = crate::testing::document(text, None);
        let analysis = detente_language::analyse(&document);
        let found = between(document.text(), &analysis, span);
        found.into_iter().map(|timed| timed.time.edtf).collect()
    }

    #[test]
    fn what_is_one_day_either_way_is_that_day() {
        let span = (date(2023, 6, 20), date(2023, 7, 3));
        let text = "On May 30 the two sides met in Jeddah. A truce of June 2019 had failed. On \
                    Monday they met again.";
        let monday = "[2023-06-19..2023-07-03]";
        assert_eq!(
            days(text, span),
            ["2023-05-30", "[2019-06-01..2019-06-30]", monday].map(|day| Some(day.into()))
        );
    }

    #[test]
    fn what_falls_in_one_of_two_years_stays_open() {
        let span = (date(2022, 11, 20), date(2023, 12, 10));
        assert_eq!(days("On November 30 the two sides met in Pretoria.", span), [None]);
    }
}

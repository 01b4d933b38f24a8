//! So much time before or after: from the report's day, or from the time last spoken of.
//!
//! Finds "two days ago", "about a year ago", "years ago", "ten days later", "a week earlier", "two
//! hours from now", "year-ago", "the eve of". "Two days before the talks" is a length and names no
//! day; "two days before" at the end of a clause does.

use super::amount::Unit;
use super::constraint::{Anchor, Constraint};
use super::expression::{Found, Meaning, Vague};
use super::words::{Place, count, ordinal};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    if let Some(found) =
        eve(place).or_else(|| then(place)).or_else(|| long_ago(place)).or_else(|| year_ago(place))
    {
        return Some(found);
    }
    let (count, at) = match count(place, 0) {
        Some((count, taken)) => (count.whole.filter(|_| !count.half), taken),
        // "Years ago".
        None => (None, 0),
    };
    let hyphen = usize::from(at > 0 && place.lower(at) == "-");
    let unit = Unit::read(place.lower(at + hyphen))?;
    if at == 0 && !place.lower(0).ends_with('s') || unit == Unit::Second && count.is_none() {
        return None;
    }
    let mut taken = at + hyphen + 1;
    if place.reads(taken, &["or", "so"]) {
        taken += 2;
    }
    let offset = |sign: i32, anchor, more| {
        let count = count.and_then(|count| i32::try_from(count).ok()).map(|count| sign * count);
        let found = Found::when(taken + more, Constraint::Offset(count, unit, anchor));
        let vague = if sign < 0 { Vague::Past } else { Vague::Future };
        match count {
            None if anchor == Anchor::Report => Found { meaning: Meaning::Vague(vague), ..found },
            _ => found,
        }
    };
    let (report, spoken) = (Anchor::Report, Anchor::Spoken);
    Some(match (place.lower(taken), place.lower(taken + 1)) {
        ("ago", _) => offset(-1, report, 1),
        ("from", "now") => offset(1, report, 2),
        ("hence", _) => offset(1, report, 1),
        ("earlier" | "previously", next) if next != "than" => offset(-1, spoken, 1),
        ("on", ",") => offset(1, spoken, 1),
        ("later" | "afterwards" | "afterward", _) => offset(1, spoken, 1),
        ("before", _) if place.ends(taken + 1) => offset(-1, spoken, 1),
        ("after", _) if place.ends(taken + 1) => offset(1, spoken, 1),
        _ => return None,
    })
}

/// "the eve of the summit": the day before a happening.
fn eve(place: &Place) -> Option<Found> {
    let the = usize::from(place.lower(0) == "the");
    let fits = place.reads(the, &["eve", "of"]) && (the == 1 || place.before(1) == "on");
    let constraint = Constraint::Offset(Some(-1), Unit::Day, Anchor::Event);
    fits.then(|| Found::when(the + 1, constraint))
}

/// "since then", "until then": the time last spoken of itself.
fn then(place: &Place) -> Option<Found> {
    let led = matches!(place.before(1), "since" | "until" | "till" | "by" | "before" | "from");
    (place.lower(0) == "then" && led).then(|| Found::when(1, Constraint::Same(Anchor::Spoken)))
}

fn long_ago(place: &Place) -> Option<Found> {
    let not = usize::from(place.lower(0) == "not");
    let taken = match (place.lower(not), place.lower(not + 1), place.lower(not + 2)) {
        ("long", "ago", _) => 2,
        ("so" | "too" | "that", "long", "ago") => 3,
        _ => return None,
    };
    Some(Found::new(not + taken, Meaning::Vague(Vague::Past)))
}

/// "the year-ago quarter", "year-earlier": of comparisons of one quarter with another.
fn year_ago(place: &Place) -> Option<Found> {
    let the = usize::from(place.lower(0) == "the");
    let fits = place.lower(the) == "year"
        && place.lower(the + 1) == "-"
        && matches!(place.lower(the + 2), "ago" | "earlier");
    let nth = usize::from(ordinal(place.lower(the + 3)).is_some());
    let noun = matches!(place.lower(the + 3 + nth), "quarter" | "period");
    let taken = the + 3 + if noun { nth + 1 } else { 0 };
    let constraint = Constraint::Offset(Some(-1), Unit::Year, Anchor::Spoken);
    (fits && (the == 0 || noun)).then(|| Found::when(taken, constraint))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn counted_from_the_report() {
        check(&[
            ("three days ago", "2020-03-01", &[("three days ago", "2020-02-27")]),
            ("two weeks ago", "2020-03-01", &[("two weeks ago", "[2020-02-13..2020-02-19]")]),
            ("a month ago", "2020-03-31", &[("a month ago", "[2020-02-14..2020-03-15]")]),
            ("many years ago", "2020-03-01", &[("many years ago", "-")]),
            ("two days ago", "", &[("two days ago", "-")]),
        ]);
    }

    #[test]
    fn counted_from_the_time_last_spoken_of() {
        check(&[
            (
                "It began on 3 May 2019; ten days later it was over",
                "2020-03-01",
                &[("3 May 2019", "2019-05-03"), ("ten days later", "2019-05-13")],
            ),
            ("two days before the talks", "2020-03-01", &[("two days", "-")]),
            (
                "on 3 May 2019, two days before,",
                "",
                &[("3 May 2019", "2019-05-03"), ("two days before", "2019-05-01")],
            ),
            ("on the eve of the talks", "2020-03-01", &[("the eve", "-")]),
            (
                "In May 2019 it ended, and since then",
                "",
                &[("May 2019", "[2019-05-01..2019-05-31]"), ("then", "[2019-05-01..2019-05-31]")],
            ),
        ]);
    }
}

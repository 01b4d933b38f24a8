//! A unit of the calendar counted from the report's day or from the time last spoken of.
//!
//! Finds "last week", "this month", "next year", "the weekend", "that day", "the following month",
//! "the previous night", "the day before", "today", "yesterday evening", "the day after tomorrow".
//! A week runs from Monday; "the past year" runs up to the report's day.

use super::amount::{Length, Unit};
use super::constraint::{Anchor, Constraint, Pick};
use super::expression::{Clock, DayPart, Found, Meaning, Side};
use super::which::which;
use super::words::{Count, Place, number};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    deictic(place).or_else(|| counted(place)).or_else(|| beside(place)).or_else(|| bare(place))
}

/// Days named by where they lie to the report's.
fn deictic(place: &Place) -> Option<Found> {
    let day =
        |taken, step| Some(Found::when(taken, Constraint::Unit(Unit::Day, step, Anchor::Report)));
    match (place.lower(0), place.lower(1), place.lower(2)) {
        ("the", "day", "before") if place.lower(3) == "yesterday" => day(4, -2),
        ("the", "day", "after") if place.lower(3) == "tomorrow" => day(4, 2),
        // The name of a newspaper.
        ("today", ..) if matches!(place.before(1), "usa" | "russia") => None,
        ("today", ..) => day(1, 0),
        ("tonight", ..) => Some(Found { clock: Some(Clock::Part(DayPart::Night)), ..day(1, 0)? }),
        ("overnight", ..) => {
            Some(Found { clock: Some(Clock::Part(DayPart::Night)), ..day(1, -1)? })
        }
        ("yesterday", ..) => day(1, -1),
        ("tomorrow", ..) => day(1, 1),
        ("this", "date", _) => day(2, 0),
        _ => None,
    }
}

/// "last week", "that same day", "the next morning".
fn counted(place: &Place) -> Option<Found> {
    let (which, taken) = which(place)?;
    let fiscal = usize::from(matches!(place.lower(taken), "fiscal" | "calendar" | "financial"));
    let noun = place.lower(taken + fiscal);
    // The names of programmes: "This Week".
    if place.capital(taken + fiscal) {
        return None;
    }
    if let Some(part) = day_part(noun) {
        let step = which.step;
        let constraint = Constraint::Unit(Unit::Day, step, which.anchor);
        let clock = Some(Clock::Part(part));
        return Some(Found { clock, ..Found::when(taken + 1, constraint) });
    }
    let unit = Unit::read(noun).filter(|_| !noun.ends_with('s'))?;
    let taken = taken + fiscal + 1;
    // "this second", "last minute" are no times.
    if unit < Unit::Day || place.lower(taken) == "-" {
        return None;
    }
    if which.past && unit != Unit::Weekend {
        let length = Length::new(Count::ONE, unit);
        return Some(Found::new(taken, Meaning::Lasting(length, Side::Past)));
    }
    // "the next day" may be tomorrow only where it follows nothing; "the latest week" was the last.
    let step = if which.pick == Pick::Latest { -1 } else { which.step };
    Some(Found::when(taken, Constraint::Unit(unit, step, which.anchor)))
}

/// "the day before", "the week after", where the clause ends there.
fn beside(place: &Place) -> Option<Found> {
    if place.lower(0) != "the" {
        return None;
    }
    let noun = place.lower(1);
    let part = day_part(noun);
    let unit = part.map(|_| Unit::Day).or_else(|| Unit::read(noun).filter(|u| *u >= Unit::Day))?;
    let step = match place.lower(2) {
        "before" | "earlier" => -1,
        "after" | "later" => 1,
        _ => return None,
    };
    let singular = !noun.ends_with('s');
    (singular && place.ends(3)).then(|| Found {
        clock: part.map(Clock::Part),
        ..Found::when(3, Constraint::Unit(unit, step, Anchor::Spoken))
    })
}

/// "the weekend", "the year": the report's own, or that spoken of.
fn bare(place: &Place) -> Option<Found> {
    let whole = matches!(place.lower(1), "fiscal" | "calendar" | "financial" | "full" | "whole");
    let fiscal = usize::from(whole);
    let noun = place.lower(1 + fiscal);
    if place.lower(0) != "the" || place.lower(2 + fiscal) == "-" {
        return None;
    }
    let taken = 2 + fiscal;
    match noun {
        "weekend" => {
            let constraint = Constraint::Unit(Unit::Weekend, -1, Anchor::Report);
            Some(Found { told: true, ..Found::when(taken, constraint) })
        }
        "year" | "week" | "month" => {
            // "man of the year", "the year in which" are no times of happenings.
            let unit = Unit::read(noun)?;
            let goes_on = matches!(
                place.lower(taken),
                "in" | "that" | "when" | "before" | "after" | "since" | "of" | "'s" | "1" | "one"
            );
            let led = matches!(
                place.before(1),
                "of" | "in"
                    | "for"
                    | "during"
                    | "over"
                    | "throughout"
                    | "within"
                    | "by"
                    | "through"
            );
            let told = number(place, taken).is_some_and(|(number, _)| number > 1000);
            (led && !goes_on && !told)
                .then(|| Found::when(taken, Constraint::Unit(unit, 0, Anchor::Report)))
        }
        "day"
            if matches!(place.before(1), "in" | "during")
                && matches!(place.before(2), "later" | "earlier" | "late" | "early") =>
        {
            Some(Found::when(2, Constraint::Unit(Unit::Day, 0, Anchor::Spoken)))
        }
        "morning" | "afternoon" | "evening" | "night"
            if matches!(place.before(1), "in" | "during" | "by" | "into" | "through")
                && (place.ends(2) || place.lower(2) == "to") =>
        {
            let clock = day_part(noun).map(Clock::Part);
            let constraint = Constraint::Unit(Unit::Day, 0, Anchor::Spoken);
            Some(Found { clock, ..Found::when(2, constraint) })
        }
        _ => None,
    }
}

/// The part of the day that a word names.
pub(crate) fn day_part(word: &str) -> Option<DayPart> {
    Some(match word {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" => DayPart::Night,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn days_counted_from_publication() {
        check(&[
            (
                "today and yesterday",
                "2020-03-01",
                &[("today", "2020-03-01"), ("yesterday", "2020-02-29")],
            ),
            ("last week", "2020-02-19", &[("last week", "[2020-02-10..2020-02-16]")]),
            ("last month", "2020-01-19", &[("last month", "[2019-12-01..2019-12-31]")]),
            ("last year", "2020-01-19", &[("last year", "[2019-01-01..2019-12-31]")]),
            ("in the past week", "2020-01-19", &[("the past week", "[2020-01-12..2020-01-19]")]),
            ("over the weekend", "2020-02-19", &[("the weekend", "[2020-02-15..2020-02-16]")]),
            ("yesterday evening", "2020-02-19", &[("yesterday evening", "2020-02-18")]),
            ("yesterday", "", &[("yesterday", "-")]),
        ]);
    }

    #[test]
    fn days_counted_from_the_time_last_spoken_of() {
        check(&[
            (
                "They met on 4 May 2019. The following day they signed",
                "2020-03-01",
                &[("4 May 2019", "2019-05-04"), ("The following day", "2019-05-05")],
            ),
            (
                "on 4 May 2019, and the day before,",
                "2020-03-01",
                &[("4 May 2019", "2019-05-04"), ("the day before", "2019-05-03")],
            ),
            (
                "in 2016 and later that year",
                "2020-03-01",
                &[
                    ("2016", "[2016-01-01..2016-12-31]"),
                    ("later that year", "[2016-01-01..2016-12-31]"),
                ],
            ),
        ]);
    }
}

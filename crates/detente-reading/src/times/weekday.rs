//! A weekday.
//!
//! Finds "Monday", "on Friday", "last Tuesday", "next Sunday", "the following Thursday". News is
//! told of the last seven days: the weekday is the latest on or before the day of publication, or,
//! where the sentence speaks of what is to come, the first on or after it.

use super::calendar::weekday;
use super::constraint::{Anchor, Constraint, Cycle, Pick};
use super::expression::Found;
use super::which::which;
use super::words::Place;
use detente_language::Xpos;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    // "He said that Monday was too late" points at no Monday spoken of.
    let joins = |place: &Place| {
        place.lower(0) == "that" && place.tag(0) != Some(Xpos::Dt) && place.lower(1) != "same"
    };
    let (given, led) = match which(place).filter(|_| !joins(place)) {
        Some((which, taken)) => (Some(which), taken),
        None => (None, 0),
    };
    let found = weekday(place.lower(led))?;
    if !place.capital(led) || place.lower(led).trim_end_matches('.').len() < 6 {
        return None;
    }
    let cycle = Cycle::Weekday(found);
    Some(match given {
        Some(which) => Found::when(led + 1, Constraint::Cycle(cycle, which.pick, which.anchor)),
        None => Found {
            told: true,
            ..Found::when(led + 1, Constraint::Cycle(cycle, Pick::Latest, Anchor::Report))
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn weekdays_around_the_day_of_publication() {
        check(&[
            // A Monday.
            ("said on Friday", "2020-02-17", &[("Friday", "2020-02-14")]),
            ("said on Monday", "2020-02-17", &[("Monday", "2020-02-17")]),
            ("last Monday", "2020-02-17", &[("last Monday", "2020-02-10")]),
            ("they will meet on Tuesday", "2020-02-17", &[("Tuesday", "2020-02-18")]),
            ("next Tuesday", "2020-02-17", &[("next Tuesday", "2020-02-18")]),
            ("said on Friday", "", &[("Friday", "-")]),
            ("late on Saturday night", "2020-02-17", &[("late on Saturday night", "2020-02-15")]),
            ("in the sun", "2020-02-17", &[]),
        ]);
    }
}

//! Seasons and feasts with a day of their own.
//!
//! Finds "last summer", "the winter of 2015", "in spring", "this autumn", "Thanksgiving",
//! "Christmas Eve", "New Year's Day". "Fall" and "spring" are also verbs, "summer clothes" name no
//! summer, and the "Arab Spring" is none: a season needs a word before it that makes it one.
//! Seasons are those of the northern half of the earth.

use super::constraint::{Anchor, Constraint, Cycle, Pick};
use super::expression::Found;
use super::stretch::{Season, Stretch};
use super::which::{which, which_year};
use super::words::Place;
use super::year::year_at;
use jiff::civil::Weekday;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    let (given, at) = match which(place) {
        Some((which, taken)) => (Some(which), taken),
        None => (None, usize::from(place.lower(0) == "the")),
    };
    let (cycle, taken, named) = season(place, at)
        .map(|season| (Cycle::Season(season), at + 1, false))
        .or_else(|| feast(place, at).map(|(cycle, taken)| (cycle, at + taken, true)))?;
    let of = usize::from(matches!(place.lower(taken), "of" | ","));
    if let Some((y, words)) = year_at(place, taken + of)
        && let Cycle::Season(season) = cycle
        && place.lower(taken) != ","
    {
        let constraint = Constraint::Fixed(Stretch::Season(y, season));
        return Some(Found::when(taken + of + words, constraint));
    }
    if let Some((step, more)) = which_year(&place.on(taken)) {
        let constraint = Constraint::Cycle(cycle, Pick::Year(step), Anchor::Report);
        return Some(Found::when(taken + more, constraint));
    }
    if let Some(which) = given {
        return Some(Found::when(taken, Constraint::Cycle(cycle, which.pick, which.anchor)));
    }
    let led = at == 1
        || matches!(
            place.before(1),
            "in" | "since" | "by" | "until" | "till" | "during" | "early" | "late" | "mid" | "of"
        );
    // "the summer offensive" is of a summer; "the spring of the clock" is not.
    let of_else = place.lower(taken) == "of";
    (named || led && !of_else).then(|| {
        let constraint = Constraint::Cycle(cycle, Pick::Latest, Anchor::Report);
        Found { told: true, ..Found::when(taken, constraint) }
    })
}

fn season(place: &Place, at: usize) -> Option<Season> {
    Some(match place.lower(at) {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

fn feast(place: &Place, at: usize) -> Option<(Cycle, usize)> {
    if !place.capital(at) {
        return None;
    }
    let day = |month, day| Cycle::MonthDay(month, day, None);
    Some(match (place.lower(at), place.lower(at + 1), place.lower(at + 2)) {
        ("thanksgiving", "day", _) => (Cycle::Feast(11, 4, Weekday::Thursday), 2),
        ("thanksgiving", ..) => (Cycle::Feast(11, 4, Weekday::Thursday), 1),
        ("christmas", "eve", _) => (day(12, 24), 2),
        ("christmas", "day", _) => (day(12, 25), 2),
        ("christmas", ..) => (day(12, 25), 1),
        ("new", "year", "'s") => match place.lower(at + 3) {
            "eve" => (day(12, 31), 4),
            "day" => (day(1, 1), 4),
            _ => return None,
        },
        ("may", "day", _) => (day(5, 1), 2),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn seasons_and_feasts() {
        check(&[
            ("last summer", "2020-02-17", &[("last summer", "[2019-06-01..2019-08-31]")]),
            ("the winter of 2015", "", &[("the winter of 2015", "[2015-12-01..2016-02-29]")]),
            ("in spring", "2020-04-17", &[("spring", "[2020-03-01..2020-05-31]")]),
            ("prices fall", "2020-02-17", &[]),
            ("since the Arab Spring", "2020-02-17", &[]),
            ("on Christmas Eve", "2020-02-17", &[("Christmas Eve", "2019-12-24")]),
        ]);
    }
}

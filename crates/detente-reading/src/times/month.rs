//! A month.
//!
//! Finds "in February 2020", "last May", "July last year", as some time within it. A month without
//! a year needs a word before it that makes it one ("in May", not "may"), and is the latest such
//! month that has begun, or, where the sentence speaks of what is to come, the first not over.

use super::calendar::{day, named_month};
use super::constraint::{Anchor, Constraint, Cycle, Pick};
use super::expression::Found;
use super::stretch::Stretch;
use super::which::{which, which_year};
use super::words::Place;
use super::year::year_at;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    let (given, at) = match which(place) {
        Some((which, taken)) if place.lower(taken) == "month" && place.lower(taken + 1) == "of" => {
            (Some(which), taken + 2)
        }
        Some((which, taken)) => (Some(which), taken),
        None if place.reads(0, &["the", "month", "of"]) => (None, 3),
        None => (None, 0),
    };
    let month = named_month(place.text(at), place.lower(at))?;
    let skip = usize::from(matches!(place.lower(at + 1), "," | "of"));
    if given.is_none()
        && let Some((y, words)) = year_at(place, at + 1 + skip)
    {
        let taken = at + 1 + skip + words;
        return Some(Found::when(taken, Constraint::Fixed(Stretch::Month(y, month))));
    }
    let cycle = Cycle::Month(month);
    if let Some((step, taken)) = which_year(&place.on(at + 1)) {
        let pick = Pick::Year(step);
        return Some(Found::when(at + 1 + taken, Constraint::Cycle(cycle, pick, Anchor::Report)));
    }
    // A surname may be a month's ("Theresa May"), an order may begin with one ("March!").
    let name = matches!(place.lower(at), "may" | "march" | "april" | "june" | "august");
    let spelt = place.lower(at).len() > 3 || place.lower(at) == "may";
    let led = given.is_some() || at > 0 || led(place);
    let before_noun = matches!(place.before(1), "a" | "an" | "the") && !place.capital(at + 1);
    let alone = !name && !place.capital(at + 1) && !place.lower(at + 1).is_empty();
    if !(led && !(name && place.capital(at + 1)) || before_noun || alone)
        || !spelt
        || day(place.lower(at + 1)).is_some_and(|_| !matches!(place.lower(at + 2), "%" | "percent"))
        || name && place.capital(at + 1)
    {
        return None;
    }
    Some(match given {
        Some(which) => Found::when(at + 1, Constraint::Cycle(cycle, which.pick, which.anchor)),
        None => {
            let constraint = Constraint::Cycle(cycle, Pick::Latest, Anchor::Report);
            Found { told: true, ..Found::when(at + 1, constraint) }
        }
    })
}

fn led(place: &Place) -> bool {
    let before = if place.before(1) == "-" { place.before(2) } else { place.before(1) };
    matches!(
        before,
        "in" | "of"
            | "since"
            | "during"
            | "by"
            | "until"
            | "till"
            | "from"
            | "between"
            | "early"
            | "late"
            | "mid"
            | "through"
            | "for"
            | "to"
            | "before"
            | "after"
            | "and"
    ) && !(matches!(before, "to" | "for" | "and" | "by" | "of" | "from" | "after" | "before")
        && matches!(place.lower(0), "may" | "march")
        && !matches!(place.lower(1), "" | "," | "." | ";" | "to" | "and" | "this"))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn months() {
        check(&[
            ("in February 2020", "", &[("February 2020", "[2020-02-01..2020-02-29]")]),
            ("in December", "2020-02-17", &[("December", "[2019-12-01..2019-12-31]")]),
            ("last May", "2020-02-17", &[("last May", "[2019-05-01..2019-05-31]")]),
            (
                "in June of last year",
                "2020-02-17",
                &[("June of last year", "[2019-06-01..2019-06-30]")],
            ),
            ("it will open in June", "2020-02-17", &[("June", "[2020-06-01..2020-06-30]")]),
            ("they may march", "2020-02-17", &[]),
            ("of May Thein", "2020-02-17", &[]),
            ("Theresa May said", "2020-02-17", &[]),
        ]);
    }
}

//! Quarters and halves of a year.
//!
//! Finds "the third quarter", "third-quarter", "the first quarter of 2019", "this year's second
//! quarter", "the 2018 fourth quarter", "Q3 2020", "the first half of last year". Without a year it
//! is the latest that has begun, or the next where the sentence speaks of what is to come.

use super::calendar::year;
use super::constraint::{Anchor, Constraint, Cycle, Pick};
use super::expression::Found;
use super::stretch::Stretch;
use super::which::{which, which_year};
use super::words::{Place, ordinal};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    // "next year's", "the 2018", "the fiscal".
    let (mut at, mut of) = (0, None);
    if let Some((step, taken)) = which_year(place).filter(|_| place.lower(0) != "of")
        && matches!(place.lower(taken), "'s")
    {
        (at, of) = (taken + 1, Some(Of::Step(step)));
    } else {
        at += usize::from(place.lower(0) == "the");
        if let Some(y) = year(place.lower(at)) {
            (at, of) = (at + 1, Some(Of::Year(y)));
        }
        if place.lower(at) == "fiscal" {
            at += 1 + usize::from(place.lower(at + 1) == "-");
        }
    }
    let (cycle, taken, hyphened) = cycle(&place.on(at))?;
    // "The third-quarter loss": the article is the loss's.
    if hyphened && at == 1 && place.lower(0) == "the" {
        return None;
    }
    at += taken;
    if of.is_none() {
        let skip = usize::from(matches!(place.lower(at), "of" | "in"));
        let fiscal = usize::from(place.lower(at + skip) == "fiscal");
        if let Some(y) = year(place.lower(at + skip + fiscal)) {
            (at, of) = (at + skip + fiscal + 1, Some(Of::Year(y)));
        } else if let Some((step, taken)) = which_year(&place.on(at)) {
            (at, of) = (at + taken, Some(Of::Step(step)));
        } else if place.reads(at, &["of", "the", "year"]) {
            (at, of) = (at + 3, Some(Of::Step(0)));
        }
    }
    Some(match of {
        Some(Of::Year(y)) => {
            let stretch = match cycle {
                Cycle::Half(half) => Stretch::Half(y, half),
                Cycle::Quarter(quarter) => Stretch::Quarter(y, quarter),
                _ => return None,
            };
            Found::when(at, Constraint::Fixed(stretch))
        }
        Some(Of::Step(step)) => {
            Found::when(at, Constraint::Cycle(cycle, Pick::Year(step), Anchor::Report))
        }
        None if matches!(cycle, Cycle::Half(_)) => return None,
        None => {
            let constraint = Constraint::Cycle(cycle, Pick::Latest, Anchor::Report);
            Found { told: true, ..Found::when(at, constraint) }
        }
    })
}

enum Of {
    Year(i16),
    Step(i8),
}

fn cycle(place: &Place) -> Option<(Cycle, usize, bool)> {
    let quarter = match place.lower(0) {
        "q1" => 1,
        "q2" => 2,
        "q3" => 3,
        "q4" => 4,
        _ => 0,
    };
    if quarter > 0 {
        return Some((Cycle::Quarter(quarter), 1, false));
    }
    let hyphen = usize::from(place.lower(1) == "-");
    let (cycle, taken) = match (ordinal(place.lower(0)), place.lower(0), place.lower(1 + hyphen)) {
        (Some(nth @ 1..=4), _, "quarter") => (Cycle::Quarter(nth as i8), 2 + hyphen),
        (Some(nth @ 1..=2), _, "half") => (Cycle::Half(nth as i8), 2 + hyphen),
        (_, "last" | "latter", "half") => (Cycle::Half(2), 2 + hyphen),
        _ => return None,
    };
    Some((cycle, taken, hyphen > 0))
}

/// "the quarter", "the latest quarter", "the current quarter": counted from the report.
pub(crate) fn unnamed(place: &Place) -> Option<Found> {
    let ended = matches!(place.lower(2), "ended" | "ending");
    let led = matches!(place.before(1), "for" | "in" | "during" | "of" | "since" | "by");
    if place.reads(0, &["the", "quarter"]) && (led && place.lower(2) != "of" || ended) {
        let anchor = if ended { Anchor::Report } else { Anchor::Spoken };
        let step = if ended { -1 } else { 0 };
        return Some(Found::when(2, Constraint::Unit(super::amount::Unit::Quarter, step, anchor)));
    }
    let (which, taken) = which(place)?;
    let (noun, step) = (place.lower(taken), which.step);
    let fits = noun == "quarter" || noun == "period" && which.pick == Pick::Latest;
    let constraint = Constraint::Unit(super::amount::Unit::Quarter, step, which.anchor);
    fits.then(|| Found::when(taken + 1, constraint))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn quarters_and_halves() {
        check(&[
            (
                "in the third quarter",
                "2020-02-17",
                &[("the third quarter", "[2019-07-01..2019-09-30]")],
            ),
            (
                "third-quarter profit",
                "2020-11-17",
                &[("third-quarter", "[2020-07-01..2020-09-30]")],
            ),
            (
                "the first quarter of 2019",
                "",
                &[("the first quarter of 2019", "[2019-01-01..2019-03-31]")],
            ),
            (
                "this year's second quarter",
                "2020-11-17",
                &[("this year's second quarter", "[2020-04-01..2020-06-30]")],
            ),
            (
                "in the first half of last year",
                "2020-11-17",
                &[("the first half of last year", "[2019-01-01..2019-06-30]")],
            ),
            ("the first half of the match", "2020-11-17", &[]),
        ]);
    }
}

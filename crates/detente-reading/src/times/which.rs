//! The words before a name of the calendar or a unit that tell which is meant: "last", "this",
//! "the following", "that same".

use super::constraint::{Anchor, Pick};
use super::words::Place;

/// Which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Which {
    /// How many units on from the anchor's.
    pub(crate) step: i32,
    pub(crate) pick: Pick,
    pub(crate) anchor: Anchor,
    /// "the past week" reaches up to the anchor.
    pub(crate) past: bool,
}

/// Which one is meant, and how many words tell it.
pub(crate) fn which(place: &Place) -> Option<(Which, usize)> {
    let the = usize::from(place.lower(0) == "the");
    let of = |step, pick, anchor| Which { step, pick, anchor, past: false };
    let (report, spoken) = (Anchor::Report, Anchor::Spoken);
    let found = match (place.lower(the), place.lower(the + 1)) {
        ("this", "same") if the == 0 => (of(0, Pick::This, report), 2),
        ("this", "past" | "last") if the == 0 => (of(-1, Pick::Last, report), 2),
        ("this", "coming" | "next") if the == 0 => (of(1, Pick::Next, report), 2),
        ("this", _) if the == 0 => (of(0, Pick::This, report), 1),
        ("that", "same") if the == 0 => (of(0, Pick::This, spoken), 2),
        ("that", _) if the == 0 => (of(0, Pick::This, spoken), 1),
        ("same" | "very", "same") => (of(0, Pick::This, spoken), 2),
        ("same", _) if the == 1 => (of(0, Pick::This, spoken), 1),
        ("current", _) => (of(0, Pick::This, report), 1),
        ("latest", _) => (of(-1, Pick::Latest, report), 1),
        ("last", _) => (of(-1, Pick::Last, report), 1),
        ("past", _) => (Which { past: true, ..of(-1, Pick::Last, report) }, 1),
        ("previous" | "preceding" | "prior", _) => (of(-1, Pick::Last, spoken), 1),
        ("next", _) if the == 1 => (of(1, Pick::Next, spoken), 1),
        ("next", _) => (of(1, Pick::Next, report), 1),
        ("following" | "ensuing", _) if the == 1 => (of(1, Pick::Next, spoken), 1),
        ("coming" | "upcoming", _) => (of(1, Pick::Next, report), 1),
        _ => return None,
    };
    Some((found.0, found.1 + the))
}

/// Which year, by words that follow a month or a quarter: "last year", "of this year".
pub(crate) fn which_year(place: &Place) -> Option<(i8, usize)> {
    let of = usize::from(place.lower(0) == "of");
    let (which, taken) = which(&place.on(of))?;
    let year = place.lower(of + taken) == "year" && which.anchor == Anchor::Report;
    year.then(|| (which.step.signum() as i8, of + taken + 1))
}

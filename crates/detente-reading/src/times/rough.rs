//! Words that make a time rough, and belong to it.
//!
//! Finds "about two years", "nearly a month ago", "more than four hours", "at least 30 days", "no
//! more than sixty days", "around 7:15 p.m.".

use super::expression::Found;
use super::words::Place;
use super::{clock, duration, offset, part};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    let (taken, loose) = rough(place)?;
    let rest = place.on(taken);
    let timed = || clock::rule(&rest).filter(|_| loose);
    let ended = || part::rule(&rest).filter(|_| loose);
    let found = offset::rule(&rest)
        .or_else(|| duration::rule(&rest).filter(|_| rest.lower(0) != "the"))
        .or_else(timed)
        .or_else(ended)?;
    Some(Found { taken: taken + found.taken, ..found })
}

/// How many words it takes, and whether a time of day may follow.
fn rough(place: &Place) -> Option<(usize, bool)> {
    Some(match (place.lower(0), place.lower(1), place.lower(2)) {
        ("no" | "not", "more" | "less" | "fewer", "than") => (3, false),
        ("more" | "less" | "fewer", "than", _) => (2, false),
        ("at", "least" | "most", _) => (2, false),
        ("up", "to", _) => (2, false),
        ("as", "long" | "many" | "few" | "little", "as") => (3, false),
        ("just" | "well" | "a", "over" | "under" | "little", _) if place.lower(0) != "a" => {
            (2, false)
        }
        ("about" | "around" | "approximately" | "roughly", ..) => (1, true),
        ("nearly" | "almost", ..) => (1, true),
        // "Over three years" is mostly all through them.
        ("over", "a" | "an", _) => (1, false),
        ("some", ..) => (1, false),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::times::tests::{check, lengths};

    #[test]
    fn rough_words_belong_to_the_time() {
        lengths(&[
            ("about two years", &[("about two years", "P2Y")]),
            ("at least 30 days", &[("at least 30 days", "P30D")]),
            ("no more than sixty days", &[("no more than sixty days", "P60D")]),
            ("about the talks", &[]),
        ]);
        check(&[("nearly two days ago", "2020-02-19", &[("nearly two days ago", "2020-02-17")])]);
    }
}

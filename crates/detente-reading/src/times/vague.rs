//! Times that nobody could put a day to.
//!
//! Finds "now", "currently", "the current ceasefire", "recently", "recent attacks", "the past",
//! "soon", "the near future". They are expressions of time, but date nothing.

use super::expression::{Found, Meaning, Vague};
use super::words::Place;
use detente_language::Xpos;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    let found = |taken, vague| Some(Found::new(taken, Meaning::Vague(vague)));
    let (first, second, third) = (place.lower(0), place.lower(1), place.lower(2));
    match (first, second, third) {
        // "One day they will return".
        ("one", "day", _) if foretold(place) => found(2, Vague::Future),
        ("now", ..) => found(1, Vague::Present),
        ("currently" | "nowadays" | "presently", ..) => found(1, Vague::Present),
        ("current", ..) if place.tag(0) != Some(Xpos::Nn) => found(1, Vague::Present),
        ("these", "days", _) => found(2, Vague::Present),
        ("the", "moment" | "present", _) if place.before(1) == "at" => found(2, Vague::Present),
        ("present", ..) if place.before(1) == "at" => found(1, Vague::Present),
        ("more" | "most", "recently", _) => found(2, Vague::Past),
        ("recently" | "lately", ..) => found(1, Vague::Past),
        ("recent", ..) => found(1, Vague::Past),
        ("the", "recent" | "distant", "past") => found(3, Vague::Past),
        ("the", "past", _) if place.ends(2) => found(2, Vague::Past),
        ("the", "near" | "foreseeable" | "immediate" | "distant", "future" | "term") => {
            found(3, Vague::Future)
        }
        ("the", "not", "too") if place.reads(3, &["distant", "future"]) => found(5, Vague::Future),
        ("the", "future", _) => found(2, Vague::Future),
        ("future", ..) => found(1, Vague::Future),
        ("soon", ..) if place.before(1) != "as" && place.before(1) != "too" => {
            found(1, Vague::Future)
        }
        _ => None,
    }
}

/// Whether a verb without a tense of its own follows, and nothing leads the words.
fn foretold(place: &Place) -> bool {
    let led = matches!(
        place.before(1),
        "for" | "in" | "within" | "after" | "than" | "of" | "about" | "only" | "just" | "least"
    );
    !led && (place.tag(2) == Some(Xpos::Vb) || place.tag(2) == Some(Xpos::Prp))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn vague_times_date_nothing() {
        check(&[
            ("they now hold it", "2020-02-19", &[("now", "-")]),
            ("in the recent past", "2020-02-19", &[("the recent past", "-")]),
            ("as soon as they left", "2020-02-19", &[]),
            ("in the near future", "2020-02-19", &[("the near future", "-")]),
        ]);
    }
}

//! How what is told lies to a time, by the words before it.
//!
//! "by October 15" and "no later than the tenth day" set a deadline, "within 30 days" a span in
//! which, "since 2011" and "until March" an edge.

use super::expression::Sense;
use super::words::Place;

/// The sense of the expression that begins at a place.
pub(crate) fn before(place: &Place) -> Option<Sense> {
    let (last, second, third) = (place.before(1), place.before(2), place.before(3));
    if last == "than" && second == "later" && matches!(third, "no" | "not") {
        return Some(Sense::By);
    }
    Some(match last {
        "by" => Sense::By,
        "within" | "inside" => Sense::Within,
        "after" | "following" => Sense::After,
        "before" => Sense::Before,
        "since" => Sense::Since,
        "until" | "till" | "through" => Sense::Until,
        "to" if matches!(second, "up" | "prior") => {
            if second == "up" {
                Sense::Until
            } else {
                Sense::Before
            }
        }
        "from" => Sense::From,
        "of" if second == "as" => Sense::From,
        "for" => Sense::For,
        "during" | "over" | "throughout" => Sense::During,
        "in" | "on" | "at" => Sense::At,
        _ => return None,
    })
}

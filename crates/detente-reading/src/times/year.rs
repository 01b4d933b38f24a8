//! A year.
//!
//! Finds "in 2015", "since 2011", "the 2016 coup", as some time within it. A bare number of four
//! digits is a year only after a word that asks for one, or before a noun with "the".

use super::calendar::year;
use super::{Days, Hit, Place};
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Hit> {
    let y = year(place.lower(0))?;
    let led = matches!(
        place.before(),
        "in" | "since"
            | "of"
            | "until"
            | "by"
            | "during"
            | "from"
            | "after"
            | "before"
            | "early"
            | "late"
            | "the"
            | "year"
            | "mid"
    );
    let counted = matches!(
        place.lower(1),
        "people"
            | "soldiers"
            | "troops"
            | "km"
            | "m"
            | "civilians"
            | "dead"
            | "%"
            | "percent"
            | "children"
            | "others"
            | "homes"
            | "kilometres"
            | "kilometers"
            | "tonnes"
            | "tons"
            | "men"
            | "women"
            | "words"
            | "dollars"
            | "euros"
            | "metres"
            | "meters"
            | "miles"
            | "refugees"
            | "houses"
            | "families"
    );
    if !led || counted {
        return None;
    }
    let (from, to) = (Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?);
    Some((1, Days::StatedWithin(from, to)))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn years() {
        check(&[
            ("in 2015", "", &[("2015", "[2015-01-01..2015-12-31]")]),
            ("killed 2015 people", "", &[]),
            ("some of 2000 people", "", &[]),
        ]);
    }
}

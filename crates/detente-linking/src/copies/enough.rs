//! How much of a text must stand in another for it to be called its copy.
//!
//! Forms recur: a daily bulletin, a rate table, the credits under a broadcast, "this live page is
//! now closed". They share half their words with their like of other days and are no copies of
//! it. A form is short, or its like is of another week, or at least of the same outlet; a copy is
//! printed within days, and by others. What an outlet repeats of its own makes no second source
//! either way, so the stricter measure costs nothing there.

use super::compare::NEAR;
use super::settle::Text;

/// Per mille that a short text, or one printed long after, must have from the other.
pub const STRICT: u16 = 800;
/// Per mille that a text must have from another of the same outlet.
pub const SAME: u16 = 600;
/// Words below which a text is short.
pub const SHORT: usize = 50;
/// Days after which a text was printed long after.
pub const LATE: i64 = 7;

/// Whether `copy`, with that share of its text in another text, comes from it. `original` is the
/// first of those that the other comes from, so that a chain of copies reaches no further than
/// one does.
pub(super) fn enough(share: u16, copy: &Text, original: &Text) -> bool {
    let day = |text: &Text| text.published.as_deref().and_then(number);
    let late = match (day(copy), day(original)) {
        (Some(a), Some(b)) => (a - b).abs() > LATE,
        _ => false,
    };
    let same = copy.outlet.is_some() && copy.outlet == original.outlet;
    let least = match (late || copy.sketch.words() < SHORT, same) {
        (true, _) => STRICT,
        (false, true) => SAME,
        (false, false) => NEAR,
    };
    share >= least
}

/// The number of an ISO 8601 day, counted from some day: from 1 March 0000 by Hinnant's
/// `days_from_civil`, which needs no tables.
pub(super) fn number(day: &str) -> Option<i64> {
    let mut parts = day.splitn(3, '-');
    let mut part = || parts.next()?.parse::<u16>().ok().map(i64::from);
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month > 2 { year } else { year - 1 };
    let month = (month + 9) % 12;
    Some(
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + day,
    )
}

#[cfg(test)]
mod tests {
    use super::super::sketch::Sketch;
    use super::*;

    #[test]
    fn days_are_counted() {
        let between = |a, b| Some(number(b)? - number(a)?);
        assert_eq!(between("2020-02-28", "2020-03-01"), Some(2));
        assert_eq!(between("2019-02-28", "2019-03-01"), Some(1));
        assert_eq!(between("1999-12-31", "2000-12-31"), Some(366));
        assert_eq!(number("2020-02"), None);
        assert_eq!(number("2020-13-01"), None);
        assert_eq!(number("Monday"), None);
    }

    #[test]
    fn forms_are_no_copies() {
        let text = |day: &str, outlet: &str, words: usize| Text {
            id: String::new(),
            published: Some(day.into()),
            outlet: (!outlet.is_empty()).then(|| outlet.into()),
            credits: vec![],
            sketch: Sketch::new(&"word ".repeat(words)),
        };
        let first = text("2020-02-17", "outlet:a", 200);
        assert!(enough(450, &text("2020-02-18", "outlet:b", 200), &first));
        assert!(enough(450, &text("some day", "", 200), &first));
        assert!(!enough(450, &text("2020-02-18", "outlet:a", 200), &first));
        assert!(!enough(450, &text("2020-03-18", "outlet:b", 200), &first));
        assert!(!enough(700, &text("2020-02-18", "outlet:b", 30), &first));
        assert!(enough(800, &text("2020-03-18", "outlet:a", 30), &first));
    }
}

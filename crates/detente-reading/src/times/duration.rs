//! How long something lasts.
//!
//! Finds "24 hours", "within 30 days", "four months of siege", "a two-year term", "several weeks",
//! "the past five days", "the next few months", "half an hour", "a decade". "The past five days"
//! end on the report's day and "the next two weeks" begin there. Ages ("a 6-year-old", "52 years
//! old") are none.

use super::amount::{Length, Unit};
use super::expression::{Found, Meaning, Side};
use super::set;
use super::words::{Count, Place, count, ordinal};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    led(place)
        .or_else(|| nth(place))
        .or_else(|| half(place))
        .or_else(|| plain(place))
        .or_else(|| vague(place))
}

/// "the past two weeks", "the first nine months", "recent days", "coming years".
fn led(place: &Place) -> Option<Found> {
    let the = usize::from(matches!(place.lower(0), "the" | "these" | "those"));
    let (side, word) = match place.lower(the) {
        "past" | "last" | "previous" | "preceding" => (Side::Past, 1),
        "recent" => (Side::Past, 1),
        "next" | "coming" | "following" | "upcoming" => (Side::Coming, 1),
        "first" | "final" | "latest" | "remaining" | "early" => (Side::Free, 1),
        _ if the == 1 && place.lower(0) == "the" => (Side::Free, 0),
        _ => return None,
    };
    let at = the + word;
    let (length, taken) = length(place, at)?;
    let number = taken > at + 1;
    let noun = place.lower(taken - 1);
    // "the weeks" may be any; "the past week" is a unit of the calendar.
    if !number && (word == 0 || !noun.ends_with('s')) || is_age(place, taken) {
        return None;
    }
    if number && matches!(place.lower(at), "a" | "an") {
        return None;
    }
    // "The eight-year war": the article is the war's.
    let adjective = word == 0 && !noun.ends_with('s');
    if adjective {
        return None;
    }
    let side = if length.count.is_none() { Side::Free } else { side };
    Some(Found::new(or_so(place, taken), Meaning::Lasting(length, side)))
}

/// "half an hour", "half a century", "a quarter of a century", "weeklong".
fn half(place: &Place) -> Option<Found> {
    let whole = place.lower(0).strip_suffix("long").and_then(Unit::read);
    if let Some(unit) = whole.filter(|unit| *unit >= Unit::Hour) {
        return Some(Found::new(1, Meaning::Lasting(Length::new(Count::ONE, unit), Side::Free)));
    }
    let quarter = usize::from(place.lower(0) == "a");
    if place.reads(quarter, &["quarter", "-", "century"])
        || place.reads(quarter, &["quarter", "of", "a", "century"])
    {
        let taken = quarter + if place.lower(quarter + 1) == "-" { 3 } else { 4 };
        let length = Length { count: Some(25), half: false, unit: Unit::Year };
        return Some(Found::new(taken, Meaning::Lasting(length, Side::Free)));
    }
    let article = match (place.lower(0), place.lower(1)) {
        ("half", "a" | "an" | "-") => 2,
        _ => return None,
    };
    let unit = Unit::read(place.lower(article)).filter(|_| !place.lower(article).ends_with('s'))?;
    let length = Length { count: Some(0), half: true, unit };
    Some(Found::new(article + 1, Meaning::Lasting(length, Side::Free)))
}

/// "No later than the tenth day": ten days.
fn nth(place: &Place) -> Option<Found> {
    let led = matches!(place.before(1), "than" | "by" | "before" | "until");
    let count = ordinal(place.lower(1)).filter(|_| led && place.lower(0) == "the")?;
    let unit = Unit::read(place.lower(2)).filter(|_| !place.lower(2).ends_with('s'))?;
    let length = Length { count: Some(count.into()), half: false, unit };
    Some(Found::new(3, Meaning::Lasting(length, Side::Free)))
}

fn plain(place: &Place) -> Option<Found> {
    // "$3 a day" and "hundreds a week" tell how often.
    if let Some(found) = set::rate(place) {
        return Some(found);
    }
    let (length, taken) = length(place, 0)?;
    // "in as many days" counts what was counted before.
    if is_age(place, taken) || place.lower(0) == "many" && place.before(1) == "as" {
        return None;
    }
    let noun = place.lower(taken - 1);
    let alone = taken == 1;
    if alone && !noun.ends_with('s') {
        return None;
    }
    if length.unit == Unit::Second && (alone || length.count == Some(1)) {
        return None;
    }
    // "two villages fell minutes apart" tells no length of anything.
    if alone && place.lower(taken) == "apart" {
        return None;
    }
    // "a quarter" is a fourth, or a coin; "three quarters of" are a share.
    let share = length.unit == Unit::Quarter
        && (place.lower(0) == "a" || alone || place.lower(taken) == "of");
    let some_day = place.lower(0) == "some" && noun == "day";
    if share || some_day {
        return None;
    }
    Some(Found::new(or_so(place, taken), Meaning::Lasting(length, Side::Free)))
}

/// "a while", "some time".
fn vague(place: &Place) -> Option<Found> {
    let taken = match (place.lower(0), place.lower(1), place.lower(2)) {
        ("a", "while", _) => 2,
        ("a", "short" | "long", "while" | "time") => 3,
        ("some", "time", _) if place.before(1) == "for" => 2,
        _ => return None,
    };
    let length = Length { count: None, half: false, unit: Unit::Day };
    Some(Found::new(taken, Meaning::Lasting(length, Side::Free)))
}

/// A length at a place and the word after it.
pub(crate) fn length(place: &Place, at: usize) -> Option<(Length, usize)> {
    let (count, mut next) =
        count(place, at).map_or((Count::SOME, at), |(count, taken)| (count, at + taken));
    let counted = next > at;
    if counted {
        while matches!(
            place.lower(next),
            "full"
                | "straight"
                | "consecutive"
                | "successive"
                | "additional"
                | "more"
                | "further"
                | "whole"
                | "trading"
                | "working"
                | "business"
                | "short"
                | "long"
                | "other"
                | "extra"
                | "-"
        ) {
            next += 1;
        }
    }
    let noun = place.lower(next);
    let unit = Unit::read(noun)?;
    // "1989 weeks" and the like are no count; nor does a plural follow "a".
    let plural = noun.ends_with('s');
    let hyphen = next.checked_sub(1).is_some_and(|before| place.lower(before) == "-");
    let many = count.whole.is_some_and(|count| count > 100) && !plural && !hyphen;
    if counted && count == Count::ONE && plural || many {
        return None;
    }
    let mut count = count;
    let mut end = next + 1;
    if counted && place.reads(end, &["and", "a", "half"]) {
        count.half = true;
        end += 3;
    }
    if noun.ends_with('s')
        && matches!(place.lower(end), "or" | "and")
        && Unit::read(place.lower(end + 1)).is_some_and(|other| other > unit)
        && place.lower(end + 1).ends_with('s')
    {
        end += 2; // "weeks or months"
    }
    if place.reads(end, &["-", "long"]) {
        end += 2;
    }
    Some((Length::new(count, unit), end))
}

fn is_age(place: &Place, taken: usize) -> bool {
    let hyphen = usize::from(place.lower(taken) == "-");
    let next = place.lower(taken + hyphen);
    next == "old" || next == "olds" || place.reads(taken, &["of", "age"])
}

fn or_so(place: &Place, taken: usize) -> usize {
    taken + if place.reads(taken, &["or", "so"]) { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use crate::times::tests::{check, lengths};

    #[test]
    fn lengths_in_iso() {
        lengths(&[
            ("within 24 hours", &[("24 hours", "PT24H")]),
            ("within 30 days", &[("30 days", "P30D")]),
            ("after four months of siege", &[("four months", "P4M")]),
            ("a two-year term", &[("two-year", "P2Y")]),
            ("not later than the tenth day", &[("the tenth day", "P10D")]),
            ("a quarter of a century", &[("a quarter of a century", "P25Y")]),
            ("for several weeks", &[("several weeks", "PXW")]),
            ("half an hour of talks", &[("half an hour", "PT30M")]),
            ("a weeklong siege", &[("weeklong", "P1W")]),
            ("for a fortnight", &[("a fortnight", "P2W")]),
            ("a year and a half", &[("a year and a half", "P1Y6M")]),
            ("a 6-year-old boy, 52 years old", &[]),
            ("three quarters of them", &[]),
            ("the first nine months", &[("the first nine months", "P9M")]),
        ]);
    }

    #[test]
    fn lengths_up_to_the_day_of_the_report() {
        check(&[
            (
                "in the past five days",
                "2020-02-19",
                &[("the past five days", "[2020-02-14..2020-02-19]")],
            ),
            (
                "in the next two weeks",
                "2020-02-19",
                &[("the next two weeks", "[2020-02-19..2020-03-04]")],
            ),
            ("for four months", "2020-02-19", &[("four months", "-")]),
        ]);
    }
}

//! A part of a stretch of the calendar.
//!
//! Finds "early February", "late in 2019", "mid-June", "the end of March", "the beginning of next
//! week", "earlier this year", "later that day", "year-end". The decades of a month are counted as
//! such: `early` is to the 10th, `late` from the 21st; of what is longer or shorter a part is a
//! third. "Earlier this year" reaches up to the report's day, "later this month" begins there.

use super::amount::Unit;
use super::calendar::{days_between, shifted};
use super::constraint::{Anchor, Constraint, Pick};
use super::expression::{Found, Part};
use super::stretch::Stretch;
use super::words::Place;
use super::{day_or_longer, named_stretch};
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    if let Some(found) = year_end(place) {
        return Some(found);
    }
    let (part, at) = part(place)?;
    let found = if at == 1 && matches!(part, Part::Sofar | Part::Rest) {
        day_or_longer(&place.on(at))
    } else {
        named_stretch(&place.on(at))
    }?;
    let fits = found.part.is_none() && found.constraint().is_some();
    let offset = matches!(found.constraint(), Some(Constraint::Offset(..)));
    (fits && !offset).then_some(Found { taken: at + found.taken, part: Some(part), ..found })
}

fn part(place: &Place) -> Option<(Part, usize)> {
    let the = usize::from(place.lower(0) == "the");
    let part = match place.lower(the) {
        "early" => Part::Start,
        "mid" | "middle" => Part::Mid,
        "late" => Part::End,
        "beginning" | "start" | "outset" | "turn" => Part::Start,
        "end" | "close" => Part::End,
        "earlier" if the == 0 => Part::Sofar,
        "later" if the == 0 => Part::Rest,
        "final" | "last" | "closing" | "first" | "opening"
            if matches!(place.lower(the + 1), "days" | "weeks" | "months" | "hours")
                && place.lower(the + 2) == "of" =>
        {
            let first = matches!(place.lower(the), "first" | "opening");
            return Some((if first { Part::Start } else { Part::End }, the + 3));
        }
        "first" | "second" | "last" | "latter"
            if matches!(place.lower(the + 1), "half" | "part") && place.lower(the + 2) == "of" =>
        {
            let first = place.lower(the) == "first";
            return Some((if first { Part::Start } else { Part::End }, the + 3));
        }
        _ => return None,
    };
    let next = place.lower(the + 1);
    let decade = place.lower(the + 2).starts_with(|c: char| c.is_ascii_digit());
    match (place.lower(the), next) {
        // "The mid-February deadline": the article is the deadline's.
        ("early" | "late" | "mid", "-") if the == 0 || decade => Some((part, the + 2)),
        ("early" | "late" | "later" | "earlier", "in" | "on") if the == 0 => Some((part, 2)),
        ("early" | "late" | "mid" | "later" | "earlier", _) => Some((part, the + 1)),
        ("beginning" | "start" | "middle" | "end" | "close" | "outset" | "turn", "of") => {
            Some((part, the + 2))
        }
        _ => None,
    }
}

/// "year-end", "the year's end".
fn year_end(place: &Place) -> Option<Found> {
    let the = usize::from(place.lower(0) == "the");
    let fits = place.lower(the) == "year"
        && matches!(place.lower(the + 1), "-" | "'s" | "end")
        && (place.lower(the + 1) == "end" || place.lower(the + 2) == "end");
    let taken = the + if place.lower(the + 1) == "end" { 2 } else { 3 };
    fits.then(|| Found {
        part: Some(Part::End),
        ..Found::when(taken, Constraint::Unit(Unit::Year, 0, Anchor::Report))
    })
}

/// First and last day of a part of a stretch.
pub(crate) fn days(part: Part, stretch: Stretch, report: Option<Date>) -> Option<(Date, Date)> {
    let (first, last) = (stretch.first()?, stretch.last()?);
    let length = days_between(last, first) + 1;
    let (a, b) = match (stretch, part) {
        (_, Part::Sofar | Part::Rest) => {
            let Some(today) = report.filter(|day| (first..=last).contains(day)) else {
                return Some((first, last));
            };
            return Some(if part == Part::Sofar { (first, today) } else { (today, last) });
        }
        (Stretch::Day(_), _) => return Some((first, last)),
        (Stretch::Month(..), Part::Start) => (0, 9),
        (Stretch::Month(..), Part::Mid) => (10, 19),
        (Stretch::Month(..), Part::End) => (20, length - 1),
        (Stretch::Decade(year), part) => {
            let at = |years: i16, month, day| Date::new(year + years, month, day).ok();
            return match part {
                Part::Start => Some((first, at(3, 12, 31)?)),
                Part::Mid => Some((at(3, 1, 1)?, at(6, 12, 31)?)),
                _ => Some((at(7, 1, 1)?, last)),
            };
        }
        (_, Part::Start) => (0, (length - 1) / 3),
        (_, Part::Mid) => (length / 3, length - 1 - length / 3),
        (_, Part::End) => (length - 1 - (length - 1) / 3, length - 1),
    };
    Some((shifted(first, a)?, shifted(first, b)?))
}

/// Whether a pick of the last may be told by tense: "late November" is as "November" is.
pub(crate) fn told(found: &Found) -> bool {
    found.told
        && matches!(
            found.constraint(),
            Some(
                Constraint::Cycle(_, Pick::Latest | Pick::Near, _)
                    | Constraint::Unit(Unit::Weekend, ..)
            )
        )
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn parts_of_months() {
        check(&[
            ("early February 2020", "", &[("early February 2020", "[2020-02-01..2020-02-10]")]),
            ("in mid-June 2019", "", &[("mid-June 2019", "[2019-06-11..2019-06-20]")]),
            ("the end of March 2019", "", &[("the end of March 2019", "[2019-03-21..2019-03-31]")]),
            ("in early February", "2020-02-17", &[("early February", "[2020-02-01..2020-02-10]")]),
            ("in early February", "", &[("early February", "-")]),
        ]);
    }

    #[test]
    fn parts_of_other_stretches() {
        check(&[
            ("late last week", "2020-02-19", &[("late last week", "[2020-02-14..2020-02-16]")]),
            (
                "earlier this month",
                "2020-02-19",
                &[("earlier this month", "[2020-02-01..2020-02-19]")],
            ),
            ("later this month", "2020-02-19", &[("later this month", "[2020-02-19..2020-02-29]")]),
            ("early Tuesday", "2020-02-19", &[("early Tuesday", "2020-02-18")]),
            ("the end of 2018", "", &[("the end of 2018", "[2018-09-01..2018-12-31]")]),
        ]);
    }
}

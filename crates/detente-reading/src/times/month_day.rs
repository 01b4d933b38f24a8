//! A day and a month without a year.
//!
//! Finds "September 17", "17 September", "Feb. 14", "Saturday, Feb. 15", "the 3rd of May". The
//! year is the one in which the day lies nearest to the day of publication, and in which it falls
//! on the weekday, where one is given; without a day of publication it stays open.

use super::calendar::{day, named_month, weekday, year};
use super::constraint::{Anchor, Constraint, Cycle, Pick};
use super::expression::Found;
use super::full::article;
use super::stretch::Stretch;
use super::which::{which, which_year};
use super::words::{Place, ordinal};
use jiff::civil::{Date, Weekday};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    let (given, at) = given(place);
    let month_at = |i: usize| named_month(place.text(i), place.lower(i));
    let in_words = |word: &str| ordinal(word).map(|day| day as i8).filter(|day| *day <= 31);
    let (mut taken, month, d) = if let Some(month) = month_at(at) {
        let word = place.lower(at + 1);
        (at + 2, month, day(word).or_else(|| in_words(word))?)
    } else {
        let the = article(place, at);
        let of = usize::from(place.lower(at + the + 1) == "of");
        let month = month_at(at + the + 1 + of)?;
        let word = place.lower(at + the);
        let spelt = || (of == 1).then(|| in_words(word)).flatten();
        (at + the + 2 + of, month, day(word).or_else(spelt)?)
    };
    let next = place.lower(taken);
    // "May 15-20", "March 3 percent" and the like are no single days.
    if matches!(next, "-" | "–") && day(place.lower(taken + 1)).is_some()
        || matches!(next, "%" | "percent" | "per" | "km")
        || year(next).is_some()
    {
        return None;
    }
    let (mut pick, mut told) = (Pick::Near, true);
    if let Some((step, more)) = which_year(&place.on(taken)) {
        (pick, told, taken) = (Pick::Year(step), false, taken + more);
    }
    let cycle = Cycle::MonthDay(month, d, given);
    Some(Found { told, ..Found::when(taken, Constraint::Cycle(cycle, pick, Anchor::Report)) })
}

/// A weekday before the day, and how many words it takes: "this coming Sunday,".
fn given(place: &Place) -> (Option<Weekday>, usize) {
    let lead = which(place).map_or(0, |(_, taken)| taken);
    let given = weekday(place.lower(lead)).filter(|_| place.capital(lead));
    let comma = usize::from(place.lower(lead + 1) == ",");
    given.map_or((None, 0), |given| (Some(given), lead + 1 + comma))
}

/// Days of one month: "May 15-20", "27–28 February 2020".
pub(crate) fn range(place: &Place) -> Option<Found> {
    let month_at = |i: usize| named_month(place.text(i), place.lower(i));
    let joined = |i: usize| matches!(place.lower(i), "-" | "–");
    let (month, at) = match (month_at(0), month_at(3)) {
        (Some(month), _) if joined(2) => (month, 1),
        (None, Some(month)) if joined(1) => (month, 0),
        _ => return None,
    };
    let (from, to) = (day(place.lower(at))?, day(place.lower(at + 2))?);
    if to <= from {
        return None;
    }
    let skip = usize::from(place.lower(4) == ",");
    if let Some(y) = year(place.lower(4 + skip)) {
        let of = |d| Date::new(y, month, d).ok();
        let days = Stretch::Days(of(from)?, of(to)?);
        return Some(Found::when(5 + skip, Constraint::Fixed(days)));
    }
    let cycle = Cycle::MonthDays(month, from, to);
    let constraint = Constraint::Cycle(cycle, Pick::Near, Anchor::Report);
    Some(Found { told: true, ..Found::when(4, constraint) })
}

/// A day of a month just named: "September 17 and 18", "from May 15 to 20".
pub(crate) fn second(place: &Place) -> Option<Found> {
    let d = day(place.lower(0)).filter(|_| place.lower(0).len() <= 2)?;
    let joined = matches!(place.before(1), "and" | "to" | "or");
    let first = day(place.before(2)).is_some();
    let month = named_month(place.words.get(place.at.checked_sub(3)?)?.text, place.before(3));
    let ends = place.ends(1);
    (joined && first && month.is_some() && ends).then(|| {
        Found::when(1, Constraint::Cycle(Cycle::DayOfMonth(d), Pick::Coming, Anchor::Spoken))
    })
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn days_without_a_year() {
        check(&[
            ("On Feb. 14, they met", "2020-02-17", &[("Feb. 14", "2020-02-14")]),
            ("on December 30", "2021-01-12", &[("December 30", "2020-12-30")]),
            ("on January 2", "2020-12-30", &[("January 2", "2021-01-02")]),
            ("On Saturday, Feb. 15,", "2020-02-19", &[("Saturday, Feb. 15", "2020-02-15")]),
            ("On July 4", "", &[("July 4", "-")]),
            ("on May 15-20", "2020-05-21", &[("May 15-20", "2020-05-15/2020-05-20")]),
            ("27–28 February 2020", "", &[("27–28 February 2020", "2020-02-27/2020-02-28")]),
            ("may 15 of them leave", "2020-02-19", &[]),
            ("by the third of June", "2020-05-19", &[("the third of June", "2020-06-03")]),
            ("on June 3 last year", "2020-05-19", &[("June 3 last year", "2019-06-03")]),
            (
                "on June 3 and 4, they met",
                "2020-06-19",
                &[("June 3", "2020-06-03"), ("4", "2020-06-04")],
            ),
        ]);
    }
}

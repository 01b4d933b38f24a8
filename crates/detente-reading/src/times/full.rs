//! A day written out in full.
//!
//! Finds "17 September 2018", "September 17, 2018", "Saturday, Sept. 17th, 2018", "the 17th of
//! September 2018", "2018-09-17", "17.09.2018". A day in digits counts only where day and month
//! can't be taken for each other, for America and Europe write them the other way round.

use super::calendar::{day, named_month, weekday, year};
use super::constraint::Constraint;
use super::expression::Found;
use super::stretch::Stretch;
use super::words::Place;
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    let led = weekday(place.lower(0)).map_or(0, |_| if place.lower(1) == "," { 2 } else { 1 });
    let (taken, date) = by_words(place, led).or_else(|| digits(place, led))?;
    Some(Found::when(taken, Constraint::Fixed(Stretch::Day(date))))
}

fn by_words(place: &Place, at: usize) -> Option<(usize, Date)> {
    let month_at = |i: usize| named_month(place.text(i), place.lower(i));
    if let Some(month) = month_at(at) {
        // September 17, 2018
        let d = day(place.lower(at + 1))?;
        let skip = usize::from(place.lower(at + 2) == ",");
        let y = year(place.lower(at + 2 + skip))?;
        return Some((at + 3 + skip, Date::new(y, month, d).ok()?));
    }
    // 17 September 2018, the 17th of September, 2018
    let at = at + article(place, at);
    let d = day(place.lower(at))?;
    let of = usize::from(place.lower(at + 1) == "of");
    let month = month_at(at + 1 + of)?;
    let skip = usize::from(place.lower(at + 2 + of) == ",");
    let y = year(place.lower(at + 2 + of + skip))?;
    Some((at + 3 + of + skip, Date::new(y, month, d).ok()?))
}

/// 1 where the day has an article: "the 17th", "the 17 of"; "the 17 September truce" has none.
pub(crate) fn article(place: &Place, at: usize) -> usize {
    let digits = place.lower(at + 1).bytes().all(|byte| byte.is_ascii_digit());
    usize::from(place.lower(at) == "the" && (!digits || place.lower(at + 2) == "of"))
}

fn digits(place: &Place, at: usize) -> Option<(usize, Date)> {
    let word = place.lower(at);
    if word.len() == 10 && word.matches('.').count() == 2 {
        let mut parts = word.split('.');
        let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
        return Some((at + 1, Date::new(year(y)?, m.parse().ok()?, day(d)?).ok()?));
    }
    // 17/09/2018 is one token.
    let mut parts = word.split('/');
    if let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        return Some((at + 1, either_way(a, b, c)?));
    }
    let mark = place.lower(at + 1);
    if !matches!(mark, "-" | "/") || place.lower(at + 3) != mark {
        return None;
    }
    let (a, b, c) = (place.lower(at), place.lower(at + 2), place.lower(at + 4));
    if let Some(y) = year(a) {
        return Some((at + 5, Date::new(y, b.parse().ok()?, day(c)?).ok()?));
    }
    Some((at + 5, either_way(a, b, c)?))
}

/// A day and a month in either order, where it can be told which is which, and a year.
fn either_way(a: &str, b: &str, year_word: &str) -> Option<Date> {
    let (a, b, y) = (day(a)?, day(b)?, year(year_word)?);
    let (d, m) = match (a > 12, b > 12) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        (false, false) if a == b => (a, b),
        _ => return None,
    };
    Date::new(y, m, d).ok()
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn full_dates() {
        check(&[
            ("signed on September 17, 2018 in Sochi", "", &[("September 17, 2018", "2018-09-17")]),
            ("on 17 September 2018", "", &[("17 September 2018", "2018-09-17")]),
            ("the 17th of September, 2018", "", &[("the 17th of September, 2018", "2018-09-17")]),
            ("Saturday, Feb. 15, 2020", "", &[("Saturday, Feb. 15, 2020", "2020-02-15")]),
            (
                "on 2018-09-17 and 17.09.2018",
                "",
                &[("2018-09-17", "2018-09-17"), ("17.09.2018", "2018-09-17")],
            ),
            ("17/09/2018 but not 03/04/2018", "", &[("17/09/2018", "2018-09-17")]),
            ("31 February 2018", "", &[("February 2018", "[2018-02-01..2018-02-28]")]),
        ]);
    }
}

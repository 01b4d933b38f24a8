//! A month, or a part of one.
//!
//! Finds "in February 2020", "early February", "the end of March 2019", "mid-June", as some time
//! within the days named. A month without a year needs a word before it that makes it one ("in
//! May", not "may"), and is the nearest such month to the day of publication.

use super::calendar::{day, days_between, named_month, part_of_month, year};
use super::{Days, Hit, Place};
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Hit> {
    let (part, at) = part(place);
    let month = named_month(place.text(at), place.lower(at))?;
    let comma = usize::from(place.lower(at + 1) == ",");
    if let Some(y) = year(place.lower(at + 1 + comma)) {
        let (from, to) = part_of_month(part, y, month)?;
        return Some((at + 2 + comma, Days::StatedWithin(from, to)));
    }
    let led = at > 0
        || matches!(
            place.before(),
            "in" | "of"
                | "since"
                | "during"
                | "by"
                | "until"
                | "till"
                | "last"
                | "this"
                | "next"
                | "from"
                | "between"
        );
    // A surname may be a month's ("Theresa May"), an order may begin with one ("March!").
    if !led
        || day(place.lower(at + 1)).is_some()
        || place.text(at + 1).chars().next().is_some_and(char::is_uppercase)
    {
        return None;
    }
    let Some(published) = place.published else { return Some((at + 1, Days::Open)) };
    let years = (published.year() - 1)..=(published.year() + 1);
    let middle = |y: i16| Date::new(y, month, 15).ok();
    let past = !matches!(place.before(), "next" | "by" | "until" | "till") && !place.future;
    let reach = Date::new(published.year(), published.month(), 1).ok()?.last_of_month();
    let candidates = years.filter_map(|y| middle(y).map(|mid| (y, mid)));
    // What is told without a word of the future lies behind.
    let candidates = candidates.filter(|(_, mid)| !past || *mid <= reach);
    let y = candidates.min_by_key(|(_, mid)| days_between(*mid, published).abs())?.0;
    let (from, to) = part_of_month(part, y, month)?;
    Some((at + 1, Days::ResolvedWithin(from, to)))
}

/// A part of a month before its name, and how many tokens it takes.
fn part<'a>(place: &'a Place) -> (&'a str, usize) {
    match (place.lower(0), place.lower(1), place.lower(2)) {
        ("early" | "late", "in", _) => (place.lower(0), 2),
        ("early" | "late" | "mid", "-", _) => (place.lower(0), 2),
        ("early" | "late" | "mid", _, _) => (place.lower(0), 1),
        ("beginning" | "start" | "middle" | "end", "of", _) => (place.lower(0), 2),
        _ => ("", 0),
    }
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn months_and_parts_of_months() {
        check(&[
            ("in February 2020", "", &[("February 2020", "[2020-02-01..2020-02-29]")]),
            ("early February 2020", "", &[("early February 2020", "[2020-02-01..2020-02-10]")]),
            ("in mid-June 2019", "", &[("mid-June 2019", "[2019-06-11..2019-06-20]")]),
            ("the end of March 2019", "", &[("end of March 2019", "[2019-03-21..2019-03-31]")]),
            ("in early February", "2020-02-17", &[("early February", "[2020-02-01..2020-02-10]")]),
            ("in December", "2020-02-17", &[("December", "[2019-12-01..2019-12-31]")]),
            ("in early February", "", &[("early February", "-")]),
            ("they may march", "2020-02-17", &[]),
            ("of May Thein", "2020-02-17", &[]),
        ]);
    }
}

//! A day and a month without a year.
//!
//! Finds "September 17", "17 September", "Feb. 14", "Saturday, Feb. 15". The year is the one in
//! which the day lies nearest to the day of publication, and in which it falls on the weekday,
//! where one is given; without a day of publication it stays open.

use super::calendar::{day, days_between, named_month, nearest, weekday, year};
use super::{Days, Hit, Place};
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Hit> {
    let given = weekday(place.lower(0));
    let at = given.map_or(0, |_| if place.lower(1) == "," { 2 } else { 1 });
    let month_at = |i: usize| named_month(place.text(i), place.lower(i));
    let (taken, month, d) = if let Some(month) = month_at(at) {
        (at + 2, month, day(place.lower(at + 1))?)
    } else {
        let of = usize::from(place.lower(at + 1) == "of");
        (at + 2 + of, month_at(at + 1 + of)?, day(place.lower(at))?)
    };
    // "May 15-20", "March 3 percent" and the like are no single days.
    if matches!(place.lower(taken), "-" | "–" | "%" | "percent" | "per" | "km" | "and")
        && day(place.lower(taken + 1)).is_some()
        || matches!(place.lower(taken), "%" | "percent")
        || year(place.lower(taken)).is_some()
    {
        return None;
    }
    let days = match (place.published, given) {
        (None, _) => Days::Open,
        (Some(published), None) => nearest(
            published,
            month,
            d,
            place.future || matches!(place.before(), "by" | "until" | "till"),
        )
        .map_or(Days::Open, Days::Resolved),
        (Some(published), Some(weekday)) => {
            let years = (published.year() - 6)..=(published.year() + 6);
            let fits = years
                .filter_map(|year| Date::new(year, month, d).ok())
                .filter(|date| date.weekday() == weekday);
            fits.min_by_key(|date| days_between(*date, published).abs())
                .map_or(Days::Open, Days::Resolved)
        }
    };
    Some((taken, days))
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
            ("may 15 of them leave", "2020-02-19", &[]),
        ]);
    }
}

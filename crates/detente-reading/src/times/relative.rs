//! Days counted from the day of publication.
//!
//! Finds "today", "yesterday", "tomorrow", "last week", "this month", "last year", "three days
//! ago". A week runs from Monday; "N weeks ago" and longer are too vague to be a day and are left
//! open.

use super::weekday::shifted;
use super::{Days, Hit, Place};
use crate::figures::small_number;
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Hit> {
    let (first, second, third) = (place.lower(0), place.lower(1), place.lower(2));
    let published = place.published;
    let day =
        |days: i64| published.and_then(|day| shifted(day, days)).map_or(Days::Open, Days::Resolved);
    match (first, second) {
        // "Today" as "nowadays" can't be told from the day where a comparison or a habit is meant.
        ("today" | "tonight", _)
            if !matches!(place.before(), "of" | "usa" | "russia" | "until") =>
        {
            Some((1, day(0)))
        }
        ("yesterday", _) => Some((1, day(-1))),
        ("tomorrow", _) => Some((1, day(1))),
        ("last" | "past" | "this" | "next" | "previous", "week" | "month" | "year") => {
            let from_to = published.and_then(|day| unit(day, first, second));
            Some((2, from_to.map_or(Days::Open, |(from, to)| Days::ResolvedWithin(from, to))))
        }
        _ if matches!(second, "day" | "days") && third == "ago" => {
            let count = i64::from(small_number(first)?);
            Some((3, day(-count)))
        }
        _ => None,
    }
}

fn unit(published: Date, which: &str, unit: &str) -> Option<(Date, Date)> {
    let step = match which {
        "this" => 0,
        "next" => 1,
        "last" | "previous" => -1,
        // "the past week" runs up to today.
        "past" => {
            let days = match unit {
                "week" => -7,
                "month" => -30,
                _ => -365,
            };
            return Some((shifted(published, days)?, published));
        }
        _ => return None,
    };
    match unit {
        "week" => {
            let monday =
                shifted(published, -i64::from(published.weekday().to_monday_zero_offset()))?;
            let monday = shifted(monday, 7 * step)?;
            Some((monday, shifted(monday, 6)?))
        }
        "month" => {
            let first = published.first_of_month();
            let first = first.checked_add(jiff::Span::new().try_months(step).ok()?).ok()?;
            Some((first, first.last_of_month()))
        }
        _ => {
            let year = published.year() + step as i16;
            Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn days_counted_from_publication() {
        check(&[
            (
                "today and yesterday",
                "2020-03-01",
                &[("today", "2020-03-01"), ("yesterday", "2020-02-29")],
            ),
            ("last week", "2020-02-19", &[("last week", "[2020-02-10..2020-02-16]")]),
            ("last month", "2020-01-19", &[("last month", "[2019-12-01..2019-12-31]")]),
            ("last year", "2020-01-19", &[("last year", "[2019-01-01..2019-12-31]")]),
            ("three days ago", "2020-03-01", &[("three days ago", "2020-02-27")]),
            ("two weeks ago", "2020-03-01", &[]),
            ("yesterday", "", &[("yesterday", "-")]),
        ]);
    }
}

//! Days and periods.

use detente_record::{Time, TimeSpan};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The longest interval, in days, whose last day may stand for the day of what fell within it: a
/// month, so that "in August" counts and "last year" does not.
const LONGEST: i64 = 31;

/// What one row of relations covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
}

impl Period {
    /// First and last day of the period that a day falls in.
    pub(super) fn around(self, day: Date) -> (Date, Date) {
        match self {
            Self::Day => (day, day),
            Self::Week => {
                let since = i64::from(day.weekday().to_monday_zero_offset());
                // Saturation bears only on the first and last week that a date can express.
                let monday = day.saturating_sub(Span::new().days(since));
                (monday, monday.saturating_add(6.days()))
            }
            Self::Month => (day.first_of_month(), day.last_of_month()),
        }
    }
}

/// An ISO day.
pub(super) fn parse(day: &str) -> Option<Date> {
    day.parse().ok()
}

/// Days from one day to another; negative where the other is earlier.
pub(super) fn days(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The day that a time counts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dated {
    /// On that day.
    On(Date),
    /// Not known closely enough.
    Unknown,
    /// After all that counts.
    Later,
}

/// See [`super::weigh`].
pub(crate) fn day(time: &Time, as_of: Option<Date>) -> Dated {
    let from = time.from.as_deref().and_then(parse);
    if as_of.zip(from).is_some_and(|(as_of, from)| as_of < from) {
        return Dated::Later;
    }
    let Some(to) = time.to.as_deref().and_then(parse) else { return Dated::Unknown };
    let known = match (time.span, from) {
        (_, Some(from)) if to < from => false,
        // What lasted was still so on its last day.
        (Some(TimeSpan::Throughout), _) => true,
        (_, Some(from)) => days(from, to) < LONGEST,
        // No time of its own: the report's day is not the happening's.
        (_, None) => false,
    };
    match (known, as_of) {
        (false, _) => Dated::Unknown,
        (true, Some(as_of)) => Dated::On(to.min(as_of)),
        (true, None) => Dated::On(to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::TimeBasis::{Inferred, Stated};

    fn on(time: &Time, as_of: Option<&str>) -> Dated {
        day(time, as_of.and_then(parse))
    }

    fn date(day: &str) -> Dated {
        Dated::On(parse(day).expect("a day"))
    }

    #[test]
    fn a_day_only_where_it_is_known_closely() {
        let known = Time::day("2023-06-14", "14 June", Stated);
        assert_eq!(on(&known, None), date("2023-06-14"));
        assert_eq!(on(&known, Some("2023-06-13")), Dated::Later);
        let within = |from, to| Time::interval(from, to, TimeSpan::Within, "", Inferred);
        assert_eq!(on(&within("2023-08-01", "2023-08-31"), None), date("2023-08-31"));
        assert_eq!(on(&within("2023-08-01", "2023-09-01"), None), Dated::Unknown);
        assert_eq!(on(&within("2023-08-09", "2023-08-01"), None), Dated::Unknown, "no interval");
        let reported = within("2023-08-01", "2023-08-31");
        assert_eq!(on(&reported, Some("2023-08-20")), date("2023-08-20"), "already told");
        let lasted = Time::interval("2022-01-01", "2023-03-05", TimeSpan::Throughout, "", Stated);
        assert_eq!(on(&lasted, None), date("2023-03-05"));
        assert_eq!(on(&Time::by_report(Some("2023-03-05")), None), Dated::Unknown);
        assert_eq!(on(&Time::default(), Some("2023-03-05")), Dated::Unknown);
        let odd = Time { from: Some("soon".into()), to: Some("2023".into()), ..Time::default() };
        assert_eq!(on(&odd, None), Dated::Unknown);
    }

    #[test]
    fn periods_hold_their_day() {
        let around = |period: Period, day: &str| {
            let (from, to) = period.around(parse(day).expect("a day"));
            (from.to_string(), to.to_string())
        };
        assert_eq!(around(Period::Week, "2024-03-03"), ("2024-02-26".into(), "2024-03-03".into()));
        assert_eq!(around(Period::Week, "2024-03-04"), ("2024-03-04".into(), "2024-03-10".into()));
        assert_eq!(around(Period::Month, "2024-02-11"), ("2024-02-01".into(), "2024-02-29".into()));
        assert_eq!(around(Period::Week, "9999-12-31").1, "9999-12-31");
    }
}

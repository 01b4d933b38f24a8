//! A weekday.
//!
//! Finds "Monday", "on Friday", "last Tuesday", "next Sunday", "Saturday night". News is told of
//! the last seven days: the weekday is the latest on or before the day of publication, or, where
//! the sentence speaks of what is to come, the first on or after it.

use super::calendar::{day, days_between, named_month, weekday};
use super::{Days, Hit, Place};
use jiff::civil::Date;

pub(crate) fn rule(place: &Place) -> Option<Hit> {
    let led = usize::from(matches!(place.lower(0), "last" | "next" | "this" | "past" | "coming"));
    let given = weekday(place.lower(led))?;
    let capital = place.text(led).chars().next().is_some_and(char::is_uppercase);
    if !capital || place.lower(led).trim_end_matches('.').len() < 6 {
        return None;
    }
    let comma = usize::from(place.lower(led + 1) == ",");
    let then = led + 1 + comma;
    if named_month(place.text(then), place.lower(then)).is_some()
        && (day(place.lower(then + 1)).is_some())
    {
        return None;
    }
    let hours = ["morning", "afternoon", "evening", "night"].contains(&place.lower(led + 1));
    let taken = led + 1 + usize::from(hours);
    let Some(published) = place.published else { return Some((taken, Days::Open)) };
    let ahead = matches!(place.lower(0), "next" | "coming")
        || (led == 0 && place.future)
        || matches!(place.before(), "until" | "till" | "by");
    let back = i64::from(published.weekday().since(given));
    let days = match (ahead, place.lower(0)) {
        (false, "last") if back == 0 => -7,
        (false, _) => -back,
        (true, "next") if back == 0 => 7,
        (true, _) => (7 - back) % 7,
    };
    Some((taken, shifted(published, days).map_or(Days::Open, Days::Resolved)))
}

pub(crate) fn shifted(day: Date, days: i64) -> Option<Date> {
    let moved = day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    debug_assert_eq!(days_between(moved, day), days);
    Some(moved)
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn weekdays_around_the_day_of_publication() {
        check(&[
            // A Monday.
            ("said on Friday", "2020-02-17", &[("Friday", "2020-02-14")]),
            ("said on Monday", "2020-02-17", &[("Monday", "2020-02-17")]),
            ("last Monday", "2020-02-17", &[("last Monday", "2020-02-10")]),
            ("they will meet on Tuesday", "2020-02-17", &[("Tuesday", "2020-02-18")]),
            ("next Tuesday", "2020-02-17", &[("next Tuesday", "2020-02-18")]),
            ("said on Friday", "", &[("Friday", "-")]),
            ("late on Saturday night", "2020-02-17", &[("Saturday night", "2020-02-15")]),
            ("in the sun", "2020-02-17", &[]),
        ]);
    }
}

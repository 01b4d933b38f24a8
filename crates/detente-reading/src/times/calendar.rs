//! Words of the calendar.

use jiff::civil::{Date, Weekday};

/// The month of an English name or abbreviation, in lower case.
pub(crate) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let bare = word.strip_suffix('.').unwrap_or(word);
    let full = MONTHS.iter().position(|month| *month == bare);
    let short = || {
        let fits =
            |month: &&str| month[..3] == *bare || (bare == "sept" && **month == *"september");
        MONTHS.iter().position(fits)
    };
    full.or_else(short).map(|i| i as i8 + 1)
}

/// Whether the word is written as the name of a month is: with a capital.
pub(crate) fn named_month(text: &str, lower: &str) -> Option<i8> {
    text.chars().next().is_some_and(char::is_uppercase).then(|| month(lower)).flatten()
}

/// The day of a month in digits: `3`, `17th`.
pub(crate) fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let end = &word[digits.len()..];
    let ordinal = matches!(end, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| ordinal && digits.len() <= 2 && (1..=31).contains(day))
}

/// A year in four digits.
pub(crate) fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| digits && (1500..=2099).contains(year))
}

/// The weekday of an English name or abbreviation, in lower case.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.trim_end_matches('.') {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}

/// Days from `b` to `a`.
pub(crate) fn days_between(a: Date, b: Date) -> i64 {
    (a - b).get_days().into()
}

/// The day so many days on.
pub(crate) fn shifted(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

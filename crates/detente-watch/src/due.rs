//! When something is asked for again.

use crate::Duration;
use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};

/// Longest pause after failures: a day.
const LONGEST: i64 = 86_400;

/// So many seconds after a moment, or before.
pub(crate) fn after(now: Timestamp, seconds: i64) -> Timestamp {
    now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now)
}

/// RFC 3339 in UTC, to the second: it sorts as time does.
pub(crate) fn text(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

pub(crate) fn day(at: Timestamp) -> civil::Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// Seconds to wait after so many failures in a row: twice as long each time.
pub(crate) fn back_off(every: i64, failures: u32) -> i64 {
    let doubled = every.saturating_mul(1_i64 << failures.min(20).saturating_sub(1));
    doubled.clamp(every, LONGEST.max(every))
}

/// What `Retry-After` asks for, in seconds: a number of them or a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(value: &str, now: Timestamp) -> Option<i64> {
    let value = value.trim();
    let seconds = value.parse::<i64>().ok().or_else(|| {
        let at = jiff::fmt::rfc2822::parse(value).ok()?;
        Some(at.timestamp().as_second() - now.as_second())
    })?;
    Some(seconds.clamp(0, 7 * LONGEST))
}

/// When a page that was first known at `since` is looked at again; `None` where that was often enough.
pub(crate) fn again(since: Timestamp, now: Timestamp, steps: &[Duration]) -> Option<Timestamp> {
    let next = steps.iter().map(|step| after(since, step.as_seconds()));
    next.filter(|at| *at > now).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_day() {
        let waits = [1, 2, 3, 10, 40].map(|n| back_off(900, n));
        assert_eq!(waits, [900, 1800, 3600, 86_400, 86_400]);
        assert_eq!(back_off(200_000, 3), 200_000);
    }

    #[test]
    fn what_a_server_asks_for_is_heeded() {
        let now: Timestamp = "2024-05-01T12:00:00Z".parse().unwrap();
        assert_eq!(retry_after("120", now), Some(120));
        assert_eq!(retry_after("Wed, 01 May 2024 12:10:00 GMT", now), Some(600));
        assert_eq!(retry_after("Wed, 01 May 2024 11:10:00 GMT", now), Some(0));
        assert_eq!(retry_after("99999999999", now), Some(604_800));
        assert_eq!(retry_after("soon", now), None);
        let steps = [Duration::seconds(3600), Duration::seconds(86_400)];
        assert_eq!(again(now, now, &steps), Some(after(now, 3600)));
        assert_eq!(again(now, after(now, 3600), &steps), Some(after(now, 86_400)));
        assert_eq!(again(now, after(now, 86_400), &steps), None);
    }
}

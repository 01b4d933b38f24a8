//! Lengths of time as people write them.

use serde::Deserialize;
use std::str::FromStr;

/// A number of seconds, written `90 s`, `15 min`, `6 h`, `2 days`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
pub struct Duration(i64);

impl Duration {
    /// So many seconds.
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// How many seconds it has.
    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    pub(crate) fn of_std(self) -> std::time::Duration {
        std::time::Duration::from_secs(self.0.max(0).unsigned_abs())
    }
}

impl FromStr for Duration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let odd = || format!("{text:?} is no length of time: write 30 s, 15 min, 6 h or 2 days");
        let digits = text.trim().bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.trim().split_at(digits);
        let number: i64 = number.parse().map_err(|_| odd())?;
        let unit = match unit.trim() {
            "s" | "sec" | "second" | "seconds" => 1,
            "min" | "minute" | "minutes" => 60,
            "h" | "hour" | "hours" => 3600,
            "d" | "day" | "days" => 86_400,
            _ => return Err(odd()),
        };
        // Ten years: beyond that it is a slip, and sums of it would run over.
        number.checked_mul(unit).filter(|s| *s <= 315_360_000).map(Self).ok_or_else(odd)
    }
}

impl TryFrom<String> for Duration {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        for (text, seconds) in
            [("90 s", 90), ("15min", 900), (" 6 h ", 21_600), ("2 days", 172_800)]
        {
            assert_eq!(text.parse::<Duration>().unwrap().as_seconds(), seconds, "{text}");
        }
        for text in ["", "15", "min", "-1 h", "1.5 h", "99999999999999999999 s", "4000 days"] {
            assert!(text.parse::<Duration>().is_err(), "{text}");
        }
    }
}

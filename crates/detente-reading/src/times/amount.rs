//! Units of time, and stretches without a place in the calendar: "24 hours", "four months".

use super::words::Count;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// A week, from Monday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month of the calendar.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 00.
    Century,
}

impl Unit {
    /// The unit that a word in lower case names, in the singular or plural.
    pub(crate) fn read(word: &str) -> Option<Self> {
        Some(match word {
            "second" | "seconds" => Self::Second,
            "minute" | "minutes" => Self::Minute,
            "hour" | "hours" => Self::Hour,
            "day" | "days" => Self::Day,
            "weekend" | "weekends" => Self::Weekend,
            "week" | "weeks" => Self::Week,
            "fortnight" | "fortnights" => Self::Fortnight,
            "month" | "months" => Self::Month,
            "quarter" | "quarters" => Self::Quarter,
            "year" | "years" => Self::Year,
            "decade" | "decades" => Self::Decade,
            "century" | "centuries" => Self::Century,
            _ => return None,
        })
    }

    /// Days in it, about.
    pub(crate) fn days(self) -> i64 {
        match self {
            Self::Second | Self::Minute | Self::Hour => 0,
            Self::Day => 1,
            Self::Weekend => 2,
            Self::Week => 7,
            Self::Fortnight => 14,
            Self::Month => 30,
            Self::Quarter => 91,
            Self::Year => 365,
            Self::Decade => 3652,
            Self::Century => 36524,
        }
    }
}

/// How long something lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many units; `None` where it isn't told ("several days").
    pub count: Option<u32>,
    /// And half a unit more.
    pub half: bool,
    /// The unit.
    pub unit: Unit,
}

impl Length {
    pub(crate) fn new(count: Count, unit: Unit) -> Self {
        Self { count: count.whole, half: count.half, unit }
    }

    /// In ISO 8601: `P30D`, `PT24H`; with `X` for what isn't told, as TIMEX3 writes it.
    pub fn iso(&self) -> String {
        let (factor, letter, clock, half) = match self.unit {
            Unit::Second => (1, "S", "T", ""),
            Unit::Minute => (1, "M", "T", "T30S"),
            Unit::Hour => (1, "H", "T", "30M"),
            Unit::Day => (1, "D", "", "T12H"),
            Unit::Weekend => (2, "D", "", ""),
            Unit::Week => (1, "W", "", ""),
            Unit::Fortnight => (2, "W", "", ""),
            Unit::Month => (1, "M", "", "15D"),
            Unit::Quarter => (3, "M", "", ""),
            Unit::Year => (1, "Y", "", "6M"),
            Unit::Decade => (10, "Y", "", ""),
            Unit::Century => (100, "Y", "", ""),
        };
        let Some(count) = self.count else { return format!("P{clock}X{letter}") };
        let half = if self.half { half } else { "" };
        match (count, half) {
            (0, "30M") => "PT30M".into(),
            (0, "6M") => "P6M".into(),
            (0, "15D") => "P15D".into(),
            (0, "") if self.half => format!("P{clock}{}{letter}", factor / 2),
            _ => {
                let count = u64::from(count) * factor + if self.half { factor / 2 } else { 0 };
                let half = half.strip_prefix(clock).unwrap_or(half);
                format!("P{clock}{count}{letter}{half}")
            }
        }
    }

    /// Days that it lasts, rounded up; `None` where it isn't told.
    pub fn days(&self) -> Option<i64> {
        let count = i64::from(self.count?);
        let half = if self.half { self.unit.days() / 2 } else { 0 };
        Some(match self.unit {
            Unit::Hour => (count + 23) / 24,
            Unit::Minute | Unit::Second => i64::from(count > 0),
            unit => count.saturating_mul(unit.days()).saturating_add(half),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_iso() {
        let length = |count, half, unit| Length { count, half, unit }.iso();
        assert_eq!(length(Some(24), false, Unit::Hour), "PT24H");
        assert_eq!(length(Some(30), false, Unit::Day), "P30D");
        assert_eq!(length(Some(2), true, Unit::Year), "P2Y6M");
        assert_eq!(length(Some(1), true, Unit::Hour), "PT1H30M");
        assert_eq!(length(Some(1), true, Unit::Minute), "PT1M30S");
        assert_eq!(length(Some(0), true, Unit::Hour), "PT30M");
        assert_eq!(length(Some(0), true, Unit::Century), "P50Y");
        assert_eq!(length(Some(2), false, Unit::Decade), "P20Y");
        assert_eq!(length(None, false, Unit::Month), "PXM");
        assert_eq!(length(None, false, Unit::Minute), "PTXM");
    }
}

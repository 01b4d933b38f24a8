//! Stretches of the calendar: a day, a week, a month, a quarter, a year and what is longer.

use super::amount::Unit;
use super::calendar::shifted;
use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A season, of the northern half of the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; of the year in which it begins.
    Winter,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// The hundred years from this one.
    Century(i16),
    /// The ten years from this one.
    Decade(i16),
    /// A year.
    Year(i16),
    /// A fiscal year, whose edges differ from body to body.
    Fiscal(i16),
    /// The first or second half of a year.
    Half(i16, i8),
    /// A quarter of a year, from 1.
    Quarter(i16, i8),
    /// A season.
    Season(i16, Season),
    /// A month.
    Month(i16, i8),
    /// The week from this Monday.
    Week(Date),
    /// The weekend from this Saturday.
    Weekend(Date),
    /// Some days, both included.
    Days(Date, Date),
    /// A day.
    Day(Date),
}

impl Stretch {
    /// The stretch of a unit that a day lies in; of what is shorter than a day, the day.
    pub(crate) fn around(unit: Unit, day: Date) -> Option<Self> {
        let from_monday = i64::from(day.weekday().to_monday_zero_offset());
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(shifted(day, 5 - from_monday)?),
            Unit::Week | Unit::Fortnight => Self::Week(shifted(day, -from_monday)?),
            Unit::Month => Self::Month(day.year(), day.month()),
            Unit::Quarter => Self::Quarter(day.year(), (day.month() - 1) / 3 + 1),
            Unit::Year => Self::Year(day.year()),
            Unit::Decade => Self::Decade(day.year().div_euclid(10) * 10),
            Unit::Century => Self::Century(day.year().div_euclid(100) * 100),
        })
    }

    /// The unit it is one of; of halves and seasons, the quarter.
    pub(crate) fn unit(self) -> Unit {
        match self {
            Self::Century(_) => Unit::Century,
            Self::Decade(_) => Unit::Decade,
            Self::Year(_) | Self::Fiscal(_) => Unit::Year,
            Self::Half(..) | Self::Quarter(..) | Self::Season(..) => Unit::Quarter,
            Self::Month(..) => Unit::Month,
            Self::Week(_) => Unit::Week,
            Self::Weekend(_) => Unit::Weekend,
            Self::Day(_) | Self::Days(..) => Unit::Day,
        }
    }

    /// Its first day. A season of a year may be meant where the year begins or where it ends, and
    /// so may a fiscal year.
    pub fn first(self) -> Option<Date> {
        match self {
            Self::Century(year) | Self::Decade(year) | Self::Year(year) => day(year, 1, 1),
            Self::Fiscal(year) => day(year.checked_sub(1)?, 7, 1),
            Self::Half(year, half) => day(year, half * 6 - 5, 1),
            Self::Quarter(year, quarter) => day(year, quarter * 3 - 2, 1),
            Self::Season(year, season) => day(year, season as i8 * 3 + 3, 1),
            Self::Month(year, month) => day(year, month, 1),
            Self::Week(first) | Self::Weekend(first) | Self::Days(first, _) | Self::Day(first) => {
                Some(first)
            }
        }
    }

    /// Its last day.
    pub fn last(self) -> Option<Date> {
        match self {
            Self::Century(year) => day(year.checked_add(99)?, 12, 31),
            Self::Decade(year) => day(year.checked_add(9)?, 12, 31),
            Self::Year(year) => day(year, 12, 31),
            Self::Fiscal(year) => day(year.checked_add(1)?, 6, 30),
            Self::Half(year, half) => Some(day(year, half * 6, 1)?.last_of_month()),
            Self::Quarter(year, quarter) => Some(day(year, quarter * 3, 1)?.last_of_month()),
            Self::Season(..) => {
                Some(self.first()?.checked_add(Span::new().months(2)).ok()?.last_of_month())
            }
            Self::Month(year, month) => Some(day(year, month, 1)?.last_of_month()),
            Self::Week(monday) => shifted(monday, 6),
            Self::Weekend(saturday) => shifted(saturday, 1),
            Self::Day(day) | Self::Days(_, day) => Some(day),
        }
    }

    /// The same stretch so many units on: a month of the next year, the day two weeks before.
    pub(crate) fn shift(self, unit: Unit, by: i32) -> Option<Self> {
        let years = |factor: i32| i16::try_from(by.checked_mul(factor)?).ok();
        let year = |at: i16, factor| at.checked_add(years(factor)?);
        let factor = match unit {
            Unit::Year => Some(1),
            Unit::Decade => Some(10),
            Unit::Century => Some(100),
            _ => None,
        };
        if let Some(factor) = factor {
            return Some(match self {
                Self::Century(at) => Self::Century(year(at, factor)?),
                Self::Decade(at) => Self::Decade(year(at, factor)?),
                Self::Year(at) => Self::Year(year(at, factor)?),
                Self::Fiscal(at) => Self::Fiscal(year(at, factor)?),
                Self::Half(at, half) => Self::Half(year(at, factor)?, half),
                Self::Quarter(at, quarter) => Self::Quarter(year(at, factor)?, quarter),
                Self::Season(at, season) => Self::Season(year(at, factor)?, season),
                Self::Month(at, month) => Self::Month(year(at, factor)?, month),
                _ => {
                    let span = Span::new().try_years(i64::from(by) * i64::from(factor)).ok()?;
                    Self::around(self.unit(), self.first()?.checked_add(span).ok()?)?
                }
            });
        }
        let months = match unit {
            Unit::Month => Some(1),
            Unit::Quarter => Some(3),
            _ => None,
        };
        if let Some(months) = months {
            let span = Span::new().try_months(i64::from(by) * months).ok()?;
            return Self::around(self.unit(), self.first()?.checked_add(span).ok()?);
        }
        let days = match unit {
            Unit::Day => 1,
            Unit::Week | Unit::Weekend => 7,
            Unit::Fortnight => 14,
            _ => 0,
        };
        let moved = shifted(self.first()?, i64::from(by) * days)?;
        Self::around(self.unit(), moved)
    }

    /// As TIMEX3 writes it: `1998-02-13`, `1998-W07`, `1998-W07-WE`, `1998-Q1`, `1998-WI`, `199`.
    pub(crate) fn timex(self) -> String {
        let week = |date: Date| {
            let week: ISOWeekDate = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        };
        match self {
            Self::Century(year) => format!("{:02}", year.div_euclid(100)),
            Self::Decade(year) => format!("{:03}", year.div_euclid(10)),
            Self::Year(year) | Self::Fiscal(year) => format!("{year:04}"),
            Self::Half(year, half) => format!("{year:04}-H{half}"),
            Self::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Self::Season(year, season) => {
                let name = match season {
                    Season::Spring => "SP",
                    Season::Summer => "SU",
                    Season::Autumn => "FA",
                    Season::Winter => "WI",
                };
                format!("{year:04}-{name}")
            }
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Week(monday) => week(monday),
            Self::Weekend(saturday) => format!("{}-WE", week(saturday)),
            Self::Days(from, to) => format!("{from}/{to}"),
            Self::Day(day) => day.to_string(),
        }
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The first such weekday on or after a day.
pub(crate) fn on_or_after(day: Date, weekday: Weekday) -> Option<Date> {
    shifted(day, i64::from(weekday.since(day.weekday())))
}

/// The last such weekday on or before a day.
pub(crate) fn on_or_before(day: Date, weekday: Weekday) -> Option<Date> {
    shifted(day, -i64::from(day.weekday().since(weekday)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stretches_begin_end_and_shift() {
        let day = date(2020, 2, 19);
        let around = |unit| Stretch::around(unit, day).expect("a stretch");
        assert_eq!(around(Unit::Week).timex(), "2020-W08");
        assert_eq!(around(Unit::Weekend).timex(), "2020-W08-WE");
        assert_eq!(around(Unit::Quarter).timex(), "2020-Q1");
        assert_eq!(around(Unit::Decade).timex(), "202");
        assert_eq!(around(Unit::Month).last(), Some(date(2020, 2, 29)));
        let shift = |stretch: Stretch, unit, by| stretch.shift(unit, by).map(Stretch::timex);
        assert_eq!(shift(Stretch::Day(day), Unit::Day, -20).as_deref(), Some("2020-01-30"));
        assert_eq!(shift(Stretch::Day(day), Unit::Month, 1).as_deref(), Some("2020-03-19"));
        assert_eq!(shift(around(Unit::Quarter), Unit::Year, -1).as_deref(), Some("2019-Q1"));
        assert_eq!(shift(around(Unit::Week), Unit::Week, -1).as_deref(), Some("2020-W07"));
        assert_eq!(shift(Stretch::Day(day), Unit::Century, i32::MAX), None);
    }
}

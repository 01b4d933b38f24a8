//! What an expression says of the day it means, before the day that it is counted from is known:
//! "Friday" is the last Friday, "September 17" such a day near the report's, "ten days later" the
//! time last spoken of and ten days. Known the anchor, it becomes a stretch of the calendar; till
//! then it is kept, so that linking can resolve it.

use super::amount::Unit;
use super::calendar::{days_between, shifted};
use super::stretch::{Season, Stretch, on_or_after, on_or_before};
use jiff::civil::{Date, Weekday};

/// What a constraint is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of the report.
    Report,
    /// The time last spoken of.
    Spoken,
    /// A happening named in the words after it: "the eve of the summit".
    Event,
}

/// Which of the many that a name of the calendar stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The latest that has begun.
    Latest,
    /// The latest that is over.
    Last,
    /// The first that isn't over.
    Coming,
    /// The first that hasn't begun.
    Next,
    /// The nearest: ahead only up to a month, for news is told of what lies behind.
    Near,
    /// The nearest on either side.
    Either,
    /// The one in the same year; of a weekday, in the same week.
    This,
    /// The one in the year so many years on.
    Year(i8),
}

/// A name of the calendar that comes again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// A day of the week.
    Weekday(Weekday),
    /// A day of the month.
    DayOfMonth(i8),
    /// A month and a day, with the weekday where it is given.
    MonthDay(i8, i8, Option<Weekday>),
    /// A month and two days of it, and all between.
    MonthDays(i8, i8, i8),
    /// A month.
    Month(i8),
    /// A season.
    Season(Season),
    /// A quarter of the year.
    Quarter(i8),
    /// A half of the year.
    Half(i8),
    /// The n-th such weekday of a month: Thanksgiving.
    Feast(i8, i8, Weekday),
}

/// What is said of the day meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// It is told in full.
    Fixed(Stretch),
    /// One of many.
    Cycle(Cycle, Pick, Anchor),
    /// A unit of the calendar, counted from the anchor's: "last week" is a week at -1.
    Unit(Unit, i32, Anchor),
    /// The very time of the anchor: "since then".
    Same(Anchor),
    /// So many units before (less than 0) or after the anchor: "ten days later". `None` where it
    /// isn't told how many.
    Offset(Option<i32>, Unit, Anchor),
}

impl Constraint {
    /// What it is counted from; `None` where it is told in full.
    pub fn anchor(&self) -> Option<Anchor> {
        match self {
            Self::Fixed(_) => None,
            Self::Same(anchor)
            | Self::Cycle(_, _, anchor)
            | Self::Unit(_, _, anchor)
            | Self::Offset(_, _, anchor) => Some(*anchor),
        }
    }

    /// The stretch meant, counted from the anchor's.
    pub fn resolve(&self, anchor: Stretch) -> Option<Stretch> {
        match *self {
            Self::Fixed(stretch) => Some(stretch),
            Self::Same(_) => Some(anchor),
            Self::Cycle(cycle, pick, _) => one_of(cycle, pick, anchor.first()?),
            Self::Unit(unit, step, _) => Stretch::around(unit, anchor.first()?)?.shift(unit, step),
            Self::Offset(count, unit, _) => {
                let count = count?;
                match (unit, anchor) {
                    // A quarter a year before a quarter; but a year before a day is a year.
                    (Unit::Year, Stretch::Quarter(..) | Stretch::Half(..) | Stretch::Month(..)) => {
                        anchor.shift(unit, count)
                    }
                    _ => {
                        let day = Stretch::Day(anchor.first()?).shift(unit, count)?.first()?;
                        Stretch::around(unit, day)
                    }
                }
            }
        }
    }

    /// The days meant, as an interval. What is counted in weeks and longer is told roughly: half a
    /// unit to either side.
    pub fn days(&self, anchor: Stretch) -> Option<(Date, Date)> {
        if let Self::Offset(count, unit, _) = *self {
            let day = Stretch::Day(anchor.first()?).shift(unit, count?)?.first()?;
            let around = match unit {
                Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 0,
                unit => unit.days() / 2,
            };
            if around > 0 {
                return Some((shifted(day, -around)?, shifted(day, around)?));
            }
        }
        let stretch = self.resolve(anchor)?;
        Some((stretch.first()?, stretch.last()?))
    }
}

fn one_of(cycle: Cycle, pick: Pick, anchor: Date) -> Option<Stretch> {
    if let Cycle::Weekday(weekday) = cycle {
        let day = match pick {
            Pick::Last => on_or_before(shifted(anchor, -1)?, weekday),
            Pick::Coming | Pick::Either => on_or_after(anchor, weekday),
            Pick::Next => on_or_after(shifted(anchor, 1)?, weekday),
            Pick::This => on_or_after(Stretch::around(Unit::Week, anchor)?.first()?, weekday),
            _ => on_or_before(anchor, weekday),
        };
        return day.map(Stretch::Day);
    }
    if let Cycle::DayOfMonth(day) = cycle {
        let months = (-1..=1)
            .filter_map(|step| Stretch::around(Unit::Month, anchor)?.shift(Unit::Month, step));
        let days = months.filter_map(|month| {
            let first = month.first()?;
            Date::new(first.year(), first.month(), day).ok()
        });
        return pick_from(days.map(Stretch::Day), pick, anchor);
    }
    // A weekday given with the day tells years apart.
    let reach = if matches!(cycle, Cycle::MonthDay(_, _, Some(_))) { 6 } else { 1 };
    let (from, to) = match pick {
        Pick::This => (0, 0),
        Pick::Year(step) => (i16::from(step), i16::from(step)),
        _ => (-reach, reach),
    };
    let years = (from..=to).filter_map(|step| anchor.year().checked_add(step));
    let pick = if reach > 1 { Pick::Either } else { pick };
    pick_from(years.filter_map(|year| in_year(cycle, year)), pick, anchor)
}

fn in_year(cycle: Cycle, year: i16) -> Option<Stretch> {
    Some(match cycle {
        Cycle::MonthDay(month, day, weekday) => {
            let date = Date::new(year, month, day).ok()?;
            if weekday.is_some_and(|weekday| date.weekday() != weekday) {
                return None;
            }
            Stretch::Day(date)
        }
        Cycle::MonthDays(month, from, to) => {
            let day = |day| Date::new(year, month, day).ok();
            Stretch::Days(day(from)?, day(to)?)
        }
        Cycle::Month(month) => Stretch::Month(year, month),
        Cycle::Season(season) => Stretch::Season(year, season),
        Cycle::Quarter(quarter) => Stretch::Quarter(year, quarter),
        Cycle::Half(half) => Stretch::Half(year, half),
        Cycle::Feast(month, nth, weekday) => {
            let first = on_or_after(Date::new(year, month, 1).ok()?, weekday)?;
            Stretch::Day(shifted(first, i64::from(nth - 1) * 7)?)
        }
        Cycle::Weekday(_) | Cycle::DayOfMonth(_) => return None,
    })
}

fn pick_from(
    mut stretches: impl Iterator<Item = Stretch>,
    pick: Pick,
    anchor: Date,
) -> Option<Stretch> {
    const AHEAD: i64 = 31;
    let away = |stretch: &Stretch| stretch.first().map(|day| days_between(day, anchor));
    let ends = |stretch: &Stretch| stretch.last().map(|day| days_between(day, anchor));
    match pick {
        Pick::Latest => stretches.filter(|one| away(one).is_some_and(|d| d <= 0)).last(),
        Pick::Last => stretches.filter(|one| ends(one).is_some_and(|d| d < 0)).last(),
        Pick::Coming => stretches.find(|one| ends(one).is_some_and(|d| d >= 0)),
        Pick::Next => stretches.find(|one| away(one).is_some_and(|d| d > 0)),
        Pick::Near => stretches
            .filter(|one| away(one).is_some_and(|d| d <= AHEAD))
            .min_by_key(|one| away(one).map(i64::abs)),
        Pick::Either => stretches.min_by_key(|one| away(one).map(i64::abs)),
        Pick::This | Pick::Year(_) => stretches.next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn constraints_resolve_once_a_day_is_known() {
        let day = Stretch::Day(date(2020, 2, 19)); // A Wednesday.
        let resolve = |constraint: Constraint| constraint.resolve(day).map(Stretch::timex);
        let cycle = |cycle, pick| resolve(Constraint::Cycle(cycle, pick, Anchor::Report));
        let friday = Cycle::Weekday(Weekday::Friday);
        assert_eq!(cycle(friday, Pick::Latest).as_deref(), Some("2020-02-14"));
        assert_eq!(cycle(friday, Pick::Coming).as_deref(), Some("2020-02-21"));
        assert_eq!(cycle(Cycle::Month(12), Pick::Latest).as_deref(), Some("2019-12"));
        assert_eq!(cycle(Cycle::Month(2), Pick::Last).as_deref(), Some("2019-02"));
        assert_eq!(cycle(Cycle::Month(9), Pick::Coming).as_deref(), Some("2020-09"));
        assert_eq!(cycle(Cycle::Quarter(4), Pick::Latest).as_deref(), Some("2019-Q4"));
        let saturday = Some(Weekday::Saturday);
        let given = Cycle::MonthDay(2, 15, saturday);
        assert_eq!(cycle(given, Pick::Near).as_deref(), Some("2020-02-15"));
        let feast = Cycle::Feast(11, 4, Weekday::Thursday);
        assert_eq!(cycle(feast, Pick::Latest).as_deref(), Some("2019-11-28"));
        let offset = |count, unit| Constraint::Offset(Some(count), unit, Anchor::Spoken);
        assert_eq!(resolve(offset(10, Unit::Day)).as_deref(), Some("2020-02-29"));
        assert_eq!(resolve(offset(-2, Unit::Week)).as_deref(), Some("2020-W06"));
        let year = offset(-1, Unit::Year);
        assert_eq!(resolve(year).as_deref(), Some("2019"));
        assert_eq!(year.resolve(Stretch::Quarter(2020, 1)), Some(Stretch::Quarter(2019, 1)));
        assert_eq!(offset(-2, Unit::Week).days(day), Some((date(2020, 2, 2), date(2020, 2, 8))));
    }
}

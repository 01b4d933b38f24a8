//! Days as places across, and what is written below them.

use jiff::civil::Date;

/// Room that a name below needs, with some air.
const ROOM: f64 = 62.0;
/// Days and months between two names, of which the first that leaves room is taken.
const DAYS: [i64; 4] = [1, 2, 7, 14];
const MONTHS: [i64; 10] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 1200];

/// Where days lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

/// A day, month or year with its place.
#[derive(Debug)]
pub(crate) struct Tick {
    pub(crate) x: f64,
    pub(crate) name: String,
    /// Whether the name stands before its place, for want of room after it.
    pub(crate) before: bool,
}

/// The day that ISO 8601 or its beginning names, or the last of that month or year.
pub(crate) fn day(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(|part| part.parse()).transpose().ok()?;
    let day: Option<i8> = parts.next().map(|part| part.parse()).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(if last { 12 } else { 1 }), 1).ok()?;
    match day {
        // A month that was asked for to its 31st day ends before.
        Some(day) => Date::new(year, first.month(), day.min(first.days_in_month())).ok(),
        None if last => Some(first.last_of_month()),
        None => Some(first),
    }
}

/// So many days later; the same day at the end of all time.
pub(crate) fn later(day: Date, days: i64) -> Date {
    day.checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap_or(day)
}

pub(crate) fn days(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

impl Axis {
    /// Days in all, at least one.
    pub(crate) fn length(&self) -> i64 {
        days(self.first, self.last).max(0) + 1
    }

    /// Where a day begins.
    pub(crate) fn start(&self, day: Date) -> f64 {
        let n = days(self.first, day).clamp(0, self.length());
        self.left + n as f64 * (self.right - self.left) / self.length() as f64
    }

    /// Where a day ends.
    pub(crate) fn end(&self, day: Date) -> f64 {
        self.start(later(day, 1))
    }

    /// Days where they are few, else the first days of months or years.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let room =
            |days: i64| days as f64 * (self.right - self.left) / self.length() as f64 >= ROOM;
        if let Some(step) = DAYS.into_iter().find(|step| room(*step)) {
            let count = (self.length() - 1) / step + 1;
            let tick = |n: i64| {
                let day = later(self.first, n * step);
                Tick { x: self.start(day), name: day.to_string(), before: false }
            };
            return (0..count).map(tick).filter(|tick| tick.x < self.right - ROOM).collect();
        }
        let step = MONTHS.into_iter().find(|step| room(step * 28)).unwrap_or(1200);
        let month = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        let first = month(self.first).div_euclid(step) * step;
        let mut out: Vec<Tick> = vec![];
        for at in (first..=month(self.last)).step_by(usize::try_from(step).unwrap_or(1200)) {
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            let day = i16::try_from(year).ok().zip(i8::try_from(month).ok());
            let day = day.and_then(|(year, month)| Date::new(year, month, 1).ok());
            let Some(day) = day.filter(|day| *day >= self.first) else { continue };
            let name = match step % 12 {
                0 => format!("{year}"),
                _ => format!("{year}-{month:02}"),
            };
            let x = self.start(day);
            let before = x >= self.right - 48.0;
            let room = |last: &Tick| x - last.x >= 2.0 * ROOM;
            if !before || out.last().is_none_or(room) {
                out.push(Tick { x, name, before });
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(first: &str, last: &str) -> Axis {
        let [first, last] = [first, last].map(|text| day(text, false).unwrap());
        Axis { first, last, left: 0.0, right: 1000.0 }
    }

    #[test]
    fn the_beginning_of_a_day_is_a_day() {
        let shown = |text, last| day(text, last).map(|day| day.to_string());
        assert_eq!(shown("2020-02", false).unwrap(), "2020-02-01");
        assert_eq!(shown("2020-02", true).unwrap(), "2020-02-29");
        assert_eq!(shown("2020-02-31", true).unwrap(), "2020-02-29");
        assert_eq!(shown("2020", true).unwrap(), "2020-12-31");
        for odd in ["", "x", "2020-13", "2020-02-0", "99999"] {
            assert_eq!(day(odd, true), None, "{odd}");
        }
    }

    #[test]
    fn names_below_have_room() {
        for (first, last) in [
            ("2020-02-01", "2020-02-09"),
            ("2020-02-01", "2020-05-01"),
            ("2015-11-24", "2020-10-05"),
            ("1648-10-24", "2020-10-05"),
        ] {
            let axis = axis(first, last);
            let ticks = axis.ticks();
            assert!(!ticks.is_empty(), "{first}");
            assert!(ticks.windows(2).all(|pair| pair[1].x - pair[0].x >= 55.0), "{ticks:?}");
        }
    }

    #[test]
    fn what_lies_beyond_is_at_the_edge() {
        let axis = axis("2020-02-01", "2020-02-10");
        assert_eq!(axis.start(day("2019-01-01", false).unwrap()), 0.0);
        assert_eq!(axis.end(day("2030-01-01", false).unwrap()), 1000.0);
        assert_eq!(axis.end(axis.first), 100.0);
    }
}

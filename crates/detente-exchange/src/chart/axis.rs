//! Days as places across, and the months or years that are named below.

use super::ACROSS;
use jiff::civil::Date;

/// Room that a name below needs, with some air.
const ROOM: i64 = 58;

/// Months between names, of which the first that leaves room is taken.
const STEPS: [i64; 12] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12_000];

/// Where days lie.
pub(super) struct Axis {
    first: Date,
    last: Date,
}

/// A month or year with its place.
pub(super) struct Tick {
    pub(super) at: i64,
    pub(super) name: String,
}

impl Axis {
    /// From one day to another, both shown whole.
    pub(super) fn over(first: Date, last: Date) -> Self {
        Self { first, last: last.max(first) }
    }

    /// Days in all, at least one.
    fn length(&self) -> i64 {
        days(self.first, self.last) + 1
    }

    /// Where a day begins.
    pub(super) fn start(&self, day: Date) -> i64 {
        self.place(2 * days(self.first, day))
    }

    /// Where the last day of something ends.
    pub(super) fn end(&self, day: Date) -> i64 {
        self.place(2 * days(self.first, day) + 2)
    }

    /// The middle of a period.
    pub(super) fn middle(&self, from: Date, to: Date) -> i64 {
        self.place(days(self.first, from) + days(self.first, to) + 1)
    }

    /// Where so many half days after the beginning lie.
    fn place(&self, halves: i64) -> i64 {
        let [left, right] = ACROSS;
        left + halves.clamp(0, 2 * self.length()) * (right - left) / (2 * self.length())
    }

    /// The first days of months or years, as many as there is room for; where none falls within,
    /// the first day of all.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let [left, right] = ACROSS;
        // A month has 28 days at least.
        let fits = |step: &&i64| **step * 28 * (right - left) >= ROOM * self.length();
        let step = STEPS.iter().find(fits).unwrap_or(&STEPS[STEPS.len() - 1]);
        let month = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        let mut at = month(self.first).div_euclid(*step) * step;
        let mut out: Vec<Tick> = vec![];
        while at <= month(self.last) {
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            let day = i16::try_from(year).ok().zip(i8::try_from(month).ok());
            let day = day.and_then(|(year, month)| Date::new(year, month, 1).ok());
            if let Some(day) = day.filter(|day| *day >= self.first) {
                let name = match step % 12 {
                    0 => format!("{year}"),
                    _ => format!("{year}-{month:02}"),
                };
                out.push(Tick { at: self.start(day), name });
            }
            at += step;
        }
        if out.is_empty() {
            out.push(Tick { at: left, name: self.first.to_string() });
        }
        out
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

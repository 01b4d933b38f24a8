//! Points against every day of two centuries.
//!
//! Spans are kept as the points at which they begin and end, and are added up once; what is not
//! made of spans is asked of every day.

use super::gap::Table;
use jiff::civil::{Date, date};

/// The first day that is thought of,
const FIRST: Date = date(1900, 1, 1);
/// and the last.
const LAST: Date = date(2099, 12, 31);

/// Points against each day.
#[derive(Clone, Debug)]
pub(super) struct Days {
    /// What changes on a day against the day before.
    steps: Vec<i32>,
    /// What is told of each day by itself.
    own: Vec<i32>,
}

/// The number of a day from the first on; before it less than 0.
pub(super) fn number(day: Date) -> i64 {
    (day - FIRST).get_days().into()
}

impl Days {
    pub(super) fn new() -> Self {
        let length = usize::try_from(number(LAST) + 1).unwrap_or(0);
        Self { steps: vec![0; length + 1], own: vec![0; length] }
    }

    /// Another over the same days, to be added with a limit.
    pub(super) fn layer(&self) -> Self {
        Self { steps: vec![0; self.steps.len()], own: vec![0; self.own.len()] }
    }

    /// Points against the days outside a span.
    pub(super) fn outside(&mut self, from: Option<Date>, to: Option<Date>, points: i32) {
        if let Some(from) = from {
            self.span(i64::MIN, number(from) - 1, points);
        }
        if let Some(to) = to {
            self.span(number(to) + 1, i64::MAX, points);
        }
    }

    /// Points against the days of a span, both included.
    pub(super) fn span(&mut self, from: i64, to: i64, points: i32) {
        let end = self.own.len() as i64;
        let (from, to) = (from.clamp(0, end), to.clamp(-1, end - 1));
        if from > to {
            return;
        }
        let at = |day: i64| usize::try_from(day).unwrap_or(0);
        self.steps[at(from)] += points;
        self.steps[at(to + 1)] -= points;
    }

    /// Points against the days before one, by how far they lie before it.
    pub(super) fn before(&mut self, day: i64, table: Table) {
        let mut passed = 0;
        for (most, points) in table {
            let (near, far) = (day - 1 - passed, day.saturating_sub(*most));
            self.span(far, near, *points);
            passed = *most;
        }
    }

    /// Points against the days after one, up to another, by how far they lie after it.
    pub(super) fn after(&mut self, day: i64, until: i64, table: Table) {
        let mut passed = 0;
        for (most, points) in table {
            let (near, far) = (day.saturating_add(1 + passed), day.saturating_add(*most));
            self.span(near, far.min(until), *points);
            passed = *most;
        }
    }

    /// Points against the days outside a span, by how far they lie from it.
    pub(super) fn around(&mut self, from: Option<Date>, to: Option<Date>, table: Table) {
        if let Some(from) = from {
            self.before(number(from), table);
        }
        if let Some(to) = to {
            self.after(number(to), i64::MAX, table);
        }
    }

    /// Points against each day by itself.
    pub(super) fn each(&mut self, mut points: impl FnMut(Date) -> i32) {
        let mut day = FIRST;
        for own in &mut self.own {
            *own += points(day);
            day = day.tomorrow().unwrap_or(day);
        }
    }

    /// Points against each day by its number.
    pub(super) fn each_number(&mut self, mut points: impl FnMut(i64) -> i32) {
        for (at, own) in self.own.iter_mut().enumerate() {
            *own += points(at as i64);
        }
    }

    /// Adds another's points, at most so many on a day.
    pub(super) fn add(&mut self, other: &Self, most: i32) {
        for (own, points) in self.own.iter_mut().zip(other.points()) {
            *own += points.min(most);
        }
    }

    /// The points against each day, in order.
    pub(super) fn points(&self) -> Vec<i32> {
        let mut sum = 0;
        let step = |(own, step): (&i32, &i32)| {
            sum += step;
            own + sum
        };
        self.own.iter().zip(&self.steps).map(step).collect()
    }

    /// The day of a number.
    pub(super) fn day(at: usize) -> Date {
        let span = i64::try_from(at).ok().and_then(|at| jiff::Span::new().try_days(at).ok());
        span.and_then(|span| FIRST.checked_add(span).ok()).unwrap_or(LAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_farther_counts_more() {
        let mut days = Days::new();
        days.before(100, &[(10, 1), (20, 2), (i64::MAX, 3)]);
        days.after(200, 205, &[(2, 1), (i64::MAX, 2)]);
        let points = days.points();
        assert_eq!(
            [points[100], points[99], points[90], points[89], points[80], points[0]],
            [0, 1, 1, 2, 2, 3]
        );
        assert_eq!(
            [points[200], points[201], points[203], points[205], points[206]],
            [0, 1, 2, 2, 0]
        );
    }

    #[test]
    fn spans_and_days_add_up() {
        let mut days = Days::new();
        days.outside(Some(date(2000, 1, 1)), Some(date(2000, 12, 31)), 8);
        days.each(|day| i32::from(day.day()));
        let points = days.points();
        let at = |day: Date| points[usize::try_from(number(day)).expect("a day")];
        assert_eq!(at(date(2000, 3, 5)), 5);
        assert_eq!(at(date(1999, 12, 31)), 39);
        assert_eq!(at(date(2099, 12, 31)), 39);
        assert_eq!(
            Days::day(usize::try_from(number(date(2020, 2, 29))).expect("a day")),
            date(2020, 2, 29)
        );
    }
}

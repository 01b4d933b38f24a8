//! A year and how long it is past: "in 2014, seven years ago", "two years after it began in 2015"
//! is left, for that counts to no day of writing.

use super::{Clues, Says};
use crate::times::{Anchor, Constraint, Stretch, Unit};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    /// Characters between the two, for they must be of one thing.
    const NEAR: usize = 24;
    for pair in view.times.windows(2) {
        let [a, b] = pair else { continue };
        let year = |constraint| match constraint {
            Some(Constraint::Fixed(Stretch::Year(year) | Stretch::Month(year, _))) => Some(year),
            Some(Constraint::Fixed(Stretch::Day(day))) => Some(day.year()),
            _ => None,
        };
        let years = |constraint| match constraint {
            Some(Constraint::Offset(Some(count), Unit::Year, Anchor::Report)) if count < -1 => {
                i16::try_from(-count).ok()
            }
            _ => None,
        };
        let found = year(a.constraint)
            .zip(years(b.constraint))
            .or_else(|| year(b.constraint).zip(years(a.constraint)));
        let Some((year, years)) = found else { continue };
        let between = view.text.get(a.range.end..b.range.start).unwrap_or_default();
        let close = between.len() <= NEAR && !between.contains(['.', ';', '\n']);
        if close {
            out.add(view, a.range.start..b.range.end, Says::Ago { year, years });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_view;

    #[test]
    fn a_year_and_its_distance_give_the_year_of_writing() {
        let found =
            with_view("The line was drawn in 2003, six years ago, by surveyors.", None, all);
        let ago = found.iter().find(|clue| matches!(clue.says, Says::Ago { .. }));
        assert_eq!(ago.map(|clue| &clue.says), Some(&Says::Ago { year: 2003, years: 6 }));
    }
}

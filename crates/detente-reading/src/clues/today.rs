//! The day of writing itself, without its year: "today, October 5", "Monday (October 5)" beside
//! today, and the day in a dateline.
//!
//! A dateline gives the day on which the report was filed; it is printed then or on the day after.

use super::{Clues, Says};
use crate::times::{Constraint, Cycle};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    for (at, timed) in view.times.iter().enumerate() {
        let Some(Constraint::Cycle(Cycle::MonthDay(month, day, weekday), _, _)) = timed.constraint
        else {
            continue;
        };
        let filed = view
            .datelines
            .iter()
            .any(|line| line.start <= timed.range.start && timed.range.end <= line.end);
        if filed {
            let says = Says::Today { month, day, weekday, after: 1 };
            out.add(view, timed.range.clone(), says);
            continue;
        }
        // "today, October 5"; "October 5, today"
        let beside = |other: usize| {
            let other = view.times.get(other)?;
            let (first, last) =
                if other.range.start < timed.range.start { (other, timed) } else { (timed, other) };
            let between = view.text.get(first.range.end..last.range.start)?;
            let close = between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '(' | '–'));
            let today = view.text[other.range.clone()].eq_ignore_ascii_case("today");
            (close && today).then_some(first.range.start..last.range.end)
        };
        let before = at.checked_sub(1).and_then(beside);
        if let Some(range) = before.or_else(|| beside(at + 1)) {
            out.add(view, range, Says::Today { month, day, weekday, after: 0 });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_view;

    fn today(text: &str) -> Option<(i8, i8, u8)> {
        let found = with_view(text, None, all);
        found.iter().find_map(|clue| match clue.says {
            Says::Today { month, day, after, .. } => Some((month, day, after)),
            _ => None,
        })
    }

    #[test]
    fn the_day_of_writing_is_named() {
        assert_eq!(today("The envoy wrote today, May 9, that talks go on."), Some((5, 9, 0)));
        assert_eq!(today("JUBA, May 9 — Both armies withdrew on Monday."), Some((5, 9, 1)));
        assert_eq!(today("Both armies withdrew on May 9."), None);
    }
}

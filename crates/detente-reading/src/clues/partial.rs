//! Days and months without a year: "on Feb. 14", "Saturday, Feb. 15", "since January".
//!
//! News leaves out the year that it is written in. The day of the week, where it is given with the
//! day, leaves one year of six or so.

use super::{Clues, Says, When, tense};
use crate::times::{Anchor, Constraint, Cycle, Pick, Sense};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    for timed in &view.times {
        let Some(Constraint::Cycle(cycle, pick, Anchor::Report)) = timed.constraint else {
            continue;
        };
        // "June 3 last year" is of another year than the report.
        if matches!(pick, Pick::Year(_) | Pick::Last | Pick::Next) {
            continue;
        }
        let cycle = match cycle {
            Cycle::MonthDay(..) | Cycle::Month(_) => cycle,
            Cycle::MonthDays(month, _, last) => Cycle::MonthDay(month, last, None),
            _ => continue,
        };
        let when = match (tense::when(view, timed), timed.sense) {
            (_, Some(Sense::Since)) => When::Past,
            // "the September 17 accord" is made already.
            (When::Open, _) if pick == Pick::Near => When::Past,
            (when, _) => when,
        };
        let since = matches!(timed.sense, Some(Sense::Since | Sense::From));
        out.add(view, timed.range.clone(), Says::Yearly { cycle, when, since });
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, When, all};
    use crate::testing::with_whole_view;
    use crate::times::Cycle;
    use jiff::civil::Weekday;

    #[test]
    fn a_day_without_a_year_keeps_its_weekday() {
        let text = "The envoys met on Saturday, Feb. 15. They will meet again on March 3.";
        let found = with_whole_view(text, None, all);
        let yearly: Vec<_> = found
            .iter()
            .filter_map(|clue| match clue.says {
                Says::Yearly { cycle, when, .. } => Some((cycle, when)),
                _ => None,
            })
            .collect();
        let saturday = Cycle::MonthDay(2, 15, Some(Weekday::Saturday));
        let expected = [(saturday, When::Past), (Cycle::MonthDay(3, 3, None), When::Ahead)];
        assert_eq!(yearly, expected);
    }
}

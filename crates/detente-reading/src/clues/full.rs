//! Times told with their year: "on January 13, 2020", "in November 2015", "in 2011".
//!
//! What is told as past was before the report was written, and what is told as to come most likely
//! after. The latest of them says most: news is written soon after the last of what it tells of.

use super::{Clues, Grain, Says, tense};
use crate::times::{Constraint, Sense, Stretch};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    for timed in &view.times {
        let Some(Constraint::Fixed(stretch)) = timed.constraint else { continue };
        let grain = match stretch {
            Stretch::Day(_) | Stretch::Days(..) | Stretch::Week(_) | Stretch::Weekend(_) => {
                Grain::Day
            }
            Stretch::Month(..) | Stretch::Season(..) | Stretch::Quarter(..) | Stretch::Half(..) => {
                Grain::Month
            }
            Stretch::Year(_) => Grain::Year,
            // A decade and what is longer say nothing; a fiscal year may end in the next.
            _ => continue,
        };
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        let when = match tense::when(view, timed) {
            // "since 2011" was there from its beginning on.
            tense::When::Open if timed.sense == Some(Sense::Since) => tense::When::Past,
            when => when,
        };
        out.add(view, timed.range.clone(), Says::Told { first, last, grain, when });
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Grain, Says, When, all};
    use crate::testing::with_whole_view;
    use jiff::civil::date;

    #[test]
    fn what_is_told_with_its_year_is_handed_over() {
        let text = "The governor left the town in March 2021. The truce will expire on 3 May 2023.";
        let found = with_whole_view(text, None, all);
        let told: Vec<_> = found
            .iter()
            .filter_map(|clue| match clue.says {
                Says::Told { first, grain, when, .. } => Some((first, grain, when)),
                _ => None,
            })
            .collect();
        assert_eq!(
            told,
            [
                (date(2021, 3, 1), Grain::Month, When::Past),
                (date(2023, 5, 3), Grain::Day, When::Ahead),
            ]
        );
    }
}

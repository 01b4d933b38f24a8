//! Bare days of the week: "on Monday".
//!
//! They are counted from the day of writing, so they say which day of the week it was: the same or
//! the one after, rarely later, and never a week. The one in the first sentences tells of the news
//! itself.

use super::{Clues, Says, tense};
use crate::times::{Anchor, Constraint, Cycle, Pick};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    /// Sentences in which the news is told; the title is one.
    const LEAD: usize = 4;
    for timed in &view.times {
        let Some(Constraint::Cycle(Cycle::Weekday(weekday), pick, Anchor::Report)) =
            timed.constraint
        else {
            continue;
        };
        if matches!(pick, Pick::Last | Pick::Next | Pick::This | Pick::Year(_)) {
            continue;
        }
        let sentence = view.word_at(view.tok_at(timed.range.start)).map(|(sentence, _)| sentence);
        let lead = sentence.is_some_and(|sentence| sentence < LEAD);
        let when = match (tense::when(view, timed), pick) {
            (tense::When::Open, Pick::Latest) => tense::When::Past,
            (tense::When::Open, Pick::Coming) => tense::When::Ahead,
            (when, _) => when,
        };
        out.add(view, timed.range.clone(), Says::Weekday { weekday, when, lead });
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, When, all};
    use crate::testing::with_whole_view;
    use jiff::civil::Weekday;

    #[test]
    fn a_weekday_is_handed_over_with_its_tense() {
        let text = "Both armies withdrew on Monday. They will meet on Friday.";
        let found = with_whole_view(text, None, all);
        let days: Vec<_> = found
            .iter()
            .filter_map(|clue| match clue.says {
                Says::Weekday { weekday, when, lead } => Some((weekday, when, lead)),
                _ => None,
            })
            .collect();
        let expected = [(Weekday::Monday, When::Past, true), (Weekday::Friday, When::Ahead, true)];
        assert_eq!(days, expected);
    }
}

//! Posts and letters printed in a report with their day: "— Amira (@amira) May 17, 2021".
//!
//! A page prints another's words with a signature of its own: a dash, a name, a handle, a day. The
//! year stands there always, while news leaves out its own; and what is printed is mostly fresh.

use super::{Clues, Says};
use crate::times::{Constraint, Stretch};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    /// Words between a handle and the day.
    const NEAR: usize = 24;
    for timed in &view.times {
        let Some(Constraint::Fixed(Stretch::Day(day))) = timed.constraint else { continue };
        let before = &view.text[..timed.range.start];
        let from = before.char_indices().rev().take(NEAR * 3).last().map_or(0, |(at, _)| at);
        let line = before[from..].rsplit('\n').next().unwrap_or_default();
        let handle = line.rfind('@').is_some_and(|at| {
            let name = &line[at + 1..];
            let signs = |c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ' ' | ',' | '.');
            name.len() <= NEAR && name.chars().all(signs)
        });
        if handle {
            out.add(view, timed.range.clone(), Says::Post(day));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_view;
    use jiff::civil::date;

    #[test]
    fn a_post_bears_its_day() {
        let posts = |text: &str| {
            let found = with_view(text, None, all);
            let day = |says: &Says| if let Says::Post(day) = says { Some(*day) } else { None };
            found.iter().filter_map(|clue| day(&clue.says)).collect::<Vec<_>>()
        };
        let text = "The bridge is open again.\n— Amina Bello (@amina_b) June 3, 2022\n";
        assert_eq!(posts(text), [date(2022, 6, 3)]);
        assert!(posts("The bridge was closed on June 3, 2022.").is_empty());
    }
}

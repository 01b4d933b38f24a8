//! The year under way: "so far in 2020", "this year, 2020", "since the start of 2023".
//!
//! Whoever counts from the start of a year counts up to the day of writing; of a year that is over
//! one says "in".

use super::{Clues, Says};
use crate::times::{Constraint, Stretch};
use crate::view::View;

/// What stands before the year.
const BEFORE: &[&str] = &[
    "so far in",
    "so far during",
    "so far this year,",
    "this year,",
    "this year (",
    "since the start of",
    "since the beginning of",
    "since the first day of",
];

pub(crate) fn find(view: &View, out: &mut Clues) {
    /// Characters looked at before the expression.
    const BACK: usize = 40;
    for timed in &view.times {
        let Some(Constraint::Fixed(Stretch::Year(year))) = timed.constraint else { continue };
        // The words may be part of the expression: "the start of 2023".
        let from = view.text[..timed.range.start].char_indices().rev().take(BACK).last();
        let before = &view.text[from.map_or(0, |(at, _)| at)..timed.range.end];
        let before = before.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let before = before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let after: String = view.text[timed.range.end..].chars().take(12).collect();
        let after = after.trim_start().to_lowercase();
        let counts = BEFORE.iter().any(|words| before.ends_with(words));
        if counts || after.starts_with("so far") {
            out.add(view, timed.range.clone(), Says::Current(year));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_view;

    #[test]
    fn who_counts_from_the_start_of_a_year_is_in_it() {
        let year = |text: &str| {
            with_view(text, None, all).iter().find_map(|clue| match clue.says {
                Says::Current(year) => Some(year),
                _ => None,
            })
        };
        assert_eq!(year("Since the start of 2022, nine posts were overrun in Mopti."), Some(2022));
        assert_eq!(year("Nine posts were overrun in 2022 so far."), Some(2022));
        assert_eq!(year("Nine posts were overrun in 2022."), None);
    }
}

//! The year under way: "so far in 2020", "this year, 2020", "since the start of 2023".
//!
//! Whoever counts from the start of a year counts up to the day of writing; of a year that is over
//! one says "in".

use super::{Clues, Says};
use crate::times::{Constraint, Stretch};
use crate::view::View;

pub(crate) fn find(view: &View, out: &mut Clues) {
    for timed in &view.times {
        let Some(Constraint::Fixed(Stretch::Year(year))) = timed.constraint else { continue };
        let start = view.text[..timed.range.start].char_indices().rev().take(40).last();
        let before = view.text[start.map_or(0, |(at, _)| at)..timed.range.start].to_lowercase();
        let before = before.split_whitespace().collect::<Vec<_>>().join(" ");
        const BEFORE: &[&str] = &[
            "so far in",
            "so far this year,",
            "this year,",
            "this year (",
            "since the start of",
            "since the beginning of",
            "since the first day of",
            "so far during",
        ];
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

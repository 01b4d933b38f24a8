//! Which words can tell a time at all.
//!
//! Most sentences hold few of them, and no expression lies far from one, so that the rules need not
//! be tried at every word.

use super::amount::Unit;
use super::calendar::{month, weekday};
use super::words::Word;
use std::ops::Range;

/// The places at which an expression may begin.
pub(crate) fn places(words: &[Word]) -> Vec<Range<usize>> {
    /// Words before the first that tells a time: "no more than two hundred and ten years".
    const BEFORE: usize = 8;
    /// Words after the last: "June 3 and 4".
    const AFTER: usize = 4;
    let mut out: Vec<Range<usize>> = vec![];
    for (at, _) in words.iter().enumerate().filter(|(_, word)| tells(word)) {
        let (start, end) = (at.saturating_sub(BEFORE), (at + AFTER).min(words.len()));
        match out.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => out.push(start..end),
        }
    }
    out
}

fn tells(word: &Word) -> bool {
    let lower: &str = &word.lower;
    let Some(first) = lower.bytes().next() else { return false };
    if first.is_ascii_digit() || first == b'\'' {
        return lower.len() > 2;
    }
    if word.text.starts_with(|c: char| c.is_ascii_uppercase()) {
        let day = lower.strip_suffix('s').unwrap_or(lower);
        if month(lower).is_some() || weekday(day).is_some() {
            return true;
        }
    }
    matches!(
        lower,
        "today"
            | "tonight"
            | "overnight"
            | "yesterday"
            | "tomorrow"
            | "date"
            | "morning"
            | "mornings"
            | "afternoon"
            | "afternoons"
            | "evening"
            | "evenings"
            | "night"
            | "nights"
            | "noon"
            | "midday"
            | "midnight"
            | "now"
            | "then"
            | "ago"
            | "eve"
            | "while"
            | "time"
            | "moment"
            | "present"
            | "presently"
            | "current"
            | "currently"
            | "nowadays"
            | "recent"
            | "recently"
            | "lately"
            | "past"
            | "future"
            | "term"
            | "soon"
            | "spring"
            | "summer"
            | "autumn"
            | "fall"
            | "winter"
            | "thanksgiving"
            | "christmas"
            | "half"
            | "period"
            | "q1"
            | "q2"
            | "q3"
            | "q4"
            | "fiscal"
            | "fy"
            | "hourly"
            | "daily"
            | "nightly"
            | "weekly"
            | "monthly"
            | "quarterly"
            | "yearly"
            | "annually"
            | "eighteen"
            | "nineteen"
            | "twenty"
            | "twenties"
            | "thirties"
            | "forties"
            | "fifties"
            | "sixties"
            | "seventies"
            | "eighties"
            | "nineties"
            | "a.m."
            | "a.m"
            | "am"
            | "p.m."
            | "p.m"
            | "pm"
            | "o'clock"
            | "hrs"
            | "gmt"
            | "utc"
    ) || Unit::read(lower.strip_suffix("long").unwrap_or(lower)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn places_lie_near_words_that_tell_a_time() {
        let of = |text: &str| places(&words(text, &detente_language::tokens(text, 0..text.len())));
        assert!(of("The army shelled two villages near the lake.").is_empty());
        assert_eq!(of("for no more than sixty days"), vec![0..6]);
    }
}

//! Expressions of time, and the days they stand for.
//!
//! Each rule looks at the tokens from one place on and says how many it takes. The rules are
//! tried in order, the longest expressions first. A partial or relative expression is completed
//! only from a day of publication that is known; else the words are kept and the day stays open.

mod calendar;
mod full;
mod month;
mod month_day;
mod relative;
mod weekday;
mod year;

use detente_language::Token;
use detente_record::{Time, TimeBasis, TimeSpan};
use jiff::civil::Date;
use std::ops::Range;

/// An expression of time in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timed {
    pub(crate) range: Range<usize>,
    pub(crate) time: Time,
}

/// What a rule makes of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Days {
    /// One day, written out.
    Stated(Date),
    /// One day, completed from the day of publication.
    Resolved(Date),
    /// An interval, written out.
    StatedWithin(Date, Date),
    /// An interval, completed from the day of publication.
    ResolvedWithin(Date, Date),
    /// Not known without a day of publication, or not to be told.
    Open,
}

/// What a rule found: how many tokens it takes and which days they are.
type Hit = (usize, Days);

/// The tokens from one place on, and the day of publication.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    words: &'a [Word<'a>],
    before: Option<&'a Word<'a>>,
    published: Option<Date>,
    /// Whether the sentence up to here speaks of what is to come.
    future: bool,
}

/// A token for the rules of time.
pub(crate) struct Word<'a> {
    text: &'a str,
    lower: String,
}

impl Place<'_> {
    fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| &word.lower)
    }

    fn text(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.text)
    }

    fn before(&self) -> &str {
        self.before.map_or("", |word| &word.lower)
    }
}

/// The expressions of time among the tokens of one sentence.
pub(crate) fn find(text: &str, tokens: &[Token], published: Option<Date>) -> Vec<Timed> {
    const RULES: [fn(&Place) -> Option<Hit>; 6] =
        [full::rule, month_day::rule, month::rule, weekday::rule, relative::rule, year::rule];
    let words: Vec<Word> = tokens
        .iter()
        .map(|token| {
            let word = &text[token.range.clone()];
            Word { text: word, lower: word.to_lowercase() }
        })
        .collect();
    let mut out = vec![];
    let mut at = 0;
    let mut future = false;
    while at < words.len() {
        future |= matches!(
            words[at].lower.as_str(),
            "will" | "'ll" | "would" | "planned" | "due" | "scheduled"
        );
        let before = at.checked_sub(1).map(|i| &words[i]);
        let place = Place { words: &words[at..], before, published, future };
        let Some((taken, days)) = RULES.iter().find_map(|rule| rule(&place)) else {
            at += 1;
            continue;
        };
        let range = tokens[at].range.start..tokens[at + taken - 1].range.end;
        let time = time(days, &text[range.clone()], published);
        out.push(Timed { range, time });
        at += taken;
    }
    out
}

fn time(days: Days, text: &str, published: Option<Date>) -> Time {
    let anchor = published.map(|day| day.to_string());
    let within = |from: Date, to: Date, basis| {
        Time::interval(&from.to_string(), &to.to_string(), TimeSpan::Within, text, basis)
    };
    match days {
        Days::Stated(day) => Time::day(&day.to_string(), text, TimeBasis::Stated),
        Days::Resolved(day) => {
            Time { anchor, ..Time::day(&day.to_string(), text, TimeBasis::Resolved) }
        }
        Days::StatedWithin(from, to) => within(from, to, TimeBasis::Stated),
        Days::ResolvedWithin(from, to) => Time { anchor, ..within(from, to, TimeBasis::Resolved) },
        Days::Open => Time { text: Some(text.to_owned()), ..Time::default() },
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Text, day of publication, and the expressions with their EDTF (`-` is open).
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

    /// Checks the expressions found.
    pub(crate) fn check(cases: &[Case]) {
        for (text, published, expected) in cases {
            let tokens = detente_language::tokens(text, 0..text.len());
            let found = find(text, &tokens, published.parse().ok());
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|t| (&text[t.range.clone()], t.time.edtf.as_deref().unwrap_or("-")))
                .collect();
            assert_eq!(&found, expected, "{text} ({published})");
        }
    }

    #[test]
    fn keeps_the_words_and_the_anchor() {
        let text = "on Friday";
        let tokens = detente_language::tokens(text, 0..text.len());
        let found = find(text, &tokens, "2020-02-17".parse().ok());
        assert_eq!(found[0].time.text.as_deref(), Some("Friday"));
        assert_eq!(found[0].time.anchor.as_deref(), Some("2020-02-17"));
        assert_eq!(found[0].time.basis, Some(TimeBasis::Resolved));
    }
}

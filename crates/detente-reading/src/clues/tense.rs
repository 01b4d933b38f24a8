//! Whether what is told of a time lies behind the writer or ahead.
//!
//! "They signed it in 2015" was written after 2015 began; "it expires in 2025" most likely before;
//! "the 2024 elections" may be either, for a year before a noun is part of its name.

use crate::times::{self, Sense, Tense, Timed};
use crate::view::View;
use detente_language::Relation;

/// How what is told lies to the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// It was.
    Past,
    /// It is to come.
    Ahead,
    /// It can't be told.
    Open,
}

/// What is named by its year only once it was.
const DONE: &[&str] = &[
    "accord",
    "agreement",
    "annexation",
    "armistice",
    "attack",
    "bombing",
    "ceasefire",
    "coup",
    "deal",
    "genocide",
    "invasion",
    "killing",
    "massacre",
    "memorandum",
    "murder",
    "offensive",
    "pact",
    "raid",
    "revolt",
    "revolution",
    "treaty",
    "truce",
    "uprising",
    "war",
];

/// How what is told at an expression of time lies to the writer.
pub(crate) fn when(view: &View, timed: &Timed) -> When {
    match timed.sense {
        Some(Sense::Since) => return When::Past,
        Some(Sense::By | Sense::Until) if !is_told_of_the_past(view, timed) => return When::Ahead,
        _ => {}
    }
    let Some((tense, head)) = tense(view, timed) else { return When::Open };
    let (sentence, word) = head;
    let tree = &view.analysis.sentences[sentence].tree;
    let within_name = [Relation::Compound, Relation::Nummod, Relation::Nmod, Relation::Amod];
    if within_name.iter().any(|relation| tree.is(word, *relation)) {
        // "the 2018 accord" is made, "the 2024 vote" may be to come.
        let done = tree.head(word).is_some_and(|head| DONE.contains(&tree.lemma(head)));
        return match (tense, done) {
            (Tense::Future, _) => When::Ahead,
            (_, true) => When::Past,
            _ => When::Open,
        };
    }
    match tense {
        Tense::Past | Tense::Perfect => When::Past,
        Tense::Future => When::Ahead,
        Tense::Present | Tense::Unknown => When::Open,
    }
}

fn is_told_of_the_past(view: &View, timed: &Timed) -> bool {
    tense(view, timed).is_some_and(|(tense, _)| matches!(tense, Tense::Past | Tense::Perfect))
}

/// The tense at an expression, with its sentence and the word at its head.
fn tense(view: &View, timed: &Timed) -> Option<(Tense, (usize, usize))> {
    let (sentence, first) = view.word_at(view.tok_at(timed.range.start))?;
    let (other, last) = view.word_at(view.tok_at(timed.range.end.checked_sub(1)?))?;
    let tree = &view.analysis.sentences.get(sentence)?.tree;
    if tree.is_empty() || other != sentence || last >= tree.len() {
        return None;
    }
    let head = tree.top(first..last + 1)?;
    Some((times::tense_at(tree, head), (sentence, head)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_whole_view;

    #[test]
    fn tense_tells_what_was_from_what_is_to_come() {
        let cases = [
            ("The two armies signed the truce in 2015.", When::Past),
            ("The mandate of the mission will expire in 2025.", When::Ahead),
            ("The valley has been closed since 2019.", When::Past),
            ("The 2024 vote divides the parties.", When::Open),
            ("The 2018 agreement binds the parties.", When::Past),
        ];
        for (text, expected) in cases {
            let found = with_whole_view(text, None, |view| when(view, &view.times[0]));
            assert_eq!(found, expected, "{text}");
        }
    }
}

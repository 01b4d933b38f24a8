//! Numbers that count nothing.
//!
//! Dates and clock times, ages, scores and votes, the numbers of brigades, flights, roads and
//! resolutions, what stands within a name or a type ("Su-24"), telephone numbers, and the "one" of
//! "one of the".

use crate::events::scene::Scene;
use detente_language::{Relation, TokenKind, Upos, Xpos};
use std::ops::Range;

/// Counted in ballots and matches: no figure of what happened between states.
const GAMES: &[&str] = &["vote", "goal", "point", "run", "wicket", "match", "game", "set", "seat"];

/// Whether a number at these words, measured up to `end`, with the noun that it would count, is no
/// figure.
pub(super) fn is_barred(
    scene: &Scene,
    words: &Range<usize>,
    end: usize,
    noun: Option<usize>,
) -> bool {
    let word = |at: usize| (at < scene.tree.len()).then(|| scene.token(at).lower.as_str());
    let before = words.start.checked_sub(1).and_then(word).unwrap_or_default();
    let after = word(words.end).unwrap_or_default();
    // "one of the", "one another", "this one".
    let alone = words.len() == 1 && word(words.start) == Some("one");
    if alone && (noun.is_none() || after == "of") {
        return true;
    }
    dated(scene, words, end)
        || aged(scene, words, before, after)
        || named(scene, words)
        || numbered(scene, words, before)
        || scored(scene, words, before, after)
        || noun.is_some_and(|noun| GAMES.contains(&scene.lemma(noun).as_str()))
}

/// Whether the words belong to a time; "three days" alone is a length as well, up to `end`.
fn dated(scene: &Scene, words: &Range<usize>, end: usize) -> bool {
    let bytes = scene.text_of(words.clone());
    let measure = scene.text_of(words.start..end);
    scene.view.times.iter().any(|time| {
        let meets = time.range.start < bytes.end && bytes.start < time.range.end;
        let length =
            end > words.end && measure.start <= time.range.start && time.range.end <= measure.end;
        meets && !length
    })
}

/// "aged 12", "12-year-old", "Ms Kone, 34, said".
fn aged(scene: &Scene, words: &Range<usize>, before: &str, after: &str) -> bool {
    let len = scene.tree.len();
    let word = |at: usize| (at < len).then(|| scene.token(at).lower.as_str());
    let dash = usize::from(after == "-");
    let year = word(words.end + dash).is_some_and(|w| w.starts_with("year"));
    let old = || {
        (words.end..len.min(words.end + 5)).any(|at| {
            word(at).is_some_and(|w| matches!(w, "old" | "olds") || w.ends_with("year-old"))
        })
    };
    let name = words.start.checked_sub(2).is_some_and(|at| scene.upos(at) == Upos::Propn);
    matches!(before, "aged" | "age" | "ages")
        || after.starts_with("year-old")
        || year && old()
        || before == "," && name && matches!(after, "," | "." | "")
}

/// Part of a longer name, or of a type of weapon.
fn named(scene: &Scene, words: &Range<usize>) -> bool {
    let bytes = scene.text_of(words.clone());
    let within = |range: &Range<usize>| {
        range.start <= bytes.start && bytes.end <= range.end && range.len() > bytes.len()
    };
    let view = scene.view;
    let tied = |at: usize| view.text.as_bytes().get(at).is_some_and(|b| *b == b'-');
    let letters = |at: usize| view.text.as_bytes().get(at).is_some_and(u8::is_ascii_alphabetic);
    // "Su-24", "Kh-101".
    let kind = bytes.start >= 2 && tied(bytes.start - 1) && letters(bytes.start - 2);
    // A sum of money may be taken for a name.
    let sum = bytes.start >= 1
        && !letters(bytes.start - 1)
        && view.text[..bytes.start].ends_with(['$', '€', '£', '¥', '₹']);
    if sum {
        return false;
    }
    kind || view.names.iter().any(|name| within(&name.range))
        || view.analysis.names.iter().any(|name| within(&name.range))
}

/// "5 Brigade", "Flight 370", "Resolution 1325", "No. 7", "+44 20 7946".
fn numbered(scene: &Scene, words: &Range<usize>, before: &str) -> bool {
    if matches!(before, "no." | "nos." | "number" | "#" | "+" | "article" | "resolution") {
        return true;
    }
    let digits = |at: usize| scene.token(at).kind == TokenKind::Number;
    // One number right behind another, or a long one without groups.
    let run = words.start.checked_sub(1).is_some_and(digits)
        || words.end < scene.tree.len() && digits(words.end) && digits(words.end - 1);
    let long = words.clone().any(|at| {
        let text = scene.token(at).text;
        text.len() >= 7 && text.bytes().all(|b| b.is_ascii_digit())
    });
    let top = words
        .clone()
        .find(|&at| digits(at) && scene.tree.head(at).is_some_and(|head| !words.contains(&head)));
    let unit = top.is_some_and(|at| {
        let Some(head) = scene.tree.head(at) else { return false };
        let modifies = matches!(
            scene.relation(at),
            Relation::Nummod | Relation::Flat | Relation::Compound | Relation::Nmod
        );
        let behind = head < at
            && modifies
            && scene.upos(head) == Upos::Propn
            && scene.tree.child(at, Relation::Case).is_none();
        // A brigade has a capital and is one.
        let brigade = head > at
            && modifies
            && scene.upos(head) == Upos::Propn
            && scene.xpos(head) == Xpos::Nnp
            && scene.token(head).is_capital()
            && scene.view.name_at(scene.tok(head)).is_none();
        behind || brigade
    });
    run || long || unit
}

/// "2–1", "52 to 48", "voted 10-3".
fn scored(scene: &Scene, words: &Range<usize>, before: &str, after: &str) -> bool {
    let len = scene.tree.len();
    let number = |at: usize| at < len && scene.token(at).kind == TokenKind::Number;
    let dash = |word: &str| matches!(word, "-" | "–");
    let tied = dash(after) && number(words.end + 1)
        || dash(before) && words.start.checked_sub(2).is_some_and(number);
    let ballot = || {
        (0..len).any(|at| matches!(scene.lemma(at).as_str(), "vote" | "ballot" | "score" | "win"))
    };
    let to = after == "to" && number(words.end + 1)
        || before == "to" && words.start.checked_sub(2).is_some_and(number);
    tied || to && ballot()
}

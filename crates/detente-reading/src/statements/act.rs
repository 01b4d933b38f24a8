//! What a speaker does by a word: `acts.tsv`, by dictionary form and construction.
//!
//! "Called" alone asserts, "called for" and "called on" demand; "denied" denies, "did not deny"
//! doesn't; "refused to leave" rejects, "refused to comment" says nothing, nor does "has not said
//! whether". Of a cue of several words ("issued a denial", "expressed doubt") the first word counts
//! that is in the table.

use super::spot::Spot;
use crate::view::View;
use detente_language::{Relation, Upos};
use detente_record::Act;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Constructions and acts by dictionary form, in the order of the table.
static ACTS: LazyLock<BTreeMap<&str, Vec<(&str, Act)>>> = LazyLock::new(|| {
    let mut acts: BTreeMap<&str, Vec<(&str, Act)>> = BTreeMap::new();
    for (lemma, construction, act) in lines() {
        acts.entry(lemma).or_default().push((construction, act));
    }
    acts
});

fn lines() -> impl Iterator<Item = (&'static str, &'static str, Act)> {
    let lines = include_str!("acts.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let (lemma, construction) = (cells.next()?, cells.next()?);
        Some((lemma, construction, cells.next()?.parse().ok()?))
    })
}

/// Whether a dictionary form is a word of speech, by which somebody does something.
pub(super) fn speaks(lemma: &str) -> bool {
    ACTS.contains_key(lemma)
}

/// Verbs that leave it to another word what is done.
const LIGHT: &[&str] = &[
    "continue",
    "keep",
    "begin",
    "start",
    "repeat",
    "reiterate",
    "renew",
    "voice",
    "express",
    "make",
    "issue",
    "level",
    "raise",
    "go",
    "get",
    "come",
];

/// The act of a cue. `content`: the first token of what is said, where it follows.
pub(super) fn act(view: &View, cue: &Range<usize>, content: Option<usize>) -> Act {
    let Some(spot) = Spot::of(view, cue) else { return Act::Asserts };
    let tree = spot.tree;
    // "Continues to demand", "voiced criticism": the other word is what is done.
    let head = spot.head();
    let light = |word: usize| LIGHT.contains(&tree.lemma(word));
    let object = head.filter(|&word| light(word)).and_then(|word| tree.patient(word));
    let tried = head.into_iter().chain(spot.words.clone()).filter(|&word| !light(word));
    let tried = tried.chain(object).chain(head);
    let mut words = tried
        .filter(|&word| matches!(tree.nodes()[word].upos, Upos::Verb | Upos::Noun | Upos::Adj));
    let Some((word, acts)) = words.find_map(|word| Some((word, ACTS.get(tree.lemma(word))?)))
    else {
        return Act::Asserts;
    };
    let near: Vec<&str> = cue
        .clone()
        .chain(content.into_iter().flat_map(|at| at..at + 4))
        .filter_map(|at| view.toks.get(at))
        .map(|tok| tok.lower.as_str())
        .collect();
    let after = |text: &str| {
        let own = view.toks.get(spot.toks(word..word + 1).end);
        own.is_some_and(|tok| tok.lower == text)
            || tree.children(word).any(|child| {
                tree.lemma(child) == text
                    || matches!(tree.nodes()[child].relation, Relation::Obl | Relation::Nmod)
                        && tree.case(child) == Some(text)
            })
    };
    let infinitive = || {
        tree.children(word).any(|child| {
            matches!(
                tree.nodes()[child].relation,
                Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Advcl
            ) && tree.children_by(child, Relation::Mark).any(|mark| tree.lemma(mark) == "to")
        })
    };
    let negated = tree.is_negated(word)
        || spot.words.clone().any(|at| matches!(tree.lemma(at), "not" | "never" | "neither"))
            && spot.words.clone().any(|at| at == word)
        || tree.subject(word).is_some_and(|subject| {
            matches!(tree.lemma(subject), "nobody" | "none" | "neither" | "no-one")
                || tree.is_negated(subject)
        });
    const ANSWERS: &[&str] = &[
        "comment",
        "comments",
        "say",
        "answer",
        "respond",
        "reply",
        "speak",
        "discuss",
        "confirm",
        "elaborate",
        "disclose",
        "specify",
        "talk",
        "interview",
        "name",
        "identify",
        "details",
    ];
    let fits = |construction: &str| match construction {
        "-" => true,
        "not" => negated,
        "to" => infinitive(),
        "not-comment" => near.contains(&"not") && near.iter().any(|word| ANSWERS.contains(word)),
        "comment" => near.iter().any(|word| ANSWERS.contains(word)),
        preposition => after(preposition),
    };
    acts.iter().find(|(construction, _)| fits(construction)).map_or(Act::Asserts, |(_, act)| *act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_an_act() {
        let text = include_str!("acts.tsv");
        assert_eq!(lines().count(), text.lines().filter(|line| !line.starts_with('#')).count());
        let mut seen: Vec<_> =
            lines().map(|(lemma, construction, _)| (lemma, construction)).collect();
        seen.sort_unstable();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all, "a line stands twice");
    }
}

//! The questions asked of a happening and a place, and their answers.
//!
//! A feature is a question and its answer in a few words; it is written `question/answer` in
//! `weights.tsv`.

use super::answer::{Answer, Word};
use super::candidate::{Candidate, overlap};
use super::noun::{self, Class};
use super::path::{self, Path};
use crate::view::View;
use detente_language::{Sentence, Upos};
use detente_world::PlaceId;
use std::ops::Range;

/// One answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    question: u8,
    answer: Answer,
}

impl Feature {
    /// The questions, in order.
    pub const QUESTIONS: &'static [&'static str] = &[
        // Of the way through the tree.
        "path",
        "down",
        // Of the clause that the place stands in, and what it hangs on there.
        "clause-step",
        "clause-preposition",
        "anchor",
        "anchor-class",
        "above-class",
        "above-preposition",
        // Of the place itself.
        "preposition",
        "kind",
        "next",
        "before",
        "kind-next",
        "beside",
        "lies",
        // Of where the words stand.
        "distance",
        "between",
        "front",
        "sentence",
        // Of the other places offered.
        "rank",
        "tree-rank",
        "gloss",
        "after-first",
        // Of who says it.
        "said",
        "dateline",
        // Of a happening that has no place.
        "none",
        "none-clause",
        "none-places",
        "none-common",
    ];

    fn new(question: &str, words: &[Word]) -> Self {
        let at = Self::QUESTIONS.iter().position(|one| *one == question);
        debug_assert!(at.is_some(), "{question}");
        Self { question: at.unwrap_or(0) as u8, answer: Answer::new(words) }
    }

    /// How it is written in `weights.tsv`.
    pub fn name(self) -> String {
        let question = Self::QUESTIONS.get(usize::from(self.question)).unwrap_or(&"?");
        format!("{question}/{}", self.answer)
    }

    /// What it is worth.
    pub fn points(self) -> i32 {
        super::weights::of(&self)
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        let (question, answer) = name.split_once('/')?;
        let question = Self::QUESTIONS.iter().position(|one| *one == question)? as u8;
        Some(Self { question, answer: Answer::parse(answer)? })
    }
}

/// A happening in its sentence.
pub(super) struct Happening<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) sentence: &'v Sentence,
    /// The word that names it.
    pub(super) word: usize,
}

/// What speaks for each candidate, and for none.
pub(super) fn ask(
    happening: &Happening<'_, '_>,
    candidates: &[Candidate],
) -> (Vec<Vec<Feature>>, Vec<Feature>) {
    let tree = &happening.sentence.tree;
    let paths: Vec<Path> =
        candidates.iter().map(|one| Path::between(tree, happening.word, one.head)).collect();
    let each = (0..candidates.len()).map(|at| of(happening, candidates, &paths, at)).collect();
    (each, of_none(happening, candidates))
}

fn of(
    happening: &Happening<'_, '_>,
    candidates: &[Candidate],
    paths: &[Path],
    at: usize,
) -> Vec<Feature> {
    let mut out = Vec::with_capacity(40);
    let mut add = |question: &str, words: &[Word]| out.push(Feature::new(question, words));
    let (view, sentence, word) = (happening.view, happening.sentence, happening.word);
    let (tree, one, path) = (&sentence.tree, &candidates[at], &paths[at]);

    // The way through the tree.
    let steps = path.steps(tree);
    if steps.len() <= 5 {
        add("path", &steps);
    }
    let down = path.steps_down(tree);
    add("down", &or_itself(&down[down.len().saturating_sub(4)..]));

    // The clause.
    let (clause, anchor) = path::clause(tree, one.head, word);
    let relation = clause_relation(happening, clause);
    let step = if anchor == clause { Word::of("itself") } else { Word::step(tree, anchor, false) };
    let preposition = Word::preposition(path::preposition(tree, one.head));
    add("clause-step", &[&relation[..], &[step]].concat());
    add("clause-preposition", &[&relation[..], &[preposition]].concat());
    let anchored = Word::preposition(tree.case(anchor));
    add("anchor", &[step, anchored]);
    let anchor_class = if anchor == one.head {
        Word::of("itself")
    } else {
        Word::of(class(happening, anchor).as_str())
    };
    add("anchor-class", &[step, anchored, anchor_class, Word::is(clause == word)]);
    let above = tree.head(one.head).filter(|&above| above != clause && above != word);
    let above_class =
        above.map_or(Word::of("none"), |above| Word::of(class(happening, above).as_str()));
    add("above-class", &[above_class, Word::step(tree, one.head, false), preposition]);
    let above_case =
        above.map_or(Word::of("none"), |above| Word::preposition(path::preposition(tree, above)));
    add("above-preposition", &[above_class, above_case, Word::is(clause == word)]);

    // The place itself.
    let kind = Word::of(one.kind.as_str());
    let side = Word::of(if one.words.start > word { "after-it" } else { "before-it" });
    add("preposition", &[preposition, side]);
    let next = beside(happening, one.words.end);
    let before = one.words.start.checked_sub(1);
    let before = before.map_or(Word::of("first"), |before| beside(happening, before));
    let gloss = gloss(happening, candidates, at);
    add("kind", &[kind]);
    add("next", &[next]);
    add("before", &[before]);
    add("kind-next", &[kind, next]);
    add("beside", &[before, next, gloss[0], gloss[1]]);
    add("lies", &[Word::of(lies(view, one)), preposition]);

    // Where the words stand.
    let gap = distance(word, &one.words);
    add("distance", &[side, bucket(gap)]);
    let range =
        if one.words.start > word { word + 1..one.words.start } else { one.words.end..word };
    let verbs = tree
        .nodes()
        .get(range.clone())
        .map_or(0, |nodes| nodes.iter().filter(|node| node.upos == Upos::Verb).count());
    let commas = sentence.tokens.get(range).map_or(0, |tokens| {
        tokens.iter().filter(|token| &view.text[token.range.clone()] == ",").count()
    });
    add("between", &[Word::number(verbs.min(3)), Word::number(commas.min(2)), side]);
    add("front", &[Word::is(one.words.start <= 2), preposition]);

    // The other places.
    let nearer = |other: &Candidate| distance(word, &other.words) < gap;
    let rank = candidates.iter().filter(|other| nearer(other)).count();
    add("rank", &[Word::number(rank.min(4)), Word::number(candidates.len().min(5))]);
    let tree_rank = paths.iter().filter(|other| other.len() < path.len()).count();
    let tied = paths.iter().filter(|other| other.len() == path.len()).count() > 1;
    add(
        "tree-rank",
        &[Word::number(tree_rank.min(4)), Word::number(candidates.len().min(5)), Word::is(tied)],
    );
    add("gloss", &gloss);
    let later = candidates[..at].iter().filter(|other| other.words.start > word).count();
    add("after-first", &[side, Word::number(later.min(3))]);

    // Who says it.
    add("said", &said(happening, &one.range));
    if view.datelines.iter().any(|line| overlap(line, &one.range)) {
        add("dateline", &[Word::of("yes")]);
    }
    out
}

fn of_none(happening: &Happening<'_, '_>, candidates: &[Candidate]) -> Vec<Feature> {
    let mut out = vec![];
    let mut add = |question: &str, words: &[Word]| out.push(Feature::new(question, words));
    let (sentence, word) = (happening.sentence, happening.word);
    let tree = &sentence.tree;
    add("none", &[Word::of("none")]);
    let up = Path::between(tree, word, tree.root()).steps_up(tree);
    add("none-clause", &or_itself(&up[..up.len().min(1)]));
    add("none-places", &[Word::number(candidates.len().min(5))]);
    add("none-common", &[Word::is(super::common::find(happening).is_some())]);
    out
}

fn or_itself(words: &[Word]) -> Vec<Word> {
    if words.is_empty() { vec![Word::of("itself")] } else { words.to_vec() }
}

/// How the clause that a place stands in lies to the happening's: the same, above it, below it or
/// aside, and by which steps it is left or entered.
fn clause_relation(happening: &Happening<'_, '_>, clause: usize) -> Vec<Word> {
    let (tree, word) = (&happening.sentence.tree, happening.word);
    if clause == word {
        return vec![Word::of("same")];
    }
    let path = Path::between(tree, word, clause);
    let clauses = |words: &[usize], up: bool| -> Vec<Word> {
        let heads = words.iter().filter(|&&at| path::is_clause(tree, at) || at == word);
        heads.map(|&at| Word::step(tree, at, up)).collect()
    };
    let up = clauses(&path.up, true);
    let down = clauses(&path.down, false);
    match (up.is_empty(), down.is_empty()) {
        (false, true) => [&[Word::of("above")], &up[..up.len().min(2)]].concat(),
        (true, false) => [&[Word::of("below")], &down[..down.len().min(2)]].concat(),
        (false, false) => vec![Word::of("aside"), up[0], down[down.len() - 1]],
        (true, true) => vec![Word::of("far")],
    }
}

/// What a word heads: by its dictionary form where it is a noun.
fn class(happening: &Happening<'_, '_>, word: usize) -> Class {
    noun::class(happening.sentence.tree.lemma(word))
}

/// The word beside a name.
fn beside(happening: &Happening<'_, '_>, at: usize) -> Word {
    let Some(token) = happening.sentence.tokens.get(at) else { return Word::of("last") };
    let node = &happening.sentence.tree.nodes()[at];
    match node.upos {
        Upos::Noun | Upos::Propn => Word::of(class(happening, at).as_str()),
        Upos::Punct if &happening.view.text[token.range.clone()] == "," => Word::of("comma"),
        Upos::Adp => Word::preposition(Some(&node.lemma)),
        Upos::Verb => Word::of("verb"),
        Upos::Part => Word::of("'s"),
        _ => Word::of("word"),
    }
}

/// As what the world knows the place.
fn lies(view: &View<'_>, one: &Candidate) -> &'static str {
    let Some(placed) = one.known.and_then(|at| view.places.get(at)) else { return "unknown" };
    match placed.place {
        PlaceId::Spot(_) => "by-hand",
        PlaceId::Record(_) => match view.world.place(placed.place).kind {
            "country" => "country",
            "admin1" => "admin1",
            "admin2" => "admin2",
            _ => "settlement",
        },
    }
}

/// How many words lie between a word and some others.
pub(super) fn distance(word: usize, words: &Range<usize>) -> usize {
    if words.start > word { words.start - word - 1 } else { word.saturating_sub(words.end) }
}

fn bucket(gap: usize) -> Word {
    Word::number(match gap {
        0..=3 => gap,
        4..=5 => 4,
        6..=8 => 6,
        9..=13 => 9,
        14..=20 => 14,
        _ => 15,
    })
}

/// Whether the place says where another lies ("Nyala, South Darfur"), or another says where it
/// lies.
fn gloss(happening: &Happening<'_, '_>, candidates: &[Candidate], at: usize) -> [Word; 2] {
    let lies = |inner: &Candidate, outer: &Candidate| glosses(happening, inner, outer);
    let one = &candidates[at];
    let outer = at.checked_sub(1).is_some_and(|before| lies(&candidates[before], one))
        || candidates[..at].iter().any(|other| lies(other, one));
    let inner = candidates[at + 1..].iter().any(|other| lies(one, other));
    [Word::is(outer), Word::is(inner)]
}

/// Whether `outer` says where `inner` lies: it follows with nothing but commas, prepositions and
/// common nouns of place between.
pub(super) fn glosses(happening: &Happening<'_, '_>, inner: &Candidate, outer: &Candidate) -> bool {
    const FAR: usize = 6;
    let sentence = happening.sentence;
    let between = inner.words.end..outer.words.start;
    if inner.words.end > outer.words.start || between.len() > FAR {
        return false;
    }
    between.clone().all(|at| {
        let node = &sentence.tree.nodes()[at];
        match node.upos {
            Upos::Punct => {
                let text = &happening.view.text[sentence.tokens[at].range.clone()];
                matches!(text, "," | "(" | ")")
            }
            Upos::Adp => matches!(&*node.lemma, "in" | "of" | "near" | "at" | "on" | "from"),
            Upos::Det | Upos::Adj | Upos::Num => true,
            Upos::Noun | Upos::Propn => class(happening, at).is_place(),
            Upos::Part => &*node.lemma == "'s",
            _ => false,
        }
    }) && !between.is_empty()
}

/// Whether the place stands where something is said and the happening in what is said, or the
/// other way round.
fn said(happening: &Happening<'_, '_>, place: &Range<usize>) -> [Word; 2] {
    let Some(token) = happening.sentence.tokens.get(happening.word) else {
        return [Word::of("none"); 2];
    };
    let range = &token.range;
    let attributions = &happening.view.analysis.attributions;
    let of = |range: &Range<usize>, other: &Range<usize>| {
        for one in attributions {
            let content =
                |range: &Range<usize>| one.content.iter().any(|part| overlap(part, range));
            if one.cue.as_ref().is_some_and(|cue| overlap(cue, range)) && content(other) {
                return Word::of("saying");
            }
            if content(range) && !content(other) {
                return Word::of("content");
            }
        }
        Word::of("none")
    };
    [of(range, place), of(place, range)]
}

//! Whether what a cue brings is something said.
//!
//! The model was trained on PolNeAR, where plans, wishes and support count as attributions as well.
//! Here a row needs words that somebody said: a quotation, a clause ("believes that the truce
//! holds"), or what a word of speech has for its object ("denied the raid", "hinted at talks").
//! A person who "backs" a plan does so by word; a state that "backed the rebels" or was "drawn into
//! the quarrel" did something. What several "agreed to" do is the agreement's, not the leaders'
//! words.

use super::Source;
use super::act;
use super::carry::{self, Number};
use super::cut;
use super::spot::Spot;
use crate::view::View;
use detente_language::{Relation, Upos, Xpos};
use detente_record::{Act, Form};
use std::ops::Range;

/// Words of speech that tell no act of their own in `acts.tsv`.
const SAYINGS: &[&str] = &[
    "address",
    "reason",
    "counter",
    "contend",
    "petition",
    "plead",
    "salute",
    "laud",
    "assail",
    "castigate",
    "berate",
    "rebuke",
    "chide",
    "disparage",
    "insult",
    "taunt",
    "ridicule",
    "mourn",
    "bemoan",
    "decry",
    "challenge",
    "advocate",
    "vouch",
    "debate",
    "detail",
    "list",
    "lay",
    "brief",
    "articulate",
    "contrast",
    "encourage",
    "recommend",
    "propose",
    "defend",
    "downplay",
    "endorse",
    "extol",
    "applaud",
    "trash",
    "lambaste",
    "slam",
    "blast",
    "advise",
    "allude",
    "apologise",
    "apologize",
    "argument",
    "ask",
    "assessment",
    "boast",
    "call",
    "characterise",
    "characterize",
    "comment",
    "compare",
    "congratulate",
    "criticism",
    "deplore",
    "describe",
    "draw",
    "estimate",
    "express",
    "greet",
    "hail",
    "hint",
    "joke",
    "label",
    "lament",
    "mock",
    "name",
    "opinion",
    "outline",
    "point",
    "portray",
    "praise",
    "present",
    "put",
    "question",
    "quip",
    "raise",
    "refer",
    "regret",
    "remark",
    "signal",
    "speak",
    "speculate",
    "statement",
    "talk",
    "term",
    "testify",
    "thank",
    "tout",
    "view",
    "voice",
    "warning",
    "welcome",
    "wonder",
    "word",
    "count",
];

/// What one holds rather than says; a clause makes it a saying.
const OPINIONS: &[&str] = &[
    "accept",
    "agree",
    "anticipate",
    "appear",
    "assume",
    "consider",
    "decide",
    "deem",
    "doubt",
    "expect",
    "fear",
    "feel",
    "find",
    "foresee",
    "guess",
    "hold",
    "hope",
    "imagine",
    "intend",
    "interpret",
    "judge",
    "know",
    "learn",
    "plan",
    "prefer",
    "realise",
    "realize",
    "recognise",
    "recognize",
    "regard",
    "see",
    "seek",
    "show",
    "suspect",
    "think",
    "understand",
    "want",
    "wish",
    "worry",
    "convince",
    "sure",
    "certain",
    "confident",
    "hopeful",
    "aware",
    "clear",
];

/// Intentions told: what one "plans" or "hopes" to do is as good as said.
const INTENTS: &[&str] = &["intend", "plan", "hope", "want", "wish", "seek", "prefer", "decide"];

/// Whether these words count as said. `speaker`: who says them, where anybody does.
pub(super) fn is(
    view: &View,
    cue: &Range<usize>,
    content: &[Range<usize>],
    form: Form,
    act: Act,
    speaker: Option<&Source>,
) -> bool {
    let person = speaker.is_some_and(|one| carry::number(view, &one.naming) != Number::Body);
    let speaker = speaker.is_some();
    let Some(spot) = Spot::of(view, cue) else { return true };
    let Some(head) = spot.head() else { return true };
    if form != Form::Indirect || act == Act::NoComment {
        return true;
    }
    let tree = spot.tree;
    let lemmas =
        || spot.words.clone().filter(|&word| is_content(&spot, word)).map(|w| tree.lemma(w));
    if lemmas().next().is_none() {
        // "According to", "for": no word that could be a deed.
        return true;
    }
    let clause = content.iter().any(|part| is_clause(view, part));
    if lemmas().any(|lemma| lemma == "agree") {
        return clause
            && speaker
            && tree.nodes()[head].upos == Upos::Verb
            && agrees_alone(&spot, head);
    }
    let says = lemmas().any(|lemma| act::speaks(lemma) || SAYINGS.contains(&lemma));
    let noun = matches!(tree.nodes()[head].upos, Upos::Noun | Upos::Propn);
    if says
        && lemmas().all(|lemma| matches!(lemma, "call"))
        && tree.nodes()[head].upos == Upos::Verb
    {
        // "Called the envoy": by telephone.
        return clause || act != Act::Asserts || named_so(&spot, head);
    }
    if says && !noun {
        return clause || speaker;
    }
    if says {
        let words: usize = content.iter().map(|part| cut::toks(view, part).len()).sum();
        return clause || speaker && words > 1;
    }
    let holds = lemmas().any(|lemma| OPINIONS.contains(&lemma));
    if tree.is_passive(head) && !speaker {
        return false;
    }
    if person {
        return true;
    }
    let finite = content.iter().any(|part| is_finite(view, part));
    finite
        || holds && clause && speaker && lemmas().any(|l| INTENTS.contains(&l))
        || holds && named_so(&spot, head)
}

fn is_content(spot: &Spot, word: usize) -> bool {
    matches!(spot.tree.nodes()[word].upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn)
        && spot.tree.lemma(word) != "accord"
}

/// Whether one alone agrees: what two agree is an agreement.
fn agrees_alone(spot: &Spot, head: usize) -> bool {
    let tree = spot.tree;
    tree.subject(head).is_some_and(|subject| {
        let node = &tree.nodes()[subject];
        tree.conjuncts(subject).count() == 1
            && !matches!(node.xpos, Xpos::Nns | Xpos::Nnps)
            && !matches!(&*node.lemma, "they" | "we" | "both" | "it")
    }) && tree.child(head, Relation::Ccomp).is_some()
}

/// Whether something is called, deemed or seen as something.
fn named_so(spot: &Spot, head: usize) -> bool {
    let tree = spot.tree;
    tree.children(head).any(|child| {
        tree.is(child, Relation::Xcomp) && tree.child(child, Relation::Case).is_none()
            || matches!(tree.nodes()[child].relation, Relation::Obl | Relation::Advcl)
                && tree.children(child).any(|mark| tree.lemma(mark) == "as")
    })
}

/// Whether a stretch is a clause, finite or not.
fn is_clause(view: &View, part: &Range<usize>) -> bool {
    with_predicate(view, part, |_, _| true)
}

/// Whether a stretch is a clause with its subject.
pub(super) fn is_finite(view: &View, part: &Range<usize>) -> bool {
    with_predicate(view, part, |spot, word| {
        spot.tree.children(word).any(|child| {
            matches!(spot.tree.nodes()[child].relation, Relation::Nsubj | Relation::Csubj)
                && spot.words.contains(&child)
        })
    })
}

/// Whether the top of a stretch is a predicate that passes.
fn with_predicate(view: &View, part: &Range<usize>, passes: impl Fn(&Spot, usize) -> bool) -> bool {
    let Some(spot) = Spot::of(view, &cut::toks(view, part)) else { return true };
    let tree = spot.tree;
    let outer = |&word: &usize| tree.head(word).is_none_or(|head| !spot.words.contains(&head));
    let mut tops = spot.words.clone().filter(outer);
    tops.any(|word| {
        let node = &tree.nodes()[word];
        let predicate = matches!(node.upos, Upos::Verb | Upos::Aux)
            && !matches!(node.relation, Relation::Amod | Relation::Compound)
            || tree.children(word).any(|child| {
                matches!(tree.nodes()[child].relation, Relation::Cop | Relation::Nsubj)
            });
        predicate && passes(&spot, word)
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;
    use detente_record::Act;

    fn acts(text: &str) -> Vec<Act> {
        read_whole(text).statements.iter().map(|row| row.act).collect()
    }

    #[test]
    fn deeds_are_no_sayings() {
        for text in [
            "Chad and Niger found a common line on the grazing grounds.",
            "Kenya has long supported the rebels in the north.",
            "The two kings agreed to build a railway.",
            "Chad and Niger agreed that the wells should be shared.",
            "The fair was aimed at younger buyers.",
        ] {
            assert_eq!(acts(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_said_or_held_is_kept() {
        for (text, act) in [
            ("Kenya believes that the rebels broke the truce.", Act::Asserts),
            ("Niger rejected Chad's claims about the theft of camels.", Act::Rejects),
            ("Chad insisted on the withdrawal of the rebels.", Act::Demands),
            ("Kenya chose not to comment on the raid.", Act::NoComment),
        ] {
            assert_eq!(acts(text), [act], "{text}");
        }
    }
}

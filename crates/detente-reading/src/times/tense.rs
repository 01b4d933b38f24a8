//! Whether a sentence speaks of what was or what will be, where an expression of time stands.
//!
//! "They met on Friday" means the last Friday, "they will meet on Friday" and "they plan to meet on
//! Friday" the next. The verb that the expression hangs on decides, with its auxiliaries and, where
//! it has no tense of its own, the verb above it. Without a tree the words before have to do.

use super::words::Word;
use detente_language::{Relation, Subtype, Tree, Upos, Xpos};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// "has met", "had met".
    Perfect,
    Present,
    Future,
    Unknown,
}

/// The tense at a word, by the tree.
pub(crate) fn at(tree: &Tree, word: usize) -> Tense {
    if word >= tree.len() {
        return Tense::Unknown;
    }
    // "Wednesday's ruling" and "the June agreement" are made already.
    let modifies =
        tree.is(word, Relation::Compound) || tree.is_sub(word, Relation::Nmod, Subtype::Poss);
    if modifies {
        return Tense::Past;
    }
    let mut steps = std::iter::once(word).chain(tree.ancestors(word)).peekable();
    while let Some(at) = steps.next() {
        if at != word && foretells(tree, at) {
            return if was(tree, at) { Tense::Past } else { Tense::Future };
        }
        let tense = own(tree, at);
        if tense != Tense::Unknown {
            return tense;
        }
        // "plans to meet": what is meant to be lies ahead, whatever the tense of the plan.
        let meant = tree.is(at, Relation::Xcomp) || tree.is(at, Relation::Acl);
        let to = tree.nodes()[at].xpos == Xpos::Vb;
        if meant && to && steps.peek().is_some_and(|&head| foretells(tree, head)) {
            return Tense::Future;
        }
    }
    Tense::Unknown
}

/// The tense that a word has by itself and its auxiliaries.
fn own(tree: &Tree, word: usize) -> Tense {
    let node = &tree.nodes()[word];
    let helpers = || {
        tree.children(word)
            .filter(|&child| tree.is(child, Relation::Aux) || tree.is(child, Relation::Cop))
    };
    if helpers().any(|aux| matches!(tree.lemma(aux), "will" | "shall" | "'ll" | "wo" | "would")) {
        return Tense::Future;
    }
    if helpers().any(|aux| tree.nodes()[aux].xpos == Xpos::Md) {
        return Tense::Future;
    }
    if helpers().any(|aux| tree.lemma(aux) == "have") {
        return Tense::Perfect;
    }
    if helpers().any(|aux| tree.nodes()[aux].xpos == Xpos::Vbd) {
        return Tense::Past;
    }
    if helpers().next().is_some() {
        return Tense::Present;
    }
    if !matches!(node.upos, Upos::Verb | Upos::Aux) {
        return Tense::Unknown;
    }
    match node.xpos {
        Xpos::Vbd => Tense::Past,
        Xpos::Vbz | Xpos::Vbp => Tense::Present,
        // "the talks held Friday"
        Xpos::Vbn => Tense::Past,
        _ => Tense::Unknown,
    }
}

/// "had been due": what was to come is past.
fn was(tree: &Tree, word: usize) -> bool {
    tree.children(word).any(|child| {
        tree.is(child, Relation::Aux)
            && tree.lemma(child) == "have"
            && tree.nodes()[child].xpos == Xpos::Vbd
    })
}

/// Words for what is to come.
fn foretells(tree: &Tree, word: usize) -> bool {
    // "The record set on Monday" is set already, "the talks set for Monday" are to come.
    if tree.lemma(word) == "set" {
        let to = |child| matches!(tree.case(child), Some("for")) || tree.is(child, Relation::Xcomp);
        return tree.children(word).any(to);
    }
    matches!(
        tree.lemma(word),
        "plan"
            | "schedule"
            | "due"
            | "expect"
            | "slate"
            | "payable"
            | "effective"
            | "intend"
            | "hope"
            | "vow"
            | "promise"
            | "pledge"
            | "deadline"
            | "upcoming"
            | "prepare"
            | "propose"
            | "postpone"
            | "expire"
            | "going"
    )
}

/// The same without a tree, from the words before.
pub(crate) fn before(words: &[Word]) -> Tense {
    let future = words.iter().any(|word| {
        matches!(&*word.lower, "will" | "'ll" | "would" | "planned" | "due" | "scheduled")
    });
    if future { Tense::Future } else { Tense::Unknown }
}

/// Whether the expression tells when somebody spoke: the time of the report's making, not of what
/// is told.
pub(crate) fn of_speaking(tree: &Tree, word: usize) -> bool {
    if word >= tree.len() {
        return false;
    }
    let verb = tree.ancestors(word).find(|&at| tree.nodes()[at].upos == Upos::Verb);
    verb.is_some_and(|verb| {
        matches!(tree.lemma(verb), "say" | "tell" | "announce" | "report" | "add" | "state")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tense(lines: &str, word: usize) -> Tense {
        at(&Tree::parse(lines).unwrap_or_default(), word)
    }

    #[test]
    fn the_verb_above_decides() {
        let past = "1 They they PRON PRP 2 nsubj\n2 met meet VERB VBD 0 root\n\
                    3 Friday Friday PROPN NNP 2 obl:unmarked";
        assert_eq!(tense(past, 2), Tense::Past);
        let future = "1 They they PRON PRP 3 nsubj\n2 will will AUX MD 3 aux\n\
                      3 meet meet VERB VB 0 root\n4 Friday Friday PROPN NNP 3 obl:unmarked";
        assert_eq!(tense(future, 3), Tense::Future);
        let plan = "1 They they PRON PRP 2 nsubj\n2 planned plan VERB VBD 0 root\n\
                    3 to to PART TO 4 mark\n4 meet meet VERB VB 2 xcomp\n\
                    5 Friday Friday PROPN NNP 4 obl:unmarked";
        assert_eq!(tense(plan, 4), Tense::Future);
        assert_eq!(tense("", 0), Tense::Unknown);
    }
}

//! The way through the tree from a happening to a place.

use super::answer::Word;
use detente_language::{Relation, Tree, Upos};

/// The way from one word to another: up to the word that both stand under, and down.
pub(super) struct Path {
    /// The words left on the way up, from the happening on; without the turn.
    pub(super) up: Vec<usize>,
    /// The words met on the way down, to the place; without the turn.
    pub(super) down: Vec<usize>,
}

impl Path {
    pub(super) fn between(tree: &Tree, from: usize, to: usize) -> Self {
        let chain = |word: usize| {
            let mut all = vec![word];
            all.extend(tree.ancestors(word));
            all
        };
        let (mut up, mut down) = (chain(from), chain(to));
        while let (Some(&a), Some(&b)) = (up.last(), down.last()) {
            if a != b {
                break;
            }
            up.pop();
            down.pop();
        }
        down.reverse();
        Self { up, down }
    }

    pub(super) fn len(&self) -> usize {
        self.up.len() + self.down.len()
    }

    /// The steps: those up, then those down.
    pub(super) fn steps(&self, tree: &Tree) -> Vec<Word> {
        [self.steps_up(tree), self.steps_down(tree)].concat()
    }

    pub(super) fn steps_up(&self, tree: &Tree) -> Vec<Word> {
        self.up.iter().map(|&word| Word::step(tree, word, true)).collect()
    }

    pub(super) fn steps_down(&self, tree: &Tree) -> Vec<Word> {
        self.down.iter().map(|&word| Word::step(tree, word, false)).collect()
    }
}

/// Whether a word heads a clause.
pub(super) fn is_clause(tree: &Tree, word: usize) -> bool {
    let node = &tree.nodes()[word];
    let stands = matches!(
        node.relation,
        Relation::Root
            | Relation::Acl
            | Relation::Advcl
            | Relation::Ccomp
            | Relation::Xcomp
            | Relation::Csubj
            | Relation::Parataxis
    );
    stands || node.upos == Upos::Verb && !matches!(node.relation, Relation::Amod | Relation::Case)
}

/// The nearest clause above a word, and the word under it that the way leads through: what hangs
/// on the predicate. `happening` counts as a clause.
pub(super) fn clause(tree: &Tree, word: usize, happening: usize) -> (usize, usize) {
    let mut anchor = word;
    let mut above = tree.head(word);
    while let Some(at) = above {
        if at == happening || is_clause(tree, at) {
            return (at, anchor);
        }
        anchor = at;
        above = tree.head(at);
    }
    (anchor, anchor)
}

/// The preposition that a word or the noun phrase around it stands under: of "the Jenin camp" that
/// of the camp.
pub(super) fn preposition(tree: &Tree, word: usize) -> Option<&str> {
    let mut at = word;
    loop {
        if let Some(case) = tree.case(at).filter(|case| *case != "'s") {
            return Some(case);
        }
        let node = &tree.nodes()[at];
        let inner = matches!(
            node.relation,
            Relation::Compound
                | Relation::Flat
                | Relation::Appos
                | Relation::Conj
                | Relation::Amod
                | Relation::Det
        ) || node.subtype == detente_language::Subtype::Poss;
        at = node.head.filter(|_| inner)?;
    }
}

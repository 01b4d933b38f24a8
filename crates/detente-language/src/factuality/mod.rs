//! Whether what a predicate names happened, as the report's words put it: the ground of an event's
//! `status`.
//!
//! Most verbs of a report are no happenings: they are demanded, planned, feared, denied. What tells
//! is the predicate's own form ([`form`]: auxiliaries, negation, mood), the words beside a noun
//! ([`noun`]: "a planned offensive"), the clause it stands in ([`clause`]: "if", "to") and above all
//! the word that governs it ([`governor`]: "refused to", "the threat of"). The classes are those
//! of FactBank ([Saurí and Pustejovsky 2009](https://doi.org/10.1007/s10579-009-9089-9)) and of
//! TimeML's SLINK, cut to what an analyst asks: did it happen, and if not, what else is said of it.
//!
//! ```
//! use detente_language::{Factuality, Tree, factuality};
//! let tree = Tree::parse(
//!     "1 They they PRON PRP 2 nsubj\n\
//!      2 refused refuse VERB VBD 0 root\n\
//!      3 to to PART TO 4 mark\n\
//!      4 leave leave VERB VB 2 xcomp",
//! ).unwrap();
//! assert_eq!(factuality(&tree, 1), Factuality::Happened);
//! assert_eq!(factuality(&tree, 3), Factuality::Failed);
//! ```

mod claim;
mod clause;
mod form;
mod governor;
mod noun;

use crate::tree::{Relation, Tree, Upos};
use governor::Effect;

/// What is said of a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// That it happened.
    Happened,
    /// That it goes on.
    Ongoing,
    /// That it is meant, promised, agreed or expected to happen.
    Planned,
    /// That it is threatened.
    Threatened,
    /// That it is asked for, ordered or owed.
    Demanded,
    /// That it may happen or have happened, or would on a condition.
    Hypothetical,
    /// That it did not or will not happen.
    Denied,
    /// That it was tried, due or refused, and did not come about.
    Failed,
}

impl Factuality {
    /// The word for a row's `status`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Threatened => "threatened",
            Self::Demanded => "demanded",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
            Self::Failed => "failed",
        }
    }

    /// Whether it is said to be so.
    pub fn is_factual(self) -> bool {
        matches!(self, Self::Happened | Self::Ongoing)
    }

    /// What is said of this within words that say `outer` of it: "denied that it would leave".
    fn under(self, outer: Self) -> Self {
        match (self, outer) {
            (inner, Self::Happened | Self::Ongoing) => inner,
            (Self::Happened | Self::Ongoing, outer) => outer,
            (Self::Denied, Self::Denied) => Self::Hypothetical,
            (_, Self::Denied | Self::Failed | Self::Hypothetical) => outer,
            (inner, _) => inner,
        }
    }

    /// The same with a "not" before the word that says so.
    fn negated(self) -> Self {
        match self {
            Self::Happened | Self::Ongoing | Self::Planned | Self::Threatened => Self::Denied,
            Self::Failed => Self::Happened,
            Self::Demanded | Self::Hypothetical | Self::Denied => Self::Hypothetical,
        }
    }
}

impl std::fmt::Display for Factuality {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the sentence says of what `word` names, a verb, a noun or a predicate adjective.
///
/// # Panics
/// If `word` is not in the tree.
pub fn factuality(tree: &Tree, word: usize) -> Factuality {
    let verbal = form::is_verbal(tree, word);
    let mut found = if verbal { form::own(tree, word) } else { noun::own(tree, word) };
    found = found.under(clause::of(tree, word));
    let mut at = word;
    let mut nominal = !verbal;
    // Every step goes up the tree, so it ends.
    while let Some(head) = tree.head(at) {
        match governor::effect(tree, at, head, nominal) {
            Effect::Nothing => {
                // "will shell and burn": what stands before the first stands before both.
                if tree.is(at, Relation::Conj) && !form::stands_alone(tree, at) {
                    found = found.under(factuality(tree, head));
                }
                return found;
            }
            Effect::Says(outer) => found = found.under(outer),
            Effect::Through => {
                let outer = form::own(tree, head);
                // "said it fired" in the future or the negative asserts nothing of the firing.
                found = found.under(outer).under(clause::of(tree, head));
            }
            Effect::Reports => {
                let said = form::own(tree, head);
                if said == Factuality::Denied {
                    found = found.under(Factuality::Hypothetical);
                }
            }
        }
        nominal = tree.nodes()[head].upos == Upos::Noun;
        at = head;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use Factuality::*;

    #[test]
    fn outer_words_outweigh_plans_and_not_the_other_way() {
        assert_eq!(Planned.under(Denied), Denied);
        assert_eq!(Denied.under(Demanded), Denied);
        assert_eq!(Happened.under(Threatened), Threatened);
        assert_eq!(Demanded.under(Planned), Demanded);
        assert_eq!(Failed.negated(), Happened);
    }
}

//! The clause a predicate stands in: a condition, a question, a purpose.

use super::Factuality;
use crate::tree::{Relation, Tree, Upos, Xpos};

fn in_present(tree: &Tree, word: usize) -> bool {
    let now = |at: usize| matches!(tree.nodes()[at].xpos, Xpos::Vbz | Xpos::Vbp);
    now(word) || tree.children_by(word, Relation::Aux).any(now)
}

fn asked(tree: &Tree, word: usize) -> bool {
    tree.head(word).is_some_and(|head| {
        let addressed = |cases: &[&str]| {
            cases.iter().any(|case| tree.with_case(head, case).any(|noun| noun < word))
        };
        match tree.lemma(head) {
            "call" => addressed(&["on", "upon"]),
            "appeal" => addressed(&["to"]),
            "plead" => addressed(&["with"]),
            _ => false,
        }
    })
}

/// What the clause's own marks say.
pub(super) fn of(tree: &Tree, word: usize) -> Factuality {
    let relation = tree.nodes()[word].relation;
    for mark in tree.children_by(word, Relation::Mark) {
        match tree.lemma(mark) {
            "if" | "unless" | "whether" | "lest" | "provided" => return Factuality::Hypothetical,
            // "closed the road to stop the convoy"; "agreed to" is the governor's.
            // "until their demands are met", "once the talks begin".
            "until" | "till" | "once" if in_present(tree, word) => {
                return Factuality::Hypothetical;
            }
            "without" => return Factuality::Denied,
            // "called on Mali to leave" asks for it, whatever the parser makes of the clause.
            "to" if relation == Relation::Advcl && asked(tree, word) => {
                return Factuality::Demanded;
            }
            "to" if relation == Relation::Advcl => return Factuality::Planned,
            _ => {}
        }
    }
    // "will answer if ...": what hangs on a condition is not yet so.
    let conditions = tree.children_by(word, Relation::Advcl).any(|clause| {
        tree.children_by(clause, Relation::Mark)
            .any(|mark| matches!(tree.lemma(mark), "if" | "unless"))
    });
    let verbal = tree.nodes()[word].upos == Upos::Verb;
    if conditions
        && verbal
        && tree.auxiliaries(word).any(|aux| matches!(aux, "will" | "would" | "wo"))
    {
        return Factuality::Hypothetical;
    }
    Factuality::Happened
}

#[cfg(test)]
mod tests {
    use crate::examples::says;

    #[test]
    fn conditions_and_purposes_are_no_happenings() {
        says(&[
            ("The truce will end if the convoy is attacked.", "attack", "hypothetical"),
            ("The truce will end if the convoy is attacked.", "end", "hypothetical"),
            ("Soldiers closed the road to search the cars.", "search", "planned"),
            ("Soldiers closed the road to search the cars.", "close", "happened"),
            ("The rebels will stay until their demands are met.", "meet", "hypothetical"),
            ("The pope called on Myanmar to free the monks.", "free", "demanded"),
        ]);
    }
}

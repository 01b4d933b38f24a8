//! What is said of a happening by a predicate that names none: that it is possible, that a claim of
//! it has nothing to do with reality, that there is no sign of it.
//!
//! "An agreement between the two is possible" tells of none, though nothing governs the noun; and
//! who says that reports of an attack are false denies the attack.

use super::Factuality;
use super::governor::Effect;
use crate::tree::{Relation, Tree};

/// Nouns for what somebody says is so.
const CLAIMS: &[&str] =
    &["statement", "claim", "report", "allegation", "accusation", "rumour", "rumor", "assertion"];

/// What `head` says of its dependent `at` by being called possible, untrue or wanting.
pub(super) fn effect(tree: &Tree, at: usize, head: usize) -> Option<Effect> {
    let relation = tree.nodes()[at].relation;
    if relation == Relation::Nsubj
        && (tree.child(head, Relation::Cop).is_some() || tree.lemma(head) == "become")
    {
        return chance(tree, head);
    }
    let hangs = matches!(relation, Relation::Nmod | Relation::Acl | Relation::Amod);
    let none = || tree.children_by(head, Relation::Det).any(|det| tree.lemma(det) == "no");
    if hangs && matches!(tree.lemma(head), "sign" | "indication" | "hint") && none() {
        return Some(Effect::Says(Factuality::Denied));
    }
    let claim = hangs && CLAIMS.contains(&tree.lemma(head)) && tree.is(head, Relation::Nsubj);
    let above = tree.head(head).filter(|_| claim)?;
    is_unfounded(tree, above).then_some(Effect::Says(Factuality::Denied))
}

/// "A deal is possible", "a raid is imminent".
fn chance(tree: &Tree, head: usize) -> Option<Effect> {
    let word = if tree.lemma(head) == "become" {
        tree.lemma(tree.child(head, Relation::Xcomp)?)
    } else {
        tree.lemma(head)
    };
    let said = match word {
        "possible" | "likely" | "unlikely" | "conceivable" | "thinkable" | "improbable" => {
            Factuality::Hypothetical
        }
        "imminent" | "inevitable" | "planned" | "due" => Factuality::Planned,
        "impossible" | "unthinkable" | "unimaginable" => Factuality::Denied,
        _ => return None,
    };
    Some(Effect::Says(if tree.is_negated(head) { said.negated() } else { said }))
}

/// "Are false", "have nothing to do with reality".
fn is_unfounded(tree: &Tree, predicate: usize) -> bool {
    const UNTRUE: &[&str] = &[
        "false",
        "untrue",
        "baseless",
        "unfounded",
        "groundless",
        "fabricated",
        "fictitious",
        "lie",
        "fabrication",
        "fiction",
        "invention",
    ];
    let nothing = tree.lemma(predicate) == "have"
        && tree.object(predicate).is_some_and(|object| tree.lemma(object) == "nothing");
    let called = UNTRUE.contains(&tree.lemma(predicate))
        && tree.child(predicate, Relation::Cop).is_some()
        && !tree.is_negated(predicate);
    nothing || called
}

#[cfg(test)]
mod tests {
    use crate::examples::says;

    #[test]
    fn what_is_possible_or_untrue_is_no_happening() {
        says(&[
            ("A truce between Chad and the rebels is possible.", "truce", "hypothetical"),
            ("An offensive in Darfur is imminent.", "offensive", "planned"),
            ("Reports of an attack on the convoy are false.", "attack", "denied"),
            ("The claims of a raid on Goma have nothing to do with reality.", "raid", "denied"),
            ("Reports of an attack on the convoy are new.", "attack", "happened"),
            ("Nairobi shows no sign of withdrawal from Somalia.", "withdrawal", "denied"),
        ]);
    }
}

//! A predicate's own form: "did not fire", "will fire", "may have fired", "is firing".

use super::Factuality;
use crate::tree::{Relation, Tree, Upos, Xpos};

/// Whether a word is read as a verb: a verb, or a predicate with a copula.
pub(super) fn is_verbal(tree: &Tree, word: usize) -> bool {
    matches!(tree.nodes()[word].upos, Upos::Verb | Upos::Aux)
        || tree.child(word, Relation::Cop).is_some()
}

/// Whether a conjunct has a subject or auxiliaries of its own, so that it shares none.
pub(super) fn stands_alone(tree: &Tree, word: usize) -> bool {
    tree.children(word).any(|child| {
        matches!(
            tree.nodes()[child].relation,
            Relation::Nsubj | Relation::Csubj | Relation::Aux | Relation::Mark
        )
    })
}

/// What the form alone says.
pub(super) fn own(tree: &Tree, word: usize) -> Factuality {
    let bare = bare(tree, word);
    if tree.is_negated(word) || no_one(tree, word) {
        // "must not leave" asks for it; all else with "not" says that it is not so.
        return if bare == Factuality::Demanded { bare } else { Factuality::Denied };
    }
    bare
}

/// "Nobody was hurt", "no shells fell", "fired no shots".
fn no_one(tree: &Tree, word: usize) -> bool {
    let none = |at: usize| {
        matches!(tree.lemma(at), "nobody" | "none" | "nothing")
            || tree.child(at, Relation::Det).is_some_and(|det| {
                matches!(tree.lemma(det).to_lowercase().as_str(), "no" | "neither")
            })
    };
    // "fired no shots"; but "reported no losses" was a report, and "gave no details" an answer.
    let shown =
        matches!(tree.lemma(word), "say" | "report" | "see" | "have" | "give" | "show" | "make");
    tree.subject(word).is_some_and(none) || !shown && tree.object(word).is_some_and(none)
}

/// Whether a clause is what somebody said in the past.
fn told_before(tree: &Tree, word: usize) -> bool {
    tree.is(word, Relation::Ccomp)
        && tree.head(word).is_some_and(|head| {
            matches!(tree.nodes()[head].xpos, Xpos::Vbd | Xpos::Vbn)
                && matches!(
                    tree.lemma(head),
                    "say"
                        | "announce"
                        | "confirm"
                        | "declare"
                        | "add"
                        | "tell"
                        | "state"
                        | "reveal"
                )
        })
}

fn bare(tree: &Tree, word: usize) -> Factuality {
    let node = &tree.nodes()[word];
    for aux in tree.auxiliaries(word) {
        match aux {
            "will" | "shall" | "wo" | "'ll" => return Factuality::Planned,
            // "announced that it would leave" is "will" told in the past.
            "would" if told_before(tree, word) => return Factuality::Planned,
            "may" | "might" | "can" | "could" | "would" => return Factuality::Hypothetical,
            "must" | "should" | "ought" => return Factuality::Demanded,
            _ => {}
        }
    }
    let to = tree.child(word, Relation::Mark).is_some_and(|mark| tree.lemma(mark) == "to");
    let root = tree.head(word).is_none();
    // "Chad and Niger to join forces", which a parser takes for a name and what it is to do.
    let titled = |head: usize| tree.head(head).is_none() && tree.nodes()[head].upos == Upos::Propn;
    if to && tree.is(word, Relation::Acl) && tree.head(word).is_some_and(titled) {
        return Factuality::Planned;
    }
    // "has threatened", where the tagger takes the participle for a base form.
    let perfect = tree.auxiliaries(word).any(|aux| aux == "have");
    if root && node.xpos == Xpos::Vb && !perfect {
        // "Turkey to send troops" in a headline; "Leave the town!" as an order; "Nepal shut its
        // border" is a past that looks like a base form.
        return match tree.subject(word) {
            _ if to => Factuality::Planned,
            Some(_) => Factuality::Happened,
            None => Factuality::Demanded,
        };
    }
    let now = tree.children_by(word, Relation::Aux).any(|aux| {
        tree.lemma(aux) == "be" && matches!(tree.nodes()[aux].xpos, Xpos::Vbz | Xpos::Vbp)
    });
    let been = tree
        .children_by(word, Relation::Aux)
        .any(|aux| tree.lemma(aux) == "be" && tree.nodes()[aux].xpos == Xpos::Vbn);
    if node.xpos == Xpos::Vbg && (now || been) {
        return Factuality::Ongoing;
    }
    Factuality::Happened
}

#[cfg(test)]
mod tests {
    use crate::examples::says;

    #[test]
    fn auxiliaries_and_negation_tell() {
        says(&[
            ("The army shelled the town on Monday.", "shell", "happened"),
            ("The army did not shell the town.", "shell", "denied"),
            ("Nobody was wounded in the market.", "wound", "denied"),
            ("The army reported no losses.", "report", "happened"),
            ("The troops will leave the valley on Friday.", "leave", "planned"),
            ("Chad announced that it would recall its envoy.", "recall", "planned"),
            ("The rebels may have shot down the drone.", "shoot", "hypothetical"),
            ("Both sides must withdraw their guns.", "withdraw", "demanded"),
            ("Government forces are shelling the northern suburbs.", "shell", "ongoing"),
        ]);
    }
}

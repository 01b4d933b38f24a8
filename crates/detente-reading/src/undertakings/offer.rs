//! What somebody offers and nobody has agreed to yet: "is ready to work with", "offered to free",
//! "proposed that both sides leave". The undertaking is claimed, not agreed.
//!
//! Readiness alone is said of everything; it is an offer where somebody stands against it, "with" or
//! "if", or a plan is at hand.

use super::action::{self, Action};
use super::draft::{CLAIMED, Draft};
use super::look::Look;
use super::under::performers;
use super::who;
use crate::events::party::Party;
use detente_language::{Factuality, Relation};

/// The offers of a sentence. `near` tells whether a plan or agreement is spoken of here or right
/// before.
pub(super) fn rule(look: &Look, near: bool) -> Vec<Draft> {
    let mut out = vec![];
    for cue in 0..look.len() {
        let ready = look.is(cue, &["ready", "willing", "prepared", "prepare"])
            && (look.has(cue, Relation::Cop, &["be"]) || look.is_passive(cue));
        let offers = look.is_verb(cue) && look.is(cue, &["offer", "propose"]);
        if !(ready || offers)
            || look.negated(cue)
            || !matches!(look.factuality(cue), Factuality::Happened | Factuality::Ongoing)
        {
            continue;
        }
        let bound: Vec<Party> = if ready {
            let subject = look.scene.tree.children_by(cue, Relation::Nsubj).next();
            let words = subject.into_iter().flat_map(|s| look.scene.joined(s));
            words.flat_map(|word| who::who(look, word)).collect()
        } else {
            performers(look, cue)
        };
        if bound.is_empty() {
            continue;
        }
        for one in contents(look, cue) {
            if action::is_hostile(look, one.word) || look.is(one.word, &["talk", "discuss", "say"])
            {
                continue;
            }
            let with = with(look, one.word).into_iter();
            let with: Vec<Party> = with.flat_map(|word| who::who(look, word)).collect();
            let political = with.iter().any(|p| who::is_political(look.scene.view.world, &p.actor));
            let condition = look.children(cue, Relation::Advcl).any(|clause| {
                look.has(clause, Relation::Mark, &["if", "unless", "provided", "once"])
            });
            let idle = few(look, cue);
            let proposes = look.is(cue, &["propose"]);
            if idle || ready && !(political || condition) || proposes && !(near || political) {
                continue;
            }
            out.push(make(look, cue, one, &bound, with));
        }
    }
    out
}

/// Those with whom it is to be done; the parser may take "with" for something else.
fn with(look: &Look, action: usize) -> Vec<usize> {
    let found = look.scene.slot(action, "with");
    if !found.is_empty() {
        return found;
    }
    let with = (action + 1..look.len().min(action + 4)).find(|&word| look.is(word, &["with"]));
    let after = with.and_then(|with| look.children(action, Relation::Obl).find(|&obl| obl > with));
    after.into_iter().collect()
}

/// Whether little of it is to be seen: "few signs that they are ready".
fn few(look: &Look, cue: usize) -> bool {
    look.scene.tree.head(cue).is_some_and(|head| {
        look.scene.tree.children(head).any(|child| look.is(child, &["few", "no", "little"]))
    })
}

/// What is offered: of "offers a view to fire from" nothing.
fn contents(look: &Look, cue: usize) -> Vec<Action> {
    let clauses = look.scene.tree.children(cue).filter(|&c| {
        matches!(look.scene.relation(c), Relation::Xcomp | Relation::Ccomp) && look.is_verb(c)
    });
    let object = look.scene.tree.object(cue).is_some();
    let found = clauses.filter(|_| !object).flat_map(|clause| action::expand(look, clause));
    found.collect()
}

fn make(look: &Look, cue: usize, one: Action, bound: &[Party], with: Vec<Party>) -> Draft {
    let mut draft = Draft::new(look, cue, one, "offer");
    draft.bind(look, bound);
    draft.existence = CLAIMED;
    draft.beneficiary = with.into_iter().next();
    draft
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn offers_are_claimed() {
        check(&[
            (
                "Eritrea is ready to work together with Ethiopia, opening the road.",
                &["state:ERI must work [claimed]"],
            ),
            ("The Houthis offered to release the crew.", &["group:houthis must release [claimed]"]),
            ("Iran is ready to strike at any time.", &[]),
        ]);
    }
}

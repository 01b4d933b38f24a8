//! What was not done and was owed: "failed the task of separating", "did not leave the zone by 15
//! October", "missed the deadline to", "because Ankara had failed to expel".
//!
//! A failure alone is no broken word. It is one where a task, a promise or a deadline stands beside
//! it, or where another party to the dispute holds it against who failed.

use super::action::{self, Action};
use super::deadline;
use super::draft::{CLAIMED, Draft, Saying};
use super::look::Look;
use super::under::performers;
use super::who;
use crate::events::party::Party;
use detente_language::{Factuality, Relation};
use detente_record::Stance;

const TASKS: &[&str] = &["task", "duty", "obligation", "commitment", "promise", "pledge"];

/// What a sentence tells of things owed and not done.
pub(super) fn rule(look: &Look) -> Vec<Draft> {
    let mut out = vec![];
    for word in 0..look.len() {
        if !look.is_verb(word) {
            continue;
        }
        if super::kept::is_conditional(look, word) {
            continue;
        }
        if look.is(word, &["fail", "neglect"]) {
            out.extend(failed(look, word));
        } else if look.is(word, &["miss"]) {
            out.extend(missed(look, word));
        } else if matches!(look.factuality(word), Factuality::Denied) && look.negated(word) {
            out.extend(not_by(look, word));
        }
    }
    out
}

fn breached(look: &Look, word: usize, one: Action, bound: &[Party], status: &'static str) -> Draft {
    let mut draft = Draft::new(look, word, Action { not: false, ..one }, "failed");
    draft.performers = bound.to_vec();
    draft.existence = CLAIMED;
    draft.sayings = vec![Saying { status, stance: Stance::Asserts, holder: None, word }];
    draft
}

fn failed(look: &Look, word: usize) -> Vec<Draft> {
    let scene = &look.scene;
    // "believes that they failed": who believes it holds it against them.
    let believed = scene.tree.head(word).filter(|&head| {
        scene.relation(word) == Relation::Ccomp && look.is(head, &["believe", "think", "consider"])
    });
    let told = matches!(look.factuality(word), Factuality::Happened | Factuality::Ongoing);
    if !told && believed.is_none() {
        return vec![];
    }
    let bound = performers(look, word);
    let world = scene.view.world;
    if !bound.iter().any(|one| who::is_political(world, &one.actor)) {
        return vec![];
    }
    let object = scene.tree.object(word).or_else(|| scene.tree.with_case(word, "in").next());
    let task = object.filter(|&noun| look.is(noun, TASKS));
    let mut actions = action::contents(look, word, &[]);
    if let Some(task) = task {
        actions.extend(action::contents(look, task, &[]));
    }
    actions.retain(|one| {
        look.is_verb(one.word) && !look.is(one.word, &["be", "have", "reach", "win"])
    });
    let keeps = |one: &Action| {
        // "failed to honour the deal" is told by the rule of keeping.
        look.is(
            one.word,
            &[
                "keep",
                "honour",
                "honor",
                "respect",
                "observe",
                "comply",
                "implement",
                "fulfil",
                "fulfill",
                "abide",
                "adhere",
                "meet",
                "uphold",
                "stick",
            ],
        )
    };
    actions.retain(|one| !keeps(one));
    let promised = |one: &Action| {
        action::object(look, one.word).is_some_and(|object| {
            look.children(object, Relation::Amod).any(|word| {
                look.is(word, &["promised", "agreed", "pledged", "promise", "agree", "pledge"])
            })
        })
    };
    let blamed = is_held_against(look, word, &bound);
    actions
        .into_iter()
        .filter(|one| task.is_some() || blamed || promised(one))
        .map(|one| {
            let mut draft = breached(look, word, one, &bound, "breached");
            let holder = believed.and_then(|verb| performers(look, verb).into_iter().next());
            for saying in &mut draft.sayings {
                saying.holder = holder.as_ref().map(|one| one.actor.clone());
            }
            draft
        })
        .collect()
}

/// Whether another who is a party to such things says it: the state next door, not a witness.
fn is_held_against(look: &Look, word: usize, bound: &[Party]) -> bool {
    let world = look.scene.view.world;
    let told = look.report.teller(look.byte(word));
    // Somebody may say what another has said: the narrowest voice counts.
    let argued = look.scene.tree.ancestors(word).find(|&up| {
        look.is_verb(up) && look.is(up, &["argue", "say", "accuse", "complain", "claim", "insist"])
    });
    let inner: Vec<Party> = argued.map(|verb| performers(look, verb)).unwrap_or_default();
    let speakers = inner.iter().map(|one| &one.actor);
    let outer = told.and_then(|told| told.row.speaker.as_ref()).map(|speaker| &speaker.actor);
    let speaker = speakers.chain(outer).next();
    let Some(speaker) = speaker.filter(|speaker| speaker.id.is_some()) else { return false };
    who::is_political(world, speaker)
        && bound.iter().all(|one| {
            one.actor.id.is_some()
                && !who::same(world, speaker, &one.actor)
                && (speaker.country.is_none() || speaker.country != one.actor.country)
        })
}

/// "did not leave the zone by 15 October".
fn not_by(look: &Look, word: usize) -> Vec<Draft> {
    let past = look.scene.tree.auxiliaries(word).any(|aux| matches!(aux, "do" | "have"));
    if !past || look.is(word, &["be", "have", "say", "agree", "reach", "expect", "know"]) {
        return vec![];
    }
    let one = Action { word, not: false };
    let words = look.reach(word, word);
    if deadline::due(look, words).is_none() {
        return vec![];
    }
    let bound = performers(look, word);
    let world = look.scene.view.world;
    if !bound.iter().any(|one| who::is_political(world, &one.actor)) {
        return vec![];
    }
    vec![breached(look, word, one, &bound, "breached")]
}

/// "missed the deadline to hand over its weapons".
fn missed(look: &Look, word: usize) -> Vec<Draft> {
    let Some(object) = look.scene.tree.object(word).filter(|&noun| look.is(noun, &["deadline"]))
    else {
        return vec![];
    };
    let bound = performers(look, word);
    let world = look.scene.view.world;
    if !bound.iter().any(|one| who::is_political(world, &one.actor)) {
        return vec![];
    }
    let mut actions = action::contents(look, object, &["for"]);
    actions.extend(action::contents(look, word, &[]));
    actions.sort_by_key(|one| one.word);
    actions.dedup_by_key(|one| one.word);
    actions.into_iter().map(|one| breached(look, word, one, &bound, "breached")).collect()
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn what_was_owed_and_not_done() {
        check(&[
            (
                "Rwanda believes that Burundi failed the task of disarming the rebels.",
                &["state:BDI must disarm [claimed] breached"],
            ),
            (
                "Hezbollah fighters did not leave the town by 26 January 2025.",
                &["group:hezbollah must leave [claimed] breached"],
            ),
            ("The rescuers failed to reach the village.", &[]),
            ("Turkey failed to win the cup.", &[]),
        ]);
    }
}

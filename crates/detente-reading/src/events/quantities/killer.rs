//! Who killed them, as far as the tree names somebody.
//!
//! The subject of the verb, or who stands behind "by". Where a thing of force stands there ("the
//! strike killed nine", "killed by Ruritanian shelling", "died in a raid by rebels") it is whose
//! fire, strike or raid it is: its owner, the adjective of a nation or the noun before it, who
//! stands behind "by", or behind "from" where it is fire. What is hit stands behind "of" and "on"
//! and is nobody's killer.

use crate::events::party::{self, Party};
use crate::events::scene::Scene;
use detente_language::{Relation, Subtype, Upos};
use detente_world::Form;

/// Prepositions before the act or the weapon that kills.
const MEANS: &[&str] = &["by", "in", "from", "during", "under", "with"];

/// The killers of those whom a word of harm is about.
pub(super) fn of(scene: &Scene, word: usize, victims: &[Party]) -> Vec<Party> {
    let mut found = vec![];
    for place in places(scene, word) {
        // Who dies does it to nobody.
        let dies = matches!(scene.lemma(place).as_str(), "die" | "perish" | "succumb" | "drown");
        let mut subjects: Vec<usize> = scene.doer(place).into_iter().filter(|_| !dies).collect();
        if scene.is_passive(place) && subjects.is_empty() {
            // A parser may take who stands behind "by" for a second subject.
            let by = scene.tree.children_by(place, Relation::Nsubj);
            subjects.extend(by.filter(|&c| scene.tree.case(c) == Some("by")));
        }
        found = subjects
            .into_iter()
            .filter(|&subject| !is_part(scene, subject))
            .flat_map(|subject| scene.joined(subject))
            .flat_map(|at| by(scene, at))
            .collect();
        if found.is_empty() {
            let behind = MEANS.iter().flat_map(|case| scene.after(place, case));
            found = behind
                .filter(|&at| is_force(scene, at))
                .flat_map(|at| of_force(scene, at))
                // Whose a weapon is that nothing is said of is guessed from who speaks: "their
                // authorities said that two soldiers were killed, most of them by drones".
                .filter(|party| {
                    !victims.iter().any(|victim| {
                        victim.actor.id.is_some() && victim.actor.id == party.actor.id
                    })
                })
                .collect();
        }
        found.retain(|party| !victims.iter().any(|victim| party::is_same(victim, party)));
        if !found.is_empty() {
            break;
        }
    }
    party::distinct(found)
}

/// "Most of them by drones": a part of those who were told of before, and so of the victims.
fn is_part(scene: &Scene, word: usize) -> bool {
    let quantifier = matches!(
        scene.lemma(word).as_str(),
        "most" | "many" | "all" | "some" | "several" | "half" | "few" | "majority" | "none" | "one"
    );
    quantifier && scene.tree.with_case(word, "of").any(|at| scene.upos(at) == Upos::Pron)
}

/// The word itself, and the verb that it is told by: "left 14 people dead", "led to the deaths of".
fn places(scene: &Scene, word: usize) -> Vec<usize> {
    let mut out = vec![word];
    let verb = scene.upos(word) == Upos::Verb;
    let head = scene.tree.head(word).filter(|&head| {
        !verb && scene.upos(head) == Upos::Verb || matches!(scene.relation(word), Relation::Xcomp)
    });
    let carries = |head: usize| {
        matches!(
            scene.lemma(head).as_str(),
            "leave"
                | "lead"
                | "cause"
                | "claim"
                | "result"
                | "shoot"
                | "carry"
                | "commit"
                | "inflict"
        )
    };
    out.extend(head.filter(|&head| carries(head)));
    out
}

/// Whom a word in the place of the killer stands for.
fn by(scene: &Scene, word: usize) -> Vec<Party> {
    if is_force(scene, word) {
        return of_force(scene, word);
    }
    let found = party::parties(scene, word);
    found.into_iter().filter(|party| !party.by_owner).collect()
}

/// Whether a word stands for an act of force or a weapon.
fn is_force(scene: &Scene, word: usize) -> bool {
    let frames = scene.view.world.frames();
    let lemma = scene.lemma(word);
    let lower = &scene.token(word).lower;
    ["violence", "projectiles", "machines"]
        .iter()
        .any(|class| frames.is(class, &lemma) || frames.is(class, lower))
        || matches!(lemma.as_str(), "blast" | "explosion" | "shot" | "killing" | "fire")
}

/// Whose an act of force or a weapon is.
fn of_force(scene: &Scene, word: usize) -> Vec<Party> {
    let tree = scene.tree;
    let mut owners = tree.with_case(word, "by").collect::<Vec<_>>();
    if owners.is_empty() {
        owners.extend(scene.owner(word).filter(|&at| !is_hit(scene, at)));
    }
    if owners.is_empty() {
        owners.extend(tree.with_case(word, "from"));
    }
    // "a raid that rebels carried out", "fire that came from".
    if owners.is_empty() {
        let clauses = tree.children_by(word, Relation::Acl);
        let done = clauses.filter(|&c| {
            matches!(
                scene.lemma(c).as_str(),
                "carry" | "launch" | "fire" | "stage" | "blame" | "claim"
            )
        });
        owners.extend(done.filter_map(|c| scene.doer(c)).filter(|&at| at != word));
    }
    if owners.is_empty() {
        owners.extend(
            scene.carrier(word).and_then(|carrier| scene.doer(carrier)).filter(|&at| at != word),
        );
    }
    // "Fire from rebel troops killed", wherever the parser hangs the troops.
    if owners.is_empty() {
        owners.extend(right_behind(scene, word));
    }
    let all: Vec<usize> = owners.into_iter().flat_map(|at| scene.joined(at)).collect();
    let named = |at: usize| {
        let found = party::parties(scene, at);
        if found.is_empty() { nation(scene, at).into_iter().collect() } else { found }
    };
    let mut found: Vec<Party> = all.into_iter().flat_map(named).collect();
    found.retain(|Party { actor, .. }| {
        actor.id.is_some() || actor.country.is_some() || actor.sector.is_some()
    });
    found
}

/// Who stands right behind "from" or "by" after a noun.
fn right_behind(scene: &Scene, word: usize) -> Option<usize> {
    let len = scene.tree.len();
    let tied = word + 2 < len && matches!(scene.token(word + 1).lower.as_str(), "from" | "by");
    let mut nouns = (word + 2..len.min(word + 8)).filter(|_| tied);
    nouns.find(|&at| {
        matches!(scene.upos(at), Upos::Noun | Upos::Propn) && scene.phrase(at).start == word + 2
    })
}

/// The nation of an adjective that a parser takes for a noun: "Sudanese shelling".
fn nation(scene: &Scene, at: usize) -> Option<Party> {
    let named = scene.view.name_at(scene.tok(at))?;
    let range = named.range.clone();
    let actor = named.actor.reference(scene.view.text.get(range.clone())?);
    matches!(named.form, Form::Adjective | Form::People).then_some(Party {
        actor,
        range,
        by_owner: true,
    })
}

/// "a market bombing", "Thursday's raid": what is hit, or when.
fn is_hit(scene: &Scene, owner: usize) -> bool {
    let bytes = scene.bytes(owner);
    let timed = scene
        .view
        .times
        .iter()
        .any(|time| time.range.start < bytes.end && bytes.start < time.range.end);
    let place = scene
        .view
        .places
        .iter()
        .any(|placed| placed.range.start <= bytes.start && bytes.end <= placed.range.end)
        && scene.view.name_at(scene.tok(owner)).is_none();
    let compound = scene.tree.nodes()[owner].subtype != Subtype::Poss
        && scene.view.world.frames().is("targets", &scene.lemma(owner))
        && !scene.view.world.frames().is("armed-sides", &scene.lemma(owner));
    timed || place || compound
}

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

/// Prepositions before the act or the weapon that kills.
const MEANS: &[&str] = &["by", "in", "from", "during", "under", "with"];

/// The killers of those whom a word of harm is about.
pub(super) fn of(scene: &Scene, word: usize, victims: &[Party]) -> Vec<Party> {
    let mut found = vec![];
    for place in places(scene, word) {
        if let Some(subject) = scene.doer(place) {
            found = scene.joined(subject).into_iter().flat_map(|at| by(scene, at)).collect();
        }
        if found.is_empty() {
            let behind = MEANS.iter().flat_map(|case| scene.after(place, case));
            found = behind
                .filter(|&at| is_force(scene, at))
                .flat_map(|at| of_force(scene, at))
                .collect();
        }
        found.retain(|party| !victims.iter().any(|victim| party::is_same(victim, party)));
        if !found.is_empty() {
            break;
        }
    }
    party::distinct(found)
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
    let all: Vec<usize> = owners.into_iter().flat_map(|at| scene.joined(at)).collect();
    let found = all.into_iter().flat_map(|at| party::parties(scene, at));
    found
        .filter(|party| {
            party.actor.id.is_some()
                || party.actor.country.is_some()
                || party.actor.sector.is_some()
        })
        .collect()
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

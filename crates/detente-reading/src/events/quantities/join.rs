//! To which happening of its sentence a toll belongs.
//!
//! To the one at the word of harm itself; else to the assault that the sentence tells as the cause:
//! "shelled the town, killing two", "an attack that left nine dead", "died when gunmen opened fire",
//! "shells hit a market and 12 people were killed". What is told as the reason for another act is a
//! happening of its own: "struck the port after a raid that killed six".

use super::Toll;
use crate::events::happening::Happening;
use crate::events::party::Party;
use crate::events::scene::Scene;
use detente_language::{Factuality, Relation};
use detente_record::{EventType, FigureRole};

/// The place of the happening among all of the sentence.
pub(super) fn happening(scene: &Scene, toll: &Toll, all: &[Happening]) -> Option<usize> {
    if let Some(at) = all.iter().position(|one| one.word == toll.word && takes(one)) {
        return Some(at);
    }
    let told = |word: usize| scene.speaker(scene.bytes(word).start).map(|told| &told.row.id);
    let fits = all.iter().enumerate().filter(|(_, one)| {
        one.kind == EventType::Assault
            && same_status(one.status, toll.status)
            && told(one.word) == told(toll.word)
            && agree(&one.actors, &toll.actors)
            && agree(&one.recipients, &toll.recipients)
            && harms(toll).any(|harm| is_cause(scene, one.word, harm))
    });
    fits.min_by_key(|(_, one)| distance(scene, one.word, toll.word)).map(|(at, _)| at)
}

/// The words of harm of a toll.
fn harms(toll: &Toll) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(toll.word).chain(toll.joined.iter().copied())
}

fn takes(one: &Happening) -> bool {
    matches!(one.kind, EventType::Assault | EventType::Coerce)
}

/// Whether both are facts, or both the same that is none.
pub(super) fn same_status(a: Factuality, b: Factuality) -> bool {
    let fact = |status| matches!(status, Factuality::Happened | Factuality::Ongoing);
    a == b || fact(a) && fact(b)
}

/// Gives a happening the figures of a toll, and whom the happening lacks.
pub(super) fn merge(one: &mut Happening, toll: Toll) {
    // Who flees from an attack is not whom it hit.
    let harmed = toll.figures.iter().any(|amount| amount.role != FigureRole::Displaced);
    one.figures.extend(toll.figures);
    if one.reciprocal || !harmed {
        return;
    }
    if one.actors.is_empty() {
        one.actors = toll.actors;
    }
    if one.recipients.is_empty() {
        one.recipients = toll.recipients;
    }
}

/// Whether two lists of participants can be of one happening: one is empty, or they share somebody.
pub(super) fn agree(a: &[Party], b: &[Party]) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|one| {
            b.iter().any(|other| {
                let (one, other) = (&one.actor, &other.actor);
                match (&one.country, &other.country) {
                    (Some(a), Some(b)) => a == b,
                    // A "soldier" of no state told can be anybody's.
                    _ => {
                        one.id.is_none() && other.id.is_none()
                            || one.id.is_some() && one.id == other.id
                            || one.country.is_none() && one.id.is_none()
                            || other.country.is_none() && other.id.is_none()
                    }
                }
            })
        })
}

/// Whether two words of harm tell of one happening: "killed … and wounded", "killing two and …".
pub(super) fn tied(scene: &Scene, a: usize, b: usize) -> bool {
    let tree = scene.tree;
    let near = |a: usize, b: usize| tree.path(a, b).is_some_and(|path| path.len() <= 4);
    let apart = (a.min(b)..a.max(b)).any(|at| scene.token(at).text == ";");
    !apart && (near(a, b) || near(b, a) || distance(scene, a, b) <= 3)
}

/// Steps between two words of the tree.
fn distance(scene: &Scene, a: usize, b: usize) -> usize {
    let up: Vec<usize> = std::iter::once(a).chain(scene.tree.ancestors(a)).collect();
    let other = std::iter::once(b).chain(scene.tree.ancestors(b));
    let met = other
        .enumerate()
        .find_map(|(steps, at)| up.iter().position(|&word| word == at).map(|more| steps + more));
    met.unwrap_or(usize::MAX)
}

/// The words from one up to where it meets the other, that one left out.
fn way(scene: &Scene, from: usize, to: usize) -> Vec<usize> {
    let above: Vec<usize> = std::iter::once(to).chain(scene.tree.ancestors(to)).collect();
    std::iter::once(from)
        .chain(scene.tree.ancestors(from))
        .take_while(|at| !above.contains(at))
        .collect()
}

/// Whether what stands at `act` can be told as what caused the harm.
fn is_cause(scene: &Scene, act: usize, harm: usize) -> bool {
    const FARTHEST: usize = 6;
    let tree = scene.tree;
    let marked = |word: usize, words: &[&str]| {
        tree.children(word).any(|c| {
            matches!(scene.relation(c), Relation::Case | Relation::Mark | Relation::Advmod)
                && words.contains(&scene.token(c).lower.as_str())
                && c < word
        })
    };
    let down = way(scene, harm, act);
    let up = way(scene, act, harm);
    // The harm is why or when the act was done, or of another time.
    const REASONS: &[&str] = &[
        "after",
        "since",
        "following",
        "for",
        "over",
        "before",
        "until",
        "despite",
        "because",
        "as",
    ];
    if down.iter().any(|&word| marked(word, REASONS)) {
        return false;
    }
    if up.iter().any(|&word| marked(word, &["before", "until", "despite", "for", "over"])) {
        return false;
    }
    // "12 were killed and the army shelled the town": what follows did not cause it.
    let joined = up.iter().any(|&word| {
        scene.relation(word) == Relation::Conj
            && tree.children(word).any(|c| scene.relation(c) == Relation::Nsubj)
    });
    !joined && distance(scene, act, harm) <= FARTHEST
}

//! "The army", "the ministry", "the mission": the one spoken of before, or that of the state that
//! the report is about.

use super::Centre;
use crate::events::scene::Scene;
use crate::view::View;
use detente_language::{Relation, Subtype, Upos};
use detente_record::{ActorKind, ActorRef};

/// Nouns of one class stand for one body: "the military" after "Chad's army".
const CLASSES: &[&[&str]] = &[
    &["army", "military", "troop", "soldier", "force", "staff", "command", "navy"],
    &["government", "authority", "junta", "regime", "administration", "leadership", "cabinet"],
    &["police", "policeman"],
    &["parliament", "lawmaker"],
];

/// What an armed group is called when its name was said.
const GROUPS: &[&str] =
    &["group", "movement", "militia", "rebel", "militant", "fighter", "insurgent", "guerrilla"];

/// Bodies named by the last word of their names: "the force" after "the Border Security Force".
const BODIES: &[&str] = &[
    "force",
    "mission",
    "union",
    "centre",
    "center",
    "committee",
    "council",
    "agency",
    "alliance",
    "front",
    "party",
    "organisation",
    "organization",
    "bloc",
    "commission",
    "court",
    "ministry",
    "movement",
    "coalition",
    "observatory",
    "framework",
    "league",
    "tribunal",
    "office",
];

/// What sets a body apart from the one spoken of before.
const OTHERS: &[&str] = &[
    "former",
    "previous",
    "other",
    "next",
    "future",
    "rival",
    "neighbouring",
    "neighboring",
    "ousted",
    "then",
    "another",
    "foreign-backed",
    "opposing",
    "second",
    "third",
    "enemy",
];

/// Whether a noun inside a compound acts by itself: "army planes", "government troops".
pub(super) fn acts_in_compound(scene: &Scene, word: usize) -> bool {
    scene.relation(word) == Relation::Compound
        && scene.upos(word) == Upos::Noun
        && matches!(scene.lemma(word).as_str(), "army" | "government" | "police" | "military")
}

/// The one state that a report is about: the only one named, or named twice as often as any other.
pub(super) fn home<'v>(view: &View<'v>) -> Option<&'v str> {
    let mut counts: Vec<(&str, usize)> = vec![];
    for name in &view.names {
        let Some(country) = name.actor.country.as_deref() else { continue };
        if view.datelines.iter().any(|line| line.contains(&name.range.start)) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == country) {
            Some((_, count)) => *count += 1,
            None => counts.push((country, 1)),
        }
    }
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    match counts.as_slice() {
        [(only, _)] => Some(only),
        [(first, most), (_, next), ..] => (*most >= 2 * next && *most > 3).then_some(*first),
        [] => None,
    }
}

/// Whom a description without a name of its own stands for.
pub(super) fn resolve(
    scene: &Scene,
    word: usize,
    before: &[Centre],
    home: Option<&str>,
) -> Option<ActorRef> {
    if scene.upos(word) != Upos::Noun || !is_the(scene, word) {
        return None;
    }
    let lemma = scene.lemma(word);
    let sector = scene.sector(word);
    if sector.is_none() && !BODIES.contains(&lemma.as_str()) && !GROUPS.contains(&lemma.as_str()) {
        return None;
    }
    let words = modifiers(scene, word)?;
    let known = |one: &&Centre| one.actor.id.is_some() || one.actor.country.is_some();
    let has = |one: &Centre| {
        let text = one.actor.text.to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let earlier = || before.iter().rev().filter(known);
    if let Some(same) = earlier().find(|one| one.head == lemma && has(one)) {
        return Some(same.actor.clone());
    }
    if !words.is_empty() && lemma != "ministry" {
        return None;
    }
    if GROUPS.contains(&lemma.as_str()) {
        let group =
            |one: &&Centre| one.actor.id.as_deref().is_some_and(|id| id.starts_with("group:"));
        let mut groups = earlier().filter(group);
        let last = groups.next()?;
        // Where two groups are spoken of, the noun tells neither.
        return groups.all(|one| one.actor.id == last.actor.id).then(|| last.actor.clone());
    }
    if BODIES.contains(&lemma.as_str()) {
        let ends = |one: &&Centre| {
            let text = one.actor.name.as_deref().unwrap_or(&one.actor.text).to_lowercase();
            !one.person
                && one.actor.id.as_deref().is_some_and(|id| !id.starts_with("state:"))
                && text.split_whitespace().any(|word| word.trim_end_matches('s') == lemma)
        };
        if let Some(found) = earlier().find(ends).filter(|one| has(one)) {
            return Some(found.actor.clone());
        }
    }
    let class = CLASSES.iter().find(|class| class.contains(&lemma.as_str()));
    if let Some(class) = class {
        let alike = |one: &&Centre| {
            class.contains(&one.head.as_str())
                && !one.person
                && one.actor.sector.as_deref() != Some("REB")
        };
        if let Some(found) = earlier().find(alike) {
            return Some(found.actor.clone());
        }
        // "The Sudanese Armed Forces" are an army whatever they are called.
        let same = |one: &&Centre| {
            sector.is_some()
                && one.actor.sector.as_deref() == sector
                && one.actor.id.as_deref().is_some_and(|id| id.starts_with("institution:"))
        };
        if let Some(found) = earlier().find(same) {
            return Some(found.actor.clone());
        }
    }
    let of_state =
        class.is_some() || matches!(lemma.as_str(), "ministry" | "president" | "presidency");
    let (home, sector) = (home.filter(|_| of_state)?, sector?);
    let state = scene.view.world.get(&format!("state:{home}"))?;
    let acts = matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD");
    (state.kind == ActorKind::State && acts)
        .then(|| ActorRef { sector: Some(sector.to_owned()), ..state.reference("") })
}

/// Whether a noun is spoken of as known: "the army"; "police" needs no article.
fn is_the(scene: &Scene, word: usize) -> bool {
    let the = scene.tree.children(word).any(|c| {
        scene.relation(c) == Relation::Det
            && matches!(scene.token(c).lower.as_str(), "the" | "that" | "this" | "both")
    });
    the || acts_in_compound(scene, word)
        || matches!(scene.token(word).lower.as_str(), "police" | "authorities")
            && scene.tree.child(word, Relation::Det).is_none()
}

/// The adjectives and nouns before the head; `None` where they or what follows name another.
fn modifiers(scene: &Scene, word: usize) -> Option<Vec<String>> {
    let mut words = vec![];
    for child in scene.tree.children(word) {
        if scene.tree.nodes()[child].subtype == Subtype::Poss {
            return None;
        }
        match scene.relation(child) {
            Relation::Amod | Relation::Compound if child < word => {
                let lower = scene.token(child).lower.clone();
                if scene.upos(child) == Upos::Propn || OTHERS.contains(&lower.as_str()) {
                    return None;
                }
                words.push(lower);
            }
            Relation::Nmod if scene.tree.case(child) == Some("of") => return None,
            Relation::Nummod => return None,
            _ => {}
        }
    }
    Some(words)
}

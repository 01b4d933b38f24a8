//! Whom "both sides", "the two leaders" and "the parties" stand for.

use super::party::Party;
use super::scene::Scene;
use detente_language::Upos;
use detente_record::{ActorKind, ActorRef};
use detente_world::Form;

/// The two whom "both sides", "the two leaders" or "the parties" stand for: the last two actors
/// named, where just two were named since the sentence before the last.
pub(crate) fn pair(scene: &Scene, word: usize) -> Vec<Party> {
    const BOTH: &[&str] = &[
        "side",
        "party",
        "leader",
        "country",
        "state",
        "nation",
        "president",
        "minister",
        "capital",
        "government",
        "neighbour",
        "neighbor",
        "counterpart",
        "army",
        "delegation",
        "official",
    ];
    let lemma = scene.lemma(word);
    let two = scene.tree.children(word).any(|c| {
        matches!(scene.token(c).lower.as_str(), "both" | "two" | "neither" | "warring" | "rival")
    }) || lemma == "both" && scene.upos(word) != Upos::Cconj;
    let sides = BOTH.contains(&lemma.as_str()) || lemma == "both";
    let the_sides = matches!(scene.token(word).lower.as_str(), "sides" | "parties")
        && scene.tree.children(word).any(|c| scene.token(c).lower == "the");
    if !(two && sides || the_sides) {
        return vec![];
    }
    // "The two sides" are those of the quarrel, not those who speak of it.
    if matches!(lemma.as_str(), "side" | "party") && scene.view.sides.len() == 2 {
        return of_the_report(scene, word);
    }
    let found = last_two(scene, word);
    if found.is_empty() { of_the_report(scene, word) } else { found }
}

/// The two actors named last before a word, where just two were named since the sentence before the
/// last.
pub(super) fn last_two(scene: &Scene, word: usize) -> Vec<Party> {
    let view = scene.view;
    let tok = scene.tok(word);
    let Some((number, _)) = view.word_at(tok) else { return vec![] };
    let end = view.toks[tok].range.start;
    for back in 0..=2 {
        let Some(first) = number.checked_sub(back).and_then(|n| view.sentences.get(n)) else {
            break;
        };
        let Some(start) = view.toks.get(first.start).map(|tok| tok.range.start) else { break };
        let mut found: Vec<Party> = vec![];
        for name in view.names_in(start..end) {
            let side = matches!(
                name.actor.kind,
                ActorKind::State
                    | ActorKind::ArmedGroup
                    | ActorKind::Person
                    | ActorKind::Institution
            );
            if !side || name.form == Form::People {
                continue;
            }
            // One party to a state: its president is it.
            let same = |known: &Party| {
                known.actor.id.as_deref() == Some(name.actor.id.as_str())
                    || known.actor.country.is_some() && known.actor.country == name.actor.country
            };
            if !found.iter().any(same) {
                let text = &view.text[name.range.clone()];
                let actor = name.actor.reference(text);
                found.push(Party { actor, range: name.range.clone(), by_owner: false });
            }
        }
        match found.len() {
            0 | 1 => {}
            2 => return found,
            _ => break,
        }
    }
    vec![]
}

/// The two sides of the report, under this word for them.
pub(super) fn of_the_report(scene: &Scene, word: usize) -> Vec<Party> {
    let view = scene.view;
    let range = scene.bytes(word);
    let named = |actor: &ActorRef| {
        let text = view.text[range.clone()].to_owned();
        let actor = ActorRef { text, ..actor.clone() };
        Party { actor, range: range.clone(), by_owner: false }
    };
    view.sides.iter().map(named).collect()
}

//! Events that a user's imported dictionaries code.
//!
//! Whoever imports PETRARCH's verbs into a case gets their coding beside that of the frames. A code
//! of CAMEO gives a row of the PLOVER type that it comes to; a code of another scheme, or one that
//! PLOVER has no type for (a mere statement), gives none. Where a frame has read the same word as
//! the same type, its row stands.

use super::codes;
use super::row;
use super::scene::Scene;
use crate::dictionary::{self, Coded};
use crate::id;
use detente_language::factuality;
use detente_record::{ActorRef, Event, Time, Voice};

/// The rows of what a dictionary codes in a sentence; `words` are the bytes of words that frames
/// have read, with the type.
pub(super) fn rows(scene: &Scene, coded: Vec<Coded>, known: &[Event]) -> Vec<Event> {
    coded.iter().filter_map(|one| row(scene, one, known)).collect()
}

fn row(scene: &Scene, one: &Coded, known: &[Event]) -> Option<Event> {
    let view = scene.view;
    let kind = dictionary::cameo_to_plover(&one.code)?;
    let verb = view.toks.get(one.verb)?.range.clone();
    let trigger = view.document.evidence(verb.clone());
    let same = |event: &&Event| {
        let mut words = event.evidence.iter().filter(|e| e.field.as_deref() == Some("type"));
        event.kind == kind && words.any(|words| words.parts == trigger.parts)
    };
    if known.iter().any(|event| same(&event)) {
        return None;
    }
    let (_, word) = view.word_at(one.verb)?;
    let told = scene.speaker(verb.start);
    let mut evidence = vec![view.document.evidence(scene.text_of(0..scene.tree.len()))];
    evidence.push(trigger.clone().of("type"));
    let mut side = |party: &dictionary::Party, field: &str| {
        let last = view.toks.get(party.toks.end.checked_sub(1)?)?;
        let first = view.toks.get(party.toks.start)?;
        let range = first.range.start..last.range.end;
        let text = view.text.get(range.clone())?.to_owned();
        evidence.push(view.document.evidence(range).of(field));
        let known = party.actor.as_ref().and_then(|id| view.world.get(id));
        Some(known.map_or(ActorRef { text: text.clone(), ..ActorRef::default() }, |actor| {
            actor.reference(&text)
        }))
    };
    let actors: Vec<ActorRef> = side(&one.source, "actors").into_iter().collect();
    let recipients: Vec<ActorRef> = side(&one.target, "recipients").into_iter().collect();
    Some(Event {
        id: id::row(&view.document.id, &format!("event/{kind}/{}", one.code), &[&trigger]),
        report: view.document.id.clone(),
        kind,
        mode: None,
        contexts: vec![],
        intensity: codes::intensity(kind, None),
        goldstein: codes::goldstein(&one.code),
        cameo: Some(one.code.clone()),
        quad: Some(codes::quad(kind)),
        actors,
        recipients,
        reciprocal: false,
        instruments: vec![],
        date: Time::by_report(view.published_text().as_deref()),
        place: None,
        quantities: vec![],
        status: row::status(kind, factuality(scene.tree, word), told),
        voice: if told.is_some() { Voice::Attributed } else { Voice::Own },
        statement: told.map(|told| told.row.id.clone()),
        incident: None,
        confidence: None,
        evidence,
        rule: one.rule.clone(),
        review: None,
    })
}

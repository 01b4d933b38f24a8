//! What happened, in PLOVER with CAMEO beside it.
//!
//! A sentence is read word by word: a word that names a happening by a frame of `world/frames`
//! ([`fit`]) takes its participants from its places in the tree ([`slots`], [`party`]), its status
//! from how it is spoken of, and counts as the codebook says ([`reduce`]). People killed or wounded
//! are read by their figures too ([`casualties`]), also where no model has made a tree.

mod agent;
mod casualties;
mod codes;
mod fit;
mod happening;
mod instrument;
mod party;
mod reduce;
mod row;
mod scene;
mod slots;
mod victims;

use crate::statements::Told;
use crate::view::View;
use casualties::Mood;
use detente_record::Event;
use happening::Happening;
use scene::Scene;

/// All events in text order.
pub(crate) fn read(view: &View, told: &[Told]) -> Vec<Event> {
    let mut out: Vec<Event> = vec![];
    let mood = Mood::of(view);
    for (number, sentence) in view.sentences.iter().enumerate() {
        if sentence.is_empty() {
            continue;
        }
        let tolls = casualties::rule(view, sentence.clone(), mood);
        let happenings = Scene::new(view, number).map(|scene| (scene, happenings(&scene, told)));
        let Some((scene, happenings)) = happenings else {
            out.extend(
                tolls.into_iter().filter_map(|toll| row::of_toll(view, sentence, toll, told)),
            );
            continue;
        };
        let rows: Vec<Event> =
            happenings.iter().filter_map(|one| row::of_happening(&scene, one, told)).collect();
        out.extend(row::with_tolls(view, sentence, rows, tolls, told));
    }
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|event| seen.insert(event.id.clone()));
    out
}

/// The happenings of one sentence.
fn happenings<'w>(scene: &Scene<'_, 'w>, told: &[Told]) -> Vec<Happening<'w>> {
    let found: Vec<Happening<'w>> =
        fit::fits(scene).iter().map(|fit| happening::read(scene, fit)).collect();
    let speaker = |at: usize| row::speaker(scene, told, at);
    let mut all = reduce::reduce(scene, found, &speaker);
    merge(scene, &mut all);
    all
}

/// Makes one of what a sentence says twice: "attacked and shelled the town", "an attack that killed
/// two". The first keeps what the second adds.
fn merge(scene: &Scene, all: &mut Vec<Happening>) {
    let linked = |a: usize, b: usize| scene.tree.within(a, b) || scene.tree.within(b, a);
    let mut out: Vec<Happening> = vec![];
    for one in all.drain(..) {
        let ids = |list: &[party::Party]| {
            list.iter()
                .map(|p| p.actor.id.clone().unwrap_or_else(|| p.actor.text.clone()))
                .collect::<Vec<_>>()
        };
        let agrees = |a: &[party::Party], b: &[party::Party]| {
            a.is_empty() || b.is_empty() || ids(a) == ids(b)
        };
        let same = out.iter_mut().find(|other| {
            other.kind == one.kind
                && other.status == one.status
                && linked(other.word, one.word)
                && agrees(&other.actors, &one.actors)
                && agrees(&other.recipients, &one.recipients)
        });
        match same {
            Some(other) => {
                if other.actors.is_empty() {
                    other.actors = one.actors;
                }
                if other.recipients.is_empty() {
                    other.recipients = one.recipients;
                }
                if other.mode.is_none() {
                    other.mode = one.mode;
                    other.cameo = one.cameo.or(other.cameo.take());
                }
            }
            None => out.push(one),
        }
    }
    *all = out;
}

#[cfg(test)]
mod tests;

//! What happened, in PLOVER with CAMEO beside it.
//!
//! A sentence is read word by word: a word that names a happening by a frame of `world/frames`
//! ([`fit`]) takes its participants from its places in the tree ([`slots`], [`party`]), its status
//! from how it is spoken of, and counts as the codebook says ([`reduce`]). People killed or wounded
//! are read by their figures too ([`quantities`]), also where no model has made a tree
//! ([`casualties`]).

mod accuser;
mod agent;
mod at_home;
mod background;
mod both;
mod called;
mod casualties;
mod claimant;
mod coded;
pub(crate) mod codes;
mod condition;
mod countrymen;
mod deep;
mod explain;
mod fit;
mod genre;
mod ground;
mod happening;
mod held_in;
mod instruments;
mod jointly;
mod office;
mod own_arms;
pub(crate) mod party;
mod quantities;
mod reduce;
mod repeated;
mod row;
pub(crate) mod scene;
pub(crate) mod slots;
mod stand_in;
mod victims;
mod voice;
mod whose;

use crate::dictionary::{Coder, Options};
use crate::statements::Told;
use crate::view::View;
use casualties::Mood;
use detente_record::{Event, EventType};
use detente_text::BlockKind;
use happening::Happening;
use scene::Scene;

pub(crate) use explain::explain;

/// All events in text order.
pub(crate) fn read(view: &View, told: &[Told]) -> Vec<Event> {
    let mut out: Vec<(Event, bool)> = vec![];
    let mood = Mood::of(view);
    let genre = genre::of(view);
    let coder = Coder::of(view, Options::default());
    for (number, sentence) in view.sentences.iter().enumerate() {
        let Some(first) = view.toks.get(sentence.start).filter(|_| !sentence.is_empty()) else {
            continue;
        };
        let summary = view.document.block_at(first.range.start).is_some_and(|block| {
            matches!(block.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Item)
        });
        let rows = match Scene::new(view, number).map(|scene| scene.with(told)) {
            Some(scene) => {
                let happenings = happenings(&scene, mood).into_iter();
                let fitting = happenings.filter(|one| genre::fits(genre, &scene, one));
                let mut rows: Vec<Event> =
                    fitting.filter_map(|one| row::of_happening(&scene, &one)).collect();
                if let Some(coder) = &coder {
                    rows.extend(coded::rows(&scene, coder.sentence(number), &rows));
                }
                rows
            }
            None => {
                let tolls = casualties::rule(view, sentence.clone(), mood).into_iter();
                tolls.filter_map(|toll| row::of_toll(view, sentence, toll, told)).collect()
            }
        };
        out.extend(rows.into_iter().map(|row| (row, summary)));
    }
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|(event, _)| seen.insert(event.id.clone()));
    repeated::join(out)
}

/// The happenings of one sentence.
fn happenings<'w>(scene: &Scene<'_, 'w>, mood: Mood) -> Vec<Happening<'w>> {
    let fits = fit::fits(scene);
    let found: Vec<Happening<'w>> = fits
        .iter()
        // Words that are dangerous alone count between two sides only; else the next frame that
        // fits is meant.
        .filter_map(|fit| {
            std::iter::once(fit).chain(&fit.others).find_map(|fit| {
                let one = happening::read(scene, fit);
                let two = !one.actors.is_empty() && !one.recipients.is_empty();
                (two || !fit.frame.both).then_some((fit, one))
            })
        })
        .filter(|(fit, one)| !background::is(scene, fit) && !blames_a_thing(scene, one))
        .filter(|(_, one)| !called::says_otherwise(scene, one))
        .map(|(_, one)| one)
        .collect();
    let mut all = reduce::reduce(scene, found);
    all.iter_mut().for_each(|one| instruments::read(scene, one));
    all.iter_mut().for_each(|one| held_in::against_the_state(scene, one));
    all.iter_mut().for_each(|one| claimant::of_what_is_rejected(scene, one));
    all.iter_mut().for_each(|one| claimant::of_what_is_called(scene, one));
    all.iter_mut().for_each(|one| accuser::is_hit(scene, one));
    all.iter_mut().for_each(|one| own_arms::moved(scene, one));
    all.iter_mut().for_each(|one| condition::who_must_act(scene, one));
    all.iter_mut().for_each(|one| jointly::agreed_by_it(scene, one));
    merge(scene, &mut all);
    let read = all.len();
    quantities::give(scene, mood, &mut all);
    all.iter_mut().skip(read).for_each(|one| instruments::read(scene, one));
    for one in &mut all {
        countrymen::joined(&mut one.recipients);
        countrymen::on_a_side(scene, one);
    }
    all
}

/// "Blamed the rain": what is nobody's is accused of nothing.
fn blames_a_thing(scene: &Scene, one: &Happening) -> bool {
    one.kind == detente_record::EventType::Accuse
        && one.mode.as_deref() == Some("allege")
        && one.recipients.is_empty()
        && scene.clause(one.word).is_none()
        && scene.done_to(one.word).is_some_and(|thing| {
            scene.upos(thing) == detente_language::Upos::Noun && scene.sector(thing).is_none()
        })
}

/// Makes one of what a sentence says twice: "attacked and shelled the town", "an attack that killed
/// two". The first keeps what the second adds.
fn merge(scene: &Scene, all: &mut Vec<Happening>) {
    // "The shelling of Nyala killed two people": people of no state told are those of Nyala.
    let nobody = |list: &[party::Party]| {
        list.iter().all(|party| party.actor.id.is_none() && party.actor.country.is_none())
    };
    // "Launched strikes in retaliation for the attack that killed two" tells of two.
    let near = |a: usize, b: usize| scene.tree.path(a, b).is_some_and(|path| path.len() <= 3);
    let linked = |a: usize, b: usize| near(a, b) || near(b, a);
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
                && (agrees(&other.recipients, &one.recipients)
                    || one.kind == EventType::Assault
                        && !other.actors.is_empty()
                        && ids(&other.actors) == ids(&one.actors)
                        && (nobody(&other.recipients) || nobody(&one.recipients)))
        });
        match same {
            Some(other) => {
                if other.actors.is_empty() {
                    other.actors = one.actors;
                }
                if nobody(&other.recipients) && !one.recipients.is_empty() {
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

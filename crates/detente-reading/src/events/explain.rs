//! How an event came to be, in steps.

use super::casualties::Mood;
use super::happening::Happening;
use super::scene::Scene;
use super::{happenings, row};
use crate::Step;
use crate::attach;
use crate::statements::Told;
use crate::view::View;
use detente_record::{Event, Status};

/// The steps to the event with this id.
pub(crate) fn explain(view: &View, told: &[Told], id: &str) -> Option<Vec<Step>> {
    let mood = Mood::of(view);
    for number in 0..view.sentences.len() {
        let Some(scene) = Scene::new(view, number) else { continue };
        let scene = scene.with(told);
        for one in happenings(&scene, mood) {
            if let Some(event) = row::of_happening(&scene, &one).filter(|e| e.id == id) {
                return Some(steps(&scene, &one, &event));
            }
        }
    }
    let event = super::read(view, told).into_iter().find(|event| event.id == id)?;
    let figures = event.quantities.iter().map(|q| q.text.as_str()).collect::<Vec<_>>().join(", ");
    Some(vec![
        Step::new("rule", event.rule),
        Step::new("finds", "people killed or wounded, by the figures bound to words of harm"),
        Step::new("trigger", figures),
    ])
}

fn steps(scene: &Scene, one: &Happening, event: &Event) -> Vec<Step> {
    let why = &one.why;
    let mut out = vec![Step::new("rule", one.rule.clone())];
    if !why.says.is_empty() {
        out.push(Step::new("finds", why.says));
    }
    let word = &scene.view.text[scene.bytes(one.word)];
    let by = match why.trigger {
        "" if !one.figures.is_empty() => "the figures bound to it".to_owned(),
        "" => "the trigger “must, should or has to”".to_owned(),
        trigger => format!("the trigger “{trigger}”"),
    };
    out.push(Step::new("trigger", format!("“{word}” by {by}")));
    for (role, slot, text) in &why.slots {
        let found = match text.as_str() {
            "" => format!("nobody stands in {slot}"),
            text => format!("“{text}” in the place {slot}"),
        };
        out.push(Step::new(role, found));
    }
    for (role, parties) in [("actor", &one.actors), ("recipient", &one.recipients)] {
        for party in parties {
            let actor = &party.actor;
            let whom = match (&actor.id, &actor.country) {
                (Some(id), _) => id.clone(),
                (None, Some(code)) => format!("somebody of {code} whom the world does not know"),
                (None, None) => "somebody whom the world does not know".to_owned(),
            };
            let through = if party.by_owner { ", whose what stands there is" } else { "" };
            out.push(Step::new(role, format!("“{}” is {whom}{through}", actor.text)));
        }
    }
    for &word in &one.instruments {
        out.push(Step::new("with", scene.view.text[scene.bytes(word)].to_owned()));
    }
    out.push(Step::new("status", status(scene, one, event)));
    out.extend(place(scene, one));
    for reduction in &why.reductions {
        out.push(Step::new("codebook", *reduction));
    }
    if let Some(cameo) = &event.cameo {
        out.push(Step::new("codes", format!("CAMEO {cameo}, PLOVER {}", event.kind)));
    }
    for other in &why.runners_up {
        out.push(Step::new("not", format!("{other} fits too, and asks for less")));
    }
    out.extend(changes(one, event).into_iter().map(|text| Step::new("would change", text)));
    out
}

/// What speaks for the place, and the runners-up.
fn place(scene: &Scene, one: &Happening) -> Vec<Step> {
    const TOLD: usize = 4;
    let Some(found) = attach::place(scene.view, scene.number, one.word) else {
        return vec![Step::new("place", "no place in the sentence has more for it than none has")];
    };
    let text = |range: &std::ops::Range<usize>| &scene.view.text[range.clone()];
    let mut most: Vec<_> = found.why.iter().filter(|feature| feature.points() > 0).collect();
    most.sort_by_key(|feature| std::cmp::Reverse(feature.points()));
    let most: Vec<String> = most
        .iter()
        .take(TOLD)
        .map(|feature| format!("{} {:+}", feature.name(), feature.points()))
        .collect();
    let mut out = vec![Step::new(
        "place",
        format!(
            "“{}”, {} points ahead; most by {}",
            text(&found.range),
            found.margin,
            most.join(", ")
        ),
    )];
    for (range, behind) in &found.others {
        out.push(Step::new("not", format!("“{}”, {behind} points behind", text(range))));
    }
    out
}

/// What the status rests on: the words above the trigger.
fn status(scene: &Scene, one: &Happening, event: &Event) -> String {
    let above: Vec<&str> = scene
        .tree
        .ancestors(one.word)
        .take(3)
        .map(|word| &scene.view.text[scene.bytes(word)])
        .collect();
    let mut out = format!("{}, by the form of the word", event.status);
    if !above.is_empty() {
        out.push_str(&format!(" and what it hangs on (“{}”)", above.join("” under “")));
    }
    if event.statement.is_some() {
        out.push_str("; told in a statement");
    }
    out
}

fn changes(one: &Happening, event: &Event) -> Vec<String> {
    let mut out = vec![];
    if let Some(other) = one.why.runners_up.first() {
        out.push(format!("without what “{}” asks for it would be {other}", one.why.trigger));
    }
    if event.status != Status::Happened && event.status != Status::Ongoing {
        out.push(format!("were it not {}, it would count as happened", event.status));
    }
    if one.actors.is_empty() {
        out.push("an actor in one of the places named would make it theirs".to_owned());
    }
    out
}

//! What must hold for an event frame.

use super::check::error;
use super::file::{ClassRow, FrameRow};
use super::{Homes, Rows, layer};
use crate::frame::{Class, Example, Frame, Trigger, TriggerClass, is_slot};
use crate::row::WorldError;
use detente_record::EventType;
use std::collections::BTreeSet;

/// Takes a frame, or puts it in the place of the one of the same id.
pub(super) fn take(
    frames: &mut Vec<Frame>,
    file: &str,
    row: FrameRow,
    homes: &mut Homes,
    wrong: &mut Vec<WorldError>,
) {
    let id = row.id.clone();
    match read(row) {
        Ok(frame) => {
            if homes.claim(file, &frame.id, wrong) {
                layer::replace(frames, homes.before.get(&frame.id), frame);
            }
        }
        Err(what) => wrong.push(error(file, &id, what)),
    }
}

/// Takes a class of words; one of the same name is added to.
pub(super) fn take_class(
    all: &mut Vec<Class>,
    file: &str,
    row: ClassRow,
    homes: &mut Homes,
    wrong: &mut Vec<WorldError>,
) {
    let key = format!("@{}", row.name);
    let plain = |c: char| c.is_ascii_lowercase() || c == '-';
    if row.name.is_empty() || !row.name.chars().all(plain) {
        wrong.push(error(file, &key, "the name of a class has small letters and hyphens only"));
        return;
    }
    let words: Vec<String> = row.words.iter().map(|word| word.to_lowercase()).collect();
    if words.is_empty() {
        wrong.push(error(file, &key, "a class has words"));
        return;
    }
    if !homes.claim(file, &key, wrong) {
        return;
    }
    match homes.before.get(&key) {
        Some(&at) => {
            for word in words {
                if !all[at].words.contains(&word) {
                    all[at].words.push(word);
                }
            }
        }
        None => all.push(Class { name: row.name, words }),
    }
}

fn read(row: FrameRow) -> Result<Frame, String> {
    let kind: EventType = row.kind.parse().map_err(|what| format!("`type`: {what}"))?;
    let folder = kind.as_str().to_lowercase();
    if !row.id.strip_prefix(&folder).is_some_and(|rest| rest.len() > 1 && rest.starts_with('/')) {
        return Err(format!("the id must be `{folder}/` and a name"));
    }
    if row.says.trim().is_empty() {
        return Err("`says` is empty; tell what the frame finds and why".into());
    }
    let mut triggers = vec![];
    for (class, written) in [
        (TriggerClass::Verb, &row.verbs),
        (TriggerClass::Noun, &row.nouns),
        (TriggerClass::Adjective, &row.adjectives),
    ] {
        for text in written {
            let read = Trigger::parse(text, class);
            triggers.push(read.map_err(|what| format!("the trigger {text:?}: {what}"))?);
        }
    }
    if triggers.is_empty() {
        return Err("no word names it: give `verbs`, `nouns` or `adjectives`".into());
    }
    let code =
        |code: &String| (2..=4).contains(&code.len()) && code.chars().all(|c| c.is_ascii_digit());
    if !row.cameo.as_ref().is_none_or(code) {
        return Err("`cameo` must be a code of two to four digits".into());
    }
    let slots = |given: Option<Vec<String>>, otherwise: &[String]| -> Result<Vec<String>, String> {
        let slots = given.unwrap_or_else(|| otherwise.to_vec());
        match slots.iter().find(|slot| !is_slot(slot)) {
            Some(slot) => Err(format!(
                "{slot:?} is no place of a participant: give subject, object, indirect, owner, clause, content, speaker or a preposition"
            )),
            None => Ok(slots),
        }
    };
    let actor = slots(row.actor, &["subject".to_owned()])?;
    let recipient = slots(row.recipient, &["object".to_owned()])?;
    let mut of_noun = recipient.clone();
    if recipient.iter().any(|slot| slot == "object") && !recipient.iter().any(|slot| slot == "of") {
        of_noun.push("of".into());
    }
    let examples =
        row.example.into_iter().map(|one| Example { text: one.text, gives: one.gives }).collect();
    Ok(Frame {
        noun_actor: slots(row.noun_actor, &actor)?,
        noun_recipient: slots(row.noun_recipient, &of_noun)?,
        id: row.id,
        says: row.says,
        kind,
        mode: row.mode,
        cameo: row.cameo,
        contexts: row.contexts,
        triggers,
        actor,
        recipient,
        reciprocal: row.reciprocal,
        content: row.content,
        both: row.both,
        examples,
    })
}

/// The classes that triggers name must be there.
pub(super) fn classes(rows: &Rows, homes: &Homes, wrong: &mut Vec<WorldError>) {
    let known: BTreeSet<&str> = rows.classes.iter().map(|class| class.name.as_str()).collect();
    for frame in &rows.frames {
        for trigger in &frame.triggers {
            let lists =
                [&trigger.object, &trigger.no_object, &trigger.subject, &trigger.clause_verbs];
            let after = trigger.prepositions.iter().map(|(_, words)| words);
            for word in lists.into_iter().chain(after).flatten() {
                if let Some(name) = word.strip_prefix('@')
                    && !known.contains(name)
                {
                    let file = homes.files.get(&frame.id).map_or("", String::as_str);
                    let what = format!("no class of words is called {name:?}");
                    wrong.push(error(file, &frame.id, what));
                }
            }
        }
    }
}

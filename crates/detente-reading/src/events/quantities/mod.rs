//! The figures of what happened.
//!
//! A figure of dead, wounded, missing, captured or driven out belongs to the word of harm that the
//! tree ties it to ([`harm`]); figures of one happening stand together in a [`Toll`]. The toll goes
//! to the assault that the frames have read at that word, or that the same sentence tells as its
//! cause ([`join`]); only where there is none it is a row of its own, with the dead as recipients
//! and whoever the tree names as their killer ([`killer`]) as actor. All other figures go to the
//! happening in whose places they stand ([`plain`]).

mod harm;
mod join;
mod killer;
mod plain;

use super::casualties::Mood;
use super::happening::{Happening, Why};
use super::party::{self, Party};
use super::scene::Scene;
use crate::figures::{Count, counts};
use crate::view::Tok;
use crate::words::is_violence;
use detente_language::{Factuality, factuality};
use detente_record::{EventType, FigureRole, Quantity};
use std::ops::Range;

/// A figure with the role it plays in what happened.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub(crate) role: FigureRole,
    pub(crate) count: Count,
}

impl Amount {
    /// As the record has it.
    pub(crate) fn quantity(&self, scene: &Scene) -> Quantity {
        let text = |words: &Range<usize>| scene.view.text[scene.text_of(words.clone())].to_owned();
        Quantity {
            role: self.role,
            value: self.count.figure.value,
            low: self.count.figure.low,
            high: self.count.figure.high,
            unit: self.count.unit.map(str::to_owned),
            of: self.count.of.as_ref().map(text),
            text: text(&self.count.words),
        }
    }
}

/// The figures of one word of harm, and of those joined to it.
#[derive(Clone, Debug)]
pub(super) struct Toll {
    /// The word of harm.
    word: usize,
    /// Those joined to it: "killed … and wounded".
    joined: Vec<usize>,
    rule: &'static str,
    figures: Vec<Amount>,
    actors: Vec<Party>,
    recipients: Vec<Party>,
    status: Factuality,
}

/// Gives the happenings of a sentence their figures, and adds those that only a toll tells of.
pub(super) fn give<'w>(scene: &Scene<'_, 'w>, mood: Mood, all: &mut Vec<Happening<'w>>) {
    let counts = counts(scene);
    if counts.is_empty() {
        return;
    }
    let mut used = vec![false; counts.len()];
    let tolls = tolls(scene, &counts, &mut used);
    for toll in tolls {
        match join::happening(scene, &toll, all) {
            Some(at) => join::merge(&mut all[at], toll),
            None => all.extend(alone(scene, mood, toll)),
        }
    }
    for (count, _) in counts.iter().zip(&used).filter(|(_, used)| !**used) {
        plain::give(scene, count, all);
    }
}

fn tolls(scene: &Scene, counts: &[Count], used: &mut [bool]) -> Vec<Toll> {
    let mut out: Vec<Toll> = vec![];
    for (count, used) in counts.iter().zip(used.iter_mut()) {
        let Some(harm) = harm::of(scene, count) else {
            // "17 were killed, among them five women": a part of what stands before.
            if let Some(toll) = out.last_mut().filter(|_| count.part) {
                toll.figures.push(Amount { role: FigureRole::Other, count: count.clone() });
                *used = true;
            }
            continue;
        };
        *used = true;
        let status = factuality(scene.tree, harm.status_at);
        let role = if count.part { FigureRole::Other } else { harm.role };
        let amount = Amount { role, count: count.clone() };
        let recipients = match count.noun {
            Some(noun) if !count.part => party::party(scene, noun).into_iter().collect(),
            _ => vec![],
        };
        let actors = killer::of(scene, harm.word, &recipients);
        let known = out.iter_mut().rev().find(|toll| {
            let tied = toll.word == harm.word || join::tied(scene, toll.word, harm.word);
            let again = toll.word != harm.word
                && !count.part
                && toll.figures.iter().any(|other| other.role == role);
            join::same_status(toll.status, status)
                && (count.part || tied && !again)
                && join::agree(&toll.actors, &actors)
                && (toll.word == harm.word || join::agree(&toll.recipients, &recipients))
        });
        match known {
            Some(toll) => {
                toll.figures.push(amount);
                toll.joined.push(harm.word);
                if toll.actors.is_empty() {
                    toll.actors = actors;
                }
                let mut all = std::mem::take(&mut toll.recipients);
                all.extend(recipients);
                toll.recipients = party::distinct(all);
            }
            None if count.part => *used = false,
            None => out.push(Toll {
                word: harm.word,
                joined: vec![],
                rule: harm.rule,
                figures: vec![amount],
                actors,
                recipients,
                status,
            }),
        }
    }
    out
}

/// Whether somebody of a state or an armed group did it.
fn is_armed(party: &Party) -> bool {
    party.actor.sector.as_deref().is_some_and(|sector| sector != "CVL")
}

/// Whether words speak of force beyond what may as well be an accident: gas explodes too, and the
/// police count the dead of every road.
fn is_forced(words: &[Tok]) -> bool {
    const EITHER: &[&str] = &["explosion", "blast", "mine", "police"];
    words.iter().any(|tok| is_violence(&tok.lower) && !tok.is(EITHER))
}

/// The happening that a toll alone tells of: somebody's act, not a misfortune, and a fact or the
/// denial of one.
fn alone<'w>(scene: &Scene<'_, 'w>, mood: Mood, toll: Toll) -> Option<Happening<'w>> {
    use Factuality::{Denied, Happened, Ongoing};
    let harmed = |amount: &Amount| matches!(amount.role, FigureRole::Killed | FigureRole::Wounded);
    let words = &scene.view.toks[scene.tok(0)..scene.tok(0) + scene.tree.len()];
    if !matches!(toll.status, Happened | Ongoing | Denied)
        || !toll.figures.iter().any(harmed)
        || !mood.safe(words)
        || !(mood.is_violent() || is_forced(words) || toll.actors.iter().any(is_armed))
    {
        return None;
    }
    let mut why = Why {
        says: "People killed or wounded, by the figures bound to words of harm.",
        ..Why::default()
    };
    for (role, list) in [("actor", &toll.actors), ("recipient", &toll.recipients)] {
        if let Some(first) = list.first() {
            why.slots.push((role, "what the figure counts".into(), first.actor.text.clone()));
        }
    }
    Some(Happening {
        word: toll.word,
        kind: EventType::Assault,
        mode: None,
        cameo: None,
        contexts: vec![],
        actors: toll.actors,
        recipients: toll.recipients,
        reciprocal: false,
        instruments: vec![],
        figures: toll.figures,
        status: toll.status,
        rule: toll.rule.to_owned(),
        why,
    })
}

#[cfg(test)]
mod tests;

//! A happening as it stands in its sentence, before it is a row.

use super::countrymen;
use super::deep;
use super::fit::Fit;
use super::ground;
use super::party::{self, Party};
use super::quantities::Amount;
use super::scene::Scene;
use detente_language::{Factuality, Relation, Subtype, Upos, factuality};
use detente_record::EventType;

/// A happening with those who take part.
#[derive(Clone, Debug)]
pub(crate) struct Happening<'w> {
    /// The word that names it.
    pub(crate) word: usize,
    pub(crate) kind: EventType,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) contexts: Vec<String>,
    pub(crate) actors: Vec<Party>,
    pub(crate) recipients: Vec<Party>,
    pub(crate) reciprocal: bool,
    /// The words for what it was done with.
    pub(crate) instruments: Vec<usize>,
    /// The figures that belong to it.
    pub(crate) figures: Vec<Amount>,
    pub(crate) status: Factuality,
    /// The frame, and the codebook's rule where one applied.
    pub(crate) rule: String,
    pub(crate) why: Why<'w>,
}

/// How a happening came to be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Why<'w> {
    /// The trigger as written.
    pub(crate) trigger: &'w str,
    /// What the frame says of itself.
    pub(crate) says: &'w str,
    /// Where the actor and the recipient were found.
    pub(crate) slots: Vec<(&'static str, String, String)>,
    /// Frames that fitted as well.
    pub(crate) runners_up: Vec<&'w str>,
    /// What the codebook made of it.
    pub(crate) reductions: Vec<&'static str>,
}

/// Reads who takes part in what a word names.
pub(crate) fn read<'w>(scene: &Scene<'_, 'w>, fit: &Fit<'w>) -> Happening<'w> {
    use detente_world::TriggerClass::Noun;
    let frame = fit.frame;
    let (actor_slots, recipient_slots) = if fit.trigger.class == Noun {
        (&frame.noun_actor, &frame.noun_recipient)
    } else {
        (&frame.actor, &frame.recipient)
    };
    let mut why = Why {
        trigger: &fit.trigger.text,
        says: &frame.says,
        runners_up: fit.runners_up.clone(),
        ..Why::default()
    };
    // "The minister's murder": whose it is, suffers it, unless "of" says who does.
    let suffered = fit.trigger.class == Noun && recipient_slots.iter().any(|slot| slot == "whose");
    let (mut actors, mut recipients);
    if suffered {
        recipients = fill(scene, fit, recipient_slots, "recipient", &mut why, &[]);
        actors = fill(scene, fit, actor_slots, "actor", &mut why, &recipients);
    } else {
        actors = fill(scene, fit, actor_slots, "actor", &mut why, &[]);
        recipients = fill(scene, fit, recipient_slots, "recipient", &mut why, &actors);
    }
    if recipients.is_empty() && !actors.is_empty() && !frame.reciprocal {
        recipients = deep::recipients(scene, fit.word, frame.kind, &actors);
        if let Some(first) = recipients.first() {
            why.slots.push(("recipient", "what it acts on".into(), first.actor.text.clone()));
        }
    }
    // "accused each other": everybody is both.
    let mutual = recipients.is_empty() && actors.len() > 1 && mutual(scene, fit.word);
    if mutual {
        recipients = actors.clone();
    }
    let reciprocal = mutual
        || frame.reciprocal && {
            // "talks between A and B", "A and B met": all stand in one place.
            let all: Vec<Party> = ["between", "among", "of", "with"]
                .iter()
                .flat_map(|slot| scene.slot(fit.word, slot))
                .filter(|word| !fit.taken.contains(word))
                .flat_map(|word| party::parties(scene, word))
                .collect();
            let mut everybody = actors.clone();
            everybody.extend(recipients.iter().cloned());
            if fit.trigger.class == Noun || recipients.is_empty() {
                everybody.extend(all);
            }
            let everybody = party::distinct(everybody);
            actors = everybody.clone();
            recipients = if everybody.len() > 1 { everybody } else { vec![] };
            actors.len() > 1
        };
    // "Agreed to give Niger a week": who agrees alone agrees with whom it concerns.
    if frame.reciprocal && frame.kind == EventType::Agree && recipients.is_empty() && !reciprocal {
        recipients = deep::recipients(scene, fit.word, frame.kind, &actors);
    }
    Happening {
        word: fit.word,
        kind: frame.kind,
        mode: frame.mode.clone(),
        cameo: frame.cameo.clone(),
        contexts: frame.contexts.clone(),
        actors,
        recipients,
        reciprocal,
        instruments: vec![],
        figures: vec![],
        status: status(scene, fit),
        rule: frame.id.clone(),
        why,
    }
}

/// Whether a predicate acts on "each other" or "one another".
fn mutual(scene: &Scene, word: usize) -> bool {
    let span = scene.tree.span(word);
    span.clone().any(|at| {
        let next = (at + 1 < scene.tree.len()).then(|| scene.token(at + 1).lower.as_str());
        matches!(
            (scene.token(at).lower.as_str(), next),
            ("each", Some("other")) | ("one", Some("another"))
        ) && scene.tree.ancestors(at).take(3).any(|up| up == word)
    })
}

/// What is said of a happening. A demand that is rejected was made all the same.
fn status(scene: &Scene, fit: &Fit) -> Factuality {
    use EventType::{Accuse, Agree, Request, Threaten};
    let found = factuality(scene.tree, fit.word);
    let said = fit.trigger.class == detente_world::TriggerClass::Noun
        && matches!(fit.frame.kind, Accuse | Agree | Request | Threaten);
    let turned_down = || {
        scene.tree.head(fit.word).is_some_and(|head| {
            scene.relation(fit.word) != Relation::Root
                && matches!(
                    scene.lemma(head).as_str(),
                    "reject" | "dismiss" | "deny" | "refuse" | "decline" | "ignore" | "oppose"
                )
        })
    };
    let lost = matches!(found, Factuality::Denied | Factuality::Failed);
    if said && lost && turned_down() {
        Factuality::Happened
    } else if found == Factuality::Happened && goes_on(scene, fit.word) {
        Factuality::Ongoing
    } else {
        found
    }
}

/// "The fighting continues", "continues to shell", "keeps shelling".
fn goes_on(scene: &Scene, word: usize) -> bool {
    use detente_language::Xpos::{Vbp, Vbz};
    let now = |verb: usize| {
        matches!(scene.lemma(verb).as_str(), "continue" | "keep" | "persist" | "rage")
            && matches!(scene.xpos(verb), Vbz | Vbp)
    };
    let tied = matches!(
        scene.relation(word),
        Relation::Nsubj | Relation::Obj | Relation::Xcomp | Relation::Ccomp
    );
    tied && scene.tree.head(word).is_some_and(now)
}

/// Places that are no prepositions.
const NO_PREPOSITION: &[&str] =
    &["subject", "object", "indirect", "owner", "clause", "content", "speaker", "whose"];

/// Whether who goes or sends something there goes to the state there.
fn goes_there(kind: EventType, slot: &str) -> bool {
    matches!(kind, EventType::Consult | EventType::Aid | EventType::Cooperate | EventType::Support)
        && matches!(slot, "in" | "to" | "into" | "at" | "object")
}

/// The participants in the first of these places that holds any.
fn fill(
    scene: &Scene,
    fit: &Fit,
    slots: &[String],
    role: &'static str,
    why: &mut Why,
    others: &[Party],
) -> Vec<Party> {
    // "Repeated Mali's support for Chad": where a trigger asks for a preposition, whose its object
    // is comes last.
    let taken = |slot: &&String| {
        let mut words = scene.slot(fit.word, slot).into_iter();
        slot.as_str() == "object"
            && !fit.trigger.prepositions.is_empty()
            && !matches!(fit.frame.kind, EventType::Assault | EventType::Coerce)
            && words.any(|word| fit.taken.contains(&word) && scene.sector(word).is_none())
    };
    let (last, first): (Vec<&String>, Vec<&String>) = slots.iter().partition(taken);
    // "Demanded the withdrawal of troops from the island": the island is asked for nothing.
    const GOING: &[&str] =
        &["withdrawal", "pullout", "removal", "departure", "retreat", "evacuation", "expulsion"];
    let goes = fit.frame.kind == EventType::Request
        && scene.done_to(fit.word).is_some_and(|at| GOING.contains(&scene.lemma(at).as_str()));
    // "Demanded its withdrawal": who would go is asked.
    let gone = ["owner".to_owned()];
    let owner = gone.iter().filter(|_| goes && role == "recipient");
    for slot in first.into_iter().chain(last).chain(owner) {
        if goes && slot == "from" {
            continue;
        }
        let mut words = scene.slot(fit.word, slot);
        // "called for a truce between", "pulled out of talks with".
        if words.is_empty() && !NO_PREPOSITION.contains(&slot.as_str()) {
            words = fit.taken.iter().flat_map(|&taken| scene.after(taken, slot)).collect();
        }
        let parties: Vec<Party> = words
            .iter()
            .flat_map(|&word| {
                // What the trigger asked for is part of it and takes no part, unless it is people;
                // whose it is, may.
                let part = fit.taken.contains(&word) && scene.sector(word).is_none();
                let held = role == "recipient" && fit.frame.kind == EventType::Assault;
                if let Some(holder) = ground::holder(scene, word).filter(|_| held) {
                    return vec![holder];
                }
                if part && slot != "object" && slot != "owner" {
                    party::owner(scene, word).into_iter().collect()
                } else {
                    let mut found = party::parties(scene, word);
                    // "Closed its embassy": one's own is nobody else.
                    let own = role == "recipient"
                        && scene.sector(word) == Some("GOV")
                        && !matches!(fit.frame.kind, EventType::Assault | EventType::Coerce)
                        && scene.tree.children(word).any(|c| {
                            scene.tree.nodes()[c].subtype == Subtype::Poss
                                && scene.upos(c) == Upos::Pron
                        });
                    found.retain(|party| {
                        let same = |other: &Party| {
                            party.actor.id.is_some() && other.actor.id == party.actor.id
                        };
                        !own || !others.iter().any(same)
                    });
                    if !found.is_empty() {
                        found
                    } else if goes_there(fit.frame.kind, slot) {
                        party::capital(scene, word).into_iter().collect()
                    } else if role == "recipient" {
                        let there = ground::those_in(scene, word, others).into_iter();
                        // What a state does at home is done to nobody who is named; but force and
                        // its end are felt by those who live where it is used.
                        let felt = matches!(
                            fit.frame.kind,
                            EventType::Assault | EventType::Coerce | EventType::Concede
                        );
                        let abroad = |one: &Party| {
                            felt && one.actor.sector.is_some()
                                || others
                                    .iter()
                                    .all(|other| other.actor.country != one.actor.country)
                        };
                        there.filter(abroad).collect()
                    } else {
                        found
                    }
                }
            })
            // Nobody does it to themselves: "closed its borders with Iran".
            .filter(|party| {
                let own = |other: &Party| {
                    let state =
                        party.actor.id.as_deref().is_some_and(|id| id.starts_with("state:"));
                    let same = party.actor.id.is_some() && other.actor.id == party.actor.id;
                    // "The minister reaffirmed Mali's support": of one's own state.
                    let id = other.actor.id.as_deref().unwrap_or_default();
                    let official = match other.actor.sector.as_deref() {
                        Some(sector) => {
                            matches!(sector, "GOV" | "MIL" | "LEG" | "JUD" | "COP" | "SPY")
                        }
                        None => id.starts_with("state:") || id.starts_with("person:"),
                    };
                    // But who "defended Mali's decision" speaks for it, whoever he is.
                    let of_words = matches!(
                        fit.frame.kind,
                        EventType::Support | EventType::Accuse | EventType::Reject
                    ) && slot == "object"
                        && fit.trigger.prepositions.is_empty()
                        // Who condemns or rejects "the Indian government's decision" speaks against it.
                        && (fit.frame.kind != EventType::Support
                            || scene.view.text[party.range.clone()]
                                .starts_with(char::is_uppercase));
                    let home = state
                        && official
                        && !of_words
                        && other.actor.country == party.actor.country;
                    party.by_owner && (same || home)
                };
                let alike = |other: &Party| {
                    let (a, b) = (&other.actor, &party.actor);
                    let state = a.id.as_deref().is_some_and(|id| id.starts_with("state:"));
                    a.id.is_some() && a.id == b.id && (b.sector.is_none() || !state)
                };
                others
                    .iter()
                    .all(|other| !party::is_same(other, party) && !own(other) && !alike(other))
            })
            .collect();
        if !parties.is_empty() {
            let mut parties = party::distinct(parties);
            countrymen::joined(&mut parties);
            let named: Vec<&str> = parties.iter().map(|p| p.actor.text.as_str()).collect();
            why.slots.push((role, slot.clone(), named.join(", ")));
            return parties;
        }
    }
    why.slots.push((role, slots.join(", "), String::new()));
    vec![]
}

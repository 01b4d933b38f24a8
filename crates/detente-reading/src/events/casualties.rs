//! Killed and wounded, by words alone: for sentences without a tree. Where there is one,
//! [`super::quantities`] reads it.
//!
//! Finds a figure bound to a word of death or injury: "43 people were killed", "an attack that
//! killed 43 people", "14 soldiers died", "at least 14 dead", "the deaths of more than 59
//! soldiers", "… and 12 wounded". Deaths by accident, illness or nature are nobody's act and left
//! out, and so is what only could, would or should happen: the sentence must not speak of
//! misfortune, and sentence or report must speak of violence.

use super::{agent, victims};
use crate::figures::{Figure, figure};
use crate::view::{Tok, View};
use crate::words::{MODALS, NEGATIONS, is_misfortune, is_violence};
use detente_record::{ActorRef, FigureRole};
use std::ops::Range;

/// People killed or wounded in one happening.
#[derive(Clone, Debug)]
pub(crate) struct Toll {
    pub(crate) figures: Vec<Counted>,
    pub(crate) actors: Vec<ActorRef>,
    pub(crate) recipients: Vec<ActorRef>,
    pub(crate) rule: &'static str,
}

/// One figure of a toll.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) role: FigureRole,
    pub(crate) figure: Figure,
    /// Tokens of the figure.
    pub(crate) toks: Range<usize>,
    /// Tokens of what is counted.
    pub(crate) of: Option<Range<usize>>,
    /// The verb, where the figure is its object and it may have a subject.
    active: Option<usize>,
    /// The token after a passive, where its agent would stand.
    passive: Option<usize>,
    rule: &'static str,
}

/// The tolls of one sentence.
pub(crate) fn rule(view: &View, sentence: Range<usize>, mood: Mood) -> Vec<Toll> {
    let toks = &view.toks[..sentence.end];
    let words = &toks[sentence.start..];
    if !words.iter().any(|tok| is_harm(&tok.lower)) || !mood.safe(words) {
        return vec![];
    }
    let mut found: Vec<Counted> = vec![];
    let mut at = sentence.start;
    while at < sentence.end {
        match counted(view, toks, sentence.start, at) {
            Some((counted, next)) => {
                found.push(counted);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    join(view, sentence, found)
}

fn is_harm(word: &str) -> bool {
    role_of(word).is_some()
        || matches!(
            word,
            "died"
                | "dead"
                | "deaths"
                | "death"
                | "killing"
                | "killings"
                | "perished"
                | "casualties"
        )
}

/// The role of a verb or participle of harm.
fn role_of(word: &str) -> Option<FigureRole> {
    Some(match word {
        "killed" | "killing" | "kill" | "kills" | "slain" | "murdered" | "massacred"
        | "executed" | "eliminated" | "neutralised" | "neutralized" | "slaughtered"
        | "assassinated" => FigureRole::Killed,
        "wounded" | "wounding" | "injured" | "injuring" | "maimed" | "hurt" => FigureRole::Wounded,
        _ => return None,
    })
}

/// What a report as a whole speaks of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mood {
    /// Of violence in several places, and nowhere of misfortune.
    violent: bool,
}

impl Mood {
    pub(crate) fn of(view: &View) -> Self {
        let violence = view.toks.iter().filter(|tok| is_violence(&tok.lower)).count();
        let misfortune = view.toks.iter().any(|tok| is_misfortune(&tok.lower));
        Self { violent: violence >= 3 && !misfortune }
    }

    /// Whether the report speaks of violence throughout.
    pub(crate) const fn is_violent(self) -> bool {
        self.violent
    }

    /// Whether the deaths in a sentence can be taken for somebody's act.
    pub(crate) fn safe(self, sentence: &[Tok]) -> bool {
        !sentence.iter().any(|tok| is_misfortune(&tok.lower))
            && (self.violent || sentence.iter().any(|tok| is_violence(&tok.lower)))
    }
}

/// A figure at `at` that counts people killed or wounded, and the token after what was read.
fn counted(view: &View, toks: &[Tok], start: usize, at: usize) -> Option<(Counted, usize)> {
    // A figure is read with the words that bound it.
    let (read, end) = figure(toks, at)?;
    let made = |role, of, active, passive, rule, next| {
        Some((
            Counted {
                role,
                figure: read,
                toks: at..trim(toks, at..end),
                of,
                active,
                passive,
                rule,
            },
            next,
        ))
    };
    let of_end = victims::end(view, toks, end);
    let of = (of_end > end).then_some(end..of_end);
    // "killed 43 people", "killing at least 14", "wounded 3"
    if let Some(role) =
        at.checked_sub(1).filter(|i| *i >= start).and_then(|i| role_of(&toks[i].lower))
        && !unreal(toks, start, at - 1)
        && !passive_before(toks, start, at - 1)
    {
        return made(role, of, Some(at - 1), None, "casualties-active", of_end);
    }
    // "the deaths of 59 soldiers", "the killing of 63 troops"
    if at >= start + 2
        && toks[at - 1].is(&["of"])
        && toks[at - 2].is(&["deaths", "death", "killing", "killings", "murder", "loss"])
        && (!toks[at - 2].is(&["loss"]) || of.is_some())
    {
        return made(FigureRole::Killed, of, None, Some(of_end), "casualties-noun", of_end);
    }
    if of.is_none() && !followed_by_harm(toks, end) {
        return None;
    }
    // "leaving 14 people dead", "at least 14 dead"
    let mut verb = of_end;
    let mut modal = false;
    let mut helped = false;
    while let Some(tok) = toks.get(verb).filter(|_| verb < of_end + 5) {
        if tok.is(MODALS) || tok.is(NEGATIONS) {
            modal = true;
        } else if tok
            .is(&["were", "was", "have", "had", "has", "been", "are", "is", "being", "got"])
        {
            helped = true;
        } else if !tok.is(&[
            "also",
            "reportedly",
            "later",
            "then",
            "already",
            "both",
            "since",
            "so",
            "far",
            "confirmed",
            "shot",
        ]) {
            break;
        }
        verb += 1;
    }
    if modal {
        return None;
    }
    let tok = toks.get(verb)?;
    if tok.is(&["dead"]) {
        return made(FigureRole::Killed, of, None, None, "casualties-dead", verb + 1);
    }
    if tok.is(&["died", "perished"]) {
        return made(FigureRole::Killed, of, None, None, "casualties-died", verb + 1);
    }
    if let Some(role) = role_of(&tok.lower)
        .filter(|_| !tok.is(&["killing", "kills", "kill", "wounding", "injuring"]))
    {
        // "43 soldiers killed 12 rebels" has an object: the figure counts those who killed.
        let object = figure(toks, verb + 1).is_some()
            || toks
                .get(verb + 1)
                .is_some_and(|tok| tok.is(&["the", "a", "an", "them", "him", "her"]));
        if !helped && object {
            return None;
        }
        // Without an auxiliary only at the end of a phrase: "12 wounded".
        let closed = toks.get(verb + 1).is_none_or(|tok| {
            tok.is_mark()
                || tok.is(&[
                    "in", "by", "and", "on", "when", "after", "during", "as", "since", "near", "at",
                ])
        });
        if helped || closed {
            return made(role, of, None, Some(verb + 1), "casualties-passive", verb + 1);
        }
    }
    None
}

fn trim(toks: &[Tok], range: Range<usize>) -> usize {
    if range.len() > 1 && toks[range.end - 1].is(&["of"]) { range.end - 1 } else { range.end }
}

fn followed_by_harm(toks: &[Tok], end: usize) -> bool {
    toks.get(end).is_some_and(|tok| {
        tok.is(&["dead", "were", "was", "have", "had", "died"]) || role_of(&tok.lower).is_some()
    })
}

/// The verb is denied, only possible, or an aim.
fn unreal(toks: &[Tok], start: usize, verb: usize) -> bool {
    let near = &toks[verb.saturating_sub(3).max(start)..verb];
    near.iter().any(|tok| tok.is(MODALS) || tok.is(NEGATIONS)) && !claimed(near)
}

/// "claimed to have killed 14": told as done.
fn claimed(near: &[Tok]) -> bool {
    matches!(near, [.., to, have] if to.is(&["to"]) && have.is(&["have"]))
}

fn passive_before(toks: &[Tok], start: usize, verb: usize) -> bool {
    verb > start && toks[verb - 1].is(&["were", "was", "been", "are", "is", "being"])
}

/// Figures of one happening stand together: "19 were killed and 12 wounded".
fn join(view: &View, sentence: Range<usize>, found: Vec<Counted>) -> Vec<Toll> {
    let mut out: Vec<Toll> = vec![];
    let mut last_end = 0;
    for counted in found {
        let own = counted.of.clone().is_some_and(|of| victims::told_apart(view, of));
        let agent = agent::active(view, &sentence, counted.active)
            .or_else(|| agent::passive(view, &sentence, counted.passive));
        let recipient = counted.of.clone().and_then(|of| victims::actor(view, of));
        let next = counted.toks.end;
        let joined = out.last_mut().filter(|toll| {
            let roles = toll.figures.iter().any(|other| other.role == counted.role);
            let apart = view.toks[last_end..counted.toks.start].iter().any(|tok| tok.is(&[";"]));
            !roles
                && !apart
                && (!own
                    || recipient.is_none()
                    || toll.recipients.iter().any(|r| {
                        Some(r.country.clone()) == recipient.as_ref().map(|r| r.country.clone())
                    }))
        });
        match joined {
            Some(toll) => {
                if toll.actors.is_empty() {
                    toll.actors.extend(agent);
                }
                if toll.recipients.is_empty() {
                    toll.recipients.extend(recipient);
                }
                toll.figures.push(counted);
            }
            None => out.push(Toll {
                actors: agent.into_iter().collect(),
                recipients: recipient.into_iter().collect(),
                rule: counted.rule,
                figures: vec![counted],
            }),
        }
        last_end = next;
    }
    out
}

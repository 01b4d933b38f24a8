//! **denial**: what speakers deny or reject in a report's statements; who only doubts has a position
//! in the claim that he doubts, and denies nothing.
//!
//! Whom a denial answers stands before it: the nearest earlier statement of another side that says
//! the same in other words, or whatever was said last where the denial only points at it ("denied
//! the charge", "nothing to do with reality"). Where nobody is known to have said it, the position
//! is nobody's, for what is denied was said by somebody. Refusals to do something deny nothing, and
//! what was demanded or promised can't be denied, for it was not said to be so.

use super::position;
use crate::incident::is_same_party;
use detente_record::{Act, ActorRef, Claim, Dispute, Evidence, Position, Stance, Statement, Time};
use std::collections::BTreeSet;

/// How many statements back the one that is answered may stand.
const BACK: usize = 4;

/// The claims and disputes that one report's denials make; `statements` are the report's, in any
/// order, `linked` the ids of statements whose denial an incident tells already.
pub fn of_statements(
    statements: &[Statement],
    linked: &BTreeSet<String>,
) -> (Vec<Claim>, Vec<Dispute>) {
    let mut all: Vec<&Statement> = statements.iter().collect();
    all.sort_by_key(|one| (start(one), one.id.clone()));
    let (mut claims, mut disputes) = (vec![], vec![]);
    for (at, one) in all.iter().enumerate() {
        if !denies(one) || linked.contains(&one.id) {
            continue;
        }
        let answered = answered(&all[..at], one);
        if one.act == Act::Doubts && answered.is_none() {
            continue;
        }
        let stance = if one.act == Act::Doubts { Stance::Doubts } else { Stance::Denies };
        let mut positions = vec![];
        let text = match answered {
            Some(said) => {
                positions.push(held(said, Stance::Asserts));
                said.content.clone()
            }
            None => {
                positions.push(nobodys(one));
                one.content.clone()
            }
        };
        positions.push(held(one, stance));
        let by = position::name(Some(&speaker(one)));
        let told = match answered {
            Some(said) => format!(", told by {}", position::name(Some(&speaker(said)))),
            None => String::new(),
        };
        let days: BTreeSet<String> = positions.iter().filter_map(|p| p.date.to.clone()).collect();
        let about: BTreeSet<String> = answered
            .map(|said| said.about.clone())
            .unwrap_or_default()
            .into_iter()
            .chain(one.about.clone())
            .collect();
        claims.push(Claim {
            id: format!("{}:claim", one.id),
            text: text.clone(),
            about: about.iter().cloned().collect(),
            independent_sources: usize::from(answered.is_some()),
            status: if stance == Stance::Doubts { "unopposed" } else { "disputed" }.into(),
            positions: positions.clone(),
        });
        if stance == Stance::Doubts {
            continue;
        }
        disputes.push(Dispute {
            id: format!("{}:denial", one.id),
            text: format!("“{}”{told}, denied by {by}", short(&text)),
            kind: "denial".into(),
            relation: "conflict".into(),
            about: about.into_iter().collect(),
            claims: vec![format!("{}:claim", one.id)],
            first: days.first().cloned(),
            last: days.last().cloned(),
            independent_sources: usize::from(answered.is_some()) + 1,
            positions,
        });
    }
    (claims, disputes)
}

/// Whether a statement says that something said is not so; who rejects a demand, a plan or an offer
/// only declines it.
fn denies(one: &Statement) -> bool {
    match one.act {
        Act::Denies | Act::Doubts => true,
        Act::Rejects => {
            let words = one.content.to_lowercase();
            const SAID: &[&str] = &[
                "accusation",
                "allegation",
                "charge",
                "claim",
                "report",
                "statement",
                "suggestion",
                "assertion",
                "account",
                "version",
                "toll",
                "figure",
                "reality",
                "propaganda",
                "fabricat",
                "untrue",
                "false",
                "lie",
                "nonsense",
                "baseless",
                "unfounded",
                "that ",
            ];
            SAID.iter().any(|word| words.contains(word))
        }
        _ => false,
    }
}

/// The earlier statement that a denial answers.
fn answered<'a>(before: &[&'a Statement], one: &Statement) -> Option<&'a Statement> {
    let own = telling(&one.content);
    let points = own.len() <= 2;
    let other = |said: &&&Statement| {
        let side = |s: &Statement| s.speaker.as_ref().map(|speaker| speaker.actor.clone());
        let same = match (side(said), side(one)) {
            (Some(a), Some(b)) => is_same_party(&a, &b) || a.text == b.text,
            _ => said.speaker_text == one.speaker_text,
        };
        !same && !denies(said)
    };
    let near = before.iter().rev().take(BACK);
    // What is denied was told, not asked or promised.
    let told = |said: &&&Statement| {
        matches!(said.act, Act::Asserts | Act::Accuses | Act::Announces) && other(said)
    };
    let matching = near
        .clone()
        .filter(told)
        .find(|said| telling(&said.content).intersection(&own).count() >= 2);
    matching.or_else(|| near.clone().find(|said| points && told(said))).copied()
}

/// The longer words of what is said, cut to their beginnings, so that inflection parts none.
fn telling(content: &str) -> BTreeSet<String> {
    const POINTING: &[&str] =
        &["accus", "alleg", "charg", "claim", "state", "repor", "these", "those", "that", "this"];
    let lower = content.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            word.chars().count() >= 4
                || word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty()
        })
        .map(|word| word.chars().take(5).collect::<String>())
        .filter(|word| !POINTING.contains(&word.as_str()))
        .collect()
}

/// Who speaks: of one whom nothing is known of, the words for him.
fn speaker(one: &Statement) -> ActorRef {
    let named = one.speaker.as_ref().map(|speaker| speaker.actor.clone());
    named.unwrap_or_else(|| ActorRef { text: one.speaker_text.clone(), ..ActorRef::default() })
}

fn held(one: &Statement, stance: Stance) -> Position {
    Position {
        holder: Some(speaker(one)).filter(|holder| !position::is_nobody(holder)),
        stance,
        value: None,
        statement: Some(one.id.clone()),
        date: one.said.clone(),
        evidence: words(one),
    }
}

/// The position that a denial speaks against, whoever holds it.
fn nobodys(one: &Statement) -> Position {
    Position {
        holder: None,
        stance: Stance::Asserts,
        value: None,
        statement: None,
        date: Time::default(),
        evidence: words(one),
    }
}

fn words(one: &Statement) -> Vec<Evidence> {
    vec![one.evidence.content.clone()]
}

fn start(one: &Statement) -> [usize; 2] {
    one.evidence.content.parts.first().map_or([0, 0], |part| part.bytes)
}

fn short(text: &str) -> String {
    const LONGEST: usize = 160;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

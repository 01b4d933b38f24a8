//! Who a pronoun or "the minister" is.
//!
//! Resolved by rule where there is one candidate: "he" where the paragraph up to there names one
//! person, or one spoke last and none was named since; "the spokesman" where one person of the
//! report is called so; "the centre" where one body named before has that word in its name. Else
//! by all that speaks for a reference ([`crate::reference`]), where that is much.

use super::Told;
use crate::view::View;
use detente_record::{ActorKind, ActorRef};
use detente_world::Actor;
use std::ops::Range;

/// The actor whom a phrase without a name stands for, by what was said before.
pub(crate) fn resolve(view: &View, toks: Range<usize>, told: &[Told]) -> Option<(ActorRef, bool)> {
    let first = &view.toks[toks.start];
    let text = &view.text[first.range.start..view.toks[toks.end - 1].range.end];
    if toks.len() == 1 {
        return match first.lower.as_str() {
            "he" | "she" | "him" | "his" => {
                let person = |actor: &&Actor| actor.kind == ActorKind::Person;
                he(view, toks.start, told)
                    .or_else(|| referred(view, toks.start).filter(person))
                    .map(|a| (a.reference(text), true))
            }
            _ => None,
        }
        .or_else(|| open(view, toks.start, text));
    }
    if !first.is(&["the", "that"]) {
        return None;
    }
    let noun = toks.clone().find(|&at| {
        view.toks[at].text == "," || view.toks[at].is(&["of", "for", "in", "which", "who"])
    });
    let noun = &view.toks[noun.unwrap_or(toks.end) - 1].lower;
    if let Some(actor) = called(view, noun, first.range.start) {
        return Some((actor.reference(text), true));
    }
    let head = toks.clone().rfind(|&at| view.toks[at].lower == *noun)?;
    body(view, noun, first.range.start)
        .or_else(|| referred(view, head))
        .map(|actor| (actor.reference(text), actor.kind == ActorKind::Person))
        .or_else(|| open(view, head, text))
}

/// Whom the report was speaking of, where the references leave it open.
fn open(view: &View, head: usize, text: &str) -> Option<(ActorRef, bool)> {
    let known = view.standing_at(head)?;
    let actor = ActorRef { text: text.to_owned(), ..known.actor.clone() };
    actor.id.is_some().then_some((actor, known.person))
}

/// Whom a mention stands for by all that speaks for it, where that is a good deal more than speaks
/// for anybody else: a hundred points are 2.7 times as likely.
fn referred<'a>(view: &View<'a>, head: usize) -> Option<&'a Actor> {
    const SURE: i32 = 100;
    let reference = view.reference_at(head)?;
    reference.actor.filter(|_| reference.margin >= SURE)
}

fn he<'a>(view: &View<'a>, tok: usize, told: &[Told]) -> Option<&'a Actor> {
    let at = view.toks[tok].range.start;
    let block = view.document.block_at(at)?.range.clone();
    let outside = |range: &Range<usize>| view.quote_at(range.start).is_none();
    let persons = |range: Range<usize>| {
        let named = view.names_in(range).iter();
        let named = named.filter(|n| n.actor.kind == ActorKind::Person && outside(&n.range));
        let mut all: Vec<&'a Actor> = named.map(|named| named.actor).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all.dedup_by(|a, b| a.id == b.id);
        all
    };
    let last = told.iter().rev().find(|told| told.end <= at)?;
    let spoke = || {
        let id = last.row.speaker.as_ref().filter(|_| last.person)?.actor.id.as_deref()?;
        view.world.get(id)
    };
    match persons(block.start..at).as_slice() {
        [only] => {
            // The speaker before may be somebody whom the world doesn't know.
            let unknown = last.end > block.start && last.person_like && !last.person;
            (!unknown).then_some(*only)
        }
        [] => {
            let before = view.document.blocks.iter().rposition(|b| b.range.end <= block.start)?;
            (last.start >= view.document.blocks[before].range.start).then(spoke).flatten()
        }
        _ => {
            let id = last.row.speaker.as_ref()?.actor.id.clone()?;
            let since = persons(last.end.max(block.start)..at);
            let same = since.iter().all(|actor| actor.id == id);
            (last.end > block.start && same).then(spoke).flatten()
        }
    }
}

/// The one person before `at` near whose name the noun of an office stands.
fn called<'a>(view: &View<'a>, noun: &str, at: usize) -> Option<&'a Actor> {
    const OFFICES: &[&str] = &[
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
        "president",
        "ambassador",
        "envoy",
        "diplomat",
        "general",
        "commander",
        "chancellor",
        "secretary-general",
        "expert",
        "analyst",
        "official",
        "leader",
        "premier",
        "journalist",
        "governor",
        "senator",
        "adviser",
        "king",
    ];
    if !OFFICES.contains(&noun) {
        return None;
    }
    let near = |range: &Range<usize>| {
        let start = view.tok_at(range.start);
        let end = view.tok_at(range.end.saturating_sub(1)) + 1;
        let before = &view.toks[start.saturating_sub(4)..start];
        let since =
            before.iter().rposition(|tok| tok.is_mark() || tok.is(&["and"])).map_or(0, |i| i + 1);
        let after = view
            .toks
            .get(end)
            .filter(|tok| tok.text == ",")
            .map(|_| &view.toks[end + 1..(end + 5).min(view.toks.len())]);
        before[since..].iter().chain(after.into_iter().flatten()).any(|tok| tok.lower == noun)
    };
    let named = view.names.iter().take_while(|named| named.range.end <= at);
    let mut found: Vec<&'a Actor> = named
        .filter(|named| named.actor.kind == ActorKind::Person && near(&named.range))
        .map(|named| named.actor)
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    if let [only] = found.as_slice() { Some(only) } else { None }
}

/// The one body before `at` whose name holds the noun.
fn body<'a>(view: &View<'a>, noun: &str, at: usize) -> Option<&'a Actor> {
    const BODIES: &[&str] = &[
        "centre",
        "center",
        "ministry",
        "council",
        "committee",
        "organisation",
        "organization",
        "agency",
        "union",
        "league",
        "commission",
        "observatory",
        "group",
        "movement",
        "front",
        "court",
        "department",
        "party",
        "mission",
        "command",
        "coalition",
        "office",
    ];
    if !BODIES.contains(&noun) {
        return None;
    }
    let same = |word: &str| {
        let word = word.to_lowercase();
        word == noun || (word.replace("centre", "center") == noun.replace("centre", "center"))
    };
    let named = view.names.iter().take_while(|named| named.range.end <= at);
    let mut found: Vec<&'a Actor> = named
        .filter(|named| !matches!(named.actor.kind, ActorKind::Person | ActorKind::State))
        .filter(|named| view.text[named.range.clone()].split_whitespace().any(same))
        .map(|named| named.actor)
        .collect();
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    if let [only] = found.as_slice() { Some(only) } else { None }
}

//! Statements as rows: who speaks is read, the evidence gathered, the id made.

use super::carry::{self, Number};
use super::{Found, Source, Told, joint, owned, speaker};
use crate::actors::phrase;
use crate::id;
use crate::view::View;
use detente_record::{ActorRef, Evidence, Form, Speaker, Statement, StatementEvidence};
use std::ops::Range;

/// The row of a statement. `shared`: whether the words are said by two, each of whom has a row.
/// `before`: the statements before it.
pub(super) fn row(view: &View, found: &Found, shared: bool, before: &[Told]) -> Option<Told> {
    let content_evidence = joined(view, &found.content)?;
    let cue = found.cue.clone().map(|toks| bytes(view, &toks));
    let cue_evidence = cue.clone().map(|range| view.document.evidence(range));
    let last = before.last().filter(|_| found.follows);
    let voice = match (&found.source, last) {
        (Some(source), _) => Voice::of(view, source, shared, before),
        (None, Some(last)) => Voice::as_of(last, last.row.speaker_text.clone()),
        (None, None) if found.follows => return None,
        (None, None) => goes_on(view, found, before).unwrap_or_default(),
    };
    let source = match (&found.source, last) {
        (Some(source), _) => {
            let all: Vec<Range<usize>> = std::iter::once(bytes(view, &source.toks))
                .chain(source.more.iter().map(|toks| bytes(view, toks)))
                .collect();
            joined(view, &all)
        }
        (None, last) => last.and_then(|last| last.row.evidence.source.clone()),
    };
    let mut via: Vec<ActorRef> = vec![];
    for toks in &found.told {
        let actor = match view.name_at(toks.start).filter(|_| toks.len() < 4) {
            Some(named) => named.actor.reference(&view.text[named.range.clone()]),
            None => {
                let text = view.text[bytes(view, toks)].to_owned();
                ActorRef { text, sector: Some("MED".to_owned()), ..ActorRef::default() }
            }
        };
        let speaks = voice.speaker.as_ref().is_some_and(|speaker| speaker.actor.id == actor.id);
        if !speaks && via.iter().all(|one| one.id.is_none() || one.id != actor.id) {
            via.push(actor);
        }
    }
    let mut keyed = vec![];
    keyed.extend(&cue_evidence);
    keyed.push(&content_evidence);
    let own = found.source.as_ref().filter(|_| shared);
    let own = own.map(|source| view.document.evidence(bytes(view, &source.naming)));
    keyed.extend(&own);
    let words: Vec<&str> = found.content.iter().map(|range| &view.text[range.clone()]).collect();
    let row = Statement {
        id: id::row(&view.document.id, "statement", &keyed),
        report: view.document.id.clone(),
        speaker: voice.speaker,
        speaker_text: voice.text,
        via,
        addressee: found.addressee.clone().map(|toks| who(view, toks, before)),
        cue: cue.clone().map(|range| view.text[range].to_owned()),
        form: found.form,
        act: found.act,
        content: words.join(" … "),
        about: vec![],
        said: found.said.clone(),
        evidence: StatementEvidence { source, cue: cue_evidence, content: content_evidence },
        review: None,
    };
    Some(Told {
        row,
        content: found.content.clone(),
        cue,
        person: voice.person,
        person_like: voice.person_like,
        number: voice.number,
        called: voice.called,
        start: found.start,
        end: found.end,
    })
}

/// The bytes of some tokens.
pub(super) fn bytes(view: &View, toks: &Range<usize>) -> Range<usize> {
    match view.toks.get(toks.clone()) {
        Some([first, .., last]) => first.range.start..last.range.end,
        Some([one]) => one.range.clone(),
        _ => 0..0,
    }
}

/// The evidence of several stretches as one.
fn joined(view: &View, ranges: &[Range<usize>]) -> Option<Evidence> {
    let mut all: Option<Evidence> = None;
    for range in ranges {
        let part = view.document.evidence(range.clone());
        match &mut all {
            Some(all) => all.parts.extend(part.parts),
            None => all = Some(part),
        }
    }
    all
}

/// Whom a phrase beside a statement names; its words alone where nobody is known.
fn who(view: &View, toks: Range<usize>, before: &[Told]) -> ActorRef {
    let text = view.text[bytes(view, &toks)].to_owned();
    match Voice::of(view, &Source::of(toks), false, before).speaker {
        Some(speaker) => speaker.actor,
        None => ActorRef { text, ..ActorRef::default() },
    }
}

/// Who speaks.
#[derive(Default)]
struct Voice {
    speaker: Option<Speaker>,
    text: String,
    person: bool,
    person_like: bool,
    number: Number,
    called: Vec<String>,
}

/// Who goes on in a quotation with nobody beside it.
fn goes_on(view: &View, found: &Found, before: &[Told]) -> Option<Voice> {
    let cue = found.cue.as_ref().and_then(|cue| view.toks.get(cue.clone()));
    let silent = cue.is_none_or(|cue| cue.iter().all(crate::view::Tok::is_mark));
    let at = found.content.first()?.start;
    let quoted = matches!(found.form, Form::Direct | Form::Mixed);
    let last = carry::quotation(view, at, before).filter(|_| silent && quoted)?;
    Some(Voice::as_of(last, String::new()))
}

impl Voice {
    /// The voice of a statement before. `text`: the words for who speaks here.
    fn as_of(last: &Told, text: String) -> Self {
        let named = |actor: &ActorRef| match &actor.id {
            Some(_) if !text.is_empty() => ActorRef { text: text.clone(), ..actor.clone() },
            _ => actor.clone(),
        };
        let known = last.row.speaker.as_ref();
        let known =
            known.map(|one| Speaker { actor: named(&one.actor), office: one.office.clone() });
        // Of somebody whom the world does not know the name is all there is.
        let unknown = || {
            let actor = ActorRef { text: last.row.speaker_text.clone(), ..ActorRef::default() };
            Speaker { actor, office: None }
        };
        Self {
            speaker: Some(known.unwrap_or_else(unknown)),
            text,
            person: last.person,
            person_like: last.person_like,
            number: last.number,
            called: last.called.clone(),
        }
    }

    fn of(view: &View, source: &Source, shared: bool, before: &[Told]) -> Self {
        // Of two who speak together each has its own name, "who" that of what it stands for.
        let whole = source.naming.end > source.toks.start && !shared;
        let shown = if whole { &source.toks } else { &source.naming };
        let text = view.text[bytes(view, shown)].to_owned();
        let capital = view.toks[source.toks.clone()].iter().any(|tok| tok.is_capital());
        let number = carry::number(view, &source.naming);
        let called = carry::called(view, &source.toks);
        let read = phrase(view, source.naming.clone()).filter(|phrase| {
            phrase.actor.id.is_some()
                || phrase.actor.country.is_some()
                || phrase.actor.sector.is_some()
        });
        if let Some(read) = read {
            let mut actor = read.actor;
            actor.text = text.clone();
            let office = read.office.or_else(|| office_on_the_day(view, &actor));
            let person = read.person;
            return Self {
                speaker: Some(Speaker { actor, office }),
                text,
                person,
                person_like: person,
                number,
                called,
            };
        }
        let alone = source.naming.len() == 1;
        let resolved = speaker::resolve(view, source.naming.clone(), before)
            .or_else(|| Some((joint::elliptic(view, &source.naming)?.reference(&text), false)))
            .or_else(|| alone.then(|| of_capital(view, &text)).flatten());
        let Some((mut actor, person)) = resolved else {
            if let Some(naming) = owned::owner(view, &source.naming) {
                let own = Source { naming, ..source.clone() };
                return Self { text, number, called, ..Self::of(view, &own, shared, before) };
            }
            let last = if alone {
                carry::pronoun(view, source.naming.start, before)
            } else {
                let head = carry::head(view, &source.naming);
                let at = view.toks.get(source.naming.start).map_or(0, |tok| tok.range.start);
                head.and_then(|noun| carry::description(view, &noun, at, before))
            };
            return match last {
                Some(last) => {
                    let mut voice = Self::as_of(last, text);
                    voice.called.extend(called);
                    voice
                }
                None => {
                    let speaker = None;
                    Self { speaker, text, person: false, person_like: capital, number, called }
                }
            };
        };
        actor.text = text.clone();
        let office = person.then(|| office_on_the_day(view, &actor)).flatten();
        let speaker = Some(Speaker { actor, office });
        let number = if person { Number::One } else { number };
        let called = if alone { carried_names(before, speaker.as_ref()) } else { called };
        Self { speaker, text, person, person_like: person, number, called }
    }
}

/// A capital that speaks, or that words come from, for its state.
fn of_capital(view: &View, text: &str) -> Option<(ActorRef, bool)> {
    let found = view.world.find(text);
    let found = found.iter().find(|found| found.form == detente_world::Form::Capital)?;
    Some((found.actor.reference(text), false))
}

/// What a speaker was called when he or she spoke before.
fn carried_names(before: &[Told], speaker: Option<&Speaker>) -> Vec<String> {
    let id = speaker.and_then(|speaker| speaker.actor.id.as_ref());
    let same = |one: &&Told| {
        let own = one.row.speaker.as_ref().and_then(|speaker| speaker.actor.id.as_ref());
        own.is_some() && own == id
    };
    before.iter().rev().find(same).map(|one| one.called.clone()).unwrap_or_default()
}

/// The one office that a person held on the day of publication.
fn office_on_the_day(view: &View, actor: &ActorRef) -> Option<String> {
    let day = view.published_text()?;
    let known = view.world.get(actor.id.as_deref()?)?;
    let mut held = known.offices.iter().filter(|office| {
        office.from.as_deref().is_some_and(|from| from <= day.as_str())
            && office.to.as_deref().is_none_or(|to| day.as_str() <= to || day.starts_with(to))
    });
    let first = held.next()?;
    held.next().is_none().then(|| first.office.clone())
}

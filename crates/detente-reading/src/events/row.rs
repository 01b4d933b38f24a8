//! From happenings to rows.

use super::at_home;
use super::casualties::Toll;
use super::codes;
use super::happening::Happening;
use super::party::Party;
use super::scene::Scene;
use crate::attach;
use crate::id;
use crate::places;
use crate::statements::Told;
use crate::view::View;
use detente_language::Factuality;
use detente_record::{Act, Event, EventType, Evidence, FigureRole, Quantity, Status, Time, Voice};
use std::ops::Range;

pub(super) fn status(kind: EventType, found: Factuality, told: Option<&Told>) -> Status {
    use EventType::{Accuse, Agree, Request, Threaten};
    // Who rejects a demand does not say that nobody made it.
    let said = matches!(kind, Accuse | Agree | Request | Threaten);
    let denied = told.is_some_and(|told| match told.row.act {
        Act::Denies => true,
        Act::Rejects => !said,
        _ => false,
    });
    match found {
        Factuality::Happened | Factuality::Ongoing if denied => Status::Denied,
        Factuality::Happened => Status::Happened,
        Factuality::Ongoing => Status::Ongoing,
        Factuality::Planned => Status::Planned,
        Factuality::Threatened => Status::Threatened,
        Factuality::Demanded => Status::Demanded,
        Factuality::Hypothetical => Status::Hypothetical,
        Factuality::Denied => Status::Denied,
        Factuality::Failed => Status::Failed,
    }
}

/// Whether its figures tell of people killed or wounded: somebody did it, and to somebody.
fn tells_harm(one: &Happening) -> bool {
    one.figures.iter().any(|amount| matches!(amount.role, FigureRole::Killed | FigureRole::Wounded))
}

/// The row of a happening; `None` where nobody takes part in it.
pub(super) fn of_happening(scene: &Scene, one: &Happening) -> Option<Event> {
    if one.actors.is_empty() && one.recipients.is_empty() && !tells_harm(one) {
        return None;
    }
    let view = scene.view;
    let at = scene.bytes(one.word).start;
    let statement = scene.speaker(at);
    let words = scene.text_of(0..scene.tree.len());
    let start = view.told_from(words.start);
    let bytes = start..words.end.max(start);
    let trigger = view.document.evidence(scene.bytes(one.word));
    let located = attach::place(view, scene.number, one.word);
    let dated = attach::date(view, scene.number, one.word).and_then(|at| view.times.get(at));
    let place = located.as_ref().and_then(|at| at.place).and_then(|at| view.places.get(at));
    let mut evidence = evidence(scene, one, bytes, statement);
    let words = [
        ("date", dated.map(|time| time.range.clone())),
        ("place", located.as_ref().map(|at| at.range.clone())),
    ];
    for (field, range) in words {
        evidence.extend(range.map(|range| view.document.evidence(range).of(field)));
    }
    let kind = one.kind.as_str();
    let attributed = statement.is_some() || view.quote_at(at).is_some();
    let placed = place.map(|placed| places::reference(view, placed));
    let there = placed.as_ref().zip(place.map(|placed| &placed.range));
    let people = |list: &[Party]| at_home::people(one, list, there);
    Some(Event {
        id: id::row(&view.document.id, &format!("event/{kind}"), &[&trigger]),
        report: view.document.id.clone(),
        kind: one.kind,
        mode: one.mode.clone(),
        contexts: one.contexts.clone(),
        intensity: codes::intensity(one.kind, one.mode.as_deref()),
        goldstein: one.cameo.as_deref().and_then(codes::goldstein),
        cameo: one.cameo.clone(),
        quad: Some(codes::quad(one.kind)),
        actors: people(&one.actors),
        recipients: people(&one.recipients),
        reciprocal: one.reciprocal,
        instruments: one.instruments.iter().map(|&word| scene.lemma(word)).collect(),
        date: match dated {
            Some(time) => time.time.clone(),
            None => Time::by_report(view.published_text().as_deref()),
        },
        place: placed,
        quantities: one.figures.iter().map(|amount| amount.quantity(scene)).collect(),
        status: status(one.kind, one.status, statement),
        voice: if attributed { Voice::Attributed } else { Voice::Own },
        statement: statement.map(|told| told.row.id.clone()),
        incident: None,
        confidence: None,
        evidence,
        rule: one.rule.clone(),
        review: None,
    })
}

/// The sentence, then the words for each field.
fn evidence(
    scene: &Scene,
    one: &Happening,
    sentence: Range<usize>,
    told: Option<&Told>,
) -> Vec<Evidence> {
    let document = scene.view.document;
    let mut out = vec![document.evidence(sentence)];
    out.push(document.evidence(scene.bytes(one.word)).of("type"));
    let sides = [("actors", &one.actors), ("recipients", &one.recipients)];
    for (field, parties) in sides {
        if one.reciprocal && field == "recipients" {
            continue;
        }
        for party in parties {
            // A speaker stands outside what is said.
            let source = || told.and_then(|told| told.row.evidence.source.clone());
            let words = match party.range.is_empty() {
                true => source(),
                false => Some(document.evidence(party.range.clone())),
            };
            out.extend(words.map(|words| words.of(field)));
        }
    }
    for &word in &one.instruments {
        out.push(document.evidence(scene.bytes(word)).of("instruments"));
    }
    for amount in &one.figures {
        let words = scene.text_of(amount.count.words.clone());
        out.push(document.evidence(words).of("quantities"));
    }
    out
}

/// The row of people killed or wounded.
pub(super) fn of_toll(
    view: &View,
    sentence: &Range<usize>,
    toll: Toll,
    told: &[Told],
) -> Option<Event> {
    let start = view.told_from(view.toks[sentence.start].range.start);
    let bytes = start..view.toks[sentence.end - 1].range.end.max(start);
    let at = view.toks[toll.figures.first()?.toks.start].range.start;
    let holds = told.iter().filter(|told| told.content.iter().any(|c| c.contains(&at)));
    // The narrowest words that hold it are whose it is.
    let statement = holds.min_by_key(|told| told.content.iter().map(|c| c.len()).sum::<usize>());
    let evidence = view.document.evidence(bytes.clone());
    let figures: Vec<Evidence> = toll
        .figures
        .iter()
        .map(|figure| view.document.evidence(span(view, &figure.toks)))
        .collect();
    let mut keyed = vec![&evidence];
    keyed.extend(&figures);
    let quantities = toll.figures.iter().map(|found| Quantity {
        role: found.role,
        value: found.figure.value,
        low: found.figure.low,
        high: found.figure.high,
        unit: None,
        of: found.of.clone().map(|toks| view.text[span(view, &toks)].to_owned()),
        text: view.text[span(view, &found.toks)].to_owned(),
    });
    // A quotation that nobody is known to have said is still somebody's.
    let attributed = statement.is_some() || view.quote_at(at).is_some();
    Some(Event {
        id: id::row(&view.document.id, "event", &keyed),
        report: view.document.id.clone(),
        kind: EventType::Assault,
        mode: None,
        contexts: vec![],
        intensity: codes::intensity(EventType::Assault, None),
        cameo: None,
        goldstein: None,
        quad: Some(4),
        actors: toll.actors,
        recipients: toll.recipients,
        reciprocal: false,
        instruments: vec![],
        date: date(view, &bytes, at, statement),
        place: None,
        quantities: quantities.collect(),
        status: status(EventType::Assault, Factuality::Happened, statement),
        voice: if attributed { Voice::Attributed } else { Voice::Own },
        statement: statement.map(|told| told.row.id.clone()),
        incident: None,
        confidence: None,
        evidence: vec![evidence],
        rule: toll.rule.into(),
        review: None,
    })
}

fn span(view: &View, toks: &Range<usize>) -> Range<usize> {
    view.toks[toks.start].range.start..view.toks[toks.end - 1].range.end
}

/// The day: the one expression of time in the sentence that can be the happening's. The day of
/// speaking is not, and what stands after "since" or "until" is the edge of something longer.
fn date(view: &View, sentence: &Range<usize>, at: usize, statement: Option<&Told>) -> Time {
    let own = |range: &Range<usize>| match statement {
        Some(told) => told.content.iter().any(|c| c.start <= range.start && range.end <= c.end),
        None => true,
    };
    let edge = |range: &Range<usize>| {
        let tok = view.tok_at(range.start);
        let near = &view.toks[tok.saturating_sub(8)..tok];
        let clause = near.iter().rposition(|tok| tok.text == ",").map_or(0, |i| i + 1);
        let long = near[clause..].iter().any(|word| word.is(&["since", "until", "till"]));
        long || near.last().is_some_and(|word| word.is(&["by", "before", "after", "from"]))
    };
    let mut times = view
        .times_in(sentence.clone())
        .filter(|time| own(&time.range) && view.quote_at(time.range.start) == view.quote_at(at));
    match (times.next(), times.next()) {
        (Some(only), None) if !edge(&only.range) => only.time.clone(),
        _ => Time::by_report(view.published_text().as_deref()),
    }
}

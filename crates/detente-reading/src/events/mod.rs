//! What happened.
//!
//! This first reading knows one kind of happening, and only where it is safe: that people were
//! killed or wounded by somebody's act ([`casualties`]).

mod agent;
mod casualties;
mod victims;

use crate::id;
use crate::statements::Told;
use crate::view::View;
use casualties::{Mood, Toll};
use detente_record::{Act, Event, EventType, Quantity, Status, Time, Voice};
use std::ops::Range;

/// All events in text order.
pub(crate) fn read(view: &View, told: &[Told]) -> Vec<Event> {
    let mut out = vec![];
    let mood = Mood::of(view);
    for sentence in &view.sentences {
        if sentence.is_empty() {
            continue;
        }
        for toll in casualties::rule(view, sentence.clone(), mood) {
            out.extend(event(view, sentence, toll, told));
        }
    }
    out
}

fn event(view: &View, sentence: &Range<usize>, toll: Toll, told: &[Told]) -> Option<Event> {
    let start = view.told_from(view.toks[sentence.start].range.start);
    let bytes = start..view.toks[sentence.end - 1].range.end.max(start);
    let at = view.toks[toll.figures.first()?.toks.start].range.start;
    let statement = told.iter().filter(|told| told.content.iter().any(|c| c.contains(&at)));
    // The narrowest words that hold it are whose it is.
    let statement =
        statement.min_by_key(|told| told.content.iter().map(|c| c.len()).sum::<usize>());
    let denied = statement.is_some_and(|told| matches!(told.row.act, Act::Denies | Act::Rejects));
    let evidence = view.document.evidence(bytes.clone());
    let figures: Vec<_> = toll
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
    let voice = if attributed { Voice::Attributed } else { Voice::Own };
    Some(Event {
        id: id::row(&view.document.id, "event", &keyed),
        report: view.document.id.clone(),
        kind: EventType::Assault,
        mode: None,
        contexts: vec![],
        intensity: None,
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
        status: if denied { Status::Denied } else { Status::Happened },
        voice,
        statement: statement.map(|told| told.row.id.clone()),
        incident: None,
        confidence: None,
        evidence: vec![evidence],
        rule: toll.rule.into(),
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

#[cfg(test)]
mod tests;

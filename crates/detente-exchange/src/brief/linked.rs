//! What many reports come to: happenings, disputes, obligations, relations.

use super::compose::{MOST_LINES, count, in_order};
use super::line::{citations, shorten};
use super::numbers::Turns;
use super::{Line, Section};
use crate::words::{figure, name, names, sources};
use detente_case::{Case, Filter, Result};
use detente_record::{
    ActorRef, Agreement, Dispute, Event, Evidence, Incident, Obligation, Relation, TimeBasis,
};
use std::cmp::Reverse;

/// Citations of one line.
const CITED: usize = 4;

/// The happenings with people harmed, each once, the best attested first.
pub(super) fn happened(case: &Case, until: &Filter, turns: &Turns<'_>) -> Result<Option<Section>> {
    let found = case.harmed(until, MOST_LINES)?;
    let mut lines = vec![];
    for incident in found.rows {
        let mut evidence: Vec<Evidence> = vec![];
        let mut words = None;
        for id in &incident.events {
            let Ok(found) = case.find(id) else { continue };
            let Ok(event) = serde_json::from_value::<Event>(found.row) else { continue };
            words = words.or_else(|| event.evidence.first().map(Evidence::reading));
            evidence.extend(event.evidence.into_iter().take(1));
        }
        let line = Line {
            id: incident.id.clone(),
            date: day_of(&incident),
            subject: None,
            text: incident_text(&incident),
            quote: words.map(|words| shorten(&words)),
            citations: citations(&evidence, turns, CITED)?,
            ..Line::default()
        };
        lines.push(line);
    }
    Ok(in_order("Dead and wounded", lines, found.all, "detente incidents"))
}

fn day_of(incident: &Incident) -> Option<String> {
    let time = &incident.date;
    time.edtf.clone().filter(|_| time.basis != Some(TimeBasis::ReportDate))
}

/// "18 killed, 106 wounded, of civilians, at Khartoum; 2 independent sources, disputed".
fn incident_text(incident: &Incident) -> String {
    let figures: Vec<String> = ["killed", "wounded", "missing"]
        .iter()
        .filter_map(|role| incident.figures.get(*role).map(|one| figure(role, one)))
        .collect();
    let mut text = figures.join(", ");
    if !incident.actors.is_empty() {
        text += &format!(", by {}", names(&incident.actors));
    }
    if !incident.recipients.is_empty() {
        text += &format!(", of {}", names(&incident.recipients));
    }
    if let Some(place) = &incident.place {
        text += &format!(", at {}", place.name.as_deref().unwrap_or(&place.text));
    }
    match incident.extent.as_str() {
        "summary" => text += ", in sum",
        "series" => text += ", in several happenings",
        _ => {}
    }
    text += &format!("; {}", sources(incident.independent_sources));
    if incident.standing == "disputed" {
        text += ", disputed";
    }
    text
}

/// What accounts dispute; what only changed or is counted otherwise after it.
pub(super) fn disputed(case: &Case, turns: &Turns<'_>) -> Result<Option<Section>> {
    let found = case.contested(MOST_LINES)?;
    let line = |dispute: &Dispute| {
        let evidence: Vec<Evidence> =
            dispute.positions.iter().flat_map(|position| position.evidence.clone()).collect();
        let subject = match dispute.relation.as_str() {
            "conflict" => dispute.kind.clone(),
            other => format!("{}, {other}", dispute.kind),
        };
        Ok(Line {
            id: dispute.id.clone(),
            date: dispute.last.clone(),
            subject: Some(subject),
            text: shorten(&dispute.text),
            quote: None,
            citations: citations(&evidence, turns, CITED)?,
            ..Line::default()
        })
    };
    let lines = found.rows.iter().map(line).collect::<Result<_>>()?;
    Ok(in_order("In dispute", lines, found.all, "detente disputes"))
}

/// Obligations due, overdue, or said to be broken or kept.
pub(super) fn owed(case: &Case, turns: &Turns<'_>) -> Result<Option<Section>> {
    type Rank = (u8, Reverse<String>, String);
    let mut ranked: Vec<(Rank, Line)> = vec![];
    case.for_each::<Agreement>(&Filter::default(), &mut |agreement| {
        for one in &agreement.obligations {
            let Some(rank) = weight(one) else { continue };
            let mut evidence = one.evidence.clone();
            evidence.extend(one.performance.iter().flat_map(|said| said.evidence.clone()));
            let due = one.deadline.as_ref().and_then(|due| due.time.edtf.clone());
            let line = Line {
                id: one.id.clone(),
                date: due.clone(),
                subject: agreement.name.clone().or_else(|| Some(names(&agreement.parties))),
                text: owed_text(one),
                quote: Some(shorten(&one.text)),
                citations: citations(&evidence, turns, CITED)?,
                ..Line::default()
            };
            ranked.push(((rank, Reverse(due.unwrap_or_default()), one.id.clone()), line));
        }
        Ok(())
    })?;
    ranked.sort_by(|a, b| a.0.cmp(&b.0));
    let all = ranked.len();
    let lines = ranked.into_iter().take(MOST_LINES).map(|(_, line)| line).collect();
    Ok(in_order("Undertaken", lines, all, "detente agreements"))
}

/// What an analyst looks at first; nothing of what is merely told to go on.
fn weight(one: &Obligation) -> Option<u8> {
    match one.standing.as_deref()? {
        "disputed" => Some(0),
        "said-breached" => Some(1),
        "overdue-unreported" => Some(2),
        "pending" if one.deadline.is_some() => Some(3),
        "pending" => Some(5),
        "said-partly" | "said-fulfilled" => Some(4),
        _ => None,
    }
}

/// "Armenia must, by 2020-12-01 (Azerbaijan: breached; Armenia: fulfilled): disputed".
fn owed_text(one: &Obligation) -> String {
    let who = one.performer.as_ref().or(one.obligor.as_ref()).map(name);
    let mut text = format!("{} {}", who.unwrap_or_else(|| "somebody".into()), one.modality);
    if let Some(due) = one.deadline.as_ref().and_then(|due| due.time.to.as_ref()) {
        text += &format!(" by {due}");
    }
    text += &format!(", {}", one.standing.as_deref().unwrap_or("not judged"));
    let mut said: Vec<String> = one
        .performance
        .iter()
        .map(|said| {
            let holder = said.holder.as_ref().map_or_else(|| "a report".to_owned(), name);
            format!("{holder}: {}", said.status)
        })
        .collect();
    said.dedup();
    if !said.is_empty() {
        text += &format!(" ({})", said.join("; "));
    }
    text
}

/// Without the sign of a nought.
fn tidy(value: f64) -> f64 {
    if value.abs() < 0.005 { 0.0 } else { value }
}

/// How the pairs with most between them stand in their last period.
pub(super) fn stand(case: &Case, turns: &Turns<'_>) -> Result<Option<Section>> {
    const FEWEST: usize = 3;
    let mut lines = vec![];
    for one in case.stood(None, MOST_LINES)? {
        let (all, row) = (one.incidents, one.last);
        if all < FEWEST || row.from.is_none() {
            continue;
        }
        let mut evidence = vec![];
        for driver in &row.drivers {
            let Ok(found) = case.find(&driver.incident) else { continue };
            let Ok(event) = serde_json::from_value::<Event>(found.row) else { continue };
            evidence.extend(event.evidence.into_iter().take(1));
        }
        let net =
            row.net.map(|net| format!("net {:.2}", tidy(net))).unwrap_or_else(|| "no net".into());
        let band = match (row.low, row.high) {
            (Some(low), Some(high)) => format!(" [{low:.2}, {high:.2}]"),
            _ => String::new(),
        };
        let phase =
            row.phase.as_deref().map(|phase| format!(", phase {phase}")).unwrap_or_default();
        let mut relation = case.relation(key(&row.a), key(&row.b))?;
        relation.retain(|row| !row.directed);
        lines.push(Line {
            id: pair_of(&row),
            date: row.to.clone(),
            subject: Some(format!("{} – {}", name(&row.a), name(&row.b))),
            text: format!("{net}{band}{phase}; {} in all", count(all, "dated incident")),
            quote: None,
            citations: citations(&evidence, turns, CITED)?,
            relation,
        });
    }
    Ok(in_order("How they stand", lines, case.pairs(FEWEST)?, "detente relations"))
}

/// The side of a pair, as it is asked for.
fn key(side: &ActorRef) -> &str {
    side.id.as_deref().unwrap_or(&side.text)
}

fn pair_of(row: &Relation) -> String {
    format!("{}:{}", name(&row.a), name(&row.b))
}

//! What many reports come to: happenings, disputes, obligations, relations.

use super::compose::{Best, Numbers, count};
use super::line::{citations, shorten};
use super::{Line, Section};
use crate::words::{figure, name, names, sources};
use detente_case::{Case, Filter, Result};
use detente_record::{
    Agreement, Dispute, Event, Evidence, Incident, Obligation, Relation, TimeBasis,
};
use std::cmp::Reverse;

/// Citations of one line.
const CITED: usize = 4;

/// The happenings with people harmed, each once, the best attested first.
pub(super) fn happened(case: &Case, until: &Filter, numbers: &Numbers) -> Result<Option<Section>> {
    let mut best = Best::default();
    let mut shown: Vec<Incident> = vec![];
    case.for_each::<Incident>(until, &mut |incident| {
        if ["killed", "wounded", "missing"].iter().any(|role| incident.figures.contains_key(*role))
        {
            shown.push(incident);
        }
        Ok(())
    })?;
    for incident in shown {
        let day = incident.date.from.clone().unwrap_or_default();
        let many = u8::from(incident.reports.len() < 2);
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
            citations: citations(&evidence, numbers, CITED),
            ..Line::default()
        };
        best.add((many, Reverse(day), incident.id.clone()), line);
    }
    Ok(best.into_section("Dead and wounded", "detente incidents"))
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
pub(super) fn disputed(case: &Case, numbers: &Numbers) -> Result<Option<Section>> {
    let mut best = Best::default();
    case.for_each::<Dispute>(&Filter::default(), &mut |dispute| {
        let rank =
            match (dispute.relation.as_str(), dispute.positions.iter().all(|p| p.holder.is_some()))
            {
                ("conflict", true) => 0,
                ("conflict", false) => 1,
                _ => 2,
            };
        let evidence: Vec<Evidence> =
            dispute.positions.iter().flat_map(|position| position.evidence.clone()).collect();
        let subject = match dispute.relation.as_str() {
            "conflict" => dispute.kind.clone(),
            other => format!("{}, {other}", dispute.kind),
        };
        let line = Line {
            id: dispute.id.clone(),
            date: dispute.last.clone(),
            subject: Some(subject),
            text: shorten(&dispute.text),
            quote: None,
            citations: citations(&evidence, numbers, CITED),
            ..Line::default()
        };
        best.add((rank, Reverse(dispute.last.clone().unwrap_or_default()), dispute.id), line);
        Ok(())
    })?;
    Ok(best.into_section("In dispute", "detente disputes"))
}

/// Obligations due, overdue, or said to be broken or kept.
pub(super) fn owed(case: &Case, numbers: &Numbers) -> Result<Option<Section>> {
    let mut best = Best::default();
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
                citations: citations(&evidence, numbers, CITED),
                ..Line::default()
            };
            best.add((rank, Reverse(due.unwrap_or_default()), one.id.clone()), line);
        }
        Ok(())
    })?;
    Ok(best.into_section("Undertaken", "detente agreements"))
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
pub(super) fn stand(case: &Case, numbers: &Numbers) -> Result<Option<Section>> {
    const FEWEST: usize = 3;
    let mut best = Best::default();
    // The rows of a pair come one after the other, its last period last.
    let mut pairs: Vec<(usize, Relation)> = vec![];
    case.for_each::<Relation>(&Filter::default(), &mut |row| {
        if row.directed || row.from.is_none() {
            return Ok(());
        }
        match pairs.last_mut() {
            Some((all, last)) if last.a == row.a && last.b == row.b => {
                *all += row.incidents;
                *last = row;
            }
            _ => pairs.push((row.incidents, row)),
        }
        Ok(())
    })?;
    for (all, row) in pairs.into_iter().filter(|(all, _)| *all >= FEWEST) {
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
        let id = pair_of(&row);
        let line = Line {
            id: id.clone(),
            date: row.to.clone(),
            subject: Some(format!("{} – {}", name(&row.a), name(&row.b))),
            text: format!("{net}{band}{phase}; {} in all", count(all, "dated incident")),
            quote: None,
            citations: citations(&evidence, numbers, CITED),
            ..Line::default()
        };
        best.add((0, Reverse(format!("{all:08}")), id), line);
    }
    let Some(mut section) = best.into_section("How they stand", "detente relations") else {
        return Ok(None);
    };
    // Only of those that are named: of a large case all periods of all pairs would be many.
    case.for_each::<Relation>(&Filter::default(), &mut |row| {
        let of = |line: &&mut Line| !row.directed && line.id == pair_of(&row);
        if let Some(line) = section.lines.iter_mut().find(of) {
            line.relation.push(row);
        }
        Ok(())
    })?;
    Ok(Some(section))
}

fn pair_of(row: &Relation) -> String {
    format!("{}:{}", name(&row.a), name(&row.b))
}

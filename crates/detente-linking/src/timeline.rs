//! What happened and what was said, in the order of days.

use detente_record::{Event, Report, Statement, Time, TimelineEntry};

/// Longest text of an entry, in characters.
const LONGEST: usize = 200;

/// The dated events, statements and reports in the order of their days, then of kind and id. A
/// row whose day is not known to lie between two days stands in no order and is left out.
pub fn timeline(
    events: &[Event],
    statements: &[Statement],
    reports: &[Report],
) -> Vec<TimelineEntry> {
    let mut all: Vec<TimelineEntry> = vec![];
    for event in events.iter().filter(|event| dated(&event.date)) {
        let words = event.evidence.first().map(|evidence| evidence.reading()).unwrap_or_default();
        all.push(TimelineEntry {
            id: event.id.clone(),
            kind: "event".into(),
            date: event.date.clone(),
            text: short(&words),
            reports: vec![event.report.clone()],
            evidence: event.evidence.clone(),
        });
    }
    for statement in statements.iter().filter(|statement| dated(&statement.said)) {
        let known = statement.speaker.as_ref().and_then(|speaker| speaker.actor.name.as_deref());
        let speaker = known.unwrap_or(&statement.speaker_text);
        all.push(TimelineEntry {
            id: statement.id.clone(),
            kind: "statement".into(),
            date: statement.said.clone(),
            text: short(&format!("{speaker}: {}", statement.content)),
            reports: vec![statement.report.clone()],
            evidence: vec![statement.evidence.content.clone()],
        });
    }
    for report in reports.iter().filter(|report| dated(&report.published.time)) {
        all.push(TimelineEntry {
            id: report.id.clone(),
            kind: "report".into(),
            date: report.published.time.clone(),
            text: short(report.title.as_deref().unwrap_or_default()),
            reports: vec![report.id.clone()],
            evidence: report.evidence.get("published").cloned().into_iter().collect(),
        });
    }
    all.sort_by(|a, b| key(a).cmp(&key(b)));
    all.dedup_by(|a, b| a.kind == b.kind && a.id == b.id);
    all
}

/// Both ends known.
fn dated(time: &Time) -> bool {
    time.from.is_some() && time.to.is_some()
}

type Order<'a> = (Option<&'a str>, Option<&'a str>, &'a str, &'a str);

fn key(entry: &TimelineEntry) -> Order<'_> {
    (entry.date.from.as_deref(), entry.date.to.as_deref(), &entry.kind, &entry.id)
}

/// One line, cut at a word where it is too long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}

//! `/timeline`: all that bears a date, in order.

use super::Failure;
use super::ask::{Ask, Window, window};
use super::shown::{self, Quoted, Reports};
use askama::Template;
use detente_case::Case;
use detente_record::TimelineEntry;

/// Entries a page.
const WINDOW: usize = 100;

/// One window on the timeline.
#[derive(Template)]
#[template(path = "timeline.html")]
pub(crate) struct Timeline {
    ask: Ask,
    /// Days with their entries; entries of one day stand together.
    days: Vec<(String, Vec<Entry>)>,
    list: Window<()>,
}

struct Entry {
    id: String,
    kind: String,
    text: String,
    /// Whether it is some day within the time given, and not all of it.
    vague: bool,
    quotes: Vec<Quoted>,
}

/// A window on the timeline of a case.
pub(crate) fn page(case: &Case, ask: Ask) -> Result<Timeline, Failure> {
    let found = window::<TimelineEntry>(case, &ask, "/timeline", WINDOW)?;
    let mut reports = Reports::of(case);
    let mut days: Vec<(String, Vec<Entry>)> = vec![];
    for row in found.rows {
        let day = shown::when(&row.date);
        let entry = Entry {
            kind: row.kind,
            vague: row.date.from != row.date.to,
            text: shown::cut(&row.text, 240),
            quotes: reports.quotes(&row.evidence, 1)?,
            id: row.id,
        };
        match days.last_mut() {
            Some((last, entries)) if *last == day => entries.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    let Window { first, earlier, later, .. } = found;
    Ok(Timeline { ask, days, list: Window { rows: vec![], first, earlier, later } })
}

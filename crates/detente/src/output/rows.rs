//! Rows as a table, as JSON Lines or as CSV.

use super::{Column, json_line, stdout, table};
use crate::cli::{Format, RowFormat};
use detente_case::{Case, Filter, Row};
use detente_exchange::CsvRows;
use detente_record::{
    Actor, ActorRef, Event, Place, Refused, Report, Source, Statement, Time, TimelineEntry,
    Undertaking,
};
use std::io::{IsTerminal, Write};

/// The form asked for: by default a table for a person and JSON Lines for a program.
pub(crate) fn format_or_default(format: Format) -> RowFormat {
    format.format.unwrap_or_else(|| {
        if std::io::stdout().is_terminal() { RowFormat::Table } else { RowFormat::Jsonl }
    })
}

/// A kind of row that can be listed as a table.
pub(crate) trait Sheet: Row {
    /// Its columns.
    fn columns() -> Vec<Column>;
    /// Its cells.
    fn cells(&self) -> Vec<String>;
}

/// Most rows of a table on a terminal; other forms are never cut.
const MOST_IN_TABLE: usize = 1000;

/// Lists the rows that pass a filter.
pub(crate) fn list<T: Sheet>(case: &Case, filter: &Filter, format: Format) -> anyhow::Result<()> {
    list_of::<T>(&|each| case.for_each::<T>(filter, each), format)
}

/// What hands rows over, one at a time.
type Rows<'a, T> =
    &'a dyn Fn(&mut dyn FnMut(T) -> detente_case::Result<()>) -> detente_case::Result<()>;

/// Lists the rows that are handed over.
pub(crate) fn list_of<T: Sheet>(rows_of: Rows<'_, T>, format: Format) -> anyhow::Result<()> {
    let mut out = stdout();
    let mut failed: Option<anyhow::Error> = None;
    // After the first failure to write, the rest is let by.
    let mut keep = |result: anyhow::Result<()>| {
        if failed.is_none() {
            failed = result.err();
        }
        Ok(())
    };
    match format_or_default(format) {
        RowFormat::Jsonl => rows_of(&mut |row| {
            keep(json_line(&row).map_err(Into::into).and_then(|line| Ok(writeln!(out, "{line}")?)))
        })?,
        RowFormat::Csv => {
            let mut csv = CsvRows::new(T::TABLE, &mut out)?;
            rows_of(&mut |row| keep(csv.write(&row).map_err(Into::into)))?;
            csv.finish()?;
        }
        RowFormat::Table => {
            let mut rows = vec![];
            let mut all = 0usize;
            rows_of(&mut |row| {
                all += 1;
                if rows.len() < MOST_IN_TABLE {
                    rows.push(row.cells());
                }
                Ok(())
            })?;
            if all == 0 {
                writeln!(out, "No {}.", T::TABLE)?;
            } else {
                write!(out, "{}", table(&<T as Sheet>::columns(), &rows))?;
            }
            if all > rows.len() {
                writeln!(out, "… and {} more; --format jsonl gives all", all - rows.len())?;
            }
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    out.flush()?;
    Ok(())
}

pub(super) fn column(heading: &'static str, most: u16) -> Column {
    Column { heading, most: Some(most) }
}

/// The first characters of an id, as many as tell rows apart in practice.
pub(super) fn short(id: &str) -> String {
    let is_hash = id.len() >= 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hash { id[..8].to_owned() } else { id.to_owned() }
}

pub(super) fn day(time: &Time) -> String {
    time.edtf.clone().or_else(|| time.text.clone()).unwrap_or_default()
}

pub(super) fn names(refs: &[ActorRef]) -> String {
    refs.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub(super) fn name(actor: &ActorRef) -> String {
    actor.name.clone().unwrap_or_else(|| actor.text.clone())
}

pub(super) fn cut(text: &str, most: usize) -> String {
    let even = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if even.chars().count() <= most {
        return even;
    }
    even.chars().take(most - 1).collect::<String>() + "…"
}

impl Sheet for Report {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("published", 12),
            column("outlet", 20),
            column("title", 60),
            column("words", 6),
            column("notes", 5),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            short(&self.id),
            day(&self.published.time),
            self.outlet.clone().unwrap_or_default(),
            cut(self.title.as_deref().or(self.path.as_deref()).unwrap_or(""), 120),
            self.words.to_string(),
            self.notes.len().to_string(),
        ]
    }
}

impl Sheet for Refused {
    fn columns() -> Vec<Column> {
        vec![column("path", 50), column("reason", 18), column("detail", 70)]
    }

    fn cells(&self) -> Vec<String> {
        vec![self.path.clone(), self.reason.clone(), self.detail.clone()]
    }
}

impl Sheet for Source {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 34),
            column("name", 34),
            column("kind", 12),
            column("owner", 5),
            column("reports", 7),
            column("said", 5),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            short(&self.id),
            self.name.clone(),
            self.kind.clone(),
            self.owner_state.clone().unwrap_or_default(),
            self.reports.len().to_string(),
            self.statements.to_string(),
        ]
    }
}

impl Sheet for Place {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 24),
            column("name", 30),
            column("kind", 12),
            column("in", 26),
            column("where", 26),
            column("mentions", 8),
            column("reports", 7),
            column("as", 30),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let within: Vec<&str> =
            self.admin1.iter().chain(&self.country).map(String::as_str).collect();
        let place = match (self.latitude, self.longitude) {
            (Some(latitude), Some(longitude)) => {
                format!("{latitude:.3}, {longitude:.3} ± {:.0} km", self.radius_km.unwrap_or(0.0))
            }
            _ => String::new(),
        };
        let roles: Vec<String> = self.roles.iter().map(|(role, n)| format!("{role} {n}")).collect();
        vec![
            self.id.clone(),
            self.name.clone(),
            self.kind.clone(),
            within.join(", "),
            place,
            self.mentions.to_string(),
            self.reports.len().to_string(),
            roles.join(", "),
        ]
    }
}

impl Sheet for Actor {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 34),
            column("name", 34),
            column("kind", 12),
            column("country", 7),
            column("mentions", 8),
            column("reports", 7),
            column("also", 40),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let also: Vec<&str> = self
            .aliases
            .iter()
            .map(|a| a.text.as_str())
            .filter(|text| *text != self.name)
            .take(4)
            .collect();
        vec![
            self.id.clone(),
            self.name.clone(),
            self.kind.to_string(),
            self.country.clone().unwrap_or_default(),
            self.mentions.to_string(),
            self.reports.len().to_string(),
            also.join(", "),
        ]
    }
}

impl Sheet for Event {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("date", 14),
            column("type", 8),
            column("who", 20),
            column("to whom", 20),
            column("figures", 20),
            column("status", 9),
            column("words", 50),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let figures: Vec<String> =
            self.quantities.iter().map(|q| format!("{} ({})", q.text, q.role)).collect();
        let words =
            self.evidence.first().map(detente_record::Evidence::reading).unwrap_or_default();
        vec![
            short(&self.id),
            day(&self.date),
            self.kind.to_string(),
            names(&self.actors),
            names(&self.recipients),
            figures.join(", "),
            self.status.to_string(),
            cut(&words, 160),
        ]
    }
}

impl Sheet for Statement {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("said", 14),
            column("speaker", 26),
            column("via", 14),
            column("act", 10),
            column("content", 70),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let speaker = self.speaker.as_ref().and_then(|speaker| speaker.actor.name.clone());
        vec![
            short(&self.id),
            day(&self.said),
            speaker.unwrap_or_else(|| self.speaker_text.clone()),
            names(&self.via),
            self.act.to_string(),
            cut(&self.content, 220),
        ]
    }
}

impl Sheet for Undertaking {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("who", 20),
            column("must", 8),
            column("what", 44),
            column("by", 14),
            column("under", 22),
            column("exists", 9),
            column("said of it", 30),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let one = &self.obligation;
        let who = one.performer.as_ref().or(one.obligor.as_ref());
        let under = self.agreement.as_ref();
        let said: Vec<String> = one
            .performance
            .iter()
            .map(|said| {
                let holder = said.holder.as_ref().map_or("the report".to_owned(), name);
                format!("{holder}: {}", said.status)
            })
            .collect();
        vec![
            short(&one.id),
            who.map(name).unwrap_or_default(),
            one.modality.clone(),
            cut(&one.text, 160),
            one.deadline.as_ref().map(|deadline| day(&deadline.time)).unwrap_or_default(),
            under.map(|u| u.name.clone().unwrap_or_else(|| u.text.clone())).unwrap_or_default(),
            one.existence.clone(),
            said.join("; "),
        ]
    }
}

impl Sheet for TimelineEntry {
    fn columns() -> Vec<Column> {
        vec![column("date", 26), column("kind", 10), column("id", 8), column("what", 90)]
    }

    fn cells(&self) -> Vec<String> {
        vec![day(&self.date), self.kind.clone(), short(&self.id), cut(&self.text, 200)]
    }
}

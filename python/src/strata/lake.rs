//! Reports as a lake keeps them: one row for each original, with its bytes and what it says.

use super::{Sent, json, parse};
use crate::batch::{Done, all, refused};
use crate::columns::{Columns, Out, at, batch};
use crate::error::wrong;
use arrow_array::{Array, RecordBatch};
use detente_case::Read;
use detente_exchange::ArrowRows;
use detente_reading::{Mention, PlaceMention};
use detente_record::{
    Event, Evidence, Note, NoteKind, PlaceRole, Published, Report, Statement, Undertaking,
};
use detente_text::{Media, Member, Supplied};
use detente_world::World;
use pyo3::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// An actor or place named, as a lake keeps it.
#[derive(Serialize, Deserialize)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<PlaceRole>,
    pub(super) evidence: Evidence,
}

/// What a report says by its own words alone, where what others fix gives it other days.
#[derive(Serialize, Deserialize)]
pub(super) struct Own {
    pub(super) published: Published,
    pub(super) events: Vec<Event>,
    pub(super) statements: Vec<Statement>,
}

#[derive(Serialize, Deserialize, Default)]
struct Given {
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    published: Option<String>,
    retrieved: Option<String>,
    language: Option<String>,
    charset: Option<String>,
    pages: Vec<usize>,
}

/// Columns of the lake, filled a row at a time.
pub(super) struct Lake {
    text: [Vec<Option<String>>; COLUMNS],
    ordinal: Vec<Option<i64>>,
    original: Vec<Option<Vec<u8>>>,
    undated: Vec<bool>,
}

/// Columns of text.
const COLUMNS: usize = 19;
/// Their names, in order.
const TEXT: [&str; COLUMNS] = [
    "report",
    "month",
    "day",
    "countries",
    "sha256",
    "path",
    "container",
    "member",
    "media",
    "supplied",
    "row",
    "events",
    "statements",
    "undertakings",
    "mentions",
    "places",
    "text",
    "own",
    "refused",
];

impl Default for Lake {
    fn default() -> Self {
        let text = std::array::from_fn(|_| vec![]);
        Self { text, ordinal: vec![], original: vec![], undated: vec![] }
    }
}

impl Lake {
    pub(super) fn push(&mut self, at: &Place, member: &Member, read: &Read) {
        let reading = &read.reading;
        let report = &reading.report;
        let day = report.published.time.to.as_deref();
        let own = read.own.as_ref().map(|own| Own {
            published: own.report.published.clone(),
            events: own.events.clone(),
            statements: own.statements.clone(),
        });
        let Supplied { title, byline, outlet, url, published, retrieved, language, charset } =
            member.supplied.clone();
        let pages = member.pages.clone();
        let given =
            Given { title, byline, outlet, url, published, retrieved, language, charset, pages };
        let mention = |one: &Mention| Named {
            id: one.actor.clone(),
            text: one.text.clone(),
            role: None,
            evidence: one.evidence.clone(),
        };
        let place = |one: &PlaceMention| Named {
            id: one.place.clone(),
            text: one.text.clone(),
            role: Some(one.role),
            evidence: one.evidence.clone(),
        };
        let row: [Option<String>; COLUMNS] = [
            Some(report.id.clone()),
            Some(day.and_then(|day| day.get(..7)).unwrap_or("undated").to_owned()),
            day.map(str::to_owned),
            Some(countries(read)),
            Some(report.sha256.clone()),
            Some(at.path.clone()),
            at.container.clone(),
            member.member.clone(),
            Some(member.media.as_str().to_owned()),
            Some(json(&given)),
            Some(json(report)),
            Some(json(&reading.events)),
            Some(json(&reading.statements)),
            Some(json(&reading.undertakings)),
            Some(json(&reading.mentions.iter().map(mention).collect::<Vec<_>>())),
            Some(json(&reading.places.iter().map(place).collect::<Vec<_>>())),
            Some(read.text.clone()),
            own.as_ref().map(json),
            None,
        ];
        self.text.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
        self.ordinal.push(at.ordinal);
        self.original.push(Some(member.original.clone()));
        self.undated.push(read.undated);
    }

    fn refuse(&mut self, done: &Done, refusal: &detente_text::Refusal) {
        for (column, name) in self.text.iter_mut().zip(TEXT) {
            column.push(match name {
                "month" => Some("refused".to_owned()),
                "path" => Some(done.path.clone()),
                "refused" => Some(json(&refused(&done.path, refusal))),
                _ => None,
            });
        }
        self.ordinal.push(None);
        self.original.push(None);
        self.undated.push(false);
    }

    pub(super) fn batch(self) -> PyResult<RecordBatch> {
        let mut columns: Vec<(&str, Out)> =
            TEXT.into_iter().zip(self.text).map(|(name, all)| (name, Out::Text(all))).collect();
        columns.push(("ordinal", Out::Int(self.ordinal)));
        columns.push(("original", Out::Bytes(self.original)));
        columns.push(("undated", Out::Flag(self.undated)));
        batch(columns)
    }
}

/// The countries of all that is named in a report, each once between spaces, so that " SYR " finds
/// those that name it.
fn countries(read: &Read) -> String {
    let world = World::embedded();
    let actors = read.reading.mentions.iter();
    let actors = actors.filter_map(|one| world.get(&one.actor)?.country.clone());
    let places = read.reading.places.iter().filter_map(|one| world.place_by_id(&one.place));
    let places = places.filter_map(|place| world.place(place).country.map(str::to_owned));
    let all: BTreeSet<String> = actors.chain(places).collect();
    let mut out = String::from(" ");
    for one in all {
        out.push_str(&one);
        out.push(' ');
    }
    out
}

/// Where an original lies.
pub(super) struct Place {
    pub(super) path: String,
    pub(super) container: Option<String>,
    pub(super) ordinal: Option<i64>,
}

/// Reads inputs: a row for each original, and for each input or member that is refused.
pub(super) fn readings(
    inputs: &RecordBatch,
    options: &Map<String, Value>,
) -> PyResult<RecordBatch> {
    let root = options.get("root").and_then(Value::as_str).unwrap_or_default();
    let mut lake = Lake::default();
    for done in all(inputs, root, 1)? {
        match &done.outcome {
            Err(refusal) => lake.refuse(&done, refusal),
            Ok((member, read)) => {
                let Done { path, container, ordinal, .. } = &done;
                let (path, container) = (path.clone(), container.clone());
                lake.push(&Place { path, container, ordinal: *ordinal }, member, read);
            }
        }
    }
    lake.batch()
}

/// The originals of some rows, to be read again.
pub(super) fn members(rows: &Columns<'_>) -> PyResult<Vec<(Place, Member)>> {
    let (path, container, member) =
        (rows.texts("path")?, rows.texts("container")?, rows.texts("member")?);
    let (media, supplied) = (rows.texts("media")?, rows.texts("supplied")?);
    let ordinal = rows.ints("ordinal")?;
    let original = rows.bytes("original")?.ok_or_else(|| wrong("the lake has no originals"))?;
    let mut out = vec![];
    for row in 0..rows.rows() {
        let given: Given = parse(supplied.value(row), "supplied")?;
        let Given { title, byline, outlet, url, published, retrieved, language, charset, pages } =
            given;
        let member = Member {
            original: original.value(row).to_vec(),
            media: Media::parse(media.value(row)).unwrap_or_default(),
            member: at(&member, row).map(str::to_owned),
            locator: None,
            supplied: Supplied {
                title,
                byline,
                outlet,
                url,
                published,
                retrieved,
                language,
                charset,
            },
            pages,
        };
        let place = Place {
            path: path.value(row).to_owned(),
            container: at(&container, row).map(str::to_owned),
            ordinal: (!ordinal.is_null(row)).then(|| ordinal.value(row)),
        };
        out.push((place, member));
    }
    Ok(out)
}

/// The rows that single reports give, with what linking found of copies: `copies_of` and `note` stand
/// beside the lake's columns.
pub(super) fn rows(rows: &Columns<'_>) -> PyResult<RecordBatch> {
    let (row, refused) = (rows.texts("row")?, rows.texts("refused")?);
    let (events, statements) = (rows.texts("events")?, rows.texts("statements")?);
    let undertakings = rows.texts("undertakings")?;
    let (copies_of, note) = (rows.texts("copies_of")?, rows.texts("note")?);
    let mut out = Sent::default();
    for n in 0..rows.rows() {
        if let Some(refused) = at(&refused, n) {
            let value: Value = parse(refused, "refused")?;
            out.push("refused", value["path"].as_str().unwrap_or_default(), &value);
            continue;
        }
        let mut report: Report = parse(row.value(n), "row")?;
        let events: Vec<Event> = parse(events.value(n), "events")?;
        let statements: Vec<Statement> = parse(statements.value(n), "statements")?;
        let one = std::slice::from_ref(&report);
        for entry in detente_linking::timeline(&events, &statements, one) {
            out.push("timeline", &entry.id, &entry);
        }
        report.copies_of = at(&copies_of, n).map(str::to_owned);
        report.notes.retain(|note| note.kind != NoteKind::NearCopy);
        report.notes.extend(at(&note, n).map(|detail| Note {
            kind: NoteKind::NearCopy,
            evidence: None,
            detail: Some(detail.to_owned()),
        }));
        out.push("reports", &report.id, &report);
        for one in &statements {
            out.push("statements", &one.id, one);
        }
        for one in parse::<Vec<Undertaking>>(undertakings.value(n), "undertakings")? {
            out.push("undertakings", &one.obligation.id, &one);
        }
    }
    out.batch()
}

/// Rows of one kind, from JSON to the record's own types.
pub(super) fn typed(rows: &Columns<'_>, options: &Map<String, Value>) -> PyResult<RecordBatch> {
    let kind = options.get("kind").and_then(Value::as_str).unwrap_or_default();
    let mut typed = ArrowRows::new(kind).map_err(wrong)?;
    let json = rows.texts("json")?;
    for n in 0..rows.rows() {
        typed.push(&parse::<Value>(json.value(n), "json")?).map_err(wrong)?;
    }
    let empty = RecordBatch::new_empty(typed.schema());
    Ok(typed.flush().map_err(wrong)?.unwrap_or(empty))
}

//! Rows from a CSV file: one actor, place or agreement a line; lines of one id add up.
//!
//! The id's prefix says what a row is. Lists are separated by `|`. An office takes the columns
//! `office`, `of`, `from`, `to`; a predecessor `predecessor`, `predecessor_kind`,
//! `predecessor_on`.

use super::check::error;
use super::file::{ActorRow, AgreementRow, Before, OfficeRow, PlaceRow, Written};
use super::{Parts, TABLES};
use crate::row::WorldError;
use std::collections::BTreeMap;

/// The columns that a file may have.
const COLUMNS: &[&str] = &[
    "id",
    "name",
    "names",
    "country",
    "sector",
    "owner",
    "gender",
    "adjectives",
    "people",
    "capitals",
    "known_by",
    "office",
    "of",
    "from",
    "to",
    "acting",
    "predecessor",
    "predecessor_kind",
    "predecessor_on",
    "within",
    "kind",
    "concluded",
    "ended",
    "place",
    "parties",
    "guarantors",
    "mediators",
    "about",
    "latitude",
    "longitude",
    "radius_km",
    "source",
];

/// More lines than this are refused: a gazetteer takes them, the names of actors don't.
pub(super) const MOST: usize = 200_000;

pub(super) fn read(file: &str, text: &str) -> Result<Parts, Vec<WorldError>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(wrong) => return Err(vec![error(file, "line 1", wrong.to_string())]),
    };
    let mut wrong = vec![];
    for column in header.iter() {
        if !COLUMNS.contains(&column) {
            let near = COLUMNS.iter().filter(|known| strsim::osa_distance(known, column) <= 2);
            let hint = match near.copied().collect::<Vec<_>>().as_slice() {
                [] => format!("there are {}", COLUMNS.join(", ")),
                near => format!("did you mean {}?", near.join(" or ")),
            };
            wrong.push(error(file, "line 1", format!("there is no column {column:?}; {hint}")));
        }
    }
    for needed in ["id", "name"] {
        if !header.iter().any(|column| column == needed) {
            wrong.push(error(file, "line 1", format!("the column {needed:?} is missing")));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut parts = Parts::default();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (number, record) in reader.records().enumerate() {
        if number >= MOST {
            let what = format!(
                "more than {MOST} lines are too many for a file of actors; bring places in \
                 with `detente world import --from geonames`"
            );
            return Err(vec![error(file, &format!("line {}", number + 2), what)]);
        }
        let record = match record {
            Ok(record) => record,
            Err(bad) => {
                let line = bad.position().map_or(0, csv::Position::line);
                wrong.push(error(file, &format!("line {line}"), bad.to_string()));
                continue;
            }
        };
        let line = record.position().map_or(number as u64 + 2, csv::Position::line);
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name)?;
            record.get(at).filter(|cell| !cell.is_empty()).map(str::to_owned)
        };
        if let Err(what) = row(&cell, &mut parts, &mut known) {
            wrong.push(error(file, &format!("line {line}"), what));
        }
    }
    if wrong.is_empty() { Ok(parts) } else { Err(wrong) }
}

fn row(
    cell: &dyn Fn(&str) -> Option<String>,
    parts: &mut Parts,
    known: &mut BTreeMap<String, usize>,
) -> Result<(), String> {
    let id = cell("id").ok_or("the id is empty")?;
    let name = cell("name").unwrap_or_default();
    let source = cell("source").unwrap_or_else(|| "the user's own file".into());
    let list = |column: &str| -> Vec<String> {
        let cells = cell(column).unwrap_or_default();
        cells.split('|').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    };
    let names = |column: &str| list(column).into_iter().map(Written::Plain).collect::<Vec<_>>();
    let number = |column: &str| {
        cell(column)
            .map(|text| text.parse::<f64>().map_err(|_| format!("{column} {text:?} is no number")))
            .transpose()
    };
    let prefix = id.split(':').next().unwrap_or("");
    match prefix {
        "place" => parts.places.push(PlaceRow {
            name,
            names: names("names"),
            adjectives: names("adjectives"),
            kind: cell("kind").unwrap_or_else(|| "place".into()),
            country: cell("country"),
            latitude: number("latitude")?,
            longitude: number("longitude")?,
            radius_km: number("radius_km")?,
            source,
            id,
        }),
        "agreement" => parts.agreements.push(AgreementRow {
            name,
            names: names("names"),
            kind: cell("kind").unwrap_or_else(|| "framework".into()),
            concluded: cell("concluded"),
            ended: cell("ended"),
            place: cell("place"),
            parties: list("parties"),
            guarantors: list("guarantors"),
            mediators: list("mediators"),
            about: list("about"),
            within: cell("within"),
            obligations: vec![],
            zone: None,
            source,
            id,
        }),
        _ => {
            let table = TABLES.iter().find(|(_, known)| *known == prefix);
            let &(kind, prefix) = table.ok_or_else(|| {
                let all: Vec<&str> = TABLES.iter().map(|(_, prefix)| *prefix).collect();
                format!(
                    "the id {id:?} must begin with one of {}: place: agreement:",
                    all.join(": ") + ":"
                )
            })?;
            let office = cell("office").map(|office| OfficeRow {
                office,
                of: cell("of").unwrap_or_default(),
                from: cell("from"),
                to: cell("to"),
                acting: cell("acting")
                    .is_some_and(|yes| ["true", "yes", "1"].contains(&yes.as_str())),
            });
            let before = cell("predecessor").map(|id| Before {
                id,
                kind: cell("predecessor_kind").unwrap_or_else(|| "renamed".into()),
                on: cell("predecessor_on"),
            });
            if let Some(&at) = known.get(&id) {
                let (_, _, row) = &mut parts.actors[at];
                row.offices.extend(office);
                row.predecessors.extend(before);
                row.names.extend(names("names"));
                return Ok(());
            }
            known.insert(id.clone(), parts.actors.len());
            let held = office.is_some();
            parts.actors.push((
                kind,
                prefix,
                ActorRow {
                    name,
                    country: cell("country"),
                    sector: cell("sector"),
                    owner: cell("owner"),
                    gender: cell("gender"),
                    names: names("names"),
                    adjectives: names("adjectives"),
                    people: names("people"),
                    capitals: names("capitals"),
                    known_by: names("known_by"),
                    offices: office.into_iter().collect(),
                    predecessors: before.into_iter().collect(),
                    within: cell("within"),
                    from: cell("from").filter(|_| !held),
                    to: cell("to").filter(|_| !held),
                    source,
                    id,
                    ..ActorRow::default()
                },
            ));
        }
    }
    Ok(())
}

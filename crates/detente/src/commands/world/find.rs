//! `detente world find` and `show`.

use crate::cli::{Id, RowFormat, WorldFind};
use crate::output::{Column, bold, faint, format_or_default, json_line, printable, stdout, table};
use detente_record::{Actor, Alias, OfficeHeld, Place};
use detente_world::{Agreement, Hit, Known, PlaceId, World};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn find(world: &World, args: &WorldFind) -> anyhow::Result<()> {
    let name = args.name.join(" ");
    let all = !(args.actors || args.places || args.agreements);
    let asked = |hit: &&Hit<'_>| match hit.known {
        Known::Actor(_) => all || args.actors,
        Known::Place(_) => all || args.places,
        Known::Agreement(_) => all || args.agreements,
    };
    let hits = world.search(&name, args.at.as_deref());
    let hits: Vec<&Hit<'_>> = hits.iter().filter(asked).take(args.limit).collect();
    let mut out = stdout();
    match format_or_default(args.format) {
        RowFormat::Jsonl => {
            for hit in hits {
                writeln!(out, "{}", json_line(&row(world, hit, args.at.as_deref()))?)?;
            }
        }
        RowFormat::Csv => {
            writeln!(out, "table,id,name,kind,country,score,by,row")?;
            for hit in hits {
                let row = row(world, hit, args.at.as_deref());
                let cells =
                    ["table", "id", "name", "kind", "country", "score", "by"].map(|key| match &row
                        [key]
                    {
                        Value::String(text) => text.clone(),
                        Value::Null => String::new(),
                        other => other.to_string(),
                    });
                let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
                let cells: Vec<String> = cells.iter().map(|cell| quote(cell)).collect();
                writeln!(out, "{},{}", cells.join(","), quote(&row.to_string()))?;
            }
        }
        RowFormat::Table if hits.is_empty() => {
            writeln!(out, "The world knows nothing called {:?}.", printable(&name, false))?;
        }
        RowFormat::Table => {
            let column = |heading, most| Column { heading, most: Some(most) };
            let columns = [
                column("id", 36),
                column("name", 32),
                column("kind", 12),
                column("in", 22),
                column("by", 26),
                column("", 44),
            ];
            let rows: Vec<Vec<String>> =
                hits.iter().map(|hit| cells(world, hit, args.at.as_deref())).collect();
            write!(out, "{}", table(&columns, &rows))?;
        }
    }
    Ok(out.flush()?)
}

pub(super) fn show(world: &World, args: &Id) -> anyhow::Result<()> {
    let id = args.id.as_str();
    let (known, source) = if let Some(actor) = world.get(id) {
        (Known::Actor(actor), actor.source.clone())
    } else if let Some(agreement) = world.rows().agreements.iter().find(|one| one.id == id) {
        (Known::Agreement(agreement), agreement.source.clone())
    } else if let Some(place) = world.place_by_id(id) {
        (Known::Place(place), world.place(place).source.to_owned())
    } else {
        let name = id.split_once(':').map_or(id, |(_, slug)| slug).replace('-', " ");
        let near: Vec<String> =
            world.search(&name, None).iter().take(3).map(|hit| id_of(world, hit.known)).collect();
        let hint = match near.as_slice() {
            [] => "`detente world find NAME` looks for names".to_owned(),
            near => format!("did you mean {}?", near.join(", ")),
        };
        anyhow::bail!("the world has no row {id:?}; {hint}");
    };
    let mut row = row(world, &Hit { known, score: 1000, by: "its id".into() }, None);
    if let Value::Object(fields) = &mut row {
        fields.remove("score");
        fields.remove("by");
        fields.insert("source".into(), source.into());
    }
    let mut out = stdout();
    if format_or_default(args.format) != RowFormat::Table {
        writeln!(out, "{}", json_line(&row)?)?;
        return Ok(out.flush()?);
    }
    writeln!(out, "{}", bold(id))?;
    for (name, value) in row.as_object().into_iter().flatten() {
        let empty = value.is_null()
            || value.as_array().is_some_and(Vec::is_empty)
            || value.as_object().is_some_and(serde_json::Map::is_empty)
            || ["id", "table", "mentions", "reports", "evidence"].contains(&name.as_str());
        if empty {
            continue;
        }
        let lines: Vec<String> = match value {
            Value::Array(items) => items.iter().map(said).collect(),
            other => vec![said(other)],
        };
        let text = printable(&lines.join("\n"), true).replace('\n', &format!("\n{:16}", ""));
        writeln!(out, "  {} {text}", faint(&format!("{name:<13}")))?;
    }
    Ok(out.flush()?)
}

/// A value in words.
fn said(value: &Value) -> String {
    let text = |key: &str| value[key].as_str().unwrap_or("…").to_owned();
    match value {
        Value::String(text) => text.clone(),
        Value::Object(fields) if fields.contains_key("office") => {
            format!("{} of {}, {} to {}", text("office"), text("of"), text("from"), text("to"))
        }
        Value::Object(fields) if fields.contains_key("text") => text("text"),
        Value::Object(fields) if fields.contains_key("on") => {
            format!("{} ({} {})", text("id"), text("kind"), text("on"))
        }
        other => other.to_string(),
    }
}

fn id_of(world: &World, known: Known<'_>) -> String {
    match known {
        Known::Actor(actor) => actor.id.clone(),
        Known::Agreement(agreement) => agreement.id.clone(),
        Known::Place(place) => world.place(place).id.into_owned(),
    }
}

/// A row of the record, with its table and how it was found before the rest.
fn row(world: &World, hit: &Hit<'_>, at: Option<&str>) -> Value {
    let (table, rest) = match hit.known {
        Known::Actor(one) => ("actors", json!(actor(one, at))),
        Known::Place(one) => ("places", json!(place(world, one))),
        Known::Agreement(one) => ("agreements", agreement(one)),
    };
    let mut row = json!({"table": table, "score": hit.score, "by": hit.by});
    if let (Value::Object(row), Value::Object(rest)) = (&mut row, rest) {
        row.extend(rest);
    }
    row
}

fn aliases<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Alias> {
    let alias = |text: &str| Alias {
        text: text.to_owned(),
        script: detente_linking::script(text).map(Into::into),
        count: 0,
    };
    names.map(alias).collect()
}

fn actor(known: &detente_world::Actor, at: Option<&str>) -> Actor {
    let held = |office: &&detente_world::Office| at.is_none_or(|day| office.held_on(day));
    let offices = known.offices.iter().filter(held).map(|office| OfficeHeld {
        office: office.office.clone(),
        of: Some(office.of.clone()),
        from: office.from.clone(),
        to: office.to.clone(),
    });
    Actor {
        id: known.id.clone(),
        name: known.name.clone(),
        kind: known.kind,
        country: known.country.clone(),
        sector: known.sector.clone(),
        offices: offices.collect(),
        aliases: aliases(known.names.iter().map(|name| name.text.as_str())),
        predecessors: known.predecessors.clone(),
        mentions: 0,
        reports: vec![],
        evidence: vec![],
    }
}

fn place(world: &World, id: PlaceId) -> Place {
    let names: Vec<&str> = match id {
        PlaceId::Spot(at) => {
            world.rows().spots[at as usize].names.iter().map(|name| name.text.as_str()).collect()
        }
        PlaceId::Record(_) => vec![],
    };
    Place { aliases: aliases(names.into_iter()), ..detente_linking::known_place(id, world) }
}

fn agreement(known: &Agreement) -> Value {
    let names: Vec<&str> = known.names.iter().map(|name| name.text.as_str()).collect();
    json!({
        "id": known.id, "name": known.name, "aliases": names, "kind": known.kind,
        "concluded": known.concluded, "ended": known.ended, "place": known.place,
        "parties": known.parties, "guarantors": known.guarantors,
        "mediators": known.mediators, "about": known.about,
    })
}

fn cells(world: &World, hit: &Hit<'_>, at: Option<&str>) -> Vec<String> {
    let by = hit.by.clone();
    match hit.known {
        Known::Actor(known) => {
            let row = actor(known, at);
            let offices = row.offices.iter().take(2).map(|office| {
                let of = office.of.as_deref().unwrap_or("").trim_start_matches("state:").to_owned();
                let span = match (&office.from, &office.to) {
                    (Some(from), Some(to)) => format!("{from} to {to}"),
                    (Some(from), None) => format!("since {from}"),
                    (None, Some(to)) => format!("to {to}"),
                    (None, None) => String::new(),
                };
                format!("{} of {of} {span}", office.office)
            });
            let mut notes: Vec<String> = offices.collect();
            for before in row.predecessors.iter().take(2) {
                notes.push(format!(
                    "{} from {} {}",
                    before.kind,
                    before.id,
                    before.on.as_deref().unwrap_or("")
                ));
            }
            let country = row.country.unwrap_or_default();
            vec![row.id, row.name, row.kind.to_string(), country, by, notes.join("; ")]
        }
        Known::Place(id) => {
            let row = place(world, id);
            let around: Vec<String> = row.admin1.into_iter().chain(row.country).collect();
            let point = format!(
                "{:.3}, {:.3} ± {:.0} km",
                row.latitude.unwrap_or(0.0),
                row.longitude.unwrap_or(0.0),
                row.radius_km.unwrap_or(0.0)
            );
            vec![row.id, row.name, row.kind, around.join(", "), by, point]
        }
        Known::Agreement(known) => {
            let when = known.concluded.clone().unwrap_or_default();
            let parties = known.parties.join(", ");
            vec![known.id.clone(), known.name.clone(), known.kind.clone(), when, by, parties]
        }
    }
}

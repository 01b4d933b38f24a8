//! FollowTheMoney: actors, incidents and reports as entities, or each value as a statement with
//! where it comes from.

use super::countries::country;
use super::each;
use super::json::iri;
use super::ledger::{Ledger, shorten, single_day};
use super::side::name;
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{Actor, ActorKind, Evidence, Incident, Report, TimeSpan};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// FollowTheMoney's own bound of a name, in characters, less an ellipsis.
const NAME: usize = 380;

/// An entity: its schema, and the values of its properties in order.
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
    origin: String,
}

impl Entity {
    fn new(id: &str, schema: &'static str, origin: String) -> Self {
        Self { id: entity_id(id), schema, properties: BTreeMap::new(), origin }
    }

    fn add(&mut self, property: &'static str, value: Option<&str>) {
        let Some(value) = value.map(clean).filter(|value| !value.is_empty()) else { return };
        let values = self.properties.entry(property).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    fn entity(&self) -> Value {
        let properties: Map<String, Value> = self
            .properties
            .iter()
            .map(|(name, values)| ((*name).to_owned(), json!(values)))
            .collect();
        json!({"id": self.id, "schema": self.schema, "properties": properties})
    }

    fn statements(&self) -> impl Iterator<Item = Value> {
        self.properties.iter().flat_map(|(name, values)| values.iter().map(move |v| (name, v))).map(
            |(name, value)| {
                json!({
                    "canonical_id": self.id, "entity_id": self.id, "prop": name,
                    "schema": self.schema, "value": value, "dataset": "detente",
                    "lang": null, "original_value": null, "first_seen": null,
                    "last_seen": null, "external": false, "origin": self.origin, "id": null,
                })
            },
        )
    }
}

pub(super) fn write_entities(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    all(case, |entity| line(out, &entity.entity()))
}

pub(super) fn write_statements(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    all(case, |entity| entity.statements().try_for_each(|one| line(out, &one)))
}

fn line(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn all(case: &Case, mut entity: impl FnMut(Entity) -> io::Result<()>) -> Result<(), Error> {
    let ledger = Ledger::new(case, true)?;
    each::<Report>(case, &Filter::default(), |row| entity(report(&row)))?;
    each::<Actor>(case, &Filter::default(), |row| entity(actor(&row)))?;
    each::<Incident>(case, &Filter::default(), |row| match incident(&row, &ledger) {
        Some(event) => entity(event),
        None => Ok(()),
    })
}

fn report(row: &Report) -> Entity {
    let mut one = Entity::new(&row.id, "Article", format!("report {}", row.id));
    // An entity is what is said of it: without a title, at least which report it is.
    let id = format!("report {}", row.id);
    one.add("title", row.title.as_deref().filter(|title| !clean(title).is_empty()).or(Some(&id)));
    one.add("author", row.byline.as_deref());
    one.add("publisher", row.outlet.as_deref());
    one.add("sourceUrl", web(row.url.as_deref()).map(iri).as_deref());
    one.add("publishedAt", single_day(&row.published.time));
    one.add("retrievedAt", row.retrieved.as_deref());
    one.add("language", row.language.as_deref().and_then(iso_639_3));
    one
}

fn actor(row: &Actor) -> Entity {
    let schema = match row.kind {
        ActorKind::Person => "Person",
        ActorKind::State | ActorKind::Institution => "PublicBody",
        ActorKind::Igo | ActorKind::Ngo | ActorKind::ArmedGroup | ActorKind::Media => {
            "Organization"
        }
        ActorKind::Company => "Company",
        ActorKind::Population | ActorKind::Unknown => "LegalEntity",
    };
    let mut one = Entity::new(&row.id, schema, origin(row.evidence.first()));
    one.add("name", Some(&shorten(&row.name, NAME)));
    for alias in row.aliases.iter().filter(|alias| alias.text != row.name) {
        one.add("alias", Some(&shorten(&alias.text, NAME)));
    }
    one.add("country", row.country.as_deref().map(|code| country(code).iso2));
    one.add("classification", Some(row.kind.as_str()));
    one.add("sector", row.sector.as_deref());
    if row.kind == ActorKind::Person {
        for held in &row.offices {
            one.add("position", Some(&held.office));
        }
    }
    for earlier in &row.predecessors {
        one.add("notes", Some(&format!("{} from {}", earlier.kind, earlier.id)));
    }
    one
}

/// An incident that some report says happened, as an `Event`.
fn incident(row: &Incident, ledger: &Ledger) -> Option<Entity> {
    let tellings = ledger.tellings(row);
    let (id, first) = tellings.first()?;
    let mut one = Entity::new(&row.id, "Event", format!("event {id}, report {}", first.report));
    let side =
        |all: &[detente_record::ActorRef]| all.iter().map(name).collect::<Vec<_>>().join(", ");
    let (actors, recipients) = (side(&row.actors), side(&row.recipients));
    let place = row.place.as_ref().map(|place| place.name.as_deref().unwrap_or(&place.text));
    let mut parts = vec![row.kind.to_string(), actors];
    parts.push(if recipients.is_empty() { recipients } else { format!("→ {recipients}") });
    parts.extend(place.map(|place| format!("({place})")));
    parts.retain(|part| !part.is_empty());
    one.add("name", Some(&shorten(&parts.join(" "), NAME)));
    match single_day(&row.date) {
        Some(day) => one.add("date", Some(day)),
        // "Some day within" is no stretch over which it lasted.
        None if row.date.span == Some(TimeSpan::Throughout) => {
            one.add("startDate", row.date.from.as_deref());
            one.add("endDate", row.date.to.as_deref());
        }
        None => one.add("notes", row.date.edtf.as_deref()),
    }
    one.add("location", place);
    let home = row.place.as_ref().and_then(|place| place.country.as_deref());
    one.add("country", home.map(|code| country(code).iso2));
    for who in row.actors.iter().filter_map(|one| one.id.as_deref()) {
        one.add("involved", Some(&entity_id(who)));
    }
    for who in row.recipients.iter().filter_map(|one| one.id.as_deref()) {
        one.add("involved", Some(&entity_id(who)));
    }
    one.add("keywords", Some(row.kind.as_str()));
    one.add("recordId", Some(&row.id));
    one.add("description", first.words.as_deref());
    let sources = row.independent_sources;
    one.add("summary", Some(&format!("{}; independent sources: {sources}", ledger.standing(row))));
    for report in &row.reports {
        one.add("proof", Some(&entity_id(report)));
    }
    Some(one)
}

/// Which bytes of which report a row rests on first.
fn origin(evidence: Option<&Evidence>) -> String {
    let Some(evidence) = evidence else { return String::new() };
    match evidence.parts.first() {
        Some(part) => {
            format!("report {} bytes {}-{}", evidence.report, part.bytes[0], part.bytes[1])
        }
        None => format!("report {}", evidence.report),
    }
}

/// An id as FollowTheMoney takes it: letters, digits, points and hyphens. Other characters are told
/// by their numbers, so that two ids stay two.
fn entity_id(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        match c {
            ':' => out.push('.'),
            c if c.is_ascii_alphanumeric() || c == '-' || c == '.' => out.push(c),
            c => out.push_str(&format!("-u{:x}-", u32::from(c))),
        }
    }
    let out = out.trim_end_matches(['.', '-']);
    if out.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        out.to_owned()
    } else {
        format!("x{out}")
    }
}

/// A value without what can't be seen.
fn clean(value: &str) -> String {
    let spaced: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn web(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// ISO 639-3, for the languages that the text stage tells apart.
fn iso_639_3(two: &str) -> Option<&'static str> {
    Some(match two {
        "ar" => "ara",
        "de" => "deu",
        "en" => "eng",
        "es" => "spa",
        "fa" => "fas",
        "fr" => "fra",
        "he" => "heb",
        "hi" => "hin",
        "it" => "ita",
        "pt" => "por",
        "ru" => "rus",
        "tr" => "tur",
        "uk" => "ukr",
        "ur" => "urd",
        "zh" => "zho",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_and_stay_apart() {
        assert_eq!(entity_id("state:TUR"), "state.TUR");
        assert_eq!(entity_id("é"), "x-ue9");
        assert_ne!(entity_id("person:a b"), entity_id("person:a_b"));
    }

    #[test]
    fn an_empty_value_is_no_value() {
        let mut one = Entity::new("a", "Person", String::new());
        one.add("name", Some(" \u{0}\t"));
        one.add("name", Some("A\u{0}B"));
        one.add("name", Some("A B"));
        assert_eq!(one.entity()["properties"], json!({"name": ["A B"]}));
        assert_eq!(one.statements().count(), 1);
    }
}

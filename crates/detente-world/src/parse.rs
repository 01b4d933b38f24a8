//! From TOML files to actors: checks every row, so that what follows need not.

use crate::row::{Actor, Name, Office, WorldError};
use detente_record::{ActorKind, Predecessor};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the files hold.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) actors: Vec<Actor>,
    /// Names that stand for nothing.
    pub(crate) names: Vec<String>,
}

/// One file: tables by kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    state: Vec<Row>,
    #[serde(default)]
    territory: Vec<Row>,
    #[serde(default)]
    person: Vec<Row>,
    #[serde(default)]
    institution: Vec<Row>,
    #[serde(default)]
    armed_group: Vec<Row>,
    #[serde(default)]
    igo: Vec<Row>,
    #[serde(default)]
    ngo: Vec<Row>,
    #[serde(default)]
    company: Vec<Row>,
    #[serde(default)]
    media: Vec<Row>,
    #[serde(default)]
    population: Vec<Row>,
    #[serde(default)]
    body: Vec<Body>,
    #[serde(default)]
    stop: Vec<Stop>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    country: Option<String>,
    sector: Option<String>,
    owner: Option<String>,
    #[serde(default)]
    names: Vec<Name>,
    #[serde(default)]
    adjectives: Vec<Name>,
    #[serde(default)]
    people: Vec<Name>,
    #[serde(default)]
    capitals: Vec<Name>,
    #[serde(default)]
    known_by: Vec<Name>,
    #[serde(default)]
    offices: Vec<Office>,
    #[serde(default)]
    predecessors: Vec<Before>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    id: String,
    kind: String,
    on: Option<String>,
}

/// A body that every state has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    slug: String,
    name: String,
    sector: String,
    names: Vec<String>,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stop {
    names: Vec<String>,
    #[serde(rename = "why")]
    _why: String,
}

/// Reads and checks all files.
pub(crate) fn read(files: &[(&str, &str)]) -> Result<Read, WorldError> {
    let mut out = Read::default();
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    let mut bodies = vec![];
    for (name, text) in files {
        let file: File = toml::from_str(text).map_err(|error| syntax(name, text, &error))?;
        let tables = [
            (ActorKind::State, "state", file.state),
            (ActorKind::Unknown, "territory", file.territory),
            (ActorKind::Person, "person", file.person),
            (ActorKind::Institution, "institution", file.institution),
            (ActorKind::ArmedGroup, "group", file.armed_group),
            (ActorKind::Igo, "igo", file.igo),
            (ActorKind::Ngo, "ngo", file.ngo),
            (ActorKind::Company, "company", file.company),
            (ActorKind::Media, "outlet", file.media),
            (ActorKind::Population, "people", file.population),
        ];
        for (kind, prefix, rows) in tables {
            for row in rows {
                let actor = actor(name, kind, prefix, row)?;
                if let Some(home) = homes.insert(actor.id.clone(), (*name).to_owned()) {
                    let what = format!("the id stands in {home} already; give each row its own");
                    return Err(error(name, &actor.id, what));
                }
                out.actors.push(actor);
            }
        }
        bodies.extend(file.body.into_iter().map(|body| ((*name).to_owned(), body)));
        out.names.extend(file.stop.into_iter().flat_map(|stop| stop.names));
    }
    for (name, body) in bodies {
        for made in for_every_state(&out.actors, &body) {
            // A row of its own overrides the made one.
            if let std::collections::btree_map::Entry::Vacant(home) = homes.entry(made.id.clone()) {
                home.insert(name.clone());
                out.actors.push(made);
            }
        }
    }
    references(&out.actors, &homes)?;
    Ok(out)
}

fn error(file: &str, row: &str, what: impl Into<String>) -> WorldError {
    WorldError { file: file.to_owned(), row: row.to_owned(), what: what.into() }
}

fn syntax(file: &str, text: &str, found: &toml::de::Error) -> WorldError {
    let at = found.span().map_or(0, |span| span.start.min(text.len()));
    let before = &text.as_bytes()[..at];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    error(file, &format!("line {line}"), found.message().trim().to_owned())
}

fn actor(file: &str, kind: ActorKind, prefix: &str, row: Row) -> Result<Actor, WorldError> {
    let Row { id, name, country, sector, owner, source, .. } = row;
    let slug = id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')).unwrap_or("");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if slug.is_empty() || !slug.chars().all(plain) {
        let what = format!("the id must be `{prefix}:` and a slug of letters, digits and hyphens");
        return Err(error(file, &id, what));
    }
    if name.trim().is_empty() {
        return Err(error(file, &id, "`name` is empty"));
    }
    if source.trim().is_empty() {
        return Err(error(file, &id, "`source` is empty; say where the row comes from"));
    }
    let code = |c: &String| c.len() == 3 && c.chars().all(|c| c.is_ascii_uppercase());
    if !country.as_ref().is_none_or(code) {
        let what = "`country` must be an ISO 3166-1 code of three capital letters";
        return Err(error(file, &id, what));
    }
    let forms = [&row.names, &row.adjectives, &row.people, &row.capitals, &row.known_by];
    if forms
        .into_iter()
        .flatten()
        .any(|name| name.text.chars().filter(|c| c.is_alphanumeric()).count() < 2)
    {
        return Err(error(file, &id, "a name is shorter than two letters"));
    }
    let days = row.offices.iter().flat_map(|office| [&office.from, &office.to]);
    let days = days.chain(row.predecessors.iter().map(|before| &before.on));
    if let Some(wrong) = days.flatten().find(|day| !is_day(day)) {
        return Err(error(file, &id, format!("{wrong:?} is no day, month or year of ISO 8601")));
    }
    for office in &row.offices {
        if let (Some(from), Some(to)) = (&office.from, &office.to)
            && from > to
        {
            let what = format!("{:?} ends ({to}) before it begins ({from})", office.office);
            return Err(error(file, &id, what));
        }
    }
    let predecessor = |before: Before| {
        if !["renamed", "merged", "split"].contains(&before.kind.as_str()) {
            let what = format!("{:?} is none of renamed, merged, split", before.kind);
            return Err(error(file, &id, what));
        }
        Ok(Predecessor { id: before.id, kind: before.kind, on: before.on })
    };
    let predecessors =
        row.predecessors.into_iter().map(predecessor).collect::<Result<Vec<_>, _>>()?;
    Ok(Actor {
        id,
        name,
        kind,
        country,
        sector,
        owner,
        names: row.names,
        adjectives: row.adjectives,
        people: row.people,
        capitals: row.capitals,
        known_by: row.known_by,
        offices: row.offices,
        predecessors,
        source,
    })
}

/// A year, month or day of ISO 8601.
fn is_day(day: &str) -> bool {
    let full = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    full.len() == 10 && full.parse::<jiff::civil::Date>().is_ok()
}

fn for_every_state(actors: &[Actor], body: &Body) -> Vec<Actor> {
    let mut made = vec![];
    for state in actors.iter().filter(|actor| actor.kind == ActorKind::State) {
        let Some(adjective) = state.adjectives.first() else { continue };
        let fill = |form: &str, adjective: &str, name: &str| {
            form.replace("{adjective}", adjective).replace("{name}", name)
        };
        let states: Vec<&str> = std::iter::once(state.name.as_str())
            .chain(state.names.iter().filter(|n| n.with.is_empty()).map(|n| n.text.as_str()))
            .collect();
        let mut texts: Vec<String> = vec![];
        for form in std::iter::once(&body.name).chain(&body.names) {
            if form.contains("{adjective}") {
                let each = state.adjectives.iter();
                texts.extend(each.map(|adjective| fill(form, &adjective.text, "")));
            } else {
                texts.extend(states.iter().map(|name| fill(form, "", name)));
            }
        }
        let name = texts.remove(0);
        let code = state.id.trim_start_matches("state:").to_lowercase();
        made.push(Actor {
            id: format!("institution:{code}-{}", body.slug),
            name: fill(&body.name, &adjective.text, ""),
            kind: ActorKind::Institution,
            country: state.country.clone(),
            sector: Some(body.sector.clone()),
            owner: None,
            names: std::iter::once(name)
                .chain(texts)
                .map(|text| Name { text, ..Name::default() })
                .collect(),
            adjectives: vec![],
            people: vec![],
            capitals: vec![],
            known_by: vec![],
            offices: vec![],
            predecessors: vec![],
            source: body.source.clone(),
        });
    }
    made
}

/// Every id that a row refers to must be one, and no actor may come before itself.
fn references(actors: &[Actor], homes: &BTreeMap<String, String>) -> Result<(), WorldError> {
    let before: BTreeMap<&str, Vec<&str>> = actors
        .iter()
        .map(|actor| {
            (actor.id.as_str(), actor.predecessors.iter().map(|p| p.id.as_str()).collect())
        })
        .collect();
    for actor in actors {
        let file = homes.get(&actor.id).map_or("", String::as_str);
        let refers = actor.offices.iter().map(|office| &office.of);
        let refers = refers.chain(actor.predecessors.iter().map(|p| &p.id)).chain(&actor.owner);
        for id in refers {
            if !homes.contains_key(id) {
                return Err(error(file, &actor.id, format!("{id:?} is the id of no row")));
            }
        }
        let mut reached = vec![actor.id.as_str()];
        let mut next = 0;
        while next < reached.len() {
            for id in before.get(reached[next]).into_iter().flatten() {
                if *id == actor.id {
                    return Err(error(file, &actor.id, "it is its own predecessor"));
                }
                if !reached.contains(id) {
                    reached.push(id);
                }
            }
            next += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::World;

    fn wrong(text: &str) -> String {
        World::from_toml(&[("mine.toml", text)]).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let state = "[[state]]\nid = \"state:AAA\"\nname = \"Aland\"\nsource = \"us\"\n";
        let cases = [
            ("[[state]\n", "mine.toml: line 1"),
            ("[[states]]\n", "unknown field `states`"),
            ("[[state]]\nid = \"state:A\"\ncolour = 1\n", "unknown field `colour`"),
            ("[[state]]\nid = \"AAA\"\nname = \"A\"\nsource = \"s\"\n", "must be `state:`"),
            ("[[state]]\nid = \"state:A\"\nname = \"\"\nsource = \"s\"\n", "`name` is empty"),
            ("[[state]]\nid = \"state:A\"\nname = \"A\"\nsource = \"\"\n", "`source` is empty"),
            (&format!("{state}{state}"), "state:AAA: the id stands in mine.toml already"),
            (&format!("{state}country = \"Aa\"\n"), "three capital letters"),
            (&format!("{state}owner = \"state:B\"\n"), "\"state:B\" is the id of no row"),
            (&format!("{state}names = [\"x\"]\n"), "shorter than two letters"),
            (
                &format!("{state}predecessors = [{{ id = \"state:AAA\", kind = \"renamed\" }}]\n"),
                "its own predecessor",
            ),
            (
                &format!("{state}predecessors = [{{ id = \"state:AAA\", kind = \"sold\" }}]\n"),
                "none of renamed",
            ),
            (
                &format!(
                    "{state}offices = [{{ office = \"king\", of = \"state:AAA\", from = \"2020-13\" }}]\n"
                ),
                "\"2020-13\" is no day",
            ),
            (
                &format!(
                    "{state}offices = [{{ office = \"king\", of = \"state:AAA\", from = \"2021\", to = \"2020\" }}]\n"
                ),
                "before it begins",
            ),
        ];
        for (text, expected) in cases {
            let said = wrong(text);
            assert!(said.contains(expected), "{text}\n{said}");
            assert!(said.starts_with("mine.toml: "), "{said}");
        }
    }

    #[test]
    fn the_embedded_world_is_whole() {
        let world = World::embedded();
        let states = world.actors().iter().filter(|a| a.id.starts_with("state:")).count();
        assert_eq!(states, 197);
        for id in ["group:hayat-tahrir-al-sham", "igo:un", "outlet:tass", "institution:kremlin"] {
            assert!(world.get(id).is_some(), "{id}");
        }
    }
}

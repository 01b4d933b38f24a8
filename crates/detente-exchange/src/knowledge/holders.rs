//! Office holders as a CSV: country, office, person, start, end.

use super::{Imported, Row, quoted, slug, written};
use detente_world::{Actor, World};
use std::collections::BTreeMap;

pub(super) fn read(text: &str, world: &World) -> Result<Imported, String> {
    let mut out = Imported::default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| format!("line 1: {error}"))?.clone();
    let column = |names: &[&str]| {
        header.iter().position(|one| names.contains(&one.trim().to_lowercase().as_str()))
    };
    let need = |names: &[&str]| {
        column(names).ok_or_else(|| format!("line 1: there is no column {:?}", names[0]))
    };
    let (country, office, person) =
        (need(&["country"])?, need(&["office", "position"])?, need(&["person", "name"])?);
    let (start, end) = (column(&["start", "from"]), column(&["end", "to"]));
    let mut rows: BTreeMap<(&'static str, String), Row> = BTreeMap::new();
    for (number, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            out.leave(number + 2, "it is no CSV");
            continue;
        };
        let cell = |at: usize| record.get(at).unwrap_or("").trim().trim_matches('"').to_owned();
        let Some(of) = whose(world, &cell(country)) else {
            out.leave(number + 2, format!("no state or body is called {:?}", cell(country)));
            continue;
        };
        let name = cell(person);
        let id = slug(&name);
        if id.is_empty() {
            out.leave(number + 2, format!("{name:?} has no letters for an id"));
            continue;
        }
        let label = cell(office);
        // An office under a name that we have is that office.
        let known = world.offices_called(&label, &of.id);
        let known = known.first().map_or_else(|| label.to_lowercase(), |one| (*one).to_owned());
        let day = |at: Option<usize>| at.map(cell).filter(|day| day.len() >= 4);
        let part = |key: &str, day: Option<String>| {
            day.map_or(String::new(), |day| format!(", {key} = {}", quoted(&day)))
        };
        let row = rows.entry(("person", format!("person:{id}"))).or_default();
        row.name = name;
        row.country = of.country.clone();
        row.offices.push(format!(
            "  {{ office = {}, of = {}{}{} }},\n",
            quoted(&known),
            quoted(&of.id),
            part("from", day(start)),
            part("to", day(end))
        ));
        out.taken += 1;
    }
    out.toml = written(&rows, "a list of office holders");
    Ok(out)
}

fn whose<'w>(world: &'w World, country: &str) -> Option<&'w Actor> {
    let name = country.trim_start_matches("the ").trim_start_matches("The ");
    let of = |actor: &&Actor| {
        !actor.id.starts_with("person:") && actor.all_names().any(|one| one == name)
            || actor.country.as_deref() == Some(name) && actor.id.starts_with("state:")
    };
    world.actors().iter().find(of)
}

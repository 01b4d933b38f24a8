//! `/actors` and `/places`: who and what is named, and where one of them leads.

use super::Failure;
use super::ask::{Ask, Window, encoded, paged};
use super::say::Say;
use super::shown::{Quoted, Reports};
use crate::write::Desk;
use askama::Template;
use detente_case::{Case, Filter, Mentioned, Named as Row};
use detente_record::{Actor, Place};

/// Rows a page, and quotations of one row.
const WINDOW: usize = 100;
const QUOTES: usize = 10;

/// One window on the actors, or on the places.
#[derive(Template)]
#[template(path = "named.html")]
pub(crate) struct Named {
    what: &'static str,
    /// The filter by name: `actor` or `place`.
    by: &'static str,
    ask: Ask,
    list: Window<Listed>,
}

struct Listed {
    link: String,
    name: String,
    facts: Vec<String>,
}

/// A window on the actors of a case.
pub(crate) fn actors(case: &Case, ask: Ask) -> Result<Named, Failure> {
    let list = window::<Actor>(case, &ask, "/actors")?.map(|one| Listed {
        link: format!("/actors/{}", encoded(&one.row.id)),
        facts: actor_facts(&one),
        name: one.row.name,
    });
    Ok(Named { what: "Actors", by: "actor", ask, list })
}

/// A window on the places of a case.
pub(crate) fn places(case: &Case, ask: Ask) -> Result<Named, Failure> {
    let list = window::<Place>(case, &ask, "/places")?.map(|one| Listed {
        link: format!("/places/{}", encoded(&one.row.id)),
        facts: place_facts(&one),
        name: one.row.name,
    });
    Ok(Named { what: "Places", by: "place", ask, list })
}

fn window<T: Mentioned>(case: &Case, ask: &Ask, path: &str) -> Result<Window<Row<T>>, Failure> {
    paged(ask, path, WINDOW, |filter| Ok(case.named::<T>(filter)?))
}

fn actor_facts(Row { row, reports }: &Row<Actor>) -> Vec<String> {
    let mut facts = vec![row.kind.to_string()];
    facts.extend(row.country.clone());
    facts.push(counted(row.mentions, *reports));
    facts
}

fn place_facts(Row { row, reports }: &Row<Place>) -> Vec<String> {
    let mut facts = vec![row.kind.clone()];
    facts.extend([row.admin1.clone(), row.country.clone()].into_iter().flatten());
    facts.push(counted(row.mentions, *reports));
    facts
}

fn counted(mentions: usize, reports: usize) -> String {
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let (m, r) = (plural(mentions), plural(reports));
    format!("{mentions} mention{m} in {reports} report{r}")
}

/// One actor or place.
#[derive(Template)]
#[template(path = "name.html")]
pub(crate) struct Name {
    what: &'static str,
    link: &'static str,
    name: String,
    facts: Vec<String>,
    rows: Vec<(&'static str, String)>,
    /// Lists in which it stands.
    lists: Vec<(&'static str, String)>,
    quotes: Vec<Quoted>,
    more: usize,
    say: Say,
}

/// The actor with this id.
pub(crate) fn actor(case: &Case, desk: Desk, id: &str) -> Result<Name, Failure> {
    let one = case.named_one::<Actor>(id)?;
    let one = one.ok_or_else(|| Failure::NoRow(id.to_owned()))?;
    let (facts, more) = (actor_facts(&one), one.reports.saturating_sub(QUOTES));
    let row = one.row;
    let offices = row.offices.iter().map(|one| {
        let days = [one.from.as_deref(), one.to.as_deref()].map(|day| day.unwrap_or("…"));
        format!("{} ({} to {})", one.office, days[0], days[1])
    });
    let before = row.predecessors.iter().map(|one| match &one.on {
        Some(day) => format!("{} until {day} ({})", one.id, one.kind),
        None => format!("{} ({})", one.id, one.kind),
    });
    let rows = [
        ("Named as", aliases(&row.aliases)),
        ("Offices", offices.collect::<Vec<_>>().join("; ")),
        ("Before", before.collect::<Vec<_>>().join("; ")),
        ("Id", row.id.clone()),
    ];
    let value = encoded(&row.id);
    let list = |path: &str| format!("{path}?actor={value}");
    let lists = [
        ("incidents", list("/incidents")),
        ("disputes", list("/disputes")),
        ("agreements", list("/agreements")),
        ("timeline", list("/timeline")),
    ];
    let words = case.first_named::<Actor>(&[id], QUOTES, &Filter::default())?.concat();
    let quotes = Reports::of(case).quotes(&words, QUOTES)?;
    Ok(Name {
        what: "Actors",
        link: "/actors",
        say: Say::of(desk, "actors", &row.id, false),
        facts,
        rows: rows.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        lists: lists.to_vec(),
        more,
        quotes,
        name: row.name,
    })
}

/// The place with this id.
pub(crate) fn place(case: &Case, desk: Desk, id: &str) -> Result<Name, Failure> {
    let one = case.named_one::<Place>(id)?;
    let one = one.ok_or_else(|| Failure::NoRow(id.to_owned()))?;
    let (facts, more) = (place_facts(&one), one.reports.saturating_sub(QUOTES));
    let row = one.row;
    let at = row.latitude.zip(row.longitude).map(|(latitude, longitude)| {
        let radius = row.radius_km.map(|km| format!(", within {km} km"));
        format!("{latitude:.3}, {longitude:.3}{}", radius.unwrap_or_default())
    });
    let roles = row.roles.iter().map(|(role, count)| format!("{role} {count}"));
    let rows = [
        ("Named as", aliases(&row.aliases)),
        ("In the role of", roles.collect::<Vec<_>>().join(", ")),
        ("Where", at.unwrap_or_default()),
        ("Known from", row.source.clone().unwrap_or_default()),
        ("Id", row.id.clone()),
    ];
    let value = encoded(&row.id);
    let lists = [
        ("incidents", format!("/incidents?place={value}")),
        ("timeline", format!("/timeline?place={value}")),
    ];
    let words = case.first_named::<Place>(&[id], QUOTES, &Filter::default())?.concat();
    let quotes = Reports::of(case).quotes(&words, QUOTES)?;
    Ok(Name {
        what: "Places",
        link: "/places",
        say: Say::of(desk, "places", &row.id, false),
        facts,
        rows: rows.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        lists: lists.to_vec(),
        more,
        quotes,
        name: row.name,
    })
}

fn aliases(all: &[detente_record::Alias]) -> String {
    let one = |alias: &detente_record::Alias| format!("{} ({})", alias.text, alias.count);
    all.iter().take(30).map(one).collect::<Vec<_>>().join(", ")
}

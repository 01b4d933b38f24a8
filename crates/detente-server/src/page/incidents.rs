//! `/incidents`: what happened, each happening once, and one of them as each side tells it.

use super::Failure;
use super::ask::{Ask, Window, window};
use super::say::Say;
use super::shown::{self, Quoted, Reports};
use crate::write::Desk;
use askama::Template;
use detente_case::{Case, Filter};
use detente_record::{Account, ActorRef, Dispute, Event, EventType, Incident, PlaceRef};

/// Incidents a page.
const WINDOW: usize = 50;
/// Accounts of one incident that are shown, and its tellings.
const ACCOUNTS: usize = 24;
const TELLINGS: usize = 60;

/// One window on the incidents.
#[derive(Template)]
#[template(path = "incidents.html")]
pub(crate) struct Incidents {
    ask: Ask,
    types: Vec<String>,
    list: Window<Listed>,
}

struct Listed {
    id: String,
    when: String,
    text: String,
    facts: Vec<String>,
    disputed: bool,
}

/// A window on the incidents of a case.
pub(crate) fn page(case: &Case, ask: Ask) -> Result<Incidents, Failure> {
    let list = window::<Incident>(case, &ask, "/incidents", WINDOW)?.map(|row| listed(&row));
    let types = EventType::ALL.iter().map(ToString::to_string).collect();
    Ok(Incidents { ask, types, list })
}

fn listed(row: &Incident) -> Listed {
    let mut facts = vec![];
    facts.extend(Some(shown::figures(&row.figures)).filter(|text| !text.is_empty()));
    facts.extend((row.extent != "single").then(|| row.extent.clone()));
    facts.push(shown::sources(row.independent_sources));
    facts.push(format!(
        "told {} time{}",
        row.events.len(),
        if row.events.len() == 1 { "" } else { "s" }
    ));
    Listed {
        id: row.id.clone(),
        when: shown::when(&row.date),
        text: told(row),
        facts,
        disputed: row.standing == "disputed",
    }
}

/// "ASSAULT: Russia → Turkey, at Idlib".
pub(crate) fn told(row: &Incident) -> String {
    worded(&row.kind.to_string(), &row.actors, &row.recipients, row.place.as_ref())
}

/// The same of its parts.
pub(super) fn worded(
    kind: &str,
    actors: &[ActorRef],
    recipients: &[ActorRef],
    place: Option<&PlaceRef>,
) -> String {
    let both = actors == recipients;
    let (actors, recipients) = (shown::names(actors), shown::names(recipients));
    let mut text = kind.to_owned();
    match (actors.is_empty(), recipients.is_empty() || both) {
        (false, false) => text += &format!(": {actors} → {recipients}"),
        (false, true) => text += &format!(": {actors}"),
        (true, false) => text += &format!(": → {recipients}"),
        (true, true) => {}
    }
    if let Some(place) = shown::at(place) {
        text += &format!(", at {place}");
    }
    text
}

/// One incident.
#[derive(Template)]
#[template(path = "incident.html")]
pub(crate) struct Accounts {
    id: String,
    heading: String,
    facts: Vec<String>,
    capped: Option<String>,
    disputed: bool,
    accounts: Vec<Told>,
    unlisted: usize,
    disputes: Vec<(String, String)>,
    tellings: Vec<Telling>,
    untold: usize,
    reviewed: Option<String>,
    say: Say,
}

struct Told {
    heading: String,
    rows: Vec<(&'static str, String)>,
    quotes: Vec<Quoted>,
}

struct Telling {
    id: String,
    facts: Vec<String>,
    quotes: Vec<Quoted>,
}

/// The incident with this id, or to which the event with this id belongs.
pub(crate) fn one(case: &Case, desk: Desk, id: &str) -> Result<Accounts, Failure> {
    let about = |id: &str| Filter { about: Some(id.to_owned()), ..Filter::default() };
    let row = case.rows::<Incident>(&Filter { limit: Some(1), ..about(id) })?.pop();
    let row = row.ok_or_else(|| Failure::NoRow(id.to_owned()))?;
    let mut reports = Reports::of(case);
    let told_by: Vec<Account> = case.rows(&about(&row.id))?;
    let accounts = told_by.iter().take(ACCOUNTS).map(|one| account(one, &mut reports));
    let accounts = accounts.collect::<Result<Vec<_>, _>>()?;
    let disputes: Vec<Dispute> = case.rows(&about(&row.id))?;
    let mut tellings = vec![];
    for id in row.events.iter().take(TELLINGS) {
        let found = case.find(id)?;
        let Ok(event) = serde_json::from_value::<Event>(found.row) else { continue };
        let facts = vec![
            format!("{} {}", event.kind, event.status),
            shown::when(&event.date),
            format!("rule {}", event.rule),
        ];
        let quotes = reports.quotes(&event.evidence, 1)?;
        tellings.push(Telling { id: event.id, facts, quotes });
    }
    let Listed { when, facts, disputed, .. } = listed(&row);
    let reviewed = reviewed(&row);
    Ok(Accounts {
        heading: told(&row),
        facts: std::iter::once(when).chain(facts).collect(),
        capped: row.capped,
        disputed,
        unlisted: told_by.len() - accounts.len(),
        accounts,
        disputes: disputes.into_iter().map(|one| (one.id, one.text)).collect(),
        untold: row.events.len() - tellings.len(),
        tellings,
        reviewed,
        say: Say::of(desk, "incidents", &row.id, true),
        id: row.id,
    })
}

fn reviewed(row: &Incident) -> Option<String> {
    super::row::reviewed(&serde_json::to_value(row.review.as_ref()?).ok()?)
}

fn account(one: &Account, reports: &mut Reports<'_>) -> Result<Told, Failure> {
    let outlet = one.outlet.clone().unwrap_or_else(|| "an outlet without a name".into());
    let heading = match &one.side {
        Some(side) => format!("{}, in {outlet}", shown::who(side)),
        None => outlet,
    };
    let rows = [
        ("Words", one.wording.join(", ")),
        ("Figures", shown::figures(&one.figures)),
        ("Blames", shown::names(&one.blames)),
        ("Leaves out", one.leaves_out.join(", ")),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    Ok(Told { heading, rows, quotes: reports.quotes(&one.evidence, 2)? })
}

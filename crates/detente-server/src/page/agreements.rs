//! `/agreements`: what was agreed, and one agreement as a ledger: obligations in rows, sides in
//! columns.

use super::Failure;
use super::ask::{Ask, Window, window};
use super::shown::{self, Quoted, Reports};
use crate::chart::term::{self, Term};
use askama::Template;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Agreement, Inside, Obligation, Performance};

/// Agreements a page.
const WINDOW: usize = 50;
/// Obligations of one agreement that are shown.
const OBLIGATIONS: usize = 120;
/// Sides that have a column of their own.
const SIDES: usize = 4;

/// One window on the agreements.
#[derive(Template)]
#[template(path = "agreements.html")]
pub(crate) struct Agreements {
    ask: Ask,
    list: Window<Listed>,
}

struct Listed {
    id: String,
    name: String,
    facts: Vec<String>,
    standings: Vec<(String, usize)>,
}

/// A window on the agreements of a case.
pub(crate) fn page(case: &Case, ask: Ask) -> Result<Agreements, Failure> {
    let list = window::<Agreement>(case, &ask, "/agreements", WINDOW)?.map(|row| listed(&row));
    Ok(Agreements { ask, list })
}

fn listed(row: &Agreement) -> Listed {
    let mut facts = vec![shown::when(&row.concluded)];
    facts.extend(row.kind.clone());
    facts.extend(Some(shown::names(&row.parties)).filter(|names| !names.is_empty()));
    facts.extend(row.state.last().map(|state| state.value.clone()));
    let mut standings: Vec<(String, usize)> = vec![];
    for one in &row.obligations {
        let standing = one.standing.clone().unwrap_or_else(|| "not judged".into());
        match standings.iter_mut().find(|(name, _)| *name == standing) {
            Some((_, count)) => *count += 1,
            None => standings.push((standing, 1)),
        }
    }
    Listed { id: row.id.clone(), name: called(row), facts, standings }
}

fn called(row: &Agreement) -> String {
    row.name.clone().unwrap_or_else(|| match row.parties.is_empty() {
        true => "Agreement without a name".into(),
        false => format!("Between {}", shown::names(&row.parties)),
    })
}

/// One agreement.
#[derive(Template)]
#[template(path = "agreement.html")]
pub(crate) struct Ledger {
    id: String,
    name: String,
    facts: Vec<String>,
    states: Vec<State>,
    sides: Vec<String>,
    rows: Vec<Owed>,
    unlisted: usize,
    zone: Option<[usize; 3]>,
    capped: Option<String>,
    quotes: Vec<Quoted>,
    term: Option<Term>,
}

struct State {
    value: String,
    by: String,
    when: String,
    quotes: Vec<Quoted>,
}

struct Owed {
    id: String,
    who: String,
    modality: String,
    text: String,
    facts: Vec<String>,
    deadline: Option<String>,
    standing: String,
    existence: String,
    quotes: Vec<Quoted>,
    /// What each side says of its being kept, and then all others.
    said: Vec<Vec<Said>>,
}

struct Said {
    holder: Option<String>,
    /// "fulfilled", "denies: breached".
    what: String,
    status: String,
    when: String,
    quotes: Vec<Quoted>,
}

/// The agreement with this id.
pub(crate) fn one(case: &Case, id: &str) -> Result<Ledger, Failure> {
    let filter = Filter { about: Some(id.to_owned()), limit: Some(1), ..Filter::default() };
    let row = case.rows::<Agreement>(&filter)?.pop();
    let row = row.ok_or_else(|| Failure::NoRow(id.to_owned()))?;
    let mut reports = Reports::of(case);
    let sides: Vec<ActorRef> = row.parties.iter().take(SIDES).cloned().collect();
    let owed = row.obligations.iter().take(OBLIGATIONS).map(|one| owed(one, &sides, &mut reports));
    let rows = owed.collect::<Result<Vec<_>, _>>()?;
    let state = |one: &detente_record::AgreementState, reports: &mut Reports<'_>| {
        Ok::<_, Failure>(State {
            value: one.value.clone(),
            by: one.by.as_ref().map(shown::who).unwrap_or_default(),
            when: shown::when(&one.date),
            quotes: reports.quotes(&one.evidence, 1)?,
        })
    };
    let states = row.state.iter().map(|one| state(one, &mut reports));
    let states = states.collect::<Result<Vec<_>, _>>()?;
    let count = |inside| row.incidents.iter().filter(|one| one.inside == inside).count();
    let zone =
        row.zone.is_some().then(|| [Inside::Inside, Inside::Edge, Inside::Outside].map(count));
    let mut facts = listed(&row).facts;
    facts.extend(shown::at(row.place.as_ref()).map(|place| format!("at {place}")));
    let guarantors = shown::names(&row.guarantors);
    facts.extend((!guarantors.is_empty()).then(|| format!("guaranteed by {guarantors}")));
    let quotes = if rows.is_empty() { reports.quotes(&row.evidence, 5)? } else { vec![] };
    Ok(Ledger {
        term: term::term(&row),
        name: called(&row),
        facts,
        states,
        sides: sides.iter().map(shown::who).collect(),
        unlisted: row.obligations.len() - rows.len(),
        rows,
        zone,
        capped: row.capped,
        quotes,
        id: row.id,
    })
}

fn owed(one: &Obligation, sides: &[ActorRef], reports: &mut Reports<'_>) -> Result<Owed, Failure> {
    let mut said: Vec<Vec<Said>> = (0..=sides.len()).map(|_| vec![]).collect();
    for performance in &one.performance {
        let holder = performance.holder.as_ref();
        let side = holder.and_then(|holder| sides.iter().position(|side| is_of(holder, side)));
        let mut shown = told(performance, reports)?;
        if side.is_none() {
            shown.holder = Some(holder.map_or_else(|| "the report".into(), shown::who));
        }
        said[side.unwrap_or(sides.len())].push(shown);
    }
    let mut facts: Vec<String> = vec![];
    facts.extend(shown::at(one.place.as_ref()));
    facts.extend(one.quantity.as_ref().map(|quantity| quantity.text.clone()));
    facts.extend(one.condition.as_ref().map(|condition| format!("if {condition}")));
    facts.extend(one.beneficiary.as_ref().map(|whom| format!("for {}", shown::who(whom))));
    let acts = one.performer.as_ref().or(one.obligor.as_ref());
    Ok(Owed {
        id: one.id.clone(),
        who: shown::whom(acts),
        modality: one.modality.clone(),
        text: shown::cut(&one.text, 200),
        facts,
        deadline: one.deadline.as_ref().map(|due| shown::when(&due.time)),
        standing: one.standing.clone().unwrap_or_else(|| "not judged".into()),
        existence: one.existence.clone(),
        quotes: reports.quotes(&one.evidence, 1)?,
        said,
    })
}

/// Whether who says something speaks for a side: it is the side, or of its state.
fn is_of(holder: &ActorRef, side: &ActorRef) -> bool {
    let same = holder.id.is_some() && holder.id == side.id;
    same || holder.country.is_some() && holder.country == side.country
}

fn told(one: &Performance, reports: &mut Reports<'_>) -> Result<Said, Failure> {
    let what = match shown::stance(one.stance) {
        "asserts" => one.status.clone(),
        stance => format!("{stance}: {}", one.status),
    };
    Ok(Said {
        holder: None,
        what,
        status: one.status.clone(),
        when: shown::when(&one.date),
        quotes: reports.quotes(&one.evidence, 1)?,
    })
}

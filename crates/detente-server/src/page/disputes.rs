//! `/disputes`: who holds what against whom, in two columns.

use super::Failure;
use super::ask::{Ask, Window, window};
use super::shown::{self, Quoted, Reports};
use askama::Template;
use detente_case::Case;
use detente_record::{Dispute, Position, Stance};

/// Disputes a page.
const WINDOW: usize = 25;
/// Positions of one dispute that are shown on each side.
const POSITIONS: usize = 12;

/// One window on the disputes.
#[derive(Template)]
#[template(path = "disputes.html")]
pub(crate) struct Disputes {
    ask: Ask,
    list: Window<Shown>,
}

struct Shown {
    id: String,
    text: String,
    kind: String,
    relation: String,
    days: String,
    sources: String,
    /// Rows it is about that have a page.
    about: Vec<String>,
    /// Who says so and who says otherwise; all in the first where nobody denies.
    sides: Vec<Side>,
}

struct Side {
    heading: &'static str,
    positions: Vec<Held>,
    more: usize,
}

struct Held {
    holder: String,
    stance: &'static str,
    value: Option<String>,
    when: String,
    quotes: Vec<Quoted>,
}

/// A window on the disputes of a case.
pub(crate) fn page(case: &Case, ask: Ask) -> Result<Disputes, Failure> {
    let found = window::<Dispute>(case, &ask, "/disputes", WINDOW)?;
    let mut reports = Reports::of(case);
    let rows = found.rows.into_iter().map(|row| of(row, &mut reports));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let Window { first, earlier, later, .. } = found;
    Ok(Disputes { ask, list: Window { rows, first, earlier, later } })
}

fn of(row: Dispute, reports: &mut Reports<'_>) -> Result<Shown, Failure> {
    let against = |one: &&Position| one.stance != Stance::Asserts;
    let denied = row.positions.iter().any(|one| against(&one));
    let mut side = |heading, of: Vec<&Position>| -> Result<Side, Failure> {
        let shown = of.iter().take(POSITIONS).map(|one| held(one, reports));
        let positions = shown.collect::<Result<Vec<_>, _>>()?;
        Ok(Side { heading, more: of.len() - positions.len(), positions })
    };
    let sides = if denied {
        let (no, yes) = row.positions.iter().partition(against);
        vec![side("It is so", yes)?, side("It is not so", no)?]
    } else {
        vec![side("Who says what", row.positions.iter().collect())?]
    };
    let days = match (&row.first, &row.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) | (None, Some(day)) => day.clone(),
        _ => "undated".into(),
    };
    Ok(Shown {
        days,
        sources: shown::sources(row.independent_sources),
        id: row.id,
        text: row.text,
        kind: row.kind,
        relation: row.relation,
        about: row.about.into_iter().take(3).collect(),
        sides,
    })
}

fn held(one: &Position, reports: &mut Reports<'_>) -> Result<Held, Failure> {
    Ok(Held {
        holder: shown::whom(one.holder.as_ref()),
        stance: shown::stance(one.stance),
        value: one.value.clone(),
        when: shown::when(&one.date),
        quotes: reports.quotes(&one.evidence, 2)?,
    })
}

//! `/relations/pair`: how one pair of sides stood over time.

use super::Failure;
use super::ask::encoded;
use super::incidents::told;
use super::relations::{key, net, signed};
use super::shown;
use askama::Template;
use detente_case::{Case, Filter, Period as Per};
use detente_record::{ActorRef, Channel, Incident, Relation};
use std::collections::BTreeMap;

/// Incidents named of one period, and periods listed.
const DRIVERS: usize = 3;
const PERIODS: usize = 240;

/// What the address of a pair asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
    /// `day`, `week`; else months.
    #[serde(default)]
    period: String,
}

/// One pair.
#[derive(Template)]
#[template(path = "relation.html")]
pub(crate) struct Stood {
    names: [String; 2],
    chart: Option<String>,
    method: String,
    undated: usize,
    periods: Vec<Period>,
    channels: Vec<Contact>,
    unlisted: usize,
    /// `day`, `week` or `month`, and the addresses of the others.
    unit: &'static str,
    units: Vec<(&'static str, String)>,
}

struct Period {
    from: String,
    net: String,
    band: String,
    sums: [String; 2],
    incidents: usize,
    phase: String,
    drivers: Vec<Drove>,
}

struct Drove {
    id: String,
    contribution: String,
    text: String,
}

struct Contact {
    kind: String,
    state: String,
    days: String,
    told: usize,
}

/// How a pair stood.
pub(crate) fn pair(case: &Case, query: &Query) -> Result<Stood, Failure> {
    let filter = Filter { actor: Some(query.a.clone()), ..Filter::default() };
    let of = |a: &ActorRef, b: &ActorRef| {
        let pair = [key(a), key(b)];
        pair == [query.a.as_str(), &query.b] || pair == [query.b.as_str(), &query.a]
    };
    let (period, unit) = match query.period.as_str() {
        "day" => (Some(Per::Day), "day"),
        "week" => (Some(Per::Week), "week"),
        _ => (None, "month"),
    };
    let rows: Vec<Relation> = match period {
        Some(period) => case.relation_by(&query.a, &query.b, period)?,
        None => case.relation(&query.a, &query.b)?,
    };
    let rows: Vec<Relation> = rows.into_iter().filter(|row| !row.directed).collect();
    let Some(first) = rows.first() else {
        return Err(Failure::NoRow(format!("{} and {}", query.a, query.b)));
    };
    let channels: Vec<Channel> = case.rows::<Channel>(&filter)?;
    let channels = channels.into_iter().filter(|row| of(&row.a, &row.b)).map(|row| Contact {
        days: match (row.from, row.to) {
            (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
            (Some(day), _) | (None, Some(day)) => day,
            _ => "undated".into(),
        },
        kind: row.kind,
        state: row.state,
        told: row.told,
    });
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut periods = vec![];
    for row in rows.iter().rev().take(PERIODS) {
        let mut drivers = vec![];
        for driver in row.drivers.iter().take(DRIVERS) {
            if !known.contains_key(&driver.incident) {
                let about = Some(driver.incident.clone());
                let filter = Filter { about, limit: Some(1), ..Filter::default() };
                let incident = case.rows::<Incident>(&filter)?.pop();
                let text = incident.map_or_else(|| driver.incident.clone(), |one| told(&one));
                known.insert(driver.incident.clone(), text);
            }
            drivers.push(Drove {
                text: known.get(&driver.incident).cloned().unwrap_or_default(),
                id: driver.incident.clone(),
                contribution: format!("{:+.1}", driver.contribution).replace('-', "−"),
            });
        }
        let edge = |value: Option<f64>| value.map(signed);
        periods.push(Period {
            from: row.from.clone().unwrap_or_default(),
            net: net(row),
            band: match (edge(row.low), edge(row.high)) {
                (Some(low), Some(high)) if low != high => format!("{low} to {high}"),
                _ => String::new(),
            },
            sums: [row.cooperation, row.conflict].map(|sum| format!("{sum:.1}")),
            incidents: row.incidents,
            phase: row.phase.clone().unwrap_or_default(),
            drivers,
        });
    }
    let (a, b) = (encoded(&query.a), encoded(&query.b));
    let units = ["month", "week", "day"].into_iter().filter(|other| *other != unit);
    let units = units.map(|unit| (unit, format!("/relations/pair?a={a}&b={b}&period={unit}")));
    Ok(Stood {
        unit,
        units: units.collect(),
        names: [shown::who(&first.a), shown::who(&first.b)],
        chart: detente_exchange::chart::of_relation(&rows),
        method: first.method.clone(),
        undated: rows.iter().map(|row| row.undated).max().unwrap_or_default(),
        unlisted: rows.len() - periods.len(),
        periods,
        channels: channels.collect(),
    })
}

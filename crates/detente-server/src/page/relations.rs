//! `/relations`: pairs of sides, and how one pair stood over time.

use super::Failure;
use super::ask::encoded;
use super::incidents::told;
use super::shown;
use askama::Template;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Channel, Incident, Relation};
use std::collections::BTreeMap;

/// Pairs listed.
const MOST: usize = 200;
/// Incidents named of one period, and periods listed.
const DRIVERS: usize = 3;
const PERIODS: usize = 240;

/// The pairs of a case, those with most incidents first.
#[derive(Template)]
#[template(path = "relations.html")]
pub(crate) struct Relations {
    pairs: Vec<Pair>,
    more: usize,
}

struct Pair {
    names: [String; 2],
    link: String,
    incidents: usize,
    net: String,
    phase: String,
    to: String,
}

/// The id of a side, else its words.
fn key(side: &ActorRef) -> &str {
    side.id.as_deref().unwrap_or(&side.text)
}

/// All pairs, each with its last month.
pub(crate) fn page(case: &Case) -> Result<Relations, Failure> {
    let mut all: BTreeMap<[String; 2], (usize, Relation)> = BTreeMap::new();
    case.for_each::<Relation>(&Filter::default(), &mut |row| {
        if !row.directed {
            let pair = [key(&row.a).to_owned(), key(&row.b).to_owned()];
            let count = row.incidents;
            let held = all.entry(pair).or_insert_with(|| (0, row.clone()));
            held.0 += count;
            held.1 = row;
        }
        Ok(())
    })?;
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    let more = all.len().saturating_sub(MOST);
    let pair = |([a, b], (incidents, last)): ([String; 2], (usize, Relation))| Pair {
        names: [shown::who(&last.a), shown::who(&last.b)],
        link: format!("/relations/pair?a={}&b={}", encoded(&a), encoded(&b)),
        incidents,
        net: net(&last),
        phase: last.phase.clone().unwrap_or_default(),
        to: last.to.clone().unwrap_or_default(),
    };
    Ok(Relations { pairs: all.into_iter().take(MOST).map(pair).collect(), more })
}

fn net(row: &Relation) -> String {
    row.net.map(|net| format!("{net:+.2}")).unwrap_or_default()
}

/// What the address of a pair asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
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
    let rows: Vec<Relation> = case.rows::<Relation>(&filter)?;
    let rows: Vec<Relation> =
        rows.into_iter().filter(|row| !row.directed && of(&row.a, &row.b)).collect();
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
                contribution: format!("{:+.1}", driver.contribution),
            });
        }
        let edge = |value: Option<f64>| value.map(|net| format!("{net:+.2}"));
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
    Ok(Stood {
        names: [shown::who(&first.a), shown::who(&first.b)],
        chart: detente_exchange::chart::of_relation(&rows),
        method: first.method.clone(),
        undated: rows.iter().map(|row| row.undated).max().unwrap_or_default(),
        unlisted: rows.len() - periods.len(),
        periods,
        channels: channels.collect(),
    })
}

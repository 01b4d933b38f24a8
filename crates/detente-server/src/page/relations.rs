//! `/relations`: pairs of sides, as they stood in a month or at last.

use super::Failure;
use super::ask::encoded;
use super::shown;
use crate::chart::network::{self, Network, Tie};
use askama::Template;
use detente_case::{Case, Stand};
use detente_record::{ActorRef, Relation};

/// Pairs listed.
const MOST: usize = 200;
/// Months that can be chosen: the last of them.
const MONTHS: usize = 360;

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct On {
    /// The month, `2020-03`; none or an empty one stands for the last.
    on: Option<String>,
}

/// The pairs of a case, those with most incidents first.
#[derive(Template)]
#[template(path = "relations.html")]
pub(crate) struct Relations {
    pairs: Vec<Pair>,
    more: usize,
    on: Option<String>,
    months: Vec<String>,
    earlier: Option<String>,
    later: Option<String>,
    network: Option<Network>,
}

struct Pair {
    names: [String; 2],
    link: String,
    incidents: usize,
    net: String,
    class: &'static str,
    phase: String,
    to: String,
}

/// The id of a side, else its words.
pub(super) fn key(side: &ActorRef) -> &str {
    side.id.as_deref().unwrap_or(&side.text)
}

/// All pairs, each with its last month until the one asked for.
pub(crate) fn page(case: &Case, asked: &On) -> Result<Relations, Failure> {
    let on = asked.on.as_deref().map(str::trim).filter(|month| !month.is_empty());
    if on.is_some_and(|month| month.len() != 7 || !super::reports::is_day(month)) {
        return Err(Failure::Query);
    }
    let found = case.stood(on, MOST)?;
    let more = match on {
        None => case.pairs(0)?.saturating_sub(found.len()),
        // How many there were until then is not known without looking at all.
        Some(_) => 0,
    };
    let mut months = case.months()?;
    let at = on.unwrap_or_else(|| months.last().map_or("", String::as_str));
    let before = months.partition_point(|month| month.as_str() < at);
    let after = months.partition_point(|month| month.as_str() <= at);
    let earlier = before.checked_sub(1).and_then(|n| months.get(n)).cloned();
    let later = months.get(after).cloned();
    let skipped = months.len().saturating_sub(MONTHS);
    months.drain(..skipped);
    let ties: Vec<Tie> = found.iter().filter_map(tie).collect();
    Ok(Relations {
        network: network::draw(&ties),
        pairs: found.iter().map(pair).collect(),
        more,
        on: on.map(str::to_owned),
        months,
        earlier,
        later,
    })
}

fn pair(one: &Stand) -> Pair {
    let last = &one.last;
    Pair {
        names: [shown::who(&last.a), shown::who(&last.b)],
        link: link(last),
        incidents: one.incidents,
        net: net(last),
        class: kind(last),
        phase: last.phase.clone().unwrap_or_default(),
        to: last.to.clone().unwrap_or_else(|| "no day known".into()),
    }
}

fn link(row: &Relation) -> String {
    format!("/relations/pair?a={}&b={}", encoded(key(&row.a)), encoded(key(&row.b)))
}

/// A pair as it is drawn; of one without a day nothing is drawn.
fn tie(one: &Stand) -> Option<Tie> {
    let last = &one.last;
    let to = last.to.clone()?;
    let names = [shown::who(&last.a), shown::who(&last.b)];
    let plural = if one.incidents == 1 { "" } else { "s" };
    Some(Tie {
        keys: [key(&last.a).to_owned(), key(&last.b).to_owned()],
        told: format!(
            "{} and {}: {}, net {}, {} incident{plural} until {to}",
            names[0],
            names[1],
            kind(last),
            net(last),
            one.incidents
        ),
        names,
        link: link(last),
        class: kind(last),
        incidents: one.incidents,
    })
}

/// How a net is called and coloured.
fn kind(row: &Relation) -> &'static str {
    match row.net {
        Some(net) if net >= 1.0 / 3.0 => "cooperative",
        Some(net) if net <= -1.0 / 3.0 => "hostile",
        Some(_) => "mixed",
        None => "unknown",
    }
}

pub(super) fn net(row: &Relation) -> String {
    row.net.map(signed).unwrap_or_default()
}

/// With its sign; what rounds to nothing has none.
pub(super) fn signed(net: f64) -> String {
    let text = format!("{net:+.2}");
    if text.ends_with("0.00") { "0.00".into() } else { text.replace('-', "−") }
}

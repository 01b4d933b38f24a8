//! Incidents by where they happened.

use super::conditions::{self, is_id};
use super::lanes::held;
use crate::Filter;
use crate::error::Result;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use detente_record::{Incident, PlaceRef};

/// A place with what happened there.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// The place; its coordinates are known.
    pub place: PlaceRef,
    /// How many incidents happened there.
    pub incidents: usize,
    /// How many of them are disputed.
    pub disputed: usize,
}

/// The places of the incidents that pass a filter, those with most first.
pub(crate) fn happened(db: &Db, filter: &Filter) -> Result<Vec<Happened>> {
    let found = match by_entries(filter) {
        Some((sql, values)) => numbers(db, &sql, &values)?,
        None => {
            let (condition, values) = conditions::of::<Incident>(filter);
            let sql = format!(
                "SELECT min(id), count(*) AS n, sum(standing = 'disputed') FROM incidents \
                 WHERE {condition} AND coalesce(place ->> 'id', place ->> 'text') <> '' \
                 GROUP BY coalesce(place ->> 'id', place ->> 'text') ORDER BY n DESC, 1"
            );
            numbers(db, &sql, &values)?
        }
    };
    let mut out = vec![];
    for (incident, incidents, disputed) in found {
        if filter.limit.is_some_and(|most| out.len() >= most) {
            break;
        }
        let place: Option<String> =
            db.first("SELECT place FROM incidents WHERE id = ?1", [incident], |row| row.get(0))?;
        let bad = |_| damaged(db, "a place of an incident is odd");
        let place: PlaceRef =
            serde_json::from_str(place.as_deref().unwrap_or("{}")).map_err(bad)?;
        if place.latitude.is_some() && place.longitude.is_some() {
            out.push(Happened { place, incidents, disputed });
        }
    }
    Ok(out)
}

/// The question to the entries by place (`store/lanes.rs`), some ten times as fast as one to the
/// incidents, where they hold all that a filter asks for.
fn by_entries(filter: &Filter) -> Option<(String, Vec<String>)> {
    let others = [&filter.place, &filter.country, &filter.status, &filter.report, &filter.about];
    let actor = filter.actor.as_deref();
    if others.into_iter().any(|one| one.is_some()) || actor.is_some_and(|actor| !is_id(actor)) {
        return None;
    }
    let mut values = vec![];
    let mut condition = held(filter, &mut values);
    if let Some(actor) = actor {
        values.push(actor.to_owned());
        condition += &format!(
            " AND EXISTS (SELECT 1 FROM lanes a WHERE a.key = ?{} AND a.last = l.last \
             AND a.incident = l.incident)",
            values.len()
        );
    }
    let sql = format!(
        "SELECT min(l.incident), count(*) AS n, sum(l.disputed) FROM totals t \
         CROSS JOIN lanes l ON l.key = t.key WHERE t.what = 2{condition} \
         GROUP BY t.key ORDER BY n DESC, 1"
    );
    Some((sql, values))
}

/// An incident of each place, how many there are, and how many of them are disputed.
fn numbers(db: &Db, sql: &str, values: &[String]) -> Result<Vec<(String, usize, usize)>> {
    let size = |n: i64| usize::try_from(n).unwrap_or_default();
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<(String, usize, usize), _>((row.get(0)?, size(row.get(1)?), size(row.get(2)?)))
    };
    db.all(sql, rusqlite::params_from_iter(values), read)
}

//! Incidents by where they happened.

use super::conditions;
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
    let (condition, values) = conditions::of::<Incident>(filter);
    let limit = filter.limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
    let sql = format!(
        "SELECT place, count(*) AS n, sum(standing = 'disputed') FROM incidents \
         WHERE {condition} AND place ->> 'latitude' IS NOT NULL \
         AND place ->> 'longitude' IS NOT NULL \
         GROUP BY coalesce(place ->> 'id', place ->> 'text') \
         ORDER BY n DESC, place ->> 'id' LIMIT {limit}"
    );
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<(String, i64, i64), _>((row.get(0)?, row.get(1)?, row.get(2)?))
    };
    let found = db.all(&sql, rusqlite::params_from_iter(values.iter()), read)?;
    let one = |(place, incidents, disputed): (String, i64, i64)| {
        let bad = |_| damaged(db, "a place of an incident is odd");
        Ok(Happened {
            place: serde_json::from_str(&place).map_err(bad)?,
            incidents: usize::try_from(incidents).unwrap_or_default(),
            disputed: usize::try_from(disputed).unwrap_or_default(),
        })
    };
    found.into_iter().map(one).collect()
}

//! What a page on the whole case shows first: a few rows of many, and how many there are.
//!
//! Only the rows that are shown are read; the others are ranked and counted where they lie.

use super::conditions;
use super::rows::{self, Row, sealed::Held};
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use detente_record::{Act, Dispute, Incident, Statement};

/// The first rows of many, and how many there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foremost<T> {
    /// Those that come first.
    pub rows: Vec<T>,
    /// How many there are with them.
    pub all: usize,
}

/// Happenings with people harmed: of several reports before those of one, the last first.
pub(crate) fn harmed(db: &Db, filter: &Filter, most: usize) -> Result<Foremost<Incident>> {
    foremost(
        db,
        filter,
        // The names of roles are the keys of an object.
        "(figures LIKE '%\"killed\":%' OR figures LIKE '%\"wounded\":%' \
         OR figures LIKE '%\"missing\":%')",
        "json_array_length(reports) < 2, coalesce(date ->> 'from', '') DESC, id",
        most,
    )
}

/// Disputes: conflicts between holders who are known, other conflicts, the rest; the last first.
pub(crate) fn contested(db: &Db, most: usize) -> Result<Foremost<Dispute>> {
    foremost(
        db,
        &Filter::default(),
        "1",
        "CASE WHEN relation <> 'conflict' THEN 2 ELSE EXISTS (SELECT 1 FROM json_each(positions) e \
         WHERE e.value ->> 'holder' IS NULL) END, coalesce(last, '') DESC, id",
        most,
    )
}

/// Statements of some acts that nobody rejected: of speakers who are known first, the last first.
pub(crate) fn voiced(
    db: &Db,
    acts: &[Act],
    filter: &Filter,
    most: usize,
) -> Result<Foremost<Statement>> {
    let acts: Vec<String> = acts.iter().map(|act| format!("'{}'", act.as_str())).collect();
    let condition = format!(
        "act IN ({}) AND (review IS NULL OR review ->> 'state' <> 'rejected')",
        acts.join(", ")
    );
    let order = "speaker ->> 'id' IS NULL, coalesce(said ->> 'from', '') DESC, id";
    foremost(db, filter, &condition, order, most)
}

fn foremost<T: Row>(
    db: &Db,
    filter: &Filter,
    which: &str,
    order: &str,
    most: usize,
) -> Result<Foremost<T>> {
    let (condition, values) = conditions::of::<T>(filter);
    let table = <T as Held>::TABLE;
    let values = || rusqlite::params_from_iter(values.iter());
    let from = format!("FROM {table} WHERE {condition} AND {which}");
    // Counted apart: a count over the window would hold all rows to be sorted.
    let all = db.first(&format!("SELECT count(*) {from}"), values(), |row| row.get::<_, i64>(0))?;
    let sql = format!("SELECT id {from} ORDER BY {order} LIMIT {most}");
    let found: Vec<String> = db.all(&sql, values(), |row| row.get(0))?;
    let mut out = Foremost { rows: vec![], all: usize::try_from(all.unwrap_or(0)).unwrap_or(0) };
    for id in found {
        rows::each(db, "id = ?1", &[id], Some(1), &mut |row| {
            out.rows.push(row);
            Ok(())
        })?;
    }
    Ok(out)
}

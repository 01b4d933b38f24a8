//! What a page on the whole case shows first: a few rows of many, and how many there are.
//!
//! Only the rows that are shown are read; the others are ranked and counted where they lie.

use super::conditions;
use super::rows::{self, Row, sealed::Held};
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use crate::store::orders::{CONTESTED_ORDER, HARMED, HARMED_ORDER, VOICED, VOICED_ORDER};
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
    foremost(db, filter, &[HARMED.to_owned()], HARMED_ORDER, most)
}

/// Disputes: conflicts between holders who are known, other conflicts, the rest; the last first.
pub(crate) fn contested(db: &Db, most: usize) -> Result<Foremost<Dispute>> {
    foremost(db, &Filter::default(), &["1".to_owned()], CONTESTED_ORDER, most)
}

/// Statements of some acts that nobody rejected: of speakers who are known first, the last first.
pub(crate) fn voiced(
    db: &Db,
    acts: &[Act],
    filter: &Filter,
    most: usize,
) -> Result<Foremost<Statement>> {
    let which = |act: &Act| format!("act = '{}' AND {VOICED}", act.as_str());
    foremost(db, filter, &acts.iter().map(which).collect::<Vec<_>>(), VOICED_ORDER, most)
}

/// The first of the rows that meet one of some conditions, no two of which hold for one row; of each
/// the first are looked up apart, by its own index.
fn foremost<T: Row>(
    db: &Db,
    filter: &Filter,
    which: &[String],
    order: &str,
    most: usize,
) -> Result<Foremost<T>> {
    let (condition, values) = conditions::of::<T>(filter);
    let table = <T as Held>::TABLE;
    let values = || rusqlite::params_from_iter(values.iter());
    let mut all = 0;
    let mut parts = vec![];
    for which in which {
        let from = format!("FROM {table} WHERE {condition} AND {which}");
        // Counted apart: a count over the window would hold all rows to be sorted.
        let sql = format!("SELECT count(*) {from}");
        all += db.first(&sql, values(), |row| row.get::<_, i64>(0))?.unwrap_or_default();
        parts.push(format!("SELECT id FROM (SELECT id {from} ORDER BY {order} LIMIT {most})"));
    }
    let sql = format!(
        "SELECT id FROM {table} WHERE id IN ({}) ORDER BY {order} LIMIT {most}",
        parts.join(" UNION ALL ")
    );
    let found: Vec<String> = db.all(&sql, values(), |row| row.get(0))?;
    let mut out = Foremost { rows: vec![], all: usize::try_from(all).unwrap_or_default() };
    for id in found {
        rows::each(db, "id = ?1", &[id], Some(1), &mut |row| {
            out.rows.push(row);
            Ok(())
        })?;
    }
    Ok(out)
}

//! Actors and places as lists show them: with how many reports name each, and not which.
//!
//! The row of somebody whom half of an archive names holds every report and every first mention; a
//! page shows a few.

use super::conditions;
use super::rows::{self, Row, sealed::Held};
use crate::Filter;
use crate::error::Result;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use crate::store::derived::DAY;
use detente_record::Evidence;

/// A kind of row that reports name.
pub trait Mentioned: Row {
    /// The table of mentions, and its column with the id.
    #[doc(hidden)]
    const IN: (&'static str, &'static str);
}

impl Mentioned for detente_record::Actor {
    const IN: (&'static str, &'static str) = ("mentions", "actor");
}

impl Mentioned for detente_record::Place {
    const IN: (&'static str, &'static str) = ("spots", "place");
}

/// An actor or a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    /// The row, without its evidence and its list of reports.
    pub row: T,
    /// How many reports name it.
    pub reports: usize,
}

/// Those that pass a filter.
pub(crate) fn named<T: Mentioned>(db: &Db, filter: &Filter) -> Result<Vec<Named<T>>> {
    let (condition, values) = conditions::of::<T>(filter);
    let (table, order) = (<T as Held>::TABLE, <T as Held>::ORDER);
    let limit = filter.limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
    let skip = filter.skip;
    let which = format!(
        "id IN (SELECT id FROM {table} WHERE {condition} ORDER BY {order} \
         LIMIT {limit} OFFSET {skip}) ORDER BY {order}"
    );
    select(db, &which, &values)
}

/// The one with an id.
pub(crate) fn one<T: Mentioned>(db: &Db, id: &str) -> Result<Option<Named<T>>> {
    Ok(select(db, "x.id = ?1", &[id.to_owned()])?.pop())
}

fn select<T: Mentioned>(db: &Db, which: &str, values: &[String]) -> Result<Vec<Named<T>>> {
    let (mentions, column) = T::IN;
    let table = <T as Held>::TABLE;
    let column_of = |column: &rows::Column| match column.0 {
        "reports" | "evidence" => "'[]'".to_owned(),
        name => format!("x.\"{name}\""),
    };
    let columns: Vec<String> = T::columns().iter().map(column_of).collect();
    let sql = format!(
        "SELECT {}, (SELECT count(*) FROM {mentions} WHERE {column} = x.id \
         AND evidence IS NOT NULL) FROM {table} x WHERE {which}",
        columns.join(", ")
    );
    let mut statement = db.sql.prepare_cached(&sql).map_err(|e| db.error(e))?;
    let mut found = statement.query(rusqlite::params_from_iter(values)).map_err(|e| db.error(e))?;
    let mut out = vec![];
    while let Some(cells) = found.next().map_err(|e| db.error(e))? {
        let count: i64 = cells.get(columns.len()).map_err(|e| db.error(e))?;
        let row = rows::row(db, rows::value::<T>(db, cells)?)?;
        out.push(Named { row, reports: usize::try_from(count).unwrap_or_default() });
    }
    Ok(out)
}

/// The first words that name one of them, in the earliest reports.
pub(crate) fn first<T: Mentioned>(db: &Db, id: &str, most: usize) -> Result<Vec<Evidence>> {
    let (mentions, column) = T::IN;
    let sql = format!(
        "SELECT m.evidence FROM {mentions} m \
         JOIN originals o ON substr(o.sha256, 1, 8) = unhex(m.report) JOIN readings r ON r.n = o.n \
         WHERE m.{column} = ?1 AND m.evidence IS NOT NULL \
         ORDER BY {DAY} IS NULL, {DAY}, m.report LIMIT {most}"
    );
    let found: Vec<String> = db.all(&sql, [id], |row| row.get(0))?;
    let bad = |_| damaged(db, format_args!("the words of a row of {mentions} are odd"));
    found.iter().map(|text| serde_json::from_str(text).map_err(bad)).collect()
}

/// The reports that name one of them, by their ids.
pub(crate) fn reports<T: Mentioned>(db: &Db, id: &str) -> Result<Vec<String>> {
    let (mentions, column) = T::IN;
    let sql = format!(
        "SELECT report FROM {mentions} WHERE {column} = ?1 AND evidence IS NOT NULL ORDER BY report"
    );
    db.all(&sql, [id], |row| row.get(0))
}

/// The first words that name one of them in a report.
pub(crate) fn words<T: Mentioned>(db: &Db, id: &str, report: &str) -> Result<Option<Evidence>> {
    let (mentions, column) = T::IN;
    let sql = format!(
        "SELECT evidence FROM {mentions} \
         WHERE report = ?2 AND {column} = ?1 AND evidence IS NOT NULL ORDER BY position LIMIT 1"
    );
    let found: Option<String> = db.first(&sql, [id, report], |row| row.get(0))?;
    let bad = |_| damaged(db, format_args!("the words of a row of {mentions} are odd"));
    found.map(|text| serde_json::from_str(&text).map_err(bad)).transpose()
}

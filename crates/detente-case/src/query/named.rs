//! Actors and places as lists show them: with how many reports name each, and not which.
//!
//! The row of somebody whom half of an archive names holds every report and every first mention; a
//! page shows a few.

use super::conditions;
use super::rows::{self, Row, sealed::Held};
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;

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
    /// The row, with some of its evidence and no list of reports.
    pub row: T,
    /// How many reports name it.
    pub reports: usize,
}

/// Those that pass a filter, each with at most `quotes` of the words that name it.
pub(crate) fn named<T: Mentioned>(
    db: &Db,
    filter: &Filter,
    quotes: usize,
) -> Result<Vec<Named<T>>> {
    let (condition, values) = conditions::of::<T>(filter);
    let (mentions, column) = T::IN;
    let (table, order) = (<T as Held>::TABLE, <T as Held>::ORDER);
    let limit = filter.limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
    let skip = filter.skip;
    let own = format!("FROM {mentions} WHERE {column} = x.id AND evidence IS NOT NULL");
    let select = |column: &rows::Column| match column.0 {
        "reports" => "'[]'".to_owned(),
        "evidence" => format!(
            "(SELECT json_group_array(json(evidence)) FROM (SELECT evidence {own} \
             ORDER BY report LIMIT {quotes}))"
        ),
        name => format!("x.\"{name}\""),
    };
    let columns: Vec<String> = T::columns().iter().map(select).collect();
    let sql = format!(
        "SELECT {}, (SELECT count(*) {own}) FROM {table} x WHERE id IN \
         (SELECT id FROM {table} WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {skip}) \
         ORDER BY {order}",
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

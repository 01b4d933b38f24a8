//! Actors and places as lists show them: with how many reports name each, and not which.
//!
//! The row of somebody whom half of an archive names holds every report and every first mention; a
//! page shows a few.

use super::foremost::Foremost;
use super::rows::{self, Row, sealed::Held};
use super::{conditions, overview};
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

    /// Its id.
    fn id(&self) -> &str;
}

impl Mentioned for detente_record::Actor {
    const IN: (&'static str, &'static str) = ("mentions", "actor");

    fn id(&self) -> &str {
        &self.id
    }
}

impl Mentioned for detente_record::Place {
    const IN: (&'static str, &'static str) = ("spots", "place");

    fn id(&self) -> &str {
        &self.id
    }
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

/// Those that most reports name, at most `most`; with how many there are. `without`: a kind that is left
/// out.
pub(crate) fn most<T: Mentioned>(
    db: &Db,
    without: Option<&str>,
    most: usize,
) -> Result<Foremost<Named<T>>> {
    let (table, kind) = (<T as Held>::TABLE, T::IN.1);
    let which = "(?1 IS NULL OR k.kind <> ?1)";
    let all = db.first(
        &format!("SELECT count(*) FROM known_{table} k WHERE {which}"),
        [without],
        |row| row.get::<_, i64>(0),
    )?;
    let sql = format!(
        "SELECT k.id FROM known_{table} k LEFT JOIN renown n ON n.kind = '{kind}' AND n.id = k.id \
         WHERE {which} ORDER BY n.reports DESC, \
         (SELECT sum(count) FROM forms WHERE id = k.id) DESC, k.id LIMIT {most}"
    );
    let ids: Vec<String> = db.all(&sql, [without], |row| row.get(0))?;
    let mut rows = vec![];
    for id in ids {
        rows.extend(one(db, &id)?);
    }
    Ok(Foremost { rows, all: usize::try_from(all.unwrap_or_default()).unwrap_or_default() })
}

fn select<T: Mentioned>(db: &Db, which: &str, values: &[String]) -> Result<Vec<Named<T>>> {
    let (table, kind) = (<T as Held>::TABLE, T::IN.1);
    let column_of = |column: &rows::Column| match column.0 {
        "reports" | "evidence" => "'[]'".to_owned(),
        name => format!("x.\"{name}\""),
    };
    let columns: Vec<String> = T::columns().iter().map(column_of).collect();
    let sql = format!(
        "SELECT {}, coalesce((SELECT reports FROM renown WHERE kind = '{kind}' AND id = x.id), 0) \
         FROM {table} x WHERE {which}",
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

/// Reports that are looked at for who is named early: whoever is named often is named in one of them.
const EARLY: usize = 400;

/// The first words that name each of some of them, in the earliest reports of the days of a filter;
/// at most `most`, one a report.
pub(crate) fn first<T: Mentioned>(
    db: &Db,
    ids: &[&str],
    most: usize,
    filter: &Filter,
) -> Result<Vec<Vec<Evidence>>> {
    let mut found = vec![vec![]; ids.len()];
    // Of those who are named often the reports would all have to be sorted.
    let often = |id: &&&str| is_often::<T>(db, id).unwrap_or(true);
    if ids.iter().any(|id| often(&id)) {
        early::<T>(db, ids, most, filter, &mut found)?;
    }
    for (id, words) in ids.iter().zip(&mut found) {
        if words.len() < most {
            *words = sorted::<T>(db, id, most, filter)?;
        }
    }
    Ok(found)
}

/// Whether more reports name it than are looked at anyway.
fn is_often<T: Mentioned>(db: &Db, id: &str) -> Result<bool> {
    let (mentions, column) = T::IN;
    let sql = format!(
        "SELECT 1 FROM {mentions} WHERE {column} = ?1 AND evidence IS NOT NULL \
         LIMIT 1 OFFSET {}",
        10 * EARLY
    );
    Ok(db.first(&sql, [id], |_| Ok(()))?.is_some())
}

/// The words in the first reports of all, in order of these.
fn early<T: Mentioned>(
    db: &Db,
    ids: &[&str],
    most: usize,
    filter: &Filter,
    found: &mut [Vec<Evidence>],
) -> Result<()> {
    let (mentions, column) = T::IN;
    let sql = format!(
        "SELECT {column}, evidence FROM {mentions} WHERE report = ?1 AND evidence IS NOT NULL"
    );
    for report in overview::first(db, filter, EARLY)? {
        if found.iter().all(|words| words.len() >= most) {
            break;
        }
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let named: Vec<(String, String)> = db.all(&sql, [&report], read)?;
        for (id, words) in named {
            let Some(at) = ids.iter().position(|one| *one == id) else { continue };
            if found[at].len() < most {
                found[at].push(evidence::<T>(db, &words)?);
            }
        }
    }
    Ok(())
}

/// The words in the first of all reports that name it.
fn sorted<T: Mentioned>(db: &Db, id: &str, most: usize, filter: &Filter) -> Result<Vec<Evidence>> {
    let (mentions, column) = T::IN;
    let (condition, mut values) = overview::of_reports(filter);
    values.push(id.to_owned());
    let sql = format!(
        "SELECT m.evidence FROM {mentions} m \
         JOIN originals o ON substr(o.sha256, 1, 8) = unhex(m.report) JOIN readings r ON r.n = o.n \
         WHERE m.{column} = ?{} AND m.evidence IS NOT NULL AND {condition} \
         ORDER BY {DAY} IS NULL, {DAY}, m.report LIMIT {most}",
        values.len()
    );
    let found: Vec<String> = db.all(&sql, rusqlite::params_from_iter(values), |row| row.get(0))?;
    found.iter().map(|words| evidence::<T>(db, words)).collect()
}

fn evidence<T: Mentioned>(db: &Db, text: &str) -> Result<Evidence> {
    let bad = |_| damaged(db, format_args!("the words of a row of {} are odd", T::IN.0));
    serde_json::from_str(text).map_err(bad)
}

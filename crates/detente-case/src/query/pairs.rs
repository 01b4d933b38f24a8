//! Pairs of sides as they stood in a month, from a bounded number of entries.

use super::{conditions, rows};
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use detente_record::Relation;

/// Pairs that are looked at: those with most incidents in all.
const LOOKED: usize = 400;
/// Months that are told: a century.
const MONTHS: usize = 1200;

/// A pair of sides with how it stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    /// Its last month until the one asked for.
    pub last: Relation,
    /// Incidents until then; of a pair of which no day is known, those without.
    pub incidents: usize,
}

/// The pairs with most incidents until a month, `2020-03`, at most `most`; without a month, until
/// the last. A pair without any until then is left out.
pub(crate) fn stood(db: &Db, month: Option<&str>, most: usize) -> Result<Vec<Stand>> {
    // After all letters of a day in that month.
    let until = month.map_or_else(|| "9999".to_owned(), |month| format!("{month}-99"));
    let sql = format!(
        "SELECT pair, undated, (SELECT sum(r.incidents) FROM relations r WHERE r.pair = p.pair \
         AND r.directed = 0 AND r.\"from\" <= ?1) FROM pairs p \
         ORDER BY n + undated DESC, pair LIMIT {LOOKED}"
    );
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let mut found: Vec<(String, i64, Option<i64>)> = db.all(&sql, [&until], read)?;
    // Those of which no day is known stand for no month but for all.
    found.retain(|(_, _, dated)| dated.is_some() || month.is_none());
    let count = |(_, undated, dated): &(String, i64, Option<i64>)| dated.unwrap_or(*undated);
    found.sort_by(|a, b| {
        (b.2.is_some(), count(b)).cmp(&(a.2.is_some(), count(a))).then_with(|| a.0.cmp(&b.0))
    });
    let mut out = vec![];
    for one in found.into_iter().take(most) {
        let incidents = usize::try_from(count(&one)).unwrap_or_default();
        let condition = "rowid = (SELECT rowid FROM relations WHERE pair = ?1 AND directed = 0 \
                         AND (\"from\" <= ?2 OR \"from\" IS NULL) ORDER BY \"from\" DESC LIMIT 1)";
        rows::each(db, condition, &[one.0, until.clone()], Some(1), &mut |last: Relation| {
            out.push(Stand { last, incidents });
            Ok(())
        })?;
    }
    Ok(out)
}

/// How many pairs there are with at least so many incidents that bear a day.
pub(crate) fn count(db: &Db, least: usize) -> Result<usize> {
    let sql = format!("SELECT count(*) FROM pairs WHERE n >= {least}");
    Ok(usize::try_from(db.count(&sql)?).unwrap_or_default())
}

/// The months in which some pair has incidents, as `2020-03`, in order.
pub(crate) fn months(db: &Db) -> Result<Vec<String>> {
    // From one to the next by the index, whatever number of rows a month has.
    let sql = format!(
        "WITH RECURSIVE month (day) AS (\
         SELECT min(\"from\") FROM relations WHERE directed = 0 \
         UNION ALL SELECT (SELECT min(\"from\") FROM relations WHERE directed = 0 \
         AND \"from\" > day) FROM month WHERE day IS NOT NULL LIMIT {MONTHS}) \
         SELECT DISTINCT substr(day, 1, 7) FROM month WHERE day IS NOT NULL"
    );
    db.all(&sql, [], |row| row.get(0))
}

/// The pairs of which some row passes a filter, in order.
pub(crate) fn passing(db: &Db, filter: &Filter) -> Result<Vec<String>> {
    let (condition, values) = conditions::of::<Relation>(filter);
    let sql = format!("SELECT DISTINCT pair FROM relations WHERE {condition} ORDER BY pair");
    db.all(&sql, rusqlite::params_from_iter(values), |row| row.get(0))
}

/// The rows of one pair, named by its sides in either order.
pub(crate) fn of(db: &Db, a: &str, b: &str) -> Result<Vec<Relation>> {
    let pairs = [format!("{a}|{b}"), format!("{b}|{a}")];
    let mut out = vec![];
    rows::each(db, "pair IN (?1, ?2)", &pairs, None, &mut |row| {
        out.push(row);
        Ok(())
    })?;
    Ok(out)
}

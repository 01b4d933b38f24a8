//! How much a case holds.

use super::conditions;
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use crate::store::derived::{DAY, reports_from};
use detente_record::Report;
use std::collections::BTreeMap;

/// The reports of a case in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// How many there are.
    pub reports: usize,
    /// Words in their reading texts.
    pub words: usize,
    /// How many bear a day, or two between which they were written.
    pub dated: usize,
    /// The first of these days.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
    /// How many outlets printed them.
    pub outlets: usize,
    /// How many are in each language, by ISO 639-1; `unknown` where it is not known.
    pub languages: BTreeMap<String, usize>,
}

/// The reports that pass a filter, in numbers.
pub(crate) fn overview(db: &Db, filter: &Filter) -> Result<Overview> {
    let (condition, values) = of_reports(filter);
    let from = reports_from();
    let both = "(r.day IS NOT NULL OR r.published ->> 'from' IS NOT NULL \
                AND r.published ->> 'to' IS NOT NULL)";
    let sql = format!(
        "SELECT count(*), coalesce(sum(r.words), 0), coalesce(sum({both}), 0), \
           min(iif({both}, coalesce(r.day, r.published ->> 'from'), NULL)), \
           max(iif({both}, {DAY}, NULL)), \
           count(DISTINCT nullif(coalesce(r.outlet, o.outlet), '')) \
         FROM {from} WHERE {condition}"
    );
    type Cells = (i64, i64, i64, Option<String>, Option<String>, i64);
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Cells> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
    };
    let size = |n: i64| usize::try_from(n).unwrap_or_default();
    let values = || rusqlite::params_from_iter(values.iter());
    let found = db.first(&sql, values(), read)?;
    let Some((reports, words, dated, first, last, outlets)) = found else {
        return Ok(Overview::default());
    };
    let sql = format!(
        "SELECT coalesce(r.language, 'unknown'), count(*) FROM {from} WHERE {condition} GROUP BY 1"
    );
    let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let languages = db.all(&sql, values(), read)?.into_iter().map(|(code, n)| (code, size(n)));
    Ok(Overview {
        reports: size(reports),
        words: size(words),
        dated: size(dated),
        first,
        last,
        outlets: size(outlets),
        languages: languages.collect(),
    })
}

/// The ids of the reports that pass a filter, in the order of their days.
pub(crate) fn order(db: &Db, filter: &Filter) -> Result<Vec<String>> {
    let (condition, values) = of_reports(filter);
    let sql = format!(
        "SELECT lower(hex(substr(o.sha256, 1, 8))) AS id FROM {} WHERE {condition} ORDER BY {}",
        reports_from(),
        <Report as super::rows::sealed::Held>::ORDER
    );
    db.all(&sql, rusqlite::params_from_iter(values), |row| row.get(0))
}

/// The condition of a filter of days only: others ask for columns of the view.
fn of_reports(filter: &Filter) -> (String, Vec<String>) {
    let days = Filter { from: filter.from.clone(), to: filter.to.clone(), ..Filter::default() };
    conditions::of::<Report>(&days)
}

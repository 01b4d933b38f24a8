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
    /// How many outlets printed them, each once whatever it is called.
    pub outlets: usize,
    /// How many are in each language, by ISO 639-1; `unknown` where it is not known.
    pub languages: BTreeMap<String, usize>,
}

/// The reports that pass a filter, in numbers. Only readings are looked at: originals lie with their
/// bytes, which would all be passed over.
pub(crate) fn overview(db: &Db, filter: &Filter) -> Result<Overview> {
    let (condition, values) = of_reports(filter);
    let both = "(r.day IS NOT NULL OR r.published ->> 'from' IS NOT NULL \
                AND r.published ->> 'to' IS NOT NULL)";
    let sql = format!(
        "SELECT coalesce(r.language, 'unknown'), count(*), coalesce(sum(r.words), 0), \
           coalesce(sum({both}), 0), min(iif({both}, coalesce(r.day, r.published ->> 'from'), NULL)), \
           max(iif({both}, {DAY}, NULL)) \
         FROM readings r WHERE {condition} GROUP BY 1"
    );
    type Cells = (String, i64, i64, i64, Option<String>, Option<String>);
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<Cells> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
    };
    let size = |n: i64| usize::try_from(n).unwrap_or_default();
    let values = || rusqlite::params_from_iter(values.iter());
    let mut out = Overview::default();
    for (language, reports, words, dated, first, last) in db.all(&sql, values(), read)? {
        out.reports += size(reports);
        out.words += size(words);
        out.dated += size(dated);
        out.first = [out.first, first].into_iter().flatten().min();
        out.last = [out.last, last].into_iter().flatten().max();
        out.languages.insert(language, size(reports));
    }
    let sql = format!("SELECT count(DISTINCT r.source) FROM readings r WHERE {condition}");
    out.outlets = size(db.first(&sql, values(), |row| row.get(0))?.unwrap_or_default());
    Ok(out)
}

/// The turn of a report among all: those that bear a day come first, by their days.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    undated: bool,
    day: String,
    report: String,
}

impl Turn {
    /// The report's id.
    pub fn report(&self) -> &str {
        &self.report
    }
}

/// The turn of a report; `None` where there is no such report in the days of a filter.
pub(crate) fn turn(db: &Db, report: &str, filter: &Filter) -> Result<Option<Turn>> {
    let (condition, mut values) = of_reports(filter);
    values.push(report.to_owned());
    let sql = format!(
        "SELECT {DAY} FROM {} WHERE substr(o.sha256, 1, 8) = unhex(?{}) AND {condition}",
        reports_from(),
        values.len()
    );
    let day: Option<Option<String>> =
        db.first(&sql, rusqlite::params_from_iter(values), |row| row.get(0))?;
    Ok(day.map(|day| Turn {
        undated: day.is_none(),
        day: day.unwrap_or_default(),
        report: report.to_owned(),
    }))
}

/// The ids of the first reports that pass a filter, in the order of their days.
pub(crate) fn first(db: &Db, filter: &Filter, most: usize) -> Result<Vec<String>> {
    let days = days_of(filter);
    let days = Filter { limit: Some(most), ..days };
    let (mut condition, values) = conditions::of::<Report>(&days);
    let mut skip = 0;
    if let Some((more, window)) = super::days::narrowed(db, &days)? {
        condition += &format!(" AND {more}");
        skip = window.skip;
    }
    let sql = format!(
        "SELECT lower(hex(substr(o.sha256, 1, 8))) AS id FROM {} WHERE {condition} ORDER BY {} \
         LIMIT {most} OFFSET {skip}",
        reports_from(),
        <Report as super::rows::sealed::Held>::ORDER
    );
    db.all(&sql, rusqlite::params_from_iter(values), |row| row.get(0))
}

/// The condition of a filter of days only: others ask for columns of the view.
pub(super) fn of_reports(filter: &Filter) -> (String, Vec<String>) {
    conditions::of::<Report>(&days_of(filter))
}

fn days_of(filter: &Filter) -> Filter {
    Filter { from: filter.from.clone(), to: filter.to.clone(), ..Filter::default() }
}

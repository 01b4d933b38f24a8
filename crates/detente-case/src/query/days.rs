//! A window on the reports in order of their days: which days it lies in is told by how many reports
//! bear each, so that only the reports of those days are sorted.

use super::rows::Window;
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use crate::store::derived::DAY;

/// What to ask of the days beside a filter's own condition, and the window on what is left; `None`
/// where the window may reach beyond the days that are counted, or the filter asks for more than
/// days.
pub(crate) fn narrowed(db: &Db, filter: &Filter) -> Result<Option<(String, Window)>> {
    let days = Filter {
        from: filter.from.clone(),
        to: filter.to.clone(),
        limit: filter.limit,
        skip: filter.skip,
        ..Filter::default()
    };
    let Some(limit) = filter.limit.filter(|_| *filter == days) else { return Ok(None) };
    // Until the last day asked for, every report with such a day passes; the first day of one that
    // ends later may lie before it.
    let from = filter.from.as_deref().unwrap_or_default();
    let to = filter.to.as_ref().map_or_else(|| "~".to_owned(), |to| format!("{to}~"));
    let sql = "SELECT day, reports FROM days WHERE day >= ?1 AND day <= ?2 ORDER BY day";
    let mut statement = db.sql.prepare_cached(sql).map_err(|e| db.error(e))?;
    let mut found = statement.query((from, &to)).map_err(|e| db.error(e))?;
    let (mut before, mut first) = (0, None);
    while let Some(cells) = found.next().map_err(|e| db.error(e))? {
        let day: String = cells.get(0).map_err(|e| db.error(e))?;
        let n: i64 = cells.get(1).map_err(|e| db.error(e))?;
        let n = usize::try_from(n).unwrap_or_default();
        if first.is_none() && before + n <= filter.skip {
            before += n;
            continue;
        }
        let (start, skipped) = first.get_or_insert_with(|| (day.clone(), before)).clone();
        before += n;
        if before >= filter.skip + limit {
            let window = Window { limit: Some(limit), skip: filter.skip - skipped };
            // Days of the case's own, without anything to be escaped.
            let plain = |day: &str| day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            let condition = format!("{DAY} BETWEEN '{start}' AND '{day}'");
            return Ok((plain(&start) && plain(&day)).then_some((condition, window)));
        }
    }
    Ok(None)
}

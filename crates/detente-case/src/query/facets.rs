//! What the reports found by a search have in common, to narrow it by.

use super::words;
use crate::error::Result;
use crate::store::connection::Db;
use crate::store::derived::DAY;
use std::collections::BTreeMap;

/// Reports counted; of words that stand in more, the first of them stand for all.
const COUNTED: usize = 3000;

/// Joins what [`CONDITION`] and the counts ask for to the original `o`.
pub(crate) const JOIN: &str = "JOIN readings r ON r.n = o.n";

/// Values 2 to 4 are the outlet, the first and the last day; a day that is only begun holds all that
/// begin so.
pub(crate) const CONDITION: &str = "AND (?2 IS NULL OR \
    folded(coalesce(nullif(coalesce(r.outlet, o.outlet), ''), '')) = folded(?2)) \
    AND (?3 IS NULL OR coalesce(r.day, r.published ->> 'to') >= ?3) \
    AND (?4 IS NULL OR substr(coalesce(r.day, r.published ->> 'to'), 1, length(?4)) <= ?4)";

/// What a search is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// The outlet's name, whatever the case of its letters; empty for reports that name none.
    pub outlet: Option<String>,
    /// The first day, ISO 8601, or its beginning.
    pub from: Option<String>,
    /// The last day, likewise.
    pub to: Option<String>,
}

/// Reports found, counted by outlet and by month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Outlets by their number of reports; the empty one stands for none.
    pub outlets: Vec<(String, usize)>,
    /// Months in order, as `2020-02`.
    pub months: Vec<(String, usize)>,
    /// How many bear no day.
    pub undated: usize,
    /// How many were counted.
    pub counted: usize,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// The facets of a search.
pub(crate) fn facets(db: &Db, question: &str, narrow: &Narrow) -> Result<Facets> {
    let terms = words::parse(question)?;
    let most = COUNTED + 1;
    let sql = format!(
        "SELECT coalesce(r.outlet, o.outlet), substr({DAY}, 1, 7) \
         FROM (SELECT rowid AS n FROM search WHERE search MATCH ?1 LIMIT {most}) s \
         JOIN originals o ON o.n = s.n {JOIN} WHERE true {CONDITION}"
    );
    let Narrow { outlet, from, to } = narrow;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let values = (words::expression(&terms), outlet, from, to);
    let mut found: Vec<(Option<String>, Option<String>)> = db.all(&sql, values, read)?;
    let more = found.len() > COUNTED;
    found.truncate(COUNTED);
    let (mut outlets, mut months) = (BTreeMap::new(), BTreeMap::new());
    let mut out = Facets { counted: found.len(), more, ..Facets::default() };
    for (outlet, month) in found {
        *outlets.entry(outlet.unwrap_or_default()).or_insert(0) += 1;
        match month {
            Some(month) => *months.entry(month).or_insert(0) += 1,
            None => out.undated += 1,
        }
    }
    out.outlets = outlets.into_iter().collect();
    out.outlets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.months = months.into_iter().collect();
    Ok(out)
}

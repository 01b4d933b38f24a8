//! Incidents of one side or at one place, by the entries that triggers keep beside the incidents
//! (`store/lanes.rs`): those of a side that is rarely named are found without looking at all, and of
//! those of one that is everywhere only the ones that are shown are read.

use super::conditions::{self, is_id};
use crate::Filter;
use crate::error::Result;
use crate::store::connection::Db;
use detente_record::Incident;

/// Entries beyond which, where all incidents of a key are wanted, they are better read in their own
/// order.
const FEW: i64 = 5000;

/// A condition that holds for the incidents of the window that a filter asks for, and its values;
/// `None` where the filter asks for no side or place, or by words that name none.
pub(crate) fn condition(db: &Db, filter: &Filter) -> Result<Option<(String, Vec<String>)>> {
    let Some((n, keys)) = rarest(db, filter)? else { return Ok(None) };
    if filter.limit.is_none() && n > FEW {
        return Ok(None);
    }
    // What the entries hold is asked of them, the rest of the incidents.
    let rest = Filter { from: None, to: None, kind: None, ..filter.clone() };
    let (rest, mut values) = conditions::of::<Incident>(&rest);
    let marks: Vec<String> = (1..=keys.len()).map(|n| format!("?{}", values.len() + n)).collect();
    let mut own = format!("l.key IN ({})", marks.join(", "));
    // With one key the entries lie in the order that is wanted.
    let distinct = if keys.len() > 1 { "DISTINCT" } else { "" };
    values.extend(keys);
    own += &held(filter, &mut values);
    let limit = filter.limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
    let sql = format!(
        "id IN (SELECT incident FROM (SELECT {distinct} l.last, l.incident FROM lanes l \
         WHERE {own} AND EXISTS (SELECT 1 FROM incidents WHERE id = l.incident AND {rest}) \
         ORDER BY l.last, l.incident LIMIT {limit} OFFSET {}))",
        filter.skip
    );
    Ok(Some((sql, values)))
}

/// What a filter asks of what entries hold, their type and days, each part after an `AND`; the values are
/// numbered after those that are there.
pub(super) fn held(filter: &Filter, values: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut add = |condition: &str, value: String| {
        values.push(value);
        out += &condition.replace("{}", &format!("?{}", values.len()));
    };
    if let Some(kind) = &filter.kind {
        add(" AND folded(l.\"type\") = folded({})", kind.clone());
    }
    if let Some(from) = &filter.from {
        add(" AND l.last >= {} AND l.last < '~'", from.clone());
    }
    if let Some(to) = &filter.to {
        // A month or a year lasts to its end, as in every condition on days.
        add(" AND l.first <= {}", format!("{to}~"));
    }
    out
}

/// Of the side and the place that a filter asks for, the keys of the one with fewer incidents.
fn rarest(db: &Db, filter: &Filter) -> Result<Option<(i64, Vec<String>)>> {
    let mut found: Option<(i64, Vec<String>)> = None;
    for asked in [&filter.actor, &filter.place].into_iter().flatten() {
        let keys = if is_id(asked) { vec![asked.clone()] } else { called(db, asked)? };
        if keys.is_empty() {
            continue;
        }
        let mut n = 0;
        for key in &keys {
            let sql = "SELECT entries FROM totals WHERE key = ?1";
            n += db.first(sql, [key], |row| row.get::<_, i64>(0))?.unwrap_or_default();
        }
        if found.as_ref().is_none_or(|(least, _)| n < *least) {
            found = Some((n, keys));
        }
    }
    Ok(found)
}

/// The keys of those who are called so, whatever the case of its letters; none where it names nobody.
pub(super) fn called(db: &Db, name: &str) -> Result<Vec<String>> {
    // The lengths are compared first: that costs next to nothing.
    let sql = "SELECT id FROM forms WHERE length(text) = length(?1) AND folded(text) = folded(?1) \
               UNION SELECT id FROM known_actors WHERE length(name) = length(?1) \
               AND folded(name) = folded(?1) UNION SELECT id FROM known_places \
               WHERE length(name) = length(?1) AND folded(name) = folded(?1) ORDER BY 1 LIMIT 20";
    let mut found: Vec<String> = db.all(sql, [name], |row| row.get(0))?;
    if !found.is_empty() {
        // Those whom the same words name without anybody being known by them.
        let sql = "SELECT key FROM totals WHERE length(key) = length(?1) \
                   AND folded(key) = folded(?1) ORDER BY 1 LIMIT 20";
        found.extend(db.all(sql, [name], |row| row.get::<_, String>(0))?);
    }
    Ok(found)
}

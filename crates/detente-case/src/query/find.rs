//! One row by its id or the beginning of one.

use super::rows::{self, Row};
use crate::error::{Error, Kind, Result};
use crate::store::connection::Db;
use crate::store::derived::REPORTS;
use detente_record::{
    Actor, Agreement, Claim, Dispute, Event, Incident, Outside, Place, Report, Source, Statement,
    Undertaking,
};

/// A row found by its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The table it stands in.
    pub table: &'static str,
    /// Its whole id.
    pub id: String,
    /// The row.
    pub row: serde_json::Value,
}

/// Enough to name in an error.
const NAMED: usize = 5;

/// Looks for ids that are one, or begin with it, in one table.
type Look = fn(&Db, &str) -> Result<Vec<Found>>;

/// The tables whose rows have ids, in the order in which they are asked.
const LISTS: [(&str, Look); 12] = [
    ("reports", look::<Report>),
    ("events", look::<Event>),
    ("statements", look::<Statement>),
    ("undertakings", look::<Undertaking>),
    ("incidents", look::<Incident>),
    ("disputes", look::<Dispute>),
    ("agreements", look::<Agreement>),
    ("claims", look::<Claim>),
    ("actors", look::<Actor>),
    ("places", look::<Place>),
    ("sources", look::<Source>),
    ("outside", look::<Outside>),
];

/// The row whose id this is, else the only one whose id begins so. Where an actor and a source
/// have the same id, it is the actor.
pub(crate) fn find(db: &Db, id: &str) -> Result<Found> {
    among(db, id, &|_| true)
}

/// The same among the rows of one table.
pub(crate) fn find_in(db: &Db, table: &str, id: &str) -> Result<Found> {
    among(db, id, &|own| own == table)
}

fn among(db: &Db, id: &str, asked: &dyn Fn(&str) -> bool) -> Result<Found> {
    let name = db.path.display();
    if id.is_empty() {
        return Err(Error::new(Kind::Query, "an empty id; give at least its first characters"));
    }
    let mut all = vec![];
    for (table, look) in LISTS.iter().filter(|(table, _)| asked(table)) {
        // The table for accounts from outside is made when the first come in.
        if *table == "outside" && !crate::store::outside::any(db)? {
            continue;
        }
        let mut found = look(db, id)?;
        if let Some(exact) = found.iter().position(|found| found.id == id) {
            return Ok(found.swap_remove(exact));
        }
        all.extend(found);
    }
    // An incident bears the id of its first event, and a claim that of its incident.
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|found| seen.insert(found.id.clone()));
    match all.len() {
        0 => {
            let near = near(db, id)?;
            let hint = match near.is_empty() {
                true => String::new(),
                false => format!("; near it are {}", near.join(", ")),
            };
            let message = format!("{name}: no row's id begins with {id:?}{hint}");
            Err(Error::new(Kind::NoSuchRow, message))
        }
        1 => Ok(all.remove(0)),
        _ => {
            let some: Vec<String> =
                all.iter().take(NAMED).map(|f| format!("{} ({})", f.id, f.table)).collect();
            let dots = if all.len() > NAMED { " …" } else { "" };
            let message = format!(
                "{name}: several rows' ids begin with {id:?}: {}{dots}; give more of it",
                some.join(", ")
            );
            Err(Error::new(Kind::Ambiguous, message))
        }
    }
}

/// Ids that differ from one by little: those that begin most alike, of these the likest.
fn near(db: &Db, id: &str) -> Result<Vec<String>> {
    /// Ids looked at.
    const MOST: i64 = 500;
    let shared: Vec<char> = id.chars().take(16).collect();
    for length in (2..shared.len()).rev() {
        let begin: String = shared[..length].iter().collect();
        let end = format!("{begin}\u{10ffff}");
        let sql = "SELECT id, 'event' FROM events WHERE id BETWEEN ?1 AND ?2 \
                   UNION ALL SELECT id, 'statement' FROM statements WHERE id BETWEEN ?1 AND ?2 \
                   UNION ALL SELECT id, 'undertaking' FROM undertakings WHERE id BETWEEN ?1 AND ?2 \
                   UNION ALL SELECT id, 'agreement' FROM agreements WHERE id BETWEEN ?1 AND ?2 \
                   UNION ALL SELECT id, 'actor' FROM actors WHERE id BETWEEN ?1 AND ?2 LIMIT ?3";
        let mut found: Vec<(String, String)> =
            db.all(sql, (&begin, &end, MOST), |row| Ok((row.get(0)?, row.get(1)?)))?;
        if !found.is_empty() {
            let unlike = |one: &str| id.chars().zip(one.chars()).filter(|(a, b)| a != b).count();
            found.sort_by_key(|(one, _)| (unlike(one), one.clone()));
            let shown = found.into_iter().take(3).map(|(id, kind)| format!("{id} ({kind})"));
            return Ok(shown.collect());
        }
    }
    Ok(vec![])
}

/// The whole id of a report, from the beginning of one.
pub(crate) fn report(db: &Db, id: &str) -> Result<String> {
    let mut found = look::<Report>(db, id)?;
    match found.len() {
        1 => Ok(found.remove(0).id),
        0 => {
            let name = db.path.display();
            let message = format!("{name}: no report {id:?}; `detente reports` lists them");
            Err(Error::new(Kind::NoSuchRow, message))
        }
        _ => {
            let all: Vec<String> = found.into_iter().map(|found| found.id).collect();
            let message = format!("several reports begin with {id:?}: {}", all.join(", "));
            Err(Error::new(Kind::Ambiguous, message))
        }
    }
}

fn look<T: Row>(db: &Db, id: &str) -> Result<Vec<Found>> {
    let (condition, values) = beginning::<T>(id);
    let from = match T::TABLE {
        "reports" => REPORTS.to_owned(),
        table => format!("SELECT {} FROM {table}", rows::names::<T>()),
    };
    let sql = format!("{from} WHERE {condition} ORDER BY id LIMIT {}", NAMED + 1);
    let mut statement = db.sql.prepare_cached(&sql).map_err(|e| db.error(e))?;
    let mut found = statement.query(rusqlite::params_from_iter(values)).map_err(|e| db.error(e))?;
    let mut all = vec![];
    while let Some(cells) = found.next().map_err(|e| db.error(e))? {
        let row = rows::value::<T>(db, cells)?;
        let id = row.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned();
        all.push(Found { table: T::TABLE, id, row });
    }
    Ok(all)
}

fn beginning<T: Row>(id: &str) -> (String, Vec<rusqlite::types::Value>) {
    use rusqlite::types::Value;
    if T::TABLE != "reports" {
        // Every id that begins so lies between these two.
        let end = format!("{id}\u{10ffff}");
        return ("id >= ?1 AND id <= ?2".into(), vec![Value::Text(id.into()), Value::Text(end)]);
    }
    // A report's id is in the index as bytes.
    let hex = id.to_ascii_lowercase();
    if hex.len() > 16 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return ("0".into(), vec![]);
    }
    let edge = |fill: &str| {
        let whole = format!("{hex}{}", fill.repeat(16 - hex.len()));
        Value::Blob(u64::from_str_radix(&whole, 16).unwrap_or(0).to_be_bytes().to_vec())
    };
    // The tables that the view is made of: by its own column every report would be looked at.
    let condition = "r.n IN (SELECT n FROM originals \
                     WHERE substr(sha256, 1, 8) BETWEEN ?1 AND ?2)";
    (condition.into(), vec![edge("0"), edge("f")])
}

//! What is only counted from the rows, or only shows them: tables that triggers fill, the orders in which
//! rows are found, views. Where nothing else changed its form, these are made anew from the rows, and no
//! report is read again.

use super::connection::Db;
use super::derived::{self, REPORTS};
use super::{changes, lanes, orders, renown};
use crate::error::Result;

/// Goes up whenever one of these changes its form.
pub(crate) const VERSION: &str = "1";

/// That of a case which was written before these had a version of their own.
pub(crate) const FIRST: &str = "1";

/// Views and tables; views first, for they name the tables of `derived`.
const NAMES: &[&str] = &[
    "reports", "sources", "actors", "places", "lanes", "tallies", "totals", "pairs", "renown",
    "days",
];

/// When a trigger fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    Insert,
    Delete,
}

/// Counts the rows of a table as they come or go.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    pub(super) name: String,
    pub(super) table: &'static str,
    pub(super) on: On,
    pub(super) when: Option<String>,
    pub(super) body: String,
}

impl Trigger {
    fn sql(&self) -> String {
        let event = if self.on == On::Insert { "INSERT" } else { "DELETE" };
        let Self { name, table, body, .. } = self;
        let when = self.when();
        format!("CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {body} END;")
    }

    fn when(&self) -> String {
        self.when.as_ref().map(|when| format!("WHEN {when}")).unwrap_or_default()
    }

    /// Counts the rows that are there as if they came now, by the very statements of the trigger: a view
    /// of the table is written to, and what that would do is what the trigger does.
    fn again(&self) -> String {
        let Self { table, body, .. } = self;
        let columns = match *table {
            // Only what is counted: the words of a large case would lie in a temporary file once more.
            "incidents" => "id, \"type\", actors, recipients, date, place, extent, standing",
            "relations" => "pair, incidents, undated, directed",
            "mentions" => "actor, iif(evidence IS NULL, NULL, 1) AS evidence",
            "spots" => "place, iif(evidence IS NULL, NULL, 1) AS evidence",
            _ => "*",
        };
        let when = self.when();
        format!(
            "CREATE TEMP VIEW again AS SELECT {columns} FROM {table};
             CREATE TEMP TRIGGER again_in INSTEAD OF INSERT ON again {when} BEGIN {body} END;
             INSERT INTO again SELECT * FROM again;
             DROP VIEW again;"
        )
    }
}

/// How many reports bear a day, as the last on which they can have been written: counted by those who
/// store a report.
const DAYS: &str = "
CREATE TABLE days (day TEXT PRIMARY KEY, reports INTEGER NOT NULL) WITHOUT ROWID;
";

/// Views order within a subquery, with a limit so that no planner drops the order: a case is to be
/// readable by tools whose SQLite knows no ORDER BY in an aggregate (before 3.44).
const VIEWS: &str = r#"
CREATE VIEW sources AS SELECT k.id, k.name, k.kind, k.owner_state, k.reliability,
  (SELECT json_group_array(report) FROM
    (SELECT report FROM published WHERE source = k.id
     UNION SELECT report FROM voices WHERE source = k.id
     ORDER BY report LIMIT -1)) AS reports,
  (SELECT count(*) FROM voices WHERE source = k.id) AS statements, k.evidence, k.review
FROM known_sources k;
CREATE VIEW actors AS SELECT k.id, k.name, k.kind, k.country, k.sector, k.offices,
  (SELECT json_group_array(json_object('text', text, 'script', script, 'count', count)) FROM
    (SELECT * FROM forms WHERE id = k.id ORDER BY count DESC, text LIMIT -1)) AS aliases,
  k.predecessors,
  (SELECT sum(count) FROM forms WHERE id = k.id) AS mentions,
  (SELECT json_group_array(report) FROM (SELECT report FROM mentions
    WHERE actor = k.id AND evidence IS NOT NULL ORDER BY report LIMIT -1)) AS reports,
  (SELECT json_group_array(json(evidence)) FROM (SELECT evidence FROM mentions
    WHERE actor = k.id AND evidence IS NOT NULL ORDER BY report LIMIT -1)) AS evidence
FROM known_actors k;
CREATE VIEW places AS SELECT k.id, k.name, k.kind, k.country, k.admin1, k.latitude, k.longitude,
  k.radius_km, k.source,
  (SELECT json_group_array(json_object('text', text, 'script', script, 'count', count)) FROM
    (SELECT * FROM forms WHERE id = k.id ORDER BY count DESC, text LIMIT -1)) AS aliases,
  (SELECT sum(count) FROM forms WHERE id = k.id) AS mentions,
  (SELECT json_group_object(role, n) FROM
    (SELECT role, count(*) AS n FROM spots WHERE place = k.id GROUP BY role)) AS roles,
  (SELECT json_group_array(report) FROM (SELECT report FROM spots
    WHERE place = k.id AND evidence IS NOT NULL ORDER BY report LIMIT -1)) AS reports,
  (SELECT json_group_array(json(evidence)) FROM (SELECT evidence FROM spots
    WHERE place = k.id AND evidence IS NOT NULL ORDER BY report LIMIT -1)) AS evidence
FROM known_places k;
"#;

fn triggers() -> Vec<Trigger> {
    [lanes::triggers(), renown::triggers()].concat()
}

/// Everything, as SQL; the tables of `derived` are there.
pub(crate) fn schema() -> String {
    let triggers: String = triggers().iter().map(Trigger::sql).collect();
    format!(
        "{DAYS}{}{}CREATE VIEW reports AS {REPORTS};{VIEWS}{}{triggers}{}",
        lanes::TABLES,
        renown::TABLE,
        orders::schema(),
        changes::triggers()
    )
}

/// What a day is counted by.
const OF_A_DAY: &str = "SELECT coalesce(day, published ->> 'to'), count(*) FROM readings \
     WHERE coalesce(day, published ->> 'to') IS NOT NULL GROUP BY 1";

/// Makes all of it anew, within the caller's transaction.
pub(crate) fn renew(db: &Db) -> Result<()> {
    let sql = "SELECT type, name, tbl_name FROM sqlite_schema \
               WHERE type IN ('trigger', 'index') AND sql IS NOT NULL";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    for (kind, name, table) in db.all::<(String, String, String)>(sql, [], read)? {
        let own = derived::NAMES.contains(&table.as_str());
        if own && (kind == "trigger" || !derived::has_index(&name)) {
            db.batch(&format!("DROP {kind} \"{}\"", name.replace('"', "\"\"")))?;
        }
    }
    take_away(db)?;
    db.batch(&schema())?;
    db.batch(&format!("INSERT INTO days {OF_A_DAY}"))?;
    for trigger in triggers().iter().filter(|trigger| trigger.on == On::Insert) {
        db.batch(&trigger.again())?;
    }
    Ok(())
}

/// Drops the views and the tables.
pub(crate) fn take_away(db: &Db) -> Result<()> {
    NAMES.iter().try_for_each(|name| drop_as_it_is(db, name))
}

/// Drops a table or a view, if it is there: in an earlier version it may have been the other.
pub(crate) fn drop_as_it_is(db: &Db, name: &str) -> Result<()> {
    let sql = "SELECT type FROM sqlite_schema WHERE name = ?1 AND type IN ('table', 'view')";
    match db.first(sql, [name], |row| row.get::<_, String>(0))? {
        Some(kind) => db.batch(&format!("DROP {kind} {name}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An older tool can't read any table of a schema that it can't parse.
    #[test]
    fn aggregates_have_no_order_of_their_own() {
        let schema = derived::schema() + &schema();
        assert!(schema.contains("json_group_"));
        for (at, _) in schema.match_indices("json_group_") {
            let call = &schema[at..];
            let mut depth = 0_i32;
            let end = call.find(|c: char| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                c == ')' && depth == 0
            });
            let call = &call[..end.expect("a closed call")];
            assert!(!call.contains("ORDER BY"), "{call}");
        }
    }
}

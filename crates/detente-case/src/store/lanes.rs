//! Incidents by side, place and day, and pairs by their number: kept beside the rows by triggers, so
//! that a page over a large case asks for a few hundred entries and not for every row.
//!
//! Nothing in the linking knows of it. Of incidents that sum up others, and of those without a day,
//! there are entries, so that lists find them; but they are not counted, as nowhere.

use super::aids::{On, Trigger};

/// Under which keys an incident is counted, each once: all, each side, the place.
fn keys(x: &str) -> String {
    let side = |list: &str| {
        format!(
            "SELECT coalesce(value ->> 'id', value ->> 'text'), \
             iif(value ->> 'id' IS NULL, 3, 1) FROM json_each({x}.{list}) \
             WHERE coalesce(value ->> 'id', value ->> 'text') <> ''"
        )
    };
    format!(
        "(SELECT key, min(what) AS what FROM (SELECT '' AS key, 0 AS what UNION {} UNION {} \
         UNION SELECT coalesce({x}.place ->> 'id', {x}.place ->> 'text'), 2 \
         WHERE coalesce({x}.place ->> 'id', {x}.place ->> 'text') <> '') GROUP BY key)",
        side("actors"),
        side("recipients")
    )
}

/// The triggers that fill the tables.
pub(super) fn triggers() -> Vec<Trigger> {
    let counts = |x: &str| format!("{x}.extent <> 'summary' AND {x}.date ->> 'to' IS NOT NULL");
    let month = |x: &str| format!("substr({x}.date ->> 'to', 1, 7)");
    // After all days that there are.
    let last = |x: &str| format!("coalesce({x}.date ->> 'to', '~')");
    let (new, old) = (keys("NEW"), keys("OLD"));
    let of =
        |name: &str, table, on, when, body| Trigger { name: name.into(), table, on, when, body };
    let coming = format!(
        "INSERT OR IGNORE INTO lanes SELECT key, {last}, NEW.id, \
         coalesce(NEW.date ->> 'from', NEW.date ->> 'to', '~'), what, NEW.\"type\", \
         NEW.standing = 'disputed', {counts} FROM {new} WHERE true; \
         INSERT INTO totals SELECT key, what, {counts}, 1 FROM {new} WHERE true \
         ON CONFLICT (key) DO UPDATE SET n = n + excluded.n, entries = entries + 1, \
         what = min(what, excluded.what);",
        last = last("NEW"),
        counts = counts("NEW"),
    );
    let counted = format!(
        "INSERT INTO tallies SELECT key, {month}, NEW.\"type\", what, 1, NEW.standing = 'disputed' \
         FROM {new} WHERE true ON CONFLICT (key, month, \"type\") DO UPDATE \
         SET n = n + 1, disputed = disputed + excluded.disputed;",
        month = month("NEW"),
    );
    let going = format!(
        "DELETE FROM lanes WHERE last = {last} AND incident = OLD.id AND key IN (SELECT key FROM {old}); \
         UPDATE totals SET n = n - ({counts}), entries = entries - 1 \
         WHERE key IN (SELECT key FROM {old}); \
         DELETE FROM totals WHERE entries = 0 AND key IN (SELECT key FROM {old});",
        last = last("OLD"),
        counts = counts("OLD"),
    );
    let uncounted = format!(
        "UPDATE tallies SET n = n - 1, disputed = disputed - (OLD.standing = 'disputed') \
         WHERE month = {month} AND \"type\" = OLD.\"type\" AND key IN (SELECT key FROM {old}); \
         DELETE FROM tallies WHERE n = 0 AND month = {month} AND \"type\" = OLD.\"type\" \
         AND key IN (SELECT key FROM {old});",
        month = month("OLD"),
    );
    let one = "UPDATE pairs SET n = n - OLD.incidents, rows = rows - 1 WHERE pair = OLD.pair; \
               DELETE FROM pairs WHERE rows = 0 AND pair = OLD.pair;";
    let more = "INSERT INTO pairs VALUES (NEW.pair, NEW.incidents, NEW.undated, 1) \
                ON CONFLICT (pair) DO UPDATE \
                SET n = n + NEW.incidents, undated = NEW.undated, rows = rows + 1;";
    let undirected = |x: &str| Some(format!("{x}.directed = 0"));
    vec![
        of("lanes_in", "incidents", On::Insert, None, coming),
        of("tallies_in", "incidents", On::Insert, Some(counts("NEW")), counted),
        of("lanes_out", "incidents", On::Delete, None, going),
        of("tallies_out", "incidents", On::Delete, Some(counts("OLD")), uncounted),
        of("pairs_in", "relations", On::Insert, undirected("NEW"), more.to_owned()),
        of("pairs_out", "relations", On::Delete, undirected("OLD"), one.to_owned()),
    ]
}

/// lanes: first, last: its days; what: 0 all, 1 a side, 2 a place, 3 words that name
/// nobody in particular; counts: whether it is counted. totals: n: those that are; entries: all.
/// pairs: n: incidents of all its months; undated: as its rows have it.
pub(super) const TABLES: &str = r#"
CREATE TABLE lanes (
  key TEXT NOT NULL, last TEXT NOT NULL, incident TEXT NOT NULL, first TEXT NOT NULL,
  what INTEGER NOT NULL, "type" TEXT NOT NULL, disputed INTEGER NOT NULL,
  counts INTEGER NOT NULL, PRIMARY KEY (key, last, incident)) WITHOUT ROWID;
CREATE TABLE tallies (
  key TEXT NOT NULL, month TEXT NOT NULL, "type" TEXT NOT NULL, what INTEGER NOT NULL,
  n INTEGER NOT NULL, disputed INTEGER NOT NULL, PRIMARY KEY (key, month, "type")) WITHOUT ROWID;
CREATE TABLE totals (
  key TEXT PRIMARY KEY, what INTEGER NOT NULL, n INTEGER NOT NULL, entries INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE pairs (
  pair TEXT PRIMARY KEY, n INTEGER NOT NULL, undated INTEGER NOT NULL, rows INTEGER NOT NULL
) WITHOUT ROWID;
"#;

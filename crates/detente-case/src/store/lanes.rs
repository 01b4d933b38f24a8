//! Incidents by side, place and day, and pairs by their number: kept beside the rows by triggers, so
//! that a page over a large case asks for a few hundred entries and not for every row.
//!
//! Nothing in the linking knows of it. Incidents that sum up others are left out, as everywhere
//! that incidents are counted.

/// Under which keys an incident is counted: all, each side, the place.
fn keys(x: &str) -> String {
    let side = |list: &str| {
        format!(
            "SELECT coalesce(value ->> 'id', value ->> 'text'), \
             iif(value ->> 'id' IS NULL, 3, 1) FROM json_each({x}.{list}) \
             WHERE coalesce(value ->> 'id', value ->> 'text') <> ''"
        )
    };
    format!(
        "(SELECT '' AS key, 0 AS what UNION {} UNION {} \
         UNION SELECT coalesce({x}.place ->> 'id', {x}.place ->> 'text'), 2 \
         WHERE coalesce({x}.place ->> 'id', {x}.place ->> 'text') <> '')",
        side("actors"),
        side("recipients")
    )
}

/// The tables, their indexes and the triggers that fill them.
pub(crate) fn schema() -> String {
    let mut out = String::from(TABLES);
    let condition = |x: &str| format!("{x}.extent <> 'summary' AND {x}.date ->> 'to' IS NOT NULL");
    let month = |x: &str| format!("substr({x}.date ->> 'to', 1, 7)");
    out += &format!(
        "CREATE TRIGGER lanes_in AFTER INSERT ON incidents WHEN {} BEGIN \
         INSERT OR IGNORE INTO lanes SELECT key, NEW.date ->> 'to', NEW.id, \
         coalesce(NEW.date ->> 'from', NEW.date ->> 'to'), what, NEW.\"type\", \
         NEW.standing = 'disputed' FROM {} WHERE true; \
         INSERT INTO tallies SELECT key, {}, NEW.\"type\", what, 1, NEW.standing = 'disputed' \
         FROM {} WHERE true ON CONFLICT (key, month, \"type\") DO UPDATE \
         SET n = n + 1, disputed = disputed + excluded.disputed; \
         INSERT INTO totals SELECT key, what, 1 FROM {} WHERE true \
         ON CONFLICT (key) DO UPDATE SET n = n + 1; END;",
        condition("NEW"),
        keys("NEW"),
        month("NEW"),
        keys("NEW"),
        keys("NEW"),
    );
    out += &format!(
        "CREATE TRIGGER lanes_out AFTER DELETE ON incidents WHEN {} BEGIN \
         DELETE FROM lanes WHERE last = OLD.date ->> 'to' AND incident = OLD.id \
         AND key IN (SELECT key FROM {}); \
         UPDATE tallies SET n = n - 1, disputed = disputed - (OLD.standing = 'disputed') \
         WHERE month = {} AND \"type\" = OLD.\"type\" AND key IN (SELECT key FROM {}); \
         DELETE FROM tallies WHERE n = 0 AND month = {} AND \"type\" = OLD.\"type\" \
         AND key IN (SELECT key FROM {}); \
         UPDATE totals SET n = n - 1 WHERE key IN (SELECT key FROM {}); \
         DELETE FROM totals WHERE n = 0 AND key IN (SELECT key FROM {}); END;",
        condition("OLD"),
        keys("OLD"),
        month("OLD"),
        keys("OLD"),
        month("OLD"),
        keys("OLD"),
        keys("OLD"),
        keys("OLD"),
    );
    out + PAIRS
}

/// lanes: first, last: its days; what: 0 all, 1 a side, 2 a place, 3 words that name
/// nobody in particular.
const TABLES: &str = r#"
CREATE TABLE lanes (
  key TEXT NOT NULL, last TEXT NOT NULL, incident TEXT NOT NULL, first TEXT NOT NULL,
  what INTEGER NOT NULL, "type" TEXT NOT NULL, disputed INTEGER NOT NULL,
  PRIMARY KEY (key, last, incident)) WITHOUT ROWID;
CREATE TABLE tallies (
  key TEXT NOT NULL, month TEXT NOT NULL, "type" TEXT NOT NULL, what INTEGER NOT NULL,
  n INTEGER NOT NULL, disputed INTEGER NOT NULL, PRIMARY KEY (key, month, "type")) WITHOUT ROWID;
CREATE TABLE totals (key TEXT PRIMARY KEY, what INTEGER NOT NULL, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX undertakings_days ON undertakings (deadline ->> 'to') WHERE deadline IS NOT NULL;
"#;

/// pairs: n: incidents of all its months; undated: as its rows have it.
const PAIRS: &str = r#"
CREATE TABLE pairs (
  pair TEXT PRIMARY KEY, n INTEGER NOT NULL, undated INTEGER NOT NULL, rows INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX relations_days ON relations (pair, "from", incidents) WHERE directed = 0;
CREATE INDEX relations_months ON relations ("from") WHERE directed = 0;
CREATE TRIGGER pairs_in AFTER INSERT ON relations WHEN NEW.directed = 0 BEGIN
  INSERT INTO pairs VALUES (NEW.pair, NEW.incidents, NEW.undated, 1) ON CONFLICT (pair)
    DO UPDATE SET n = n + NEW.incidents, undated = NEW.undated, rows = rows + 1;
END;
CREATE TRIGGER pairs_out AFTER DELETE ON relations WHEN OLD.directed = 0 BEGIN
  UPDATE pairs SET n = n - OLD.incidents, rows = rows - 1 WHERE pair = OLD.pair;
  DELETE FROM pairs WHERE rows = 0 AND pair = OLD.pair;
END;
"#;

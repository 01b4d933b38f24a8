//! How many reports name an actor or a place, kept by triggers: counted anew, the mentions of a large
//! case would all be looked at.

/// The table, and the triggers that fill it.
pub(super) fn schema() -> String {
    let mut out = String::from(
        "CREATE TABLE renown (
  kind TEXT NOT NULL, id TEXT NOT NULL, reports INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;",
    );
    for (table, kind) in [("mentions", "actor"), ("spots", "place")] {
        // The first mention in a report has its evidence.
        out += &format!(
            "CREATE TRIGGER {table}_in AFTER INSERT ON {table} WHEN NEW.evidence IS NOT NULL BEGIN \
             INSERT INTO renown VALUES ('{kind}', NEW.{kind}, 1) ON CONFLICT (kind, id) \
             DO UPDATE SET reports = reports + 1; END; \
             CREATE TRIGGER {table}_out AFTER DELETE ON {table} WHEN OLD.evidence IS NOT NULL BEGIN \
             UPDATE renown SET reports = reports - 1 WHERE kind = '{kind}' AND id = OLD.{kind}; \
             DELETE FROM renown WHERE reports = 0 AND kind = '{kind}' AND id = OLD.{kind}; END;"
        );
    }
    out
}

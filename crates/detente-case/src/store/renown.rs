//! How many reports name an actor or a place, kept by triggers: counted anew, the mentions of a large
//! case would all be looked at.

use super::aids::{On, Trigger};

/// The table.
pub(super) const TABLE: &str = "CREATE TABLE renown (
  kind TEXT NOT NULL, id TEXT NOT NULL, reports INTEGER NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;";

/// The triggers that fill it.
pub(super) fn triggers() -> Vec<Trigger> {
    let mut out = vec![];
    for (table, kind) in [("mentions", "actor"), ("spots", "place")] {
        // The first mention in a report has its evidence.
        out.push(Trigger {
            name: format!("{table}_in"),
            table,
            on: On::Insert,
            when: Some("NEW.evidence IS NOT NULL".into()),
            body: format!(
                "INSERT INTO renown VALUES ('{kind}', NEW.{kind}, 1) ON CONFLICT (kind, id) \
                 DO UPDATE SET reports = reports + 1;"
            ),
        });
        out.push(Trigger {
            name: format!("{table}_out"),
            table,
            on: On::Delete,
            when: Some("OLD.evidence IS NOT NULL".into()),
            body: format!(
                "UPDATE renown SET reports = reports - 1 WHERE kind = '{kind}' AND id = OLD.{kind}; \
                 DELETE FROM renown WHERE reports = 0 AND kind = '{kind}' AND id = OLD.{kind};"
            ),
        });
    }
    out
}

//! Which originals need not be read: reports with their rows, and what was removed.

use crate::error::Result;
use crate::store::body::{self, Sum};
use crate::store::connection::{self, Db};
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// Bytes of input for each report that the case holds, from which on all that is known is taken into
/// memory. For less each original is looked up, so that one more report costs the same in a case
/// of any size.
const BYTES: u64 = 100;

/// What is known.
pub(crate) enum Known {
    /// The first bytes of all sums.
    All(BTreeSet<u64>),
    /// A connection to ask, and the question.
    Asked(Mutex<Db>, &'static str),
}

const READ: &str = "SELECT 1 FROM originals WHERE substr(sha256, 1, 8) = substr(?1, 1, 8) \
    AND n IN (SELECT n FROM readings)";
const READ_OR_REMOVED: &str = "SELECT 1 FROM originals WHERE substr(sha256, 1, 8) = substr(?1, 1, 8) \
    AND n IN (SELECT n FROM readings) \
    UNION ALL SELECT 1 FROM tombstones WHERE sha256 = ?1";

impl Known {
    /// What is known before some bytes are read, where it is known how many. `again` takes what was
    /// removed for new.
    pub(crate) fn of(db: &Db, bytes: Option<u64>, again: bool) -> Result<Self> {
        let held = db.count("SELECT max(n) FROM originals")?;
        if bytes.is_some_and(|bytes| bytes < held.saturating_mul(BYTES)) {
            let beside = connection::open_beside(&db.path)?;
            return Ok(Self::Asked(Mutex::new(beside), if again { READ } else { READ_OR_REMOVED }));
        }
        let mut sql =
            "SELECT substr(sha256, 1, 8) FROM originals WHERE n IN (SELECT n FROM readings)"
                .to_owned();
        if !again {
            sql.push_str(" UNION ALL SELECT substr(sha256, 1, 8) FROM tombstones");
        }
        let all = db.all(&sql, [], |row| row.get::<_, [u8; 8]>(0))?;
        Ok(Self::All(all.into_iter().map(u64::from_be_bytes).collect()))
    }

    /// Whether an original is known. What can't be asked is read, and the writer finds it there.
    pub(crate) fn has(&self, sum: &Sum) -> bool {
        match self {
            Self::All(all) => all.contains(&body::key(sum)),
            Self::Asked(db, sql) => {
                let db = db.lock().unwrap_or_else(PoisonError::into_inner);
                let found = db.first(sql, [sum.as_slice()], |_| Ok(()));
                found.ok().flatten().is_some()
            }
        }
    }
}

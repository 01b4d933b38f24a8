//! Where an original counts as lying, where it lies in several places.
//!
//! The place does not depend on the order of reading: a file by itself comes before a container, then
//! the smaller sum, the earlier member, the smaller path.

use super::body::Sum;
use super::connection::Db;
use crate::error::Result;

/// A place, in the order in which places count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// Sum of the container; none of a file by itself.
    pub(crate) container: Option<Sum>,
    pub(crate) ordinal: Option<i64>,
    pub(crate) media: String,
    pub(crate) path: Option<String>,
}

impl Spot {
    /// Whether nothing new is told: the same member, or the same file under a name that counts less.
    pub(crate) fn is_known_beside(&self, held: &Self) -> bool {
        (&self.container, &self.ordinal) == (&held.container, &held.ordinal)
            && (self.container.is_some() || self >= held)
    }
}

/// The place that counts so far.
pub(crate) struct Held {
    pub(crate) spot: Spot,
    container: Option<i64>,
    member: Option<String>,
}

/// Where an original counts as lying.
pub(crate) fn held(db: &Db, n: i64) -> Result<Option<Held>> {
    let sql = "SELECT c.sha256, o.ordinal, o.media, o.path, o.container, o.member \
               FROM originals o LEFT JOIN containers c ON c.n = o.container WHERE o.n = ?1";
    db.first(sql, [n], |row| {
        let (container, ordinal, media, path) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let spot = Spot { container, ordinal, media, path };
        Ok(Held { spot, container: row.get(4)?, member: row.get(5)? })
    })
}

/// Keeps that an original lies in a container too; a file by itself has no other place.
pub(crate) fn beside(
    db: &Db,
    n: i64,
    (container, ordinal): (Option<i64>, Option<i64>),
    member: Option<&str>,
) -> Result<()> {
    let (Some(container), Some(ordinal)) = (container, ordinal) else { return Ok(()) };
    let sql = "INSERT OR IGNORE INTO duplicates VALUES (?1, ?2, ?3, ?4)";
    db.run(sql, (container, ordinal, n, member)).map(drop)
}

/// Makes room for a place that counts before the one held: that one lies beside from now on.
pub(crate) fn give_way(
    db: &Db,
    n: i64,
    held: &Held,
    (container, ordinal): (Option<i64>, Option<i64>),
) -> Result<()> {
    beside(db, n, (held.container, held.spot.ordinal), held.member.as_deref())?;
    if let (Some(container), Some(ordinal)) = (container, ordinal) {
        let sql = "DELETE FROM duplicates WHERE container = ?1 AND ordinal = ?2";
        db.run(sql, [container, ordinal])?;
    }
    Ok(())
}

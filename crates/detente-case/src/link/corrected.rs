//! What analysts say is of one happening, and what is not.
//!
//! Two tellings that were merged hang together by an edge of their own, so that they meet; what hangs
//! together is regrouped after it was parted into happenings. All else is pure, in
//! [`detente_linking::correction`].

use crate::error::Result;
use crate::store::connection::Db;
use crate::store::corrections;
use detente_linking::correction::{self, Correction, Joining};
use detente_linking::incident::Telling;
use detente_record::Review;
use std::collections::{BTreeMap, BTreeSet};

/// The key of the edges that analysts drew.
const KEY: &str = "corrected";

/// The merges and splits in force.
pub(super) struct Corrected {
    joinings: Vec<Joining>,
}

impl Corrected {
    /// Reads them, draws the edges of merges, and takes those away that no merge holds any more.
    pub(super) fn of(db: &Db) -> Result<Self> {
        let all = corrections::joinings(db)?;
        let joinings: Vec<Joining> =
            all.into_iter().map(|one| found(db, one)).collect::<Result<_>>()?;
        let pair = |(a, b): (&str, &str)| (a.min(b).to_owned(), a.max(b).to_owned());
        let after: BTreeSet<(String, String)> =
            joinings.iter().filter_map(Joining::joins).map(pair).collect();
        let sql = "SELECT a, b FROM edges WHERE key = ?1";
        let before: BTreeSet<(String, String)> =
            db.all(sql, [KEY], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
        for (a, b) in before.symmetric_difference(&after) {
            if after.contains(&(a.clone(), b.clone())) {
                // No points: it brings the two together to be looked at, and no more.
                db.run("INSERT OR REPLACE INTO edges VALUES (?1, ?2, ?3, 0)", (KEY, a, b))?;
            } else {
                db.run("DELETE FROM edges WHERE key = ?1 AND a = ?2 AND b = ?3", (KEY, a, b))?;
            }
            for event in [a, b] {
                db.run("INSERT OR IGNORE INTO dirty VALUES ('event', ?1)", [event])?;
            }
        }
        Ok(Self { joinings })
    }

    /// Groups of tellings, by their places in `all`, as they are once corrected.
    pub(super) fn regroup(&self, all: &[Telling], groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        if self.joinings.is_empty() {
            return groups;
        }
        let places: BTreeMap<&str, usize> =
            all.iter().enumerate().map(|(at, one)| (one.event.id.as_str(), at)).collect();
        let ids = |group: Vec<usize>| group.into_iter().map(|at| all[at].event.id.clone());
        let named = groups.into_iter().map(|group| ids(group).collect()).collect();
        let back = |group: Vec<String>| {
            group.iter().filter_map(|id| places.get(id.as_str()).copied()).collect()
        };
        correction::regroup(named, &self.joinings).into_iter().map(back).collect()
    }

    /// What is said of the incident that some tellings are of.
    pub(super) fn review(&self, group: &[Telling]) -> Option<Review> {
        let tellings: Vec<(&str, Option<&Review>)> =
            group.iter().map(|one| (one.event.id.as_str(), one.event.review.as_ref())).collect();
        correction::review(&tellings, &self.joinings)
    }
}

/// A merge or split with the rows that its anchors mean now; rejected ones are of no happening.
fn found(db: &Db, correction: Correction) -> Result<Joining> {
    let side = |side: i64| {
        let sql = "SELECT c.row FROM corrected c JOIN events e ON e.id = c.row \
                   WHERE c.correction = ?1 AND c.side = ?2 \
                   AND e.review ->> 'state' IS NOT 'rejected' ORDER BY c.place";
        db.all(sql, [correction.n, side], |row| row.get::<_, String>(0))
    };
    let (of, with) = (side(0)?.into_iter().next(), side(1)?);
    Ok(Joining { of, with, correction })
}

//! What analysts say is of one happening, and what is not.
//!
//! What is merged is looked at together ([`Corrected::merged_with`]), whatever part it is in, and what
//! was parted into happenings is then regrouped ([`Corrected::regroup`]). All that decides is pure, in
//! [`detente_linking::correction`].

use crate::error::Result;
use crate::store::connection::Db;
use crate::store::corrections;
use detente_linking::correction::{self, Correction, Joining};
use detente_linking::incident::Telling;
use detente_record::Review;
use std::collections::{BTreeMap, BTreeSet};

/// The merges and splits in force.
pub(super) struct Corrected {
    joinings: Vec<Joining>,
    /// Events that are merged, both ways.
    merged: BTreeMap<String, BTreeSet<String>>,
}

impl Corrected {
    pub(super) fn of(db: &Db) -> Result<Self> {
        let all = corrections::joinings(db)?;
        let joinings: Vec<Joining> =
            all.into_iter().map(|one| found(db, one)).collect::<Result<_>>()?;
        let mut merged: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (a, b) in joinings.iter().filter_map(Joining::joins) {
            merged.entry(a.to_owned()).or_default().insert(b.to_owned());
            merged.entry(b.to_owned()).or_default().insert(a.to_owned());
        }
        Ok(Self { joinings, merged })
    }

    /// Events that those of a part were merged with.
    pub(super) fn merged_with(&self, part: &BTreeSet<String>) -> BTreeSet<String> {
        if self.merged.is_empty() {
            return BTreeSet::new();
        }
        part.iter().filter_map(|id| self.merged.get(id)).flatten().cloned().collect()
    }

    /// Happenings as they are once corrected.
    pub(super) fn regroup(&self, groups: Vec<Vec<Telling>>) -> Vec<Vec<Telling>> {
        if self.joinings.is_empty() {
            return groups;
        }
        let ids = |group: &Vec<Telling>| group.iter().map(|one| one.event.id.clone()).collect();
        let named = groups.iter().map(ids).collect();
        let mut held: BTreeMap<String, Telling> = BTreeMap::new();
        for one in groups.into_iter().flatten() {
            held.insert(one.event.id.clone(), one);
        }
        let back = |group: Vec<String>| group.iter().filter_map(|id| held.remove(id)).collect();
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

//! Corrections laid over what was read of a report, before it is stored and linked.

use super::body::hex;
use super::connection::Db;
use super::corrections;
use super::originals::Original;
use crate::error::Result;
use detente_linking::correction::{Anchor, Correctable, Correction, Renaming, apply, find};
use detente_reading::Reading;
use detente_record::Review;
use std::collections::BTreeMap;

/// Under this side stand the reports that a correction changed whatever its anchors, by their numbers.
pub(crate) const TOUCHED: i64 = 2;

/// The reading as analysts corrected it; `None` where nobody did. Keeps which rows were meant.
pub(crate) fn laid(db: &Db, original: &Original, reading: &Reading) -> Result<Option<Reading>> {
    let sha256 = hex(&original.sum);
    let said = corrections::of_report(db, &sha256)?;
    let everywhere = corrections::everywhere(db)?;
    if said.is_empty() && everywhere.is_empty() {
        return Ok(None);
    }
    let id = original.id();
    let mut own = reading.clone();
    let here = Here { db, sha256: &sha256, id: &id, said: &said };
    here.note_report()?;
    let renaming = Renaming::of(everywhere.iter().chain(&said), &sha256);
    for n in renaming.lay(&mut own) {
        here.keep(n, TOUCHED, original.n, &id)?;
    }
    here.lay("events", &mut own.events)?;
    here.lay("statements", &mut own.statements)?;
    here.lay("undertakings", &mut own.undertakings)?;
    Ok(Some(own))
}

/// What something may be made of: all but what analysts rejected.
pub(crate) fn fed(reading: &Reading) -> Reading {
    let mut fed = reading.clone();
    fed.events.retain(|one| !Review::rejects(one.review.as_ref()));
    fed.statements.retain(|one| !Review::rejects(one.review.as_ref()));
    fed.undertakings.retain(|one| !Review::rejects(one.review.as_ref()));
    fed
}

struct Here<'a> {
    db: &'a Db,
    sha256: &'a str,
    id: &'a str,
    said: &'a [Correction],
}

impl Here<'_> {
    /// What is said of the report as a whole was laid over it when it was read: only which row is
    /// meant is kept.
    fn note_report(&self) -> Result<()> {
        for one in self.said {
            for (place, anchor) in one.of.iter().enumerate() {
                if anchor.is_report(self.sha256) {
                    self.keep(one.n, 0, place as i64, self.id)?;
                }
            }
        }
        Ok(())
    }

    fn keep(&self, n: i64, side: i64, place: i64, row: &str) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO corrected VALUES (?1, ?2, ?3, ?4, ?5)";
        self.db.run(sql, (n, side, place, row, self.id)).map(drop)
    }

    fn lay<T: Correctable>(&self, table: &str, rows: &mut [T]) -> Result<()> {
        let mut own: BTreeMap<usize, Vec<&Correction>> = BTreeMap::new();
        for one in self.said {
            for (side, anchors) in [(0, &one.of), (1, &one.with)] {
                for (place, anchor) in anchors.iter().enumerate() {
                    let Some(at) = self.find(table, anchor, rows) else { continue };
                    self.keep(one.n, side, place as i64, rows[at].id())?;
                    if side == 0 {
                        own.entry(at).or_default().push(one);
                    }
                }
            }
        }
        for (at, said) in own {
            apply(&mut rows[at], &said);
        }
        Ok(())
    }

    fn find<T: Correctable>(&self, table: &str, anchor: &Anchor, rows: &[T]) -> Option<usize> {
        let own = anchor.report == self.sha256 && anchor.table == table;
        if own { find(anchor, rows) } else { None }
    }
}

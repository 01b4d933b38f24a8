//! Linking: what the keys that were touched come to.
//!
//! Keys are stored as dirty with the rows that touched them, and leave that list with the rows
//! they come to, so that a killed link goes on when the case is opened the next time. The strata
//! follow each other: days of reports without one; actors, places and sources; copies; what happened and what is disputed of it;
//! agreements; how pairs of sides stand.

mod agreements;
mod blocks;
mod claims;
mod copies;
mod corrected;
mod dates;
mod incidents;
mod named;
pub(crate) mod relations;
mod telling;
mod told;
mod why;
mod zones;

pub(crate) use blocks::{mark_events, unmark_events};
pub(crate) use copies::{Kept, kept as kept_text, mark as mark_text, unmark as unmark_text};
pub(crate) use dates::{Own, known_of, mark as mark_date, unmark as unmark_date};
pub(crate) use told::{mark as mark_agreements, unmark as unmark_agreements};

pub(crate) use why::steps;

use crate::Progress;
use crate::error::Result;
use crate::store::connection::Db;
use detente_world::World;

/// Takes away all that was linked and marks everything.
pub(crate) fn forget(db: &Db) -> Result<()> {
    db.transaction(|| {
        for table in [
            "overlaps",
            "edges",
            "parts",
            "incidents",
            "accounts",
            "claims",
            "disputes",
            "counted",
            "sums",
            "relations",
            "contacts",
            "channels",
            "agreements",
        ] {
            db.batch(&format!("DELETE FROM {table}"))?;
        }
        db.batch(
            "UPDATE events SET incident = NULL WHERE incident IS NOT NULL;
             UPDATE blocks SET compared = 0;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'actor', actor FROM mentions;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'place', place FROM spots;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'source', source FROM voices;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'source', source FROM published;
             INSERT OR IGNORE INTO dirty SELECT 'date', n FROM dated WHERE NOT stated;
             INSERT OR IGNORE INTO dirty SELECT 'text', report FROM sketches;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'block', key FROM blocks;
             INSERT OR IGNORE INTO dirty SELECT 'event', id FROM events;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'denials', report FROM events;
             INSERT OR IGNORE INTO dirty SELECT DISTINCT 'agreement', key FROM terms;",
        )
    })
}

/// Links every key that is dirty.
pub(crate) fn link(db: &Db, world: &World, progress: &dyn Progress) -> Result<()> {
    if db.count("SELECT EXISTS (SELECT 1 FROM dirty)")? > 0 {
        progress.stage("linking");
        zones::mark(db, world)?;
    }
    dates::link(db, world, progress)?;
    named::link(db, world)?;
    copies::link(db)?;
    let mut tellings = telling::Tellings::new(db, world);
    blocks::link(db, &mut tellings)?;
    incidents::link(db, &mut tellings)?;
    claims::link(db, &mut tellings)?;
    agreements::link(db, world)?;
    relations::link(db, world)?;
    // What all this changed, for those who ask later.
    crate::store::changes::close(db)
}

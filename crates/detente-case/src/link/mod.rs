//! Linking: what the keys that were touched come to.
//!
//! Keys are stored as dirty with the rows that touched them, and leave that list with the rows
//! they come to, so that a killed link goes on when the case is opened the next time. The strata
//! follow each other: actors, places and sources; copies; what happened and what is disputed of it;
//! agreements; how pairs of sides stand.

mod agreements;
mod blocks;
mod claims;
mod copies;
mod corrected;
mod incidents;
mod named;
mod relations;
mod telling;
mod told;
mod why;
mod zones;

pub(crate) use blocks::{mark_events, unmark_events};
pub(crate) use copies::{Kept, kept as kept_text, mark as mark_text, unmark as unmark_text};
pub(crate) use told::{mark as mark_agreements, unmark as unmark_agreements};

pub(crate) use why::steps;

use crate::Progress;
use crate::error::Result;
use crate::store::connection::Db;
use detente_world::World;

/// Links every key that is dirty.
pub(crate) fn link(db: &Db, world: &World, progress: &dyn Progress) -> Result<()> {
    if db.count("SELECT EXISTS (SELECT 1 FROM dirty)")? > 0 {
        progress.stage("linking");
        zones::mark(db, world)?;
    }
    named::link(db, world)?;
    copies::link(db)?;
    let mut tellings = telling::Tellings::new(db, world);
    blocks::link(db, &mut tellings)?;
    incidents::link(db, &mut tellings)?;
    claims::link(db, &mut tellings)?;
    agreements::link(db, world)?;
    relations::link(db, world)
}

//! Linking: what the keys that were touched come to.
//!
//! Keys are stored as dirty with the rows that touched them, and leave that list with the rows
//! they come to, so that a killed link goes on when the case is opened the next time. The strata
//! follow each other: actors, places and sources; then what happened; then what is disputed.

mod happenings;
mod named;
mod telling;

pub(crate) use happenings::{mark_events, unmark_events};

use crate::Progress;
use crate::error::Result;
use crate::store::connection::Db;
use detente_world::World;

/// Links every key that is dirty.
pub(crate) fn link(db: &Db, world: &World, progress: &dyn Progress) -> Result<()> {
    if db.count("SELECT EXISTS (SELECT 1 FROM dirty)")? == 0 {
        return Ok(());
    }
    progress.stage("linking");
    named::link(db, world)?;
    happenings::link(db, world)
}

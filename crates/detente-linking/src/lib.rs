//! What many reports say together.
//!
//! Pure functions over the rows of single reports: which keys a row falls under, and what the
//! rows under one key come to. It must not know files, databases or threads; whoever drives it
//! (the case, Spark) hands over the rows of a key in any order and gets the same rows back.

use detente_reading::Mention;
use detente_record::{Actor, Report, Source, Statement};
use detente_world::World;

/// An actor across the case, from all its mentions; `None` where there is none.
pub fn actor(id: &str, mentions: &[Mention], world: &World) -> Option<Actor> {
    let _ = (id, mentions, world);
    None
}

/// An outlet or speaker as a source, from the reports it published and the statements it made.
pub fn source(
    id: &str,
    reports: &[Report],
    statements: &[Statement],
    world: &World,
) -> Option<Source> {
    let _ = (id, reports, statements, world);
    None
}

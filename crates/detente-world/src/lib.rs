//! States, places, offices, groups and their names; how to match a name.
//!
//! This crate knows the knowledge in `world/` and how to find its names in a text. It must not
//! know reports, sentences or rows beyond the reference types of the record.

/// The knowledge a report is read against.
#[derive(Debug)]
pub struct World {}

impl World {
    /// The knowledge that comes with the program.
    pub fn embedded() -> &'static Self {
        static WORLD: World = World {};
        &WORLD
    }
}

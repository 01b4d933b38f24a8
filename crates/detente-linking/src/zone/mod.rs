//! Whether what happened lies in the zone of an agreement that was written down beforehand.
//!
//! [`holds`] asks it of one place, [`incidents`] of the incidents that bear on an agreement. Whether
//! a place lies within is decided in whole numbers; how far its border is, in hundreds of metres.

mod border;
mod hold;
mod incidents;
#[cfg(test)]
mod tests;

pub use hold::holds;
pub use incidents::{concerns, incidents};

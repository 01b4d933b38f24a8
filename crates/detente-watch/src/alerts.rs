//! What follows from what was read: alerts, and telling them.

mod look;
mod tell;

pub(crate) use look::look;
pub use tell::signature;
pub(crate) use tell::tell;

//! Which reports are copies of which, and which passages stand in several.

mod compare;
mod figures;
mod sketch;
mod words;

pub use compare::{NEAR, Overlap, compare};
pub use figures::FigureChange;
pub use sketch::{RUN, SHORTEST, Sketch};

//! Which reports are copies of which, and which passages stand in several.

mod compare;
mod figures;
mod keys;
mod pairs;
mod settle;
mod sketch;
mod words;

pub use compare::{NEAR, Overlap, compare};
pub use figures::FigureChange;
pub use keys::keys;
pub use pairs::{Edge, HUBS, WHOLE, pairing, pairs};
pub use settle::{Copy, Text, copies, settle};
pub use sketch::{RUN, SHORTEST, Sketch};

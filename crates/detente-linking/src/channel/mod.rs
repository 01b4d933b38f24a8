//! Contact between two sides: over what, and whether it is open.
//!
//! What an event says of a channel is asked in two steps, each a file: what it does to one
//! ([`deed`]) and of what kind the channel is ([`kind`]), for which it matters of what rank the
//! people on both sides are ([`rank`]). The deeds of a pair in the order of days make the spells
//! that stand in the record ([`spell`]).

mod contact;
mod deed;
mod kind;
mod rank;
mod spell;
#[cfg(test)]
mod tests;
mod words;

pub use contact::{Contact, Participant};
pub use spell::{Touch, channels, spells, touches};

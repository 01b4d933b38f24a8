//! Bytes in, reports out.
//!
//! This crate knows formats, encodings, scripts and spans. It turns an input (a file, an archive,
//! a stream of JSON lines) into stored originals, and a stored original into a [`Document`]: the
//! reading text, the way back from every character to the bytes it came from, and notes on all
//! that was folded, repaired or left out.
//!
//! It must know nothing of politics: no states, no actors, no events. It has no clock, opens no
//! file and starts no process; what has to run apart (PDF) is handed in by the caller.

mod about;
pub mod container;
pub mod date;
pub mod decode;
mod document;
pub mod fold;
pub mod html;
mod language;
mod layout;
mod limits;
pub mod lines;
mod mapped;
mod member;
mod read;
mod reading;
pub mod segment;

pub use document::*;
pub use limits::Limits;
pub use mapped::{Builder, Mapped, trim};
pub use member::*;
pub use read::read;

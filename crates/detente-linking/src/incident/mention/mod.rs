//! Words of reports that name happenings, and which of them name the same one.
//!
//! Only what language gives is used: the word and its kin ([`kin`]), who and what stands beside it
//! ([`Mention`]), how alike the two reports are ([`Profile`]). It needs no type of event and no known
//! actor. [`compare`] gives points in whole numbers, and [`chains`] joins by their average.

mod chain;
mod find;
mod kin;
mod known;
mod pair;
mod profile;
mod told;

pub use chain::{chains, joined};
pub use find::find;
pub use kin::{groups, kin};
pub use pair::{ENOUGH, FEATURES, compare, features};
pub use profile::Profile;
pub use told::Mention;

#[cfg(test)]
mod tests;

//! Words of reports that name happenings, and which of them name the same one.

mod find;

pub use find::find;

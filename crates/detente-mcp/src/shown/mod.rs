//! How a row is put before an assistant.
//!
//! A row is the record's own, with four things done to it: files are named without their folders,
//! what is unknown is left out, characters that nobody sees are taken out of texts, and what is too
//! long is cut, which the row then says.

mod cited;
mod files;
mod grounds;
mod hidden;
mod lean;
mod size;

pub(crate) use cited::{about, cited};
pub(crate) use files::named;
pub(crate) use grounds::ground;
pub(crate) use hidden::clean;
pub(crate) use size::{ROW, fit, size, windows};

use serde_json::Value;

/// The row as it may be handed over, whole.
pub(crate) fn whole(mut row: Value) -> Value {
    files::name(&mut row);
    lean::lean(&mut row);
    hidden::take_out(&mut row);
    row
}

/// The same, cut to what an answer has room for.
pub(crate) fn shown(row: Value) -> Value {
    let mut row = whole(row);
    fit(&mut row, ROW);
    row
}

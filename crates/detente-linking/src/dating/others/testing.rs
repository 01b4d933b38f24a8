//! Reports for the tests.

use super::{Dated, Facts};
use crate::incident;

/// A report of nothing but its text.
pub(super) fn facts(report: &str, text: &str) -> Facts {
    Facts::new(report, text, &[], &[])
}

/// The number of a day.
pub(super) fn day(text: &str) -> i64 {
    incident::day(text).expect("a day")
}

/// A report whose metadata gives its day.
pub(super) fn dated<'a>(facts: &'a Facts, on: &str) -> Dated<'a> {
    Dated { facts, from: day(on), to: day(on), stated: true }
}

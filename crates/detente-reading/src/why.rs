//! How a row came to be: read again, and asked.

use crate::{Written, events, statements, view};
use detente_language::Analysis;
use detente_text::Document;
use detente_world::World;

/// One step on the way to a row, in words for people.
///
/// `what` is one of `rule`, `finds`, `trigger`, `actor`, `recipient`, `with`, `status`, `voice`,
/// `codebook`, `codes`, `not` (what fitted as well and was not chosen) and `would change`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which kind of step.
    pub what: &'static str,
    /// What was found or decided.
    pub text: String,
}

impl Step {
    pub(crate) fn new(what: &'static str, text: impl Into<String>) -> Self {
        Self { what, text: text.into() }
    }
}

/// The steps to the event with this id; none where the report gives none.
///
/// Reading keeps no trace: the report is read again as [`read`](crate::read) does, and the row
/// with that id tells.
///
/// `written` is as in [`read_written`](crate::read_written).
pub fn why(
    document: &Document,
    analysis: &Analysis,
    world: &World,
    written: Option<&Written>,
    id: &str,
) -> Vec<Step> {
    let view = view::View::written(document, analysis, world, written);
    let told = statements::read(&view);
    events::explain(&view, &told, id).unwrap_or_default()
}

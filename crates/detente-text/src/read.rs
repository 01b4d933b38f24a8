//! From a stored original to a document.

use crate::{Document, Limits, Member, Refusal};

/// Reads one stored original. Pure: the same bytes give the same document.
///
/// # Errors
/// A [`Refusal`] where the bytes are no text, or hold no words.
pub fn read(member: &Member, limits: &Limits) -> Result<Document, Refusal> {
    let _ = (member, limits);
    Err(Refusal::new("empty", "nothing to read"))
}

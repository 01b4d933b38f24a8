//! PDF: the caller's reader gets the text layer, page by page.

use super::walk::{Flow, Place, Walk};
use crate::{Media, Member, Refusal};

/// Hands out the text layer of a PDF, its pages set apart by a blank line.
pub(super) fn document(walk: &mut Walk<'_>, bytes: &[u8], place: &Place) -> Flow {
    let pages = match (walk.pdf)(bytes) {
        Ok(pages) => pages,
        Err(refusal) => return walk.refuse(place, refusal),
    };
    let (mut text, mut starts) = (String::new(), Vec::with_capacity(pages.len()));
    for page in &pages {
        if !starts.is_empty() {
            text.push_str("\n\n");
        }
        starts.push(text.len());
        text.push_str(page.trim_end());
    }
    if text.trim().is_empty() {
        let detail = "has pages but no text layer, as scans have none; run character recognition \
                      over it first, or give its text";
        return walk.refuse(place, Refusal::new("no-text", detail));
    }
    let layer = Place { member: Some("text layer".to_owned()), ..place.clone() };
    let place = if place.member.is_some() { place } else { &layer };
    let (original, supplied) = (text.into_bytes(), place.supplied.clone());
    let media = Media::PdfText;
    walk.keep(place, Member { original, media, supplied, pages: starts, ..Member::default() })
}

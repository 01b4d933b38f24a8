//! The stored original beside the reading text, cut where a paragraph of that begins.

use super::Block;
use detente_text::Document;
use std::borrow::Cow;
use std::ops::Range;

/// Bytes of the original shown at a time, and those before the first paragraph.
const MOST: usize = 400_000;
const BEFORE: usize = 4_000;

/// A stretch of the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The paragraph that begins here, by its number on the page.
    pub(crate) paragraph: Option<usize>,
    pub(crate) text: String,
    /// Whether it is what the address asks for.
    pub(crate) here: bool,
}

/// The original of some paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Original {
    pub(crate) stretches: Vec<Stretch>,
    /// Whether some of it is left out.
    pub(crate) cut: bool,
}

impl Original {
    /// The paragraphs that begin in it.
    pub(crate) fn begun(&self) -> impl Iterator<Item = usize> + '_ {
        self.stretches.iter().filter_map(|one| one.paragraph)
    }
}

/// The original of these blocks, in bytes as they are stored, decoded piece by piece.
pub(crate) fn beside(
    document: &Document,
    bytes: &[u8],
    blocks: &[Block],
    here: Option<&Range<usize>>,
) -> Original {
    let place = |block: &Block| {
        let evidence = document.evidence(block.range.clone());
        let (first, last) = (evidence.parts.first()?, evidence.parts.last()?);
        Some([first.bytes[0], last.bytes[1]])
    };
    let places: Vec<Option<[usize; 2]>> = blocks.iter().map(place).collect();
    let first = places.iter().flatten().map(|place| place[0]).min().unwrap_or(0);
    // All of it, if there is room.
    let start = if bytes.len() <= MOST { 0 } else { first.saturating_sub(BEFORE) };
    let end = bytes.len().min(start + MOST);
    let mut cuts: Vec<(usize, Option<usize>)> = vec![(start, None)];
    // A word may stand for several places; each is cut once, for the first paragraph that begins there.
    cuts.extend(places.iter().enumerate().filter_map(|(n, place)| Some(((*place)?[0], Some(n)))));
    cuts.extend(here.into_iter().flat_map(|here| [(here.start, None), (here.end, None)]));
    cuts.retain(|(at, _)| (start..end).contains(at));
    cuts.sort_by_key(|(at, n)| (*at, n.is_none(), *n));
    cuts.dedup_by_key(|(at, _)| *at);
    let ends = cuts.iter().skip(1).map(|(at, _)| *at).chain([end]);
    let encoding = encoding_rs::Encoding::for_label(document.encoding.as_bytes());
    let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
    let decoded = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => match encoding.decode_without_bom_handling(bytes).0 {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        },
    };
    let stretches = cuts.iter().zip(ends).map(|((from, paragraph), to)| Stretch {
        paragraph: *paragraph,
        text: decoded(&bytes[*from..to]),
        here: here.is_some_and(|here| here.start <= *from && to <= here.end),
    });
    Original { stretches: stretches.collect(), cut: start > 0 || end < bytes.len() }
}

#[cfg(test)]
mod tests {
    use super::super::{lay, windows};
    use super::*;
    use detente_text::{Limits, Member};

    fn shown(bytes: &[u8], here: Option<Range<usize>>) -> (usize, Original) {
        let member = Member { original: bytes.to_vec(), ..Member::default() };
        let document = detente_text::read(&member, &Limits::default()).unwrap();
        let blocks = lay(&document, &[], &[], &[], &windows(&document)[0]);
        (blocks.len(), beside(&document, bytes, &blocks, here.as_ref()))
    }

    #[test]
    fn an_original_is_whole_and_cut_where_paragraphs_begin() {
        let text = "<p>The truce held in <b>the</b> town.</p>\n<p>The army denied it.</p>\n";
        let at = text.find("army").unwrap();
        let (blocks, original) = shown(text.as_bytes(), Some(at..at + 4));
        let joined: String = original.stretches.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(joined, text);
        assert!(!original.cut);
        let begun: Vec<usize> = original.stretches.iter().filter_map(|one| one.paragraph).collect();
        assert_eq!(begun, (0..blocks).collect::<Vec<_>>());
        let here: Vec<&str> =
            original.stretches.iter().filter(|one| one.here).map(|one| &*one.text).collect();
        assert_eq!(here, ["army"]);
    }

    #[test]
    fn a_place_beyond_its_end_cuts_nothing() {
        let text = "The truce held in the town through the night.";
        let (_, original) = shown(text.as_bytes(), Some(1000..2000));
        assert_eq!(original.stretches.len(), 1);
    }
}

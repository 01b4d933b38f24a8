//! Text whose every character knows the bytes it came from.

use std::ops::Range;

/// Text laid over an origin (bytes, or another text), with the ranges of both kept in step.
///
/// Offsets on both sides are bytes: of the UTF-8 text here, of whatever lies below there.
/// Layers stack: bytes → decoded text → text without markup → reading text.
///
/// ```
/// use detente_text::Mapped;
/// let page = "Fish &amp; chips";
/// let decoded = Mapped::identity(page);
/// let mut text = decoded.edit();
/// text.copy(0..5);
/// text.replace(5..10, "&");
/// text.copy(10..16);
/// let text = text.finish();
/// assert_eq!(text.as_str(), "Fish & chips");
/// assert_eq!(text.origin(5..6), 5..10);
/// assert_eq!(text.locate(10..16), Some(6..12));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    text: String,
    segments: Vec<Segment>,
    origin_len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    text: u32,
    text_len: u32,
    origin: u32,
    origin_len: u32,
    kind: Kind,
}

/// How a segment's text relates to its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The same UTF-8 bytes on both sides.
    Copy,
    /// Every character stands on this many bytes of the origin (fixed-width encodings).
    Units(u8),
    /// Indivisible: stands on the whole of its origin.
    Atom,
    /// Put in by us (a paragraph break); stands on nothing.
    Inserted,
}

impl Segment {
    fn text_end(&self) -> usize {
        (self.text + self.text_len) as usize
    }

    fn origin_end(&self) -> usize {
        (self.origin + self.origin_len) as usize
    }
}

impl Mapped {
    /// Text that is its own origin.
    ///
    /// # Panics
    /// If `text` is longer than 4 GiB; the limits on a report lie far below.
    pub fn identity(text: impl Into<String>) -> Self {
        let text = text.into();
        let len = narrow(text.len());
        let segment =
            Segment { text: 0, text_len: len, origin: 0, origin_len: len, kind: Kind::Copy };
        let segments = if len == 0 { vec![] } else { vec![segment] };
        Self { origin_len: text.len(), text, segments }
    }

    /// An empty layer over `origin_len` bytes, to be filled by [`Builder`].
    pub fn over_bytes(origin_len: usize) -> Builder<'static> {
        Builder { base: None, out: Self { origin_len, ..Self::default() }, cursor: 0, reach: 0 }
    }

    /// A new layer over this one.
    pub fn edit(&self) -> Builder<'_> {
        let out = Self {
            text: String::with_capacity(self.text.len()),
            segments: vec![],
            origin_len: self.text.len(),
        };
        Builder { base: Some(&self.text), out, cursor: 0, reach: 0 }
    }

    /// The text of this layer.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length of the origin in bytes.
    pub fn origin_len(&self) -> usize {
        self.origin_len
    }

    /// The smallest range of the origin that the text in `range` stands on.
    ///
    /// An empty range maps to an empty one. A boundary inside an atom (an entity, a folded letter)
    /// takes in the whole atom.
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let mut parts = self.origin_runs(range.clone()).into_iter();
        let Some(first) = parts.next() else {
            let at = self.origin_point(range.start);
            return at..at;
        };
        parts.fold(first, |hull, part| hull.start.min(part.start)..hull.end.max(part.end))
    }

    /// Like [`Mapped::origin`], but split where something was put in between, so that what lies
    /// in the origin between two paragraphs of the text is not taken for a part of them.
    ///
    /// Each item is a range of this text (white space at the edges trimmed) and its origin.
    pub fn origin_parts(&self, range: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
        let mut parts = vec![];
        let mut start = range.start;
        for segment in
            &self.segments[self.segments.partition_point(|s| s.text_end() <= range.start)..]
        {
            if segment.text as usize >= range.end {
                break;
            }
            if segment.kind == Kind::Inserted
                && self.text[segment.text as usize..segment.text_end()].contains('\n')
            {
                self.push_part(&mut parts, start..(segment.text as usize).min(range.end));
                start = segment.text_end().min(range.end);
            }
        }
        self.push_part(&mut parts, start..range.end);
        parts
    }

    fn push_part(&self, parts: &mut Vec<(Range<usize>, Range<usize>)>, range: Range<usize>) {
        if range.start >= range.end {
            return;
        }
        let range = trim(&self.text, range);
        if !range.is_empty() {
            parts.push((range.clone(), self.origin(range)));
        }
    }

    /// The range of this text that stands on `origin`, or `None` where none of it is in the text.
    pub fn locate(&self, origin: Range<usize>) -> Option<Range<usize>> {
        // Layers are written from left to right, so origins never fall back.
        let first = self.segments.partition_point(|segment| segment.origin_end() <= origin.start);
        let mut hull: Option<Range<usize>> = None;
        for segment in &self.segments[first..] {
            let (low, high) = (segment.origin as usize, segment.origin_end());
            if low >= origin.end {
                break;
            }
            if segment.kind == Kind::Inserted || high <= origin.start {
                continue;
            }
            let (from, to) = (origin.start.max(low) - low, origin.end.min(high) - low);
            let text = &self.text[segment.text as usize..segment.text_end()];
            let inside = match segment.kind {
                Kind::Copy => floor(text, from)..ceil(text, to),
                Kind::Units(width) => {
                    let width = width as usize;
                    nth(text, from / width)..nth(text, to.div_ceil(width))
                }
                Kind::Atom | Kind::Inserted => 0..text.len(),
            };
            let at = segment.text as usize;
            let found = at + inside.start..at + inside.end;
            hull = Some(hull.map_or(found.clone(), |hull| hull.start..found.end));
        }
        hull.filter(|range| !range.is_empty())
    }

    /// This layer laid over what the layer below lies over: `self` over `below` over the origin
    /// becomes `self` over the origin.
    ///
    /// # Panics
    /// If `below` is not the text that this layer was written over.
    pub fn flatten(self, below: &Self) -> Self {
        assert_eq!(self.origin_len, below.text.len(), "the layer below");
        let is_identity = match below.segments.as_slice() {
            [] => true,
            [one] => one.kind == Kind::Copy && one.origin == 0 && one.text_len == one.origin_len,
            _ => false,
        };
        if is_identity {
            return Self { origin_len: below.origin_len, ..self };
        }
        let mut out = Self::over_bytes(below.origin_len);
        for segment in &self.segments {
            let text = &self.text[segment.text as usize..segment.text_end()];
            let within = segment.origin as usize..segment.origin_end();
            match segment.kind {
                Kind::Inserted => out.insert(text),
                Kind::Copy => below.copy_runs(text, within, &mut out),
                Kind::Atom | Kind::Units(_) => {
                    let origin = below.origin(within);
                    if origin.is_empty() {
                        out.insert(text);
                    } else {
                        out.push_kind(text, origin, Kind::Atom);
                    }
                }
            }
        }
        out.finish()
    }

    /// Writes the text in `range` of this layer, which reads `text`, run by run.
    fn copy_runs(&self, text: &str, range: Range<usize>, out: &mut Builder<'_>) {
        let first = self.segments.partition_point(|segment| segment.text_end() <= range.start);
        for segment in &self.segments[first..] {
            if segment.text as usize >= range.end {
                break;
            }
            let from = range.start.max(segment.text as usize);
            let to = range.end.min(segment.text_end());
            let part = &text[from - range.start..to - range.start];
            match segment.kind {
                Kind::Inserted => out.insert(part),
                // A part of an atom stands on the whole of it, once.
                Kind::Atom if (segment.origin as usize) < out.reach => out.insert(part),
                kind => out.push_kind(part, self.within(segment, from..to), kind),
            }
        }
    }

    fn origin_point(&self, at: usize) -> usize {
        match self.segments.get(self.segments.partition_point(|s| s.text_end() < at)) {
            Some(segment) => self.within(segment, at..at).start,
            None => self.segments.last().map_or(0, Segment::origin_end),
        }
    }

    fn origin_runs(&self, range: Range<usize>) -> Vec<Range<usize>> {
        if range.start >= range.end {
            return vec![];
        }
        let first = self.segments.partition_point(|segment| segment.text_end() <= range.start);
        self.segments[first..]
            .iter()
            .take_while(|segment| (segment.text as usize) < range.end)
            .filter(|segment| segment.kind != Kind::Inserted)
            .map(|segment| self.within(segment, range.clone()))
            .collect()
    }

    fn within(&self, segment: &Segment, range: Range<usize>) -> Range<usize> {
        let base = segment.text as usize;
        let from = range.start.max(base) - base;
        let to = range.end.min(segment.text_end()).max(base) - base;
        let text = &self.text[base..segment.text_end()];
        let origin = segment.origin as usize;
        match segment.kind {
            Kind::Copy => origin + floor(text, from)..origin + ceil(text, to),
            Kind::Units(width) => {
                let chars = |end: usize| text[..end].chars().count() * width as usize;
                origin + chars(floor(text, from))..origin + chars(ceil(text, to))
            }
            Kind::Atom | Kind::Inserted => origin..segment.origin_end(),
        }
    }
}

/// Writes a new layer from left to right.
#[derive(Debug)]
pub struct Builder<'a> {
    base: Option<&'a str>,
    out: Mapped,
    cursor: usize,
    reach: usize,
}

impl Builder<'_> {
    /// Takes over a range of the layer below as it stands.
    ///
    /// # Panics
    /// If there is no text below ([`Mapped::over_bytes`]), the range is not on its boundaries, or
    /// lies before what is written already.
    pub fn copy(&mut self, range: Range<usize>) {
        let Some(base) = self.base else { panic!("copy needs a text below; over bytes use push") };
        if range.is_empty() {
            return;
        }
        let text = &base[range.clone()];
        self.push_kind(text, range, Kind::Copy);
    }

    /// Puts `text` in the place of a range of the origin, which it then stands on as a whole.
    /// An empty `text` leaves the range out; an empty range is an insertion.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        if range.is_empty() {
            self.cursor = range.start;
            return self.insert(text);
        }
        if text.is_empty() {
            self.cursor = range.end;
            return;
        }
        self.push_kind(text, range, Kind::Atom);
    }

    /// Puts in text of our own, such as a paragraph break.
    pub fn insert(&mut self, text: &str) {
        if !text.is_empty() {
            let at = self.cursor.max(self.reach);
            self.push_kind(text, at..at, Kind::Inserted);
        }
    }

    /// Adds UTF-8 text that stands unchanged on these bytes of the origin.
    ///
    /// # Panics
    /// If the lengths differ.
    pub fn push(&mut self, text: &str, range: Range<usize>) {
        assert_eq!(text.len(), range.len(), "the same bytes on both sides");
        if !text.is_empty() {
            self.push_kind(text, range, Kind::Copy);
        }
    }

    /// Adds text of which every character stands on `width` bytes of the origin.
    ///
    /// # Panics
    /// If the range is not `width` bytes a character.
    pub fn push_units(&mut self, text: &str, range: Range<usize>, width: u8) {
        assert_eq!(text.chars().count() * width as usize, range.len(), "fixed width");
        if !text.is_empty() {
            self.push_kind(text, range, Kind::Units(width));
        }
    }

    fn push_kind(&mut self, text: &str, range: Range<usize>, kind: Kind) {
        assert!(range.start >= self.reach, "a layer is written from left to right");
        assert!(range.end <= self.out.origin_len, "a layer lies within its origin");
        let at = self.out.text.len();
        self.out.text.push_str(text);
        self.cursor = range.end;
        self.reach = range.end;
        if let Some(last) = self.out.segments.last_mut() {
            let runs_on = last.kind == kind && last.origin_end() == range.start;
            if runs_on && matches!(kind, Kind::Copy | Kind::Units(_)) {
                last.text_len += narrow(text.len());
                last.origin_len += narrow(range.len());
                return;
            }
        }
        self.out.segments.push(Segment {
            text: narrow(at),
            text_len: narrow(text.len()),
            origin: narrow(range.start),
            origin_len: narrow(range.len()),
            kind,
        });
    }

    /// The text written so far.
    pub fn as_str(&self) -> &str {
        &self.out.text
    }

    /// The finished layer.
    pub fn finish(self) -> Mapped {
        self.out
    }
}

/// The range without white space at its edges.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = start + slice.trim().len();
    start..end
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("a report is below 4 GiB by the limits on inputs")
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn nth(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

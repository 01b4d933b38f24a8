//! From the tree to blocks of text as a browser would show them: white space collapsed, entities
//! decoded, inline elements joined, block elements apart.

use super::Piece;
use super::entity::reference;
use super::tag::Tag;
use super::token::Name;
use super::tree::{Kind, Tree};
use std::ops::Range;

/// A block of text before it is judged.
#[derive(Debug)]
pub(super) struct Run {
    /// The block element that it stands in.
    pub(super) element: usize,
    /// The first of its text nodes.
    pub(super) node: usize,
    /// Which of [`Flow::pieces`].
    pub(super) pieces: Range<usize>,
    /// Counts over its text.
    pub(super) counts: Counts,
    /// Whether no browser would show it (`hidden`, `display: none`).
    pub(super) hidden: bool,
}

/// Counts over a stretch of text, in characters unless said otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// All characters.
    pub(super) chars: u32,
    /// Those within links.
    pub(super) linked: u32,
    /// Letters.
    pub(super) letters: u32,
    /// Digits.
    pub(super) digits: u32,
    /// Words: stretches between white space.
    pub(super) words: u32,
    /// Commas and their like.
    pub(super) commas: u32,
    /// Full stops and their like that end a word.
    pub(super) stops: u32,
    /// Links.
    pub(super) links: u32,
}

/// All text of a page in blocks.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) runs: Vec<Run>,
    pub(super) pieces: Vec<Piece>,
}

impl Flow {
    /// The text of a run.
    pub(super) fn text(&self, html: &str, run: &Run) -> String {
        let mut text = String::new();
        for piece in &self.pieces[run.pieces.clone()] {
            text.push_str(piece_text(html, piece));
        }
        text
    }
}

/// The text of a piece.
pub(super) fn piece_text<'a>(html: &'a str, piece: &'a Piece) -> &'a str {
    piece.text.as_deref().unwrap_or(&html[piece.range.clone()])
}

/// Lays the text of a page out in blocks.
pub(super) fn flow(tree: &Tree<'_>) -> Flow {
    let mut writer = Writer::new(tree);
    for node in 0..tree.nodes.len() {
        writer.visit(node);
    }
    writer.flush();
    writer.flow
}

struct Writer<'a> {
    tree: &'a Tree<'a>,
    flow: Flow,
    /// Open block elements.
    blocks: Vec<usize>,
    /// Node at which the innermost element of that kind ends; 0 for none.
    link_end: usize,
    pre_end: usize,
    hidden_end: usize,
    unseen_end: usize,
    /// The run being written.
    first_piece: usize,
    first_node: usize,
    linked: u32,
    links: u32,
    /// End of the link that was counted last.
    counted: usize,
    hidden: bool,
    after_space: bool,
}

impl<'a> Writer<'a> {
    fn new(tree: &'a Tree<'a>) -> Self {
        Self {
            tree,
            flow: Flow::default(),
            blocks: vec![0],
            link_end: 0,
            pre_end: 0,
            hidden_end: 0,
            unseen_end: 0,
            first_piece: 0,
            first_node: 0,
            linked: 0,
            links: 0,
            counted: 0,
            hidden: false,
            after_space: true,
        }
    }

    fn visit(&mut self, node: usize) {
        while let Some(&block) = self.blocks.last()
            && block != 0
            && self.tree.nodes[block].end() <= node
        {
            self.flush();
            self.blocks.pop();
        }
        let end = self.tree.nodes[node].end();
        match self.tree.nodes[node].kind {
            Kind::Text | Kind::RawText => self.text(node),
            Kind::Element(tag) => {
                if tag.is_unseen() {
                    self.unseen_end = self.unseen_end.max(end);
                }
                if hides(self.tree, node) && node >= self.hidden_end {
                    self.hidden_end = end;
                }
                match tag {
                    Tag::Br => self.line_break(self.tree.nodes[node].range()),
                    Tag::A if self.tree.attribute(node, Name::Href).is_some() => {
                        self.link_end = self.link_end.max(end);
                    }
                    Tag::Pre | Tag::Textarea | Tag::Xmp => self.pre_end = self.pre_end.max(end),
                    _ => {}
                }
                if tag.is_block() {
                    self.flush();
                    self.blocks.push(node);
                }
            }
        }
    }

    fn text(&mut self, node: usize) {
        let range = self.tree.nodes[node].range();
        let parent = self.tree.nodes[self.tree.nodes[node].parent()].tag();
        let raw = self.tree.nodes[node].kind == Kind::RawText;
        if node < self.unseen_end || raw && parent == Some(Tag::Noscript) {
            return;
        }
        let hidden = node < self.hidden_end;
        if hidden != self.hidden {
            self.flush();
            self.hidden = hidden;
        }
        if self.flow.pieces.len() == self.first_piece {
            self.first_node = node;
        }
        let before = self.flow.pieces.len();
        let last_len = self.last_len();
        if node < self.pre_end {
            self.copy_lines(range, raw);
        } else {
            self.collapse(range, raw);
        }
        if node < self.link_end {
            let html = self.tree.html;
            let new = &self.flow.pieces[before.min(self.flow.pieces.len())..];
            let new: usize = new.iter().map(|p| piece_text(html, p).chars().count()).sum();
            // Text that was joined to the last piece.
            let joined = before
                .checked_sub(1)
                .and_then(|last| self.flow.pieces.get(last))
                .filter(|piece| piece.text.is_none())
                .and_then(|piece| html.get(piece.range.start + last_len..piece.range.end))
                .map_or(0, |text| text.chars().count());
            self.linked += (new + joined) as u32;
            self.links += u32::from(self.counted != self.link_end);
            self.counted = self.link_end;
        }
    }

    fn last_len(&self) -> usize {
        self.flow.pieces.last().map_or(0, |piece| piece.range.len())
    }

    fn copy(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        if self.flow.pieces.len() > self.first_piece
            && let Some(last) = self.flow.pieces.last_mut()
            && last.text.is_none()
            && last.range.end == range.start
        {
            last.range.end = range.end;
            return;
        }
        self.flow.pieces.push(Piece { range, text: None });
    }

    fn put(&mut self, range: Range<usize>, text: &str) {
        self.flow.pieces.push(Piece { range, text: Some(text.into()) });
    }

    fn collapse(&mut self, range: Range<usize>, raw: bool) {
        let html = self.tree.html;
        let bytes = html.as_bytes();
        let mut start = range.start;
        let mut at = range.start;
        while at < range.end {
            match bytes[at] {
                b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' => {
                    let end = space_end(bytes, at..range.end);
                    if self.after_space && start == at {
                        start = end;
                    } else if end == at + 1 && bytes[at] == b' ' {
                        self.copy(start..end);
                        start = end;
                    } else {
                        self.copy(start..at);
                        self.put(at..end, " ");
                        start = end;
                    }
                    self.after_space = true;
                    at = end;
                }
                b'&' if !raw => match reference(&html[at..range.end]) {
                    Some((len, decoded)) => {
                        self.copy(start..at);
                        self.put(at..at + len, &decoded);
                        at += len;
                        start = at;
                        self.after_space = false;
                    }
                    None => at += 1,
                },
                _ => {
                    at += 1;
                    while at < range.end && !matches!(bytes[at], b'&' | b' ' | b'\t'..=b'\r') {
                        at += 1;
                    }
                    self.after_space = false;
                }
            }
        }
        self.copy(start..range.end);
    }

    /// Text whose white space counts.
    fn copy_lines(&mut self, range: Range<usize>, raw: bool) {
        let html = self.tree.html;
        let mut start = range.start;
        for (at, _) in html[range.clone()].match_indices('&') {
            let at = range.start + at;
            if raw || at < start {
                continue;
            }
            if let Some((len, decoded)) = reference(&html[at..range.end]) {
                self.copy(start..at);
                self.put(at..at + len, &decoded);
                start = at + len;
            }
        }
        self.copy(start..range.end);
        self.after_space = false;
    }

    fn line_break(&mut self, range: Range<usize>) {
        let broken = self.trim_end();
        if self.flow.pieces.len() == self.first_piece {
            return;
        }
        if broken {
            self.flush();
            return;
        }
        self.put(range, "\n");
        self.after_space = true;
    }

    /// Takes white space off the end; whether there was a line break in it.
    fn trim_end(&mut self) -> bool {
        let mut broken = false;
        while self.flow.pieces.len() > self.first_piece
            && let Some(last) = self.flow.pieces.last_mut()
        {
            match &last.text {
                Some(text) if text.trim().is_empty() => broken |= text.as_ref() == "\n",
                Some(_) => break,
                None => {
                    let text = &self.tree.html[last.range.clone()];
                    last.range.end = last.range.start + text.trim_end().len();
                    if !last.range.is_empty() {
                        break;
                    }
                }
            }
            self.flow.pieces.pop();
        }
        broken
    }

    fn trim_start(&mut self) {
        let html = self.tree.html;
        let mut blank = 0;
        for piece in &mut self.flow.pieces[self.first_piece..] {
            if piece.text.is_none() {
                let text = &html[piece.range.clone()];
                piece.range.start = piece.range.end - text.trim_start().len();
            }
            if !piece_text(html, piece).trim().is_empty() {
                break;
            }
            blank += 1;
        }
        self.flow.pieces.drain(self.first_piece..self.first_piece + blank);
    }

    /// Ends the run being written.
    fn flush(&mut self) {
        self.trim_end();
        self.trim_start();
        let pieces = self.first_piece..self.flow.pieces.len();
        if !pieces.is_empty() {
            let mut counts = count(self.tree.html, &self.flow.pieces[pieces.clone()]);
            counts.linked = self.linked.min(counts.chars);
            counts.links = self.links;
            self.flow.runs.push(Run {
                element: self.blocks.last().copied().unwrap_or(0),
                node: self.first_node,
                pieces,
                counts,
                hidden: self.hidden,
            });
        }
        self.first_piece = self.flow.pieces.len();
        self.linked = 0;
        self.links = 0;
        self.counted = 0;
        self.after_space = true;
    }
}

fn space_end(bytes: &[u8], range: Range<usize>) -> usize {
    let space = |c: &u8| matches!(c, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c');
    let len = bytes[range.clone()].iter().position(|c| !space(c));
    len.map_or(range.end, |len| range.start + len)
}

/// Whether an element and all in it are kept from view.
fn hides(tree: &Tree<'_>, node: usize) -> bool {
    if tree.attribute(node, Name::Hidden).is_some() {
        return true;
    }
    let Some(style) = tree.attribute(node, Name::Style) else { return false };
    let mut declarations = style.split(';').filter_map(|one| one.split_once(':'));
    declarations.any(|(property, value)| {
        let value = value.trim().get(..4).unwrap_or("");
        property.trim().eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
    })
}

fn count(html: &str, pieces: &[Piece]) -> Counts {
    let mut counts = Counts::default();
    let mut last = ' ';
    for piece in pieces {
        for c in piece_text(html, piece).chars() {
            counts.chars += 1;
            if c.is_alphabetic() {
                counts.letters += 1;
            } else if c.is_ascii_digit() {
                counts.digits += 1;
            } else if c.is_whitespace() {
                counts.words += u32::from(!last.is_whitespace());
                counts.stops += u32::from(matches!(last, '.' | '!' | '?' | '…'));
            } else if matches!(c, ',' | ';' | '，' | '、' | '،' | '؛') {
                counts.commas += 1;
            } else if matches!(c, '。' | '！' | '？' | '؟' | '।') {
                counts.stops += 1;
            }
            last = c;
        }
    }
    counts.words += u32::from(!last.is_whitespace());
    let last =
        if matches!(last, '"' | '”' | '“' | '»' | '«' | ')' | '’') { '.' } else { last };
    counts.stops += u32::from(matches!(last, '.' | '!' | '?' | '…'));
    counts
}

//! The page as a tree, laid out in one array in document order.
//!
//! A node's subtree is the stretch of the array from the node to its `end`, and every parent
//! stands before its children: all that is computed over the tree is a loop over the array, so
//! that no depth of nesting can overflow a stack.

use super::tag::Tag;
use super::token::{Attribute, Name, Token, Tokens};
use std::collections::BTreeMap;
use std::ops::Range;

/// Index of the root, which stands for the page.
pub(super) const ROOT: usize = 0;

/// Most nodes of a tree. A page of a million words has fewer; beyond them tags are not read, text
/// is.
const MOST_NODES: usize = 4_000_000;

/// A page as a tree.
pub(super) struct Tree<'a> {
    /// The HTML that all ranges are of.
    pub(super) html: &'a str,
    /// All nodes in document order.
    pub(super) nodes: Vec<Node>,
    attributes: Vec<Attribute>,
}

/// An element or a stretch of text.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// Index of its parent.
    pub(super) parent: u32,
    /// Index after the last node of its subtree.
    pub(super) end: u32,
    start: u32,
    len: u32,
    attributes: u32,
    attribute_count: u16,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An element.
    Element(Tag),
    /// Text with entities.
    Text,
    /// Text without entities.
    RawText,
}

impl Node {
    /// Range of its text, or of its start tag.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..(self.start + self.len) as usize
    }

    /// Its tag; `None` for text.
    pub(super) fn tag(&self) -> Option<Tag> {
        match self.kind {
            Kind::Element(tag) => Some(tag),
            _ => None,
        }
    }

    /// Index after the last node of its subtree.
    pub(super) fn end(&self) -> usize {
        self.end as usize
    }

    /// Index of its parent.
    pub(super) fn parent(&self) -> usize {
        self.parent as usize
    }
}

impl<'a> Tree<'a> {
    /// Takes a page apart. What lies beyond 4 GiB is not read.
    pub(super) fn parse(html: &'a str) -> Self {
        let mut end = html.len().min(u32::MAX as usize - 1);
        while !html.is_char_boundary(end) {
            end -= 1;
        }
        Grower::new(&html[..end]).grow()
    }

    /// The attributes of a node.
    pub(super) fn attributes(&self, node: usize) -> &[Attribute] {
        let node = &self.nodes[node];
        let from = node.attributes as usize;
        &self.attributes[from..from + node.attribute_count as usize]
    }

    /// The value of an attribute as it stands, entities not decoded.
    pub(super) fn attribute(&self, node: usize, name: Name) -> Option<&'a str> {
        self.attribute_range(node, name).map(|range| &self.html[range])
    }

    /// Where the value of an attribute stands.
    pub(super) fn attribute_range(&self, node: usize, name: Name) -> Option<Range<usize>> {
        let found = self.attributes(node).iter().find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value.clone())
    }

    /// The elements of a subtree with that tag, the node itself included.
    pub(super) fn elements(&self, node: usize, tag: Tag) -> impl Iterator<Item = usize> {
        (node..self.nodes[node].end()).filter(move |&at| self.nodes[at].kind == Kind::Element(tag))
    }
}

/// Builds a tree from tokens, with the implied end tags of HTML.
struct Grower<'a> {
    html: &'a str,
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    /// Open elements: node, name, whether its end tag has been seen further in.
    open: Vec<Open>,
    /// Positions in `open` by name, so that no end tag has to search.
    by_name: Vec<Vec<u32>>,
    boundaries: Vec<u32>,
    blocks: Vec<u32>,
    others: BTreeMap<Box<[u8]>, usize>,
}

struct Open {
    node: u32,
    name: usize,
    ended: bool,
}

impl<'a> Grower<'a> {
    fn new(html: &'a str) -> Self {
        let mut grower = Self {
            html,
            nodes: Vec::with_capacity(html.len() / 24),
            attributes: Vec::with_capacity(html.len() / 48),
            open: vec![],
            by_name: vec![vec![]; Tag::COUNT],
            boundaries: vec![],
            blocks: vec![],
            others: BTreeMap::new(),
        };
        grower.add(Kind::Element(Tag::Other), 0..0, &[]);
        grower
    }

    fn grow(mut self) -> Tree<'a> {
        let mut tokens = Tokens::new(self.html);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text { range, raw } => self.text(range, raw),
                Token::Start { tag, .. } | Token::End { tag, .. } if tag.is_typographic() => {}
                Token::Start { .. } if self.nodes.len() >= MOST_NODES => {}
                Token::Start { tag, name, range, empty } => {
                    self.start(tag, name, range, empty, &tokens.attributes);
                }
                Token::End { tag, name, range } => self.end(tag, name, range),
            }
        }
        self.close_from(0);
        let end = self.nodes.len() as u32;
        self.nodes[ROOT].end = end;
        Tree { html: self.html, nodes: self.nodes, attributes: self.attributes }
    }

    fn add(&mut self, kind: Kind, range: Range<usize>, attributes: &[Attribute]) -> u32 {
        let index = self.nodes.len() as u32;
        let count = attributes.len().min(u16::MAX as usize);
        self.nodes.push(Node {
            kind,
            parent: self.open.last().map_or(ROOT as u32, |open| open.node),
            end: index + 1,
            start: range.start as u32,
            len: range.len() as u32,
            attributes: self.attributes.len() as u32,
            attribute_count: count as u16,
        });
        self.attributes.extend_from_slice(&attributes[..count]);
        index
    }

    fn text(&mut self, range: Range<usize>, raw: bool) {
        if !raw
            && self.last(Tag::Head).is_some()
            && self.last(Tag::Title).is_none()
            && self.last(Tag::Noscript).is_none()
            && !self.html[range.clone()].trim().is_empty()
        {
            self.close_last(Tag::Head);
        }
        self.add(if raw { Kind::RawText } else { Kind::Text }, range, &[]);
    }

    /// Position of the innermost open element with that tag.
    fn last(&self, tag: Tag) -> Option<u32> {
        self.by_name[tag as usize].last().copied()
    }

    fn last_of(&self, tags: &[Tag]) -> Option<u32> {
        tags.iter().filter_map(|&tag| self.last(tag)).max()
    }

    /// Closes the innermost of `tags`, unless one of `within` lies further in.
    fn close_within(&mut self, tags: &[Tag], within: &[Tag]) {
        let Some(at) = self.last_of(tags) else { return };
        if self.last_of(within).is_none_or(|inner| inner < at) {
            self.close_from(at as usize);
        }
    }

    fn close_last(&mut self, tag: Tag) {
        if let Some(at) = self.last(tag) {
            self.close_from(at as usize);
        }
    }

    /// Closes all open elements from that position on, and what was only waiting for them.
    fn close_from(&mut self, position: usize) {
        while self.open.len() > position || self.open.last().is_some_and(|open| open.ended) {
            let Some(open) = self.open.pop() else { return };
            let at = self.open.len() as u32;
            self.nodes[open.node as usize].end = self.nodes.len() as u32;
            self.by_name[open.name].pop();
            for stack in [&mut self.boundaries, &mut self.blocks] {
                if stack.last() == Some(&at) {
                    stack.pop();
                }
            }
        }
    }

    fn name_index(&mut self, tag: Tag, name: Range<usize>) -> usize {
        if tag != Tag::Other {
            return tag as usize;
        }
        let name = self.html.as_bytes()[name].to_ascii_lowercase().into_boxed_slice();
        let next = self.by_name.len();
        let index = *self.others.entry(name).or_insert(next);
        if index == next {
            self.by_name.push(vec![]);
        }
        index
    }

    fn start(
        &mut self,
        tag: Tag,
        name: Range<usize>,
        range: Range<usize>,
        empty: bool,
        attributes: &[Attribute],
    ) {
        self.imply_ends(tag);
        let node = self.add(Kind::Element(tag), range, attributes);
        if empty {
            return;
        }
        let name = self.name_index(tag, name);
        let at = self.open.len() as u32;
        self.by_name[name].push(at);
        if tag.is_boundary() {
            self.boundaries.push(at);
        }
        if tag.is_block() {
            self.blocks.push(at);
        }
        self.open.push(Open { node, name, ended: false });
    }

    /// The end tags that a start tag implies (HTML Living Standard, 13.1.2.4, and the insertion
    /// modes of 13.2.6 as far as they matter to text).
    fn imply_ends(&mut self, tag: Tag) {
        if !tag.is_of_head() && self.last(Tag::Head).is_some() && self.last(Tag::Noscript).is_none()
        {
            self.close_last(Tag::Head);
        }
        if tag.ends_paragraph() {
            // A drawing that was never closed does not hide the page.
            self.close_last(Tag::Svg);
            self.close_last(Tag::Math);
            self.end_paragraph();
        }
        match tag {
            Tag::Li => self.close_within(
                &[Tag::Li],
                &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dir, Tag::Td, Tag::Th, Tag::Table],
            ),
            Tag::Dd | Tag::Dt => {
                self.close_within(&[Tag::Dd, Tag::Dt], &[Tag::Dl, Tag::Td, Tag::Th, Tag::Table])
            }
            Tag::Option => self.close_within(&[Tag::Option], &[Tag::Select]),
            Tag::Optgroup => self.close_within(&[Tag::Optgroup, Tag::Option], &[Tag::Select]),
            Tag::Td | Tag::Th => {
                self.close_within(&[Tag::Td, Tag::Th], &[Tag::Table, Tag::Tr]);
            }
            Tag::Tr => self.close_within(&[Tag::Tr, Tag::Caption], &[Tag::Table]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => self
                .close_within(&[Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Caption], &[Tag::Table]),
            Tag::A => self.end_inline(Tag::A as usize),
            _ if tag.is_heading() => {
                if let Some(open) = self.open.last()
                    && self.nodes[open.node as usize].tag().is_some_and(Tag::is_heading)
                {
                    self.close_from(self.open.len() - 1);
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(at) = self.last(Tag::P)
            && self.boundaries.last().is_none_or(|&inner| inner < at)
            && self.last(Tag::Button).is_none_or(|inner| inner < at)
        {
            self.close_from(at as usize);
        }
    }

    fn end(&mut self, tag: Tag, name: Range<usize>, range: Range<usize>) {
        let name = match tag {
            Tag::Other => {
                let lower = self.html.as_bytes()[name].to_ascii_lowercase();
                match self.others.get(lower.as_slice()) {
                    Some(&index) => index,
                    None => return,
                }
            }
            _ => tag as usize,
        };
        match tag {
            Tag::Br => {
                self.add(Kind::Element(Tag::Br), range, &[]);
            }
            Tag::P if self.last(Tag::P).is_none() => {
                self.add(Kind::Element(Tag::P), range, &[]);
            }
            // Text after these is still shown, in place.
            Tag::Html | Tag::Body => {}
            Tag::Table => self.close_last(Tag::Table),
            Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption => {
                self.close_within(&[tag], &[Tag::Table]);
            }
            Tag::Li => self.close_within(
                &[Tag::Li],
                &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dir, Tag::Td, Tag::Th, Tag::Table],
            ),
            _ if tag.is_heading() => {
                let headings = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];
                self.close_in_scope(self.last_of(&headings));
            }
            Tag::Form => self.end_inline(name),
            _ if tag.is_block() || tag.is_boundary() => {
                self.close_in_scope(self.by_name[name].last().copied());
            }
            _ => self.end_inline(name),
        }
    }

    fn close_in_scope(&mut self, position: Option<u32>) {
        if let Some(at) = position
            && self.boundaries.last().is_none_or(|&inner| inner <= at)
        {
            self.close_from(at as usize);
        }
    }

    /// Ends an inline element. Where a block opened within it is still open, it ends with that.
    fn end_inline(&mut self, name: usize) {
        let Some(&at) = self.by_name[name].last() else { return };
        if self.blocks.last().is_none_or(|&inner| inner <= at) {
            self.close_from(at as usize);
        } else {
            self.open[at as usize].ended = true;
        }
    }
}

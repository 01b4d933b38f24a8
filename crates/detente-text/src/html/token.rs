//! Splits HTML into tags, text and the rest, with byte ranges.
//!
//! Tolerant as browsers are (HTML Living Standard, 13.2.5), total on any input, and linear: what
//! a construct fails to find ahead (a closing quote, `-->`) is searched for once only.

use super::tag::Tag;
use memchr::{memchr, memchr2, memmem};
use std::ops::Range;

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Token {
    /// Characters; entities in them are not decoded where `raw`.
    Text { range: Range<usize>, raw: bool },
    /// A start tag; its attributes lie in [`Tokens::attributes`] until the next token. `empty`
    /// where no content and no end tag belong to it.
    Start { tag: Tag, name: Range<usize>, range: Range<usize>, empty: bool },
    /// An end tag.
    End { tag: Tag, name: Range<usize>, range: Range<usize> },
}

macro_rules! names {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// The attributes that are kept.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Name {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Name {
            fn of(name: &[u8]) -> Option<Self> {
                $(if name.eq_ignore_ascii_case($name.as_bytes()) { return Some(Self::$variant); })*
                None
            }
        }
    };
}

names! {
    Class = "class", Id = "id", Href = "href", Style = "style", Content = "content",
    Named = "name", Property = "property", Rel = "rel", Role = "role", Itemprop = "itemprop",
    Datetime = "datetime", Lang = "lang", XmlLang = "xml:lang",
    Type = "type", Hidden = "hidden",
    Title = "title", Component = "data-component",
    TestId = "data-testid", HttpEquiv = "http-equiv",
}

/// An attribute and the range of its value (without quotes, entities not decoded).
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: Name,
    pub(super) value: Range<usize>,
}

/// The tokens of one HTML text.
pub(super) struct Tokens<'a> {
    html: &'a [u8],
    at: usize,
    /// End of the raw text that comes next, and whether entities stay undecoded in it.
    raw: Option<(usize, bool)>,
    /// Attributes of the last start tag.
    pub(super) attributes: Vec<Attribute>,
    no_comment_end: bool,
    /// Where the `noscript` ends whose content is read as elements.
    open_until: usize,
    no_end_of: [bool; Tag::COUNT],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            html: html.as_bytes(),
            at: 0,
            raw: None,
            attributes: vec![],
            no_comment_end: false,
            open_until: 0,
            no_end_of: [false; Tag::COUNT],
        }
    }

    /// The next token, or `None` at the end.
    pub(super) fn next(&mut self) -> Option<Token> {
        if let Some((end, raw)) = self.raw.take()
            && end > self.at
        {
            let range = self.at..end;
            self.at = end;
            return Some(Token::Text { range, raw });
        }
        while self.at < self.html.len() {
            let start = self.at;
            if self.html[start] != b'<' {
                return Some(self.text(start, start));
            }
            match self.html.get(start + 1) {
                Some(b'!') => self.skip_declaration(),
                Some(b'?') => self.skip_bogus(start + 1),
                Some(b'/') => match self.html.get(start + 2) {
                    Some(c) if c.is_ascii_alphabetic() => return self.end_tag(),
                    _ => self.skip_bogus(start + 1),
                },
                Some(c) if c.is_ascii_alphabetic() => match self.start_tag() {
                    Some(token) => return Some(token),
                    None => self.at = self.html.len(),
                },
                _ => return Some(self.text(start, start + 1)),
            }
        }
        None
    }

    /// Text from `start` up to the next `<` at or after `from`.
    fn text(&mut self, start: usize, from: usize) -> Token {
        self.at = memchr(b'<', &self.html[from..]).map_or(self.html.len(), |at| from + at);
        Token::Text { range: start..self.at, raw: false }
    }

    /// Where the end tag of a raw-text element starts. Without one, scripts and styles run to the
    /// end of the page; other elements are then taken for empty, so that no text is lost.
    fn end_of_raw(&mut self, tag: Tag) -> Option<usize> {
        if !self.no_end_of[tag as usize] {
            let mut from = self.at;
            for at in memmem::find_iter(&self.html[self.at..], b"</") {
                let at = self.at + at;
                if at < from {
                    continue;
                }
                from = self.name_end(at + 2);
                if Tag::of(&self.html[at + 2..from]) == tag {
                    return Some(at);
                }
            }
            self.no_end_of[tag as usize] = true;
        }
        matches!(tag, Tag::Script | Tag::Style).then_some(self.html.len())
    }

    fn skip_declaration(&mut self) {
        let start = self.at;
        if !self.html[start..].starts_with(b"<!--") {
            // A CDATA section outside foreign content is a comment up to `>` to a browser; in
            // feeds and fragments it holds the text itself, so only its marks are dropped.
            if self.html[start..].starts_with(b"<![CDATA[") {
                self.at = start + 9;
            } else {
                self.skip_bogus(start + 2);
            }
            return;
        }
        let body = start + 4;
        if self.html[body..].starts_with(b">") {
            self.at = body + 1;
        } else if self.html[body..].starts_with(b"->") {
            self.at = body + 2;
        } else if self.no_comment_end {
            self.skip_bogus(body);
        } else if let Some(end) = memmem::find(&self.html[body..], b"-->") {
            self.at = body + end + 3;
        } else {
            self.no_comment_end = true;
            self.skip_bogus(body);
        }
    }

    fn skip_bogus(&mut self, from: usize) {
        self.at = memchr(b'>', &self.html[from..]).map_or(self.html.len(), |at| from + at + 1);
    }

    fn name_end(&self, from: usize) -> usize {
        let ends = |c: &u8| c.is_ascii_whitespace() || matches!(c, b'/' | b'>' | b'<');
        self.html[from..].iter().position(ends).map_or(self.html.len(), |at| from + at)
    }

    fn end_tag(&mut self) -> Option<Token> {
        let start = self.at;
        let name = start + 2..self.name_end(start + 2);
        self.at = match memchr2(b'>', b'<', &self.html[name.end..]) {
            Some(at) if self.html[name.end + at] == b'>' => name.end + at + 1,
            Some(at) => name.end + at,
            None => self.html.len(),
        };
        let tag = Tag::of(&self.html[name.clone()]);
        Some(Token::End { tag, name, range: start..self.at })
    }

    /// `None` where the page ends within the tag.
    fn start_tag(&mut self) -> Option<Token> {
        let start = self.at;
        let name = start + 1..self.name_end(start + 1);
        self.attributes.clear();
        let mut at = name.end;
        let mut closed = false;
        loop {
            at = self.skip_space(at);
            match *self.html.get(at)? {
                b'>' => break,
                b'/' => {
                    closed = self.html.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                // A tag that was never closed, and the next one.
                b'<' => {
                    at -= 1;
                    break;
                }
                _ => at = self.attribute(at),
            }
        }
        self.at = at + 1;
        let tag = Tag::of(&self.html[name.clone()]);
        let mut empty =
            tag.is_void() || closed && matches!(tag, Tag::Other | Tag::Svg | Tag::Iframe);
        if tag.is_raw_text() && !empty && !(tag == Tag::Noscript && self.at < self.open_until) {
            match self.end_of_raw(tag) {
                Some(end) if tag == Tag::Noscript && self.holds_paragraphs(end) => {
                    self.open_until = end;
                }
                Some(end) => self.raw = Some((end, !matches!(tag, Tag::Title | Tag::Textarea))),
                None => empty = true,
            }
        }
        Some(Token::Start { tag, name, range: start..self.at, empty })
    }

    /// Whether a `noscript` holds the page's text and not only a notice: some pages put their
    /// report there for readers without scripts.
    fn holds_paragraphs(&self, end: usize) -> bool {
        const LONG: usize = 1500;
        let content = &self.html[self.at..end];
        content.len() > LONG && memmem::find(content, b"<p").is_some()
    }

    fn skip_space(&self, from: usize) -> usize {
        let space = self.html[from..].iter().position(|c| !c.is_ascii_whitespace());
        space.map_or(self.html.len(), |at| from + at)
    }

    /// Reads one attribute; the position after it.
    fn attribute(&mut self, from: usize) -> usize {
        let html = self.html;
        let ends = |c: &u8| c.is_ascii_whitespace() || matches!(c, b'/' | b'>' | b'=');
        // A name may start with `=`.
        let name_end =
            html[from + 1..].iter().position(ends).map_or(html.len(), |at| from + 1 + at);
        let mut end = name_end;
        let mut value = name_end..name_end;
        let equals = self.skip_space(name_end);
        if html.get(equals) == Some(&b'=') {
            let at = self.skip_space(equals + 1);
            (value, end) = self.value(at);
        }
        if let Some(name) = Name::of(&html[from..name_end])
            && self.attributes.iter().all(|known| known.name != name)
        {
            self.attributes.push(Attribute { name, value });
        }
        end
    }

    /// The range of an attribute's value, and the position after it.
    fn value(&self, at: usize) -> (Range<usize>, usize) {
        let html = self.html;
        let rest = &html[at..];
        if let Some(&quote @ (b'"' | b'\'')) = rest.first() {
            if let Some(len) = memchr(quote, &rest[1..]) {
                return (at + 1..at + 1 + len, at + len + 2);
            }
            // The quote is never closed: the value ends with the tag, not with the page.
            let end = memchr(b'>', rest).map_or(html.len(), |len| at + len);
            return (at + 1..end.max(at + 1), end.max(at + 1));
        }
        let ends = |c: &u8| c.is_ascii_whitespace() || *c == b'>';
        let end = rest.iter().position(ends).map_or(html.len(), |len| at + len);
        (at..end, end)
    }
}

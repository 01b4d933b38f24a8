//! RSS 0.9–2.0, RSS 1.0 and Atom (RFC 4287): every item's fullest text as one member.

use super::sniff::media_of;
use super::walk::{Flow, Place, Walk};
use crate::{Media, Member, Refusal, Supplied, decode};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::ControlFlow;

/// Hands out the items of a feed.
pub(super) fn items(walk: &mut Walk<'_>, bytes: &[u8], place: &Place) -> Flow {
    let charset = place.supplied.charset.as_deref();
    let Some(decoded) = decode::decode(bytes, charset, Media::Html) else {
        let detail = "a feed in no encoding known here";
        return walk.refuse(place, Refusal::new("not-text", detail));
    };
    let mut number = 0u64;
    let broken = each(decoded.text.as_str(), &mut |feed, item| {
        number += 1;
        let here = place.member("item", &number.to_string());
        hand_out(walk, feed, item, place, &here)
    });
    match broken {
        ControlFlow::Break(None) => Flow::Break(()),
        ControlFlow::Break(Some(detail)) => walk.refuse(place, Refusal::new("damaged", detail)),
        ControlFlow::Continue(()) => Flow::Continue(()),
    }
}

/// What a feed tells of one item, whether or not it holds its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The page it links to, as written there.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as written there.
    pub published: Option<String>,
    /// The outlet: the item's own source, else the feed's title.
    pub outlet: Option<String>,
    /// Its author.
    pub byline: Option<String>,
}

/// The entries of a feed (RSS 0.9 to 2.0, RSS 1.0, Atom), also of those without a text; of a feed that
/// is cut short or no well-formed XML, those before, and a sentence that says so. `charset` is what
/// was declared outside the bytes.
///
/// ```
/// let feed = b"<rss><channel><title>Wire</title><item><title>Truce</title><link>/a</link></item></channel></rss>";
/// let (entries, fault) = detente_text::container::entries(feed, None);
/// assert_eq!(entries[0].url.as_deref(), Some("/a"));
/// assert_eq!(entries[0].outlet.as_deref(), Some("Wire"));
/// assert_eq!(fault, None);
/// ```
pub fn entries(bytes: &[u8], charset: Option<&str>) -> (Vec<Entry>, Option<String>) {
    let Some(decoded) = decode::decode(bytes, charset, Media::Html) else {
        return (vec![], Some("a feed in no encoding known here".to_owned()));
    };
    let mut all = vec![];
    let broken = each(decoded.text.as_str(), &mut |feed, item| {
        all.push(Entry {
            url: item.url.map(|(_, url)| url),
            title: item.title,
            published: item.published.map(|(_, date)| date),
            outlet: item.outlet.or_else(|| feed.title.clone()),
            byline: item.byline,
        });
        Flow::Continue(())
    });
    let fault = match broken {
        ControlFlow::Break(fault) => fault,
        ControlFlow::Continue(()) => None,
    };
    (all, fault)
}

/// Goes through the items of a feed. Breaks with a sentence where the feed is broken, without one
/// where no more is wanted.
fn each(text: &str, hand: &mut dyn FnMut(&Feed, Item) -> Flow) -> ControlFlow<Option<String>> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Feed::default();
    loop {
        let at = position(&reader, text);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                return ControlFlow::Break(Some(format!(
                    "a feed that is no well-formed XML ({error}); the items before are kept"
                )));
            }
        };
        match event {
            Event::Start(start) => feed.start(&start, position(&reader, text)),
            Event::Empty(start) => {
                feed.start(&start, at);
                feed.end(text, at);
            }
            Event::End(_) => {
                if let Some(item) = feed.end(text, at)
                    && hand(&feed, item).is_break()
                {
                    return ControlFlow::Break(None);
                }
            }
            Event::Text(part) => feed.add(&part.xml10_content()),
            Event::CData(part) => feed.add(&part.xml10_content()),
            Event::GeneralRef(part) => {
                let resolved = match &*part.xml10_content() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => part.resolve_char_ref().ok().flatten(),
                };
                match resolved {
                    Some(char) => feed.add(char.encode_utf8(&mut [0; 4])),
                    // A name that only HTML knows stays as it stands: HTML reads it later.
                    None => feed.add(&format!("&{};", part.xml10_content())),
                }
            }
            Event::Eof if !feed.path.is_empty() => {
                let detail = "a feed that is cut short; the items before are kept";
                return ControlFlow::Break(Some(detail.to_owned()));
            }
            Event::Eof => return ControlFlow::Continue(()),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>, text: &str) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len())
}

fn hand_out(walk: &mut Walk<'_>, feed: &Feed, item: Item, place: &Place, here: &Place) -> Flow {
    let Some((_, text, media)) = item.text else {
        let detail = "an item without a text or summary; read the page that it links to";
        return walk.refuse(here, Refusal::new("no-text", detail));
    };
    let supplied = Supplied {
        title: item.title,
        byline: item.byline,
        outlet: item.outlet.or_else(|| feed.title.clone()),
        url: item.url.map(|(_, url)| url),
        published: item.published.map(|(_, date)| date),
        retrieved: place.supplied.retrieved.clone(),
        language: feed.language.clone(),
        charset: Some("utf-8".to_owned()),
    };
    walk.keep(here, Member { original: text.into_bytes(), media, supplied, ..Member::default() })
}

/// Ranks are kept beside values that several elements may give; the lowest wins.
#[derive(Default)]
struct Item {
    text: Option<(u8, String, Media)>,
    title: Option<String>,
    byline: Option<String>,
    outlet: Option<String>,
    url: Option<(u8, String)>,
    published: Option<(u8, String)>,
}

#[derive(Default)]
struct Feed {
    /// Names of the open elements, in lower case.
    path: Vec<String>,
    title: Option<String>,
    language: Option<String>,
    item: Option<Item>,
    /// Depth of the open item.
    item_depth: usize,
    /// Text of the field now open.
    value: String,
    /// `type` of the field now open, and where its content begins.
    kind: String,
    begins: usize,
}

impl Feed {
    /// Depth below the item, 1 for its fields.
    fn below(&self) -> usize {
        self.path.len() - self.item_depth.min(self.path.len())
    }

    fn start(&mut self, start: &BytesStart<'_>, content: usize) {
        let name = start.name().as_ref().to_owned();
        let name = lower(&name);
        let name = name.strip_prefix("atom:").unwrap_or(&name).to_owned();
        let attribute = |wanted: &str| {
            let found = start.attributes().flatten().find(|a| lower(a.key.as_ref()) == wanted)?;
            Some(unescape(&found.value))
        };
        if self.path.is_empty()
            && let Some(language) = attribute("xml:lang")
        {
            self.language = Some(language);
        }
        self.path.push(name);
        let name = self.path.last().map_or("", String::as_str);
        if self.item.is_none() {
            if name == "item" || name == "entry" {
                self.item = Some(Item::default());
                self.item_depth = self.path.len();
            }
        } else if self.below() == 1 && name == "link" {
            let relation = attribute("rel").unwrap_or_default();
            if let (Some(href), Some(item)) = (attribute("href"), &mut self.item) {
                let rank = if relation.is_empty() || relation == "alternate" { 0 } else { 9 };
                if rank == 0 {
                    lowest(&mut item.url, rank, href);
                }
            }
        }
        if self.below() <= 1 || self.item.is_none() {
            self.kind = attribute("type").unwrap_or_default();
            self.begins = content;
            self.value.clear();
        } else if matches!(self.field(), Some("author/name" | "source/title")) {
            self.value.clear();
        }
    }

    fn add(&mut self, text: &str) {
        self.value.push_str(text);
    }

    /// Path of the open element below its item, where it is a field two elements deep.
    fn field(&self) -> Option<&'static str> {
        let below = self.path.get(self.item_depth..)?;
        let [outer, inner] = below else { return None };
        match (outer.as_str(), inner.as_str()) {
            ("author", "name") => Some("author/name"),
            ("source", "title") => Some("source/title"),
            _ => None,
        }
    }

    /// Closes an element; gives the item that ends with it.
    fn end(&mut self, text: &str, at: usize) -> Option<Item> {
        let field = self.field();
        let below = self.below();
        let name = self.path.pop()?;
        // Markup within a field is part of it; its text is not looked at before the field ends.
        if self.item.is_some() && below > 1 && field.is_none() {
            return None;
        }
        let value = self.value.trim().to_owned();
        let Some(item) = &mut self.item else {
            self.about(&name, value);
            return None;
        };
        if below == 0 {
            self.item_depth = 0;
            return self.item.take();
        }
        match field {
            Some("author/name") => first(&mut item.byline, value),
            Some(_) => first(&mut item.outlet, value),
            None => {
                let inner = text.get(self.begins..at).unwrap_or_default();
                item.field(&name, value, &self.kind, inner);
            }
        }
        self.value.clear();
        None
    }

    /// A field of the feed itself: `channel/title`, `feed/title`.
    fn about(&mut self, name: &str, value: String) {
        let parent = self.path.last().map_or("", String::as_str);
        if matches!(parent, "channel" | "feed") {
            match name {
                "title" => first(&mut self.title, value),
                "language" | "dc:language" => first(&mut self.language, value),
                _ => {}
            }
        }
        self.value.clear();
    }
}

impl Item {
    fn field(&mut self, name: &str, value: String, kind: &str, inner: &str) {
        if value.is_empty() && inner.trim().is_empty() {
            return;
        }
        match name {
            "title" => first(&mut self.title, value),
            "link" => lowest(&mut self.url, 1, value),
            "guid" | "id" if value.starts_with("http") => lowest(&mut self.url, 2, value),
            "pubdate" | "published" | "issued" => lowest(&mut self.published, 0, value),
            "dc:date" | "dcterms:created" => lowest(&mut self.published, 1, value),
            "updated" | "modified" => lowest(&mut self.published, 2, value),
            "dc:creator" => first(&mut self.byline, value),
            "author" => first(&mut self.byline, person(&value)),
            "source" => first(&mut self.outlet, value),
            "content:encoded" | "encoded" => self.text(0, value, kind, inner),
            "content" => self.text(1, value, kind, inner),
            "fulltext" | "full-text" | "body" => self.text(2, value, kind, inner),
            "description" => self.text(3, value, kind, inner),
            "summary" => self.text(4, value, kind, inner),
            _ => {}
        }
    }

    fn text(&mut self, rank: u8, value: String, kind: &str, inner: &str) {
        let (text, media) = match kind {
            "xhtml" | "application/xhtml+xml" => (inner.trim().to_owned(), Media::Html),
            "html" | "text/html" => (value, Media::Html),
            _ => {
                let media = media_of(value.as_bytes());
                (value, media)
            }
        };
        if !text.is_empty() && self.text.as_ref().is_none_or(|held| rank < held.0) {
            self.text = Some((rank, text, media));
        }
    }
}

fn first(slot: &mut Option<String>, value: String) {
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value);
    }
}

fn lowest(slot: &mut Option<(u8, String)>, rank: u8, value: String) {
    if !value.is_empty() && slot.as_ref().is_none_or(|held| rank < held.0) {
        *slot = Some((rank, value));
    }
}

/// RSS writes an author as `name@example.org (Name)`.
fn person(value: &str) -> String {
    match value.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').to_owned(),
        _ => value.to_owned(),
    }
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned())
}

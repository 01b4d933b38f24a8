//! JSON-LD in `script` elements (schema.org), read tolerantly and with the range of every string.
//!
//! The reader keeps a flat list of objects with their strings and knows of each object under
//! which key of which other it stood; that is all metadata needs. It is iterative: no depth of
//! brackets can overflow a stack.

use super::{Finding, Source};
use crate::html::Field;
use crate::html::entity;
use std::collections::BTreeMap;
use std::ops::Range;

/// One JSON object. Keys and strings are ranges of the page, without quotes.
#[derive(Debug, Default)]
struct Object {
    /// The object that it stands in, and under which key.
    within: Option<(usize, Range<usize>)>,
    /// Its strings, and those of arrays in it, by key.
    strings: Vec<(Range<usize>, Range<usize>)>,
}

/// Most objects read from one script, and most strings of one; articles have a few dozen.
const MOST: usize = 2_000;

/// The objects of a script.
struct Graph<'a> {
    html: &'a str,
    objects: Vec<Object>,
    /// The objects directly within each.
    parts: BTreeMap<usize, Vec<usize>>,
    /// The objects that say most of what has an `@id`: those with a name.
    named: BTreeMap<&'a str, usize>,
}

impl<'a> Graph<'a> {
    fn new(html: &'a str, objects: Vec<Object>) -> Self {
        let mut graph = Self { html, objects, parts: BTreeMap::new(), named: BTreeMap::new() };
        for at in 0..graph.objects.len() {
            if let Some((above, _)) = &graph.objects[at].within {
                graph.parts.entry(*above).or_default().push(at);
            }
            if let (Some(id), Some(_)) = (graph.string(at, "@id"), graph.string(at, "name")) {
                graph.named.entry(&html[id]).or_insert(at);
            }
        }
        graph
    }

    fn string(&self, object: usize, key: &str) -> Option<Range<usize>> {
        let mut strings = self.objects[object].strings.iter();
        strings.find(|(one, _)| &self.html[one.clone()] == key).map(|(_, range)| range.clone())
    }

    /// 0 for an article of its own, 1 for the page; `None` for all else, such as an article in a
    /// list of other articles.
    fn rank(&self, object: usize) -> Option<u8> {
        let object = &self.objects[object];
        let is_kind = |key: &Range<usize>| &self.html[key.clone()] == "@type";
        let kinds = object.strings.iter().filter(|(key, _)| is_kind(key));
        let rank = kinds.filter_map(|(_, range)| rank_of(&self.html[range.clone()])).min()?;
        let own = match &object.within {
            None => true,
            Some((above, key)) => {
                matches!(&self.html[key.clone()], "@graph" | "mainEntity" | "mainEntityOfPage")
                    && self.objects[*above].within.is_none()
            }
        };
        own.then_some(rank)
    }

    /// The strings under `part` of the objects under `key` of an object, references followed.
    fn parts(&self, at: usize, key: &str, part: &str) -> Vec<Range<usize>> {
        let within = self.parts.get(&at).map_or(&[][..], Vec::as_slice).iter().copied();
        within
            .filter(|&object| {
                let under = self.objects[object].within.as_ref();
                under.is_some_and(|(_, under)| &self.html[under.clone()] == key)
            })
            .filter_map(|object| {
                self.string(object, part).or_else(|| {
                    let id = self.string(object, "@id")?;
                    self.string(*self.named.get(&self.html[id])?, part)
                })
            })
            .collect()
    }
}

fn rank_of(kind: &str) -> Option<u8> {
    let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
    if kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report" {
        Some(0)
    } else {
        kind.ends_with("WebPage").then_some(1)
    }
}

/// What the JSON-LD of a script says. `script` is its range in the page.
pub(super) fn findings(html: &str, script: Range<usize>) -> Vec<Finding> {
    let graph = Graph::new(html, read(html, script));
    let mut found = vec![];
    for at in 0..graph.objects.len() {
        let Some(rank) = graph.rank(at) else { continue };
        let source = if rank == 0 { Source::Article } else { Source::WebPage };
        let mut add = |field, range: Range<usize>| {
            let value = unescape(&html[range.clone()]);
            found.push(Finding { field, value, range, source });
        };
        for (key, range) in graph.objects[at].strings.iter().cloned() {
            match &html[key] {
                "headline" => add(Field::Title, range),
                "name" if rank > 0 => add(Field::Title, range),
                "datePublished" => add(Field::Published, range),
                "url" | "mainEntityOfPage" => add(Field::Url, range),
                "inLanguage" => add(Field::Language, range),
                "author" | "creator" => add(Field::Byline, range),
                "publisher" => add(Field::Outlet, range),
                _ => {}
            }
        }
        for (key, field, part) in [
            ("mainEntityOfPage", Field::Url, "@id"),
            ("author", Field::Byline, "name"),
            ("creator", Field::Byline, "name"),
            ("publisher", Field::Outlet, "name"),
        ] {
            for range in graph.parts(at, key, part) {
                add(field, range);
            }
        }
    }
    found
}

/// An open bracket.
enum Open {
    Object { at: usize, key: Option<Range<usize>> },
    Array { within: Option<(usize, Range<usize>)> },
}

fn read(html: &str, script: Range<usize>) -> Vec<Object> {
    let bytes = &html.as_bytes()[..script.end];
    let mut objects: Vec<Object> = vec![];
    let mut open: Vec<Open> = vec![];
    let mut at = script.start;
    while at < script.end {
        match bytes[at] {
            b'{' => {
                if objects.len() == MOST || open.len() == MOST {
                    return objects;
                }
                objects.push(Object { within: place(&open), strings: vec![] });
                open.push(Open::Object { at: objects.len() - 1, key: None });
            }
            b'[' if open.len() == MOST => return objects,
            b'[' => open.push(Open::Array { within: place(&open) }),
            b'}' | b']' => {
                open.pop();
            }
            b',' => {
                if let Some(Open::Object { key, .. }) = open.last_mut() {
                    *key = None;
                }
            }
            b'"' => {
                let range = at + 1..string_end(bytes, at + 1);
                at = range.end;
                match open.last_mut() {
                    Some(Open::Object { key: key @ None, .. }) => {
                        *key = Some(range);
                    }
                    Some(_) => {
                        if let Some((object, key)) = place(&open)
                            && objects[object].strings.len() < MOST
                        {
                            objects[object].strings.push((key, range));
                        }
                    }
                    None => {}
                }
            }
            _ => {}
        }
        at += 1;
    }
    objects
}

/// The object and key that a value read now belongs to.
fn place(open: &[Open]) -> Option<(usize, Range<usize>)> {
    match open.last()? {
        Open::Object { at, key } => Some((*at, key.clone()?)),
        Open::Array { within } => within.clone(),
    }
}

fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Decodes the escapes of JSON, and the entities that some pages leave in it.
fn unescape(text: &str) -> String {
    if !text.contains(['\\', '&']) {
        return text.to_owned();
    }
    let json: Result<String, _> =
        serde_json::from_str(&format!("\"{}\"", text.replace(['\n', '\r', '\t'], " ")));
    let text = json.unwrap_or_else(|_| text.replace("\\/", "/").replace("\\\"", "\""));
    entity::decode(&text).into_owned()
}

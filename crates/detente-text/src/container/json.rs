//! JSON Lines, JSON arrays and single JSON objects (RFC 8259, jsonlines.org, RFC 7464).

use super::columns::{Column, TEXT_NAMES, column, listed, supply};
use super::sniff::media_of;
use super::stream::{Line, Stream, refusal};
use super::walk::{Flow, Place, Walk};
use crate::{Locator, Member, Refusal, Supplied, Take};
use serde_json::{Map, Value};
use std::io::BufRead;
use std::ops::ControlFlow;

/// One object a line. A line that is too long or no object is refused by itself.
pub(super) fn lines(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: &Place) -> Flow {
    let mut line = vec![];
    for number in 1u64.. {
        let from = stream.position();
        let here = || place.member("line", &number.to_string());
        match stream.line(&mut line, walk.limits.report_bytes) {
            Ok(Line::End) => break,
            Ok(Line::TooLong) => {
                walk.refuse(&here(), walk.too_large(walk.limits.report_bytes))?;
                continue;
            }
            Ok(Line::Whole) => {}
            Err(error) => return walk.refuse(place, refusal(&error, place.what())),
        }
        // A byte order mark opens the first line, a record separator every line of RFC 7464.
        let start = line.trim_ascii_start();
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        let object = start.strip_prefix(b"\x1E").unwrap_or(start).trim_ascii();
        if object.is_empty() {
            continue;
        }
        let skipped = (object.as_ptr() as usize - line.as_ptr() as usize) as u64;
        let range = stream.in_input(from + skipped, from + skipped + object.len() as u64);
        value(walk, object, range, &here())?;
    }
    Flow::Continue(())
}

/// Values laid out freely: an array's elements, or objects one after another.
pub(super) fn values(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: &Place) -> Flow {
    let mut scanner = Scanner { cap: walk.limits.report_bytes, bytes: vec![] };
    for number in 1u64.. {
        let here = || place.member("item", &number.to_string());
        match scanner.next(stream) {
            Ok(Found::End) => break,
            Ok(Found::TooLong) => walk.refuse(&here(), walk.too_large(walk.limits.report_bytes))?,
            Ok(Found::Open) => {
                let detail = "damaged JSON: it ends before its brackets are closed";
                return walk.refuse(&here(), Refusal::new("damaged", detail));
            }
            Ok(Found::Value(from)) => {
                let range = stream.in_input(from, from + scanner.bytes.len() as u64);
                value(walk, &scanner.bytes, range, &here())?;
            }
            Err(error) => return walk.refuse(place, refusal(&error, place.what())),
        }
    }
    Flow::Continue(())
}

enum Found {
    /// A value is in the scanner's bytes; it began at this position.
    Value(u64),
    /// It was above the cap and is passed over.
    TooLong,
    /// The input ended within a value.
    Open,
    /// There is none left.
    End,
}

/// Cuts values out of a stream by their brackets and quotes, without reading them.
struct Scanner {
    cap: usize,
    bytes: Vec<u8>,
}

impl Scanner {
    fn next(&mut self, stream: &mut Stream<'_>) -> std::io::Result<Found> {
        self.bytes.clear();
        if !skip_between(stream)? {
            return Ok(Found::End);
        }
        let from = stream.position();
        let (mut depth, mut string, mut escaped, mut long) = (0usize, false, false, false);
        loop {
            let chunk = stream.fill_buf()?;
            if chunk.is_empty() {
                let bare = depth == 0 && !string;
                return Ok(if !bare {
                    Found::Open
                } else if long {
                    Found::TooLong
                } else {
                    Found::Value(from)
                });
            }
            let mut end = None;
            for (at, &byte) in chunk.iter().enumerate() {
                if string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => string = false,
                        _ => {}
                    }
                    continue;
                }
                match byte {
                    b'"' => string = true,
                    b'{' | b'[' => depth += 1,
                    // The bracket that closes the array around a bare value.
                    b'}' | b']' if depth == 0 => end = Some(at),
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            end = Some(at + 1);
                        }
                    }
                    b',' | b'\n' if depth == 0 => end = Some(at),
                    _ => {}
                }
                if end.is_some() {
                    break;
                }
            }
            let count = end.unwrap_or(chunk.len());
            if self.bytes.len() + count > self.cap {
                long = true;
                self.bytes.clear();
            }
            if !long {
                self.bytes.extend_from_slice(&chunk[..count]);
            }
            stream.consume(count);
            if end.is_some() {
                return Ok(if long { Found::TooLong } else { Found::Value(from) });
            }
        }
    }
}

/// Passes over what stands between values; false at the end.
fn skip_between(stream: &mut Stream<'_>) -> std::io::Result<bool> {
    const BETWEEN: &[u8] = b" \t\r\n,[]}\xEF\xBB\xBF";
    loop {
        let chunk = stream.fill_buf()?;
        if chunk.is_empty() {
            return Ok(false);
        }
        let count = chunk.iter().take_while(|byte| BETWEEN.contains(byte)).count();
        let all = count == chunk.len();
        stream.consume(count);
        if !all {
            return Ok(true);
        }
    }
}

fn value(walk: &mut Walk<'_>, bytes: &[u8], range: Option<[u64; 2]>, place: &Place) -> Flow {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Object(object)) => report(walk, &object, range, place),
        Ok(_) => {
            let detail = "JSON, but no object with named fields";
            walk.refuse(place, Refusal::new("no-text", detail))
        }
        Err(error) => {
            let detail = format!("not valid JSON ({error}); mend it and read it again");
            walk.refuse(place, Refusal::new("damaged", detail))
        }
    }
}

fn report(
    walk: &mut Walk<'_>,
    object: &Map<String, Value>,
    range: Option<[u64; 2]>,
    place: &Place,
) -> Flow {
    if let Some(member) = member(object, "", range, &place.supplied) {
        return walk.keep(place, member);
    }
    // A reply that wraps its reports: {"articles": [{…}, {…}]}.
    let mut found = false;
    for (key, list) in object {
        let Value::Array(list) = list else { continue };
        for (index, item) in list.iter().enumerate() {
            let Value::Object(item) = item else { continue };
            let path = format!("/{}/{index}", escape(key));
            if let Some(member) = member(item, &path, range, &place.supplied) {
                found = true;
                walk.keep(&place.member("item", &(index + 1).to_string()), member)?;
            }
        }
    }
    if found {
        return ControlFlow::Continue(());
    }
    let names = listed(object.keys().map(String::as_str));
    let detail =
        format!("no field with words under a name such as {TEXT_NAMES}; its fields are: {names}");
    walk.refuse(place, Refusal::new("no-text", detail))
}

/// The report that an object states, looking one object deep ({"article": {"body": …}}).
fn member(
    object: &Map<String, Value>,
    path: &str,
    range: Option<[u64; 2]>,
    around: &Supplied,
) -> Option<Member> {
    let mut supplied = around.clone();
    let mut best: Option<(usize, usize, String, &str)> = None;
    let mut inner = vec![];
    for (key, value) in object {
        match column(key) {
            Some(Column::Text(rank)) => match value {
                Value::String(text) => consider(&mut best, (0, rank), path, key, text),
                Value::Object(object) => inner.push((key, object)),
                _ => {}
            },
            Some(column) => supply(&mut supplied, column, plain(value)),
            None => {
                if let Value::Object(object) = value {
                    inner.push((key, object));
                }
            }
        }
    }
    for (outer, object) in inner {
        let path = format!("{path}/{}", escape(outer));
        for (key, value) in object {
            match (column(key), value) {
                (Some(Column::Text(rank)), Value::String(text)) => {
                    consider(&mut best, (1, rank), &path, key, text);
                }
                (Some(column), value) => supply(&mut supplied, column, plain(value)),
                (None, _) => {}
            }
        }
    }
    let (_, _, field, text) = best?;
    Some(Member {
        original: text.as_bytes().to_vec(),
        media: media_of(text.as_bytes()),
        locator: range.map(|bytes| Locator { bytes, take: Take::JsonField(field) }),
        supplied: Supplied { charset: Some("utf-8".to_owned()), ..supplied },
        ..Member::default()
    })
}

fn consider<'a>(
    best: &mut Option<(usize, usize, String, &'a str)>,
    (depth, rank): (usize, usize),
    path: &str,
    key: &str,
    text: &'a str,
) {
    let better = best.as_ref().is_none_or(|held| (depth, rank) < (held.0, held.1));
    if better && !text.trim().is_empty() {
        let field = match path {
            "" if !key.starts_with('/') => key.to_owned(),
            _ => format!("{path}/{}", escape(key)),
        };
        *best = Some((depth, rank, field, text));
    }
}

/// A step of a JSON Pointer (RFC 6901).
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A value as it would be read out: a name for an object that has one, a list with commas.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            let shown: Vec<String> =
                list.iter().take(20).map(plain).filter(|item| !item.is_empty()).collect();
            shown.join(", ")
        }
        Value::Object(object) => {
            let name = ["name", "title", "domain", "url"].iter().find_map(|key| object.get(*key));
            name.and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        Value::Null | Value::Bool(_) => String::new(),
    }
}

/// The string under a field of an object: a key, or from `/` on a JSON Pointer.
pub(super) fn field(object: &[u8], name: &str) -> Option<Vec<u8>> {
    let value: Value = serde_json::from_slice(object.trim_ascii()).ok()?;
    let found = if name.starts_with('/') { value.pointer(name) } else { value.get(name) };
    found.and_then(Value::as_str).map(|text| text.as_bytes().to_vec())
}

//! Tables with named columns (RFC 4180, with any of four delimiters), streamed by record.

use super::columns::{Column, TEXT_NAMES, column, listed, supply};
use super::sniff::media_of;
use super::stream::{Line, Stream, refusal};
use super::walk::{Flow, Place, Walk};
use crate::{Locator, Media, Member, Refusal, Take, decode};
use std::io::{self, BufRead};

const DELIMITERS: [u8; 4] = *b",\t;|";

/// Where a reader stands within a record. A quote opens only at the start of a field; what
/// follows a closing quote is taken as it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// After a quote within a quoted field: an escaped one, or the end.
    Quote,
}

impl State {
    fn step(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Start, b'"') => Self::Quoted,
            (Self::Quoted, b'"') => Self::Quote,
            (Self::Quoted, _) => Self::Quoted,
            (Self::Quote, b'"') => Self::Quoted,
            (_, byte) if byte == delimiter => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// The fields of one record, unquoted.
fn split(record: &[u8], delimiter: u8) -> Vec<Vec<u8>> {
    let (mut fields, mut field, mut state) = (vec![], vec![], State::Start);
    for &byte in record {
        let next = state.step(byte, delimiter);
        match (state, next) {
            (State::Start, State::Quoted) | (State::Quoted, State::Quote) => {}
            (_, State::Start) => fields.push(std::mem::take(&mut field)),
            _ => field.push(byte),
        }
        state = next;
    }
    fields.push(field);
    fields
}

/// One field of a record.
pub(super) fn field(record: &[u8], column: usize, delimiter: u8) -> Option<Vec<u8>> {
    split(record, delimiter).into_iter().nth(column)
}

/// The next record into `record`, without its line end; one above `cap` is passed over unkept.
fn next(
    stream: &mut Stream<'_>,
    record: &mut Vec<u8>,
    delimiter: u8,
    cap: usize,
) -> io::Result<Line> {
    record.clear();
    let (mut state, mut any, mut long) = (State::Start, false, false);
    loop {
        let chunk = stream.fill_buf()?;
        if chunk.is_empty() {
            break;
        }
        any = true;
        let mut end = None;
        for (at, &byte) in chunk.iter().enumerate() {
            if byte == b'\n' && state != State::Quoted {
                end = Some(at);
                break;
            }
            state = state.step(byte, delimiter);
        }
        let part = &chunk[..end.unwrap_or(chunk.len())];
        if record.len() + part.len() > cap {
            long = true;
            record.clear();
        }
        if !long {
            record.extend_from_slice(part);
        }
        let count = part.len() + usize::from(end.is_some());
        stream.consume(count);
        if end.is_some() {
            break;
        }
    }
    if record.ends_with(b"\r") {
        record.pop();
    }
    Ok(match (any, long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}

/// The delimiter of a header line: the one that makes most columns.
pub(super) fn delimiter(head: &[u8]) -> Option<u8> {
    let line = header_line(head);
    let count = |delimiter: u8| split(line, delimiter).len();
    let best = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter))?;
    (count(best) > 1).then_some(best)
}

/// The delimiter, if the first line names columns of reports: one with the text, and at least one
/// more that is known. For inputs whose name does not say that they are tables.
pub(super) fn named_columns(head: &[u8]) -> Option<u8> {
    let line = header_line(head);
    let delimiter = (line.len() < 4096 && line.len() < head.len()).then(|| delimiter(head))??;
    let names = split(line, delimiter);
    let known: Vec<Column> =
        names.iter().filter_map(|name| column(&String::from_utf8_lossy(name))).collect();
    let text = known.iter().any(|column| matches!(column, Column::Text(_)));
    let short = names.iter().all(|name| name.len() <= 40);
    (text && short && known.len() >= 2).then_some(delimiter)
}

fn header_line(head: &[u8]) -> &[u8] {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or(head);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Hands out the text of every row.
pub(super) fn rows(
    walk: &mut Walk<'_>,
    stream: &mut Stream<'_>,
    place: &Place,
    delimiter: u8,
) -> Flow {
    let cap = walk.limits.report_bytes;
    let mut record = vec![];
    match next(stream, &mut record, delimiter, cap) {
        Ok(Line::Whole) => {}
        Ok(_) => {
            let detail = "a table whose first line is too long to name its columns";
            return walk.refuse(place, Refusal::new("unknown-format", detail));
        }
        Err(error) => return walk.refuse(place, refusal(&error, place.what())),
    }
    let header = record.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&record);
    let names: Vec<String> = split(header, delimiter).iter().map(|name| lossy(name)).collect();
    let columns: Vec<Option<Column>> = names.iter().map(|name| column(name)).collect();
    if !columns.iter().any(|column| matches!(column, Some(Column::Text(_)))) {
        let detail = format!(
            "a table without a column of text: name one {TEXT_NAMES}; its first line is: {}",
            listed(names.iter().map(String::as_str))
        );
        return walk.refuse(place, Refusal::new("unknown-format", detail));
    }
    let mut number = 0u64;
    loop {
        let from = stream.position();
        let line = match next(stream, &mut record, delimiter, cap) {
            Ok(line) => line,
            Err(error) => return walk.refuse(place, refusal(&error, place.what())),
        };
        if line == Line::End {
            return Flow::Continue(());
        }
        if line == Line::Whole && record.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        number += 1;
        let here = place.member("row", &number.to_string());
        if line == Line::TooLong {
            walk.refuse(&here, walk.too_large(cap))?;
            continue;
        }
        let bytes = stream.in_input(from, from + record.len() as u64);
        match row(&record, delimiter, &columns, bytes, &here) {
            Some(member) => walk.keep(&here, member)?,
            None => {
                let detail = "a row without words in its column of text";
                walk.refuse(&here, Refusal::new("no-text", detail))?;
            }
        }
    }
}

fn row(
    record: &[u8],
    delimiter: u8,
    columns: &[Option<Column>],
    bytes: Option<[u64; 2]>,
    place: &Place,
) -> Option<Member> {
    let mut supplied = place.supplied.clone();
    let mut best: Option<(usize, usize, Vec<u8>)> = None;
    for (at, (column, field)) in columns.iter().zip(split(record, delimiter)).enumerate() {
        match column {
            Some(Column::Text(rank)) => {
                let better = best.as_ref().is_none_or(|held| *rank < held.0);
                if better && !field.trim_ascii().is_empty() {
                    best = Some((*rank, at, field));
                }
            }
            Some(column) => supply(&mut supplied, *column, lossy(&field)),
            None => {}
        }
    }
    let (_, column, original) = best?;
    let media = media_of(&original);
    let take = Take::CsvField { column, delimiter };
    let locator = bytes.map(|bytes| Locator { bytes, take });
    Some(Member { original, media, locator, supplied, ..Member::default() })
}

/// A short field as text, in whatever encoding it is.
fn lossy(field: &[u8]) -> String {
    match std::str::from_utf8(field) {
        Ok(text) => text.to_owned(),
        Err(_) => decode::decode(field, None, Media::Text).map_or_else(
            || String::from_utf8_lossy(field).into_owned(),
            |decoded| decoded.text.as_str().to_owned(),
        ),
    }
}

//! WARC (ISO 28500): the pages among its records.
//!
//! What a page is made of (images, scripts, styles), redirects and error pages are passed over;
//! an archive with nothing else is refused as a whole.

use super::http::{self, Payload};
use super::sniff::media_of;
use super::stream::{Line, Load, Stream, refusal};
use super::tar::fill;
use super::walk::{Flow, Place, Walk};
use crate::{Locator, Media, Member, Refusal, Supplied, Take, decode};
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Longest line of a record's header, and most lines.
const HEADER_LINE: usize = 16 * 1024;
const HEADER_LINES: usize = 200;

/// The named fields of one record that matter here.
#[derive(Default)]
struct Header {
    kind: String,
    length: Option<u64>,
    content: String,
    identified: Option<String>,
    target: Option<String>,
    date: Option<String>,
    language: Option<String>,
    told: Told,
}

/// What the feed that led to the page tells of it: fields of our own, which ISO 28500 (section 4)
/// allows.
#[derive(Default)]
struct Told {
    published: Option<String>,
    outlet: Option<String>,
    byline: Option<String>,
}

/// Hands out the pages of an archive.
pub(super) fn records(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: &Place) -> Flow {
    for number in 1u64.. {
        let header = match header(stream) {
            Ok(Some(header)) => header,
            Ok(None) => break,
            Err(error) => return walk.refuse(place, refusal(&error, place.what())),
        };
        let Some(length) = header.length else {
            let detail = format!(
                "damaged: record {number} does not state its length; the records before are kept"
            );
            return walk.refuse(place, Refusal::new("damaged", detail));
        };
        let from = stream.position();
        let here = place.member("record", &number.to_string());
        let mut body = Body { stream, left: length, cut: false };
        record(walk, &header, &mut body, &here)?;
        let (left, cut) = (body.left, body.cut);
        if let Err(error) = stream.skip(left) {
            return walk.refuse(place, refusal(&error, place.what()));
        }
        if cut || stream.position() - from < length {
            let detail = format!("cut short within record {number}; the records before are kept");
            return walk.refuse(place, Refusal::new("damaged", detail));
        }
    }
    Flow::Continue(())
}

/// The next record's header, past the blank lines before it; `None` at the end.
fn header(stream: &mut Stream<'_>) -> io::Result<Option<Header>> {
    let mut line = vec![];
    loop {
        match stream.line(&mut line, HEADER_LINE)? {
            Line::End => return Ok(None),
            Line::Whole if line.trim_ascii().is_empty() => {}
            Line::Whole if line.starts_with(b"WARC/") => break,
            _ => return Err(invalid("no record where one must begin")),
        }
    }
    let mut header = Header::default();
    for _ in 0..HEADER_LINES {
        match stream.line(&mut line, HEADER_LINE)? {
            Line::End => return Err(invalid("it ends within a record's header")),
            Line::TooLong => continue,
            Line::Whole if line.trim_ascii().is_empty() => return Ok(Some(header)),
            Line::Whole => header.field(&String::from_utf8_lossy(&line)),
        }
    }
    Err(invalid("a record's header does not end"))
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

impl Header {
    fn field(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            "content-type" => self.content = value.to_ascii_lowercase(),
            "warc-identified-payload-type" => self.identified = text(),
            // Some writers put the address between angle brackets.
            "warc-target-uri" => {
                self.target = text().map(|uri| uri.trim_matches(['<', '>']).into())
            }
            "warc-date" => self.date = text(),
            "warc-identified-content-language" => self.language = text(),
            "detente-published" => self.told.published = text(),
            "detente-outlet" => self.told.outlet = text(),
            "detente-byline" => self.told.byline = text(),
            _ => {}
        }
    }
}

fn record(walk: &mut Walk<'_>, header: &Header, body: &mut Body<'_, '_>, here: &Place) -> Flow {
    let mut supplied = Supplied {
        url: header.target.clone(),
        retrieved: header.date.clone(),
        language: header.language.clone(),
        published: header.told.published.clone(),
        outlet: header.told.outlet.clone(),
        byline: header.told.byline.clone(),
        ..here.supplied.clone()
    };
    match header.kind.as_str() {
        "response" if header.content.starts_with("application/http") => {}
        "response" | "resource" | "conversion" => {
            let content = header.content.clone();
            supplied.charset = http::charset(&content);
            let Some(kind) = kind(&content) else { return Flow::Continue(()) };
            let at = body.stream.position();
            return match load(walk, body, here)? {
                Some(bytes) => {
                    let locator = body.stream.in_input(at, at + bytes.len() as u64);
                    page(walk, kind, bytes, locator, supplied, here)
                }
                None => Flow::Continue(()),
            };
        }
        // A request, a revisit, a crawler's own notes.
        _ => return Flow::Continue(()),
    }
    let head = match http::head(body) {
        Ok(Some(head)) => head,
        Ok(None) => {
            let detail = "damaged: no HTTP response where the record promises one";
            return walk.refuse(here, Refusal::new("damaged", detail));
        }
        // Broken off: the walk over the records says so.
        Err(_) => return Flow::Continue(()),
    };
    let stated = head.content_type.clone().or(header.identified.clone()).unwrap_or_default();
    let Some(kind) = kind(&stated).filter(|_| head.status == 200 || head.status == 203) else {
        return Flow::Continue(());
    };
    supplied.charset = http::charset(&stated);
    supplied.language = supplied.language.or(head.language.clone());
    let at = body.stream.position();
    let Some(bytes) = load(walk, body, here)? else { return Flow::Continue(()) };
    let stands = body.stream.in_input(at, at + bytes.len() as u64);
    match http::payload(bytes, &head, walk.limits.report_bytes, walk.meter) {
        Ok(Payload::AsItIs(bytes)) => page(walk, kind, bytes, stands, supplied, here),
        Ok(Payload::Decoded(bytes)) => page(walk, kind, bytes, None, supplied, here),
        Err(refused) => walk.refuse(here, refused),
    }
}

/// Loads a record's block; `None` where it is refused, or broken off.
fn load(
    walk: &mut Walk<'_>,
    body: &mut Body<'_, '_>,
    here: &Place,
) -> ControlFlow<(), Option<Vec<u8>>> {
    match Stream::new(body, None).load(walk.limits.report_bytes) {
        Load::Whole(bytes) => ControlFlow::Continue(Some(bytes)),
        Load::TooLarge => {
            walk.refuse(here, walk.too_large(walk.limits.report_bytes))?;
            ControlFlow::Continue(None)
        }
        // The walk over the records meets the same error and reports it.
        Load::Broken(..) => ControlFlow::Continue(None),
    }
}

/// What a content type means here; `None` for what is no report.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page(Media),
    /// Not stated: the bytes decide.
    Unstated,
    Pdf,
    /// A document of a kind that is not read.
    Other,
}

fn kind(content_type: &str) -> Option<Kind> {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Page(Media::Html)),
        "text/plain" => Some(Kind::Page(Media::Text)),
        "text/markdown" => Some(Kind::Page(Media::Markdown)),
        "" | "application/octet-stream" | "unk" => Some(Kind::Unstated),
        "application/pdf" => Some(Kind::Pdf),
        "application/msword" | "application/rtf" | "text/rtf" => Some(Kind::Other),
        _ if kind.starts_with("application/vnd.openxmlformats")
            || kind.starts_with("application/vnd.oasis") =>
        {
            Some(Kind::Other)
        }
        _ => None,
    }
}

fn page(
    walk: &mut Walk<'_>,
    kind: Kind,
    original: Vec<u8>,
    stands: Option<[u64; 2]>,
    supplied: Supplied,
    here: &Place,
) -> Flow {
    if original.trim_ascii().is_empty() {
        return walk.refuse(here, Refusal::new("empty", "a record without content"));
    }
    let media = match kind {
        Kind::Page(media) => media,
        Kind::Unstated if decode::is_binary(&original) => return Flow::Continue(()),
        Kind::Unstated => media_of(&original),
        Kind::Pdf => {
            let place = Place { supplied, ..here.clone() };
            return super::pdf::document(walk, &original, &place);
        }
        Kind::Other => {
            return walk.refuse(here, Refusal::new("unknown-format", super::sniff::OFFICE));
        }
    };
    if decode::is_binary(&original) {
        let detail = "binary data under the name of a page";
        return walk.refuse(here, Refusal::new("not-text", detail));
    }
    let locator = stands.map(|bytes| Locator { bytes, take: Take::Bytes });
    walk.keep(here, Member { original, media, locator, supplied, ..Member::default() })
}

/// The block of one record.
pub(super) struct Body<'a, 'b> {
    stream: &'a mut Stream<'b>,
    left: u64,
    cut: bool,
}

impl Body<'_, '_> {
    /// The next line of the block, without its line end; `None` at its end or above `cap`.
    pub(super) fn line(&mut self, cap: usize) -> io::Result<Option<Vec<u8>>> {
        let mut line = vec![];
        let mut byte = [0];
        while line.len() < cap {
            if fill(self, &mut byte)? == 0 {
                return Ok(None);
            }
            if byte[0] == b'\n' {
                if line.ends_with(b"\r") {
                    line.pop();
                }
                return Ok(Some(line));
            }
            line.push(byte[0]);
        }
        Ok(None)
    }
}

impl Read for Body<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = out.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if count == 0 {
            return Ok(0);
        }
        let got = self.stream.read(&mut out[..count])?;
        self.left -= got as u64;
        if got == 0 {
            self.cut = true;
            return Err(invalid("it ends within a record"));
        }
        Ok(got)
    }
}

//! HTTP responses as archives hold them (RFC 9110, RFC 9112): head, chunks, content encodings.

use super::stream::{Expanding, Load, Meter, Stream, refusal};
use super::walk::size;
use super::warc::Body;
use crate::Refusal;
use std::cell::Cell;
use std::io::{self, Cursor, Read};

const LINE: usize = 16 * 1024;
const LINES: usize = 200;

/// The parts of a response's head that matter here.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Status code.
    pub(super) status: u16,
    /// `Content-Type`.
    pub(super) content_type: Option<String>,
    /// `Content-Language`.
    pub(super) language: Option<String>,
    encodings: Vec<String>,
    chunked: bool,
}

/// A response's content, and whether it stands in the record as it is.
#[derive(Debug)]
pub(super) enum Payload {
    /// It does.
    AsItIs(Vec<u8>),
    /// It was put together from chunks or decompressed.
    Decoded(Vec<u8>),
}

/// Reads status line and headers. `None` where this is no HTTP response.
pub(super) fn head(body: &mut Body<'_, '_>) -> io::Result<Option<Head>> {
    let Some(status) = body.line(LINE)? else { return Ok(None) };
    let status = String::from_utf8_lossy(&status).into_owned();
    let mut words = status.split_ascii_whitespace();
    let http = words.next().is_some_and(|word| word.to_ascii_uppercase().starts_with("HTTP"));
    let Some(status) = words.next().filter(|_| http).and_then(|word| word.parse().ok()) else {
        return Ok(None);
    };
    let mut head = Head { status, ..Head::default() };
    for _ in 0..LINES {
        let Some(line) = body.line(LINE)? else { return Ok(None) };
        if line.is_empty() {
            return Ok(Some(head));
        }
        let line = String::from_utf8_lossy(&line);
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        let tokens =
            || value.to_ascii_lowercase().split(',').map(|t| t.trim().to_owned()).collect();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => head.content_type = Some(value.to_owned()),
            "content-language" => head.language = Some(value.to_owned()),
            "content-encoding" => head.encodings = tokens(),
            "transfer-encoding" => {
                let tokens: Vec<String> = tokens();
                head.chunked = tokens.iter().any(|token| token == "chunked");
            }
            _ => {}
        }
    }
    Ok(None)
}

/// The `charset` parameter of a content type.
pub(super) fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Undoes transfer and content encodings. Archives often keep the headers of an encoding that
/// the crawler has undone already: content that does not have the stated form is taken as it is.
///
/// # Errors
/// A refusal where the content is damaged, expands too far, or is above `cap` bytes.
pub(super) fn payload(
    bytes: Vec<u8>,
    head: &Head,
    cap: usize,
    meter: &Meter,
) -> Result<Payload, Refusal> {
    let mut decoded = None;
    if head.chunked {
        decoded = dechunk(&bytes);
    }
    for encoding in head.encodings.iter().rev() {
        let content = decoded.as_deref().unwrap_or(&bytes);
        let next = match encoding.as_str() {
            "gzip" | "x-gzip" if content.starts_with(b"\x1F\x8B") => {
                inflate(content, cap, meter, |r| Box::new(flate2::bufread::MultiGzDecoder::new(r)))?
            }
            "deflate" if is_zlib(content) => {
                inflate(content, cap, meter, |r| Box::new(flate2::bufread::ZlibDecoder::new(r)))?
            }
            "deflate" if crate::decode::is_binary(content) => {
                inflate(content, cap, meter, |r| Box::new(flate2::bufread::DeflateDecoder::new(r)))?
            }
            // Brotli has no magic number; text is none of it.
            "br" if crate::decode::is_binary(content) || std::str::from_utf8(content).is_err() => {
                inflate(content, cap, meter, |r| {
                    Box::new(brotli_decompressor::Decompressor::new(r, 16 * 1024))
                })?
            }
            "zstd" | "compress" => {
                let detail = format!("a page in {encoding} encoding, which is not opened here");
                return Err(Refusal::new("unknown-format", detail));
            }
            _ => continue,
        };
        decoded = Some(next);
    }
    Ok(match decoded {
        Some(bytes) => Payload::Decoded(bytes),
        None => Payload::AsItIs(bytes),
    })
}

fn is_zlib(content: &[u8]) -> bool {
    matches!(content, [a, b, ..] if a & 0x0F == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

fn inflate(
    content: &[u8],
    cap: usize,
    meter: &Meter,
    decoder: for<'a> fn(Cursor<&'a [u8]>) -> Box<dyn Read + 'a>,
) -> Result<Vec<u8>, Refusal> {
    // All of it is held already, so the expansion is judged against the whole.
    let fed = Cell::new(content.len() as u64);
    let decoder = decoder(Cursor::new(content));
    let mut expanding = Expanding { decoder, fed: &fed, meter, out: 0 };
    match Stream::new(&mut expanding, None).load(cap) {
        Load::Whole(bytes) => Ok(bytes),
        Load::TooLarge => {
            let detail =
                format!("its content is above {}, the limit on one report", size(cap as u64));
            Err(Refusal::new("too-large", detail))
        }
        Load::Broken(_, error) => Err(refusal(&error, "its content")),
    }
}

/// Puts chunks together; `None` where the content is not chunked.
fn dechunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(256)])?;
        let line = rest[..end].trim_ascii();
        let digits = line.split(|&byte| byte == b';').next()?.trim_ascii();
        let length = usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(out);
        }
        // A last chunk that is cut short is taken as far as it goes.
        let Some(chunk) = rest.get(..length) else {
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        rest = &rest[length..];
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

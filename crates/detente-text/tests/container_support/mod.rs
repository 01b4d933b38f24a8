//! Walks an input held in memory, and builds the archives that the tests walk.
#![allow(dead_code, reason = "each test binary uses its own part")]

use detente_text::container::{Shape, cut, members};
use detente_text::{Limits, Member, Refusal};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;

/// What a walk gave.
#[derive(Debug)]
pub(crate) struct Walked {
    pub(crate) shape: Shape,
    pub(crate) rows: Vec<Result<Member, Refusal>>,
}

impl Walked {
    pub(crate) fn members(&self) -> Vec<&Member> {
        self.rows.iter().filter_map(|row| row.as_ref().ok()).collect()
    }

    pub(crate) fn refusals(&self) -> Vec<&Refusal> {
        self.rows.iter().filter_map(|row| row.as_ref().err()).collect()
    }

    /// Member names with the text of each.
    pub(crate) fn texts(&self) -> Vec<(String, String)> {
        let text = |m: &&Member| {
            let original = String::from_utf8_lossy(&m.original).into_owned();
            (m.member.clone().unwrap_or_default(), original)
        };
        self.members().iter().map(text).collect()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.texts().into_iter().map(|(name, _)| name).collect()
    }

    /// Member names with the reason of each refusal.
    pub(crate) fn reasons(&self) -> Vec<(String, String)> {
        let row = |r: &&Refusal| (r.member.clone().unwrap_or_default(), r.reason.to_string());
        self.refusals().iter().map(row).collect()
    }

    pub(crate) fn only(&self) -> &Member {
        let members = self.members();
        assert_eq!((members.len(), self.rows.len()), (1, 1), "{:?}", self.rows);
        members[0]
    }

    pub(crate) fn only_reason(&self) -> &str {
        assert_eq!(self.rows.len(), 1, "{:?}", self.rows);
        &self.refusals()[0].reason
    }
}

/// A PDF reader that takes form feeds for page breaks.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<String>, Refusal> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.split_once('\n').map_or("", |(_, text)| text);
    Ok(text.split('\u{c}').map(str::to_owned).collect())
}

pub(crate) fn walk(name: &str, bytes: &[u8]) -> Walked {
    walk_with(name, bytes, &Limits::default())
}

/// Walks, and checks what holds of every walk: something comes out, and every locator cuts out
/// exactly its original.
pub(crate) fn walk_with(name: &str, bytes: &[u8], limits: &Limits) -> Walked {
    let mut rows = vec![];
    let shape = members(&mut Cursor::new(bytes), name, limits, &pages, &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    });
    assert!(!rows.is_empty(), "{name}: nothing came out");
    let walked = Walked { shape, rows };
    for member in walked.members() {
        if let Some(locator) = &member.locator {
            let [from, to] = locator.bytes.map(|at| usize::try_from(at).unwrap());
            let found = cut(&bytes[from..to], &locator.take);
            assert_eq!(found.as_deref(), Some(&member.original[..]), "{:?}", member.member);
        }
        assert!(member.original.len() <= limits.report_bytes);
    }
    walked
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(vec![], flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    zip_by(entries, zip::CompressionMethod::Deflated)
}

pub(crate) fn zip_stored(entries: &[(&str, &[u8])]) -> Vec<u8> {
    zip_by(entries, zip::CompressionMethod::Stored)
}

fn zip_by(entries: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(vec![]));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

pub(crate) fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = tar::Builder::new(vec![]);
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        out.append_data(&mut header, name, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

/// One WARC record, with the blank lines after it.
pub(crate) fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let mut out = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\n\
         WARC-Date: 2021-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:0-{length}>\r\n\
         Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

/// An HTTP response.
pub(crate) fn response(headers: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").into_bytes();
    out.extend_from_slice(content);
    out
}

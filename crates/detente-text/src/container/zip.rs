//! ZIP (APPNOTE.TXT 6.3): stored and deflated entries, by the central directory.
//!
//! The directory is read entry by entry, so that one of millions of entries costs no memory, and
//! the expansion is counted over all entries, so that entries that share their bytes can't hide a
//! bomb.

use super::sniff::OFFICE;
use super::stream::{Counted, Expanding, Stream, refusal, unreadable};
use super::tar::{fill, is_litter, too_many};
use super::walk::{Flow, Place, Walk};
use super::{Source, stream};
use crate::Refusal;
use flate2::{Crc, bufread::DeflateDecoder};
use std::cell::Cell;
use std::io::{self, BufReader, Read, SeekFrom};

const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";
const END_64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR_64: &[u8; 4] = b"PK\x06\x07";

/// Where the central directory lies.
struct Directory {
    at: u64,
    end: u64,
    /// Bytes put before the archive, by which all its offsets are short.
    shift: u64,
}

/// One entry.
#[derive(Debug)]
struct Entry {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    /// Position of the local header.
    at: u64,
}

/// Opens every file in the archive. `base` is the archive's place in the input, where it stands
/// there as it is.
pub(super) fn entries(
    walk: &mut Walk<'_>,
    input: &mut dyn Source,
    base: Option<u64>,
    place: &Place,
) -> Flow {
    if let Err(refused) = walk.may_enter(place) {
        return refused;
    }
    let broken = |error: &io::Error| stream::refusal(error, place.what());
    let directory = match directory(input) {
        Ok(Some(directory)) => directory,
        Ok(None) => return salvage(walk, input, base, place),
        Err(error) => return walk.refuse(place, broken(&error)),
    };
    let (mut at, mut seen) = (directory.at, 0);
    while at < directory.end {
        let (entry, next) = match central(input, at, directory.shift) {
            Ok(Some(found)) => found,
            Ok(None) => return walk.refuse(place, damaged("its directory breaks off")),
            Err(error) => return walk.refuse(place, broken(&error)),
        };
        at = next;
        if seen == 0 && is_office(&entry.name) {
            return walk.refuse(place, Refusal::new("unknown-format", OFFICE));
        }
        if entry.name.ends_with('/') || is_litter(&entry.name) {
            continue;
        }
        seen += 1;
        if seen > walk.limits.members {
            return walk.refuse(place, too_many(walk.limits.members));
        }
        open(walk, input, &entry, base, place)?;
        if walk.meter.spent() {
            let detail = "entries that together expand beyond the limit; the rest is not read";
            return walk.refuse(place, Refusal::new("expands-too-far", detail));
        }
    }
    Flow::Continue(())
}

/// Office formats open with one of these.
fn is_office(name: &str) -> bool {
    matches!(name, "[Content_Types].xml" | "mimetype" | "_rels/.rels")
}

fn damaged(what: &str) -> Refusal {
    Refusal::new("damaged", format!("a damaged ZIP archive: {what}; what could be read is kept"))
}

/// An archive whose directory is gone, as when a download broke off: its entries from the front,
/// as far as their own headers tell their lengths.
fn salvage(walk: &mut Walk<'_>, input: &mut dyn Source, base: Option<u64>, place: &Place) -> Flow {
    let mut at = 0;
    for _ in 0..walk.limits.members {
        let mut head = [0; 30];
        match read_at(input, at, &mut head) {
            Ok(30) if head[..4] == *LOCAL => {}
            Ok(_) => break,
            Err(error) => return walk.refuse(place, stream::refusal(&error, place.what())),
        }
        let flags = u16_at(&head, 6);
        let (name_len, extra_len) = (u16_at(&head, 26) as usize, u16_at(&head, 28) as u64);
        let mut name = vec![0; name_len];
        if !matches!(read_at(input, at + 30, &mut name), Ok(got) if got == name_len) {
            break;
        }
        let entry = Entry {
            name: String::from_utf8_lossy(&name).into_owned(),
            flags,
            method: u16_at(&head, 8),
            crc: u32_at(&head, 14),
            packed: u64::from(u32_at(&head, 18)),
            size: u64::from(u32_at(&head, 22)),
            at,
        };
        // With this flag the lengths stand after the data, where only a directory leads.
        if flags & 8 != 0 || walk.meter.spent() {
            break;
        }
        if at == 0 && is_office(&entry.name) {
            return walk.refuse(place, Refusal::new("unknown-format", OFFICE));
        }
        if !entry.name.ends_with('/') && !is_litter(&entry.name) {
            open(walk, input, &entry, base, place)?;
        }
        at += 30 + name_len as u64 + extra_len + entry.packed;
    }
    walk.refuse(place, damaged("its directory is missing, as when a download broke off"))
}

fn open(
    walk: &mut Walk<'_>,
    input: &mut dyn Source,
    entry: &Entry,
    base: Option<u64>,
    place: &Place,
) -> Flow {
    let here = place.entry("entry", &entry.name);
    if entry.flags & 1 != 0 || entry.method == 99 {
        let detail = "encrypted; unpack the archive with its password first";
        return walk.refuse(&here, Refusal::new("encrypted", detail));
    }
    let mut head = [0; 30];
    match read_at(input, entry.at, &mut head) {
        Ok(30) if head[..4] == *LOCAL => {}
        Ok(_) => return walk.refuse(&here, damaged("the entry is not where its directory says")),
        Err(error) => return walk.refuse(&here, refusal(&error, here.what())),
    }
    let skip = u64::from(u16_at(&head, 26)) + u64::from(u16_at(&head, 28));
    let data = entry.at.saturating_add(30 + skip);
    if let Err(error) = input.seek(SeekFrom::Start(data)) {
        return walk.refuse(&here, refusal(&unreadable(error), here.what()));
    }
    let fed = Cell::new(0);
    let meter = walk.meter;
    let raw = stream::Raw(input).take(entry.packed);
    let counted = Counted { inner: BufReader::new(raw), fed: &fed };
    match entry.method {
        0 => {
            let decoder = Checked::new(counted, entry);
            let mut bytes = Expanding { decoder, fed: &fed, meter, out: 0 };
            let base = base.map(|base| base + data);
            walk.open(&mut Stream::new(&mut bytes, base), &here)
        }
        8 => {
            let decoder = Checked::new(DeflateDecoder::new(counted), entry);
            let mut bytes = Expanding { decoder, fed: &fed, meter, out: 0 };
            walk.open(&mut Stream::new(&mut bytes, None), &here)
        }
        method => {
            let detail = format!(
                "compressed by method {method}, which is not opened here; pack it again with \
                 ordinary ZIP compression (deflate)"
            );
            walk.refuse(&here, Refusal::new("unknown-format", detail))
        }
    }
}

/// Compares length and checksum once an entry is at its end.
struct Checked<R> {
    inner: R,
    sum: Crc,
    crc: u32,
    size: u64,
    done: u64,
}

impl<R> Checked<R> {
    fn new(inner: R, entry: &Entry) -> Self {
        Self { inner, sum: Crc::new(), crc: entry.crc, size: entry.size, done: 0 }
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        if count == 0 && !out.is_empty() && (self.done != self.size || self.sum.sum() != self.crc) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum does not match"));
        }
        self.done += count as u64;
        self.sum.update(&out[..count]);
        Ok(count)
    }
}

fn directory(input: &mut dyn Source) -> io::Result<Option<Directory>> {
    let size = input.seek(SeekFrom::End(0)).map_err(unreadable)?;
    // The end record is 22 bytes and a comment of at most 65,535.
    let tail_at = size.saturating_sub(22 + 65_535);
    let mut tail = vec![0; (size - tail_at) as usize];
    let got = read_at(input, tail_at, &mut tail)?;
    tail.truncate(got);
    let Some(end) = memchr::memmem::rfind(&tail, END).filter(|end| tail.len() - end >= 22) else {
        return Ok(None);
    };
    let record = &tail[end..];
    let end = tail_at + end as u64;
    let (mut length, mut offset) = (u64::from(u32_at(record, 12)), u64::from(u32_at(record, 16)));
    let mut below = end;
    let mut locator = [0; 20];
    if end >= 20 && read_at(input, end - 20, &mut locator)? == 20 && locator[..4] == *LOCATOR_64 {
        let at = u64_at(&locator, 8);
        let mut record = [0; 56];
        if read_at(input, at, &mut record)? == 56 && record[..4] == *END_64 {
            (length, offset, below) = (u64_at(&record, 40), u64_at(&record, 48), at);
        }
    }
    // What stands directly before the end record is the directory, wherever it claims to begin.
    let Some(at) = below.checked_sub(length) else { return Ok(None) };
    Ok(Some(Directory { at, end: below, shift: at.saturating_sub(offset) }))
}

fn central(input: &mut dyn Source, at: u64, shift: u64) -> io::Result<Option<(Entry, u64)>> {
    let mut head = [0; 46];
    if read_at(input, at, &mut head)? < 46 || head[..4] != *CENTRAL {
        return Ok(None);
    }
    let lengths = [28, 30, 32].map(|field| u16_at(&head, field) as usize);
    let [name_len, extra_len, comment_len] = lengths;
    let mut rest = vec![0; name_len + extra_len];
    if read_at(input, at + 46, &mut rest)? < rest.len() {
        return Ok(None);
    }
    let mut entry = Entry {
        name: String::from_utf8_lossy(&rest[..name_len]).into_owned(),
        flags: u16_at(&head, 8),
        method: u16_at(&head, 10),
        crc: u32_at(&head, 16),
        packed: u64::from(u32_at(&head, 20)),
        size: u64::from(u32_at(&head, 24)),
        at: u64::from(u32_at(&head, 42)),
    };
    entry.long_fields(&rest[name_len..]);
    entry.at = entry.at.saturating_add(shift);
    Ok(Some((entry, at + (46 + name_len + extra_len + comment_len) as u64)))
}

impl Entry {
    /// ZIP64: fields that hold all ones stand in an extra field, in this order.
    fn long_fields(&mut self, mut extra: &[u8]) {
        while extra.len() >= 4 {
            let (kind, length) = (u16_at(extra, 0), u16_at(extra, 2) as usize);
            let Some(mut field) = extra.get(4..4 + length) else { return };
            if kind == 1 {
                for slot in [&mut self.size, &mut self.packed, &mut self.at] {
                    if *slot == u64::from(u32::MAX) && field.len() >= 8 {
                        *slot = u64_at(field, 0);
                        field = &field[8..];
                    }
                }
                return;
            }
            extra = &extra[4 + length..];
        }
    }
}

fn read_at(input: &mut dyn Source, at: u64, out: &mut [u8]) -> io::Result<usize> {
    input.seek(SeekFrom::Start(at)).map_err(unreadable)?;
    fill(&mut stream::Raw(input), out)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

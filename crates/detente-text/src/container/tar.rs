//! tar: ustar (POSIX.1-1988), pax (POSIX.1-2001) and GNU long names, as a stream.

use super::stream::{Stream, refusal};
use super::walk::{Flow, Place, Walk};
use crate::Refusal;
use std::io::{self, Read};
use std::ops::ControlFlow;

const BLOCK: usize = 512;

/// Longest extended header that is held; a longer one is passed over.
const EXTENDED: u64 = 64 * 1024;

/// Whether these are the first bytes of a tar: the checksum of its first header is right.
pub(super) fn is_tar(head: &[u8]) -> bool {
    head.get(..BLOCK).is_some_and(|block| block[0] != 0 && checks(block))
}

/// The checksum counts its own field as spaces; old writers summed signed bytes.
fn checks(block: &[u8]) -> bool {
    let Some(stated) = octal(&block[148..156]) else { return false };
    let bytes = || block[..148].iter().chain(&[b' '; 8]).chain(&block[156..]);
    let unsigned: u64 = bytes().map(|&byte| u64::from(byte)).sum();
    let signed: i64 = bytes().map(|&byte| i64::from(byte as i8)).sum();
    stated == unsigned || i64::try_from(stated) == Ok(signed)
}

/// A number in octal digits, or in base 256 where the first bit is set.
fn octal(field: &[u8]) -> Option<u64> {
    let (&first, rest) = field.split_first()?;
    if first & 0x80 != 0 {
        return rest.iter().try_fold(u64::from(first & 0x7F), |n, &byte| {
            n.checked_mul(256)?.checked_add(u64::from(byte))
        });
    }
    let text = field.split(|&byte| byte == 0).next()?.trim_ascii();
    let text = std::str::from_utf8(text).ok()?;
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}

fn text(field: &[u8]) -> &[u8] {
    field.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// What extended headers say of the entry that follows.
#[derive(Default)]
struct Extended {
    name: Option<String>,
    size: Option<u64>,
}

/// Opens every file in the archive.
pub(super) fn entries(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: &Place) -> Flow {
    if let Err(refused) = walk.may_enter(place) {
        return refused;
    }
    let mut extended = Extended::default();
    let mut seen = 0;
    loop {
        let mut block = [0; BLOCK];
        match fill(stream, &mut block) {
            Ok(BLOCK) if block.iter().any(|&byte| byte != 0) => {}
            // A block of zeros ends the archive; so does the end of the file.
            Ok(0 | BLOCK) => return Flow::Continue(()),
            Ok(_) => return walk.refuse(place, damaged("it ends within a header")),
            Err(error) => return walk.refuse(place, refusal(&error, place.what())),
        }
        let size = octal(&block[124..136]);
        let (true, Some(mut size)) = (checks(&block), size) else {
            return walk.refuse(place, damaged("a header does not add up"));
        };
        let kind = block[156];
        if let b'x' | b'L' = kind {
            if let Err(error) = extended.read(stream, kind, size) {
                return walk.refuse(place, refusal(&error, place.what()));
            }
            continue;
        }
        let Extended { name, size: long } = std::mem::take(&mut extended);
        size = long.unwrap_or(size);
        let name = name.unwrap_or_else(|| stated_name(&block));
        let mut part = Part { stream, left: size };
        if is_file(kind, &name) {
            seen += 1;
            if seen > walk.limits.members {
                return walk.refuse(place, too_many(walk.limits.members));
            }
            let here = place.entry("entry", &name);
            let base = part.stream.in_input(part.stream.position(), 0).map(|range| range[0]);
            walk.open(&mut Stream::new(&mut part, base), &here)?;
        } else if let Some(what) = not_a_file(kind) {
            let here = place.entry("entry", &name);
            walk.refuse(&here, Refusal::new("unknown-format", what))?;
        }
        let left = part.left.saturating_add((BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64);
        match stream.skip(left) {
            Ok(_) => {}
            Err(error) => return walk.refuse(place, refusal(&error, place.what())),
        }
        if walk.meter.spent() {
            return ControlFlow::Continue(());
        }
    }
}

/// Files worth opening: not what a desktop system leaves beside them.
fn is_file(kind: u8, name: &str) -> bool {
    matches!(kind, b'0' | 0 | b'7') && !name.ends_with('/') && !is_litter(name)
}

fn not_a_file(kind: u8) -> Option<&'static str> {
    match kind {
        b'1' | b'2' => Some("a link, which holds no text; pack the file itself"),
        b'3' | b'4' | b'6' => Some("a device or pipe, not a file"),
        b'S' => Some("a sparse file, which is not opened here; pack it without --sparse"),
        _ => None,
    }
}

/// What macOS and Windows put into archives beside the files.
pub(super) fn is_litter(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || file.starts_with("._")
        || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

/// The one row for all entries above the limit.
pub(super) fn too_many(limit: usize) -> Refusal {
    let detail = format!(
        "holds more than {limit} entries, the limit here; the rest is not read: split it, or \
         raise --members"
    );
    Refusal::new("too-many-members", detail)
}

fn damaged(what: &str) -> Refusal {
    Refusal::new("damaged", format!("a damaged tar archive: {what}; the entries before are kept"))
}

fn stated_name(block: &[u8]) -> String {
    let name = String::from_utf8_lossy(text(&block[..100])).into_owned();
    let prefix = if block[257..263] == *b"ustar\0" { text(&block[345..500]) } else { b"" };
    if prefix.is_empty() {
        return name;
    }
    format!("{}/{name}", String::from_utf8_lossy(prefix))
}

impl Extended {
    fn read(&mut self, stream: &mut Stream<'_>, kind: u8, size: u64) -> io::Result<()> {
        let padded = size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64);
        if size > EXTENDED {
            stream.skip(padded)?;
            return Ok(());
        }
        let mut content = vec![0; size as usize];
        let got = fill(stream, &mut content)?;
        content.truncate(got);
        stream.skip(padded - size)?;
        if kind == b'L' {
            self.name = Some(String::from_utf8_lossy(text(&content)).into_owned());
            return Ok(());
        }
        // Records of the form "LENGTH KEY=VALUE\n".
        let mut rest = &content[..];
        while let Some(space) = memchr::memchr(b' ', rest) {
            let length = std::str::from_utf8(&rest[..space]).ok().and_then(|n| n.parse().ok());
            let Some(length) = length.filter(|&n: &usize| n > space + 1 && n <= rest.len()) else {
                break;
            };
            let record = String::from_utf8_lossy(&rest[space + 1..length - 1]);
            match record.split_once('=') {
                Some(("path", path)) => self.name = Some(path.to_owned()),
                Some(("size", size)) => self.size = size.parse().ok(),
                _ => {}
            }
            rest = &rest[length..];
        }
        Ok(())
    }
}

/// The bytes of one entry.
struct Part<'a, 'b> {
    stream: &'a mut Stream<'b>,
    left: u64,
}

impl Read for Part<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = out.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if count == 0 {
            return Ok(0);
        }
        let count = self.stream.read(&mut out[..count])?;
        self.left -= count as u64;
        if count == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends within it"));
        }
        Ok(count)
    }
}

/// Fills `out` as far as the stream goes.
pub(super) fn fill(stream: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < out.len() {
        match stream.read(&mut out[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

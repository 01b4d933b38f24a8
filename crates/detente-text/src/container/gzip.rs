//! gzip (RFC 1952): one stream, of one or many members, around anything else.

use super::sniff::{Format, sniff};
use super::stream::{Counted, Expanding, HEAD, Stream};
use super::walk::{Flow, Place, Walk};
use flate2::bufread::MultiGzDecoder;
use std::cell::Cell;

/// Opens what is compressed. A tar, a WARC, a stream of lines in it are one container with it; any
/// other content is its one entry.
pub(super) fn open(walk: &mut Walk<'_>, stream: &mut Stream<'_>, place: &Place) -> Flow {
    if let Err(refused) = walk.may_enter(place) {
        return refused;
    }
    let fed = Cell::new(0);
    let meter = walk.meter;
    let decoder = MultiGzDecoder::new(Counted { inner: stream, fed: &fed });
    let mut decoder = Expanding { decoder, fed: &fed, meter, out: 0 };
    let mut inner = Stream::new(&mut decoder, None);
    let name = inner_name(&place.name);
    let format = sniff(inner.peek(HEAD), &name, place.stated);
    let same = Place { name: name.clone(), ..place.clone() };
    match format {
        // A .tar.gz counts as one archive, not two.
        Format::Tar => walk.open_as(format, &mut inner, &same),
        Format::Warc | Format::JsonLines | Format::Json | Format::Table(_) => {
            walk.open_as(format, &mut inner, &same)
        }
        _ => walk.open_as(format, &mut inner, &place.entry("entry", &name)),
    }
}

/// The name of the content: the file's own without `.gz`. The name in the header is left aside:
/// it is often that of a temporary file.
fn inner_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".tgz") {
        return format!("{}.tar", &name[..name.len() - 4]);
    }
    match lower.strip_suffix(".gz").or(lower.strip_suffix(".gzip")) {
        Some(stem) if !stem.is_empty() => name[..stem.len()].to_owned(),
        _ => "content".to_owned(),
    }
}

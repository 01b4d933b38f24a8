//! Inputs and what lies in them: sniffing, streams of records, archives, mail, feeds, PDF.
//!
//! An input is looked at by its first bytes, then by its extension, and taken apart as a stream:
//! no more of it is held than one original needs. Names found inside are shown, never used as
//! paths.
//!
//! | format | member names |
//! |---|---|
//! | text, Markdown, HTML | none: the input is the original |
//! | JSON Lines | `line 12` |
//! | JSON array or object | `item 3` |
//! | CSV, TSV | `row 12`, counted after the header |
//! | RSS, Atom | `item 3` |
//! | WARC | `record 3` |
//! | e-mail | `part 2` |
//! | PDF | `text layer` |
//! | ZIP, tar, gzip | `entry a/b.html`, joined by ` » ` where archives nest |

mod columns;
mod csv;
mod cut;
mod feed;
mod gzip;
mod http;
mod json;
mod mail;
mod pdf;
mod sniff;
mod stream;
mod tar;
mod utf16;
mod walk;
mod warc;
mod zip;

use crate::{Limits, Member, Refusal};
pub use cut::cut;
pub use feed::{Entry, entries};
use sniff::{Format, sniff};
use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use stream::{HEAD, Meter, Raw, Stream, unreadable};
use walk::{Place, Walk};

/// What can be read and sought in: a file, or a case's stored bytes.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Gets the text layer of a PDF, page by page. The caller runs it where it can do no harm.
pub type PdfReader<'a> = dyn Fn(&[u8]) -> Result<Vec<String>, Refusal> + 'a;

/// What an input turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The input is itself one stored original, or nothing that could be read.
    Single,
    /// The input holds stored originals.
    Container,
}

/// Takes an input apart and hands every stored original, or the reason it is none, to `sink`.
///
/// `name` is the input's file name, of which only the extension is used. Memory stays bounded by
/// the limits whatever the input; a damaged member is refused by itself and the rest goes on.
/// `sink` may stop the walk. Every input gives at least one member or refusal.
///
/// ```
/// use detente_text::{Limits, container};
/// let mut input = std::io::Cursor::new("{\"text\":\"Talks began.\"}\n{\"text\":\"They ended.\"}\n");
/// let mut names = vec![];
/// container::members(&mut input, "wire.jsonl", &Limits::default(), &|_| Ok(vec![]), &mut |m| {
///     names.extend(m.ok().and_then(|m| m.member));
///     std::ops::ControlFlow::Continue(())
/// });
/// assert_eq!(names, ["line 1", "line 2"]);
/// ```
pub fn members(
    input: &mut dyn Source,
    name: &str,
    limits: &Limits,
    pdf: &PdfReader<'_>,
    sink: &mut dyn FnMut(Result<Member, Refusal>) -> ControlFlow<()>,
) -> Shape {
    let size = input.seek(SeekFrom::End(0)).and_then(|size| input.rewind().map(|()| size));
    let size = match size {
        Ok(size) => size,
        Err(error) => {
            let _ = sink(Err(stream::refusal(&unreadable(error), "the input")));
            return Shape::Single;
        }
    };
    let meter = Meter::new(size, limits.expansion);
    let mut walk = Walk { limits, pdf, sink, meter: &meter, rows: 0 };
    let place = Place { name: name.to_owned(), ..Place::default() };
    let mut raw = Raw(input);
    let mut stream = Stream::new(&mut raw, Some(0));
    let format = sniff(stream.peek(HEAD), name, None);
    let shape = match format {
        Format::Text(_) | Format::Empty | Format::Refused(..) => Shape::Single,
        _ => Shape::Container,
    };
    let flow = match format {
        Format::Zip => zip::entries(&mut walk, input, Some(0), &place),
        _ => walk.open_as(format, &mut stream, &place),
    };
    if flow.is_continue() {
        let _ = walk.not_silent(&place, 0);
    }
    shape
}

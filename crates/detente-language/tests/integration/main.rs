//! The language stage as others use it, with the model that comes with the program.

mod hostile;
mod model_file;
mod same_bits;
mod sentences;

use detente_language::{Analysis, Analyst, Model};
use detente_text::{Limits, Media, Member, read};

/// The analysis of a plain text as it comes from a file.
fn analyse(text: &str) -> Option<Analysis> {
    let original = text.as_bytes().to_vec();
    let member = Member { original, media: Media::Text, ..Member::default() };
    let document = read(&member, &Limits::default()).ok()?;
    Some(Analyst::new(Model::embedded()).analyse(&document))
}

/// The analysis of one line, which is one sentence.
fn sentence(text: &str) -> Analysis {
    let whole = [0..text.len()];
    Analyst::new(Model::embedded()).analyse_text(text, &whole, &whole)
}

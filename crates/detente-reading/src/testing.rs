//! Reports for the rules' own tests, read through the whole way from bytes.

use crate::Reading;
use crate::view::View;
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::World;

pub(crate) fn document(text: &str, published: Option<&str>) -> detente_text::Document {
    let supplied = Supplied {
        published: published.map(Into::into),
        language: Some("en".into()),
        ..Supplied::default()
    };
    let member = Member {
        original: text.as_bytes().to_vec(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let mut document = detente_text::read(&member, &Limits::default())
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    document.language = Some(("en".into(), 1.0));
    document
}

/// Shows a rule the text as a report published on that day.
pub(crate) fn with_view<T>(text: &str, published: Option<&str>, see: impl FnOnce(&View) -> T) -> T {
    let document = document(text, published);
    let analysis = detente_language::analyse(&document);
    see(&View::new(&document, &analysis, World::embedded()))
}

/// The same with the language model.
pub(crate) fn with_whole_view<T>(
    text: &str,
    published: Option<&str>,
    see: impl FnOnce(&View) -> T,
) -> T {
    let document = document(text, published);
    let mut analyst = detente_language::Analyst::new(detente_language::Model::embedded());
    let analysis = analyst.analyse(&document);
    see(&View::new(&document, &analysis, World::embedded()))
}

/// Reads the text as a report published on that day.
pub(crate) fn read(text: &str, published: Option<&str>) -> Reading {
    let document = document(text, published);
    let analysis = detente_language::analyse(&document);
    crate::read(&document, &analysis, World::embedded())
}

/// Reads a text with the language model, as the case does.
pub(crate) fn read_whole(text: &str) -> Reading {
    whole(&document(text, None))
}

/// The same as a report published on that day.
pub(crate) fn read_whole_on(text: &str, published: &str) -> Reading {
    whole(&document(text, Some(published)))
}

fn whole(document: &detente_text::Document) -> Reading {
    let mut analyst = detente_language::Analyst::new(detente_language::Model::embedded());
    crate::read(document, &analyst.analyse(document), World::embedded())
}

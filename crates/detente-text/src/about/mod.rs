//! What is said of a report outside its sentences, gathered from markup, container and head.

use crate::html::{Field, Metadatum};
use crate::lines::Head;
use crate::{About, Mapped, Stated, Supplied, Words, date::parse_day};
use std::ops::Range;

/// Gathers the facts: markup goes before the container, the container before the first lines.
pub(crate) fn gather(
    decoded: &Mapped,
    metadata: &[Metadatum],
    supplied: &Supplied,
    reading: &str,
    head: &Head,
) -> About {
    let marked = |field| {
        let found = metadata.iter().find(|m| m.field == field && !m.value.trim().is_empty());
        found.map(|m| stated_in_markup(decoded, m, m.value.trim().to_owned()))
    };
    let given = |value: &Option<String>| {
        let value = value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
        Some(Stated { value: value.to_owned(), from: "supplied", words: None })
    };
    let read = |range: &Option<Range<usize>>, from| {
        let range = range.clone()?;
        let value = reading[range.clone()].to_owned();
        Some(Stated { value, from, words: Some(Words::Reading(range)) })
    };
    let head_date = read(&head.date, "first-lines");
    let (dated, partial) = match head_date {
        Some(stated) => match parse_day(&stated.value) {
            Some(day) => (Some(Stated { value: day.to_string(), ..stated }), None),
            None => (None, Some(stated)),
        },
        None => (None, None),
    };
    let published_marked = metadata
        .iter()
        .filter(|m| m.field == Field::Published)
        .find_map(|m| Some(stated_in_markup(decoded, m, parse_day(&m.value)?.to_string())));
    let published_given = given(&supplied.published)
        .and_then(|stated| Some(Stated { value: parse_day(&stated.value)?.to_string(), ..stated }));
    About {
        title: marked(Field::Title)
            .or_else(|| given(&supplied.title))
            .or_else(|| read(&head.title, "first-lines")),
        byline: marked(Field::Byline)
            .or_else(|| given(&supplied.byline))
            .or_else(|| read(&head.byline, "first-lines")),
        outlet: marked(Field::Outlet)
            .or_else(|| given(&supplied.outlet))
            .or_else(|| read(&head.outlet, "dateline")),
        url: given(&supplied.url).or_else(|| marked(Field::Url)),
        published: published_marked.or(published_given).or(dated),
        retrieved: supplied.retrieved.as_deref().and_then(parse_day).map(|day| day.to_string()),
        dateline_place: read(&head.place, "dateline"),
        dateline_date: partial,
    }
}

fn stated_in_markup(decoded: &Mapped, datum: &Metadatum, value: String) -> Stated {
    let quote = decoded.as_str()[datum.range.clone()].to_owned();
    let words = Words::Markup(decoded.origin(datum.range.clone()), quote);
    Stated { value, from: datum.from, words: Some(words) }
}

/// The title known before the text is read.
pub(crate) fn known_title<'a>(
    metadata: &'a [Metadatum],
    supplied: &'a Supplied,
) -> Option<&'a str> {
    let marked = metadata.iter().find(|m| m.field == Field::Title).map(|m| m.value.as_str());
    marked.or(supplied.title.as_deref()).map(str::trim).filter(|title| !title.is_empty())
}

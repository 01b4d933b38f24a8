//! The report's own row, from what the text stage found about it.

use crate::times;
use detente_language::tokens;
use detente_record::{Evidence, Note, Published, Report, Time, TimeBasis};
use detente_text::{Document, Stated};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The row, without path and container, which the text doesn't know.
pub(crate) fn row(document: &Document) -> Report {
    let about = &document.about;
    let stated = [
        ("title", &about.title),
        ("byline", &about.byline),
        ("outlet", &about.outlet),
        ("url", &about.url),
        ("published", &about.published),
    ];
    let mut evidence: BTreeMap<String, Evidence> = BTreeMap::new();
    for (field, value) in stated {
        if let Some(words) = value.as_ref().and_then(|stated| stated.words.as_ref()) {
            evidence.insert(field.into(), document.evidence_of(words));
        }
    }
    let published = published(document);
    if about.published.is_none()
        && published.from.is_some()
        && let Some(words) = about.dateline_date.as_ref().and_then(|stated| stated.words.as_ref())
    {
        evidence.insert("published".into(), document.evidence_of(words));
    }
    let value = |stated: &Option<Stated>| stated.as_ref().map(|stated| stated.value.clone());
    let notes = document.notes.iter().map(|note| Note {
        kind: note.kind,
        evidence: note.words.as_ref().map(|words| document.evidence_of(words)),
        detail: note.detail.clone(),
    });
    Report {
        id: document.id.clone(),
        url: value(&about.url),
        outlet: value(&about.outlet),
        title: value(&about.title),
        byline: value(&about.byline),
        language: document.language.as_ref().map(|(code, _)| code.clone()),
        bytes: document.source.origin_len(),
        words: document
            .text()
            .split_whitespace()
            .filter(|w| w.contains(char::is_alphanumeric))
            .count(),
        published: Published { time: published, candidates: vec![] },
        retrieved: about.retrieved.clone(),
        sha256: document.sha256.clone(),
        reliability: "F".into(),
        notes: notes.collect(),
        evidence,
        ..Report::default()
    }
}

/// The day of publication: as stated; or a dateline's day and month with the year in which the
/// report was fetched; else unknown. A guess is for linking to make, with its reasons.
fn published(document: &Document) -> Time {
    let about = &document.about;
    if let Some(stated) = &about.published
        && let Ok(day) = stated.value.parse::<Date>()
    {
        let words = stated.words.as_ref().map(|words| document.evidence_of(words));
        let text = words.map_or_else(|| stated.value.clone(), |evidence| evidence.reading());
        return Time::day(&day.to_string(), &text, TimeBasis::Stated);
    }
    let retrieved = about.retrieved.as_deref().and_then(|day| day.parse::<Date>().ok());
    if let (Some(partial), Some(fetched)) = (&about.dateline_date, retrieved) {
        let text = partial.value.as_str();
        let found = times::find(text, &tokens(text, 0..text.len()), Some(fetched));
        if let [only] = found.as_slice()
            && only.time.from.is_some()
            && only.time.from == only.time.to
        {
            return only.time.clone();
        }
    }
    Time::default()
}

/// The day of publication, where one is known.
pub(crate) fn published_day(document: &Document) -> Option<Date> {
    published(document).from?.parse().ok()
}

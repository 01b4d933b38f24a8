//! The timeline in the JSON of TimelineJS 3. Its texts are HTML, so that what stands in a report is
//! escaped.

use super::each;
use super::json::{Items, compact};
use super::ledger::{Ledger, shorten};
use crate::export::Error;
use crate::html;
use detente_case::{Case, Filter};
use detente_record::{TimeSpan, TimelineEntry};
use serde_json::{Value, json};
use std::io::Write;

/// Longest headline, in characters.
const HEADLINE: usize = 120;

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut items = Items::new(out, "{\"events\":[")?;
    each::<TimelineEntry>(case, &Filter::default(), |entry| match slide(&entry, &ledger) {
        Some(slide) => items.push(&compact(slide)),
        None => Ok(()),
    })?;
    Ok(items.end("]}\n")?)
}

/// A slide; none for what has no first day, for TimelineJS must place it.
fn slide(entry: &TimelineEntry, ledger: &Ledger) -> Option<Value> {
    let time = &entry.date;
    let start = date(time.from.as_deref()?)?;
    let lasts = time.span == Some(TimeSpan::Throughout) && time.from != time.to;
    let end = time.to.as_deref().filter(|_| lasts).and_then(date);
    // "Some day within" is told in words, not drawn as if it had lasted.
    let shown = time.edtf.clone().filter(|_| time.from != time.to);
    let words = entry.evidence.first().map(|one| one.reading()).unwrap_or_default();
    let mut headlines = [&entry.text, &words, &entry.kind].into_iter();
    let headline = headlines.find(|text| !text.trim().is_empty()).unwrap_or(&entry.kind);
    let quote = (!words.trim().is_empty()).then(|| format!("<q>{}</q>", html(&words)));
    let sources = entry.reports.iter().map(|id| source(id, ledger));
    let text: Vec<String> = quote.into_iter().chain(sources).collect();
    Some(json!({
        "unique_id": format!("{}-{}", entry.kind, entry.id),
        "start_date": start,
        "end_date": end,
        "display_date": shown.map(|shown| html(&shown)),
        "group": entry.kind,
        "text": {
            "headline": html(&shorten(headline, HEADLINE)),
            "text": text.iter().map(|part| format!("<p>{part}</p>")).collect::<String>(),
        },
    }))
}

/// A report as a link, where its address is one on the web.
fn source(id: &str, ledger: &Ledger) -> String {
    let citation = html(&ledger.citation(id));
    let url = ledger.reports.get(id).and_then(|cited| cited.url.as_deref());
    match url.filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        Some(url) => format!("<a href=\"{}\">{citation}</a>", html(url)),
        None => citation,
    }
}

/// Year, month and day, as far as they are given.
fn date(day: &str) -> Option<Value> {
    let mut parts = day.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next().flatten(), parts.next().flatten());
    Some(json!({"year": year, "month": month, "day": day}))
}

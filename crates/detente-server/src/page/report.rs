//! `/reports/ID`: the reader.

use super::say::Say;
use super::{Failure, Page, day, grouped, title};
use crate::reader::{Block, Found, Item, Kept, LeftOut, Original, Window, beside, lay, windows};
use crate::write::Desk;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use detente_case::{Case, Filter};
use detente_record::{Event, Report, Statement, TimeBasis};
use std::collections::BTreeSet;
use std::ops::Range;

/// Items in the list beside one window of the text.
const MOST_ITEMS: usize = 2000;

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    /// The window on a long text, from 1.
    part: Option<usize>,
    /// Bytes of the original to be shown, `812-861`.
    at: Option<String>,
    /// Whether the original stands beside it.
    raw: Option<String>,
}

/// One report, or a window on a long one.
#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct Reader {
    id: String,
    title: String,
    /// Whether the title stands in the text as a block of its own.
    titled: bool,
    language: String,
    facts: Vec<String>,
    about: Vec<(&'static str, String)>,
    blocks: Vec<Block>,
    items: Vec<Item>,
    unlisted: usize,
    kept: Vec<Kept>,
    left_out: Vec<LeftOut>,
    part: usize,
    parts: usize,
    notice: Option<String>,
    say: Say,
    /// The stored original, where it is asked for.
    original: Option<Original>,
    /// The paragraphs that begin somewhere in it.
    begun: BTreeSet<usize>,
    /// The address with it or without it, whichever this is not.
    turned: String,
}

/// The report whose id this is or begins so.
pub(crate) fn find(case: &Case, id: &str) -> Result<Report, Failure> {
    let found = match case.find(id) {
        Ok(found) if found.table == "reports" => found,
        Err(error) if error.is_ambiguous() => return Err(Failure::Several(id.into())),
        Err(error) if !error.is_no_such_row() && !error.is_query() => return Err(error.into()),
        _ => return Err(Failure::NoReport(id.into())),
    };
    serde_json::from_value(found.row).map_err(|_| Failure::Broken)
}

/// The reader, or the way to the whole id.
pub(crate) fn page(case: &Case, desk: Desk, id: &str, query: &Query) -> Result<Response, Failure> {
    let report = find(case, id)?;
    if report.id != id {
        return Ok(Redirect::to(&format!("/reports/{}", report.id)).into_response());
    }
    let at = query.at.as_deref().map(|at| bytes(at).ok_or(Failure::Query)).transpose()?;
    let say = Say::of(desk, "reports", &report.id, false);
    let raw = query.raw.as_deref().is_some_and(|raw| !matches!(raw, "" | "0"));
    Ok(Page(read(case, &report, query.part, at, raw, say)?).into_response())
}

/// `812-861`.
fn bytes(at: &str) -> Option<Range<usize>> {
    let (from, to) = at.split_once('-')?;
    let range = from.parse().ok()?..to.parse().ok()?;
    (range.start <= range.end).then_some(range)
}

fn read(
    case: &Case,
    report: &Report,
    part: Option<usize>,
    at: Option<Range<usize>>,
    raw: bool,
    say: Say,
) -> Result<Reader, Failure> {
    let document = case.document(&report.id)?;
    let filter = Filter { report: Some(report.id.clone()), ..Filter::default() };
    let mut found = Found::new(&document);
    found.about(report);
    case.for_each::<Statement>(&filter, &mut |statement| {
        found.statement(&statement);
        Ok(())
    })?;
    case.for_each::<Event>(&filter, &mut |event| {
        found.event(&event);
        Ok(())
    })?;
    let here = at.as_ref().and_then(|at| found.here(at));
    let notice = match (&at, &here) {
        (Some(at), None) => Some(elsewhere(&document, at)),
        _ => None,
    };
    let found = found.finish();
    let windows = windows(&document);
    let holds = |at: usize| windows.iter().position(|window| at < window.end);
    let last = windows.len().saturating_sub(1);
    let part = match (&here, part) {
        (Some(here), None) => holds(here.start).unwrap_or(last),
        (_, part) => part.unwrap_or(1).saturating_sub(1).min(last),
    };
    let window: Window = windows.get(part).cloned().unwrap_or(0..0);
    let within = |item: &&Item| window.contains(&item.at);
    let listed: Vec<Item> = found.items.iter().filter(within).take(MOST_ITEMS).cloned().collect();
    let unlisted = found.items.iter().filter(within).count() - listed.len();
    let blocks = lay(&document, &found.marks, &found.anchors, &listed, &window);
    let original = match raw {
        true => Some(beside(&document, &case.original(&report.id)?, &blocks, at.as_ref())),
        false => None,
    };
    Ok(Reader {
        turned: turned(&report.id, part, at.as_ref(), !raw),
        begun: original.iter().flat_map(Original::begun).collect(),
        original,
        id: report.id.clone(),
        title: title(report),
        titled: blocks.iter().any(|block| block.tag == "h1"),
        language: report.language.clone().unwrap_or_default(),
        facts: facts(report),
        about: about(report, &versions(case, &report.id)?),
        blocks,
        items: listed,
        unlisted,
        kept: found.kept,
        left_out: found.left_out,
        part: part + 1,
        parts: windows.len().max(1),
        notice,
        say,
    })
}

/// The address of the same part and place, with the original beside it or without.
fn turned(id: &str, part: usize, at: Option<&Range<usize>>, raw: bool) -> String {
    let mut given = vec![];
    given.extend(raw.then(|| "raw=1".to_owned()));
    given.extend((part > 0).then(|| format!("part={}", part + 1)));
    given.extend(at.map(|at| format!("at={}-{}#b{}-{}", at.start, at.end, at.start, at.end)));
    match given.is_empty() {
        true => format!("/reports/{id}"),
        false => format!("/reports/{id}?{}", given.join("&")),
    }
}

/// What to say of a citation whose words are not in the reading text.
fn elsewhere(document: &detente_text::Document, at: &Range<usize>) -> String {
    let words = document.source.locate(at.clone());
    let (from, to) = (at.start, at.end);
    match words.map(|words| &document.source.as_str()[words]) {
        Some(words) => format!(
            "Bytes {from} to {to} are kept out of the reading text. There stands: “{}”",
            words.chars().take(300).collect::<String>()
        ),
        None => format!("Bytes {from} to {to} are no words of the text: see the stored original."),
    }
}

fn facts(report: &Report) -> Vec<String> {
    let mut facts: Vec<String> = report.outlet.iter().cloned().collect();
    facts.push(day(report).unwrap_or_else(|| "undated".into()));
    facts.extend(report.byline.clone());
    facts.push(format!("{} words", grouped(report.words)));
    facts
}

fn about(report: &Report, versions: &[String]) -> Vec<(&'static str, String)> {
    let time = &report.published.time;
    let basis = match time.basis {
        Some(TimeBasis::Stated) => "stated",
        Some(TimeBasis::Resolved) => "resolved",
        Some(TimeBasis::Inferred) => "inferred",
        _ => "",
    };
    let date = day(report).map(|day| match &time.text {
        Some(text) => format!("{day}, {basis} from “{text}”"),
        None => day,
    });
    let relays: Vec<String> = report
        .relays
        .iter()
        .filter_map(|relay| relay.outlet.clone().or_else(|| relay.author.clone()))
        .collect();
    let container =
        report.container.as_ref().map(|c| format!("{} of {}", c.member, short(&c.sha256)));
    let rows = [
        ("Read from", report.path.clone()),
        ("In container", container),
        ("Address", report.url.clone()),
        ("Published", date),
        ("Fetched", report.retrieved.clone()),
        ("Language", report.language.clone()),
        ("Retells", (!relays.is_empty()).then(|| relays.join(", "))),
        ("Copy of", report.copies_of.clone()),
        ("Versions of this page", (!versions.is_empty()).then(|| versions.join(", "))),
        ("Reliability", Some(report.reliability.clone()).filter(|letter| !letter.is_empty())),
        ("Size", Some(format!("{} bytes", grouped(report.bytes)))),
        ("SHA-256", Some(report.sha256.clone())),
    ];
    rows.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// What the page was read as, the oldest first, where it changed under its address.
fn versions(case: &Case, report: &str) -> Result<Vec<String>, Failure> {
    let name = |id: String| if id == report { format!("{id} (this one)") } else { id };
    Ok(case.versions(report)?.into_iter().map(name).collect())
}

fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_range_of_bytes_is_a_place() {
        assert_eq!(bytes("812-861"), Some(812..861));
        for odd in ["", "812", "861-812", "a-b", "-1-2", "1-99999999999999999999999"] {
            assert_eq!(bytes(odd), None, "{odd}");
        }
    }
}

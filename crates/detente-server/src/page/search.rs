//! `/search`: reports in which words stand.

use super::ask::encoded;
use super::reports::is_day;
use super::{Failure, day, grouped, title};
use askama::Template;
use detente_case::{Case, Facets, Hit, Narrow};
use detente_record::Part;

/// Reports a page: each is unpacked for the sentence to show.
const WINDOW: usize = 10;
/// The last page; beyond it, narrow the search.
const LAST_PAGE: usize = 1000;
/// Outlets and periods by which it can be narrowed.
const FACETS: usize = 16;
/// Characters of a question; no one types more.
const LONGEST: usize = 1000;

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    /// The words.
    #[serde(default)]
    pub(crate) q: String,
    /// The outlet to which it is narrowed; empty for reports that name none.
    pub(crate) outlet: Option<String>,
    /// First and last day, or their beginning.
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    /// The page, from 1.
    pub(crate) page: Option<usize>,
}

/// The form and what was found.
#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct Search {
    words: String,
    outlet: Option<String>,
    from: String,
    to: String,
    /// What is wrong with the question.
    wrong: Option<&'static str>,
    hits: Vec<Shown>,
    /// The number of the first of them, and the addresses of the pages before and after.
    first: usize,
    earlier: Option<String>,
    later: Option<String>,
    /// By what it can be narrowed: a heading, and links with their numbers.
    facets: Vec<(&'static str, Vec<Facet>)>,
    /// What is to be said of the numbers.
    counted: Option<String>,
}

struct Facet {
    name: String,
    count: usize,
    link: String,
    /// Whether the search is narrowed to it; the link then takes that back.
    held: bool,
}

struct Shown {
    title: String,
    facts: Vec<String>,
    link: String,
    /// The sentence in pieces, and whether each is a word that was asked for.
    sentence: Vec<(String, bool)>,
}

/// What a question finds.
pub(crate) fn page(case: &Case, query: Query) -> Result<Search, Failure> {
    let given = |value: Option<String>| value.map(|text| text.trim().to_owned());
    let days = |value: Option<String>| given(value).filter(|text| !text.is_empty());
    let narrow = Narrow { outlet: given(query.outlet), from: days(query.from), to: days(query.to) };
    if [&narrow.from, &narrow.to].into_iter().flatten().any(|day| !is_day(day)) {
        return Err(Failure::Query);
    }
    let mut search = Search {
        words: query.q,
        outlet: narrow.outlet.clone(),
        from: narrow.from.clone().unwrap_or_default(),
        to: narrow.to.clone().unwrap_or_default(),
        wrong: None,
        hits: vec![],
        first: 1,
        earlier: None,
        later: None,
        facets: vec![],
        counted: None,
    };
    if search.words.trim().is_empty() {
        return Ok(search);
    }
    if search.words.chars().count() > LONGEST {
        search.wrong = Some("That is too long to search for.");
        return Ok(search);
    }
    let page = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let skip = (page - 1) * WINDOW;
    match case.search_within(&search.words, &narrow, WINDOW + 1, skip) {
        Ok(hits) => {
            let at = |page: usize| format!("{}&page={page}", link(&search.words, &narrow));
            search.first = skip + 1;
            search.earlier = (page > 1).then(|| at(page - 1));
            search.later = (hits.len() > WINDOW && page < LAST_PAGE).then(|| at(page + 1));
            search.hits = hits.iter().take(WINDOW).map(shown).collect();
        }
        Err(error) if error.is_query() => {
            search.wrong = Some("There is nothing to search for in that: give at least one word.");
            return Ok(search);
        }
        Err(error) => return Err(error.into()),
    }
    let facets = case.facets(&search.words, &narrow)?;
    if facets.more {
        let counted = grouped(facets.counted);
        search.counted = Some(format!("The numbers are of {counted} reports; there are more."));
    }
    search.facets = listed(&search.words, &narrow, &facets);
    Ok(search)
}

/// The facets as links.
fn listed(words: &str, narrow: &Narrow, facets: &Facets) -> Vec<(&'static str, Vec<Facet>)> {
    let mut all = vec![];
    let outlets = facets.outlets.iter().take(FACETS).map(|(outlet, count)| {
        let held = narrow.outlet.is_some();
        let to = Narrow { outlet: (!held).then(|| outlet.clone()), ..narrow.clone() };
        let name = if outlet.is_empty() { "no outlet named".into() } else { outlet.clone() };
        Facet { name, count: *count, link: link(words, &to), held }
    });
    all.push(("Outlet", outlets.collect::<Vec<_>>()));
    // Years first; months once a year is chosen, or where there is one only.
    let mut years: Vec<(String, usize)> = vec![];
    for (month, count) in &facets.months {
        let year = month.get(..4).unwrap_or(month);
        match years.last_mut() {
            Some((held, n)) if held == year => *n += count,
            _ => years.push((year.to_owned(), *count)),
        }
    }
    let narrowed = narrow.from.is_some() || narrow.to.is_some();
    let (heading, periods) = match years.len() {
        0 | 1 => ("Month", facets.months.clone()),
        _ => ("Year", years),
    };
    let held = narrowed && periods.len() == 1;
    let periods = periods.iter().rev().take(FACETS).map(|(period, count)| {
        let days = (!held).then(|| period.clone());
        let to = Narrow { from: days.clone(), to: days, ..narrow.clone() };
        Facet { name: period.clone(), count: *count, link: link(words, &to), held }
    });
    let mut periods: Vec<Facet> = periods.collect();
    if narrowed && !held {
        let to = Narrow { from: None, to: None, ..narrow.clone() };
        periods.push(Facet {
            name: "all days".into(),
            count: 0,
            link: link(words, &to),
            held: false,
        });
    }
    all.push((heading, periods));
    all.retain(|(_, facets)| !facets.is_empty());
    all
}

/// The address of a search.
fn link(words: &str, narrow: &Narrow) -> String {
    let mut out = format!("/search?q={}", encoded(words));
    for (name, value) in [("outlet", &narrow.outlet), ("from", &narrow.from), ("to", &narrow.to)] {
        if let Some(value) = value {
            out += &format!("&{name}={}", encoded(value));
        }
    }
    out
}

fn shown(hit: &Hit) -> Shown {
    let parts: &[Part] = hit.evidence.as_ref().map_or(&[], |evidence| &evidence.parts);
    let id = &hit.report.id;
    let link = match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => {
            let (from, to) = (first.bytes[0], last.bytes[1]);
            format!("/reports/{id}?at={from}-{to}#b{from}-{to}")
        }
        _ => format!("/reports/{id}"),
    };
    let mut sentence = vec![];
    for part in parts {
        if !sentence.is_empty() {
            sentence.push((" … ".into(), false));
        }
        sentence.extend(pieces(part, &hit.matches));
    }
    let mut facts = vec![day(&hit.report).unwrap_or_else(|| "undated".into())];
    facts.extend(hit.report.outlet.clone());
    Shown { title: title(&hit.report), facts, link, sentence }
}

/// A part of a sentence, cut where a match begins or ends. Matches are in characters of the whole
/// reading text.
fn pieces(part: &Part, matches: &[[usize; 2]]) -> Vec<(String, bool)> {
    let text = part.reading.as_deref().unwrap_or(&part.quote);
    let start = part.chars.map_or(0, |chars| chars[0]);
    let mut pieces: Vec<(String, bool)> = vec![];
    let mut next = matches.iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while next.next_if(|found| found[1] <= start + at).is_some() {}
        let inside =
            part.chars.is_some() && next.peek().is_some_and(|found| found[0] <= start + at);
        match pieces.last_mut() {
            Some((piece, marked)) if *marked == inside => piece.push(c),
            _ => pieces.push((c.to_string(), inside)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_marked_in_their_sentence() {
        let part = Part {
            bytes: [0, 0],
            chars: Some([100, 118]),
            quote: String::new(),
            reading: Some("Идлиб under truce.".into()),
        };
        let marked = pieces(&part, &[[3, 5], [100, 105], [112, 117]]);
        let marked: Vec<(&str, bool)> = marked.iter().map(|(text, on)| (&**text, *on)).collect();
        assert_eq!(marked, [("Идлиб", true), (" under ", false), ("truce", true), (".", false)]);
    }
}

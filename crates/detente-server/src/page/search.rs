//! `/search`: reports in which words stand.

use super::{Failure, day, title};
use askama::Template;
use detente_case::{Case, Hit};
use detente_record::Part;

/// Reports listed.
const MOST: usize = 50;
/// Characters of a question; no one types more.
const LONGEST: usize = 1000;

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    /// The words.
    #[serde(default)]
    pub(crate) q: String,
}

/// The form and what was found.
#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct Search {
    words: String,
    /// What is wrong with the question.
    wrong: Option<&'static str>,
    hits: Vec<Shown>,
    more: bool,
}

struct Shown {
    title: String,
    facts: Vec<String>,
    link: String,
    /// The sentence in pieces, and whether each is a word that was asked for.
    sentence: Vec<(String, bool)>,
}

/// What `words` find.
pub(crate) fn page(case: &Case, words: String) -> Result<Search, Failure> {
    let mut search = Search { words, wrong: None, hits: vec![], more: false };
    if search.words.trim().is_empty() {
        return Ok(search);
    }
    if search.words.chars().count() > LONGEST {
        search.wrong = Some("That is too long to search for.");
        return Ok(search);
    }
    match case.search(&search.words, MOST + 1) {
        Ok(hits) => {
            search.more = hits.len() > MOST;
            search.hits = hits.iter().take(MOST).map(shown).collect();
        }
        Err(error) if error.is_query() => {
            search.wrong = Some("There is nothing to search for in that: give at least one word.");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(search)
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

//! Cleaning values and putting the best of each field first.

use super::{Finding, Source, byline::is_name};
use crate::html::{Field, Metadatum};
use std::ops::Range;

/// Cleans all findings, drops what says nothing, and sorts by field and worth.
pub(super) fn order(found: Vec<Finding>) -> Vec<Metadatum> {
    let outlets: Vec<String> =
        found.iter().filter(|f| f.field == Field::Outlet).map(|f| plain(&f.value)).collect();
    let heading = printed_title(&found);
    let mut ranked: Vec<(Field, u32, Metadatum)> = vec![];
    for (at, finding) in found.into_iter().enumerate() {
        let Finding { field, value, range, source } = finding;
        let (value, range) = match field {
            Field::Title if !matches!(source, Source::Heading(_)) => {
                without_outlet(value, range, &outlets)
            }
            _ => (value, range),
        };
        let value = collapse(&value);
        if !says_something(field, &value) {
            continue;
        }
        let printed = heading.as_ref() == Some(&range);
        // A second heading is the title only where the head says so.
        if source == Source::Heading(2) && !printed {
            continue;
        }
        let mut rank = worth(field, source, printed);
        // The outlet as its own author says little; any name is better.
        if field == Field::Byline && outlets.iter().any(|outlet| names(outlet, &plain(&value))) {
            rank += 20;
        }
        let from = source.word();
        ranked.push((
            field,
            rank * 1_000 + at.min(999) as u32,
            Metadatum { field, value, range, from },
        ));
    }
    ranked.sort_by_key(|(field, rank, _)| (*field, *rank));
    ranked.into_iter().map(|(_, _, datum)| datum).collect()
}

/// The heading that prints what the head states as the title: of those whose words stand in it,
/// the longest, since the outlet's name may be a heading too.
fn printed_title(found: &[Finding]) -> Option<Range<usize>> {
    const SHORTEST: usize = 8;
    let of_head = |f: &&Finding| {
        matches!(f.source, Source::OpenGraph | Source::Article | Source::TitleElement)
    };
    let titles: Vec<String> = found
        .iter()
        .filter(|f| f.field == Field::Title)
        .filter(of_head)
        .map(|f| plain(&f.value))
        .collect();
    let headings = found.iter().filter(|f| matches!(f.source, Source::Heading(_)));
    let printed = headings.enumerate().filter_map(|(at, f)| {
        let words = plain(&f.value);
        let stands = words.len() >= SHORTEST && titles.iter().any(|title| title.contains(&words));
        stands.then(|| (words.len(), std::cmp::Reverse(at), f.range.clone()))
    });
    printed.max_by_key(|(len, at, _)| (*len, *at)).map(|(_, _, range)| range)
}

/// How far down a value goes: 0 is best. `printed` of the heading that prints the title.
fn worth(field: Field, source: Source, printed: bool) -> u32 {
    match (field, source) {
        (Field::Title, Source::Heading(_)) if printed => 0,
        (Field::Title, Source::Article) => 1,
        (Field::Title, Source::OpenGraph) => 2,
        (Field::Title, Source::TitleElement) => 4,
        (Field::Title, Source::WebPage) => 5,
        (Field::Outlet, Source::OpenGraph) => 0,
        (Field::Url, Source::Canonical) => 0,
        (Field::Url, Source::OpenGraph) => 1,
        (Field::Language, Source::Markup) => 0,
        (Field::Published, Source::OpenGraph) => 0,
        (_, Source::Article) => 1,
        (Field::Published, Source::Time(0)) => 3,
        (Field::Published, Source::NamedMeta(place)) => 4 + u32::from(place) / 8,
        (Field::Published, Source::Time(1)) => 8,
        (Field::Published, Source::WebPage) => 9,
        (Field::Published, Source::Near) => 10,
        (Field::Published, Source::Time(_)) => 11,
        (_, Source::NamedMeta(place)) => 6 + u32::from(place) / 8,
        (_, Source::OpenGraph) => 7,
        (Field::Byline, Source::Markup) => 5,
        (Field::Byline, Source::Near) => 9,
        _ => 9,
    }
}

fn says_something(field: Field, value: &str) -> bool {
    if value.is_empty() || value.len() > 1_000 {
        return false;
    }
    match field {
        Field::Byline => is_name(value),
        Field::Url => value.contains("://"),
        Field::Published => value.len() <= 80 && value.bytes().any(|c| c.is_ascii_digit()),
        Field::Language => {
            value.len() <= 20 && value.chars().next().is_some_and(char::is_alphabetic)
        }
        Field::Title | Field::Outlet => value.chars().any(char::is_alphanumeric),
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits only, in lower case.
pub(super) fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether one of two plain names is a part of the other.
fn names(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.contains(other) || other.contains(one))
}

/// Cuts the outlet off a title ("Talks resume | The Daily"): a last or first part that names a
/// known outlet, or a last part after a bar that is much shorter than the rest.
fn without_outlet(
    value: String,
    range: Range<usize>,
    outlets: &[String],
) -> (String, Range<usize>) {
    const CUTS: [&str; 8] = [" | ", " – ", " - ", " — ", " · ", " :: ", " » ", " • "];
    let last = CUTS.iter().filter_map(|cut| value.rfind(cut).map(|at| (at, *cut))).max();
    let first = CUTS.iter().filter_map(|cut| value.find(cut).map(|at| (at, *cut))).min();
    let names_outlet = |part: &str| {
        let part = plain(part);
        outlets.iter().any(|outlet| names(outlet, &part))
    };
    if let Some((at, cut)) = last {
        let (head, tail) = (&value[..at], &value[at + cut.len()..]);
        let short = tail.split_whitespace().count() <= 3
            && head.split_whitespace().count() >= 4
            && (cut != " - " && cut != " – " || tail.contains('.') || outlets.is_empty());
        if names_outlet(tail) || short {
            return without_outlet_shrunk(head.to_owned(), &value, range, 0);
        }
    }
    if let Some((at, cut)) = first
        && names_outlet(&value[..at])
    {
        let from = at + cut.len();
        return without_outlet_shrunk(value[from..].to_owned(), &value, range, from);
    }
    (value, range)
}

/// The range of a part of a value, where the value stands as it is; else the whole range.
fn without_outlet_shrunk(
    part: String,
    value: &str,
    range: Range<usize>,
    from: usize,
) -> (String, Range<usize>) {
    let range = if range.len() == value.len() {
        range.start + from..range.start + from + part.len()
    } else {
        range
    };
    (part, range)
}

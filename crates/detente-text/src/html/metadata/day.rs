//! Days of publication in the page's text: `time` elements, `itemprop`, classes, and dates that
//! stand near the heading.

use super::{Finding, Source};
use crate::date::parse_day;
use crate::html::Field;
use crate::html::entity;
use crate::html::flow::Run;
use crate::html::mark::Hint;
use crate::html::scene::Scene;
use crate::html::tag::Tag;
use crate::html::token::Name;
use std::ops::Range;

/// Dates in the text of a page, best first.
pub(super) fn findings(scene: &Scene<'_>, chosen: &[bool]) -> Vec<Finding> {
    let mut found = elements(scene, chosen);
    found.extend(near_heading(scene, chosen));
    found.extend(in_address(scene));
    found
}

/// Stretch of nodes in which a date may be the report's: from somewhat before the main heading,
/// or the first of the report's blocks, to the end of the last.
fn reach(scene: &Scene<'_>, chosen: &[bool]) -> Range<usize> {
    let runs = &scene.flow.runs;
    let first = chosen.iter().position(|own| *own).unwrap_or(0);
    let last = chosen.iter().rposition(|own| *own).unwrap_or(runs.len());
    let heading = scene.heading.and_then(|node| runs.iter().position(|run| run.element == node));
    let from = heading.map_or(first, |heading| heading.min(first)).saturating_sub(8);
    let node = |at: usize| runs.get(at).map_or(scene.tree.nodes.len(), |run| run.node);
    node(from)..node(last + 8)
}

/// `time` and `abbr` elements, and those marked as the date of publication.
fn elements(scene: &Scene<'_>, chosen: &[bool]) -> Vec<Finding> {
    let tree = scene.tree;
    let reach = reach(scene, chosen);
    let mut found = vec![];
    for node in 1..tree.nodes.len() {
        let Some(tag) = tree.nodes[node].tag() else { continue };
        let marked = tree.attribute(node, Name::Itemprop).is_some_and(|prop| {
            prop.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("datePublished"))
        });
        if !marked && tag != Tag::Time {
            continue;
        }
        let range = [Name::Content, Name::Datetime, Name::Title]
            .into_iter()
            .find_map(|name| tree.attribute_range(node, name))
            .or_else(|| (node + 1 < tree.nodes[node].end()).then(|| tree.nodes[node + 1].range()));
        let Some(range) = range else { continue };
        let class = tree.attribute(node, Name::Class).unwrap_or("").to_ascii_lowercase();
        let modified = class.contains("updated") && !class.contains("published")
            || class.contains("modified")
            || tree.attribute(node, Name::Itemprop).is_some_and(|prop| prop.contains("odified"));
        let rank = if marked {
            0
        } else if !reach.contains(&node) {
            3
        } else {
            1 + u8::from(modified)
        };
        let value = entity::decode(&tree.html[range.clone()]).into_owned();
        found.push(Finding { field: Field::Published, value, range, source: Source::Time(rank) });
    }
    found.sort_by_key(|finding| finding.source);
    found.truncate(12);
    found
}

/// Dates in short lines around the heading and the first paragraphs.
fn near_heading(scene: &Scene<'_>, chosen: &[bool]) -> Vec<Finding> {
    let reach = reach(scene, chosen);
    let mut found: Vec<(u8, Finding)> = vec![];
    for run in scene.flow.runs.iter().filter(|run| reach.contains(&run.node)) {
        if found.len() == 12 {
            break;
        }
        let dated = scene.hints[run.node] == Some(Hint::Date);
        if run.counts.chars > 160 || run.counts.digits < 4 && !dated {
            continue;
        }
        for piece in &scene.flow.pieces[run.pieces.clone()] {
            let range = piece.range.clone();
            let Some(date) = date_in(&scene.tree.html[range.clone()]) else { continue };
            let range = range.start + date.start..range.start + date.end;
            let value = scene.tree.html[range.clone()].to_owned();
            let rank = rank(scene, run, dated);
            found.push((
                rank,
                Finding { field: Field::Published, value, range, source: Source::Near },
            ));
            break;
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, finding)| finding).collect()
}

fn rank(scene: &Scene<'_>, run: &Run, dated: bool) -> u8 {
    let near = scene.heading.is_some_and(|heading| run.node.abs_diff(heading) < 120);
    match (dated, near) {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (false, false) => 3,
    }
}

/// A day in the page's own address ("/2020/02/13/").
fn in_address(scene: &Scene<'_>) -> Vec<Finding> {
    let tree = scene.tree;
    let address = tree.elements(0, Tag::Link).find_map(|node| {
        let canonical = tree.attribute(node, Name::Rel)?.eq_ignore_ascii_case("canonical");
        canonical.then(|| tree.attribute_range(node, Name::Href)).flatten()
    });
    let Some(address) = address else { return vec![] };
    let text = &tree.html[address.clone()];
    let found = text.match_indices('/').find_map(|(slash, _)| {
        let start = slash + 1;
        let date = text.get(start..start + 10)?;
        let digits = |range: Range<usize>| {
            date.get(range).is_some_and(|part| part.bytes().all(|c| c.is_ascii_digit()))
        };
        let shaped = digits(0..4) && digits(5..7) && digits(8..10);
        let cut = date.as_bytes().get(4) == date.as_bytes().get(7) && !digits(4..5);
        let ends = !text[start + 10..].starts_with(|c: char| c.is_ascii_digit());
        (shaped && cut && ends && parse_day(date).is_some()).then_some(start..start + 10)
    });
    let finding = found.map(|date| {
        let range = address.start + date.start..address.start + date.end;
        let value = tree.html[range.clone()].to_owned();
        Finding { field: Field::Published, value, range, source: Source::Near }
    });
    finding.into_iter().collect()
}

/// The first stretch of a text that reads as a day with its year.
fn date_in(text: &str) -> Option<Range<usize>> {
    let mut words: Vec<Range<usize>> = vec![];
    let mut start = None;
    for (at, c) in text.char_indices().take(300) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(from..text.len());
    }
    let has_digit = |range: &Range<usize>| text[range.clone()].bytes().any(|c| c.is_ascii_digit());
    words.windows(3).find_map(|three| {
        let range = three[0].start..three[2].end;
        let digits = three.iter().filter(|word| has_digit(word)).count();
        (digits >= 2 && range.len() <= 40 && parse_day(&text[range.clone()]).is_some())
            .then_some(range)
    })
}

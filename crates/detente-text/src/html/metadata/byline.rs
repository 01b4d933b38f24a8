//! Authors named in the page's text: `itemprop`, `rel=author`, classes.

use super::{Finding, Source};
use crate::html::Field;
use crate::html::entity;
use crate::html::mark::{Hint, Reason};
use crate::html::scene::Scene;
use crate::html::token::Name;
use crate::html::tree::{Kind, Tree};
use std::ops::Range;

/// Words before a name, in lower case.
const BEFORE: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "autor",
    "autorin",
    "author",
    "auteur",
    "text",
    "written by",
    "posted by",
    "geschrieben von",
    "verfasst von",
    "ein artikel von",
    "eine analyse von",
    "ein gastbeitrag von",
    "ein kommentar von",
    "from",
    "od",
    "автор",
    "yazan",
    "redaktion",
    "interview",
    "words",
];

/// Words that stand where a name is looked for and are none, in lower case.
const NO_NAMES: &[&str] = &[
    "name",
    "admin",
    "author",
    "autor",
    "vom",
    "published",
    "publicado el",
    "follow author",
    "follow",
    "nachricht",
    "beitrag",
    "beiträge",
    "artikel von",
    "veröffentlicht von",
    "von",
    "by",
    "foto",
    "photo",
    "stand",
    "kommentar",
    "sagt",
    "says",
    "escribe",
    "archiv anzeigen",
    "zuletzt geändert am",
    "photograph by",
    "redaktion",
    "updated",
    "veröffentlicht",
    "gast",
    "guest",
    "anonymous",
    "related",
    "fotos",
    "mehr",
    "profil",
    "posted by",
    "written by",
];

/// Most elements looked at.
const MOST: usize = 40;

/// Authors in the text of a page.
pub(super) fn findings(scene: &Scene<'_>) -> Vec<Finding> {
    let tree = scene.tree;
    let mut found = vec![];
    let mut looked = 0;
    for node in 1..tree.nodes.len() {
        if tree.nodes[node].tag().is_none() || looked == MOST {
            continue;
        }
        let has = |name, word: &str| {
            tree.attribute(node, name).is_some_and(|value| {
                value.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word))
            })
        };
        let elsewhere = scene.against[tree.nodes[node].parent()].is_some_and(|(reason, _)| {
            !matches!(reason, Reason::Details | Reason::Author | Reason::Header | Reason::Share)
        });
        let stated = has(Name::Itemprop, "author") || has(Name::Rel, "author");
        let hinted = scene.hints[node] == Some(Hint::Author)
            && scene.hints[tree.nodes[node].parent()] != Some(Hint::Author);
        if (stated || hinted) && !elsewhere {
            looked += 1;
            let source = if stated { Source::Markup } else { Source::Near };
            if let Some((range, value)) = name_in(tree, node) {
                found.push(Finding { field: Field::Byline, value, range, source });
            }
        }
    }
    found
}

/// Lines near the main heading that open with "By" or its like and hold nothing but names.
pub(super) fn near_heading(scene: &Scene<'_>) -> Vec<Finding> {
    const LONGEST: u32 = 90;
    const NEAR: usize = 14;
    let runs = &scene.flow.runs;
    let heading = scene.heading.and_then(|node| runs.iter().position(|run| run.element == node));
    let Some(heading) = heading else { return vec![] };
    let around = heading.saturating_sub(3)..(heading + NEAR).min(runs.len());
    let found = runs[around]
        .iter()
        .filter(|run| run.counts.chars <= LONGEST && !run.hidden)
        .find_map(|run| {
            let html = scene.tree.html;
            let pieces = &scene.flow.pieces[run.pieces.clone()];
            let mut prefixed = false;
            pieces.iter().filter(|piece| piece.text.is_none()).take(4).find_map(|piece| {
                let range = trimmed(html, piece.range.clone());
                let rest = after_prefix(html, range.clone());
                prefixed |= rest != range;
                let name = first_of_line(html, rest);
                let value = &html[name.clone()];
                let capital = value
                    .split_whitespace()
                    .all(|word| word.len() < 4 || !word.starts_with(char::is_lowercase));
                let fits = prefixed
                    && capital
                    && (2..=6).contains(&value.split_whitespace().count())
                    && is_name(value);
                fits.then(|| (name.clone(), value.to_owned()))
            })
        });
    let finding = found.map(|(range, value)| Finding {
        field: Field::Byline,
        value,
        range,
        source: Source::Near,
    });
    finding.into_iter().collect()
}

/// What stands before the first bar or date in a line.
fn first_of_line(html: &str, range: Range<usize>) -> Range<usize> {
    let text = &html[range.clone()];
    let end = text
        .find(['|', '·', '•', ',', '(', '/'])
        .or_else(|| text.find(|c: char| c.is_ascii_digit()));
    trimmed(html, range.start..range.start + end.unwrap_or(text.len()))
}

/// The first name in the text of an element.
fn name_in(tree: &Tree<'_>, node: usize) -> Option<(Range<usize>, String)> {
    let end = tree.nodes[node].end().min(node + 60);
    let texts = (node..end).filter(|&at| tree.nodes[at].kind == Kind::Text);
    for at in texts.take(8) {
        let range = trimmed(tree.html, tree.nodes[at].range());
        let range = after_prefix(tree.html, range);
        let value = entity::decode(&tree.html[range.clone()]).into_owned();
        if is_name(&value) {
            return Some((range, value));
        }
    }
    None
}

fn trimmed(html: &str, range: Range<usize>) -> Range<usize> {
    let edge =
        |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '–' | '-' | ':' | '/');
    let text = &html[range.clone()];
    let start = range.end - text.trim_start_matches(edge).len();
    let len = html[start..range.end].trim_end_matches(edge).len();
    start..start + len
}

fn after_prefix(html: &str, range: Range<usize>) -> Range<usize> {
    let text = &html[range.clone()];
    let longest = BEFORE
        .iter()
        .filter(|before| {
            let head = text.get(..before.len());
            let next = text.get(before.len()..).and_then(|rest| rest.chars().next());
            head.is_some_and(|head| head.to_lowercase() == **before)
                && next.is_none_or(|c| c.is_whitespace() || c == ':')
        })
        .map(|before| before.len())
        .max();
    longest.map_or(range.clone(), |len| trimmed(html, range.start + len..range.end))
}

/// Whether a text can be the name of a person or of an editorial office.
pub(super) fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.chars().find(|c| c.is_alphabetic());
    let lower = text.trim().to_lowercase();
    (1..=8).contains(&words)
        && !NO_NAMES.contains(&lower.as_str())
        && !lower.ends_with(" von")
        && !lower.ends_with(" by")
        && text.chars().count() <= 80
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && first.is_some_and(|c| !c.is_lowercase() || words <= 2)
        && !text.contains(['@', '{', '<', '?', '!', '©'])
        && !text.contains("://")
        && text.chars().filter(char::is_ascii_digit).count() <= 2
}

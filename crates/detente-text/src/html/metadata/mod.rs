//! What the markup of a page says of its report: every candidate, the best of each field first.

mod byline;
mod day;
mod json_ld;
mod meta;
mod order;

use super::Field;
use super::Metadatum;
use super::scene::Scene;
use super::tag::Tag;
use super::token::Name;
use super::tree::ROOT;
use std::ops::Range;

/// A value that was found, before it is cleaned and ranked.
#[derive(Clone, Debug)]
struct Finding {
    field: Field,
    value: String,
    range: Range<usize>,
    source: Source,
}

/// Where a value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// JSON-LD: an article.
    Article,
    /// JSON-LD: the page.
    WebPage,
    /// Open Graph.
    OpenGraph,
    /// Any other `meta`.
    Meta,
    /// The same, by its place in the list of names for its field.
    NamedMeta(u8),
    /// `<link rel=canonical>`.
    Canonical,
    /// `<title>`.
    TitleElement,
    /// A heading: 1 or 2.
    Heading(u8),
    /// `<time datetime>`, with 0 for the one most plainly of publication.
    Time(u8),
    /// Other markup in the text: `itemprop`, `rel=author`, classes.
    Markup,
    /// Words near the heading.
    Near,
}

impl Source {
    /// The word for [`Metadatum::from`].
    const fn word(self) -> &'static str {
        match self {
            Self::Article | Self::WebPage => "json-ld",
            Self::OpenGraph => "open-graph",
            Self::Meta | Self::NamedMeta(_) => "meta",
            Self::Time(_) => "time",
            Self::Canonical | Self::TitleElement | Self::Heading(_) | Self::Markup | Self::Near => {
                "markup"
            }
        }
    }
}

/// Most findings of a field, and most scripts of JSON-LD, that are looked at.
const MOST: usize = 64;

/// What a page's markup says, by field, best first. `chosen` says of each run whether it is the
/// report's own.
pub(super) fn gather(scene: &Scene<'_>, chosen: &[bool]) -> Vec<Metadatum> {
    let tree = scene.tree;
    let mut found = meta::findings(tree);
    let scripts = tree.elements(ROOT, Tag::Script).filter(|&script| {
        let kind = tree.attribute(script, Name::Type).unwrap_or("");
        kind.trim().to_ascii_lowercase().starts_with("application/ld+json")
            && script + 1 < tree.nodes[script].end()
    });
    for script in scripts.take(MOST) {
        found.extend(json_ld::findings(tree.html, tree.nodes[script + 1].range()));
    }
    found.extend(headings(scene));
    found.extend(byline::findings(scene));
    found.extend(byline::near_heading(scene));
    found.extend(day::findings(scene, chosen));
    let mut counts = [0usize; 6];
    found.retain(|finding| {
        counts[finding.field as usize] += 1;
        counts[finding.field as usize] <= MOST
    });
    order::order(found)
}

/// Headings that may be the title: `h1`, then `h2`, in order.
fn headings(scene: &Scene<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for (level, tag) in [(1, Tag::H1), (2, Tag::H2)] {
        for run in scene.flow.runs.iter().filter(|run| !run.hidden) {
            if scene.tree.nodes[run.element].tag() == Some(tag) && found.len() < 8 {
                let pieces = &scene.flow.pieces[run.pieces.clone()];
                if let (Some(first), Some(last)) = (pieces.first(), pieces.last()) {
                    found.push(Finding {
                        field: Field::Title,
                        value: scene.flow.text(scene.tree.html, run),
                        range: first.range.start..last.range.end,
                        source: Source::Heading(level),
                    });
                }
            }
        }
    }
    found
}

/// The heading that prints the title, among the runs.
pub(super) fn title_run(scene: &Scene<'_>, metadata: &[Metadatum]) -> Option<usize> {
    let title = metadata.iter().find(|datum| datum.field == Field::Title)?;
    let title = order::plain(&title.value);
    let runs = &scene.flow.runs;
    (0..runs.len()).find(|&at| {
        let run = &runs[at];
        matches!(scene.tree.nodes[run.element].tag(), Some(Tag::H1 | Tag::H2))
            && !run.hidden
            && order::plain(&scene.flow.text(scene.tree.html, run)) == title
    })
}

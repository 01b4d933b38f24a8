//! What `meta`, `link`, `title` and `html` elements say.

use super::{Finding, Source};
use crate::html::Field;
use crate::html::entity;
use crate::html::tag::Tag;
use crate::html::token::Name;
use crate::html::tree::{ROOT, Tree};

/// Names of `meta` elements by field, those that say it most plainly first.
const NAMES: &[(Field, Source, &[&str])] = &[
    (Field::Title, Source::OpenGraph, &["og:title"]),
    (
        Field::Title,
        Source::Meta,
        &[
            "twitter:title",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
            "citation_title",
            "headline",
            "title",
        ],
    ),
    (
        Field::Byline,
        Source::Meta,
        &[
            "author",
            "article:author_name",
            "byl",
            "byline",
            "parsely-author",
            "sailthru.author",
            "cxenseparse:author",
            "dc.creator",
            "dcterms.creator",
            "dcterms.creator.name",
            "citation_author",
            "article.author",
            "authors",
            "creator",
            "vr:author",
            "twitter:data1",
        ],
    ),
    (Field::Byline, Source::OpenGraph, &["article:author", "og:author", "og:article:author"]),
    (Field::Outlet, Source::OpenGraph, &["og:site_name"]),
    (
        Field::Outlet,
        Source::Meta,
        &[
            "publisher",
            "dc.publisher",
            "dcterms.publisher",
            "application-name",
            "citation_journal_title",
            "apple-mobile-web-app-title",
        ],
    ),
    (Field::Url, Source::OpenGraph, &["og:url"]),
    (Field::Url, Source::Meta, &["twitter:url", "parsely-link"]),
    (
        Field::Published,
        Source::OpenGraph,
        &[
            "article:published_time",
            "og:published_time",
            "og:article:published_time",
            "article:published",
            "og:pubdate",
        ],
    ),
    (
        Field::Published,
        Source::Meta,
        &[
            "datepublished",
            "parsely-pub-date",
            "publication_date",
            "publish-date",
            "publishdate",
            "publish_date",
            "pubdate",
            "pub_date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date.created",
            "dcterms.created",
            "dc.date",
            "dcterms.date",
            "citation_publication_date",
            "sailthru.date",
            "cxenseparse:recs:publishtime",
            "article.published",
            "article.created",
            "date.created",
            "date",
            "created",
            "published",
            "date_published",
            "originalpublicationdate",
            "ptime",
            "last-published",
        ],
    ),
    (Field::Language, Source::Meta, &["content-language", "language", "dc.language", "inlanguage"]),
    (Field::Language, Source::OpenGraph, &["og:locale"]),
];

/// What the head says.
pub(super) fn findings(tree: &Tree<'_>) -> Vec<Finding> {
    let mut found = vec![];
    for node in 1..tree.nodes.len() {
        match tree.nodes[node].tag() {
            Some(Tag::Meta) => meta(tree, node, &mut found),
            Some(Tag::Link) => link(tree, node, &mut found),
            Some(Tag::Html) => {
                let range = tree
                    .attribute_range(node, Name::Lang)
                    .or_else(|| tree.attribute_range(node, Name::XmlLang));
                found.extend(range.map(|range| Finding {
                    field: Field::Language,
                    value: tree.html[range.clone()].to_owned(),
                    range,
                    source: Source::Markup,
                }));
            }
            _ => {}
        }
    }
    found.extend(title(tree));
    found
}

fn meta(tree: &Tree<'_>, node: usize, found: &mut Vec<Finding>) {
    let Some(range) = tree.attribute_range(node, Name::Content) else { return };
    for kind in [Name::Property, Name::Named, Name::Itemprop, Name::HttpEquiv] {
        let Some(name) = tree.attribute(node, kind) else { continue };
        let name = name.trim().to_ascii_lowercase();
        for (field, source, names) in NAMES {
            if let Some(place) = names.iter().position(|known| *known == name) {
                let source = match source {
                    Source::Meta => Source::NamedMeta(place as u8),
                    _ => *source,
                };
                let value = entity::decode(&tree.html[range.clone()]).into_owned();
                found.push(Finding { field: *field, value, range: range.clone(), source });
                return;
            }
        }
    }
}

fn link(tree: &Tree<'_>, node: usize, found: &mut Vec<Finding>) {
    let rel = tree.attribute(node, Name::Rel).unwrap_or("");
    if !rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("canonical")) {
        return;
    }
    if let Some(range) = tree.attribute_range(node, Name::Href) {
        let value = entity::decode(&tree.html[range.clone()]).into_owned();
        found.push(Finding { field: Field::Url, value, range, source: Source::Canonical });
    }
}

/// The `title` element of the page, outlet and all.
fn title(tree: &Tree<'_>) -> Option<Finding> {
    let node = tree.elements(ROOT, Tag::Title).next()?;
    let text = (node + 1..tree.nodes[node].end()).next()?;
    let range = tree.nodes[text].range();
    let value = entity::decode(&tree.html[range.clone()]).into_owned();
    Some(Finding { field: Field::Title, value, range, source: Source::TitleElement })
}

//! Names of columns and fields: which holds the text, which a title, which a date.

use crate::Supplied;

/// What a named column or field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The text, with the rank of its name: where several are filled, the lowest is taken.
    Text(usize),
    /// Title.
    Title,
    /// Address.
    Url,
    /// Date of publication.
    Published,
    /// Outlet.
    Outlet,
    /// Author.
    Byline,
    /// Language.
    Language,
    /// When it was fetched.
    Retrieved,
}

/// Names of text fields, the fullest text first. A lead or summary stands in only where there is
/// nothing fuller.
const TEXT: [&str; 24] = [
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "fulltext",
    "articletext",
    "articlebody",
    "bodytext",
    "contenttext",
    "maincontent",
    "articlecontent",
    "storytext",
    "story",
    "rawtext",
    "cleanedtext",
    "html",
    "contenthtml",
    "bodyhtml",
    "rawhtml",
    "description",
    "summary",
    "abstract",
    "snippet",
];

/// How sentences name the text fields.
pub(super) const TEXT_NAMES: &str = "text, body, content, article, maintext or the like";

/// What a column of this name holds; case, spaces, hyphens and underscores do not matter.
pub(super) fn column(name: &str) -> Option<Column> {
    let plain: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(40)
        .collect();
    if let Some(rank) = TEXT.iter().position(|text| *text == plain) {
        return Some(Column::Text(rank));
    }
    Some(match plain.as_str() {
        "title" | "headline" | "heading" | "articletitle" => Column::Title,
        "url" | "link" | "uri" | "weburl" | "canonicalurl" | "articleurl" | "href"
        | "permalink" | "sourceurl" => Column::Url,
        "date" | "published" | "publishdate" | "datepublish" | "publishedat" | "datepublished"
        | "publicationdate" | "pubdate" | "publishedon" | "publisheddate" | "datetime"
        | "timestamp" | "articledate" => Column::Published,
        "outlet" | "source" | "publisher" | "domain" | "sourcedomain" | "sitename"
        | "newspaper" | "publication" | "sourcename" => Column::Outlet,
        "author" | "byline" | "authors" | "writer" | "reporter" | "creator" => Column::Byline,
        "language" | "lang" | "inlanguage" => Column::Language,
        "retrieved" | "retrievedat" | "datedownload" | "fetched" | "fetchedat" | "crawled"
        | "crawledat" | "scraped" | "scrapedat" | "downloaded" => Column::Retrieved,
        _ => return None,
    })
}

/// Puts a value where its column belongs; the first that is not blank stays.
pub(super) fn supply(supplied: &mut Supplied, column: Column, value: String) {
    let slot = match column {
        Column::Text(_) => return,
        Column::Title => &mut supplied.title,
        Column::Url => &mut supplied.url,
        Column::Published => &mut supplied.published,
        Column::Outlet => &mut supplied.outlet,
        Column::Byline => &mut supplied.byline,
        Column::Language => &mut supplied.language,
        Column::Retrieved => &mut supplied.retrieved,
    };
    let value = value.trim();
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value.to_owned());
    }
}

/// Names for a sentence: the first few, each cut short.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> =
        names.take(9).map(|name| name.chars().take(30).collect()).collect();
    if names.len() == 9 {
        names[8] = "…".to_owned();
    }
    names.join(", ")
}

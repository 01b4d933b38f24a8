//! What the names of elements, their roles, classes and ids say of the text in them.

use super::tag::Tag;
use super::token::Name;
use super::tree::Tree;
use super::vocabulary::{self, Word};
use std::collections::BTreeMap;

/// Why text is no part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    Navigation,
    Breadcrumbs,
    Header,
    Footer,
    Sidebar,
    Related,
    Comments,
    Share,
    Consent,
    Newsletter,
    Paywall,
    Advertisement,
    Author,
    Tags,
    Details,
    Form,
    Hidden,
    Links,
    Outside,
}

impl Reason {
    /// A few words for a note.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Breadcrumbs => "breadcrumbs",
            Self::Header => "page header",
            Self::Footer => "page footer",
            Self::Sidebar => "sidebar",
            Self::Related => "related links",
            Self::Comments => "comments",
            Self::Share => "share buttons",
            Self::Consent => "cookie notice",
            Self::Newsletter => "newsletter box",
            Self::Paywall => "paywall notice",
            Self::Advertisement => "advertisement",
            Self::Author => "author box",
            Self::Tags => "tags",
            Self::Details => "date, author and category lines",
            Self::Form => "form",
            Self::Hidden => "hidden text",
            Self::Links => "list of links",
            Self::Outside => "outside the main text",
        }
    }
}

/// What a class or id hints at, without deciding anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    Lead,
    Caption,
    Meta,
    Author,
    Teaser,
    Box,
    Header,
    Gallery,
    Product,
    Category,
    Date,
    Title,
    Text,
    Action,
}

/// How many hints there are.
pub(super) const HINTS: u16 = 14;

/// What an element says of its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// It is no part of the report.
    pub(super) against: Option<Reason>,
    /// How plainly it is the report: 0 nothing said, 1 the page's content, 2 the article,
    /// 3 the article's text.
    pub(super) own: u8,
    /// What its names hint at.
    pub(super) hint: Option<Hint>,
}

/// What the names met so far say; pages use few and use them often.
pub(super) type Known<'a> = BTreeMap<&'a str, (Option<Word>, Option<Hint>)>;

/// The mark of an element.
pub(super) fn mark<'a>(tree: &Tree<'a>, node: usize, tag: Tag, known: &mut Known<'a>) -> Mark {
    let mut mark = by_tag(tag);
    if let Some(role) = tree.attribute(node, Name::Role) {
        by_role(role, &mut mark);
    }
    if let Some(kind) = tree.attribute(node, Name::Itemprop) {
        let has =
            |word: &str| kind.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word));
        if has("articleBody") || has("blogPost") && tag != Tag::Meta {
            mark.own = 3;
        } else if has("author") || has("datePublished") || has("publisher") || has("dateModified") {
            mark.against = mark.against.or(Some(Reason::Details));
        } else if has("comment") {
            mark.against = Some(Reason::Comments);
        } else if has("breadcrumb") {
            mark.against = Some(Reason::Breadcrumbs);
        }
    }
    if matches!(tag, Tag::Body | Tag::Html) {
        return Mark::default();
    }
    for name in [Name::Class, Name::Id, Name::Component, Name::TestId] {
        if let Some(value) = tree.attribute(node, name) {
            by_words(value, &mut mark, known);
        }
    }
    mark
}

fn by_tag(tag: Tag) -> Mark {
    let against = match tag {
        Tag::Nav | Tag::Menu => Some(Reason::Navigation),
        Tag::Footer => Some(Reason::Footer),
        Tag::Aside => Some(Reason::Sidebar),
        Tag::Button | Tag::Select | Tag::Option | Tag::Textarea | Tag::Fieldset | Tag::Legend => {
            Some(Reason::Form)
        }
        Tag::Form => Some(Reason::Form),
        Tag::Dialog => Some(Reason::Consent),
        _ => None,
    };
    let own = match tag {
        Tag::Article => 2,
        Tag::Main => 1,
        _ => 0,
    };
    Mark { against, own, hint: None }
}

fn by_role(role: &str, mark: &mut Mark) {
    match role.trim().to_ascii_lowercase().as_str() {
        "navigation" | "menu" | "menubar" | "tablist" | "toolbar" => {
            mark.against = Some(Reason::Navigation);
        }
        "complementary" => mark.against = Some(Reason::Sidebar),
        "contentinfo" => mark.against = Some(Reason::Footer),
        "banner" => mark.against = Some(Reason::Header),
        "search" => mark.against = Some(Reason::Form),
        "dialog" | "alertdialog" => mark.against = Some(Reason::Consent),
        "main" => mark.own = mark.own.max(1),
        "article" => mark.own = mark.own.max(2),
        _ => {}
    }
}

/// Reads the words of a class or id.
fn by_words<'a>(value: &'a str, mark: &mut Mark, known: &mut Known<'a>) {
    for name in value.split_ascii_whitespace() {
        let judged = || (vocabulary::judge(name), vocabulary::hint(name));
        let (word, hint) = *known.entry(name).or_insert_with(judged);
        match word {
            Some(Word::Against(reason)) => mark.against = mark.against.or(Some(reason)),
            Some(Word::Own(tier)) => mark.own = mark.own.max(tier),
            None => {}
        }
        mark.hint = mark.hint.or(hint);
    }
}

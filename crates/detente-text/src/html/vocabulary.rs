//! The words that pages use in classes and ids, in the languages we have met.
//!
//! A class such as `articleShareButtons` or `jp-relatedposts` is cut into words at hyphens,
//! underscores and changes of case. Short words must stand alone; long ones may be part of a
//! compound (`seitenkommentare`).

use super::mark::{Hint, Reason};
use super::stems::Stems;
use std::sync::LazyLock;

/// What a class or id says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Not the report.
    Against(Reason),
    /// The report, in tiers of plainness (see `Mark::own`).
    Own(u8),
}

/// Names that hold the text of an article, whatever else stands in them.
const BODIES: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "articlecopy",
    "articledetail",
    "artikeltext",
    "artikelinhalt",
    "artikelbody",
    "bodytext",
    "bodycopy",
    "contentbody",
    "contenttext",
    "entrycontent",
    "entrybody",
    "entrytext",
    "newscontent",
    "newsbody",
    "newstext",
    "pagebody",
    "postbody",
    "postcontent",
    "postentry",
    "posttext",
    "richtext",
    "singlecontent",
    "storybody",
    "storycontent",
    "storytext",
    "textcontent",
    "thecontent",
    "blogcontent",
    "blogbody",
    "postarea",
    "articlesection",
    "beitragstext",
    "cuerponoticia",
    "cuerpo",
    "corpoarticolo",
    "noticiatexto",
    "fliesstext",
    "wysiwyg",
    "prose",
];

/// Names of the page's content as a whole.
const CONTENTS: &[&str] = &[
    "content",
    "contents",
    "main",
    "maincontent",
    "contentmain",
    "pagecontent",
    "inhalt",
    "contenu",
    "contenido",
    "contenuto",
    "primary",
    "article",
    "artikel",
    "post",
    "entry",
    "story",
    "hentry",
    "beitrag",
];

/// Words that stand alone.
const ALONE: &[(&str, Reason)] = &[
    ("nav", Reason::Navigation),
    ("navi", Reason::Navigation),
    ("navbar", Reason::Navigation),
    ("menu", Reason::Navigation),
    ("menue", Reason::Navigation),
    ("topbar", Reason::Navigation),
    ("pager", Reason::Navigation),
    ("toc", Reason::Navigation),
    ("ad", Reason::Advertisement),
    ("ads", Reason::Advertisement),
    ("adv", Reason::Advertisement),
    ("sponsor", Reason::Advertisement),
    ("anzeige", Reason::Advertisement),
    ("werbung", Reason::Advertisement),
    ("publicidad", Reason::Advertisement),
    ("tags", Reason::Tags),
    ("keywords", Reason::Tags),
    ("taglist", Reason::Tags),
    ("tagcloud", Reason::Tags),
    ("schlagworte", Reason::Tags),
    ("byline", Reason::Details),
    ("dateline", Reason::Details),
    ("timestamp", Reason::Details),
    ("bio", Reason::Author),
    ("share", Reason::Share),
    ("sharing", Reason::Share),
    ("shares", Reason::Share),
    ("teilen", Reason::Share),
    ("social", Reason::Share),
    ("socials", Reason::Share),
    ("related", Reason::Related),
    ("popular", Reason::Related),
    ("trending", Reason::Related),
    ("modal", Reason::Consent),
    ("popup", Reason::Consent),
    ("gdpr", Reason::Consent),
    ("dsgvo", Reason::Consent),
    ("sidebar", Reason::Sidebar),
    ("footer", Reason::Footer),
    ("fuss", Reason::Footer),
    ("masthead", Reason::Header),
    ("print", Reason::Share),
    ("login", Reason::Form),
    ("search", Reason::Form),
    ("suche", Reason::Form),
    ("comment", Reason::Comments),
    ("comments", Reason::Comments),
    ("kommentar", Reason::Comments),
    ("kommentare", Reason::Comments),
    ("respond", Reason::Comments),
    ("disqus", Reason::Comments),
    ("widget", Reason::Sidebar),
];

/// Words that may be part of a longer one.
const WITHIN: &[(&str, Reason)] = &[
    ("breadcrumb", Reason::Breadcrumbs),
    ("brotkrumen", Reason::Breadcrumbs),
    ("navigation", Reason::Navigation),
    ("pagination", Reason::Navigation),
    ("dropdown", Reason::Navigation),
    ("skiplink", Reason::Navigation),
    ("sharedaddy", Reason::Share),
    ("sharebar", Reason::Share),
    ("sharebutton", Reason::Share),
    ("sharetools", Reason::Share),
    ("shariff", Reason::Share),
    ("addtoany", Reason::Share),
    ("addthis", Reason::Share),
    ("socialmedia", Reason::Share),
    ("relatedpost", Reason::Related),
    ("relatedart", Reason::Related),
    ("relatedcont", Reason::Related),
    ("relatednews", Reason::Related),
    ("yarpp", Reason::Related),
    ("outbrain", Reason::Related),
    ("taboola", Reason::Related),
    ("recommend", Reason::Related),
    ("mostread", Reason::Related),
    ("readmore", Reason::Related),
    ("newsletter", Reason::Newsletter),
    ("subscribe", Reason::Newsletter),
    ("subscription", Reason::Newsletter),
    ("paywall", Reason::Paywall),
    ("cookie", Reason::Consent),
    ("consent", Reason::Consent),
    ("advert", Reason::Advertisement),
    ("sponsored", Reason::Advertisement),
    ("commentlist", Reason::Comments),
    ("comment", Reason::Comments),
    ("kommentar", Reason::Comments),
    ("sidebar", Reason::Sidebar),
    ("authorbox", Reason::Author),
    ("authorbio", Reason::Author),
    ("aboutauthor", Reason::Author),
    ("postmeta", Reason::Details),
    ("entrymeta", Reason::Details),
    ("articlemeta", Reason::Details),
    ("footer", Reason::Footer),
];

/// Stems that hint at what an element holds.
const HINTS: &[(Hint, &[&str])] = &[
    (
        Hint::Caption,
        &[
            "caption",
            "bildunterschrift",
            "bildtext",
            "credit",
            "copyright",
            "legende",
            "imagetext",
            "fototext",
            "bildnachweis",
            "didascalia",
            "figure",
        ],
    ),
    (
        Hint::Lead,
        &[
            "lead",
            "intro",
            "standfirst",
            "teasertext",
            "vorspann",
            "excerpt",
            "summary",
            "abstract",
            "subtitle",
            "subheadline",
            "subhead",
            "chapo",
            "bajada",
            "entradilla",
            "sommario",
            "deck",
            "dek",
            "kicker",
            "description",
            "anreisser",
            "einleitung",
            "copete",
            "sumario",
            "subtitulo",
        ],
    ),
    (
        Hint::Author,
        &["author", "autor", "byline", "auteur", "writer", "profile", "vcard", "contributor"],
    ),
    (Hint::Date, &["date", "datum", "time", "fecha", "published", "zeit"]),
    (
        Hint::Category,
        &["categor", "kategori", "rubrik", "topic", "ressort", "label", "tag", "section"],
    ),
    (
        Hint::Action,
        &[
            "button", "btn", "action", "cta", "toggle", "tooltip", "rating", "vote", "poll",
            "notice", "message", "alert", "promo", "banner", "donat", "spende", "abo", "member",
            "premium",
        ],
    ),
    (Hint::Meta, &["meta", "info", "details", "toolbar", "tools", "utility"]),
    (
        Hint::Teaser,
        &[
            "teaser", "card", "tile", "preview", "item", "listing", "archive", "grid", "feed",
            "more", "next", "prev", "link",
        ],
    ),
    (
        Hint::Gallery,
        &[
            "gallery",
            "galerie",
            "slide",
            "carousel",
            "image",
            "bild",
            "foto",
            "photo",
            "media",
            "video",
            "player",
            "audio",
            "embed",
            "twitter",
            "instagram",
        ],
    ),
    (Hint::Product, &["product", "produkt", "price", "preis", "shop", "affiliate", "angebot"]),
    (
        Hint::Box,
        &[
            "box",
            "panel",
            "block",
            "module",
            "modul",
            "aside",
            "sticky",
            "bottom",
            "widget",
            "accordion",
            "infobox",
        ],
    ),
    (Hint::Header, &["header", "kopf", "hero", "top"]),
    (Hint::Title, &["title", "headline", "titel", "heading", "titulo", "titre"]),
    (
        Hint::Text,
        &[
            "text",
            "body",
            "content",
            "paragraph",
            "absatz",
            "copy",
            "inhalt",
            "article",
            "artikel",
            "story",
            "post",
            "entry",
        ],
    ),
];

static HINT_STEMS: LazyLock<Stems<Hint>> = LazyLock::new(|| {
    Stems::new(HINTS.iter().flat_map(|(hint, stems)| stems.iter().map(|stem| (*stem, *hint))))
});

static WITHIN_STEMS: LazyLock<Stems<Reason>> = LazyLock::new(|| Stems::new(WITHIN.iter().copied()));

static BODY_STEMS: LazyLock<Stems<()>> =
    LazyLock::new(|| Stems::new(BODIES.iter().map(|body| (*body, ()))));

/// What one class or id hints at.
pub(super) fn hint(name: &str) -> Option<Hint> {
    let mut buffer = [0u8; 64];
    let (joined, _) = cut(name, &mut buffer);
    HINT_STEMS.find(joined)
}

/// Judges one class or id.
pub(super) fn judge(name: &str) -> Option<Word> {
    let mut buffer = [0u8; 64];
    let (joined, words) = cut(name, &mut buffer);
    if BODIES.contains(&joined) {
        return Some(Word::Own(3));
    }
    for &(start, end) in words.as_slice() {
        let word = &joined[start as usize..end as usize];
        if let Some((_, reason)) = ALONE.iter().find(|(alone, _)| *alone == word) {
            return Some(Word::Against(*reason));
        }
    }
    if let Some(reason) = WITHIN_STEMS.find(joined) {
        return Some(Word::Against(reason));
    }
    if CONTENTS.contains(&joined) {
        return Some(Word::Own(1));
    }
    BODY_STEMS.find(joined).map(|()| Word::Own(2))
}

/// Where the words of a name lie in it.
struct Cut {
    words: [(u8, u8); 8],
    count: usize,
}

impl Cut {
    fn as_slice(&self) -> &[(u8, u8)] {
        &self.words[..self.count]
    }

    fn push(&mut self, start: usize, end: usize) {
        if start < end && self.count < self.words.len() {
            self.words[self.count] = (start as u8, end as u8);
            self.count += 1;
        }
    }
}

/// The letters of a name in lower case, and its words. Names of more than 64 letters are cut off.
fn cut<'b>(name: &str, buffer: &'b mut [u8; 64]) -> (&'b str, Cut) {
    let mut cut = Cut { words: [(0, 0); 8], count: 0 };
    let (mut len, mut start) = (0, 0);
    let mut was_lower = false;
    for &c in name.as_bytes() {
        if len == buffer.len() {
            break;
        }
        if !c.is_ascii_alphabetic() {
            cut.push(start, len);
            start = len;
            was_lower = false;
            continue;
        }
        if c.is_ascii_uppercase() && was_lower {
            cut.push(start, len);
            start = len;
        }
        was_lower = c.is_ascii_lowercase();
        buffer[len] = c.to_ascii_lowercase();
        len += 1;
    }
    cut.push(start, len);
    (std::str::from_utf8(&buffer[..len]).unwrap_or(""), cut)
}

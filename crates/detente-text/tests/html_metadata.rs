//! What markup states of a report, and where.

use detente_text::html::{Field, Metadatum, read_page};

fn first(html: &str, field: Field) -> Option<Metadatum> {
    read_page(html).metadata.into_iter().find(|datum| datum.field == field)
}

/// The value, the words that stand in the page, and the kind of source.
fn stated(html: &str, field: Field) -> Option<(String, String, &'static str)> {
    let datum = first(html, field)?;
    Some((datum.value, html[datum.range].to_owned(), datum.from))
}

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head>
<title>Talks resume at the lake | The Lakeside Post</title>
<meta property="og:title" content="Talks resume at the lake">
<meta property="og:site_name" content="The Lakeside Post">
<meta property="article:published_time" content="2021-03-04T08:00:00Z">
<link rel="canonical" href="https://lakeside.example/2021/03/04/talks">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Post", "url": "https://lakeside.example/"},
 {"@type": ["NewsArticle"], "headline": "Talks \u201cresume\u201d at the lake &amp; river",
  "datePublished": "2021-03-04", "inLanguage": "en",
  "author": [{"@type": "Person", "name": "Ada Marsh"}, {"@id": "urn:ben"}],
  "publisher": {"@type": "Organization", "name": "Lakeside Media"}},
 {"@type": "Person", "@id": "urn:ben", "name": "Ben Reed"},
 {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Something else"}]}
]}</script></head>
<body><h1>Talks resume at the lake</h1><p>Words of the report.</p></body></html>"#;

#[test]
fn the_heading_that_prints_the_title_goes_first() {
    let found = stated(PAGE, Field::Title);
    let words = "Talks resume at the lake".to_owned();
    assert_eq!(found, Some((words.clone(), words, "markup")));
}

#[test]
fn json_ld_is_decoded_and_keeps_its_place() {
    let page = read_page(PAGE);
    let headline = page.metadata.iter().find(|d| d.field == Field::Title && d.from == "json-ld");
    let headline = headline.expect("a headline");
    assert_eq!(headline.value, "Talks “resume” at the lake & river");
    assert_eq!(&PAGE[headline.range.clone()], r"Talks \u201cresume\u201d at the lake &amp; river");
    assert!(!page.metadata.iter().any(|d| d.value == "Something else"));
}

#[test]
fn authors_are_followed_through_references() {
    let page = read_page(PAGE);
    let authors: Vec<&str> = page
        .metadata
        .iter()
        .filter(|d| d.field == Field::Byline)
        .map(|d| d.value.as_str())
        .collect();
    assert_eq!(authors, ["Ada Marsh", "Ben Reed"]);
}

#[test]
fn outlet_address_day_and_language() {
    assert_eq!(stated(PAGE, Field::Outlet).map(|s| s.0), Some("The Lakeside Post".to_owned()));
    let address = "https://lakeside.example/2021/03/04/talks".to_owned();
    assert_eq!(stated(PAGE, Field::Url), Some((address.clone(), address, "markup")));
    let day = "2021-03-04T08:00:00Z".to_owned();
    assert_eq!(stated(PAGE, Field::Published), Some((day.clone(), day, "open-graph")));
    assert_eq!(stated(PAGE, Field::Language), Some(("en-GB".into(), "en-GB".into(), "markup")));
}

#[test]
fn the_outlet_is_cut_off_a_title() {
    let title = |html: &str| stated(html, Field::Title).map(|(value, words, _)| (value, words));
    let cut = |words: &str| Some((words.to_owned(), words.to_owned()));
    let html = "<title>Talks resume at the lake | Post</title><p>Words.</p>";
    assert_eq!(title(html), cut("Talks resume at the lake"));
    let html = "<title>Lakeside Post - Talks resume</title><meta property=og:site_name content='Lakeside Post'>";
    assert_eq!(title(html), cut("Talks resume"));
    let html = "<title>Talks – what comes next</title><p>Words.</p>";
    assert_eq!(title(html), cut("Talks – what comes next"));
}

#[test]
fn an_outlet_in_a_heading_is_not_the_title() {
    let html = "<title>Talks resume at the lake » Lakeside Post</title><body><h1>Lakeside Post</h1><h2>Talks resume at the lake</h2>";
    assert_eq!(
        stated(html, Field::Title).map(|s| s.0),
        Some("Talks resume at the lake".to_owned())
    );
}

#[test]
fn the_text_itself_states_author_and_day() {
    let html = "<html><body><h1>Talks resume</h1><p class=byline>By <a rel=author href=/a>Ada Marsh</a></p>\
        <p><time datetime='2021-03-04T09:00' class=published>4 March</time></p><p>Words of the report.</p></body></html>";
    assert_eq!(
        stated(html, Field::Byline),
        Some(("Ada Marsh".into(), "Ada Marsh".into(), "markup"))
    );
    assert_eq!(
        stated(html, Field::Published),
        Some(("2021-03-04T09:00".into(), "2021-03-04T09:00".into(), "time"))
    );
    let html = "<html><body><h1>Gespräche am See</h1><div>Von Ada Marsh | 4. März 2021, 9:30 Uhr</div>\
        <p>Worte des Berichts.</p></body></html>";
    assert_eq!(stated(html, Field::Byline).map(|s| s.1), Some("Ada Marsh".to_owned()));
    assert_eq!(stated(html, Field::Published).map(|s| s.1), Some("4. März 2021".to_owned()));
}

#[test]
fn authors_of_comments_are_not_the_author() {
    let html = "<html><body><h1>Talks resume</h1><p>Words of the report, which runs to more than one sentence. It says who met whom, and when.</p>\
        <div id=comments><p><span itemprop=author>Some Reader</span> wrote: nonsense.</p></div></body></html>";
    assert_eq!(first(html, Field::Byline), None);
}

#[test]
fn broken_json_gives_what_it_has() {
    let html = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks
 resume","datePublished":"2021-03-04","author":{"name":"Ada</script><p>Words.</p>"#;
    assert_eq!(stated(html, Field::Published).map(|s| s.0), Some("2021-03-04".to_owned()));
    assert_eq!(stated(html, Field::Title).map(|s| s.0), Some("Talks resume".to_owned()));
}

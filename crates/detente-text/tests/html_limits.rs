//! Hostile pages: deep, unclosed, long. That these tests end is the point: anything quadratic over
//! ten million bytes, or recursive over a hundred thousand levels, would not.

use detente_text::html::{Page, read_page};

fn blocks(page: &Page) -> usize {
    page.blocks.len()
}

#[test]
fn a_hundred_thousand_levels() {
    for tag in [
        "div",
        "b",
        "table><tr><td",
        "ul><li",
        "span class=x",
        "my-own",
        "a href=x",
        "blockquote",
        "svg",
    ] {
        let levels = 100_000;
        let html = format!("{}words of the report", format!("<{tag}>").repeat(levels));
        assert!(blocks(&read_page(&html)) <= 1, "{tag}");
        let name = tag.split([' ', '>']).next().unwrap_or(tag);
        let html = format!("{html}{} and after", format!("</{name}>").repeat(levels));
        assert!((1..=2).contains(&blocks(&read_page(&html))) || name == "svg", "{tag}");
    }
}

#[test]
fn a_word_on_every_level() {
    let levels = 50_000;
    let html = "<div>word".repeat(levels) + &"</span></div>".repeat(levels);
    assert_eq!(blocks(&read_page(&html)), levels);
}

/// Ten million bytes of one scrap after another; the work may grow with the length only, so that
/// blocks and pieces are as many as there are scraps, and not more.
#[test]
fn soup() {
    let scraps = [
        "<p>a",
        "<div>a</span>",
        "<a href=x>a",
        "<li>a</ul>",
        "<td>a<table>",
        "&amp",
        "&",
        "<",
        "</",
        "<!--",
        "<!-- a",
        "<b",
        "<b a=\"",
        "<b a='x\" ",
        "</p>",
        "<br>",
        "<title>",
        "<textarea>",
        "<noscript><p>a",
        "\u{a0}&nbsp;",
        "<p hidden>a",
        "<script>",
        "<h1>a",
        "<time>2021-03-04",
        "<span itemprop=author>Ada Marsh</span>",
        "<meta property=og:title content=a>",
        "<script type=application/ld+json>{\"author\":[",
        "<x-y>a</x-y>",
    ];
    for scrap in scraps {
        let count = 1_000_000 / scrap.len();
        let html = scrap.repeat(count);
        let page = read_page(&html);
        let pieces: usize = page.blocks.iter().map(|block| block.pieces.len()).sum();
        assert!(blocks(&page) <= count + 1, "{scrap}");
        assert!(pieces <= 2 * count + 1, "{scrap}: {pieces} pieces of {count} scraps");
        assert!(page.metadata.len() <= 400, "{scrap}");
    }
    let html = "<div><p>an unclosed line <i>of words".repeat(300_000);
    assert!(html.len() > 9_000_000);
    assert_eq!(blocks(&read_page(&html)), 300_000);
}

#[test]
fn json_ld_without_end() {
    for scrap in [
        "[",
        "{",
        "{\"a\":",
        "{\"@type\":\"Article\",\"author\":{\"@id\":\"x\",\"name\":\"",
        "\"\\",
    ] {
        let json = scrap.repeat(1_000_000 / scrap.len());
        let html = format!("<script type=application/ld+json>{json}</script><p>Words.</p>");
        let page = read_page(&html);
        assert!(page.metadata.len() <= 400, "{scrap}");
    }
}

//! Every piece of text stands where its range says, whatever the page.

use detente_text::html::{Page, read_page};
use proptest::prelude::*;

/// The invariants of a page.
fn check(html: &str, page: &Page) -> Result<(), TestCaseError> {
    let mut end = 0;
    for piece in page.blocks.iter().flat_map(|block| &block.pieces) {
        prop_assert!(piece.range.start >= end, "pieces overlap or fall back at {:?}", piece.range);
        prop_assert!(piece.range.start < piece.range.end, "an empty piece at {:?}", piece.range);
        prop_assert!(piece.range.end <= html.len());
        prop_assert!(
            html.get(piece.range.clone()).is_some(),
            "not on characters: {:?}",
            piece.range
        );
        if let Some(text) = &piece.text {
            prop_assert!(text.as_ref() != &html[piece.range.clone()], "needless text");
        }
        end = piece.range.end;
    }
    for block in &page.blocks {
        prop_assert!(!block.pieces.is_empty());
        let text: String = block
            .pieces
            .iter()
            .map(|p| p.text.as_deref().unwrap_or(&html[p.range.clone()]))
            .collect();
        prop_assert_eq!(text.trim(), &text, "white space at the edges of a block");
        prop_assert!(!text.is_empty());
    }
    for datum in &page.metadata {
        prop_assert!(html.get(datum.range.clone()).is_some());
        prop_assert_eq!(datum.value.trim(), &datum.value);
        prop_assert!(!datum.value.is_empty());
    }
    Ok(())
}

const WHOLE: &str = r#"<!doctype html><html lang=de><head><title>Gespr&auml;che | Seepost</title>
<meta property="og:title" content="Gespr&auml;che"><meta name=author content='Ada Marsh'>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Gespr\u00e4che","author":{"name":"Ada \"M\" Marsh"}}</script>
</head><body class="page with-sidebar"><nav><a href="/">Start</a> | <a href='/b'>Blog</a></nav>
<main><article itemprop=articleBody><h1>Gespr&auml;che am See</h1><time datetime="2021-03-04">4. März 2021</time>
<p>Am Dienstag trafen sich die Abordnungen&nbsp;— sagte <b>man</b>, und <i>einigten</i> sich.<br><br>Mehr war nicht zu hören.
<ul><li>eins<li>zwei &#x26; drei</ul><table><tr><td>a<td>б</table><pre>  x
 y</pre><p style="display:none">nichts</p><!-- weg --><figure><figcaption>Ein Bild</figcaption></figure></article></main>
<div id=comments><form><textarea>Schreib</textarea></form></div><footer>© 2021</footer></body></html>"#;

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class='entry-content'>".to_owned()),
        Just("</div>".to_owned()),
        Just("<a href=x>".to_owned()),
        Just("</a>".to_owned()),
        Just("<br>".to_owned()),
        Just("<li>".to_owned()),
        Just("<ul>".to_owned()),
        Just("</ul>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("<pre>\n".to_owned()),
        Just("</pre>".to_owned()),
        Just("<script>".to_owned()),
        Just("</script>".to_owned()),
        Just("<noscript>".to_owned()),
        Just("<title>".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("&amp;".to_owned()),
        Just("&nbsp;".to_owned()),
        Just("&#0;".to_owned()),
        Just("&#xD800;".to_owned()),
        Just("&copy".to_owned()),
        Just("<p hidden>".to_owned()),
        Just(" \n ".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("<svg>".to_owned()),
        Just("<h1>".to_owned()),
        Just("<b".to_owned()),
        Just("=\"".to_owned()),
        Just(
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"".to_owned()
        ),
        Just("<meta name=author content=\"".to_owned()),
        Just("<time datetime=2021-03-04>".to_owned()),
        "[a-zäß ,.]{1,20}",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(scrap, 0..60).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_page(html in "\\PC{0,200}|[<>/a-c=\"'&;! \n-]{0,200}") {
        check(&html, &read_page(&html))?;
    }

    #[test]
    fn any_order_of_scraps_is_a_page(html in scraps()) {
        check(&html, &read_page(&html))?;
    }

    #[test]
    fn a_mutilated_page_is_a_page(
        cuts in proptest::collection::vec((0..WHOLE.len(), 0..40usize, "[<>\"'&/a-z \u{e4}]{0,4}"), 1..8)
    ) {
        let mut html = WHOLE.to_owned();
        for (at, len, put) in cuts {
            let mut from = at.min(html.len());
            while !html.is_char_boundary(from) { from -= 1; }
            let mut to = (from + len).min(html.len());
            while !html.is_char_boundary(to) { to += 1; }
            html.replace_range(from..to, &put);
        }
        check(&html, &read_page(&html))?;
    }
}

#[test]
fn the_page_itself_holds() {
    let page = read_page(WHOLE);
    check(WHOLE, &page).expect("the invariants hold");
    assert!(page.blocks.iter().any(|block| block.left_out.is_none()));
}

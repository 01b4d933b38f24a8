//! What is the report's own on a page, by each feature of pages.

use detente_text::BlockKind;
use detente_text::html::{PageBlock, read_page};

fn text(html: &str, block: &PageBlock) -> String {
    let piece = |piece: &detente_text::html::Piece| {
        piece.text.as_deref().unwrap_or(&html[piece.range.clone()]).to_owned()
    };
    block.pieces.iter().map(piece).collect()
}

fn own(html: &str) -> Vec<String> {
    let page = read_page(html);
    page.blocks.iter().filter(|b| b.left_out.is_none()).map(|b| text(html, b)).collect()
}

fn left_out(html: &str) -> Vec<(String, &'static str)> {
    let page = read_page(html);
    page.blocks.iter().filter_map(|b| Some((text(html, b), b.left_out?))).collect()
}

fn kinds(html: &str) -> Vec<(BlockKind, String)> {
    read_page(html).blocks.iter().map(|b| (b.kind, text(html, b))).collect()
}

const FIRST: &str = "Delegates from both sides met in the lakeside hotel on Tuesday, officials said, \
    and agreed to keep the crossing open until the end of the month.";
const SECOND: &str = "The mediator, who had travelled twice to the region, spoke of a first step. \
    She warned that much remained to be settled, above all the return of the displaced.";
const THIRD: &str = "Residents of the valley said that no shots had been heard since the weekend, \
    though patrols were still seen on the ridge above the old road.";

fn page(before: &str, between: &str, after: &str) -> String {
    format!(
        "<!doctype html><html><head><title>Talks resume at the lake</title></head><body>\
         <header><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav></header>\
         {before}<main><article><h1>Talks resume at the lake</h1>\
         <div class=article-body><p>{FIRST}</p>{between}<p>{SECOND}</p><p>{THIRD}</p></div></article></main>\
         {after}<footer><p>About us. Terms of use. All rights reserved.</p></footer></body></html>"
    )
}

fn keeps_the_report(html: &str) {
    let own = own(html);
    for paragraph in [FIRST, SECOND, THIRD] {
        assert!(own.iter().any(|block| block == paragraph), "missing {paragraph:?} in {own:#?}");
    }
}

#[test]
fn the_article_is_kept_and_menu_and_footer_are_not() {
    let html = page("", "", "");
    keeps_the_report(&html);
    let own = own(&html);
    assert_eq!(own.len(), 4, "{own:#?}");
    assert_eq!(own[0], "Talks resume at the lake");
    let left_out = left_out(&html);
    assert_eq!(left_out[0], ("Home".to_owned(), "navigation"));
    assert_eq!(left_out.last().map(|(_, reason)| *reason), Some("page footer"));
}

#[test]
fn the_heading_that_prints_the_title_is_the_title() {
    let html = page("<h1>The Lakeside Post</h1>", "", "");
    let titles: Vec<_> = kinds(&html).into_iter().filter(|(k, _)| *k == BlockKind::Title).collect();
    assert_eq!(titles, [(BlockKind::Title, "Talks resume at the lake".to_owned())]);
}

#[test]
fn share_buttons_between_paragraphs_go() {
    let html = page(
        "",
        "<ul class='share-buttons'><li><a href=#>Share</a><li><a href=#>Tweet</a></ul>",
        "",
    );
    keeps_the_report(&html);
    assert!(left_out(&html).contains(&("Tweet".to_owned(), "share buttons")));
}

#[test]
fn related_links_below_go() {
    let related = "<div class='related-posts'><h3>Related</h3><ul>\
        <li><a href=/1>Bridge reopened after the winter floods</a>\
        <li><a href=/2>Mayor promises a second ferry</a></ul></div>";
    let html = page("", "", related);
    keeps_the_report(&html);
    assert!(!own(&html).iter().any(|block| block.contains("ferry")));
    assert!(left_out(&html).iter().any(|(_, reason)| *reason == "related links"));
}

#[test]
fn unmarked_lists_of_links_go_too() {
    let links = "<div><p>Read more</p><ul><li><a href=/1>Bridge reopened after the winter floods</a></li>\
        <li><a href=/2>Mayor promises a second ferry</a></li><li><a href=/3>School bus strike ends</a></li></ul></div>";
    let html = page("", "", links);
    keeps_the_report(&html);
    assert!(!own(&html).iter().any(|block| block.contains("ferry")), "{:#?}", own(&html));
}

#[test]
fn comments_and_their_form_go() {
    let comments = "<section id=comments><h2>2 comments</h2><ol class=comment-list>\
        <li><p>I was there and saw nothing of the kind, whatever the officials say of it.</p>\
        <li><p>Thank you for this report, it is the first one that asks the residents.</p></ol>\
        <form><label>Leave a Reply</label><textarea>Your comment</textarea><button>Send</button></form></section>";
    let html = page("", "", comments);
    keeps_the_report(&html);
    assert!(!own(&html).iter().any(|block| block.contains("Thank you") || block.contains("Reply")));
    assert!(
        left_out(&html)
            .iter()
            .any(|(text, reason)| text.contains("Thank you") && *reason == "comments")
    );
}

#[test]
fn a_cookie_wall_goes() {
    let wall = "<div id=cookie-banner role=dialog><p>We use cookies to make this website better. \
        By clicking accept you agree to the storing of cookies on your device.</p><button>Accept</button></div>";
    let html = page(wall, "", "");
    keeps_the_report(&html);
    assert!(
        left_out(&html)
            .iter()
            .any(|(text, reason)| text.contains("cookies") && *reason == "cookie notice")
    );
}

#[test]
fn a_newsletter_box_within_the_text_goes() {
    let html = page(
        "",
        "<div class='newsletter-signup'><p>Get our newsletter every morning.</p><input><button>Subscribe</button></div>",
        "",
    );
    keeps_the_report(&html);
    assert!(!own(&html).iter().any(|block| block.contains("newsletter")));
}

#[test]
fn captions_are_kinds_of_their_own() {
    let html = page(
        "",
        "<figure><img src=a.jpg><figcaption>The ferry landing in spring. Photo: A. Writer</figcaption></figure>",
        "",
    );
    keeps_the_report(&html);
    assert!(kinds(&html).contains(&(
        BlockKind::Caption,
        "The ferry landing in spring. Photo: A. Writer".to_owned()
    )));
}

#[test]
fn hidden_text_is_left_out_and_unseen_text_is_no_text() {
    let html = page(
        "",
        "<p style='color: red; display:none'>Hidden words of no one.</p><p hidden>More of them.</p>\
        <script>var words = '<p>not text</p>';</script><style>p { color: red }</style>\
        <noscript><p>Please enable scripts.</p></noscript><template><p>Empty.</p></template>",
        "",
    );
    keeps_the_report(&html);
    let left_out = left_out(&html);
    assert!(left_out.contains(&("Hidden words of no one.".to_owned(), "hidden text")));
    let all = kinds(&html).into_iter().map(|(_, text)| text).collect::<String>();
    for unseen in ["not text", "color: red", "enable scripts", "Empty"] {
        assert!(!all.contains(unseen), "{unseen}");
    }
}

#[test]
fn wordpress_classes_on_the_post_do_not_condemn_it() {
    let html = format!(
        "<html><body class='single has-sidebar'><div id=page><div class='post-12 post hentry category-news tag-border tag-talks comments-open'>\
         <h1>Talks resume</h1><div class='entry-content'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></div>\
         <div id=sidebar class=widget-area><ul><li><a href=/>Archive</a></ul></div></div></body></html>"
    );
    keeps_the_report(&html);
}

#[test]
fn a_page_in_one_form_is_a_page() {
    let html = format!(
        "<html><body><form id=aspnetForm><div class=menu><a href=/>Home</a></div>\
         <div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div></form></body></html>"
    );
    keeps_the_report(&html);
}

#[test]
fn a_layout_of_tables_is_read() {
    let html = format!(
        "<html><body><table><tr><td><a href=/>Home</a><br><a href=/a>Archive</a><br><a href=/c>Contact</a>\
         <td><font>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</font></table></body></html>"
    );
    keeps_the_report(&html);
}

#[test]
fn fragments_are_read_whole() {
    assert_eq!(
        own("<p>A first line.</p><p>A <b>second</b> one.</p>"),
        ["A first line.", "A second one."]
    );
    assert_eq!(own("Only words"), ["Only words"]);
    assert_eq!(own(""), [""; 0]);
}

#[test]
fn a_page_without_a_report_still_gives_its_words() {
    let html = "<html><body><div>Closed today.</div></body></html>";
    assert_eq!(own(html), ["Closed today."]);
}

#[test]
fn white_space_collapses_and_entities_are_decoded() {
    let html = "<div>  Fish\n\t &amp;  chips, caf&eacute; &#8211; <i>now</i>  <i> open</i> &unknown; a&b</div>";
    assert_eq!(own(html), ["Fish & chips, café – now open &unknown; a&b"]);
    let page = read_page(html);
    let pieces = &page.blocks[0].pieces;
    let exact: Vec<&str> =
        pieces.iter().filter(|p| p.text.is_none()).map(|p| &html[p.range.clone()]).collect();
    assert_eq!(exact[..3], ["Fish", "chips, caf", " "]);
}

#[test]
fn breaks_are_lines_and_two_are_a_new_block() {
    assert_eq!(own("<p>One<br>two <br/> three<br> <br>four<br></p>"), ["One\ntwo\nthree", "four"]);
    assert_eq!(own("<p>One<br>&nbsp;<br>two</p>"), ["One", "two"]);
}

#[test]
fn preformatted_lines_stay() {
    assert_eq!(own("<pre>a\n  b &lt; c\n</pre>"), ["a\n  b < c"]);
}

#[test]
fn implied_and_missing_end_tags() {
    assert_eq!(
        own("<p>one<p>two<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"),
        ["one", "two", "a", "b", "c", "d"]
    );
    assert_eq!(own("<table><tr><td>a<td>b<tr><td>c</table>after"), ["a", "b", "c", "after"]);
    assert_eq!(own("<dl><dt>a<dd>b<dt>c</dl>"), ["a", "b", "c"]);
    assert_eq!(own("<div><b>bold</div>plain</b> end"), ["bold", "plain end"]);
    assert_eq!(own("x</p>y"), ["x", "y"]);
}

#[test]
fn an_end_tag_does_not_reach_out_of_a_cell() {
    let html = "<div>a<table><tr><td>b</div>c</td></tr></table>d</div>";
    assert_eq!(own(html), ["a", "bc", "d"]);
}

#[test]
fn comments_declarations_and_sections_are_skipped() {
    let html =
        "<!--[if IE]><p>old</p><![endif]-->a<!-- > --><![CDATA[ b ]]><?php no ?>< c <!doctype x>";
    assert_eq!(own(html), ["a b ]]>< c"]);
    assert_eq!(own("<p>a<!-- never closed <p>b"), ["ab"]);
    assert_eq!(own("<p>a</p><textarea>never closed <p>b"), ["a", "never closed", "b"]);
}

#[test]
fn headings_items_quotes_and_cells() {
    let html = "<h2>h</h2><ul><li><p>i</p></ul><blockquote><p>q</p></blockquote><table><td>c</table><p>p</p>";
    let found: Vec<BlockKind> = kinds(html).into_iter().map(|(kind, _)| kind).collect();
    use BlockKind::{Cell, Heading, Item, Paragraph, Quote};
    assert_eq!(found, [Heading, Item, Quote, Cell, Paragraph]);
}

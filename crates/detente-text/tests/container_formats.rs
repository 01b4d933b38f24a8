//! Every format that is read, as small files built here.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod container_support;

use container_support::{gzip, record, response, tar, walk, zip, zip_stored};
use detente_text::container::Shape;
use detente_text::{Media, Take};
use std::io::Write;

#[test]
fn text_markdown_and_html_are_their_own_originals() {
    for (name, bytes, media) in [
        ("a.txt", &b"Talks began on Monday."[..], Media::Text),
        ("a", "Переговоры начались.".as_bytes(), Media::Text),
        ("a.md", b"# Talks\n\nThey began.", Media::Markdown),
        ("a.txt", b"<!DOCTYPE html><p>Talks began.", Media::Html),
        ("a", b"\xEF\xBB\xBF  <!-- saved --><html><body>Talks", Media::Html),
        ("a.htm", b"Talks <b>began</b>.", Media::Html),
        ("a.txt", b"<3 is no markup", Media::Text),
        ("a.txt", b"[Editor's note: this report was changed.]", Media::Text),
        ("a.txt", b"From: the border\nTalks began.", Media::Text),
        ("a.txt", b"Text, lies and videotape\nTalks began.", Media::Text),
    ] {
        let walked = walk(name, bytes);
        assert_eq!(walked.shape, Shape::Single, "{name}");
        let member = walked.only();
        assert_eq!((member.media, &member.original[..]), (media, bytes), "{name}");
        assert_eq!((&member.member, &member.locator), (&None, &None));
    }
}

#[test]
fn json_lines_are_streamed_and_can_be_cut_out() {
    let lines = "\u{feff}{\"headline\":\"Talks\",\"text\":\"They \\u0022met\\u0022.\",\"url\":\"https://e.example/1\",\
                 \"date_publish\":\"2021-05-06\",\"source\":{\"name\":\"Wire\"},\"authors\":[\"A. Writer\",\"B. Other\"],\"lang\":\"en\"}\r\n\
                 \n{\"id\":3,\"article\":{\"title\":\"Inner\",\"body\":\"<p>Nested</p>\"}}\n\
                 {\"text\": broken}\n{\"id\":5}\n[1]\n{\"Body\":\"last, no newline\"}";
    let walked = walk("a.jsonl", lines.as_bytes());
    assert_eq!(walked.shape, Shape::Container);
    assert_eq!(walked.names(), ["line 1", "line 3", "line 7"]);
    let first = walked.members()[0];
    assert_eq!(first.original, b"They \"met\".");
    let said = &first.supplied;
    assert_eq!(said.title.as_deref(), Some("Talks"));
    assert_eq!(said.url.as_deref(), Some("https://e.example/1"));
    assert_eq!(said.published.as_deref(), Some("2021-05-06"));
    assert_eq!(said.outlet.as_deref(), Some("Wire"));
    assert_eq!(said.byline.as_deref(), Some("A. Writer, B. Other"));
    assert_eq!(said.language.as_deref(), Some("en"));
    let nested = walked.members()[1];
    assert_eq!((nested.media, nested.supplied.title.as_deref()), (Media::Html, Some("Inner")));
    let take = &nested.locator.as_ref().unwrap().take;
    assert_eq!(*take, Take::JsonField("/article/body".into()));
    let reasons: Vec<_> = walked.reasons();
    let reasons: Vec<_> = reasons.iter().map(|(m, r)| (m.as_str(), r.as_str())).collect();
    assert_eq!(reasons, [("line 4", "damaged"), ("line 5", "no-text"), ("line 6", "no-text")]);
    assert!(walked.refusals()[1].detail.contains("id"), "names the fields it has");
}

#[test]
fn json_arrays_objects_and_wrapped_replies() {
    let array = b"[\n {\"text\":\"one ]} \\\" two\"},\n {\"text\":\"two\"}, 3\n]";
    let walked = walk("a.json", array);
    assert_eq!(walked.names(), ["item 1", "item 2"]);
    assert_eq!(walked.reasons(), [("item 3".into(), "no-text".into())]);
    let object = b"{\n  \"title\": \"T\",\n  \"content\": \"Only one.\"\n}\n";
    assert_eq!(walk("a", object).texts(), [("item 1".into(), "Only one.".into())]);
    let reply = b"{\"status\":\"ok\",\"articles\":[{\"content\":\"one\"},{\"content\":\"two\"}]}";
    let walked = walk("reply.json", reply);
    assert_eq!(walked.names(), ["line 1 » item 1", "line 1 » item 2"]);
    assert_eq!(walk("cut.json", b"[{\"text\":\"whole\"},{\"text\":\"cu").reasons().len(), 1);
}

#[test]
fn tables_with_named_columns() {
    let table = "\u{feff}Title;Published At;Body;Publisher\r\n\
                 T1;2021-05-06;\"They met; \"\"well\"\" said\r\nand left.\";Wire\r\n\
                 \r\nT2;;;Wire\r\nT3;x;Plain \"quote\" inside;Post";
    let walked = walk("a.csv", table.as_bytes());
    assert_eq!(walked.names(), ["row 1", "row 3"]);
    assert_eq!(walked.members()[0].original, b"They met; \"well\" said\r\nand left.");
    assert_eq!(walked.members()[0].supplied.outlet.as_deref(), Some("Wire"));
    assert_eq!(walked.members()[1].original, b"Plain \"quote\" inside");
    assert_eq!(walked.reasons(), [("row 2".into(), "no-text".into())]);
    let tabs = walk("a.tsv", b"url\ttext\nhttps://e.example\tThey met, then left.\n");
    assert_eq!(tabs.only().original, b"They met, then left.");
    assert_eq!(walk("noname", b"title,text\nT,They met.\n").names(), ["row 1"]);
    let legacy = walk("a.csv", b"title,text\n\xC2\xE5\xF1\xF2\xE8,\xCC\xE8\xF0\n");
    assert_eq!(legacy.only().original, b"\xCC\xE8\xF0", "the field's own bytes");
    let none = walk("a.csv", b"id,count\n1,2\n");
    assert_eq!(none.only_reason(), "unknown-format");
    assert!(none.refusals()[0].detail.contains("id, count"));
}

#[test]
fn tables_and_lines_in_utf16() {
    let table = "title\ttext\nMir\tОни встретились 😀.\n";
    let lines = "{\"text\":\"Они встретились.\"}\n{\"text\":\"Они ушли.\"}\n";
    for big in [false, true] {
        let encode = |text: &str| -> Vec<u8> {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let found = walk("a.txt", &encode(table)).texts();
        assert_eq!(found, [("row 1".into(), "Они встретились 😀.".into())]);
        assert_eq!(walk("a.jsonl", &encode(lines)).names(), ["line 1", "line 2"]);
    }
}

#[test]
fn feeds_give_their_items() {
    let rss = r#"<?xml version="1.0" encoding="windows-1251"?><rss version="2.0" xmlns:content="c" xmlns:dc="d">
<channel><title>Wire &amp; Post</title><language>en</language><item><title>Talks</title><link>https://e.example/1</link>
<pubDate>Thu, 06 May 2021 07:08:09 GMT</pubDate><dc:creator>A. Writer</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>They met &amp; left.</p>]]></content:encoded></item>
<item><title>Second</title><guid>https://e.example/2</guid><description>&lt;b&gt;Only&lt;/b&gt; a summary, &lt;br&gt; &#1052;.</description></item>
<item><title>Third</title></item></channel></rss>"#;
    let walked = walk("feed", rss.as_bytes());
    assert_eq!(walked.texts()[0], ("item 1".into(), "<p>They met &amp; left.</p>".into()));
    assert_eq!(walked.texts()[1].1, "<b>Only</b> a summary, <br> М.");
    assert_eq!(walked.reasons(), [("item 3".into(), "no-text".into())]);
    let said = &walked.members()[0].supplied;
    assert_eq!(said.outlet.as_deref(), Some("Wire & Post"));
    assert_eq!(said.byline.as_deref(), Some("A. Writer"));
    assert_eq!(said.published.as_deref(), Some("Thu, 06 May 2021 07:08:09 GMT"));
    assert_eq!(walked.members()[1].supplied.url.as_deref(), Some("https://e.example/2"));

    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title><entry>
<title>Treffen</title><link rel="self" href="https://e.example/x"/><link href="https://e.example/3"/>
<author><name>C. Dritte</name><email>c@e.example</email></author><updated>2021-05-07T00:00:00Z</updated>
<published>2021-05-06T00:00:00Z</published><source><title>Agentur</title></source>
<summary>Kurz</summary><content type="xhtml"><div>Sie <b>trafen</b> sich.</div></content></entry></feed>"#;
    let walked = walk("feed.xml", atom.as_bytes());
    let member = walked.only();
    assert_eq!(member.original, b"<div>Sie <b>trafen</b> sich.</div>");
    let said = &member.supplied;
    assert_eq!(said.byline.as_deref(), Some("C. Dritte"));
    assert_eq!(said.published.as_deref(), Some("2021-05-06T00:00:00Z"));
    assert_eq!(said.url.as_deref(), Some("https://e.example/3"));
    assert_eq!((said.outlet.as_deref(), said.language.as_deref()), (Some("Agentur"), Some("de")));
}

#[test]
fn warc_pages_plain_and_compressed() {
    let html = "<html><body><p>They met.</p></body></html>";
    let mut chunked = format!("{:x}\r\n{}\r\n", 10, &html[..10]).into_bytes();
    chunked.extend(format!("{:X};x=y\r\n{}\r\n0\r\n\r\n", html.len() - 10, &html[10..]).bytes());
    let page = |headers: &str, content: &[u8]| {
        let http = response(headers, content);
        record("response", "https://e.example/1", "application/http; msgtype=response", &http)
    };
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: test\r\n"),
        page("Content-Type: text/html; charset=\"windows-1251\"", html.as_bytes()),
        page("Content-Type: text/html\r\nTransfer-Encoding: chunked", &chunked),
        page("Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(html.as_bytes())),
        // The crawler undid both, and left the headers.
        page(
            "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
            html.as_bytes(),
        ),
        page("Content-Type: image/png", b"\x89PNG\r\n\x1A\n"),
        record("conversion", "https://e.example/2", "text/plain", b"They left."),
        record(
            "response",
            "https://e.example/3",
            "application/http",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>no",
        ),
    ];
    let plain = records.concat();
    let walked = walk("a.warc", &plain);
    assert_eq!(walked.names(), ["record 2", "record 3", "record 4", "record 5", "record 7"]);
    assert_eq!(walked.refusals().len(), 0);
    for member in &walked.members()[..4] {
        assert_eq!((member.media, &member.original[..]), (Media::Html, html.as_bytes()));
        assert_eq!(member.supplied.url.as_deref(), Some("https://e.example/1"));
        assert_eq!(member.supplied.retrieved.as_deref(), Some("2021-05-06T07:08:09Z"));
    }
    assert_eq!(walked.members()[0].supplied.charset.as_deref(), Some("windows-1251"));
    let located: Vec<bool> = walked.members().iter().map(|m| m.locator.is_some()).collect();
    assert_eq!(located, [true, false, false, true, true]);
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(walk("a.warc.gz", &packed).texts(), walked.texts());
}

#[test]
fn mail_with_attachments() {
    let mail = "Received: from x by y; Thu, 6 May 2021 08:00:00 +0000\r\nFrom: Border Watch <b@e.example>\r\nTo: l@e.example\r\n\
        Subject: =?utf-8?B?0J/QtdGA0LXQs9C+0LLQvtGA0Ys=?=\r\nDate: Thu, 6 May 2021 07:08:09 +0000\r\nMessage-ID: <1@e.example>\r\n\
        List-Id: Frontier list <frontier.e.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=OUT\r\n\r\n\
        --OUT\r\nContent-Type: multipart/alternative; boundary=IN\r\n\r\n\
        --IN\r\nContent-Type: text/plain; charset=koi8-r\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=ED=C9=D2.\r\n\
        --IN\r\nContent-Type: text/html\r\n\r\n<p>Peace.</p>\r\n--IN--\r\n\
        --OUT\r\nContent-Type: text/html; name=page.html\r\nContent-Disposition: attachment; filename=page.html\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nPGh0bWw+PHA+VGhleSBtZXQuPC9wPjwvaHRtbD4=\r\n\
        --OUT\r\nContent-Type: image/png; name=l.png\r\nContent-Disposition: attachment; filename=l.png\r\n\r\nx\r\n\
        --OUT\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@e.example\r\nSubject: Inner\r\nMIME-Version: 1.0\r\n\r\nInner words.\r\n\
        --OUT\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4\nPage words.\r\n--OUT--\r\n";
    let walked = walk("a.eml", mail.as_bytes());
    assert_eq!(walked.names(), ["part 1", "part 2", "part 3 » part 1", "part 4"]);
    let members = walked.members();
    assert_eq!(members[0].original.trim_ascii_end(), b"\xED\xC9\xD2.");
    let said = &members[0].supplied;
    assert_eq!(said.charset.as_deref(), Some("koi8-r"));
    assert_eq!(said.title.as_deref(), Some("Переговоры"));
    assert_eq!(said.byline.as_deref(), Some("Border Watch"));
    assert_eq!(said.outlet.as_deref(), Some("Frontier list"));
    assert_eq!(said.published.as_deref(), Some("2021-05-06T07:08:09Z"));
    assert_eq!(said.retrieved.as_deref(), Some("2021-05-06T08:00:00Z"));
    assert_eq!(
        (members[1].media, &members[1].original[..]),
        (Media::Html, &b"<html><p>They met.</p></html>"[..])
    );
    assert_eq!(members[2].supplied.title.as_deref(), Some("Inner"));
    assert_eq!(members[2].original.trim_ascii_end(), b"Inner words.");
    assert_eq!(members[3].media, Media::PdfText);
    let simple = b"From: a@e.example\nSubject: S\nDate: Thu, 6 May 2021 07:08:09 +0000\nMessage-ID: <2@e>\n\nPlain words.\n";
    let walked = walk("noname", simple);
    assert_eq!(walked.only().original, b"Plain words.\n");
    assert!(walked.only().locator.is_some());
}

#[test]
fn pdf_pages_keep_their_starts() {
    let walked = walk("a", b"%PDF-1.7\nFirst page.\x0cSecond page.");
    let member = walked.only();
    assert_eq!(member.original, b"First page.\n\nSecond page.");
    assert_eq!(member.pages, [0, 13]);
    assert_eq!((member.media, member.member.as_deref()), (Media::PdfText, Some("text layer")));
    assert_eq!(walk("a.pdf", b"%PDF-1.7\n\x0c").only_reason(), "no-text");
}

#[test]
fn archives_of_anything() {
    let lines = b"{\"text\":\"one\"}\n{\"text\":\"two\"}\n";
    let inner = zip(&[("d/b.txt", b"Inner words.")]);
    let entries: Vec<(&str, &[u8])> = vec![
        ("a/a.html", b"<html><p>They met.</p>"),
        ("lines.jsonl", lines),
        ("a.zip", &inner),
        ("__MACOSX/._a.txt", b"\0\x05\x16\x07"),
        ("../../etc/passwd\u{7}", b"A name that climbs."),
    ];
    let expected = [
        "entry a/a.html",
        "entry lines.jsonl » line 1",
        "entry lines.jsonl » line 2",
        "entry a.zip » entry d/b.txt",
        "entry ../../etc/passwd\u{fffd}",
    ];
    let (deflated, stored) = (zip(&entries), zip_stored(&entries));
    assert_eq!(walk("a.zip", &deflated).names(), expected);
    let walked = walk("a.zip", &stored);
    assert_eq!(walked.names(), expected);
    let located: Vec<bool> = walked.members().iter().map(|m| m.locator.is_some()).collect();
    assert_eq!(located, [true, true, true, false, true]);
    let entries: Vec<_> = entries.into_iter().take(4).collect();
    let tarred = tar(&entries);
    let walked = walk("a.tar", &tarred);
    assert_eq!(walked.names(), expected[..4]);
    assert!(walked.members()[..3].iter().all(|m| m.locator.is_some()));
    assert_eq!(walk("a.tgz", &gzip(&tarred)).names(), expected[..4]);
    assert_eq!(
        walk("a.txt.gz", &gzip(b"They met.")).texts(),
        [("entry a.txt".into(), "They met.".into())]
    );
    assert_eq!(walk("a.jsonl.gz", &gzip(lines)).names(), ["line 1", "line 2"]);
    let long = "directory/".repeat(20) + "report.txt";
    assert_eq!(walk("a.tar", &tar(&[(&long, b"They met.")])).names(), [format!("entry {long}")]);
}

#[test]
fn a_zip_written_in_one_pass_is_read_by_its_directory() {
    let mut out = zip::ZipWriter::new_stream(vec![]);
    out.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    out.write_all(b"They met.").unwrap();
    let bytes = out.finish().unwrap().into_inner();
    assert_eq!(walk("a.zip", &bytes).texts(), [("entry a.txt".into(), "They met.".into())]);
}

#[test]
fn the_walk_stops_when_told() {
    let lines = b"{\"text\":\"one\"}\n".repeat(100);
    let mut seen = 0;
    let mut input = std::io::Cursor::new(lines);
    let limits = detente_text::Limits::default();
    detente_text::container::members(
        &mut input,
        "a.jsonl",
        &limits,
        &container_support::pages,
        &mut |_| {
            seen += 1;
            if seen == 3 {
                std::ops::ControlFlow::Break(())
            } else {
                std::ops::ControlFlow::Continue(())
            }
        },
    );
    assert_eq!(seen, 3);
}

//! Bad input: each is refused by itself with its reason, costs bounded memory, and never takes
//! the rest with it.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod container_support;

use container_support::{Walked, gzip, record, response, tar, walk, walk_with, zip, zip_stored};
use detente_text::Limits;
use detente_text::container::members;
use proptest::prelude::*;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

/// An input that is made as it is read, and counts what is taken from it.
struct Made {
    size: u64,
    at: u64,
    taken: u64,
    fails_at: Option<u64>,
    fill: fn(u64, &mut [u8]),
}

impl Made {
    fn new(size: u64, fill: fn(u64, &mut [u8])) -> Self {
        Self { size, at: 0, taken: 0, fails_at: None, fill }
    }

    fn walk(&mut self, name: &str, limits: &Limits) -> Vec<Result<usize, (String, String)>> {
        let mut rows = vec![];
        members(self, name, limits, &container_support::pages, &mut |row| {
            rows.push(match row {
                Ok(member) => Ok(member.original.len()),
                Err(refusal) => Err((refusal.member.unwrap_or_default(), refusal.reason.into())),
            });
            ControlFlow::Continue(())
        });
        rows
    }
}

impl Read for Made {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.fails_at.is_some_and(|at| self.at >= at) {
            return Err(io::Error::new(io::ErrorKind::NotFound, "the device is gone"));
        }
        let count = out.len().min(usize::try_from(self.size - self.at).unwrap());
        (self.fill)(self.at, &mut out[..count]);
        self.at += count as u64;
        self.taken += count as u64;
        Ok(count)
    }
}

impl Seek for Made {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.size.checked_add_signed(by).unwrap(),
            SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
        }
        .min(self.size);
        Ok(self.at)
    }
}

fn refused(member: &str, reason: &str) -> Result<usize, (String, String)> {
    Err((member.to_owned(), reason.to_owned()))
}

fn small() -> Limits {
    Limits { report_bytes: 100_000, ..Limits::default() }
}

#[test]
fn two_gigabytes_of_text_are_refused_after_the_limit() {
    let limits = Limits::default();
    for name in ["a.txt", "a.html", "a.md"] {
        let mut input = Made::new(2 << 30, |_, out| out.fill(b'a'));
        assert_eq!(input.walk(name, &limits), [refused("", "too-large")]);
        assert!(input.taken < limits.report_bytes as u64 + (1 << 20), "{}", input.taken);
    }
}

#[test]
fn a_line_above_the_limit_is_passed_over_and_the_rest_read() {
    // A good line, then one of 50 MB, then a good one.
    const LONG: u64 = 50 << 20;
    let mut input = Made::new(LONG + 40, |from, out| {
        let line = b"{\"text\":\"They met\"}\n";
        out.fill(b'x');
        // The good lines stand before and after; the last of the x is a line end.
        let good = (0..20).chain(LONG + 19..LONG + 40);
        let here = from..from + out.len() as u64;
        for at in good.filter(|at| here.contains(at)) {
            let place = if at < 20 { at } else { (at + 20 - LONG) % 20 };
            out[(at - from) as usize] = line[place as usize];
        }
    });
    let rows = input.walk("a.jsonl", &small());
    assert_eq!(rows, [Ok(8), refused("line 2", "too-large"), Ok(8)]);

    let table = format!("title,text\nT,\"{}\"\nT,They met\n", "x".repeat(200_000));
    let walked = walk_with("a.csv", table.as_bytes(), &small());
    assert_eq!((walked.names(), walked.reasons()[0].0.as_str()), (vec!["row 2".into()], "row 1"));
    let array = format!("[{{\"text\":\"{}\"}},{{\"text\":\"They met\"}}]", "x".repeat(200_000));
    let walked = walk_with("a.json", array.as_bytes(), &small());
    assert_eq!(
        (walked.names(), walked.reasons()[0].1.as_str()),
        (vec!["item 2".into()], "too-large")
    );
}

#[test]
fn what_is_no_text_says_so() {
    for (name, bytes, reason) in [
        ("a.txt", &b""[..], "empty"),
        ("a.txt", b" \r\n\t\n", "empty"),
        ("a", b"\xEF\xBB\xBF\n", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", b"\x01\x02\x03\x04\0\0\0\0\x05", "not-text"),
        ("a.txt", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "unknown-format"),
        ("a.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF", "unknown-format"),
        ("a.mp4", b"\0\0\0\x20ftypisom", "unknown-format"),
        ("a", b"\x7FELF\x02\x01\x01", "unknown-format"),
        ("a.exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0", "unknown-format"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "unknown-format"),
        ("a.rtf", b"{\\rtf1\\ansi They met}", "unknown-format"),
        ("a.7z", b"7z\xBC\xAF\x27\x1C\0\x04", "unknown-format"),
        ("a.db", b"SQLite format 3\0\x10\0", "unknown-format"),
    ] {
        let walked = walk(name, bytes);
        assert_eq!(walked.only_reason(), reason, "{name}");
        assert!(walked.refusals()[0].detail.len() > 20, "a sentence");
    }
    let docx =
        zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w>They met</w>")]);
    let walked = walk("a.docx", &docx);
    assert_eq!(walked.only_reason(), "unknown-format");
    assert!(walked.refusals()[0].detail.contains("docx"));
}

#[test]
fn archives_too_deep_too_many_too_expansive() {
    let deep = zip(&[
        ("c.zip", &zip(&[("b.zip", &zip(&[("a.txt", b"They met.")]))])),
        ("d.txt", b"They met."),
    ]);
    let walked = walk("a.zip", &deep);
    assert_eq!(walked.names(), ["entry d.txt"]);
    assert_eq!(walked.reasons(), [("entry c.zip » entry b.zip".into(), "archive-too-deep".into())]);
    let mut nested = b"They met.".to_vec();
    for _ in 0..5 {
        nested = gzip(&nested);
    }
    assert_eq!(walk("a.gz", &nested).only_reason(), "archive-too-deep");

    let limits = Limits { members: 5, ..Limits::default() };
    let names: Vec<String> = (0..20).map(|n| format!("{n}.txt")).collect();
    let entries: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), &b"They met."[..])).collect();
    for (name, bytes) in [("a.zip", zip(&entries)), ("a.tar", tar(&entries))] {
        let walked = walk_with(name, &bytes, &limits);
        assert_eq!(walked.members().len(), 5);
        assert_eq!(walked.reasons(), [(String::new(), "too-many-members".into())]);
    }

    let zeros = vec![b' '; 30 << 20];
    for (name, bytes) in [
        ("a.gz", gzip(&zeros)),
        ("a.zip", zip(&[("a.txt", &zeros)])),
        ("a.tgz", gzip(&tar(&[("a.txt", &zeros)]))),
        (
            "a.warc",
            record(
                "response",
                "u",
                "application/http",
                &response("Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&zeros)),
            ),
        ),
    ] {
        let walked = walk(name, &bytes);
        assert_eq!(walked.members().len(), 0, "{name}");
        assert!(
            walked.reasons().iter().any(|(_, reason)| reason == "expands-too-far"),
            "{name} {:?}",
            walked.reasons()
        );
    }
}

/// A ZIP whose directory names one compressed entry a thousand times.
fn overlapping() -> Vec<u8> {
    let text = "They met, and met, and met again. ".repeat(20_000);
    let single = zip(&[("a.txt", text.as_bytes())]);
    let end = single.len() - 22;
    let at = u32::from_le_bytes(single[end + 16..end + 20].try_into().unwrap()) as usize;
    let directory = single[at..end].repeat(1000);
    let mut bytes = single[..at].to_vec();
    bytes.extend(&directory);
    let mut tail = single[end..].to_vec();
    tail[8..10].copy_from_slice(&1000u16.to_le_bytes());
    tail[10..12].copy_from_slice(&1000u16.to_le_bytes());
    tail[12..16].copy_from_slice(&u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend(tail);
    bytes
}

#[test]
fn entries_that_share_their_bytes_are_counted_together() {
    let bytes = overlapping();
    let walked = walk("a.zip", &bytes);
    let out: usize = walked.members().iter().map(|m| m.original.len()).sum();
    assert!(out < bytes.len() * 200 + (2 << 20), "{out} bytes out of {}", bytes.len());
    assert!(walked.members().len() < 100);
    assert_eq!(walked.reasons().last().unwrap().1, "expands-too-far");
}

#[test]
fn what_comes_before_the_damage_is_kept() {
    let lines = (0..2000)
        .map(|n| format!("{{\"text\":\"Report {n} of {}\"}}\n", n * n))
        .collect::<String>();
    let mut packed = gzip(lines.as_bytes());
    packed.truncate(packed.len() * 2 / 3);
    let walked = walk("a.jsonl.gz", &packed);
    assert!(walked.members().len() > 500);
    assert_eq!(walked.reasons().last().unwrap(), &(String::new(), "damaged".to_owned()));

    let lines = lines.replace(['{', '}', '"'], "");
    let mut text = gzip(lines.as_bytes());
    text.truncate(text.len() / 2);
    let walked = walk("a.txt.gz", &text);
    assert!(lines.as_bytes().starts_with(&walked.members()[0].original));
    assert_eq!(walked.reasons()[0].1, "damaged");

    let one = record("resource", "u", "text/plain", b"They met.");
    let mut warc = one.repeat(3);
    warc.truncate(warc.len() - 8);
    let walked = walk("a.warc", &warc);
    assert_eq!((walked.members().len(), walked.reasons()[0].1.as_str()), (2, "damaged"));

    let mut archive = tar(&[("a.txt", b"They met."), ("b.txt", &[b'x'; 2000])]);
    archive.truncate(512 * 4);
    let walked = walk("a.tar", &archive);
    assert_eq!(walked.names()[0], "entry a.txt");
    assert_eq!(walked.reasons(), [("entry b.txt".into(), "damaged".into())]);

    let whole = zip(&[("a.txt", b"They met."), ("b.txt", b"They left.")]);
    let walked = walk("a.zip", &whole[..whole.len() - 60]);
    assert_eq!(walked.names(), ["entry a.txt", "entry b.txt"]);
    assert_eq!(walked.reasons(), [(String::new(), "damaged".into())]);

    let feed = "<rss><channel><item><description>They met.</description></item><item><descr";
    let walked = walk("a.rss", feed.as_bytes());
    assert_eq!(
        (walked.names(), walked.reasons()[0].1.as_str()),
        (vec!["item 1".into()], "damaged")
    );
}

#[test]
fn a_flipped_byte_in_an_entry_is_noticed() {
    let mut bytes = zip_stored(&[("a.txt", b"They met."), ("b.txt", b"They left.")]);
    let at = bytes.windows(9).position(|window| window == b"They met.").unwrap();
    bytes[at] ^= 4;
    let walked = walk("a.zip", &bytes);
    assert!(walked.reasons().contains(&("entry a.txt".into(), "damaged".into())));
    assert!(walked.names().contains(&"entry b.txt".to_owned()));
}

#[test]
fn encrypted_entries_are_refused_by_themselves() {
    let mut bytes = zip(&[("a.txt", b"They met."), ("b.txt", b"They left.")]);
    bytes[6] |= 1;
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 8] |= 1;
    let walked = walk("a.zip", &bytes);
    assert_eq!(walked.names(), ["entry b.txt"]);
    assert_eq!(walked.reasons(), [("entry a.txt".into(), "encrypted".into())]);
}

#[test]
fn an_input_that_fails_while_it_is_read_is_unreadable() {
    for name in ["a.txt", "a.jsonl", "a.csv", "a.json", "a.html", "a.eml"] {
        let mut input = Made::new(1 << 20, |from, out| {
            for (slot, at) in out.iter_mut().zip(from..) {
                *slot = b"text, title\n"[(at % 12) as usize];
            }
        });
        input.fails_at = Some(500_000);
        let rows = input.walk(name, &Limits::default());
        let last = rows.last().unwrap().as_ref().unwrap_err();
        assert_eq!(last.1, "unreadable", "{name}");
        assert!(rows.iter().all(|row| row.as_ref().is_ok_and(|len| *len < 20) || row.is_err()));
    }
    let mut input = Made::new(100, |_, out| out.fill(b'x'));
    input.fails_at = Some(0);
    assert_eq!(input.walk("a.txt", &Limits::default()), [refused("", "unreadable")]);
}

#[test]
fn json_nested_without_end_is_refused() {
    let deep = "{\"text\":".repeat(100_000);
    assert_eq!(walk("a.jsonl", deep.as_bytes()).only_reason(), "damaged");
    let walked = walk("a.json", format!("[{}", "[".repeat(100_000)).as_bytes());
    assert_eq!(walked.members().len(), 0);
}

#[test]
fn a_warc_of_images_alone_is_refused_as_a_whole() {
    let image = response("Content-Type: image/png", b"\x89PNG");
    let bytes = record("response", "u", "application/http", &image).repeat(3);
    assert_eq!(walk("a.warc", &bytes).only_reason(), "no-text");
}

#[test]
fn a_zip_of_nothing_is_refused_as_a_whole() {
    assert_eq!(walk("a.zip", &zip(&[])).only_reason(), "no-text");
    assert_eq!(walk("a.zip", &zip(&[("__MACOSX/._a", b"x")])).only_reason(), "no-text");
    // Found by fuzzing: a directory of no entries behind entries that are there.
    let mut bytes = zip(&[("a.txt", b"They met.")]);
    let end = bytes.len() - 22;
    bytes[end + 8..].fill(0);
    assert_eq!(walk("a.zip", &bytes).only_reason(), "no-text");
}

#[test]
fn mails_with_broken_parts_are_read_as_far_as_they_go() {
    // Found by fuzzing: parts that open and never close.
    let mail = b"Date:\nContent-Type:multipart;boundary=B\n\n--BContent-Type:message/rfc822\n\n\
        Content-Type:message/rfc822\n\r\n\n--B--";
    let walked = walk("a.eml", mail);
    assert!(walked.refusals().iter().all(|refusal| !refusal.detail.is_empty()));
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let html = response(
        "Content-Type: text/html\r\nTransfer-Encoding: chunked",
        b"9\r\nThey met.\r\n0\r\n\r\n",
    );
    let entries: [(&str, &[u8]); 3] = [
        ("a.txt", b"They met."),
        ("b.jsonl", b"{\"text\":\"one\"}\n"),
        ("c.html", b"<p>They left."),
    ];
    vec![
        ("a.zip", zip(&entries)),
        ("a.zip", zip_stored(&entries)),
        ("a.tar", tar(&entries)),
        ("a.tgz", gzip(&tar(&entries))),
        ("a.warc", record("response", "u", "application/http", &html).repeat(2)),
        ("a.jsonl", b"{\"text\":\"one\",\"title\":\"T\"}\n{\"body\":\"two\"}\n".to_vec()),
        ("a.json", b"[{\"text\":\"one\"}, {\"a\":{\"text\":\"two\"}}]".to_vec()),
        ("a.csv", b"title,text\nT,\"They \"\"met\"\".\"\nU,Left\n".to_vec()),
        ("a.rss", b"<rss><channel><title>W</title><item><description>&lt;p&gt;They met.</description></item></channel></rss>".to_vec()),
        ("a.eml", b"From: a@e.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nThey met.\r\n--B\r\nContent-Type: text/html; name=a.html\r\nContent-Disposition: attachment\r\n\r\n<p>x\r\n--B--\r\n".to_vec()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    // `walk` itself checks that something comes out and that every locator cuts its original.
    #[test]
    fn any_damage_gives_rows_and_no_panic(
        which in 0..10usize,
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let (name, mut bytes) = samples().swap_remove(which);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len() * 2).max(1));
        let _: Walked = walk_with(name, &bytes, &small());
    }

    #[test]
    fn whatever_is_in_a_field_comes_out_of_it(texts in proptest::collection::vec("\\PC{1,40}|[a\"\n;,|]{1,20}", 1..6)) {
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.trim().is_empty()).collect();
        prop_assume!(!texts.is_empty());
        let lines: String =
            texts.iter().map(|text| format!("{}\n", serde_json::json!({"id": 1, "text": text}))).collect();
        let found = walk("a.jsonl", lines.as_bytes()).texts();
        prop_assert_eq!(found.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), texts.clone());
        let rows: String = texts.iter().map(|text| format!("1;\"{}\"\n", text.replace('"', "\"\""))).collect();
        let found = walk("a.csv", format!("id;text\n{rows}").as_bytes()).texts();
        let kept: Vec<_> = texts.iter().filter(|text| !text.trim_ascii().is_empty()).cloned().collect();
        prop_assert_eq!(found.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), kept);
    }
}

#[test]
fn a_zip_with_a_comment_and_bytes_before_it() {
    let mut out = zip::ZipWriter::new(Cursor::new(vec![]));
    out.set_comment("A comment.").unwrap();
    out.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    out.write_all(b"They met.").unwrap();
    let bytes = out.finish().unwrap().into_inner();
    assert_eq!(walk("a.zip", &bytes).names(), ["entry a.txt"]);
    let shifted = [&bytes[..4], b"padding before the archive", &bytes[..]].concat();
    assert_eq!(walk("a.zip", &shifted).names(), ["entry a.txt"]);
}

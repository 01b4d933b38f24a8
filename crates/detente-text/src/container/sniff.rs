//! What an input is: by its first bytes, then by its extension.

use super::csv;
use super::stream::HEAD;
use crate::{Media, decode};

/// A format found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One original of this format.
    Text(Media),
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or objects over several lines.
    Json,
    /// A table with named columns and this delimiter.
    Table(u8),
    /// RSS or Atom.
    Feed,
    /// WARC records.
    Warc,
    /// An e-mail.
    Mail,
    /// A PDF.
    Pdf,
    /// A ZIP archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A gzip stream.
    Gzip,
    /// Nothing, or white space.
    Empty,
    /// Nothing that is read here: a reason and a sentence.
    Refused(&'static str, String),
}

/// First bytes of formats that hold no text for us: offset, bytes, what they are, the way out.
const KNOWN: &[(usize, &[u8], &str)] = &[
    (0, b"\xFF\xD8\xFF", IMAGE),
    (0, b"\x89PNG\r\n\x1A\n", IMAGE),
    (0, b"GIF87a", IMAGE),
    (0, b"GIF89a", IMAGE),
    (0, b"II*\0", IMAGE),
    (0, b"MM\0*", IMAGE),
    (0, b"\0\0\x01\0", IMAGE),
    (8, b"WEBPVP8", IMAGE),
    (8, b"AVI LIST", MEDIA),
    (8, b"WAVEfmt ", MEDIA),
    (4, b"ftyp", MEDIA),
    (0, b"\x1A\x45\xDF\xA3", MEDIA),
    (0, b"OggS\0", MEDIA),
    (0, b"ID3\x02", MEDIA),
    (0, b"ID3\x03", MEDIA),
    (0, b"ID3\x04", MEDIA),
    (0, b"fLaC\0", MEDIA),
    (0, b"FLV\x01", MEDIA),
    (0, b"\x7FELF", PROGRAM),
    (0, b"\xCE\xFA\xED\xFE", PROGRAM),
    (0, b"\xCF\xFA\xED\xFE", PROGRAM),
    (0, b"\xCA\xFE\xBA\xBE", PROGRAM),
    (0, b"\0asm", PROGRAM),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OFFICE),
    (0, b"{\\rtf", "a rich text (RTF) document; save it as plain text, HTML or PDF first"),
    (0, b"7z\xBC\xAF\x27\x1C", ARCHIVE),
    (0, b"Rar!\x1A\x07", ARCHIVE),
    (0, b"\xFD7zXZ\0", ARCHIVE),
    (0, b"BZh", ARCHIVE),
    (0, b"\x28\xB5\x2F\xFD", ARCHIVE),
    (0, b"\x04\x22\x4D\x18", ARCHIVE),
    (0, b"SQLite format 3\0", "an SQLite database; export its text as CSV or JSON Lines first"),
    (0, b"PAR1", "a Parquet file; export its text as CSV or JSON Lines first"),
    (0, b"%!PS", "a PostScript file; convert it to PDF or text first"),
];

const IMAGE: &str = "an image, which holds no text; give the text it shows, or the page around it";
const MEDIA: &str = "sound or video, which holds no text; give a transcript";
const PROGRAM: &str = "a program, not a report";
const ARCHIVE: &str = "an archive or compression that is not opened here; unpack it, or pack it \
                       again as ZIP or tar.gz";
pub(super) const OFFICE: &str = "an office document (such as .doc, .docx, .xlsx, .odt); save it as plain text, HTML or PDF first";

/// Finds the format from the first bytes, the file's name, and what the container states.
pub(super) fn sniff(head: &[u8], name: &str, stated: Option<Media>) -> Format {
    let extension = extension(name);
    if let Some(format) = binary_format(head, &extension) {
        return format;
    }
    let shown = preview(head);
    let text = shown.trim_ascii_start();
    if text.is_empty() && head.len() < HEAD {
        return Format::Empty;
    }
    if text.starts_with(b"WARC/0.") || text.starts_with(b"WARC/1.") {
        return Format::Warc;
    }
    if text.starts_with(b"%PDF-") || (extension == "pdf" && find(text, b"%PDF-", 1024)) {
        return Format::Pdf;
    }
    if decode::is_binary(head) {
        return Format::Refused(
            "not-text",
            "binary data, not text in any encoding known here; if it is a document, save it as \
             text, HTML or PDF first"
                .to_owned(),
        );
    }
    if let Some(media) = stated {
        return Format::Text(media);
    }
    by_text(text, &extension)
}

fn binary_format(head: &[u8], extension: &str) -> Option<Format> {
    if head.is_empty() {
        return Some(Format::Empty);
    }
    if head.starts_with(b"\x1F\x8B") {
        return Some(Format::Gzip);
    }
    // "PK\7\8" opens an archive written in one pass as a single segment.
    let zip: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04"];
    if zip.iter().any(|magic| head.starts_with(magic)) {
        return Some(Format::Zip);
    }
    if super::tar::is_tar(head) {
        return Some(Format::Tar);
    }
    let known = KNOWN.iter().find(|(at, magic, _)| {
        head.get(*at..at + magic.len()) == Some(magic) && (magic != b"BZh" || bzip2(head))
    });
    if let Some((_, _, what)) = known {
        return Some(Format::Refused("unknown-format", (*what).to_owned()));
    }
    let program = head.starts_with(b"MZ") && decode::is_binary(head);
    if program {
        return Some(Format::Refused("unknown-format", PROGRAM.to_owned()));
    }
    // MPEG frames have no magic of their own beyond twelve set bits.
    let frames = head.len() > 2 && head[0] == 0xFF && head[1] & 0xE0 == 0xE0 && head[1] < 0xFE;
    if frames && ["mp3", "mp2", "aac"].contains(&extension) {
        return Some(Format::Refused("unknown-format", MEDIA.to_owned()));
    }
    None
}

fn bzip2(head: &[u8]) -> bool {
    head.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59")
}

fn by_text(text: &[u8], extension: &str) -> Format {
    if text.first() == Some(&b'<') {
        match first_element(text).as_deref() {
            Some("rss" | "feed" | "rdf:rdf") => return Format::Feed,
            Some("html" | "!doctype html" | "head" | "body") => return Format::Text(Media::Html),
            _ if is_markdown(extension) => return Format::Text(Media::Markdown),
            Some(_) => return Format::Text(Media::Html),
            None => {}
        }
    }
    if matches!(text.first(), Some(b'{' | b'[' | 0x1E)) && opens_json(text, extension) {
        return json_layout(text, extension);
    }
    if is_mail(text, extension) {
        return Format::Mail;
    }
    match extension {
        "jsonl" | "ndjson" | "jsonlines" => Format::JsonLines,
        "html" | "htm" | "xhtml" | "xht" | "shtml" => Format::Text(Media::Html),
        "csv" => Format::Table(csv::delimiter(text).unwrap_or(b',')),
        "tsv" | "tab" => Format::Table(csv::delimiter(text).unwrap_or(b'\t')),
        _ if is_markdown(extension) => Format::Text(Media::Markdown),
        _ => match csv::named_columns(text) {
            Some(delimiter) => Format::Table(delimiter),
            None => Format::Text(Media::Text),
        },
    }
}

fn is_markdown(extension: &str) -> bool {
    matches!(extension, "md" | "markdown" | "mdown" | "mkd")
}

/// Whether text from a field is HTML: it opens with a tag, or holds tags that only HTML has.
pub(super) fn media_of(text: &[u8]) -> Media {
    let start = text.trim_ascii_start();
    let opens = start.first() == Some(&b'<') && first_element(start).is_some();
    let tags: [&[u8]; 6] = [b"</p>", b"<br>", b"<br/>", b"<br />", b"</a>", b"</div>"];
    let holds = || tags.iter().any(|tag| memchr::memmem::find(text, tag).is_some());
    if opens || holds() { Media::Html } else { Media::Text }
}

/// The first bytes as ASCII in lower planes: without a byte order mark, and for UTF-16 without
/// the zero bytes, so that markup can be recognised in it.
fn preview(head: &[u8]) -> Vec<u8> {
    match head {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => dense(rest),
        [0, b'<', ..] | [b'<', 0, ..] | [0, b'{', ..] | [b'{', 0, ..] => dense(head),
        _ => head.to_vec(),
    }
}

fn dense(head: &[u8]) -> Vec<u8> {
    head.iter().copied().filter(|&byte| byte != 0).collect()
}

fn find(text: &[u8], what: &[u8], within: usize) -> bool {
    memchr::memmem::find(&text[..text.len().min(within)], what).is_some()
}

/// Name of the first element, in lower case, past declarations and comments; `!doctype html` for
/// that one declaration. `None` where what follows `<` is no markup.
fn first_element(mut text: &[u8]) -> Option<String> {
    loop {
        text = text.trim_ascii_start();
        let skip = match text {
            [b'<', b'?', ..] => memchr::memmem::find(text, b"?>")? + 2,
            [b'<', b'!', b'-', b'-', ..] => memchr::memmem::find(text, b"-->")? + 3,
            [b'<', b'!', ..] => {
                let end = memchr::memchr(b'>', text)?;
                let words = text[2..end].to_ascii_lowercase();
                let mut words = words.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty());
                if words.next() == Some(b"doctype") && words.next() == Some(b"html") {
                    return Some("!doctype html".to_owned());
                }
                end + 1
            }
            [b'<', first, ..] if first.is_ascii_alphabetic() => break,
            _ => return None,
        };
        text = &text[skip..];
    }
    let name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_');
    let name: Vec<u8> = text[1..].iter().take_while(name).copied().collect();
    let after = text.get(1 + name.len());
    // "<john@example.org>" and "<3" are no elements.
    let ends = after.is_none_or(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    ends.then(|| String::from_utf8_lossy(&name).to_ascii_lowercase())
}

fn opens_json(text: &[u8], extension: &str) -> bool {
    if matches!(extension, "json" | "jsonl" | "ndjson" | "jsonlines" | "jsonld") {
        return true;
    }
    let mut rest = text.strip_prefix(b"\x1E").unwrap_or(text).trim_ascii_start();
    if let [b'[', more @ ..] = rest {
        rest = more.trim_ascii_start();
    }
    let [b'{', more @ ..] = rest else { return false };
    let Some(key) = more.trim_ascii_start().strip_prefix(b"\"") else { return false };
    let end = memchr::memchr(b'"', key);
    end.is_some_and(|end| key[end + 1..].trim_ascii_start().first() == Some(&b':'))
}

/// Lines, or values laid out freely: an array always is, an object where its first line does
/// not end it.
fn json_layout(text: &[u8], extension: &str) -> Format {
    let by_lines = matches!(extension, "jsonl" | "ndjson" | "jsonlines") || text[0] == 0x1E;
    if text[0] == b'[' && !by_lines {
        return Format::Json;
    }
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or(text).trim_ascii_end();
    let whole = line.len() == text.len() || line.ends_with(b"}");
    if by_lines || whole { Format::JsonLines } else { Format::Json }
}

/// An e-mail opens with header lines; without the extension, one that only mail has must be
/// among them.
fn is_mail(text: &[u8], extension: &str) -> bool {
    const PLAIN: [&str; 6] = ["from", "to", "subject", "date", "cc", "reply-to"];
    const ONLY_MAIL: [&str; 8] = [
        "mime-version",
        "message-id",
        "received",
        "return-path",
        "delivered-to",
        "content-transfer-encoding",
        "dkim-signature",
        "x-mailer",
    ];
    let stated = matches!(extension, "eml" | "mht" | "mhtml" | "mbx");
    let (mut known, mut sure) = (0, false);
    for line in text.split(|&byte| byte == b'\n').take(80) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line[0].is_ascii_whitespace() {
            continue;
        }
        let Some(colon) = memchr::memchr(b':', line) else { break };
        let name = &line[..colon];
        if !name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
            break;
        }
        let is = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes()));
        sure |= is(&ONLY_MAIL);
        known += usize::from(is(&PLAIN) || is(&ONLY_MAIL));
    }
    if stated { known >= 1 } else { sure && known >= 3 }
}

fn extension(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, extension)) if extension.len() <= 10 => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

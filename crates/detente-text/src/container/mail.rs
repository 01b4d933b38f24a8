//! E-mail (RFC 5322, MIME) and pages saved as MHTML: the text, then what is attached.

use super::stream::Stream;
use super::tar::too_many;
use super::walk::{Flow, Place, Walk};
use crate::{Locator, Media, Member, Refusal, Supplied, Take};
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::io::Cursor;

/// Hands out a message's text, or its HTML where it has no plain text, and its attachments.
pub(super) fn message(walk: &mut Walk<'_>, bytes: &[u8], place: &Place) -> Flow {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let detail = "an e-mail that can't be taken apart";
        return walk.refuse(place, Refusal::new("damaged", detail));
    };
    if let Some(refused) = encrypted(&message) {
        return walk.refuse(place, refused);
    }
    let supplied = supplied(&message, &place.supplied);
    let attached = Supplied {
        retrieved: supplied.retrieved.clone(),
        outlet: supplied.outlet.clone(),
        ..Supplied::default()
    };
    let mut number = 0usize;
    let mut body = message.text_body.clone();
    body.dedup();
    for (order, &id) in body.iter().chain(&message.attachments).enumerate() {
        let Some(part) = message.parts.get(id as usize) else { continue };
        let is_body = order < body.len();
        if !is_body && body.contains(&id) || is_furniture(part) {
            continue;
        }
        number += 1;
        if number > walk.limits.members {
            return walk.refuse(place, too_many(walk.limits.members));
        }
        let here = place.member("part", &number.to_string());
        let name = part.attachment_name().unwrap_or_default().to_owned();
        let said = if is_body { &supplied } else { &attached };
        let here = Place { name, depth: place.depth + 1, supplied: said.clone(), ..here };
        self::part(walk, bytes, part, is_body, &here)?;
    }
    Flow::Continue(())
}

fn part(
    walk: &mut Walk<'_>,
    bytes: &[u8],
    part: &MessagePart<'_>,
    is_body: bool,
    here: &Place,
) -> Flow {
    let media = match &part.body {
        PartType::Text(_) => Some(Media::Text),
        PartType::Html(_) => Some(Media::Html),
        _ => None,
    };
    let range = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
    let raw = bytes.get(range.clone()).unwrap_or_default();
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let declared = charset.map(str::to_owned);
    if let (true, Some(media)) = (is_body, media) {
        let content = content(raw, part);
        if content.0.trim_ascii().is_empty() {
            return Flow::Continue(());
        }
        let (original, utf8) = content;
        let charset = if utf8 { Some("utf-8".to_owned()) } else { declared };
        // Within the input itself a part that is not encoded can be cut out again.
        let stands = here.depth == 1 && part.encoding == Encoding::None && original == raw;
        let bytes = [range.start as u64, range.end as u64];
        let locator = stands.then_some(Locator { bytes, take: Take::Bytes });
        let supplied = Supplied { charset, ..here.supplied.clone() };
        return walk.keep(here, Member { original, media, locator, supplied, ..Member::default() });
    }
    let (content, utf8) = match media {
        Some(_) => content(raw, part),
        None if part.is_message() => content(raw, part),
        None => (part.contents().to_vec(), false),
    };
    let charset = if utf8 { Some("utf-8".to_owned()) } else { declared };
    let name = match part.is_message() {
        true => "message.eml".to_owned(),
        false => here.name.clone(),
    };
    let stated = media.filter(|_| name.is_empty());
    let supplied = Supplied { charset, ..here.supplied.clone() };
    let here = Place { name, stated, supplied, ..here.clone() };
    // A mail within a mail within a mail counts as archives do.
    if part.is_message()
        && let Err(refused) = walk.may_enter(&Place { depth: here.depth - 1, ..here.clone() })
    {
        return refused;
    }
    walk.open(&mut Stream::new(&mut Cursor::new(content), None), &here)
}

/// The bytes of a part without its transfer encoding, and whether they had to be taken from the
/// parser's own text (UTF-8) because they are damaged.
fn content(raw: &[u8], part: &MessagePart<'_>) -> (Vec<u8>, bool) {
    let decoded = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    match decoded {
        Some(bytes) => (bytes, false),
        None => (part.contents().to_vec(), true),
    }
}

/// Parts that are no reports: pictures in the text, signatures, invitations, delivery notes.
fn is_furniture(part: &MessagePart<'_>) -> bool {
    let Some(kind) = part.content_type() else { return false };
    let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
    match kind.ctype().to_ascii_lowercase().as_str() {
        "image" | "audio" | "video" | "font" => true,
        "multipart" => true,
        "text" => matches!(subtype.as_str(), "calendar" | "vcard" | "x-vcard" | "css"),
        "application" => {
            matches!(
                subtype.as_str(),
                "pgp-signature" | "pkcs7-signature" | "x-pkcs7-signature" | "ics" | "javascript"
            )
        }
        "message" => matches!(subtype.as_str(), "delivery-status" | "disposition-notification"),
        _ => false,
    }
}

fn encrypted(message: &Message<'_>) -> Option<Refusal> {
    let kind = message.root_part().content_type()?;
    let subtype = kind.subtype().unwrap_or_default();
    let closed = kind.ctype().eq_ignore_ascii_case("multipart")
        && subtype.eq_ignore_ascii_case("encrypted")
        || subtype.eq_ignore_ascii_case("pkcs7-mime")
        || subtype.eq_ignore_ascii_case("x-pkcs7-mime");
    let detail = "an encrypted e-mail; save it decrypted first";
    closed.then(|| Refusal::new("encrypted", detail))
}

fn supplied(message: &Message<'_>, around: &Supplied) -> Supplied {
    let text = |name: &'static str| {
        let value = message.header(name)?.as_text()?.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    let sender = message.from().or_else(|| message.sender()).and_then(|from| from.first());
    let byline = sender.and_then(|from| from.name.as_deref().or(from.address.as_deref()));
    let date = message.date().map(|date| date.to_rfc3339());
    let received = message.received().and_then(|received| received.date);
    let url = text("Snapshot-Content-Location")
        .or_else(|| text("Archived-At").map(|url| url.trim_matches(['<', '>']).to_owned()))
        .or_else(|| message.message_id().map(|id| format!("mid:{id}")))
        .or_else(|| around.url.clone());
    Supplied {
        title: message.subject().map(|subject| subject.trim().to_owned()),
        byline: byline.map(|name| name.trim().to_owned()),
        outlet: list_name(message)
            .or_else(|| text("Organization"))
            .or_else(|| around.outlet.clone()),
        url,
        published: date.clone(),
        retrieved: received.map(|date| date.to_rfc3339()).or(date),
        language: text("Content-Language"),
        charset: None,
    }
}

/// `List-Id: Border Watch <watch.example.org>` (RFC 2919): the phrase, or else the identifier.
fn list_name(message: &Message<'_>) -> Option<String> {
    let address = message.list_id().as_address()?.first()?;
    let name = address.name.as_deref().or(address.address.as_deref())?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

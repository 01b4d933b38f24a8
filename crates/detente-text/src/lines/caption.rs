//! Captions of photographs, and the text of an image that a page printed in its place.

use super::{
    Verdict,
    line::{Line, Parts, Phrases},
};
use crate::{Block, BlockKind};

/// Whose photographs go round the world.
const AGENCIES: &[&str] = &[
    "reuters",
    "ap",
    "afp",
    "epa",
    "efe",
    "epa-efe",
    "getty",
    "getty images",
    "tass",
    "sputnik",
    "xinhua",
    "anadolu",
    "aa",
    "anadolu agency",
    "ria novosti",
    "dpa",
    "ansa",
    "imago",
    "shutterstock",
    "alamy",
    "istock",
    "bloomberg",
    "pool",
    "file",
    "ap photo",
    "afp photo",
    "reuters photo",
    "associated press",
    "picture alliance",
    "picture-alliance",
    "keystone",
    "nurphoto",
    "zuma",
    "pa",
    "pa media",
    "pa images",
    "kyodo",
    "yonhap",
    "pti",
    "ani",
    "wikimedia commons",
    "wikimedia",
    "wikipedia",
    "unsplash",
    "flickr",
    "cc by",
    "screengrab",
    "screenshot",
    "handout",
    "courtesy",
    "ukrinform",
    "interfax",
    "irna",
    "sana",
    "ritzau",
    "scanpix",
    "tt",
    "ntb",
    "lehtikuva",
    "belga",
    "anp",
    "apa",
    "hina",
    "tanjug",
    "mti",
    "ctk",
    "pap",
    "unian",
    "un photo",
    "nato",
];

/// Whether a line is a caption that names who took the picture.
pub(super) fn has_credit(line: &Line<'_>) -> bool {
    if line.words == 0 || line.words > 80 {
        return false;
    }
    is_labelled(line)
        || (line.words <= 70 && (has_bracketed_credit(line.raw) || has_agency_credit(line)))
        || is_bare_credit(line)
        || has_closing_credit(line.raw)
}

/// "Photo: …", "FILE PHOTO: …", "Image source, …".
fn is_labelled(line: &Line<'_>) -> bool {
    static LABELS: Phrases = Phrases::new(&[
        "photo:",
        "photo by ",
        "photo credit:",
        "photo courtesy",
        "photograph:",
        "photograph by ",
        "picture:",
        "image:",
        "image source",
        "image credit:",
        "image caption",
        "image copyright",
        "file photo:",
        "file photo of",
        "file picture:",
        "file image:",
        "file - ",
        "file – ",
        "file -- ",
        "file — ",
        "file: ",
        "credit:",
        "caption:",
        "media caption",
        "foto:",
        "fotos:",
        "bild:",
        "bildquelle:",
        "photo :",
        "crédit photo",
        "crédits photo",
        "crédit :",
        "crédits :",
        "crédit:",
        "© photo",
        "imagen:",
        "foto de ",
        "fotografía:",
        "фото:",
        "фото ",
        "фотография:",
        "иллюстрация:",
        "fotoğraf:",
        "الصورة:",
        "صورة:",
        "تصوير:",
        "عکس:",
        "图片来源",
        "图为",
    ]);
    let Some(rest) = line.opening(&LABELS) else { return false };
    if line.key.starts_with("фото ") {
        return line.words <= 6 && !line.ends_sentence();
    }
    if line.key.starts_with("file")
        || line.key.starts_with("image caption")
        || line.key.starts_with("media caption")
    {
        return line.words <= 70;
    }
    // "Photo: Jane Roe/Agency", or "Image: two women wait for water", and no second sentence.
    line.words <= 40 && !line.is_several_sentences() && !rest.is_empty()
}

/// "… in Moscow [Jane Roe/Agency]", "(AP Photo/Jane Roe)" at the end of a line.
fn has_bracketed_credit(raw: &str) -> bool {
    let raw = raw.trim_end_matches(['.', ' ']);
    let (open, close) = match raw.chars().next_back() {
        Some(']') => ('[', ']'),
        Some(')') => ('(', ')'),
        _ => return false,
    };
    let Some(at) = raw.rfind(open) else { return false };
    let inside = raw[at + 1..].trim_end_matches(close).trim();
    let lower = inside.to_lowercase();
    let words = inside.split_whitespace().count();
    if !(1..=14).contains(&words) {
        return false;
    }
    let before = raw[..at].trim_end();
    let photo = [
        "photo by ",
        "photo: ",
        "photo/",
        "photo via",
        "image: ",
        "foto: ",
        "фото: ",
        "credit: ",
        "picture: ",
        "courtesy of",
        "photograph: ",
        "file photo",
    ];
    if photo.iter().any(|label| lower.contains(label))
        || lower == "file"
        || lower.starts_with("file:")
        || lower.starts_with("file photo")
    {
        return true;
    }
    let agency = |part: &str| {
        let part = part.trim().trim_end_matches(" photo").trim_end_matches(" images");
        AGENCIES.contains(&part)
            || part.ends_with("via ap")
            || part.contains("getty")
            || part.contains(" via ")
    };
    let parts: Vec<&str> = lower.split('/').collect();
    let named = parts.iter().any(|part| agency(part));
    let name = inside.chars().next().is_some_and(char::is_uppercase);
    match close {
        // Square brackets with a name and an agency are a credit and nothing else.
        ']' => name && (parts.len() >= 2 || named) && !inside.ends_with('.'),
        // Round ones also close a dateline or a source; a slash or "via" tells them apart.
        _ => {
            name && named
                && !before.is_empty()
                && (parts.len() >= 2
                    || lower.contains(" via ")
                    || lower.contains("photo")
                    || lower.contains("images"))
        }
    }
}

/// "… near Geneva, May 4, 2021. Photo: Jane Roe/Agency" at the end of at most three sentences.
fn has_closing_credit(raw: &str) -> bool {
    const LABELS: &[&str] = &[
        "Photo: ",
        "Photos: ",
        "Photo by ",
        "Photos by ",
        "Photo credit: ",
        "Photograph: ",
        "Photograph by ",
        "Picture: ",
        "Picture by ",
        "Image: ",
        "Images: ",
        "Image credit: ",
        "Image by ",
        "Credit: ",
        "Credits: ",
        "Foto: ",
        "Fotos: ",
        "Foto de ",
        "Bild: ",
        "Photo : ",
        "Crédit : ",
        "Crédit photo : ",
        "Фото: ",
    ];
    /// What every label has one of.
    static MARKS: Parts = Parts::new(&[
        ": ",
        "Photo by ",
        "Photos by ",
        "Photograph by ",
        "Picture by ",
        "Image by ",
        "Foto de ",
    ]);
    let from = tail(raw, 120);
    let end = &raw[from..];
    if !MARKS.are_in(end) {
        return false;
    }
    let credit = LABELS.iter().find_map(|label| {
        let at = end.rfind(label)?;
        Some((raw[..from + at].trim_end(), end[at + label.len()..].trim_end_matches(['.', ' '])))
    });
    let Some((before, names)) = credit else { return false };
    let stops = before
        .match_indices(['.', '!', '?'])
        .filter(|(at, stop)| before[at + stop.len()..].starts_with(' '))
        .count();
    let closed = before.ends_with(['.', '!', '?', '"', '”', ')', ']', '|', '…']);
    closed && stops <= 3 && is_names(names)
}

/// Where the last so many bytes of a text begin, on a character.
fn tail(text: &str, bytes: usize) -> usize {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Names and agencies and nothing else: "Jane Roe/Agency", "Jane Roe via Agency".
fn is_names(text: &str) -> bool {
    const SMALL: &[&str] =
        &["via", "for", "of", "de", "al", "el", "the", "and", "bin", "van", "von", "courtesy"];
    let words = || text.split([' ', '/', ',', '-', '|']).filter(|word| !word.is_empty());
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    words().count() <= 9
        && words().any(capital)
        && words().all(|word| capital(word) || SMALL.contains(&word))
}

/// "… May 4, 2021. Jane Roe/Pool via REUTERS - RC21AA900001", "REUTERS/Jane Roe".
fn has_agency_credit(line: &Line<'_>) -> bool {
    let raw = line.raw.trim_end_matches(['.', ' ']);
    let end = &raw[tail(raw, 80)..];
    let bytes = end.as_bytes();
    let marked = (0..bytes.len()).any(|at| match bytes[at] {
        b'/' => true,
        b'R' => bytes[at..].starts_with(b"RC"),
        b'v' => bytes[at..].starts_with(b"via "),
        b'o' => bytes[at..].starts_with(b"ool "),
        _ => false,
    });
    if !marked {
        return false;
    }
    let mut words = raw.split_whitespace().rev();
    let last = words.next().unwrap_or("");
    let code = last.len() >= 9
        && last.starts_with("RC")
        && last.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && last.chars().any(|c| c.is_ascii_digit());
    if code {
        return true;
    }
    let tail: Vec<&str> = raw.split_whitespace().rev().take(6).collect();
    let tail: Vec<String> = tail.into_iter().rev().map(str::to_lowercase).collect();
    let joined = tail.join(" ");
    let via = [
        "via reuters",
        "via ap",
        "via afp",
        "via getty images",
        "via getty",
        "via epa",
        "via xinhua",
        "via anadolu",
        "via tass",
        "pool photo",
    ];
    if via.iter().any(|end| joined.ends_with(end)) {
        return true;
    }
    // One token with a slash that names an agency on one side and a capital on the other.
    let slash = raw.split_whitespace().rev().take(3).any(|word| {
        let Some((left, right)) = word.trim_matches(['(', ')', '[', ']', ',']).split_once('/')
        else {
            return false;
        };
        let agency = |part: &str| {
            [
                "REUTERS",
                "AP",
                "AFP",
                "EPA",
                "EFE",
                "TASS",
                "Reuters",
                "Xinhua",
                "Anadolu",
                "dpa",
                "ANSA",
                "Getty",
                "Sputnik",
                "Pool",
                "EPA-EFE",
                "PTI",
                "Bloomberg",
            ]
            .contains(&part)
        };
        let capital = |part: &str| {
            part.chars().next().is_some_and(char::is_uppercase)
                && part.chars().filter(|c| c.is_lowercase()).count() >= 2
        };
        agency(left) && capital(right) || agency(right) && capital(left)
    });
    slash
        && (line.words <= 6
            || raw.split_whitespace().rev().take(3).any(|word| word.contains('/'))
                && !is_dateline_end(raw))
}

/// Agencies also stand together at the end of a credit to writers ("… contributed, AFP/Reuters").
fn is_dateline_end(raw: &str) -> bool {
    raw.contains("contributed") || raw.contains("Reporting by") || raw.contains("Editing by")
}

/// A credit alone in its line: "Getty Images", "AP Photo/Jane Roe", "© AFP", "Reuters/Jane Roe".
fn is_bare_credit(line: &Line<'_>) -> bool {
    if line.words > 6 || line.ends_sentence() {
        return false;
    }
    let key = line.key.trim_start_matches(['©', ' ', '(', '[']).trim_end_matches([')', ']']);
    let first = key.split(['/', '|']).next().unwrap_or("").trim();
    let parts = key.split(['/', '|']).count();
    let own = [
        "getty images",
        "afp via getty images",
        "getty images/istockphoto",
        "wikimedia commons",
        "shutterstock",
        "picture alliance",
        "ap photo",
        "afp photo",
    ];
    let signed = line.raw.starts_with('©') && AGENCIES.contains(&key);
    own.contains(&key) || signed || parts >= 2 && AGENCIES.contains(&first)
}

/// Marks the text of images: short, in lower case, alone between paragraphs, no sentence.
pub(super) fn mark_image_texts(
    text: &str,
    blocks: &[Block],
    lines: &[Line<'_>],
    verdicts: &mut [Verdict],
) {
    for at in 1..lines.len().saturating_sub(1) {
        let (before, line, after) = (&lines[at - 1], &lines[at], &lines[at + 1]);
        let own = verdicts[at] == Verdict::Own(BlockKind::Paragraph);
        let lower = line.raw.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-' || c == '\'');
        if !own || !lower || !(2..=8).contains(&line.words) {
            continue;
        }
        let apart = |first: &Block, second: &Block| {
            text[first.range.end..second.range.start].matches('\n').count() >= 2
        };
        let alone = apart(&blocks[at - 1], &blocks[at]) && apart(&blocks[at], &blocks[at + 1]);
        let opens =
            after.raw.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        let closed = before.ends_sentence() || before.is_heading_like();
        if alone && opens && closed && after.words >= 12 {
            verdicts[at] = Verdict::Caption;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_with_their_credit_are_found() {
        for caption in [
            "Ministers shake hands after talks in Geneva, Switzerland May 4, 2021. Jane Roe/Pool via REUTERS - RC21AA900001",
            "Smoke rises over the old town (AP Photo/Jane Roe)",
            "Families wait for water outside El Fasher [Jane Roe/Reuters]",
            "A checkpoint near the border [File: Jane Roe/Anadolu]",
            "Photo: Jane Roe",
            "FILE PHOTO: The minister leaves the palace in Khartoum",
            "FILE - In this May 4, 2021, file photo, a soldier guards a bridge.",
            "Protesters in Bamako. REUTERS/Jane Roe",
            "Image source, Getty Images",
            "Getty Images",
            "© AFP",
            "AFP/Jane Roe",
            "A dried river bed (Photo by Jane Roe/AFP via Getty Images)",
            "Фото: Иван Иванов",
            "Ministers after a session near Geneva, May 4, 2021. Photo: Jane Roe/Valley Pictures",
            "A dried river bed. It had rained in March. Photo by Ali al-Amin",
            "The bridge at Wad Banda (Photo: Jane Roe/Valley Pictures)",
            "Ein Posten am Fluss. Foto: Jane Roe",
            "Smoke over the old town. Credit: Jane Roe via Valley Pictures.",
        ] {
            assert!(has_credit(&Line::new(caption)), "{caption}");
        }
    }

    #[test]
    fn sentences_with_agencies_and_brackets_are_left() {
        for sentence in [
            "The ministry told Reuters that the talks had failed.",
            "The two sides met in Jeddah, according to the agency (AFP).",
            "“We will work jointly [with Turkey] to carry them out,” he said.",
            "Photographs of the site show two craters.",
            "File the complaint by Monday, the court said.",
            "The M4/M5 crossroads was taken on Friday.",
            "GENEVA (Reuters)",
            "Image problems dog the new government.",
            "He spoke of peace [and of war].",
            "The AP said so",
            "The army gave out a picture. Photo by photo, the village was compared with older ones.",
            "The state owes it to them. Credit: that is what the farmers of the valley ask for.",
            "The caption under it read Photo: Jane Roe",
            "He has a new name. Image: it is all that the governor cares about.",
            "Additional reporting by Jane Roe; editing by AFP/Reuters contributed",
        ] {
            assert!(!has_credit(&Line::new(sentence)), "{sentence}");
        }
    }
}

//! "GENEVA, Mar 3 —", "KHARTOUM, Sudan (AP) —", "Port Sudan, 14 May 2023 (Agency) –".

use super::{Head, day};
use std::ops::Range;

/// Agencies and outlets that sign datelines.
const AGENCIES: &[&str] = &[
    "reuters",
    "ap",
    "afp",
    "xinhua",
    "tass",
    "interfax",
    "ria novosti",
    "ria",
    "sputnik",
    "anadolu",
    "anadolu agency",
    "aa",
    "dpa",
    "efe",
    "ansa",
    "kyodo",
    "kyodo news",
    "yonhap",
    "pti",
    "ians",
    "ani",
    "app",
    "suna",
    "sana",
    "irna",
    "mena",
    "bbc",
    "bbc news",
    "upi",
    "wam",
    "kuna",
    "spa",
    "bloomberg",
    "cnn",
    "irin",
    "petra",
    "nna",
    "bna",
    "qna",
    "ina",
    "kcna",
    "belta",
    "ukrinform",
    "unian",
    "azertac",
    "apa",
    "armenpress",
    "trend",
    "news.am",
    "tanjug",
    "apa",
    "lusa",
    "the associated press",
    "associated press",
    "agence france-presse",
    "agencies",
    "ips",
    "pana",
    "panapress",
    "apo",
    "thomson reuters foundation",
    "the new humanitarian",
    "radio dabanga",
    "sudan tribune",
    "al jazeera",
    "rfe/rl",
    "voa",
    "deutsche welle",
    "dw",
    "al-monitor",
    "middle east eye",
    "tolo news",
    "rferl",
    "france 24",
    "rudaw",
    "north press",
    "enab baladi",
    "the guardian",
    "euronews",
];

/// Whether a name is that of an agency.
pub(super) fn is_agency(name: &str) -> bool {
    // The longest of the names has 26 bytes.
    let name = name.trim();
    name.len() <= 80 && day::is_in(AGENCIES, name)
}

/// Whether a block opens with a dateline.
pub(super) fn is_one(raw: &str) -> bool {
    read(raw, 0..raw.len(), &mut Head::default())
}

/// Reads the dateline that a block opens with into `head`; false where there is none.
pub(super) fn read(text: &str, range: Range<usize>, head: &mut Head) -> bool {
    let Some(line) = parse(text, range) else { return false };
    head.place.get_or_insert(line.place);
    if head.date.is_none() {
        head.date = line.date;
    }
    if head.outlet.is_none() {
        head.outlet = line.agency;
    }
    true
}

struct Dateline {
    place: Range<usize>,
    date: Option<Range<usize>>,
    agency: Option<Range<usize>>,
}

fn parse(text: &str, range: Range<usize>) -> Option<Dateline> {
    let opening = &text[range.start..range.end.min(floor(text, range.start + 140))];
    let (end, dash) = separator(opening)?;
    let mut stretch = range.start..range.start + end;
    let rest = text[range.start + end + dash..range.end].trim_start();
    if rest.len() < 10 || rest.starts_with(char::is_lowercase) {
        return None;
    }
    let agency = signed(text, &mut stretch);
    let agency_known = agency.is_some();
    // The date closes what is left.
    let tokens = day::tokens(text, stretch.clone());
    let mut date = None;
    let mut place_end = stretch.end;
    for at in 0..tokens.len() {
        if let Some((found, n)) = day::date_at(text, &tokens, at) {
            let last = at + n >= tokens.len();
            let weekday = text[found.end..stretch.end].chars().all(|c| !c.is_alphanumeric());
            if !last || !weekday || at == 0 {
                return None;
            }
            place_end = tokens[at - 1].end;
            date = Some(found);
            break;
        }
    }
    let place = crate::trim(text, stretch.start..place_end);
    let place = place.start..place.start + text[place].trim_end_matches([',', ' ', '.', ':']).len();
    let name = &text[place.clone()];
    if name.is_empty() || !is_name(name) || name.split_whitespace().count() > 6 || is_agency(name) {
        return None;
    }
    let city = name.split(',').next().unwrap_or(name);
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 3
        && city.chars().all(|c| !c.is_lowercase())
        && city.chars().any(char::is_uppercase);
    let known_label = [
        "ANALYSIS",
        "OPINION",
        "EXPLAINER",
        "LIVE",
        "UPDATE",
        "BREAKING",
        "EXCLUSIVE",
        "FACTBOX",
        "TIMELINE",
        "WATCH",
        "VIDEO",
        "INTERVIEW",
        "PHOTOS",
        "URGENT",
        "NEWS",
        "REPORT",
        "FEATURE",
        "COMMENTARY",
        "EDITORIAL",
        "PROFILE",
        "NOTE",
        "DISCLAIMER",
        "CORRECTION",
    ];
    if known_label.contains(&city.to_uppercase().as_str()) {
        return None;
    }
    // "Ramallah, occupied West Bank –": a place within a place.
    let within = name.contains(", ")
        && opening[end..].starts_with([' ', '–', '—'])
        && !opening[end..].starts_with(" -");
    // A comma before the date: "On March 3" is no place.
    let dated = date.is_some() && text[place.end..stretch.end].starts_with(',');
    let signed = dated || agency_known || within;
    (capitals || signed && city.chars().next().is_some_and(char::is_uppercase))
        .then_some(Dateline { place, date, agency })
}

/// Where the dash that ends a dateline stands, and its length with the blanks around it.
fn separator(opening: &str) -> Option<(usize, usize)> {
    if !opening.contains(['-', ':', '–', '—']) {
        return None;
    }
    let dashes = [" — ", " – ", " -- ", " - ", "— ", "– ", " —", "-- ", " –", ": "];
    dashes
        .iter()
        .filter_map(|dash| opening.find(dash).map(|at| (at, dash.len())))
        .filter(|(at, len)| {
            *len != 2 || opening.get(*at..at + 2) != Some(": ") || opening[..*at].ends_with(')')
        })
        .min_by_key(|(at, _)| *at)
}

/// Takes "(Agency)" off the end of a stretch.
fn signed(text: &str, stretch: &mut Range<usize>) -> Option<Range<usize>> {
    let slice = text[stretch.clone()].trim_end();
    let inside = slice.strip_suffix(')')?;
    let open = inside.rfind('(')?;
    let name = &inside[open + 1..];
    let words = name.split_whitespace().count();
    if !(1..=3).contains(&words) || !(is_agency(name) || name.chars().next()?.is_uppercase()) {
        return None;
    }
    let start = stretch.start + open + 1;
    let agency = start..start + name.len();
    stretch.end = stretch.start + open;
    Some(agency)
}

/// Whether a stretch is of capitalised words only, small words between them.
pub(super) fn is_name(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "de", "la", "le", "du", "del", "al", "el", "upon", "am", "an", "der",
        "sur", "en", "es", "occupied", "near", "in", "da", "do",
    ];
    let mut capitals = 0;
    for word in text.split([' ', '/', '-', '\u{a0}']).filter(|word| !word.is_empty()) {
        let bare = word.trim_matches([',', '.', '\'', '’']);
        let Some(first) = bare.chars().next() else { continue };
        if first.is_uppercase() {
            capitals += 1;
        } else if !SMALL.contains(&bare)
            && !bare
                .split_once(['\'', '’'])
                .is_some_and(|(_, rest)| rest.chars().next().is_some_and(char::is_uppercase))
        {
            return false;
        }
        if !bare.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '.')) {
            return false;
        }
    }
    capitals > 0
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

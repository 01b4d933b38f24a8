//! "By Jane Roe", "By Jane Roe and John Doe, Reuters", "From our reporter in Aden", dates of their own line.

use super::{Head, dateline, day};
use std::ops::Range;

const OPENINGS: &[&str] = &[
    "By ",
    "BY ",
    "by ",
    "Written by ",
    "Reported by ",
    "Reporting by ",
    "Author: ",
    "Von ",
    "VON ",
    "Par ",
    "PAR ",
    "Por ",
    "POR ",
    "Di ",
    "Автор: ",
    "Автор ",
    "Text: ",
    "Byline: ",
];

const OURS: &[&str] = &[
    "From our reporter",
    "From our correspondent",
    "From our own correspondent",
    "From our special correspondent",
    "By our own correspondent",
    "By our own reporter",
    "By our special correspondent",
    "By our reporter",
    "By our correspondent",
    "By our staff",
    "From our staff",
    "Von unserem Korrespondenten",
    "De notre correspondant",
    "De notre envoyé spécial",
    "De nuestro corresponsal",
    "От нашего корреспондента",
];

/// Whether a line is a byline.
pub(super) fn is_one(raw: &str) -> bool {
    let mut head = Head::default();
    read(raw, 0..raw.len(), &mut head);
    head.byline.is_some() || ours(raw).is_some()
}

/// Reads one of the first lines into `head`, where it is a byline or a date.
pub(super) fn read(text: &str, range: Range<usize>, head: &mut Head) {
    let raw = &text[range.clone()];
    if raw.len() > 240 {
        return;
    }
    if let Some((date, changed)) = day::line(text, range.clone()) {
        if head.date.is_none() && !changed {
            head.date = Some(date);
        }
        return;
    }
    if let Some(outlet) = outlet_alone(text, range.clone()) {
        head.outlet.get_or_insert(outlet);
        return;
    }
    if head.byline.is_some() {
        return;
    }
    if let Some(place) = ours(raw) {
        let place = place.start + range.start..place.end + range.start;
        if !place.is_empty() {
            head.place.get_or_insert(place);
        }
        return;
    }
    let Some(opening) = OPENINGS.iter().find(|opening| raw.starts_with(**opening)) else { return };
    let start = range.start + opening.len();
    let Some(end) = names_end(text, start..range.end) else { return };
    let rest = text[end..range.end].trim_end_matches(['.', ' ']);
    let rest_range = end..end + rest.len();
    if read_rest(text, rest_range, head) {
        head.byline = Some(start..end);
    }
}

/// "From our reporter in Aden" names nobody, but a place: where in the line it stands, empty where
/// it names none; `None` where the line is another.
fn ours(raw: &str) -> Option<Range<usize>> {
    let opening = OURS.iter().find(|opening| raw.starts_with(**opening))?;
    let rest = raw[opening.len()..].trim_end_matches(['.', ':', ' ']);
    let end = opening.len() + rest.len();
    if rest.is_empty() {
        return Some(end..end);
    }
    [" in ", " à ", " en ", " aus ", " в ", ", "].iter().find_map(|word| {
        let place = rest.strip_prefix(word)?;
        (place.split_whitespace().count() <= 4 && dateline::is_name(place))
            .then_some(end - place.len()..end)
    })
}

/// Where a list of names ends: "Jane Roe", "Jane Roe and John Doe", "Ali al-Masri, Jane Roe".
fn names_end(text: &str, range: Range<usize>) -> Option<usize> {
    let slice = &text[range.clone()];
    let mut end = 0;
    let mut at = 0;
    loop {
        let length = name_len(&slice[at..])?;
        end = end.max(at + length);
        let rest = &slice[end..];
        let joint =
            [" and ", " & ", " und ", " et ", " y ", " e ", " и ", ", "].iter().find(|joint| {
                rest.strip_prefix(**joint).is_some_and(|next| {
                    // After a comma another full name, or a list that an "and" ends.
                    name_len(next).is_some()
                        && (**joint != ", " || next.contains(" and ") || next.contains(" & "))
                })
            });
        match joint {
            Some(joint) => at = end + joint.len(),
            None => return Some(range.start + end),
        }
    }
}

/// Length of the person's name that `text` opens with: two to five words in capitals, particles
/// between them.
fn name_len(text: &str) -> Option<usize> {
    const PARTICLES: &[&str] = &[
        "al", "el", "ibn", "bin", "bint", "abu", "de", "del", "della", "der", "den", "van", "von",
        "da", "di", "dos", "la", "le", "du", "ben", "ter", "zu",
    ];
    const NONE: &[&str] =
        &["Staff", "The", "Our", "Reuters", "AFP", "AP", "News", "A", "An", "Agency", "Agencies"];
    let mut end = 0;
    let mut words = 0;
    let mut at = 0;
    for word in text.split(' ').take(6) {
        let bare = word.trim_end_matches([',', '|', ';', ':']);
        let stop = bare.len() != word.len();
        let initial = bare.chars().count() == 2 && bare.ends_with('.');
        let bare = if initial { bare } else { bare.trim_end_matches('.') };
        let capital = bare.chars().next().is_some_and(char::is_uppercase)
            || bare
                .split_once(['-', '’', '\''])
                .is_some_and(|(_, rest)| rest.chars().next().is_some_and(char::is_uppercase));
        let letters =
            bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        let particle = PARTICLES.contains(&bare);
        if bare.is_empty()
            || !letters
            || !(capital || particle && words > 0)
            || NONE.contains(&bare)
        {
            break;
        }
        if ["and", "in", "for", "und", "et"].contains(&bare) {
            break;
        }
        if !particle {
            words += 1;
            end = at + bare.len();
        }
        if stop || word.ends_with('.') && !initial {
            break;
        }
        at += word.len() + 1;
    }
    (2..=5).contains(&words).then_some(end)
}

/// Reads what follows the names: nothing, an outlet, a city, a date. False where it is a sentence.
fn read_rest(text: &str, range: Range<usize>, head: &mut Head) -> bool {
    let parts = text[range.clone()].split([',', '|', '•', '·', '–', '—', '-', ';', '/', '\n']);
    let mut at = range.start;
    let mut ranges = vec![];
    for part in parts {
        let start = at + (part.len() - part.trim_start().len());
        ranges.push(start..start + part.trim().len());
        at += part.len();
        at += text[at..range.end].chars().next().map_or(0, char::len_utf8);
    }
    // A date has a comma of its own: read it first, over the whole rest.
    let tokens = day::tokens(text, range.clone());
    let date = (0..tokens.len()).find_map(|i| day::date_at(text, &tokens, i));
    let mut outlet = None;
    for part in ranges.into_iter().filter(|part| !part.is_empty()) {
        let value = &text[part.clone()];
        let dated =
            date.as_ref().is_some_and(|(date, _)| part.start < date.end && date.start < part.end);
        let weekday_or_clock = value.bytes().any(|b| b.is_ascii_digit());
        if dated || weekday_or_clock {
            continue;
        }
        let named = value.strip_prefix("for ").or_else(|| value.strip_prefix("in "));
        if let Some(named) = named.filter(|named| dateline::is_name(named)) {
            if value.starts_with("for ") {
                outlet = Some(part.end - named.len()..part.end);
            }
            continue;
        }
        if dateline::is_agency(value) || is_outlet(value) {
            outlet = Some(part);
        } else if !dateline::is_name(value) || value.split_whitespace().count() > 5 {
            return false;
        }
    }
    if head.outlet.is_none() {
        head.outlet = outlet;
    }
    if head.date.is_none() {
        head.date = date.map(|(date, _)| date);
    }
    true
}

/// Whether a name is an outlet's rather than a place's: "The Valley Gazette", "Lakeside Courier".
fn is_outlet(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "Courier",
        "Times",
        "Post",
        "Herald",
        "Gazette",
        "News",
        "Agency",
        "Press",
        "Tribune",
        "Journal",
        "Observer",
        "Chronicle",
        "Wire",
        "Dispatch",
        "Monitor",
        "Guardian",
        "Star",
        "Standard",
        "Daily",
        "Telegraph",
        "Mail",
        "Mirror",
        "Independent",
        "Examiner",
        "Review",
        "Radio",
        "Zeitung",
        "Nachrichten",
    ];
    const PLACES: &[&str] = &[
        "The Hague",
        "The Gambia",
        "The Bahamas",
        "The Netherlands",
        "The Bronx",
        "The Philippines",
        "Newport News",
    ];
    const OFFICES: &[&str] =
        &["Writer", "Editor", "Secretary", "Officer", "Correspondent", "Reporter", "Chief"];
    let mut words = name.split(' ');
    let has = |list: &[&str]| name.split(' ').any(|word| list.contains(&word));
    let article = words.next() == Some("The") && words.next().is_some();
    dateline::is_name(name) && (article || has(WORDS)) && !has(OFFICES) && !PLACES.contains(&name)
}

/// A line that is an agency's name and nothing else.
fn outlet_alone(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let raw = &text[range.clone()];
    let bare = raw.trim_matches(['(', ')', '|', ' ']);
    if !dateline::is_agency(bare) {
        return None;
    }
    let start = range.start + raw.find(bare)?;
    Some(start..start + bare.len())
}

//! Dates as headlines of reports write them: "Mar 3", "3 March 2020", "3. März 2020".

use std::borrow::Cow;
use std::ops::Range;

/// Names of months and their short forms, lower case, without a final stop.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "dez",
    "okt",
    "janvier",
    "février",
    "mars",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "janeiro",
    "fevereiro",
    "março",
    "maio",
    "junho",
    "julho",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
    "ocak",
    "şubat",
    "mart",
    "nisan",
    "mayıs",
    "haziran",
    "temmuz",
    "ağustos",
    "eylül",
    "ekim",
    "kasım",
    "aralık",
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
];

/// Labels before a date in a line of its own; the first group is of publication.
const LABELS: &[&str] = &[
    "published",
    "published on",
    "published at",
    "posted",
    "posted on",
    "date",
    "first published",
    "issued",
    "released",
    "publication date",
    "date published",
    "veröffentlicht",
    "veröffentlicht am",
    "publié le",
    "publicado",
    "publicado el",
    "опубликовано",
    "дата",
    "дата публикации",
    "نشر في",
    "تاريخ النشر",
];
const CHANGES: &[&str] = &[
    "updated",
    "last updated",
    "updated on",
    "last modified",
    "modified",
    "aktualisiert",
    "mis à jour le",
    "actualizado",
    "обновлено",
];

/// A word with where it stands.
pub(super) type Token = Range<usize>;

/// Words of a stretch, without commas, stops and brackets at their edges.
pub(super) fn tokens(text: &str, range: Range<usize>) -> Vec<Token> {
    let slice = &text[range.clone()];
    let mut tokens = Vec::with_capacity(16);
    for word in slice.split_whitespace().take(40) {
        let start = range.start + (word.as_ptr() as usize - slice.as_ptr() as usize);
        let edge =
            |c: char| matches!(c, ',' | '.' | '(' | ')' | '[' | ']' | ':' | ';' | '|' | '•' | '·');
        let bare = word.trim_matches(edge);
        let offset = word.len() - word.trim_start_matches(edge).len();
        if !bare.is_empty() {
            tokens.push(start + offset..start + offset + bare.len());
        }
    }
    tokens
}

/// Whether a word is one of a list, which is in lower case.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    if word.is_ascii() {
        return list.iter().any(|known| known.eq_ignore_ascii_case(word));
    }
    list.contains(&word.to_lowercase().as_str())
}

/// Whether a word is a month's name.
fn is_month(word: &str) -> bool {
    word.len() <= 24 && word.chars().all(char::is_alphabetic) && is_in(MONTHS, word)
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &word[digits.len()..];
    digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        && ["", "st", "nd", "rd", "th", "er"].contains(&ending)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..=2099).contains(&year))
}

/// The date that the words from `at` on make, and how many they are: "Mar 3", "March 3, 2020",
/// "3 March", "3 de marzo de 2020", "2020-03-03", "03.03.2020".
pub(super) fn date_at(text: &str, tokens: &[Token], at: usize) -> Option<(Range<usize>, usize)> {
    let word = |i: usize| tokens.get(at + i).map(|token| &text[token.clone()]);
    let range = |n: usize| tokens[at].start..tokens[at + n - 1].end;
    let first = word(0)?;
    if is_numeric(first) {
        return Some((range(1), 1));
    }
    let mut n = if is_month(first) && word(1).is_some_and(is_day) {
        2
    } else if is_day(first) {
        let of = usize::from(word(1).is_some_and(|w| matches!(w, "de" | "of")));
        word(1 + of).filter(|w| is_month(w)).map(|_| 2 + of)?
    } else {
        return None;
    };
    let of = usize::from(word(n).is_some_and(|w| matches!(w, "de" | "of")));
    if word(n + of).is_some_and(is_year) {
        n += of + 1;
    }
    Some((range(n), n))
}

/// "2020-03-03", "03.03.2020", "3/3/2020".
fn is_numeric(word: &str) -> bool {
    ['-', '.', '/'].into_iter().any(|mark| {
        let parts: Vec<&str> = word.split(mark).collect();
        let digits =
            |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        parts.len() == 3 && parts.iter().all(digits) && (is_year(parts[0]) || is_year(parts[2]))
    })
}

/// A line that states the report's date and little else: the date, and whether it is that of a
/// change.
pub(super) fn line(text: &str, range: Range<usize>) -> Option<(Range<usize>, bool)> {
    let raw = &text[range.clone()];
    if raw.len() > 160 || !raw.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(text, range.clone());
    if tokens.is_empty() || tokens.len() > 14 {
        return None;
    }
    let label = label(&text[range]);
    let mut at = label.map_or(0, |(_, words)| words);
    while tokens.get(at).is_some_and(|token| is_in(WEEKDAYS, &text[token.clone()])) {
        at += 1;
    }
    let (date, n) = date_at(text, &tokens, at)?;
    // Only a time of day, a place of the clock, or another date may follow.
    let rest = &tokens[at + n..];
    let clock = |token: &Token| {
        let word = &text[token.clone()];
        word.bytes().any(|b| b.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || b":.+-hUTCGMT".contains(&b))
            || [
                "at", "um", "uhr", "à", "a", "las", "в", "am", "pm", "a.m", "p.m", "gmt", "utc",
                "est", "edt", "et", "cet", "ist", "-", "–", "|",
            ]
            .contains(&word.to_lowercase().as_str())
    };
    let clocked = rest.iter().all(clock);
    let changed = rest.iter().any(|token| is_in(CHANGES, &text[token.clone()]));
    let dated = label.is_some() || clocked && tokens[..at].len() + n + rest.len() <= 8;
    let year = text[date.clone()].chars().filter(char::is_ascii_digit).count() >= 5;
    (dated && (clocked || changed) && (year || label.is_some()))
        .then(|| (date, label.is_some_and(|(change, _)| change)))
}

/// Whether a line states a date and little else.
pub(super) fn is_line(raw: &str) -> bool {
    line(raw, 0..raw.len()).is_some()
}

/// Whether a label of change opens a line, and how many words a label has.
fn label(raw: &str) -> Option<(bool, usize)> {
    let raw = raw.trim_start();
    let lower = if raw.is_ascii() { Cow::Borrowed(raw) } else { Cow::Owned(raw.to_lowercase()) };
    let opens = |labels: &[&str]| {
        let fits = labels.iter().filter(|label| {
            lower.split_at_checked(label.len()).is_some_and(|(opening, rest)| {
                opening.eq_ignore_ascii_case(label) && !rest.starts_with(char::is_alphanumeric)
            })
        });
        fits.map(|label| label.split(' ').count()).max()
    };
    opens(LABELS).map(|words| (false, words)).or_else(|| opens(CHANGES).map(|words| (true, words)))
}

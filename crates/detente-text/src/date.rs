//! Dates as metadata writes them.

use jiff::civil::Date;

/// The day that a metadata field states, whatever its format: ISO 8601, RFC 2822, HTTP,
/// `26-FEB-1987 15:01`, `March 3, 2020`, `3. März 2020`, `03/03/2020` only where day and month
/// can't be taken for each other, `20200303`.
///
/// ```
/// use detente_text::date::parse_day;
/// assert_eq!(parse_day("Tue, 3 Mar 2020 10:00:00 +0300").unwrap().to_string(), "2020-03-03");
/// assert_eq!(parse_day("2020-03-03T23:30:00+03:00").unwrap().to_string(), "2020-03-03");
/// assert_eq!(parse_day("03/04/2020"), None);
/// ```
pub fn parse_day(written: &str) -> Option<Date> {
    let written = written.trim();
    if written.len() > 120 {
        return None;
    }
    iso(written).or_else(|| compact(written)).or_else(|| by_words(written))
}

fn iso(written: &str) -> Option<Date> {
    let bytes = written.as_bytes();
    let starts = bytes.len() >= 10 && bytes[..10].is_ascii();
    let sep = |b: u8| matches!(b, b'-' | b'/' | b'.');
    if !starts || !sep(bytes[4]) || bytes[7] != bytes[4] {
        return None;
    }
    day(written[..4].parse().ok()?, written[5..7].parse().ok()?, written[8..10].parse().ok()?)
}

fn compact(written: &str) -> Option<Date> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 8 && digits != 14 {
        return None;
    }
    day(written[..4].parse().ok()?, written[4..6].parse().ok()?, written[6..8].parse().ok()?)
}

fn by_words(written: &str) -> Option<Date> {
    let words: Vec<&str> =
        written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse::<i16>().ok().filter(|_| digits.len() <= 4)
    };
    if let Some(at) = words.iter().position(|word| month(word).is_some()) {
        let month = month(words[at])?;
        let before = at.checked_sub(1).and_then(|i| number(words[i]));
        let after: Vec<i16> =
            words[at + 1..].iter().take(2).map_while(|word| number(word)).collect();
        return match (before, after.as_slice()) {
            (Some(d @ 1..=31), [y @ 1000..=9999, ..]) => day(*y, month, d as i8),
            (Some(y @ 1000..=9999), [d @ 1..=31, ..]) => day(y, month, *d as i8),
            (_, [d @ 1..=31, y @ 1000..=9999]) => day(*y, month, *d as i8),
            _ => None,
        };
    }
    let numbers: Vec<i16> = words.iter().take(3).filter_map(|word| number(word)).collect();
    match numbers.as_slice() {
        [d @ 13..=31, m @ 1..=12, y @ 1000..=9999] | [m @ 1..=12, d @ 13..=31, y @ 1000..=9999] => {
            day(*y, *m as i8, *d as i8)
        }
        // 3.4.2020 is day first wherever dots are used.
        [d @ 1..=31, m @ 1..=12, y @ 1000..=9999]
            if written.matches('.').count() >= 2 || d == m =>
        {
            day(*y, *m as i8, *d as i8)
        }
        _ => None,
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok().filter(|_| (1400..=2200).contains(&year))
}

/// The number of a month by its name, or by the first three letters or more of it, in the
/// languages of the pages most met.
pub fn month(word: &str) -> Option<i8> {
    const NAMES: [&[&str]; 12] = [
        &[
            "january",
            "januar",
            "jänner",
            "janvier",
            "enero",
            "gennaio",
            "января",
            "ocak",
            "janeiro",
        ],
        &[
            "february",
            "februar",
            "feber",
            "février",
            "febrero",
            "febbraio",
            "февраля",
            "şubat",
            "fevereiro",
        ],
        &["march", "märz", "maerz", "mars", "marzo", "марта", "mart", "março"],
        &["april", "avril", "abril", "aprile", "апреля", "nisan"],
        &["may", "mai", "mayo", "maggio", "мая", "mayıs", "maio"],
        &["june", "juni", "juin", "junio", "giugno", "июня", "haziran", "junho"],
        &["july", "juli", "juillet", "julio", "luglio", "июля", "temmuz", "julho"],
        &["august", "août", "aout", "agosto", "августа", "ağustos"],
        &[
            "september",
            "sept",
            "septembre",
            "septiembre",
            "settembre",
            "сентября",
            "eylül",
            "setembro",
        ],
        &["october", "oktober", "octobre", "octubre", "ottobre", "октября", "ekim", "outubro"],
        &["november", "novembre", "noviembre", "ноября", "kasım", "novembro"],
        &[
            "december",
            "dezember",
            "décembre",
            "diciembre",
            "dicembre",
            "декабря",
            "aralık",
            "dezembro",
        ],
    ];
    let word = word.to_lowercase();
    let letters = word.chars().count();
    let fits = |name: &&str| {
        *name == word || ((3..=4).contains(&letters) && name.is_ascii() && name.starts_with(&word))
    };
    NAMES.iter().position(|names| names.iter().any(fits)).map(|i| i as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_metadata_writes_them() {
        let cases = [
            ("2020-03-03", "2020-03-03"),
            ("2020/03/03 12:00", "2020-03-03"),
            ("26-FEB-1987 15:01:01.79", "1987-02-26"),
            ("March 3, 2020", "2020-03-03"),
            ("Mar. 3rd, 2020", "2020-03-03"),
            ("3. März 2020", "2020-03-03"),
            ("mardi 3 mars 2020 à 10h", "2020-03-03"),
            ("3 марта 2020", "2020-03-03"),
            ("23/04/2020", "2020-04-23"),
            ("04/23/2020", "2020-04-23"),
            ("03.04.2020", "2020-04-03"),
            ("20200303", "2020-03-03"),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06"),
        ];
        for (written, expected) in cases {
            let day = parse_day(written).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some(expected), "{written}");
        }
        for unclear in ["03/04/2020", "yesterday", "", "2020", "31 February 2020", "12345678901"] {
            assert_eq!(parse_day(unclear), None, "{unclear}");
        }
    }
}

//! A date as an analyst writes it: a day, a month, a year, or a stretch in EDTF.

use detente_record::{Time, TimeBasis, TimeSpan};
use jiff::civil::Date;

/// The time that a day (`2020-02-10`), month (`2020-02`), year (`2020`), a stretch throughout
/// (`2020-02-01/2020-02-10`) or some day within one (`[2020-02-01..2020-02-10]`, `[..2020-02-10]`)
/// stands for.
///
/// # Errors
/// What can't be read so, as a sentence that shows the forms.
///
/// ```
/// use detente_linking::correction::parse_time;
/// let february = parse_time("2020-02")?;
/// assert_eq!(february.edtf.as_deref(), Some("[2020-02-01..2020-02-29]"));
/// assert!(parse_time("last Monday").is_err());
/// # Ok::<(), String>(())
/// ```
pub fn parse(text: &str) -> Result<Time, String> {
    let wrong = || {
        format!(
            "{text:?} is no date; write a day (2020-02-10), a month (2020-02), a year (2020), a stretch \
             (2020-02-01/2020-02-10) or some day within one ([2020-02-01..2020-02-10])"
        )
    };
    let plain = text.trim();
    let (from, to, span) = if let Some(inner) = within(plain) {
        let (from, to) = inner.split_once("..").ok_or_else(wrong)?;
        (from, to, TimeSpan::Within)
    } else if let Some((from, to)) = plain.split_once('/') {
        let open = |end: &str| end.is_empty() || end == "..";
        if open(from) || open(to) {
            return Err(wrong());
        }
        (from, to, TimeSpan::Throughout)
    } else {
        (plain, plain, TimeSpan::Within)
    };
    let from = side(from).ok_or_else(wrong)?.map(|(first, _)| first);
    let to = side(to).ok_or_else(wrong)?.map(|(_, last)| last);
    let basis = Some(TimeBasis::Inferred);
    match (from, to) {
        (Some(from), Some(to)) if from > to => {
            Err(format!("{text:?} ends before it begins; turn the two days round"))
        }
        (Some(from), Some(to)) if from == to => {
            Ok(Time { text: None, ..Time::day(&from.to_string(), "", TimeBasis::Inferred) })
        }
        (Some(from), Some(to)) => {
            let (from, to) = (from.to_string(), to.to_string());
            Ok(Time { text: None, ..Time::interval(&from, &to, span, "", TimeBasis::Inferred) })
        }
        (None, None) => Err(wrong()),
        (from, to) => {
            let (from, to) = (from.map(|day| day.to_string()), to.map(|day| day.to_string()));
            let (first, last) = (from.clone().unwrap_or_default(), to.clone().unwrap_or_default());
            let edtf = Some(format!("[{first}..{last}]"));
            Ok(Time { edtf, from, to, span: Some(TimeSpan::Within), basis, ..Time::default() })
        }
    }
}

fn within(text: &str) -> Option<&str> {
    text.strip_prefix('[')?.strip_suffix(']')
}

/// The first and last day of a day, month or year; `Some(None)` of an open end.
fn side(text: &str) -> Option<Option<(Date, Date)>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let number = |part: &str, digits: usize| {
        (part.len() == digits).then(|| part.parse::<i16>().ok()).flatten()
    };
    let parts: Vec<&str> = text.split('-').collect();
    let year = number(parts.first()?, 4)?;
    let month = |part: &str| number(part, 2).and_then(|month| i8::try_from(month).ok());
    match parts.as_slice() {
        [_] => {
            let days = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
            Some(Some(days))
        }
        [_, of] => {
            let first = Date::new(year, month(of)?, 1).ok()?;
            Some(Some((first, first.last_of_month())))
        }
        [_, of, day] => {
            let day = Date::new(year, month(of)?, month(day)?).ok()?;
            Some(Some((day, day)))
        }
        _ => None,
    }
}

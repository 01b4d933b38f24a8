//! Days as they are asked for.

use crate::failure::Failure;

/// That this is a year, a month or a day; the case takes any of them.
pub(super) fn check(name: &str, day: &str) -> Result<(), Failure> {
    parsed(day).map(drop).ok_or_else(|| odd(name, day))
}

/// The last day of a year, a month or a day; months are as long as the longest, for days are
/// compared and never counted.
pub(super) fn last(name: &str, day: &str) -> Result<String, Failure> {
    parsed(day)
        .map(|(year, month, day)| text(year, month.unwrap_or(12), day.unwrap_or(31)))
        .ok_or_else(|| odd(name, day))
}

fn text(year: u16, month: u8, day: u8) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn odd(name: &str, day: &str) -> Failure {
    let day: String = day.chars().take(40).collect();
    Failure::new(format!(
        "`{name}` is “{day}”, which is no day: write 2020, 2020-02 or 2020-02-15 (ISO 8601)."
    ))
}

fn parsed(day: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
    let mut parts = day.split('-');
    let mut number = |digits: usize, most: u16| -> Option<Option<u16>> {
        let Some(part) = parts.next() else { return Some(None) };
        let fits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        let value: u16 = part.parse().ok().filter(|_| fits)?;
        (1..=most).contains(&value).then_some(Some(value))
    };
    let (year, month, day) = (number(4, 9999)??, number(2, 12)?, number(2, 31)?);
    let byte = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok());
    parts.next().is_none().then_some((year, byte(month), byte(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_or_a_month_is_asked_for_whole() {
        assert_eq!(last("to", "2020").unwrap(), "2020-12-31");
        assert_eq!(last("to", "2020-02").unwrap(), "2020-02-31");
        assert_eq!(last("to", "2020-02-10").unwrap(), "2020-02-10");
    }

    #[test]
    fn what_is_no_day_is_told_with_the_way_out() {
        for day in ["", "soon", "2020-13", "2020-2-1", "2020-02-10-1", "20200210", "0000"] {
            let Failure(said) = check("from", day).unwrap_err();
            assert!(said.contains("`from`") && said.contains("2020-02-15"), "{day}: {said}");
        }
    }
}

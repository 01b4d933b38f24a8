//! Values as they are typed.

/// `33554432`, `32MiB`, `1GiB`.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kib" | "kb" => 1 << 10,
        "m" | "mib" | "mb" => 1 << 20,
        "g" | "gib" | "gb" => 1 << 30,
        other => return Err(format!("{other:?} is no unit; use KiB, MiB or GiB")),
    };
    let number: u64 = digits.trim().parse().map_err(|_| "expected a number such as 32MiB")?;
    number.checked_mul(unit).ok_or_else(|| "too large".to_owned())
}

/// An ISO 8601 day.
pub(super) fn day(text: &str) -> Result<String, String> {
    let parsed: Result<jiff::civil::Date, _> = text.parse();
    parsed.map(|day| day.to_string()).map_err(|_| "expected a day such as 2020-02-15".to_owned())
}

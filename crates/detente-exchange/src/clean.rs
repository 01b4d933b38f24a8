//! Nothing from a report may steer a terminal, or say to its reader what nobody sees.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character could move the cursor, change colours, turn the direction of text, or spell
/// words that are not shown (the tags U+E0000–U+E007F).
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
        || ('\u{e0000}'..='\u{e007f}').contains(&c)
}

/// `text` with every such character shown as `�`; line breaks and tabs stay if `lines`, and are
/// blanks otherwise.
///
/// ```
/// use detente_exchange::clean::printable;
/// assert_eq!(printable("a\u{1b}[31mred", false), "a\u{fffd}[31mred");
/// ```
pub fn printable(text: &str, lines: bool) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' | '\t' if lines => c,
        '\n' | '\t' | '\r' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    });
    Cow::Owned(shown.collect())
}

/// A row as one line of JSON in which every such character is escaped. The value is the same.
///
/// # Errors
/// Where the row is none that JSON can hold.
pub fn json_line<T: serde::Serialize>(row: &T) -> serde_json::Result<String> {
    let json = serde_json::to_string(row)?;
    if !json.chars().any(steers) {
        return Ok(json);
    }
    // Within JSON such characters can stand in strings alone, where an escape means the same.
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Ok(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_disarmed() {
        assert_eq!(printable("a\u{1b}[31mred\u{202e}", true), "a\u{fffd}[31mred\u{fffd}");
        assert_eq!(printable("a\nb", false), "a b");
    }

    #[test]
    fn json_keeps_its_value_when_escaped() {
        let value = "a\u{9b}31m \u{202e} \u{e0041}";
        let line = json_line(&value).unwrap();
        assert!(line.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), value);
    }
}

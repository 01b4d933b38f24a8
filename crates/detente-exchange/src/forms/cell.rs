//! Text in a cell of a table: no formula to a spreadsheet, no second cell, no second row.

use std::borrow::Cow;

/// `text` so that no spreadsheet takes it for a formula: with an apostrophe before it where it
/// begins with `=`, `+`, `-`, `@` (also in their full-width forms), a tab or a line break. Numbers
/// are not text; they are written as they are.
///
/// ```
/// use detente_exchange::formula_safe;
/// assert_eq!(formula_safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
/// assert_eq!(formula_safe("Ankara"), "Ankara");
/// ```
pub fn formula_safe(text: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    };
    match text.chars().next().is_some_and(acts) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// `text` on one line, without control characters, for a cell of any table.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() || is_mark(c) => {}
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    formula_safe(&out).into_owned()
}

/// `text` for a cell of a file without quoting, where readers differ on whether a quotation mark
/// opens a quoted cell: none is left.
pub(crate) fn bare(text: &str) -> String {
    line(&text.replace('"', "'"))
}

/// Several texts in one cell, parted by `;`, which none of them keeps.
pub(crate) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<String> = texts.into_iter().map(|text| line(text).replace(';', ",")).collect();
    all.join("; ")
}

/// Marks that change how a line is read, and those that nothing shows.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// A number as it is written everywhere: without exponent, whole ones without a point.
pub(crate) fn number(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_is_one_line() {
        assert_eq!(line("  a\tb\r\n\u{0}c \u{202e}d\u{2028}"), "a b c d");
        assert_eq!(line("\t=1+1"), "'=1+1");
        assert_eq!(bare("\"a\" b"), "'a' b");
        assert_eq!(list(["a;b", "c"]), "a,b; c");
    }

    #[test]
    fn numbers_stay_numbers() {
        assert_eq!(number(-10.0), "-10");
        assert_eq!(number(40.3463), "40.3463");
        assert_eq!(number(f64::NAN), "");
    }

    proptest! {
        #[test]
        fn no_text_breaks_out_of_its_cell(text in "\\PC*|[\\x00-\\x7f]*|[=+@\t\r\n\"'; a-]{0,12}") {
            let cell = line(&text);
            prop_assert!(!cell.contains(['\t', '\r', '\n']));
            prop_assert!(!cell.chars().any(char::is_control));
            prop_assert!(!cell.starts_with(['=', '+', '-', '@']));
            prop_assert!(!bare(&text).contains('"'));
            prop_assert_eq!(line(&cell), cell, "once is enough");
        }
    }
}

//! How words are put into a page.

use askama::filters::Escaper;
use std::fmt::{Result, Write};

/// Escapes for HTML content and quoted attributes. Control characters, and those that set the
/// direction of what follows them, are shown as U+FFFD: they could make a line read as what it
/// does not say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown;

impl Escaper for Shown {
    fn write_escaped_str<W: Write>(&self, mut dest: W, string: &str) -> Result {
        let mut plain = 0;
        for (at, c) in string.char_indices() {
            let instead = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' | '\t' => continue,
                c if c.is_control() || turns(c) => "\u{fffd}",
                _ => continue,
            };
            dest.write_str(&string[plain..at])?;
            dest.write_str(instead)?;
            plain = at + c.len_utf8();
        }
        dest.write_str(&string[plain..])
    }
}

/// Whether a character turns the direction of text around (UAX #9, explicit formatting).
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut out = String::new();
        Shown.write_escaped_str(&mut out, text).unwrap();
        out
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(shown("<b a='1'>&\"x"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;x");
    }

    #[test]
    fn nothing_of_a_text_turns_a_line_around() {
        assert_eq!(shown("a\u{202e}b\u{1b}[2J\u{2066}"), "a\u{fffd}b\u{fffd}[2J\u{fffd}");
        assert_eq!(shown("Идлиб, إدلب, אידליב\n"), "Идлиб, إدلب, אידליב\n");
    }
}

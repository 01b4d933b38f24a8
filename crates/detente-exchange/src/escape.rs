//! Words of a report in somebody's markup.

/// `text` as it reads in Markdown (CommonMark, GFM): on one line, with nothing that Markdown
/// would act on, and no more backslashes than that needs.
///
/// ```
/// use detente_exchange::markdown;
/// assert_eq!(markdown("<b>1. *no*</b>\n# x"), r"\<b>1. \*no\*\</b> # x");
/// assert_eq!(markdown("# not_a_heading &amp; R&D"), r"\# not_a_heading \&amp; R&D");
/// ```
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let acts = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' => true,
            // Within a word it is a letter like others.
            '_' => !(last.is_alphanumeric() && next.is_alphanumeric()),
            '~' => next == '~' || last == '~',
            '&' => next == '#' || next.is_alphanumeric() && forms_entity(chars.clone()),
            // Headings, quotations, list marks and rules stand at the start of a line.
            '#' | '>' | '-' | '+' | '=' => out.is_empty(),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(match c {
            c if c.is_whitespace() => ' ',
            c if c.is_control() || is_bidi(c) => '\u{fffd}',
            c => c,
        });
        last = c;
    }
    // `1. ` and `1) ` at the start would open a numbered list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// Whether what follows an ampersand is a name and a semicolon.
fn forms_entity(rest: impl Iterator<Item = char>) -> bool {
    rest.take(33).find(|c| !c.is_alphanumeric()) == Some(';')
}

/// `text` as it reads in HTML, in content and in quoted attributes.
///
/// ```
/// assert_eq!(detente_exchange::html("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
/// ```
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || is_bidi(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

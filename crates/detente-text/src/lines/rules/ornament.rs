//! Lines of dashes, stars or dots that part sections of a page: they say nothing.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    reason: "ornament",
    finds: |line| !line.raw.chars().any(char::is_alphanumeric) && !has_symbol(line.raw),
    yes: &["-----", "* * *", "___", "•", "|", "=====", "…"],
    no: &["3", "A", "☎", "№ 5"],
};

/// Symbols may say something (a currency, an emoji in a quoted post).
fn has_symbol(text: &str) -> bool {
    let ornamental = |c: char| c.is_ascii_punctuation() || c.is_whitespace() || is_ornament(c);
    !text.chars().all(ornamental)
}

fn is_ornament(c: char) -> bool {
    matches!(u32::from(c), 0xA0..=0xBF | 0x2010..=0x2060 | 0x2190..=0x21FF | 0x2212 | 0x2215
        | 0x2500..=0x25FF | 0x2605 | 0x2606 | 0x2756 | 0x3000..=0x3003)
}

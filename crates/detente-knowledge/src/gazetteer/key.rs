//! How the names of places are compared.

use crate::fold::fold;

/// The key of a name: folded, in small letters, without apostrophes and stops, words separated by
/// one space.
///
/// ```
/// use detente_knowledge::place_key;
/// assert_eq!(place_key("Ma'arrat an-Nu‘mān"), "maarrat an numan");
/// assert_eq!(place_key("St. John's"), "st johns");
/// ```
pub fn place_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.text.len());
    for c in folded.text.chars() {
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '.') && !key.ends_with(' ') && !key.is_empty() {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Arabic articles in their spellings before sun letters, and those of other languages.
const ARTICLES: &[&str] =
    &["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ed", "er", "es", "et"];

/// What is left of a name when all that transliterations differ in is taken away: the article,
/// vowels and half-vowels, doubled letters, the letters that stand for one sound. Two names of one
/// skeleton in one country are most likely one place; elsewhere they need not be.
///
/// ```
/// use detente_knowledge::skeleton;
/// assert_eq!(skeleton("Maarat al-Numan"), skeleton("Ma'arrat an-Nu'man"));
/// assert_eq!(skeleton("Saraqib"), skeleton("Saraqeb"));
/// assert_eq!(skeleton("Kharkiv"), skeleton("Kharkov"));
/// assert_ne!(skeleton("Hama"), skeleton("Homs"));
/// ```
pub fn skeleton(name: &str) -> String {
    let key = place_key(name);
    let words: Vec<&str> = key.split(' ').collect();
    let mut out = String::new();
    for (i, word) in words.iter().enumerate() {
        if ARTICLES.contains(word) && i + 1 < words.len() {
            continue;
        }
        let bytes = word.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let pair = (bytes[at], bytes.get(at + 1).copied().unwrap_or(b' '));
            let (sound, taken) = match pair {
                (b'k' | b'q', b'h') => ('h', 2),
                (b'g', b'h') => ('g', 2),
                (b's' | b'c', b'h') => ('s', 2),
                (b't', b'h') => ('t', 2),
                (b'd' | b'z', b'h') => ('z', 2),
                (b'p', b'h') => ('f', 2),
                (b't', b's') => ('s', 2),
                (b'd', b'j') => ('j', 2),
                (b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'v', _) => (' ', 1),
                // An h at the end of a word is mostly the mute one of Arabic.
                (b'h', b' ') => (' ', 1),
                (b'q' | b'c', _) => ('k', 1),
                (b'x', _) => ('k', 1),
                (other, _) => (other as char, 1),
            };
            if sound != ' ' && !out.ends_with(sound) {
                out.push(sound);
            }
            at += taken;
        }
    }
    out
}

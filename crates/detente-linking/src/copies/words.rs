//! The words of a text as they are compared, and their hashes.
//!
//! The hashes are our own and part of the stored form of a sketch: whoever changes a constant or
//! the folding raises the version of [`super::Sketch`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of the text: lower case, without marks and punctuation, as a hash, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of the folded letters.
    pub(super) hash: u64,
    /// Range in bytes.
    pub(super) bytes: [usize; 2],
    /// Range in Unicode scalar values.
    pub(super) chars: [usize; 2],
}

/// The words of `text` in order.
///
/// A word is a run of letters and digits. An apostrophe within a word and a separator within a
/// figure do not end it, so that "1,000" and "1000" are one; hyphens do. Where a script sets no
/// spaces between words, every character is one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut all = vec![];
    let mut open: Option<Word> = None;
    let mut before = ' ';
    let mut rest = text.char_indices().enumerate().peekable();
    while let Some((at, (byte, c))) = rest.next() {
        let end = [byte + c.len_utf8(), at + 1];
        if unspaced(c) {
            all.extend(open.take());
            all.push(Word { hash: letter(START, c), bytes: [byte, end[0]], chars: [at, end[1]] });
        } else if c.is_alphanumeric() {
            let word = open.get_or_insert(Word { hash: START, bytes: [byte; 2], chars: [at; 2] });
            word.hash = letter(word.hash, c);
            [word.bytes[1], word.chars[1]] = end;
        } else if !silent(c) {
            let after = rest.peek().map_or(' ', |&(_, (_, c))| c);
            let joins = match c {
                '\'' | '’' | 'ʼ' => before.is_alphanumeric() && after.is_alphanumeric(),
                '.' | ',' => before.is_numeric() && after.is_numeric(),
                _ => false,
            };
            if !joins {
                all.extend(open.take());
            }
        }
        before = c;
    }
    all.extend(open);
    for word in &mut all {
        word.hash = mix(word.hash);
    }
    all
}

/// Marks and joiners: within a word, and no part of it.
fn silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
        || is_combining_mark(c)
}

/// Letters of scripts that set no spaces: Thai to Burmese, Khmer, kana and ideographs.
fn unspaced(c: char) -> bool {
    let script = matches!(c as u32, 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff
        | 0x3040..=0x30ff | 0x3400..=0x9fff | 0x2_0000..=0x2_ffff);
    script && c.is_alphanumeric() && !is_combining_mark(c)
}

/// FNV-1a over the folded letters, a letter at a time.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x100_0000_01b3;

fn letter(hash: u64, c: char) -> u64 {
    let add = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(PRIME);
    if c.is_ascii() {
        return add(hash, c.to_ascii_lowercase());
    }
    let plain = std::iter::once(c).nfkd().filter(|&c| !is_combining_mark(c));
    plain.flat_map(char::to_lowercase).fold(hash, |hash, c| match c {
        'ı' => add(hash, 'i'),
        _ if is_combining_mark(c) => hash,
        _ => add(hash, c),
    })
}

/// The last step of MurmurHash3 for 64 bits: every bit of the input sways every bit.
pub(super) fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// One hash of several, in their order.
pub(super) fn join(hashes: impl IntoIterator<Item = u64>) -> u64 {
    hashes.into_iter().fold(START, |all, hash| mix(all.rotate_left(23) ^ hash))
}

/// The hashes of all runs of `length` words; of a text that is shorter, one of the whole.
pub(super) fn runs(words: &[Word], length: usize) -> Vec<u64> {
    if words.is_empty() {
        return vec![];
    }
    let length = length.clamp(1, words.len());
    words.windows(length).map(|run| join(run.iter().map(|word| word.hash))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let hashes = |text: &str| words(text).iter().map(|word| word.hash).collect::<Vec<_>>();
        hashes(a) == hashes(b)
    }

    #[test]
    fn case_marks_and_punctuation_do_not_count() {
        assert!(same("“Erdoğan's army”, he said.", "erdogan’s ARMY he said"));
        assert!(same("1,000 men", "1000 men"));
        assert!(same("İstanbul, Diyarbakır", "istanbul diyarbakir"));
        assert!(!same("14 men", "15 men"));
        assert!(!same("ceasefire", "cease-fire"));
    }

    #[test]
    fn words_know_where_they_stand() {
        let found = words("Où est-il? 北京");
        let chars: Vec<_> = found.iter().map(|word| word.chars).collect();
        assert_eq!(chars, [[0, 2], [3, 6], [7, 9], [11, 12], [12, 13]]);
        assert_eq!(found[0].bytes, [0, 3]);
        assert!(words(" … ").is_empty());
    }

    /// Sketches are stored: a hash must not change unnoticed.
    #[test]
    fn hashes_are_as_stored() {
        let hashes: Vec<_> = words("Ankara denied it").iter().map(|word| word.hash).collect();
        assert_eq!(
            hashes,
            [1_370_009_072_796_346_348, 10_373_167_044_911_648_693, 15_258_933_232_238_087_882,]
        );
        assert_eq!(join(hashes), 16_806_562_720_631_491_769);
    }
}

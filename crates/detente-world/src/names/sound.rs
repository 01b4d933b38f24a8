//! How alike two words are, by letters and by sound.

use super::compared::Word;

/// Letters and pairs that transliterations choose among.
const SOUNDS: &[(&str, &str)] = &[
    ("ph", "f"),
    ("kh", "h"),
    ("zh", "j"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("y", "i"),
    ("j", "i"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("aa", "a"),
    ("dh", "d"),
    ("gh", "g"),
    ("x", "ks"),
    ("th", "t"),
];

pub(super) fn sound(word: &str) -> String {
    let mut text = word.to_owned();
    for (from, to) in SOUNDS {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

pub(super) fn consonants(sound: &str) -> String {
    sound.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).collect()
}

/// How alike two words are, from 0 to 1000.
pub(super) fn alike(a: &Word, b: &Word) -> i32 {
    if a.text == b.text {
        return 1000;
    }
    let (one, other) = (&a.sound, &b.sound);
    let (bones, others) = (&a.bones, &b.bones);
    let (a, b) = (&a.text, &b.text);
    let (first, second) = (a.chars().next(), b.chars().next());
    if a.len().min(b.len()) == 1 && first == second {
        // An initial.
        return 700;
    }
    let edits = |a: &str, b: &str| {
        let longest = a.len().max(b.len()).max(1);
        1000 - (1000 * strsim::osa_distance(a, b)).div_ceil(longest) as i32
    };
    if one == other {
        return 960;
    }
    let mut best = edits(a, b).max(edits(one, other) - 30);
    // Two consonants alone are little: "army" is not "Romeo".
    let vowel = |word: &str| word.starts_with(['a', 'e', 'i', 'o', 'u']);
    let begin = one.chars().next() == other.chars().next() || vowel(one) && vowel(other);
    if (bones.len() >= 3 || bones.len() == 2 && begin) && bones == others {
        best = best.max(880);
    }
    if first != second && one.chars().next() != other.chars().next() {
        best -= 60;
    }
    best.max(0)
}

/// Whether two words can be more than 850 alike: what is told without counting letters.
pub(super) fn may_be(a: &Word, b: &Word) -> bool {
    // Of words this short, one wrong letter is more than 150 of a thousand.
    const SHORT: usize = 6;
    let close = |a: &str, b: &str| {
        let longest = a.len().max(b.len());
        longest > SHORT && a.len().abs_diff(b.len()) * SHORT < longest
    };
    a.sound == b.sound || a.bones == b.bones || close(&a.text, &b.text) || close(&a.sound, &b.sound)
}

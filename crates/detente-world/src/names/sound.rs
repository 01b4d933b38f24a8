//! How alike two words are, by letters and by sound.

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

fn sound(word: &str) -> String {
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

fn consonants(sound: &str) -> String {
    sound.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).collect()
}

/// How alike two words are, from 0 to 1000.
pub(super) fn alike(a: &str, b: &str) -> i32 {
    if a == b {
        return 1000;
    }
    let (first, second) = (a.chars().next(), b.chars().next());
    if a.len().min(b.len()) == 1 && first == second {
        // An initial.
        return 700;
    }
    let edits = |a: &str, b: &str| {
        let longest = a.len().max(b.len()).max(1);
        1000 - (1000 * strsim::osa_distance(a, b)).div_ceil(longest) as i32
    };
    let (one, other) = (sound(a), sound(b));
    if one == other {
        return 960;
    }
    let mut best = edits(a, b).max(edits(&one, &other) - 30);
    let bones = consonants(&one);
    // Two consonants alone are little: "army" is not "Romeo".
    let vowel = |word: &str| word.starts_with(['a', 'e', 'i', 'o', 'u']);
    let begin = one.chars().next() == other.chars().next() || vowel(&one) && vowel(&other);
    if (bones.len() >= 3 || bones.len() == 2 && begin) && bones == consonants(&other) {
        best = best.max(880);
    }
    if first != second && one.chars().next() != other.chars().next() {
        best -= 60;
    }
    best.max(0)
}

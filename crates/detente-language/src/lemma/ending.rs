//! English spelling: what an ending hides.

fn is_vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Vowel groups of a word: as good as its syllables.
fn syllables(word: &[u8]) -> usize {
    let vowel = |at: usize| is_vowel(word[at]) || word[at] == b'y' && at > 0;
    (0..word.len()).filter(|&at| vowel(at) && (at == 0 || !vowel(at - 1))).count()
}

/// "says" to "say", "carries" to "carry", "watches" to "watch".
pub(super) fn third_person(form: &str) -> String {
    plural(form)
}

/// The singular of a regular plural.
pub(super) fn plural(form: &str) -> String {
    // "gunmen", "women".
    if let Some(stem) = form.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        return format!("{stem}man");
    }
    let Some(stem) = form.strip_suffix('s').filter(|stem| stem.len() > 1) else {
        return form.to_owned();
    };
    // "'s" after letters or figures: "MP's", "1990's".
    let stem = stem.strip_suffix('\'').unwrap_or(stem);
    if let Some(short) = stem.strip_suffix("ie").filter(|short| short.len() > 1) {
        return format!("{short}y");
    }
    if let Some(short) = stem.strip_suffix('e') {
        let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| short.ends_with(end));
        // "cases", "houses", "sizes" keep their e; "classes", "boxes", "buses" don't.
        let kept = short.ends_with('s') && !short.ends_with("ss")
            || short.ends_with('z') && !short.ends_with("zz");
        if sibilant && !kept || short.ends_with('o') && short.len() > 3 {
            return short.to_owned();
        }
    }
    if stem.ends_with('s') || stem.ends_with('u') && form.len() > 3 {
        return form.to_owned();
    }
    stem.to_owned()
}

/// The base of a regular past form.
pub(super) fn past(form: &str) -> String {
    if let Some(stem) = form.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    // "agreed", "freed".
    if let Some(stem) = form.strip_suffix('d').filter(|stem| stem.ends_with("ee") && stem.len() > 3)
    {
        return stem.to_owned();
    }
    match form.strip_suffix("ed").filter(|stem| syllables(stem.as_bytes()) > 0) {
        Some(stem) => base(stem),
        None => form.to_owned(),
    }
}

/// The base of a form in -ing.
pub(super) fn participle(form: &str) -> String {
    let form = form.strip_suffix("in'").map_or(form.to_owned(), |stem| format!("{stem}ing"));
    match form.strip_suffix("ing").filter(|stem| syllables(stem.as_bytes()) > 0) {
        Some(stem) => base(stem),
        None => form,
    }
}

/// The plain form of a comparative or superlative.
pub(super) fn grade(form: &str, ending: &str) -> String {
    let Some(stem) = form.strip_suffix(ending).filter(|s| syllables(s.as_bytes()) > 0) else {
        return form.to_owned();
    };
    if let Some(stem) = stem.strip_suffix('i') {
        return format!("{stem}y");
    }
    let bytes = stem.as_bytes();
    if doubled(bytes) && !stem.ends_with("ll") && !stem.ends_with("ss") {
        return stem[..stem.len() - 1].to_owned();
    }
    let n = bytes.len();
    // "larger", "safer", "simpler": the e went.
    let soft = matches!(bytes[n - 1], b'g' | b'c' | b'v' | b'u')
        || stem.ends_with("bl")
        || stem.ends_with("pl")
        || stem.ends_with("tl")
        || stem.ends_with("rs")
        || stem.ends_with("ns");
    let short = n > 1 && !is_vowel(bytes[n - 1]) && is_vowel(bytes[n - 2]);
    let single =
        short && (n < 3 || !is_vowel(bytes[n - 3])) && !matches!(bytes[n - 1], b'w' | b'y');
    if soft && !stem.ends_with("ng") || single && syllables(bytes) == 1 {
        return format!("{stem}e");
    }
    stem.to_owned()
}

fn doubled(stem: &[u8]) -> bool {
    matches!(stem, [.., a, b] if a == b && !is_vowel(*a))
}

/// Puts back what -ed and -ing take from a verb: an e, or a consonant doubled too many.
fn base(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    if n < 2 {
        return stem.to_owned();
    }
    if doubled(bytes) {
        // "fill", "pass", "buzz", "stuff" end so themselves.
        let own = ["ll", "ss", "zz", "ff"].iter().any(|end| stem.ends_with(end));
        return if own { stem.to_owned() } else { stem[..n - 1].to_owned() };
    }
    let with_e = || format!("{stem}e");
    // "evacuated", "negotiated": two vowels before the t, and still an e.
    if stem.ends_with("uat") && stem.len() > 5 || stem.ends_with("iat") || stem.ends_with("creat") {
        return with_e();
    }
    let (last, before) = (bytes[n - 1], bytes[n - 2]);
    let mute = match last {
        b'v' | b'u' => true,
        b'c' => true,
        b'g' => {
            !stem.ends_with("ng")
                || ["ang", "eng", "ung"].iter().any(|end| {
                    // "changed", "challenged", "plunged"; but "banged", "hanged".
                    stem.ends_with(end) && n > 4
                })
        }
        b'z' => before != b'z' && !stem.ends_with("tz"),
        b's' => !(stem.ends_with("us") && syllables(bytes) > 1 && n < 6) && before != b's',
        b'l' => !is_vowel(before) && !matches!(before, b'r' | b'l' | b'w' | b'h'),
        b'h' => stem.ends_with("th") && n > 4 && is_vowel(bytes[n - 4]) && is_vowel(bytes[n - 3]),
        _ if is_vowel(last) => false,
        b'w' | b'x' | b'y' => false,
        // One consonant after one vowel: a single syllable would have doubled it.
        _ if is_vowel(before)
            && (n < 3 || !is_vowel(bytes[n - 3]) || stem[..n - 1].ends_with("qu"))
            || n > 3 && &bytes[n - 4..n - 2] == b"qu" =>
        {
            syllables(bytes) == 1
                || [
                    "at", "ut", "ir", "id", "ad", "od", "ud", "ag", "eg", "ig", "ak", "ik", "ok",
                    "ar", "ib", "ob", "ub", "ap", "ip", "op", "yp", "um", "am", "in", "ur", "it",
                    "ot", "et",
                ]
                .iter()
                .any(|end| stem.ends_with(end))
                    && long_ending(stem)
        }
        _ => false,
    };
    if mute { with_e() } else { stem.to_owned() }
}

/// Of longer verbs: the endings whose e is mute more often than not.
fn long_ending(stem: &str) -> bool {
    const MUTE: [&str; 36] = [
        "at", "but", "put", "cut", "lut", "sut", "ir", "cid", "vid", "sid", "lid", "rid", "vad",
        "grad", "brad", "rad", "lod", "clud", "trud", "lud", "ag", "ak", "ok", "par", "clar",
        "crib", "scrib", "cap", "hap", "sum", "fin", "bin", "clin", "min", "sur", "nit",
    ];
    const PLAIN: [&str; 10] = [
        "eat", "hreat", "float", "format", "combat", "benefit", "limit", "summit", "visit", "bomb",
    ];
    MUTE.iter().any(|end| stem.ends_with(end)) && !PLAIN.iter().any(|end| stem.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_come_off_as_they_went_on() {
        for (form, expected) in [
            ("shelled", "shell"),
            ("stopped", "stop"),
            ("fired", "fire"),
            ("hoped", "hope"),
            ("visited", "visit"),
            ("decided", "decide"),
            ("agreed", "agree"),
            ("carried", "carry"),
            ("changed", "change"),
            ("used", "use"),
            ("opened", "open"),
            ("evacuated", "evacuate"),
            ("treated", "treat"),
            ("argued", "argue"),
            ("killed", "kill"),
        ] {
            assert_eq!(past(form), expected, "{form}");
        }
        for (form, expected) in [
            ("shelling", "shell"),
            ("firing", "fire"),
            ("running", "run"),
            ("bringing", "bring"),
            ("striking", "strike"),
        ] {
            assert_eq!(participle(form), expected, "{form}");
        }
        for (form, expected) in [
            ("cities", "city"),
            ("attacks", "attack"),
            ("houses", "house"),
            ("churches", "church"),
            ("classes", "class"),
            ("forces", "force"),
            ("heroes", "hero"),
            ("militiamen", "militiaman"),
            ("news", "new"),
        ] {
            assert_eq!(plural(form), expected, "{form}; what is left is the table's");
        }
        for (form, expected) in
            [("larger", "large"), ("bigger", "big"), ("heavier", "heavy"), ("older", "old")]
        {
            assert_eq!(grade(form, "er"), expected, "{form}");
        }
    }
}

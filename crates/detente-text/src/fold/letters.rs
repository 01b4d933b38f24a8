//! Letters and their look-alikes in other scripts.
//!
//! The facts are those of Unicode's `confusables.txt` (UTS #39, version 18): a letter stands in
//! the table where its prototype there is also that of an ASCII letter. The test
//! `fold_table_agrees_with_unicode` derives the same table from the crate `unicode-security` and
//! compares, so the way to bring it up to date is to raise that crate and mend what the test shows.

/// A script whose letters can be taken for those of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Cherokee,
    Coptic,
    Lisu,
}

impl Script {
    pub(super) const COUNT: usize = 7;
    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Greek,
        Self::Armenian,
        Self::Cherokee,
        Self::Coptic,
        Self::Lisu,
    ];

    /// The script of a letter; `None` for what is no letter, and for scripts without look-alikes
    /// that matter here.
    pub(super) fn of(c: char) -> Option<Self> {
        let script = match u32::from(c) {
            0x41..=0x5A | 0x61..=0x7A => Self::Latin,
            0..0xC0 | 0xD7 | 0xF7 => return None,
            0xC0..=0x2AF => Self::Latin,
            0x370..=0x3FF if !(0x3E2..=0x3EF).contains(&u32::from(c)) => Self::Greek,
            0x3E2..=0x3EF | 0x2C80..=0x2CFF => Self::Coptic,
            0x400..=0x52F | 0x1C80..=0x1C8F | 0xA640..=0xA66E | 0xA680..=0xA69B => Self::Cyrillic,
            0x531..=0x556 | 0x560..=0x588 => Self::Armenian,
            0x13A0..=0x13FD | 0xAB70..=0xABBF => Self::Cherokee,
            0x1D00..=0x1D25 | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA722..=0xA7FF => Self::Latin,
            0xAB30..=0xAB64 => Self::Latin,
            0x1F00..=0x1FFF => Self::Greek,
            0xA4D0..=0xA4F7 => Self::Lisu,
            _ => return None,
        };
        c.is_alphabetic().then_some(script)
    }

    /// The script that a language is written in, by its ISO 639-1 code; `None` where it is none of
    /// these, or where the language is written in two of them.
    pub(super) fn of_language(code: &str) -> Option<Self> {
        let script = match code {
            "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "tg" | "mn" | "tt" | "ba" | "cv"
            | "ce" | "os" | "av" | "ab" => Self::Cyrillic,
            "el" => Self::Greek,
            "hy" => Self::Armenian,
            "sr" | "bs" | "uz" | "az" | "tk" | "ku" | "ro" => return None,
            "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "he" | "yi" | "zh" | "ja" | "ko" | "hi"
            | "bn" | "pa" | "mr" | "ne" | "ta" | "te" | "ml" | "kn" | "gu" | "si" | "th" | "lo"
            | "km" | "my" | "ka" | "am" | "ti" | "dv" | "bo" => return None,
            _ => Self::Latin,
        };
        Some(script)
    }
}

/// Letters drawn like an ASCII letter, each followed by it. `Ӏ` is here as the capital; see
/// [`latin`].
const CYRILLIC: &str = "ЅSІIЈJАAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxѕsіiјjѡwѴVѵvҮYүyҺhһhҽeӀIӏlԁdԌG\
     ԚQԛqԜWԝwᲂoᲃcꙇiЁËёëЇÏїïЀÈѐèӐĂӑăӒÄӓäӖĔӗĕӦÖӧöӰŸӱÿ";
const GREEK: &str =
    "ͿJΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaγyιiνvοoρpσoυuϒYϜFϱpϲcϳjϸpϹCϺMΪÏΫŸϊïιiόóάáίíύúϋü";
const ARMENIAN: &str = "ՍUՏSՕOՠmաwգqզqհhյjոnռnսuցgւiքfօo";
const CHEROKEE: &str = "ᎠDᎡRᎢTᎥiᎩYᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏂhᏃZᏏbᏒRᏔWᏕSᏙVᏚSᏞLᏟCᏢPᏦKᏧdᏳGᏴBꭵiꮁrꮃwꮓzꮤwꮩvꮪsꮯc";
const COPTIC: &str = "ϭoⲂBⲅrⲌZⲍzⲎHⲒIⲓiⲔKⲘMⲚNⲞOⲟoⲢPⲣpⲤCⲥcⲦTⲨYⲩyⲬXⲽwⳎPⳏpⳐL";
const LISU: &str = "ꓐBꓑPꓒdꓓDꓔTꓖGꓗKꓙJꓚCꓜZꓝFꓟMꓠNꓡLꓢSꓣRꓦVꓧHꓪWꓫXꓬYꓮAꓰEꓲIꓳOꓴU";

/// Letters only roughly like a Latin one: in the shape of a small capital (UTS #39 gives them the
/// small capital for prototype) or with a likeness that depends on the typeface. They count only
/// inside a word that is surely Latin otherwise.
const ROUGHLY: &str = "вbгrкkмmнhтtшwЬbьbпnиuκkτt";

/// What may stand in a Cyrillic word for the Latin letter before it.
const INTO_CYRILLIC: &str = "AАBВEЕKКMМHНOОPРCСTТYУXХaаeеoоpрcсyуxхËЁëё";
const INTO_GREEK: &str = "AΑBΒEΕZΖHΗIΙKΚMΜNΝOΟPΡTΤYΥXΧaαiιvνoοpρuυkκóόáάíί";
const INTO_ARMENIAN: &str = "UՍSՏOՕwաhհjյnոuսgցoօfք";

fn lookup(pairs: &str, c: char) -> Option<char> {
    let mut chars = pairs.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
}

/// The Latin letter that `c`, of another script, is drawn like.
///
/// The palochka `Ӏ` is drawn like both I and l; `after` is the letter before it in the word.
pub(super) fn latin(c: char, after: Option<char>) -> Option<char> {
    let pairs = match Script::of(c)? {
        Script::Latin => return None,
        Script::Cyrillic => CYRILLIC,
        Script::Greek => GREEK,
        Script::Armenian => ARMENIAN,
        Script::Cherokee => CHEROKEE,
        Script::Coptic => COPTIC,
        Script::Lisu => LISU,
    };
    if c == 'Ӏ' && after.is_some_and(char::is_lowercase) {
        return Some('l');
    }
    lookup(pairs, c)
}

/// The Latin letter that `c` is roughly like.
pub(super) fn roughly_latin(c: char) -> Option<char> {
    lookup(ROUGHLY, c)
}

/// The letter of `script` that the Latin letter `c` is drawn like, as far as `language` uses it.
pub(super) fn into(script: Script, c: char, language: Option<&str>) -> Option<char> {
    match script {
        Script::Latin => Some(c),
        Script::Cyrillic => lookup(INTO_CYRILLIC, c).or_else(|| {
            let own = match language {
                Some("uk") => "IІiіÏЇïї",
                Some("be" | "kk") => "IІiі",
                Some("mk") => "SЅsѕJЈjј",
                Some("sr") => "JЈjј",
                _ => "",
            };
            lookup(own, c)
        }),
        Script::Greek => lookup(INTO_GREEK, c),
        Script::Armenian => lookup(INTO_ARMENIAN, c),
        Script::Cherokee | Script::Coptic | Script::Lisu => None,
    }
}

/// Whether a Latin letter could be a Cyrillic, Greek or Armenian one by its shape.
pub(super) fn is_shared(c: char, with: Script) -> bool {
    c.is_ascii() && into(with, c, None).is_some()
        || with == Script::Cyrillic && "iIjJsSqQwWhdlvV".contains(c)
}

/// Every letter of the table with the Latin letter it is drawn like.
#[cfg(test)]
pub(super) fn table() -> impl Iterator<Item = (char, char)> {
    [CYRILLIC, GREEK, ARMENIAN, CHEROKEE, COPTIC, LISU].into_iter().flat_map(|pairs| {
        let chars: Vec<char> = pairs.chars().collect();
        chars.chunks(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use unicode_security::skeleton;

    fn same_shape(a: char, b: char) -> bool {
        skeleton(&a.to_string()).eq(skeleton(&b.to_string()))
    }

    #[test]
    fn fold_table_agrees_with_unicode() {
        for (letter, like) in table() {
            assert!(same_shape(letter, like), "{letter} is not drawn like {like}");
            assert_ne!(Script::of(letter), Some(Script::Latin), "{letter}");
        }
        let known: BTreeSet<char> = table().map(|(letter, _)| letter).collect();
        let ascii = ('a'..='z').chain('A'..='Z');
        let ascii: Vec<char> = ascii.collect();
        for c in (0x370..0x2D00).chain(0xA4D0..0xABC0).filter_map(char::from_u32) {
            let foreign = Script::of(c).is_some_and(|script| script != Script::Latin);
            let rough = roughly_latin(c).is_some();
            if foreign && !rough && c.is_alphabetic() && ascii.iter().any(|&a| same_shape(a, c)) {
                assert!(known.contains(&c), "{c} ({:X}) is missing", u32::from(c));
            }
        }
    }

    #[test]
    fn ways_back_lead_to_the_same_shape() {
        for pairs in [INTO_CYRILLIC, INTO_GREEK, INTO_ARMENIAN, "IІiіÏЇïїSЅsѕJЈjј"] {
            let chars: Vec<char> = pairs.chars().collect();
            for pair in chars.chunks(2) {
                let back = latin(pair[1], None).or_else(|| roughly_latin(pair[1]));
                assert_eq!(back, Some(pair[0]), "{pair:?}");
            }
        }
    }
}

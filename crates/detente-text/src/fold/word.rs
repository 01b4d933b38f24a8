//! One word: its letters, and the script it belongs to by itself.

use super::{
    letters::{self, Script},
    plain::{self, Dress},
    words::Word,
};

/// A letter of a word, undressed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    /// Byte offset in the text.
    pub(super) at: usize,
    /// As it stands there.
    pub(super) written: char,
    /// In its plain form, where it is to be read so.
    pub(super) plain: char,
    pub(super) script: Option<Script>,
}

/// The letters and digits of a word. `undress`: whether mathematical letters are read as plain ones.
pub(super) fn letters(text: &str, word: &Word, undress: bool) -> Vec<Letter> {
    let chars = text[word.start..word.end].char_indices();
    chars
        .filter_map(|(offset, written)| {
            let plain = match plain::plain(written) {
                Some((c, dress)) if undress || dress == Dress::Wide => c,
                _ => written,
            };
            let letter =
                Letter { at: word.start + offset, written, plain, script: Script::of(plain) };
            (plain != written || letter.script.is_some()).then_some(letter)
        })
        .collect()
}

/// What a word is, judged by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No letters.
    Nothing,
    /// A word of this script, to be left as it is; `None` for scripts that are not judged.
    Settled(Option<Script>),
    /// Wholly of letters that the script of the report has too: its neighbours decide.
    LookAlike,
    /// Of mixed scripts, to be read in this one.
    Fold(Script, Likeness),
}

/// How far likeness may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same shape.
    Same,
    /// Roughly the same.
    Rough,
}

/// The letter to be read for `letter` in a word of `script`; `None` where there is none like it.
pub(super) fn convert(
    letter: &Letter,
    after: Option<char>,
    script: Script,
    likeness: Likeness,
    language: Option<&str>,
) -> Option<char> {
    let own = match letter.script {
        None => return Some(letter.plain),
        Some(own) if own == script => return Some(letter.plain),
        Some(own) => own,
    };
    let rough =
        || (likeness == Likeness::Rough).then(|| letters::roughly_latin(letter.plain)).flatten();
    let latin = match own {
        Script::Latin => letter.plain,
        _ => letters::latin(letter.plain, after).or_else(rough)?,
    };
    letters::into(script, latin, language)
}

fn converts(word: &[Letter], script: Script, language: Option<&str>) -> bool {
    word.iter().all(|letter| convert(letter, None, script, Likeness::Same, language).is_some())
}

/// Judges a word by itself, for a report in `target`.
pub(super) fn judge(word: &[Letter], target: Option<Script>, language: Option<&str>) -> Verdict {
    let mut scripts = Script::ALL.into_iter().filter(|s| word.iter().any(|l| l.script == Some(*s)));
    let Some(first) = scripts.next() else { return Verdict::Nothing };
    if scripts.next().is_some() {
        return judge_mixed(word, target, language);
    }
    match target {
        Some(target) if target != first && converts(word, target, language) => {
            if first == Script::Greek && word.len() == 1 && word[0].plain.is_lowercase() {
                return Verdict::Settled(Some(first)); // a symbol: α, ρ, ν
            }
            Verdict::LookAlike
        }
        _ => Verdict::Settled(Some(first)),
    }
}

fn judge_mixed(word: &[Letter], target: Option<Script>, language: Option<&str>) -> Verdict {
    if is_symbol_compound(word) {
        return Verdict::Settled(Some(Script::Latin));
    }
    let count = |script| word.iter().filter(|l| l.script == Some(script)).count();
    // The script that has letters here which no other could lend.
    let own = |script: Script| {
        let lent = |l: &&Letter| {
            l.script == Some(script)
                && Script::ALL.into_iter().filter(|s| *s != script && count(*s) > 0).all(|s| {
                    convert(l, None, s, Likeness::Same, language).is_none()
                        && !(script == Script::Latin && letters::is_shared(l.plain, s))
                })
        };
        word.iter().filter(lent).count()
    };
    if let Some(target) = target {
        if converts(word, target, language) {
            return Verdict::Fold(target, Likeness::Same);
        }
        let rough = |l: &&Letter| convert(l, None, target, Likeness::Same, language).is_none();
        let roughly =
            word.iter().all(|l| convert(l, None, target, Likeness::Rough, language).is_some());
        if target == Script::Latin && roughly && own(target) > word.iter().filter(rough).count() {
            return Verdict::Fold(target, Likeness::Rough);
        }
    }
    let present = Script::ALL.into_iter().filter(|s| count(*s) > 0);
    for script in present.filter(|s| Some(*s) != target) {
        // One letter is not enough to make a word of another script: kΩ, ΔT.
        let enough = if target == Some(Script::Latin) { 2 } else { 1 };
        let inflected = script == Script::Latin && is_inflected(word);
        if own(script) >= enough && converts(word, script, language) && !inflected {
            return Verdict::Fold(script, Likeness::Same);
        }
    }
    let most = Script::ALL.into_iter().max_by_key(|s| count(*s));
    if target.is_none()
        && let Some(most) = most
        && converts(word, most, language)
    {
        return Verdict::Fold(most, Likeness::Same);
    }
    Verdict::Settled(None)
}

/// Greek symbols at the edge of a Latin abbreviation: TNFα, IFNγ, μg.
fn is_symbol_compound(word: &[Letter]) -> bool {
    let symbol = |l: &Letter| "αβγδεζηθλμξπρστφχψωΔΣΩΦΨΘΛΠΞν".contains(l.plain);
    let greek = |l: &Letter| l.script == Some(Script::Greek);
    if !word.iter().all(|l| l.script == Some(Script::Latin) || greek(l) && symbol(l)) {
        return false;
    }
    let head = word.iter().take_while(|l| greek(l)).count();
    let tail = word.iter().rev().take_while(|l| greek(l)).count();
    let inner = word.get(head..word.len() - tail).unwrap_or_default();
    !inner.is_empty()
        && !inner.iter().any(greek)
        && (inner.len() <= 3 || inner.iter().all(|l| l.plain.is_uppercase()))
        || head == 1 && tail == 0 && inner.first().is_some_and(|l| l.plain.is_uppercase())
}

/// A Latin word with a Cyrillic ending, as Slavic languages inflect foreign names: `iPhoneа`.
fn is_inflected(word: &[Letter]) -> bool {
    let stem = word.iter().take_while(|l| l.script != Some(Script::Cyrillic)).count();
    let ending = &word[stem..];
    stem > 0
        && ending.len() <= 4
        && ending.iter().all(|l| l.script == Some(Script::Cyrillic) && l.plain.is_lowercase())
}

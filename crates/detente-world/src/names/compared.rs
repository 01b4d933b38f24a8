//! A name made ready to be compared with many.

use super::sound::{consonants, sound};
use super::words::{self, NameKind, PARTICLES, has};
use super::{align, sound};

/// A word with how it sounds.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) sound: String,
    /// The sound without its vowels.
    pub(super) bones: String,
    /// Whether it is an article or a word for "son of".
    pub(super) light: bool,
}

/// A name as words, with what comparing needs of them.
#[derive(Clone, Debug)]
pub struct Compared {
    kind: NameKind,
    pub(super) words: Vec<Word>,
    joined: String,
    /// The letters of all words in alphabetical order.
    letters: Vec<char>,
}

impl Compared {
    /// A name of a person or of an organisation.
    pub fn new(name: &str, kind: NameKind) -> Self {
        let word = |text: String| {
            let sound = sound(&text);
            let light = has(PARTICLES, &text);
            Word { bones: consonants(&sound), sound, light, text }
        };
        let words: Vec<Word> = words::of(name, kind).into_iter().map(word).collect();
        let joined: String = words.iter().map(|word| word.text.as_str()).collect();
        let mut letters: Vec<char> = joined.chars().collect();
        letters.sort_unstable();
        Self { kind, words, joined, letters }
    }

    /// [`likeness`](super::likeness) of two names of the same kind.
    pub fn likeness(&self, other: &Self) -> i32 {
        let (a, b, kind) = (&self.words, &other.words, self.kind);
        if a.is_empty() || b.is_empty() {
            return 0;
        }
        let (one, two) = (&self.joined, &other.joined);
        if one == two || self.letters == other.letters && a.len() == b.len() {
            return 1000;
        }
        if one.chars().rev().eq(two.chars()) {
            return 950;
        }
        let mut best = align::score(a, b, kind);
        if a.len() != b.len() || kind == NameKind::Organisation {
            let longest = one.len().max(two.len());
            let edits = strsim::osa_distance(one, two);
            if edits <= most_edits(longest) {
                best = best.max(1000 - (1000 * edits / longest) as i32);
            }
        }
        for (short, long) in [(a, b), (b, a)] {
            if kind == NameKind::Organisation
                && let [only] = short.as_slice()
                && (2..=6).contains(&only.text.len())
                && long.len() > 1
                && only.text.chars().eq(long.iter().filter_map(|word| word.text.chars().next()))
            {
                best = best.max(850);
            }
        }
        best
    }

    /// Whether the likeness is at least this; quicker than to ask for it where one name is a single
    /// word and the other nothing like it.
    ///
    /// ```
    /// use detente_world::{Compared, NameKind};
    /// let name = |text| Compared::new(text, NameKind::Person);
    /// assert!(name("Al-Zawahri").is_as_like(&name("Zawahri"), 900));
    /// assert!(!name("Hodan Warsame").is_as_like(&name("Ilmars"), 900));
    /// ```
    pub fn is_as_like(&self, other: &Self, least: i32) -> bool {
        // One word of a person's longer name is never more than this.
        let single = self.words.len() == 1 || other.words.len() == 1;
        if least > 850 && single && self.kind == NameKind::Person && !self.may_be(other) {
            return false;
        }
        self.likeness(other) >= least
    }

    /// Whether two names of persons, of which one is a single word, can be more than 850 alike.
    fn may_be(&self, other: &Self) -> bool {
        if self.letters == other.letters {
            return true;
        }
        let (one, two) = (self.joined.len(), other.joined.len());
        if self.words.len() != other.words.len() && one.abs_diff(two) <= most_edits(one.max(two)) {
            return true;
        }
        // Only one word can be paired: a second one of weight would be left over.
        let heavy = |name: &Self| name.words.iter().filter(|word| !word.light).count();
        heavy(self) < 2
            && heavy(other) < 2
            && self.words.iter().any(|a| other.words.iter().any(|b| sound::may_be(a, b)))
    }
}

/// How many letters may be wrong of so many.
fn most_edits(longest: usize) -> usize {
    (longest / 12).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_says_the_same() {
        let names = [
            "Zawahri",
            "Al-Zawahri",
            "Ayman al-Zawahri",
            "Sawahri",
            "Iravaz",
            "Jean Claude",
            "Jeanclaude",
            "Jeanclaud",
            "Bin Ladin",
            "Ladin",
            "Ladinn",
            "Christophersen",
            "Christophersan",
            "Kristofersen",
            "al",
            "el",
            "K",
            "Karim",
            "Mr",
            "",
            "Ltd",
            "Semyonov",
            "Semenov",
            "Kirill Semenov",
            "Ana",
            "Anna",
            "Hannah",
        ];
        let all = names.map(|name| Compared::new(name, NameKind::Person));
        for a in &all {
            for b in &all {
                for least in [700, 851, 870, 900, 950, 960, 1000] {
                    let found = a.likeness(b);
                    assert_eq!(a.is_as_like(b, least), found >= least, "{a:?} {b:?} {found}");
                }
            }
        }
    }
}

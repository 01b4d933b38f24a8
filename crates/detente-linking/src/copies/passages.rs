//! Passages that stand in two reports: a paragraph of an encyclopaedia, a quotation, an agency's
//! background.

use super::sketch::SHORTEST;
use super::words::{Word, join, runs, words};
use std::collections::{BTreeMap, BTreeSet};

/// Words in a run within a paragraph: shorter than a text's, for a paragraph has few.
const RUN: usize = 3;
/// Per mille of the smaller paragraph's runs that must stand in the other.
const NEAR: usize = 600;
/// Words that may lie between two runs of one passage.
const GAP: usize = 8;
/// Paragraphs of a report that are looked up for one run. A run in more tells nothing.
const MOST: usize = 16;

/// A paragraph of a report's reading text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// Where it stands in the reading text, in Unicode scalar values.
    pub chars: [usize; 2],
    /// Its words.
    pub text: &'a str,
}

/// A passage that stands in both reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Range in the first report's reading text, in Unicode scalar values.
    pub first: [usize; 2],
    /// Range in the second's.
    pub second: [usize; 2],
    /// Whether the words are the same, but for case, marks and punctuation.
    pub exact: bool,
}

/// The keys under which a report's paragraphs of at least [`SHORTEST`] words meet those of
/// others, sorted, each once: a paragraph's words as a whole, and the two smallest of its runs.
/// Of two paragraphs of one length that share six runs in ten, three in four pairs meet by those.
pub fn passage_keys(blocks: &[Block]) -> Vec<u64> {
    let mut all = BTreeSet::new();
    for paragraph in blocks.iter().filter_map(Paragraph::new) {
        all.insert(join([1, paragraph.whole]));
        let smallest: BTreeSet<u64> = paragraph.runs.iter().copied().collect();
        all.extend(smallest.into_iter().take(2).map(|run| join([2, run])));
    }
    all.into_iter().collect()
}

/// The passages that two reports share, in the order of the first: paragraphs of at least
/// [`SHORTEST`] words that are the same, or of which the smaller has at least 600 ‰ of its runs
/// of three words in the other. Of an exact paragraph the range is the whole of it; of another,
/// from the first shared word to the last, so that a paragraph within a longer one is marked and
/// no more.
///
/// Reports of which one copies the other share nearly all: ask for those that are no copies.
///
/// ```
/// use detente_linking::copies::{Block, shared};
/// let background = "The memorandum of 2018 set up a zone that heavy weapons were to leave by autumn.";
/// let (ours, theirs) = ("Talks ended on Monday.", "A minister flew home.");
/// let first = [Block { chars: [0, 22], text: ours }, Block { chars: [24, 103], text: background }];
/// let second = [Block { chars: [0, 79], text: background }, Block { chars: [81, 102], text: theirs }];
/// let found = shared(&first, &second);
/// assert_eq!((found[0].first, found[0].second, found[0].exact), ([24, 103], [0, 79], true));
/// ```
pub fn shared(first: &[Block], second: &[Block]) -> Vec<Passage> {
    let ours: Vec<Paragraph> = first.iter().filter_map(Paragraph::new).collect();
    let theirs: Vec<Paragraph> = second.iter().filter_map(Paragraph::new).collect();
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, paragraph) in theirs.iter().enumerate() {
        for &run in &paragraph.distinct {
            let places = places.entry(run).or_default();
            if places.len() <= MOST {
                places.push(place);
            }
        }
    }
    let mut all = BTreeSet::new();
    for paragraph in &ours {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for run in &paragraph.distinct {
            let places = places.get(run).map_or(&[][..], Vec::as_slice);
            for &place in places.iter().filter(|_| places.len() <= MOST) {
                *counts.entry(place).or_default() += 1;
            }
        }
        for (place, count) in counts {
            let other = &theirs[place];
            let fewer = paragraph.distinct.len().min(other.distinct.len());
            if paragraph.whole == other.whole {
                let (first, second) = (paragraph.chars(), other.chars());
                all.insert(Passage { first, second, exact: true });
            } else if 1000 * count >= NEAR * fewer {
                let range = (paragraph.within(other), other.within(paragraph));
                let (Some(first), Some(second)) = range else { continue };
                all.insert(Passage { first, second, exact: false });
            }
        }
    }
    all.into_iter().collect()
}

/// A paragraph with its words and their runs.
struct Paragraph {
    start: usize,
    words: Vec<Word>,
    runs: Vec<u64>,
    distinct: BTreeSet<u64>,
    whole: u64,
}

impl Paragraph {
    fn new(block: &Block) -> Option<Self> {
        let words = words(block.text);
        if words.len() < SHORTEST {
            return None;
        }
        let runs = runs(&words, RUN);
        let whole = join(words.iter().map(|word| word.hash));
        let distinct = runs.iter().copied().collect();
        Some(Self { start: block.chars[0], words, runs, distinct, whole })
    }

    /// From the first word to the last.
    fn chars(&self) -> [usize; 2] {
        self.range(0, self.words.len() - 1)
    }

    fn range(&self, first: usize, last: usize) -> [usize; 2] {
        [self.start + self.words[first].chars[0], self.start + self.words[last].chars[1]]
    }

    /// The stretch that stands in the other: of the stretches of shared runs with no more than
    /// [`GAP`] words between, the one with the most words, the first of equals.
    fn within(&self, other: &Self) -> Option<[usize; 2]> {
        let mut best: Option<[usize; 2]> = None;
        let mut open: Option<[usize; 2]> = None;
        let length = |range: [usize; 2]| range[1] - range[0];
        for (at, run) in self.runs.iter().enumerate() {
            if !other.distinct.contains(run) {
                continue;
            }
            let last = at + RUN - 1;
            let stretch = match open {
                Some([first, before]) if at <= before + 1 + GAP => [first, last],
                _ => [at, last],
            };
            open = Some(stretch);
            if best.is_none_or(|best| length(stretch) > length(best)) {
                best = Some(stretch);
            }
        }
        best.map(|[first, last]| self.range(first, last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BACKGROUND: &str = "The demilitarised zone was agreed in September, ran along the line \
                              of contact and was to be watched by patrols of both armies.";

    fn block(start: usize, text: &str) -> Block<'_> {
        Block { chars: [start, start + text.chars().count()], text }
    }

    #[test]
    fn a_passage_with_a_changed_word_is_shared() {
        let changed = BACKGROUND.replace("September", "October");
        let found = shared(&[block(100, BACKGROUND)], &[block(0, &changed)]);
        assert_eq!(found.len(), 1);
        assert!(!found[0].exact);
        assert_eq!(found[0].first, [100, 100 + BACKGROUND.chars().count() - 1]);
    }

    #[test]
    fn a_paragraph_within_a_longer_one_is_marked_alone() {
        let around = "Shelling went on through the night in three villages, rescuers said there.";
        let longer = format!("{around} {BACKGROUND} {around}");
        let found = shared(&[block(0, &longer)], &[block(0, BACKGROUND)]);
        let marked: String =
            longer.chars().take(found[0].first[1]).skip(found[0].first[0]).collect();
        assert_eq!(marked, BACKGROUND.trim_end_matches('.'));
    }

    #[test]
    fn short_and_other_paragraphs_are_not_shared() {
        let short = "Read the whole story here.";
        assert!(shared(&[block(0, short)], &[block(0, short)]).is_empty());
        let other = "The demilitarised zone was the first point on the agenda when both ministers \
                     met in the capital on Friday for talks.";
        assert!(shared(&[block(0, BACKGROUND)], &[block(0, other)]).is_empty());
        assert!(passage_keys(&[block(0, short)]).is_empty());
    }

    #[test]
    fn the_same_passage_meets_by_its_keys() {
        let ours = passage_keys(&[block(0, BACKGROUND)]);
        let theirs = passage_keys(&[block(50, &BACKGROUND.to_uppercase())]);
        assert_eq!(ours, theirs);
        assert_eq!(ours.len(), 3);
    }

    #[test]
    fn a_paragraph_repeated_ten_thousand_times_is_passed_over() {
        let many = vec![block(0, BACKGROUND); 10_000];
        assert!(shared(&many, &many).len() <= 1);
    }

    proptest! {
        #[test]
        fn turned_around_it_is_the_same(a in "([a-d]{1,2} ){0,40}", b in "([a-d]{1,2} ){0,40}") {
            let (first, second) = ([block(7, &a)], [block(0, &b)]);
            let there = shared(&first, &second);
            let mut back = shared(&second, &first);
            for passage in &mut back {
                std::mem::swap(&mut passage.first, &mut passage.second);
            }
            prop_assert_eq!(there, back);
        }
    }
}

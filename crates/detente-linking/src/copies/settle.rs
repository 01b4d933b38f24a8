//! Which text is the original of each copy.

use super::compare::{NEAR, Overlap, compare};
use super::enough::enough;
use super::figures::{FigureChange, changed_figures};
use super::keys::keys;
use super::pairs::{Edge, edges, ordered, pairing};
use super::sketch::Sketch;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Per mille below which two texts have nothing in common.
const APART: u16 = 100;

/// A report's text among those that may be copies of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The report's id.
    pub id: String,
    /// The day it was published, ISO 8601, where known.
    pub published: Option<String>,
    /// The outlet's id, where known.
    pub outlet: Option<String>,
    /// Ids of the outlets that it retells.
    pub credits: Vec<String>,
    /// Of its whole reading text.
    pub sketch: Sketch,
}

/// A report that is a near copy, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The copy's report.
    pub id: String,
    /// The original's report, which is itself no copy.
    pub copies_of: String,
    /// The report whose text it is nearest to: the original, or another copy of it.
    pub through: String,
    /// Per mille of the copy's text that stands in `through`.
    pub share: u16,
    /// Figures that differ: `first` in `through`, `second` in the copy.
    pub figures: Vec<FigureChange>,
}

/// The copies among the texts, given in any order, sorted by id. Takes time in proportion to
/// their number: a text has at most 160 keys, and there are at most 15.5 pairs for each text under
/// a key.
///
/// ```
/// use detente_linking::copies::{Sketch, Text, copies};
/// let text = |id: &str, published: &str, words: &str| Text {
///     id: id.into(),
///     published: Some(published.into()),
///     outlet: None,
///     credits: vec![],
///     sketch: Sketch::new(words),
/// };
/// let wire = "The two governments opened the border at the lake on Monday, after talks of a week.";
/// let (a, b) = (text("a", "2020-02-18", wire), text("b", "2020-02-17", &format!("{wire} More soon.")));
/// let found = copies(&[&a, &b]);
/// assert_eq!((&*found[0].id, &*found[0].copies_of, found[0].share), ("a", "b", 1000));
/// ```
pub fn copies(texts: &[&Text]) -> Vec<Copy> {
    settle(texts, &edges(&ordered(texts), places(&ordered(texts))))
}

/// The places of the texts that have a key in common, by the rule of [`pairing`], each once.
fn places(ordered: &[&Text]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, text) in ordered.iter().enumerate() {
        for key in keys(&text.sketch) {
            groups.entry(key).or_default().push(place);
        }
    }
    let under = |group: &Vec<usize>| {
        pairing(group.len()).map(|(a, b)| (group[a], group[b])).collect::<Vec<_>>()
    };
    let mut all: Vec<(usize, usize)> = groups.values().flat_map(under).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The original of each copy, from the edges that [`super::pairs`] found between the texts; both
/// in any order. Edges to other texts are passed over, so a connected component gives the same
/// as the whole.
///
/// The texts are taken by date, the undated last; on one day those that others of the same words
/// credit come first, then the longest, then the smallest id. Each is a copy of the one before it
/// in which the largest share of its text stands, if that is at least [`NEAR`], or
/// more where [`super::STRICT`] or [`super::SAME`] asks it; else it is an original. So a
/// text spliced of two goes with the one it took more of and never makes copies of the two, which
/// connected components would. A text made of several that have nothing in common comes last,
/// unless it is known to be earlier than they: it is the roundup, not the original.
pub fn settle(texts: &[&Text], edges: &[Edge]) -> Vec<Copy> {
    let ordered = ordered(texts);
    let places: BTreeMap<&str, usize> =
        ordered.iter().enumerate().map(|(place, text)| (&*text.id, place)).collect();
    let mut near: Vec<Vec<Near>> = vec![vec![]; ordered.len()];
    for edge in edges {
        if let (Some(&a), Some(&b)) = (places.get(&*edge.first), places.get(&*edge.second)) {
            let Overlap { first: ours, second: theirs, resemblance, .. } = edge.overlap;
            near[a].push(Near { place: b, ours, theirs, resemblance });
            near[b].push(Near { place: a, ours: theirs, theirs: ours, resemblance });
        }
    }
    let mut order: Vec<usize> = (0..ordered.len()).collect();
    order.sort_by_cached_key(|&place| {
        let text = ordered[place];
        let roundup = roundup(place, &ordered, &near[place]);
        let credited = text.outlet.as_ref().is_some_and(|outlet| {
            near[place].iter().any(|near| ordered[near.place].credits.contains(outlet))
        });
        (roundup, text.published.is_none(), &text.published, !credited, place)
    });
    // Place in `ordered` to the place in `order`, and to the original.
    let mut turn = vec![0; ordered.len()];
    for (at, &place) in order.iter().enumerate() {
        turn[place] = at;
    }
    let mut original: Vec<usize> = (0..ordered.len()).collect();
    let mut all = vec![];
    for &place in &order {
        let text = ordered[place];
        let earlier = near[place].iter().filter(|n| {
            let first = ordered[original[n.place]];
            turn[n.place] < turn[place] && enough(n.ours, text, first)
        });
        let Some(best) = earlier.max_by_key(|n| (n.ours, n.resemblance, Reverse(turn[n.place])))
        else {
            continue;
        };
        original[place] = original[best.place];
        let through = ordered[best.place];
        all.push(Copy {
            id: text.id.clone(),
            copies_of: ordered[original[place]].id.clone(),
            through: through.id.clone(),
            share: best.ours,
            figures: changed_figures(&through.sketch, &text.sketch),
        });
    }
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

/// An edge as seen from one of its texts.
#[derive(Clone)]
struct Near {
    place: usize,
    /// The share of this text in the other, and of the other in this one.
    ours: u16,
    theirs: u16,
    resemblance: u16,
}

/// Whether the text holds others that have nothing in common, and isn't known to be earlier.
fn roundup(place: usize, ordered: &[&Text], near: &[Near]) -> bool {
    let text = ordered[place];
    let earlier = |other: &Text| match (&text.published, &other.published) {
        (Some(ours), Some(theirs)) => ours < theirs,
        _ => false,
    };
    let mut held = near.iter().filter(|n| n.theirs >= NEAR && !earlier(ordered[n.place]));
    let most = held.clone().max_by_key(|n| (n.theirs, Reverse(n.place)));
    let Some(most) = most.map(|n| &ordered[n.place].sketch) else { return false };
    held.any(|n| {
        let overlap = compare(most, &ordered[n.place].sketch);
        overlap.first.max(overlap.second) < APART
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    fn text(id: &str, published: &str, words: &str) -> Text {
        Text {
            id: id.into(),
            published: (!published.is_empty()).then(|| published.into()),
            outlet: Some(format!("outlet:{id}")),
            credits: vec![],
            sketch: Sketch::new(words),
        }
    }

    fn found(texts: &[Text]) -> Vec<(String, String)> {
        let all = copies(&texts.iter().collect::<Vec<_>>());
        all.into_iter().map(|copy| (copy.id, copy.copies_of)).collect()
    }

    fn is(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect()
    }

    #[test]
    fn the_earliest_is_the_original_else_the_longest_else_the_smallest_id() {
        let (long, short) = (words(0, 200), words(0, 120));
        let dated = [text("a", "2020-02-18", &long), text("b", "2020-02-17", &short)];
        // More than half of the longer text is in the earlier one.
        assert_eq!(found(&dated), is(&[("a", "b")]));
        let undated = [text("a", "", &short), text("b", "", &long)];
        assert_eq!(found(&undated), is(&[("a", "b")]));
        let alike = [text("b", "", &long), text("a", "", &long)];
        assert_eq!(found(&alike), is(&[("b", "a")]));
    }

    #[test]
    fn whom_the_others_credit_is_the_original_of_the_day() {
        let mut long = text("a", "2020-02-17", &words(0, 200));
        long.credits = vec!["outlet:b".into()];
        let wire = text("b", "2020-02-17", &words(0, 150));
        assert_eq!(found(&[long, wire]), is(&[("a", "b")]));
    }

    #[test]
    fn a_report_that_holds_a_flash_is_no_copy_of_it() {
        let flash = text("a", "2020-02-17", &words(0, 40));
        let full = text("b", "2020-02-18", &words(0, 400));
        assert_eq!(found(&[flash, full]), []);
    }

    #[test]
    fn a_splice_makes_no_copies_of_what_it_was_made_of() {
        let splice = format!("{} {}", words(0, 140), words(1000, 1090));
        let texts = |days: [&str; 3]| {
            let [a, b, c] = days;
            let (first, second) = (words(0, 200), words(1000, 1200));
            [text("a", a, &first), text("b", b, &second), text("c", c, &splice)]
        };
        for days in [["2020-02-17", "2020-02-17", "2020-02-18"], ["", "", ""]] {
            assert_eq!(found(&texts(days)), is(&[("c", "a")]), "{days:?}");
        }
    }

    #[test]
    fn a_roundup_is_no_original() {
        let both = format!("{} {}", words(0, 200), words(1000, 1150));
        let (first, second) = (words(0, 200), words(1000, 1150));
        let texts = [text("a", "", &both), text("b", "", &first), text("c", "", &second)];
        assert_eq!(found(&texts), is(&[("a", "b")]));
    }

    #[test]
    fn a_copy_says_which_figure_it_changed() {
        let wire = format!("{} at least 14 soldiers died {}", words(0, 60), words(60, 120));
        let (a, b) = (text("a", "2020-02-17", &wire), wire.replace("14", "17"));
        let b = text("b", "2020-02-18", &b);
        let all = copies(&[&b, &a]);
        let change = FigureChange { first: "14".into(), second: "17".into() };
        assert_eq!((all[0].copies_of.as_str(), &all[0].figures), ("a", &vec![change]));
    }
}

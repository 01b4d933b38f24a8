//! How much two texts share.

use super::sketch::{SHORTEST, Sketch};

/// Per mille of a text's runs that must stand in another for it to be a near copy.
pub const NEAR: u16 = 400;

/// Runs of either text that must lie where both samples are complete; on fewer nothing is said.
const FEWEST: usize = 4;

/// What two texts share, in per mille, rounded down. Exact for texts of up to 260 words, else
/// from the samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Runs in both, of all runs in either (Jaccard).
    pub resemblance: u16,
    /// The share of the smaller text that stands in the larger one; of equals the larger share.
    pub contained: u16,
    /// The share of the first text that stands in the second.
    pub first: u16,
    /// The share of the second text that stands in the first.
    pub second: u16,
}

impl Overlap {
    /// The same, of the second text and the first.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { first: self.second, second: self.first, ..self }
    }

    /// Whether one text is a near copy of the other, whichever is the original.
    pub fn near(self) -> bool {
        self.first.max(self.second) >= NEAR
    }
}

/// What two texts share.
///
/// ```
/// use detente_linking::copies::{Sketch, changed_figures, compare};
/// let wire = "The army said on Monday that 14 of its soldiers were killed near the lake. \
///             It gave no names.";
/// let copy = "LAKE TOWN: The army said on Monday that 17 of its soldiers were killed near the lake.";
/// let (wire, copy) = (Sketch::new(wire), Sketch::new(copy));
/// assert!(compare(&wire, &copy).near());
/// let changed = changed_figures(&wire, &copy);
/// assert_eq!((&*changed[0].first, &*changed[0].second), ("14", "17"));
/// ```
pub fn compare(first: &Sketch, second: &Sketch) -> Overlap {
    if first.words.min(second.words) < SHORTEST as u32 {
        return Overlap::default();
    }
    let limit = first.limit.min(second.limit);
    let below = |sketch: &Sketch| sketch.kept.partition_point(|&hash| u64::from(hash) < limit);
    let (ours, theirs) = (&first.kept[..below(first)], &second.kept[..below(second)]);
    if ours.len().min(theirs.len()) < FEWEST {
        return Overlap::default();
    }
    let both = common(ours, theirs);
    let of = |all: usize| (1000 * both / all.max(1)) as u16;
    let (in_second, in_first) = (of(ours.len()), of(theirs.len()));
    let contained = match first.runs.cmp(&second.runs) {
        std::cmp::Ordering::Less => in_second,
        std::cmp::Ordering::Equal => in_second.max(in_first),
        std::cmp::Ordering::Greater => in_first,
    };
    let resemblance = of(ours.len() + theirs.len() - both);
    Overlap { resemblance, contained, first: in_second, second: in_first }
}

/// How many numbers stand in both ascending lists.
fn common(ours: &[u32], theirs: &[u32]) -> usize {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some(our), Some(their)) = (ours.get(a), theirs.get(b)) {
        both += usize::from(our == their);
        a += usize::from(our <= their);
        b += usize::from(their <= our);
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    fn overlap(first: &str, second: &str) -> Overlap {
        compare(&Sketch::new(first), &Sketch::new(second))
    }

    #[test]
    fn a_part_is_contained_and_the_whole_is_not() {
        let cut = overlap(&text(0, 200), &text(0, 104));
        assert_eq!((cut.contained, cut.first, cut.second, cut.resemblance), (1000, 510, 1000, 510));
    }

    #[test]
    fn a_brief_is_found_within_a_long_report() {
        let found = overlap(&text(0, 5000), &text(3000, 3120));
        assert_eq!((found.contained, found.second), (1000, 1000));
        assert!(found.first < 60, "{found:?}");
        assert!(overlap(&text(0, 5000), &text(6000, 6120)).contained < 30);
    }

    #[test]
    fn too_short_a_text_shares_nothing() {
        assert_eq!(overlap("Read more here", "Read more here"), Overlap::default());
    }

    proptest! {
        #[test]
        fn it_is_the_same_from_both_sides(a in 0usize..300, b in 0usize..300, n in 1usize..600) {
            let (first, second) = (Sketch::new(&text(a, a + n)), Sketch::new(&text(b, b + 300)));
            prop_assert_eq!(compare(&first, &second), compare(&second, &first).turned());
        }

        /// The estimate stays close to the truth where only a sample is kept.
        #[test]
        fn samples_come_close(shift in 0usize..2000) {
            let found = overlap(&text(0, 2000), &text(shift, shift + 2000));
            let truth = (1000 * (2000usize - shift).saturating_sub(4) / 1996) as i32;
            prop_assert!((i32::from(found.first) - truth).abs() < 130, "{found:?} {truth}");
        }
    }
}

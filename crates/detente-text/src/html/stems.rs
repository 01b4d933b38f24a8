//! Which of many stems occur in a text, in one pass.

use aho_corasick::AhoCorasick;

/// Stems in order of rank.
pub(super) struct Stems<T> {
    automaton: Option<AhoCorasick>,
    values: Vec<T>,
}

impl<T: Copy> Stems<T> {
    /// Stems with what each stands for; the first go before the later ones.
    pub(super) fn new<'s>(stems: impl IntoIterator<Item = (&'s str, T)>) -> Self {
        let (stems, values): (Vec<&str>, Vec<T>) = stems.into_iter().unzip();
        // Fails only beyond two thousand million states.
        Self { automaton: AhoCorasick::new(stems).ok(), values }
    }

    /// What the first of the stems that occur in `text` stands for.
    pub(super) fn find(&self, text: &str) -> Option<T> {
        let found = self.automaton.as_ref()?.find_overlapping_iter(text);
        found.map(|hit| hit.pattern().as_usize()).min().map(|at| self.values[at])
    }
}

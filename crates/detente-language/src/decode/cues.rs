//! Cues made whole by the tree.
//!
//! A cue is a verb with its auxiliaries: "had previously denied". Word by word the scores now and
//! then stop after the auxiliary, or begin anew at the verb; nothing is said by "had" alone.

use crate::tree::Upos;
use std::ops::Range;

/// Words that a verb may stand away from its auxiliary.
const REACH: usize = 3;

/// The cues, those of auxiliaries and adverbs alone lengthened to the word they hang on, those that
/// then overlap made one. `words` gives the part of speech and the head of each word of the window.
pub(crate) fn whole_cues(
    cues: impl IntoIterator<Item = Range<usize>>,
    words: &[(Upos, Option<usize>)],
) -> Vec<Range<usize>> {
    let light = |at: usize| matches!(words[at].0, Upos::Aux | Upos::Adv | Upos::Part);
    let mut out: Vec<Range<usize>> = vec![];
    for mut cue in cues {
        let last = cue.end - 1;
        if cue.clone().all(light)
            && let Some(head) = words[last].1
            && head > last
            && head - last <= REACH
            && (cue.end..head).all(light)
        {
            cue.end = head + 1;
        }
        match out.last_mut() {
            Some(before) if cue.start < before.end => before.end = before.end.max(cue.end),
            _ => out.push(cue),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_auxiliary_is_joined_with_its_verb() {
        // "They had not yet denied it."
        let words = [
            (Upos::Pron, Some(4)),
            (Upos::Aux, Some(4)),
            (Upos::Part, Some(4)),
            (Upos::Adv, Some(4)),
            (Upos::Verb, None),
            (Upos::Pron, Some(4)),
        ];
        assert_eq!(whole_cues([1..3, 4..5], &words), [1..5]);
        assert_eq!(whole_cues([1..2], &words), [1..5]);
        assert_eq!(whole_cues([4..5], &words), [4..5]);
    }

    #[test]
    fn a_word_too_far_off_is_not_reached() {
        let words = [
            (Upos::Aux, Some(5)),
            (Upos::Det, Some(2)),
            (Upos::Noun, Some(5)),
            (Upos::Adv, Some(5)),
            (Upos::Adv, Some(5)),
            (Upos::Verb, None),
        ];
        assert_eq!(whole_cues([0..1], &words), [0..1]);
    }
}

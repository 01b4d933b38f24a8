//! Tags in the B-I-O scheme, decoded so that no I-X stands without its B-X.

use super::whole;
use crate::model::Matrix;
use std::ops::Range;

/// The tags of one head: which kind each begins or continues.
pub(crate) struct TagSet {
    /// For each tag its kind and whether it begins a span; `None` for O.
    tags: Vec<Option<(usize, bool)>>,
    kinds: Vec<String>,
}

impl TagSet {
    /// From labels such as `O`, `B-ORG`, `I-ORG`, or plain `B` and `I`.
    pub(crate) fn new(labels: &[impl AsRef<str>]) -> Self {
        let mut kinds: Vec<String> = vec![];
        let tags = labels
            .iter()
            .map(|label| {
                let label = label.as_ref();
                let begins = label.starts_with('B');
                let kind = label.strip_prefix(['B', 'I'])?;
                let kind = kind.strip_prefix('-').unwrap_or(kind);
                let number = kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
                    kinds.push(kind.to_owned());
                    kinds.len() - 1
                });
                Some((number, begins))
            })
            .collect();
        Self { tags, kinds }
    }

    /// The kind of a span.
    pub(crate) fn kind(&self, kind: usize) -> &str {
        &self.kinds[kind]
    }

    fn follows(&self, before: Option<usize>, after: usize) -> bool {
        match self.tags[after] {
            Some((kind, false)) => {
                before.and_then(|tag| self.tags[tag]).is_some_and(|(known, _)| known == kind)
            }
            _ => true,
        }
    }
}

/// The best sequence of tags of which each I-X follows a B-X or an I-X (Viterbi).
pub(crate) fn best(scores: &Matrix, set: &TagSet) -> Vec<usize> {
    const NEVER: i64 = i64::MIN / 4;
    let width = set.tags.len().min(scores.width);
    let mut totals: Vec<i64> = vec![];
    let mut back: Vec<Vec<usize>> = vec![];
    for row in scores.rows() {
        let mut next = vec![NEVER; width];
        let mut from = vec![0; width];
        for (tag, total) in next.iter_mut().enumerate() {
            let own = whole(row[tag]);
            if totals.is_empty() {
                *total = if set.follows(None, tag) { own } else { NEVER };
                continue;
            }
            let before = (0..width).filter(|&before| set.follows(Some(before), tag));
            // The first of equals: `max_by_key` gives the last, so it goes from the back.
            if let Some(choice) = before.rev().max_by_key(|&before| totals[before]) {
                *total = totals[choice].saturating_add(own);
                from[tag] = choice;
            }
        }
        totals = next;
        back.push(from);
    }
    let mut tag = (0..totals.len()).rev().max_by_key(|&tag| totals[tag]).unwrap_or(0);
    let mut path = vec![0; back.len()];
    for (at, from) in back.iter().enumerate().rev() {
        path[at] = tag;
        tag = from[tag];
    }
    path
}

/// The spans of a sequence of tags, with their kinds.
pub(crate) fn spans(path: &[usize], set: &TagSet) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = vec![];
    for (at, &tag) in path.iter().enumerate() {
        match (set.tags[tag], found.last_mut()) {
            (Some((kind, false)), Some((range, known))) if range.end == at && *known == kind => {
                range.end = at + 1;
            }
            (Some((kind, _)), _) => found.push((at..at + 1, kind)),
            (None, _) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[f32]]) -> Matrix {
        Matrix { values: rows.concat(), width: rows[0].len() }
    }

    #[test]
    fn an_inside_tag_needs_its_beginning() {
        let set = TagSet::new(&["O", "B", "I"]);
        let path = best(&matrix(&[&[0.0, 2.0, 3.0], &[0.0, 0.0, 1.0]]), &set);
        assert_eq!(path, [1, 2], "I scores more than B at first, but can't stand there");
        assert_eq!(spans(&path, &set), [(0..2, 0)]);
    }

    #[test]
    fn a_span_is_not_continued_by_another_kind() {
        let set = TagSet::new(&["O", "B-ORG", "I-ORG", "B-GPE", "I-GPE"]);
        let rows: [&[f32]; 2] = [&[0.0, 5.0, 0.0, 1.0, 0.0], &[0.0, 0.0, 1.0, 0.0, 2.0]];
        let path = best(&matrix(&rows), &set);
        assert_eq!(path, [1, 2]);
        assert_eq!(set.kind(spans(&path, &set)[0].1), "ORG");
    }

    #[test]
    fn two_spans_that_touch_stay_two() {
        let set = TagSet::new(&["O", "B", "I"]);
        assert_eq!(spans(&[1, 2, 1], &set), [(0..2, 0), (2..3, 0)]);
    }
}

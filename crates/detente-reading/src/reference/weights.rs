//! What each answer is worth.

use super::mention::MentionKind;
use super::question::{Answers, Feature, Question};
use std::sync::LazyLock;

/// Points of every answer to every question of every kind of mention: a row for each kind, and in
/// it the answers question by question. `weights.tsv`, made by `training/references.py`.
static WEIGHTS: LazyLock<Vec<i32>> = LazyLock::new(|| {
    let mut all = vec![0; MentionKind::ALL.len() * ROW];
    let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
    for (feature, points) in lines.filter_map(read) {
        let (question, answer) = (usize::from(feature.question), usize::from(feature.answer));
        if Question::ANSWERS.get(question).is_some_and(|&answers| answer < answers) {
            all[feature.kind as usize * ROW + STARTS[question] + answer] = points;
        }
    }
    all
});

/// Where the answers to each question begin in a row.
const STARTS: [usize; Question::ANSWERS.len()] = {
    let mut starts = [0; Question::ANSWERS.len()];
    let mut at = 1;
    while at < starts.len() {
        starts[at] = starts[at - 1] + Question::ANSWERS[at - 1];
        at += 1;
    }
    starts
};

/// The length of a row.
const ROW: usize = STARTS[STARTS.len() - 1] + Question::ANSWERS[STARTS.len() - 1];

fn read(line: &str) -> Option<(Feature, i32)> {
    let (name, points) = line.split_once('\t')?;
    let mut parts = name.split('/');
    let (question, kind, answer) = (parts.next()?, parts.next()?, parts.next()?);
    let question = Feature::QUESTIONS.iter().position(|one| *one == question)? as u8;
    let kind = MentionKind::ALL.into_iter().find(|one| format!("{one:?}") == kind)?;
    Some((Feature { question, kind, answer: answer.parse().ok()? }, points.parse().ok()?))
}

/// The answers as the sum of their points.
pub(super) struct Points {
    row: &'static [i32],
    pub(super) sum: i32,
}

impl Answers for Points {
    fn of(kind: MentionKind) -> Self {
        let start = kind as usize * ROW;
        Self { row: WEIGHTS.get(start..start + ROW).unwrap_or_default(), sum: 0 }
    }

    #[inline]
    fn add(&mut self, question: Question, answer: usize) {
        debug_assert!(answer < Question::ANSWERS[question as usize], "{question:?} {answer}");
        self.sum += self.row.get(STARTS[question as usize] + answer).copied().unwrap_or(0);
    }
}

/// The entity for which most speaks.
#[derive(Default)]
pub(super) struct Best {
    first: Option<(i32, usize)>,
    next: Option<i32>,
}

impl Best {
    /// Takes an entity with its points; of two with the same, the one that began last is better.
    #[inline]
    pub(super) fn take(&mut self, points: i32, entity: usize) {
        if self.first.is_none_or(|first| (points, entity) > first) {
            self.next = self.first.map(|(points, _)| points);
            self.first = Some((points, entity));
        } else {
            self.next = Some(self.next.map_or(points, |next| next.max(points)));
        }
    }

    /// The best, and how much more speaks for it than for the next best or for a new one; `None`
    /// where more speaks for a new one.
    pub(super) fn over(&self, new: i32) -> (Option<usize>, i32) {
        let next = self.next.unwrap_or(i32::MIN);
        match self.first {
            Some((points, at)) if points > new => (Some(at), points.saturating_sub(next.max(new))),
            _ => (None, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Feature {
        /// What it is worth.
        pub(in super::super) fn points(self) -> i32 {
            let start = STARTS[usize::from(self.question)];
            WEIGHTS[self.kind as usize * ROW + start + usize::from(self.answer)]
        }
    }

    #[test]
    fn every_line_is_an_answer_that_may_be_given() {
        let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let (feature, points) = read(line).expect(line);
            assert!(line.starts_with(&feature.name()), "{line}");
            assert!(
                usize::from(feature.answer) < Question::ANSWERS[usize::from(feature.question)],
                "{line}"
            );
            let row = &WEIGHTS[feature.kind as usize * ROW..][..ROW];
            let start = STARTS[usize::from(feature.question)];
            assert_eq!(row[start + usize::from(feature.answer)], points, "{line}");
        }
    }

    #[test]
    fn the_best_is_told_with_its_margin() {
        let best = |all: &[(i32, usize)], new| {
            let mut best = Best::default();
            all.iter().for_each(|&(points, at)| best.take(points, at));
            best.over(new)
        };
        assert_eq!(best(&[], 0), (None, 0));
        assert_eq!(best(&[(5, 0)], 5), (None, 0));
        assert_eq!(best(&[(5, 0)], 2), (Some(0), 3));
        assert_eq!(best(&[(5, 1), (5, 2), (1, 0)], 2), (Some(2), 0));
        assert_eq!(best(&[(5, 1), (9, 2), (7, 0)], 2), (Some(2), 2));
    }
}

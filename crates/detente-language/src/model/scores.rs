//! What the heads say of one window.

use super::gemm::Rows;
use super::{Model, math, wide};
use std::ops::Range;

/// A table of scores, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    /// The values, `width` a row.
    pub(crate) values: Vec<f32>,
    /// Values of a row; not 0.
    pub(crate) width: usize,
}

impl Matrix {
    /// One row.
    pub(crate) fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.width..][..self.width]
    }

    /// All rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }
}

/// The scores of a window: those of single words are ready, those of pairs are worked out when
/// they are asked for.
pub(crate) struct Scores<'m> {
    model: &'m Model,
    /// Words of the window.
    pub(crate) words: usize,
    /// The projection, one row a word.
    first: Vec<f32>,
    stride: usize,
    /// Its sentences, as the model left or put their bounds.
    pub(crate) sentences: Vec<Range<usize>>,
    /// A unit vector for each sentence.
    pub(crate) vectors: Vec<Vec<f32>>,
}

impl<'m> Scores<'m> {
    pub(super) fn new(
        model: &'m Model,
        first: Vec<f32>,
        stride: usize,
        sentences: Vec<Range<usize>>,
        vectors: Vec<Vec<f32>>,
    ) -> Self {
        let words = first.len() / stride.max(1);
        Self { model, words, first, stride, sentences, vectors }
    }

    fn part(&self, word: usize, start: usize, size: usize) -> &[f32] {
        &self.first[word * self.stride + start..][..size]
    }

    fn tags(&self, start: usize, size: usize) -> Matrix {
        let rows = (0..self.words).flat_map(|word| self.part(word, start, size));
        Matrix { values: rows.copied().collect(), width: size }
    }

    /// Scores of the universal parts of speech, a row a word.
    pub(crate) fn upos(&self) -> Matrix {
        self.tags(self.model.parts.upos, self.model.config.upos.len())
    }

    /// Scores of the Penn tags, a row a word.
    pub(crate) fn xpos(&self) -> Matrix {
        self.tags(self.model.parts.xpos, self.model.config.xpos.len())
    }

    /// Scores of the tags of names, a row a word.
    pub(crate) fn names(&self) -> Matrix {
        self.tags(self.model.parts.names, self.model.config.names.len())
    }

    /// Scores of O, B, I for cues of attribution.
    pub(crate) fn cues(&self) -> Matrix {
        self.tags(self.model.parts.cue, 3)
    }

    /// Scores of O, B, I for contents, whatever their cue.
    pub(crate) fn contents(&self) -> Matrix {
        self.tags(self.model.parts.content, 3)
    }

    /// Scores of heads within a sentence: a row for each of its words, column 0 the root, column
    /// `1 + n` the sentence's word `n`.
    pub(crate) fn arcs(&self, sentence: Range<usize>) -> Matrix {
        wide::run(self.model.path, Arcs { scores: self, sentence })
    }

    /// Scores of relations for pairs of a word and its head, `None` the root.
    pub(crate) fn relations(&self, pairs: &[(usize, Option<usize>)]) -> Matrix {
        wide::run(self.model.path, Relations { scores: self, pairs })
    }

    /// Scores of what each word of the window is to a cue: nothing, source or content.
    pub(crate) fn links(&self, cue: Range<usize>) -> Matrix {
        wide::run(self.model.path, Links { scores: self, cue })
    }
}

struct Arcs<'s, 'm> {
    scores: &'s Scores<'m>,
    sentence: Range<usize>,
}

impl wide::Work for Arcs<'_, '_> {
    type Output = Matrix;

    #[inline(always)]
    fn run(self) -> Matrix {
        let Self { scores, sentence } = self;
        let model = scores.model;
        let size = model.config.arc;
        let mut deps = Vec::with_capacity(sentence.len() * size);
        let mut heads = Vec::with_capacity((sentence.len() + 1) * size);
        heads.extend_from_slice(&model.arc_root);
        for word in sentence.clone() {
            for (part, rows) in
                [(model.parts.arc_dep, &mut deps), (model.parts.arc_head, &mut heads)]
            {
                for &value in scores.part(word, part, size) {
                    rows.push(value.max(0.0));
                }
            }
        }
        let mut rows = Rows::default();
        rows.fill(&deps, size);
        let mut turned = vec![];
        model.arc_bilinear.apply(model.path, &rows, &mut turned);
        let mut bias = Vec::with_capacity(sentence.len() + 1);
        for head in heads.chunks_exact(size) {
            bias.push(math::dot(head, &model.arc_bias));
        }
        let width = sentence.len() + 1;
        let mut values = Vec::with_capacity(sentence.len() * width);
        for dep in turned.chunks_exact(model.arc_bilinear.width()) {
            for (head, bias) in heads.chunks_exact(size).zip(&bias) {
                values.push(math::dot(&dep[..size], head) + bias);
            }
        }
        Matrix { values, width }
    }
}

struct Relations<'s, 'm> {
    scores: &'s Scores<'m>,
    pairs: &'s [(usize, Option<usize>)],
}

impl wide::Work for Relations<'_, '_> {
    type Output = Matrix;

    #[inline(always)]
    fn run(self) -> Matrix {
        let Self { scores, pairs } = self;
        let model = scores.model;
        let size = model.config.relation;
        let mut hidden = vec![0.0; size];
        let mut values = vec![];
        for &(word, head) in pairs {
            let dep = scores.part(word, model.parts.rel_dep, size);
            let head = match head {
                Some(head) => scores.part(head, model.parts.rel_head, size),
                None => &model.rel_root,
            };
            for ((hidden, dep), head) in hidden.iter_mut().zip(dep).zip(head) {
                *hidden = (dep + head).max(0.0);
            }
            model.rel_out.add(&hidden, &mut values);
        }
        Matrix { values, width: model.config.deprel.len() }
    }
}

struct Links<'s, 'm> {
    scores: &'s Scores<'m>,
    cue: Range<usize>,
}

impl wide::Work for Links<'_, '_> {
    type Output = Matrix;

    #[inline(always)]
    fn run(self) -> Matrix {
        let Self { scores, cue } = self;
        let model = scores.model;
        let size = model.config.link;
        let mut mean = vec![0.0; size];
        for word in cue.clone() {
            let part = scores.part(word, model.parts.link_cue, size);
            for (mean, value) in mean.iter_mut().zip(part) {
                *mean += value;
            }
        }
        let count = cue.len().max(1) as f32;
        for value in &mut mean {
            *value /= count;
        }
        let mut hidden = vec![0.0; size];
        let mut values = vec![];
        for word in 0..scores.words {
            let bucket = model.bucket(word, cue.start);
            let away = &model.link_distance[bucket * size..][..size];
            let part = scores.part(word, model.parts.link_word, size);
            for (((hidden, part), mean), away) in hidden.iter_mut().zip(part).zip(&mean).zip(away) {
                *hidden = (part + mean + away).max(0.0);
            }
            model.link_out.add(&hidden, &mut values);
        }
        Matrix { values, width: model.config.links.len() }
    }
}

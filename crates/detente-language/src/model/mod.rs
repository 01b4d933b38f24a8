//! The language model: one encoder, all heads, in whole numbers.
//!
//! The encoder is BERT-shaped ([Devlin et al. 2019](https://aclanthology.org/N19-1423/)), the
//! parser biaffine ([Dozat and Manning 2017](https://arxiv.org/abs/1611.01734)). Weights are int8;
//! activations are rounded row by row, so the scores of a window depend on that window alone, and
//! [`math`] keeps the rest to the same bits on every machine. `training/` says how the weights were
//! made, `models/README.md` how good they are.

#![allow(
    clippy::needless_range_loop,
    reason = "lanes, rows and columns are numbered in several arrays at once, as in the formulas"
)]

mod bounds;
mod encoder;
mod file;
mod gemm;
mod math;
mod pieces;
mod scores;
mod shape;
mod wide;

pub(crate) use scores::{Matrix, Scores};

use encoder::{Encoder, Piece};
use file::{Config, File};
use gemm::{Linear, Path, Rows};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::sync::LazyLock;

static EMBEDDED: &[u8] = include_bytes!("../../../../models/english.safetensors");

/// The encoder, its heads and their labels.
pub struct Model {
    config: Config,
    vocabulary: pieces::Vocabulary,
    encoder: Encoder,
    word_shape: Vec<f32>,
    word_quote: Vec<f32>,
    project: Linear,
    parts: Parts,
    arc_bilinear: Linear,
    arc_bias: Vec<f32>,
    arc_root: Vec<f32>,
    rel_root: Vec<f32>,
    rel_out: Small,
    link_distance: Vec<f32>,
    link_out: Small,
    vector: Linear,
    path: Path,
    digest: String,
}

/// Where the parts of the projection begin.
struct Parts {
    upos: usize,
    xpos: usize,
    names: usize,
    cue: usize,
    content: usize,
    start: usize,
    arc_dep: usize,
    arc_head: usize,
    rel_dep: usize,
    rel_head: usize,
    link_word: usize,
    link_cue: usize,
}

/// A matrix too small to round.
struct Small {
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Small {
    #[inline(always)]
    fn add(&self, values: &[f32], out: &mut Vec<f32>) {
        for (row, bias) in self.weights.chunks_exact(values.len()).zip(&self.bias) {
            out.push(math::dot(row, values) + bias);
        }
    }
}

/// Why a model can't be used. The sentence names what is wrong and the way out.
#[derive(Debug)]
pub struct ModelError {
    what: String,
    version: bool,
}

impl ModelError {
    fn broken(what: String) -> Self {
        Self { what: format!("it is damaged, or no model: {what}; copy it again"), version: false }
    }

    fn version(found: String) -> Self {
        let found: String = found.chars().take(40).collect();
        let what = format!(
            "it is of format `{}` and this program reads `{}`; take the file that came with it",
            found.escape_debug(),
            file::FORMAT
        );
        Self { what, version: true }
    }

    /// Whether the file is a model of another version.
    pub fn is_version(&self) -> bool {
        self.version
    }
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for ModelError {}

/// A run of whole sentences, read together.
pub(crate) struct Window<'a> {
    /// The words.
    pub(crate) words: &'a [&'a str],
    /// Ranges of words; they cover all.
    pub(crate) sentences: &'a [Range<usize>],
    /// For each word 0 outside quotation marks, 1 inside, 2 a mark itself.
    pub(crate) quotes: &'a [u8],
    /// Whether the model may move the bounds of the sentences.
    pub(crate) free: bool,
}

/// Room for the numbers of a window. Keep one for each thread: it grows to what is needed once.
#[derive(Default)]
pub(crate) struct Scratch {
    space: encoder::Space,
    pieces: Vec<Piece>,
    ids: Vec<u32>,
    shapes: Vec<u8>,
    owners: Vec<Range<usize>>,
    encoded: Vec<f32>,
    words: Vec<f32>,
    rows: Rows,
}

/// One window's way through the encoder.
struct Run<'m, 'w, 's> {
    model: &'m Model,
    window: &'w Window<'w>,
    scratch: &'s mut Scratch,
}

impl<'m> wide::Work for Run<'m, '_, '_> {
    type Output = Scores<'m>;

    #[inline(always)]
    fn run(self) -> Scores<'m> {
        self.model.run_here(self.window, self.scratch)
    }
}

/// One window's way through the encoder alone.
struct Encode<'m, 'w, 's>(Run<'m, 'w, 's>);

impl wide::Work for Encode<'_, '_, '_> {
    type Output = usize;

    #[inline(always)]
    fn run(self) -> usize {
        let Run { model, window, scratch } = self.0;
        model.frame(window, scratch);
        let Scratch { space, pieces, encoded, .. } = scratch;
        model.encoder.run(model.path, pieces, space, encoded);
        std::hint::black_box(encoded);
        pieces.len()
    }
}

impl Model {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// If they are not a whole model file of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let file = File::read(bytes)?;
        let config = file.config.clone();
        let pieces = file.pieces.split('\n');
        let vocabulary = pieces::Vocabulary::new(pieces, config.max_pieces, config.max_chars)
            .ok_or_else(|| ModelError::broken("its word pieces have no frame".into()))?;
        let (starts, width) = config.parts();
        let at = |name: &str| starts.get(name).copied().unwrap_or(0);
        let joined = config.hidden + config.shape_size + config.quote_size;
        let buckets = 2 * config.steps.len() - 1;
        Ok(Self {
            vocabulary,
            encoder: Encoder::read(&file, &config)?,
            word_shape: file
                .floats("word_shape.weight", &[config.shapes.len(), config.shape_size])?,
            word_quote: file.floats("word_quote.weight", &[3, config.quote_size])?,
            project: file.linear("project", width, joined, true)?,
            parts: Parts {
                upos: at("upos"),
                xpos: at("xpos"),
                names: at("names"),
                cue: at("cue"),
                content: at("content"),
                start: at("start"),
                arc_dep: at("arc_dep"),
                arc_head: at("arc_head"),
                rel_dep: at("rel_dep"),
                rel_head: at("rel_head"),
                link_word: at("link_word"),
                link_cue: at("link_cue"),
            },
            arc_bilinear: file.linear("arc_bilinear", config.arc, config.arc, false)?,
            arc_bias: file.floats("arc_bias", &[config.arc])?,
            arc_root: file.floats("arc_root", &[config.arc])?,
            rel_root: file.floats("rel_root", &[config.relation])?,
            rel_out: Small {
                weights: file.floats("rel_out.weight", &[config.deprel.len(), config.relation])?,
                bias: file.floats("rel_out.bias", &[config.deprel.len()])?,
            },
            link_distance: file.floats("link_distance.weight", &[buckets, config.link])?,
            link_out: Small {
                weights: file.floats("link_out.weight", &[config.links.len(), config.link])?,
                bias: file.floats("link_out.bias", &[config.links.len()])?,
            },
            vector: file.linear("vector", config.vector, config.hidden, true)?,
            path: Path::best(),
            digest: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            config,
        })
    }

    /// The model that comes with the program; `models/README.md` is its card.
    #[expect(clippy::expect_used, reason = "the file is part of the program, and tests read it")]
    pub fn embedded() -> &'static Self {
        static MODEL: LazyLock<Model> =
            LazyLock::new(|| Model::from_bytes(EMBEDDED).expect("the embedded model is sound"));
        &MODEL
    }

    /// SHA-256 of the file, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Labels of the universal parts of speech, in the order of their scores.
    pub(crate) fn upos(&self) -> &[String] {
        &self.config.upos
    }

    /// Penn tags, in the order of their scores.
    pub(crate) fn xpos(&self) -> &[String] {
        &self.config.xpos
    }

    /// Relations, in the order of their scores.
    pub(crate) fn relations(&self) -> &[String] {
        &self.config.deprel
    }

    /// Tags of names, in the order of their scores.
    pub(crate) fn names(&self) -> &[String] {
        &self.config.names
    }

    /// Word pieces that one window can hold.
    pub(crate) fn room(&self) -> usize {
        self.config.positions - 2
    }

    /// How many pieces a word is cut into.
    pub(crate) fn pieces(&self, word: &str, scratch: &mut Scratch) -> usize {
        scratch.ids.clear();
        self.vocabulary.cut(word, &mut scratch.ids);
        scratch.ids.len()
    }

    /// The bucket of a word's distance from a cue's first word.
    fn bucket(&self, word: usize, cue: usize) -> usize {
        let away = word.abs_diff(cue);
        let size = self.config.steps[1..].iter().filter(|&&step| step <= away).count();
        if word > cue { size + self.config.steps.len() - 1 } else { size }
    }

    /// The scores of a window. Words that no position is left for are read as unseen pieces at the
    /// last position's cost: they get the scores of an empty vector, and no call panics.
    pub(crate) fn run(&self, window: &Window<'_>, scratch: &mut Scratch) -> Scores<'_> {
        wide::run(self.path, Run { model: self, window, scratch })
    }

    /// Runs the encoder over a window, without heads; gives how many word pieces it has.
    pub(crate) fn encode(&self, window: &Window<'_>, scratch: &mut Scratch) -> usize {
        wide::run(self.path, Encode(Run { model: self, window, scratch }))
    }

    /// Everything between words and scores.
    #[inline(always)]
    fn run_here(&self, window: &Window<'_>, scratch: &mut Scratch) -> Scores<'_> {
        self.frame(window, scratch);
        let Scratch { space, pieces, owners, encoded, words, rows, shapes, .. } = scratch;
        self.encoder.run(self.path, pieces, space, encoded);
        let hidden = self.config.hidden;
        words.clear();
        for ((owned, &shape), &quote) in owners.iter().zip(shapes.iter()).zip(window.quotes) {
            mean(&encoded[owned.start * hidden..owned.end * hidden], hidden, words);
            words.extend(row(&self.word_shape, usize::from(shape), self.config.shape_size));
            words.extend(row(&self.word_quote, usize::from(quote.min(2)), self.config.quote_size));
        }
        rows.fill(words, self.project.inputs);
        let mut first = vec![];
        self.project.apply(self.path, rows, &mut first);
        let (stride, starts) = (self.project.width(), self.parts.start);
        let sentences = if window.free {
            bounds::refine(window.sentences, |word| first[word * stride + starts])
        } else {
            window.sentences.to_vec()
        };
        words.clear();
        for sentence in &sentences {
            let owned = owners.get(sentence.clone()).unwrap_or(&[]);
            let (start, end) =
                owned.first().zip(owned.last()).map_or((0, 0), |(a, b)| (a.start, b.end));
            mean(&encoded[start * hidden..end * hidden], hidden, words);
        }
        rows.fill(words, hidden);
        let mut vectors = vec![];
        self.vector.apply(self.path, rows, &mut vectors);
        let unit = |vector: &[f32]| {
            let vector = &vector[..self.config.vector];
            let length = math::dot(vector, vector).sqrt();
            let factor = if length > 0.0 { 1.0 / length } else { 0.0 };
            vector.iter().map(|value| value * factor).collect()
        };
        let vectors = vectors.chunks_exact(self.vector.width()).map(unit).collect();
        Scores::new(self, first, stride, sentences, vectors)
    }

    /// Cuts the words into pieces between the two marks of the frame.
    fn frame(&self, window: &Window<'_>, scratch: &mut Scratch) {
        scratch.pieces.clear();
        scratch.shapes.clear();
        scratch.owners.clear();
        for sentence in window.sentences {
            shape::shapes(&window.words[sentence.clone()], &mut scratch.shapes);
        }
        let mark = |id| Piece { id, shape: 0, quote: 0 };
        scratch.pieces.push(mark(self.vocabulary.first));
        for ((word, &shape), &quote) in window.words.iter().zip(&scratch.shapes).zip(window.quotes)
        {
            scratch.ids.clear();
            self.vocabulary.cut(word, &mut scratch.ids);
            let start = scratch.pieces.len();
            let room = (self.room() + 1).saturating_sub(start);
            let ids = scratch.ids.iter().take(room);
            scratch.pieces.extend(ids.map(|&id| Piece { id, shape, quote: quote.min(2) }));
            scratch.owners.push(start..scratch.pieces.len());
        }
        scratch.pieces.push(mark(self.vocabulary.last));
    }
}

fn row(table: &[f32], row: usize, width: usize) -> &[f32] {
    &table[row * width..][..width]
}

/// Appends the mean of rows of `width` values; zeros if there are none.
#[inline(always)]
fn mean(rows: &[f32], width: usize, out: &mut Vec<f32>) {
    let start = out.len();
    out.resize(start + width, 0.0);
    for row in rows.chunks_exact(width) {
        for (out, value) in out[start..].iter_mut().zip(row) {
            *out += value;
        }
    }
    let count = (rows.len() / width).max(1) as f32;
    for value in &mut out[start..] {
        *value /= count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyst;

    #[test]
    fn every_set_of_instructions_gives_the_same_bits() {
        let text = "Shelling near Goma killed at least nine people, two aid workers told the BBC; \
                    the army denied that it had fired “a single shot” since Monday.";
        let whole = [0..text.len()];
        let mut expected: Option<String> = None;
        for path in Path::all() {
            let model = Model { path, ..Model::from_bytes(EMBEDDED).expect("the model") };
            let analysis = Analyst::new(&model).analyse_text(text, &whole, &whole);
            // The debug form of a float tells it apart from every other.
            let found = format!("{analysis:?}");
            assert!(found.contains("Attribution"), "something is found");
            match &expected {
                Some(expected) => assert_eq!(&found, expected, "{path:?}"),
                None => expected = Some(found),
            }
        }
    }
}

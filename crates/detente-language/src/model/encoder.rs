//! The encoder: word pieces in, a vector for each piece out.

use super::file::{Config, File, Table};
use super::gemm::{Linear, Path, Rows};
use super::{ModelError, math};

/// Embeddings and layers.
pub(super) struct Encoder {
    words: Table,
    positions: Table,
    shapes: Vec<f32>,
    quotes: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    heads: usize,
    hidden: usize,
    intermediate: usize,
}

struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

struct Layer {
    qkv: Linear,
    out: Linear,
    norm1: Norm,
    up: Linear,
    down: Linear,
    norm2: Norm,
}

/// Room for the numbers of one window, kept from window to window.
#[derive(Default)]
pub(super) struct Space {
    rows: Rows,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
    attended: Vec<f32>,
}

/// One piece as the encoder takes it.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) id: u32,
    pub(super) shape: u8,
    pub(super) quote: u8,
}

impl Encoder {
    pub(super) fn read(file: &File<'_>, config: &Config) -> Result<Self, ModelError> {
        let hidden = config.hidden;
        let norm = |name: &str| -> Result<Norm, ModelError> {
            Ok(Norm {
                weight: file.floats(&format!("{name}.weight"), &[hidden])?,
                bias: file.floats(&format!("{name}.bias"), &[hidden])?,
            })
        };
        let layer = |number: usize| -> Result<Layer, ModelError> {
            let name = |part: &str| format!("layers.{number}.{part}");
            Ok(Layer {
                qkv: file.linear(&name("qkv"), 3 * hidden, hidden, true)?,
                out: file.linear(&name("out"), hidden, hidden, true)?,
                norm1: norm(&name("norm1"))?,
                up: file.linear(&name("up"), config.intermediate, hidden, true)?,
                down: file.linear(&name("down"), hidden, config.intermediate, true)?,
                norm2: norm(&name("norm2"))?,
            })
        };
        Ok(Self {
            words: file.table("word.weight", config.vocabulary, hidden)?,
            positions: file.table("position.weight", config.positions, hidden)?,
            shapes: file.floats("shapes.weight", &[config.shapes.len(), hidden])?,
            quotes: file.floats("quotes.weight", &[3, hidden])?,
            norm: norm("norm")?,
            layers: (0..config.layers).map(layer).collect::<Result<_, _>>()?,
            heads: config.attention_heads,
            hidden,
            intermediate: config.intermediate,
        })
    }

    /// Vectors of the pieces, `hidden` values each, into `out`.
    #[inline(always)]
    pub(super) fn run(&self, path: Path, pieces: &[Piece], space: &mut Space, out: &mut Vec<f32>) {
        let hidden = self.hidden;
        out.clear();
        out.resize(pieces.len() * hidden, 0.0);
        for (at, (piece, row)) in pieces.iter().zip(out.chunks_exact_mut(hidden)).enumerate() {
            self.words.add(piece.id as usize, row);
            self.positions.add(at, row);
            let shape = &self.shapes[usize::from(piece.shape) * hidden..][..hidden];
            let quote = &self.quotes[usize::from(piece.quote) * hidden..][..hidden];
            for ((value, shape), quote) in row.iter_mut().zip(shape).zip(quote) {
                *value += shape + quote;
            }
            math::normalise(row, &self.norm.weight, &self.norm.bias);
        }
        for layer in &self.layers {
            self.layer(path, layer, space, out);
        }
    }

    #[inline(always)]
    fn layer(&self, path: Path, layer: &Layer, space: &mut Space, x: &mut [f32]) {
        let hidden = self.hidden;
        space.rows.fill(x, hidden);
        layer.qkv.apply(path, &space.rows, &mut space.wide);
        self.attend(layer.qkv.width(), x.len() / hidden, space);
        space.rows.fill(&space.attended, hidden);
        layer.out.apply(path, &space.rows, &mut space.narrow);
        add(x, &space.narrow, hidden, layer.out.width(), &layer.norm1);
        space.rows.fill(x, hidden);
        layer.up.apply(path, &space.rows, &mut space.wide);
        let width = layer.up.width();
        if width == self.intermediate {
            for value in &mut space.wide {
                *value = math::gelu(*value);
            }
            space.rows.fill(&space.wide, width);
        } else {
            space.attended.clear();
            for row in space.wide.chunks_exact(width) {
                for &value in &row[..self.intermediate] {
                    space.attended.push(math::gelu(value));
                }
            }
            space.rows.fill(&space.attended, self.intermediate);
        }
        layer.down.apply(path, &space.rows, &mut space.narrow);
        add(x, &space.narrow, hidden, layer.down.width(), &layer.norm2);
    }

    /// Attention over the pieces of the window; queries, keys and values stand in `space.wide`.
    #[inline(always)]
    fn attend(&self, stride: usize, count: usize, space: &mut Space) {
        const WIDE: usize = 2 * math::LANES;
        let hidden = self.hidden;
        let size = hidden / self.heads;
        let padded = count.next_multiple_of(WIDE);
        let scale = 1.0 / (size as f32).sqrt();
        space.attended.clear();
        space.attended.resize(count * hidden, 0.0);
        space.keys.clear();
        space.keys.resize(size * padded, 0.0);
        space.scores.clear();
        space.scores.resize(4 * padded, 0.0);
        for head in 0..self.heads {
            let (query, key, value) = (head * size, hidden + head * size, 2 * hidden + head * size);
            for (at, row) in space.wide.chunks_exact(stride).enumerate() {
                for (d, &k) in row[key..key + size].iter().enumerate() {
                    space.keys[d * padded + at] = k * scale;
                }
            }
            let mut first = 0;
            while first < count {
                let many = (count - first).min(4);
                // Rows past the last repeat it; what they give is not used.
                let rows: [&[f32]; 4] = std::array::from_fn(|r| {
                    &space.wide[(first + r.min(many - 1)) * stride + query..][..size]
                });
                for at in (0..padded).step_by(WIDE) {
                    let mut low = [[0.0f32; math::LANES]; 4];
                    let mut high = [[0.0f32; math::LANES]; 4];
                    for d in 0..size {
                        let keys = &space.keys[d * padded + at..][..WIDE];
                        let (left, right) = keys.split_at(math::LANES);
                        for r in 0..4 {
                            let q = rows[r][d];
                            for lane in 0..math::LANES {
                                low[r][lane] = q.mul_add(left[lane], low[r][lane]);
                            }
                            for lane in 0..math::LANES {
                                high[r][lane] = q.mul_add(right[lane], high[r][lane]);
                            }
                        }
                    }
                    for r in 0..4 {
                        let scores = &mut space.scores[r * padded + at..][..WIDE];
                        scores[..math::LANES].copy_from_slice(&low[r]);
                        scores[math::LANES..].copy_from_slice(&high[r]);
                    }
                }
                for r in 0..many {
                    math::softmax(&mut space.scores[r * padded..][..count]);
                }
                for part in (0..size).step_by(math::LANES) {
                    let mut sums = [[0.0f32; math::LANES]; 4];
                    for at in 0..count {
                        let values = &space.wide[at * stride + value + part..][..math::LANES];
                        for (r, sums) in sums.iter_mut().enumerate() {
                            let p = space.scores[r * padded + at];
                            for lane in 0..math::LANES {
                                sums[lane] = p.mul_add(values[lane], sums[lane]);
                            }
                        }
                    }
                    for (r, sums) in sums.iter().enumerate().take(many) {
                        let at = (first + r) * hidden + query + part;
                        space.attended[at..at + math::LANES].copy_from_slice(sums);
                    }
                }
                first += many;
            }
        }
    }
}

/// Adds what a layer found to what came in, row by row, and normalises.
#[inline(always)]
fn add(x: &mut [f32], found: &[f32], hidden: usize, width: usize, norm: &Norm) {
    for (row, found) in x.chunks_exact_mut(hidden).zip(found.chunks_exact(width)) {
        for (value, found) in row.iter_mut().zip(found) {
            *value += found;
        }
        math::normalise(row, &norm.weight, &norm.bias);
    }
}

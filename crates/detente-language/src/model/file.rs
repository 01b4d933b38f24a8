//! The model file: safetensors, with the sizes, labels and word pieces in its header.
//!
//! `training/detente_model/export.py` writes it and says what is in it. Whatever is wrong with a
//! file is found here, before a number of it is used.

use super::ModelError;
use super::gemm::{GROUP, Linear};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use std::collections::HashMap;

/// The layout this program reads.
pub(super) const FORMAT: &str = "detente-model-1";

/// Sizes and labels. The names are those of `training/detente_model/model.py`.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Config {
    pub(super) vocabulary: usize,
    pub(super) positions: usize,
    pub(super) hidden: usize,
    pub(super) layers: usize,
    pub(super) attention_heads: usize,
    pub(super) intermediate: usize,
    pub(super) shape_size: usize,
    pub(super) quote_size: usize,
    pub(super) arc: usize,
    pub(super) relation: usize,
    pub(super) link: usize,
    pub(super) vector: usize,
    pub(super) max_pieces: usize,
    pub(super) max_chars: usize,
    /// Outputs of the projection, part by part, in order.
    pub(super) parts: serde_json::Map<String, serde_json::Value>,
    pub(super) steps: Vec<usize>,
    pub(super) shapes: Vec<String>,
    pub(super) upos: Vec<String>,
    pub(super) xpos: Vec<String>,
    pub(super) deprel: Vec<String>,
    pub(super) names: Vec<String>,
    pub(super) bio: Vec<String>,
    pub(super) links: Vec<String>,
}

/// The labels of plain and of link tags that the decoding is written for.
const BIO: [&str; 3] = ["O", "B", "I"];
const LINKS: [&str; 5] = ["O", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT"];

/// A checked file.
pub(super) struct File<'a> {
    pub(super) config: Config,
    pub(super) pieces: String,
    tensors: SafeTensors<'a>,
}

fn broken(what: impl Into<String>) -> ModelError {
    ModelError::broken(what.into())
}

impl<'a> File<'a> {
    /// Reads the header of `bytes` and checks that it is one this program can use.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let (_, header) =
            SafeTensors::read_metadata(bytes).map_err(|error| broken(error.to_string()))?;
        let metadata = header.metadata().clone().unwrap_or_default();
        let text = |key: &str| metadata.get(key).cloned();
        let format = text("format").ok_or_else(|| broken("its header doesn't say `format`"))?;
        if format != FORMAT {
            return Err(ModelError::version(format));
        }
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| broken(error.to_string()))?;
        let config = text("config").ok_or_else(|| broken("its header has no `config`"))?;
        let config: Config =
            serde_json::from_str(&config).map_err(|error| broken(format!("config: {error}")))?;
        config.check()?;
        let pieces = text("pieces").ok_or_else(|| broken("its header has no `pieces`"))?;
        if pieces.split('\n').count() != config.vocabulary {
            return Err(broken("its word pieces are not as many as it says"));
        }
        Ok(Self { config, pieces, tensors })
    }

    fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&[u8], ModelError> {
        let tensor =
            self.tensors.tensor(name).map_err(|_| broken(format!("it has no tensor `{name}`")))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            return Err(broken(format!("tensor `{name}` is not {shape:?} of {dtype:?}")));
        }
        Ok(self.slice(tensor.data()))
    }

    // The view borrows from the file's bytes, not from the header that was asked.
    fn slice<'b>(&self, data: &'b [u8]) -> &'b [u8] {
        data
    }

    /// An f32 tensor of this shape.
    pub(super) fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(name, Dtype::F32, shape)?;
        let values: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(broken(format!("tensor `{name}` holds what is no number")))
        }
    }

    /// Rows of int8 with a scale each.
    pub(super) fn table(&self, name: &str, rows: usize, width: usize) -> Result<Table, ModelError> {
        let bytes = self.bytes(name, Dtype::I8, &[rows, width])?;
        let values = bytes.iter().map(|&byte| byte as i8).collect();
        Ok(Table { values, scales: self.floats(&format!("{name}.scale"), &[rows])?, width })
    }

    /// A packed matrix `name.weight` with `name.bias`, if it has one.
    pub(super) fn linear(
        &self,
        name: &str,
        outputs: usize,
        inputs: usize,
        bias: bool,
    ) -> Result<Linear, ModelError> {
        let table = self.table(&format!("{name}.weight"), outputs, inputs)?;
        let bias =
            if bias { Some(self.floats(&format!("{name}.bias"), &[outputs])?) } else { None };
        Ok(Linear::new(&table.values, inputs, &table.scales, bias.as_deref()))
    }
}

impl Config {
    fn check(&self) -> Result<(), ModelError> {
        let sizes = [
            self.vocabulary,
            self.positions,
            self.hidden,
            self.layers,
            self.attention_heads,
            self.intermediate,
            self.arc,
            self.relation,
            self.link,
            self.vector,
        ];
        // Far above any model meant for a laptop, far below what makes a product overflow.
        if sizes.iter().any(|&size| size == 0 || size > 1 << 20) || self.layers > 64 {
            return Err(broken("a size in its config is out of range"));
        }
        let width = self.hidden + self.shape_size + self.quote_size;
        let grouped =
            [self.hidden, self.intermediate, self.arc, width].iter().all(|n| n % GROUP == 0);
        if !grouped || self.shape_size > 1 << 12 || self.quote_size > 1 << 12 {
            return Err(broken("a width in its config is not a multiple of four"));
        }
        if !self.hidden.is_multiple_of(self.attention_heads * super::math::LANES) {
            return Err(broken("its attention heads are not a multiple of 16 wide"));
        }
        if self.positions < 4 || self.max_pieces == 0 || self.steps.len() < 2 {
            return Err(broken("a limit in its config is out of range"));
        }
        if self.shapes != super::shape::NAMES || self.bio != BIO || self.links != LINKS {
            return Err(broken("its shapes or tags are not those of this program"));
        }
        if self.upos.is_empty() || self.xpos.is_empty() || self.deprel.is_empty() {
            return Err(broken("it has no labels"));
        }
        for (part, size) in [
            ("upos", self.upos.len()),
            ("xpos", self.xpos.len()),
            ("names", self.names.len()),
            ("cue", 3),
            ("source", 3),
            ("content", 3),
            ("start", 1),
            ("arc_dep", self.arc),
            ("arc_head", self.arc),
            ("rel_dep", self.relation),
            ("rel_head", self.relation),
            ("link_word", self.link),
            ("link_cue", self.link),
        ] {
            if self.parts.get(part).and_then(serde_json::Value::as_u64) != Some(size as u64) {
                return Err(broken(format!("part `{part}` of its projection is not {size} wide")));
            }
        }
        Ok(())
    }

    /// Where each part of the projection begins, and the width of all.
    pub(super) fn parts(&self) -> (HashMap<String, usize>, usize) {
        let mut starts = HashMap::new();
        let mut at = 0;
        for (name, size) in &self.parts {
            starts.insert(name.clone(), at);
            at += size.as_u64().unwrap_or(0).min(1 << 20) as usize;
        }
        (starts, at)
    }
}

/// Rows of whole numbers that are read one at a time.
pub(super) struct Table {
    values: Vec<i8>,
    scales: Vec<f32>,
    width: usize,
}

impl Table {
    /// Adds a row to `out`.
    #[inline(always)]
    pub(super) fn add(&self, row: usize, out: &mut [f32]) {
        let values = &self.values[row * self.width..][..self.width];
        let scale = self.scales[row];
        for (out, &value) in out.iter_mut().zip(values) {
            *out += f32::from(value) * scale;
        }
    }
}

//! Matrices of whole numbers against rows of activations.
//!
//! Weights are int8 with a scale for each output; an activation row is int8 with a scale of its
//! own, so what a row gives depends on that row alone and never on its neighbours in a batch. The
//! sums are exact integers, whatever the order: every path below gives the same bits.
//!
//! Layout of the weights: outputs in blocks of 16, and in a block groups of four inputs, 64 bytes
//! each, `[group][output][input]`, as the dot-product instructions want them. They are kept as
//! `weight + 128` because that instruction takes one side unsigned; `128 · Σ activations` is taken
//! off again at the end.

mod avx2;
mod portable;
mod vnni;

/// Outputs of a block.
pub(super) const LANES: usize = 16;
/// Inputs of a group.
pub(super) const GROUP: usize = 4;
const BIAS: i32 = 128;

/// The instructions a product is made with. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Path {
    /// No instruction by name.
    Portable,
    /// AVX2 and FMA.
    Avx2,
    /// AVX-512 with VNNI.
    Vnni,
}

impl Path {
    /// The fastest that this processor has.
    pub(crate) fn best() -> Self {
        Self::all().pop().unwrap_or(Self::Portable)
    }

    /// All that this processor has, the fastest last.
    pub(crate) fn all() -> Vec<Self> {
        let mut paths = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                paths.push(Self::Avx2);
                let wide = is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512dq");
                if wide && is_x86_feature_detected!("avx512vnni") {
                    paths.push(Self::Vnni);
                }
            }
        }
        paths
    }
}

/// A packed matrix with the scale and the bias of each output.
pub(crate) struct Linear {
    packed: Vec<u8>,
    scales: Vec<f32>,
    bias: Vec<f32>,
    /// Number of inputs.
    pub(crate) inputs: usize,
}

impl Linear {
    /// Packs `weights`, `outputs` rows of `inputs`, which must be a multiple of four.
    ///
    /// # Panics
    /// If the sizes don't agree.
    pub(crate) fn new(weights: &[i8], inputs: usize, scales: &[f32], bias: Option<&[f32]>) -> Self {
        let outputs = scales.len();
        assert!(inputs.is_multiple_of(GROUP) && weights.len() == inputs * outputs, "matrix sizes");
        let blocks = outputs.div_ceil(LANES);
        // Outputs beyond the last are zero, that is 128.
        let mut packed = vec![128u8; blocks * LANES * inputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let block = output / LANES * LANES * inputs;
            for (input, &weight) in row.iter().enumerate() {
                let group = input / GROUP * LANES * GROUP;
                let at = block + group + output % LANES * GROUP + input % GROUP;
                packed[at] = (i32::from(weight) + BIAS) as u8;
            }
        }
        let pad = |values: &[f32]| {
            let mut values = values.to_vec();
            values.resize(blocks * LANES, 0.0);
            values
        };
        let bias = pad(bias.unwrap_or(&[]));
        Self { packed, scales: pad(scales), bias, inputs }
    }

    /// Outputs rounded up to whole blocks: the width of a row of results.
    pub(crate) fn width(&self) -> usize {
        self.scales.len()
    }

    /// `out[row] = weights · rows[row] + bias`, [`Linear::width`] values a row.
    ///
    /// # Panics
    /// If `rows` holds rows of another width.
    pub(crate) fn apply(&self, path: Path, rows: &Rows, out: &mut Vec<f32>) {
        assert_eq!(rows.width, self.inputs, "row width");
        let count = rows.scales.len();
        out.clear();
        out.resize(count * self.width(), 0.0);
        match path {
            Path::Portable => portable::product(self, rows, out),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2 => avx2::product(self, rows, out),
            #[cfg(target_arch = "x86_64")]
            Path::Vnni => vnni::product(self, rows, out),
            #[cfg(not(target_arch = "x86_64"))]
            _ => portable::product(self, rows, out),
        }
    }

    /// The sums of one row and one block, put back into the scale of the values. One place for all
    /// paths: a multiplication and an addition, never fused, so that none can differ.
    #[inline(always)]
    fn finish(&self, rows: &Rows, row: usize, block: usize, sums: &[i32; LANES], out: &mut [f32]) {
        let at = block * LANES;
        let correction = BIAS * rows.sums[row];
        let scale = rows.scales[row];
        let target = &mut out[row * self.width() + at..][..LANES];
        let (scales, bias) = (&self.scales[at..at + LANES], &self.bias[at..at + LANES]);
        for lane in 0..LANES {
            let sum = (sums[lane] - correction) as f32;
            target[lane] = sum * (scale * scales[lane]) + bias[lane];
        }
    }

    fn block(&self, block: usize) -> &[u8] {
        &self.packed[block * LANES * self.inputs..][..LANES * self.inputs]
    }
}

/// Rows of activations as whole numbers in -127..=127.
#[derive(Default)]
pub(crate) struct Rows {
    values: Vec<i8>,
    scales: Vec<f32>,
    sums: Vec<i32>,
    width: usize,
}

impl Rows {
    /// Rounds rows of `width` values, each by its own largest.
    #[inline(always)]
    pub(crate) fn fill(&mut self, values: &[f32], width: usize) {
        self.width = width;
        self.values.clear();
        self.values.resize(values.len(), 0);
        self.scales.clear();
        self.sums.clear();
        for (row, target) in values.chunks_exact(width).zip(self.values.chunks_exact_mut(width)) {
            let largest = super::math::largest(row);
            // A row of zeros, or one that is not a number, is zeros.
            let usable = largest > 0.0 && largest.is_finite();
            let inverse = if usable { 127.0 / largest } else { 0.0 };
            self.scales.push(if usable { largest / 127.0 } else { 0.0 });
            self.sums.push(super::math::round_to_i8(row, inverse, target));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(weights: &[i8], inputs: usize, scales: &[f32], bias: &[f32], rows: &Rows) -> Vec<f32> {
        let mut out = vec![];
        for (row, values) in rows.values.chunks_exact(inputs).enumerate() {
            for (output, weights) in weights.chunks_exact(inputs).enumerate() {
                let sum: i32 =
                    weights.iter().zip(values).map(|(&w, &a)| i32::from(w) * i32::from(a)).sum();
                out.push(sum as f32 * (rows.scales[row] * scales[output]) + bias[output]);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn every_path_gives_the_bits_of_the_plain_sum(
            (groups, outputs, count) in (1usize..40, 1usize..120, 0usize..30),
            seed in any::<u64>(),
        ) {
            let inputs = groups * GROUP;
            let mut state = seed | 1;
            let mut next = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            // Extremes come often: they are where sums saturate if they can.
            let mut whole = || match next() % 4 { 0 => 127i8, 1 => -127, _ => (next() % 255) as i8 };
            let weights: Vec<i8> = (0..inputs * outputs).map(|_| whole().max(-127)).collect();
            let values: Vec<f32> = (0..inputs * count).map(|_| f32::from(whole()) / 3.0).collect();
            let scales: Vec<f32> = (0..outputs).map(|n| 0.01 + n as f32 / 100.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|n| n as f32 - 3.5).collect();
            let linear = Linear::new(&weights, inputs, &scales, Some(&bias));
            let mut rows = Rows::default();
            rows.fill(&values, inputs);
            let expected = plain(&weights, inputs, &scales, &bias, &rows);
            for path in Path::all() {
                let mut out = vec![];
                linear.apply(path, &rows, &mut out);
                let found: Vec<u32> = out
                    .chunks_exact(linear.width())
                    .flat_map(|row| row[..outputs].iter().map(|v| v.to_bits()))
                    .collect();
                let expected: Vec<u32> = expected.iter().map(|v| v.to_bits()).collect();
                prop_assert_eq!(found, expected, "{:?}", path);
            }
        }
    }

    #[test]
    fn a_row_that_is_no_number_is_zeros() {
        let mut rows = Rows::default();
        rows.fill(&[f32::NAN, 1.0, 2.0, 3.0, f32::INFINITY, 0.0, 0.0, 0.0], 4);
        assert_eq!(rows.values[4..], [0; 4]);
        assert_eq!(rows.scales[1], 0.0);
    }
}

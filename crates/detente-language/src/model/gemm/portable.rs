//! The product in plain Rust: for processors without the others, and the measure of them.

use super::{GROUP, LANES, Linear, Rows};

pub(super) fn product(linear: &Linear, rows: &Rows, out: &mut [f32]) {
    let width = linear.inputs;
    for block in 0..linear.width() / LANES {
        let weights = linear.block(block);
        for (row, values) in rows.values.chunks_exact(width).enumerate() {
            let mut sums = [0i32; LANES];
            let groups = weights.chunks_exact(LANES * GROUP).zip(values.chunks_exact(GROUP));
            for (weights, values) in groups {
                for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(GROUP)) {
                    for k in 0..GROUP {
                        *sum += i32::from(weights[k]) * i32::from(values[k]);
                    }
                }
            }
            linear.finish(rows, row, block, &sums, out);
        }
    }
}

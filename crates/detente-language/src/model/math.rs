//! Floating point that gives the same bits everywhere: no call into a platform's libm, sums in
//! sixteen lanes that meet in a fixed order, and every fused operation fused by name.
//!
//! The functions are inlined into callers that are compiled for a set of instructions; what the
//! compiler makes of them may differ, what they compute may not.

/// Lanes of a sum.
pub(super) const LANES: usize = 16;

/// Adding and taking off this number rounds to whole, ties to even, in the range used here. The
/// sum's bits are this number's bits plus the whole number: no conversion is needed to have it.
const ROUND: f32 = 12_582_912.0;

/// The whole number that a sum with [`ROUND`] was rounded to.
#[inline(always)]
fn whole(sum: f32) -> i32 {
    (sum.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32)
}

/// Sixteen partial results to one, pairwise.
#[inline(always)]
pub(super) fn join(mut lanes: [f32; LANES], with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] = with(lanes[lane], lanes[lane + half]);
        }
        half /= 2;
    }
    lanes[0]
}

#[inline(always)]
fn fold(values: &[f32], start: f32, with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; LANES];
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            lanes[lane] = with(lanes[lane], chunk[lane]);
        }
    }
    for (lane, &value) in rest.iter().enumerate() {
        lanes[lane] = with(lanes[lane], value);
    }
    join(lanes, with)
}

/// The largest magnitude; 0 of nothing. What is not a number is passed over.
#[inline(always)]
pub(super) fn largest(values: &[f32]) -> f32 {
    fold(values, 0.0, |a, b| if b.abs() > a { b.abs() } else { a })
}

/// The sum.
#[inline(always)]
pub(super) fn sum(values: &[f32]) -> f32 {
    fold(values, 0.0, |a, b| a + b)
}

/// The sum of products, fused.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    let ((left, rest), (right, tail)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (lane, (x, y)) in rest.iter().zip(tail).enumerate() {
        lanes[lane] = x * y;
    }
    for (x, y) in left.iter().zip(right) {
        for lane in 0..LANES {
            lanes[lane] = x[lane].mul_add(y[lane], lanes[lane]);
        }
    }
    join(lanes, |a, b| a + b)
}

/// Rounds `values · factor` to whole numbers, ties to even; gives their sum. The products must
/// be within ±127.
#[inline(always)]
pub(super) fn round_to_i8(values: &[f32], factor: f32, out: &mut [i8]) -> i32 {
    let mut total = 0;
    for (value, out) in values.iter().zip(out) {
        *out = whole(value * factor + ROUND) as i8;
        total += i32::from(*out);
    }
    total
}

/// e to the power of `x`, within 2 units in the last place; 0 below -87, large above 88.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let sum = x * std::f32::consts::LOG2_E + ROUND;
    let n = sum - ROUND;
    // The logarithm of two in two parts, so that taking it off n times loses nothing.
    let r = x - n * 0.693_359_4;
    let r = r - n * -2.121_944_4e-4;
    let p = 1.987_569_1e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 0.166_666_66;
    let p = p * r + 0.5;
    let p = p * r * r + r + 1.0;
    let power = f32::from_bits((whole(sum).wrapping_add(127) as u32) << 23);
    p * power
}

/// `x · Φ(x)` by the error function of Abramowitz and Stegun 7.1.26 (absolute error 1.5e-7).
#[inline(always)]
pub(super) fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let p = 1.061_405_4 * t - 1.453_152;
    let p = p * t + 1.421_413_8;
    let p = p * t - 0.284_496_74;
    let p = (p * t + 0.254_829_6) * t;
    let tail = p * exp(-z * z);
    let erf = if x < 0.0 { tail - 1.0 } else { 1.0 - tail };
    0.5 * x * (1.0 + erf)
}

/// Takes the mean from each row and divides by its deviation, then scales and shifts.
#[inline(always)]
pub(super) fn normalise(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    let count = row.len() as f32;
    let mean = sum(row) / count;
    for value in row.iter_mut() {
        *value -= mean;
    }
    let variance = dot(row, row) / count;
    let factor = 1.0 / (variance + 1e-12).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        *value = *value * factor * weight + bias;
    }
}

/// Scores to probabilities in place.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32]) {
    let top = fold(row, f32::NEG_INFINITY, |a, b| if b > a { b } else { a });
    for value in row.iter_mut() {
        *value = exp(*value - top);
    }
    let factor = 1.0 / sum(row);
    for value in row.iter_mut() {
        *value *= factor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_gelu_are_near_the_true_ones() {
        for n in -800..=800 {
            let x = n as f32 / 10.0;
            let (found, expected) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((found / expected - 1.0).abs() < 4e-7, "exp({x}) = {found}, not {expected}");
        }
        // Values of x·Φ(x) from the tables of the normal distribution.
        for (x, expected) in
            [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (2.0, 1.954_499_7)]
        {
            assert!((gelu(x) - expected).abs() < 1e-6, "gelu({x}) = {}", gelu(x));
        }
    }

    #[test]
    fn rounding_ties_to_even() {
        let mut out = [0i8; 4];
        assert_eq!(round_to_i8(&[0.5, 1.5, -0.5, -2.5], 1.0, &mut out), 0);
        assert_eq!(out, [0, 2, 0, -2]);
    }
}

//! How often an incident stands in each bootstrap sample.
//!
//! The Poisson bootstrap: each incident stands in each sample as often as a draw from the Poisson
//! distribution of mean 1 says, whatever the other incidents (Chamandy, Muralidharan, Najmi and
//! Naidu, "Estimating Uncertainty for Massive Data Streams", 2012). As the draw follows from the
//! incident's id alone, a period's samples change only when its own incidents do.

use crate::fnv::fnv;

/// Samples per row.
pub(super) const SAMPLES: usize = 200;

/// The distribution function of Poisson(1) at 0, 1, 2 …, times 2^32.
const AT_MOST: [u32; 10] = [
    1_580_030_168,
    3_160_060_337,
    3_950_075_421,
    4_213_413_783,
    4_279_248_373,
    4_292_415_291,
    4_294_609_777,
    4_294_923_276,
    4_294_962_463,
    4_294_966_817,
];

/// How often an incident stands in each sample.
pub(super) fn copies(incident: &str) -> [i64; SAMPLES] {
    let mut state = fnv(incident.bytes());
    std::array::from_fn(|_| {
        let draw = (splitmix(&mut state) >> 32) as u32;
        AT_MOST.iter().take_while(|&&at_most| at_most <= draw).count() as i64
    })
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_mean_and_variance_one() {
        let draws: Vec<i64> = (0..500).flat_map(|n| copies(&format!("incident-{n}"))).collect();
        let n = draws.len() as f64;
        let mean = draws.iter().sum::<i64>() as f64 / n;
        let variance = draws.iter().map(|&d| (d as f64 - mean).powi(2)).sum::<f64>() / n;
        assert!((mean - 1.0).abs() < 0.01, "{mean}");
        assert!((variance - 1.0).abs() < 0.02, "{variance}");
        assert_eq!(copies("a"), copies("a"));
        assert_ne!(copies("a"), copies("b"));
    }
}

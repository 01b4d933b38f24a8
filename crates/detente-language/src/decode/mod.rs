//! Scores to structure. Scores are compared as whole numbers: 1/1024 of a unit is the finest
//! difference that decides anything.

mod cues;
mod projective;
mod tags;

pub(crate) use cues::whole_cues;
pub(crate) use projective::heads;
pub(crate) use tags::{TagSet, best, spans};

/// A score as it is compared.
pub(crate) fn whole(score: f32) -> i64 {
    // Adding 1.5 · 2^52 rounds to whole, ties to even, without a call into the platform's libm.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    // No score of a sound model comes near; sums of a window's scores stay within bounds thereby.
    const MOST: f64 = (1_u64 << 34) as f64;
    ((f64::from(score) * 1024.0).clamp(-MOST, MOST) + ROUND - ROUND) as i64
}

/// The place of the largest score, the first of equals.
pub(crate) fn largest(scores: &[f32]) -> usize {
    let mut found = (0, i64::MIN);
    for (at, &score) in scores.iter().enumerate() {
        if whole(score) > found.1 {
            found = (at, whole(score));
        }
    }
    found.0
}

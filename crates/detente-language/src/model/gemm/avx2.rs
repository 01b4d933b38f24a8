//! The product with AVX2: bytes widened to 16 bits, so that no sum of two products saturates.
#![cfg(target_arch = "x86_64")]
#![allow(unsafe_code, reason = "loads of unaligned vectors have no safe form in the language")]

use super::{GROUP, LANES, Linear, Rows};
use std::arch::x86_64::*;

pub(super) fn product(linear: &Linear, rows: &Rows, out: &mut [f32]) {
    // SAFETY: `Path::all` gives this path only where the processor has these features.
    unsafe { columns(linear, rows, out) }
}

#[target_feature(enable = "avx2,fma")]
fn columns(linear: &Linear, rows: &Rows, out: &mut [f32]) {
    let count = rows.scales.len();
    for block in 0..linear.width() / LANES {
        let mut row = 0;
        while row < count {
            match count - row {
                1 => tile::<1>(linear, rows, row, block, out),
                _ => tile::<2>(linear, rows, row, block, out),
            }
            row += 2;
        }
    }
}

/// One block against `R` rows. Four vectors of eight lanes hold, for each of the 16 outputs, the
/// sums of the first and of the second two inputs of every group; they meet at the end.
#[target_feature(enable = "avx2,fma")]
#[inline]
fn tile<const R: usize>(linear: &Linear, rows: &Rows, row: usize, block: usize, out: &mut [f32]) {
    let width = linear.inputs;
    let weights = linear.block(block);
    let values: [&[i8]; R] = std::array::from_fn(|r| &rows.values[(row + r) * width..][..width]);
    let mut sums = [[_mm256_setzero_si256(); 4]; R];
    for group in 0..width / GROUP {
        let wide: [__m256i; 4] = std::array::from_fn(|part| {
            // SAFETY: a block holds 64 bytes a group, and `part` is less than four.
            _mm256_cvtepu8_epi16(unsafe {
                _mm_loadu_si128(weights.as_ptr().add(group * LANES * GROUP + part * 16).cast())
            })
        });
        for r in 0..R {
            // SAFETY: a row holds four bytes a group.
            let four =
                unsafe { values[r].as_ptr().add(group * GROUP).cast::<i32>().read_unaligned() };
            let four = _mm256_broadcastq_epi64(_mm_cvtepi8_epi16(_mm_cvtsi32_si128(four)));
            for part in 0..4 {
                let pairs = _mm256_madd_epi16(wide[part], four);
                sums[r][part] = _mm256_add_epi32(sums[r][part], pairs);
            }
        }
    }
    for r in 0..R {
        let mut halves = [0i32; 2 * LANES];
        for part in 0..4 {
            // SAFETY: four vectors of eight lanes are the size of the array.
            unsafe {
                _mm256_storeu_si256(halves.as_mut_ptr().add(part * 8).cast(), sums[r][part]);
            }
        }
        let lanes: [i32; LANES] = std::array::from_fn(|n| halves[2 * n] + halves[2 * n + 1]);
        linear.finish(rows, row + r, block, &lanes, out);
    }
}

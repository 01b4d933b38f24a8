//! The product with AVX-512 VNNI: four byte products a lane, summed in 32 bits without saturation.
#![cfg(target_arch = "x86_64")]
#![allow(unsafe_code, reason = "the dot-product instruction has no safe form in the language")]

use super::{GROUP, LANES, Linear, Rows};
use std::arch::x86_64::*;

pub(super) fn product(linear: &Linear, rows: &Rows, out: &mut [f32]) {
    // SAFETY: `Path::all` gives this path only where the processor has these features.
    unsafe { columns(linear, rows, out) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
fn columns(linear: &Linear, rows: &Rows, out: &mut [f32]) {
    let blocks = linear.width() / LANES;
    let mut block = 0;
    while block < blocks {
        match blocks - block {
            1 => down::<1>(linear, rows, block, out),
            2 => down::<2>(linear, rows, block, out),
            _ => down::<3>(linear, rows, block, out),
        }
        block += 3;
    }
}

/// Three blocks stay in the nearest cache while all rows pass by, eight at a time.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
fn down<const C: usize>(linear: &Linear, rows: &Rows, block: usize, out: &mut [f32]) {
    let count = rows.scales.len();
    let mut row = 0;
    while row < count {
        match count - row {
            1 => tile::<1, C>(linear, rows, row, block, out),
            2 => tile::<2, C>(linear, rows, row, block, out),
            3 => tile::<3, C>(linear, rows, row, block, out),
            4 => tile::<4, C>(linear, rows, row, block, out),
            5 => tile::<5, C>(linear, rows, row, block, out),
            6 => tile::<6, C>(linear, rows, row, block, out),
            7 => tile::<7, C>(linear, rows, row, block, out),
            _ => tile::<8, C>(linear, rows, row, block, out),
        }
        row += 8;
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
#[inline]
fn tile<const R: usize, const C: usize>(
    linear: &Linear,
    rows: &Rows,
    row: usize,
    block: usize,
    out: &mut [f32],
) {
    let width = linear.inputs;
    let groups = width / GROUP;
    let weights: [&[u8]; C] = std::array::from_fn(|c| linear.block(block + c));
    let values: [&[i8]; R] = std::array::from_fn(|r| &rows.values[(row + r) * width..][..width]);
    let mut sums = [[_mm512_setzero_si512(); C]; R];
    for group in 0..groups {
        // SAFETY: a block holds `groups` times 64 bytes, a row `groups` times 4.
        let column: [__m512i; C] = std::array::from_fn(|c| unsafe {
            _mm512_loadu_si512(weights[c].as_ptr().add(group * LANES * GROUP).cast())
        });
        for r in 0..R {
            // SAFETY: as above.
            let four =
                unsafe { values[r].as_ptr().add(group * GROUP).cast::<i32>().read_unaligned() };
            let four = _mm512_set1_epi32(four);
            for c in 0..C {
                sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], column[c], four);
            }
        }
    }
    for r in 0..R {
        for c in 0..C {
            let mut lanes = [0i32; LANES];
            // SAFETY: sixteen lanes of 32 bits are the size of the array.
            unsafe { _mm512_storeu_si512(lanes.as_mut_ptr().cast(), sums[r][c]) };
            linear.finish(rows, row + r, block + c, &lanes, out);
        }
    }
}

//! One piece of code, compiled once for each set of instructions.

#![allow(unsafe_code, reason = "a function for one set of instructions can't be called safely")]

use super::gemm::Path;

/// Work whose loops gain from wide instructions. Implementations are `#[inline(always)]`, or they
/// would be compiled for the narrowest set and only called from the wider ones.
pub(super) trait Work {
    /// What it gives, the same bits on every path.
    type Output;

    /// Does it.
    fn run(self) -> Self::Output;
}

/// Does the work with the instructions of `path`.
#[inline]
pub(super) fn run<W: Work>(path: Path, work: W) -> W::Output {
    match path {
        // SAFETY: `Path::all` gives a path only where the processor has its features.
        #[cfg(target_arch = "x86_64")]
        Path::Vnni => unsafe { vnni(work) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Path::Avx2 => unsafe { avx2(work) },
        _ => work.run(),
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma")]
fn vnni<W: Work>(work: W) -> W::Output {
    work.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2<W: Work>(work: W) -> W::Output {
    work.run()
}

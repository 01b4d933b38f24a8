//! Which rows an audit draws, and what its verdicts come to.
//!
//! Rows are drawn by a number that hangs on the seed and the row's name alone: the same seed draws the
//! same rows from the same record, in whatever order it lies, and a row that comes or goes moves no
//! other.

/// Of two rows the one with the smaller number is drawn first.
pub fn rank(seed: u64, kind: &str, id: &str) -> u64 {
    // FNV-1a over the names, then the finaliser of SplitMix64, so that every bit counts.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in seed.to_le_bytes().into_iter().chain(kind.bytes()).chain([0]).chain(id.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// How many rows each kind gets of `n`, where so many there are of each: as evenly as can be, what one
/// kind lacks going to the others, the rest to the first.
///
/// ```
/// use detente_linking::audit::shares;
/// assert_eq!(shares(10, &[100, 2, 0, 100]), [4, 2, 0, 4]);
/// assert_eq!(shares(10, &[3, 2]), [3, 2]);
/// ```
pub fn shares(n: usize, sizes: &[usize]) -> Vec<usize> {
    let mut out = vec![0; sizes.len()];
    let mut left = n;
    while left > 0 {
        let open: Vec<usize> = (0..sizes.len()).filter(|&at| out[at] < sizes[at]).collect();
        if open.is_empty() {
            break;
        }
        let each = (left / open.len()).max(1);
        for at in open {
            let more = each.min(sizes[at] - out[at]).min(left);
            out[at] += more;
            left -= more;
        }
    }
    out
}

/// Wilson's interval at 95 % for a share of `right` in `all`; all of 0–1 where there is none.
///
/// ```
/// let (low, high) = detente_linking::audit::wilson(8, 10);
/// assert_eq!((format!("{low:.3}"), format!("{high:.3}")), ("0.490".into(), "0.943".into()));
/// ```
pub fn wilson(right: u64, all: u64) -> (f64, f64) {
    /// The normal quantile of 97.5 %.
    const Z: f64 = 1.959_963_984_540_054;
    if all == 0 {
        return (0.0, 1.0);
    }
    let n = all as f64;
    let share = right.min(all) as f64 / n;
    let square = Z * Z;
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    let spread = share * (1.0 - share) / n + square / (4.0 * n * n);
    let half = Z / (1.0 + square / n) * spread.sqrt();
    ((centre - half).max(0.0), (centre + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_its_own_rows_about_evenly() {
        let ids: Vec<String> = (0..1000).map(|n| format!("{n:016x}")).collect();
        let first = |seed: u64| {
            let mut all = ids.clone();
            all.sort_by_key(|id| rank(seed, "events", id));
            all.truncate(100);
            all
        };
        assert_eq!(first(7), first(7));
        assert_ne!(first(7), first(8));
        let low = first(7).iter().filter(|id| **id < ids[500]).count();
        assert!((30..=70).contains(&low), "{low} of 100 from the first half");
    }

    #[test]
    fn the_interval_holds_the_share_and_stays_within_bounds() {
        for all in 0..60 {
            for right in 0..=all {
                let (low, high) = wilson(right, all);
                assert!(
                    (0.0..=1.0).contains(&low) && low < high && high <= 1.0,
                    "{right} of {all}"
                );
                if all > 0 {
                    let share = right as f64 / all as f64;
                    assert!(low <= share + 1e-12 && share <= high + 1e-12, "{right} of {all}");
                }
            }
        }
    }

    #[test]
    fn shares_give_all_that_is_there_and_no_more() {
        for n in 0..30 {
            for sizes in [[0, 0, 0], [5, 0, 9], [1, 1, 1], [40, 3, 2]] {
                let shares = shares(n, &sizes);
                assert_eq!(shares.iter().sum::<usize>(), n.min(sizes.iter().sum()));
                assert!(shares.iter().zip(sizes).all(|(share, size)| *share <= size));
            }
        }
    }
}

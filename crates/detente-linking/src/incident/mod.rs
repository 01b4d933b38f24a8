//! One real happening, told in many reports.
//!
//! Four pure functions, as in every stratum: [`blocks`] says under which keys an event falls,
//! [`edges`] which events under one key may be of one happening, [`clusters`] parts what hangs
//! together into happenings, and [`resolve`] makes the row of one. All take their input in any order
//! and give the same for it.
//!
//! Two tellings are joined by what speaks for one happening against what speaks for two: type,
//! participants, place, days, figures and words ([`score`]). No one of them must agree, so that a
//! disputed figure, an actor whom one side names otherwise, or a day that is off by one does not part
//! what is one; a happening that both tell of differently is what disputes are made of.

mod account;
mod block;
mod cluster;
mod extent;
mod figures;
pub mod mention;
mod place;
mod resolve;
mod score;
mod sourced;
mod telling;
mod when;
mod who;
mod words;

pub use account::accounts;
pub use block::{blocks, family};
pub use cluster::clusters;
pub use extent::{Extent, extent};
pub use figures::figures;
pub(crate) use figures::grows;
pub use place::are_apart;
pub use resolve::resolve;
pub use score::{Pair, score};
pub use sourced::sourced;
pub use telling::Telling;
pub use when::{Days, day, iso};
pub use who::{is_same_party, party_key, share_a_party};

/// Tellings compared under one key; of more, the first by id. What lies beyond is told by
/// [`edges`] as left out, and linked through its other keys.
pub const MOST: usize = 400;

/// Two tellings that are alike enough to be of one happening, by their places, and by how many points.
pub type Edge = (usize, usize, i32);

/// Which tellings under one key may be of one happening, and how many were left out because there
/// were too many.
pub fn edges(group: &[Telling]) -> (Vec<Edge>, usize) {
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|&at| &group[at].event.id);
    order.dedup_by_key(|at| &group[*at].event.id);
    let left_out = order.len().saturating_sub(MOST);
    order.truncate(MOST);
    let words: Vec<words::Words> = order.iter().map(|&at| words::Words::of(&group[at])).collect();
    let mut out = vec![];
    for (i, &a) in order.iter().enumerate() {
        for (j, &b) in order.iter().enumerate().skip(i + 1) {
            let pair = score::of(&group[a], &words[i], &group[b], &words[j]);
            if pair.joins() {
                out.push((a, b, pair.points));
            }
        }
    }
    (out, left_out)
}

#[cfg(test)]
pub(crate) mod tests;

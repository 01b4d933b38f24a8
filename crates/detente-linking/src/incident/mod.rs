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
mod part;
mod place;
mod resolve;
mod score;
mod sourced;
mod telling;
mod when;
mod who;
mod words;

pub use account::accounts;
pub use block::{blocks, family, is_undated, meets};
pub use cluster::{clusters, happenings};
pub use extent::{Extent, extent};
pub use figures::figures;
pub(crate) use figures::grows;
pub use part::{Near, PartOf, part};
pub use place::are_apart;
pub use resolve::resolve;
pub use score::{Pair, score};
pub use sourced::sourced;
pub use telling::Telling;
pub use when::{Days, day, iso};
pub use who::{is_same_party, party_key, share_a_party};

/// Tellings compared under one key; of more, the first by id. What lies beyond is linked through its
/// other keys.
pub const MOST: usize = 400;

/// Two tellings that are alike enough to be of one happening, by their places, and by how many points.
pub type Edge = (usize, usize, i32);

/// A telling made ready to be compared with others.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The telling.
    pub telling: Telling,
    words: words::Words,
}

impl Ready {
    /// Makes a telling ready.
    pub fn new(telling: Telling) -> Self {
        let words = words::Words::of(&telling);
        Self { telling, words }
    }

    /// By how many points two tellings are of one happening; `None` where they are not.
    pub fn joins(&self, other: &Self) -> Option<i32> {
        let pair = score::of(&self.telling, &self.words, &other.telling, &other.words);
        pair.joins().then_some(pair.points)
    }
}

/// Which tellings under one key may be of one happening, and how many were left out because there
/// were too many.
pub fn edges(group: &[Telling]) -> (Vec<Edge>, usize) {
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|&at| &group[at].event.id);
    order.dedup_by_key(|at| &group[*at].event.id);
    let left_out = order.len().saturating_sub(MOST);
    order.truncate(MOST);
    let ready: Vec<Ready> = order.iter().map(|&at| Ready::new(group[at].clone())).collect();
    let mut out = vec![];
    for (i, one) in ready.iter().enumerate() {
        for (j, other) in ready.iter().enumerate().skip(i + 1) {
            out.extend(one.joins(other).map(|points| (order[i], order[j], points)));
        }
    }
    (out, left_out)
}

#[cfg(test)]
mod meetings;
#[cfg(test)]
pub(crate) mod tests;

//! One real happening, told in many reports.
//!
//! Four pure functions, as in every stratum: [`blocks`] says under which keys an event falls,
//! [`edges`] which events under one key are the same happening, [`components`] what hangs together,
//! and [`resolve`] makes the row. All take their input in any order and give the same for it.
//!
//! Two tellings are joined by what speaks for one happening against what speaks for two: type,
//! participants, place, days, figures and words ([`score`]). No one of them must agree, so that a
//! disputed figure, an actor whom one side names otherwise, or a day that is off by one does not part
//! what is one; a happening that both tell of differently is what disputes are made of.

mod account;
mod block;
mod extent;
mod figures;
pub mod mention;
mod place;
mod resolve;
mod score;
mod telling;
mod when;
mod who;
mod words;

pub use account::accounts;
pub use block::blocks;
pub use extent::{Extent, extent};
pub use figures::figures;
pub(crate) use figures::grows;
pub use place::are_apart;
pub use resolve::resolve;
pub use score::{Pair, score};
pub use telling::Telling;
pub use when::{Days, day, iso};
pub use who::{is_same_party, party_key, share_a_party};

use std::collections::BTreeMap;

/// Tellings compared under one key; of more, the first by id. What lies beyond is told by
/// [`edges`] as left out, and linked through its other keys.
pub const MOST: usize = 400;

/// Which tellings under one key are of one happening, by their places in `group`, and how many were
/// left out because there were too many.
pub fn edges(group: &[Telling]) -> (Vec<(usize, usize)>, usize) {
    let mut order: Vec<usize> = (0..group.len()).collect();
    order.sort_by_key(|&at| &group[at].event.id);
    order.dedup_by_key(|at| &group[*at].event.id);
    let left_out = order.len().saturating_sub(MOST);
    order.truncate(MOST);
    let words: Vec<words::Words> = order.iter().map(|&at| words::Words::of(&group[at])).collect();
    let mut out = vec![];
    for (i, &a) in order.iter().enumerate() {
        for (j, &b) in order.iter().enumerate().skip(i + 1) {
            if score::of(&group[a], &words[i], &group[b], &words[j]).joins() {
                out.push((a, b));
            }
        }
    }
    (out, left_out)
}

/// What hangs together by these edges: each component's ids sorted, the components by their first.
pub fn components(ids: &[String], edges: &[(String, String)]) -> Vec<Vec<String>> {
    let mut above: BTreeMap<&str, &str> = BTreeMap::new();
    let own = ids.iter().map(String::as_str);
    let named = edges.iter().flat_map(|(a, b)| [a.as_str(), b.as_str()]);
    for id in own.chain(named) {
        above.insert(id, id);
    }
    fn top<'a>(above: &BTreeMap<&'a str, &'a str>, mut id: &'a str) -> &'a str {
        while let Some(&up) = above.get(id) {
            if up == id {
                break;
            }
            id = up;
        }
        id
    }
    for (a, b) in edges {
        let (a, b) = (top(&above, a), top(&above, b));
        // The smaller id stands above, so that what comes out hangs on no order.
        let (least, other) = if a <= b { (a, b) } else { (b, a) };
        above.insert(other, least);
    }
    let mut out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for &id in above.keys() {
        out.entry(top(&above, id)).or_default().push(id.to_owned());
    }
    out.into_values().collect()
}

#[cfg(test)]
pub(crate) mod tests;

//! What hangs together, parted into happenings.
//!
//! In a war everything hangs together in the end: one strike resembles the next, and that the one
//! after. So tellings are brought together pair by pair, those most alike first, and two groups
//! become one only where most of the pairs between them are alike. What hangs together by too many is
//! first parted by asking for more points.

use super::score;
use super::telling::Telling;
use super::{Edge, Ready};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Tellings that are compared all with all.
pub(super) const MOST: usize = 120;

/// The happenings among some tellings, each with their places in the order of their ids; `edges` are
/// those of [`super::edges`] under any key.
pub fn clusters(tellings: &[Telling], edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..tellings.len()).collect();
    order.sort_by_key(|&at| &tellings[at].event.id);
    let all: BTreeSet<usize> = order.iter().copied().collect();
    let mut out = vec![];
    for part in parted(&all, edges, score::ENOUGH) {
        let members: Vec<usize> = order.iter().copied().filter(|at| part.contains(at)).collect();
        let ready: Vec<Ready> =
            members.iter().map(|&at| Ready::new(tellings[at].clone())).collect();
        let groups = within(&ready.iter().collect::<Vec<_>>());
        out.extend(
            groups
                .into_iter()
                .map(|group| group.into_iter().map(|at| members[at]).collect::<Vec<_>>()),
        );
    }
    out.sort_by_key(|group| group.first().map(|&at| &tellings[at].event.id));
    out
}

/// The happenings among the tellings of one part ([`super::part()`]), which are in the order of their
/// ids: likewise.
pub fn happenings<T: AsRef<Ready>>(tellings: &[T]) -> Vec<Vec<usize>> {
    let mut out = within(&tellings.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    out.sort();
    out
}

/// What hangs together by edges of at least so many points, none of it larger than [`MOST`].
pub(super) fn parted(
    members: &BTreeSet<usize>,
    edges: &[Edge],
    least: i32,
) -> Vec<BTreeSet<usize>> {
    let mut near: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &(a, b, points) in edges {
        if points >= least && members.contains(&a) && members.contains(&b) {
            near.entry(a).or_default().insert(b);
            near.entry(b).or_default().insert(a);
        }
    }
    let mut out = vec![];
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for &first in members {
        if !seen.insert(first) {
            continue;
        }
        let (mut part, mut open) = (BTreeSet::from([first]), vec![first]);
        while let Some(at) = open.pop() {
            for &other in near.get(&at).into_iter().flatten() {
                if seen.insert(other) {
                    part.insert(other);
                    open.push(other);
                }
            }
        }
        if part.len() > MOST {
            // Ends: with the points the edges run out.
            out.extend(parted(&part, edges, least + 1));
        } else {
            out.push(part);
        }
    }
    out
}

/// The happenings of a part that is compared all with all, in the order of its ids.
fn within(members: &[&Ready]) -> Vec<Vec<usize>> {
    let count = members.len();
    let mut joins = vec![vec![false; count]; count];
    let mut pairs = vec![];
    for i in 0..count {
        for j in i + 1..count {
            if let Some(points) = members[i].joins(members[j]) {
                (joins[i][j], joins[j][i]) = (true, true);
                pairs.push((Reverse(points), i, j));
            }
        }
    }
    pairs.sort_unstable();
    let mut group: Vec<usize> = (0..count).collect();
    let mut held: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    for (_, i, j) in pairs {
        let (a, b) = (group[i].min(group[j]), group[i].max(group[j]));
        if a == b {
            continue;
        }
        let alike = held[a].iter().flat_map(|&x| held[b].iter().map(move |&y| (x, y)));
        let alike = alike.filter(|&(x, y)| joins[x][y]).count();
        if 2 * alike >= held[a].len() * held[b].len() {
            let moved = std::mem::take(&mut held[b]);
            moved.iter().for_each(|&at| group[at] = a);
            held[a].extend(moved);
        }
    }
    let groups = held.into_iter().filter(|group| !group.is_empty());
    groups
        .map(|mut group| {
            group.sort_unstable();
            group
        })
        .collect()
}

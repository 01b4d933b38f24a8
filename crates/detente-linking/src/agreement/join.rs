//! Which undertakings are one: linked by likeness, and joined only where all fit all.
//!
//! A plain chain would make one of "withdraw from Agdam", "withdraw" and "withdraw from Lachin". So
//! what is linked at a level of likeness becomes one only if no two in it are unlike; else it waits
//! for nothing and stays apart, for which of the two the vague one means cannot be told.

use super::like::{ALIKE, Item, Print};
use std::collections::BTreeMap;

/// Levels of likeness, the most alike first: what is most alike settles first.
const LEVELS: &[i32] = &[110, 95, 80, 65, 50, ALIKE];

/// Most rows that are compared each with each, counting those that say the very same once. What is
/// more is compared in parts of so many, in the order of ids.
const MOST: usize = 400;

/// Groups of rows that are one obligation, by their places in `items`, which must be in the order
/// of their ids; each group and all of them are in that order too.
pub(super) fn join(items: &[Item]) -> Vec<Vec<usize>> {
    let mut prints: BTreeMap<Print<'_>, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        prints.entry(item.print()).or_default().push(at);
    }
    let mut nodes: Vec<Vec<usize>> = prints.into_values().collect();
    nodes.sort();
    let mut out: Vec<Vec<usize>> = vec![];
    for part in nodes.chunks(MOST) {
        out.extend(groups(items, part));
    }
    out.sort();
    out
}

fn groups(items: &[Item], nodes: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let count = nodes.len();
    let mut score = vec![i32::MIN; count * count];
    for a in 0..count {
        for b in a + 1..count {
            let one = nodes[a].first().zip(nodes[b].first());
            let likeness = one.and_then(|(&a, &b)| items[a].likeness(&items[b]));
            score[a * count + b] = likeness.unwrap_or(i32::MIN);
            score[b * count + a] = score[a * count + b];
        }
    }
    let mut group: Vec<usize> = (0..count).collect();
    for &level in LEVELS {
        let mut linked = group.clone();
        for a in 0..count {
            for b in a + 1..count {
                if score[a * count + b] >= level {
                    unite(&mut linked, a, b);
                }
            }
        }
        let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, &root) in linked.iter().enumerate() {
            components.entry(root).or_default().push(node);
        }
        for members in components.into_values() {
            let fit = members.iter().enumerate().all(|(i, &a)| {
                members[i + 1..]
                    .iter()
                    .all(|&b| group[a] == group[b] || score[a * count + b] >= ALIKE)
            });
            if let Some(&root) = members.first().filter(|_| fit) {
                for &member in &members {
                    group[member] = root;
                }
            }
        }
    }
    let mut out: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, &root) in group.iter().enumerate() {
        out.entry(root).or_default().extend(&nodes[node]);
    }
    let sorted = out.into_values().map(|mut members| {
        members.sort_unstable();
        members
    });
    sorted.collect()
}

/// Gives all of two groups the lesser root.
fn unite(groups: &mut [usize], a: usize, b: usize) {
    let (a, b) = (groups[a], groups[b]);
    let (least, most) = (a.min(b), a.max(b));
    if least != most {
        for one in groups.iter_mut().filter(|one| **one == most) {
            *one = least;
        }
    }
}

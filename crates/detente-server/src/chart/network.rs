//! Sides on a circle, and a line between every two that have to do with each other.
//!
//! The order on the circle is looked for by exchanging neighbours as long as that brings together those
//! who have most to do with each other: whole numbers only, so it is the same everywhere.

use crate::page::ask::encoded;
use crate::page::cut;
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// Sides and lines drawn.
const SIDES: usize = 30;
const TIES: usize = 60;
/// Rounds of exchanging; it comes to rest before.
const ROUNDS: usize = 20;

/// Letters of a name, which stands beside the circle.
const LETTERS: usize = 25;

/// Width and height of the drawing, and the circle in it.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 620.0;
const ACROSS: f64 = 290.0;
const DOWN: f64 = 250.0;

/// A pair, as it is to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    pub(crate) keys: [String; 2],
    pub(crate) names: [String; 2],
    pub(crate) link: String,
    pub(crate) told: String,
    /// `cooperative`, `mixed` or `hostile`.
    pub(crate) class: &'static str,
    pub(crate) incidents: usize,
}

/// The drawing.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) edges: Vec<Edge>,
    pub(crate) nodes: Vec<Node>,
    /// Pairs that are not drawn.
    pub(crate) left_out: usize,
}

#[derive(Debug)]
pub(crate) struct Edge {
    pub(crate) d: String,
    pub(crate) thick: f64,
    pub(crate) class: &'static str,
    pub(crate) link: String,
    pub(crate) told: String,
}

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) name: String,
    pub(crate) told: String,
    pub(crate) link: String,
    /// Where its name stands, and from which end.
    pub(crate) label: [f64; 2],
    pub(crate) anchor: &'static str,
}

/// The pairs, those with most incidents first; nothing where there are none.
pub(crate) fn draw(ties: &[Tie]) -> Option<Network> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sides: Vec<(&str, &str, usize)> = vec![];
    let mut drawn: Vec<([usize; 2], &Tie)> = vec![];
    for tie in ties {
        let new = tie.keys.iter().filter(|key| !places.contains_key(key.as_str())).count();
        if drawn.len() == TIES || sides.len() + new > SIDES || tie.keys[0] == tie.keys[1] {
            continue;
        }
        let mut of = |n: usize| {
            let at = *places.entry(&tie.keys[n]).or_insert_with(|| {
                sides.push((&tie.keys[n], &tie.names[n], 0));
                sides.len() - 1
            });
            sides[at].2 += tie.incidents;
            at
        };
        drawn.push(([of(0), of(1)], tie));
    }
    if drawn.is_empty() {
        return None;
    }
    let weights: Vec<([usize; 2], u64)> =
        drawn.iter().map(|(ends, tie)| (*ends, weight(tie))).collect();
    let order = order(sides.len(), &weights);
    let mut turn = vec![0; sides.len()];
    for (at, side) in order.iter().enumerate() {
        turn[*side] = at;
    }
    let at = |side: usize| {
        let angle = TAU * turn[side] as f64 / sides.len() as f64 - TAU / 4.0;
        let (x, y) = (angle.cos(), angle.sin());
        ([WIDTH / 2.0 + x * ACROSS, HEIGHT / 2.0 + y * DOWN], [x, y])
    };
    let most = drawn.iter().map(|(_, tie)| tie.incidents).max().unwrap_or(1).max(1) as f64;
    let busiest = sides.iter().map(|side| side.2).max().unwrap_or(1).max(1) as f64;
    // Of few incidents no line is as thick as of many.
    let thickest = (1.0 + most.log2()).min(8.0);
    let edge = |(ends, tie): &([usize; 2], &Tie)| {
        let [a, b] = ends.map(|side| at(side).0);
        // Bent towards the middle, so that neighbours' lines part.
        let bent = |a: f64, b: f64, middle: f64| (a + b) / 2.0 * 0.75 + middle * 0.25;
        let (x, y) = (bent(a[0], b[0], WIDTH / 2.0), bent(a[1], b[1], HEIGHT / 2.0));
        Edge {
            d: format!("M{:.1} {:.1}Q{x:.1} {y:.1} {:.1} {:.1}", a[0], a[1], b[0], b[1]),
            thick: tenth(1.5 + thickest * (tie.incidents as f64 / most).sqrt()),
            class: tie.class,
            link: tie.link.clone(),
            told: tie.told.clone(),
        }
    };
    let node = |(side, (key, name, incidents)): (usize, &(&str, &str, usize))| {
        let ([x, y], [right, down]) = at(side);
        let size = 4.0 + (2.0 + busiest.sqrt()).min(11.0) * (*incidents as f64 / busiest).sqrt();
        let plural = if *incidents == 1 { "" } else { "s" };
        let anchor = match right {
            right if right > 0.2 => "start",
            right if right < -0.2 => "end",
            _ => "middle",
        };
        let far = size + 7.0;
        let lift = if anchor == "middle" && down < 0.0 { -2.0 } else { 4.0 + down * 7.0 };
        Node {
            x: tenth(x),
            y: tenth(y),
            size: tenth(size),
            label: [tenth(x + right * far), tenth(y + down * far + lift)],
            anchor,
            name: cut(name, LETTERS),
            told: format!("{name}: {incidents} incident{plural} with those drawn here"),
            link: match key.strip_prefix("state:") {
                // A state's side holds all who stand for it.
                Some(code) => format!("/incidents?country={}", encoded(code)),
                None => format!("/incidents?actor={}", encoded(key)),
            },
        }
    };
    // The thickest lie lowest.
    let mut edges: Vec<Edge> = drawn.iter().map(edge).collect();
    edges.sort_by(|a, b| b.thick.total_cmp(&a.thick));
    Some(Network {
        width: WIDTH,
        height: HEIGHT,
        left_out: ties.len() - drawn.len(),
        nodes: sides.iter().enumerate().map(node).collect(),
        edges,
    })
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// How much a pair weighs in the order: the more incidents, but not by so much more.
fn weight(tie: &Tie) -> u64 {
    u64::from(tie.incidents.max(1).ilog2()) + 1
}

/// An order on a circle in which those who are tied lie near each other.
fn order(sides: usize, ties: &[([usize; 2], u64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sides).collect();
    let length = |order: &[usize]| -> u64 {
        let mut turn = vec![0; order.len()];
        for (at, side) in order.iter().enumerate() {
            turn[*side] = at;
        }
        let one = |([a, b], weight): &([usize; 2], u64)| {
            let apart = turn[*a].abs_diff(turn[*b]);
            apart.min(order.len() - apart) as u64 * weight
        };
        ties.iter().map(one).sum()
    };
    let mut best = length(&order);
    for _ in 0..ROUNDS {
        let before = best;
        for a in 0..sides {
            for b in a + 1..sides {
                order.swap(a, b);
                let now = length(&order);
                if now < best {
                    best = now;
                } else {
                    order.swap(a, b);
                }
            }
        }
        if best == before {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(a: &str, b: &str, incidents: usize) -> Tie {
        Tie {
            keys: [a.into(), b.into()],
            names: [a.into(), b.into()],
            link: "/".into(),
            told: String::new(),
            class: "mixed",
            incidents,
        }
    }

    #[test]
    fn those_who_are_tied_lie_near_each_other() {
        // A ring in a shuffled order is found again.
        let ring = [0, 3, 1, 4, 2, 5];
        let ties: Vec<([usize; 2], u64)> =
            (0..6).map(|n| ([ring[n], ring[(n + 1) % 6]], 1)).collect();
        let order = order(6, &ties);
        let at = |side: usize| order.iter().position(|one| *one == side).unwrap();
        for ([a, b], _) in ties {
            let apart = at(a).abs_diff(at(b));
            assert!(apart == 1 || apart == 5, "{order:?}");
        }
    }

    #[test]
    fn a_drawing_has_bounds_and_is_the_same_each_time() {
        let ties: Vec<Tie> = (0..500)
            .map(|n| tie(&format!("a{}", n % 50), &format!("b{}", n % 37), 500 - n))
            .collect();
        let drawn = draw(&ties).unwrap();
        assert!(drawn.nodes.len() <= SIDES && drawn.edges.len() <= TIES);
        assert_eq!(drawn.left_out, 500 - drawn.edges.len());
        assert_eq!(format!("{drawn:?}"), format!("{:?}", draw(&ties).unwrap()));
        for node in &drawn.nodes {
            assert!((0.0..=WIDTH).contains(&node.x) && (0.0..=HEIGHT).contains(&node.y));
        }
        assert!(draw(&[]).is_none());
    }
}

//! Which blocks are the report's own.

use super::flow::{Counts, Flow, Run};
use super::mark::{Mark, Reason, mark};
use super::tag::Tag;
use super::tree::{ROOT, Tree};

/// For every run the reason why it is left out, or `None`.
pub(super) fn select(tree: &Tree<'_>, flow: &Flow) -> Vec<Option<Reason>> {
    Selector::new(tree, flow).select()
}

struct Selector<'a> {
    tree: &'a Tree<'a>,
    flow: &'a Flow,
    marks: Vec<Mark>,
    /// Reason inherited by each node.
    against: Vec<Option<Reason>>,
}

/// How much a run weighs as running text.
fn weight(run: &Run) -> u32 {
    let Counts { chars, linked, stops, commas, words, .. } = run.counts;
    if run.hidden || linked * 2 > chars {
        return 0;
    }
    let plain = chars - linked;
    if stops > 0 && words >= 6 || commas > 0 && words >= 10 || chars > 140 {
        plain
    } else {
        plain / 5
    }
}

impl<'a> Selector<'a> {
    fn new(tree: &'a Tree<'a>, flow: &'a Flow) -> Self {
        let marks = (0..tree.nodes.len())
            .map(|node| tree.nodes[node].tag().map_or(Mark::default(), |tag| mark(tree, node, tag)))
            .collect();
        Self { tree, flow, marks, against: vec![] }
    }

    /// Sums of weights before each node, of the runs that `keep` keeps.
    fn sums(&self, keep: impl Fn(&Run) -> bool) -> Vec<u32> {
        let mut sums = vec![0; self.tree.nodes.len() + 1];
        for run in self.flow.runs.iter().filter(|run| keep(run)) {
            sums[run.node + 1] += weight(run);
        }
        for at in 1..sums.len() {
            sums[at] += sums[at - 1];
        }
        sums
    }

    fn within(&self, sums: &[u32], node: usize) -> u32 {
        sums[self.tree.nodes[node].end()] - sums[node]
    }

    /// Hands marks down the tree, except those that would take most of the page's text with them.
    fn inherit(&mut self) {
        let all = self.sums(|_| true);
        let total = all[all.len() - 1];
        let mut against: Vec<Option<Reason>> = vec![None; self.tree.nodes.len()];
        for node in 1..self.tree.nodes.len() {
            let own = self.marks[node].against.filter(|reason| {
                let share = f64::from(self.within(&all, node)) / f64::from(total.max(1));
                let most = match reason {
                    Reason::Comments | Reason::Consent => 0.9,
                    _ => 0.5,
                };
                share < most
            });
            against[node] = against[self.tree.nodes[node].parent()].or(own);
        }
        self.against = against;
    }

    fn select(mut self) -> Vec<Option<Reason>> {
        self.inherit();
        let sums = self.sums(|run| self.against[run.node].is_none());
        let container = self.container(&sums);
        let inside = container..self.tree.nodes[container].end();
        self.flow
            .runs
            .iter()
            .map(|run| {
                if run.hidden {
                    return Some(Reason::Hidden);
                }
                self.against[run.node]
                    .or_else(|| (!inside.contains(&run.node)).then_some(Reason::Outside))
                    .or_else(|| judge(run))
            })
            .collect()
    }

    fn container(&self, sums: &[u32]) -> usize {
        let total = self.within(sums, ROOT);
        let best = |tier: u8, share: f64| {
            (1..self.tree.nodes.len())
                .filter(|&node| self.marks[node].own == tier && self.against[node].is_none())
                .map(|node| (self.within(sums, node), node))
                .filter(|(mass, _)| f64::from(*mass) > share * f64::from(total))
                .max_by_key(|&(mass, node)| (mass, std::cmp::Reverse(node)))
                .map(|(_, node)| node)
        };
        let start = best(3, 0.35).or_else(|| best(2, 0.4)).or_else(|| best(1, 0.6));
        start.unwrap_or_else(|| self.narrow(ROOT, sums))
    }

    /// Goes down as long as one child holds nearly all the text.
    fn narrow(&self, mut node: usize, sums: &[u32]) -> usize {
        loop {
            let mass = self.within(sums, node);
            let mut child = node + 1;
            let mut next = None;
            while child < self.tree.nodes[node].end() {
                if f64::from(self.within(sums, child)) > 0.8 * f64::from(mass) {
                    next = Some(child);
                    break;
                }
                child = self.tree.nodes[child].end();
            }
            match next {
                Some(child)
                    if mass > 0
                        && !matches!(
                            self.tree.nodes[child].tag(),
                            None | Some(Tag::P | Tag::Span)
                        ) =>
                {
                    node = child;
                }
                _ => return node,
            }
        }
    }
}

fn judge(run: &Run) -> Option<Reason> {
    let Counts { chars, linked, .. } = run.counts;
    (linked * 10 > chars * 8).then_some(Reason::Links)
}

//! What the page as a whole says of each block: marks above it, containers around it, shares of
//! the page's running text.

use super::flow::{Counts, Flow, Run};
use super::mark::{Hint, Known, Mark, Reason, mark};
use super::tag::Tag;
use super::tree::{ROOT, Tree};

/// A page with what was computed over it.
pub(super) struct Scene<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) flow: &'a Flow,
    /// Nearest reason against each node, and the share of the page's text (in percent) that the
    /// element which gives it holds.
    pub(super) against: Vec<Option<(Reason, u8)>>,
    /// Nearest hint about each node.
    pub(super) hints: Vec<Option<Hint>>,
    /// The element most plainly marked as the report's text, and its tier.
    pub(super) marked: Option<(usize, u8)>,
    /// The smallest element that holds nearly all running text.
    pub(super) narrow: usize,
    /// The element whose own paragraphs hold most running text.
    pub(super) home: usize,
    /// The article element with most text.
    pub(super) article: Option<usize>,
    /// The first `h1` with text, else `h2`.
    pub(super) heading: Option<usize>,
    /// Running text before each run, in percent of the page's.
    pub(super) before: Vec<u8>,
    /// Sums over runs before each node.
    sums: Vec<Sums>,
}

/// Sums over the runs of a subtree.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    /// Weight as running text, of unmarked runs.
    pub(super) mass: u32,
    /// Characters.
    pub(super) chars: u32,
    /// Characters in links.
    pub(super) linked: u32,
    /// Runs.
    pub(super) runs: u32,
}

/// How much a run weighs as running text: its characters outside links where it has sentences,
/// little where it has none, nothing where it is mostly links.
pub(super) fn weight(run: &Run) -> u32 {
    let Counts { chars, linked, stops, commas, words, .. } = run.counts;
    if run.hidden || linked * 2 > chars {
        return 0;
    }
    let plain = chars - linked;
    let sentences = stops > 0 && words >= 6 || commas > 0 && words >= 10 || chars > 140;
    if sentences { plain } else { plain / 5 }
}

impl<'a> Scene<'a> {
    pub(super) fn new(tree: &'a Tree<'a>, flow: &'a Flow) -> Self {
        let mut known = Known::new();
        let mut mark = |node: usize| {
            let tag = tree.nodes[node].tag();
            tag.map_or(Mark::default(), |tag| mark(tree, node, tag, &mut known))
        };
        let marks: Vec<Mark> = (0..tree.nodes.len()).map(&mut mark).collect();
        let mut scene = Self {
            tree,
            flow,
            against: vec![],
            hints: vec![],
            marked: None,
            narrow: ROOT,
            home: ROOT,
            article: None,
            heading: None,
            before: vec![],
            sums: sum(tree, flow, |_| true),
        };
        scene.against = scene.inherit(&marks);
        scene.hints = scene.hints(&marks);
        scene.sums = sum(tree, flow, |run| scene.against[run.node].is_none());
        scene.marked = scene.most_marked(&marks);
        scene.narrow = scene.narrow();
        scene.home = scene.home();
        scene.article = scene.largest(Tag::Article);
        scene.heading = scene.main_heading();
        let total = scene.within(ROOT).mass.max(1);
        let percent = |run: &Run| {
            (u64::from(scene.sums[run.node].mass) * 100).div_ceil(u64::from(total)) as u8
        };
        scene.before = flow.runs.iter().map(percent).collect();
        scene
    }

    /// Sums over the subtree of a node.
    pub(super) fn within(&self, node: usize) -> Sums {
        let (from, to) = (self.sums[node], self.sums[self.tree.nodes[node].end()]);
        Sums {
            mass: to.mass - from.mass,
            chars: to.chars - from.chars,
            linked: to.linked - from.linked,
            runs: to.runs - from.runs,
        }
    }

    /// Whether a node lies within an element.
    pub(super) fn contains(&self, element: usize, node: usize) -> bool {
        (element..self.tree.nodes[element].end()).contains(&node)
    }

    /// Hands marks down the tree, except those that would take most of the page's text with them.
    fn inherit(&self, marks: &[Mark]) -> Vec<Option<(Reason, u8)>> {
        let total = u64::from(self.within(ROOT).mass.max(1));
        let mut against = vec![None; self.tree.nodes.len()];
        for node in 1..self.tree.nodes.len() {
            let own = marks[node].against.and_then(|reason| {
                let share = (u64::from(self.within(node).mass) * 100 / total) as u8;
                let most = match reason {
                    Reason::Comments | Reason::Consent => 90,
                    _ => 50,
                };
                (share < most).then_some((reason, share))
            });
            against[node] = own.or(against[self.tree.nodes[node].parent()]);
        }
        against
    }

    /// Hands hints down the tree, except those of elements that hold a good part of the text.
    fn hints(&self, marks: &[Mark]) -> Vec<Option<Hint>> {
        let total = u64::from(self.within(ROOT).mass.max(1));
        let mut hints = vec![None; self.tree.nodes.len()];
        for node in 1..self.tree.nodes.len() {
            let own = marks[node].hint.filter(|hint| {
                *hint == Hint::Text || u64::from(self.within(node).mass) * 100 / total < 25
            });
            hints[node] = own.or(hints[self.tree.nodes[node].parent()]);
        }
        hints
    }

    fn most_marked(&self, marks: &[Mark]) -> Option<(usize, u8)> {
        let total = u64::from(self.within(ROOT).mass);
        [(3, 20), (2, 30), (1, 40)].into_iter().find_map(|(tier, percent)| {
            (1..self.tree.nodes.len())
                .filter(|&node| marks[node].own == tier && self.against[node].is_none())
                .map(|node| (u64::from(self.within(node).mass), std::cmp::Reverse(node)))
                .filter(|(mass, _)| mass * 100 > percent * total)
                .max()
                .map(|(_, node)| (node.0, tier))
        })
    }

    /// Goes down as long as one child holds nearly all the text.
    fn narrow(&self) -> usize {
        let mut node = ROOT;
        loop {
            let mass = u64::from(self.within(node).mass);
            let mut child = node + 1;
            let mut next = None;
            while child < self.tree.nodes[node].end() {
                if u64::from(self.within(child).mass) * 100 > mass * 80 {
                    next = Some(child);
                    break;
                }
                child = self.tree.nodes[child].end();
            }
            match next {
                Some(child) if mass > 0 && self.holds_blocks(child) => node = child,
                _ => return node,
            }
        }
    }

    fn holds_blocks(&self, node: usize) -> bool {
        !matches!(self.tree.nodes[node].tag(), None | Some(Tag::P | Tag::Span | Tag::A))
    }

    /// The element with most running text in paragraphs directly in it.
    fn home(&self) -> usize {
        let mut masses = vec![0u32; self.tree.nodes.len()];
        for run in self.flow.runs.iter().filter(|run| self.against[run.node].is_none()) {
            let parent = self.home_of(run);
            masses[parent] += weight(run);
        }
        let best =
            masses.iter().enumerate().max_by_key(|&(node, mass)| (mass, std::cmp::Reverse(node)));
        best.map_or(ROOT, |(node, _)| node)
    }

    /// The element that a run's paragraph stands in.
    pub(super) fn home_of(&self, run: &Run) -> usize {
        match self.tree.nodes[run.element].tag() {
            Some(Tag::P | Tag::Blockquote | Tag::Pre) => self.tree.nodes[run.element].parent(),
            Some(tag) if tag.is_heading() => self.tree.nodes[run.element].parent(),
            _ => run.element,
        }
    }

    fn largest(&self, tag: Tag) -> Option<usize> {
        let all = self.tree.elements(ROOT, tag);
        let found = all.map(|node| (self.within(node).mass, std::cmp::Reverse(node))).max();
        found.filter(|(mass, _)| *mass > 0).map(|(_, node)| node.0)
    }

    fn main_heading(&self) -> Option<usize> {
        [Tag::H1, Tag::H2].into_iter().find_map(|tag| {
            let runs = self.flow.runs.iter().filter(|run| !run.hidden);
            runs.map(|run| run.element).find(|&node| self.tree.nodes[node].tag() == Some(tag))
        })
    }
}

fn sum(tree: &Tree<'_>, flow: &Flow, counts: impl Fn(&Run) -> bool) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); tree.nodes.len() + 1];
    for run in &flow.runs {
        let sum = &mut sums[run.node + 1];
        sum.mass += if counts(run) { weight(run) } else { 0 };
        sum.chars += run.counts.chars;
        sum.linked += run.counts.linked;
        sum.runs += 1;
    }
    for at in 1..sums.len() {
        let before = sums[at - 1];
        let sum = &mut sums[at];
        sum.mass += before.mass;
        sum.chars += before.chars;
        sum.linked += before.linked;
        sum.runs += before.runs;
    }
    sums
}

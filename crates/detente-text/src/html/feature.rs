//! What is known of each block, as values of a few dozen small questions.
//!
//! Every question has a closed list of answers, so that a judgement is a sum of whole numbers, one
//! for each answer (`weights.rs`), and can be read and checked by hand.

use super::flow::{Counts, Run};
use super::mark::HINTS;
use super::phrase::{MENTIONED, TOPICS, Topic, mention, topic};
use super::scene::{Scene, weight};
use super::tag::Tag;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many questions are asked of a block by itself.
pub(super) const QUESTIONS: usize = 31;

/// The answers for one block.
pub(super) type Answers = [u16; QUESTIONS];

/// The answers for all blocks of a page.
pub(super) fn answers(scene: &Scene<'_>) -> Vec<Answers> {
    let texts: Vec<String> =
        scene.flow.runs.iter().map(|run| scene.flow.text(scene.tree.html, run)).collect();
    let topics: Vec<Topic> = texts.iter().map(|text| topic(text)).collect();
    let repeated = repetitions(&texts);
    let parts = parts(scene);
    let headings = headings_above(scene, &topics);
    let lists = lists(scene);
    let tables = within(scene, Tag::Table);
    let figures = within(scene, Tag::Figure);
    (0..texts.len())
        .map(|at| {
            let run = &scene.flow.runs[at];
            let size3 = size3(&run.counts);
            let (reason, share) = reason(scene, run);
            let place = parts[at];
            [
                linkedness(&run.counts) * 8 + size(&run.counts),
                sentence(&run.counts, &texts[at]),
                element(scene, run) * 3 + size3,
                reason * 3 + size3,
                share,
                place.marked * 3 + size3,
                place.narrow * 3 + size3,
                place.article,
                place.home * 3 + size3,
                heading(scene, at),
                surroundings(scene, run),
                topics[at] as u16 * 3 + size3,
                shape(&run.counts, &texts[at]),
                repeated[at],
                lists[at],
                u16::from(tables[at]) * 3 + size3,
                position(scene, at) * 3 + size3,
                neighbour(scene, at.checked_sub(1)) * 5 + neighbour(scene, Some(at + 1)),
                headings[at] * 3 + size3,
                u16::from(run.hidden),
                reason * 4 + place.narrow.min(3),
                topics[at] as u16 * 2 + u16::from(run.counts.linked > 0),
                case(&texts[at]),
                topic_near(&topics, at),
                place.marked * 7 + place.narrow,
                siblings(scene, run),
                hint(scene, run) * 3 + size3,
                hint(scene, run) * 5 + linkedness(&run.counts),
                mention(&texts[at]) * 3 + size3,
                u16::from(figures[at]) * 3 + size3,
                reason * 7 + position(scene, at),
            ]
        })
        .collect()
}

/// The number of answers to each question.
pub(super) const ANSWERS: [u16; QUESTIONS] = [
    40,
    12,
    42,
    60,
    6,
    30,
    21,
    4,
    12,
    6,
    15,
    TOPICS as u16 * 3,
    5,
    3,
    7,
    6,
    21,
    25,
    9,
    2,
    80,
    TOPICS as u16 * 2,
    4,
    4,
    70,
    4,
    HINTS * 3 + 3,
    HINTS * 5 + 5,
    MENTIONED * 3,
    6,
    140,
];

fn bin(value: u32, limits: &[u32]) -> u16 {
    limits.iter().take_while(|limit| value >= **limit).count() as u16
}

fn size(counts: &Counts) -> u16 {
    bin(counts.chars, &[12, 25, 45, 80, 140, 250, 500])
}

fn size3(counts: &Counts) -> u16 {
    bin(counts.chars, &[45, 140])
}

fn linkedness(counts: &Counts) -> u16 {
    match counts.linked * 100 / counts.chars.max(1) {
        0 => 0,
        1..=20 => 1,
        21..=50 => 2,
        51..=80 => 3,
        _ => 4,
    }
}

fn sentence(counts: &Counts, text: &str) -> u16 {
    let end = match text.chars().next_back() {
        Some('.' | '!' | '?' | '"' | '”' | '“' | '»' | '«' | ')' | '。' | '’') => 1,
        Some(':') => 2,
        Some('…' | '>' | '›' | '→' | '|' | ',') => 3,
        _ => 0,
    };
    counts.stops.min(2) as u16 * 4 + end
}

fn element(scene: &Scene<'_>, run: &Run) -> u16 {
    match scene.tree.nodes[run.element].tag() {
        Some(Tag::P) => 0,
        Some(Tag::Div) => 1,
        Some(Tag::Li) => 2,
        Some(Tag::Td | Tag::Th) => 3,
        Some(Tag::H1) => 4,
        Some(Tag::H2) => 5,
        Some(Tag::H3) => 6,
        Some(Tag::H4 | Tag::H5 | Tag::H6) => 7,
        Some(Tag::Blockquote) => 8,
        Some(Tag::Figcaption | Tag::Figure | Tag::Caption) => 9,
        Some(Tag::Dd | Tag::Dt) => 10,
        Some(Tag::Pre) => 11,
        Some(Tag::Section | Tag::Article | Tag::Main | Tag::Body) => 12,
        _ => 13,
    }
}

fn reason(scene: &Scene<'_>, run: &Run) -> (u16, u16) {
    match scene.against[run.node] {
        None => (0, 0),
        Some((reason, share)) => (reason as u16 + 1, 1 + bin(share.into(), &[1, 5, 20, 50])),
    }
}

fn hint(scene: &Scene<'_>, run: &Run) -> u16 {
    scene.hints[run.node].map_or(0, |hint| hint as u16 + 1)
}

/// Where a run lies relative to the page's containers.
#[derive(Clone, Copy)]
struct Place {
    /// Tier × (inside, before, after): 10 answers.
    marked: u16,
    /// Inside the narrow container, in its parent, in its grandparent … before or after: 7.
    narrow: u16,
    /// 4 answers.
    article: u16,
    /// 4 answers.
    home: u16,
}

fn parts(scene: &Scene<'_>) -> Vec<Place> {
    let tree = scene.tree;
    let up = |node: usize| tree.nodes[node].parent();
    let (parent, above) = (up(scene.narrow), up(up(scene.narrow)));
    let (home, home_parent) = (scene.home, up(scene.home));
    let side = |element: usize, node: usize| {
        if scene.contains(element, node) { 0 } else { 1 + u16::from(node > element) }
    };
    scene
        .flow
        .runs
        .iter()
        .map(|run| {
            let node = run.node;
            let marked = match scene.marked {
                None => 0,
                Some((element, tier)) => 1 + (u16::from(tier) - 1) * 3 + side(element, node),
            };
            let narrow = match side(scene.narrow, node) {
                0 => 0,
                side if scene.contains(parent, node) => side,
                side if scene.contains(above, node) => 2 + side,
                side => 4 + side,
            };
            let in_article = scene.against.get(node).is_some()
                && scene.article.is_some_and(|article| scene.contains(article, node));
            let article = match scene.article {
                None => 0,
                Some(_) if in_article => 1,
                Some(article) if node < article => 2,
                Some(_) => 3,
            };
            let home = if scene.home_of(run) == home {
                0
            } else if scene.contains(home, node) {
                1
            } else {
                2 + u16::from(!scene.contains(home_parent, node))
            };
            Place { marked, narrow, article, home }
        })
        .collect()
}

/// Relation to the main heading.
fn heading(scene: &Scene<'_>, at: usize) -> u16 {
    let run = &scene.flow.runs[at];
    let Some(heading) = scene.heading else { return 0 };
    if run.element == heading {
        return 1;
    }
    if run.node < heading {
        return 2;
    }
    let text_between = scene.before[at] > 0;
    let near = at.checked_sub(4).is_none_or(|from| scene.flow.runs[from].node <= heading);
    match (near, text_between) {
        (true, false) => 3,
        (true, true) => 4,
        (false, _) => 5,
    }
}

/// How linked and how populous the block around is.
fn surroundings(scene: &Scene<'_>, run: &Run) -> u16 {
    let sums = scene.within(scene.tree.nodes[scene.home_of(run)].parent().max(1));
    let around = Counts { chars: sums.chars, linked: sums.linked, ..Counts::default() };
    linkedness(&around) * 3 + bin(sums.runs, &[4, 12])
}

fn shape(counts: &Counts, text: &str) -> u16 {
    if counts.digits * 100 > counts.chars * 15 && counts.chars < 100 {
        1
    } else if counts.letters * 100 < counts.chars * 60 {
        2
    } else if text.contains(" | ")
        || text.contains(" · ")
        || text.contains(" » ")
        || text.contains(" • ")
    {
        3
    } else if counts.letters == 0 {
        4
    } else {
        0
    }
}

fn case(text: &str) -> u16 {
    let first = text.chars().find(|c| c.is_alphabetic());
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).take(40);
    if letters.clone().count() > 3 && letters.all(char::is_uppercase) {
        2
    } else if first.is_some_and(char::is_lowercase) {
        1
    } else if text.starts_with(['„', '"', '“', '«', '»', '‚', '\'', '–', '-', '—']) {
        3
    } else {
        0
    }
}

/// Whether the same text stands on the page before, or again.
fn repetitions(texts: &[String]) -> Vec<u16> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for text in texts {
        *seen.entry(text).or_default() += 1;
    }
    texts.iter().map(|text| seen[text.as_str()].min(3) as u16 - 1).collect()
}

fn within(scene: &Scene<'_>, tag: Tag) -> Vec<bool> {
    let mut end = 0;
    let mut ends = vec![false; scene.tree.nodes.len()];
    for (node, flag) in ends.iter_mut().enumerate() {
        if scene.tree.nodes[node].tag() == Some(tag) {
            end = end.max(scene.tree.nodes[node].end());
        }
        *flag = node < end;
    }
    scene.flow.runs.iter().map(|run| ends[run.node]).collect()
}

/// For items: how linked and how long their list is.
fn lists(scene: &Scene<'_>) -> Vec<u16> {
    let mut list_of = vec![0usize; scene.tree.nodes.len()];
    for node in 1..scene.tree.nodes.len() {
        list_of[node] = match scene.tree.nodes[node].tag() {
            Some(Tag::Ul | Tag::Ol | Tag::Dl | Tag::Menu) => node,
            _ => list_of[scene.tree.nodes[node].parent()],
        };
    }
    scene
        .flow
        .runs
        .iter()
        .map(|run| match list_of[run.node] {
            0 => 0,
            list => {
                let sums = scene.within(list);
                let linked = u16::from(sums.linked * 2 > sums.chars);
                1 + linked * 3 + bin(sums.runs, &[4, 11])
            }
        })
        .collect()
}

fn position(scene: &Scene<'_>, at: usize) -> u16 {
    bin(scene.before[at].into(), &[1, 10, 50, 90, 99, 100])
}

fn neighbour(scene: &Scene<'_>, at: Option<usize>) -> u16 {
    match at.and_then(|at| scene.flow.runs.get(at)) {
        None => 0,
        Some(run) if run.counts.linked * 2 > run.counts.chars => 1,
        Some(run) => 2 + bin(weight(run), &[30, 120]),
    }
}

/// Whether the last heading or heading-like line speaks of other things, and how far up it is.
fn headings_above(scene: &Scene<'_>, topics: &[Topic]) -> Vec<u16> {
    let mut last: Option<(usize, usize)> = None;
    let runs = &scene.flow.runs;
    (0..runs.len())
        .map(|at| {
            let run = &runs[at];
            let tag = scene.tree.nodes[run.element].tag();
            let answer = match last {
                Some((end, from)) if run.node < end => 1 + u16::from(at - from > 3),
                _ => 0,
            };
            let heads = tag.is_some_and(Tag::is_heading) || run.counts.chars < 60;
            if heads
                && matches!(
                    topics[at],
                    Topic::Related | Topic::Comment | Topic::Newsletter | Topic::Author
                )
                && run.counts.stops < 2
            {
                let parent = scene.tree.nodes[run.element].parent();
                last = Some((scene.tree.nodes[parent].end(), at));
            } else if tag.is_some_and(Tag::is_heading) {
                last = None;
            }
            answer
        })
        .collect()
}

fn topic_near(topics: &[Topic], at: usize) -> u16 {
    let before = at.checked_sub(1).map_or(Topic::None, |at| topics[at]);
    let after = topics.get(at + 1).copied().unwrap_or(Topic::None);
    u16::from(before != Topic::None) + 2 * u16::from(after != Topic::None)
}

/// Whether the element around holds other paragraphs of running text.
fn siblings(scene: &Scene<'_>, run: &Run) -> u16 {
    let home = scene.within(scene.home_of(run));
    let others = home.mass.saturating_sub(weight(run));
    bin(others, &[60, 300, 1500])
}

/// A stretch of runs.
pub(super) type Family = Range<usize>;

/// For each run the runs of the element around it, and of the one around that.
pub(super) fn families(scene: &Scene<'_>) -> Vec<[Family; 2]> {
    let runs = &scene.flow.runs;
    let range = |node: usize| {
        let end = scene.tree.nodes[node].end();
        runs.partition_point(|run| run.node < node)..runs.partition_point(|run| run.node < end)
    };
    runs.iter()
        .map(|run| {
            let home = scene.home_of(run);
            [range(home), range(scene.tree.nodes[home].parent())]
        })
        .collect()
}

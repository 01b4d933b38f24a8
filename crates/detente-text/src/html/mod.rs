//! HTML pages: the report's own text among menus, cookie walls, related links and comment forms.

mod context;
mod entity;
mod feature;
mod flow;
mod mark;
mod metadata;
mod phrase;
mod scene;
mod select;
mod stems;
mod tag;
mod token;
mod tree;
mod vocabulary;
mod weights;

use crate::BlockKind;
use flow::flow;
use mark::{Hint, Reason};
use scene::Scene;
use select::select;
use std::ops::Range;
use tag::Tag;
use tree::Tree;

/// A page taken apart. All ranges are bytes of the HTML given to [`read_page`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// All visible text in document order, the report's own and the page's.
    pub blocks: Vec<PageBlock>,
    /// What the markup says of the report.
    pub metadata: Vec<Metadatum>,
}

/// One block of visible text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, in order.
    pub pieces: Vec<Piece>,
    /// `None` for the report's own text; otherwise why it was left out, in a few words
    /// (`navigation`, `related links`, `comment form`, `share buttons`, `cookie notice` …).
    pub left_out: Option<&'static str>,
}

/// A stretch of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the HTML.
    pub range: Range<usize>,
    /// The text, where it differs from what stands there (an entity, collapsed white space);
    /// `None` where it is the same.
    pub text: Option<Box<str>>,
}

/// A value that the markup states of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadatum {
    /// Which.
    pub field: Field,
    /// The value, decoded and trimmed; dates as written.
    pub value: String,
    /// Where it stands in the HTML.
    pub range: Range<usize>,
    /// `json-ld`, `open-graph`, `meta`, `time`, `markup`.
    pub from: &'static str,
}

/// Fields that markup states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Title.
    Title,
    /// Author.
    Byline,
    /// Outlet.
    Outlet,
    /// Canonical address.
    Url,
    /// Date of publication.
    Published,
    /// Language.
    Language,
}

/// Takes a page apart. Total: any string gives a page, however broken or deep.
pub fn read_page(html: &str) -> Page {
    let tree = Tree::parse(html);
    let flow = flow(&tree);
    let scene = Scene::new(&tree, &flow);
    let mut chosen = select(&scene);
    let own: Vec<bool> = chosen.iter().map(Option::is_none).collect();
    let metadata = metadata::gather(&scene, &own);
    let mut kinds: Vec<BlockKind> = {
        let kinds = block_kinds(&scene);
        flow.runs.iter().map(|run| kinds[run.element]).collect()
    };
    if let Some(title) = metadata::title_run(&scene, &metadata) {
        kinds[title] = BlockKind::Title;
        chosen[title] = None;
    }
    drop(scene);
    let mut blocks = Vec::with_capacity(flow.runs.len());
    let mut pieces = flow.pieces.into_iter();
    for ((run, reason), kind) in flow.runs.iter().zip(chosen).zip(kinds) {
        blocks.push(PageBlock {
            kind,
            pieces: pieces.by_ref().take(run.pieces.len()).collect(),
            left_out: reason.map(Reason::words),
        });
    }
    Page { blocks, metadata }
}

/// The kind of block that each element makes of the text in it.
fn block_kinds(scene: &Scene<'_>) -> Vec<BlockKind> {
    let tree = scene.tree;
    let mut kinds = vec![BlockKind::Paragraph; tree.nodes.len()];
    for node in 1..tree.nodes.len() {
        let above = kinds[tree.nodes[node].parent()];
        kinds[node] = match tree.nodes[node].tag() {
            _ if above == BlockKind::Caption => above,
            _ if scene.hints[node] == Some(Hint::Caption) => BlockKind::Caption,
            Some(Tag::Figcaption | Tag::Caption | Tag::Figure) => BlockKind::Caption,
            Some(Tag::Li | Tag::Dd | Tag::Dt) => BlockKind::Item,
            Some(Tag::Blockquote) => BlockKind::Quote,
            Some(Tag::Td | Tag::Th) => BlockKind::Cell,
            Some(tag) if tag.is_heading() => BlockKind::Heading,
            _ => above,
        };
    }
    kinds
}

/// What the judgement of a page's blocks rests on, for `benchmarks/main-text/fit.py`, which makes
/// the weights: one entry for each block of [`read_page`].
#[derive(Clone, Debug, Default)]
pub struct Workings {
    /// The answers to each question asked of the block by itself.
    pub answers: Vec<Vec<u16>>,
    /// The blocks of the element around, and of the one around that.
    pub families: Vec<[Range<usize>; 2]>,
    /// The number of answers to each question, those about a block's surroundings last.
    pub shape: Vec<u16>,
}

/// The workings of a judgement.
pub fn workings(html: &str) -> Workings {
    let tree = Tree::parse(html);
    let flow = flow(&tree);
    let (answers, families) = select::workings(&Scene::new(&tree, &flow));
    let answers = answers.into_iter().map(|one| one.to_vec()).collect();
    Workings { answers, families, shape: select::shape() }
}

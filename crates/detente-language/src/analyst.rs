//! From a report to its analysis, window by window.

use crate::consistent;
use crate::decode::{self, TagSet};
use crate::model::{Model, Scores, Scratch, Window};
use crate::tree::{NameKind, Node, Relation, Subtype, Tree, Upos, Xpos};
use crate::window::{Run, pack};
use crate::{Analysis, Attribution, Manner, Name, Sentence, Token, lemma};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Windows kept: wire copy comes back soon or not at all.
const KEPT: usize = 4096;

/// Reads reports with a model. Keep one for each thread: it remembers the windows that it has
/// read, so a passage that many reports share is read once. What it gives never depends on what it
/// read before.
pub struct Analyst<'m> {
    model: &'m Model,
    names: TagSet,
    plain: TagSet,
    links: TagSet,
    scratch: Scratch,
    seen: HashMap<Key, Rc<Read>>,
}

/// All that a window's reading depends on.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    /// The words, each ended by a character that no word holds.
    words: Box<str>,
    quotes: Box<[u8]>,
    ends: Box<[usize]>,
    free: bool,
}

/// What was read in a window; words are numbered from its first.
struct Read {
    sentences: Vec<Range<usize>>,
    trees: Vec<Tree>,
    names: Vec<(Range<usize>, NameKind)>,
    attributions: Vec<Parts>,
    vectors: Vec<Vec<f32>>,
}

#[derive(Default)]
struct Parts {
    cue: Option<Range<usize>>,
    source: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
}

/// A report's tokens as the model takes them.
pub(crate) struct Layout<'t> {
    ranges: Vec<Range<usize>>,
    pub(crate) words: Vec<&'t str>,
    pub(crate) quotes: Vec<u8>,
    /// Ranges of tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Blocks as ranges of tokens; what lies in none is a block of its own.
    pub(crate) groups: Vec<Range<usize>>,
}

impl<'t> Layout<'t> {
    pub(crate) fn of(text: &'t str, blocks: &[Range<usize>], analysis: &Analysis) -> Self {
        let ranges: Vec<Range<usize>> = analysis.tokens().map(|t| t.range.clone()).collect();
        let words = ranges.iter().map(|range| &text[range.clone()]).collect();
        let quotes = ranges.iter().map(|range| analysis.place(range.start)).collect();
        let mut at = 0;
        let mut sentences = vec![];
        for sentence in &analysis.sentences {
            sentences.push(at..at + sentence.tokens.len());
            at += sentence.tokens.len();
        }
        let mut groups: Vec<Range<usize>> = vec![];
        let mut last = None;
        for (sentence, tokens) in analysis.sentences.iter().zip(&sentences) {
            let block = blocks.partition_point(|block| block.start <= sentence.range.start);
            match groups.last_mut() {
                Some(group) if last == Some(block) => group.end = tokens.end,
                _ => groups.push(tokens.clone()),
            }
            last = Some(block);
        }
        Self { ranges, words, quotes, sentences, groups }
    }
}

/// Those of the sentences that lie in a block.
pub(crate) fn inside<'s>(
    block: &Range<usize>,
    sentences: &'s [Range<usize>],
) -> &'s [Range<usize>] {
    let first = sentences.partition_point(|sentence| sentence.start < block.start);
    let end = sentences.partition_point(|sentence| sentence.end <= block.end);
    &sentences[first..end.max(first)]
}

impl<'m> Analyst<'m> {
    /// An analyst that has read nothing.
    pub fn new(model: &'m Model) -> Self {
        Self {
            names: TagSet::new(model.names()),
            plain: TagSet::new(&["O", "B", "I"]),
            links: TagSet::new(&["O", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT"]),
            scratch: Scratch::default(),
            seen: HashMap::new(),
            model,
        }
    }

    /// Analyses a report. One in a language other than English gets tokens and quotations only.
    pub fn analyse(&mut self, document: &detente_text::Document) -> Analysis {
        let mut analysis = crate::analyse(document);
        if document.language.as_ref().is_none_or(|(code, _)| code == "en") {
            let blocks: Vec<Range<usize>> =
                document.blocks.iter().map(|block| block.range.clone()).collect();
            self.read(document.text(), &blocks, &mut analysis);
        }
        analysis
    }

    /// Analyses a text whose blocks and sentences are known, as byte ranges in order.
    pub fn analyse_text(
        &mut self,
        text: &str,
        blocks: &[Range<usize>],
        sentences: &[Range<usize>],
    ) -> Analysis {
        let mut analysis = crate::analyse_text(text, blocks, sentences);
        self.read(text, blocks, &mut analysis);
        analysis
    }

    /// Analyses words that are given, with ranges of words as sentences; the ranges of the
    /// analysis are of words too. The bounds of the sentences stay as they are. `quotes`: 0 outside
    /// quotation marks, 1 inside, 2 a mark.
    pub fn analyse_words(
        &mut self,
        words: &[&str],
        blocks: &[Range<usize>],
        sentences: &[Range<usize>],
        quotes: &[u8],
    ) -> WordAnalysis {
        self.words(words, blocks, sentences, quotes, false)
    }

    fn words(
        &mut self,
        words: &[&str],
        blocks: &[Range<usize>],
        sentences: &[Range<usize>],
        quotes: &[u8],
        free: bool,
    ) -> WordAnalysis {
        let mut out = WordAnalysis::default();
        for block in blocks {
            for run in pack(inside(block, sentences), words, self.model, &mut self.scratch) {
                let range = run.range();
                let read = self.window(&run, words, quotes, free && !run.is_part);
                let shift = |span: &Range<usize>| span.start + range.start..span.end + range.start;
                for (sentence, tree) in read.sentences.iter().zip(&read.trees) {
                    let (range, tree) = (shift(sentence), tree.clone());
                    out.trees.push(WordTree { range, tree, is_part: run.is_part });
                }
                out.vectors.extend(read.vectors.iter().cloned());
                out.names.extend(read.names.iter().map(|(span, kind)| (shift(span), *kind)));
                out.attributions.extend(read.attributions.iter().map(|parts| WordAttribution {
                    cue: parts.cue.as_ref().map(shift),
                    source: parts.source.iter().map(shift).collect(),
                    content: parts.content.iter().map(shift).collect(),
                }));
            }
        }
        consistent::agree(&mut out.names, words);
        out
    }

    fn read(&mut self, text: &str, blocks: &[Range<usize>], analysis: &mut Analysis) {
        let Layout { ranges, words, quotes, sentences, groups } =
            Layout::of(text, blocks, analysis);
        let read = self.words(&words, &groups, &sentences, &quotes, true);
        analysis.sentences = rebuilt(std::mem::take(&mut analysis.sentences), &sentences, &read);
        let bytes = |span: &Range<usize>| ranges[span.start].start..ranges[span.end - 1].end;
        analysis.names = read
            .names
            .iter()
            .map(|(span, kind)| Name { range: bytes(span), kind: *kind })
            .collect();
        analysis.attributions = read
            .attributions
            .iter()
            .map(|one| Attribution {
                cue: one.cue.as_ref().map(bytes),
                source: one.source.iter().map(bytes).collect(),
                content: one.content.iter().map(bytes).collect(),
                manner: manner(&one.content, &quotes),
            })
            .collect();
        analysis.attributions.sort_by_key(Attribution::start);
    }

    /// Reads a window, or remembers it.
    fn window(&mut self, run: &Run, words: &[&str], quotes: &[u8], free: bool) -> Rc<Read> {
        let range = run.range();
        let words = &words[range.clone()];
        let quotes = &quotes[range.clone()];
        let sentences = run.within();
        let mut joined = String::new();
        for word in words {
            joined.push_str(word);
            joined.push('\n');
        }
        let key = Key {
            words: joined.into(),
            quotes: quotes.into(),
            ends: sentences.iter().map(|sentence| sentence.end).collect(),
            free,
        };
        if let Some(read) = self.seen.get(&key) {
            return Rc::clone(read);
        }
        let window = Window { words, sentences: &sentences, quotes, free };
        let scores = self.model.run(&window, &mut self.scratch);
        let trees = trees(self.model, &scores, words);
        let read = Rc::new(Read {
            sentences: scores.sentences.clone(),
            names: self.names(&scores),
            attributions: self.attributions(&scores, &trees),
            trees,
            vectors: scores.vectors.clone(),
        });
        if self.seen.len() >= KEPT {
            self.seen.clear();
        }
        self.seen.insert(key, Rc::clone(&read));
        read
    }

    fn names(&self, scores: &Scores<'_>) -> Vec<(Range<usize>, NameKind)> {
        let path = decode::best(&scores.names(), &self.names);
        let spans = decode::spans(&path, &self.names);
        spans
            .into_iter()
            .map(|(span, kind)| (span, NameKind::parse(self.names.kind(kind))))
            .collect()
    }

    /// Each cue with the source and the content that it links to, then contents of no cue.
    fn attributions(&self, scores: &Scores<'_>, trees: &[Tree]) -> Vec<Parts> {
        let cues = decode::spans(&decode::best(&scores.cues(), &self.plain), &self.plain);
        let words = scores.sentences.iter().zip(trees).flat_map(|(sentence, tree)| {
            let shift = move |head: usize| head + sentence.start;
            tree.nodes().iter().map(move |node| (node.upos, node.head.map(shift)))
        });
        let words: Vec<(Upos, Option<usize>)> = words.collect();
        let cues = decode::whole_cues(cues.into_iter().map(|(cue, _)| cue), &words);
        let mut found = vec![];
        let mut claimed = vec![false; scores.words];
        for cue in cues {
            let path = decode::best(&scores.links(cue.clone()), &self.links);
            let mut parts = Parts { cue: Some(cue), ..Parts::default() };
            for (span, kind) in decode::spans(&path, &self.links) {
                if self.links.kind(kind) == "SOURCE" {
                    parts.source.push(span);
                } else {
                    claimed[span.clone()].fill(true);
                    parts.content.push(span);
                }
            }
            found.push(parts);
        }
        let rest = decode::spans(&decode::best(&scores.contents(), &self.plain), &self.plain);
        for (span, _) in rest {
            if !claimed[span.clone()].contains(&true) {
                found.push(Parts { content: vec![span], ..Parts::default() });
            }
        }
        found
    }
}

/// The analysis of given words; all ranges are of words.
#[derive(Clone, Debug, Default)]
pub struct WordAnalysis {
    /// The trees in order.
    pub trees: Vec<WordTree>,
    /// Names.
    pub names: Vec<(Range<usize>, NameKind)>,
    /// Attributions.
    pub attributions: Vec<WordAttribution>,
    /// A unit vector for each tree.
    pub vectors: Vec<Vec<f32>>,
}

/// The tree of a sentence of given words.
#[derive(Clone, Debug)]
pub struct WordTree {
    /// The words it covers.
    pub range: Range<usize>,
    /// The tree, its words numbered from 0.
    pub tree: Tree,
    /// Whether it is a part of a sentence too long to be read at once.
    pub is_part: bool,
}

/// Who says what by which word, in ranges of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordAttribution {
    /// The words that say it.
    pub cue: Option<Range<usize>>,
    /// Who says it.
    pub source: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
}

fn trees(model: &Model, scores: &Scores<'_>, words: &[&str]) -> Vec<Tree> {
    let (upos, xpos) = (scores.upos(), scores.xpos());
    let labels = model.relations();
    let one = |sentence: &Range<usize>| {
        let heads = decode::heads(&scores.arcs(sentence.clone()));
        let pairs: Vec<(usize, Option<usize>)> = sentence
            .clone()
            .zip(&heads)
            .map(|(word, head)| (word, head.map(|head| head + sentence.start)))
            .collect();
        let relations = scores.relations(&pairs);
        let nodes = sentence.clone().zip(heads).enumerate().map(|(at, (word, head))| {
            let upos = Upos::parse(&model.upos()[decode::largest(upos.row(word))]);
            let xpos = Xpos::parse(&model.xpos()[decode::largest(xpos.row(word))]);
            let label = relation(relations.row(at), labels, head.is_none());
            let (relation, subtype) = label.split_once(':').unwrap_or((label, ""));
            Node {
                upos,
                xpos,
                lemma: lemma::lemma(words[word], upos, xpos).into(),
                head,
                relation: Relation::parse(relation),
                subtype: Subtype::parse(subtype),
            }
        });
        Tree::new(nodes.collect()).unwrap_or_default()
    };
    scores.sentences.iter().map(one).collect()
}

/// The best relation; `root` for the root and for no other.
fn relation<'l>(scores: &[f32], labels: &'l [String], root: bool) -> &'l str {
    let is_root = |at: usize| labels[at] == "root";
    let found = (0..labels.len().min(scores.len()))
        .filter(|&at| is_root(at) == root)
        .rev()
        .max_by_key(|&at| decode::whole(scores[at]));
    found.map_or("dep", |at| &labels[at])
}

/// The sentences with the bounds, trees and vectors that were read. `tokens`: the tokens of each of
/// the old ones. A sentence without tokens stays as it is.
fn rebuilt(old: Vec<Sentence>, tokens: &[Range<usize>], read: &WordAnalysis) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = vec![];
    let all: Vec<Token> = old.iter().flat_map(|sentence| sentence.tokens.clone()).collect();
    let mut pieces = read.trees.iter().zip(&read.vectors).peekable();
    for (sentence, range) in old.into_iter().zip(tokens) {
        if range.is_empty() {
            out.push(sentence);
            continue;
        }
        // What begins in this sentence, in its order; it may reach into the next ones.
        let mut parts: Vec<&WordTree> = vec![];
        let mut meaning = None;
        while let Some((piece, vector)) = pieces.next_if(|(p, _)| p.range.start < range.end) {
            if piece.is_part {
                parts.push(piece);
                meaning.get_or_insert(vector);
                continue;
            }
            let first = piece.range.start == range.start;
            let tokens = all[piece.range.clone()].to_vec();
            let start = if first { sentence.range.start } else { tokens[0].range.start };
            let end = tokens[tokens.len() - 1].range.end;
            out.push(Sentence {
                range: start..end.max(if piece.range.end == range.end {
                    sentence.range.end
                } else {
                    end
                }),
                tokens,
                tree: piece.tree.clone(),
                parts: 1,
                vector: vector.clone(),
            });
        }
        if !parts.is_empty() {
            let tree = hung(&parts);
            let vector = meaning.cloned().unwrap_or_default();
            out.push(Sentence { tree, parts: parts.len(), vector, ..sentence });
        }
    }
    out
}

/// One tree of the parts of a sentence that was too long: the later ones hang on the first.
fn hung(parts: &[&WordTree]) -> Tree {
    let mut nodes: Vec<Node> = vec![];
    let mut root = None;
    for part in parts {
        let shift = nodes.len();
        for (at, node) in part.tree.nodes().iter().enumerate() {
            let mut node = node.clone();
            match (node.head, root) {
                (Some(head), _) => node.head = Some(head + shift),
                (None, None) => root = Some(at + shift),
                (None, Some(first)) => {
                    node.head = Some(first);
                    node.relation = Relation::Parataxis;
                }
            }
            nodes.push(node);
        }
    }
    Tree::new(nodes).unwrap_or_default()
}

/// Whether what is said stands in quotation marks, wholly, in part or not at all.
fn manner(content: &[Range<usize>], quotes: &[u8]) -> Manner {
    let all = || content.iter().flat_map(|span| &quotes[span.clone()]);
    match (all().any(|&place| place == 1), all().any(|&place| place == 0)) {
        (true, false) => Manner::Direct,
        (true, true) => Manner::Mixed,
        _ => Manner::Indirect,
    }
}

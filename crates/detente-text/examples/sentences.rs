//! Measures the sentence splitter against treebanks in CoNLL-U, whose documents and paragraphs are
//! rebuilt from `# text`: `cargo run --release -p detente-text --example sentences -- FILE…`
//!
//! Prints precision, recall and F1 of exact sentences and, with `--errors`, where it differs.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // an example reads files and prints

use detente_text::{Block, BlockKind, segment::sentences};
use std::collections::BTreeSet;

/// The text of a treebank, its paragraphs, and its sentences.
#[derive(Default)]
struct Gold {
    text: String,
    blocks: Vec<Block>,
    sentences: BTreeSet<(usize, usize)>,
}

fn read(conllu: &str) -> Gold {
    let mut gold = Gold::default();
    let mut opens = true;
    let mut spaced = true;
    for sentence in conllu.split("\n\n") {
        let mut text = None;
        let mut last = "";
        for line in sentence.lines() {
            if line.starts_with("# newdoc") || line.starts_with("# newpar") {
                opens = true;
            } else if let Some(words) = line.strip_prefix("# text = ") {
                text = Some(words.trim());
            } else if !line.starts_with('#') && !line.is_empty() {
                last = line;
            }
        }
        let Some(text) = text else { continue };
        if opens || gold.blocks.is_empty() {
            gold.text.push('\n');
            let at = gold.text.len();
            gold.blocks.push(Block { range: at..at, kind: BlockKind::Paragraph });
        } else if spaced {
            gold.text.push(' ');
        }
        let start = gold.text.len();
        gold.text.push_str(text);
        gold.sentences.insert((start, gold.text.len()));
        if let Some(block) = gold.blocks.last_mut() {
            block.range.end = gold.text.len();
        }
        opens = false;
        spaced = !last.rsplit('\t').next().is_some_and(|misc| misc.contains("SpaceAfter=No"));
    }
    gold
}

fn main() -> std::io::Result<()> {
    let (options, files): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let errors = options.iter().any(|option| option == "--errors");
    for file in files {
        let gold = read(&std::fs::read_to_string(&file)?);
        let found: BTreeSet<(usize, usize)> = sentences(&gold.text, &gold.blocks)
            .into_iter()
            .map(|range| (range.start, range.end))
            .collect();
        let right = found.intersection(&gold.sentences).count() as f64;
        let precision = right / found.len() as f64;
        let recall = right / gold.sentences.len() as f64;
        println!(
            "{file}: {} sentences, {} found, precision {:.2}, recall {:.2}, F1 {:.2}",
            gold.sentences.len(),
            found.len(),
            100.0 * precision,
            100.0 * recall,
            200.0 * precision * recall / (precision + recall)
        );
        if errors {
            let ends =
                |set: &BTreeSet<(usize, usize)>| set.iter().map(|s| s.1).collect::<BTreeSet<_>>();
            let (gold_ends, found_ends) = (ends(&gold.sentences), ends(&found));
            let around = |at: usize| {
                let before: String = gold.text[..at]
                    .chars()
                    .rev()
                    .take(45)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                let after: String = gold.text[at..].chars().take(40).collect();
                format!("{before} ⏹ {after}").replace('\n', "⏎")
            };
            found_ends.difference(&gold_ends).for_each(|&at| println!("split  {}", around(at)));
            gold_ends.difference(&found_ends).for_each(|&at| println!("missed {}", around(at)));
        }
    }
    Ok(())
}

//! Annotates passages for `training/measure`: JSONL in on standard input, JSONL out.
//!
//! A line with `words`, `sentences`, `blocks` and `quote` gets `upos`, `xpos`, `lemma`, `head`,
//! `deprel`, `status` (factuality), `names` and `attributions` on those words. A line with `text` alone is cut as the
//! program cuts it, one block a line of text, and says so in `words`, `sentences`, `blocks` and
//! `offsets` (code points). `--vectors` adds a vector a sentence.

use anyhow::Context;
use detente_language::{Analyst, Model, WordAnalysis, WordTree, factuality};
use detente_text::{Block, BlockKind, segment, trim};
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::ops::Range;
use std::path::Path;

/// Reads standard input with the model in `file`.
pub(crate) fn run(file: &Path, vectors: bool) -> anyhow::Result<()> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let model = Model::from_bytes(&bytes).with_context(|| file.display().to_string())?;
    let mut analyst = Analyst::new(&model);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let mut row: Value = serde_json::from_str(&line?).context("a line is not JSON")?;
        if row.get("words").is_none() {
            cut(&mut row, &mut analyst);
        }
        annotate(&mut row, &mut analyst, vectors)?;
        writeln!(out, "{row}")?;
    }
    out.flush()?;
    Ok(())
}

fn ranges(row: &Value, key: &str) -> Option<Vec<Range<usize>>> {
    serde_json::from_value::<Vec<(usize, usize)>>(row.get(key)?.clone())
        .ok()
        .map(|pairs| pairs.into_iter().map(|(start, end)| start..end).collect())
}

fn pair(range: &Range<usize>) -> [usize; 2] {
    [range.start, range.end]
}

fn annotate(row: &mut Value, analyst: &mut Analyst<'_>, vectors: bool) -> anyhow::Result<()> {
    let words: Vec<String> = serde_json::from_value(row["words"].clone()).context("`words`")?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let sentences = ranges(row, "sentences").context("`sentences`")?;
    let blocks = ranges(row, "blocks").unwrap_or_else(|| vec![0..words.len()]);
    let quotes: Vec<u8> =
        serde_json::from_value(row["quote"].clone()).unwrap_or_else(|_| vec![0; words.len()]);
    let WordAnalysis { trees, names, attributions, vectors: found } =
        analyst.analyse_words(&words, &blocks, &sentences, &quotes);
    let mut status = vec![Value::Null; words.len()];
    let mut layers: [Vec<Value>; 5] = std::array::from_fn(|_| vec![Value::Null; words.len()]);
    for WordTree { range, tree, .. } in &trees {
        for (at, (word, node)) in range.clone().zip(tree.nodes()).enumerate() {
            status[word] = json!(factuality(tree, at).as_str());
            let relation = match node.subtype.as_str() {
                "" => node.relation.to_string(),
                subtype => format!("{}:{subtype}", node.relation),
            };
            let values = [
                json!(node.upos.as_str()),
                json!(node.xpos.as_str()),
                json!(node.lemma),
                json!(node.head.map_or(0, |head| head + 1)),
                json!(relation),
            ];
            for (layer, value) in layers.iter_mut().zip(values) {
                layer[word] = value;
            }
        }
    }
    for (name, layer) in ["upos", "xpos", "lemma", "head", "deprel"].iter().zip(layers) {
        row[name] = Value::Array(layer);
    }
    row["status"] = Value::Array(status);
    let names = names.iter().map(|(span, kind)| json!([span.start, span.end, kind.as_str()]));
    row["names"] = names.collect();
    let attributions = attributions.iter().map(|one| {
        json!({
            "source": one.source.iter().map(pair).collect::<Vec<_>>(),
            "cue": one.cue.iter().map(pair).collect::<Vec<_>>(),
            "content": one.content.iter().map(pair).collect::<Vec<_>>(),
        })
    });
    row["attributions"] = attributions.collect();
    if vectors {
        row["vectors"] = json!(found);
    }
    Ok(())
}

/// The lines of a plain text that hold something, as blocks.
pub(crate) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![];
    let mut start = 0;
    for piece in text.split_inclusive('\n') {
        let range = trim(text, start..start + piece.len());
        start += piece.len();
        if !range.is_empty() {
            blocks.push(Block { range, kind: BlockKind::Paragraph });
        }
    }
    blocks
}

/// Sentences and words of a plain text, their bounds as the model leaves them.
fn cut(row: &mut Value, analyst: &mut Analyst<'_>) {
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let blocks = blocks(&text);
    let sentences = segment::sentences(&text, &blocks);
    let bytes: Vec<Range<usize>> = blocks.iter().map(|block| block.range.clone()).collect();
    let analysis = analyst.analyse_text(&text, &bytes, &sentences);
    let tokens: Vec<Range<usize>> = analysis.tokens().map(|token| token.range.clone()).collect();
    let of = |range: &Range<usize>| {
        let first = tokens.partition_point(|token| token.start < range.start);
        [first, tokens.partition_point(|token| token.start < range.end)]
    };
    let mut points = vec![0; text.len() + 1];
    for (n, (at, _)) in text.char_indices().enumerate() {
        points[at] = n;
    }
    points[text.len()] = text.chars().count();
    let offsets = tokens.iter().map(|token| [points[token.start], points[token.end]]);
    row["offsets"] = json!(offsets.collect::<Vec<_>>());
    row["words"] = json!(tokens.iter().map(|token| &text[token.clone()]).collect::<Vec<_>>());
    row["quote"] =
        json!(tokens.iter().map(|token| analysis.place(token.start)).collect::<Vec<_>>());
    row["sentences"] = json!(analysis.sentences.iter().map(|s| of(&s.range)).collect::<Vec<_>>());
    row["blocks"] = json!(bytes.iter().map(of).collect::<Vec<_>>());
}

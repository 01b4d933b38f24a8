//! Cuts plain texts as the program does: JSONL `{"id","text"}` in, the same with `blocks`,
//! `sentences` and `words` as ranges of code points out, and each word's place in quotations
//! (0 outside, 1 inside, 2 a mark). Training reads raw-text sets through it.

use detente_text::{Block, BlockKind, segment, trim};
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::ops::Range;

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let Ok(mut row) = serde_json::from_str::<Value>(&line?) else { continue };
        let Some(text) = row["text"].as_str().map(str::to_owned) else { continue };
        let mut blocks = vec![];
        let mut start = 0;
        for piece in text.split_inclusive('\n') {
            let range = trim(&text, start..start + piece.len());
            start += piece.len();
            if !range.is_empty() {
                blocks.push(Block { range, kind: BlockKind::Paragraph });
            }
        }
        let sentences = segment::sentences(&text, &blocks);
        let ranges: Vec<Range<usize>> = blocks.iter().map(|block| block.range.clone()).collect();
        let analysis = detente_language::analyse_text(&text, &ranges, &sentences);
        // Code points before each byte; bytes inside a character are never asked for.
        let mut points = vec![0usize; text.len() + 1];
        for (n, (at, _)) in text.char_indices().enumerate() {
            points[at] = n;
        }
        points[text.len()] = text.chars().count();
        let at = |range: &Range<usize>| [points[range.start], points[range.end]];
        let quotes: Vec<u8> = analysis
            .tokens()
            .map(|token| match analysis.quote_at(token.range.start) {
                None => 0,
                Some(quote) if quote.range.contains(&token.range.start) => 1,
                Some(_) => 2,
            })
            .collect();
        row["blocks"] = json!(ranges.iter().map(at).collect::<Vec<_>>());
        row["sentences"] = json!(sentences.iter().map(at).collect::<Vec<_>>());
        row["words"] = json!(analysis.tokens().map(|token| at(&token.range)).collect::<Vec<_>>());
        row["quote"] = json!(quotes);
        writeln!(out, "{row}")?;
    }
    out.flush()
}

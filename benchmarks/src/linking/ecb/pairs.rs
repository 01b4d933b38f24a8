//! What `training/mentions.py` fits the weights of pairs on.

use super::corpus;
use super::read;
use super::{mentions, parts};
use anyhow::Result;
use detente_linking::incident::mention;
use std::io::Write as _;
use std::path::Path;

/// Of each part and input: its mentions with their numbers and topics, its marked chains, and the
/// pairs that share a key. Numbers only.
pub(in crate::linking) fn dump(data: &Path, out: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    for (part, texts) in parts(corpus::read(data)?) {
        let read = read::all(&texts)?;
        let (marked, chains) = read::marked(&texts, &read);
        let found = read::found(&texts, &read, &marked);
        for (input, heads) in [("marked", &marked), ("found", &found)] {
            let all = mentions(&texts, &read, heads);
            let numbers: Vec<[usize; 2]> =
                heads.iter().map(|h| [h.number, texts[h.text].topic as usize]).collect();
            let pairs: Vec<(usize, usize, Vec<i64>)> = mention::joined(&all)
                .into_iter()
                .map(|((a, b), _)| (a, b, mention::features(&all[a], &all[b]).to_vec()))
                .collect();
            let row = serde_json::json!({
                "part": part, "input": input, "features": mention::FEATURES,
                "mentions": numbers, "chains": chains, "pairs": pairs,
            });
            writeln!(out, "{row}")?;
        }
    }
    out.flush()?;
    Ok(())
}

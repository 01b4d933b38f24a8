//! The speed of the language stage: plain text to sentences, tokens, trees, names, attributions.

use crate::predict::blocks;
use anyhow::Context;
use detente_language::{Analyst, Model};
use detente_text::segment;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Reads the `text` of every line of `file` on so many threads and prints one line of JSON:
/// seconds, sentences, words, peak memory in MiB. The model is loaded before the clock starts.
pub(crate) fn run(model: &Path, file: &Path, threads: usize) -> anyhow::Result<()> {
    let bytes = std::fs::read(model).with_context(|| format!("cannot read {}", model.display()))?;
    let model = Model::from_bytes(&bytes)?;
    drop(bytes);
    let lines = std::fs::read_to_string(file)?;
    let texts: Vec<String> = lines
        .lines()
        .filter_map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).ok()?;
            row["text"].as_str().map(str::to_owned)
        })
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut analyst = Analyst::new(&model);
        let mut count = (0, 0);
        while let Some(text) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let blocks = blocks(text);
            let sentences = segment::sentences(text, &blocks);
            let ranges: Vec<Range<usize>> = blocks.iter().map(|b| b.range.clone()).collect();
            let analysis = analyst.analyse_text(text, &ranges, &sentences);
            count.0 += analysis.sentences.len();
            count.1 += analysis.tokens().count();
        }
        count
    };
    let began = Instant::now();
    let counts: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        all.into_iter().filter_map(|one| one.join().ok()).collect()
    });
    let seconds = began.elapsed().as_secs_f64();
    let sentences: usize = counts.iter().map(|count| count.0).sum();
    let words: usize = counts.iter().map(|count| count.1).sum();
    let peak = crate::memory::peak_mib();
    println!(
        r#"{{"seconds":{seconds:.3},"sentences":{sentences},"words":{words},"peak_mib":{peak:.0}}}"#
    );
    Ok(())
}

//! Times the encoder alone and the whole language stage over a file of reports, for
//! `benchmarks/whole/run.sh`.
//!
//! ```text
//! cargo run --release -p detente-language --example bare -- LOAD.jsonl THREADS
//! ```
//!
//! The text stage has been over the reports before the clock starts. Prints one line of JSON: for each
//! of the two the seconds by the clock and of the processor, with the reports, sentences and word pieces.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "a measurement reads a file, starts threads and asks the clock"
)]

use detente_language::{Analysis, Analyst, Bare, Model, analyse};
use detente_text::{Document, Limits, Refusal, container};
use std::error::Error;
use std::fs::File;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(load), Some(threads)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bare LOAD.jsonl THREADS".into());
    };
    let threads: usize = threads.parse()?;
    let reports = reports(&load)?;
    // It is unpacked when it is first asked for.
    let model = Model::embedded();
    let pieces = AtomicUsize::new(0);
    let encoder = timed(&reports, threads, || {
        let mut bare = Bare::new(model);
        let pieces = &pieces;
        move |document: &Document, tokens: &Analysis| {
            pieces.fetch_add(bare.encode(document, tokens), Ordering::Relaxed);
        }
    });
    let language = timed(&reports, threads, || {
        let mut analyst = Analyst::new(model);
        move |document: &Document, _: &Analysis| {
            std::hint::black_box(analyst.analyse(document));
        }
    });
    let sentences: usize = reports.iter().map(|(document, _)| document.sentences.len()).sum();
    let said = serde_json::json!({
        "reports": reports.len(), "sentences": sentences, "pieces": pieces.into_inner(),
        "encoder": encoder, "language": language,
    });
    println!("{said}");
    Ok(())
}

/// The reports of a file as the text stage leaves them, with their tokens.
fn reports(load: &str) -> Result<Vec<(Document, Analysis)>, Box<dyn Error>> {
    let (limits, mut members) = (Limits::default(), vec![]);
    let no_pdf = |_: &[u8]| Err(Refusal::new("no-pdf", "a load holds no PDF"));
    container::members(&mut File::open(load)?, load, &limits, &no_pdf, &mut |member| {
        members.extend(member.ok());
        ControlFlow::Continue(())
    });
    // What can't be read is no report for the command either.
    let documents = members.iter().filter_map(|member| detente_text::read(member, &limits).ok());
    let with_tokens = |document| {
        let tokens = analyse(&document);
        (document, tokens)
    };
    Ok(documents.map(with_tokens).collect())
}

/// Does something with each report on so many threads; gives the seconds by the clock and of the
/// processor.
fn timed<W: FnMut(&Document, &Analysis)>(
    reports: &[(Document, Analysis)],
    threads: usize,
    start: impl Fn() -> W + Sync,
) -> [f64; 2] {
    let next = AtomicUsize::new(0);
    let (began, before) = (Instant::now(), processor());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                let mut work = start();
                while let Some((document, tokens)) =
                    reports.get(next.fetch_add(1, Ordering::Relaxed))
                {
                    work(document, tokens);
                }
            });
        }
    });
    [began.elapsed().as_secs_f64(), processor() - before]
}

/// Seconds of the processor that this process was given so far; 0 where the system does not tell.
fn processor() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, in brackets, may hold anything.
    let after = told.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok());
    // A tick is a hundredth of a second on every Linux.
    ticks.sum::<f64>() / 100.0
}

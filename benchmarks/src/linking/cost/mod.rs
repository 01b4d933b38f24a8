//! What one more report costs in cases of three sizes, and what linking a whole case anew does.
//!
//! The case grows in the order of days, forty reports a day, as a desk's does. To each size twenty
//! reports of the next day are added one by one, in turn on the pair and agreement that a fifth of
//! the case is on and on anything else. The processor is what the thread that writes and links was
//! given; reading is done by others. Written: bytes handed to the system by the process.

mod stories;

use crate::{memory, processor, read::detente};
use anyhow::{Context, Result, bail};
use detente_case::{Case, Filter, Input, ReadOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Reports added one by one to a case of each size.
const ADDED: usize = 20;

/// `--sizes 1000,10000,100000`, `--relink 20000`, and `--folder F` to grow the case there, from what
/// an earlier run left, and leave it.
pub(super) fn run(data: &Path, more: &[&str]) -> Result<()> {
    let mut sizes = vec![1000, 10_000, 100_000];
    let mut relink = Some(20_000);
    let mut kept: Option<PathBuf> = None;
    let mut words = more.iter();
    while let Some(word) = words.next() {
        let value = words.next().with_context(|| format!("{word} wants a value"))?;
        match *word {
            "--sizes" => {
                sizes = value.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--relink" => relink = Some(value.parse()?).filter(|count| *count > 0),
            "--folder" => kept = Some(value.into()),
            _ => bail!("{word} is none of: --sizes, --relink, --folder"),
        }
    }
    let texts = stories::texts(data)?;
    let folder = tempfile::tempdir()?;
    let case = kept.as_deref().unwrap_or(folder.path()).join("cost.detente");
    println!(
        "| reports | made in s | one more: on the pair, ms of the processor | else | on the pair, ms by the clock | else | written, KB | most, KB | case MB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut there = if case.exists() { held(&case)? } else { 0 };
    for size in sizes {
        let started = Instant::now();
        if there < size {
            add(&case, &file(&folder.path().join("more.jsonl"), &texts, there..size)?)?;
        }
        let made = started.elapsed().as_secs();
        there = there.max(size);
        if relink.is_some_and(|count| count <= size) {
            relink = None;
            whole(&case, size)?;
        }
        let row = one_more(&case, &texts, folder.path(), there)?;
        let mb = std::fs::metadata(&case)?.len() as f64 / 1e6;
        println!("| {size} | {made} | {row} | {mb:.0} |");
        there += ADDED;
    }
    Ok(())
}

/// The reports in a case.
fn held(case: &Path) -> Result<usize> {
    let mut count = 0;
    Case::open(case)?.for_each::<detente_record::Report>(&Filter::default(), &mut |_| {
        count += 1;
        Ok(())
    })?;
    Ok(count)
}

/// Some reports as a file of JSON Lines.
fn file(
    path: &Path,
    texts: &[(String, String)],
    numbers: std::ops::Range<usize>,
) -> Result<PathBuf> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    for number in numbers {
        writeln!(out, "{}", stories::story(texts, number))?;
    }
    out.flush()?;
    Ok(path.to_owned())
}

fn add(case: &Path, reports: &Path) -> Result<()> {
    let mut command = Command::new(detente()?);
    command.args(["read", "--quiet", "--case"]).arg(case).arg(reports);
    // 1: some bodies of the loads are empty.
    anyhow::ensure!(command.status()?.code().is_some_and(|code| code < 2), "{command:?} failed");
    Ok(())
}

fn one_more(case: &Path, texts: &[(String, String)], folder: &Path, from: usize) -> Result<String> {
    let mut held = Case::open(case)?;
    let (mut pair, mut other, mut bytes) = (vec![], vec![], vec![]);
    // The first opens what is opened once: the world and the model.
    for at in 0..ADDED {
        // Of numbers that no case reaches; in turn one of the pair's and one of the others.
        let number = 5 * (1_000_000 + from + at) + at % 2;
        let story = folder.join("one.jsonl");
        let mut value = stories::story(texts, number);
        value["date"] = stories::story(texts, from + ADDED)["date"].clone();
        std::fs::write(&story, value.to_string())?;
        let before = written()?;
        let started = Instant::now();
        let input = [Input::Path(story)];
        let mut read = Ok(());
        let given = processor::seconds(|| {
            read = held.read(&input, &ReadOptions::default(), &()).map(drop);
        });
        read?;
        let took = (given * 1000.0, started.elapsed().as_secs_f64() * 1000.0);
        if at < 2 {
            continue;
        }
        bytes.push((written()? - before) as f64 / 1e3);
        if at % 2 == 0 { pair.push(took) } else { other.push(took) }
    }
    let most = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
    let clock = |all: &[(f64, f64)]| median(&mut all.iter().map(|one| one.1).collect::<Vec<_>>());
    let given = |all: &[(f64, f64)]| median(&mut all.iter().map(|one| one.0).collect::<Vec<_>>());
    Ok(format!(
        "{:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0}",
        given(&pair),
        given(&other),
        clock(&pair),
        clock(&other),
        median(&mut bytes.clone()),
        most(&bytes)
    ))
}

fn median(all: &mut [f64]) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Bytes that this process has handed to the system to write.
fn written() -> Result<u64> {
    let told = std::fs::read_to_string("/proc/self/io").context("needs Linux's /proc/self/io")?;
    let line = told.lines().find_map(|line| line.strip_prefix("wchar: "));
    Ok(line.context("/proc/self/io tells no bytes written")?.trim().parse()?)
}

/// Links a whole case anew, in a process of its own for its peak memory.
fn whole(case: &Path, count: usize) -> Result<()> {
    let copy = case.with_extension("copy");
    std::fs::copy(case, &copy)?;
    let mut command = Command::new(detente()?);
    command.args(["reread", "--links", "--quiet", "--case"]).arg(&copy);
    let run = memory::run(&mut command)?;
    println!(
        "whole case of {count} linked anew: {:.1} s, peak {:.0} MiB\n",
        run.seconds, run.peak_mib
    );
    std::fs::remove_file(&copy)?;
    Ok(())
}

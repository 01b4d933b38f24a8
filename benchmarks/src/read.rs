//! `detente read` of 100,000 reports: time and peak memory.

use crate::{loads, memory};
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Reports read.
const MANY: usize = 100_000;

pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (path, bytes) = loads::many(data, MANY, folder.path())?;
    println!("| run | reports | MB | seconds | reports/s | peak MiB |");
    println!("|---|---|---|---|---|---|");
    for (name, threads) in [("read, 1 thread", "1"), ("read, 2 threads", "2")] {
        let case = folder.path().join(format!("{threads}.detente"));
        let mut command = Command::new(detente()?);
        command.args(["read", "--quiet", "--threads", threads]).arg("--case").arg(&case).arg(&path);
        let run = memory::run(&mut command)?;
        println!(
            "| {name} | {MANY} | {:.1} | {:.1} | {:.0} | {:.0} |",
            bytes as f64 / 1e6,
            run.seconds,
            MANY as f64 / run.seconds,
            run.peak_mib
        );
    }
    Ok(())
}

/// The command, built beside this benchmark.
pub(crate) fn detente() -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("detente");
    anyhow::ensure!(path.exists(), "{}: build it first: cargo build --release", path.display());
    path.canonicalize().context("the command")
}

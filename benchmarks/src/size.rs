//! The size of a case against its compressed originals.

use crate::{loads, read::detente};
use std::path::Path;
use std::process::Command;

pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    println!("| load | JSONL MB | zstd -3 MB | case MB | ratio |");
    println!("|---|---|---|---|---|");
    for (load, _) in loads::LOADS {
        let (path, _, _) = loads::unpack(data, load, folder.path())?;
        let case = folder.path().join(format!("{load}.detente"));
        let mut command = Command::new(detente()?);
        command.args(["read", "--quiet", "--text-only"]).arg("--case").arg(&case).arg(&path);
        anyhow::ensure!(
            command.status()?.code().is_some_and(|code| code < 2),
            "{command:?} failed"
        );
        let original = std::fs::read(&path)?;
        let packed = zstd::encode_all(original.as_slice(), 3)?.len() as f64 / 1e6;
        let case = std::fs::metadata(&case)?.len() as f64 / 1e6;
        println!(
            "| {load} | {:.1} | {packed:.1} | {case:.1} | {:.2} |",
            original.len() as f64 / 1e6,
            case / packed
        );
    }
    Ok(())
}

//! Compiles the files of `world/` into the form that the program carries, so that nothing is
//! built when it starts. A file that says something wrong stops the build, with the reason.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a build reads files and says what is wrong with them"
)]

use detente_knowledge::{Pack, Rows};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match compile() {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}

fn compile() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../world");
    let mut paths = vec![];
    files(&root, &mut paths)?;
    // The order of the files is that of their names, whatever the folder says.
    paths.sort();
    let mut texts = vec![];
    for path in &paths {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        texts.push((name, text));
    }
    let borrowed: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let rows = Rows::read(&borrowed).map_err(|wrong| {
        let lines: Vec<String> = wrong.iter().map(|one| format!("world/{one}")).collect();
        lines.join("\n")
    })?;
    let bytes = Pack::compile(rows).map_err(|error| error.to_string())?;
    // FNV-1a: the files as a word, by which a case knows that they have changed.
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325u64, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    println!("cargo::rustc-env=DETENTE_WORLD_VERSION={sum:016x}");
    let out = std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    std::fs::write(PathBuf::from(out).join("world.bin"), bytes).map_err(|error| error.to_string())
}

/// Every TOML file under a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() && path.file_name().is_none_or(|name| name != "gazetteer") {
            files(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    Ok(())
}

//! Measures what `benchmarks/README.md` states: text throughput, peak memory, the size of a case.
//!
//! ```text
//! cargo run --release -p detente-bench -- text ../shared/data
//! cargo build --release && cargo run --release -p detente-bench -- read ../shared/data
//! cargo build --release && cargo run --release -p detente-bench -- size ../shared/data
//! ```
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads files and clocks, and prints"
)]

mod language;
mod linking;
mod loads;
mod memory;
mod predict;
mod processor;
mod read;
mod reading;
mod size;
mod text;
mod world;

use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["text", data] => text::run(&PathBuf::from(data)),
        // What the benchmark calls in a process of its own, for its peak memory.
        ["text-once", file, threads] => text::once(&PathBuf::from(file), threads.parse()?),
        ["read", data] => read::run(&PathBuf::from(data)),
        ["world", data] => world::run(&PathBuf::from(data)),
        ["world", "offices", data] => world::offices(&PathBuf::from(data)),
        ["world", "references", data] => world::references(&PathBuf::from(data), false),
        ["world", "references", "all", data] => world::references(&PathBuf::from(data), true),
        // What `training/references.py` fits the weights of references on.
        ["world", "decisions", data, out] => {
            world::decisions(&PathBuf::from(data), &PathBuf::from(out))
        }
        ["world", "fit", data] => world::fit(&PathBuf::from(data)),
        ["world", "wrong", which, data] => world::wrong(&PathBuf::from(data), which),
        ["frames", over] => reading::examples(&PathBuf::from(over), None),
        ["frames", over, only] if *only != "say" => {
            reading::examples(&PathBuf::from(over), Some(only))
        }
        ["frames", over, "say"] => reading::say(&PathBuf::from(over)),
        // What `training/attach.py` fits the weights of where an event was on.
        ["reading", "places", data, out] => {
            reading::places(&PathBuf::from(data), &PathBuf::from(out))
        }
        ["reading", data] => reading::run(&PathBuf::from(data)),
        ["reading", "types", data, out] => {
            reading::types(&PathBuf::from(data), &PathBuf::from(out))
        }
        ["reading", "wrong", which, data, more @ ..] => {
            reading::wrong(which, &PathBuf::from(data), more)
        }
        ["reading", which, data] => reading::one(which, &PathBuf::from(data)),
        // What `training/mentions.py` fits the weights of mentions on.
        ["linking", "mentions", data, out] => {
            linking::mentions(&PathBuf::from(data), &PathBuf::from(out))
        }
        ["linking", which, data, more @ ..] => linking::one(which, &PathBuf::from(data), more),
        ["size", data] => size::run(&PathBuf::from(data)),
        ["language", model, file, threads] => {
            language::run(&PathBuf::from(model), &PathBuf::from(file), threads.parse()?)
        }
        // What `training/measure` measures.
        ["predict", model] => predict::run(&PathBuf::from(model), false),
        ["predict", model, "--vectors"] => predict::run(&PathBuf::from(model), true),
        _ => anyhow::bail!(
            "usage: detente-bench text|read|reading|linking|size|world DATA, where DATA holds the loads"
        ),
    }
}

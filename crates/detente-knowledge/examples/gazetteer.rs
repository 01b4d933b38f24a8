//! Compiles the lines of `world/gazetteer/make.py` into the file that the program carries.
//!
//! ```text
//! cargo run --release -p detente-knowledge --example gazetteer -- places.tsv world/gazetteer/places.zst
//! ```
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool of the build reads and writes files, and prints"
)]

use detente_knowledge::{Gazetteer, PlaceLine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        return Err("usage: gazetteer LINES.tsv FILE.zst".into());
    };
    let text = std::fs::read_to_string(from)?;
    let mut lines = vec![];
    for (i, line) in text.lines().enumerate() {
        lines.push(PlaceLine::read(line).map_err(|error| format!("{from}:{}: {error}", i + 1))?);
    }
    let bytes = Gazetteer::compile(&lines)?;
    let packed = zstd::bulk::compress(&bytes, 19)?;
    // The length comes first, so that no more memory is taken than is needed.
    let mut file = (bytes.len() as u64).to_le_bytes().to_vec();
    file.extend(&packed);
    std::fs::write(to, &file)?;
    println!("{} places, {} bytes, {} compressed", lines.len(), bytes.len(), packed.len());
    Ok(())
}

//! Dictionary forms of `form TAB upos TAB xpos` lines: what `training/lemmas.py` measures.

use detente_language::{Upos, Xpos, lemma};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let mut cells = line.split('\t');
        let (Some(form), Some(upos), Some(xpos)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        writeln!(out, "{}", lemma(form, Upos::parse(upos), Xpos::parse(xpos)))?;
    }
    out.flush()
}

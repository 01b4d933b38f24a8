//! Frames in files that the program does not carry yet: their examples, and what they make of a
//! sentence. For those who write frames; nothing need be built anew.

use anyhow::{Result, bail};
use detente_language::{Analyst, Model};
use detente_reading::frames;
use detente_world::{Rows, World};
use std::path::{Path, PathBuf};

/// The program's world with the frames of a folder or file over it.
pub(super) fn world(over: &Path) -> Result<(World, Rows)> {
    let mut paths: Vec<PathBuf> = vec![];
    if over.is_dir() {
        for entry in std::fs::read_dir(over)? {
            paths.push(entry?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
    } else {
        paths.push(over.to_owned());
    }
    let mut texts = vec![];
    for path in &paths {
        texts.push((path.display().to_string(), std::fs::read_to_string(path)?));
    }
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let told = |wrong: Vec<detente_world::WorldError>| {
        let lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("{}", lines.join("\n"))
    };
    let mut own = World::embedded().rows().clone();
    own.frames.clear();
    own.classes.clear();
    let rows = own.with(&files).map_err(told)?;
    let bytes = detente_world::Pack::compile(rows.clone())?;
    Ok((World::open(bytes.into())?, rows))
}

/// Reads all examples of the frames in a folder or file; names those read otherwise.
pub(crate) fn examples(over: &Path, only: Option<&str>) -> Result<()> {
    let (world, rows) = world(over)?;
    let mut analyst = Analyst::new(Model::embedded());
    let (mut read, mut wrong) = (0, 0);
    for frame in &rows.frames {
        if only.is_some_and(|only| !frame.id.contains(only)) {
            continue;
        }
        if frame.examples.is_empty() {
            println!("{}: no example", frame.id);
        }
        for example in &frame.examples {
            read += 1;
            if let Some(other) = frames::check(&frame.id, example, &mut analyst, &world) {
                wrong += 1;
                println!("{}: {}", other.frame, other.text);
                println!("    gives  {:?}", other.gives);
                println!("    should {:?}", other.expected);
            }
        }
    }
    println!("{} frames, {read} examples, {wrong} read otherwise", rows.frames.len());
    if wrong > 0 {
        bail!("some examples are read otherwise");
    }
    Ok(())
}

/// Shows the trees and events of sentences, one a line on standard input.
pub(crate) fn say(over: &Path) -> Result<()> {
    let (world, _) = world(over)?;
    let mut analyst = Analyst::new(Model::embedded());
    for line in std::io::stdin().lines() {
        let line = line?;
        println!("# {line}");
        let whole = 0..line.len();
        let analysis =
            analyst.analyse_text(&line, std::slice::from_ref(&whole), std::slice::from_ref(&whole));
        for sentence in &analysis.sentences {
            for (i, (node, token)) in sentence.tree.nodes().iter().zip(&sentence.tokens).enumerate()
            {
                let head = node.head.map_or(0, |head| head + 1);
                let word = &line[token.range.clone()];
                let (upos, xpos) = (node.upos, node.xpos);
                let colon = if node.subtype.as_str().is_empty() { "" } else { ":" };
                println!(
                    "  {:>2} {word:<16} {:<14} {upos:<6} {xpos:<5} {head:>2} {}{colon}{}",
                    i + 1,
                    node.lemma,
                    node.relation,
                    node.subtype
                );
            }
        }
        for event in frames::events(&line, None, &mut analyst, &world) {
            println!("  => {event}");
        }
    }
    Ok(())
}

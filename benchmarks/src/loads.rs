//! The loads, as JSON Lines with a `text` field.

use anyhow::Context;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// The loads by name, and where each lies below the data folder.
pub(crate) const LOADS: [(&str, &str); 2] =
    [("reuters", "reuters21578"), ("aljazeera", "aljazeera")];

/// Unpacks a load to JSON Lines of `title`, `date`, `text`; gives the file, its reports and the
/// bytes of their texts.
pub(crate) fn unpack(data: &Path, load: &str, to: &Path) -> anyhow::Result<(PathBuf, usize, u64)> {
    let mut reports = 0;
    let mut bytes = 0;
    let path = to.join(format!("{load}.jsonl"));
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path)?);
    each(data, load, &mut |title, date, text| {
        reports += 1;
        bytes += text.len() as u64;
        writeln!(out, "{}", json!({ "title": title, "date": date, "text": text }))?;
        Ok(())
    })?;
    out.flush()?;
    Ok((path, reports, bytes))
}

/// `count` different reports: both loads over and over, each with a line of its own.
pub(crate) fn many(data: &Path, count: usize, to: &Path) -> anyhow::Result<(PathBuf, u64)> {
    let mut texts = vec![];
    for (load, _) in LOADS {
        each(data, load, &mut |title, date, text| {
            texts.push((title, date, text));
            Ok(())
        })?;
    }
    let path = to.join("many.jsonl");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path)?);
    let mut bytes = 0;
    for i in 0..count {
        let (title, date, text) = &texts[i % texts.len()];
        let text = format!("{text}\n\nThis is copy {i} of the load.");
        bytes += text.len() as u64;
        writeln!(out, "{}", json!({ "title": title, "date": date, "text": text }))?;
    }
    out.flush()?;
    Ok((path, bytes))
}

pub(crate) fn each(
    data: &Path,
    load: &str,
    sink: &mut dyn FnMut(String, String, String) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let folder = LOADS.iter().find(|(name, _)| *name == load).map_or(load, |(_, folder)| folder);
    let folder = data.join(folder);
    let entries = std::fs::read_dir(&folder)
        .with_context(|| format!("{}: the load is not there", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".jsonl.zst"));
    files.sort();
    for file in files {
        let reader = zstd::Decoder::new(std::fs::File::open(&file)?)?;
        for line in BufReader::new(reader).lines() {
            let row: Value = serde_json::from_str(&line?)?;
            let word = |names: &[&str]| {
                let found = names.iter().find_map(|name| row[*name].as_str());
                found.unwrap_or_default().to_owned()
            };
            sink(word(&["title"]), word(&["date"]), word(&["text", "body"]))?;
        }
    }
    Ok(())
}

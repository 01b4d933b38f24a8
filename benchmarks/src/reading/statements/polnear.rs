//! PolNeAR: news texts with attributions, in brat's form.

use crate::predict::blocks;
use anyhow::{Context as _, Result, ensure};
use detente_text::segment;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// The words of one part of an attribution, by their numbers in the text.
pub(super) type Words = BTreeSet<usize>;

/// Who says what, by which words.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    pub(super) source: Words,
    pub(super) cue: Words,
    pub(super) content: Words,
}

/// A text cut as `training/sets` cuts it, and what each of its annotators marked.
pub(super) struct Text {
    pub(super) text: String,
    /// In bytes.
    pub(super) words: Vec<Range<usize>>,
    /// In words.
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) blocks: Vec<Range<usize>>,
    /// 0 outside quotation marks, 1 inside, 2 on a mark.
    pub(super) quotes: Vec<u8>,
    pub(super) annotations: Vec<Vec<Attribution>>,
}

impl Text {
    /// The words that overlap a stretch of bytes.
    pub(super) fn covered(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.words.partition_point(|word| word.end <= range.start);
        let end = self.words.partition_point(|word| word.start < range.end);
        first..end.max(first)
    }
}

/// The texts of `part` ("train", "dev") by name.
pub(super) fn read(data: &Path, part: &str) -> Result<Vec<Text>> {
    let folder = tempfile::tempdir()?;
    let archive = data.join("polnear").join(format!("{part}.tar.xz"));
    let unpacked =
        Command::new("tar").arg("xJf").arg(&archive).arg("-C").arg(folder.path()).status();
    ensure!(unpacked.context("tar is needed")?.success(), "cannot unpack {}", archive.display());
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for (name, body) in files(&folder.path().join(part).join("text"), "txt")? {
        texts.insert(name, cut(body));
    }
    for (name, body) in files(&folder.path().join(part).join("attributions"), "ann")? {
        // A text with several annotators has files of longer names.
        let text = match texts.contains_key(&name) {
            true => texts.get_mut(&name),
            false => texts
                .iter_mut()
                .find(|(text, _)| name.starts_with(text.as_str()) || text.starts_with(&name))
                .map(|(_, text)| text),
        };
        let text = text.with_context(|| format!("no text for {name}"))?;
        let found = brat(&body, text);
        text.annotations.push(found);
    }
    Ok(texts.into_values().collect())
}

fn files(folder: &Path, ending: &str) -> Result<Vec<(String, String)>> {
    let mut out = vec![];
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == ending) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            out.push((stem, String::from_utf8(std::fs::read(&path)?)?));
        }
    }
    out.sort();
    Ok(out)
}

fn cut(text: String) -> Text {
    let laid = blocks(&text);
    let sentences = segment::sentences(&text, &laid);
    let blocks: Vec<Range<usize>> = laid.iter().map(|block| block.range.clone()).collect();
    let analysis = detente_language::analyse_text(&text, &blocks, &sentences);
    let words: Vec<Range<usize>> = analysis.tokens().map(|token| token.range.clone()).collect();
    let of = |ranges: Vec<Range<usize>>| -> Vec<Range<usize>> {
        let at = |byte: usize| words.partition_point(|word| word.start < byte);
        ranges.iter().map(|r| at(r.start)..at(r.end)).filter(|r| !r.is_empty()).collect()
    };
    let (sentences, blocks) = (of(sentences), of(blocks));
    let quotes = words.iter().map(|word| analysis.place(word.start)).collect();
    Text { text, words, sentences, blocks, quotes, annotations: vec![] }
}

/// The attributions of one file of annotation.
fn brat(body: &str, text: &Text) -> Vec<Attribution> {
    let bytes: Vec<usize> =
        text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let mut spans: BTreeMap<&str, Words> = BTreeMap::new();
    let rows = || body.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    for row in rows() {
        let [name, rest, ..] = row[..] else { continue };
        if !name.starts_with('T') {
            continue;
        }
        let pieces = rest.split_once(' ').map_or("", |(_, pieces)| pieces).split(';');
        let one = |piece: &str| {
            let (start, end) = piece.split_once(' ')?;
            let at = |cell: &str| bytes.get(cell.parse::<usize>().ok()?).copied();
            Some(text.covered(&(at(start)?..at(end)?)))
        };
        spans.insert(name, pieces.filter_map(one).flatten().collect());
    }
    let mut out = vec![];
    for row in rows() {
        let [name, parts, ..] = row[..] else { continue };
        if !name.starts_with('E') {
            continue;
        }
        let mut found = Attribution::default();
        for part in parts.split(' ').skip(1) {
            let Some((role, span)) = part.split_once(':') else { continue };
            let Some(words) = spans.get(span) else { continue };
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => found.source.extend(words),
                "Cue" => found.cue.extend(words),
                "Content" => found.content.extend(words),
                _ => {}
            }
        }
        if !(found.source.is_empty() && found.cue.is_empty() && found.content.is_empty()) {
            out.push(found);
        }
    }
    out
}

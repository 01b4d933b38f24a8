//! Expressions of time and their values, after TempEval-3
//! ([UzZaman et al. 2013](https://aclanthology.org/S13-2001/)).
//!
//! Every text goes the product's own way, from bytes to the view, as a report of the day in its
//! `DCT`, which is not scored itself. An expression is found *relaxed* where it overlaps one that
//! is marked, each counting once, and *strict* where it has the same extent; found in the relaxed
//! way it has the right *type* or *value* where that is the same string. All four as
//! F1 = 2 · right / (marked + found).

use anyhow::{Context as _, Result};
use detente_language::{Analyst, Model};
use detente_reading::times::{Timex, timex};
use detente_text::{Limits, Media, Member, Supplied};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

const CORPORA: [(&str, &str); 3] =
    [("TimeBank", "tuned on"), ("AQUAINT", "tuned on"), ("te3-platinum", "measuring only")];

pub(super) fn run(data: &Path) -> Result<()> {
    let mut analyst = Analyst::new(Model::embedded());
    println!(
        "\nexpressions of time                       relaxed               strict            value   type"
    );
    println!(
        "                          marked    P     R     F1      P     R     F1        F1     F1"
    );
    for (name, role) in CORPORA {
        let mut count = Count::default();
        for text in read(&data.join("tbaq").join(format!("{name}.tar.xz")))? {
            let found = found(&mut analyst, &text)?;
            count.add(&text, &found);
        }
        println!("{name:<13} {role:<12} {:>5}  {}", count.marked, count.line());
    }
    Ok(())
}

/// A text with the expressions marked in it, each with its type and value.
struct Text {
    text: String,
    created: String,
    marked: Vec<(Range<usize>, String, String)>,
}

fn read(packed: &Path) -> Result<Vec<Text>> {
    let folder = tempfile::tempdir()?;
    let mut tar = Command::new("tar");
    let status = tar.arg("-xJf").arg(packed).arg("-C").arg(folder.path()).status();
    anyhow::ensure!(status.context("tar is needed")?.success(), "{}", packed.display());
    let mut files = vec![];
    for inner in std::fs::read_dir(folder.path())? {
        for file in std::fs::read_dir(inner?.path())? {
            files.push(file?.path());
        }
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "tml"));
    files.sort();
    let one = |path: &std::path::PathBuf| {
        let xml = std::fs::read(path)?;
        text(&String::from_utf8_lossy(&xml)).with_context(|| path.display().to_string())
    };
    files.iter().map(one).collect()
}

fn text(xml: &str) -> Result<Text> {
    let mut reader = Reader::from_str(xml);
    let mut out = Text { text: String::new(), created: String::new(), marked: vec![] };
    let (mut inside, mut created) = (false, false);
    let mut open: Vec<(usize, String, String)> = vec![];
    loop {
        match reader.read_event()? {
            Event::Start(tag) => match tag.name().as_ref() {
                "TEXT" => inside = true,
                "DCT" => created = true,
                "TIMEX3" if created => out.created = attribute(&tag, "value"),
                "TIMEX3" => {
                    open.push((out.text.len(), attribute(&tag, "type"), attribute(&tag, "value")));
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "TEXT" => inside = false,
                "DCT" => created = false,
                "TIMEX3" if inside => {
                    if let Some((start, kind, value)) = open.pop() {
                        out.marked.push((start..out.text.len(), kind, value));
                    }
                }
                _ => {}
            },
            Event::Text(words) if inside => out.text.push_str(&words),
            Event::CData(words) if inside => out.text.push_str(&words),
            Event::GeneralRef(name) if inside => match name.resolve_char_ref()? {
                Some(c) => out.text.push(c),
                None => out.text.push_str(match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                }),
            },
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(out)
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> String {
    let mut all = tag.attributes().flatten();
    let found = all.find(|one| one.key.as_ref() == wanted);
    found.map(|one| one.value.to_string()).unwrap_or_default()
}

/// What the product finds, in bytes of the text as it was given.
fn found(analyst: &mut Analyst<'_>, text: &Text) -> Result<Vec<Timex>> {
    let supplied = Supplied {
        published: text.created.get(..10).map(Into::into),
        language: Some("en".into()),
        ..Supplied::default()
    };
    let member = Member {
        original: text.text.as_bytes().to_vec(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let document = detente_text::read(&member, &Limits::default())
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    let analysis = analyst.analyse(&document);
    let original = |timex: Timex| {
        let parts = document.evidence(timex.range.clone()).parts;
        let start = parts.iter().map(|part| part.bytes[0]).min().unwrap_or(0);
        let end = parts.iter().map(|part| part.bytes[1]).max().unwrap_or(0);
        Timex { range: start..end, ..timex }
    };
    Ok(timex(&document, &analysis).into_iter().map(original).collect())
}

#[derive(Clone, Copy, Default)]
struct Count {
    marked: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    kind: usize,
    value: usize,
}

impl Count {
    fn add(&mut self, text: &Text, found: &[Timex]) {
        self.marked += text.marked.len();
        self.found += found.len();
        let mut free = vec![true; found.len()];
        for (range, kind, value) in &text.marked {
            let meets = |one: &Timex| one.range.start < range.end && range.start < one.range.end;
            // The one of the same extent, else the first that overlaps.
            let same = (0..found.len()).find(|&i| free[i] && found[i].range == *range);
            let Some(i) = same.or_else(|| (0..found.len()).find(|&i| free[i] && meets(&found[i])))
            else {
                continue;
            };
            free[i] = false;
            self.relaxed += 1;
            self.strict += usize::from(same.is_some());
            self.kind += usize::from(found[i].kind.as_str() == kind);
            self.value += usize::from(found[i].value == *value);
        }
    }

    fn line(&self) -> String {
        let share = |right: usize, of: usize| right as f64 / of.max(1) as f64;
        let f1 = |right| share(2 * right, self.marked + self.found);
        let three = |right| {
            let (p, r) = (share(right, self.found), share(right, self.marked));
            format!("{p:.3} {r:.3} {:.3}", f1(right))
        };
        let (relaxed, strict) = (three(self.relaxed), three(self.strict));
        format!("{relaxed}   {strict}     {:.3}   {:.3}", f1(self.value), f1(self.kind))
    }
}

//! LGL, GeoWebNews and GeoVirus: texts with the places that their names stand for.

use anyhow::{Context as _, Result};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// A text with its places.
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) toponyms: Vec<Toponym>,
}

/// A name in a text and where it is.
pub(crate) struct Toponym {
    /// In bytes.
    pub(crate) range: Range<usize>,
    /// Degrees north and east.
    pub(crate) point: (f64, f64),
}

/// Reads a corpus, packed by xz or not.
pub(crate) fn read(path: &Path) -> Result<Vec<Article>> {
    let bytes = if path.extension().is_some_and(|ending| ending == "xz") {
        let out = Command::new("xz").arg("-dc").arg(path).output().context("xz is needed")?;
        out.stdout
    } else {
        std::fs::read(path).with_context(|| path.display().to_string())?
    };
    let xml = String::from_utf8(bytes)?;
    let mut reader = Reader::from_str(&xml);
    let mut path: Vec<String> = vec![];
    let mut articles: Vec<Article> = vec![];
    let mut spot = Spot::default();
    let mut spots: Vec<Spot> = vec![];
    let mut text = String::new();
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                match name.as_str() {
                    "article" => (text, spots) = (String::new(), vec![]),
                    "toponym" | "location" => spot = Spot::default(),
                    _ => {}
                }
                path.push(name);
            }
            Event::End(tag) => {
                match tag.name().as_ref() {
                    "toponym" | "location" => spots.push(std::mem::take(&mut spot)),
                    "article" => articles.push(article(std::mem::take(&mut text), &spots)),
                    _ => {}
                }
                path.pop();
            }
            Event::Text(words) => take(&path, &words, &mut spot, &mut text),
            Event::CData(words) => take(&path, &words, &mut spot, &mut text),
            Event::GeneralRef(name) => {
                let character = match name.resolve_char_ref()? {
                    Some(c) => c.to_string(),
                    None => match &*name {
                        "amp" => "&".into(),
                        "lt" => "<".into(),
                        "gt" => ">".into(),
                        "quot" => "\"".into(),
                        "apos" => "'".into(),
                        _ => String::new(),
                    },
                };
                take(&path, &character, &mut spot, &mut text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(articles)
}

#[derive(Default)]
struct Spot {
    start: Option<usize>,
    end: Option<usize>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

fn take(path: &[String], words: &str, spot: &mut Spot, text: &mut String) {
    let [.., parent, last] = path else { return };
    match (parent.as_str(), last.as_str()) {
        ("article", "text") => text.push_str(words),
        ("toponym", "start") => spot.start = words.trim().parse().ok(),
        ("toponym", "end") => spot.end = words.trim().parse().ok(),
        // GeoVirus counts from one.
        ("location", "start") => spot.start = words.trim().parse().ok().map(|at: usize| at - 1),
        ("location", "end") => spot.end = words.trim().parse().ok().map(|at: usize| at - 1),
        ("gaztag" | "location", "lat") | ("toponym", "latitude") => {
            spot.latitude = words.trim().parse().ok();
        }
        ("gaztag" | "location", "lon") | ("toponym", "longitude") => {
            spot.longitude = words.trim().parse().ok();
        }
        _ => {}
    }
}

fn article(text: String, spots: &[Spot]) -> Article {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let one = |spot: &Spot| {
        let range = *starts.get(spot.start?)?..*starts.get(spot.end?)?;
        Some(Toponym { range, point: (spot.latitude?, spot.longitude?) })
    };
    let toponyms = spots.iter().filter_map(one).filter(|t| !t.range.is_empty()).collect();
    Article { text, toponyms }
}

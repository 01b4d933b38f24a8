//! The reports, read as the case reads them.

use detente_language::{Analyst, Model};
use detente_reading::{Reading, read};
use detente_record::{Evidence, Obligation, Undertaking};
use detente_text::{Document, Limits, Media, Member, container};
use detente_world::World;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A report and what is read in it.
pub(crate) struct Report {
    /// As the lists name it: the first digits of the file name, or a path below `examples/`.
    pub(crate) name: String,
    pub(crate) reading: Reading,
    /// The reading text, folded to lower case, a character each.
    text: Vec<char>,
    /// Its sentences, in characters.
    sentences: Vec<Range<usize>>,
    /// Words kept out of the reading text, folded.
    left_out: String,
}

/// An undertaking as it is stated, and under which agreement of the world.
pub(crate) struct Stated {
    pub(crate) obligation: Obligation,
    pub(crate) agreement: Option<String>,
}

/// What is read of undertakings.
pub(crate) fn undertakings(report: &Report) -> Vec<Stated> {
    let stated = |row: &Undertaking| Stated {
        obligation: row.obligation.clone(),
        agreement: row.agreement.as_ref().and_then(|agreement| agreement.id.clone()),
    };
    report.reading.undertakings.iter().map(stated).collect()
}

/// The five founding reports; `None` where they are not at hand.
pub(crate) fn founding() -> Option<Vec<Report>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("the founding reports are not at hand; nothing was checked");
        return None;
    };
    let paths = entries.map(|entry| entry.expect("a folder that can be listed").path());
    let mut analyst = Analyst::new(Model::embedded());
    let mut all: Vec<Report> = paths
        .map(|path| {
            let original = std::fs::read(&path).expect("a report that can be read");
            let member = Member { original, media: Media::Text, ..Member::default() };
            let name = path.file_name().unwrap_or_default().to_string_lossy()[..3].to_owned();
            Report::of(name, &member, &mut analyst)
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Some(all)
}

/// The examples of this project, taken out of their containers.
pub(crate) fn examples() -> Vec<Report> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<PathBuf> = vec![];
    for folder in std::fs::read_dir(&root).expect("the examples").flatten() {
        let files = std::fs::read_dir(folder.path()).into_iter().flatten().flatten();
        paths.extend(files.map(|file| file.path()));
    }
    paths.sort();
    let mut analyst = Analyst::new(Model::embedded());
    let mut all = vec![];
    for path in paths {
        let name = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().into_owned();
        let mut input = std::io::Cursor::new(std::fs::read(&path).expect("an example"));
        container::members(&mut input, &name, &Limits::default(), &text_layer, &mut |member| {
            let member = member.unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            all.push(Report::of(name.clone(), &member, &mut analyst));
            std::ops::ControlFlow::Continue(())
        });
    }
    all
}

/// The words of our own PDF, whose text stands in it as written.
fn text_layer(pdf: &[u8]) -> Result<Vec<String>, detente_text::Refusal> {
    let pdf = String::from_utf8_lossy(pdf);
    let lines = pdf.lines().filter_map(|line| {
        let (start, end) = (line.find('(')?, line.find(") Tj")?);
        line.get(start + 1..end).map(|words| format!("{words}\n"))
    });
    Ok(vec![lines.collect()])
}

impl Report {
    fn of(name: String, member: &Member, analyst: &mut Analyst) -> Self {
        let document = detente_text::read(member, &Limits::default()).expect("a report");
        let reading = read(&document, &analyst.analyse(&document), World::embedded());
        let left_out = reading.report.notes.iter().filter_map(|note| note.evidence.as_ref());
        let left_out = left_out.map(|evidence| fold(&evidence.reading())).collect();
        let text = fold(document.text()).chars().collect();
        Self { name, text, sentences: sentences(&document), left_out, reading }
    }

    /// Whether a key stands in the reading text.
    pub(crate) fn holds(&self, keys: &[String]) -> bool {
        !self.spots(keys).is_empty()
    }

    /// Whether a key stands in words kept out of the reading text.
    pub(crate) fn captioned(&self, keys: &[String]) -> bool {
        keys.iter().any(|key| self.left_out.contains(&fold(key)))
    }

    /// Where the keys stand, in characters of the reading text.
    pub(crate) fn spots(&self, keys: &[String]) -> Vec<Range<usize>> {
        let mut spots = vec![];
        for key in keys {
            let key: Vec<char> = fold(key).chars().collect();
            let starts = self.text.windows(key.len().max(1)).enumerate();
            let starts = starts.filter(|(_, window)| *window == key).map(|(at, _)| at);
            spots.extend(starts.map(|at| at..at + key.len()));
        }
        spots
    }

    /// The sentence in which the first of the keys stands.
    pub(crate) fn around(&self, keys: &[String]) -> String {
        let Some(spot) = self.spots(keys).into_iter().next() else { return String::new() };
        let meets =
            |sentence: &&Range<usize>| spot.start < sentence.end && sentence.start < spot.end;
        let sentence = self.sentences.iter().find(meets).cloned().unwrap_or(spot.clone());
        let words: String = self.text.get(sentence).unwrap_or_default().iter().collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How near evidence lies to a spot: 2 upon it, 1 in its sentence, else 0.
    pub(crate) fn nearness(&self, evidence: &[&Evidence], keys: &[String]) -> u8 {
        let parts = evidence.iter().flat_map(|evidence| &evidence.parts);
        let parts = parts.filter_map(|part| part.chars);
        let parts: Vec<Range<usize>> = parts.map(|[from, to]| from..to).collect();
        let meets = |range: &Range<usize>| {
            parts.iter().any(|part| part.start < range.end && range.start < part.end)
        };
        let spots = self.spots(keys);
        let captioned = || {
            evidence.iter().any(|evidence| {
                let words = fold(&evidence.reading());
                keys.iter().any(|key| words.contains(&fold(key)))
            })
        };
        if spots.iter().any(meets) || (spots.is_empty() && captioned()) {
            return 2;
        }
        let around = self.sentences.iter().filter(|sentence| {
            spots.iter().any(|spot| spot.start < sentence.end && sentence.start < spot.end)
        });
        u8::from(around.clone().any(meets))
    }
}

/// Lower case, a character for a character, with one kind of apostrophe and of space.
fn fold(text: &str) -> String {
    let fold = |c: char| match c {
        '’' | '‘' => '\'',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    text.chars().map(fold).collect()
}

fn sentences(document: &Document) -> Vec<Range<usize>> {
    let text = document.text();
    let at = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    document.sentences.iter().map(|range| at(range.start)..at(range.end)).collect()
}

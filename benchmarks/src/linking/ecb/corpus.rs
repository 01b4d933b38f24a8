//! The documents of ECB+ as plain texts, with the actions marked in them.
//!
//! The corpus gives tokens. They are put together again as a file would hold them: no space before a
//! full stop or after a bracket, and a line break after what has no full stop, as titles have none.
//! The line that gives a document's address is left out.

use anyhow::{Context as _, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// The usual development topics.
pub(super) const DEVELOPMENT: [u32; 8] = [2, 5, 12, 18, 21, 23, 34, 35];

/// One document.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) name: String,
    pub(super) topic: u32,
    /// Whether it is of the later part, which tells of another happening of the same kind.
    pub(super) later: bool,
    pub(super) text: String,
    /// The sentences that were checked, in bytes of the text; only these are scored.
    pub(super) checked: Vec<Range<usize>>,
    /// The actions marked in them.
    pub(super) marked: Vec<Marked>,
}

/// A marked action.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// Its words, in bytes of the text.
    pub(super) words: Vec<Range<usize>>,
    /// The happening it is of; one of its own where no link holds it.
    pub(super) happening: String,
}

/// All documents, by topic and name.
pub(super) fn read(data: &Path) -> Result<Vec<Text>> {
    let folder = data.join("ecbplus");
    let unpacked = tempfile::tempdir()?;
    let mut tar = Command::new("tar");
    let packed = folder.join("ecbplus-topics-01-35.tar.xz");
    let status = tar.arg("-xJf").arg(&packed).arg("-C").arg(unpacked.path()).status();
    anyhow::ensure!(status.context("tar is needed")?.success(), "{}", packed.display());
    let checked = checked(&folder.join("ECBplus_coreference_sentences.topics-01-35.csv"))?;
    let mut out = vec![];
    for topic in std::fs::read_dir(unpacked.path().join("ECB+"))? {
        for file in std::fs::read_dir(topic?.path())? {
            let path = file?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let xml = std::fs::read_to_string(&path)?;
            let name = name.unwrap_or_default();
            let document = document(&xml, &name, &checked);
            out.push(document.with_context(|| path.display().to_string())?);
        }
    }
    out.sort_by(|a, b| (a.topic, &a.name).cmp(&(b.topic, &b.name)));
    Ok(out)
}

/// The checked sentences: file name and number.
fn checked(path: &Path) -> Result<BTreeSet<(String, u32)>> {
    let mut out = BTreeSet::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        out.insert((format!("{}_{}.xml", cell(0), cell(1)), cell(2).trim().parse()?));
    }
    Ok(out)
}

/// What the XML holds, before the text is put together.
#[derive(Default)]
struct Parts {
    /// Id, number of the sentence, word.
    tokens: Vec<(String, u32, String)>,
    /// The tokens of each marked action.
    marked: BTreeMap<String, Vec<String>>,
    /// The happening of each that a link holds.
    linked: BTreeMap<String, String>,
}

fn document(xml: &str, name: &str, checked: &BTreeSet<(String, u32)>) -> Result<Text> {
    let parts = parts(xml, name)?;
    let (text, places) = together(&parts.tokens);
    let mut sentences: BTreeMap<u32, Range<usize>> = BTreeMap::new();
    for (sentence, place) in places.values() {
        let whole = sentences.entry(*sentence).or_insert_with(|| place.clone());
        *whole = whole.start.min(place.start)..whole.end.max(place.end);
    }
    sentences.retain(|number, _| checked.contains(&(name.to_owned(), *number)));
    let mut marked = vec![];
    for (id, tokens) in &parts.marked {
        let found: Vec<_> = tokens.iter().filter_map(|token| places.get(token)).collect();
        if found.first().is_some_and(|(sentence, _)| sentences.contains_key(sentence)) {
            let happening = parts.linked.get(id).cloned();
            marked.push(Marked {
                words: found.into_iter().map(|(_, place)| place.clone()).collect(),
                happening: happening.unwrap_or_else(|| format!("{name} {id}")),
            });
        }
    }
    let topic = name.split('_').next().unwrap_or_default().parse()?;
    let checked = sentences.into_values().collect();
    let later = name.ends_with("ecbplus.xml");
    Ok(Text { name: name.to_owned(), topic, later, text, checked, marked })
}

fn parts(xml: &str, name: &str) -> Result<Parts> {
    let mut reader = Reader::from_str(xml);
    let mut out = Parts::default();
    let (mut token, mut action, mut link) = (None, None, None);
    loop {
        match reader.read_event()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "token" => {
                    let sentence = attribute(&tag, "sentence").parse()?;
                    token = Some((attribute(&tag, "t_id"), sentence, String::new()));
                }
                "token_anchor" => {
                    if let Some(id) = &action {
                        let anchors: &mut Vec<String> =
                            out.marked.entry(String::clone(id)).or_default();
                        anchors.push(attribute(&tag, "t_id"));
                    }
                }
                "CROSS_DOC_COREF" => link = Some(attribute(&tag, "note")),
                "INTRA_DOC_COREF" => link = Some(format!("{name} r{}", attribute(&tag, "r_id"))),
                "source" => {
                    if let Some(happening) = &link {
                        out.linked.insert(attribute(&tag, "m_id"), String::clone(happening));
                    }
                }
                other if other.contains("ACTION") => action = Some(attribute(&tag, "m_id")),
                _ if !attribute(&tag, "m_id").is_empty() => action = None,
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "token" => out.tokens.extend(token.take()),
            Event::Text(words) => {
                if let Some((_, _, word)) = &mut token {
                    word.push_str(&words);
                }
            }
            Event::GeneralRef(entity) => {
                let known = match &*entity {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref()?,
                };
                if let Some((_, _, word)) = &mut token {
                    word.extend(known);
                }
            }
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

type Places = BTreeMap<String, (u32, Range<usize>)>;

/// The tokens as one text, and where each lies.
fn together(tokens: &[(String, u32, String)]) -> (String, Places) {
    let mut text = String::new();
    let mut places = Places::new();
    let mut last: Option<(&str, u32)> = None;
    let mut address = None;
    for (id, sentence, word) in tokens {
        let opens = last.is_none_or(|(_, of)| of != *sentence);
        if opens && address != Some(*sentence) && word.starts_with("http") {
            address = Some(*sentence);
        }
        if address == Some(*sentence) {
            continue;
        }
        match last {
            None => {}
            Some((before, of)) if of != *sentence => {
                let stops = matches!(before, "." | "!" | "?" | "\"" | "”" | "''");
                text.push(if stops { ' ' } else { '\n' });
            }
            Some((before, _)) if clings(word) || holds(before) => {}
            Some(_) => text.push(' '),
        }
        places.insert(id.clone(), (*sentence, text.len()..text.len() + word.len()));
        text.push_str(word);
        last = Some((word, *sentence));
    }
    (text, places)
}

/// Whether no space stands before it.
fn clings(word: &str) -> bool {
    matches!(
        word,
        "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "''" | "”" | "’" | "%" | "n't"
    ) || word.starts_with('\'') && word.len() < 4
}

/// Whether no space stands after it.
fn holds(word: &str) -> bool {
    matches!(word, "(" | "[" | "{" | "$" | "“" | "‘" | "``")
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<Document doc_name="7_1ecb.xml">
<token t_id="1" sentence="0" number="0">Bridge</token>
<token t_id="2" sentence="0" number="1">falls</token>
<token t_id="3" sentence="1" number="0">It</token>
<token t_id="4" sentence="1" number="1">fell</token>
<token t_id="5" sentence="1" number="2">.</token>
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<NEUTRAL m_id="2"><token_anchor t_id="3"/></NEUTRAL>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="4" TAG_DESCRIPTOR="fall"/></Markables>
<Relations><CROSS_DOC_COREF r_id="9" note="ACT1"><source m_id="1"/><target m_id="4"/></CROSS_DOC_COREF></Relations></Document>"#;

    #[test]
    fn a_document_is_put_together_with_its_actions() {
        let checked = BTreeSet::from([("7_1ecb.xml".to_owned(), 0), ("7_1ecb.xml".to_owned(), 1)]);
        let read = document(XML, "7_1ecb.xml", &checked).expect("a document");
        assert_eq!(read.text, "Bridge falls\nIt fell.");
        let found: Vec<(&str, &str)> = read
            .marked
            .iter()
            .map(|one| (&read.text[one.words[0].clone()], one.happening.as_str()))
            .collect();
        assert_eq!(found, [("falls", "ACT1"), ("fell", "7_1ecb.xml 3")]);
        assert!(!read.later);
    }
}

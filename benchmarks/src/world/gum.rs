//! GUM: texts with their entities.

use anyhow::{Context as _, Result};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// A text with its mentions.
pub(crate) struct Text {
    pub(crate) genre: String,
    /// Whether it is one of every tenth.
    pub(crate) dev: bool,
    pub(crate) text: String,
    /// Paragraphs.
    pub(crate) blocks: Vec<Range<usize>>,
    pub(crate) mentions: Vec<Gold>,
}

/// A mention as annotated.
pub(crate) struct Gold {
    pub(crate) entity: u32,
    /// Its head word, in bytes.
    pub(crate) head: Range<usize>,
    pub(crate) kind: Kind,
}

/// The kinds that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// He, she, it, they.
    Pronoun,
    /// I, we, you.
    Speaker,
    /// "The minister", "this town", "his party".
    Description,
    /// A name.
    Name,
    /// Anything else.
    Other,
}

struct Word {
    id: String,
    form: String,
    upos: String,
    head: String,
    misc: String,
    range: Range<usize>,
}

pub(crate) fn read(data: &Path, genres: &[&str]) -> Result<Vec<Text>> {
    let mut out = vec![];
    for genre in genres {
        let path = data.join(format!("gum/gum-{genre}.conllu.xz"));
        let packed = Command::new("xz").arg("-dc").arg(&path).output().context("xz is needed")?;
        let conllu = String::from_utf8(packed.stdout)?;
        for (i, doc) in conllu.split("# newdoc id").skip(1).enumerate() {
            out.push(document(genre, i % 10 == 9, doc));
        }
    }
    Ok(out)
}

fn document(genre: &str, dev: bool, doc: &str) -> Text {
    let mut text = String::new();
    let mut blocks: Vec<Range<usize>> = vec![];
    let mut mentions = vec![];
    let mut open: Vec<(u32, usize, usize)> = vec![];
    let mut number = 0;
    for block in doc.split("\n\n") {
        let paragraph = block
            .lines()
            .any(|line| line.starts_with("# newpar") && !line.contains("newpar_block"));
        if text.is_empty() || paragraph {
            if !text.is_empty() {
                text.push('\n');
            }
            blocks.push(text.len()..text.len());
        } else if !text.ends_with(['\n', ' ']) {
            text.push(' ');
        }
        let words = words(block, &mut text);
        if let Some(last) = blocks.last_mut() {
            last.end = text.trim_end().len();
        }
        number += 1;
        for (at, word) in words.iter().enumerate() {
            let Some(entity) = word.misc.split('|').find_map(|one| one.strip_prefix("Entity="))
            else {
                continue;
            };
            let mut rest = entity;
            while let Some(c) = rest.chars().next() {
                match c {
                    '(' => {
                        let end = rest[1..].find(['(', ')']).map_or(rest.len(), |i| i + 1);
                        let id = rest[1..end].split('-').next().and_then(|id| id.parse().ok());
                        open.push((id.unwrap_or(0), number, at));
                        rest = &rest[end..];
                        if rest.starts_with(')') {
                            if let Some((id, _, start)) = open.pop() {
                                mentions.extend(gold(&words, id, start..at + 1));
                            }
                            rest = &rest[1..];
                        }
                    }
                    c if c.is_ascii_digit() => {
                        let end = rest.find(')').unwrap_or(rest.len());
                        let id: u32 = rest[..end].parse().unwrap_or(0);
                        if let Some(i) =
                            open.iter().rposition(|(one, n, _)| *one == id && *n == number)
                        {
                            let (_, _, start) = open.remove(i);
                            mentions.extend(gold(&words, id, start..at + 1));
                        }
                        rest = rest.get(end + 1..).unwrap_or("");
                    }
                    _ => rest = &rest[c.len_utf8()..],
                }
            }
        }
    }
    mentions.sort_by_key(|mention: &Gold| mention.head.start);
    Text { genre: genre.to_owned(), dev, text, blocks, mentions }
}

/// The words of a sentence; what they say goes to the end of `text`.
fn words(block: &str, text: &mut String) -> Vec<Word> {
    let mut words: Vec<Word> = vec![];
    let mut joined: Option<(usize, usize, bool)> = None;
    for line in block.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, _, _, head, _, _, misc] = cells[..] else { continue };
        let space = !misc.split('|').any(|one| one == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            joined = last.parse().ok().map(|last| (0, last, space));
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let start = text.len();
        text.push_str(form);
        words.push(Word {
            id: id.to_owned(),
            form: form.to_lowercase(),
            upos: upos.to_owned(),
            head: head.to_owned(),
            misc: misc.to_owned(),
            range: start..text.len(),
        });
        match joined {
            Some((_, last, space)) if number == last => {
                joined = None;
                if space {
                    text.push(' ');
                }
            }
            Some(_) => {}
            None if space => text.push(' '),
            None => {}
        }
    }
    words
}

fn gold(words: &[Word], entity: u32, span: Range<usize>) -> Option<Gold> {
    let inside: Vec<&str> = words[span.clone()].iter().map(|word| word.id.as_str()).collect();
    let head = words[span.clone()].iter().find(|word| !inside.contains(&word.head.as_str()))?;
    let first = &words[span.start];
    let kind = match head.upos.as_str() {
        "PRON" => match head.form.as_str() {
            "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "it"
            | "its" | "itself" | "they" | "them" | "their" | "theirs" | "themselves" => {
                Kind::Pronoun
            }
            "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
            | "you" | "your" | "yours" | "yourself" => Kind::Speaker,
            _ => Kind::Other,
        },
        "PROPN" => Kind::Name,
        "NOUN" => match first.form.as_str() {
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their"
            | "my" | "our" | "your" | "such" => Kind::Description,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    };
    Some(Gold { entity, head: head.range.clone(), kind })
}

//! The mentions of the documents: those marked, and those found, each by its head in our tree.

use super::corpus::Text;
use anyhow::Result;
use detente_language::{Analysis, Analyst, Model};
use detente_linking::incident::mention;
use detente_text::{Limits, Media, Member, Supplied};
use std::collections::BTreeMap;
use std::ops::Range;

/// A document as it was read.
pub(super) struct Read {
    /// The reading text.
    pub(super) text: String,
    pub(super) analysis: Analysis,
    /// Where each token lies in the text that was given, sentence by sentence.
    tokens: Vec<Vec<Range<usize>>>,
}

/// A word that names a happening.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The number of its document.
    pub(super) text: usize,
    pub(super) sentence: usize,
    pub(super) word: usize,
    /// The mention's number: a marked one's, or from their count on one of those made up.
    pub(super) number: usize,
}

/// Reads all, each the product's own way.
pub(super) fn all(texts: &[Text]) -> Result<Vec<Read>> {
    let mut analyst = Analyst::new(Model::embedded());
    texts.iter().map(|text| read(&mut analyst, text)).collect()
}

fn read(analyst: &mut Analyst<'_>, text: &Text) -> Result<Read> {
    let supplied = Supplied { language: Some("en".into()), ..Supplied::default() };
    let member = Member {
        original: text.text.as_bytes().to_vec(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let mut document = detente_text::read(&member, &Limits::default())
        .map_err(|error| anyhow::anyhow!("{}: {error}", text.name))?;
    document.language = Some(("en".into(), 1.0));
    let analysis = analyst.analyse(&document);
    let original = |range: &Range<usize>| {
        let parts = document.evidence(range.clone()).parts;
        let start = parts.iter().map(|part| part.bytes[0]).min().unwrap_or(0);
        start..parts.iter().map(|part| part.bytes[1]).max().unwrap_or(0)
    };
    let tokens = analysis.sentences.iter();
    let tokens = tokens.map(|s| s.tokens.iter().map(|t| original(&t.range)).collect()).collect();
    let text = document.text().to_owned();
    Ok(Read { text, analysis, tokens })
}

/// The heads of the marked mentions of all documents, numbered in order, with the happening of
/// each. What no token covers has none, and its number is left out.
pub(super) fn marked(texts: &[Text], read: &[Read]) -> (Vec<Head>, Vec<(usize, usize)>) {
    let (mut heads, mut chains) = (vec![], vec![]);
    let mut happenings: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    let all = texts.iter().zip(read).enumerate();
    for (text, (given, read)) in all {
        for one in &given.marked {
            let number = chains.len();
            let next = happenings.len();
            let chain = *happenings.entry((given.topic, &one.happening)).or_insert(next);
            chains.push((number, chain));
            heads.extend(read.head(&one.words).map(|(sentence, word)| Head {
                text,
                sentence,
                word,
                number,
            }));
        }
    }
    (heads, chains)
}

/// The heads of what we find in the checked sentences; each that is the head of a marked mention, or
/// lies in one that no other has taken, bears its number, in order.
pub(super) fn found(texts: &[Text], read: &[Read], marked: &[Head]) -> Vec<Head> {
    let mut number: usize = texts.iter().map(|text| text.marked.len()).sum();
    let mut first = 0;
    let mut out = vec![];
    for (text, (given, read)) in texts.iter().zip(read).enumerate() {
        let mut here: Vec<Head> = vec![];
        for (sentence, parsed) in read.analysis.sentences.iter().enumerate() {
            for word in mention::find(&parsed.tree) {
                let at = &read.tokens[sentence][word];
                if given.checked.iter().any(|s| s.start <= at.start && at.end <= s.end) {
                    here.push(Head { text, sentence, word, number: usize::MAX });
                }
            }
        }
        let mut taken: Vec<bool> = vec![false; given.marked.len()];
        for head in &mut here {
            let same = |one: &&Head| {
                (one.text, one.sentence, one.word) == (text, head.sentence, head.word)
                    && !taken[one.number - first]
            };
            if let Some(one) = marked.iter().find(same) {
                head.number = one.number;
                taken[one.number - first] = true;
            }
        }
        for head in here.iter_mut().filter(|head| head.number == usize::MAX) {
            let at = &read.tokens[head.sentence][head.word];
            let within = |words: &Range<usize>| words.start <= at.start && at.end <= words.end;
            let free = (0..taken.len())
                .find(|&one| !taken[one] && given.marked[one].words.iter().any(within));
            if let Some(one) = free {
                (head.number, taken[one]) = (first + one, true);
            } else {
                (head.number, number) = (number, number + 1);
            }
        }
        first += given.marked.len();
        out.extend(here);
    }
    out
}

impl Read {
    /// The word of a mention that the others hang on.
    fn head(&self, words: &[Range<usize>]) -> Option<(usize, usize)> {
        let touches = |token: &Range<usize>| {
            words.iter().any(|part| part.start < token.end && token.start < part.end)
        };
        for (sentence, tokens) in self.tokens.iter().enumerate() {
            let tree = &self.analysis.sentences[sentence].tree;
            let inside: Vec<usize> =
                (0..tokens.len().min(tree.len())).filter(|&at| touches(&tokens[at])).collect();
            let outside = |&word: &usize| tree.head(word).is_none_or(|h| !inside.contains(&h));
            if let Some(word) = inside.iter().copied().find(outside) {
                return Some((sentence, word));
            }
        }
        None
    }

    /// The dictionary form of a head in small letters.
    pub(super) fn lemma(&self, head: &Head) -> String {
        self.analysis.sentences[head.sentence].tree.lemma(head.word).to_lowercase()
    }
}

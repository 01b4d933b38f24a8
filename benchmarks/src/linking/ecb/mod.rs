//! Happenings across documents: ECB+ ([Cybulska and Vossen
//! 2014](https://aclanthology.org/L14-1646/)), topics 1 to 35.
//!
//! Scored are the actions of the checked sentences, all documents of a part in one go. Two inputs:
//! the marked mentions, by their heads in our own trees, and the mentions that we find ourselves in
//! the plain text. The usual ways with singletons are both given: with all mentions, and with chains
//! of one left out on both sides, which is what Cattan et al. (2021) ask for where mentions are
//! found. No system is told the topics, but for the baselines that say so.

mod assign;
mod corpus;
mod pairs;
mod read;
mod score;

use anyhow::Result;
use corpus::{DEVELOPMENT, Text};
use detente_linking::incident::mention::{self, Mention, Profile};
pub(super) use pairs::dump;
use read::{Head, Read};
use score::{Chained, score};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// The table of both parts.
pub(super) fn run(data: &Path) -> Result<()> {
    println!(
        "| part | mentions | singletons | system | MUC P / R / F1 | B³ P / R / F1 | CEAF-e P / R / F1 | CoNLL |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (name, texts) in parts(corpus::read(data)?) {
        part(name, &texts)?;
    }
    Ok(())
}

/// The usual development topics, and the others.
fn parts(texts: Vec<Text>) -> [(&'static str, Vec<Text>); 2] {
    let (development, training) =
        texts.into_iter().partition(|text| DEVELOPMENT.contains(&text.topic));
    [("development", development), ("training", training)]
}

fn part(name: &str, texts: &[Text]) -> Result<()> {
    let read = read::all(texts)?;
    let (marked, chains) = read::marked(texts, &read);
    let found = read::found(texts, &read, &marked);
    for (mentions, heads) in [("marked", &marked), ("found", &found)] {
        for (system, labels) in systems(texts, &read, heads) {
            let ours = numbered(heads, labels);
            for (singletons, linked) in [("kept", false), ("left out", true)] {
                let cells = score(&chains, &ours, linked).cells();
                println!("| {name} | {mentions} | {singletons} | {system} | {cells} |");
            }
        }
    }
    let right = found.iter().filter(|head| head.number < chains.len()).count();
    println!("\n{name}: {} marked, {} found, {right} of them marked\n", chains.len(), found.len());
    Ok(())
}

type Labelled = (&'static str, Vec<String>);

/// What each system says a mention is of.
fn systems(texts: &[Text], read: &[Read], heads: &[Head]) -> Vec<Labelled> {
    let lemmas: Vec<String> = heads.iter().map(|head| read[head.text].lemma(head)).collect();
    let with = |key: &dyn Fn(&Text) -> String| {
        let labelled = heads.iter().zip(&lemmas);
        labelled.map(|(head, lemma)| format!("{} {lemma}", key(&texts[head.text]))).collect()
    };
    let ours = mention::chains(&mentions(texts, read, heads));
    vec![
        ("same head lemma", lemmas.clone()),
        ("same head lemma, topics told", with(&|text| text.topic.to_string())),
        (
            "same head lemma, halves of topics told",
            with(&|text| format!("{} {}", text.topic, text.later)),
        ),
        ("**mentions**", ours),
    ]
}

/// Labels as numbers of chains.
fn numbered(heads: &[Head], labels: Vec<String>) -> Vec<Chained> {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let all = heads.iter().zip(labels);
    all.map(|(head, label)| {
        let next = numbers.len();
        (head.number, *numbers.entry(label).or_insert(next))
    })
    .collect()
}

/// The mentions as linking takes them, in the order of the heads.
fn mentions(texts: &[Text], read: &[Read], heads: &[Head]) -> Vec<Mention> {
    let about = |read: &Read| Rc::new(Profile::of(&read.text, &read.analysis));
    let profiles: Vec<Rc<Profile>> = read.iter().map(about).collect();
    let one = |head: &Head| {
        let id = format!("{:05} {:05} {:05}", head.text, head.sentence, head.word);
        let tree = &read[head.text].analysis.sentences[head.sentence].tree;
        let report = (texts[head.text].name.as_str(), &profiles[head.text]);
        Mention::of(&id, report, (head.sentence, tree), head.word)
    };
    // Every head is a word of its tree.
    heads.iter().filter_map(one).collect()
}

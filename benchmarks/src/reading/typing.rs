//! What `training/typing.py` learns types from, as JSON Lines.
//!
//! Of every pair of `plv` its gold type, its fold and its features, once without and once with the
//! votes of the event frames. Beside them pairs between which nothing is done that an analyst would
//! record: subjects and objects of verbs in Reuters stories on earnings and commodities, other
//! stories than those of the table `nothing`. And of every sixth Al Jazeera report the pairs that
//! the frames state something of, with the frames' type, and the lemmas with their counts, which is
//! what words the table should know.

use super::{common, nothing, plv};
use crate::loads;
use anyhow::Result;
use detente_language::{Analysis, Relation, Sentence, Tree, Upos};
use detente_reading::typing::{Vote, features};
use detente_record::{ActorRef, Event};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Pairs of Reuters stories.
const NONE: usize = 600;

pub(super) fn dump(data: &Path, out: &Path) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    for one in plv::samples(data)? {
        let row = json!({
            "id": one.id, "fold": plv::fold(&one.id), "gold": one.gold, "how": one.how,
            "said": one.said, "features": one.features, "votes": one.votes,
        });
        writeln!(out, "{row}")?;
    }
    let mut count = 0;
    let mut reader = common::Reader::new();
    'stories: for story in nothing::others(data)? {
        let (_, analysis) = reader.analyse(&story, None)?;
        for sentence in &analysis.sentences {
            if let Some((source, target)) = acting(&sentence.tree) {
                let (id, none) = (format!("reuters:{count}"), Vec::<String>::new());
                let found = features(&sentence.tree, Some(source), Some(target), &[]);
                let fold = plv::fold(&id);
                let row = json!({
                    "id": id, "fold": fold, "gold": "NONE", "how": "none", "said": null,
                    "features": found, "votes": none,
                });
                writeln!(out, "{row}")?;
                count += 1;
                break;
            }
        }
        if count == NONE {
            break 'stories;
        }
    }
    let mut lemmas: BTreeMap<String, usize> = BTreeMap::new();
    let folder = tempfile::tempdir()?;
    let (path, ..) = loads::unpack(data, "aljazeera", folder.path())?;
    for (report, line) in std::fs::read_to_string(path)?.lines().step_by(6).enumerate() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default();
        let day = row["date"].as_str().filter(|day| !day.is_empty());
        let (document, analysis) = reader.analyse(text, day)?;
        let reading = detente_reading::read(&document, &analysis, common::world());
        for (gold, features) in told(document.text(), &analysis, &reading.events) {
            let id = format!("aljazeera:{report}");
            writeln!(out, "{}", json!({ "silver": id, "gold": gold, "features": features }))?;
        }
        for node in analysis.sentences.iter().flat_map(|sentence| sentence.tree.nodes()) {
            if matches!(node.upos, Upos::Verb | Upos::Noun) {
                *lemmas.entry(node.lemma.to_lowercase()).or_default() += 1;
            }
        }
    }
    writeln!(out, "{}", json!({ "lemmas": lemmas }))?;
    Ok(())
}

/// The pairs of a report that the frames state something of, each with its type; and of its first
/// sentence with a subject and an object of which they state nothing, that pair as NONE.
fn told(text: &str, analysis: &Analysis, rows: &[Event]) -> Vec<(&'static str, Vec<String>)> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut out = vec![];
    let mut spoken = vec![false; analysis.sentences.len()];
    for row in rows {
        let chars = row.evidence.first().and_then(|one| one.parts.first()?.chars);
        let Some(start) = chars.and_then(|[start, _]| bytes.get(start).copied()) else { continue };
        let at = analysis.sentences.partition_point(|sentence| sentence.range.end <= start);
        let Some(sentence) = analysis.sentences.get(at) else { continue };
        spoken[at] = true;
        let place = |side: &[ActorRef]| {
            let mention = &side.first()?.text;
            let from = sentence.range.start;
            let found = text.get(sentence.range.clone())?.find(mention.as_str())?;
            Some(from + found..from + found + mention.len())
        };
        let (Some(source), Some(target)) = (place(&row.actors), place(&row.recipients)) else {
            continue;
        };
        if common::took_place(row) && source != target {
            let found = of_pair(analysis, Some(&source), Some(&target), &[]);
            out.push((plv::root(row.kind), found));
        }
    }
    let silent = analysis.sentences.iter().zip(spoken).filter(|(_, spoken)| !spoken);
    let pair = silent.into_iter().find_map(|(one, _)| Some((&one.tree, acting(&one.tree)?)));
    if let Some((tree, (source, target))) = pair {
        out.push(("NONE", features(tree, Some(source), Some(target), &[])));
    }
    out
}

/// Subject and object of a verb, the first of a sentence.
fn acting(tree: &Tree) -> Option<(usize, usize)> {
    (0..tree.len()).filter(|&word| tree.nodes()[word].upos == Upos::Verb).find_map(|verb| {
        let object = tree.object(verb).or_else(|| tree.child(verb, Relation::Obl))?;
        Some((tree.subject(verb)?, object))
    })
}

/// The sentence of a mention and the number of its head in it.
pub(super) fn head(analysis: &Analysis, range: &std::ops::Range<usize>) -> Option<(usize, usize)> {
    let at = analysis.sentences.partition_point(|sentence| sentence.range.end <= range.start);
    let sentence: &Sentence = analysis.sentences.get(at)?;
    let covered = sentence.covered(range);
    if sentence.tree.is_empty() || covered.is_empty() {
        return None;
    }
    Some((at, sentence.tree.top(covered)?))
}

/// The features of a pair; a mention in another sentence than the source's counts as not given.
pub(super) fn of_pair(
    analysis: &Analysis,
    source: Option<&std::ops::Range<usize>>,
    target: Option<&std::ops::Range<usize>>,
    votes: &[Vote],
) -> Vec<String> {
    let [source, target] = [source, target].map(|range| head(analysis, range?));
    let Some((sentence, _)) = source.or(target) else { return vec![] };
    let here = |found: Option<(usize, usize)>| {
        found.filter(|(at, _)| *at == sentence).map(|(_, head)| head)
    };
    features(&analysis.sentences[sentence].tree, here(source), here(target), votes)
}

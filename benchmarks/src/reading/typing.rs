//! What `training/event_types.py` learns types from, as JSON Lines.
//!
//! Of every pair of `plv` its gold type, its fold and its features, once without and once with the
//! votes of the event frames. Beside them pairs between which nothing is done that an analyst would
//! record: subjects and objects of verbs in Reuters stories on earnings and commodities, other
//! stories than those of the table `nothing`. And the lemmas of every sixth Al Jazeera report with
//! their counts, which is what words the table should know.

use super::{common, nothing, plv};
use crate::loads;
use anyhow::Result;
use detente_language::{Analysis, Relation, Sentence, Tree, Upos};
use detente_reading::typing::{Vote, features};
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
    for story in nothing::others(data)? {
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
            break;
        }
    }
    let mut lemmas: BTreeMap<String, usize> = BTreeMap::new();
    let folder = tempfile::tempdir()?;
    let (path, ..) = loads::unpack(data, "aljazeera", folder.path())?;
    for line in std::fs::read_to_string(path)?.lines().step_by(6) {
        let row: Value = serde_json::from_str(line)?;
        let (_, analysis) = reader.analyse(row["text"].as_str().unwrap_or_default(), None)?;
        for node in analysis.sentences.iter().flat_map(|sentence| sentence.tree.nodes()) {
            if matches!(node.upos, Upos::Verb | Upos::Noun) {
                *lemmas.entry(node.lemma.to_lowercase()).or_default() += 1;
            }
        }
    }
    writeln!(out, "{}", json!({ "lemmas": lemmas }))?;
    Ok(())
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

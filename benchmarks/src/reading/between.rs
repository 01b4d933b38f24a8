//! Why no row lies between the two of a pair, though a row has one of them.
//!
//! Printed by `reading wrong plv DATA between`: for each such pair the row that comes nearest, which
//! of its sides is empty or somebody else's, and the way through the tree from the word that names
//! the happening to whom is marked. Lines of one cause sort together.

use super::common;
use super::plv::Judged;
use super::typing;
use detente_language::{Relation, Sentence};

/// The line of a pair.
pub(super) fn line(one: &Judged) -> String {
    let (pair, read) = (&one.pair, &one.read);
    let row = one.row.and_then(|at| read.reading.events.get(at));
    let lacking = match one.how.as_bytes().first() {
        Some(b'2') => "recipient",
        Some(b'3') => "actor",
        Some(b'4') => "turned",
        Some(b'5') => "other",
        _ => "none",
    };
    let stands = row.map_or("–", |row| {
        let side = if lacking == "actor" { &row.actors } else { &row.recipients };
        if side.is_empty() { "empty" } else { "another" }
    });
    let asked = if lacking == "actor" { &pair.source } else { &pair.target };
    let way = row.and_then(|row| {
        let word = row.evidence.iter().find(|e| e.field.as_deref() == Some("type"))?;
        let [start, end] = word.parts.first()?.bytes;
        let (from, first) = typing::head(&read.analysis, &(start..end))?;
        let (to, last) = typing::head(&read.analysis, asked.as_ref()?)?;
        if from != to {
            return Some("another sentence".to_owned());
        }
        Some(way(&read.analysis.sentences[from], first, last))
    });
    let way = way.unwrap_or_else(|| "no way".into());
    let shown = row.map_or("nothing".into(), common::event);
    let (source, target) = (pair.source().unwrap_or("–"), pair.target().unwrap_or("–"));
    let (id, gold, text) = (&pair.id, pair.gold.as_str(), common::line(&pair.text));
    format!("{lacking} {stands}\t{way}\t{id} {gold}\t{source} → {target}\t{shown}\t{text}")
}

/// The way from one word to another: up by the relations left, then down by those taken.
fn way(sentence: &Sentence, from: usize, to: usize) -> String {
    let tree = &sentence.tree;
    let mut up: Vec<usize> = std::iter::once(from).chain(tree.ancestors(from)).collect();
    let mut down: Vec<usize> = std::iter::once(to).chain(tree.ancestors(to)).collect();
    while up.len() > 1 && down.len() > 1 && up[up.len() - 2] == down[down.len() - 2] {
        up.pop();
        down.pop();
    }
    let step = |&word: &usize| {
        let relation = tree.nodes()[word].relation;
        let case = match relation {
            Relation::Obl | Relation::Nmod => tree.case(word),
            _ => None,
        };
        let case = case.map(|case| format!(":{case}")).unwrap_or_default();
        format!("{}{case}", relation.as_str())
    };
    let rise: Vec<String> = up.iter().take(up.len() - 1).map(|w| format!("^{}", step(w))).collect();
    let fall: Vec<String> = down.iter().rev().skip(1).map(step).collect();
    let out: Vec<String> = rise.into_iter().chain(fall).collect();
    if out.is_empty() { "itself".into() } else { out.join(" ") }
}

//! Verbs in all their forms.

use super::pattern::Pattern;
use detente_knowledge::Verb;
use std::collections::{HashMap, HashSet};

/// A verb of a dictionary in one of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictionaryVerb {
    /// The verb as the dictionary has it.
    pub name: String,
    /// The words of it that stand before the one that is the verb, the nearest first.
    pub before: Vec<String>,
    /// Those that stand after it.
    pub after: Vec<String>,
    /// The code that it has alone; `---` for none, `A:B` for one each way.
    pub code: String,
    /// The block whose patterns it has.
    pub(super) block: usize,
}

type Verbs = HashMap<String, Vec<DictionaryVerb>>;

/// All verbs by form, and the patterns of their blocks.
pub(super) fn verbs(rows: &[Verb], sets: &HashMap<String, usize>) -> (Verbs, Vec<Vec<Pattern>>) {
    let mut blocks: HashMap<&str, usize> = HashMap::new();
    let mut patterns: Vec<Vec<Pattern>> = vec![];
    let mut verbs: Verbs = HashMap::new();
    let verbs_of = |row: &&Verb| row.pattern.is_empty();
    let told: HashSet<&str> = rows.iter().filter(verbs_of).map(block_of).collect();
    for row in rows {
        let name = block_of(row);
        let block = *blocks.entry(name).or_insert_with(|| {
            patterns.push(vec![]);
            patterns.len() - 1
        });
        if row.pattern.is_empty() {
            for form in forms(row) {
                add(&mut verbs, &form, row, block);
            }
        } else {
            patterns[block].extend(Pattern::read(&row.pattern, &row.code, sets));
            // Patterns of a verb of which nothing else is said: alone it is no event.
            if !told.contains(name) {
                let alone = Verb { code: "---".into(), pattern: String::new(), ..row.clone() };
                forms(&alone).iter().for_each(|form| add(&mut verbs, form, &alone, block));
            }
        }
    }
    for forms in verbs.values_mut() {
        forms.sort_by_key(|verb| std::cmp::Reverse(verb.before.len() + verb.after.len()));
    }
    for patterns in &mut patterns {
        patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.size()));
    }
    (verbs, patterns)
}

fn block_of(row: &Verb) -> &str {
    row.block.as_deref().unwrap_or(&row.verb)
}

fn add(verbs: &mut Verbs, form: &str, row: &Verb, block: usize) {
    let form = form.to_lowercase();
    let words: Vec<&str> = form.split('_').filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| word.starts_with('+')).unwrap_or(0);
    let Some(word) = words.get(at).map(|word| word.trim_start_matches('+')) else { return };
    let verb = DictionaryVerb {
        name: row.verb.clone(),
        before: words[..at].iter().rev().map(|&word| word.to_owned()).collect(),
        after: words[at + 1..].iter().map(|&word| word.to_owned()).collect(),
        code: row.code.clone(),
        block,
    };
    let known = verbs.entry(word.to_owned()).or_default();
    // What is said later of the same verb counts.
    match known.iter_mut().find(|one| one.before == verb.before && one.after == verb.after) {
        Some(one) => *one = verb,
        None => known.push(verb),
    }
}

/// The verb itself with the forms given, or with the regular ones of the word that is the verb.
fn forms(row: &Verb) -> Vec<String> {
    let mut all = vec![row.verb.clone()];
    if !row.forms.is_empty() {
        all.extend(row.forms.iter().cloned());
        return all;
    }
    let start = row.verb.find('+').map_or(0, |at| at + 1);
    let end = row.verb[start..].find('_').map_or(row.verb.len(), |at| start + at);
    let stem = &row.verb[start..end];
    for form in regular(stem) {
        all.push(format!("{}{form}{}", &row.verb[..start], &row.verb[end..]));
    }
    all
}

/// The regular forms of an English verb beside the first.
fn regular(stem: &str) -> Vec<String> {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end));
    if let Some(short) = stem.strip_suffix('e') {
        return vec![format!("{stem}s"), format!("{stem}d"), format!("{short}ing")];
    }
    if let Some(short) = stem.strip_suffix('y')
        && !short.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        return vec![format!("{short}ies"), format!("{short}ied"), format!("{stem}ing")];
    }
    let third = if hisses { format!("{stem}es") } else { format!("{stem}s") };
    vec![third, format!("{stem}ed"), format!("{stem}ing")]
}

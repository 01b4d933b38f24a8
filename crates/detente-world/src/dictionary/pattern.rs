//! Patterns: what must stand before and after a verb.

use detente_knowledge::Synset;
use std::collections::HashMap;

/// What must stand around a verb, and the code that it gives then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The pattern as the dictionary has it.
    pub text: String,
    /// What stands before the verb, beginning at the verb.
    pub before: Vec<Step>,
    /// What stands after it.
    pub after: Vec<Step>,
    /// The code; `---` where no event is meant, `A:B` where one each way.
    pub code: String,
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it asks for.
    pub what: What,
    /// Whether it stands right beside the part before it, seen from the verb.
    pub close: bool,
}

/// What a part of a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word.
    Word(String),
    /// One of a set of synonyms, by its number.
    Synset(usize),
    /// A noun phrase: the source (`$`).
    Source,
    /// A noun phrase: the target (`+`).
    Target,
    /// A noun phrase of no matter (`^`).
    Skip,
    /// A compound noun phrase, whose members are both (`%`).
    Compound,
}

impl Pattern {
    /// Reads a pattern; `None` where it has no place for the verb or names no known set.
    pub(super) fn read(text: &str, code: &str, sets: &HashMap<String, usize>) -> Option<Self> {
        let text = &text.to_lowercase();
        let (before, after) = text.split_once('*')?;
        let mut before = parts(before);
        // Seen from the verb, the bond of each part is that with the part after it.
        before.reverse();
        let mut bond = text.contains("_*");
        let mut up = vec![];
        for (word, close) in before {
            up.push(Step { what: what(word, sets)?, close: bond });
            bond = close;
        }
        let mut down = vec![];
        for (at, (word, close)) in parts(after).into_iter().enumerate() {
            let close = if at == 0 { after.starts_with('_') } else { close };
            down.push(Step { what: what(word, sets)?, close });
        }
        let (text, code) = (text.to_owned(), code.to_owned());
        Some(Self { text, before: up, after: down, code })
    }

    pub(super) fn size(&self) -> usize {
        self.before.len() + self.after.len()
    }
}

/// The parts, and whether each is joined to the one before it. An underscore beside a blank joins
/// nothing.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut out = vec![];
    for group in text.split_whitespace() {
        let words = group.split('_').filter(|word| !word.is_empty()).enumerate();
        out.extend(words.map(|(at, word)| (word, at > 0)));
    }
    out
}

fn what(word: &str, sets: &HashMap<String, usize>) -> Option<What> {
    Some(match word {
        "$" => What::Source,
        "+" => What::Target,
        "^" => What::Skip,
        "%" => What::Compound,
        _ => match word.strip_prefix('&') {
            Some(set) => What::Synset(*sets.get(set)?),
            // TABARI's sign for a stem, which PETRARCH does not heed.
            None => What::Word(word.trim_end_matches('~').to_owned()),
        },
    })
}

/// The sets by name, and the phrases of each with the sets within them written out.
pub(super) fn synsets(rows: &[Synset]) -> (HashMap<String, usize>, Vec<Vec<Vec<String>>>) {
    /// More than any set needs; what is beyond is left out.
    const MOST: usize = 4_096;
    let mut names = HashMap::new();
    let mut own: Vec<Vec<&str>> = vec![];
    for row in rows {
        let at = *names.entry(row.name.to_lowercase()).or_insert_with(|| {
            own.push(vec![]);
            own.len() - 1
        });
        own[at].extend(row.words.iter().map(String::as_str));
    }
    let open = |word: &str| word.strip_prefix('&').and_then(|name| names.get(name)).copied();
    let mut sets = vec![];
    for words in &own {
        let mut phrases: Vec<Vec<String>> = vec![];
        // Sets within sets, so deep as sets can be without going round.
        let mut todo: Vec<(Vec<String>, usize)> =
            words.iter().rev().map(|text| (split(text), own.len())).collect();
        while let Some((phrase, depth)) = todo.pop() {
            let Some(at) = phrase.iter().position(|word| word.starts_with('&')) else {
                phrases.push(phrase);
                if phrases.len() >= MOST {
                    break;
                }
                continue;
            };
            let Some(set) = open(&phrase[at]).filter(|_| depth > 0 && todo.len() < MOST) else {
                continue;
            };
            for text in own[set].iter().rev() {
                let mut filled = phrase.clone();
                filled.splice(at..=at, split(text));
                todo.push((filled, depth - 1));
            }
        }
        sets.push(phrases);
    }
    (names, sets)
}

fn split(text: &str) -> Vec<String> {
    text.split([' ', '_']).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets() -> HashMap<String, usize> {
        HashMap::from([("coin".to_owned(), 0)])
    }

    #[test]
    fn parts_are_bound_as_seen_from_the_verb() {
        let read = |text: &str| Pattern::read(text, "1", &sets()).expect(text);
        let bonds = |steps: &[Step]| steps.iter().map(|step| step.close).collect::<Vec<_>>();
        let pattern = read("was_seen to_ *_out of_&coin");
        assert_eq!(bonds(&pattern.before), [false, false, true], "{pattern:?}");
        assert_eq!(pattern.before[0].what, What::Word("to".into()));
        assert_eq!(bonds(&pattern.after), [true, false, true], "{pattern:?}");
        assert_eq!(pattern.after[2].what, What::Synset(0));
        assert_eq!(bonds(&read("recently_*").before), [true]);
        assert_eq!(read("+ * from $").after[1].what, What::Source);
        assert_eq!(Pattern::read("* &gold", "1", &sets()), None, "no such set");
        assert_eq!(Pattern::read("gold", "1", &sets()), None, "no verb");
    }

    #[test]
    fn sets_within_sets_are_written_out_and_never_go_round() {
        let set = |name: &str, words: &[&str]| Synset {
            name: name.into(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
        };
        let (names, sets) = synsets(&[
            set("near", &["closer", "&metal plate"]),
            set("metal", &["gold", "white_gold"]),
            set("loop", &["&loop", "end"]),
        ]);
        let phrases = |name: &str| {
            sets[names[name]].iter().map(|phrase| phrase.join(" ")).collect::<Vec<_>>()
        };
        assert_eq!(phrases("near"), ["closer", "gold plate", "white gold plate"]);
        assert!(phrases("loop").iter().all(|word| word == "end"));
    }
}

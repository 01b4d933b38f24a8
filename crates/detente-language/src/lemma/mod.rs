//! Dictionary forms: a table of what is irregular, and the rules of English spelling.
//!
//! The conventions are those of the English UD treebanks: proper nouns keep their form, "n't" is
//! "not", personal pronouns go to their subject form, comparatives to the plain adjective.

mod ending;

use crate::tree::{Upos, Xpos};
use std::collections::HashMap;
use std::sync::LazyLock;

/// `form TAB class TAB lemma`: what the rules would get wrong.
static TABLE: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    include_str!("table.tsv")
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(((cells.next()?, cells.next()?), cells.next()?))
        })
        .collect()
});

/// The dictionary form of a word with its tags.
///
/// ```
/// use detente_language::{Upos, Xpos, lemma};
/// assert_eq!(lemma("shelled", Upos::Verb, Xpos::Vbd), "shell");
/// assert_eq!(lemma("Mice", Upos::Noun, Xpos::Nns), "mouse");
/// assert_eq!(lemma("n't", Upos::Part, Xpos::Rb), "not");
/// assert_eq!(lemma("Nations", Upos::Propn, Xpos::Nnps), "Nations");
/// ```
pub fn lemma(form: &str, upos: Upos, xpos: Xpos) -> String {
    if upos == Upos::Propn || upos == Upos::X && !form.chars().all(char::is_lowercase) {
        return form.to_owned();
    }
    if upos == Upos::Adj && is_proper(form, xpos) {
        return form.to_owned();
    }
    let lower = form.to_lowercase().replace(['’', '‘', 'ʼ'], "'");
    let class = class(upos, xpos);
    if let Some(found) = TABLE.get(&(lower.as_str(), class)) {
        return (*found).to_owned();
    }
    match class {
        "VBZ" => ending::third_person(&lower),
        "VBD" | "VBN" => ending::past(&lower),
        "VBG" => ending::participle(&lower),
        // A tagger that takes a past form for a base form: "has threatened to".
        "VB" if is_past(&lower) => ending::past(&lower),
        "NNS" => ending::plural(&lower),
        "JJR" => ending::grade(&lower, "er"),
        "JJS" => ending::grade(&lower, "est"),
        // Acronyms and the like stay as they are written.
        "NN" if form.chars().count() > 1 && form.chars().all(|c| !c.is_lowercase()) => {
            form.to_owned()
        }
        _ => lower,
    }
}

/// Whether a verb is written as a past form; base forms in -ed are few ("need", "exceed", "embed").
fn is_past(lower: &str) -> bool {
    lower.len() > 4
        && lower.ends_with("ed")
        && !lower.ends_with("eed")
        && !matches!(lower, "embed" | "imbed" | "shred")
}

/// Whether an adjective keeps its capital: one within a name ("United Nations"), or of a country,
/// a people or a creed, by its ending.
fn is_proper(form: &str, xpos: Xpos) -> bool {
    const ENDINGS: [&str; 6] = ["ian", "ean", "ese", "ish", "ican", "i"];
    let capital = form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase);
    let people = form.len() > 4 && ENDINGS.iter().any(|ending| form.ends_with(ending));
    capital && (xpos == Xpos::Nnp || xpos == Xpos::Nnps || xpos == Xpos::Jj && people)
}

/// What the spelling rules and the table depend on.
fn class(upos: Upos, xpos: Xpos) -> &'static str {
    match (upos, xpos) {
        (Upos::Verb | Upos::Aux, Xpos::Vbz | Xpos::Vbd | Xpos::Vbn | Xpos::Vbg) => xpos.as_str(),
        (Upos::Verb, _) => "VB",
        (Upos::Noun, Xpos::Nns | Xpos::Nnps) => "NNS",
        (Upos::Noun, _) => "NN",
        (Upos::Adj | Upos::Adv, Xpos::Jjr | Xpos::Rbr) => "JJR",
        (Upos::Adj | Upos::Adv, Xpos::Jjs | Xpos::Rbs) => "JJS",
        (Upos::Pron, Xpos::PrpPoss | Xpos::WpPoss) => "PRP$",
        _ => upos.as_str(),
    }
}

//! Words by which one report is found from another: names, exact figures, runs of words.
//!
//! No list says what is telling. A name is a word with a capital where no sentence begins, in any
//! language of the world; how much it tells is counted among the reports of the case (`rare`).

use crate::calendar;
use crate::fnv::fnv;
use std::collections::BTreeSet;

/// Letters that a name has at least.
const SHORTEST: usize = 4;
/// Words in a run: two writers seldom hit on the same seven in a row, unless one of them or both
/// copy a third.
const RUN: usize = 7;
/// Of the runs of a text one in so many is kept, the same in every text.
const ONE_IN: u64 = 8;
/// Terms of one kind that are kept of a report, for a report of any length has to be cheap.
const MOST: usize = 160;

/// The names of a text, in lower case: each by itself, and those that stand in a row as one.
pub(super) fn names(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines() {
        let mut begins = true;
        let mut row: Vec<String> = vec![];
        for word in line.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
            let capital = bare.starts_with(char::is_uppercase) && !begins;
            if capital {
                let lower = bare.to_lowercase();
                if bare.chars().count() >= SHORTEST && !calendar::NAMES.contains(&&*lower) {
                    out.insert(lower.clone());
                }
                row.push(lower);
            }
            let ends = !word.ends_with(|c: char| c.is_alphanumeric()) || bare.len() < word.len();
            if !capital || ends {
                close(&mut row, &mut out);
            }
            begins = word.ends_with(['.', '!', '?', ':', '"', '”', '“'])
                || word.starts_with(['“', '"', '‘']) && !capital && bare.is_empty();
        }
        close(&mut row, &mut out);
    }
    out.into_iter().take(MOST).collect()
}

fn close(row: &mut Vec<String>, out: &mut BTreeSet<String>) {
    if row.len() > 1 {
        out.insert(row.join(" "));
    }
    row.clear();
}

/// The figures of a text that are exact: of three digits and more, no years, and not round. Who
/// gives such a figure has it from where another had it who gives the same.
pub(super) fn figures(text: &str) -> BTreeSet<u32> {
    let exact =
        |value: &u32| *value >= 100 && !value.is_multiple_of(50) && !(1800..2200).contains(value);
    let found = text.split(|c: char| !c.is_ascii_digit() && c != ',').filter_map(whole);
    found.filter(exact).take(MOST).collect()
}

/// A whole number as news prints it: "23084", "23,084".
pub(super) fn whole(word: &str) -> Option<u32> {
    let word = word.trim_matches(',');
    let mut parts = word.split(',');
    let first = parts.next()?;
    let grouped = parts.clone().count() > 0;
    if first.is_empty() || grouped && first.len() > 3 || parts.any(|part| part.len() != 3) {
        return None;
    }
    word.replace(',', "").parse().ok()
}

/// The runs of words of a text, as hashes, one in [`ONE_IN`].
pub(super) fn runs(text: &str) -> BTreeSet<u64> {
    let all = hashes(text, RUN);
    all.into_iter().filter(|hash| hash.is_multiple_of(ONE_IN)).take(MOST).collect()
}

/// The hashes of all runs of so many words.
pub(super) fn hashes(text: &str, length: usize) -> BTreeSet<u64> {
    let words: Vec<u64> = words(text).map(|word| hash(word.bytes())).collect();
    let one = |run: &[u64]| hash(run.iter().flat_map(|word| word.to_le_bytes()));
    words.windows(length).map(one).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let joined = text.replace(['\'', '’', ','], "").to_lowercase();
    let words: Vec<String> = joined
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// FNV-1a, with the last step of MurmurHash3 so that every bit tells.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let sum = fnv(bytes);
    let sum = (sum ^ (sum >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    sum ^ (sum >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_where_no_sentence_begins() {
        let found = names("Rebels left the Amber Gate on Monday, said Okello. They went to Gulu.");
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, ["amber", "amber gate", "gate", "gulu", "okello"]);
    }

    #[test]
    fn exact_figures_are_kept() {
        let text = "Of 7,351 held since 2019, 400 left; 1,139 stayed, 12 died, 23084 waited.";
        assert_eq!(figures(text).into_iter().collect::<Vec<_>>(), [1139, 7351, 23_084]);
        assert_eq!(whole("1,13"), None);
        assert_eq!(whole(""), None);
    }

    #[test]
    fn runs_do_not_mind_marks() {
        let plain = hashes("The ferry has sunk off the coast of Lake Kivu again", RUN);
        let marked = hashes("the ferry has sunk, off the coast of Lake Kivu – again!", RUN);
        assert_eq!(plain, marked);
        assert!(hashes("Too short", RUN).is_empty());
    }
}

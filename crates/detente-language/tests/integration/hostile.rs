//! Texts that no newsroom would print: each is analysed or let be, none panics, and whatever comes
//! out lies within the text.

use crate::{analyse, sentence};
use detente_language::{Analysis, Analyst, Model};
use proptest::prelude::*;
use std::ops::Range;

/// Every range lies in the text, in order and on characters; every tree is one.
fn sound(text: &str, analysis: &Analysis) {
    let lies = |range: &Range<usize>| {
        assert!(range.start <= range.end, "{range:?} runs backwards");
        assert!(text.get(range.clone()).is_some(), "{range:?} cuts a character of {text:?}");
    };
    for sentence in &analysis.sentences {
        lies(&sentence.range);
        sentence.tokens.iter().for_each(|token| lies(&token.range));
        let tree = &sentence.tree;
        assert!(tree.is_empty() || tree.len() == sentence.tokens.len(), "a node for each token");
        let roots = tree.nodes().iter().filter(|node| node.head.is_none()).count();
        assert_eq!(roots, usize::from(!tree.is_empty()), "one root in {text:?}");
        assert!(sentence.vector.iter().all(|value| value.is_finite()));
    }
    analysis.names.iter().for_each(|name| lies(&name.range));
    for one in &analysis.attributions {
        one.cue.iter().chain(&one.source).chain(&one.content).for_each(lies);
    }
}

#[test]
fn a_sentence_of_ten_thousand_words_is_read_in_parts() {
    let text = "shells fell on the town and ".repeat(1_700);
    let analysis = sentence(&text);
    sound(&text, &analysis);
    let read = &analysis.sentences[0];
    assert!(read.tokens.len() > 10_000);
    assert!(read.parts > 30, "read in {} parts", read.parts);
    assert_eq!(read.tree.len(), read.tokens.len());
}

#[test]
fn a_word_of_a_million_letters_is_one_word() {
    let text = "a".repeat(1_000_000);
    sound(&text, &sentence(&text));
}

#[test]
fn another_language_is_cut_into_words_and_not_analysed() {
    let text = "Министерство обороны заявило, что войска покинули город.\n\n\
                Жители сообщили о стрельбе, но никто не пострадал, сказал глава города.";
    let analysis = analyse(text).expect("a text");
    assert!(!analysis.sentences.is_empty());
    assert!(analysis.sentences.iter().all(|s| s.parts == 0 && s.tree.is_empty()));
    assert!(analysis.names.is_empty() && analysis.attributions.is_empty());
}

#[test]
fn odd_texts_stay_within_themselves() {
    for text in [
        "",
        " ",
        "\u{0}\u{1}\u{7f}\u{200b}\u{feff}",
        "ARMY SHELLS TOWN AND ARMY SAYS IT DID NOT SHELL TOWN",
        "no stop no comma the army left the town the rebels came the rebels left",
        "Goma | 12 | 4\nBukavu | 3 | 0\nUvira | - | -",
        "1. Withdraw\n2. Release\n3. Report\n• guns\n• shells",
        "Ceasefire 🕊️ now!!! 👩‍👩‍👧‍👦 #peace @someone https://example.org/a?b=c",
        "e\u{301}\u{301}\u{301}\u{301} said \u{202e}evil\u{202c} things",
        "\"\"\"\"\"\"\"\"",
        "“He said “she said “they said",
        "....................................................................",
        "𝕋𝕙𝕖 𝕒𝕣𝕞𝕪 said so; 軍隊は町を離れた; الجيش غادر",
    ] {
        sound(text, &sentence(text));
        if let Some(analysis) = analyse(text) {
            assert!(analysis.sentences.iter().all(|s| s.range.start <= s.range.end));
        }
    }
}

#[test]
fn words_that_are_given_may_be_anything() {
    let mut analyst = Analyst::new(Model::embedded());
    let words = ["", " ", "\n", "\u{301}", "Goma"];
    let out = analyst.analyse_words(&words, &[0..5], &[0..2, 2..5], &[0, 9, 2, 1, 0]);
    assert_eq!(out.trees.len(), 2);
    assert!(analyst.analyse_words(&[], &[], &[], &[]).trees.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn any_text_is_analysed_within_itself(text in "(\\PC|[a-z .,\"“”']){0,120}") {
        sound(&text, &sentence(&text));
    }
}

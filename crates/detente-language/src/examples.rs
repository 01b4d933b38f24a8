//! Examples as tests: sentences of our own, read by the model that comes with the program.

use crate::{Analysis, Analyst, Model, Relation, factuality};

/// The analysis of a one-line text.
pub(crate) fn analyse(text: &str) -> Analysis {
    let whole = [0..text.len()];
    Analyst::new(Model::embedded()).analyse_text(text, &whole, &whole)
}

/// Expects of each sentence that the word of this dictionary form has this factuality.
pub(crate) fn says(examples: &[(&str, &str, &str)]) {
    for (text, lemma, expected) in examples {
        let analysis = analyse(text);
        let tree = &analysis.sentences[0].tree;
        let word =
            (0..tree.len()).find(|&at| tree.lemma(at) == *lemma && !tree.is(at, Relation::Aux));
        let word = word.unwrap_or_else(|| panic!("no word {lemma:?} in {text:?}: {tree:?}"));
        let found = factuality(tree, word).as_str();
        assert_eq!(&found, expected, "{lemma:?} in {text:?}");
    }
}

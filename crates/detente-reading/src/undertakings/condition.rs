//! On what condition: "if", "unless", "provided that", "on condition that", "as long as".

use super::look::Look;
use detente_language::Relation;
use std::ops::Range;

/// The words of the condition that hangs on any of these words.
pub(super) fn condition(look: &Look, on: &[usize]) -> Option<Range<usize>> {
    let tree = look.scene.tree;
    for &word in on {
        for clause in look.children(word, Relation::Advcl) {
            let marked = look.children(clause, Relation::Mark).any(|mark| {
                look.is(mark, &["if", "unless", "provided", "providing", "once"])
                    || look.children(mark, Relation::Fixed).any(|part| look.is(part, &["long"]))
            });
            if marked {
                return Some(trimmed(look, tree.span(clause)));
            }
        }
        // "on condition that", "on the condition that".
        for noun in tree.with_case(word, "on") {
            if look.is(noun, &["condition", "proviso", "understanding"]) {
                return Some(trimmed(look, tree.span(noun)));
            }
        }
    }
    None
}

fn trimmed(look: &Look, words: Range<usize>) -> Range<usize> {
    let mut words = words;
    while words.len() > 1 && look.scene.token(words.end - 1).is_mark() {
        words.end -= 1;
    }
    words
}

//! What the rules of undertakings look at: a sentence with its dictionary forms, the agreements that
//! the report speaks of, and who tells what.

use super::agreement::{self, Mention};
use crate::events::scene::Scene;
use crate::statements::Told;
use crate::view::View;
use detente_language::{Factuality, Relation, Subtype, Upos, Xpos, factuality};
use std::ops::Range;

/// The report as a whole.
pub(super) struct Report<'v, 'a> {
    pub(super) view: &'v View<'a>,
    pub(super) told: &'v [Told],
    /// In text order.
    pub(super) agreements: Vec<Mention<'a>>,
}

impl<'v, 'a> Report<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, told: &'v [Told]) -> Self {
        Self { view, told, agreements: agreement::mentions(view) }
    }

    /// The statement that the words at a byte are told in: the narrowest that holds them.
    pub(super) fn teller(&self, at: usize) -> Option<&'v Told> {
        let holds = self.told.iter().filter(|told| told.content.iter().any(|c| c.contains(&at)));
        holds.min_by_key(|told| told.content.iter().map(|c| c.len()).sum::<usize>())
    }

    /// The last agreement spoken of before a byte, no more than some sentences away.
    pub(super) fn agreement_before(&self, at: usize, sentence: usize, far: usize) -> Option<usize> {
        let end = self.agreements.partition_point(|mention| mention.range.start < at);
        let last = end.checked_sub(1)?;
        (self.agreements[last].sentence + far >= sentence).then_some(last)
    }

    /// The block of text that a byte lies in, by its number.
    pub(super) fn block(&self, at: usize) -> usize {
        self.view.document.blocks.partition_point(|block| block.range.start <= at)
    }
}

/// One sentence.
pub(super) struct Look<'c, 'v, 'a> {
    pub(super) report: &'c Report<'v, 'a>,
    pub(super) scene: Scene<'v, 'a>,
    lemmas: Vec<String>,
}

impl<'c, 'v, 'a> Look<'c, 'v, 'a> {
    pub(super) fn new(report: &'c Report<'v, 'a>, number: usize) -> Option<Self> {
        let scene = Scene::new(report.view, number)?;
        let lemmas = (0..scene.tree.len()).map(|word| scene.lemma(word)).collect();
        Some(Self { report, scene, lemmas })
    }

    pub(super) fn len(&self) -> usize {
        self.lemmas.len()
    }

    pub(super) fn lemma(&self, word: usize) -> &str {
        &self.lemmas[word]
    }

    pub(super) fn is(&self, word: usize, lemmas: &[&str]) -> bool {
        lemmas.contains(&self.lemma(word))
    }

    pub(super) fn is_verb(&self, word: usize) -> bool {
        self.scene.upos(word) == Upos::Verb
    }

    pub(super) fn is_noun(&self, word: usize) -> bool {
        matches!(self.scene.upos(word), Upos::Noun | Upos::Propn)
    }

    pub(super) fn children(
        &self,
        word: usize,
        relation: Relation,
    ) -> impl DoubleEndedIterator<Item = usize> + use<'_, 'c, 'v, 'a> {
        self.scene.tree.children_by(word, relation)
    }

    /// Whether a word has a child with one of these dictionary forms in this relation.
    pub(super) fn has(&self, word: usize, relation: Relation, lemmas: &[&str]) -> bool {
        self.children(word, relation).any(|child| self.is(child, lemmas))
    }

    pub(super) fn byte(&self, word: usize) -> usize {
        self.scene.bytes(word).start
    }

    pub(super) fn text(&self, words: Range<usize>) -> &'a str {
        let view = self.scene.view;
        &view.text[self.scene.text_of(words)]
    }

    pub(super) fn factuality(&self, word: usize) -> Factuality {
        factuality(self.scene.tree, word)
    }

    /// Whether "not", "no", "never" or "neither" stand with a word or with its subject.
    pub(super) fn negated(&self, word: usize) -> bool {
        let subject = self.children(word, Relation::Nsubj).any(|subject| {
            self.is(subject, &["neither", "none", "nobody"])
                || self.has(subject, Relation::Det, &["neither", "no"])
                || self.has(subject, Relation::Cc, &["neither"])
        });
        subject || self.scene.tree.is_negated(word)
    }

    /// Whether a verb is passive by its own auxiliary; the tree's subject alone is often wrong.
    pub(super) fn is_passive(&self, word: usize) -> bool {
        let auxiliary = self
            .scene
            .tree
            .children(word)
            .any(|c| self.scene.tree.is_sub(c, Relation::Aux, Subtype::Pass));
        if auxiliary {
            return true;
        }
        let have = self.children(word, Relation::Aux).any(|aux| self.lemma(aux) == "have");
        !have && self.scene.xpos(word) == Xpos::Vbn && self.scene.is_passive(word)
    }

    /// The subject of a verb in the active voice, its own or the one it shares.
    pub(super) fn doer(&self, word: usize) -> Option<usize> {
        if !self.is_passive(word) && self.scene.is_passive(word) {
            // "had withdrawn" is not passive, whatever the tree says of its subject.
            let own = self.children(word, Relation::Nsubj).next();
            if own.is_some() {
                return own;
            }
        }
        if self.scene.relation(word) == Relation::Advcl
            && let Some(head) = self.scene.tree.head(word)
            && self.is(head, &["call", "appeal"])
            && self.has(word, Relation::Mark, &["to"])
        {
            let on = self.scene.slot(head, "on");
            return on.first().copied().or_else(|| self.scene.slot(head, "to").first().copied());
        }
        self.scene.doer(word)
    }

    /// Words from here on that belong to one thing undertaken: up to the next one joined to it, or
    /// a clause that says something else.
    pub(super) fn reach(&self, from: usize, action: usize) -> Range<usize> {
        let tree = self.scene.tree;
        let mut end = tree.len();
        for word in action + 1..tree.len() {
            let joined = (self.scene.relation(word) == Relation::Conj
                || super::action::is_loose(self, word))
                && self.is_verb(word)
                && !self.inside_relative(word, action);
            let relative = self.is(word, &["which", "who", "whose", "where"])
                && self.scene.token(word - 1).text == ",";
            let other = relative
                || self.scene.relation(word) == Relation::Mark
                    && self
                        .is(word, &["while", "whereas", "although", "though", "because", "after"])
                || self.scene.token(word).text == ";";
            if joined || other {
                // "and to", "which", commas stand before it.
                let own = if joined { tree.span(word).start.max(action + 1) } else { word };
                end = own.min(word);
                break;
            }
        }
        end = end.min(self.clause_end(action)).max(action + 1);
        while end > action + 1 {
            let last = end - 1;
            let loose = matches!(self.scene.upos(last), Upos::Punct | Upos::Cconj)
                && !matches!(self.scene.token(last).text, ")" | "”" | "\"")
                || self.scene.relation(last) == Relation::Mark;
            if !loose {
                break;
            }
            end = last;
        }
        from.min(action)..end
    }

    /// Past the last word of the clause that is said, where somebody says it: not "…, he said".
    fn clause_end(&self, word: usize) -> usize {
        let tree = self.scene.tree;
        let said = std::iter::once(word).chain(tree.ancestors(word)).find(|&up| {
            matches!(self.scene.relation(up), Relation::Ccomp | Relation::Parataxis)
                && tree.head(up).is_some_and(|head| head > up)
        });
        said.map_or(tree.len(), |said| tree.span(said).end)
    }

    fn inside_relative(&self, word: usize, action: usize) -> bool {
        let above = self.scene.tree.ancestors(word).take_while(|&up| up != action);
        above.into_iter().any(|up| {
            up > action
                && self.scene.relation(up) == Relation::Acl
                && self.scene.tree.nodes()[up].subtype == Subtype::Relcl
        })
    }

    /// The agreement whose mention holds this word.
    pub(super) fn agreement_at(&self, word: usize) -> Option<usize> {
        let bytes = self.scene.bytes(word);
        let all = &self.report.agreements;
        all.iter().position(|one| one.range.start <= bytes.start && bytes.end <= one.range.end)
    }

    /// The agreement that a word is or stands for: "the deal", "it", "which".
    pub(super) fn agreement_of(&self, word: usize) -> Option<usize> {
        if let Some(found) = self.agreement_at(word) {
            return Some(found);
        }
        let tree = self.scene.tree;
        if self.is(word, &["which", "that"]) && self.scene.upos(word) == Upos::Pron {
            let clause = tree.ancestors(word).find(|&up| {
                self.scene.relation(up) == Relation::Acl
                    && tree.nodes()[up].subtype == Subtype::Relcl
            })?;
            return self.agreement_at(tree.head(clause)?);
        }
        if self.is(word, &["text", "term", "terms", "provision", "clause", "point", "article"])
            || self.is(word, &["it", "one", "this"]) && self.scene.upos(word) == Upos::Pron
        {
            // "the terms of the deal".
            let own = self.children(word, Relation::Nmod).find_map(|of| self.agreement_at(of));
            let near = if self.scene.upos(word) == Upos::Pron { 1 } else { 6 };
            return own.or_else(|| {
                self.report.agreement_before(self.byte(word), self.scene.number, near)
            });
        }
        None
    }

    /// The agreement that stands under one of these prepositions with a word: "under the deal".
    pub(super) fn agreement_under(&self, word: usize, prepositions: &[&str]) -> Option<usize> {
        let tree = self.scene.tree;
        for child in tree.children(word) {
            // "in accordance with the accord", read as a clause.
            if self.is(child, prepositions) && self.is(child, &["accordance", "line", "keeping"]) {
                let inner = tree.children(child).find_map(|of| self.agreement_at(of));
                if inner.is_some() {
                    return inner;
                }
            }
            if !matches!(self.scene.relation(child), Relation::Obl | Relation::Nmod) {
                continue;
            }
            let cased = self.children(child, Relation::Case).any(|case| {
                self.is(case, prepositions)
                    || self.children(case, Relation::Fixed).any(|part| self.is(part, prepositions))
            });
            if !cased {
                continue;
            }
            if let Some(found) = self.agreement_of(child) {
                return Some(found);
            }
            // "under the terms of the deal", "as part of a deal".
            let inner = self.children(child, Relation::Nmod).find_map(|of| self.agreement_at(of));
            if inner.is_some() {
                return inner;
            }
        }
        None
    }
}

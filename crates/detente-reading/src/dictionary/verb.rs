//! The verbs of a sentence, and what each of them is coded as.

use super::commas::{Commas, commas};
use super::matching::{self, Named, Side};
use super::parties::{self, Ends};
use super::phrases::{Phrase, phrases};
use super::words::Words;
use super::{Coded, Coder, spaced};
use detente_language::{Relation, Subtype, Upos, Xpos};
use detente_world::{DictionaryVerb, Left};
use std::ops::Range;

/// A sentence made ready.
pub(super) struct Parts<'s, 'v> {
    pub(super) words: &'s Words<'v>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) phrase_of: Vec<Option<usize>>,
    commas: Commas,
}

/// All events of a sentence; `None` where it has none.
pub(super) fn code(coder: &Coder, sentence: usize) -> Option<Vec<Coded>> {
    let view = coder.view;
    let words = Words::of(view, sentence)?;
    let known = |word: &String| !coder.dictionary.verbs(word).is_empty();
    if !words.text.iter().any(known) {
        return None;
    }
    let range = &view.analysis.sentences.get(sentence)?.range;
    if coder.dictionary.left_out(&spaced(view.text.get(range.clone())?)) > Left::Nothing {
        return None;
    }
    let phrases = phrases(&words, coder.dictionary, coder.day.as_deref());
    let mut phrase_of = vec![None; words.len()];
    for (at, phrase) in phrases.iter().enumerate() {
        phrase_of[phrase.words.clone()].fill(Some(at));
    }
    let commas = commas(&words, &phrases, &coder.options);
    let parts = Parts { words: &words, phrases, phrase_of, commas };
    let start = view.sentences.get(sentence)?.start;
    let mut out: Vec<Coded> = vec![];
    let mut done = 0;
    for tok in 0..words.tree.len() {
        if tok < done || !parts.may_be_coded(tok) {
            continue;
        }
        let Some((verb, range)) = parts.verb(coder, tok) else { continue };
        let Some(events) = parts.events(coder, tok, verb, range) else { continue };
        // What stands within a verb's phrase is what it says, not more of what happened.
        done = parts.end(tok);
        for mut event in events {
            event.verb += start;
            for party in [&mut event.source, &mut event.target] {
                party.toks = party.toks.start + start..party.toks.end + start;
            }
            let same = |one: &Coded| {
                one.source.code == event.source.code
                    && one.target.code == event.target.code
                    && one.code == event.code
            };
            if !out.iter().any(same) {
                out.push(event);
            }
        }
    }
    Some(out)
}

impl Parts<'_, '_> {
    /// Whether a token is a verb of a clause that is read.
    fn may_be_coded(&self, tok: usize) -> bool {
        let tree = self.words.tree;
        let node = &tree.nodes()[tok];
        let verbal = matches!(
            node.xpos,
            Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz
        );
        let adjective =
            matches!(node.relation, Relation::Amod | Relation::Compound | Relation::Case);
        let word = self.words.at(tok);
        let read = self.phrase_of.get(word).is_some_and(Option::is_none)
            && self.commas.left_out.get(word) == Some(&false);
        let told = std::iter::once(tok)
            .chain(tree.ancestors(tok))
            .all(|at| !tree.is_sub(at, Relation::Acl, Subtype::Relcl));
        verbal && !adjective && read && told
    }

    /// The dictionary's verb at a token, and its words.
    fn verb<'c>(&self, coder: &'c Coder, tok: usize) -> Option<(&'c DictionaryVerb, Range<usize>)> {
        let at = self.words.at(tok);
        let text = &self.words.text;
        let verbs = coder.dictionary.verbs(text.get(at)?);
        verbs.iter().find_map(|verb| {
            let after = text.get(at + 1..at + 1 + verb.after.len())?;
            let start = at.checked_sub(verb.before.len())?;
            let before = text[start..at].iter().rev();
            (*after == verb.after && before.eq(&verb.before))
                .then_some((verb, start..at + 1 + verb.after.len()))
        })
    }

    /// Past the last token of a verb's phrase: of all that hangs on it and follows it, save clauses
    /// joined to it and those that tell who said it.
    fn end(&self, tok: usize) -> usize {
        let tree = self.words.tree;
        let verb = match tree.nodes()[tok].relation {
            Relation::Aux | Relation::Cop => tree.head(tok).unwrap_or(tok),
            _ => tok,
        };
        let has_subject = tree.children_by(verb, Relation::Nsubj).any(|child| child < verb);
        let joins = |child: usize| tree.child(child, Relation::Cc).is_some();
        let list = tree.children_by(verb, Relation::Conj).any(joins);
        let follows = |&child: &usize| {
            let own = match tree.nodes()[child].relation {
                // Nothing joins it: the tree has mistaken something else for a second clause.
                Relation::Conj => !list,
                // "Said the guard"; where one stands before the verb, this is no subject.
                Relation::Nsubj => has_subject,
                Relation::Cc
                | Relation::Punct
                | Relation::Parataxis
                | Relation::List
                | Relation::Vocative => false,
                _ => true,
            };
            child > verb && own
        };
        let ends = tree.children(verb).filter(follows).map(|child| tree.span(child).end);
        // "A boat believed sunk off the coast": the second says what is believed.
        let twin = Some(verb + 1).filter(|&next| {
            next < tree.len()
                && tree.is(verb, Relation::Acl)
                && tree.is(next, Relation::Acl)
                && tree.head(next) == tree.head(verb)
        });
        let ends = ends.chain(twin.map(|next| tree.span(next).end));
        ends.max().unwrap_or(0).max(verb + 1).max(tok + 1)
    }

    fn events(
        &self,
        coder: &Coder,
        tok: usize,
        verb: &DictionaryVerb,
        range: Range<usize>,
    ) -> Option<Vec<Coded>> {
        let words = self.words;
        let options = &coder.options;
        let known_only = options.require_dyad && options.new_actor_length == 0;
        let side = |seq: Vec<usize>, backwards| Side {
            words: &words.text,
            seq: seq.into_iter().filter(|&word| !self.commas.left_out[word]).collect(),
            phrase_of: &self.phrase_of,
            phrases: &self.phrases,
            backwards,
            known_only,
        };
        let bar = self.commas.bars.iter().copied().filter(|&bar| bar <= range.start).max();
        let before = side((bar.unwrap_or(0)..range.start).rev().collect(), true);
        let end = words.at(self.end(tok)).max(range.end);
        let after = side((range.end..end).collect(), false);
        let patterns = coder.dictionary.patterns(verb);
        let found = matching::first(patterns, &before, &after, coder.dictionary);
        let (code, named, pattern) = match found {
            Some((pattern, named)) => (pattern.code.as_str(), named, Some(pattern.text.as_str())),
            None => (verb.code.as_str(), Named::default(), None),
        };
        if code.is_empty() || code == "---" {
            return None;
        }
        let ends = Ends { coder, parts: self, tok, before: &before.seq, after: &after.seq };
        let (source, target) = ends.find(&named, code.contains(':'))?;
        let mut events = parties::pairs(&source, &target, code, options.require_dyad);
        let pattern = pattern.map_or(String::new(), |pattern| format!(" {pattern}"));
        for event in &mut events {
            event.verb = tok;
            event.rule = format!("dictionary:{}{pattern}", verb.name);
        }
        Some(events)
    }

    /// The phrase that a token lies in.
    pub(super) fn phrase_at(&self, tok: usize) -> Option<usize> {
        let word = self.words.at(tok);
        let inside = self.words.toks.get(word)?.contains(&tok);
        self.phrase_of.get(word).copied().flatten().filter(|_| inside)
    }

    /// Whether a verb is passive: by its tree, or by its own form after a form of "be".
    pub(super) fn is_passive(&self, tok: usize) -> bool {
        let tree = self.words.tree;
        tree.is_passive(tok)
            || tree.nodes()[tok].xpos == Xpos::Vbn
                && tree.children(tok).any(|child| {
                    child < tok
                        && tree.nodes()[child].upos == Upos::Aux
                        && tree.lemma(child) == "be"
                })
    }
}

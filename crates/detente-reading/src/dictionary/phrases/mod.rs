//! The noun phrases that may be a source or a target, read off the tree.
//!
//! PETRARCH looks for actors in flat noun phrases: a noun with all before it ("the Vale's river
//! police"), and one prepositional phrase behind it ("villagers of the Vale"), for the actor stands
//! there as often as in front. Where a phrase hangs on a phrase that hangs on the noun ("the start of
//! talks with the Vale"), each of the last two words is nearer to the other than to the first, and
//! the first stands alone. A phrase with a possessive is one phrase with all that follows. Joined
//! nouns ("the Vale and Thorn") are a compound, each member with what it shares with the others.

mod mend;

use super::words::Words;
use detente_language::{Relation, Subtype, Upos, Xpos};
use detente_world::Dictionary;
use std::ops::Range;

/// More members than any compound has; a text that is no prose may make more.
const MOST: usize = 64;

/// A noun phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words from its first to its last.
    pub(super) words: Range<usize>,
    /// Its noun.
    pub(super) head: usize,
    /// The members of a compound, or the phrase itself.
    pub(super) members: Vec<Member>,
}

/// One member of a compound.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its tokens, which need not lie side by side.
    pub(super) toks: Vec<usize>,
    /// What the dictionaries say it is; empty where nothing.
    pub(super) codes: Vec<String>,
    pub(super) actor: Option<String>,
}

impl Phrase {
    pub(super) fn is_compound(&self) -> bool {
        self.members.len() > 1
    }

    pub(super) fn is_coded(&self) -> bool {
        self.members.iter().any(|member| !member.codes.is_empty())
    }
}

/// All phrases of a sentence in order; none lies in another.
pub(super) fn phrases(words: &Words, dictionary: &Dictionary, day: Option<&str>) -> Vec<Phrase> {
    let tree = words.tree;
    let mut finder = Finder { words, dictionary, day, taken: vec![false; tree.len()] };
    for at in 0..tree.len() {
        if in_relative_clause(words, at) {
            finder.taken[at] = true;
        }
    }
    let mut found: Vec<Found> = vec![];
    // From the top of the tree down, so that a phrase is met by its head.
    let mut order: Vec<(usize, usize)> =
        (0..tree.len()).map(|at| (tree.ancestors(at).count(), at)).collect();
    order.sort_unstable();
    for (_, head) in order {
        if finder.taken[head] || !is_head(words, head, |toks| finder.actor_of(toks).is_some()) {
            continue;
        }
        let mut members = finder.compound(head);
        members.truncate(MOST);
        let one = Found { head, members };
        let Some(range) = one.range() else { continue };
        finder.taken[range].fill(true);
        found.push(one);
    }
    found.sort_by_key(|one| one.range().map(|range| range.start));
    let found = mend::mended(words, found);
    let mut out: Vec<Phrase> = vec![];
    for one in found {
        let Some(range) = one.range() else { continue };
        let range = words.within(range);
        // What lies between the parts of another phrase belongs to that.
        let end = out.last().map_or(0, |phrase| phrase.words.end);
        if range.is_empty() || range.start < end {
            continue;
        }
        let coded = |toks: Vec<usize>| {
            let party = dictionary.party(&words.spelled(&toks), day).unwrap_or_default();
            Member { toks, codes: party.codes, actor: party.actor }
        };
        let members = one.members.into_iter().map(coded).collect();
        out.push(Phrase { words: range, head: one.head, members });
    }
    out
}

/// A phrase by its tokens.
struct Found {
    head: usize,
    /// The tokens of each member, in order.
    members: Vec<Vec<usize>>,
}

impl Found {
    fn range(&self) -> Option<Range<usize>> {
        let toks = self.members.iter().flatten().copied();
        Some(toks.clone().min()?..toks.max()? + 1)
    }
}

/// Clauses that tell more of a noun ("the guard, who had fled") say nothing that is coded.
fn in_relative_clause(words: &Words, at: usize) -> bool {
    let tree = words.tree;
    std::iter::once(at).chain(tree.ancestors(at)).any(|word| {
        let marked = || tree.children_by(word, Relation::Mark).any(|mark| tree.lemma(mark) != "to");
        tree.is_sub(word, Relation::Acl, Subtype::Relcl) || tree.is(word, Relation::Acl) && marked()
    })
}

/// Whether a phrase may be met by this word: a noun that is a part of the clause, not of a noun.
fn is_head(words: &Words, at: usize, known: impl Fn(&[usize]) -> bool) -> bool {
    let node = &words.tree.nodes()[at];
    let nominal = matches!(
        node.upos,
        Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X
    );
    let argument = matches!(
        node.relation,
        Relation::Nsubj | Relation::Obj | Relation::Iobj | Relation::Obl | Relation::Nmod
    );
    let part = matches!(
        node.relation,
        Relation::Det
            | Relation::Amod
            | Relation::Compound
            | Relation::Flat
            | Relation::Fixed
            | Relation::Nummod
            | Relation::Case
            | Relation::Mark
            | Relation::Cc
            | Relation::Aux
            | Relation::Cop
            | Relation::Advmod
            | Relation::Punct
            | Relation::Expl
            | Relation::Goeswith
    );
    let asks = matches!(node.xpos, Xpos::Wp | Xpos::WpPoss | Xpos::Wdt | Xpos::Wrb | Xpos::Ex);
    let verbal = matches!(node.upos, Upos::Verb | Upos::Aux | Upos::Adv | Upos::Punct);
    // "Next week", "a day later": a time without a preposition is nobody.
    let time = node.relation == Relation::Obl && node.subtype == Subtype::Unmarked;
    let time = || time && !known(&(at.saturating_sub(1)..at + 1).collect::<Vec<_>>());
    !asks && !part && (nominal || argument && !verbal) && !time()
}

struct Finder<'w, 'v> {
    words: &'w Words<'v>,
    dictionary: &'w Dictionary,
    day: Option<&'w str>,
    taken: Vec<bool>,
}

impl Finder<'_, '_> {
    /// The members of the phrase of this noun, each as its tokens in order.
    fn compound(&self, head: usize) -> Vec<Vec<usize>> {
        let tree = self.words.tree;
        let joined =
            tree.children_by(head, Relation::Conj).filter(|&word| is_noun(self.words, word));
        let mut heads = vec![head];
        heads.extend(joined.flat_map(|word| {
            std::iter::once(word).chain(
                tree.children_by(word, Relation::Conj).filter(|&word| is_noun(self.words, word)),
            )
        }));
        heads.retain(|&word| !self.taken[word]);
        if heads.len() < 2 {
            return self.variants(head, true);
        }
        let last = heads[heads.len() - 1];
        // "Clerks and guards of the Vale": what follows the last goes with all, whichever of them
        // the tree hangs it on, if no other member has a name of its own.
        let tail = self.tails(head).into_iter().find(|&tail| tail > last);
        let bare = |&word: &usize| self.actor_of(&self.base(word)).is_none();
        let shared = tail.or_else(|| {
            let tail = self.tail(last)?;
            heads.iter().all(bare).then_some(tail)
        });
        let adjectives = self.adjectives(head);
        let mut members = vec![];
        for &word in &heads {
            let own = self.variants(word, shared.is_none());
            for mut member in own {
                // "River police and guards": an adjective before the first goes with all that have
                // none.
                if word != head && self.is_single(word) {
                    member.splice(0..0, adjectives.iter().copied());
                }
                match shared {
                    Some(tail) => members.extend(self.with_tail(&member, tail)),
                    None => members.push(member),
                }
            }
        }
        members
    }

    /// A noun with what it is one phrase with: several where that is a compound.
    fn variants(&self, head: usize, with_tail: bool) -> Vec<Vec<usize>> {
        if self.has_possessive(head) {
            return vec![self.whole(head)];
        }
        let bases = self.split(head);
        match self.tail(head).filter(|_| with_tail) {
            Some(tail) => bases.iter().flat_map(|base| self.with_tail(base, tail)).collect(),
            None => bases,
        }
    }

    fn with_tail(&self, base: &[usize], tail: usize) -> Vec<Vec<usize>> {
        let tree = self.words.tree;
        let case: Vec<usize> =
            tree.children_by(tail, Relation::Case).filter(|&c| c < tail).collect();
        let ends = self.compound_of_tail(tail);
        ends.into_iter().map(|end| self.in_order([base, &case, &end].concat())).collect()
    }

    fn compound_of_tail(&self, tail: usize) -> Vec<Vec<usize>> {
        let tree = self.words.tree;
        let joined =
            tree.children_by(tail, Relation::Conj).filter(|&word| is_noun(self.words, word));
        let heads: Vec<usize> = std::iter::once(tail).chain(joined).collect();
        heads.iter().flat_map(|&word| self.variants(word, word != tail)).collect()
    }

    /// The noun with a preposition that makes one phrase with this: the first behind it, if no
    /// other hangs on that.
    fn tail(&self, head: usize) -> Option<usize> {
        let tail = self.tails(head).into_iter().next()?;
        (self.tails(tail).is_empty() && self.clauses(tail).is_empty()).then_some(tail)
    }

    /// The nouns with prepositions behind a noun.
    fn tails(&self, head: usize) -> Vec<usize> {
        let tree = self.words.tree;
        let tails = tree.children_by(head, Relation::Nmod).filter(|&word| {
            word > head
                && tree.child(word, Relation::Case).is_some()
                && !self.taken[word]
                && tree.nodes()[word].subtype != Subtype::Poss
        });
        tails.collect()
    }

    /// The clauses behind a noun that have phrases of their own.
    fn clauses(&self, head: usize) -> Vec<usize> {
        let tree = self.words.tree;
        tree.children_by(head, Relation::Acl).filter(|&word| !self.taken[word]).collect()
    }

    /// The tokens of a noun and what stands before it.
    fn base(&self, head: usize) -> Vec<usize> {
        let tree = self.words.tree;
        let mut toks = vec![head];
        for child in tree.children(head) {
            let node = &tree.nodes()[child];
            let before = child < head;
            let near = match node.relation {
                Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Nummod
                | Relation::Advmod
                | Relation::Dep => before,
                Relation::Flat | Relation::Fixed | Relation::Goeswith => true,
                Relation::Nmod => {
                    before
                        && (node.subtype != Subtype::None
                            || tree.child(child, Relation::Case).is_none())
                }
                // A name right behind a title.
                Relation::Appos => !before && (head..child).all(|at| self.words.is_word(at)),
                _ => false,
            };
            if near {
                self.under(child, &mut toks);
            }
        }
        self.around(head, toks)
    }

    /// What of these tokens lies around a noun without a gap, marks of punctuation set aside.
    fn around(&self, head: usize, toks: Vec<usize>) -> Vec<usize> {
        let toks = self.in_order(toks);
        let in_it = |at: usize| toks.binary_search(&at).is_ok();
        // A hyphen is no word of the phrase, but what it joins is one word.
        let one_word = |at: usize| self.words.at(at) == self.words.at(at + 1);
        let mut start = head;
        while start > 0 {
            let before = start - 1;
            let mark = !self.words.is_word(before) && before > 0 && in_it(before - 1);
            let part = self.words.is_word(before) && one_word(before);
            if !(in_it(before) || mark || part) {
                break;
            }
            start = before;
        }
        let mut end = head + 1;
        while in_it(end)
            || end < self.words.tree.len() && self.words.is_word(end) && one_word(end - 1)
        {
            end += 1;
        }
        let near = toks.into_iter().filter(|tok| (start..end).contains(tok));
        let mut near: Vec<usize> = near.skip_while(|&tok| !self.words.is_word(tok)).collect();
        while near.pop_if(|tok| !self.words.is_word(*tok)).is_some() {}
        near
    }

    /// Like [`Self::base`]; where names are joined in it ("Vale and Thorn leaders", "old foes Vale
    /// and Thorn"), once with each.
    fn split(&self, head: usize) -> Vec<Vec<usize>> {
        let tree = self.words.tree;
        let base = self.base(head);
        for child in tree.children(head).filter(|child| base.contains(child)) {
            let joined: Vec<usize> = tree
                .children_by(child, Relation::Conj)
                .filter(|word| base.contains(word))
                .collect();
            if joined.is_empty() {
                continue;
            }
            let mut parts = vec![];
            for word in std::iter::once(child).chain(joined) {
                let mut part = vec![word];
                for under in tree.children(word).filter(|&under| {
                    !matches!(
                        tree.nodes()[under].relation,
                        Relation::Conj | Relation::Cc | Relation::Punct
                    )
                }) {
                    self.under(under, &mut part);
                }
                parts.push(self.in_order(part));
            }
            if parts.iter().any(|part| self.actor_of(part).is_none()) {
                continue;
            }
            let mut all = vec![];
            self.under(child, &mut all);
            let outside: Vec<usize> =
                base.iter().copied().filter(|tok| !all.contains(tok)).collect();
            return parts
                .into_iter()
                .map(|part| self.in_order([outside.as_slice(), &part].concat()))
                .collect();
        }
        vec![base]
    }

    fn has_possessive(&self, head: usize) -> bool {
        let tree = self.words.tree;
        let mut toks = self.base(head);
        for behind in self.tails(head).into_iter().chain(tree.children_by(head, Relation::Appos)) {
            toks.push(behind);
            // What is joined with it stands for itself.
            for child in tree.children(behind).filter(|&child| !tree.is(child, Relation::Conj)) {
                self.under(child, &mut toks);
            }
        }
        toks.iter().any(|&tok| self.words.is_possessive(tok))
    }

    /// A noun with all that hangs on it, save what makes it part of the clause.
    fn whole(&self, head: usize) -> Vec<usize> {
        let tree = self.words.tree;
        let mut toks = self.base(head);
        for child in tree.children(head).filter(|&child| child > head) {
            let relation = tree.nodes()[child].relation;
            if matches!(
                relation,
                Relation::Nmod | Relation::Appos | Relation::Acl | Relation::Nummod
            ) {
                self.under(child, &mut toks);
            }
        }
        self.in_order(toks)
    }

    fn adjectives(&self, head: usize) -> Vec<usize> {
        let tree = self.words.tree;
        let mut toks = vec![];
        for child in tree.children_by(head, Relation::Amod).filter(|&child| child < head) {
            self.under(child, &mut toks);
        }
        self.in_order(toks)
    }

    /// Whether a noun has nothing before it.
    fn is_single(&self, head: usize) -> bool {
        self.base(head).len() == 1
    }

    fn actor_of(&self, toks: &[usize]) -> Option<String> {
        let party = self.dictionary.party(&self.words.spelled(toks), self.day)?;
        party.codes.into_iter().find(|code| !code.starts_with("---"))
    }

    fn under(&self, word: usize, toks: &mut Vec<usize>) {
        let start = toks.len();
        toks.push(word);
        let mut at = start;
        while at < toks.len() {
            toks.extend(self.words.tree.children(toks[at]));
            at += 1;
        }
    }

    fn in_order(&self, mut toks: Vec<usize>) -> Vec<usize> {
        toks.sort_unstable();
        toks.dedup();
        toks
    }
}

fn is_noun(words: &Words, at: usize) -> bool {
    let node = &words.tree.nodes()[at];
    matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X)
        || node.upos == Upos::Adj && words.tree.child(at, Relation::Det).is_some()
}

//! One sentence with its tree, as the rules of events look at it.

use crate::statements::Told;
use crate::view::{Tok, View};
use detente_language::{Relation, Sentence, Subtype, Tree, Upos, Xpos};
use detente_record::ActorKind;
use std::ops::Range;

/// A sentence of a report.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'v, 'a> {
    pub(crate) view: &'v View<'a>,
    /// The number of the sentence.
    pub(crate) number: usize,
    pub(crate) sentence: &'v Sentence,
    pub(crate) tree: &'v Tree,
    /// The statements of the report, for those who say "we".
    pub(crate) told: &'v [Told],
    /// The number of its first token in the report.
    base: usize,
}

impl<'v, 'a> Scene<'v, 'a> {
    /// The sentence of this number; `None` without a tree.
    pub(crate) fn new(view: &'v View<'a>, number: usize) -> Option<Self> {
        let sentence = view.analysis.sentences.get(number)?;
        let base = view.sentences.get(number)?.start;
        let whole = sentence.tree.len() == sentence.tokens.len() && !sentence.tree.is_empty();
        let tree = &sentence.tree;
        whole.then_some(Self { view, number, sentence, tree, told: &[], base })
    }

    /// The same, with the statements of the report.
    pub(crate) fn with(self, told: &'v [Told]) -> Self {
        Self { told, ..self }
    }

    /// Who says the words at a byte: the speaker of the narrowest statement that holds them.
    pub(crate) fn speaker(&self, at: usize) -> Option<&'v Told> {
        let holds = self.told.iter().filter(|told| told.content.iter().any(|c| c.contains(&at)));
        holds.min_by_key(|told| told.content.iter().map(|c| c.len()).sum::<usize>())
    }

    /// A word as a token of the report.
    pub(crate) fn tok(&self, word: usize) -> usize {
        self.base + word
    }

    pub(crate) fn token(&self, word: usize) -> &'v Tok<'a> {
        &self.view.toks[self.base + word]
    }

    pub(crate) fn bytes(&self, word: usize) -> Range<usize> {
        self.sentence.tokens[word].range.clone()
    }

    /// The text from the first to past the last of some words.
    pub(crate) fn text_of(&self, words: Range<usize>) -> Range<usize> {
        self.sentence.text_of(words)
    }

    /// The dictionary form in small letters.
    ///
    /// A past form that the tagger took for a base form ("has threatened") is read as what it is.
    pub(crate) fn lemma(&self, word: usize) -> String {
        let lower = &self.token(word).lower;
        if word == 0 && self.tree.nodes()[word].upos == Upos::Propn && self.upos(word) == Upos::Noun
        {
            return detente_language::lemma(lower, Upos::Noun, Xpos::Nns);
        }
        // "UN urges": a singular form that the tagger took for a plural one.
        let third = self.upos(word) == Upos::Verb
            && self.xpos(word) == Xpos::Vbp
            && lower.len() > 3
            && lower.ends_with('s')
            && !lower.ends_with("ss");
        if third {
            return detente_language::lemma(lower, Upos::Verb, Xpos::Vbz);
        }
        let base = self.upos(word) == Upos::Verb && matches!(self.xpos(word), Xpos::Vb | Xpos::Vbp);
        if base && lower.len() > 5 && lower.ends_with("ed") && !lower.ends_with("eed") {
            return detente_language::lemma(lower, Upos::Verb, Xpos::Vbn);
        }
        let gerund = base && lower.len() > 6 && lower.ends_with("ing");
        if gerund {
            return detente_language::lemma(lower, Upos::Verb, Xpos::Vbg);
        }
        let lemma = self.tree.lemma(word).to_lowercase();
        // "Beheaded", "overran": past forms of rare verbs that the tagger took for another form.
        if self.upos(word) == Upos::Verb && lemma == *lower {
            let regular = lower.len() > 5 && lower.ends_with("ed") && !lower.ends_with("eed");
            let built = ["over", "under", "with", "re", "out"].iter().any(|prefix| {
                lower.strip_prefix(prefix).is_some_and(|rest| {
                    rest.len() > 2 && detente_language::lemma(rest, Upos::Verb, Xpos::Vbd) != rest
                })
            });
            if regular || built {
                return detente_language::lemma(lower, Upos::Verb, Xpos::Vbd);
            }
        }
        // "Had carried it out and taken the hill": a participle that the tagger took for a past form.
        if self.upos(word) == Upos::Verb && self.xpos(word) == Xpos::Vbd && lemma == *lower {
            return detente_language::lemma(lower, Upos::Verb, Xpos::Vbn);
        }
        // "Dismantled its bases": the plural of "base", which armies have, and not of "basis".
        if lemma == "basis" && lower == "bases" { "base".to_owned() } else { lemma }
    }

    /// The dictionary form with what a hyphen joins to it: "cease-fire".
    pub(crate) fn hyphenated(&self, word: usize) -> Option<String> {
        let hyphen = word.checked_sub(1)?;
        let before = hyphen.checked_sub(1)?;
        let close = self.token(hyphen).text == "-"
            && self.bytes(before).end == self.bytes(hyphen).start
            && self.bytes(hyphen).end == self.bytes(word).start;
        close.then(|| format!("{}-{}", self.token(before).lower, self.lemma(word)))
    }

    /// The dictionary form with the noun or adjective right before it: "aid-worker" of "aid workers".
    pub(crate) fn compounded(&self, word: usize) -> Option<String> {
        let before = word.checked_sub(1)?;
        let own = self.tree.head(before) == Some(word)
            && matches!(self.relation(before), Relation::Compound | Relation::Amod);
        own.then(|| format!("{}-{}", self.token(before).lower, self.lemma(word)))
    }

    /// The PLOVER sector of the people whom a common noun stands for.
    pub(crate) fn sector(&self, word: usize) -> Option<&'a str> {
        let world = self.view.world;
        // "Christians" is in the plural, name or not.
        let one = || {
            let plural = self.xpos(word) == Xpos::Nnps;
            let noun = plural
                .then(|| detente_language::lemma(&self.token(word).lower, Upos::Noun, Xpos::Nns));
            noun.and_then(|noun| world.sector_of(&noun))
        };
        let small = || world.sector_of(&self.token(word).lower).or_else(one);
        // "Thousands marched": people.
        let many = || {
            let bare =
                matches!(self.token(word).lower.as_str(), "thousands" | "hundreds" | "dozens")
                    && (word + 1 >= self.tree.len() || self.token(word + 1).lower != "of");
            bare.then_some("CVL")
        };
        // "terrorist groups".
        let armed = || {
            let group = matches!(
                self.lemma(word).as_str(),
                "group" | "faction" | "organisation" | "organization" | "formation" | "element"
            );
            let arms = |c: usize| {
                matches!(
                    self.token(c).lower.as_str(),
                    "armed"
                        | "terrorist"
                        | "rebel"
                        | "militant"
                        | "insurgent"
                        | "extremist"
                        | "islamist"
                        | "jihadist"
                        | "separatist"
                        | "guerrilla"
                )
            };
            (group && self.tree.children(word).any(arms)).then_some("REB")
        };
        let whose = || {
            let before = self.tree.children(word).filter(|&c| {
                c < word
                    && matches!(self.relation(c), Relation::Compound | Relation::Amod)
                    && self.tree.child(c, Relation::Conj).is_none()
            });
            crate::actors::speaks_for(
                &self.lemma(word),
                before.map(|c| self.token(c).lower.as_str()),
                world,
            )
        };
        whose()
            .or_else(|| world.sector_of(&self.lemma(word)))
            .or_else(small)
            .or_else(many)
            .or_else(armed)
    }

    /// Whether a word stands for people or a person, and not for a thing or a place: what a trigger
    /// asks for by "somebody".
    pub(crate) fn is_somebody(&self, word: usize) -> bool {
        let bytes = self.bytes(word);
        let person = || {
            self.view.analysis.names.iter().any(|name| {
                name.kind == detente_language::NameKind::Person
                    && name.range.start <= bytes.start
                    && bytes.end <= name.range.end
            })
        };
        let body = || {
            self.view.name_at(self.tok(word)).is_some_and(|name| {
                matches!(
                    name.actor.kind,
                    ActorKind::Person
                        | ActorKind::ArmedGroup
                        | ActorKind::Igo
                        | ActorKind::Ngo
                        | ActorKind::Institution
                )
            })
        };
        let many = || self.xpos(word) == Xpos::Nnps && self.view.name_at(self.tok(word)).is_some();
        self.sector(word).is_some() && !self.is_weapon(word) || person() || body() || many()
    }

    /// Whether a name is that of an armed group: what a trigger asks for by "armed-group".
    pub(crate) fn is_armed_group(&self, word: usize) -> bool {
        let named = self.view.name_at(self.tok(word));
        named.is_some_and(|name| name.actor.kind == ActorKind::ArmedGroup)
    }

    /// Whether a name is that of a state, and no adjective: what a trigger asks for by "named-state".
    pub(crate) fn is_state(&self, word: usize) -> bool {
        self.upos(word) == Upos::Propn
            && self.view.name_at(self.tok(word)).is_some_and(|name| {
                name.actor.kind == ActorKind::State
                    && !matches!(name.form, detente_world::Form::Adjective)
            })
    }

    /// Whether a noun is a sum of money ("40 million euros", "$2 billion"): what a trigger asks
    /// for by "sum-of-money".
    pub(crate) fn is_money(&self, word: usize) -> bool {
        let sign = |at: usize| {
            let text = self.token(at).text;
            text.starts_with(['$', '€', '£', '¥', '₹', '₦']) || text.ends_with(['$', '€', '£'])
        };
        let money = self.view.world.frames().is("money-nouns", &self.lemma(word));
        let counted = || self.tree.child(word, Relation::Nummod).is_some();
        money && counted()
            || sign(word)
            || self.phrase(word).any(sign)
            // "352.5 million euros": a parser may take the number for the head.
            || self.upos(word) == Upos::Num
                && self.tree.children(word).any(|c| {
                    sign(c) || self.view.world.frames().is("money-nouns", &self.lemma(c))
                })
    }

    /// Whether a noun stands for a weapon or what carries one, by the frames' class of these.
    pub(crate) fn is_weapon(&self, word: usize) -> bool {
        self.view.world.frames().is("machines", &self.lemma(word))
    }

    pub(crate) fn relation(&self, word: usize) -> Relation {
        self.tree.nodes()[word].relation
    }

    /// The word class. "Doctors in Sudan", which a tagger may take for a name by its capital, is a
    /// noun where the finer tag says so.
    pub(crate) fn upos(&self, word: usize) -> Upos {
        let node = &self.tree.nodes()[word];
        let noun = word == 0 && node.upos == Upos::Propn && node.xpos == Xpos::Nns;
        if noun && self.view.name_at(self.base).is_none() { Upos::Noun } else { node.upos }
    }

    /// Whether a word tells a time.
    pub(crate) fn is_time(&self, word: usize) -> bool {
        let bytes = self.bytes(word);
        self.view
            .times
            .iter()
            .any(|time| time.range.start <= bytes.start && bytes.end <= time.range.end)
    }

    pub(crate) fn xpos(&self, word: usize) -> Xpos {
        self.tree.nodes()[word].xpos
    }

    /// Whether the word names something.
    pub(crate) fn is_nominal(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det)
            || self.upos(word) == Upos::Adj
                && !matches!(self.relation(word), Relation::Amod | Relation::Root)
    }

    /// The words of a noun phrase without what follows its head, save for the rest of a name.
    pub(crate) fn phrase(&self, head: usize) -> Range<usize> {
        let mut from = head;
        let mut to = head + 1;
        for child in self.tree.children(head) {
            match self.relation(child) {
                Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Nummod
                | Relation::Flat
                | Relation::Advmod
                    if child < head =>
                {
                    from = from.min(self.tree.span(child).start);
                }
                Relation::Nmod
                    if child < head && self.tree.nodes()[child].subtype != Subtype::None =>
                {
                    from = from.min(self.tree.span(child).start);
                }
                Relation::Appos if child < head => from = from.min(self.tree.span(child).start),
                Relation::Flat | Relation::Compound | Relation::Goeswith if child == to => {
                    to = to.max(self.tree.span(child).end);
                }
                _ => {}
            }
        }
        from..to
    }

    /// The nouns joined with one, itself first.
    pub(crate) fn joined(&self, word: usize) -> Vec<usize> {
        let mut out: Vec<usize> = vec![word];
        out.extend(self.hyphen_pair(word));
        let mut at = 0;
        while at < out.len() {
            let more = self.tree.children_by(out[at], Relation::Conj);
            let more: Vec<usize> =
                more.filter(|&c| self.is_nominal(c) && self.takes_part(out[at], c)).collect();
            out.extend(more);
            at += 1;
        }
        out
    }

    /// The other of two that a hyphen puts side by side: "the Chadian-Nigerien talks". "US-led" and
    /// "non-Russian" name one.
    pub(super) fn hyphen_pair(&self, word: usize) -> Option<usize> {
        let named = |at: usize| {
            let kind = self.view.name_at(self.tok(at))?.actor.kind;
            let side = matches!(kind, ActorKind::State | ActorKind::ArmedGroup | ActorKind::Igo);
            side.then_some(())
        };
        named(word)?;
        let tied = |at: usize| {
            matches!(self.token(at).text, "-" | "–")
                && self.bytes(at - 1).end == self.bytes(at).start
                && self.bytes(at).end == self.bytes(at + 1).start
        };
        let last = self.tree.len() - 1;
        let before = (word >= 2 && tied(word - 1)).then(|| word - 2);
        let behind = (word + 2 <= last && word > 0 || word == 0 && last >= 2)
            .then(|| word + 2)
            .filter(|_| tied(word + 1));
        before.into_iter().chain(behind).find(|&at| named(at).is_some())
    }

    /// Whether a noun joined to another stands beside it as one more.
    fn takes_part(&self, first: usize, word: usize) -> bool {
        !self.is_among(word) && !self.is_excepted(word) && !self.is_of_both(first, word)
    }

    /// "Hit two trucks and not a single passer-by": who is named to say that he is not meant.
    fn is_excepted(&self, word: usize) -> bool {
        let start = self.phrase(word).start;
        let next = (start + 1 < self.tree.len()).then(|| self.token(start + 1).lower.as_str());
        self.token(start).lower == "not" && !matches!(next, Some("only" | "just"))
    }

    /// "Chad and Sudan's ministers", where a parser joins the ministers with the states whose they
    /// are: the states stand for them.
    fn is_of_both(&self, first: usize, word: usize) -> bool {
        self.upos(first) == Upos::Propn
            && self.upos(word) == Upos::Noun
            && self.tree.children_by(first, Relation::Conj).any(|other| {
                self.upos(other) == Upos::Propn
                    && other < word
                    && self.tree.children_by(other, Relation::Case).any(|case| {
                        matches!(self.token(case).lower.as_str(), "'s" | "’s") && case > other
                    })
            })
    }

    /// Whether a word tells of a part of those before it: "14 villagers, among them six children".
    fn is_among(&self, word: usize) -> bool {
        let among =
            |at: usize| matches!(self.token(at).lower.as_str(), "among" | "including" | "amongst");
        self.tree.children_by(word, Relation::Case).any(among)
            || word.checked_sub(1).is_some_and(among)
    }

    /// The clause under a predicate that tells what is agreed, demanded, said.
    pub(crate) fn clause(&self, word: usize) -> Option<usize> {
        let children = self.tree.children(word);
        let mut clauses = children.filter(|&c| {
            matches!(self.relation(c), Relation::Xcomp | Relation::Ccomp)
                && !matches!(self.upos(c), Upos::Punct)
        });
        clauses.next().or_else(|| {
            // "an agreement to withdraw", "the demand that they leave".
            let mut under = self.tree.children_by(word, Relation::Acl);
            under.find(|&c| self.tree.nodes()[c].subtype != Subtype::Relcl && self.is_clause(c))
        })
    }

    fn is_clause(&self, word: usize) -> bool {
        self.tree
            .children_by(word, Relation::Mark)
            .any(|mark| matches!(self.tree.lemma(mark), "to" | "that"))
    }
}

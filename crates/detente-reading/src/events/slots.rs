//! Where the participants of a predicate stand.
//!
//! A frame names places ("subject", "object", "on", "owner"); what stands there is found in the
//! tree, whatever the voice, and through what English leaves out: participles ("troops shelling the
//! town"), relative clauses ("the rebels who took it"), gerunds ("accused Kigali of arming"),
//! joined verbs that share an object, and verbs that only carry a noun ("launched an attack on").

use super::scene::Scene;
use detente_language::{Relation, Subtype, Upos, Xpos};

/// Verbs that carry a noun of action: what is said of them is said of the noun.
const SUPPORT: &[&str] = &[
    "launch",
    "carry",
    "conduct",
    "stage",
    "hold",
    "make",
    "begin",
    "commence",
    "start",
    "open",
    "continue",
    "resume",
    "commit",
    "mount",
    "wage",
    "undertake",
    "perform",
    "issue",
    "deliver",
    "lodge",
    "give",
    "express",
    "voice",
    "place",
    "impose",
    "take",
    "have",
    "do",
    "lead",
    "organise",
    "organize",
    "execute",
    "unleash",
    "intensify",
    "step",
    "tighten",
    "maintain",
    "enforce",
    "pay",
    "reach",
    "sign",
    "conclude",
    "announce",
    "declare",
    "order",
    "end",
    "halt",
    "stop",
    "suspend",
    "break",
    "extend",
    "offer",
    "provide",
    "send",
    "file",
    "raise",
    "repeat",
    "reiterate",
    "echo",
    "sponsor",
    "renew",
    "submit",
    "engage",
    "kick",
    "set",
    "initiate",
    "pursue",
    "enter",
    "escalate",
    "plan",
    "prepare",
    "threaten",
    "complete",
    "finish",
];

/// Verbs that say of a noun of action that it goes on.
const PHASE: &[&str] = &[
    "begin", "start", "open", "resume", "continue", "end", "conclude", "collapse", "fail", "stall",
    "break", "take", "happen", "erupt", "occur", "proceed", "restart", "finish", "go",
];

/// Verbs that lay a happening at somebody's door.
const BLAME: &[&str] = &[
    "accuse",
    "blame",
    "suspect",
    "convict",
    "condemn",
    "denounce",
    "criticise",
    "criticize",
    "charge",
];

impl Scene<'_, '_> {
    /// The words in one place of a predicate, each the head of a noun phrase (joined ones apart).
    pub(crate) fn slot(&self, word: usize, name: &str) -> Vec<usize> {
        let found = match name {
            "subject" => self.doer(word),
            "object" => self.done_to(word),
            "indirect" => self.tree.child(word, Relation::Iobj).or_else(|| self.first_of_two(word)),
            "owner" => {
                return self.done_to(word).into_iter().flat_map(|o| self.owners(o)).collect();
            }
            "clause" => self.clause(word).and_then(|clause| self.doer(clause)),
            "content" => self.clause(word).and_then(|clause| self.done_to(clause)),
            "speaker" => None,
            "whose" => {
                self.tree.children(word).find(|&c| self.tree.nodes()[c].subtype == Subtype::Poss)
            }
            preposition => return self.after(word, preposition),
        };
        if matches!(name, "object" | "clause") {
            let more = self.also_blamed(word, found);
            return found.into_iter().flat_map(|found| self.joined(found)).chain(more).collect();
        }
        found.into_iter().flat_map(|found| self.joined(found)).collect()
    }

    /// "Accused Chad of arming rebels and Niger of sheltering them": a name with a charge of its own,
    /// which a parser hangs on the first charge.
    fn also_blamed(&self, word: usize, first: Option<usize>) -> Option<usize> {
        let first = first.filter(|_| BLAME.contains(&self.lemma(word).as_str()))?;
        let charge = |at: usize| matches!(self.token(at).lower.as_str(), "of" | "for");
        let charged = (first + 1..self.tree.len()).find(|&at| charge(at))?;
        (charged + 1..self.tree.len().saturating_sub(2)).find(|&at| {
            let told = |at: usize| {
                matches!(self.upos(at), Upos::Adj | Upos::Noun) || self.xpos(at) == Xpos::Vbg
            };
            self.upos(at) == Upos::Propn
                && self.tree.child(at, Relation::Cc).is_some()
                && self.tree.child(at, Relation::Case).is_none()
                && self.tree.within(at, word)
                && charge(at + 1)
                && (told(at + 2) || self.upos(at + 2) == Upos::Punct)
        })
    }

    /// What stands behind a preposition that belongs to a predicate, or to the noun it acts on.
    pub(crate) fn after(&self, word: usize, preposition: &str) -> Vec<usize> {
        let mut out: Vec<usize> = vec![];
        let mut places = vec![word];
        if let Some(carrier) = self.carrier(word) {
            places.push(carrier);
        }
        if self.is_verb(word)
            && let Some(object) = self.object(word)
        {
            places.push(object);
        }
        // "engaged in ethnic cleansing against villagers": what stands behind the noun is meant.
        if matches!(self.lemma(word).as_str(), "engage" | "participate" | "involve") {
            let inner = self.tree.children_by(word, Relation::Obl);
            places.extend(inner.filter(|&c| self.upos(c) == Upos::Noun && self.cased(c, "in")));
        }
        // "held talks in Jordan with the king": a parser may hang the king on Jordan.
        let direct = places.len();
        for at in 0..direct {
            let obliques = self.tree.children_by(places[at], Relation::Obl);
            let nouns = self.tree.children_by(places[at], Relation::Nmod);
            let inner = obliques.chain(nouns).filter(|&c| {
                self.upos(c) == Upos::Propn && matches!(self.tree.case(c), Some("in" | "at" | "on"))
            });
            places.extend(inner.collect::<Vec<_>>());
        }
        for place in places {
            for child in self.tree.children(place) {
                // "called on Monday on the rebels".
                if self.is_time(child) {
                    continue;
                }
                // "Work with the army sharing data", where a parser takes the army for who shares and
                // "with" for what joins the two.
                if preposition == "with"
                    && self.relation(child) == Relation::Advcl
                    && self.xpos(child) == Xpos::Vbg
                    && self.tree.children(child).any(|c| {
                        matches!(self.relation(c), Relation::Mark | Relation::Case)
                            && self.tree.lemma(c) == "with"
                    })
                    && let Some(doer) = self.tree.child(child, Relation::Nsubj)
                {
                    out.extend(self.joined(doer));
                }
                // A parser may take what stands behind a preposition for an object, a subject, or
                // for what a verb leaves open.
                let noun = matches!(self.upos(child), Upos::Noun | Upos::Propn);
                let behind = || self.tree.child(child, Relation::Case).is_some_and(|c| c < child);
                if (matches!(self.relation(child), Relation::Obl | Relation::Nmod)
                    || noun && matches!(self.relation(child), Relation::Xcomp | Relation::Obj)
                    || noun && self.relation(child) == Relation::Nsubj && behind())
                    && self.cased(child, preposition)
                {
                    out.extend(self.joined(child));
                    // "talks between A and B", where the parser joins B with the talks.
                    if preposition == "between" && out.len() == 1 {
                        let end = self.tree.span(child).end;
                        let more = self.tree.children_by(place, Relation::Conj);
                        out.extend(
                            more.filter(|&c| c > child && self.tree.span(c).start <= end + 1),
                        );
                    }
                }
            }
        }
        out
    }

    /// Whether a noun stands behind a preposition, alone or as a part of several words.
    pub(super) fn cased(&self, noun: usize, preposition: &str) -> bool {
        // The parser may hang the preposition elsewhere; it stands before the noun all the same.
        if self.tree.child(noun, Relation::Case).is_none() {
            let before = self.phrase(noun).start.checked_sub(1);
            return before.is_some_and(|at| {
                self.upos(at) == Upos::Adp && self.token(at).lower == preposition
            });
        }
        self.tree.children_by(noun, Relation::Case).any(|case| {
            self.tree.lemma(case).eq_ignore_ascii_case(preposition)
                // "along with", "out of"; "according to" and "because of" say something else.
                || matches!(
                    self.lemma(case).as_str(),
                    "along" | "together" | "out" | "inside" | "outside" | "up" | "ahead"
                ) && self
                    .tree
                    .children_by(case, Relation::Fixed)
                    .any(|part| self.tree.lemma(part).eq_ignore_ascii_case(preposition))
        })
    }

    /// The verb that carries a noun of action: "launched" of "launched an attack".
    pub(crate) fn carrier(&self, noun: usize) -> Option<usize> {
        if self.is_verb(noun) {
            return None;
        }
        let mut at = noun;
        // "held talks and consultations".
        while self.relation(at) == Relation::Conj {
            at = self.tree.head(at)?;
        }
        let head = self.tree.head(at)?;
        let carried = self.relation(at) == Relation::Obj
            || self.relation(at) == Relation::Nsubj && self.is_passive(head)
            // "engaged in talks", "entered into an agreement".
            || self.relation(at) == Relation::Obl && (self.cased(at, "in") || self.cased(at, "into"));
        // "Talks began between": what goes on by itself is told of too.
        if self.relation(at) == Relation::Nsubj
            && !self.is_passive(head)
            && self.tree.object(head).is_none_or(|object| self.lemma(object) == "place")
        {
            let phase = PHASE.contains(&self.lemma(head).as_str());
            return (self.is_verb(head) && phase).then_some(head);
        }
        let known = || SUPPORT.contains(&self.lemma(head).as_str());
        (carried && self.is_verb(head) && known()).then_some(head)
    }

    /// Who does what a noun of action names.
    pub(super) fn doer_of_noun(&self, noun: usize) -> Option<usize> {
        if let Some(by) = self.after(noun, "by").first() {
            return Some(*by);
        }
        if let Some(carrier) = self.carrier(noun)
            && let Some(subject) = self.doer(carrier)
            && subject != noun
        {
            return Some(subject);
        }
        // "is on a visit to Lusaka", "has been in talks with".
        if self.tree.child(noun, Relation::Cop).is_some()
            && let Some(own) = self.tree.child(noun, Relation::Nsubj)
        {
            return Some(self.antecedent(own));
        }
        let owner = self.owner(noun);
        // "After a meeting with the envoy, the minister said".
        let around = self.tree.head(noun).filter(|&head| {
            owner.is_none()
                && self.relation(noun) == Relation::Obl
                && self.is_verb(head)
                && matches!(self.tree.case(noun), Some("after" | "during" | "at" | "before"))
                && !self.after(noun, "with").is_empty()
        });
        if let Some(subject) = around.and_then(|head| self.doer(head)) {
            return Some(subject);
        }
        if owner.is_some_and(|owner| self.upos(owner) != Upos::Pron) {
            return owner;
        }
        // "accused Chad of the raid", "blamed Chad for it".
        let blamed = self.tree.head(noun).filter(|&head| {
            self.relation(noun) == Relation::Obl
                && ["of", "for", "over", "with"].iter().any(|case| self.cased(noun, case))
                && BLAME.contains(&self.lemma(head).as_str())
        });
        blamed.and_then(|head| self.done_to(head)).filter(|&at| at != noun).or(owner)
    }

    /// Whose a noun is: "the army's", "Russian", "rebel".
    pub(crate) fn owner(&self, noun: usize) -> Option<usize> {
        let children = || self.tree.children(noun);
        // "his Ukrainian counterpart" is Ukraine's.
        let nation = children().find(|&c| {
            c < noun
                && self.upos(c) == Upos::Adj
                && self.relation(c) == Relation::Amod
                && self.view.name_at(self.tok(c)).is_some()
        });
        let poss = children()
            // A title before a name may hang beside it: the name has the ending.
            .filter(|&c| self.tree.nodes()[c].subtype == Subtype::Poss)
            .max_by_key(|&c| (self.tree.child(c, Relation::Case).is_some(), c))
            .filter(|&c| self.upos(c) != Upos::Pron || nation.is_none());
        // "an Israeli drone strike": the adjective may hang on what stands between.
        let through = || {
            let between =
                children().filter(|&c| c < noun && self.relation(c) == Relation::Compound);
            let mut inner = between.flat_map(|c| self.tree.children(c).collect::<Vec<_>>());
            inner.find(|&c| {
                self.relation(c) == Relation::Amod && self.view.name_at(self.tok(c)).is_some()
            })
        };
        let own = poss.or_else(|| {
            children().find(|&c| {
                c < noun
                    && matches!(
                        self.relation(c),
                        Relation::Amod | Relation::Compound | Relation::Nmod
                    )
                    && (self.view.name_at(self.tok(c)).is_some()
                        || self.lemma(c) == "military"
                            && self.view.world.frames().is("violence", &self.lemma(noun))
                        || (self.relation(c) == Relation::Compound || self.is_warlike(c))
                            && self.sector(c).is_some()
                            && !self.is_weapon(c)
                            // "The hospital bombing" is not the hospital's.
                            && !self.view.world.frames().is("sites", &self.lemma(c)))
            })
        });
        own.or_else(through)
    }

    /// Adjectives that stand for those who fight: "militant targets".
    fn is_warlike(&self, word: usize) -> bool {
        self.upos(word) == Upos::Adj
            && matches!(
                self.token(word).lower.as_str(),
                "rebel" | "militant" | "insurgent" | "terrorist" | "separatist" | "jihadist"
            )
    }

    /// Those whose a noun is, the closest tie first: its owner, or who stands behind "of" or "by".
    pub(crate) fn owners(&self, noun: usize) -> Vec<usize> {
        if let Some(owner) = self.owner(noun) {
            return self.joined(owner);
        }
        // "the storming of the mosque by settlers" is the settlers'.
        for preposition in ["by", "of", "from"] {
            let found: Vec<usize> = self
                .tree
                .children(noun)
                .filter(|&c| self.relation(c) == Relation::Nmod && self.cased(c, preposition))
                .flat_map(|c| self.joined(c))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        // "missiles fired by the army" are the army's.
        let fired = self.tree.children_by(noun, Relation::Acl).find(|&c| {
            matches!(self.lemma(c).as_str(), "fire" | "launch" | "drop" | "operate" | "fly")
        });
        if let Some(fired) = fired.filter(|&c| self.is_passive(c)) {
            let by = self.after(fired, "by");
            if !by.is_empty() {
                return by;
            }
        }
        // "dozens of women", wherever the parser hangs the women.
        let of = noun + 1 < self.tree.len() && self.token(noun + 1).lower == "of";
        let behind = (noun + 2..self.tree.len().min(noun + 7))
            .find(|&at| self.is_nominal(at) && self.phrase(at).start == noun + 2);
        behind.filter(|_| of).map(|at| self.joined(at)).unwrap_or_default()
    }
}

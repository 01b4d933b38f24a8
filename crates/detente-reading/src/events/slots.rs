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
        found.into_iter().flat_map(|found| self.joined(found)).collect()
    }

    /// The first of two objects that stand side by side: "gave the activists asylum".
    fn first_of_two(&self, verb: usize) -> Option<usize> {
        let bare = |&c: &usize| self.tree.child(c, Relation::Case).is_none();
        let mut objects = self.tree.children_by(verb, Relation::Obj).filter(bare);
        let first = objects.next()?;
        objects.next().map(|_| first)
    }

    /// The object of a verb; of two, the thing given.
    fn object(&self, verb: usize) -> Option<usize> {
        let bare = |&c: &usize| self.tree.child(c, Relation::Case).is_none();
        let objects = || self.tree.children_by(verb, Relation::Obj);
        // "captured hundreds of soldiers", where both hang on the verb: the soldiers.
        let of = objects().find(|&c| self.cased(c, "of") && c > verb);
        if let Some(of) = of
            && objects().any(|c| c < of && matches!(self.upos(c), Upos::Noun | Upos::Num))
        {
            return Some(of);
        }
        objects().rfind(bare).or_else(|| objects().next())
    }

    /// Whether a word is a verb in a form that takes participants.
    fn is_verb(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Verb | Upos::Aux)
            || self.upos(word) == Upos::Adj && self.xpos(word) == Xpos::Vbn
    }

    /// Whether a predicate is passive, also as a bare participle: "a truce agreed in Doha".
    pub(crate) fn is_passive(&self, word: usize) -> bool {
        if self.tree.is_passive(word) {
            // A parser that takes an active verb for a passive one leaves it its object.
            let aux = self.tree.children(word).any(|c| {
                self.relation(c) == Relation::Aux
                    && (self.tree.nodes()[c].subtype == Subtype::Pass
                        || matches!(self.tree.lemma(c), "be" | "get"))
            });
            return aux || self.tree.object(word).is_none() && self.xpos(word) != Xpos::Vbd;
        }
        let bare = self.xpos(word) == Xpos::Vbn
            && self.tree.auxiliaries(word).next().is_none()
            && self.tree.child(word, Relation::Nsubj).is_none();
        match self.relation(word) {
            Relation::Acl => bare,
            Relation::Amod => self.xpos(word) == Xpos::Vbn,
            // "Backed by jets, the army advanced".
            Relation::Advcl => bare && self.tree.object(word).is_none(),
            Relation::Conj => {
                bare && self.tree.head(word).is_some_and(|head| self.is_passive(head))
            }
            Relation::Root | Relation::Parataxis => {
                bare && self.tree.object(word).is_none() && !self.after(word, "by").is_empty()
            }
            _ => false,
        }
    }

    /// Who does it.
    pub(crate) fn doer(&self, word: usize) -> Option<usize> {
        if !self.is_verb(word) {
            // "is critical of", "are ready to".
            let own = (self.upos(word) == Upos::Adj)
                .then(|| self.tree.child(word, Relation::Nsubj))
                .flatten();
            return own.map(|own| self.antecedent(own)).or_else(|| self.doer_of_noun(word));
        }
        if self.is_passive(word) {
            // "was held and beaten by soldiers": who stands behind the last does both.
            let joined = || {
                let all = self.tree.children_by(word, Relation::Conj);
                all.filter(|&c| self.is_passive(c))
                    .find_map(|c| self.after(c, "by").first().copied())
            };
            return self.after(word, "by").first().copied().or_else(joined);
        }
        let gerund = || (self.xpos(word) == Xpos::Vbg).then(|| self.owner(word)).flatten();
        self.grammatical(word, 0).or_else(gerund)
    }

    /// The subject of a verb in the active voice, its own or the one it is left out for.
    fn grammatical(&self, word: usize, depth: usize) -> Option<usize> {
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            return None;
        }
        let mut own = self.tree.children(word).filter(|&c| {
            self.relation(c) == Relation::Nsubj && self.tree.nodes()[c].subtype != Subtype::Outer
        });
        if let Some(first) = own.next() {
            // "Dozens of rebels", where the parser takes both for subjects.
            // "Chad and Sudan's ministers": they are both's.
            let counted =
                own.next().filter(|&second| self.cased(second, "of") || self.joins(first, second));
            return Some(self.antecedent(counted.unwrap_or(first)));
        }
        // A noun before a finite verb that a parser takes for its object.
        let finite = matches!(self.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
            || self.xpos(word) == Xpos::Vbn
                && self.relation(word) == Relation::Root
                && self.tree.auxiliaries(word).next().is_none();
        let first = self
            .tree
            .children_by(word, Relation::Obj)
            .find(|&c| c < word && finite && matches!(self.upos(c), Upos::Noun | Upos::Propn));
        if first.is_some() {
            return first;
        }
        let head = self.tree.head(word)?;
        match self.relation(word) {
            Relation::Conj if self.is_verb(head) => self.shared(head, depth),
            Relation::Xcomp => match self
                .tree
                .object(head)
                .or_else(|| self.is_passive(head).then(|| self.done_to(head)).flatten())
            {
                Some(object) => Some(object),
                None => match self.tree.child(head, Relation::Iobj) {
                    Some(told) => Some(told),
                    None => self.addressed(head).or_else(|| self.shared(head, depth)),
                },
            },
            Relation::Ccomp if self.is_verb(head) && self.has_to(word) => {
                self.tree.object(head).or_else(|| self.shared(head, depth))
            }
            // "accused the rebels of having shelled the town".
            Relation::Ccomp if self.is_verb(head) && self.is_laid(word) => self.done_to(head),
            // "The army shelled the town, officials said, killing two": not the officials.
            Relation::Advcl | Relation::Parataxis if self.says(head) => {
                let told = self.tree.children(head).find(|&c| {
                    c != word
                        && c < word
                        && self.is_verb(c)
                        && matches!(self.relation(c), Relation::Ccomp | Relation::Parataxis)
                });
                let outer = || {
                    let up = self.tree.head(head).filter(|_| self.is(head, Relation::Parataxis))?;
                    self.is_verb(up).then_some(up)
                };
                told.or_else(outer).and_then(|told| self.shared(told, depth))
            }
            Relation::Advcl if self.has_to(word) && self.addressed(head).is_some() => {
                self.addressed(head)
            }
            Relation::Advcl => {
                let blamed = self.tree.children_by(word, Relation::Mark).any(|mark| {
                    matches!(self.tree.lemma(mark), "of" | "for" | "from" | "against" | "with")
                });
                if blamed && self.is_verb(head) {
                    self.done_to(head).or_else(|| self.shared(head, depth))
                } else if self.is_verb(head) {
                    if self.is_passive(head) {
                        self.done_to(head)
                    } else {
                        self.shared(head, depth)
                    }
                } else {
                    self.grammatical(head, depth + 1)
                }
            }
            // "troops shelling the town"; "the plan to shell it" is the plan's owner's.
            Relation::Acl if !self.has_to(word) => {
                self.is_nominal(head).then(|| self.antecedent(head))
            }
            Relation::Acl => self.owners(head).first().copied().or_else(|| self.doer_of_noun(head)),
            _ => None,
        }
    }

    /// Whether a clause is what somebody is accused of.
    fn is_laid(&self, word: usize) -> bool {
        self.tree.children_by(word, Relation::Mark).any(|mark| self.tree.lemma(mark) == "of")
    }

    fn is(&self, word: usize, relation: Relation) -> bool {
        self.relation(word) == relation
    }

    /// Whether "and" joins the owner of a noun with the name right before it.
    pub(crate) fn joins(&self, name: usize, noun: usize) -> bool {
        let start = self.phrase(noun).start;
        self.upos(name) == Upos::Propn
            && matches!(self.xpos(noun), Xpos::Nns | Xpos::Nnps)
            && start == name + 2
            && self.token(name + 1).lower == "and"
            && self.tree.children(noun).any(|c| self.tree.nodes()[c].subtype == Subtype::Poss)
    }

    fn says(&self, word: usize) -> bool {
        matches!(self.lemma(word).as_str(), "say" | "report" | "add" | "tell" | "announce" | "note")
    }

    fn shared(&self, head: usize, depth: usize) -> Option<usize> {
        if self.is_passive(head) {
            return self.done_to(head);
        }
        self.grammatical(head, depth + 1)
    }

    /// Whom a verb asks that takes the one asked behind a preposition: "called on Goma to".
    fn addressed(&self, verb: usize) -> Option<usize> {
        let prepositions: &[&str] = match self.lemma(verb).as_str() {
            "call" => &["on", "upon", "for"],
            "appeal" | "signal" => &["to", "for"],
            "plead" => &["with"],
            "prevail" | "press" => &["on", "upon", "for"],
            _ => return None,
        };
        prepositions.iter().find_map(|preposition| self.after(verb, preposition).first().copied())
    }

    pub(crate) fn has_to(&self, word: usize) -> bool {
        self.tree.children_by(word, Relation::Mark).any(|mark| self.tree.lemma(mark) == "to")
    }

    /// What a relative pronoun stands for.
    fn antecedent(&self, word: usize) -> usize {
        if self.upos(word) != Upos::Pron
            || !matches!(
                self.tree.lemma(word).to_lowercase().as_str(),
                "who" | "which" | "that" | "whom"
            )
        {
            return word;
        }
        let clause = self.tree.ancestors(word).find(|&up| {
            self.relation(up) == Relation::Acl && self.tree.nodes()[up].subtype == Subtype::Relcl
        });
        clause.and_then(|clause| self.tree.head(clause)).unwrap_or(word)
    }

    /// To whom or what it is done.
    pub(crate) fn done_to(&self, word: usize) -> Option<usize> {
        if !self.is_verb(word) {
            return None;
        }
        if self.is_passive(word) {
            let own = self.tree.children(word).find(|&c| self.relation(c) == Relation::Nsubj);
            if let Some(own) = own {
                return Some(self.antecedent(own));
            }
            return match (self.relation(word), self.tree.head(word)) {
                (Relation::Acl | Relation::Amod, Some(head)) => Some(head),
                (Relation::Conj | Relation::Xcomp | Relation::Advcl, Some(head))
                    if self.is_verb(head) =>
                {
                    if self.is_passive(head) {
                        self.done_to(head)
                    } else {
                        self.grammatical(head, 1)
                    }
                }
                _ => None,
            };
        }
        if let Some(own) = self.object(word) {
            return Some(self.antecedent(own));
        }
        if let Some(own) = self.bare(word) {
            return Some(self.antecedent(own));
        }
        // A parser may take the object for another name of the subject: "X met President Y".
        if let Some(subject) = self.tree.child(word, Relation::Nsubj)
            && let Some(named) = self.tree.children_by(subject, Relation::Appos).find(|&c| {
                subject < word && self.phrase(c).start > word && self.phrase(c).start <= word + 3
            })
        {
            return Some(named);
        }
        // "the town that they shelled".
        if self.relation(word) == Relation::Acl
            && self.tree.nodes()[word].subtype == Subtype::Relcl
            && let Some(head) = self.tree.head(word)
            && self.tree.child(word, Relation::Nsubj).is_some_and(|s| self.antecedent(s) == s)
        {
            return Some(head);
        }
        // "shelled and burned the town": what stands behind the last is done by all.
        let after = |other: usize| {
            self.tree.object(other).filter(|&object| object > word && object > other)
        };
        let joined = self.tree.children_by(word, Relation::Conj).find_map(|conj| {
            let own = self
                .tree
                .children(conj)
                .any(|c| c < conj && matches!(self.relation(c), Relation::Nsubj | Relation::Punct));
            (self.is_verb(conj) && !own).then(|| after(conj)).flatten()
        });
        joined.or_else(|| {
            let head = self.tree.head(word).filter(|_| self.relation(word) == Relation::Conj)?;
            self.is_verb(head).then(|| after(head)).flatten()
        })
    }

    /// A noun right behind an active verb without a preposition is its object, whatever a parser
    /// takes it for: a second subject, one told, or a circumstance. Times are none.
    fn bare(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let before = tree.children_by(verb, Relation::Nsubj).any(|c| c < verb);
        tree.children(verb).find(|&c| {
            let placed = match self.relation(c) {
                Relation::Iobj => true,
                Relation::Nsubj => before,
                Relation::Obl => {
                    tree.nodes()[c].subtype == Subtype::None
                        && tree.child(c, Relation::Case).is_none()
                        && self.view.times_in(self.bytes(c)).next().is_none()
                }
                _ => false,
            };
            let from = self.phrase(c).start;
            let free = from > verb && from <= verb + 2 && self.upos(from - 1) != Upos::Adp;
            placed && free && matches!(self.upos(c), Upos::Noun | Upos::Propn)
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
                let noun = matches!(self.upos(child), Upos::Noun | Upos::Propn);
                if (matches!(self.relation(child), Relation::Obl | Relation::Nmod)
                    || noun && self.relation(child) == Relation::Xcomp)
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
    fn cased(&self, noun: usize, preposition: &str) -> bool {
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
    fn doer_of_noun(&self, noun: usize) -> Option<usize> {
        if let Some(by) = self.after(noun, "by").first() {
            return Some(*by);
        }
        if let Some(carrier) = self.carrier(noun)
            && let Some(subject) = self.doer(carrier)
            && subject != noun
        {
            return Some(subject);
        }
        let owner = self.owner(noun);
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
        poss.or_else(|| {
            children().find(|&c| {
                c < noun
                    && matches!(
                        self.relation(c),
                        Relation::Amod | Relation::Compound | Relation::Nmod
                    )
                    && (self.view.name_at(self.tok(c)).is_some()
                        || self.lemma(c) == "military"
                        || self.relation(c) == Relation::Compound
                            && self.sector(c).is_some()
                            && !self.is_weapon(c)
                            // "The hospital bombing" is not the hospital's.
                            && !self.view.world.frames().is("sites", &self.lemma(c)))
            })
        })
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
        // "dozens of women", wherever the parser hangs the women.
        let of = noun + 1 < self.tree.len() && self.token(noun + 1).lower == "of";
        let behind = (noun + 2..self.tree.len().min(noun + 7))
            .find(|&at| self.is_nominal(at) && self.phrase(at).start == noun + 2);
        behind.filter(|_| of).map(|at| self.joined(at)).unwrap_or_default()
    }
}

//! Who does what a predicate says, and to whom: the doer and the one it is done to, whatever the
//! voice, and through what English leaves out.
//!
//! Participles ("troops shelling the town"), relative clauses ("the rebels who took it"), gerunds
//! ("accused Kigali of arming"), open complements ("agreed to leave") and joined verbs share the
//! participants of the words above them. Where a parser takes an active verb for a participle, its
//! neighbours tell what it is.

use super::scene::Scene;
use super::whose::is_portion;
use detente_language::{Relation, Subtype, Upos, Xpos};

impl Scene<'_, '_> {
    /// The first of two objects that stand side by side: "gave the activists asylum".
    pub(super) fn first_of_two(&self, verb: usize) -> Option<usize> {
        let bare = |&c: &usize| self.tree.child(c, Relation::Case).is_none();
        let mut objects = self.tree.children_by(verb, Relation::Obj).filter(bare);
        let first = objects.next()?;
        objects.next().map(|_| first)
    }

    /// The object of a verb; of two, the thing given.
    pub(super) fn object(&self, verb: usize) -> Option<usize> {
        let bare = |&c: &usize| self.tree.child(c, Relation::Case).is_none();
        let objects = || self.tree.children_by(verb, Relation::Obj);
        // "captured hundreds of soldiers", where both hang on the verb: the soldiers. But who "lifted
        // the blockade of Chad" lifts the blockade.
        let of = objects().find(|&c| self.cased(c, "of") && c > verb);
        if let Some(of) = of
            && objects().any(|c| c < of && is_portion(self, c))
        {
            return Some(of);
        }
        objects().rfind(bare).or_else(|| objects().next())
    }

    /// Whether a word is a verb in a form that takes participants.
    pub(super) fn is_verb(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Verb | Upos::Aux)
            || self.upos(word) == Upos::Adj && self.xpos(word) == Xpos::Vbn
    }

    /// Whether a predicate is passive, also as a bare participle: "a truce agreed in Doha".
    pub(crate) fn is_passive(&self, word: usize) -> bool {
        if self.taken_for_participle(word).is_some() || self.between_two(word) {
            return false;
        }
        if self.tree.is_passive(word) {
            // A parser that takes an active verb for a passive one leaves it its object.
            let aux = self.tree.children(word).any(|c| {
                self.relation(c) == Relation::Aux
                    && (self.tree.nodes()[c].subtype == Subtype::Pass
                        || matches!(self.tree.lemma(c), "be" | "get"))
            });
            // "Police have arrested ten": without "been" it is active, whatever the parser says.
            let perfect =
                || self.tree.auxiliaries(word).any(|aux| matches!(aux, "have" | "do" | "will"));
            return aux
                || self.tree.object(word).is_none() && self.xpos(word) != Xpos::Vbd && !perfect();
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

    /// "China suspended imports", which a parser may take for imports of China that were suspended:
    /// the name before the verb and the noun behind it.
    pub(crate) fn taken_for_participle(&self, word: usize) -> Option<(usize, usize)> {
        let head = self.tree.head(word)?;
        let name = word.checked_sub(1)?;
        let fits = self.relation(word) == Relation::Amod
            && self.xpos(word) == Xpos::Vbn
            && self.relation(head) == Relation::Root
            && self.upos(head) == Upos::Noun
            && head > word
            && self.upos(name) == Upos::Propn
            && self.tree.head(name) == Some(head)
            && self.relation(name) == Relation::Compound
            && !self.tree.children(head).any(|c| {
                matches!(self.relation(c), Relation::Det | Relation::Cop | Relation::Nsubj)
                    || self.tree.nodes()[c].subtype == Subtype::Poss
            });
        fits.then_some((name, head))
    }

    /// Whether a verb without an auxiliary stands between two subjects: the second is its object.
    fn between_two(&self, word: usize) -> bool {
        let mut subjects = self.tree.children_by(word, Relation::Nsubj);
        let pair = subjects.next().zip(subjects.next());
        self.tree.auxiliaries(word).next().is_none()
            && pair.is_some_and(|(a, b)| a < word && word < b && self.phrase(b).start <= word + 2)
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
        if let Some((name, _)) = self.taken_for_participle(word) {
            return Some(name);
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
    pub(super) fn grammatical(&self, word: usize, depth: usize) -> Option<usize> {
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            return None;
        }
        let subjects = |verb: usize| {
            self.tree.children(verb).filter(|&c| {
                // "Bamako, June 21 — The movement signed": where it was filed does nothing.
                let at = self.bytes(c).start;
                self.relation(c) == Relation::Nsubj
                    && self.tree.nodes()[c].subtype != Subtype::Outer
                    && !self.view.datelines.iter().any(|line| line.contains(&at))
            })
        };
        // A parser may hang the subject on "has" of "has imposed".
        let on_auxiliary = self.tree.children_by(word, Relation::Aux).flat_map(subjects);
        let mut own = subjects(word).chain(on_auxiliary);
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
            .children(word)
            .filter(|&c| matches!(self.relation(c), Relation::Obj | Relation::Iobj))
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
                // "went on to blame Chad": what a parser hangs too high is the blamed.
                .filter(|&object| object < word)
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
            // "The ministry summoned the envoy, an official said": both may hang on "said".
            Relation::Ccomp if self.says(head) && self.fronted(head, word).is_some() => {
                self.fronted(head, word)
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
            // "gave Niger a week to withdraw".
            Relation::Advcl
                if self.has_to(word)
                    && matches!(self.lemma(head).as_str(), "give" | "grant" | "allow")
                    && self.tree.child(head, Relation::Iobj).is_some() =>
            {
                self.tree.child(head, Relation::Iobj)
            }
            Relation::Advcl if self.has_to(word) && self.addressed(head).is_some() => {
                self.addressed(head)
            }
            Relation::Advcl => {
                let blamed = self.tree.children_by(word, Relation::Mark).any(|mark| {
                    matches!(self.tree.lemma(mark), "of" | "for" | "from" | "against" | "with")
                });
                // "used the valley for shelling the town": a thing shells nobody.
                let used = matches!(self.lemma(head).as_str(), "use" | "exploit" | "choose");
                if blamed && !used && self.is_verb(head) {
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
            // "signed a decree granting asylum", "a report accusing the army": who writes it acts.
            Relation::Acl if !self.has_to(word) && self.is_text(head) => {
                self.author(head).or(Some(head))
            }
            // "troops shelling the town"; "the plan to shell it" is the plan's owner's.
            Relation::Acl if !self.has_to(word) => {
                self.is_nominal(head).then(|| self.antecedent(head))
            }
            // "Chad and Niger to join forces": a headline without its verb.
            Relation::Acl
                if self.relation(head) == Relation::Root && self.upos(head) == Upos::Propn =>
            {
                Some(head)
            }
            Relation::Acl => self.owners(head).first().copied().or_else(|| self.doer_of_noun(head)),
            _ => None,
        }
    }

    /// Whether a noun stands for words that somebody wrote, who does what they do.
    fn is_text(&self, noun: usize) -> bool {
        matches!(
            self.lemma(noun).as_str(),
            "report"
                | "statement"
                | "letter"
                | "resolution"
                | "decree"
                | "order"
                | "law"
                | "bill"
                | "ruling"
                | "note"
                | "petition"
                | "indictment"
                | "communique"
                | "message"
                | "motion"
                | "declaration"
                | "directive"
                | "verdict"
                | "tweet"
                | "speech"
        )
    }

    /// Whose words a text is: its owner's, or of who issues it by whatever verb.
    fn author(&self, text: usize) -> Option<usize> {
        let by = || self.after(text, "by").first().or(self.after(text, "from").first()).copied();
        let issued = || {
            let verb = self.tree.head(text).filter(|_| self.is(text, Relation::Obj))?;
            self.is_verb(verb).then(|| self.doer(verb)).flatten()
        };
        self.owner(text).or_else(by).or_else(issued)
    }

    /// The first of two subjects of "said", where it stands before what is said and the other
    /// behind it.
    fn fronted(&self, said: usize, clause: usize) -> Option<usize> {
        let subjects = || self.tree.children_by(said, Relation::Nsubj);
        let own = subjects().find(|&c| c < clause)?;
        (clause < said && subjects().any(|c| c > clause)).then_some(own)
    }

    /// "Accused the Congolese army of shelling it", where a parser takes the army for who shells and
    /// leaves the accusing without an object.
    fn before_what_of(&self, word: usize) -> Option<usize> {
        let blames = matches!(
            self.lemma(word).as_str(),
            "accuse" | "blame" | "charge" | "suspect" | "prevent" | "stop" | "bar" | "ban"
        );
        let mut clauses = self.tree.children(word).filter(|&c| {
            blames && c > word && matches!(self.relation(c), Relation::Advcl | Relation::Ccomp)
        });
        clauses.find_map(|clause| {
            let mut marks = self.tree.children_by(clause, Relation::Mark);
            let mark = marks.find(|&m| matches!(self.tree.lemma(m), "of" | "for" | "from"))?;
            let subject = self.tree.child(clause, Relation::Nsubj)?;
            (word < subject && subject < mark).then_some(subject)
        })
    }

    /// Whether a clause is what somebody is accused of.
    pub(super) fn is_laid(&self, word: usize) -> bool {
        self.tree.children_by(word, Relation::Mark).any(|mark| self.tree.lemma(mark) == "of")
    }

    pub(super) fn is(&self, word: usize, relation: Relation) -> bool {
        self.relation(word) == relation
    }

    /// Whether "and" joins the owner of a noun with the name right before it.
    pub(crate) fn joins(&self, name: usize, noun: usize) -> bool {
        self.upos(name) == Upos::Propn
            && matches!(self.xpos(noun), Xpos::Nns | Xpos::Nnps)
            && name + 2 < noun
            && self.token(name + 1).lower == "and"
            && self
                .tree
                .children(noun)
                .any(|c| c == name + 2 && self.tree.nodes()[c].subtype == Subtype::Poss)
    }

    pub(super) fn says(&self, word: usize) -> bool {
        matches!(self.lemma(word).as_str(), "say" | "report" | "add" | "tell" | "announce" | "note")
    }

    pub(super) fn shared(&self, head: usize, depth: usize) -> Option<usize> {
        if self.is_passive(head) {
            return self.done_to(head);
        }
        self.grammatical(head, depth + 1)
    }

    /// Whom a verb asks that takes the one asked behind a preposition: "called on Goma to".
    pub(super) fn addressed(&self, verb: usize) -> Option<usize> {
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
    pub(super) fn antecedent(&self, word: usize) -> usize {
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
        if let Some((_, noun)) = self.taken_for_participle(word) {
            return Some(noun);
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
        if let Some(own) = self.bare(word).or_else(|| self.let_do(word)) {
            return Some(self.antecedent(own));
        }
        if let Some(accused) = self.before_what_of(word) {
            return Some(accused);
        }
        // A parser may take the object for another name of the subject: "X met President Y".
        if let Some(subject) = self.tree.child(word, Relation::Nsubj)
            && let Some(named) = self.tree.children_by(subject, Relation::Appos).find(|&c| {
                subject < word && self.phrase(c).start > word && self.phrase(c).start <= word + 3
            })
        {
            return Some(named);
        }
        // "went on to shell the town", where the parser hangs the town on the first verb.
        if self.relation(word) == Relation::Xcomp
            && let Some(head) = self.tree.head(word)
            && let Some(object) = self.tree.object(head).filter(|&object| object > word)
        {
            return Some(object);
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

    /// "Allowed the rebels to pass", where a parser takes the rebels for those who pass alone.
    fn let_do(&self, verb: usize) -> Option<usize> {
        let asks = matches!(
            self.lemma(verb).as_str(),
            "allow" | "let" | "permit" | "enable" | "order" | "tell" | "ask" | "urge" | "force"
        );
        let clause = self.tree.child(verb, Relation::Xcomp).filter(|_| asks)?;
        self.tree.child(clause, Relation::Nsubj).filter(|&who| verb < who && who < clause)
    }

    /// Whether the word behind a verb is a part of it that takes an object: "hand over", "call off".
    fn is_phrasal(&self, verb: usize) -> bool {
        if verb + 2 >= self.tree.len() {
            return false;
        }
        let lemma = self.lemma(verb);
        matches!(
            (lemma.as_str(), self.token(verb + 1).lower.as_str()),
            ("hand" | "turn" | "take" | "sign", "over")
                | ("call" | "break" | "cut" | "seal" | "fend" | "lay" | "fight" | "cordon", "off")
                | ("give" | "build" | "round" | "set" | "free" | "blow" | "beef" | "step", "up")
                | ("lay" | "gun" | "shoot" | "vote" | "turn" | "put" | "shut" | "mow", "down")
                | ("carry" | "wipe" | "rule" | "throw" | "kick" | "drive", "out")
        )
    }

    /// A noun right behind an active verb without a preposition is its object, whatever a parser
    /// takes it for: a second subject, one told, or a circumstance. Times are none.
    pub(super) fn bare(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let before = tree.children_by(verb, Relation::Nsubj).any(|c| c < verb);
        tree.children(verb).find(|&c| {
            let placed = match self.relation(c) {
                Relation::Iobj => true,
                Relation::Nsubj => before,
                Relation::Obl => {
                    tree.nodes()[c].subtype == Subtype::None
                        && (tree.child(c, Relation::Case).is_none()
                            || tree.child(c, Relation::Case) == Some(verb + 1)
                                && self.is_phrasal(verb))
                        && self.view.times_in(self.bytes(c)).next().is_none()
                }
                // "Blamed not only Lome", "called King Salman": a name is no clause.
                Relation::Ccomp | Relation::Xcomp => {
                    self.upos(c) == Upos::Propn
                        && tree.child(c, Relation::Case).is_none()
                        && tree.child(c, Relation::Cop).is_none()
                }
                _ => false,
            };
            let from = self.phrase(c).start;
            let from = if from > verb + 1 && self.token(from - 1).lower == "only" {
                verb + 1
            } else {
                from
            };
            // "hand over the prisoner", where a parser takes the particle for a preposition.
            let particle = |at: usize| {
                self.tree.nodes()[at].subtype == Subtype::Prt
                    || at == verb + 1 && self.is_phrasal(verb)
            };
            let free = from > verb
                && from <= verb + 2
                && (self.upos(from - 1) != Upos::Adp || particle(from - 1));
            placed && free && matches!(self.upos(c), Upos::Noun | Upos::Propn)
        })
    }
}

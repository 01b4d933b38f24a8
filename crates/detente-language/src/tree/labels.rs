//! The label sets: Universal Dependencies v2 and the Penn Treebank.

/// An enum of labels with their spelling; what is not among them reads as the last.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal,)+ } else $other:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// The label as it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The label of this spelling.
            pub fn parse(text: &str) -> Self {
                match text { $($text => Self::$variant,)+ _ => Self::$other }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

labels! {
    /// Universal part of speech (<https://universaldependencies.org/u/pos/>).
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Common noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Something else.
        X = "X",
    } else X
}

labels! {
    /// Universal relation without its subtype (<https://universaldependencies.org/u/dep/>).
    Relation {
        /// Clause that modifies a noun.
        Acl = "acl",
        /// Clause that modifies a predicate.
        Advcl = "advcl",
        /// Adverb.
        Advmod = "advmod",
        /// Adjective of a noun.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Auxiliary.
        Aux = "aux",
        /// Preposition or other case marker.
        Case = "case",
        /// Conjunction word.
        Cc = "cc",
        /// Clause as object.
        Ccomp = "ccomp",
        /// Part of a compound.
        Compound = "compound",
        /// Second and later part of a coordination.
        Conj = "conj",
        /// Copula.
        Cop = "cop",
        /// Clause as subject.
        Csubj = "csubj",
        /// Unspecified.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Discourse element.
        Discourse = "discourse",
        /// Dislocated element.
        Dislocated = "dislocated",
        /// Expletive.
        Expl = "expl",
        /// Part of a fixed expression.
        Fixed = "fixed",
        /// Part of a name or date without a head of its own.
        Flat = "flat",
        /// Wrongly split word.
        Goeswith = "goeswith",
        /// Indirect object.
        Iobj = "iobj",
        /// Item of a list.
        List = "list",
        /// Word that marks a clause.
        Mark = "mark",
        /// Noun that modifies a noun.
        Nmod = "nmod",
        /// Subject.
        Nsubj = "nsubj",
        /// Numeral of a noun.
        Nummod = "nummod",
        /// Object.
        Obj = "obj",
        /// Noun that modifies a predicate.
        Obl = "obl",
        /// Stand-in for a head left out.
        Orphan = "orphan",
        /// Loosely joined clause.
        Parataxis = "parataxis",
        /// Punctuation.
        Punct = "punct",
        /// Corrected slip.
        Reparandum = "reparandum",
        /// Head of the sentence.
        Root = "root",
        /// Form of address.
        Vocative = "vocative",
        /// Clause without a subject of its own.
        Xcomp = "xcomp",
    } else Dep
}

labels! {
    /// Subtype of a relation, after the colon.
    Subtype {
        /// Agent of a passive: "by the army".
        Agent = "agent",
        /// Description of a name: a title.
        Desc = "desc",
        /// Emphasis.
        Emph = "emph",
        /// Subject outside a clause with one of its own.
        Outer = "outer",
        /// Of a passive.
        Pass = "pass",
        /// Possessive.
        Poss = "poss",
        /// First word of a paired conjunction.
        Preconj = "preconj",
        /// Determiner before a determiner.
        Predet = "predet",
        /// Particle of a verb.
        Prt = "prt",
        /// Relative clause.
        Relcl = "relcl",
        /// Without a preposition: times, measures.
        Unmarked = "unmarked",
        /// None.
        None = "",
    } else None
}

labels! {
    /// Penn Treebank tag ([Santorini 1990](https://repository.upenn.edu/handle/20.500.14332/7528)),
    /// as the English UD treebanks use them.
    Xpos {
        /// Currency sign.
        Dollar = "$",
        /// Closing quotation mark.
        CloseQuote = "''",
        /// Comma.
        Comma = ",",
        /// Opening bracket.
        OpenBracket = "-LRB-",
        /// Closing bracket.
        CloseBracket = "-RRB-",
        /// Mark that ends a sentence.
        Stop = ".",
        /// Colon, semicolon, dash.
        Colon = ":",
        /// Address on the web.
        Add = "ADD",
        /// Affix.
        Afx = "AFX",
        /// Coordinating conjunction.
        Cc = "CC",
        /// Number.
        Cd = "CD",
        /// Determiner.
        Dt = "DT",
        /// Existential "there".
        Ex = "EX",
        /// Foreign word.
        Fw = "FW",
        /// Part of a wrongly split word.
        Gw = "GW",
        /// Hyphen.
        Hyph = "HYPH",
        /// Preposition or subordinating conjunction.
        In = "IN",
        /// Adjective.
        Jj = "JJ",
        /// Comparative.
        Jjr = "JJR",
        /// Superlative.
        Jjs = "JJS",
        /// Marker of a list item.
        Ls = "LS",
        /// Modal.
        Md = "MD",
        /// Superfluous punctuation.
        Nfp = "NFP",
        /// Noun.
        Nn = "NN",
        /// Proper noun.
        Nnp = "NNP",
        /// Plural proper noun.
        Nnps = "NNPS",
        /// Plural noun.
        Nns = "NNS",
        /// Word before a determiner.
        Pdt = "PDT",
        /// Possessive ending.
        Pos = "POS",
        /// Personal pronoun.
        Prp = "PRP",
        /// Possessive pronoun.
        PrpPoss = "PRP$",
        /// Adverb.
        Rb = "RB",
        /// Comparative adverb.
        Rbr = "RBR",
        /// Superlative adverb.
        Rbs = "RBS",
        /// Particle.
        Rp = "RP",
        /// Symbol.
        Sym = "SYM",
        /// "to".
        To = "TO",
        /// Interjection.
        Uh = "UH",
        /// Base form.
        Vb = "VB",
        /// Past tense.
        Vbd = "VBD",
        /// Gerund or present participle.
        Vbg = "VBG",
        /// Past participle.
        Vbn = "VBN",
        /// Present tense, not third person singular.
        Vbp = "VBP",
        /// Present tense, third person singular.
        Vbz = "VBZ",
        /// Determiner that asks or relates.
        Wdt = "WDT",
        /// Pronoun that asks or relates.
        Wp = "WP",
        /// Possessive of it.
        WpPoss = "WP$",
        /// Adverb that asks or relates.
        Wrb = "WRB",
        /// Opening quotation mark.
        OpenQuote = "``",
        /// Unknown.
        Xx = "XX",
    } else Xx
}

labels! {
    /// What a name names.
    NameKind {
        /// A person, without title.
        Person = "PERSON",
        /// An organisation: ministries, parties, companies, agencies, armies.
        Organisation = "ORG",
        /// A place that is governed: country, province, city, village.
        Place = "GPE",
        /// A place that isn't: sea, river, region.
        Location = "LOC",
        /// A facility: airport, bridge, camp, road, hospital.
        Facility = "FAC",
        /// A nationality, a religious or political group, or an adjective of one.
        Norp = "NORP",
        /// An armed group.
        Group = "GROUP",
        /// A weapon, a vehicle, a product.
        Product = "PRODUCT",
        /// A named event: war, summit, treaty.
        Event = "EVENT",
        /// A date.
        Date = "DATE",
        /// A sum of money.
        Money = "MONEY",
        /// Something else with a name.
        Other = "MISC",
    } else Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_reads_back_as_itself_and_an_unknown_one_as_the_fallback() {
        assert_eq!(Relation::parse("nsubj"), Relation::Nsubj);
        assert_eq!(Relation::parse("nsubj").to_string(), "nsubj");
        assert_eq!(Relation::parse("no such"), Relation::Dep);
        assert_eq!(Upos::parse("VERB"), Upos::Verb);
        assert_eq!(Xpos::parse("PRP$"), Xpos::PrpPoss);
        assert_eq!(Subtype::parse("tmod"), Subtype::None);
    }
}

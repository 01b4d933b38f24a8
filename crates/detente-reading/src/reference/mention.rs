//! The noun phrases of a report.

use super::Known;
use super::class::{self, Class};
use detente_language::{Analysis, NameKind, Relation, Sentence, Upos, Xpos};
use detente_world::{Gender, World};
use std::ops::Range;

/// What kind of mention a noun phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// He, him, his.
    He,
    /// She, her.
    She,
    /// It, its.
    It,
    /// They, them, their.
    They,
    /// I, me, my.
    I,
    /// We, us, our.
    We,
    /// You, your.
    You,
    /// This or that alone.
    This,
    /// A name.
    Name,
    /// "The minister".
    Definite,
    /// "This minister".
    Demonstrative,
    /// "His minister", "Russia's minister".
    Possessed,
    /// "A minister".
    Indefinite,
    /// "Ministers".
    Bare,
}

impl MentionKind {
    /// Every kind, in order.
    pub const ALL: [Self; 14] = [
        Self::He,
        Self::She,
        Self::It,
        Self::They,
        Self::I,
        Self::We,
        Self::You,
        Self::This,
        Self::Name,
        Self::Definite,
        Self::Demonstrative,
        Self::Possessed,
        Self::Indefinite,
        Self::Bare,
    ];

    /// Whether it is a pronoun.
    pub fn is_pronoun(self) -> bool {
        self < Self::Name
    }

    /// Whether it describes something that is known already.
    pub fn is_description(self) -> bool {
        matches!(self, Self::Definite | Self::Demonstrative | Self::Possessed)
    }
}

/// Singular, plural, or either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// One.
    One,
    /// More.
    Many,
    /// Not told.
    Either,
}

/// A noun phrase.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The number of its sentence.
    pub sentence: usize,
    /// Its head among the words of the sentence.
    pub word: usize,
    /// Its words up to the head and the rest of a name, in bytes.
    pub range: Range<usize>,
    /// All under its head, as words.
    pub span: Range<usize>,
    /// Its head word, in bytes.
    pub head: Range<usize>,
    /// What kind of mention it is.
    pub kind: MentionKind,
    /// The dictionary form of its head, small letters.
    pub lemma: String,
    /// The words of a name, or the words that modify the head before it, small letters.
    pub words: Vec<String>,
    /// Singular or plural.
    pub number: Number,
    /// Masculine or feminine, where it is told.
    pub gender: Option<Gender>,
    /// What kind of thing it is.
    pub class: Class,
    /// Its relation to its governor.
    pub relation: Relation,
    /// The governor.
    pub governor: Option<usize>,
    /// The quotation that it stands in.
    pub quote: Option<usize>,
    /// What is known to hold of it: titles before a name, appositions, what it is said to be.
    pub attributes: Vec<String>,
    /// The actor it names: its place among those known.
    pub known: Option<usize>,
    /// The states named in it by adjectives or possessives, by code.
    pub of: Vec<String>,
    /// The mention that it stands in apposition to or is a predicate of: head word in the same
    /// sentence.
    pub same_as: Option<usize>,
    /// Whether its head is followed by what restricts it.
    pub modified: bool,
}

pub(super) fn find(
    text: &str,
    analysis: &Analysis,
    world: &World,
    known: &[Known<'_>],
) -> Vec<Mention> {
    let mut out = vec![];
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        if sentence.tree.is_empty() {
            continue;
        }
        for word in 0..sentence.tree.len().min(sentence.tokens.len()) {
            if let Some(mention) = one(text, analysis, sentence, number, word, world, known) {
                out.push(mention);
            }
        }
    }
    out
}

fn one(
    text: &str,
    analysis: &Analysis,
    sentence: &Sentence,
    number: usize,
    word: usize,
    world: &World,
    known: &[Known<'_>],
) -> Option<Mention> {
    let tree = &sentence.tree;
    let node = &tree.nodes()[word];
    let token = &sentence.tokens[word];
    let form = text.get(token.range.clone())?;
    if matches!(
        node.relation,
        Relation::Flat | Relation::Fixed | Relation::Goeswith | Relation::Expl
    ) || !matches!(node.upos, Upos::Pron | Upos::Propn | Upos::Noun | Upos::Num | Upos::Adj)
    {
        return None;
    }
    let form = form.to_lowercase();
    let name = analysis
        .names_in(sentence.range.clone())
        .find(|name| name.range.start <= token.range.start && token.range.end <= name.range.end)
        .filter(|name| !matches!(name.kind, NameKind::Date | NameKind::Money));
    let covered =
        |range: &Range<usize>| range.start <= token.range.start && token.range.end <= range.end;
    let actor = known.iter().position(|known| covered(&known.range) && !known.loose);
    let heads = match node.relation {
        // "the Trump administration": a name of its own inside a phrase.
        Relation::Compound => {
            let own = |range: &Range<usize>| {
                let words = sentence.covered(range);
                let top = tree.top(words.clone()) == Some(word);
                top && node.head.is_some_and(|head| !words.contains(&head))
            };
            node.upos == Upos::Propn
                && (name.is_some_and(|name| own(&name.range))
                    || actor.is_some_and(|at| own(&known[at].range)))
        }
        _ => true,
    };
    if !heads {
        return None;
    }
    let kind = match node.upos {
        Upos::Pron => pronoun(&form, tree, word)?,
        Upos::Propn => MentionKind::Name,
        Upos::Noun => noun(tree, word),
        Upos::Num | Upos::Adj if name.is_some() && node.relation != Relation::Amod => {
            MentionKind::Name
        }
        _ => return None,
    };
    let mut first = word;
    let mut last = word;
    let mut attributes = vec![];
    if !kind.is_pronoun() {
        let under = tree.span(word);
        for child in tree.children(word) {
            let child_node = &tree.nodes()[child];
            match child_node.relation {
                Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Nummod
                | Relation::Nmod
                    if child < word =>
                {
                    first = first.min(tree.span(child).start).max(under.start);
                }
                Relation::Flat if child > last => last = child,
                Relation::Appos => attributes.push(tree.lemma(child).to_lowercase()),
                _ => {}
            }
            if kind == MentionKind::Name
                && child < word
                && matches!(
                    child_node.relation,
                    Relation::Compound | Relation::Nmod | Relation::Amod
                )
                && child_node.upos == Upos::Noun
            {
                attributes.push(tree.lemma(child).to_lowercase());
            }
        }
        // "President Putin" hangs the name on the title in some trees.
        if node.upos == Upos::Noun || node.upos == Upos::Propn {
            attributes.push(node.lemma.to_lowercase());
        }
    }
    // "X is the minister": what X is said to be.
    let copula = tree.child(word, Relation::Cop).is_some();
    let same_as = match node.relation {
        Relation::Appos => node.head,
        _ if copula => tree.subject(word),
        // "became the director", "remains the leader", "took his place as the head".
        Relation::Xcomp => node.head.and_then(|head| tree.subject(head)),
        Relation::Obj
            if node.head.is_some_and(|h| matches!(tree.lemma(h), "become" | "remain")) =>
        {
            node.head.and_then(|head| tree.subject(head))
        }
        Relation::Obl if tree.case(word) == Some("as") => {
            node.head.and_then(|head| tree.object(head).or_else(|| tree.subject(head)))
        }
        _ => None,
    };
    let range = sentence.tokens[first].range.start..sentence.tokens[last].range.end;
    let words: Vec<String> = match (kind, name) {
        (MentionKind::Name, Some(name)) => words_of(text, &name.range),
        (MentionKind::Name, None) => words_of(text, &range),
        _ => (first..word)
            .filter(|&at| {
                matches!(tree.nodes()[at].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
            })
            .map(|at| tree.lemma(at).to_lowercase())
            .collect(),
    };
    let of = known
        .iter()
        .filter(|k| range.start <= k.range.start && k.range.end <= range.end)
        .filter(|k| !(k.range.start <= token.range.start && token.range.end <= k.range.end))
        .filter_map(|k| k.actor.country.clone())
        .collect();
    let lemma = node.lemma.to_lowercase();
    let class = match (kind, name) {
        (MentionKind::He | MentionKind::She | MentionKind::I | MentionKind::You, _) => {
            Class::Person
        }
        (kind, _) if kind.is_pronoun() => Class::Unknown,
        (_, Some(name)) => class::of_name(name.kind),
        (MentionKind::Name, None) => {
            actor.map_or(Class::Unknown, |at| class::of_actor(known[at].actor.kind))
        }
        _ => class::of_noun(&lemma),
    };
    let number_of = match kind {
        MentionKind::He | MentionKind::She | MentionKind::It | MentionKind::I => Number::One,
        MentionKind::This => match form.as_str() {
            "these" | "those" => Number::Many,
            _ => Number::One,
        },
        MentionKind::They | MentionKind::We => Number::Many,
        MentionKind::You => Number::Either,
        _ if tree.children_by(word, Relation::Conj).next().is_some() => Number::Either,
        _ => match node.xpos {
            Xpos::Nns | Xpos::Nnps => Number::Many,
            _ => Number::One,
        },
    };
    let gender = match kind {
        MentionKind::He => Some(Gender::Masculine),
        MentionKind::She => Some(Gender::Feminine),
        MentionKind::Name if class == Class::Person => actor
            .and_then(|at| known[at].actor.gender)
            .or_else(|| class::gender_of_title(text, &range))
            .or_else(|| world.gender_of(words.first()?, words.len())),
        _ => class::gender_of_noun(&lemma),
    };
    let modified = tree.children(word).any(|child| {
        child > word
            && matches!(
                tree.nodes()[child].relation,
                Relation::Nmod | Relation::Acl | Relation::Appos
            )
    });
    Some(Mention {
        sentence: number,
        word,
        span: tree.span(word),
        head: token.range.clone(),
        kind,
        lemma,
        words,
        number: number_of,
        gender,
        class,
        relation: node.relation,
        governor: node.head,
        quote: analysis.quotes.iter().position(|quote| quote.range.contains(&token.range.start)),
        attributes,
        known: actor,
        of,
        same_as,
        modified,
        range,
    })
}

fn pronoun(form: &str, tree: &detente_language::Tree, word: usize) -> Option<MentionKind> {
    Some(match form {
        "he" | "him" | "his" | "himself" => MentionKind::He,
        "she" | "her" | "hers" | "herself" => MentionKind::She,
        "it" | "its" | "itself" => MentionKind::It,
        "they" | "them" | "their" | "theirs" | "themselves" => MentionKind::They,
        "i" | "me" | "my" | "mine" | "myself" => MentionKind::I,
        "we" | "us" | "our" | "ours" | "ourselves" => MentionKind::We,
        "you" | "your" | "yours" | "yourself" => MentionKind::You,
        "this" | "that" | "these" | "those"
            if !tree.is(word, Relation::Det) && !tree.is(word, Relation::Mark) =>
        {
            MentionKind::This
        }
        _ => return None,
    })
}

fn noun(tree: &detente_language::Tree, word: usize) -> MentionKind {
    for child in tree.children(word).filter(|&child| child < word) {
        let node = &tree.nodes()[child];
        match (node.relation, &*node.lemma) {
            (Relation::Det, "the") => return MentionKind::Definite,
            (Relation::Det, "this" | "that" | "these" | "those" | "such") => {
                return MentionKind::Demonstrative;
            }
            (Relation::Det, _) => return MentionKind::Indefinite,
            (Relation::Nmod, _)
                if node.subtype == detente_language::Subtype::Poss || node.upos == Upos::Pron =>
            {
                return MentionKind::Possessed;
            }
            _ => {}
        }
    }
    MentionKind::Bare
}

/// The words of a name that tell it apart, small letters.
fn words_of(text: &str, range: &Range<usize>) -> Vec<String> {
    let name = text.get(range.clone()).unwrap_or("");
    let folded = detente_world::fold(name).text.to_lowercase();
    let plain = |c: char| !(c.is_alphanumeric() || c == '\'');
    folded
        .split(plain)
        .map(|word| word.trim_end_matches("'s").replace('\'', ""))
        .filter(|word| {
            !word.is_empty() && !["the", "mr", "mrs", "ms", "dr"].contains(&word.as_str())
        })
        .collect()
}

impl Mention {
    /// The head with the words before it: "foreign minister".
    pub(super) fn title(&self) -> String {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.push(&self.lemma);
        words.join(" ")
    }
}

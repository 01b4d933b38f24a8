//! The questions asked of a mention and an entity, and their answers.
//!
//! A feature is a question, what kind of mention it is asked of, and one of its few answers; it is
//! written `question/kind/answer` in `weights.tsv`.

use super::class::Class;
use super::entity::Entity;
use super::mention::{Mention, MentionKind, Number};
use detente_language::{Analysis, Relation};

/// One answer to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature {
    /// The question, by its place in [`Feature::QUESTIONS`].
    pub question: u8,
    /// What it is asked of.
    pub kind: MentionKind,
    /// The answer.
    pub answer: u8,
}

impl Feature {
    /// The questions, in order.
    pub const QUESTIONS: &'static [&'static str] = &[
        "distance",
        "recency",
        "number",
        "gender",
        "class",
        "role",
        "parallel",
        "binding",
        "words",
        "attribute",
        "actor",
        "size",
        "opening",
        "quotation",
        "last-kind",
        "apposition",
        "same-of",
        "subject-before",
        "speaker",
        "new",
        "new-class",
        "new-role",
        "new-place",
        "new-head",
        "new-modified",
        "class-known",
        "same-head",
        "general",
    ];

    /// How it is written in `weights.tsv`.
    pub fn name(self) -> String {
        let question = Self::QUESTIONS.get(usize::from(self.question)).unwrap_or(&"?");
        format!("{question}/{:?}/{}", self.kind, self.answer)
    }
}

/// Collects answers.
struct Answers {
    kind: MentionKind,
    all: Vec<Feature>,
}

impl Answers {
    fn add(&mut self, question: &str, answer: usize) {
        let at = Feature::QUESTIONS.iter().position(|one| *one == question);
        debug_assert!(at.is_some(), "{question}");
        let question = at.unwrap_or(0) as u8;
        self.all.push(Feature { question, kind: self.kind, answer: answer as u8 });
    }
}

/// Beyond this many sentences a pronoun or a description stands for nothing said before.
const REACH: usize = 12;

/// The entities that a mention may join, with what speaks for each.
pub(super) fn candidates(
    mention: &Mention,
    mentions: &[Mention],
    entities: &[Entity<'_>],
    analysis: &Analysis,
    published: Option<&str>,
) -> Vec<(usize, Vec<Feature>)> {
    let last = |entity: &Entity<'_>| &mentions[entity.mentions[entity.mentions.len() - 1]];
    let fits = |entity: &Entity<'_>| {
        let gap = mention.sentence - last(entity).sentence;
        let own = entity
            .mentions
            .iter()
            .any(|&m| mentions[m].kind == mention.kind || mentions[m].lemma == mention.lemma);
        mention.kind == MentionKind::Name || gap <= REACH || own
    };
    let mut order: Vec<usize> = (0..entities.len()).filter(|&at| fits(&entities[at])).collect();
    // The latest first.
    order.sort_by_key(|&at| std::cmp::Reverse(entities[at].mentions.last().copied()));
    let mut rank = 0;
    let mut out = vec![];
    for at in order {
        let entity = &entities[at];
        let mut answers = Answers { kind: mention.kind, all: Vec::with_capacity(18) };
        let agrees = agreement(mention, entity, &mut answers);
        answers.add("recency", if agrees { rank.min(4) } else { 5 });
        rank += usize::from(agrees);
        place(mention, last(entity), entity, mentions, &mut answers);
        wording(mention, entity, mentions, &mut answers);
        knowledge(mention, entity, mentions, published, &mut answers);
        speaking(mention, entity, mentions, analysis, &mut answers);
        out.push((at, answers.all));
    }
    out
}

/// Number, gender and kind; whether none of them speaks against it.
fn agreement(mention: &Mention, entity: &Entity<'_>, answers: &mut Answers) -> bool {
    let number = match mention.number {
        Number::Either => 2,
        Number::One if entity.one => 0,
        Number::Many if entity.many => 0,
        // A body may be "they".
        Number::Many if entity.class == Some(Class::Organisation) => 3,
        _ if !entity.one && !entity.many => 2,
        _ => 1,
    };
    answers.add("number", number);
    let gender = match (mention.gender, entity.gender) {
        (Some(a), Some(b)) if a == b => 0,
        (Some(_), Some(_)) => 1,
        (Some(_), None) => 2,
        (None, Some(_)) => 3,
        (None, None) => 4,
    };
    answers.add("gender", gender);
    let of = entity.class.unwrap_or(Class::Unknown);
    answers.add("class", mention.class as usize * Class::COUNT + of as usize);
    let clash = mention.class != Class::Unknown && of != Class::Unknown && mention.class != of;
    answers.add("class-known", usize::from(clash));
    let neuter = mention.kind == MentionKind::It && of == Class::Person;
    number != 1 && gender != 1 && !clash && !neuter
}

/// Where the entity stood last, and where the mention stands.
fn place(
    mention: &Mention,
    last: &Mention,
    entity: &Entity<'_>,
    mentions: &[Mention],
    answers: &mut Answers,
) {
    let gap = mention.sentence - last.sentence;
    answers.add(
        "distance",
        match gap {
            0..=3 => gap,
            4..=6 => 4,
            7..=12 => 5,
            13..=30 => 6,
            _ => 7,
        },
    );
    answers.add("role", role(last));
    answers.add("parallel", usize::from(role(last) == role(mention)) + 2 * usize::from(gap == 1));
    answers.add("last-kind", last.kind as usize);
    let binding = entity
        .mentions
        .iter()
        .rev()
        .map(|&m| &mentions[m])
        .take_while(|m| m.sentence == mention.sentence)
        .map(|other| {
            if mention.span.contains(&other.word) {
                // "the president of his country" is not his.
                1
            } else if other.span.contains(&mention.word) {
                // "his mother" is not his own mother; "the man who lost his house" may be.
                if mention.word < other.word { 2 } else { 3 }
            } else if other.governor == mention.governor
                && other.relation != Relation::Nmod
                && mention.relation != Relation::Nmod
                && mention.relation != Relation::Conj
            {
                4
            } else if matches!(mention.relation, Relation::Conj)
                && mention.governor == Some(other.word)
                || matches!(other.relation, Relation::Conj) && other.governor == Some(mention.word)
            {
                5
            } else {
                6
            }
        })
        .min();
    answers.add("binding", binding.unwrap_or(0));
    let appositive = entity.mentions.iter().rev().any(|&m| {
        let other = &mentions[m];
        other.sentence == mention.sentence
            && (mention.same_as == Some(other.word) || other.same_as == Some(mention.word))
    });
    answers.add("apposition", usize::from(appositive));
    let subject = gap <= 1
        && matches!(last.relation, Relation::Nsubj)
        && last.sentence + 1 >= mention.sentence;
    answers.add("subject-before", usize::from(subject) + usize::from(subject && gap == 0));
    answers.add(
        "size",
        match entity.mentions.len() {
            1 => 0,
            2 => 1,
            3..=5 => 2,
            6..=12 => 3,
            _ => 4,
        },
    );
    let first = &mentions[entity.mentions[0]];
    answers.add(
        "opening",
        match first.sentence {
            0 => 0,
            1..=2 => 1,
            _ => 2,
        },
    );
}

fn role(mention: &Mention) -> usize {
    match mention.relation {
        Relation::Nsubj => 0,
        Relation::Obj | Relation::Iobj => 1,
        Relation::Obl => 2,
        Relation::Nmod => 3,
        Relation::Conj => 4,
        Relation::Appos => 5,
        Relation::Compound => 6,
        _ => 7,
    }
}

/// How the words of the mention agree with any of the entity's.
fn wording(mention: &Mention, entity: &Entity<'_>, mentions: &[Mention], answers: &mut Answers) {
    if mention.kind.is_pronoun() {
        return;
    }
    let best = entity
        .mentions
        .iter()
        .map(|&m| &mentions[m])
        .filter(|other| !other.kind.is_pronoun())
        .map(|other| {
            if mention.kind == MentionKind::Name && other.kind == MentionKind::Name {
                names(mention, other)
            } else {
                phrases(mention, other)
            }
        })
        .min();
    answers.add("words", best.unwrap_or(15));
    // The last mention with the same head, and how far back it stands.
    let same_head = entity
        .mentions
        .iter()
        .rev()
        .map(|&m| &mentions[m])
        .find(|other| !other.kind.is_pronoun() && other.lemma == mention.lemma);
    answers.add(
        "same-head",
        match same_head.map(|other| mention.sentence - other.sentence) {
            None => 0,
            Some(gap @ 0..=2) => 1 + gap,
            Some(3..=6) => 4,
            Some(7..=15) => 5,
            Some(_) => 6,
        } + if same_head.is_some_and(|other| other.number == mention.number) { 7 } else { 0 },
    );
    if mention.kind != MentionKind::Name {
        let class = entity.class.unwrap_or(Class::Unknown) as usize;
        let named = entity.mentions.iter().any(|&m| mentions[m].kind == MentionKind::Name);
        let general = general(&mention.lemma);
        answers.add("general", (general * Class::COUNT + class) * 2 + usize::from(named));
    }
    let attribute = entity.attributes.contains(&mention.lemma)
        || mention.attributes.iter().skip(1).any(|one| entity.attributes.contains(one));
    answers.add("attribute", usize::from(attribute));
}

/// Nouns that are put for a name or a narrower noun, by what they are put for; 0 for others.
fn general(noun: &str) -> usize {
    const NOUNS: &[&[&str]] = &[
        &["country", "nation", "state", "republic", "kingdom"],
        &["city", "town", "village", "capital", "area", "region", "province", "district"],
        &["group", "organisation", "organization", "movement", "party", "faction", "church"],
        &["company", "firm", "team", "club", "agency", "bank", "newspaper", "university"],
        &["man", "woman", "person", "boy", "girl", "child"],
        &["official", "minister", "president", "leader", "spokesman", "spokeswoman", "chief"],
        &["attack", "incident", "event", "accident", "strike", "crash", "explosion", "shooting"],
        &["war", "conflict", "battle", "fighting", "operation", "campaign", "crisis"],
        &["agreement", "deal", "accord", "ceasefire", "truce", "treaty", "plan", "project"],
        &["book", "film", "movie", "song", "article", "report", "statement", "paper", "work"],
        &["site", "website", "page", "system", "program", "software", "device"],
        &["people", "men", "soldier", "troop", "force", "family", "member"],
    ];
    NOUNS.iter().position(|nouns| nouns.contains(&noun)).map_or(0, |at| at + 1)
}

/// Two names: 0 the same, 1 the last word of the longer, 2 its first, 3 its words, 4 initials, 5
/// some words of both, 6 nothing.
fn names(a: &Mention, b: &Mention) -> usize {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if short.words == long.words && !short.words.is_empty() {
        return 0;
    }
    let shared = short.words.iter().filter(|word| long.words.contains(word)).count();
    if let [only] = short.words.as_slice() {
        if long.words.last() == Some(only) && long.words.len() > 1 {
            return 1;
        }
        if long.words.first() == Some(only) && long.words.len() > 1 {
            return 2;
        }
        let initials: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
        if only.len() >= 2 && long.words.len() >= 2 && *only == initials {
            return 4;
        }
        if detente_world::likeness(only, &long.words.join(" "), detente_world::NameKind::Person)
            >= 900
        {
            return 3;
        }
    }
    match shared {
        0 => 6,
        n if n == short.words.len() => 3,
        _ => 5,
    }
}

/// Two phrases of which one is a common noun: 7 head and modifiers the same, 8 the modifiers of the
/// mention are among the other's, 9 the head alone stood there, 10 both have modifiers of their
/// own, 11 the mention has more, 12 the head is a word of the name, 13 nothing.
fn phrases(mention: &Mention, other: &Mention) -> usize {
    if mention.lemma == other.lemma {
        let common = mention.words.iter().filter(|word| other.words.contains(word)).count();
        let (mine, theirs) = (mention.words.len(), other.words.len());
        return match () {
            () if common == mine && common == theirs => 7,
            () if common == mine => 8,
            () if common == theirs && theirs == 0 => 9,
            () if common == theirs => 11,
            () => 10,
        };
    }
    let within = |a: &Mention, b: &Mention| b.words.contains(&a.lemma);
    if within(mention, other) || within(other, mention) { 12 } else { 13 }
}

/// What the world knows: the same actor, another, the office.
fn knowledge(
    mention: &Mention,
    entity: &Entity<'_>,
    mentions: &[Mention],
    published: Option<&str>,
    answers: &mut Answers,
) {
    let named = mention.known.map(|at| {
        entity.mentions.iter().any(|&m| mentions[m].known == Some(at)) || {
            // The same actor by another of its names.
            entity
                .mentions
                .iter()
                .any(|&m| mentions[m].known.is_some_and(|k| mention.same_actor(k)))
        }
    });
    let other = entity.actor.is_some();
    let office = mention.kind.is_description()
        && entity.actor.is_some_and(|actor| {
            actor.offices.iter().any(|office| {
                let title =
                    office.office == mention.title() || office.office.ends_with(&mention.lemma);
                let whose = mention.of.is_empty()
                    || actor.country.as_ref().is_some_and(|code| mention.of.contains(code));
                title && whose && published.is_none_or(|day| office.held_on(day))
            })
        });
    let clash = !mention.of.is_empty()
        && entity
            .actor
            .and_then(|actor| actor.country.as_ref())
            .is_some_and(|code| !mention.of.contains(code));
    answers.add(
        "actor",
        match named {
            Some(true) => 0,
            Some(false) if other => 1,
            Some(false) => 2,
            None if office => 3,
            None if clash => 4,
            None if other => 5,
            None => 6,
        },
    );
    let same_of =
        entity.mentions.iter().any(|&m| mentions[m].of == mention.of && !mention.of.is_empty());
    answers.add("same-of", usize::from(same_of));
}

/// Who speaks: "I" in a quotation is its speaker, "you" is not.
fn speaking(
    mention: &Mention,
    entity: &Entity<'_>,
    mentions: &[Mention],
    analysis: &Analysis,
    answers: &mut Answers,
) {
    let said = analysis.said_at(mention.head.start);
    let speaker = said.last().is_some_and(|one| {
        entity
            .mentions
            .iter()
            .any(|&m| one.source.iter().any(|part| part.contains(&mentions[m].head.start)))
    });
    let inside = usize::from(mention.quote.is_some());
    answers.add(
        "speaker",
        match (said.is_empty(), speaker) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        } + 3 * inside,
    );
    let same_quote = mention.quote.is_some()
        && entity
            .mentions
            .iter()
            .any(|&m| mentions[m].quote == mention.quote && mentions[m].kind == mention.kind);
    answers.add("quotation", 2 * usize::from(same_quote) + usize::from(entity.speaker_only));
}

/// What speaks for a new entity.
pub(super) fn new(mention: &Mention, entities: &[Entity<'_>]) -> Vec<Feature> {
    let mut answers = Answers { kind: mention.kind, all: Vec::with_capacity(8) };
    answers.add("new", usize::from(mention.same_as.is_some()));
    answers.add("new-class", mention.class as usize);
    answers.add("new-role", role(mention));
    answers.add(
        "new-place",
        match mention.sentence {
            0 => 0,
            1..=3 => 1,
            4..=10 => 2,
            _ => 3,
        },
    );
    let head = entities.iter().any(|entity| entity.attributes.contains(&mention.lemma));
    answers.add("new-head", usize::from(head));
    let longer = mention.words.len().min(3);
    answers.add("new-modified", usize::from(mention.modified) + 2 * longer);
    answers.all
}

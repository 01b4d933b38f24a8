//! The questions asked of a mention and an entity, and their answers.

use super::class::Class;
use super::entity::Entity;
use super::facts::Facts;
use super::mention::{Mention, MentionKind, Number};
use super::question::{Answers, Question};
use super::wording::Wordings;
use detente_language::{Analysis, Relation};

/// Beyond this many sentences a pronoun or a description stands for nothing said before.
const REACH: usize = 12;

/// All that is asked of.
pub(super) struct Asked<'a> {
    pub(super) mentions: &'a [Mention],
    pub(super) facts: &'a [Facts],
    pub(super) analysis: &'a Analysis,
    pub(super) published: Option<&'a str>,
}

/// A mention, with what is told of it whatever entity it is put to.
struct Mine<'a> {
    mention: &'a Mention,
    facts: &'a Facts,
    /// The office that a description names.
    title: Option<String>,
    /// Whether what it stands in is said by somebody.
    is_said: bool,
    /// The mentions that name who says it, by number.
    speakers: Vec<usize>,
}

impl<'a> Asked<'a> {
    /// Asks of each entity that a mention may join, the latest first; `order` has the entities by
    /// their last mentions, the latest last.
    pub(super) fn candidates<A: Answers>(
        &self,
        number: usize,
        entities: &[Entity<'_>],
        order: &[usize],
        wordings: &mut Wordings<'_>,
        mut take: impl FnMut(usize, A),
    ) {
        let Some(mine) = self.mine(number) else { return };
        let Mine { mention, facts, .. } = mine;
        let mut rank = 0;
        for &at in order.iter().rev() {
            let Some(entity) = entities.get(at) else { continue };
            let Some(last) = entity.mentions.last().and_then(|&last| self.mentions.get(last))
            else {
                continue;
            };
            let fits = mention.kind == MentionKind::Name
                || mention.sentence - last.sentence <= REACH
                || entity.has(mention.kind)
                || entity.lemmas.contains(&facts.lemma);
            if !fits {
                continue;
            }
            let mut answers = A::of(mention.kind);
            let agrees = agreement(mention, entity, &mut answers);
            answers.add(Question::Recency, if agrees { rank.min(4) } else { 5 });
            rank += usize::from(agrees);
            self.place(mention, last, entity, &mut answers);
            self.wording(&mine, entity, wordings, &mut answers);
            self.knowledge(&mine, entity, &mut answers);
            speaking(&mine, entity, &mut answers);
            take(at, answers);
        }
    }

    fn mine(&self, number: usize) -> Option<Mine<'a>> {
        let (mention, facts) = (self.mentions.get(number)?, self.facts.get(number)?);
        let said = self.analysis.said_at(mention.head.start);
        let mut speakers = vec![];
        if let Some(one) = said.last() {
            let names =
                |other: &Mention| one.source.iter().any(|part| part.contains(&other.head.start));
            let before = self.mentions[..number].iter().enumerate();
            speakers.extend(before.filter(|(_, other)| names(other)).map(|(at, _)| at));
        }
        Some(Mine {
            mention,
            facts,
            title: mention.kind.is_description().then(|| mention.title()),
            is_said: !said.is_empty(),
            speakers,
        })
    }
}

/// Number, gender and kind; whether none of them speaks against it.
fn agreement(mention: &Mention, entity: &Entity<'_>, answers: &mut impl Answers) -> bool {
    let number = match mention.number {
        Number::Either => 2,
        Number::One if entity.one => 0,
        Number::Many if entity.many => 0,
        // A body may be "they".
        Number::Many if entity.class == Some(Class::Organisation) => 3,
        _ if !entity.one && !entity.many => 2,
        _ => 1,
    };
    answers.add(Question::Number, number);
    let gender = match (mention.gender, entity.gender) {
        (Some(a), Some(b)) if a == b => 0,
        (Some(_), Some(_)) => 1,
        (Some(_), None) => 2,
        (None, Some(_)) => 3,
        (None, None) => 4,
    };
    answers.add(Question::Gender, gender);
    let of = entity.class.unwrap_or(Class::Unknown);
    answers.add(Question::Class, mention.class as usize * Class::COUNT + of as usize);
    let clash = mention.class != Class::Unknown && of != Class::Unknown && mention.class != of;
    answers.add(Question::ClassKnown, usize::from(clash));
    let neuter = mention.kind == MentionKind::It && of == Class::Person;
    number != 1 && gender != 1 && !clash && !neuter
}

impl Asked<'_> {
    /// Where the entity stood last, and where the mention stands.
    fn place(
        &self,
        mention: &Mention,
        last: &Mention,
        entity: &Entity<'_>,
        answers: &mut impl Answers,
    ) {
        let gap = mention.sentence - last.sentence;
        answers.add(
            Question::Distance,
            match gap {
                0..=3 => gap,
                4..=6 => 4,
                7..=12 => 5,
                13..=30 => 6,
                _ => 7,
            },
        );
        answers.add(Question::Role, role(last));
        let parallel = usize::from(role(last) == role(mention)) + 2 * usize::from(gap == 1);
        answers.add(Question::Parallel, parallel);
        answers.add(Question::LastKind, last.kind as usize);
        let (mut binding, mut appositive) = (None, false);
        for &other in entity.mentions.iter().rev() {
            let Some(other) = self.mentions.get(other).filter(|m| m.sentence == mention.sentence)
            else {
                break;
            };
            let bound = bound(mention, other);
            binding = Some(binding.map_or(bound, |binding: usize| binding.min(bound)));
            appositive |=
                mention.same_as == Some(other.word) || other.same_as == Some(mention.word);
        }
        answers.add(Question::Binding, binding.unwrap_or(0));
        answers.add(Question::Apposition, usize::from(appositive));
        let subject = gap <= 1 && matches!(last.relation, Relation::Nsubj);
        let subject = usize::from(subject) + usize::from(subject && gap == 0);
        answers.add(Question::SubjectBefore, subject);
        answers.add(
            Question::Size,
            match entity.mentions.len() {
                1 => 0,
                2 => 1,
                3..=5 => 2,
                6..=12 => 3,
                _ => 4,
            },
        );
        let first = entity.mentions.first().and_then(|&first| self.mentions.get(first));
        answers.add(
            Question::Opening,
            match first.map_or(0, |first| first.sentence) {
                0 => 0,
                1..=2 => 1,
                _ => 2,
            },
        );
    }

    /// How the words of the mention agree with any of the entity's.
    fn wording(
        &self,
        mine: &Mine<'_>,
        entity: &Entity<'_>,
        wordings: &mut Wordings<'_>,
        answers: &mut impl Answers,
    ) {
        let Mine { mention, facts, .. } = *mine;
        let Some(wording) = facts.wording else { return };
        let best = entity.wordings.iter().map(|&other| wordings.agree(wording, other)).min();
        answers.add(Question::Words, best.unwrap_or(15));
        // The last mention with the same head, and how far back it stands.
        let same_head = entity.heads.iter().find(|(head, _)| *head == facts.lemma);
        let same_head = same_head.and_then(|&(_, last)| self.mentions.get(last));
        answers.add(
            Question::SameHead,
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
            let named = usize::from(entity.has(MentionKind::Name));
            answers.add(Question::General, (facts.general * Class::COUNT + class) * 2 + named);
        }
        let attribute = entity.attributes.contains(&facts.lemma)
            || facts.attributes.iter().skip(1).any(|one| entity.attributes.contains(one));
        answers.add(Question::Attribute, usize::from(attribute));
    }

    /// What the world knows: the same actor, another, the office.
    fn knowledge(&self, mine: &Mine<'_>, entity: &Entity<'_>, answers: &mut impl Answers) {
        let Mine { mention, facts, .. } = *mine;
        let named = facts.actor.map(|actor| entity.actors.contains(&actor));
        let answer = match (named, entity.actor) {
            (Some(true), _) => 0,
            (Some(false), Some(_)) => 1,
            (Some(false), None) => 2,
            (None, None) => 6,
            (None, Some(actor)) => {
                let country = actor.country.as_ref();
                let held = |title: &String| {
                    actor.offices.iter().any(|office| {
                        (office.office == *title || office.office.ends_with(&mention.lemma))
                            && self.published.is_none_or(|day| office.held_on(day))
                    })
                };
                let whose =
                    mention.of.is_empty() || country.is_some_and(|code| mention.of.contains(code));
                if whose && mine.title.as_ref().is_some_and(held) {
                    3
                } else if !whose && country.is_some() {
                    4
                } else {
                    5
                }
            }
        };
        answers.add(Question::Actor, answer);
        let same_of = facts.of.is_some_and(|of| entity.of.contains(&of));
        answers.add(Question::SameOf, usize::from(same_of));
    }
}

/// How a mention stands to another of the same sentence that it may stand for.
fn bound(mention: &Mention, other: &Mention) -> usize {
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
    } else if matches!(mention.relation, Relation::Conj) && mention.governor == Some(other.word)
        || matches!(other.relation, Relation::Conj) && other.governor == Some(mention.word)
    {
        5
    } else {
        6
    }
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

/// Who speaks: "I" in a quotation is its speaker, "you" is not.
fn speaking(mine: &Mine<'_>, entity: &Entity<'_>, answers: &mut impl Answers) {
    let speaker = mine.speakers.iter().any(|one| entity.mentions.binary_search(one).is_ok());
    let inside = usize::from(mine.mention.quote.is_some());
    answers.add(
        Question::Speaker,
        match (mine.is_said, speaker) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 2,
        } + 3 * inside,
    );
    let same_quote =
        mine.mention.quote.is_some_and(|quote| entity.quotes.contains(&(quote, mine.mention.kind)));
    let answer = 2 * usize::from(same_quote) + usize::from(entity.speaker_only);
    answers.add(Question::Quotation, answer);
}

/// What speaks for a new entity; `is_told`: whether its head was said of an entity.
pub(super) fn new<A: Answers>(mention: &Mention, is_told: bool) -> A {
    let mut answers = A::of(mention.kind);
    answers.add(Question::New, usize::from(mention.same_as.is_some()));
    answers.add(Question::NewClass, mention.class as usize);
    answers.add(Question::NewRole, role(mention));
    answers.add(
        Question::NewPlace,
        match mention.sentence {
            0 => 0,
            1..=3 => 1,
            4..=10 => 2,
            _ => 3,
        },
    );
    answers.add(Question::NewHead, usize::from(is_told));
    let longer = mention.words.len().min(3);
    answers.add(Question::NewModified, usize::from(mention.modified) + 2 * longer);
    answers
}

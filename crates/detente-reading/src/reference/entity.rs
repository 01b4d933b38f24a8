//! What is known of an entity from its mentions so far.

use super::Known;
use super::class::Class;
use super::facts::Facts;
use super::mention::{Mention, MentionKind, Number};
use detente_world::{Actor, Gender};

#[derive(Default)]
pub(super) struct Entity<'w> {
    /// Its mentions by number, in text order.
    pub(super) mentions: Vec<usize>,
    pub(super) gender: Option<Gender>,
    pub(super) class: Option<Class>,
    pub(super) one: bool,
    pub(super) many: bool,
    /// What is known to hold of it, as numbers of words.
    pub(super) attributes: Vec<u32>,
    pub(super) actor: Option<&'w Actor>,
    /// Whether it is only spoken of by "I", "we", "you".
    pub(super) speaker_only: bool,
    /// The kinds of its mentions, a bit each.
    pub(super) kinds: u16,
    /// The heads of its mentions.
    pub(super) lemmas: Vec<u32>,
    /// The heads of its mentions other than pronouns, each with the last mention of it.
    pub(super) heads: Vec<(u32, usize)>,
    /// The wordings of its mentions other than pronouns.
    pub(super) wordings: Vec<u32>,
    /// The actors that it is named as.
    pub(super) actors: Vec<u32>,
    /// The lists of states that are named in its mentions.
    pub(super) of: Vec<u32>,
    /// The quotations that it is spoken of in, and by what kinds of mentions.
    pub(super) quotes: Vec<(usize, MentionKind)>,
}

impl<'w> Entity<'w> {
    pub(super) fn add(
        &mut self,
        number: usize,
        mention: &Mention,
        facts: &Facts,
        known: &[Known<'w>],
    ) {
        let speaker = matches!(mention.kind, MentionKind::I | MentionKind::We | MentionKind::You);
        self.speaker_only = speaker && (self.mentions.is_empty() || self.speaker_only);
        self.mentions.push(number);
        self.gender = self.gender.or(mention.gender);
        if mention.class != Class::Unknown
            && (self.class.is_none() || mention.kind == MentionKind::Name)
        {
            self.class = Some(mention.class);
        }
        match mention.number {
            Number::One => self.one = true,
            Number::Many => self.many = true,
            Number::Either => {}
        }
        facts.attributes.iter().for_each(|&one| put(&mut self.attributes, one));
        if self.actor.is_none()
            && let Some(known) = mention.known.and_then(|at| known.get(at))
        {
            self.actor = Some(known.actor);
            self.gender = self.gender.or(known.actor.gender);
        }
        self.kinds |= 1 << mention.kind as u16;
        put(&mut self.lemmas, facts.lemma);
        if let Some(wording) = facts.wording {
            put(&mut self.wordings, wording);
            match self.heads.iter_mut().find(|(head, _)| *head == facts.lemma) {
                Some((_, last)) => *last = number,
                None => self.heads.push((facts.lemma, number)),
            }
        }
        facts.actor.into_iter().for_each(|actor| put(&mut self.actors, actor));
        facts.of.into_iter().for_each(|of| put(&mut self.of, of));
        if let Some(quote) = mention.quote {
            put(&mut self.quotes, (quote, mention.kind));
        }
    }

    /// Whether one of its mentions is of this kind.
    pub(super) fn has(&self, kind: MentionKind) -> bool {
        self.kinds & (1 << kind as u16) != 0
    }
}

fn put<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

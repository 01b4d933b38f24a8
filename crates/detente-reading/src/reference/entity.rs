//! What is known of an entity from its mentions so far.

use super::Known;
use super::class::Class;
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
    pub(super) attributes: Vec<String>,
    pub(super) actor: Option<&'w Actor>,
    /// Whether it is only spoken of by "I", "we", "you".
    pub(super) speaker_only: bool,
}

impl<'w> Entity<'w> {
    pub(super) fn add(&mut self, number: usize, mention: &Mention, known: &[Known<'w>]) {
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
        for attribute in &mention.attributes {
            if !self.attributes.contains(attribute) {
                self.attributes.push(attribute.clone());
            }
        }
        if self.actor.is_none()
            && let Some(at) = mention.known
        {
            self.actor = Some(known[at].actor);
            self.gender = self.gender.or(known[at].actor.gender);
        }
    }
}

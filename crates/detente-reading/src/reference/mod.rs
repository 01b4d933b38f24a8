//! Whom "he", "the minister" and "Lavrov" stand for: the mentions of a report as entities.
//!
//! Every noun phrase that names or describes something is a mention. Mentions are taken in text
//! order; each joins the entity that speaks most for it or begins one of its own. What speaks for
//! an entity is a closed list of questions that can be read ([`Feature`]): how far away, of what
//! number, gender and kind, in what role it stood last, whether its words, its office or its
//! known names agree, whether it is who speaks the quotation. Each answer is worth a whole number
//! of points (`weights.tsv`), fitted on GUM by `training/references.py`.
//!
//! The design is the mention-ranking model over entities of
//! [Clark and Manning 2015](https://aclanthology.org/P15-1136/), without a neural network.

mod class;
mod entity;
mod features;
mod mention;
mod weights;

pub use features::Feature;
pub use mention::{Mention, MentionKind};

use detente_language::Analysis;
use detente_world::{Actor, World};
use entity::Entity;
use std::ops::Range;

/// Whether a noun, by its dictionary form, mostly names persons.
pub(crate) fn is_person_noun(lemma: &str) -> bool {
    class::of_noun(lemma) == class::Class::Person
}

/// A mention with the entity that it stands for.
#[derive(Clone, Debug)]
pub struct Reference<'w> {
    /// Its words without what modifies them after the head, in bytes of the text.
    pub range: Range<usize>,
    /// Its head word.
    pub head: Range<usize>,
    /// What kind of mention it is.
    pub kind: MentionKind,
    /// The entity, by its number in this report: entities are numbered as they begin.
    pub entity: usize,
    /// How many points more spoke for it than for the next best, or for a new one; 0 of one that
    /// begins an entity.
    pub margin: i32,
    /// The actor of the world that the entity is, where it is known.
    pub actor: Option<&'w Actor>,
}

/// What may be decided of a mention: a choice of entity, or a new one.
#[derive(Debug)]
pub struct Decision<'d> {
    /// The mention.
    pub mention: &'d Mention,
    /// The entities that it may join, by number, with what speaks for each.
    pub entities: &'d [(usize, Vec<Feature>)],
    /// What speaks for a new entity.
    pub new: &'d [Feature],
}

/// An actor of the world named in a text.
#[derive(Clone, Debug)]
pub struct Known<'w> {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Who.
    pub actor: &'w Actor,
    /// Whether it is named by an adjective or by what its people are called.
    pub loose: bool,
}

/// The mentions of a report with their entities, in text order. `published` (ISO 8601) tells which
/// offices were held.
pub fn references<'w>(
    text: &str,
    analysis: &Analysis,
    world: &'w World,
    known: &[Known<'w>],
    published: Option<&str>,
) -> Vec<Reference<'w>> {
    let mut margins = vec![];
    let mut choose = |decision: &Decision<'_>| {
        let (chosen, margin) = weights::best(decision);
        margins.push(margin);
        chosen
    };
    let mut found = decide(text, analysis, world, known, published, &mut choose);
    for (reference, margin) in found.iter_mut().zip(margins) {
        reference.margin = margin;
    }
    found
}

/// [`references`] with a choice of one's own: `choose` gives the number of the entity to join, or
/// `None` for a new one. For those who fit the weights.
pub fn decide<'w>(
    text: &str,
    analysis: &Analysis,
    world: &'w World,
    known: &[Known<'w>],
    published: Option<&str>,
    choose: &mut dyn FnMut(&Decision<'_>) -> Option<usize>,
) -> Vec<Reference<'w>> {
    let mentions = mention::find(text, analysis, world, known);
    let mut entities: Vec<Entity<'w>> = vec![];
    let mut out: Vec<Reference<'w>> = vec![];
    for (number, mention) in mentions.iter().enumerate() {
        let near: Vec<(usize, Vec<Feature>)> =
            features::candidates(mention, &mentions, &entities, analysis, published);
        let new = features::new(mention, &entities);
        let decision = Decision { mention, entities: &near, new: &new };
        let chosen = choose(&decision).filter(|&at| at < entities.len());
        let at = chosen.unwrap_or_else(|| {
            entities.push(Entity::default());
            entities.len() - 1
        });
        entities[at].add(number, mention, known);
        out.push(Reference {
            range: mention.range.clone(),
            head: mention.head.clone(),
            kind: mention.kind,
            entity: at,
            margin: 0,
            actor: None,
        });
    }
    for reference in &mut out {
        reference.actor = entities[reference.entity].actor;
    }
    out
}

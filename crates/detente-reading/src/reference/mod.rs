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
mod facts;
mod features;
mod mention;
mod question;
mod weights;
mod wording;

pub use mention::{Mention, MentionKind};
pub use question::Feature;

use detente_language::Analysis;
use detente_world::{Actor, World};
use entity::Entity;
use features::Asked;
use question::{Answers, Listed};
use std::collections::HashSet;
use std::ops::Range;
use weights::{Best, Points};
use wording::Wordings;

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
    let mentions = mention::find(text, analysis, world, known);
    link(&mentions, analysis, known, published, |_, near: &[(usize, Points)], new: Points| {
        let mut best = Best::default();
        near.iter().for_each(|(at, points)| best.take(points.sum, *at));
        best.over(new.sum)
    })
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
    link(&mentions, analysis, known, published, |mention, near: &[(usize, Listed)], new: Listed| {
        let near: Vec<_> = near.iter().map(|(at, answers)| (*at, answers.all.clone())).collect();
        (choose(&Decision { mention, entities: &near, new: &new.all }), 0)
    })
}

/// Puts each mention to the entity that `choose` gives with a margin, or to a new one.
fn link<'w, A: Answers>(
    mentions: &[Mention],
    analysis: &Analysis,
    known: &[Known<'w>],
    published: Option<&str>,
    mut choose: impl FnMut(&Mention, &[(usize, A)], A) -> (Option<usize>, i32),
) -> Vec<Reference<'w>> {
    let mut wordings = Wordings::default();
    let facts = facts::all(mentions, known, &mut wordings);
    let asked = Asked { mentions, facts: &facts, analysis, published };
    let mut entities: Vec<Entity<'w>> = vec![];
    // The entities by their last mentions, and the words that are said of any.
    let mut order: Vec<usize> = vec![];
    let mut told: HashSet<u32> = HashSet::new();
    let mut near: Vec<(usize, A)> = vec![];
    let mut out: Vec<Reference<'w>> = vec![];
    for (number, (mention, facts)) in mentions.iter().zip(&facts).enumerate() {
        near.clear();
        let take = |at, answers| near.push((at, answers));
        asked.candidates(number, &entities, &order, &mut wordings, take);
        let new = features::new(mention, told.contains(&facts.lemma));
        let (chosen, margin) = choose(mention, &near, new);
        let chosen = chosen.filter(|&at| at < entities.len());
        let at = chosen.unwrap_or_else(|| {
            entities.push(Entity::default());
            entities.len() - 1
        });
        entities[at].add(number, mention, facts, known);
        told.extend(&facts.attributes);
        if let Some(place) = order.iter().rposition(|&one| one == at) {
            order.remove(place);
        }
        order.push(at);
        out.push(Reference {
            range: mention.range.clone(),
            head: mention.head.clone(),
            kind: mention.kind,
            entity: at,
            margin,
            actor: None,
        });
    }
    for reference in &mut out {
        reference.actor = entities[reference.entity].actor;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_whole_view;

    #[test]
    fn points_and_features_are_of_the_same_answers() {
        let text = "The Kenyan minister, Wanjiru Otieno, said that her ministry would pay. \
                    \"I will pay the farmers,\" Otieno told reporters. They waited for it, and \
                    the minister's office paid them. Kenya's president praised the ministry. \
                    Farmers of the region said they trusted W. Otieno and its officials.";
        with_whole_view(text, None, |view| {
            let (text, analysis, world) = (view.text, view.analysis, view.world);
            let quick = references(text, analysis, world, &[], None);
            let mut choose = |decision: &Decision<'_>| {
                let points = |all: &[Feature]| -> i32 { all.iter().map(|one| one.points()).sum() };
                let mut best = Best::default();
                decision.entities.iter().for_each(|(at, all)| best.take(points(all), *at));
                best.over(points(decision.new)).0
            };
            let listed = decide(text, analysis, world, &[], None, &mut choose);
            let entities = |all: &[Reference<'_>]| -> Vec<usize> {
                all.iter().map(|reference| reference.entity).collect()
            };
            assert!(quick.len() > 10);
            assert_eq!(entities(&quick), entities(&listed));
        });
    }
}

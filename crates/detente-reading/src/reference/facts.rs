//! What of a mention is compared with every entity, made once for each mention.

use super::Known;
use super::mention::{Mention, MentionKind};
use super::wording::Wordings;
use std::collections::HashMap;

/// A mention in numbers that stand for its words within the report.
pub(super) struct Facts {
    /// Its head.
    pub(super) lemma: u32,
    /// Its wording; none of a pronoun.
    pub(super) wording: Option<u32>,
    /// What is known to hold of it.
    pub(super) attributes: Vec<u32>,
    /// The list of the states named in it, where there are any.
    pub(super) of: Option<u32>,
    /// The actor that it names.
    pub(super) actor: Option<u32>,
    /// What a common noun is put for, see [`general`].
    pub(super) general: usize,
}

/// The facts of all mentions, in order.
pub(super) fn all<'m>(
    mentions: &'m [Mention],
    known: &[Known<'_>],
    wordings: &mut Wordings<'m>,
) -> Vec<Facts> {
    let mut actors: HashMap<&str, u32> = HashMap::new();
    let actor_of: Vec<u32> = known
        .iter()
        .map(|known| {
            let next = actors.len() as u32;
            *actors.entry(known.actor.id.as_str()).or_insert(next)
        })
        .collect();
    let mut lists: HashMap<&[String], u32> = HashMap::new();
    let mut facts = |mention: &'m Mention| {
        let next = lists.len() as u32;
        let of = mention.of.as_slice();
        Facts {
            lemma: wordings.word(&mention.lemma),
            wording: (!mention.kind.is_pronoun()).then(|| wordings.number(mention)),
            attributes: mention.attributes.iter().map(|one| wordings.word(one)).collect(),
            of: (!of.is_empty()).then(|| *lists.entry(of).or_insert(next)),
            actor: mention.known.and_then(|at| actor_of.get(at)).copied(),
            general: match mention.kind {
                MentionKind::Name => 0,
                kind if kind.is_pronoun() => 0,
                _ => general(&mention.lemma),
            },
        }
    };
    mentions.iter().map(&mut facts).collect()
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

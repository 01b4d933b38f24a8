//! Whom a noun phrase in the place of a participant stands for.
//!
//! A participant is an actor, never merely named near the happening. What is no actor itself lends
//! its place to whose it is: who condemns "Israel's raid" condemns Israel, and "Russian warplanes"
//! are Russia's. Pronouns stand for whom the report's references say, where that is sure enough.

use super::both::pair;
use super::ground::garrison;
use super::office::{loyal_to, office};
use super::scene::Scene;
use super::stand_in::pronoun;
use super::whose::{
    beside, group_of, is_force, is_portion, place_behind, place_of, state_beside, state_of,
};
use crate::actors;
use crate::reference::MentionKind;
use detente_language::{NameKind, Relation, Subtype, Upos};
use detente_record::{ActorKind, ActorRef};
use detente_world::Form;
use std::ops::Range;

/// A participant with the words that name it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Party {
    pub(crate) actor: ActorRef,
    /// In bytes of the reading text.
    pub(crate) range: Range<usize>,
    /// Whether it is only whose the thing is that stands there.
    pub(crate) by_owner: bool,
}

/// The participants whom a noun stands for: one; the two of "both sides"; or one for each state
/// beside it: "the Greek and Turkish ministers", "the presidents of Chad and Niger".
pub(crate) fn parties(scene: &Scene, word: usize) -> Vec<Party> {
    let both = pair(scene, word);
    if !both.is_empty() {
        return both;
    }
    // "The two armies' commanders" are of both.
    let poss = |c: &usize| scene.tree.nodes()[*c].subtype == Subtype::Poss;
    if scene.sector(word).is_some()
        && let Some(owner) = scene.tree.children(word).find(poss)
    {
        let both = pair(scene, owner);
        if both.len() > 1 {
            return both;
        }
    }
    let several = scene.sector(word).map(|sector| each(scene, word, sector)).unwrap_or_default();
    if several.len() > 1 {
        return several;
    }
    // "a column of the army and of the militia" is both.
    if is_portion(scene, word) {
        let of: Vec<usize> =
            scene.tree.with_case(word, "of").flat_map(|of| scene.joined(of)).collect();
        let found: Vec<Party> = of.iter().filter_map(|&of| direct(scene, of, 1)).collect();
        if found.len() > 1 && found.len() == of.len() {
            return distinct(found);
        }
    }
    party(scene, word).into_iter().collect()
}

/// The participant whom a noun stands for.
pub(crate) fn party(scene: &Scene, word: usize) -> Option<Party> {
    direct(scene, word, 0).or_else(|| owner(scene, word))
}

/// Whose a thing is, as a participant.
pub(crate) fn owner(scene: &Scene, word: usize) -> Option<Party> {
    let owner = scene.owners(word).into_iter().find_map(|owner| direct(scene, owner, 1));
    let mut owner = owner.or_else(|| garrison(scene, word))?;
    // "a Serbian police patrol" is of the police.
    let body = scene.tree.children_by(word, Relation::Compound).find_map(|c| scene.sector(c));
    let body = body.filter(|sector| matches!(*sector, "MIL" | "COP" | "SPY" | "LEG" | "JUD"));
    if let Some(body) =
        body.filter(|_| owner.actor.id.as_deref().is_some_and(|id| id.starts_with("state:")))
    {
        owner.actor.sector = Some(body.to_owned());
    }
    // "an army base in Kenya" is of Kenya's army.
    if owner.actor.country.is_none() && owner.actor.id.is_none() {
        owner.actor.country = place_of(scene, word);
    }
    Some(Party { by_owner: true, ..owner })
}

/// The state whose capital a name is: the host of who goes there.
pub(crate) fn capital(scene: &Scene, word: usize) -> Option<Party> {
    if scene.upos(word) != Upos::Propn {
        return None;
    }
    let range = scene.text_of(scene.phrase(word));
    let text = &scene.view.text[range.clone()];
    let found = scene.view.world.find(text);
    let found = found
        .iter()
        .find(|found| found.form == Form::Capital && found.actor.kind == ActorKind::State)?;
    Some(Party { actor: found.actor.reference(text), range, by_owner: false })
}

fn each(scene: &Scene, word: usize, sector: &str) -> Vec<Party> {
    if scene.upos(word) != Upos::Noun {
        return vec![];
    }
    let tree = scene.tree;
    let beside = tree.children(word).filter(|&c| {
        c < word && matches!(scene.relation(c), Relation::Amod | Relation::Compound)
            || scene.relation(c) == Relation::Nmod && tree.case(c) == Some("of")
            || tree.nodes()[c].subtype == Subtype::Poss
    });
    let mut out = vec![];
    let owner = tree.children(word).find(|&c| tree.nodes()[c].subtype == Subtype::Poss);
    let before = owner.and_then(|c| c.checked_sub(2)).filter(|&at| scene.joins(at, word));
    for named in before.into_iter().chain(beside.flat_map(|c| {
        // Adjectives are joined as well: "Greek and Turkish".
        let joined = tree.children_by(c, Relation::Conj).collect::<Vec<_>>();
        std::iter::once(c).chain(joined)
    })) {
        let Some(name) = scene.view.name_at(scene.tok(named)) else { continue };
        if name.actor.kind != ActorKind::State {
            continue;
        }
        let range = scene.text_of(scene.phrase(word));
        let mut actor = name.actor.reference(&scene.view.text[range]);
        if matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD") {
            actor.sector = Some(sector.to_owned());
        } else {
            (actor.id, actor.name, actor.sector) = (None, None, Some(sector.to_owned()));
        }
        out.push(Party { actor, range: name.range.clone(), by_owner: false });
    }
    distinct(out)
}

fn direct(scene: &Scene, word: usize, depth: usize) -> Option<Party> {
    found(scene, word, Way { depth, pronouns: 0 })
}

/// How far the search for whom a noun stands for has gone.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// From noun to noun within one phrase.
    depth: usize,
    /// Over so many pronouns: "their" may stand for nouns that have a "their" of their own.
    pronouns: usize,
}

impl Way {
    pub(super) fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// Over a pronoun to the noun that it stands for; `None` from pronoun to pronoun without end.
    pub(super) fn beyond(self) -> Option<Self> {
        const MOST: usize = 4;
        (self.pronouns < MOST).then_some(Self { depth: 2, pronouns: self.pronouns + 1 })
    }
}

pub(super) fn found(scene: &Scene, word: usize, way: Way) -> Option<Party> {
    let at = scene.bytes(word).start;
    // Where a report was filed takes no part in what it tells.
    if way.depth > 3 || scene.view.datelines.iter().any(|line| line.contains(&at)) {
        return None;
    }
    if scene.upos(word) == Upos::Pron {
        return pronoun(scene, word, way);
    }
    // "the Turkish offensive": the adjective says whose it is, also where a tagger takes it for a name.
    let adjective = scene.upos(word) == Upos::Adj
        || scene.upos(word) == Upos::Propn
            && matches!(scene.relation(word), Relation::Amod | Relation::Compound);
    if adjective
        && let Some(named) = scene.view.name_at(scene.tok(word))
        && matches!(named.form, Form::Adjective)
    {
        let range = named.range.clone();
        let mut actor = named.actor.reference(&scene.view.text[range.clone()]);
        // "a Palestinian" is somebody of that people.
        if !matches!(scene.relation(word), Relation::Amod | Relation::Compound | Relation::Nmod)
            && named.actor.kind == ActorKind::State
            && scene.tree.child(word, Relation::Det).is_some()
        {
            (actor.id, actor.name, actor.sector) = (None, None, Some("CVL".into()));
        }
        return Some(Party { actor, range, by_owner: false });
    }
    // "Chadian-Nigerien": each of the two by its own name.
    if scene.hyphen_pair(word).is_some()
        && let Some(named) = scene.view.name_at(scene.tok(word))
    {
        let range = named.range.clone();
        let actor = named.actor.reference(&scene.view.text[range.clone()]);
        return Some(Party { actor, range, by_owner: false });
    }
    let words = scene.phrase(word);
    let toks = scene.tok(words.start)..scene.tok(words.end);
    let range = scene.text_of(words.clone());
    let text = &scene.view.text[range.clone()];
    let made = |actor: ActorRef| Some(Party { actor, range: range.clone(), by_owner: false });
    let read = actors::phrase(scene.view, toks.clone());
    if let Some(read) = &read
        && read.actor.id.is_some()
    {
        return made(read.actor.clone());
    }
    // "a group of diplomats", "two of its soldiers": who stands behind "of" is meant.
    if is_portion(scene, word)
        && let Some(of) = scene.tree.with_case(word, "of").next()
        && let Some(found) = found(scene, of, way.deeper())
    {
        let range = range.start..found.range.end.max(range.end);
        let text = scene.view.text[range.clone()].to_owned();
        return Some(Party { actor: ActorRef { text, ..found.actor }, range, ..found });
    }
    // "the president, Vladimir Putin": who is named beside is meant.
    for beside in scene.tree.children_by(word, Relation::Appos) {
        if scene.upos(beside) == Upos::Propn
            && let Some(found) = found(scene, beside, way.deeper())
            && found.actor.id.is_some()
        {
            return Some(found);
        }
    }
    if let Some(sector) = scene.sector(word) {
        // Those of a state's own sectors act for it; a "leader" of rebels does not.
        let for_the_state = matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD");
        let mut actor = read.map(|read| read.actor).unwrap_or_default();
        let range = whole(scene, word, &range);
        actor.text = scene.view.text[range.clone()].to_owned();
        let made = |actor: ActorRef| Some(Party { actor, range: range.clone(), by_owner: false });
        actor.sector.get_or_insert_with(|| sector.to_owned());
        // The "leader" of an armed group is no government's.
        if let Some(group) = group_of(scene, word) {
            // Its fighters are the group itself.
            if is_force(scene, word) {
                let sector = group.sector.clone().or(Some("REB".into()));
                return made(ActorRef { sector, ..group.reference(&actor.text) });
            }
            actor.country = group.country.clone();
            actor.sector = group.sector.clone().or(Some("REB".into()));
            return made(actor);
        }
        // "its soldiers" are those of whom "its" stands for, wherever they come from.
        let whose = scene.tree.children(word).find(|&c| {
            scene.tree.nodes()[c].subtype == Subtype::Poss && scene.upos(c) == Upos::Pron
        });
        if actor.country.is_none()
            && let Some(whose) = whose.and_then(|whose| pronoun(scene, whose, way))
        {
            actor.country.clone_from(&whose.actor.country);
            let id = whose.actor.id.as_deref().unwrap_or_default();
            let fights = is_force(scene, word);
            if id.starts_with("group:") && fights {
                actor.sector = whose.actor.sector.clone().or(Some("REB".into()));
            }
            if id.starts_with("state:") && for_the_state
                || fights && (id.starts_with("group:") || id.starts_with("institution:"))
            {
                actor.id = whose.actor.id;
                actor.name = whose.actor.name;
            }
        }
        // "forces loyal to Haftar" are of his country, and of no other's army.
        if actor.country.is_none()
            && let Some((leader, end)) = loyal_to(scene, word, way)
        {
            let range = range.start..end.max(range.end);
            let text = scene.view.text[range.clone()].to_owned();
            let sector = actor.sector.filter(|sector| *sector != "MIL");
            let sector = sector.or_else(|| Some("UAF".to_owned()));
            let actor = ActorRef { text, country: leader.actor.country, sector, ..actor };
            return Some(Party { actor, range, by_owner: false });
        }
        let body = beside(scene, word).filter(|_| actor.country.is_none());
        if let Some(body) = body.filter(|body| body.kind != ActorKind::State) {
            // "United Nations inspectors" are the United Nations'.
            return made(ActorRef { sector: Some(sector.to_owned()), ..body.reference(text) });
        }
        if actor.country.is_none()
            && let Some(state) =
                body.or_else(|| state_beside(scene, word)).or_else(|| state_of(scene, word))
        {
            actor.country = state.country.clone();
            if for_the_state && state.kind == ActorKind::State {
                actor.id = Some(state.id.clone());
                actor.name = Some(state.name.clone());
            }
        }
        // "rebels in Darfur" are of the state that Darfur lies in.
        if actor.country.is_none() {
            actor.country = match sector {
                "GOV" | "MIL" => place_of(scene, word),
                _ => place_behind(scene, word),
            };
        }
        // "The army": the one spoken of before.
        if actor.country.is_none()
            && actor.id.is_none()
            && let Some(known) = scene.view.standing_at(scene.tok(word))
        {
            let sector = known.actor.sector.clone().or(actor.sector);
            return made(ActorRef { text: actor.text, sector, ..known.actor.clone() });
        }
        // Weapons act for whose they are, or for nobody.
        if actor.country.is_none() && actor.id.is_none() && scene.is_weapon(word) {
            return None;
        }
        return made(actor);
    }
    if let Some(known) = stands_for(scene, word) {
        return made(ActorRef { text: text.to_owned(), ..known });
    }
    if let Some(known) = scene.view.standing_at(scene.tok(word)) {
        return made(ActorRef { text: text.to_owned(), ..known.actor.clone() });
    }
    if let Some(read) = read
        && (read.actor.country.is_some() || read.actor.sector.is_some())
    {
        return made(read.actor);
    }
    // A name that the world does not know is somebody still.
    let bytes = scene.bytes(word);
    let name = scene.view.analysis.names.iter().find(|name| {
        name.range.start <= bytes.start
            && bytes.end <= name.range.end
            && matches!(name.kind, NameKind::Person | NameKind::Organisation | NameKind::Group)
    });
    if let Some(name) = name {
        let text = scene.view.text[name.range.clone()].to_owned();
        let (country, sector) = match name.kind {
            NameKind::Person => office(scene, word, way),
            _ => (None, None),
        };
        let actor = ActorRef { text, country, sector, ..ActorRef::default() };
        return Some(Party { actor, range: name.range.clone(), by_owner: false });
    }
    // "Former dictator Ada Bello", where the noun stands for nobody that is known: who is named.
    let beside = scene.tree.children_by(word, Relation::Appos).find(|&c| scene.is_somebody(c));
    if let Some(beside) = beside.filter(|&c| scene.upos(c) == Upos::Propn) {
        return found(scene, beside, way.deeper());
    }
    // "Ethnic Albanians" are people of no state that this says.
    let ethnic = scene.tree.children_by(word, Relation::Amod);
    if ethnic.into_iter().any(|c| scene.token(c).lower == "ethnic") {
        let text = text.to_owned();
        return made(ActorRef { text, sector: Some("CVL".into()), ..ActorRef::default() });
    }
    None
}

/// The words of a description with who stands behind "of", where that is short: "the leader of
/// the movement".
fn whole(scene: &Scene, word: usize, range: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 8;
    let of = scene.tree.with_case(word, "of").next();
    let end = of.map(|of| scene.phrase(of).end).filter(|&end| end > word && end - word <= LONGEST);
    end.map_or(range.clone(), |end| range.start..scene.bytes(end - 1).end)
}

/// Whom the report's references take a description for.
fn stands_for(scene: &Scene, word: usize) -> Option<ActorRef> {
    const SURE: i32 = 100;
    let reference = scene.view.reference_at(scene.tok(word))?;
    let actor = reference
        .actor
        .filter(|_| reference.margin >= SURE || reference.kind == MentionKind::Name)?;
    Some(actor.reference(&scene.view.text[reference.range.clone()]))
}

/// Who says the words at a byte, where somebody does.
pub(crate) fn speaker(scene: &Scene, at: usize) -> Option<Party> {
    let told = scene.speaker(at)?;
    let actor = match &told.row.speaker {
        Some(speaker) => speaker.actor.clone(),
        None => ActorRef { text: told.row.speaker_text.clone(), ..ActorRef::default() },
    };
    // A speaker stands outside what is said: the words are the statement's to give.
    let range = scene.bytes(0).start..scene.bytes(0).start;
    (!actor.text.is_empty()).then_some(Party { actor, range, by_owner: false })
}

/// Whether two participants are the same: the same words, or the same actor.
pub(crate) fn is_same(a: &Party, b: &Party) -> bool {
    a.range == b.range && !a.range.is_empty()
        || a.actor.id.is_some() && a.actor.id == b.actor.id && a.actor.sector == b.actor.sector
}

/// Participants once each: the same actor, or the same words.
pub(crate) fn distinct(parties: Vec<Party>) -> Vec<Party> {
    let mut out: Vec<Party> = vec![];
    for party in parties {
        let same = |other: &Party| match (&other.actor.id, &party.actor.id) {
            (Some(a), Some(b)) => a == b,
            (None, None) => {
                other.actor.text == party.actor.text && other.actor.country == party.actor.country
            }
            _ => false,
        };
        if !out.iter().any(same) {
            out.push(party);
        }
    }
    out
}

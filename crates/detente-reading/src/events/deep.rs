//! To whom something is done, where no place of the frame holds anybody.
//!
//! "Offered to hand over two suspects to Niger", "threatened restrictions on Kenyan goods", "lifted
//! the curfew in Darfur", "rejected a request for aid by Chad": whom it concerns stands further down,
//! in what is offered, threatened or lifted. The words under the predicate are gone through from the
//! nearest to the farthest, through objects, nouns behind prepositions, owners and adjectives of
//! states, but not through clauses of time and reason or what tells of a person more: nobody is
//! taken for standing near.

use super::party::{self, Party};
use super::scene::Scene;
use detente_language::{Relation, Subtype, Upos};
use detente_record::EventType::{self, *};

/// The nearest participant under a predicate who is none of its actors, with those joined to them.
pub(super) fn recipients(
    scene: &Scene,
    word: usize,
    kind: EventType,
    actors: &[Party],
) -> Vec<Party> {
    // What is done by force is done to those it hits, never to those who live around.
    if matches!(kind, Assault | Protest) {
        return vec![];
    }
    const DEEPEST: usize = 5;
    let subject = scene.doer(word);
    // Who is moved or called up is no one's opponent for that.
    let moved = scene.done_to(word).filter(|_| kind == Mobilize);
    let mut level = vec![word];
    level.extend(scene.carrier(word));
    for _ in 0..DEEPEST {
        let mut next = vec![];
        for &at in &level {
            for child in scene.tree.children(at) {
                if Some(child) != subject && (leads(scene, child) || serves(scene, child, kind)) {
                    next.push(child);
                }
            }
        }
        next.sort_unstable();
        for &at in next.iter().filter(|&&at| Some(at) != moved) {
            let found = one(scene, at, kind, actors);
            if !found.is_empty() {
                return found;
            }
        }
        level = next;
    }
    vec![]
}

/// "Gave 40 million euros to promote farming in Chad", "agreed to open its border to let aid enter
/// Chad": what help and promises are for tells for whom they are.
fn serves(scene: &Scene, word: usize, kind: EventType) -> bool {
    matches!(kind, Aid | Agree) && scene.relation(word) == Relation::Advcl && scene.has_to(word)
}

/// Whether what it concerns may stand under a word.
fn leads(scene: &Scene, word: usize) -> bool {
    match scene.relation(word) {
        Relation::Obj | Relation::Iobj | Relation::Xcomp | Relation::Ccomp | Relation::Compound => {
            true
        }
        Relation::Amod => scene.view.name_at(scene.tok(word)).is_some(),
        Relation::Nsubj => true,
        Relation::Acl => scene.tree.nodes()[word].subtype != Subtype::Relcl,
        Relation::Obl | Relation::Nmod => {
            if scene.tree.nodes()[word].subtype == Subtype::Unmarked {
                return false;
            }
            !matches!(
                scene.tree.case(word),
                Some(
                    "after"
                        | "before"
                        | "during"
                        | "since"
                        | "until"
                        | "amid"
                        | "despite"
                        | "as"
                        | "because"
                        | "according"
                        | "following"
                        | "within"
                        | "at"
                        | "like"
                        | "than"
                        | "via"
                        | "over"
                        | "without"
                )
            )
        }
        _ => false,
    }
}

fn one(scene: &Scene, word: usize, kind: EventType, actors: &[Party]) -> Vec<Party> {
    if matches!(scene.upos(word), Upos::Verb | Upos::Aux) {
        return vec![];
    }
    let mut out = vec![];
    for joined in scene.joined(word) {
        for party in party::parties(scene, joined) {
            // A state and its officials are one; its opposition, its rebels and its workers are others.
            let other = party.actor.sector.as_deref().is_some_and(|sector| {
                !matches!(sector, "GOV" | "MIL" | "LEG" | "JUD" | "COP" | "SPY" | "UNK")
            });
            let own = actors.iter().any(|actor| {
                party::is_same(actor, &party)
                    || actor.actor.id.is_some() && actor.actor.id == party.actor.id
                    || actor.actor.country.is_some()
                        && actor.actor.country == party.actor.country
                        && (!other || actor.actor.sector == party.actor.sector)
            });
            // Rebels and workers are somebody wherever they are, where what is done is done to them, and
            // not where they are spoken of, asked for or let go.
            let side = other
                && !matches!(kind, Agree | Request | Retreat)
                && actors.iter().all(|actor| actor.actor.sector != party.actor.sector);
            let known = party.actor.id.is_some() || party.actor.country.is_some() || side;
            if known && !own {
                out.push(party);
            }
        }
    }
    party::distinct(out)
}

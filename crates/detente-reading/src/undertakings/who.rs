//! Who is bound, and who has to act.
//!
//! Only those who can bind themselves towards others in a conflict or dispute: states and their
//! bodies, armed groups, parties, organisations between states. "The two sides" are the parties of
//! the agreement at hand, else the pair that the report named last.

use super::look::Look;
use crate::events::party::{self, Party};
use crate::events::scene::Scene;
use detente_language::{Relation, Upos, Xpos};
use detente_record::{ActorKind, ActorRef};
use detente_world::World;

/// Nouns for those who stand against or beside each other.
const SIDES: &[&str] = &[
    "side",
    "party",
    "faction",
    "camp",
    "rival",
    "foe",
    "enemy",
    "neighbour",
    "neighbor",
    "belligerent",
    "combatant",
    "signatory",
    "army",
    "military",
    "leader",
    "president",
    "country",
    "nation",
    "state",
    "government",
    "minister",
    "ally",
    "capital",
    "power",
    "adversary",
    "delegation",
    "negotiator",
    "force",
    "forces",
];

/// Those who are sides by the word alone, without "two" or "both".
const ALWAYS: &[&str] = &["side", "party", "belligerent", "combatant", "signatory"];

/// Nouns for bodies that can be given a task.
const BODIES: &[&str] = &[
    "committee",
    "commission",
    "mission",
    "team",
    "body",
    "centre",
    "center",
    "observer",
    "monitor",
    "peacekeeper",
    "peacekeepers",
    "force",
    "forces",
    "group",
    "fighter",
    "mechanism",
    "tribunal",
    "opposition",
    "administration",
    "authority",
    "authorities",
    "council",
];

/// Those whom the noun phrase at a word stands for.
pub(super) fn who(look: &Look, word: usize) -> Vec<Party> {
    let scene = &look.scene;
    if scene.upos(word) == Upos::Pron {
        return pronoun(look, word);
    }
    if look.agreement_at(word).is_some() {
        return vec![];
    }
    // "the parties to the convention" are its parties, where they are known and few.
    let complement =
        ["to", "of", "in"].iter().find_map(|case| scene.tree.with_case(word, case).next());
    if look.is(word, ALWAYS)
        && let Some(of) = complement
        && (look.agreement_at(of).is_some() || party::party(scene, of).is_none())
    {
        let known = look.agreement_of(of).and_then(|at| look.report.agreements[at].known);
        let range = scene.text_of(scene.phrase(word));
        let all = known.map(|known| parties(look, &known.parties, range.clone()));
        let text = scene.view.text[range.clone()].to_owned();
        let alone =
            Party { actor: ActorRef { text, ..ActorRef::default() }, range, by_owner: false };
        return all.filter(|all| !all.is_empty()).unwrap_or_else(|| vec![alone]);
    }
    if is_sides(look, word) {
        let owners = owners(look, word);
        if owners.len() > 1 {
            return owners;
        }
        // "Sudan's warring sides" are not Sudan's government.
        if owners.is_empty() || look.is(word, ALWAYS) && told_sides(look, word) {
            let both = sides(look, word);
            if !both.is_empty() {
                return both;
            }
        }
    }
    let found = belonging(look, word, party::party(scene, word));
    if let Some(found) = found {
        if found.by_owner && !is_theirs(look, word) {
            return vec![];
        }
        return vec![found];
    }
    if look.is(word, BODIES) {
        let range = scene.text_of(scene.phrase(word));
        let actor =
            ActorRef { text: scene.view.text[range.clone()].to_owned(), ..ActorRef::default() };
        return vec![Party { actor, range, by_owner: false }];
    }
    vec![]
}

/// Whether what is somebody's acts for them: their forces do, their children don't.
fn is_theirs(look: &Look, word: usize) -> bool {
    look.scene.sector(word).is_some() || look.is(word, BODIES) || look.is(word, SIDES)
}

fn owners(look: &Look, word: usize) -> Vec<Party> {
    let found = look.scene.owners(word);
    let parties = found.into_iter().filter_map(|owner| party::party(&look.scene, owner));
    party::distinct(parties.collect())
}

fn is_sides(look: &Look, word: usize) -> bool {
    let determiners = &[
        "both",
        "each",
        "neither",
        "either",
        "two",
        "warring",
        "rival",
        "opposing",
        "conflicting",
        "signatory",
        "all",
    ];
    let scene = &look.scene;
    if look.is(word, &["both", "each", "neither", "other"]) {
        return true;
    }
    let told = scene.tree.children(word).any(|child| {
        matches!(
            scene.relation(child),
            Relation::Det
                | Relation::Amod
                | Relation::Nummod
                | Relation::Cc
                | Relation::Advmod
                | Relation::Compound
        ) && look.is(child, determiners)
    });
    let many = matches!(scene.xpos(word), Xpos::Nns | Xpos::Nnps);
    look.is(word, SIDES)
        && (told || many && (look.is(word, ALWAYS) || owners(look, word).len() > 1))
}

/// Whether a word says that these are sides against each other.
fn told_sides(look: &Look, word: usize) -> bool {
    look.scene.tree.children(word).any(|child| {
        look.is(
            child,
            &["war", "warring", "rival", "opposing", "oppose", "both", "two", "conflicting"],
        )
    })
}

fn pronoun(look: &Look, word: usize) -> Vec<Party> {
    let scene = &look.scene;
    if look.is(word, &["both", "each", "neither"]) {
        return sides(look, word);
    }
    if let Some(speaker) = speaker_of_clause(look, word) {
        let found = who(look, speaker);
        if !found.is_empty() {
            return found;
        }
    }
    let first = look.is(word, &["we", "i", "us", "our"]);
    if !first
        && let Some(found) = party::party(scene, word)
        && (found.actor.id.is_some() || !look.is(word, &["they"]))
    {
        return vec![found];
    }
    if let Some(found) = before_in_sentence(look, word) {
        return found;
    }
    if first
        && let Some(told) = look.report.teller(look.byte(word))
        && let Some(speaker) = &told.row.speaker
    {
        let actor =
            ActorRef { text: look.text(word..word + 1).to_owned(), ..speaker.actor.clone() };
        return vec![Party { actor, range: scene.bytes(word), by_owner: false }];
    }
    let subject = scene.relation(word) == Relation::Nsubj;
    if look.is(word, &["they"]) && subject { sides(look, word) } else { vec![] }
}

/// "X said it would": who speaks, where the pronoun is the subject of what is said.
fn speaker_of_clause(look: &Look, word: usize) -> Option<usize> {
    const SAYS: &[&str] = &[
        "say",
        "announce",
        "declare",
        "deny",
        "add",
        "insist",
        "claim",
        "argue",
        "confirm",
        "state",
        "stress",
        "reply",
        "write",
        "tell",
        "maintain",
        "acknowledge",
    ];
    let scene = &look.scene;
    if !look.is(word, &["it", "he", "she", "they", "its", "his", "her", "their"]) {
        return None;
    }
    let tree = scene.tree;
    // The clause that the pronoun, or what it owns, is the subject of.
    let mut at = word;
    if tree.nodes()[word].subtype == detente_language::Subtype::Poss {
        at = tree.head(word)?;
    }
    let subject = scene.relation(at) == Relation::Nsubj;
    let mut clause = tree.head(at).filter(|_| subject)?;
    let that = look.has(clause, Relation::Mark, &["that"]);
    while matches!(scene.relation(clause), Relation::Conj | Relation::Xcomp)
        || that && scene.relation(clause) == Relation::Advcl
    {
        clause = tree.head(clause)?;
    }
    let verb = tree.head(clause).filter(|_| scene.relation(clause) == Relation::Ccomp)?;
    if !look.is(verb, SAYS) {
        return None;
    }
    let speaker = tree.children_by(verb, Relation::Nsubj).next().or_else(|| look.doer(verb))?;
    (scene.upos(speaker) != Upos::Pron && speaker != word).then_some(speaker)
}

/// Whom the report's references take a plural pronoun for, where that stands in the same sentence.
fn before_in_sentence(look: &Look, word: usize) -> Option<Vec<Party>> {
    let scene = &look.scene;
    if !look.is(word, &["they"]) {
        return None;
    }
    let view = scene.view;
    let reference = view.reference_at(scene.tok(word))?;
    let start = look.byte(0);
    let before = view.references.iter().rev().find(|other| {
        other.entity == reference.entity
            && other.head.start < reference.head.start
            && other.head.start >= start
            && !other.kind.is_pronoun()
    })?;
    let many = view
        .word_at(view.tok_at(before.head.start))
        .is_some_and(|(_, at)| matches!(scene.xpos(at), Xpos::Nns | Xpos::Nnps));
    if !many {
        return None;
    }
    let (_, at) = view.word_at(view.tok_at(before.head.start))?;
    let found = who(look, at);
    if !found.is_empty() {
        return Some(found);
    }
    let range = before.range.clone();
    let actor = ActorRef { text: view.text[range.clone()].to_owned(), ..ActorRef::default() };
    Some(vec![Party { actor, range, by_owner: false }])
}

/// Whose soldiers or ministers a phrase speaks of, where its own words do not say: "the HTS forces",
/// "its forces", "the army" after "Sudan's army".
fn belonging(look: &Look, word: usize, found: Option<Party>) -> Option<Party> {
    if let Some(found) = &found
        && found.actor.id.is_some()
    {
        return Some(found.clone());
    }
    let scene = &look.scene;
    let world = scene.view.world;
    let range = scene.text_of(scene.phrase(word));
    let text = &scene.view.text[range.clone()];
    let sector = scene.sector(word);
    let for_the_state = matches!(sector, Some("GOV" | "MIL" | "COP" | "SPY" | "LEG"));
    let made = |actor: ActorRef| Party {
        actor: ActorRef { text: text.to_owned(), ..actor },
        range: range.clone(),
        by_owner: false,
    };
    if is_theirs(look, word) {
        let owner = scene.owner(word).into_iter().flat_map(|owner| who(look, owner)).next();
        if let Some(owner) = owner {
            let known = owner.actor.id.as_deref().and_then(|id| world.get(id));
            let kind = known.map(|known| known.kind);
            if for_the_state && kind.is_some()
                || matches!(kind, Some(ActorKind::ArmedGroup | ActorKind::Igo))
            {
                return Some(made(owner.actor));
            }
            let mut found = found.clone().unwrap_or_else(|| made(ActorRef::default()));
            found.actor.country = found.actor.country.or(owner.actor.country);
            found.by_owner = false;
            return Some(found);
        }
    }
    let bare = scene.tree.children_by(word, Relation::Det).all(|det| look.is(det, &["the"]));
    let plain = found.as_ref().is_none_or(|found| found.actor.country.is_none());
    // "Russian peacekeepers": whose they are the adjective says.
    if for_the_state
        && let Some(owner) = scene.owner(word)
        && let Some(named) = scene.view.name_at(scene.tok(owner))
        && named.actor.kind == ActorKind::State
    {
        return Some(made(named.actor.reference(text)));
    }
    if for_the_state && bare && plain && scene.owners(word).is_empty() {
        let before = named_before(look, word).or_else(|| {
            // Beside one armed group of the country "the army" is its state's.
            let military = sector == Some("MIL");
            home_pair(look).filter(|_| military).map(|[state, _]| state)
        });
        if let Some(actor) = before {
            return Some(made(actor));
        }
    }
    found
}

/// The state whose army, government or the like was named last by the same noun.
fn named_before(look: &Look, word: usize) -> Option<ActorRef> {
    let noun = look.lemma(word);
    let number = look.scene.number;
    for before in (0..=number).rev() {
        let Some(scene) = Scene::new(look.scene.view, before) else { continue };
        let end = if before == number { word } else { scene.tree.len() };
        for other in (0..end).rev() {
            if scene.upos(other) != Upos::Noun || scene.lemma(other) != noun {
                continue;
            }
            if let Some(found) = party::party(&scene, other)
                && found.actor.id.is_some()
                && !found.by_owner
            {
                return Some(found.actor);
            }
        }
    }
    None
}

/// The two sides: the parties of the agreement of the sentence, the pair named last before, or the
/// parties of the agreement spoken of last.
pub(super) fn sides(look: &Look, word: usize) -> Vec<Party> {
    let at = look.scene.bytes(word);
    let here = look.report.agreements.iter().find(|mention| {
        mention.sentence == look.scene.number && mention.known.is_some_and(|k| k.parties.len() == 2)
    });
    if let Some(known) = here.and_then(|mention| mention.known) {
        return parties(look, &known.parties, at);
    }
    if let Some(pair) = pair(look, word) {
        return pair;
    }
    let far = 12;
    let mention = look.report.agreement_before(at.start, look.scene.number, far);
    let known = mention.and_then(|mention| look.report.agreements[mention].known);
    known.map(|known| parties(look, &known.parties, at)).unwrap_or_default()
}

/// The parties of an agreement, meant by these words.
pub(super) fn parties(look: &Look, ids: &[String], range: std::ops::Range<usize>) -> Vec<Party> {
    let view = look.scene.view;
    let many = 4;
    if ids.len() > many {
        return vec![];
    }
    let text = &view.text[range.clone()];
    let actors = ids.iter().filter_map(|id| view.world.get(id));
    actors
        .map(|actor| Party { actor: actor.reference(text), range: range.clone(), by_owner: false })
        .collect()
}

/// The pair of actors named last before a word: "A and B", "between A and B", "A's talks with B".
fn pair(look: &Look, word: usize) -> Option<Vec<Party>> {
    // A pronoun reaches less far than a description.
    let pronoun = look.scene.upos(word) == Upos::Pron;
    let far = if pronoun { 1 } else { 5 };
    let persons = look.is(word, &["leader", "president", "minister", "man", "negotiator"]);
    let number = look.scene.number;
    let at = look.scene.bytes(word);
    for back in number.saturating_sub(far)..=number {
        let before = number - (back - number.saturating_sub(far));
        let Some(scene) = Scene::new(look.scene.view, before) else { continue };
        let end = if before == number { word } else { scene.tree.len() };
        let found = (0..end).rev().find_map(|last| joined_actors(&scene, last, pronoun, persons));
        if let Some(actors) = found {
            return Some(
                actors
                    .into_iter()
                    .map(|actor| Party {
                        actor: ActorRef { text: look.text(word..word + 1).to_owned(), ..actor },
                        range: at.clone(),
                        by_owner: false,
                    })
                    .collect(),
            );
        }
    }
    let home = home_pair(look).filter(|_| look.scene.upos(word) != Upos::Pron);
    home.map(Vec::from).or_else(|| most_named(look)).map(|two| {
        let text = look.text(word..word + 1);
        two.into_iter()
            .map(|actor| Party {
                actor: ActorRef { text: text.to_owned(), ..actor },
                range: at.clone(),
                by_owner: false,
            })
            .collect()
    })
}

/// Two actors joined by "and" whose last stands here.
fn joined_actors(
    scene: &Scene,
    last: usize,
    subject: bool,
    persons: bool,
) -> Option<Vec<ActorRef>> {
    if scene.relation(last) != Relation::Conj || !scene.is_nominal(last) {
        return None;
    }
    let head = scene.tree.head(last)?;
    // Those who only speak, or stand between the two, are not the two.
    let verb = scene.tree.head(head);
    let apart = verb.is_some_and(|verb| {
        matches!(
            scene.lemma(verb).as_str(),
            "say"
                | "tell"
                | "add"
                | "announce"
                | "mediate"
                | "broker"
                | "sponsor"
                | "host"
                | "urge"
                | "call"
                | "facilitate"
        ) && matches!(scene.relation(head), Relation::Nsubj | Relation::Obl)
    });
    if apart || subject && scene.relation(head) != Relation::Nsubj {
        return None;
    }
    let all: Vec<Party> = scene
        .joined(head)
        .into_iter()
        .filter_map(|one| party::party(scene, one))
        .filter(|one| {
            !one.by_owner
                && one.actor.id.is_some()
                && is_side(scene.view.world, &one.actor, persons)
        })
        .collect();
    let all = party::distinct(all);
    (all.len() == 2).then(|| all.into_iter().map(|one| one.actor).collect())
}

fn is_side(world: &World, actor: &ActorRef, persons: bool) -> bool {
    actor.id.as_deref().and_then(|id| world.get(id)).is_some_and(|known| {
        matches!(known.kind, ActorKind::State | ActorKind::ArmedGroup | ActorKind::Institution)
            || persons && known.kind == ActorKind::Person
    })
}

/// The state and the armed group that fight in it, where the report names one such group alone.
fn home_pair(look: &Look) -> Option<[ActorRef; 2]> {
    let view = look.scene.view;
    let groups = || view.names.iter().filter(|named| named.actor.kind == ActorKind::ArmedGroup);
    let first = groups().next()?.actor;
    if groups().any(|named| named.actor.id != first.id) {
        return None;
    }
    let state = view.names.iter().find(|named| {
        named.actor.kind == ActorKind::State && named.actor.country == first.country
    })?;
    // Where another state is named more often, it is that one that the group fights.
    let states = || view.names.iter().filter(|named| named.actor.kind == ActorKind::State);
    let often = |country: &Option<String>| states().filter(|n| n.actor.country == *country).count();
    if states().any(|other| often(&other.actor.country) > often(&first.country)) {
        return None;
    }
    Some([state.actor.reference(""), first.reference("")])
}

/// The two whom the report is about, where no third is named half as often.
fn most_named(look: &Look) -> Option<Vec<ActorRef>> {
    let view = look.scene.view;
    let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for named in &view.names {
        let side = match named.actor.kind {
            ActorKind::ArmedGroup => Some(named.actor.id.as_str()),
            ActorKind::State => Some(named.actor.id.as_str()),
            _ => None,
        };
        if let Some(side) = side {
            *counts.entry(side).or_default() += 1;
        }
    }
    let mut all: Vec<(&str, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    let second = all.get(1)?.1;
    if second < 3 || all.get(2).is_some_and(|third| third.1 * 2 > second) {
        return None;
    }
    all.truncate(2);
    Some(all.iter().filter_map(|(id, _)| view.world.get(id)).map(|a| a.reference("")).collect())
}

/// Whether an actor can bind itself in a conflict or dispute.
pub(super) fn is_political(world: &World, actor: &ActorRef) -> bool {
    if let Some(known) = actor.id.as_deref().and_then(|id| world.get(id)) {
        return match known.kind {
            ActorKind::State | ActorKind::ArmedGroup | ActorKind::Igo => true,
            ActorKind::Institution => {
                !matches!(known.sector.as_deref(), Some("BUS" | "MED" | "EDU"))
            }
            ActorKind::Person => !known.offices.is_empty() || known.sector.is_some(),
            _ => false,
        };
    }
    const POLITICAL: &[&str] =
        &["GOV", "MIL", "PRM", "COP", "SPY", "LEG", "OPP", "PTY", "REB", "UAF", "PRM", "IGO"];
    actor.sector.as_deref().is_some_and(|sector| POLITICAL.contains(&sector))
}

/// Whether an actor is one whose plans are no undertaking towards anybody: a firm, an outlet.
pub(super) fn is_private(world: &World, actor: &ActorRef) -> bool {
    let known = actor.id.as_deref().and_then(|id| world.get(id));
    known.is_some_and(|known| matches!(known.kind, ActorKind::Company | ActorKind::Media))
        || matches!(
            actor.sector.as_deref(),
            Some("BUS" | "MED" | "JRN" | "EDU" | "CVL" | "AGR" | "LAB" | "SOC")
        )
}

/// Whether two references stand for one.
pub(super) fn same(world: &World, a: &ActorRef, b: &ActorRef) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => {
            a == b
                || world.are_one(a, b)
                || state_of(world, a)
                    .is_some_and(|one| state_of(world, b).is_some_and(|other| one == other))
        }
        (None, None) => a.text.eq_ignore_ascii_case(&b.text),
        _ => false,
    }
}

/// The country for which a state, a body of it or a holder of its offices acts.
fn state_of(world: &World, id: &str) -> Option<String> {
    let known = world.get(id)?;
    let acts = match known.kind {
        ActorKind::State => true,
        ActorKind::Institution => known
            .sector
            .as_deref()
            .is_some_and(|sector| matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG")),
        ActorKind::Person => !known.offices.is_empty(),
        _ => false,
    };
    acts.then(|| known.country.clone()).flatten()
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn performers(text: &str) -> Vec<String> {
        let all = read_whole(text).undertakings.into_iter();
        all.filter_map(|one| one.obligation.performer).map(|a| a.id.unwrap_or(a.text)).collect()
    }

    #[test]
    fn the_two_sides_are_the_pair_named_last() {
        let text = "Eritrea and Ethiopia signed a truce in Algiers. Both sides agreed to withdraw \
                    their troops from the border.";
        assert_eq!(performers(text), ["state:ERI", "state:ETH"]);
    }

    #[test]
    fn firms_and_outlets_undertake_nothing_here() {
        assert!(performers("The bank agreed to buy the refinery.").is_empty());
        assert!(performers("Reuters agreed to withdraw the story.").is_empty());
    }
}

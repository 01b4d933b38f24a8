//! What is said of keeping an agreement or a promise: "violated the truce", "kept his promises", "is
//! not fulfilling its obligations", "in breach of the accord", "5,000 Indian breaches of the
//! ceasefire", "neglect of its commitments".
//!
//! What is kept or broken must be an agreement or a promise: nobody reads here of a broken silence or
//! of human rights. Who is asked to keep one, or says that they will, is bound by it.

use super::action::{self, Action};
use super::agreement::TRUCES;
use super::draft::{AGREED, CLAIMED, CONTESTED, Draft, Saying};
use super::look::Look;
use super::pledge::BONDS;
use super::under::performers;
use super::who;
use crate::events::party::{self, Party};
use detente_language::{Factuality, Relation};
use detente_record::{ActorRef, Stance};

pub(super) const KEEPS: &[&str] = &[
    "keep",
    "honour",
    "honor",
    "respect",
    "observe",
    "abide",
    "comply",
    "adhere",
    "fulfil",
    "fulfill",
    "implement",
    "uphold",
    "deliver",
    "meet",
    "stick",
    "execute",
    "carry",
    "live",
    "obey",
];
pub(super) const BREAKS: &[&str] = &[
    "break",
    "breach",
    "violate",
    "flout",
    "renege",
    "betray",
    "backtrack",
    "infringe",
    "contravene",
    "disregard",
    "neglect",
];
const KEEPING: &[&str] =
    &["compliance", "observance", "adherence", "implementation", "fulfilment", "fulfillment"];
const BREAKING: &[&str] = &[
    "breach",
    "violation",
    "non-compliance",
    "noncompliance",
    "neglect",
    "infringement",
    "inability",
    "failure",
    "disregard",
    "contravention",
];
const ACCUSES: &[&str] =
    &["accuse", "blame", "charge", "criticise", "criticize", "condemn", "denounce", "fault"];
const DENIES: &[&str] = &["deny", "reject", "dismiss", "refute", "dispute"];

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Keeps,
    Breaks,
}

/// What is kept or broken.
struct Kept {
    /// The agreement, by its place in the report's.
    agreement: Option<usize>,
    /// Its noun.
    noun: usize,
    /// Whether it is a promise, an obligation.
    bond: bool,
    /// Whether the noun itself is negated: "none of its promises".
    none: bool,
}

/// The undertakings of a sentence that tells of keeping or breaking them.
pub(super) fn rule(look: &Look) -> Vec<Draft> {
    let mut out = vec![];
    for word in 0..look.len() {
        let verb = look.is_verb(word);
        let noun = look.is_noun(word);
        let way = match () {
            () if verb && look.is(word, KEEPS) || noun && look.is(word, KEEPING) => Way::Keeps,
            () if verb && look.is(word, BREAKS) || noun && look.is(word, BREAKING) => Way::Breaks,
            () if verb && look.is(word, &["hold"]) => {
                out.extend(holds(look, word));
                continue;
            }
            () => continue,
        };
        let Some(kept) = kept(look, word, verb) else { continue };
        out.extend(draft(look, word, way, &kept));
    }
    out
}

fn kept(look: &Look, word: usize, verb: bool) -> Option<Kept> {
    let scene = &look.scene;
    let mut nouns: Vec<usize> = vec![];
    if verb {
        nouns.extend(scene.done_to(word));
    } else {
        nouns.extend(scene.tree.children_by(word, Relation::Compound));
    }
    for preposition in ["with", "to", "by", "on", "of", "for", "from", "upon"] {
        nouns.extend(scene.tree.with_case(word, preposition));
    }
    // "inability to deliver on its commitments": the verb inside has the noun.
    if !verb && look.is(word, &["inability", "failure"]) {
        let inner = scene.tree.children_by(word, Relation::Acl).find(|&c| look.is(c, KEEPS))?;
        return kept_by(look, inner);
    }
    let found = nouns.into_iter().find_map(|noun| of_noun(look, word, noun));
    found.or_else(|| {
        // "counts 300 breaches" after a sentence on the truce.
        let bare = !verb
            && look.is(word, &["breach", "violation"])
            && !look.has(word, Relation::Nmod, &["right", "law", "airspace", "sovereignty"])
            && scene.tree.with_case(word, "of").next().is_none()
            && scene.tree.children_by(word, Relation::Compound).next().is_none()
            || !verb
                && look.is(word, &["breach"])
                && scene.tree.with_case(word, "of").next().is_none();
        let near = 1;
        let at = look.report.agreement_before(look.byte(word), scene.number, near)?;
        let truce = look.report.agreements[at].truce;
        (bare && truce).then_some(Kept {
            agreement: Some(at),
            noun: word,
            bond: false,
            none: false,
        })
    })
}

fn kept_by(look: &Look, word: usize) -> Option<Kept> {
    kept(look, word, true)
}

fn of_noun(look: &Look, word: usize, noun: usize) -> Option<Kept> {
    let scene = &look.scene;
    let mut noun = noun;
    let mut none = look.has(noun, Relation::Det, &["no"]);
    // "none of its promises".
    if look.is(noun, &["none", "all", "some", "most", "part", "many"]) {
        none |= look.is(noun, &["none"]);
        noun = scene.tree.with_case(noun, "of").next()?;
    }
    let bond = look.is(noun, BONDS) || look.is(noun, &["word", "bargain"]);
    let agreement = look.agreement_of(noun).or_else(|| {
        look.agreement_under(noun, &["under", "of", "in", "to"])
            .or_else(|| look.agreement_under(word, &["under"]))
    });
    if look.is(noun, &["word"]) && scene.owner(noun).is_none() {
        return None;
    }
    // "carry", "live", "meet", "follow", "deliver" keep only promises and what is agreed.
    let weak = look.is(word, &["meet", "deliver", "live", "execute", "obey", "carry"]);
    let direct = look.agreement_at(noun).is_some() || look.agreement_of(noun).is_some();
    if look.is(word, &["carry"]) && !look.has(word, Relation::Compound, &["out"]) {
        return None;
    }
    if !(bond || direct && (!weak || look.is(word, &["carry"]))) {
        return None;
    }
    Some(Kept { agreement, noun, bond, none })
}

/// Who accuses those who break it, where that is how it is told.
fn accusation(look: &Look, word: usize) -> Option<usize> {
    let tree = look.scene.tree;
    let steps = 5;
    let mut below = word;
    for up in tree.ancestors(word).take(steps) {
        let subject = matches!(look.scene.relation(below), Relation::Nsubj);
        if look.is_verb(up) && look.is(up, ACCUSES) && !subject {
            return Some(up);
        }
        below = up;
    }
    None
}

fn denial(look: &Look, word: usize) -> Option<usize> {
    let tree = look.scene.tree;
    let steps = 3;
    let mut below = word;
    for up in tree.ancestors(word).take(steps) {
        if look.is_verb(up)
            && look.is(up, DENIES)
            && !matches!(
                look.scene.relation(below),
                Relation::Nsubj | Relation::Conj | Relation::Advcl
            )
        {
            return Some(up);
        }
        below = up;
    }
    None
}

fn all_who(look: &Look, words: Vec<usize>) -> Vec<Party> {
    party::distinct(words.into_iter().flat_map(|word| who::who(look, word)).collect())
}

fn draft(look: &Look, word: usize, way: Way, kept: &Kept) -> Vec<Draft> {
    let scene = &look.scene;
    let accuser = accusation(look, word);
    let denier = denial(look, word);
    let mutual = accuser.is_some_and(|verb| {
        scene.done_to(verb).is_some_and(|whom| look.is(whom, &["other", "one"]))
            || look.children(verb, Relation::Obj).any(|whom| look.is(whom, &["other", "each"]))
    });
    let mut performers = actors(look, word, accuser.filter(|_| !mutual), kept);
    let accusers: Vec<Party> = accuser
        .and_then(|verb| look.doer(verb))
        .map_or_else(Vec::new, |doer| all_who(look, scene.joined(doer)));
    if mutual {
        performers.clone_from(&accusers);
    }
    if performers.is_empty() {
        return vec![];
    }
    let (status, future) = outcome(look, word, way, kept, accuser.is_some(), denier.is_some());
    if status.is_none() && !future {
        return vec![];
    }
    let deniers: Vec<Party> = denier
        .and_then(|verb| look.doer(verb))
        .map_or_else(Vec::new, |doer| all_who(look, scene.joined(doer)));
    let truce = kept.agreement.is_some_and(|at| look.report.agreements[at].truce)
        || look.is(kept.noun, TRUCES);
    let mut template = Draft::new(look, word, Action { word, not: false }, "kept");
    template.agreement = kept.agreement;
    if kept.bond {
        // What the promise was is in its own clause: the rule of promises names it.
        let inner = action::contents(look, kept.noun, &[]);
        match inner.first() {
            Some(one) => {
                template.action = Some(one.word);
                template.words = look.reach(word, one.word);
            }
            None => template.action = None,
        }
        template.object = None;
        if alleged(look, kept.noun) {
            template.existence = CONTESTED;
        }
    } else if look.is_verb(word) && way == Way::Keeps && !truce && future {
        template.object = Some(scene.phrase(kept.noun));
    } else {
        if way == Way::Breaks || !look.is_verb(word) {
            template.called = Some("observe".into());
        }
        template.object = Some(scene.phrase(kept.noun)).filter(|_| kept.noun != word);
    }
    if future {
        template.existence = future_existence(look, word, &performers);
    }
    template.asserted = accusers.iter().filter(|_| !mutual).map(|one| one.actor.clone()).collect();
    let saying = |performer: &Party| {
        let status = status?;
        let mut stance = Stance::Asserts;
        let mut holder: Option<ActorRef> = accusers
            .iter()
            .find(|one| !mutual || one.actor.id != performer.actor.id)
            .map(|one| one.actor.clone());
        if let Some(denier) = deniers.first() {
            stance = Stance::Denies;
            holder = Some(denier.actor.clone());
        }
        let (status, stance) = match status {
            "denied" => ("breached", Stance::Denies),
            other => (other, stance),
        };
        Some(Saying { status, stance, holder, word })
    };
    // Each has a row: what one did the other may not have done.
    let mut out = vec![];
    for performer in &performers {
        let mut one = template.clone();
        one.performers = vec![performer.clone()];
        one.shared = performers.len() > 1;
        one.sayings = saying(performer).into_iter().collect();
        out.push(one);
    }
    out
}

fn alleged(look: &Look, noun: usize) -> bool {
    look.scene.tree.children(noun).any(|child| look.is(child, &["alleged", "supposed"]))
        || look
            .children(noun, Relation::Acl)
            .any(|clause| look.has(clause, Relation::Advmod, &["allegedly", "supposedly"]))
}

/// Those who keep or break it.
fn actors(look: &Look, word: usize, accuser: Option<usize>, kept: &Kept) -> Vec<Party> {
    let scene = &look.scene;
    if look.is_verb(word) {
        let own = performers(look, word);
        if !own.is_empty() {
            return own;
        }
    } else {
        let by = scene.slot(word, "by");
        if !by.is_empty() {
            return all_who(look, by);
        }
        if let Some(owner) = scene.owner(word) {
            let found = all_who(look, scene.joined(owner));
            if !found.is_empty() {
                return found;
            }
        }
        if accuser.is_none()
            && let Some(carrier) = scene.carrier(word)
            && !look.is(carrier, &["report", "announce", "declare"])
            && let Some(doer) = look.doer(carrier)
        {
            return all_who(look, scene.joined(doer));
        }
        // "fired rockets in breach of the truce".
        let adverb = scene.relation(word) == Relation::Obl && scene.tree.case(word) == Some("in");
        if adverb
            && let Some(head) = scene.tree.head(word)
            && look.is_verb(head)
        {
            return performers(look, head);
        }
    }
    if let Some(verb) = accuser
        && let Some(whom) = scene.done_to(verb)
        && whom != word
    {
        return all_who(look, scene.joined(whom));
    }
    // "its obligations": whose they are must fulfil them.
    if kept.bond && !look.is_verb(word) {
        return scene.owner(kept.noun).map_or_else(Vec::new, |owner| all_who(look, vec![owner]));
    }
    vec![]
}

/// What is said of it, and whether it is only said that it is to be kept.
fn outcome(
    look: &Look,
    word: usize,
    way: Way,
    kept: &Kept,
    accused: bool,
    denied: bool,
) -> (Option<&'static str>, bool) {
    if is_conditional(look, word) {
        return (None, false);
    }
    let mut found = look.factuality(word);
    if accused || denied {
        found = if look.negated(word) { Factuality::Denied } else { Factuality::Happened };
    }
    if kept.none {
        found = Factuality::Denied;
    }
    let adverbs: Vec<&str> =
        look.children(word, Relation::Advmod).map(|adverb| look.lemma(adverb)).collect();
    // "would observe", "must respect" is no "observed".
    let modal = look
        .scene
        .tree
        .auxiliaries(word)
        .any(|aux| matches!(aux, "will" | "would" | "must" | "should" | "shall"));
    match (way, found) {
        (Way::Keeps, Factuality::Planned | Factuality::Demanded) => (None, true),
        (Way::Keeps, Factuality::Hypothetical) if modal => (None, true),
        (Way::Keeps, Factuality::Happened | Factuality::Ongoing) if modal => (None, true),
        (Way::Keeps, Factuality::Happened | Factuality::Ongoing) => {
            // "to implement the accord, they met" tells of no keeping.
            if action::has_to(look, word) || !look.is_verb(word) {
                return (None, false);
            }
            let partly = adverbs.iter().any(|a| matches!(*a, "partly" | "partially"));
            (Some(if partly { "partly" } else { "fulfilled" }), false)
        }
        (Way::Keeps, Factuality::Denied | Factuality::Failed) => {
            let yet = adverbs.contains(&"yet");
            (Some(if yet { "not-yet" } else { "breached" }), false)
        }
        (Way::Breaks, Factuality::Happened | Factuality::Ongoing) if !modal => {
            (Some("breached"), false)
        }
        (Way::Breaks, Factuality::Denied) => (Some("denied"), false),
        _ => (None, false),
    }
}

/// "if the parties fail to observe it".
pub(super) fn is_conditional(look: &Look, word: usize) -> bool {
    let up = look.scene.tree.ancestors(word);
    let within = up.take_while(|&up| !matches!(look.scene.relation(up), Relation::Root));
    within.chain([word]).any(|at| look.has(at, Relation::Mark, &["if", "unless", "whether"]))
}

/// Who says of themselves that they will keep it is bound; of others it is claimed.
fn future_existence(look: &Look, word: usize, performers: &[Party]) -> &'static str {
    let world = look.scene.view.world;
    let told = look.report.teller(look.byte(word));
    let speaker = told.and_then(|told| told.row.speaker.as_ref());
    match speaker {
        Some(speaker) => {
            let own = performers.iter().any(|one| who::same(world, &one.actor, &speaker.actor));
            if own { AGREED } else { CLAIMED }
        }
        None if is_asked(look, word) => CLAIMED,
        None => AGREED,
    }
}

/// Whether somebody asks for it, rather than a duty saying so.
fn is_asked(look: &Look, word: usize) -> bool {
    let duty = look.scene.tree.head(word).is_some_and(|head| {
        look.is(
            head,
            &["oblige", "bind", "obliged", "bound", "require", "obligation", "commitment"],
        )
    });
    !duty && matches!(look.factuality(word), Factuality::Demanded)
}

/// "The ceasefire held": all who are bound by it keep it.
fn holds(look: &Look, word: usize) -> Vec<Draft> {
    let scene = &look.scene;
    let Some(subject) = scene.tree.children_by(word, Relation::Nsubj).next() else { return vec![] };
    let Some(agreement) = look.agreement_at(subject) else { return vec![] };
    if !look.report.agreements[agreement].truce
        || scene.tree.object(word).is_some()
        || look.is_passive(word)
    {
        return vec![];
    }
    let status = match look.factuality(word) {
        Factuality::Happened | Factuality::Ongoing => "fulfilled",
        _ => return vec![],
    };
    let performers = who::sides(look, word);
    let mut draft = Draft::new(look, word, Action { word, not: false }, "kept");
    draft.called = Some("observe".into());
    draft.object = Some(scene.phrase(subject));
    draft.agreement = Some(agreement);
    draft.sayings = vec![Saying { status, stance: Stance::Asserts, holder: None, word }];
    draft.shared = performers.len() > 1;
    let each = performers.into_iter();
    each.map(|one| Draft { performers: vec![one], ..draft.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn keeping_and_breaking() {
        check(&[
            (
                "Iran has violated the JCPOA, Israel said.",
                &["state:IRN must observe [agreed] breached"],
            ),
            (
                "Khartoum accused Juba of breaking the truce in Abyei.",
                &["state:SSD must observe [claimed] breached"],
            ),
            (
                "India accuses Pakistan of 500 breaches of the ceasefire.",
                &["state:PAK must observe [claimed] breached"],
            ),
            (
                "Serbia is not fulfilling its obligations under the Brussels agreement.",
                &["state:SRB must ? [agreed] breached"],
            ),
            (
                "The Taliban said they would observe the ceasefire.",
                &["group:taliban must observe [agreed]"],
            ),
            ("The minister broke his silence and kept his calm.", &[]),
            ("The army violated human rights.", &[]),
        ]);
    }
}

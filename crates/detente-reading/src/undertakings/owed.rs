//! What somebody is bound to without an agreement beside it: "the parties shall", "is obliged to",
//! "are bound by the accord", "has until Friday to leave", "as the deal requires".

use super::action::{self, Action};
use super::draft::{AGREED, CONTESTED, Draft, MUST_NOT, Saying};
use super::look::Look;
use super::under::{causative, performers};
use super::who;
use crate::events::party::Party;
use detente_language::{Factuality, Relation, Upos, Xpos};
use detente_record::Stance;

/// Words that say that somebody is bound by duty.
const BOUND: &[&str] =
    &["oblige", "obligate", "bind", "obliged", "bound", "obligated", "duty-bound"];
/// Words that say so only where an agreement is at hand.
const MEANT: &[&str] = &["suppose", "supposed", "due", "mean", "require"];

/// The undertakings of a sentence that a word of duty tells. `near` is the agreement spoken of here
/// or in the sentence before.
pub(super) fn rule(look: &Look, near: Option<usize>) -> Vec<Draft> {
    let mut out = vec![];
    for word in 0..look.len() {
        if !look.is_verb(word) && look.scene.upos(word) != Upos::Adj {
            continue;
        }
        out.extend(shall(look, word));
        out.extend(obliged(look, word, near));
        out.extend(bound_by(look, word));
        out.extend(as_agreed(look, word));
        out.extend(was_to(look, word, near));
    }
    out
}

/// "The Parties shall withdraw", "Neither party shall seek".
fn shall(look: &Look, word: usize) -> Vec<Draft> {
    if !look.scene.tree.auxiliaries(word).any(|aux| aux == "shall") || !look.is_verb(word) {
        return vec![];
    }
    let first = look.scene.tree.subject(word).is_some_and(|s| look.is(s, &["i", "we", "you"]));
    if first || look.scene.view.quote_at(look.byte(word)).is_some() {
        return vec![];
    }
    let make = |one: Action| {
        let mut draft = Draft::new(look, word, one, "shall");
        let not = one.not || look.negated(word);
        if not {
            draft.modality = MUST_NOT;
        }
        draft.performers = performers(look, one.word);
        causative(look, &mut draft);
        draft
    };
    let all = action::expand(look, word).into_iter().map(make);
    all.filter(|draft| !draft.performers.is_empty()).collect()
}

/// "is obliged to observe", "were supposed to leave".
fn obliged(look: &Look, word: usize, near: Option<usize>) -> Vec<Draft> {
    let strong = look.is(word, BOUND);
    let meant = look.is(word, MEANT) && near.is_some();
    let passive = look.is_passive(word)
        || look.scene.upos(word) == Upos::Adj
        || look.has(word, Relation::Cop, &["be"]);
    if !(strong || meant) || !passive {
        return vec![];
    }
    // "has been obliged to seek help" was forced to.
    let forced = look.scene.tree.auxiliaries(word).any(|aux| aux == "have");
    if forced
        || look.negated(word)
        || !matches!(look.factuality(word), Factuality::Happened | Factuality::Ongoing)
    {
        return vec![];
    }
    let subject = look.scene.tree.children_by(word, Relation::Nsubj).next();
    let Some(subject) = subject else { return vec![] };
    let bound: Vec<Party> =
        look.scene.joined(subject).into_iter().flat_map(|w| who::who(look, w)).collect();
    if bound.is_empty() {
        return vec![];
    }
    let clauses = look.children(word, Relation::Xcomp).filter(|&c| action::has_to(look, c));
    let actions = clauses.flat_map(|clause| action::expand(look, clause));
    actions
        .map(|one| {
            let mut draft = Draft::new(look, word, one, "owed");
            draft.performers.clone_from(&bound);
            draft.agreement =
                look.agreement_under(word, &["under", "by"]).or(near.filter(|_| meant));
            if look.has(word, Relation::Advmod, &["allegedly", "supposedly"]) {
                draft.existence = CONTESTED;
            }
            causative(look, &mut draft);
            draft
        })
        .collect()
}

/// "Both sides are bound by the agreement".
fn bound_by(look: &Look, word: usize) -> Option<Draft> {
    if !look.is(word, &["bind", "bound"]) || look.negated(word) {
        return None;
    }
    let agreement = look.agreement_under(word, &["by", "to"])?;
    let subject = look.scene.tree.children_by(word, Relation::Nsubj).next()?;
    let performers: Vec<Party> =
        look.scene.joined(subject).into_iter().flat_map(|w| who::who(look, w)).collect();
    if performers.is_empty() {
        return None;
    }
    let mut draft = Draft::new(look, word, Action { word, not: false }, "owed");
    draft.called = Some("observe".into());
    draft.agreement = Some(agreement);
    draft.performers = performers;
    Some(draft)
}

/// "Hamas was to release ten captives by Sunday", "which was to have been handed over".
fn was_to(look: &Look, word: usize, near: Option<usize>) -> Vec<Draft> {
    let scene = &look.scene;
    if !look.is_verb(word) || scene.relation(word) == Relation::Advcl {
        return vec![];
    }
    let be = look.has(word, Relation::Cop, &["be"]) && action::has_to(look, word)
        || scene.relation(word) == Relation::Xcomp
            && action::has_to(look, word)
            && scene.tree.head(word).is_some_and(|head| look.is(head, &["be"]));
    // "the aim is to", "his trip was to": what a thing is for.
    let head = scene.tree.head(word).filter(|_| scene.relation(word) == Relation::Xcomp);
    let subject = look
        .children(word, Relation::Nsubj)
        .next()
        .or_else(|| head.and_then(|head| look.children(head, Relation::Nsubj).next()));
    let acts = subject.is_some_and(|subject| is_actor(look, subject));
    let plan = near.is_none_or(|at| look.report.agreements[at].proposed);
    if !be || plan || !acts {
        return vec![];
    }
    if !matches!(scene.xpos(word), Xpos::Vb | Xpos::Vbn) {
        return vec![];
    }
    let make = |one: Action| {
        let mut draft = Draft::new(look, word, one, "owed");
        draft.performers = subject
            .filter(|_| !look.is_passive(one.word))
            .map(|s| look.scene.joined(s).into_iter().flat_map(|w| who::who(look, w)).collect())
            .unwrap_or_default();
        draft.agreement = near;
        causative(look, &mut draft);
        draft
    };
    let all = action::expand(look, word).into_iter().map(make);
    all.filter(|draft| !draft.performers.is_empty()).collect()
}

/// Whether a subject acts itself, rather than being somebody's aim or job.
pub(super) fn is_actor(look: &Look, subject: usize) -> bool {
    !is_aim(look, subject) && !who::who(look, subject).is_empty()
}

/// Whether a subject is what somebody is for: "the mission is to".
pub(super) fn is_aim(look: &Look, subject: usize) -> bool {
    look.is(subject, AIMS)
}

const AIMS: &[&str] = &[
    "mission",
    "job",
    "priority",
    "goal",
    "aim",
    "trip",
    "task",
    "purpose",
    "plan",
    "role",
    "objective",
    "idea",
    "point",
    "policy",
    "strategy",
    "focus",
    "hope",
    "visit",
];

/// "had not withdrawn, as the declaration obliges them to do", "freed ten men, as agreed".
fn as_agreed(look: &Look, word: usize) -> Option<Draft> {
    const SO: &[&str] =
        &["agree", "promise", "pledge", "oblige", "require", "stipulate", "specify"];
    if !look.is(word, SO) || !look.has(word, Relation::Mark, &["as"]) {
        return None;
    }
    let scene = &look.scene;
    let hangs =
        matches!(scene.relation(word), Relation::Advcl | Relation::Parataxis | Relation::Conj);
    let head = scene.tree.head(word).filter(|_| hangs)?;
    // Of verbs joined the last before it is meant.
    let main = look
        .children(head, Relation::Conj)
        .rfind(|&other| other < word && look.is_verb(other))
        .unwrap_or(head);
    // "as Turkey pledged to rebuild" tells of another thing.
    let other = look.children(word, Relation::Xcomp).any(|clause| !look.is(clause, &["do"]))
        || look.children(word, Relation::Ccomp).next().is_some();
    if !look.is_verb(main) || main > word || other {
        return None;
    }
    // "as their people demand", "as Turkey promised": by an agreement, or by who did it.
    let subject = scene.tree.children_by(word, Relation::Nsubj).next();
    let passive = look.is_passive(word) || subject.is_none();
    let by_text = subject.is_some_and(|subject| look.agreement_of(subject).is_some());
    let performers = performers(look, main);
    let own = subject.is_some_and(|subject| {
        let world = scene.view.world;
        who::who(look, subject)
            .iter()
            .any(|one| performers.iter().any(|p| who::same(world, &p.actor, &one.actor)))
    });
    if performers.is_empty() || !(passive || by_text || own) {
        return None;
    }
    let status = match look.factuality(main) {
        Factuality::Happened => Some("fulfilled"),
        Factuality::Denied | Factuality::Failed => Some("breached"),
        _ => None,
    };
    let mut draft = Draft::new(look, word, Action { word: main, not: false }, "as-agreed");
    draft.existence = AGREED;
    draft.agreement = scene
        .tree
        .children_by(word, Relation::Nsubj)
        .next()
        .and_then(|subject| look.agreement_of(subject))
        .or_else(|| look.agreement_under(word, &["in", "under", "by"]));
    draft.performers = performers;
    let say = |status| Saying { status, stance: Stance::Asserts, holder: None, word: main };
    draft.sayings = status.map(say).into_iter().collect();
    Some(draft)
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn treaty_language_and_duty() {
        check(&[
            (
                "Turkey and Greece signed a protocol in Athens. The Parties shall withdraw their \
                 ships no later than 1 March 2021.",
                &["state:TUR must withdraw [agreed]", "state:GRC must withdraw [agreed]"],
            ),
            (
                "Both India and Pakistan are obliged to observe the ceasefire.",
                &["state:IND must observe [agreed]", "state:PAK must observe [agreed]"],
            ),
            (
                "Hezbollah had not left the village, as the accord obliges it to do.",
                &["group:hezbollah must leave [agreed] breached"],
            ),
        ]);
    }
}

//! What an agreement says: "the deal obliges the rebels to disarm", "the accord forbids either side
//! to", "the plan provides for a withdrawal", "the treaty would see troops leave".
//!
//! The agreement is the subject; who has to act is whom it obliges, or the subject of its clause.

use super::action::{self, Action};
use super::draft::{AGREED, CLAIMED, Draft, MAY, MUST, MUST_NOT};
use super::look::Look;
use super::who;
use crate::events::party::Party;
use detente_language::{Factuality, Relation};

const OBLIGES: &[&str] =
    &["oblige", "obligate", "require", "compel", "bind", "commit", "mandate", "order", "ask"];
const FORBIDS: &[&str] = &["forbid", "ban", "bar", "prohibit"];
const ALLOWS: &[&str] = &["allow", "permit", "authorise", "authorize", "entitle"];
const SAYS: &[&str] = &[
    "provide",
    "stipulate",
    "envisage",
    "envision",
    "foresee",
    "specify",
    "call",
    "say",
    "state",
    "see",
    "demand",
    "include",
    "mean",
];

/// The undertakings of a sentence that an agreement is the subject of.
pub(super) fn rule(look: &Look) -> Vec<Draft> {
    let mut out = vec![];
    for cue in 0..look.len() {
        if !look.is_verb(cue) {
            continue;
        }
        let modality = match () {
            () if look.is(cue, OBLIGES) || look.is(cue, SAYS) => MUST,
            () if look.is(cue, FORBIDS) => MUST_NOT,
            () if look.is(cue, ALLOWS) => MAY,
            () => continue,
        };
        // "as the deal obliges it to do" is told by what was done.
        if look.has(cue, Relation::Mark, &["as"]) {
            continue;
        }
        let Some(agreement) = subject(look, cue) else { continue };
        let status = look.factuality(cue);
        let would = look.scene.tree.auxiliaries(cue).any(|aux| aux == "would");
        let proposed = look.report.agreements[agreement].proposed || would;
        let told = matches!(status, Factuality::Happened | Factuality::Ongoing)
            || matches!(status, Factuality::Hypothetical | Factuality::Planned) && proposed;
        if !told || look.negated(cue) {
            continue;
        }
        for one in contents(look, cue) {
            let subject = look.scene.tree.subject(one.word).filter(|_| look.is_verb(one.word));
            if subject.is_some_and(|subject| super::owed::is_aim(look, subject)) {
                continue;
            }
            // "forbids to attack" leaves it undone.
            let mut draft = Draft::new(look, cue, Action { not: false, ..one }, "provides");
            draft.modality = if one.not { MUST_NOT } else { modality };
            draft.existence = if proposed { CLAIMED } else { AGREED };
            draft.agreement = Some(agreement);
            draft.performers = performers(look, cue, one.word);
            // Who has to act is known, or that it is done to somebody is what is agreed.
            let done = !look.is_verb(one.word) || look.is_passive(one.word);
            let told = look.is(cue, &["say", "state", "include", "call", "mean", "demand", "ask"]);
            if draft.performers.is_empty() && (!done || told || proposed) {
                continue;
            }
            out.push(draft);
        }
    }
    out
}

/// The agreement that is the subject of a verb. What a mere "statement" says is what its makers
/// say, so that must be a known one.
fn subject(look: &Look, cue: usize) -> Option<usize> {
    let scene = &look.scene;
    let head = scene.tree.head(cue);
    let own = scene.tree.children_by(cue, Relation::Nsubj).next();
    let shared = head
        .filter(|_| scene.relation(cue) == Relation::Conj)
        .and_then(|head| scene.tree.children_by(head, Relation::Nsubj).next());
    let subject = own.or(shared).or_else(|| scene.doer(cue))?;
    let found = look.agreement_of(subject)?;
    let mention = &look.report.agreements[found];
    let says = look.is(cue, &["say", "state", "mean", "call", "see", "demand", "ask", "order"]);
    // "It says", of a text, is said now; "it said" is somebody's.
    let pronoun = scene.upos(subject) == detente_language::Upos::Pron;
    if pronoun && says && scene.xpos(cue) != detente_language::Xpos::Vbz {
        return None;
    }
    let weak = mention.noun == "statement" || mention.noun == "declaration" || pronoun;
    let named_alone = mention.noun.is_empty() && look.is(cue, &["say", "state"]);
    (!says || !named_alone && (!weak || mention.known.is_some())).then_some(found)
}

fn contents(look: &Look, cue: usize) -> Vec<Action> {
    let scene = &look.scene;
    let nouns: &[&str] = match () {
        () if look.is(cue, &["provide", "call"]) => &["for"],
        () if look.is(cue, FORBIDS) => &["", "from"],
        () if look.is(cue, &["envisage", "envision", "foresee", "require", "stipulate"]) => &[""],
        () => &[],
    };
    let mut out = action::contents(look, cue, nouns);
    if look.is(cue, &["demand", "say", "state", "mean"]) {
        out.retain(|one| {
            scene
                .tree
                .ancestors(one.word)
                .take_while(|&up| up != cue)
                .chain([one.word])
                .any(|up| scene.relation(up) == Relation::Ccomp && scene.tree.head(up) == Some(cue))
        });
        return out;
    }
    // "bars both sides from moving", "would see troops leave", "calls on them to leave".
    for child in scene.tree.children(cue) {
        let clause = scene.relation(child) == Relation::Advcl
            && look.is_verb(child)
            && child > cue
            && look.has(child, Relation::Mark, &["from", "to", "for"]);
        // "requires the forces covered by the truce to leave".
        let below = look.children(child, Relation::Acl).find_map(|part| {
            look.children(part, Relation::Advcl)
                .find(|&c| look.is_verb(c) && action::has_to(look, c))
        });
        if !out.iter().any(|one| look.is_verb(one.word))
            && scene.relation(child) == Relation::Obj
            && let Some(below) = below
        {
            out.extend(action::expand(look, below));
        }
        if clause && !out.iter().any(|one| one.word == child) && !look.is(cue, &["include"]) {
            out.extend(action::expand(look, child));
        }
    }
    if look.is(cue, &["see", "say", "state", "include", "mean", "order", "ask"]) {
        out.retain(|one| look.is_verb(one.word));
    }
    let deed = |one: &Action| look.is_verb(one.word) || action::is_deed(look, one.word);
    out.retain(|one| deed(one) && !look.is(one.word, &["be", "say"]));
    out.sort_by_key(|one| one.word);
    out.dedup_by_key(|one| one.word);
    out
}

/// Whom the agreement obliges.
fn performers(look: &Look, cue: usize, action: usize) -> Vec<Party> {
    let scene = &look.scene;
    let mut words: Vec<usize> = vec![];
    if look.is_verb(action) {
        words.extend(scene.tree.children_by(action, Relation::Nsubj).next());
        let shared = scene.tree.head(action).filter(|_| scene.relation(action) == Relation::Conj);
        if words.is_empty() {
            let up = shared.filter(|&head| head != cue);
            words.extend(up.and_then(|head| scene.tree.children_by(head, Relation::Nsubj).next()));
        }
        if look.is_passive(action) {
            words = scene.slot(action, "by");
        }
    } else {
        words.extend(scene.slot(action, "by"));
        if words.is_empty() {
            words.extend(scene.owner(action));
        }
        if words.is_empty() && look.is(action, &["withdrawal", "pullout", "return", "pullback"]) {
            words.extend(scene.slot(action, "of"));
        }
    }
    if words.is_empty() && look.is_verb(action) {
        // "obliges the rebels to", "forbids both sides to", and the parser's slips about them.
        let told = scene.tree.children(cue).find(|&c| {
            c > cue
                && c < action
                && (matches!(scene.relation(c), Relation::Obj | Relation::Iobj | Relation::Nsubj)
                    || scene.relation(c) == Relation::Obl && scene.tree.case(c) == Some("on"))
        });
        words.extend(told);
    }
    let words = words.into_iter().flat_map(|word| scene.joined(word));
    crate::events::party::distinct(words.flat_map(|word| who::who(look, word)).collect())
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn what_agreements_say() {
        check(&[
            (
                "The deal obliges the FARC to hand over its weapons within 180 days.",
                &["group:farc must hand over [agreed]"],
            ),
            (
                "India and Pakistan signed a truce in Agra. It forbids both sides to shell villages.",
                &["state:IND must-not shell [agreed]", "state:PAK must-not shell [agreed]"],
            ),
            (
                "The deal would see Ethiopian forces withdraw from Mekelle.",
                &["state:ETH must withdraw [claimed]"],
            ),
            ("The law requires the ministry to publish a report.", &[]),
        ]);
    }
}

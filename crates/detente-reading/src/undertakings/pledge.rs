//! Those who bind themselves: "agreed to withdraw", "pledged that it would", "a promise to release",
//! "committed itself to".
//!
//! The verb or noun must tell that they did: who may agree, was urged to promise or refused to commit
//! is not bound. A promise of harm is a threat and left out.

use super::action::{self, Action};
use super::draft::{AGREED, CLAIMED, CONTESTED, Draft};
use super::look::Look;
use super::who;
use crate::events::party::{self, Party};
use detente_language::{Factuality, Relation, Subtype, Upos};

const AGREES: &[&str] = &["agree", "consent", "accept", "settle"];
const PROMISES: &[&str] =
    &["promise", "pledge", "undertake", "commit", "vow", "guarantee", "assure", "bind"];
/// States of mind that bind who is in them.
const COMMITTED: &[&str] = &["commit", "committed", "bind", "bound", "resolve", "resolved"];
/// Nouns of what somebody has bound themselves to.
pub(super) const BONDS: &[&str] = &[
    "promise",
    "pledge",
    "commitment",
    "obligation",
    "undertaking",
    "assurance",
    "guarantee",
    "vow",
];
const PACTS: &[&str] = &["agreement", "deal", "accord", "pact", "understanding", "arrangement"];

/// The undertakings of a sentence that are told by a word of promising.
pub(super) fn rule(look: &Look) -> Vec<Draft> {
    let mut out = vec![];
    for cue in 0..look.len() {
        if look.is_verb(cue) || look.scene.upos(cue) == Upos::Adj {
            out.extend(verb(look, cue));
        } else if look.is_noun(cue) {
            out.extend(noun(look, cue));
        }
    }
    out
}

fn holds(look: &Look, cue: usize) -> bool {
    matches!(look.factuality(cue), Factuality::Happened | Factuality::Ongoing)
        && !look.negated(cue)
        && !look.scene.tree.auxiliaries(cue).any(|aux| matches!(aux, "may" | "might" | "could"))
}

fn verb(look: &Look, cue: usize) -> Vec<Draft> {
    let scene = &look.scene;
    let committed = look.is(cue, COMMITTED);
    // "resolved to leave" told as a deed is a decision and no more.
    if look.is(cue, &["resolve"]) && !look.is_passive(cue) {
        return vec![];
    }
    let agrees = look.is(cue, AGREES);
    let promises = look.is(cue, PROMISES) || committed;
    if !(agrees || promises) || !holds(look, cue) {
        return vec![];
    }
    // "bound by the accord" is another rule's; a binding of books is nobody's.
    if look.is(cue, &["bind", "bound"]) && look.children(cue, Relation::Xcomp).next().is_none() {
        return vec![];
    }
    // "a mechanism agreed with Israel to deliver aid" is no agreement to deliver.
    if agrees
        && look.is_passive(cue)
        && matches!(scene.relation(cue), Relation::Acl | Relation::Amod)
    {
        return vec![];
    }
    let nouns: &[&str] = match () {
        () if look.is(cue, &["agree", "consent", "settle"]) => &["on", "to", "with", "upon"],
        () if committed => &["to"],
        () if look.is(cue, &["accept"]) => &[],
        () => &[""],
    };
    let mut contents = action::contents(look, cue, nouns);
    // "the withdrawal was agreed", "reopening the road was agreed".
    if look.is_passive(cue)
        && agrees
        && let Some(done) = scene
            .tree
            .children(cue)
            .find(|&c| matches!(scene.relation(c), Relation::Nsubj | Relation::Csubj))
        && (look.is_verb(done) || action::is_deed(look, done))
    {
        contents.push(Action { word: done, not: false });
    }
    contents.retain(|one| is_content(look, cue, one.word) && is_theirs_to_do(look, one.word));
    let harm = look.is(cue, &["promise", "pledge", "vow", "guarantee", "commit", "committed"]);
    if harm {
        contents.retain(|one| {
            !action::is_hostile(look, one.word) || cue_is_bilateral(look, cue, one.word)
        });
    }
    if look.is(cue, &["accept", "settle", "guarantee", "assure"]) {
        contents.retain(|one| look.is_verb(one.word));
    }
    let bound = bound(look, cue);
    if bound.is_empty() {
        return vec![];
    }
    let beneficiary = receiver(look, cue);
    contents
        .into_iter()
        .map(|one| {
            let mut draft = Draft::new(look, cue, one, "pledge");
            draft.bind(look, &bound);
            draft.beneficiary.clone_from(&beneficiary);
            let under = look.agreement_under(cue, &["under", "in", "with", "of"]);
            let own = under.or_else(|| own_agreement(look, one.word));
            draft.agreement = own.or_else(|| agreed_in(look, cue));
            name(look, &mut draft, one.word);
            draft
        })
        .collect()
}

/// "pledged to keep fighting together": "keep", "remain" bind where they are done together.
fn cue_is_bilateral(look: &Look, cue: usize, action: usize) -> bool {
    bound(look, cue).len() > 1
        && look.is(action, &["remain", "keep", "continue", "stay", "make", "do", "be", "take"])
}

/// Whether a clause of a promise tells a deed: not that "support would remain unwavering".
fn is_theirs_to_do(look: &Look, word: usize) -> bool {
    if !look.is_verb(word) || look.is_passive(word) {
        return true;
    }
    if look.is(word, &["receive", "benefit", "gain", "suffer"]) {
        return false;
    }
    let Some(own) = look.children(word, Relation::Nsubj).next() else { return true };
    look.agreement_of(own).is_some()
        || action::is_deed(look, own)
        || !who::who(look, own).is_empty()
        || look.is(
            own,
            &[
                "border", "crossing", "road", "fighting", "talks", "talk", "prisoner", "hostage",
                "captive", "aid", "convoy", "civilian", "refugee", "election", "sanction",
            ],
        )
}

/// What an agreement on a noun is called: to observe a truce, to provide a thing.
fn name(look: &Look, draft: &mut Draft, word: usize) {
    if look.is_verb(word) || action::is_deed(look, word) {
        return;
    }
    let words = look.scene.phrase(word);
    if let Some(agreement) = look.agreement_at(word) {
        let truce = look.report.agreements[agreement].truce;
        draft.agreement = Some(agreement);
        draft.called = Some(if truce { "observe" } else { "implement" }.into());
    } else if action::verb_of(look.lemma(word)).is_none() {
        draft.called = Some("provide".into());
    }
    draft.object = Some(words);
}

/// Whether a noun can be what was agreed: a deed or a truce, not a price or a date.
fn is_content(look: &Look, cue: usize, word: usize) -> bool {
    if look.is_verb(word) {
        return !look.is(word, &["say", "tell", "be", "have", "seem", "think"])
            || action::has_to(look, word) && !look.is(word, &["say", "tell"]);
    }
    if action::verb_of(look.lemma(word)).is_some() {
        return true;
    }
    let truce = look.agreement_at(word).is_some_and(|at| look.report.agreements[at].truce);
    if look.is(cue, COMMITTED) {
        return look.agreement_at(word).is_some();
    }
    truce
        || look.is(cue, &["promise", "pledge"])
            && look.is(
                word,
                &[
                    "access",
                    "withdrawal",
                    "ceasefire",
                    "troop",
                    "troops",
                    "soldier",
                    "passage",
                    "corridor",
                    "aid",
                    "assistance",
                    "protection",
                    "amnesty",
                    "safety",
                    "weapon",
                ],
            )
}

/// The agreement that an action is about: "agreed to extend the truce".
fn own_agreement(look: &Look, action: usize) -> Option<usize> {
    let object = action::object(look, action)?;
    look.agreement_at(object)
}

/// The agreement spoken of before that was concluded where this was agreed: "agreed in Doha to".
fn agreed_in(look: &Look, cue: usize) -> Option<usize> {
    let places: Vec<&str> =
        look.scene.slot(cue, "in").into_iter().map(|word| look.text(word..word + 1)).collect();
    let all = &look.report.agreements;
    all.iter().rposition(|one| {
        one.sentence < look.scene.number
            && one
                .known
                .and_then(|known| known.place.as_deref())
                .is_some_and(|p| places.contains(&p))
    })
}

/// Those who bind themselves: the subject, or of "it was agreed" the parties at hand.
fn bound(look: &Look, cue: usize) -> Vec<Party> {
    let scene = &look.scene;
    let committed = look.is(cue, COMMITTED);
    if look.is_passive(cue) && !committed {
        let by = scene.slot(cue, "by");
        if !by.is_empty() {
            return by.into_iter().flat_map(|word| who::who(look, word)).collect();
        }
        return who::sides(look, cue);
    }
    // "is committed to", "remains committed to": who is in that state.
    let doer = if look.is_passive(cue) || scene.upos(cue) == Upos::Adj {
        scene
            .tree
            .children_by(cue, Relation::Nsubj)
            .next()
            .or_else(|| {
                let head =
                    scene.tree.head(cue).filter(|_| scene.relation(cue) == Relation::Xcomp)?;
                scene.tree.subject(head)
            })
            .or_else(|| scene.tree.subject(cue).or_else(|| look.doer(cue)))
    } else {
        look.doer(cue)
    };
    let Some(doer) = doer else { return vec![] };
    let all = scene.joined(doer).into_iter().flat_map(|word| who::who(look, word));
    let mut all = party::distinct(all.collect());
    // "agreed with Iran to".
    if look.is(cue, &["agree"]) {
        let with = scene.slot(cue, "with").into_iter().flat_map(|word| who::who(look, word));
        all.extend(with);
        all = party::distinct(all);
    }
    all
}

/// To whom it is promised: "promised the rebels to", "assured Kigali that".
fn receiver(look: &Look, cue: usize) -> Option<Party> {
    let scene = &look.scene;
    let told = look.is(cue, &["promise", "assure", "guarantee"]);
    let direct =
        scene.tree.child(cue, Relation::Iobj).or_else(|| scene.tree.object(cue).filter(|_| told));
    direct.and_then(|word| who::who(look, word).into_iter().next())
}

fn noun(look: &Look, cue: usize) -> Vec<Draft> {
    let scene = &look.scene;
    let bond = look.is(cue, BONDS);
    let pact = look.is(cue, PACTS);
    if !(bond || pact) {
        return vec![];
    }
    let status = look.factuality(cue);
    let proposed = look.agreement_at(cue).is_some_and(|at| look.report.agreements[at].proposed);
    let real = matches!(status, Factuality::Happened | Factuality::Ongoing);
    // What is said not to be kept is owed all the same.
    let owed = bond && matches!(status, Factuality::Denied | Factuality::Failed);
    if !(real || owed || proposed) {
        return vec![];
    }
    let contents = action::contents(look, cue, &[]);
    let contents = contents.into_iter().filter(|one| is_content(look, cue, one.word));
    let contents: Vec<Action> =
        contents.filter(|one| !bond || !action::is_hostile(look, one.word)).collect();
    // "close to reaching an agreement".
    let near = scene.tree.ancestors(cue).take(2).any(|up| {
        look.children(up, Relation::Advcl).chain([up]).any(|at| {
            scene
                .tree
                .head(at)
                .is_some_and(|head| look.is(head, &["close", "near", "hope", "work"]))
        })
    });
    if near {
        return vec![];
    }
    let bound = if contents.is_empty() { vec![] } else { bound_by_noun(look, cue) };
    if bound.is_empty() {
        return vec![];
    }
    let alleged = scene.tree.children(cue).any(|child| look.is(child, &["alleged", "supposed"]))
        || look.children(cue, Relation::Acl).any(|clause| {
            scene.tree.nodes()[clause].subtype == Subtype::Relcl
                && look.has(clause, Relation::Advmod, &["allegedly", "supposedly"])
        });
    contents
        .into_iter()
        .map(|one| {
            let mut draft = Draft::new(look, cue, one, "bond");
            draft.bind(look, &bound);
            draft.existence = match () {
                () if alleged => CONTESTED,
                () if proposed => CLAIMED,
                () => AGREED,
            };
            let under = look.agreement_under(cue, &["under", "in", "of"]);
            let clause = look
                .children(cue, Relation::Acl)
                .find_map(|clause| look.agreement_under(clause, &["under", "in", "by"]));
            draft.agreement = under.or(clause).or_else(|| look.agreement_at(cue).filter(|_| pact));
            draft.beneficiary = scene
                .slot(cue, "to")
                .into_iter()
                .chain(scene.slot(cue, "towards"))
                .find_map(|word| who::who(look, word).into_iter().next());
            draft
        })
        .collect()
}

/// Verbs whose subject is bound by what they make.
const MAKES: &[&str] = &[
    "make",
    "give",
    "have",
    "sign",
    "reach",
    "strike",
    "conclude",
    "seal",
    "announce",
    "reaffirm",
    "reiterate",
    "renew",
    "fulfil",
    "fulfill",
    "honour",
    "honor",
    "keep",
    "break",
    "violate",
    "issue",
    "abandon",
    "ignore",
    "neglect",
    "accept",
    "confirm",
    "repeat",
    "implement",
    "meet",
    "restate",
    "undertake",
    "ink",
    "uphold",
    "respect",
    "betray",
];

/// Whose obligation a noun is: its owner, who has it or who made it; of "it was a question of
/// alleged obligations" those who were accused in the sentence before.
pub(super) fn bound_by_noun(look: &Look, cue: usize) -> Vec<Party> {
    let scene = &look.scene;
    for preposition in ["between", "by", "among"] {
        let found: Vec<Party> =
            scene.slot(cue, preposition).into_iter().flat_map(|w| who::who(look, w)).collect();
        if !found.is_empty() {
            return party::distinct(found);
        }
    }
    let owners: Vec<usize> = scene.owners(cue);
    let found: Vec<Party> = owners.into_iter().flat_map(|w| who::who(look, w)).collect();
    if !found.is_empty() {
        return party::distinct(found);
    }
    if let Some(head) = scene.tree.head(cue)
        && look.is_verb(head)
        && scene.relation(cue) == Relation::Obj
        && look.is(head, MAKES)
        && let Some(doer) = look.doer(head)
    {
        return scene.joined(doer).into_iter().flat_map(|w| who::who(look, w)).collect();
    }
    accused_before(look)
}

/// Those accused in the sentence before.
fn accused_before(look: &Look) -> Vec<Party> {
    let Some(before) = look.scene.number.checked_sub(1) else { return vec![] };
    let Some(other) = Look::new(look.report, before) else { return vec![] };
    if other.report.block(other.byte(0)) != look.report.block(look.byte(0)) {
        return vec![];
    }
    for word in 0..other.len() {
        let at: Vec<usize> = if other.is_verb(word)
            && other.is(word, &["accuse", "blame", "charge"])
        {
            other.scene.done_to(word).into_iter().collect()
        } else if other.is(word, &["accusation", "charge", "complaint", "allegation", "reproach"]) {
            other.scene.slot(word, "against")
        } else {
            continue;
        };
        let found: Vec<Party> = at.into_iter().flat_map(|w| who::who(&other, w)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    vec![]
}

//! What is done or to be done under an agreement: "under the deal, Ankara must leave", "in line with
//! the accord the rebels freed ten soldiers", "the committee is to monitor it".
//!
//! Sentences that go on from such a one in the same paragraph ("Armenia has to hand over", "A
//! committee is to monitor it") are read in the same way. What was done as the agreement says was
//! owed, and is kept.

use super::action::{self, Action};
use super::draft::{AGREED, CLAIMED, CONTESTED, Draft, MAY, MUST, MUST_NOT, Saying};
use super::look::Look;
use super::who;
use crate::events::party::{self, Party};
use detente_language::{Factuality, Relation, Upos, Xpos};
use detente_record::Stance;

const UNDER: &[&str] = &[
    "under",
    "according",
    "accordance",
    "line",
    "pursuant",
    "per",
    "keeping",
    "compliance",
    "part",
    "by",
    "terms",
];

/// The undertakings of a sentence that stand under an agreement. `going_on` is the agreement of the
/// sentence before, where that told of one in the same paragraph.
pub(super) fn rule(look: &Look, going_on: Option<(usize, bool)>) -> Vec<Draft> {
    let mut out = vec![];
    for word in 0..look.len() {
        if !look.is_verb(word) {
            continue;
        }
        if look.is(
            word,
            &[
                "say",
                "sign",
                "announce",
                "report",
                "agree",
                "tell",
                "accuse",
                "reach",
                "promise",
                "pledge",
                "commit",
                "undertake",
                "vow",
            ],
        ) || look.is(word, super::kept::KEEPS)
            || look.is(word, super::kept::BREAKS)
        {
            continue;
        }
        let own = look.agreement_under(word, UNDER).filter(|&at| !is_by_only(look, word, at));
        // "is resolved to", "has to": the agreement may hang on the word above.
        let above = look.scene.tree.head(word).filter(|&head| {
            look.scene.relation(word) == Relation::Xcomp
                && look.is(
                    head,
                    &[
                        "have", "suppose", "oblige", "mean", "require", "due", "expect",
                        "supposed", "obliged", "bound", "allow",
                    ],
                )
        });
        let own = own.or_else(|| above.and_then(|head| look.agreement_under(head, UNDER)));
        // "Under the deal, the rebels must disarm and the government has to pay them".
        let own = own.or_else(|| {
            let at = above.unwrap_or(word);
            let first =
                look.scene.tree.head(at).filter(|_| look.scene.relation(at) == Relation::Conj)?;
            let subject = look.children(at, Relation::Nsubj).next().is_some();
            look.agreement_under(first, &["under", "accordance", "terms"]).filter(|_| subject)
        });
        let own = own.or_else(|| {
            // "will take measures to ensure it in accordance with the convention".
            let modal = look
                .scene
                .tree
                .auxiliaries(word)
                .any(|aux| matches!(aux, "will" | "must" | "shall" | "should" | "would"));
            let deeper = look.scene.tree.span(word).filter(|&below| {
                modal
                    && below > word
                    && look.is_verb(below)
                    && action::has_to(look, below)
                    && look.scene.tree.within(below, word)
            });
            let deeper: Vec<usize> = deeper.collect();
            deeper.iter().find_map(|&below| look.agreement_under(below, &UNDER[..7])).or_else(
                || {
                    // The parser may hang it on a word further down.
                    let first = *deeper.first()?;
                    look.scene
                        .tree
                        .span(first)
                        .find_map(|below| look.agreement_under(below, &["accordance", "pursuant"]))
                },
            )
        });
        if let Some(agreement) = own {
            for one in action::expand(look, word) {
                out.extend(draft(look, one, agreement, true, above));
            }
        } else if let Some((agreement, near)) = going_on
            .filter(|&(at, _)| !look.report.agreements[at].proposed)
            .or_else(|| settled_here(look, word).map(|at| (at, true)))
        {
            let main = matches!(look.scene.relation(word), Relation::Root | Relation::Parataxis)
                || above.is_some_and(|head| look.scene.relation(head) == Relation::Root)
                || look.scene.relation(word) == Relation::Advcl
                    && look.has(word, Relation::Mark, &["while"]);
            if main {
                for one in action::expand(look, word) {
                    let found = draft(look, one, agreement, false, above);
                    // In the next paragraph only those whom it binds are meant.
                    let own = |draft: &Draft| {
                        near || draft.performers.iter().all(|one| is_party(look, agreement, one))
                    };
                    out.extend(found.filter(own));
                }
            }
        }
    }
    out
}

/// "a deal agreed by the sides" is not under the deal.
fn is_by_only(look: &Look, word: usize, agreement: usize) -> bool {
    look.agreement_under(word, &["by"]) == Some(agreement)
        && look.agreement_under(word, &UNDER[..8]) != Some(agreement)
}

/// The agreement that the verb's own sentence is about, where the verb says what is to be.
fn settled_here(look: &Look, word: usize) -> Option<usize> {
    let scene = &look.scene;
    let subject = scene.tree.subject(word)?;
    (look.is(word, &["last", "run", "begin", "start"]) && is_to(look, word))
        .then(|| look.agreement_at(subject))
        .flatten()
}

/// "is to monitor".
fn is_to(look: &Look, word: usize) -> bool {
    look.has(word, Relation::Cop, &["be"]) && action::has_to(look, word)
        || look.scene.tree.head(word).is_some_and(|head| {
            look.scene.relation(word) == Relation::Xcomp && look.is(head, &["be"])
        })
}

/// How a verb says that something is to be done.
fn modality(look: &Look, word: usize, above: Option<usize>) -> Option<(&'static str, bool)> {
    let modal = look.scene.tree.auxiliaries(word).find_map(|aux| match aux {
        "must" | "shall" | "should" | "will" | "ought" | "wo" => Some(MUST),
        "would" => Some(MUST),
        "may" | "can" | "could" => Some(MAY),
        _ => None,
    });
    let modal = modal
        .or_else(|| is_to(look, word).then_some(MUST))
        .or_else(|| above.map(|head| if look.is(head, &["allow"]) { MAY } else { MUST }));
    if modal.is_some() {
        return modal.map(|modality| (modality, true));
    }
    // A verb joined to one that has it: "must withdraw, let convoys pass".
    let joined = look.scene.relation(word) == Relation::Conj || action::is_loose(look, word);
    let head = look.scene.tree.head(word).filter(|_| joined)?;
    modality(look, head, None)
}

fn draft(
    look: &Look,
    one: Action,
    agreement: usize,
    own: bool,
    above: Option<usize>,
) -> Option<Draft> {
    let word = one.word;
    let scene = &look.scene;
    let status = look.factuality(above.unwrap_or(word));
    let cue = above.unwrap_or(word);
    let told = modality(look, word, above);
    let world = scene.view.world;
    let performers = performers(look, word);
    let (modality, sayings): (&'static str, Vec<Saying>) = match told {
        Some((modality, _)) if !matches!(status, Factuality::Denied) || one.not => {
            (modality, vec![])
        }
        Some(_) => return None,
        None if !own => {
            // "each side stays where it stands", "Armenia guarantees the safety".
            let present = matches!(scene.xpos(word), Xpos::Vbz | Xpos::Vbp)
                && scene.tree.auxiliaries(word).next().is_none();
            let bound = !performers.is_empty()
                && performers.iter().all(|one| is_party(look, agreement, one));
            if !present || !bound {
                return None;
            }
            (MUST, vec![])
        }
        None => {
            let present = matches!(scene.xpos(word), Xpos::Vbz | Xpos::Vbp);
            let held = match status {
                _ if present => None,
                Factuality::Happened => Some("fulfilled"),
                Factuality::Ongoing => Some("partly"),
                Factuality::Failed | Factuality::Denied => Some("breached"),
                _ => return None,
            };
            let political = performers.iter().any(|one| who::is_political(world, &one.actor));
            if !political || look.is(word, &["be", "have", "see", "remain", "continue"]) {
                return None;
            }
            let say = |status| Saying { status, stance: Stance::Asserts, holder: None, word };
            (MUST, held.map(say).into_iter().collect())
        }
    };
    let subject = scene.tree.subject(word);
    let aims = subject.is_some_and(|s| !super::owed::is_actor(look, s)) && !look.is_passive(word);
    if performers.is_empty() && !(own && look.is_passive(word)) || aims || is_gain(look, word) {
        return None;
    }
    let mut draft = Draft::new(look, cue, Action { not: false, ..one }, "under");
    let not = one.not && draft_is_forbidden(&sayings);
    draft.modality = if not { MUST_NOT } else { modality };
    draft.existence = match () {
        () if alleged(look, cue) => CONTESTED,
        () if look.report.agreements[agreement].proposed => CLAIMED,
        () => AGREED,
    };
    draft.agreement = Some(agreement);
    draft.performers = performers;
    draft.sayings = sayings;
    causative(look, &mut draft);
    Some(draft)
}

/// Whether an actor is a party of an agreement.
pub(super) fn is_party(look: &Look, agreement: usize, one: &Party) -> bool {
    let world = look.scene.view.world;
    look.report.agreements[agreement].known.is_some_and(|known| {
        known.parties.iter().any(|id| {
            world.get(id).is_some_and(|party| who::same(world, &party.reference(""), &one.actor))
        })
    })
}

/// "will receive aid", "may give rise to": no deed of who gets it.
fn is_gain(look: &Look, word: usize) -> bool {
    look.is(word, &["receive", "benefit", "gain", "get", "be", "have", "become", "suffer"])
        || look.is(word, &["give"])
            && look.scene.tree.object(word).is_some_and(|object| look.is(object, &["rise"]))
}

fn draft_is_forbidden(sayings: &[Saying]) -> bool {
    sayings.is_empty()
}

fn alleged(look: &Look, word: usize) -> bool {
    look.has(word, Relation::Advmod, &["allegedly", "supposedly"])
}

/// "was to see the militants removed": what is to be seen to is the thing to be done.
pub(super) fn causative(look: &Look, draft: &mut Draft) {
    let Some(see) = draft.action.filter(|&word| look.is(word, &["see", "have", "get", "let"]))
    else {
        return;
    };
    if look.is(see, &["let"]) {
        return;
    }
    let scene = &look.scene;
    let Some(inner) = scene.tree.children(see).find(|&c| {
        matches!(scene.relation(c), Relation::Xcomp | Relation::Ccomp) && look.is_verb(c)
    }) else {
        return;
    };
    let object = scene.tree.object(see).or_else(|| scene.tree.child(inner, Relation::Nsubj));
    draft.action = Some(inner);
    draft.words = look.reach(draft.cue, inner);
    draft.obligors.clone_from(&draft.performers);
    let Some(object) = object else { return };
    if scene.xpos(inner) == Xpos::Vbn {
        draft.object = Some(scene.phrase(object));
        return;
    }
    let others: Vec<Party> =
        scene.joined(object).into_iter().flat_map(|word| who::who(look, word)).collect();
    if !others.is_empty() {
        draft.performers = others;
    }
}

/// Who does what a verb names.
pub(super) fn performers(look: &Look, word: usize) -> Vec<Party> {
    let Some(doer) = look.doer(word) else { return vec![] };
    if look.scene.upos(doer) == Upos::Pron
        && look.is(doer, &["it", "this", "there"])
        && look.agreement_of(doer).is_some()
        && crate::events::party::party(&look.scene, doer).is_none()
    {
        return vec![];
    }
    let words = look.scene.joined(doer);
    party::distinct(words.into_iter().flat_map(|word| who::who(look, word)).collect())
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn what_stands_under_an_agreement() {
        check(&[
            (
                "Under the deal, Rwanda must withdraw its troops from Goma and disarm the M23.",
                &["state:RWA must withdraw [agreed]", "state:RWA must disarm [agreed]"],
            ),
            (
                "In line with the accord, Ukraine pulled back its tanks.",
                &["state:UKR must pull [agreed] fulfilled"],
            ),
            (
                "Under the Dayton agreement Serbia has to open its border. A commission led by \
                 Norway is to monitor it.",
                &["state:SRB must open [agreed]", "A commission must monitor [agreed]"],
            ),
            ("Under the bridge, soldiers must sleep.", &[]),
        ]);
    }
}

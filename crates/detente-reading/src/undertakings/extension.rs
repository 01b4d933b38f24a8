//! More time: asked for ("asks for more time to separate the groups", "sought to postpone the
//! patrols"), given ("gave Armenia until 25 November to withdraw"), or the whole waived.

use super::action::{self, Action};
use super::draft::{AGREED, Draft, Saying};
use super::look::Look;
use super::under::performers;
use super::who;
use crate::events::party::Party;
use detente_language::{Factuality, Relation};
use detente_record::Stance;

const ASKS: &[&str] = &["ask", "request", "seek", "want", "demand"];
const DELAYS: &[&str] = &["postpone", "delay", "defer"];

/// What a sentence tells of time asked for or given.
pub(super) fn rule(look: &Look) -> Vec<Draft> {
    let mut out = vec![];
    for word in 0..look.len() {
        if !look.is_verb(word) {
            continue;
        }
        if look.is(word, ASKS) {
            out.extend(asked(look, word));
        } else if look.is(word, &["give", "grant", "allow"]) {
            out.extend(given(look, word));
        } else if look.is(word, &["waive"]) {
            out.extend(waived(look, word));
        }
    }
    out
}

fn draft(
    look: &Look,
    word: usize,
    action: usize,
    performers: Vec<Party>,
    status: &'static str,
    holder: &[Party],
) -> Draft {
    let mut draft = Draft::new(look, word, Action { word: action, not: false }, "extension");
    draft.performers = performers;
    draft.existence = AGREED;
    let holder = holder.first().map(|one| one.actor.clone());
    draft.sayings = vec![Saying { status, stance: Stance::Asserts, holder, word }];
    draft
}

/// "asks to be given additional time to separate the groups, and to postpone the patrols".
fn asked(look: &Look, cue: usize) -> Vec<Draft> {
    if !matches!(look.factuality(cue), Factuality::Happened | Factuality::Ongoing) {
        return vec![];
    }
    let bound = performers(look, cue);
    let world = look.scene.view.world;
    if !bound.iter().any(|one| who::is_political(world, &one.actor)) {
        return vec![];
    }
    let mut found: Vec<usize> = vec![];
    for word in cue + 1..look.len() {
        if !look.scene.tree.within(word, cue) {
            continue;
        }
        if look.is(word, &["time", "extension", "delay", "postponement"]) && more(look, word) {
            let head = look.scene.tree.head(word);
            let clauses = look.children(word, Relation::Acl).chain(
                head.into_iter()
                    .flat_map(|head| look.scene.tree.children(head))
                    .filter(|&c| c > word && look.scene.relation(c) == Relation::Advcl),
            );
            let clauses: Vec<usize> =
                clauses.filter(|&c| look.is_verb(c) && action::has_to(look, c)).collect();
            found.extend(
                clauses.into_iter().flat_map(|clause| action::expand(look, clause)).map(|o| o.word),
            );
            found.extend(
                look.scene.slot(word, "for").into_iter().filter(|&n| action::is_deed(look, n)),
            );
            found.extend(
                look.scene.slot(word, "of").into_iter().filter(|&n| action::is_deed(look, n)),
            );
        }
        if look.is_verb(word) && look.is(word, DELAYS) && action::has_to(look, word) {
            found.extend(look.scene.tree.object(word));
        }
    }
    found.retain(|&word| !look.is(word, DELAYS) && !look.is(word, &["time", "deadline"]));
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .map(|word| draft(look, cue, word, bound.clone(), "extension-requested", &bound))
        .collect()
}

fn more(look: &Look, word: usize) -> bool {
    look.is(word, &["extension", "delay", "postponement"])
        || look
            .scene
            .tree
            .children(word)
            .any(|child| look.is(child, &["more", "additional", "extra", "further", "much"]))
}

/// "gave Armenia until 25 November to withdraw", "granted the rebels ten more days to leave".
fn given(look: &Look, cue: usize) -> Vec<Draft> {
    let scene = &look.scene;
    let told = matches!(
        look.factuality(cue),
        Factuality::Happened | Factuality::Ongoing | Factuality::Planned
    );
    if !told {
        return vec![];
    }
    let Some(clause) = scene.tree.children(cue).find(|&c| {
        c > cue
            && matches!(scene.relation(c), Relation::Xcomp | Relation::Advcl | Relation::Acl)
            && look.is_verb(c)
            && action::has_to(look, c)
    }) else {
        return given_by_noun(look, cue);
    };
    let until =
        (cue + 1..clause).any(|word| {
            look.is(word, &["until", "till"])
                || look.is(word, &["more", "additional", "extra"])
                    && look.scene.tree.head(word).is_some_and(|noun| {
                        look.is(noun, &["time", "day", "week", "month", "hour"])
                    })
        });
    let receiver = scene.tree.child(cue, Relation::Iobj).or_else(|| scene.tree.object(cue));
    let (true, Some(receiver)) = (until, receiver) else { return vec![] };
    make(look, cue, clause, receiver)
}

/// "granted them an extra week to leave", where the clause hangs on the time.
fn given_by_noun(look: &Look, cue: usize) -> Vec<Draft> {
    let scene = &look.scene;
    let time = scene.tree.object(cue).filter(|&noun| {
        look.is(noun, &["time", "day", "week", "month", "hour"])
            && scene
                .tree
                .children(noun)
                .any(|c| look.is(c, &["more", "additional", "extra", "further", "another"]))
    });
    let clause = time.and_then(|time| {
        look.children(time, Relation::Acl).find(|&c| look.is_verb(c) && action::has_to(look, c))
    });
    match (clause, scene.tree.child(cue, Relation::Iobj)) {
        (Some(clause), Some(receiver)) => make(look, cue, clause, receiver),
        _ => vec![],
    }
}

fn make(look: &Look, cue: usize, clause: usize, receiver: usize) -> Vec<Draft> {
    let giver = performers(look, cue);
    let bound: Vec<Party> =
        look.scene.joined(receiver).into_iter().flat_map(|word| who::who(look, word)).collect();
    if bound.is_empty() {
        return vec![];
    }
    let actions = action::expand(look, clause).into_iter();
    actions.map(|one| draft(look, cue, one.word, bound.clone(), "extended", &giver)).collect()
}

/// "waived the requirement that".
fn waived(look: &Look, cue: usize) -> Vec<Draft> {
    let Some(object) = look.scene.tree.object(cue) else { return vec![] };
    if !look.is(object, &["obligation", "requirement", "demand", "deadline", "commitment"])
        || !matches!(look.factuality(cue), Factuality::Happened | Factuality::Ongoing)
    {
        return vec![];
    }
    let holder = performers(look, cue);
    let actions = action::contents(look, object, &[]).into_iter();
    actions
        .filter_map(|one| {
            let own = super::pledge::bound_by_noun(look, object);
            let doers = performers(look, one.word);
            let bound = if doers.is_empty() { own } else { doers };
            (!bound.is_empty()).then(|| draft(look, cue, one.word, bound, "waived", &holder))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::undertakings::tests::check;

    #[test]
    fn more_time() {
        check(&[
            (
                "Ethiopia asked for more time to withdraw its troops and sought to postpone the \
                 patrols.",
                &[
                    "state:ETH must withdraw [agreed] extension-requested",
                    "state:ETH must patrol [agreed] extension-requested",
                ],
            ),
            (
                "Kyiv gave the separatists until Friday to leave the airport.",
                &["the separatists must leave [agreed] extended"],
            ),
        ]);
    }
}

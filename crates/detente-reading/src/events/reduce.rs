//! The codebook's reductions: what a happening counts as, beside what its words name.
//!
//! - What is agreed, demanded, refused or threatened gives the act its mode and code (PLOVER,
//!   "REQUEST modes", "REJECT modes", "THREATEN modes": the mode is the content).
//! - CONSULT, SUPPORT, COOPERATE and AID that are yet to come are taken for intentions: an AGREE
//!   that was made (PLOVER, AGREE; CONSULT, "References to future meetings"). RETREAT and CONCEDE
//!   announced for later are CONCEDE (PLOVER, RETREAT, "Potential ambiguities").
//! - Force and coercion that somebody says they will use is a THREATEN (PLOVER, THREATEN).
//! - Cooperation that somebody says they will not give is a REJECT (PLOVER, REJECT).
//! - Who says that another must do something makes a REQUEST (PLOVER, REQUEST).
//! - PROTEST of a state is ACCUSE (PLOVER, PROTEST, "Diplomatic protests").
//! - What a PROTEST is for is no event beside it: whom it asks or blames is whom the protest is
//!   against (PLOVER, PROTEST, "the topic of the protest").
//! - MOBILIZE beside an ASSAULT of the same actor is part of it (PLOVER, MOBILIZE).
//!
//! The row made stands beside the row of what it speaks of, which keeps its own status.

use super::codes;
use super::happening::Happening;
use super::party::{self, Party};
use super::scene::Scene;
use detente_language::{Factuality, Relation, Upos};
use detente_record::EventType::{self, *};

/// Applies the reductions to the happenings of one sentence.
pub(crate) fn reduce<'w>(scene: &Scene<'_, 'w>, mut all: Vec<Happening<'w>>) -> Vec<Happening<'w>> {
    diplomatic_protests(&mut all);
    together(&mut all);
    topics(scene, &mut all);
    contents(scene, &mut all);
    let opinions: Vec<bool> = all.iter().map(|one| is_opinion(scene, one, &all)).collect();
    let mut opinions = opinions.into_iter();
    all.retain(|_| !opinions.next().unwrap_or(false));
    let mut made = vec![];
    for i in 0..all.len() {
        let Some(act) = intention(scene, &all[i], &all) else { continue };
        if act.kind == Threaten {
            all[i].status = Factuality::Threatened;
        }
        made.push(act);
    }
    made.extend(obliged(scene, &all));
    all.extend(made);
    parts_of_assaults(scene, &mut all);
    all
}

/// Exercises of two states are held together: of them MOBILIZE is COOPERATE.
fn together(all: &mut [Happening]) {
    for one in all.iter_mut().filter(|one| one.rule == "mobilize/exercise") {
        let lands = |list: &[Party]| -> std::collections::BTreeSet<String> {
            list.iter().filter_map(|party| party.actor.country.clone()).collect()
        };
        if lands(&one.actors).len() > 1 {
            one.kind = Cooperate;
            one.mode = None;
            one.cameo = Some("062".into());
            one.recipients = one.actors.clone();
            one.reciprocal = true;
            one.why.reductions.push("PLOVER, COOPERATE: exercises of several states are joint");
        }
    }
}

/// States protest in words: of them PROTEST is ACCUSE.
fn diplomatic_protests(all: &mut [Happening]) {
    for one in all {
        let of_state = |party: &Party| {
            let sector = party.actor.sector.as_deref().unwrap_or("GOV");
            party.actor.id.as_deref().is_some_and(|id| id.starts_with("state:")) && sector == "GOV"
        };
        let states = one.actors.first().is_some_and(of_state);
        if one.kind == Protest && one.mode.as_deref() == Some("demo") && states {
            one.kind = Accuse;
            one.mode = Some("disapprove".into());
            one.cameo = Some("111".into());
            one.why.reductions.push("PLOVER, PROTEST: protests by diplomats are ACCUSE");
        }
    }
}

/// Takes the topic of a protest into it: "marched to demand that the president resign".
fn topics(scene: &Scene, all: &mut Vec<Happening>) {
    let mut dropped: Vec<usize> = vec![];
    for i in 0..all.len() {
        if all[i].kind != Protest {
            continue;
        }
        let mut tied = vec![all[i].word];
        tied.extend(scene.carrier(all[i].word));
        let topic = (0..all.len()).find(|&j| {
            let clause = matches!(scene.relation(all[j].word), Relation::Advcl | Relation::Xcomp);
            j != i
                && matches!(all[j].kind, Request | Accuse | Reject | Protest)
                && clause
                && scene.tree.head(all[j].word).is_some_and(|head| tied.contains(&head))
        });
        let Some(topic) = topic else { continue };
        if all[i].recipients.is_empty() {
            let mut asked = all[topic].recipients.clone();
            if asked.is_empty() {
                // "to demand that the president resign": who would have to act.
                let under = all.iter().find(|one| {
                    one.word != all[topic].word
                        && scene.tree.within(one.word, all[topic].word)
                        && !one.actors.is_empty()
                });
                asked = under.map(|one| one.actors.clone()).unwrap_or_default();
            }
            asked.retain(|one| !all[i].actors.iter().any(|own| same(&own.actor, &one.actor)));
            all[i].recipients = asked;
        }
        all[i]
            .why
            .reductions
            .push("PLOVER, PROTEST: the topic of a protest is no event of its own");
        dropped.push(topic);
    }
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

/// Gives acts the mode and code of what they are about.
fn contents(scene: &Scene, all: &mut [Happening]) {
    for i in 0..all.len() {
        let frame = scene.view.world.frames().get(&all[i].rule);
        if !frame.is_some_and(|frame| frame.content) {
            continue;
        }
        let about = content_of(scene, &all[i], all);
        let (kind, mode) = about.map_or((None, None), |j| (Some(all[j].kind), all[j].mode.clone()));
        let forceful = about.is_some_and(|j| {
            all[i].kind == Agree
                && matches!(all[j].kind, Assault | Coerce | Sanction)
                && scene.clause(all[i].word).is_some_and(|clause| {
                    all[j].word == clause || scene.carrier(all[j].word) == Some(clause)
                })
        });
        if forceful {
            all[i].kind = Threaten;
            all[i].cameo = None;
            all[i].reciprocal = false;
            all[i].why.reductions.push("PLOVER, THREATEN: force or coercion that is promised");
        }
        if let Some(meant) = about.filter(|_| all[i].recipients.is_empty()) {
            let meant = addressee(&all[i], &all[meant]);
            all[i].recipients = meant;
        }
        let (mode, cameo) = codes::about(all[i].kind, kind, mode.as_deref());
        let one = &mut all[i];
        if let Some(mode) = mode {
            one.mode.get_or_insert_with(|| mode.to_owned());
        }
        if let Some(cameo) = cameo.filter(|_| one.cameo.is_none()) {
            one.cameo = Some(cameo.to_owned());
        }
        if about.is_some() {
            one.why.reductions.push("PLOVER: the mode of a speech act is its content");
        }
    }
}

/// "agreed that the vote was fair": who shares a view agrees to nothing.
fn is_opinion(scene: &Scene, one: &Happening, all: &[Happening]) -> bool {
    let Some(clause) = scene.clause(one.word) else { return false };
    one.kind == Agree
        && scene.relation(clause) == Relation::Ccomp
        && !scene.has_to(clause)
        && !scene.tree.auxiliaries(clause).any(|aux| {
            matches!(aux, "will" | "would" | "should" | "must" | "shall" | "wo" | "could")
        })
        && content_of(scene, one, all).is_none()
}

/// To whom an act speaks where its own words name nobody: of a demand, who would have to act; of
/// all else, to whom the thing is done that is agreed, refused or threatened ("agreed to arm
/// Niger"), or who does it where that is another ("rejected France's demand").
fn addressee(act: &Happening, content: &Happening) -> Vec<Party> {
    let other = |list: &[Party]| {
        let mut list: Vec<Party> = list.to_vec();
        list.retain(|party| !act.actors.iter().any(|own| same(&own.actor, &party.actor)));
        list
    };
    if act.kind == Request {
        return other(&content.actors);
    }
    let found = other(&content.recipients);
    if found.is_empty() && act.kind == Reject { other(&content.actors) } else { found }
}

/// The happening that an act is about: in its clause, or the noun that it acts on.
fn content_of(scene: &Scene, act: &Happening, all: &[Happening]) -> Option<usize> {
    let under = |at: usize| {
        let found = all
            .iter()
            .enumerate()
            .filter(|(_, other)| other.word != act.word && scene.tree.within(other.word, at));
        // The nearest to the top of the clause.
        found
            .min_by_key(|(_, other)| {
                (scene.tree.path(other.word, at).map_or(usize::MAX, |p| p.len()), other.word)
            })
            .map(|(j, _)| j)
    };
    if let Some(clause) = scene.clause(act.word)
        && let Some(found) = under(clause)
    {
        return Some(found);
    }
    let nouns = scene.tree.children(act.word).filter(|&c| {
        matches!(
            scene.relation(c),
            Relation::Obj | Relation::Obl | Relation::Nmod | Relation::Advcl | Relation::Acl
        )
    });
    let mut nouns: Vec<usize> = nouns.collect();
    nouns.extend(scene.done_to(act.word));
    nouns.into_iter().find_map(under)
}

/// Whether a verb stands in the future of whoever would do it: "will visit", "plans to visit".
fn is_own_future(scene: &Scene, word: usize) -> bool {
    let future = |at: usize| {
        scene
            .tree
            .auxiliaries(at)
            .any(|aux| matches!(aux, "will" | "would" | "shall" | "wo" | "'ll"))
    };
    let mut at = word;
    if scene.upos(word) != Upos::Verb {
        match scene.carrier(word) {
            Some(carrier) => at = carrier,
            None => return false,
        }
    }
    if future(at) {
        return true;
    }
    let Some(head) = scene.tree.head(at) else { return false };
    match scene.relation(at) {
        Relation::Xcomp => {
            matches!(
                scene.lemma(head).as_str(),
                "plan"
                    | "intend"
                    | "prepare"
                    | "vow"
                    | "pledge"
                    | "promise"
                    | "swear"
                    | "decide"
                    | "ready"
                    | "willing"
                    | "set"
                    | "due"
                    | "schedule"
                    | "go"
                    | "aim"
                    | "prepared"
                    | "poised"
                    | "expect"
            )
        }
        Relation::Conj => is_own_future(scene, head),
        _ => false,
    }
}

/// Whether somebody lets it be known that they may do it: "hinted that it might cut off the gas",
/// "may end its aid if the talks fail".
fn may_be(scene: &Scene, word: usize) -> bool {
    let at = scene.carrier(word).unwrap_or(word);
    let may = scene.tree.auxiliaries(at).any(|aux| matches!(aux, "may" | "might" | "could"));
    let have = scene.tree.auxiliaries(at).any(|aux| aux == "have");
    may && !have && (conditional(scene, at) || told(scene, at))
}

/// Whether somebody wants or hopes to do it: "wants to cooperate", "is looking to meet".
fn is_own_wish(scene: &Scene, word: usize) -> bool {
    scene.relation(word) == Relation::Xcomp
        && scene.tree.head(word).is_some_and(|head| {
            matches!(scene.lemma(head).as_str(), "want" | "wish" | "hope" | "look" | "seek")
                && !scene.tree.is_negated(head)
                && scene.doer(head) == scene.doer(word)
        })
}

/// The act that stands in an intention.
fn intention<'w>(
    scene: &Scene<'_, 'w>,
    one: &Happening<'w>,
    all: &[Happening<'w>],
) -> Option<Happening<'w>> {
    let peaceful = matches!(one.kind, Consult | Support | Cooperate | Aid);
    let forceful = matches!(one.kind, Assault | Coerce | Sanction);
    let meant = is_own_future(scene, one.word)
        || peaceful && is_own_wish(scene, one.word)
        || forceful && may_be(scene, one.word);
    if one.actors.is_empty() || !meant {
        return None;
    }
    // An act that is there already carries it: "agreed to send", "threatened to bomb".
    let carried = all.iter().any(|act| {
        act.word != one.word
            && matches!(act.kind, Agree | Request | Reject | Threaten | Concede)
            && scene.tree.within(one.word, act.word)
    });
    // What another foretells is nobody's intention.
    // Meetings and help are made known by either side.
    let foretold = !peaceful
        && party::speaker(scene, scene.bytes(one.word).start)
            .is_some_and(|said| !one.actors.iter().any(|actor| speaks_for(scene, &said, actor)));
    if carried || foretold {
        return None;
    }
    let (kind, why): (EventType, &'static str) = match (one.kind, one.status) {
        (Consult | Support | Cooperate | Aid, Factuality::Planned) => {
            (Agree, "PLOVER, AGREE: cooperation yet to come is an intention")
        }
        (Retreat | Concede, Factuality::Planned) if told(scene, one.word) => {
            (Concede, "PLOVER, RETREAT: an announcement of a later retreat is CONCEDE")
        }
        (
            Assault | Coerce | Mobilize | Sanction | Protest,
            Factuality::Planned | Factuality::Hypothetical,
        ) if !one.recipients.is_empty()
            || conditional(scene, one.word)
            || one.status == Factuality::Planned && matches!(one.kind, Coerce | Protest) =>
        {
            (Threaten, "PLOVER, THREATEN: force or coercion announced by who would use it")
        }
        (Consult | Support | Cooperate | Aid | Agree | Retreat | Concede, Factuality::Denied) => {
            (Reject, "PLOVER, REJECT: cooperation that is refused")
        }
        _ => return None,
    };
    let (mode, cameo) = codes::about(kind, Some(one.kind), one.mode.as_deref());
    let cameo = if kind == Concede { Some("080") } else { cameo };
    // Who wants to work with another offers it; the other has said nothing yet.
    let offered = kind == Agree && one.reciprocal && is_own_wish(scene, one.word);
    let wisher = scene.slot(one.word, "subject").into_iter();
    let wishers: Vec<Party> = wisher.flat_map(|at| party::parties(scene, at)).collect();
    let (actors, recipients) = if offered && wishers.len() == 1 {
        let others = one.recipients.iter().filter(|other| !same(&other.actor, &wishers[0].actor));
        let others = others.cloned().collect();
        (wishers, others)
    } else {
        (one.actors.clone(), one.recipients.clone())
    };
    let mut why_made = one.why.clone();
    why_made.reductions.push(why);
    Some(Happening {
        kind,
        mode: mode.map(Into::into),
        cameo: cameo.map(Into::into),
        reciprocal: one.reciprocal && actors.len() > 1,
        actors,
        recipients,
        status: Factuality::Happened,
        rule: format!("{}+{}", one.rule, kind.as_str().to_lowercase()),
        why: why_made,
        ..one.clone()
    })
}

/// Whether a clause is what somebody announces.
fn told(scene: &Scene, word: usize) -> bool {
    scene.speaker(scene.bytes(word).start).is_some()
        || scene.tree.ancestors(word).any(|up| {
            matches!(
                scene.lemma(up).as_str(),
                "announce" | "say" | "declare" | "confirm" | "hint" | "warn" | "suggest"
            )
        })
}

fn conditional(scene: &Scene, word: usize) -> bool {
    scene.tree.children_by(word, Relation::Advcl).any(|clause| {
        scene
            .tree
            .children_by(clause, Relation::Mark)
            .any(|mark| matches!(scene.tree.lemma(mark), "if" | "unless"))
    })
}

/// Whether a speaker speaks for an actor: the same, one of the same state, or "a spokesman" of no
/// state that is told.
fn speaks_for(scene: &Scene, said: &Party, actor: &Party) -> bool {
    let (a, b) = (&said.actor, &actor.actor);
    let last = a.text.split_whitespace().last().unwrap_or_default().to_lowercase();
    let sector = a.sector.as_deref().or_else(|| scene.view.world.sector_of(&last));
    let official = a.id.is_none()
        && a.country.is_none()
        && matches!(sector, Some("GOV" | "MIL" | "SPY"))
        && b.id.as_deref().is_some_and(|id| !id.starts_with("person:"));
    official
        || a.id.is_some() && a.id == b.id
        || a.country.is_some() && a.country == b.country
        || a.text == b.text
}

/// "X said that Y must do Z": a request of X's to Y.
fn obliged<'w>(scene: &Scene<'_, 'w>, all: &[Happening<'w>]) -> Vec<Happening<'w>> {
    let mut out: Vec<Happening<'w>> = vec![];
    for word in 0..scene.tree.len() {
        if scene.upos(word) != Upos::Verb {
            continue;
        }
        let must =
            scene.tree.auxiliaries(word).any(|aux| matches!(aux, "must" | "should" | "ought"))
                || scene.relation(word) == Relation::Xcomp
                    && scene.tree.head(word).is_some_and(|head| {
                        matches!(scene.lemma(head).as_str(), "have" | "need")
                            && scene.upos(head) == Upos::Verb
                    });
        // "the school where they should work" asks nobody.
        let aside = scene.relation(word) == Relation::Acl
            || scene.tree.ancestors(word).any(|up| scene.relation(up) == Relation::Acl);
        // "Agreed that the rebels should leave": what is agreed is asked of nobody.
        let agreed = scene
            .tree
            .ancestors(word)
            .any(|up| all.iter().any(|act| act.word == up && act.kind == Agree));
        if !must || aside || agreed {
            continue;
        }
        let Some(said) = party::speaker(scene, scene.bytes(word).start) else { continue };
        let asked: Vec<Party> = scene
            .slot(word, "subject")
            .into_iter()
            .filter_map(|subject| party::party(scene, subject))
            .filter(|party| !party.by_owner && !same(&party.actor, &said.actor))
            .collect();
        if asked.is_empty() || out.iter().any(|other| scene.tree.within(word, other.word)) {
            continue;
        }
        let inner = all.iter().find(|other| other.word == word);
        let (mode, cameo) =
            codes::about(Request, inner.map(|i| i.kind), inner.and_then(|i| i.mode.as_deref()));
        let mut why = inner.map(|i| i.why.clone()).unwrap_or_default();
        why.reductions.push("PLOVER, REQUEST: who says that another must act demands it");
        out.push(Happening {
            word,
            kind: Request,
            mode: mode.map(Into::into),
            cameo: cameo.map(Into::into),
            contexts: vec![],
            actors: vec![said],
            recipients: party::distinct(asked),
            reciprocal: false,
            instruments: vec![],
            figures: vec![],
            status: Factuality::Happened,
            rule: "request/must".into(),
            why,
        });
    }
    out
}

fn same(a: &detente_record::ActorRef, b: &detente_record::ActorRef) -> bool {
    a.id.is_some() && a.id == b.id || a.text == b.text
}

/// Drops MOBILIZE where the same sentence has its ASSAULT.
fn parts_of_assaults(scene: &Scene, all: &mut Vec<Happening>) {
    let assaults: Vec<(usize, Vec<Party>)> = all
        .iter()
        .filter(|one| one.kind == Assault && one.status.is_factual())
        .map(|one| (one.word, one.actors.clone()))
        .collect();
    all.retain(|one| {
        one.kind != Mobilize
            || !assaults.iter().any(|(word, actors)| {
                (scene.tree.within(*word, one.word) || scene.tree.within(one.word, *word))
                    && actors.iter().any(|a| one.actors.iter().any(|b| same(&a.actor, &b.actor)))
            })
    });
}

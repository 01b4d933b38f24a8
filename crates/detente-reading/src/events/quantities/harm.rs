//! The word of harm that a figure is bound to, and the role that it gives the figure.
//!
//! - what is done to those counted: "killed 43 people", "two were wounded", "the nine captured";
//! - what those counted do: "18 died", "thousands fled";
//! - what is said of them: "left 14 people dead", "14 dead", "three are missing";
//! - nouns of death: "the deaths of 59 soldiers", "a toll of 12", "14 fatalities";
//! - what is lost: "claimed 30 lives", "lost nine soldiers".

use crate::events::scene::Scene;
use crate::figures::Count;
use detente_language::{Relation, Upos, Xpos};
use detente_record::FigureRole::{self, Captured, Displaced, Killed, Missing, Wounded};

/// What a figure is bound to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Harm {
    pub(super) word: usize,
    /// The word whose form says whether it is so.
    pub(super) status_at: usize,
    pub(super) role: FigureRole,
    pub(super) rule: &'static str,
}

/// The role of those to whom a verb does something.
fn done_to(lemma: &str) -> Option<FigureRole> {
    Some(match lemma {
        "kill" | "slay" | "murder" | "massacre" | "execute" | "eliminate" | "neutralise"
        | "neutralize" | "slaughter" | "assassinate" | "behead" | "liquidate" | "butcher"
        | "lynch" => Killed,
        "wound" | "injure" | "maim" | "hurt" => Wounded,
        "capture" | "abduct" | "kidnap" => Captured,
        "displace" | "uproot" | "evacuate" | "dislodge" => Displaced,
        _ => return None,
    })
}

/// The role of those who do it.
fn doing(lemma: &str) -> Option<FigureRole> {
    Some(match lemma {
        "die" | "perish" => Killed,
        "flee" => Displaced,
        _ => return None,
    })
}

/// The role of those of whom it is said.
fn said_of(lower: &str) -> Option<FigureRole> {
    Some(match lower {
        "dead" | "killed" | "slain" => Killed,
        "wounded" | "injured" | "hurt" | "maimed" => Wounded,
        "missing" | "unaccounted" => Missing,
        "displaced" | "homeless" => Displaced,
        "captured" | "captive" | "abducted" | "kidnapped" => Captured,
        _ => return None,
    })
}

/// The role of those whom a noun of harm is about.
fn noun_of(lemma: &str) -> Option<FigureRole> {
    Some(match lemma {
        "death" | "killing" | "murder" | "massacre" | "slaughter" | "execution" | "fatality"
        | "assassination" | "slaying" => Killed,
        "injury" | "wounding" => Wounded,
        "abduction" | "kidnapping" | "capture" => Captured,
        "displacement" | "evacuation" => Displaced,
        "disappearance" => Missing,
        _ => return None,
    })
}

/// The word of harm of a figure.
pub(super) fn of(scene: &Scene, count: &Count) -> Option<Harm> {
    if !count.counts() {
        return None;
    }
    let things = count.role == FigureRole::Settlements;
    if things || count.figure.value.is_some_and(|value| value.fract() != 0.0) {
        return None;
    }
    let node = top(scene, count.node);
    itself(scene, count)
        .or_else(|| by_verb(scene, count, node))
        .or_else(|| by_state(scene, count, node))
        .or_else(|| by_noun(scene, node))
        .or_else(|| by_loss(scene, count, node))
        .or_else(|| right_behind(scene, count))
}

/// The first of the nouns that one is joined with: "killed three soldiers and two drivers".
fn top(scene: &Scene, node: usize) -> usize {
    let mut at = node;
    for _ in 0..6 {
        // "two of them children", "including two women": through what they are a part of.
        let Some(head) = scene.tree.head(at) else { break };
        let part = scene.tree.children(at).any(|c| {
            matches!(scene.lemma(c).as_str(), "including" | "include" | "among")
                && matches!(scene.relation(c), Relation::Case | Relation::Mark)
        });
        let joined = scene.relation(at) == Relation::Conj || part;
        if !joined || !scene.is_nominal(head) {
            break;
        }
        at = head;
    }
    at
}

/// "14 dead", "12 wounded", "nine fatalities": the noun counted is the word of harm.
fn itself(scene: &Scene, count: &Count) -> Option<Harm> {
    let noun = count.noun.unwrap_or(count.node);
    let lower = scene.token(noun).lower.as_str();
    let by_state = matches!(scene.upos(noun), Upos::Adj | Upos::Noun | Upos::Verb | Upos::Propn)
        .then(|| said_of(lower))
        .flatten();
    let plural = scene.xpos(noun) == Xpos::Nns;
    let role = by_state.or_else(|| noun_of(&scene.lemma(noun)).filter(|_| plural))?;
    // "12 killed insurgents" counts insurgents; a verb has an object of its own.
    if scene.upos(noun) == Upos::Verb && scene.tree.object(noun).is_some() {
        return None;
    }
    // "the wounded were moved" has no number; "the 12 dead were buried" speaks of them again.
    let status_at = if scene.upos(noun) == Upos::Verb { noun } else { holder(scene, noun) };
    Some(Harm { word: noun, status_at, role, rule: "casualties/dead" })
}

/// The predicate that a noun depends on, for whether it is so.
fn holder(scene: &Scene, noun: usize) -> usize {
    let up = scene.tree.ancestors(noun).find(|&up| matches!(scene.upos(up), Upos::Verb));
    let leaves = |verb: usize| {
        matches!(
            scene.lemma(verb).as_str(),
            "leave"
                | "report"
                | "put"
                | "claim"
                | "cause"
                | "result"
                | "lead"
                | "rise"
                | "reach"
                | "stand"
                | "bring"
                | "include"
                | "have"
                | "say"
                | "suffer"
                | "see"
                | "kill"
        )
    };
    up.filter(|&verb| leaves(verb)).unwrap_or(noun)
}

fn by_verb(scene: &Scene, count: &Count, node: usize) -> Option<Harm> {
    let people = |places: Option<usize>| {
        places.is_some_and(|at| {
            at == node
                || at == count.node
                || scene.joined(at).contains(&count.node)
                // "dozens of rebels" in the place of the rebels.
                || count.noun == Some(at)
        })
    };
    for word in 0..scene.tree.len() {
        let verb = scene.upos(word) == Upos::Verb
            || scene.upos(word) == Upos::Adj && scene.xpos(word) == Xpos::Vbn;
        if !verb {
            continue;
        }
        let lemma = scene.lemma(word);
        let rule = if scene.is_passive(word) { "casualties/passive" } else { "casualties/active" };
        let harm = |role, rule| Some(Harm { word, status_at: word, role, rule });
        if let Some(role) = done_to(&lemma)
            && people(scene.done_to(word))
        {
            // "evacuated 12 kilometres": counted by who it is.
            return harm(role, rule);
        }
        if let Some(role) = doing(&lemma)
            && people(scene.doer(word))
        {
            return harm(role, "casualties/died");
        }
        if taken(scene, word, &lemma) && people(scene.done_to(word)) {
            return harm(Captured, rule);
        }
        if driven(scene, word, &lemma) && people(scene.done_to(word)) {
            return harm(Displaced, rule);
        }
        // "12 lost their lives", "30 were shot dead".
        let object =
            |noun: &str| scene.tree.object(word).is_some_and(|object| scene.lemma(object) == noun);
        if lemma == "lose" && object("life") && people(scene.doer(word)) {
            return harm(Killed, "casualties/died");
        }
        let dead = scene.tree.children(word).any(|c| scene.token(c).lower == "dead");
        if matches!(lemma.as_str(), "shoot" | "gun") && dead && people(scene.done_to(word)) {
            return harm(Killed, rule);
        }
    }
    None
}

/// "took nine soldiers prisoner", "held 40 people hostage".
fn taken(scene: &Scene, word: usize, lemma: &str) -> bool {
    matches!(lemma, "take" | "hold")
        && scene.tree.children(word).any(|c| {
            matches!(scene.lemma(c).as_str(), "prisoner" | "hostage" | "captive")
                && scene.tree.child(c, Relation::Nummod).is_none()
        })
}

/// "forced 3,000 people from their homes", "drove them out".
fn driven(scene: &Scene, word: usize, lemma: &str) -> bool {
    matches!(lemma, "force" | "drive" | "expel" | "chase" | "evict")
        && scene
            .tree
            .children(word)
            .any(|c| matches!(scene.lemma(c).as_str(), "home" | "house" | "village" | "flee"))
}

/// "left 14 people dead", "three are missing", "20 others wounded".
fn by_state(scene: &Scene, count: &Count, node: usize) -> Option<Harm> {
    for word in 0..scene.tree.len() {
        if !matches!(scene.upos(word), Upos::Adj | Upos::Verb | Upos::Noun) {
            continue;
        }
        let Some(role) = said_of(&scene.token(word).lower) else { continue };
        let tree = scene.tree;
        let head = tree.head(word);
        let own = tree.child(word, Relation::Nsubj).is_some_and(|s| s == node || s == count.node);
        // What the state is told of: the noun it hangs on behind, or the object or subject beside.
        let told = head.is_some_and(|head| {
            let beside = || {
                let object = tree.object(head).or_else(|| scene.done_to(head));
                object.or_else(|| tree.child(head, Relation::Nsubj))
            };
            match scene.relation(word) {
                Relation::Amod | Relation::Acl => {
                    (head == node || head == count.node) && word > head
                }
                Relation::Xcomp | Relation::Advcl | Relation::Obl | Relation::Ccomp => {
                    let unsure =
                        matches!(scene.lemma(head).as_str(), "fear" | "believe" | "presume");
                    !unsure && beside().is_some_and(|at| at == node || at == count.node)
                }
                _ => false,
            }
        });
        if own || told {
            let status_at = head.filter(|_| !own).map_or(word, |head| {
                if scene.upos(head) == Upos::Verb { head } else { holder(scene, head) }
            });
            return Some(Harm { word, status_at, role, rule: "casualties/dead" });
        }
    }
    None
}

/// "the deaths of 59 soldiers", "a death toll of 12", "the toll rose to 40".
fn by_noun(scene: &Scene, node: usize) -> Option<Harm> {
    let head = scene.tree.head(node)?;
    let case = scene.tree.case(node);
    let toll = |word: usize| {
        let lemma = scene.lemma(word);
        let of_dead = || scene.tree.children(word).find_map(|c| said_of(&scene.token(c).lower));
        match lemma.as_str() {
            "toll" => Some(Killed),
            "number" | "count" | "tally" => of_dead(),
            _ => None,
        }
    };
    let harm =
        |word: usize, role, rule| Some(Harm { word, status_at: holder(scene, word), role, rule });
    if matches!(case, Some("of"))
        && let Some(role) = noun_of(&scene.lemma(head)).or_else(|| toll(head))
    {
        return harm(head, role, "casualties/noun");
    }
    // "of" where the parser hangs it on the verb: "led to the deaths of more than 12 men".
    if case == Some("of") {
        let from = scene.phrase(node).start;
        let before = from.checked_sub(2).filter(|&at| scene.token(at + 1).lower == "of");
        if let Some(word) = before
            && let Some(role) =
                noun_of(&scene.lemma(word)).filter(|_| scene.upos(word) == Upos::Noun)
        {
            return harm(word, role, "casualties/noun");
        }
    }
    if case == Some("of") && scene.lemma(head) == "loss" {
        return harm(head, Killed, "casualties/noun");
    }
    // "the toll rose to 40", "bringing the death toll to 40", "the toll stands at 40".
    if matches!(case, Some("to" | "at") | None) && scene.upos(head) == Upos::Verb {
        let subject = scene.doer(head).and_then(|at| Some((at, toll(at)?)));
        let object = || scene.done_to(head).and_then(|at| Some((at, toll(at)?)));
        let known = matches!(
            scene.lemma(head).as_str(),
            "rise"
                | "climb"
                | "reach"
                | "stand"
                | "bring"
                | "put"
                | "take"
                | "raise"
                | "pass"
                | "exceed"
                | "top"
                | "hit"
                | "increase"
                | "grow"
                | "jump"
                | "revise"
                | "push"
        );
        if let Some((word, role)) = subject.or_else(object).filter(|_| known) {
            return Some(Harm { word, status_at: head, role, rule: "casualties/toll" });
        }
    }
    None
}

/// "claimed 30 lives", "lost nine soldiers".
fn by_loss(scene: &Scene, count: &Count, node: usize) -> Option<Harm> {
    let word = scene.tree.head(node).filter(|&head| scene.upos(head) == Upos::Verb)?;
    let object = scene.done_to(word).is_some_and(|at| at == node || Some(at) == count.noun);
    let noun = count.noun?;
    let lemma = scene.lemma(noun);
    let lives = lemma == "life";
    let armed = scene.view.world.frames().is("troops", &lemma)
        || scene.view.world.frames().is("armed-sides", &lemma);
    let lost = match scene.lemma(word).as_str() {
        "claim" | "cost" | "take" => lives,
        "lose" => lives || armed && scene.sector(noun).is_some(),
        _ => false,
    };
    (object && lost).then_some(Harm {
        word,
        status_at: word,
        role: Killed,
        rule: "casualties/lost",
    })
}

/// "12 were killed and 30 wounded": the participle right behind the figure, or behind what it
/// counts, where the tree lost what was left out.
fn right_behind(scene: &Scene, count: &Count) -> Option<Harm> {
    let len = scene.tree.len();
    let mut at = count.of.as_ref().map_or(count.words.end, |of| of.end).max(count.words.end);
    while at < len
        && (scene.upos(at) == Upos::Adv
            || matches!(
                scene.token(at).lower.as_str(),
                "more" | "others" | "were" | "was" | "people"
            ))
    {
        at += 1;
    }
    if at >= len {
        return None;
    }
    let role = said_of(&scene.token(at).lower)?;
    let object = (at + 1 < len)
        && (scene.tree.object(at).is_some_and(|object| object > at)
            || matches!(scene.upos(at + 1), Upos::Det | Upos::Num));
    let modifies =
        scene.relation(at) == Relation::Amod && scene.tree.head(at).is_some_and(|h| h > at);
    (!object && !modifies).then_some(Harm {
        word: at,
        status_at: at,
        role,
        rule: "casualties/passive",
    })
}

//! What is to be done: the verbs and nouns under a word that binds, and what they are called.

use super::look::Look;
use detente_language::{Relation, Subtype, Upos, Xpos};

/// Nouns of action and the verbs for them.
const NOUNS: &[(&str, &str)] = &[
    ("withdrawal", "withdraw"),
    ("pullout", "withdraw"),
    ("pull-out", "withdraw"),
    ("pullback", "withdraw"),
    ("release", "release"),
    ("exchange", "exchange"),
    ("swap", "exchange"),
    ("observance", "observe"),
    ("respect", "respect"),
    ("cessation", "cease"),
    ("halt", "halt"),
    ("creation", "create"),
    ("establishment", "establish"),
    ("deployment", "deploy"),
    ("removal", "remove"),
    ("return", "return"),
    ("opening", "open"),
    ("reopening", "reopen"),
    ("closure", "close"),
    ("dismantling", "dismantle"),
    ("disarmament", "disarm"),
    ("demobilisation", "demobilise"),
    ("demobilization", "demobilize"),
    ("demilitarisation", "demilitarise"),
    ("demilitarization", "demilitarize"),
    ("implementation", "implement"),
    ("extension", "extend"),
    ("prolongation", "prolong"),
    ("resumption", "resume"),
    ("restoration", "restore"),
    ("transfer", "transfer"),
    ("handover", "hand over"),
    ("delivery", "deliver"),
    ("lifting", "lift"),
    ("suspension", "suspend"),
    ("reduction", "reduce"),
    ("integration", "integrate"),
    ("evacuation", "evacuate"),
    ("repatriation", "repatriate"),
    ("destruction", "destroy"),
    ("formation", "form"),
    ("redeployment", "redeploy"),
    ("disengagement", "disengage"),
    ("separation", "separate"),
    ("verification", "verify"),
    ("inspection", "inspect"),
    ("recognition", "recognise"),
    ("protection", "protect"),
    ("patrol", "patrol"),
    ("dissolution", "dissolve"),
    ("normalisation", "normalise"),
    ("normalization", "normalize"),
    ("delimitation", "delimit"),
    ("demarcation", "demarcate"),
    ("ratification", "ratify"),
    ("extradition", "extradite"),
    ("maintenance", "maintain"),
    ("existence", "existence"),
];

/// Verbs that only say that the next goes on or is helped; that next one is what is undertaken.
const PHASES: &[&str] = &["continue", "begin", "start", "proceed", "try", "seek", "strive", "help"];

/// Verbs that leave a thing undone.
const ABSTAINS: &[&str] = &["refrain", "abstain", "desist"];

/// Harm and war: to promise them is a threat, and no undertaking towards anybody.
const HOSTILE: &[&str] = &[
    "retaliate",
    "avenge",
    "destroy",
    "punish",
    "fight",
    "crush",
    "defeat",
    "respond",
    "attack",
    "strike",
    "kill",
    "hunt",
    "eliminate",
    "eradicate",
    "resist",
    "win",
    "bomb",
    "invade",
    "press",
    "pursue",
    "wipe",
    "hit",
    "overthrow",
    "escalate",
    "intensify",
    "defend",
    "confront",
    "root",
    "take",
    "go",
    "repel",
    "oppose",
    "march",
    "battle",
    "annihilate",
    "dismantle",
    "rout",
    "stay",
    "remain",
    "continue",
    "keep",
    "never",
    "make",
    "bring",
    "do",
    "be",
    "have",
    "give",
    "run",
    "stand",
    "become",
    "get",
    "hold",
    "seek",
    "boycott",
    "react",
    "target",
    "push",
    "urge",
    "prosecute",
    "arrest",
    "investigate",
    "appeal",
];

/// One thing to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Action {
    /// The verb or noun.
    pub(super) word: usize,
    /// Whether it is to be left undone.
    pub(super) not: bool,
}

/// What a verb or noun of action is called: a verb's dictionary form, with its particle.
pub(super) fn name(look: &Look, word: usize) -> String {
    let lemma = look.lemma(word);
    if look.is_verb(word) {
        let particle = look
            .scene
            .tree
            .children(word)
            .find(|&c| look.scene.tree.is_sub(c, Relation::Compound, Subtype::Prt));
        return particle.map_or_else(
            || lemma.to_owned(),
            |particle| format!("{lemma} {}", look.lemma(particle)),
        );
    }
    verb_of(lemma).unwrap_or(lemma).to_owned()
}

/// The verb for a noun of action.
pub(super) fn verb_of(noun: &str) -> Option<&'static str> {
    NOUNS.iter().find(|(known, _)| *known == noun).map(|(_, verb)| *verb)
}

/// Whether what is done is harm, war, or says nothing.
pub(super) fn is_hostile(look: &Look, word: usize) -> bool {
    const WAR: &[&str] = &[
        "attack",
        "strike",
        "war",
        "offensive",
        "campaign",
        "operation",
        "bombardment",
        "assault",
        "fight",
        "resistance",
        "struggle",
    ];
    let on = ["continue", "keep", "go"];
    let war = object(look, word).is_some_and(|object| look.is(object, WAR))
        && !look
            .is(word, &["stop", "end", "halt", "cease", "suspend", "prevent", "avoid", "pause"]);
    let going_on = look.scene.relation(word) == Relation::Xcomp
        && look.scene.tree.head(word).is_some_and(|head| look.is(head, &on));
    look.is_verb(word) && (look.is(word, HOSTILE) || war || going_on)
}

/// Whether a verb is the head of an infinitive: "to leave".
pub(super) fn has_to(look: &Look, word: usize) -> bool {
    look.has(word, Relation::Mark, &["to"])
}

/// All that is to be done by a clause whose verb is `word`, each verb joined to it apart.
pub(super) fn expand(look: &Look, word: usize) -> Vec<Action> {
    let mut out = vec![];
    let mut queue = vec![(word, false)];
    while let Some((word, not)) = queue.pop() {
        let deepest = 24;
        if out.len() > deepest {
            break;
        }
        let scene = &look.scene;
        // "must withdraw, let aid pass": what has the bare form is joined, whatever it is called.
        for other in scene.tree.children(word) {
            let bare = other > word && is_loose(look, other);
            if bare {
                queue.push((other, not));
            }
        }
        for other in look.children(word, Relation::Conj) {
            let finite = matches!(scene.xpos(other), Xpos::Vbd | Xpos::Vbz)
                && !matches!(scene.xpos(word), Xpos::Vbd | Xpos::Vbz);
            if look.is_verb(other) && !finite && !is_speech(look, other) {
                queue.push((other, not));
            }
        }
        // "withdraw from hospitals, let aid pass": the parser hangs the second on a noun.
        for other in word + 1..scene.tree.span(word).end {
            let loose = scene.relation(other) == Relation::Conj
                && matches!(scene.xpos(other), Xpos::Vb | Xpos::Vbp)
                && look.is_verb(other)
                && scene.tree.head(other).is_some_and(|head| head != word && look.is_noun(head))
                && look.children(other, Relation::Nsubj).next().is_none()
                && !queue.iter().any(|(known, _)| *known == other);
            if loose {
                queue.push((other, not));
            }
        }
        let not = not || look.negated(word);
        // "refrain from firing".
        if look.is(word, ABSTAINS) {
            let inner = look
                .children(word, Relation::Advcl)
                .find(|&inner| look.is_verb(inner) && look.has(inner, Relation::Mark, &["from"]));
            out.push(inner.map_or(Action { word, not: true }, |word| Action { word, not: true }));
            continue;
        }
        if look.is(word, PHASES)
            && let Some(inner) = look.children(word, Relation::Xcomp).find(|&w| look.is_verb(w))
        {
            queue.push((inner, not));
            continue;
        }
        out.push(Action { word, not });
    }
    out.sort_by_key(|action| action.word);
    out.dedup_by_key(|action| action.word);
    out
}

/// Whether a verb in its bare form stands after a comma as one of several joined, though the parser
/// calls it something else.
pub(super) fn is_loose(look: &Look, word: usize) -> bool {
    let scene = &look.scene;
    matches!(scene.relation(word), Relation::Parataxis | Relation::Advcl | Relation::Ccomp)
        && scene.xpos(word) == Xpos::Vb
        && look.is_verb(word)
        && !has_to(look, word)
        && has_comma_before(look, word)
        && look.children(word, Relation::Nsubj).next().is_none()
        && scene.tree.auxiliaries(word).next().is_none()
}

fn is_speech(look: &Look, word: usize) -> bool {
    look.is(
        word,
        &[
            "promise", "pledge", "vow", "agree", "say", "add", "tell", "warn", "note", "stress",
            "declare",
        ],
    )
}

/// The clauses and nouns under a word that say what is bound: "agreed to leave", "on a withdrawal",
/// "that each would leave". `nouns` are the prepositions before a noun, "" the object.
pub(super) fn contents(look: &Look, cue: usize, nouns: &[&str]) -> Vec<Action> {
    let scene = &look.scene;
    let tree = scene.tree;
    let mut heads: Vec<usize> = vec![];
    for child in tree.children(cue) {
        let verbal = look.is_verb(child);
        // "the accord reached in Doha" is no thing to be done.
        let verbal =
            verbal && (scene.xpos(child) != Xpos::Vbn || tree.auxiliaries(child).next().is_some());
        let fits = match scene.relation(child) {
            Relation::Xcomp => verbal,
            Relation::Ccomp => verbal && !is_quote(look, child),
            Relation::Acl => {
                verbal
                    && tree.nodes()[child].subtype != Subtype::Relcl
                    && look.has(child, Relation::Mark, &["to", "that", "of", "on"])
            }
            // "failed the task of separating", "committed itself to leaving".
            Relation::Advcl => {
                verbal
                    && look.has(child, Relation::Mark, &["to", "of", "on"])
                    && child > cue
                    && !has_comma_before(look, child)
            }
            _ => false,
        };
        if fits {
            heads.push(child);
        }
    }
    let clausal = !heads.is_empty();
    // "agreed with its existence, as well as maintaining the status quo".
    for other in look.children(cue, Relation::Conj) {
        if scene.xpos(other) == Xpos::Vbg
            && scene.xpos(cue) != Xpos::Vbg
            && other > cue
            && tree.auxiliaries(other).next().is_none()
            && !is_speech(look, other)
        {
            heads.push(other);
        }
    }
    let mut out: Vec<Action> = heads.into_iter().flat_map(|head| expand(look, head)).collect();
    if !clausal {
        for child in tree.children(cue) {
            let object = nouns.contains(&"") && scene.relation(child) == Relation::Obj;
            let after = matches!(scene.relation(child), Relation::Obl | Relation::Nmod)
                && tree.children_by(child, Relation::Case).any(|case| look.is(case, nouns));
            if (object || after) && child > cue && look.is_noun(child) {
                for word in scene.joined(child) {
                    out.push(Action { word, not: false });
                }
            }
        }
    }
    out.sort_by_key(|action| action.word);
    out.dedup_by_key(|action| action.word);
    out
}

fn has_comma_before(look: &Look, word: usize) -> bool {
    let start = look.scene.tree.span(word).start;
    start > 0 && look.scene.token(start - 1).text == ","
}

/// Whether a clause is what somebody says rather than what is bound.
fn is_quote(look: &Look, clause: usize) -> bool {
    let start = look.scene.tree.span(clause).start;
    matches!(look.scene.token(start).text, "“" | "\"")
}

/// The object of an action: of a verb what it is done to, of a noun what stands behind "of".
pub(super) fn object(look: &Look, action: usize) -> Option<usize> {
    let scene = &look.scene;
    if look.is_verb(action) {
        // What has a preposition is no object, whatever the tree calls it.
        if let Some(own) = scene.tree.object(action)
            && scene.tree.case(own).is_none()
        {
            return Some(own);
        }
        if look.is_passive(action) {
            return scene.done_to(action);
        }
        // "hand over the district", read with "over" as a preposition.
        let particle = scene
            .tree
            .children(action)
            .find(|&c| scene.tree.is_sub(c, Relation::Compound, Subtype::Prt));
        return scene.tree.children_by(action, Relation::Obl).find(|&obl| {
            particle.is_some_and(|particle| obl > particle && scene.tree.case(obl).is_none())
                || obl > action
                    && scene.tree.children_by(obl, Relation::Case).any(|case| {
                        case == action + 1 && look.is(case, &["over", "back", "up", "down", "out"])
                    })
        });
    }
    scene.tree.with_case(action, "of").next()
}

/// Whether a noun names something that can be done.
pub(super) fn is_deed(look: &Look, word: usize) -> bool {
    look.scene.upos(word) == Upos::Noun
        && (verb_of(look.lemma(word)).is_some() || look.lemma(word).ends_with("ing"))
}

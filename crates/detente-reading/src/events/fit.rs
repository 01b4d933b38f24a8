//! Which frame a word names, if any.
//!
//! Of the triggers that fit a word the one that asks for most is meant; the others that fitted are
//! kept as runners-up for those who ask why.

use super::scene::Scene;
use detente_language::{Relation, Subtype, Upos, Xpos};
use detente_record::EventType;
use detente_world::{Frame, Trigger, TriggerClass};

/// A word with the frame that it names.
#[derive(Clone, Debug)]
pub(crate) struct Fit<'w> {
    pub(crate) word: usize,
    pub(crate) frame: &'w Frame,
    pub(crate) trigger: &'w Trigger,
    /// Words that the trigger asked for beside its own: they name no happening of their own.
    pub(crate) taken: Vec<usize>,
    /// Ids of the frames that fitted as well and asked for less.
    pub(crate) runners_up: Vec<&'w str>,
    /// The same, where the frame that asks for most counts between two sides only.
    pub(crate) others: Vec<Fit<'w>>,
}

/// The frames that the words of a sentence name, in word order.
pub(crate) fn fits<'w>(scene: &Scene<'_, 'w>) -> Vec<Fit<'w>> {
    let mut all: Vec<Fit<'w>> = (0..scene.tree.len()).filter_map(|word| fit(scene, word)).collect();
    // "talks collapsed" is one happening: what a wider trigger asked for is part of it. Where it is
    // of the same type ("died in an air strike") it stands, for what it adds.
    let taken: Vec<(usize, EventType)> =
        all.iter().flat_map(|fit| fit.taken.iter().map(|&word| (word, fit.frame.kind))).collect();
    // But "sent aid to" is the aid: what is given is the object of giving.
    let given: Vec<usize> = all
        .iter()
        .filter(|fit| fit.frame.kind != EventType::Assault && !fit.trigger.object.is_empty())
        .filter_map(|fit| scene.done_to(fit.word).filter(|object| fit.taken.contains(object)))
        .collect();
    all.retain(|fit| {
        !given.contains(&fit.word)
            && !taken.iter().any(|&(word, kind)| word == fit.word && kind != fit.frame.kind)
    });
    all
}

fn class_of(scene: &Scene, word: usize) -> Option<TriggerClass> {
    Some(match scene.upos(word) {
        // "Fighting broke out": the finer tag knows a noun.
        Upos::Verb if matches!(scene.xpos(word), Xpos::Nn | Xpos::Nns) => TriggerClass::Noun,
        Upos::Verb => TriggerClass::Verb,
        Upos::Noun => TriggerClass::Noun,
        Upos::Propn if scene.token(word).lower.len() > 3 => TriggerClass::Noun,
        Upos::Adj if scene.xpos(word) == Xpos::Vbn => TriggerClass::Verb,
        Upos::Adj => TriggerClass::Adjective,
        _ => return None,
    })
}

fn fit<'w>(scene: &Scene<'_, 'w>, word: usize) -> Option<Fit<'w>> {
    let class = class_of(scene, word)?;
    // "the occupied town", "the ousted president": a participle before a noun tells what it is.
    if scene.relation(word) == Relation::Amod
        && class == TriggerClass::Verb
        && scene.taken_for_participle(word).is_none()
    {
        return None;
    }
    // A word within a name is no happening: "the Peace and Justice Party".
    if scene.upos(word) == Upos::Propn && in_name(scene, word) {
        return None;
    }
    let lemma = scene.lemma(word);
    let mut best: Option<Fit<'w>> = None;
    let frames = scene.view.world.frames();
    // "a cease-fire" is no fire.
    let whole = scene.hyphenated(word).filter(|whole| frames.named(class, whole).next().is_some());
    let mut named: Vec<(&Frame, &Trigger)> =
        frames.named(class, whole.as_deref().unwrap_or(&lemma)).collect();
    // "The fighting between": a gerund that a parser takes for a verb.
    if is_gerund(scene, word) {
        let written = &scene.token(word).lower;
        named.extend(frames.named(TriggerClass::Noun, written));
        named.sort_by_key(|(_, trigger)| std::cmp::Reverse(trigger.weight()));
    }
    for (frame, trigger) in named {
        let Some(mut taken) = fulfils(scene, word, trigger) else { continue };
        // What is agreed or refused stays a happening of its own: "agreed to release".
        if frame.content
            && let Some(clause) = scene.clause(word)
        {
            taken.retain(|&at| at != clause && scene.tree.head(at) != Some(clause));
        }
        match &mut best {
            None => {
                let (runners_up, others) = (vec![], vec![]);
                best = Some(Fit { word, frame, trigger, taken, runners_up, others });
            }
            Some(best) => {
                if best.frame.id != frame.id && !best.runners_up.contains(&frame.id.as_str()) {
                    best.runners_up.push(&frame.id);
                    // A word alone that another frame keeps for two is no happening of its own.
                    if best.frame.both && best.frame.kind == frame.kind {
                        let (runners_up, others) = (vec![], vec![]);
                        best.others.push(Fit { word, frame, trigger, taken, runners_up, others });
                    }
                }
            }
        }
    }
    best
}

/// Whether a form in -ing stands where nouns do, with what goes with nouns.
fn is_gerund(scene: &Scene, word: usize) -> bool {
    scene.upos(word) == Upos::Verb
        && scene.xpos(word) == Xpos::Vbg
        && matches!(
            scene.relation(word),
            Relation::Nsubj | Relation::Csubj | Relation::Obj | Relation::Obl | Relation::Nmod
        )
        && scene.tree.children(word).any(|c| {
            matches!(
                scene.relation(c),
                Relation::Det | Relation::Amod | Relation::Compound | Relation::Nmod
            )
        })
}

fn in_name(scene: &Scene, word: usize) -> bool {
    let bytes = scene.bytes(word);
    let within = |range: &std::ops::Range<usize>| {
        range.start <= bytes.start && bytes.end <= range.end && range.len() > bytes.len()
    };
    scene.view.names.iter().any(|name| within(&name.range))
        || scene.view.analysis.names.iter().any(|name| within(&name.range))
}

/// What a plural that dictionaries keep ("supplies") would be one of.
fn singular(lemma: &str) -> Option<String> {
    let stem = lemma.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s'))?;
    Some(stem.strip_suffix("ie").map_or_else(|| stem.to_owned(), |stem| format!("{stem}y")))
}

/// Whether a trigger asks for a kind of word that no list holds.
fn asked(words: &[String], kind: &str) -> bool {
    words.binary_search_by(|word| word.as_str().cmp(kind)).is_ok()
}

/// Whether a trigger has all it asks for; the words that it asked for.
fn fulfils(scene: &Scene, word: usize, trigger: &Trigger) -> Option<Vec<usize>> {
    let tree = scene.tree;
    let mut taken = vec![];
    if let Some(particle) = &trigger.particle {
        let has = tree.children(word).any(|c| {
            scene.lemma(c) == *particle
                && (tree.nodes()[c].subtype == Subtype::Prt
                    || matches!(
                        scene.relation(c),
                        Relation::Advmod | Relation::Compound | Relation::Case
                    ))
        }) || scene.after_word(word) == Some(particle.as_str());
        if !has {
            return None;
        }
    }
    let among = |node: usize, words: &[String]| {
        let lemma = scene.lemma(node);
        words.binary_search(&lemma).is_ok()
            || words.contains(&scene.token(node).lower)
            || scene.hyphenated(node).is_some_and(|whole| words.contains(&whole))
            // "aid workers" are meant by "aid-worker" as well.
            || scene.compounded(node).is_some_and(|whole| words.contains(&whole))
            // "Supplies" stands in dictionaries for itself.
            || scene.xpos(node) == Xpos::Nns && singular(&lemma).is_some_and(|one| words.contains(&one))
            || asked(words, "somebody") && scene.is_somebody(node)
            || asked(words, "armed-group") && scene.is_armed_group(node)
            || asked(words, "named-state") && scene.is_state(node)
            || asked(words, "sum-of-money") && scene.is_money(node)
    };
    let nouns_of = |node: Option<usize>| node.map(|n| scene.joined(n)).unwrap_or_default();
    if trigger.class == TriggerClass::Verb {
        let object = scene.done_to(word);
        // "called the raid on its troops an act of war" calls on nobody.
        let calls = trigger.lemma == "call"
            && trigger.object.is_empty()
            && trigger.prepositions.iter().any(|(_, words)| words.is_empty());
        if calls && object.is_some() {
            return None;
        }
        if !trigger.no_object.is_empty()
            && nouns_of(object).iter().any(|&o| among(o, &trigger.no_object))
        {
            return None;
        }
        if !trigger.object.is_empty() {
            let found = nouns_of(object).into_iter().find(|&o| among(o, &trigger.object));
            // "imposed a series of sanctions".
            let found = found
                .or_else(|| tree.with_case(object?, "of").find(|&o| among(o, &trigger.object)));
            taken.push(found?);
        }
        if !trigger.subject.is_empty() {
            let subject = if scene.is_passive(word) { object } else { scene.doer(word) };
            let found = nouns_of(subject).into_iter().find(|&s| among(s, &trigger.subject));
            // "dozens of refugees arrived".
            let found = found
                .or_else(|| tree.with_case(subject?, "of").find(|&s| among(s, &trigger.subject)));
            taken.push(found?);
        }
    } else {
        if !trigger.subject.is_empty() {
            let before = tree.children(word).find(|&c| {
                c < word
                    && matches!(
                        scene.relation(c),
                        Relation::Amod | Relation::Compound | Relation::Nmod
                    )
                    && among(c, &trigger.subject)
            });
            // A parser may hang what stands right before elsewhere.
            let right_before = || word.checked_sub(1).filter(|&at| among(at, &trigger.subject));
            before.or_else(right_before)?;
        }
        if !trigger.object.is_empty() {
            taken.push(tree.with_case(word, "of").find(|&o| among(o, &trigger.object))?);
        }
        if !trigger.no_object.is_empty()
            && tree.children(word).any(|c| {
                matches!(scene.relation(c), Relation::Amod | Relation::Compound | Relation::Nmod)
                    && among(c, &trigger.no_object)
            })
        {
            return None;
        }
    }
    for (preposition, words) in &trigger.prepositions {
        let found = scene.after(word, preposition);
        if words.is_empty() {
            // A parser may take the preposition for a particle, or hang a clause on it.
            let bare = || {
                tree.children(word).any(|c| {
                    scene.lemma(c) == *preposition
                        && matches!(
                            scene.relation(c),
                            Relation::Compound | Relation::Advmod | Relation::Case | Relation::Mark
                        )
                }) || tree.children(word).any(|c| {
                    matches!(scene.relation(c), Relation::Advcl | Relation::Acl)
                        && tree
                            .children_by(c, Relation::Mark)
                            .any(|m| scene.lemma(m) == *preposition)
                })
            };
            if found.is_empty() && !bare() {
                return None;
            }
        } else {
            taken.push(found.into_iter().find(|&n| among(n, words))?);
        }
    }
    if trigger.clause || !trigger.clause_verbs.is_empty() {
        let clause = scene.clause(word)?;
        // "asked how many had died" asks for nothing to be done.
        if matches!(trigger.lemma.as_str(), "ask" | "tell") && !scene.has_to(clause) {
            return None;
        }
        // "wants to meet" asks nobody: who wants would do it.
        if trigger.lemma == "want" && scene.doer(clause) == scene.doer(word) {
            return None;
        }
        if !trigger.clause_verbs.is_empty() {
            let joined = std::iter::once(clause).chain(tree.children_by(clause, Relation::Conj));
            taken.push(joined.into_iter().find(|&c| among(c, &trigger.clause_verbs))?);
        }
    }
    Some(taken)
}

impl Scene<'_, '_> {
    /// The word right behind, in small letters.
    fn after_word(&self, word: usize) -> Option<&str> {
        (word + 1 < self.tree.len()).then(|| self.token(word + 1).lower.as_str())
    }
}

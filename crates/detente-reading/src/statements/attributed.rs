//! Statements from the language model's attributions.
//!
//! The model marks the word that says something, who says it and what is said, as PolNeAR does.
//! Here the parts are made whole by the tree: a source without the verb that slipped in, one from
//! the subject where none was marked, words from the clause where none were; and what nobody said
//! is left out ([`nobody`]).

use super::relay::{self, Relay};
use super::row::bytes;
use super::spot::Spot;
use super::{Found, Source, act, claim, cut, moment, nobody, whole};
use crate::view::View;
use detente_language::{Attribution, Relation, Subtype, Upos, Xpos};
use detente_record::{Act, ActorKind, Form, Time};
use std::ops::Range;

/// What the model's attributions come to.
#[derive(Default)]
pub(super) struct Attributed {
    pub(super) found: Vec<Found>,
    /// Words said without a word that says so.
    pub(super) bare: Vec<Vec<Range<usize>>>,
    /// The cues that were looked at, in tokens, those of nobody's statements too.
    pub(super) cues: Vec<Range<usize>>,
}

/// Reads all attributions.
pub(super) fn read(view: &View) -> Attributed {
    let mut out = Attributed::default();
    let attributions = &view.analysis.attributions;
    let cited: Vec<Option<Range<usize>>> =
        attributions.iter().map(|one| carried(view, one, attributions)).collect();
    let mut bare: Vec<&Attribution> = attributions.iter().filter(|one| one.cue.is_none()).collect();
    for (one, carried) in attributions.iter().zip(&cited) {
        let Some(cue) = &one.cue else { continue };
        let cue = bare_cue(view, cut::toks(view, cue));
        if cue.is_empty() {
            continue;
        }
        out.cues.push(cue.clone());
        if carried.is_some() {
            continue;
        }
        // "Sputnik, quoting the envoy, said …": the envoy's words.
        let others = attributions.iter().zip(&cited).find_map(|(other, carried)| {
            let same = other.source == one.source && !one.source.is_empty();
            carried.clone().filter(|_| same && near(view, other, one))
        });
        let mut content = whole::content(view, one, attributions);
        if content.is_empty() && clause(view, &cue, &one.source).is_none() {
            // Words that nobody says and a word of speech that says nothing, in one sentence.
            let sentence = |at: usize| view.analysis.sentence_at(at).map(|s| s.range.start);
            let own = sentence(one.start());
            if let Some(at) = bare.iter().position(|other| sentence(other.start()) == own) {
                content = bare.remove(at).content.clone();
            }
        }
        out.found.extend(found(view, &cue, &one.source, &content, others));
    }
    out.bare = bare.into_iter().map(|one| one.content.clone()).collect();
    out
}

/// Who is quoted by an attribution whose words another of the same source says.
fn carried(view: &View, one: &Attribution, all: &[Attribution]) -> Option<Range<usize>> {
    let cue = bare_cue(view, cut::toks(view, one.cue.as_ref()?));
    let quoted = relay::quoted(view, &cue, &one.content)?;
    let says = |other: &&Attribution| {
        other.cue.is_some()
            && other.cue != one.cue
            && other.source == one.source
            && !one.source.is_empty()
            && near(view, one, other)
    };
    (quoted.from.is_none() && all.iter().any(|other| says(&other))).then_some(quoted.speaker)
}

/// A cue without the preposition of a time behind it: "said on" of "said on Monday".
fn bare_cue(view: &View, cue: Range<usize>) -> Range<usize> {
    let last = cue.end.checked_sub(1).filter(|&last| last > cue.start);
    let timed = last.is_some_and(|last| {
        view.toks.get(last).is_some_and(|tok| tok.is(&["on", "in", "at", "late", "early"]))
            && view.toks.get(cue.end).is_some_and(|next| {
                view.times.iter().any(|time| time.range.contains(&next.range.start))
            })
    });
    cue.start..cue.end - usize::from(timed)
}

/// Whether the first attribution's cue hangs on the second's.
fn near(view: &View, one: &Attribution, other: &Attribution) -> bool {
    let toks = |a: &Attribution| a.cue.as_ref().map(|cue| cut::toks(view, cue));
    let (Some(own), Some(above)) = (toks(one), toks(other)) else { return false };
    let Some(spot) = Spot::of(view, &own) else { return false };
    let Some(above) = spot.words_of(&above) else { return false };
    spot.head().is_some_and(|head| spot.tree.ancestors(head).take(2).any(|at| above.contains(&at)))
}

/// A statement of these parts, in bytes; `None` where there is none. `carried`: whose words they
/// are, where the source only carries them.
pub(super) fn found(
    view: &View,
    cue: &Range<usize>,
    source: &[Range<usize>],
    content: &[Range<usize>],
    carried: Option<Range<usize>>,
) -> Option<Found> {
    let mut content = content.to_vec();
    if content.is_empty() {
        content.extend(clause(view, cue, source));
    }
    let mut relay = relay::beside(view, cue, source, &content);
    let mut speaker = speaker(view, cue, source, &content);
    if let Some(quoted) = carried {
        relay.via.extend(speaker.iter().map(|source| source.naming.clone()));
        speaker = Some(through(quoted, speaker));
    } else if let Some(quoted) = relay::quoted(view, cue, &content)
        && let Some(from) = quoted.from
    {
        let kept = content.iter().filter(|part| part.end > from);
        content = kept.map(|part| part.start.max(from)..part.end).collect();
        relay.via.extend(speaker.iter().map(|source| source.naming.clone()));
        speaker = Some(through(quoted.speaker, speaker));
    }
    let end = view.toks.get(cue.end.checked_sub(1)?)?.range.end;
    let (words, form) = cut::content(view, &content, Some(end))?;
    let follows = words.iter().map(|range| view.tok_at(range.start)).find(|at| *at >= cue.end);
    let act = act::act(view, cue, follows);
    if nobody::is(view, cue, speaker.as_ref().map(|source| &source.naming), &words, act) {
        return None;
    }
    if !claim::is(view, cue, &words, form, act, speaker.as_ref()) {
        return None;
    }
    Some(made(view, cue, speaker, words, form, act, relay))
}

/// The one quoted, with the words for who quotes.
fn through(speaker: Range<usize>, by: Option<Source>) -> Source {
    let more = by.into_iter().flat_map(|by| [vec![by.toks], by.more].concat()).collect();
    Source { toks: speaker.clone(), naming: speaker, more }
}

fn made(
    view: &View,
    cue: &Range<usize>,
    source: Option<Source>,
    content: Vec<Range<usize>>,
    form: Form,
    act: Act,
    relay: Relay,
) -> Found {
    let parts = source.iter().map(|source| bytes(view, &source.toks));
    let parts: Vec<Range<usize>> = parts.chain([bytes(view, cue)]).chain(content.clone()).collect();
    let sentence = |at: usize| {
        let found = view.analysis.sentence_at(at);
        found.map_or(at..at, |sentence| sentence.range.clone())
    };
    let mut found = Found {
        source,
        follows: false,
        cue: Some(cue.clone()),
        act,
        content,
        form,
        told: relay.via,
        addressee: relay.told,
        said: Time::default(),
        start: parts.iter().map(|part| sentence(part.start).start).min().unwrap_or(0),
        end: parts.iter().map(|part| sentence(part.end.saturating_sub(1)).end).max().unwrap_or(0),
    };
    found.said = moment::by_tree(view, &found);
    found
}

/// The clause or object that hangs on a cue whose words the model did not mark.
fn clause(view: &View, cue: &Range<usize>, source: &[Range<usize>]) -> Option<Range<usize>> {
    let spot = Spot::of(view, cue)?;
    let head = spot.head()?;
    let inside = |word: usize| {
        let at = bytes(view, &spot.toks(word..word + 1));
        source.iter().any(|part| part.start < at.end && at.start < part.end)
    };
    let child = spot.tree.children(head).find(|&child| {
        matches!(
            spot.tree.nodes()[child].relation,
            Relation::Ccomp | Relation::Xcomp | Relation::Parataxis | Relation::Obj
        ) && !spot.words.contains(&child)
            && !inside(child)
    })?;
    let mut span = spot.tree.span(child);
    if span.start < spot.words.end && spot.words.start < span.end {
        span.start = spot.words.end;
    }
    let range = bytes(view, &spot.toks(span.clone()));
    let crosses = source.iter().any(|part| part.start < range.end && range.start < part.end);
    (!span.is_empty() && !crosses).then_some(range)
}

/// Who speaks, from the parts that the model marked, or by the tree where it marked none.
fn speaker(
    view: &View,
    cue: &Range<usize>,
    source: &[Range<usize>],
    content: &[Range<usize>],
) -> Option<Source> {
    let mut parts = source.iter().map(|part| cut::toks(view, part)).filter(|toks| !toks.is_empty());
    let Some(first) = parts.next() else {
        return subject(view, cue, content).map(|toks| named(view, toks, vec![]));
    };
    let more = parts.collect();
    let noun = nominal(view, first);
    let noun = person(view, &noun, cue).unwrap_or(noun);
    Some(named(view, noun, more))
}

/// A phrase without the verb that it is part of: "the authorities hold" names the authorities.
fn nominal(view: &View, toks: Range<usize>) -> Range<usize> {
    let Some(spot) = Spot::of(view, &toks) else { return toks };
    let node = |word: usize| &spot.tree.nodes()[word];
    let outer = |word: usize| node(word).head.is_none_or(|head| !spot.words.contains(&head));
    let tops: Vec<usize> = spot.words.clone().filter(|&word| outer(word)).collect();
    let verb = |word: usize| {
        matches!(node(word).upos, Upos::Verb | Upos::Aux)
            && !matches!(node(word).xpos, Xpos::Vbg | Xpos::Vbn)
    };
    match tops.as_slice() {
        [first, .., last] if verb(*last) && !verb(*first) => {
            let end = tops.iter().copied().find(|&word| verb(word)).unwrap_or(spot.words.end);
            spot.toks(spot.words.start..end)
        }
        [top] if verb(*top) && *top + 1 == spot.words.end && spot.words.len() > 1 => {
            spot.toks(spot.words.start..*top)
        }
        _ => toks,
    }
}

/// A description with the name that stands beside it: "the envoy to Ankara, Ivan Petrov, said".
fn person(view: &View, toks: &Range<usize>, cue: &Range<usize>) -> Option<Range<usize>> {
    let spot = Spot::of(view, toks)?;
    let whole = spot.toks(spot.tree.span(spot.head()?));
    let persons = |toks: &Range<usize>| {
        let named = view.names_in(bytes(view, toks)).iter();
        named.filter(|named| named.actor.kind == ActorKind::Person).count()
    };
    let fits = |whole: &Range<usize>| {
        let before = whole.start <= toks.start && toks.end < whole.end && whole.end <= cue.start;
        before && persons(toks) == 0 && persons(whole) == 1
    };
    // The name may be the subject, and the description what stands before it.
    let subject = || {
        let verb = spot.tree.top(spot.words_of(cue)?)?;
        let subject = spot.tree.subject(verb)?;
        let span = spot.tree.span(subject);
        let start = spot.words.start;
        Some(spot.toks(start..span.end.max(start)))
    };
    Some(whole).filter(fits).or_else(|| subject().filter(fits)).map(|toks| trim_end(view, toks))
}

/// A phrase without the comma behind it.
fn trim_end(view: &View, mut toks: Range<usize>) -> Range<usize> {
    while toks.len() > 1 && view.toks[toks.end - 1].text == "," {
        toks.end -= 1;
    }
    toks
}

/// The subject of the cue: its own, or what it shares; of a passive the agent.
fn subject(view: &View, cue: &Range<usize>, content: &[Range<usize>]) -> Option<Range<usize>> {
    const SHORT: usize = 4;
    let spot = Spot::of(view, cue)?;
    let tree = spot.tree;
    let head = spot.head()?;
    let node = &tree.nodes()[head];
    if node.upos != Upos::Verb {
        return None;
    }
    let own = |verb: usize| {
        tree.children_by(verb, Relation::Nsubj)
            .find(|&child| tree.nodes()[child].subtype != Subtype::Pass)
            .filter(|&child| !matches!(tree.nodes()[child].xpos, Xpos::Wdt | Xpos::Wp))
    };
    let agent = tree
        .children_by(head, Relation::Obl)
        .find(|&obl| tree.nodes()[obl].subtype == Subtype::Agent && !view.toks.is_empty());
    let shared = || {
        let above =
            node.head.filter(|_| node.relation == Relation::Advcl && node.xpos == Xpos::Vbg);
        let found = match above {
            Some(above) => own(above),
            None if tree.is_passive(head) => None,
            None => tree.subject(head),
        };
        let relative = |word: usize| matches!(tree.nodes()[word].xpos, Xpos::Wdt | Xpos::Wp);
        found.filter(|&word| !relative(word))
    };
    let noun =
        own(head).or_else(shared).filter(|&word| tree.span(word).len() <= SHORT).or(agent)?;
    let mut span = tree.span(noun);
    while span.start < noun
        && tree.head(span.start) == Some(noun)
        && matches!(tree.nodes()[span.start].relation, Relation::Case | Relation::Punct)
    {
        span.start += 1;
    }
    let crosses = span.start < spot.words.end && spot.words.start < span.end;
    let toks = spot.toks(span);
    let range = bytes(view, &toks);
    let said = content.iter().any(|part| part.start < range.end && range.start < part.end);
    (!crosses && !said).then_some(toks)
}

/// A source with the tokens that name who it is.
fn named(view: &View, toks: Range<usize>, more: Vec<Range<usize>>) -> Source {
    const ASIDE: &[&str] = &[
        "who", "which", "whose", "whom", "where", "when", "while", "speaking", "citing", "quoting",
    ];
    let naming = if toks.len() == 1 && view.toks[toks.start].is(&["who", "which", "that"]) {
        antecedent(view, toks.start).unwrap_or_else(|| toks.clone())
    } else {
        let outside = |at: &usize| view.name_at(*at).is_none() && *at > toks.start;
        let aside = toks.clone().filter(outside).find(|&at| view.toks[at].is(ASIDE));
        let mut end = aside.unwrap_or(toks.end);
        while end > toks.start + 1 && view.toks[end - 1].text == "," {
            end -= 1;
        }
        toks.start..end
    };
    Source { toks, naming, more }
}

/// What a relative pronoun stands for.
fn antecedent(view: &View, at: usize) -> Option<Range<usize>> {
    let spot = Spot::of(view, &(at..at + 1))?;
    let pronoun = spot.words.start;
    let clause = spot.tree.ancestors(pronoun).find(|&word| spot.tree.is(word, Relation::Acl))?;
    let noun = spot.tree.head(clause)?;
    let start = spot.tree.span(noun).start;
    let mut toks = spot.toks(start..pronoun.max(start));
    while toks.len() > 1 && view.toks[toks.end - 1].is_mark() {
        toks.end -= 1;
    }
    (!toks.is_empty()).then_some(toks)
}

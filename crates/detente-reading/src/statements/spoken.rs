//! Acts of speech that the model does not mark.
//!
//! "Chad continues to demand the withdrawal", "went on to blame Niger for the raid", "threatened
//! with an answer": where a verb of `acts.tsv` with an act of its own has somebody known for its
//! subject and says what is demanded, denied or threatened, that is a statement, whoever tells of
//! it. "Kenya's threat to close the border", "accusations against Kenya were raised by Chad": so
//! is a noun of such an act with an owner and content of its own.

use super::attributed::{self, Attributed};
use super::nested::factuality_of;
use super::spot::Spot;
use super::{Found, act, row};
use crate::actors;
use crate::view::View;
use detente_language::{Factuality, Relation, Subtype, Upos, Xpos};
use detente_record::Act;
use detente_world::Form;
use std::ops::Range;

/// Verbs whose sentence is most often a saying; others of the table are as often deeds.
const VERBS: &[&str] = &[
    "demand",
    "urge",
    "call",
    "appeal",
    "accuse",
    "blame",
    "denounce",
    "condemn",
    "criticise",
    "criticize",
    "threaten",
    "promise",
    "pledge",
    "vow",
    "deny",
    "refute",
    "reject",
    "dismiss",
    "refuse",
    "insist",
    "rule",
];

/// Nouns for such an act.
const NOUNS: &[&str] = &[
    "demand",
    "threat",
    "promise",
    "pledge",
    "vow",
    "accusation",
    "allegation",
    "denial",
    "refusal",
    "ultimatum",
    "appeal",
];

/// What is done with a saying by those who make it.
const MAKES: &[&str] =
    &["voice", "make", "level", "express", "hear", "issue", "raise", "repeat", "come"];

/// The statements beside those that are found.
pub(super) fn read(view: &View, all: &Attributed) -> Vec<Found> {
    let mut out: Vec<Found> = vec![];
    let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
    for at in 0..view.toks.len() {
        let cue = at..at + 1;
        let Some(spot) = Spot::of(view, &cue) else { continue };
        let word = spot.words.start;
        if all.cues.iter().any(|seen| !apart(seen, &cue)) {
            continue;
        }
        let found = match spot.tree.nodes()[word].upos {
            Upos::Verb if VERBS.contains(&spot.tree.lemma(word)) => by_verb(view, &spot, word),
            Upos::Noun if NOUNS.contains(&spot.tree.lemma(word)) => by_noun(view, &spot, word),
            _ => None,
        };
        out.extend(found);
    }
    out
}

/// "Continues to demand the withdrawal".
fn by_verb(view: &View, spot: &Spot, verb: usize) -> Option<Found> {
    let tree = spot.tree;
    if matches!(tree.nodes()[verb].relation, Relation::Amod | Relation::Acl | Relation::Compound)
        || tree.is_passive(verb)
        || !matches!(factuality_of(spot, verb), Factuality::Happened | Factuality::Ongoing)
    {
        return None;
    }
    let source = somebody(view, spot, tree.subject(verb)?)?;
    let said = |&child: &usize| {
        let node = &tree.nodes()[child];
        let timed = || {
            let at = row::bytes(view, &spot.toks(tree.span(child))).start;
            let next = row::bytes(view, &spot.toks(child..child + 1)).start;
            view.time_from(at).is_some() || view.time_from(next).is_some()
        };
        child > verb
            && match node.relation {
                Relation::Ccomp | Relation::Xcomp | Relation::Obj | Relation::Iobj => true,
                Relation::Obl => !timed(),
                Relation::Advcl => tree
                    .children_by(child, Relation::Mark)
                    .any(|mark| matches!(tree.lemma(mark), "on" | "of" | "for" | "to" | "with")),
                _ => false,
            }
    };
    let parts: Vec<Range<usize>> = tree.children(verb).filter(said).map(|c| tree.span(c)).collect();
    let start = parts.iter().map(|part| part.start).min().filter(|start| *start > verb)?;
    let end = parts.iter().map(|part| part.end).max()?;
    told(view, spot, verb, source, start..end)
}

/// "Kenya's threat to close the border", "accusations against Kenya were raised by Chad".
fn by_noun(view: &View, spot: &Spot, noun: usize) -> Option<Found> {
    let tree = spot.tree;
    let case = |child: usize| tree.case(child);
    let owner = tree.children(noun).find(|&child| {
        let node = &tree.nodes()[child];
        node.relation == Relation::Nmod
            && (node.subtype == Subtype::Poss || matches!(case(child), Some("of" | "by" | "from")))
    });
    if let Some(owner) = owner.and_then(|owner| voice(view, spot, owner)) {
        let clause = tree.children(noun).find(|&child| {
            child > noun
                && matches!(tree.nodes()[child].relation, Relation::Acl | Relation::Ccomp)
                && tree
                    .children_by(child, Relation::Mark)
                    .any(|mark| matches!(tree.lemma(mark), "to" | "that"))
        })?;
        return told(view, spot, noun, owner, tree.span(clause));
    }
    let verb = tree.head(noun).filter(|_| tree.is(noun, Relation::Nsubj))?;
    let content = tree.children(noun).find(|&child| {
        child > noun
            && tree.is(child, Relation::Nmod)
            && matches!(case(child), Some("against" | "that"))
    })?;
    let owner = tree.children_by(verb, Relation::Obl).find(|&child| {
        matches!(case(child), Some("from" | "by")) || tree.nodes()[child].subtype == Subtype::Agent
    })?;
    if !MAKES.contains(&tree.lemma(verb))
        || !matches!(factuality_of(spot, verb), Factuality::Happened | Factuality::Ongoing)
    {
        return None;
    }
    let owner = voice(view, spot, owner)?;
    told(view, spot, noun, owner, tree.span(content))
}

/// Tokens of somebody known; of a capital its state, where something comes from there.
fn voice(view: &View, spot: &Spot, word: usize) -> Option<Range<usize>> {
    somebody(view, spot, word).or_else(|| {
        let toks = spot.toks(word..word + 1);
        let text = &view.text[row::bytes(view, &toks)];
        let found = view.world.find(text);
        let capital = found.iter().any(|found| found.form == Form::Capital);
        (capital && spot.tree.span(word).len() <= 2).then_some(toks)
    })
}

/// Tokens of somebody known, or of a pronoun for a person.
fn somebody(view: &View, spot: &Spot, word: usize) -> Option<Range<usize>> {
    let tree = spot.tree;
    let node = &tree.nodes()[word];
    if matches!(node.xpos, Xpos::Wdt | Xpos::Wp) {
        return None;
    }
    let mut span = tree.span(word);
    while span.start < word
        && tree.head(span.start) == Some(word)
        && matches!(tree.nodes()[span.start].relation, Relation::Case | Relation::Punct)
    {
        span.start += 1;
    }
    // "Kenya's": the name without its ending.
    while span.end > word + 1
        && tree.head(span.end - 1) == Some(word)
        && matches!(tree.nodes()[span.end - 1].relation, Relation::Case | Relation::Punct)
    {
        span.end -= 1;
    }
    let toks = spot.toks(span);
    if node.upos == Upos::Pron {
        let person = matches!(&*node.lemma, "he" | "she") && toks.len() == 1;
        return person.then_some(toks);
    }
    let read = actors::phrase(view, toks.clone())?;
    read.actor.id.is_some().then_some(toks)
}

/// The statement of a word with these parts, if it is one by its act.
fn told(
    view: &View,
    spot: &Spot,
    word: usize,
    source: Range<usize>,
    content: Range<usize>,
) -> Option<Found> {
    let tree = spot.tree;
    let mut first = word;
    while first > 0 && tree.is(first - 1, Relation::Aux) && tree.head(first - 1) == Some(word) {
        first -= 1;
    }
    let cue = spot.toks(first..word + 1);
    let content = spot.toks(content);
    let crosses = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    if crosses(&source, &content) || crosses(&source, &cue) || crosses(&cue, &content) {
        return None;
    }
    let strong = matches!(
        act::act(view, &cue, Some(content.start)),
        Act::Denies | Act::Rejects | Act::Demands | Act::Threatens | Act::Promises | Act::Accuses
    );
    if !strong {
        return None;
    }
    let (source, content) = (row::bytes(view, &source), row::bytes(view, &content));
    attributed::found(view, &cue, &[source], &[content], None)
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn told(text: &str) -> Vec<String> {
        let rows = read_whole(text).statements;
        let id = |row: &detente_record::Statement| {
            row.speaker.as_ref().and_then(|speaker| speaker.actor.id.clone()).unwrap_or_default()
        };
        rows.iter().map(|row| format!("{} {}: {}", id(row), row.act, row.content)).collect()
    }

    #[test]
    fn verbs_that_say_what_they_do() {
        for (text, expected) in [
            (
                "Chad keeps the bridge closed and continues to demand the release of the drivers.",
                "state:TCD demands: the release of the drivers",
            ),
            (
                "Kenya went on to blame Somalia for the raid.",
                "state:KEN accuses: Somalia for the raid",
            ),
            ("Niger threatened with a closure of the border.", "state:NER threatens: "),
        ] {
            assert!(told(text).iter().any(|row| row.starts_with(expected)), "{:?}", told(text));
        }
    }

    #[test]
    fn nouns_with_an_owner_and_their_own_content() {
        for (text, expected) in [
            (
                "The fair was preceded by the threat of Kenya to close the airport.",
                "state:KEN threatens: to close the airport",
            ),
            (
                "On Sunday accusations against Kenya were voiced from Somalia.",
                "state:SOM accuses: ",
            ),
        ] {
            assert!(told(text).iter().any(|row| row.starts_with(expected)), "{:?}", told(text));
        }
        assert_eq!(told("The threat of hunger grew in Kenya."), Vec::<String>::new());
    }

    #[test]
    fn what_may_be_is_not_said() {
        assert_eq!(told("Kenya could threaten Somalia with a war."), Vec::<String>::new());
    }
}

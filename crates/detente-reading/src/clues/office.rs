//! Offices that persons hold or held: "Turkish Foreign Minister Mevlüt Çavuşoğlu", "former
//! president Omar al-Bashir", "Netanyahu, the prime minister".
//!
//! The title stands before the name, or after it and a comma. It means those offices of the person
//! that the world calls so. "Former" and its like say that the office is over. Who speaks or acts
//! under a title has the office now; who is only named under it may be of an older story.

use super::{Clues, Says, Span, edge};
use crate::view::View;
use detente_language::{Relation, Upos};
use detente_record::ActorKind;
use detente_world::Actor;
use std::ops::Range;

/// Words that say the office is over.
const FORMER: &[&str] =
    &["former", "ex", "then", "late", "ousted", "deposed", "toppled", "onetime", "erstwhile"];

pub(crate) fn find(view: &View, out: &mut Clues) {
    for named in &view.names {
        let actor = named.actor;
        if actor.kind != ActorKind::Person || actor.offices.is_empty() {
            continue;
        }
        let Some(title) = title(view, actor, &named.range) else { continue };
        let held = spans(actor, &title.offices);
        if held.is_empty() {
            continue;
        }
        let (holder, name) = (actor.id.clone(), actor.name.clone());
        let range = title.range.start.min(named.range.start)..title.range.end.max(named.range.end);
        let title_words = view.text[title.range.clone()].to_owned();
        let says = if title.former {
            Says::Held { holder, name, title: title_words, held }
        } else {
            let acts = acts(view, &named.range);
            Says::Holds { holder, name, title: title_words, held, acts }
        };
        out.add(view, range, says);
    }
}

struct Titled<'a> {
    range: Range<usize>,
    /// Office and of whom.
    offices: Vec<(&'a str, &'a str)>,
    former: bool,
}

/// The title that stands with a name.
fn title<'a>(view: &View<'a>, actor: &'a Actor, name: &Range<usize>) -> Option<Titled<'a>> {
    /// Words of the longest title.
    const LONGEST: usize = 6;
    let at = view.tok_at(name.start);
    let before =
        (at.saturating_sub(LONGEST)..at).find_map(|first| title_at(view, actor, first..at));
    if before.is_some() {
        return before;
    }
    // "Lavrov, Russia's foreign minister,"
    let next = view.tok_at(name.end);
    if view.toks.get(next).is_none_or(|tok| tok.text != ",") {
        return None;
    }
    let end = (next + 2 + LONGEST).min(view.toks.len());
    let stop = (next + 1..end).find(|&at| view.toks[at].is_mark() && view.toks[at].text != "'");
    let last = stop.unwrap_or(end);
    let closed = stop.is_some_and(|at| matches!(view.toks[at].text, "," | "." | ";" | "–" | "—"));
    let mut found = (next + 1..last).find_map(|first| title_at(view, actor, first..last))?;
    let words = &view.toks[next + 1..last];
    found.former |= words.iter().any(|tok| tok.is(FORMER));
    closed.then_some(found)
}

fn title_at<'a>(view: &View<'a>, actor: &'a Actor, toks: Range<usize>) -> Option<Titled<'a>> {
    let words = view.toks.get(toks.clone())?;
    let (first, last) = (words.first()?, words.last()?);
    if words.iter().any(|tok| tok.is_mark() && tok.text != "-") {
        return None;
    }
    let text = &view.text[first.range.start..last.range.end];
    let mut offices: Vec<(&str, &str)> = vec![];
    for office in &actor.offices {
        let pair = (office.office.as_str(), office.of.as_str());
        let called = view.world.offices_called(text, &office.of);
        if called.contains(&pair.0) && !offices.contains(&pair) {
            offices.push(pair);
        }
    }
    if offices.is_empty() {
        return None;
    }
    // "former US President", "then-Russian Ambassador"
    const BACK: usize = 5;
    let lead = &view.toks[toks.start.saturating_sub(BACK)..toks.start];
    let lead = lead.rsplit(|tok| tok.is_mark() && tok.text != "-").next().unwrap_or_default();
    let former = lead.iter().any(|tok| {
        tok.is(FORMER)
            || ["ex-", "then-", "former-"].iter().any(|start| tok.lower.starts_with(start))
    });
    Some(Titled { range: first.range.start..last.range.end, offices, former })
}

/// When any of these offices were held.
fn spans(actor: &Actor, offices: &[(&str, &str)]) -> Vec<Span> {
    let meant = |office: &&detente_world::Office| {
        offices.contains(&(office.office.as_str(), office.of.as_str()))
    };
    let span = |office: &detente_world::Office| {
        (edge(office.from.as_deref(), false), edge(office.to.as_deref(), true))
    };
    actor.offices.iter().filter(meant).filter(|one| one.from.is_some()).map(span).collect()
}

/// Whether the named is the subject of a verb that is no copula.
pub(super) fn acts(view: &View, name: &Range<usize>) -> bool {
    let Some((sentence, first)) = view.word_at(view.tok_at(name.start)) else { return false };
    let Some((other, last)) = view.word_at(view.tok_at(name.end.saturating_sub(1))) else {
        return false;
    };
    let tree = &view.analysis.sentences[sentence].tree;
    if other != sentence || last >= tree.len() {
        return false;
    }
    let Some(mut head) = tree.top(first..last + 1) else { return false };
    // The name may hang on its title.
    while tree.is(head, Relation::Appos) || tree.is(head, Relation::Flat) {
        match tree.head(head) {
            Some(up) => head = up,
            None => return false,
        }
    }
    let verb = tree.head(head).filter(|&verb| tree.nodes()[verb].upos == Upos::Verb);
    verb.is_some_and(|verb| tree.is(head, Relation::Nsubj) && tree.lemma(verb) != "be")
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_whole_view;

    /// Title, whether it is over, whether its holder acts.
    fn offices(text: &str) -> Vec<(String, bool, bool)> {
        with_whole_view(text, None, all)
            .into_iter()
            .filter_map(|clue| match clue.says {
                Says::Holds { title, acts, .. } => Some((title, false, acts)),
                Says::Held { title, .. } => Some((title, true, false)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn titles_before_and_after_a_name() {
        let found = offices("Sudanese Prime Minister Abdalla Hamdok told envoys that he would go.");
        assert_eq!(found, [("Prime Minister".to_owned(), false, true)]);
        let found = offices("They spoke of former president Omar al-Bashir for an hour.");
        assert_eq!(found, [("president".to_owned(), true, false)]);
        let found = offices("Imran Khan, Pakistan's prime minister, spoke of Kashmir.");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(offices("Imran Khan spoke of Kashmir.").is_empty());
    }
}

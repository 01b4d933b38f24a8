//! Who said what, by which words, through whom.
//!
//! Where a language model ran, its attributions are the ground ([`attributed`], [`bare`]), and the
//! rules over tokens add what it doesn't mark. Without one these rules stand alone ([`drafts`]):
//! each looks at a sentence as it stands around its quotations ([`outer`]). Both give [`Found`]
//! statements; [`row`] reads who speaks and makes their rows.

mod according;
mod act;
mod aside;
mod attributed;
mod balance;
mod bare;
mod carry;
mod claim;
mod cue;
mod cut;
mod drafts;
mod joint;
mod moment;
mod nested;
mod no_comment;
mod nobody;
mod outer;
mod owned;
mod relay;
mod row;
mod said;
mod second;
mod speaker;
mod split;
mod spoken;
mod spot;
mod subject;
mod whole;

use crate::view::View;
use detente_record::{Act, Form, Statement, Time};
use drafts::Drafted;
use outer::{Item, Outer};
use std::ops::Range;

/// A statement as a rule found it.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) source: Option<Source>,
    /// In the voice of the statement before ("adding that").
    pub(crate) follows: bool,
    /// Tokens of the cue.
    pub(crate) cue: Range<usize>,
    pub(crate) act: Act,
    /// What is said, in parts.
    pub(crate) content: Vec<Span>,
    /// Tokens of those it was told to or through.
    pub(crate) told: Vec<Range<usize>>,
}

/// Tokens of the speaker's phrase.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) toks: Range<usize>,
    /// Those to be read for who it is; elsewhere for "who".
    pub(crate) naming: Range<usize>,
    /// The rest of a phrase that is interrupted.
    pub(crate) more: Vec<Range<usize>>,
}

impl Source {
    /// A phrase that names who it is as a whole.
    pub(crate) fn of(toks: Range<usize>) -> Self {
        Self { toks: toks.clone(), naming: toks, more: vec![] }
    }
}

/// A stretch of items.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) items: Range<usize>,
}

/// A statement with its exact words.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) source: Option<Source>,
    /// In the voice of the statement before.
    pub(crate) follows: bool,
    /// Tokens of the cue.
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) act: Act,
    /// What is said, in bytes.
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) form: Form,
    /// Tokens of those it was told through.
    pub(crate) told: Vec<Range<usize>>,
    /// Tokens of those it was told to.
    pub(crate) addressee: Option<Range<usize>>,
    pub(crate) said: Time,
    /// First and last byte of its sentences.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A statement as a row, with what other rules need of it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) row: Statement,
    /// What is said, in bytes of the reading text.
    pub(crate) content: Vec<Range<usize>>,
    /// The word that says it, in bytes.
    pub(crate) cue: Option<Range<usize>>,
    /// Whether the speaker is a person known.
    pub(crate) person: bool,
    /// Whether the speaker may be a person at all.
    pub(crate) person_like: bool,
    /// How many speak.
    pub(crate) number: carry::Number,
    /// The nouns by which the speaker was called.
    pub(crate) called: Vec<String>,
    /// First and last byte of the sentence.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// All statements in text order.
pub(crate) fn read(view: &View) -> Vec<Told> {
    let modelled = view.analysis.sentences.iter().any(|sentence| !sentence.tree.is_empty());
    let mut all = if modelled { by_model(view) } else { by_tokens(view) };
    all.sort_by_key(|told| {
        let source = told.row.evidence.source.as_ref();
        let source = source.and_then(|source| source.parts.first()).map(|part| part.chars);
        let content = told.content.first().map_or(0, |range| range.start);
        (content, told.start, source)
    });
    all.dedup_by(|a, b| a.row.id == b.row.id);
    all
}

/// By the model's attributions, and the drafts that stand apart from them.
fn by_model(view: &View) -> Vec<Told> {
    let attributed = attributed::read(view);
    let mut nested = nested::read(view, &attributed);
    for one in spoken::read(view, &attributed) {
        if nested.iter().all(|other| other.cue != one.cue) {
            nested.push(one);
        }
    }
    let attributed::Attributed { mut found, bare, cues } = attributed;
    bare::settle(view, &bare, &mut found);
    let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
    for Drafted { found: drafted, .. } in drafts::all(view) {
        for one in drafted {
            let free = one.cue.as_ref().is_some_and(|cue| cues.iter().all(|seen| apart(cue, seen)));
            if free && one.act == Act::NoComment {
                found.push(one);
            }
        }
    }
    let at = |one: &Found| {
        one.cue.clone().map_or_else(
            || one.content.first().map_or(0, |range| view.tok_at(range.start)),
            |cue| cue.start,
        )
    };
    found.extend(nested);
    let mut found: Vec<Found> = found.into_iter().flat_map(|one| split::parts(view, one)).collect();
    found.sort_by_key(|one| (at(one), one.content.first().map(|range| range.start)));
    let mut all = vec![];
    for one in &found {
        tell(view, one, &mut all);
    }
    nested::join(&mut all);
    all
}

/// By the rules over tokens alone.
fn by_tokens(view: &View) -> Vec<Told> {
    let sentences = drafts::all(view);
    let mut all: Vec<Told> = vec![];
    for (i, sentence) in sentences.iter().enumerate() {
        if sentence.found.is_empty() {
            carry_on(view, &sentences, i, &mut all);
            continue;
        }
        for found in &sentence.found {
            tell(view, found, &mut all);
        }
    }
    all
}

/// The rows of a statement: one, or one for each of two who speak together.
fn tell(view: &View, found: &Found, all: &mut Vec<Told>) {
    let end = found.cue.as_ref().map_or(0, |cue| cue.end);
    for (source, shared) in joint::voices(view, found) {
        let found = Found { source, ..found.clone() };
        all.extend(row::row(view, &found, shared, all));
    }
    if subject::is_mutual(view, end) {
        joint::about_each_other(all);
    }
}

/// A sentence that is nothing but a quotation goes on with the one attributed right before it in
/// the same paragraph.
fn carry_on(view: &View, sentences: &[Drafted], i: usize, all: &mut [Told]) {
    let outer = |i: usize| -> &Outer { &sentences[i].outer };
    let quote = match outer(i).items.as_slice() {
        [Item::Quote(quote)] => *quote,
        [Item::Quote(quote), Item::Tok(tok)] if view.toks[*tok].is_mark() => *quote,
        _ => return,
    };
    let Some(before) = i.checked_sub(1).map(outer).filter(|o| o.block == outer(i).block) else {
        return;
    };
    let first = before.items.first().map_or(0, |item| drafts::start(view, *item));
    let Some(told) = all.last_mut().filter(|told| told.start >= first || told.end >= first) else {
        return;
    };
    let direct = told.row.form == Form::Direct
        && told.content.iter().all(|c| c.start < view.quotes[quote].range.start);
    if !direct {
        return;
    }
    let range = drafts::said_range(view, view.quotes[quote].range.clone());
    let more = view.document.evidence(range.clone());
    told.row.evidence.content.parts.extend(more.parts);
    told.row.content.push_str(" … ");
    told.row.content.push_str(&view.text[range.clone()]);
    told.end = told.end.max(range.end);
    told.content.push(range);
}

#[cfg(test)]
mod tests;

//! Who said what, by which words, through whom.
//!
//! Each rule looks at a sentence as it stands around its quotations ([`outer`]) and drafts
//! statements; here drafts become rows: the speaker is read, the day of speaking found, parts of
//! a split quotation joined.

mod according;
mod aside;
mod balance;
mod cue;
mod joint;
mod no_comment;
mod outer;
mod said;
mod second;
mod speaker;
mod subject;

use crate::actors::phrase;
use crate::id;
use crate::view::View;
use detente_record::{Act, ActorRef, Evidence, Form, Speaker, Statement, StatementEvidence, Time};
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
    pub(crate) naming: Range<usize>,
}

/// A stretch of items.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub(crate) items: Range<usize>,
}

/// A statement as a row, with what other rules need of it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) row: Statement,
    /// What is said, in bytes of the reading text.
    pub(crate) content: Vec<Range<usize>>,
    /// Whether the speaker is a person known.
    pub(crate) person: bool,
    /// Whether the speaker may be a person at all.
    pub(crate) person_like: bool,
    /// First and last byte of the sentence.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// All statements in text order.
pub(crate) fn read(view: &View) -> Vec<Told> {
    let outers = outer::outers(view);
    let mut all: Vec<Told> = vec![];
    for (i, outer) in outers.iter().enumerate() {
        let mut drafts = said::rule(view, outer);
        let free = |draft: &Draft, taken: &[Draft]| {
            let apart = |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
            taken.iter().all(|other| {
                apart(&draft.cue, &other.cue)
                    && (draft.act == Act::NoComment
                        || other
                            .content
                            .iter()
                            .all(|o| draft.content.iter().all(|d| apart(&o.items, &d.items))))
            })
        };
        for draft in according::rule(view, outer).into_iter().chain(no_comment::rule(view, outer)) {
            if free(&draft, &drafts) {
                drafts.push(draft);
            }
        }
        drafts.sort_by_key(|draft| draft.cue.start);
        if drafts.is_empty() {
            carry_on(view, &outers, i, &mut all);
            continue;
        }
        let cues: Vec<Vec<Range<usize>>> = drafts
            .iter()
            .map(|draft| {
                let said = draft.content.iter().filter_map(|span| {
                    let items = outer.items.get(span.items.clone())?;
                    Some(start(view, *items.first()?)..end(view, *items.last()?))
                });
                said.chain([attribution(view, outer, draft)]).collect()
            })
            .collect();
        for (i, draft) in drafts.iter().enumerate() {
            for (source, shared) in joint::voices(view, draft) {
                let draft = Draft { source, ..draft.clone() };
                let others = cues.iter().enumerate().filter(|(j, _)| *j != i);
                let others: Vec<_> = others.flat_map(|(_, ranges)| ranges.clone()).collect();
                if let Some(told) = row(view, outer, &draft, &others, shared, &all) {
                    all.push(told);
                }
            }
            if subject::is_mutual(view, draft.cue.end) {
                joint::about_each_other(&mut all);
            }
        }
    }
    all.sort_by_key(|told| {
        let source = told.row.evidence.source.as_ref();
        let source = source.and_then(|source| source.parts.first()).map(|part| part.chars);
        let content = told.content.first().map_or(0, |range| range.start);
        (content, told.start, source, told.row.id.clone())
    });
    all.dedup_by(|a, b| a.row.id == b.row.id);
    all
}

/// A sentence that is nothing but a quotation goes on with the one attributed right before it in
/// the same paragraph.
fn carry_on(view: &View, outers: &[Outer], i: usize, all: &mut [Told]) {
    let quote = match outers[i].items.as_slice() {
        [Item::Quote(quote)] => *quote,
        [Item::Quote(quote), Item::Tok(tok)] if view.toks[*tok].is_mark() => *quote,
        _ => return,
    };
    let Some(before) = i.checked_sub(1).map(|i| &outers[i]).filter(|o| o.block == outers[i].block)
    else {
        return;
    };
    let first = before.items.first().map_or(0, |item| start(view, *item));
    let Some(told) = all.last_mut().filter(|told| told.start >= first || told.end >= first) else {
        return;
    };
    let direct = told.row.form == Form::Direct
        && told.content.iter().all(|c| c.start < view.quotes[quote].range.start);
    if !direct {
        return;
    }
    let range = said_range(view, view.quotes[quote].range.clone());
    let more = view.document.evidence(range.clone());
    told.row.evidence.content.parts.extend(more.parts);
    told.row.content.push_str(" … ");
    told.row.content.push_str(&view.text[range.clone()]);
    told.end = told.end.max(range.end);
    told.content.push(range);
}

fn is_stray_mark(view: &View, item: Item) -> bool {
    matches!(item, Item::Tok(tok) if matches!(view.toks[tok].text, "“" | "”" | "\"" | "«" | "»" | "„"))
}

fn start(view: &View, item: Item) -> usize {
    match item {
        Item::Tok(tok) => view.toks[tok].range.start,
        Item::Quote(quote) => view.quotes[quote].marks.start,
    }
}

fn end(view: &View, item: Item) -> usize {
    match item {
        Item::Tok(tok) => view.toks[tok].range.end,
        Item::Quote(quote) => view.quotes[quote].marks.end,
    }
}

/// Quoted words without the comma that belongs to the sentence around them.
fn said_range(view: &View, range: Range<usize>) -> Range<usize> {
    let kept = view.text[range.clone()].trim_end_matches([',', ' ', '\u{a0}']);
    range.start..range.start + kept.len()
}

/// The bytes from who speaks to what is said, where that follows; else of who speaks and the cue.
fn attribution(view: &View, outer: &Outer, draft: &Draft) -> Range<usize> {
    let cue = view.toks[draft.cue.start].range.start..view.toks[draft.cue.end - 1].range.end;
    let source = draft.source.as_ref().map(|source| &view.toks[source.toks.start].range);
    let from = source.map_or(cue.start, |source| source.start.min(cue.start));
    let last = draft.source.as_ref().map(|source| view.toks[source.toks.end - 1].range.end);
    let said = draft.content.iter().filter_map(|span| outer.items.get(span.items.start));
    let said = said.map(|item| start(view, *item)).find(|said| *said > cue.start);
    from..said.unwrap_or(cue.end.max(last.unwrap_or(0)))
}

/// `others`: where others are said to speak in the sentence. `shared`: whether the words are said
/// by two, each of whom has a row.
fn row(
    view: &View,
    outer: &Outer,
    draft: &Draft,
    others: &[Range<usize>],
    shared: bool,
    before: &[Told],
) -> Option<Told> {
    let items = &outer.items;
    let mut content: Vec<Range<usize>> = vec![];
    let (mut quoted, mut plain) = (false, false);
    for span in &draft.content {
        let mut own = items.get(span.items.clone())?;
        while let [Item::Tok(tok), rest @ ..] = own
            && (matches!(view.toks[*tok].text, "," | ";" | "–" | "—")
                || view.toks[*tok].text == "that" && !rest.is_empty() && draft.cue.end < *tok)
        {
            own = rest;
        }
        for item in own {
            match item {
                Item::Quote(_) => quoted = true,
                Item::Tok(tok) => plain |= !view.toks[*tok].is_mark(),
            }
        }
        let range = match own {
            [] => return None,
            [Item::Quote(quote)] => said_range(view, view.quotes[*quote].range.clone()),
            [Item::Quote(first), .., Item::Quote(last)] if !plain => {
                said_range(view, view.quotes[*first].range.start..view.quotes[*last].range.end)
            }
            [first, .., last] => start(view, *first)..end(view, *last),
            [Item::Tok(tok)] => view.toks[*tok].range.clone(),
        };
        // A mark without its partner: where the quotation began or ended isn't known.
        if range.is_empty()
            || own.iter().filter(|item| is_stray_mark(view, **item)).count() % 2 == 1
        {
            return None;
        }
        content.push(balance::balanced(view.text, range, end(view, *items.last()?))?);
    }
    if content.len() == 1
        && draft.act != Act::NoComment
        && balance::is_hollow(&view.text[content[0].clone()])
    {
        return None;
    }
    let form = match (quoted, plain) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    };
    let bytes =
        |toks: &Range<usize>| view.toks[toks.start].range.start..view.toks[toks.end - 1].range.end;
    let mut evidence: Option<Evidence> = None;
    for range in &content {
        let part = view.document.evidence(range.clone());
        match &mut evidence {
            Some(all) => all.parts.extend(part.parts),
            None => evidence = Some(part),
        }
    }
    let content_evidence = evidence?;
    let cue_range = bytes(&draft.cue);
    let cue_evidence = view.document.evidence(cue_range.clone());
    let last = before.last().filter(|_| draft.follows);
    let voice = match (&draft.source, last) {
        (Some(source), _) => Voice::of(view, source, before),
        (None, Some(last)) => Voice {
            speaker: last.row.speaker.clone(),
            text: last.row.speaker_text.clone(),
            person: last.person,
            person_like: last.person_like,
        },
        (None, None) => return None,
    };
    let source = match (&draft.source, last) {
        (Some(source), _) => Some(view.document.evidence(bytes(&source.toks))),
        (None, last) => last.and_then(|last| last.row.evidence.source.clone()),
    };
    let via: Vec<ActorRef> = draft
        .told
        .iter()
        .filter_map(|toks| view.name_at(toks.start))
        .map(|named| named.actor.reference(&view.text[named.range.clone()]))
        .filter(|via| voice.speaker.as_ref().is_none_or(|speaker| speaker.actor.id != via.id))
        .collect();
    let text = |range: &Range<usize>| view.text[range.clone()].to_owned();
    let first = items.first().map_or(0, |item| start(view, *item));
    let last_byte = items.last().map_or(0, |item| end(view, *item));
    // "Lavrov, who came on Friday, said": that day isn't the one of saying; in "Lavrov on Friday
    // said" it is.
    let mut apart = others.to_vec();
    apart.extend(draft.source.as_ref().and_then(|source| {
        let clause = source.toks.clone().find(|at| {
            view.toks[*at].text == "," || view.toks[*at].is(&["who", "which", "whose", "where"])
        })?;
        Some(bytes(&(clause..source.toks.end)))
    }));
    let mut keyed = vec![&cue_evidence, &content_evidence];
    keyed.extend(source.as_ref().filter(|_| shared));
    let row = Statement {
        id: id::row(&view.document.id, "statement", &keyed),
        report: view.document.id.clone(),
        speaker: voice.speaker,
        speaker_text: voice.text,
        via,
        addressee: None,
        cue: Some(text(&cue_range)),
        form,
        act: draft.act,
        content: content.iter().map(text).collect::<Vec<_>>().join(" … "),
        about: vec![],
        said: said(view, first..last_byte, &content, &apart),
        evidence: StatementEvidence { source, cue: Some(cue_evidence), content: content_evidence },
    };
    Some(Told {
        row,
        content,
        person: voice.person,
        person_like: voice.person_like,
        start: first,
        end: last_byte,
    })
}

/// Who speaks.
struct Voice {
    speaker: Option<Speaker>,
    text: String,
    person: bool,
    person_like: bool,
}

impl Voice {
    fn of(view: &View, source: &Source, before: &[Told]) -> Self {
        let text = view.text
            [view.toks[source.toks.start].range.start..view.toks[source.toks.end - 1].range.end]
            .to_owned();
        let capital = view.toks[source.toks.clone()].iter().any(|tok| tok.is_capital());
        let read = phrase(view, source.naming.clone()).filter(|phrase| {
            phrase.actor.id.is_some()
                || phrase.actor.country.is_some()
                || phrase.actor.sector.is_some()
        });
        if let Some(read) = read {
            let mut actor = read.actor;
            actor.text = text.clone();
            let office = read.office.or_else(|| office_on_the_day(view, &actor));
            let person = read.person;
            return Self {
                speaker: Some(Speaker { actor, office }),
                text,
                person,
                person_like: person,
            };
        }
        let resolved = speaker::resolve(view, source.naming.clone(), before);
        let Some((mut actor, person)) = resolved else {
            return Self { speaker: None, text, person: false, person_like: capital };
        };
        actor.text = text.clone();
        let office = person.then(|| office_on_the_day(view, &actor)).flatten();
        Self { speaker: Some(Speaker { actor, office }), text, person, person_like: person }
    }
}

/// The one office that a person held on the day of publication.
fn office_on_the_day(view: &View, actor: &ActorRef) -> Option<String> {
    let day = view.published_text()?;
    let known = view.world.get(actor.id.as_deref()?)?;
    let mut held = known.offices.iter().filter(|office| {
        office.from.as_deref().is_some_and(|from| from <= day.as_str())
            && office.to.as_deref().is_none_or(|to| day.as_str() <= to || day.starts_with(to))
    });
    let first = held.next()?;
    held.next().is_none().then(|| first.office.clone())
}

/// The day of speaking: the one expression of time in the sentence outside what was said, and
/// outside the words by which others are said to speak.
fn said(
    view: &View,
    sentence: Range<usize>,
    content: &[Range<usize>],
    others: &[Range<usize>],
) -> Time {
    let outside = |range: &Range<usize>| {
        content.iter().chain(others).all(|c| range.end <= c.start || c.end <= range.start)
            && view.quote_at(range.start).is_none()
    };
    let mut times = view.times_in(sentence).filter(|time| outside(&time.range));
    match (times.next(), times.next()) {
        (Some(only), None) => only.time.clone(),
        _ => Time::by_report(view.published_text().as_deref()),
    }
}

#[cfg(test)]
mod tests;

//! A verb of speech with its subject and what is said.
//!
//! Finds "X said that …", "X told Y: “…”", "“…,” X said", "“…,” said X, a spokesman", "…, X
//! said.", "…, X said, …", "X denied …", and participles that go on in the same voice ("adding
//! that …"). A verb that is denied ("did not say"), only possible ("would say") or has no subject
//! that can be one is nobody's statement. What stands inside another's words is left to that
//! statement.

use super::aside::{Lead, asides};
use super::cue::{Takes, cue, may_be_noun};
use super::outer::{Item, Outer};
use super::second::{goes_on, next_verb};
use super::subject::{self, Subject};
use super::{Draft, Source, Span};
use crate::view::View;
use crate::words::{AUXILIARIES, OPENERS, PREPOSITIONS};

/// The statements of one sentence.
pub(crate) fn rule(view: &View, outer: &Outer) -> Vec<Draft> {
    let items = &outer.items;
    let mut out: Vec<Draft> = vec![];
    // Who says the whole sentence often comes last; what it covers is read no further.
    let mut covered = 0..0;
    if let Some((draft, range)) = trailing(view, items) {
        covered = range;
        out.push(draft);
    }
    let mut said_to = 0;
    for at in 0..items.len() {
        if covered.contains(&at) || at < said_to {
            continue;
        }
        let Some((draft, end)) = leading(view, items, at, out.last()) else { continue };
        said_to = end;
        out.push(draft);
    }
    out.sort_by_key(|draft| draft.cue.start);
    out
}

pub(super) fn tok(items: &[Item], at: usize) -> Option<usize> {
    match items.get(at) {
        Some(Item::Tok(tok)) => Some(*tok),
        _ => None,
    }
}

fn draft(
    view: &View,
    subject: Option<&Subject>,
    cue_tok: usize,
    content: Vec<Span>,
) -> Option<Draft> {
    let found = cue(&view.toks[cue_tok].lower)?;
    Some(Draft {
        source: subject.map(|subject| Source {
            toks: subject.toks.clone(),
            naming: subject.naming.clone(),
            more: vec![],
        }),
        follows: false,
        cue: cue_tok..cue_tok + 1,
        act: found.act,
        content,
        told: vec![],
    })
}

/// "…, X said." and "“…,” X said on Monday" and "“…,” said X": the attribution at the end.
fn trailing(view: &View, items: &[Item]) -> Option<(Draft, std::ops::Range<usize>)> {
    let last_cue = (0..items.len()).rev().find(|&at| {
        tok(items, at).is_some_and(|t| {
            let word = &view.toks[t];
            // "the United States" states nothing, and "condemning the remarks" remarks nothing.
            let quoted = at > 0 && matches!(items[at - 1], Item::Quote(_));
            let noun = at > 0 && word.is_capital()
                || may_be_noun(&word.lower) && !quoted && noun_before(view, items, at);
            !noun
                && cue(&word.lower)
                    .is_some_and(|found| !found.participle && found.takes != Takes::Object)
        })
    })?;
    let cue_tok = tok(items, last_cue)?;
    let takes = cue(&view.toks[cue_tok].lower)?.takes;
    let quoted = |at: usize| matches!(at.checked_sub(1).map(|i| items[i]), Some(Item::Quote(_)));
    let (subject, before, after) = if let Some(subject) = subject::left(view, items, last_cue) {
        let before = subject.items.start;
        (subject, before, last_cue + 1)
    } else {
        // Inversion needs the quotation right before the verb.
        let comma =
            last_cue > 0 && tok(items, last_cue - 1).is_some_and(|t| view.toks[t].text == ",");
        let before = last_cue - usize::from(comma);
        if !quoted(before) {
            return None;
        }
        let subject = subject::right(view, items, last_cue)?;
        let after = subject.items.end;
        (subject, last_cue - usize::from(comma), after)
    };
    let asides = asides(view, items, after, takes == Takes::Somebody);
    let comma = before > 0
        && tok(items, before - 1).is_some_and(|t| matches!(view.toks[t].text, "," | "–" | "—"));
    let end = before - usize::from(comma);
    let by_quote = quoted(end);
    let closes = match asides.lead {
        Lead::End => true,
        Lead::Comma => by_quote && !matches!(items.get(asides.at), Some(Item::Quote(_))),
        _ => false,
    };
    if !closes || end == 0 || (!comma && !by_quote) || (takes == Takes::Quotation && !by_quote) {
        return None;
    }
    let first = tok(items, 0).map(|t| &view.toks[t]);
    if !by_quote && first.is_some_and(|word| word.is(&["according"])) {
        return None;
    }
    let others = (0..end).any(|at| {
        tok(items, at).is_some_and(|t| {
            cue(&view.toks[t].lower).is_some() && subject::left(view, items, at).is_some()
        })
    });
    let quotes = (0..end).filter(|&at| matches!(items[at], Item::Quote(_))).count();
    let start = if by_quote && (others || end == 1) { end - 1 } else { 0 };
    if start == 0 && end > 1 && !by_quote {
        let led = first.is_some_and(|word| {
            word.is(&[
                "when",
                "asked",
                "as",
                "if",
                "speaking",
                "in",
                "on",
                "at",
                "during",
                "after",
                "commenting",
            ])
        });
        let short = end < 4;
        if short && quotes == 0 || led && end < 9 {
            return None;
        }
    }
    let mut start = start;
    // A conjunction before the words is the reporter's.
    while start + 1 < end
        && tok(items, start)
            .is_some_and(|t| view.toks[t].is(&["but", "and", "however", "–", "—", ",", "•", "-"]))
    {
        start += 1;
    }
    let mut draft = draft(view, Some(&subject), cue_tok, vec![Span { items: start..end }])?;
    draft.told = asides.told.clone();
    Some((draft, start..items.len()))
}

/// "X said that …", "X denied …", "…, X said, …", ", adding that …".
fn leading(
    view: &View,
    items: &[Item],
    at: usize,
    before: Option<&Draft>,
) -> Option<(Draft, usize)> {
    let cue_tok = tok(items, at)?;
    let word = &view.toks[cue_tok];
    let found = cue(&word.lower)?;
    if word.is_capital() && at > 0 {
        return None;
    }
    let subject = if found.participle {
        let joined = at > 0
            && tok(items, at - 1)
                .is_some_and(|t| view.toks[t].text == "," || view.toks[t].is(&["and", "while"]));
        if !joined || before.is_none() {
            return None;
        }
        None
    } else {
        let own = subject::left(view, items, at);
        if own.is_none() && !before.is_some_and(|before| goes_on(view, items, at, before)) {
            return None;
        }
        own
    };
    let asides = asides(view, items, at + 1, found.takes == Takes::Somebody);
    let next = tok(items, asides.at).map(|t| &view.toks[t]);
    let opens = next.is_some_and(|w| {
        w.is(OPENERS)
            || (w.is_capital() && view.name_at(tok(items, asides.at).unwrap_or(0)).is_some())
    });
    let placed = next.is_some_and(|w| {
        w.is(PREPOSITIONS) || w.is(&["as", "when", "while", "much", "so", "this", "morning"])
    });
    // "on CNN's “State of the Union”": the name of a programme or a paper.
    let titled = asides.lead == Lead::Quote
        && asides.at > at + 1
        && match items[asides.at] {
            Item::Quote(quote) => view.quotes[quote].words <= 6,
            Item::Tok(_) => false,
        };
    if titled && found.takes != Takes::Object && !found.participle {
        return None;
    }
    let start = match (found.takes, asides.lead) {
        (Takes::Object, Lead::End) => return None,
        (Takes::Object, _) => {
            if tok(items, at + 1).is_some_and(|t| {
                view.toks[t].is(&["by", "in", "of"])
                    || view.toks[t].is_mark() && view.toks[t].text != ":"
            }) {
                return None;
            }
            at + 1
        }
        (Takes::Quotation, Lead::Quote) => asides.at,
        (Takes::Quotation, Lead::Colon | Lead::Comma)
            if matches!(items.get(asides.at), Some(Item::Quote(_))) =>
        {
            asides.at
        }
        (Takes::Quotation, _) | (_, Lead::End) => return None,
        (_, Lead::That | Lead::Quote | Lead::Colon) => asides.at,
        (Takes::Anything, Lead::Bare) if !placed => asides.at,
        (Takes::Somebody, Lead::Bare) if opens => asides.at,
        (Takes::Clause, Lead::Bare)
            if asides.at == at + 1
                && opens
                && !may_be_noun(&word.lower)
                && clause(view, items, asides.at) =>
        {
            asides.at
        }
        (_, Lead::Bare) => return None,
        (_, Lead::Comma) => return parenthesis(view, items, at, subject?, asides),
    };
    // "said nothing about the houses" says nothing; "whom the ministry says have been killed" has
    // its subject elsewhere.
    let void = tok(items, start).is_some_and(|t| {
        view.toks[t].is(&["nothing", "little"])
            && view.toks[t + 1..].first().is_some_and(|w| w.is(PREPOSITIONS))
            || view.toks[t].is(AUXILIARIES) && found.takes != Takes::Object
    });
    if void {
        return None;
    }
    if may_be_noun(&word.lower)
        && !matches!(asides.lead, Lead::That | Lead::Quote | Lead::Colon)
        && !(found.takes == Takes::Object && subject.as_ref().is_some_and(|s| !plural(view, s)))
    {
        return None;
    }
    let quote_alone = matches!(asides.lead, Lead::Colon | Lead::Comma | Lead::Quote)
        && matches!(items.get(start), Some(Item::Quote(_)));
    let mut start = start;
    if found.takes == Takes::Object {
        let word = |i: usize| tok(items, i).map(|t| &view.toks[t]);
        if word(start).is_some_and(|w| w.is(&["it", "this", "that", "them"]))
            && word(start + 1).is_some_and(|w| w.text == ":")
        {
            // "denied it: there was …": what stands for "it" follows.
            start += 2;
        }
    }
    let mut end = end_of(view, items, start);
    if found.takes == Takes::Object {
        end = next_verb(view, items, start, end).unwrap_or(end);
    }
    if quote_alone && found.takes != Takes::Object {
        let more = tok(items, start + 1).map(|t| &view.toks[t]);
        if asides.lead != Lead::Quote
            || more.is_none_or(|w| {
                w.is_mark() || w.is(&["and", "but", "after", "in", "on", "as", "while"])
            })
        {
            end = start + 1;
        }
    }
    if found.takes == Takes::Object && tok(items, start).is_some_and(|t| view.toks[t].is(&["that"]))
    {
        start += 1;
    }
    if end <= start || (end - start < 2 && !matches!(items[start], Item::Quote(_))) {
        return None;
    }
    let mut made = draft(view, subject.as_ref(), cue_tok, vec![Span { items: start..end }])?;
    if subject.is_none() {
        // A second verb has the subject of the first; a participle that of the clause before it.
        made.source = before.filter(|_| !found.participle).and_then(|b| b.source.clone());
        made.follows = made.source.is_none();
    }
    made.told = asides.told.clone();
    Some((made, end))
}

/// "This is, he says, “…”" and "…, experts say, …", "“…,” he said, “…”".
fn parenthesis(
    view: &View,
    items: &[Item],
    at: usize,
    subject: Subject,
    asides: super::aside::Asides,
) -> Option<(Draft, usize)> {
    let before = subject.items.start;
    let comma = before > 0 && tok(items, before - 1).is_some_and(|t| view.toks[t].text == ",");
    let left_end = before - usize::from(comma);
    let right_is_quote = matches!(items.get(asides.at), Some(Item::Quote(_)));
    let after_quote = left_end > 0 && matches!(items[left_end - 1], Item::Quote(_));
    let first = tok(items, 0).map(|t| &view.toks[t]);
    let led_away = first.is_some_and(|w| {
        w.is(PREPOSITIONS)
            || w.is(&[
                "but",
                "and",
                "however",
                "then",
                "meanwhile",
                "earlier",
                "later",
                "as",
                "when",
                "while",
                "if",
            ])
    });
    let cue_tok = tok(items, at)?;
    let made = |content: Vec<Span>| {
        let mut made = draft(view, Some(&subject), cue_tok, content)?;
        made.told = asides.told.clone();
        Some(made)
    };
    let right_end = if right_is_quote { asides.at + 1 } else { end_of(view, items, asides.at) };
    if after_quote {
        let mut content = vec![Span { items: left_end - 1..left_end }];
        if right_is_quote {
            content.push(Span { items: asides.at..right_end });
        }
        let end = if right_is_quote { right_end } else { asides.at };
        return Some((made(content)?, end));
    }
    let besides =
        tok(items, asides.at).is_some_and(|t| view.toks[t].is(&["as", "while", "whereas"]));
    if left_end == 0 && besides {
        return None;
    }
    if right_end <= asides.at || first.is_some_and(|w| w.is(&["according"])) {
        return None;
    }
    // "…, the ministry said, correcting a figure": what the speaker does is no part of the words,
    // nor what another says meanwhile.
    let from =
        (0..left_end).rev().find(|&i| tok(items, i).is_some_and(|t| view.toks[t].text == ";"));
    let from = from.map_or(0, |semicolon| semicolon + 1);
    let does = tok(items, asides.at).is_some_and(|t| {
        view.toks[t].lower.ends_with("ing")
            || view.toks[t].is(&["while", "whereas", "though", "although"])
    });
    if does && left_end >= from + 4 && comma && clause(view, items, from) {
        return Some((made(vec![Span { items: from..left_end }])?, asides.at));
    }
    let right = Span { items: asides.at..right_end };
    // "As X recalled, …" and "X said, …": nothing is said before the verb.
    if left_end == 0 || !comma || (left_end < 4 && led_away) {
        let as_he = before > 0
            && tok(items, before - 1)
                .is_some_and(|t| view.toks[t].is(&["as", "while", "and", "but", ","]));
        let start = before == 0 || as_he || led_away;
        let clause = right_is_quote || clause(view, items, asides.at);
        return if start && clause { Some((made(vec![right])?, right_end)) } else { None };
    }
    if left_end <= from {
        return None;
    }
    Some((made(vec![Span { items: from..left_end }, right])?, right_end))
}

/// Whether a participle or preposition stands before the phrase that ends in a form that may be a
/// noun: "condemning Schumer's remarks".
fn noun_before(view: &View, items: &[Item], at: usize) -> bool {
    let words = (at.saturating_sub(4)..at).filter_map(|i| tok(items, i)).map(|t| &view.toks[t]);
    words.clone().any(|word| !word.is_capital() && word.lower.ends_with("ing"))
}

/// A subject in the plural goes with no verb in -s.
fn plural(view: &View, subject: &Subject) -> bool {
    let last = &view.toks[subject.naming.end - 1];
    last.lower.ends_with('s') && !last.is_capital()
}

/// Whether a verb that stands for itself follows within reach, so that these are words of a clause.
fn clause(view: &View, items: &[Item], from: usize) -> bool {
    let reach = (from..items.len().min(from + 24)).map_while(|at| tok(items, at));
    let mut reach = reach.map(|t| &view.toks[t]);
    reach.any(|word| {
        word.is(crate::words::AUXILIARIES)
            || (!word.is_capital() && word.lower.len() > 4 && word.lower.ends_with("ed"))
            || word.is(&[
                "wants",
                "needs",
                "remains",
                "continues",
                "took",
                "made",
                "left",
                "came",
                "went",
                "began",
                "led",
                "met",
                "sent",
                "gave",
            ])
    })
}

/// The item before which the words said from `start` on end: the sentence's end, or a new
/// attribution joined to it.
fn end_of(view: &View, items: &[Item], start: usize) -> usize {
    let mut end = items.len();
    for at in start + 1..items.len() {
        let Some(cue_tok) = tok(items, at) else { continue };
        if spliced(view, items, start, at) {
            end = at - 1;
            break;
        }
        let Some(found) = cue(&view.toks[cue_tok].lower) else { continue };
        if found.participle {
            let comma = tok(items, at - 1).is_some_and(|t| view.toks[t].text == ",");
            let that = tok(items, at + 1).is_some_and(|t| view.toks[t].is(&["that"]))
                || matches!(items.get(at + 1), Some(Item::Quote(_)));
            if comma && that {
                end = at - 1;
                break;
            }
            continue;
        }
        let Some(subject) = subject::left(view, items, at) else { continue };
        let Some(joint) = subject.items.start.checked_sub(1).filter(|joint| *joint > start) else {
            continue;
        };
        let joins = tok(items, joint).is_some_and(|t| {
            view.toks[t].is(&["while", "but", "whereas", ";", "and", "as", "though", "although"])
        });
        let comma = joint
            .checked_sub(1)
            .and_then(|i| tok(items, i))
            .is_some_and(|t| matches!(view.toks[t].text, "," | ";"));
        if joins
            && (comma
                || tok(items, joint).is_some_and(|t| view.toks[t].is(&["while", "whereas", ";"])))
            && joint > start + 1
        {
            end = if comma { joint - 1 } else { joint };
            break;
        }
    }
    while end > start
        && tok(items, end - 1).is_some_and(|t| {
            view.toks[t].is_mark()
                && !matches!(view.toks[t].text, ")" | "]" | "'" | "’" | "\"" | "”" | "»")
        })
    {
        end -= 1;
    }
    end
}

/// Two sentences with only a comma between them: "…, Damascus continues to …", where no word
/// before the comma makes the first a subordinate clause.
fn spliced(view: &View, items: &[Item], start: usize, at: usize) -> bool {
    const SUBORDINATE: &[&str] = &[
        "if", "when", "as", "after", "while", "because", "although", "though", "since", "once",
        "until", "before", "unless", "whether", "despite", "in", "where", "which", "who",
    ];
    let comma = at > start + 5 && tok(items, at - 1).is_some_and(|t| view.toks[t].text == ",");
    let Some(first) = tok(items, at).filter(|_| comma) else { return false };
    let subject = view.name_at(first).filter(|named| {
        named.form != detente_world::Form::Adjective
            && named.range.start == view.toks[first].range.start
            && named.actor.kind != detente_record::ActorKind::Person
    });
    let Some(named) = subject else { return false };
    let after = view.tok_at(named.range.end.saturating_sub(1)) + 1;
    let verb = view.toks.get(after).is_some_and(|word| {
        word.is(&["continues", "continued", "is", "has", "was", "does", "did", "wants", "claims"])
    });
    let subordinate =
        (start..at).any(|i| tok(items, i).is_some_and(|t| view.toks[t].is(SUBORDINATE)));
    let plain = items[start..at].iter().all(|item| matches!(item, Item::Tok(_)));
    verb && plain && !subordinate
}

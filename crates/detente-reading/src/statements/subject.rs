//! The noun phrase that a verb of speech has for its subject.

use super::outer::Item;
use crate::view::View;
use crate::words::{ADVERBS, AUXILIARIES, MODALS, NEGATIONS, OPENERS, PREPOSITIONS};
use detente_world::Form;
use std::ops::Range;

/// A subject: its tokens, those that name who speaks, and the item at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// All tokens, an apposition included.
    pub(crate) toks: Range<usize>,
    /// The tokens to be read for who it is.
    pub(crate) naming: Range<usize>,
    /// The items that it takes.
    pub(crate) items: Range<usize>,
}

/// Words at which a noun phrase can't go on to the left.
const STOPS: &[&str] = &[
    "and", "but", "while", "when", "as", "that", "because", "if", "although", "though", "where",
    "which", "who", "whom", "whose", "so", "then", "or", "than", "what", "whether", "how", "why",
    "yet", "nor", "even", "whereas", "unless", "like", "says", "said", "is", "was", "were", "are",
];

/// The subject to the left of the verb at item `at`; `None` where there is none that can be
/// trusted, or the verb is denied or only possible.
pub(crate) fn left(view: &View, items: &[Item], at: usize) -> Option<Subject> {
    let tok = |i: usize| match items.get(i) {
        Some(Item::Tok(tok)) => Some(*tok),
        _ => None,
    };
    let mut end = at;
    while let Some(before) = end.checked_sub(1).and_then(tok) {
        let word = &view.toks[before];
        if word.is(MODALS)
            || word.is(NEGATIONS)
            || word.is(&["be", "being", "been", "is", "are", "was", "were"])
        {
            return None;
        }
        // A capital state's "has" is an auxiliary; a noun is none.
        if !(word.is(ADVERBS)
            || word.is(AUXILIARIES)
            || (word.lower.ends_with("ly") && !word.is_capital()))
        {
            break;
        }
        end -= 1;
    }
    let mut apposition = None;
    if tok(end.checked_sub(1)?).is_some_and(|t| view.toks[t].text == ",") {
        let close = end - 1;
        let open = (close.saturating_sub(24)..close).rev().find(|&i| match items[i] {
            Item::Tok(t) => view.toks[t].text == ",",
            Item::Quote(_) => true,
        })?;
        if !matches!(items[open], Item::Tok(_)) || close - open < 2 {
            return None;
        }
        apposition = Some((open, close));
        end = open;
    }
    // "The army and the rebels accused each other": here a noun joins as well as a name.
    let mutual = tok(at + 1).is_some_and(|t| is_mutual(view, t));
    let start = start_of(view, items, end, mutual)?;
    let items_range = start..apposition.map_or(end, |(_, close)| close);
    let first = tok(start)?;
    let last = tok(end.checked_sub(1)?)? + 1;
    let whole = tok(items_range.end - 1)? + 1;
    let toks = trimmed(view, first..last)?;
    let items_range = items_range.start + (toks.start - first)..items_range.end;
    if !names_somebody(view, toks.clone()) {
        return None;
    }
    // What stands in a relative clause or says when and where does not name the speaker.
    let naming = match apposition.and_then(|(open, _)| tok(open + 1)) {
        Some(begin) if !aside(view, begin) => toks.start..whole,
        _ => toks.clone(),
    };
    let toks = toks.start..whole;
    Some(Subject { toks, naming, items: items_range })
}

fn aside(view: &View, begin: usize) -> bool {
    let word = &view.toks[begin];
    word.is(&[
        "who",
        "which",
        "whose",
        "where",
        "when",
        "while",
        "as",
        "speaking",
        "citing",
        "referring",
        "quoting",
    ]) || word.is(PREPOSITIONS)
        || word.lower.ends_with("ing")
}

/// The first item of the phrase that ends before `end`.
fn start_of(view: &View, items: &[Item], end: usize, mutual: bool) -> Option<usize> {
    let mut start = end;
    while start > 0 && end - start < 26 {
        let Item::Tok(tok) = items[start - 1] else { break };
        let word = &view.toks[tok];
        let inside = view.name_at(tok).is_some_and(|named| {
            named.range.start < word.range.start || named.range.end > word.range.end
        });
        if !inside && word.is(&["and", "or", "&"]) && start < end {
            // Two that speak together are one phrase.
            let joins = tok > 0
                && (view.name_ending(tok - 1).is_some_and(|n| n.form != Form::Adjective)
                    || view.toks[tok - 1].is_capital()
                    || mutual && speaks(&view.toks[tok - 1].lower));
            if !joins || start < 2 {
                break;
            }
            start -= 1;
            continue;
        }
        if !inside
            && (word.is(STOPS) || (word.is_mark() && !matches!(word.text, "'" | "’" | "-" | ".")))
        {
            break;
        }
        if word.text.starts_with(['.', '!', '?']) {
            break;
        }
        start -= 1;
    }
    (start < end && end - start < 26).then_some(start)
}

/// Without a time or place before it: "On Monday the ministry" is the ministry.
fn trimmed(view: &View, toks: Range<usize>) -> Option<Range<usize>> {
    let mut start = toks.start;
    while start < toks.end
        && view.toks[start].is(&[
            "also",
            "then",
            "later",
            "earlier",
            "meanwhile",
            "still",
            "once",
            "moreover",
            "too",
            "not",
            "only",
        ])
    {
        start += 1;
    }
    let first = view.toks.get(start)?;
    let timed = view.time_from(first.range.start);
    if let Some(time) = timed {
        start = view.tok_at(time.range.end.saturating_sub(1)) + 1;
        return (start < toks.end).then_some(start..toks.end);
    }
    if !first.is(PREPOSITIONS) {
        return (start < toks.end).then_some(start..toks.end);
    }
    let last = toks.end - 1;
    if let Some(named) = view.name_ending(last).filter(|named| named.form != Form::Adjective) {
        let from = view.tok_at(named.range.start);
        return (from > start + 1).then_some(from..toks.end);
    }
    let opener = (start + 2..toks.end)
        .rev()
        .find(|&at| view.toks[at].is(&["the", "a", "an", "his", "her", "its", "their"]))?;
    Some(opener..toks.end)
}

/// Whether a phrase can be somebody who speaks: it ends in a name, a capitalised word, a pronoun
/// or a noun for those who speak, and holds no verb.
fn names_somebody(view: &View, toks: Range<usize>) -> bool {
    const VERBS: &[&str] = &[
        "is", "are", "was", "were", "has", "had", "have", "will", "would", "said", "told", "met",
        "made", "led", "went", "came", "took", "gave", "called", "held", "began", "did", "does",
        "saw", "sent", "visited", "killed", "say", "says", "agreed", "failed", "died", "leaves",
    ];
    if toks.len() > 24 || toks.is_empty() {
        return false;
    }
    let outside = |at: &usize| view.name_at(*at).is_none();
    if toks.clone().filter(outside).any(|at| view.toks[at].is(VERBS)) {
        return false;
    }
    if view.toks[toks.start].is(&["to", "'s", "'", "not", "of"]) {
        return false;
    }
    let head = toks.clone().find(|&at| {
        at > toks.start
            && outside(&at)
            && (view.toks[at].is(&["of", "for", "in", "from", "with", "at", "on", "to", "near"])
                || view.toks[at].text == ",")
    });
    let head = head.unwrap_or(toks.end) - 1;
    let word = &view.toks[head];
    if word.is(&["having", "being", "asked", "speaking"]) {
        return false;
    }
    if toks.len() == 1 && word.is(&["he", "she", "they", "it", "we", "i"]) {
        return true;
    }
    let adjective = view.name_ending(head).is_some_and(|named| named.form == Form::Adjective);
    let article = head > toks.start && view.toks[head - 1].is(&["the"]);
    if adjective && !article {
        return false;
    }
    view.name_at(head).is_some()
        || word.is_capital() && !word.is(OPENERS) && !word.is(crate::words::WEEKDAYS)
        || speaks(&word.lower)
}

/// Whether "each other" or "one another" begins at a token.
pub(crate) fn is_mutual(view: &View, tok: usize) -> bool {
    let pair = (view.toks.get(tok), view.toks.get(tok + 1));
    matches!(pair, (Some(a), Some(b))
        if a.is(&["each"]) && b.is(&["other"]) || a.is(&["one"]) && b.is(&["another"]))
}

/// Nouns for those who speak.
pub(crate) fn speaks(noun: &str) -> bool {
    const NOUNS: &[&str] = &[
        "source",
        "sources",
        "expert",
        "experts",
        "analyst",
        "analysts",
        "observer",
        "observers",
        "witness",
        "witnesses",
        "resident",
        "residents",
        "spokespeople",
        "representative",
        "representatives",
        "statement",
        "report",
        "agency",
        "agencies",
        "organisation",
        "organization",
        "group",
        "groups",
        "centre",
        "center",
        "committee",
        "commission",
        "council",
        "department",
        "office",
        "union",
        "party",
        "movement",
        "monitor",
        "monitors",
        "watchdog",
        "mission",
        "observatory",
        "author",
        "writer",
        "columnist",
        "historian",
        "researcher",
        "researchers",
        "scholar",
        "head",
        "chief",
        "director",
        "secretary",
        "adviser",
        "advisor",
        "aide",
        "aides",
        "king",
        "prince",
        "emir",
        "mayor",
        "governor",
        "senator",
        "candidate",
        "lawyer",
        "lawyers",
        "family",
        "mother",
        "father",
        "brother",
        "sister",
        "wife",
        "husband",
        "man",
        "woman",
        "survivor",
        "survivors",
        "pope",
        "chairman",
        "chairwoman",
        "coordinator",
        "professor",
        "company",
        "coalition",
        "alliance",
        "command",
        "staff",
        "campaign",
        "pentagon",
        "presidency",
        "palace",
        "mediators",
        "mediator",
        "host",
        "hosts",
        "counterpart",
        "critics",
        "supporters",
        "others",
        "colleague",
        "colleagues",
        "friend",
        "nurse",
        "medic",
        "teacher",
        "charity",
        "ministry",
        "network",
        "broadcaster",
        "outlet",
        "correspondent",
        "militant",
        "side",
        "sides",
        "delegations",
        "parties",
        "study",
        "victim",
        "victims",
        "farmer",
        "clerk",
        "driver",
        "guard",
        "investigators",
        "investigator",
        "speaker",
        "person",
        "doctor",
        "one",
    ];
    crate::actors::role(noun).is_some() || NOUNS.contains(&noun) || speaks_for(noun)
}

fn speaks_for(noun: &str) -> bool {
    ["spokes", "presid", "minister", "ambassador", "secretary"]
        .iter()
        .any(|stem| noun.starts_with(stem))
}

/// The subject to the right of a verb that follows a quotation: "“…,” said the minister".
pub(crate) fn right(view: &View, items: &[Item], at: usize) -> Option<Subject> {
    let tok = |i: usize| match items.get(i) {
        Some(Item::Tok(tok)) => Some(*tok),
        _ => None,
    };
    let first = tok(at + 1)?;
    let mut end = at + 1;
    while let Some(next) = tok(end) {
        let word = &view.toks[next];
        let named = view.name_at(next).is_some();
        let timed = view.time_from(word.range.start).is_some();
        let stop = word.is_mark() && !matches!(word.text, "'" | "’" | "-")
            || !named
                && word.is(&[
                    "on", "at", "during", "after", "before", "as", "while", "when", "who", "which",
                    "that", "in",
                ])
            || timed;
        if stop {
            break;
        }
        end += 1;
    }
    let last = tok(end.checked_sub(1)?)? + 1;
    if end - at > 20 || first >= last || !names_somebody(view, first..last) {
        return None;
    }
    let mut whole = first..last;
    let mut items_end = end;
    // "said Hami Aksoy, a spokesman for the ministry"
    let apposed = tok(end).is_some_and(|t| view.toks[t].text == ",")
        && tok(end + 1)
            .is_some_and(|t| view.toks[t].is(&["a", "an", "the"]) || speaks(&view.toks[t].lower));
    if apposed {
        let close = (end + 1..items.len().min(end + 22)).find(|&i| match items[i] {
            Item::Tok(t) => view.toks[t].is_mark() && !matches!(view.toks[t].text, "'" | "’" | "-"),
            Item::Quote(_) => true,
        });
        if let Some(last) = close.and_then(|close| tok(close - 1)) {
            whole.end = last + 1;
            items_end = close.unwrap_or(end);
        }
    }
    Some(Subject { toks: whole.clone(), naming: whole, items: at + 1..items_end })
}

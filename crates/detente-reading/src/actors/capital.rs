//! A capital that stands for its state.
//!
//! Finds the places where "Ankara" is the government of Turkey and not the city: the subject of
//! a verb of saying or doing ("Ankara insists", "Moscow is not fulfilling"), the object of one
//! ("blamed Damascus", "with Moscow"), joined with another such name ("Moscow and Ankara"), or
//! the owner of something that only a government has ("Ankara's offer"). Everywhere else it is a
//! place and no actor: a city that is named for a state would put words into its mouth.

use super::Named;
use crate::view::{Tok, View};
use crate::words::{ADVERBS, NEGATIONS, PREPOSITIONS};
use detente_record::ActorKind;
use detente_world::Form;

/// Whether the capital at `all[i]` stands for its state.
pub(crate) fn speaks(view: &View, all: &[Named], i: usize) -> bool {
    let range = &all[i].range;
    let first = view.tok_at(range.start);
    let after = view.tok_at(range.end.saturating_sub(1)) + 1;
    let before = first.checked_sub(1).map(|at| &view.toks[at]);
    let led_by = |words: &[&str]| before.is_some_and(|tok| tok.is(words));
    if led_by(&["in", "to", "at", "near", "from", "via", "around", "outside", "inside", "into"])
        && !addressed(view, first)
    {
        return false;
    }
    if view.toks.get(after).is_some_and(|tok| tok.text == "-") {
        let with = view.toks.get(after + 1);
        return with.is_some_and(|tok| {
            tok.is(&["backed", "led", "aligned", "supported", "controlled", "sponsored", "allied"])
        });
    }
    led_by(&["with", "against", "by", "between", "towards", "toward", "blamed", "accused", "urged"])
        || led_by(&["asked", "told", "warned", "pressed", "criticised", "criticized", "forced"])
        || led_by(&["supports", "supported", "backs", "backed", "thanked", "sanctioned"])
        || (led_by(&["did", "does", "has", "is", "will"])
            && first >= 2
            && view.toks[first - 2].is(&["so", "neither", "nor"]))
        || subject(view, after)
        || owner(view, after)
        || joined(view, all, i, first, after)
}

/// "called on Ankara", "demanded from Moscow", "according to Ankara".
fn addressed(view: &View, first: usize) -> bool {
    let Some(verb) = first.checked_sub(2).map(|at| &view.toks[at]) else { return false };
    match view.toks[first - 1].lower.as_str() {
        "to" => verb.is(&["according", "appealed", "appeal", "message", "warning"]),
        "from" => verb.is(&["demanded", "demands", "sought", "requested"]),
        _ => false,
    }
}

/// The capital is followed by a verb of saying or doing.
fn subject(view: &View, after: usize) -> bool {
    let mut at = after;
    let mut helped = false;
    let mut being = false;
    let toks = &view.toks;
    while let Some(tok) = toks.get(at).filter(|_| at < after + 4) {
        if tok.is(&[
            "has", "had", "did", "does", "will", "would", "could", "should", "may", "might",
            "must", "can",
        ]) {
            helped = true;
        } else if tok.is(&["is", "was"]) {
            being = true;
        } else if !(tok.is(ADVERBS) || tok.is(NEGATIONS)) {
            break;
        }
        at += 1;
    }
    let Some(verb) = toks.get(at) else { return false };
    if being {
        // "is not fulfilling", "was taking"; a city can be shelled, but it doesn't shell.
        return verb.lower.ends_with("ing") && !verb.is(&["burning", "freezing", "growing"])
            || verb.is(&["ready", "determined", "willing", "reluctant", "unwilling", "keen"]);
    }
    if helped {
        let plain = verb.kind == detente_language::TokenKind::Word && !verb.is_capital();
        return plain && !verb.is(PREPOSITIONS) && !verb.is(&["been", "be", "become", "a", "the"]);
    }
    acts(verb)
}

/// Verbs that governments do and cities don't, in the forms that follow a singular subject.
fn acts(verb: &Tok) -> bool {
    const STEMS: &[&str] = &[
        "accept",
        "accuse",
        "acknowledge",
        "agree",
        "allege",
        "allow",
        "announce",
        "argue",
        "ask",
        "assert",
        "back",
        "believe",
        "blame",
        "block",
        "break",
        "call",
        "cancel",
        "claim",
        "concede",
        "condemn",
        "consider",
        "continue",
        "criticise",
        "criticize",
        "cut",
        "decide",
        "declare",
        "decline",
        "demand",
        "denounce",
        "deny",
        "deploy",
        "dismiss",
        "dispute",
        "expect",
        "expel",
        "expresse",
        "fail",
        "favour",
        "fear",
        "give",
        "halt",
        "hope",
        "impose",
        "insist",
        "intend",
        "invite",
        "launch",
        "lift",
        "maintain",
        "make",
        "negotiate",
        "offer",
        "oppose",
        "order",
        "plan",
        "pledge",
        "prefer",
        "promise",
        "propose",
        "protest",
        "push",
        "react",
        "recall",
        "recognise",
        "recognize",
        "refuse",
        "regard",
        "reject",
        "remain",
        "reply",
        "respond",
        "retaliate",
        "say",
        "see",
        "seek",
        "seem",
        "send",
        "sign",
        "stop",
        "suggest",
        "summon",
        "support",
        "suspect",
        "suspend",
        "take",
        "tell",
        "threaten",
        "try",
        "urge",
        "view",
        "vow",
        "want",
        "warn",
        "welcome",
        "withdraw",
        "work",
        "worrie",
        "weigh",
        "provide",
        "supply",
        "annexe",
        "resume",
        "restore",
        "sever",
        "reopen",
        "rule",
        "apologise",
        "apologize",
        "approve",
        "arm",
        "ban",
        "blacklist",
        "bolster",
        "close",
        "conclude",
        "deliver",
        "dispatch",
        "ease",
        "end",
        "extend",
        "finance",
        "fund",
        "host",
        "join",
        "praise",
        "ratify",
        "reaffirm",
        "rebuff",
        "reduce",
        "reiterate",
        "restrict",
        "sanction",
        "scrap",
        "shelve",
        "strengthen",
        "thank",
        "abandon",
        "arrest",
        "bow",
        "boycott",
        "cede",
        "comply",
        "cooperate",
        "deport",
        "detain",
        "downgrade",
        "evacuate",
        "extradite",
        "hail",
        "hand",
        "jail",
        "mobilise",
        "mobilize",
        "pardon",
        "pour",
        "pull",
        "redeploy",
        "reinforce",
        "release",
        "return",
        "scale",
        "shell",
        "side",
        "station",
        "train",
        "veto",
        "voice",
        "waive",
        "yield",
        "tighten",
        "tolerate",
        "trust",
        "voice",
        "stress",
        "need",
        "use",
    ];
    const IRREGULAR: &[&str] = &[
        "said",
        "told",
        "made",
        "took",
        "gave",
        "sent",
        "saw",
        "sought",
        "broke",
        "withdrew",
        "denied",
        "denies",
        "tried",
        "tries",
        "replied",
        "replies",
        "relies",
        "relied",
        "supplied",
        "supplies",
        "planned",
        "stopped",
        "cut",
        "lets",
        "let",
        "kept",
        "keeps",
        "held",
        "holds",
        "wants",
        "expresses",
        "expressed",
        "annexed",
        "went",
        "saw",
        "chose",
        "chooses",
        "thinks",
        "thought",
        "feels",
        "felt",
        "knows",
        "knew",
        "won",
        "seems",
        "struck",
        "strikes",
        "hit",
        "froze",
        "quit",
        "scrapped",
        "banned",
    ];
    let word = verb.lower.as_str();
    if verb.is_capital() || verb.kind != detente_language::TokenKind::Word {
        return false;
    }
    IRREGULAR.contains(&word)
        || STEMS.iter().any(|stem| {
            word.strip_prefix(stem).is_some_and(|end| match end {
                "s" | "ed" => true,
                "d" | "es" => stem.ends_with(['e', 's', 'h']),
                // "expelled", "vetoed" and "banned" have a letter twice.
                "led" => *stem == "expel",
                _ => false,
            })
        })
}

/// "Ankara's offer": something that only a government has.
fn owner(view: &View, after: usize) -> bool {
    const OWNED: &[&str] = &[
        "offer",
        "inability",
        "ability",
        "demand",
        "demands",
        "position",
        "positions",
        "policy",
        "policies",
        "decision",
        "support",
        "role",
        "interests",
        "interest",
        "obligations",
        "claim",
        "claims",
        "ally",
        "allies",
        "actions",
        "response",
        "government",
        "forces",
        "army",
        "military",
        "troops",
        "stance",
        "view",
        "views",
        "plan",
        "plans",
        "intention",
        "intentions",
        "ambitions",
        "refusal",
        "failure",
        "threat",
        "threats",
        "proposal",
        "request",
        "rejection",
        "backing",
        "commitment",
        "commitments",
        "relations",
        "war",
        "foreign",
        "diplomacy",
        "accusations",
        "accusation",
        "efforts",
        "reaction",
        "strategy",
        "approach",
        "concerns",
        "involvement",
        "invasion",
        "offensive",
        "goal",
        "goals",
        "aim",
        "aims",
        "warning",
        "warnings",
        "help",
        "aid",
        "assistance",
        "consent",
        "approval",
        "enemies",
        "rivals",
    ];
    let toks = &view.toks;
    let possessive = toks.get(after).is_some_and(|tok| tok.is(&["'s", "'"]));
    let owned = (after + 1..after + 4).map_while(|at| toks.get(at));
    let mut owned = owned.take_while(|tok| tok.kind == detente_language::TokenKind::Word);
    possessive && owned.any(|tok| tok.is(OWNED))
}

/// "Moscow and Ankara", "both Damascus and Tehran", "between Kyiv and Moscow", and so on, where
/// no preposition of place stands before the pair.
fn joined(view: &View, all: &[Named], i: usize, first: usize, after: usize) -> bool {
    let toks = &view.toks;
    let state = |named: &Named| named.actor.kind == ActorKind::State;
    let ends_at = |at: usize| {
        all.iter().find(|named| toks.get(at).is_some_and(|tok| named.range.end == tok.range.end))
    };
    let starts_at = |at: usize| {
        all.iter()
            .find(|named| toks.get(at).is_some_and(|tok| named.range.start == tok.range.start))
    };
    let conjunction = |tok: Option<&Tok>| tok.is_some_and(|tok| tok.is(&["and", "or"]));
    let pair = |a: &Named, b: &Named| {
        state(a)
            && state(b)
            && a.actor.id != b.actor.id
            && (a.form == Form::Capital) == (b.form == Form::Capital)
    };
    let (other, start) = if conjunction(toks.get(after))
        && let Some(other) = starts_at(after + 1)
    {
        (other, first)
    } else if first >= 2
        && conjunction(toks.get(first - 1))
        && let Some(other) = ends_at(first - 2)
    {
        (other, view.tok_at(other.range.start))
    } else {
        return false;
    };
    let before = start.checked_sub(1).map(|at| &toks[at]);
    let before = match before {
        Some(tok) if tok.is(&["both", "either"]) => start.checked_sub(2).map(|at| &toks[at]),
        other => other,
    };
    let placed = before.is_some_and(|tok| {
        tok.is(PREPOSITIONS) && !tok.is(&["between", "with", "by", "against", "of", "for"])
    });
    pair(&all[i], other) && !placed
}

#[cfg(test)]
mod tests {
    use crate::testing::with_view;

    fn actors(text: &str) -> Vec<String> {
        with_view(text, None, |view| view.names.iter().map(|n| n.actor.id.clone()).collect())
    }

    #[test]
    fn a_capital_is_an_actor_only_where_it_acts() {
        let cases: &[(&str, &[&str])] = &[
            ("Ankara insists on a truce.", &["state:TUR"]),
            ("Moscow is not fulfilling its part.", &["state:RUS"]),
            ("He blamed Damascus.", &["state:SYR"]),
            ("Relations between Moscow and Ankara are cool.", &["state:RUS", "state:TUR"]),
            ("Kinshasa has accused Kigali of lying.", &["state:COD", "state:RWA"]),
            ("Ankara's offer of talks stands.", &["state:TUR"]),
            ("It had to cooperate with Moscow.", &["state:RUS"]),
            ("Ethiopia welcomed it, and so did New Delhi.", &["state:ETH", "state:IND"]),
            ("Washington eased sanctions.", &["state:USA"]),
            ("They met in Ankara on Monday.", &[]),
            ("Flights to Moscow and Ankara were late.", &[]),
            ("Damascus was shelled at night.", &[]),
            ("Khartoum's airport is closed.", &[]),
            ("The streets of Kyiv were empty.", &[]),
            ("Moscow-backed units left.", &["state:RUS"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&actors(text), expected, "{text}");
        }
    }
}

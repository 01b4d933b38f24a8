//! Of what kind a channel is: rules in the order in which they are asked, the special before the
//! general. "The presidents spoke over the hotline" is a hotline, then a call, then a summit.

use super::contact::Contact;
use super::rank::{Rank, of_both};
use super::words::Words;
use detente_record::EventType::{Agree, Cooperate, Reject, Sanction, Support};

/// A contact between two sides, asked for its kind.
pub(super) struct Asked<'a> {
    pub(super) contact: &'a Contact,
    pub(super) words: &'a Words,
    /// The ranks of both sides, where they are known.
    pub(super) ranks: [Option<Rank>; 2],
    /// Whether a third side stands between the two.
    pub(super) third: bool,
}

type Rule = fn(&Asked) -> bool;

/// The kinds of the record, each with its rule.
const RULES: [(&str, Rule); 9] = [
    ("mediated", mediated),
    ("hotline", hotline),
    ("information-sharing", information_sharing),
    ("phone", phone),
    ("summit", summit),
    ("military", military),
    ("ministers", ministers),
    ("envoys", envoys),
    ("talks", talks),
];

/// The kind; `None` where the two were in no contact: trade is none.
pub(super) fn kind(asked: &Asked) -> Option<&'static str> {
    RULES.iter().find(|(_, rule)| rule(asked)).map(|(kind, _)| *kind)
}

/// What is agreed on is not yet there: who agrees on a hotline or a summit has neither so far. Of
/// an agreement only who came to it counts.
fn is_there(asked: &Asked) -> bool {
    asked.contact.kind != Agree
}

fn mediated(asked: &Asked) -> bool {
    let between =
        ["indirect talks", "indirect negotiations", "indirect contacts", "proximity talks"];
    let through = ["through mediat*", "via mediat*", "mediated by", "brokered by", "intermediar*"];
    asked.third || asked.words.any(&between) || asked.words.any(&through)
}

/// A hotline that is spoken over, or cut; not one that is spoken of.
fn hotline(asked: &Asked) -> bool {
    const LINE: [&str; 2] = ["hotline*", "deconfliction"];
    let by = ["over", "via", "through", "by", "use", "used", "using"];
    let used = asked.words.near(&by, &LINE, 2)
        || asked.words.any(&["on hotline", "on the hotline", "on their hotline", "hotline call*"])
        || asked.words.any(&["hotline conversation*", "hotline contact*", "hotline talks"]);
    let cut = asked.contact.kind == Sanction && asked.words.any(&LINE);
    is_there(asked) && (used || cut)
}

/// Information that is passed on, or no longer; talks on sharing it share none.
fn information_sharing(asked: &Asked) -> bool {
    const WHAT: [&str; 4] = ["information", "intelligence", "coordinates", "data"];
    let contact = asked.contact;
    let shares = ["share", "shared", "shares", "exchanged", "exchanges"];
    let sharing = ["sharing", "exchange", "exchanging"];
    let coded = contact.kind == Cooperate && (contact.is("intelligence") || contact.coded("064"));
    let cut = contact.kind == Sanction
        && (asked.words.near(&sharing, &WHAT, 2) || asked.words.near(&WHAT, &sharing, 0));
    coded || cut || is_there(asked) && asked.words.near(&shares, &WHAT, 1)
}

fn phone(asked: &Asked) -> bool {
    let call = ["phone*", "telephone*", "videoconferenc*", "video call*", "video link", "by video"];
    let coded = asked.contact.mode("phone") || asked.contact.coded("041");
    coded || is_there(asked) && asked.words.any(&call)
}

/// Heads on both sides, or a meeting that is called a summit. Who meets before one, beside it or
/// over it holds none.
fn summit(asked: &Asked) -> bool {
    const BESIDE: [&str; 14] = [
        "about",
        "after",
        "ahead",
        "before",
        "discuss*",
        "during",
        "eve",
        "margins",
        "next",
        "plan*",
        "prepar*",
        "propos*",
        "sidelines",
        "since",
    ];
    const IT: [&str; 2] = ["summit", "summits"];
    let beside = asked.words.near(&BESIDE, &IT, 4) || asked.words.near(&["on", "over"], &IT, 1);
    let named = is_there(asked) && asked.words.any(&IT) && !beside;
    asked.ranks == [Some(Rank::Head); 2] || named
}

fn military(asked: &Asked) -> bool {
    let contact = asked.contact;
    let soldiers = asked.ranks.contains(&Some(Rank::Military));
    match contact.kind {
        Cooperate => contact.is("military") || contact.coded("062"),
        Sanction | Support => false,
        _ => {
            soldiers
                || asked.words.any(&["flag meeting*", "military talks", "military to military"])
        }
    }
}

/// The lower rank of the two says what it is: a president who receives a minister meets on the
/// ministers' level.
fn lower(asked: &Asked) -> Option<Rank> {
    match asked.ranks {
        [Some(a), Some(b)] => Some(a.min(b)),
        // The other side sent whom it sent: of a head alone nothing follows.
        [a, b] => a.or(b).filter(|rank| *rank < Rank::Head),
    }
}

fn ministers(asked: &Asked) -> bool {
    makes_contact(asked) && lower(asked) == Some(Rank::Minister)
}

fn envoys(asked: &Asked) -> bool {
    let contact = asked.contact;
    let ties = contact.kind == Sanction && (contact.coded("161") || contact.coded("166"));
    ties || contact.kind == Support || makes_contact(asked) && lower(asked) == Some(Rank::Envoy)
}

fn makes_contact(asked: &Asked) -> bool {
    !matches!(asked.contact.kind, Cooperate | Sanction | Support | Reject)
}

fn talks(asked: &Asked) -> bool {
    asked.contact.kind != Cooperate
}

/// The ranks of two sides from what is known of each and of both together.
pub(super) fn ranks(a: Option<Rank>, b: Option<Rank>, words: &Words) -> [Option<Rank>; 2] {
    let both = of_both(words);
    [a.or(both), b.or(both)]
}

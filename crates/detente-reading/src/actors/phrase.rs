//! Whom a noun phrase stands for.
//!
//! "Kremlin spokesman Dmitry Peskov" is the person; "the Russian Defence Ministry" the body;
//! "Turkish officials" the state of Turkey in its government; "Syrian rebels" nobody whom the
//! world knows, but of Syria. A phrase that names two is nobody's.

use crate::view::View;
use detente_record::{ActorKind, ActorRef};
use detente_world::Form;
use std::ops::Range;

/// A noun phrase read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// The reference; its id is `None` where the phrase names nobody that the world knows.
    pub(crate) actor: ActorRef,
    /// Whether it is a person's name.
    pub(crate) person: bool,
    /// The office in it, e.g. "Kremlin spokesman".
    pub(crate) office: Option<String>,
}

/// Reads the noun phrase of these tokens; `None` where it is no actor at all, as far as can be
/// told, or more than one.
pub(crate) fn phrase(view: &View, toks: Range<usize>) -> Option<Phrase> {
    let first = view.toks.get(toks.start)?;
    let last = view.toks.get(toks.end.checked_sub(1)?)?;
    let bytes = first.range.start..last.range.end;
    let text = &view.text[bytes.clone()];
    let names = view.names_in(bytes.clone());
    let mut persons: Vec<_> =
        names.iter().filter(|named| named.actor.kind == ActorKind::Person).collect();
    persons.dedup_by_key(|named| &named.actor.id);
    if let [person] = persons.as_slice() {
        // "a spokesman for Putin": the name comes after "for", and somebody else is meant.
        let at = view.tok_at(person.range.start);
        let of =
            view.toks[toks.start..at].iter().rposition(|tok| tok.is(&["for", "of", "to", "with"]));
        let own =
            of.is_none_or(|of| view.toks[toks.start + of..at].iter().any(|tok| tok.text == ","));
        if own && !possessive_after(view, person.range.end) {
            let office = office(view, toks.clone(), &person.range);
            return Some(Phrase { actor: person.actor.reference(text), person: true, office });
        }
        return Some(unknown(view, toks, text));
    }
    if persons.len() > 1 || coordinated(view, toks.clone()) {
        return None;
    }
    let head = head(view, toks.clone());
    if let Some(named) = view.name_at(head)
        && !matches!(named.form, Form::Adjective)
        && view.tok_at(named.range.end.saturating_sub(1)) == head
        && named.range.start >= bytes.start
    {
        let mut actor = named.actor.reference(text);
        if named.form == Form::People && named.actor.kind == ActorKind::State {
            // The people of a state are not the state.
            (actor.id, actor.name, actor.sector) = (None, None, Some("CVL".into()));
        }
        return Some(Phrase { actor, person: false, office: None });
    }
    Some(unknown(view, toks, text))
}

/// A phrase whose head is a common noun or a name that the world doesn't know.
fn unknown(view: &View, toks: Range<usize>, text: &str) -> Phrase {
    let mut actor = ActorRef { text: text.to_owned(), ..ActorRef::default() };
    let head = head(view, toks.clone());
    if let Some(phrase) = titled(view, toks.start, head, text) {
        return phrase;
    }
    let own = role(&view.toks[head].lower);
    let former = view.toks[toks.start..head].iter().any(|tok| tok.is(FORMER));
    let whose = || {
        let lower = view.toks[head].lower.as_str();
        let one = detente_language::lemma(
            lower,
            detente_language::Upos::Noun,
            detente_language::Xpos::Nns,
        );
        let before = view.toks[toks.start..head].iter().map(|tok| tok.lower.as_str());
        let sector = super::speaks_for(&one, before, view.world)?;
        Some((sector, matches!(sector, "GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD")))
    };
    let role = match whose().or(own) {
        // Who held an office once acts for no state.
        Some(("GOV" | "MIL" | "LEG", true)) if former => Some(("ELI", false)),
        role => role,
    };
    if let Some((sector, for_the_state)) = role
        && let Some(state) = state_before(view, toks.start, head)
        && !elsewhere(view, head + 1..toks.end, &state.id)
    {
        actor.country = state.country.clone();
        actor.sector = Some(sector.to_owned());
        if for_the_state && state.kind == ActorKind::State {
            actor.id = Some(state.id.clone());
            actor.name = Some(state.name.clone());
        }
    }
    Phrase { actor, person: false, office: None }
}

/// Words for those who hold an office no more.
const FORMER: &[&str] = &["former", "ex", "ousted", "deposed", "toppled", "overthrown"];

/// "The Turkish foreign minister", "Russia's president": who held the office on the day of the
/// report; nobody where the day is not known, or the phrase speaks of another than the holder.
fn titled(view: &View, from: usize, head: usize, text: &str) -> Option<Phrase> {
    const OTHERS: &[&str] = &[
        "former",
        "ex",
        "late",
        "deputy",
        "vice",
        "first",
        "next",
        "future",
        "then",
        "previous",
        "another",
        "acting",
        "a",
        "an",
        "any",
        "no",
        "every",
        "assistant",
        "junior",
    ];
    let day = view.published_text()?;
    let state = state_before(view, from, head)?;
    let name = view.names_in(view.toks[from].range.start..view.toks[head].range.end).last()?;
    let after = view.tok_at(name.range.end.saturating_sub(1)) + 1;
    let own = |tok: &crate::view::Tok| !tok.is(&["'s", "'", "’s", "-"]);
    let words: Vec<&str> =
        view.toks.get(after..=head)?.iter().filter(|tok| own(tok)).map(|tok| tok.text).collect();
    if words.is_empty() || view.toks[from..=head].iter().any(|tok| tok.is(OTHERS)) {
        return None;
    }
    let title = words.join(" ");
    let holder = view.world.titled(&title, &state.id, &day)?;
    Some(Phrase { actor: holder.reference(text), person: true, office: Some(title) })
}

fn possessive_after(view: &View, end: usize) -> bool {
    view.toks
        .get(view.tok_at(end))
        .is_some_and(|tok| tok.range.start == end && tok.is(&["'s", "'"]))
}

/// The last noun before a preposition or a comma.
fn head(view: &View, toks: Range<usize>) -> usize {
    let stop = |tok: &crate::view::Tok| {
        tok.is(&[
            "of", "for", "in", "on", "at", "from", "with", "who", "which", "that", "near", "to",
            "by", "since",
        ]) || tok.text == ","
    };
    let mut at = toks.start + 1;
    while at < toks.end {
        let inside =
            view.name_at(at).is_some_and(|named| named.range.start < view.toks[at].range.start);
        if stop(&view.toks[at]) && !inside {
            break;
        }
        at += 1;
    }
    let mut head = at - 1;
    while head > toks.start && view.toks[head].is(&["'s", "'", "himself", "itself", "themselves"]) {
        head -= 1;
    }
    head
}

/// Whether the phrase goes on with a place that is not known to be the state's: "the Armenian
/// authorities in Stepanakert" need not be Armenia's.
fn elsewhere(view: &View, rest: Range<usize>, state: &str) -> bool {
    let Some(first) = view.toks.get(rest.start).filter(|_| !rest.is_empty()) else { return false };
    if !first.is(&["in", "of", "from"]) {
        return false;
    }
    let place = view.toks[rest].iter().skip(1).find(|tok| !tok.is(&["the"]));
    place.filter(|tok| tok.is_capital()).is_some_and(|tok| {
        !view.world.find(&view.text[tok.range.clone()]).iter().any(|found| found.actor.id == state)
    })
}

/// The one state, people or body named within `from..head`, nearest to the head.
fn state_before<'a>(view: &View<'a>, from: usize, head: usize) -> Option<&'a detente_world::Actor> {
    let bytes = view.toks[from].range.start..view.toks[head].range.end;
    let names = view.names_in(bytes);
    let mut states = names.iter().filter(|named| {
        let hyphen = view.toks.get(view.tok_at(named.range.end)).is_some_and(|t| t.text == "-");
        let prefixed =
            view.tok_at(named.range.start).checked_sub(1).is_some_and(|t| view.toks[t].text == "-");
        !hyphen && !prefixed
    });
    let only = states.next()?.actor;
    states.all(|named| named.actor.id == only.id).then_some(only)
}

/// The PLOVER sector that a noun speaks of, and whether such people act for their state.
pub(crate) fn role(noun: &str) -> Option<(&'static str, bool)> {
    Some(match noun {
        "army" | "military" | "troops" | "soldiers" | "soldier" | "forces" | "navy"
        | "airforce" | "servicemen" | "serviceman" | "artillery" | "warplanes" | "warplane"
        | "jets" | "jet" | "airstrikes" | "airstrike" | "strikes" | "strike" | "raids" | "raid"
        | "drones" | "drone" | "missiles" | "missile" | "shelling" | "bombardment" | "bombing"
        | "gunfire" | "commanders" | "commander" | "general" | "officer" | "officers" | "pilot"
        | "pilots" | "marines" | "paratroopers" | "conscripts" | "troop" | "generals" => {
            ("MIL", true)
        }
        "police" | "policemen" | "policeman" => ("COP", true),
        "officials" | "official" | "government" | "authorities" | "diplomats" | "diplomat"
        | "envoy" | "envoys" | "ambassador" | "embassy" | "delegation" | "negotiators"
        | "spokesman" | "spokeswoman" | "spokesperson" | "president" | "presidency"
        | "minister" | "ministers" | "leadership" | "leaders" | "leader" | "regime"
        | "ministry" | "administration" | "cabinet" | "consulate" | "chancellor" | "premier"
        | "side" => ("GOV", true),
        "intelligence" => ("SPY", true),
        "parliament" | "lawmakers" | "lawmaker" | "mps" | "senators" | "legislators" => {
            ("LEG", true)
        }
        "court" | "courts" | "judge" | "judges" | "prosecutors" | "prosecutor" => ("JUD", true),
        "rebels" | "rebel" | "militants" | "insurgents" | "fighters" | "separatists"
        | "militia" | "militias" | "militiamen" | "jihadists" | "gunmen" | "guerrillas" => {
            ("REB", false)
        }
        "opposition" | "activists" => ("OPP", false),
        "civilians" | "civilian" | "citizens" | "citizen" | "people" | "nationals"
        | "villagers" | "residents" | "women" | "children" | "men" | "refugees" | "workers"
        | "nationalists" | "students" | "families" => ("CVL", false),
        "media" | "journalists" | "journalist" | "newspaper" | "newspapers" | "reporters"
        | "television" | "radio" => ("MED", false),
        "medics" | "doctors" | "hospitals" => ("HLH", false),
        _ => return None,
    })
}

fn coordinated(view: &View, toks: Range<usize>) -> bool {
    toks.clone().any(|at| {
        let inside = view.name_at(at).is_some_and(|named| {
            let tok = &view.toks[at].range;
            named.range.start < tok.start && tok.end < named.range.end
        });
        !inside && view.toks[at].is(&["and", "or", "&"]) && {
            let bytes = view.toks[toks.start].range.start..view.toks[at].range.start;
            let after = view.toks[at].range.end..view.toks[toks.end - 1].range.end;
            let own =
                |range| view.names_in(range).iter().any(|named| named.form != Form::Adjective);
            own(bytes) && own(after)
        }
    })
}

/// The words of an office around a person's name, within the phrase.
fn office(view: &View, toks: Range<usize>, name: &Range<usize>) -> Option<String> {
    const OFFICES: &[&str] = &[
        "minister",
        "president",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "ambassador",
        "envoy",
        "secretary",
        "secretary-general",
        "chief",
        "head",
        "general",
        "commander",
        "leader",
        "chancellor",
        "king",
        "prince",
        "emir",
        "official",
        "director",
        "representative",
        "adviser",
        "advisor",
        "senator",
        "mayor",
        "governor",
        "judge",
        "marshal",
        "premier",
        "chairman",
        "chairwoman",
        "coordinator",
        "commissioner",
        "colonel",
        "ayatollah",
        "pope",
        "counsellor",
    ];
    let text = |range: Range<usize>| {
        let bytes = view.toks[range.start].range.start..view.toks[range.end - 1].range.end;
        view.text[bytes].to_owned()
    };
    let clean = |mut range: Range<usize>| {
        let edge = |at: usize| {
            let tok = &view.toks[at];
            tok.is_mark()
                || tok.is(&[
                    "the", "a", "an", "as", "his", "her", "its", "and", "but", "then", "mr", "mr.",
                    "'s",
                ])
        };
        while !range.is_empty() && edge(range.start) {
            range.start += 1;
        }
        while !range.is_empty()
            && (edge(range.end - 1) || view.toks[range.end - 1].is(&["of", "for"]))
        {
            range.end -= 1;
        }
        let held = view.toks[range.clone()].iter().any(|tok| tok.is(OFFICES));
        (held && range.len() <= 14).then(|| text(range))
    };
    let start = view.tok_at(name.start);
    let end = view.tok_at(name.end.saturating_sub(1)) + 1;
    clean(toks.start..start).or_else(|| clean(end.min(toks.end)..toks.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_view;

    fn read(text: &str) -> (Option<String>, Option<String>, Option<String>, Option<String>) {
        with_view(text, None, |view| {
            let found = phrase(view, 0..view.toks.len());
            let actor = found.as_ref().map(|phrase| phrase.actor.clone()).unwrap_or_default();
            (actor.id, actor.country, actor.sector, found.and_then(|phrase| phrase.office))
        })
    }

    #[test]
    fn an_office_is_held_by_one_on_a_day() {
        let who = |text: &str, day: Option<&str>| {
            with_view(text, day, |view| phrase(view, 0..view.toks.len())?.actor.id)
        };
        let day = Some("2020-02-14");
        let cases = [
            ("the Turkish foreign minister", day, Some("person:mevlut-cavusoglu")),
            ("Turkey's president", day, Some("person:recep-tayyip-erdogan")),
            ("Russian President", Some("2010-06-01"), Some("person:dmitry-medvedev")),
            ("the Turkish foreign minister", None, Some("state:TUR")),
            ("a former Turkish president", day, None),
            ("a Turkish opposition leader", day, None),
            ("a Turkish army spokesman", day, Some("state:TUR")),
            ("the Turkish ministers", day, Some("state:TUR")),
        ];
        for (text, day, expected) in cases {
            assert_eq!(who(text, day).as_deref(), expected, "{text} on {day:?}");
        }
    }

    #[test]
    fn phrases_stand_for_their_heads() {
        type Case<'a> =
            (&'a str, Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>);
        let cases: &[Case] = &[
            (
                "Kremlin spokesman Dmitry Peskov",
                Some("person:dmitry-peskov"),
                Some("RUS"),
                None,
                Some("Kremlin spokesman"),
            ),
            (
                "the Russian Defence Ministry",
                Some("institution:rus-defence-ministry"),
                Some("RUS"),
                Some("MIL"),
                None,
            ),
            ("Turkish officials", Some("state:TUR"), Some("TUR"), Some("GOV"), None),
            ("the Syrian army", Some("state:SYR"), Some("SYR"), Some("MIL"), None),
            ("Syrian rebels in the north", None, Some("SYR"), Some("REB"), None),
            ("a spokesman for Vladimir Putin", None, None, None, None),
            ("the Armenian authorities in Stepanakert", None, None, None, None),
            ("Turkish officials in Ankara", Some("state:TUR"), Some("TUR"), Some("GOV"), None),
            ("Ivan Nobody", None, None, None, None),
            ("the United Nations", Some("igo:un"), None, None, None),
            ("Sergei Lavrov and Mevlut Cavusoglu", None, None, None, None),
        ];
        for (text, id, country, sector, office) in cases {
            let owned = |s: &Option<&str>| s.map(str::to_owned);
            let expected = (owned(id), owned(country), owned(sector), owned(office));
            assert_eq!(read(text), expected, "{text}");
        }
    }
}

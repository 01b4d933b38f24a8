//! Under which agreement an undertaking falls.

use super::side::{self, side, slug};
use super::state::value;
use crate::calendar;
use detente_record::{ActorRef, Event, Undertaking};
use detente_world::{World, fold};
use std::collections::BTreeSet;

/// Rules that find what is only offered.
pub(super) const OFFER: &str = "offer";

/// Nouns for what is put forward and binds nobody yet.
const PROPOSALS: &[&str] = &["proposal", "plan", "draft", "initiative", "roadmap", "offer"];

/// Nouns for what makes the guns silent.
const TRUCES: &[&str] = &["truce", "ceasefire", "cease", "armistice", "cessation"];

/// Nouns for agreements of a kind of their own.
const KINDS: &[&str] = &[
    "treaty",
    "memorandum",
    "convention",
    "protocol",
    "declaration",
    "communique",
    "resolution",
    "statement",
    "understanding",
];

/// Of these, the ones that name no agreement in a whole sentence.
const LOOSE: &[&str] = &["proposal", "statement", "understanding", "declaration", "resolution"];

/// Nouns for agreements of any kind.
const PLAIN: &[&str] = &["agreement", "accord", "deal", "pact", "compact", "arrangement"];

/// Whether a capitalised word is a day or a month.
fn is_of_calendar(word: &str) -> bool {
    word == "may" || calendar::NAMES.contains(&word)
}

/// Capitalised because a phrase begins with them.
const SMALL: &[&str] = &["the", "a", "an", "this", "that", "its", "their", "his", "under", "any"];

/// The key of the agreement that an undertaking falls under: the id of one that the world knows;
/// of an unknown one its parties, kind and name; of a promise outside any agreement the side that
/// gave it.
///
/// A promise goes by its promiser alone, for of two reports only one may say to whom it was made.
///
/// ```
/// # use detente_record::{ActorRef, AgreementRef, Obligation, Undertaking, Voice};
/// # let obligation = Obligation { id: "u".into(), performer: None, obligor: None, beneficiary: None,
/// #     modality: "must".into(), duration: None, text: "withdraw".into(), action: None, object: None,
/// #     place: None, quantity: None, deadline: None, condition: None, existence: "agreed".into(),
/// #     asserted_by: vec![], evidence: vec![], performance: vec![], supersedes: None, standing: None };
/// # let mut row = Undertaking { obligation, report: "r".into(), agreement: None, voice: Voice::Own,
/// #     statement: None, rule: "pledge".into(), review: None };
/// # use detente_linking::agreement_key as key;
/// let world = detente_world::World::embedded();
/// let id = |id: &str| Some(ActorRef { id: Some(id.into()), ..ActorRef::default() });
/// row.obligation.obligor = id("person:sergey-lavrov");
/// assert_eq!(key(&row, world), "promise:state:RUS");
/// row.agreement = Some(AgreementRef { text: "the truce with Azerbaijan".into(), ..AgreementRef::default() });
/// row.obligation.obligor = id("state:ARM");
/// assert_eq!(key(&row, world), "agreement:arm-aze.ceasefire");
/// ```
pub fn key(row: &Undertaking, world: &World) -> String {
    let own = &row.obligation;
    let bound = own.obligor.as_ref().or(own.performer.as_ref());
    match &row.agreement {
        Some(agreement) => match &agreement.id {
            Some(id) => id.clone(),
            None => {
                let parties = bound.into_iter().chain(&own.beneficiary);
                told(world, &agreement.text, parties)
            }
        },
        None => match bound {
            Some(actor) => format!("promise:{}", side(world, actor)),
            None => "promise:".to_owned(),
        },
    }
}

/// The keys of the agreements that an AGREE event tells of: of each that its words name, else of
/// the unknown one that they describe. What names no agreement has none; it still counts for the
/// agreements whose undertakings stand in the same words.
pub fn event_keys(event: &Event, world: &World) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for words in &event.evidence {
        let text = words.reading();
        let named = world.agreements(&text).into_iter();
        keys.extend(
            named
                .filter(|(range, _)| !is_plain(text.get(range.clone()).unwrap_or_default()))
                .map(|(_, known)| known.id.clone()),
        );
    }
    if keys.is_empty() {
        let text = event.evidence.first().map(|words| words.reading()).unwrap_or_default();
        // "said in a statement", "plans to": an event's sentence holds more than the agreement's name.
        let told = kind(&text).filter(|kind| !LOOSE.contains(kind));
        // Who is ready to talk of a truce has none.
        let told = told.filter(|_| value(event).is_some_and(|value| value != "proposed"));
        let parties: Vec<&ActorRef> = event.actors.iter().chain(&event.recipients).collect();
        if let Some(kind) = told.filter(|_| !parties.is_empty()) {
            keys.insert(join(&codes(world, parties), kind, &[]));
        }
    }
    keys.into_iter().collect()
}

/// The kind of what a key stands for, where the key itself says so.
pub(super) fn kind_of(key: &str) -> Option<&str> {
    if key.starts_with("promise:") {
        return Some("promise");
    }
    let rest = key.strip_prefix("agreement:")?;
    rest.split('.').nth(1).filter(|kind| *kind != "agreement")
}

/// "ceasefire" alone names no agreement.
fn is_plain(words: &str) -> bool {
    let lower = words.to_lowercase();
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    !lower.contains(' ') && kind(lower).is_some()
}

/// Whether these words are of what is only put forward.
pub(super) fn is_proposal(text: &str) -> bool {
    kind(text) == Some("proposal")
}

fn kind(text: &str) -> Option<&'static str> {
    let lower = fold(text).text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.strip_suffix('s').unwrap_or(word))
        .collect();
    let has = |all: &[&'static str]| all.iter().copied().find(|noun| words.contains(noun));
    if has(PROPOSALS).is_some() || words.contains(&"proposed") {
        return Some("proposal");
    }
    if has(TRUCES).is_some() {
        return Some("ceasefire");
    }
    has(KINDS).or_else(|| has(PLAIN).map(|_| "agreement"))
}

fn told<'a>(world: &World, text: &str, parties: impl Iterator<Item = &'a ActorRef>) -> String {
    let found = world.find(text);
    let mut all = codes(world, parties);
    all.extend(found.iter().filter_map(|one| one.actor.country.as_deref().map(str::to_lowercase)));
    let mut names = BTreeSet::new();
    let mut at = 0;
    for word in text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')) {
        let start = at;
        at += word.len();
        // One separator of any length in bytes.
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let lower = slug(word.split(['\'', '’']).next().unwrap_or(word));
        let year =
            lower.len() == 4 && lower.starts_with(['1', '2']) && lower.parse::<u16>().is_ok();
        let named = word.starts_with(char::is_uppercase)
            && !is_of_calendar(&lower)
            && !SMALL.contains(&lower.as_str())
            && kind(&lower).is_none()
            && !found.iter().any(|one| one.range.contains(&start));
        if (named || year) && !lower.is_empty() {
            names.insert(lower);
        }
    }
    let names: Vec<String> = names.into_iter().collect();
    join(&all, kind(text).unwrap_or("agreement"), &names)
}

/// The countries of actors, or what else they are known by.
fn codes<'a>(world: &World, actors: impl IntoIterator<Item = &'a ActorRef>) -> BTreeSet<String> {
    let code = |actor: &ActorRef| {
        let known = actor.id.as_deref().and_then(|id| world.get(id));
        let country = actor.country.as_ref().or(known.and_then(|known| known.country.as_ref()));
        country.map_or_else(|| slug(&side::side(world, actor)), |country| country.to_lowercase())
    };
    actors.into_iter().map(code).filter(|code| !code.is_empty()).collect()
}

fn join(parties: &BTreeSet<String>, kind: &str, names: &[String]) -> String {
    let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    let mut key = format!("agreement:{}.{kind}", parties.join("-"));
    if !names.is_empty() {
        key.push('.');
        key.push_str(&names.join("-"));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(text: &str) -> String {
        let armenia = ActorRef { country: Some("ARM".into()), ..ActorRef::default() };
        told(World::embedded(), text, [&armenia].into_iter())
    }

    #[test]
    fn kinds_parties_and_names() {
        assert_eq!(told_of("the deal"), "agreement:arm.agreement");
        assert_eq!(told_of("a ceasefire agreement with Azerbaijan"), "agreement:arm-aze.ceasefire");
        assert_eq!(told_of("the Tavush truce of 2019"), "agreement:arm.ceasefire.2019-tavush");
        assert_eq!(told_of("the peace plan"), "agreement:arm.proposal");
    }

    #[test]
    fn what_a_key_is_of() {
        assert_eq!(kind_of("promise:state:RUS"), Some("promise"));
        assert_eq!(kind_of("agreement:arm.ceasefire.tavush"), Some("ceasefire"));
        assert_eq!(kind_of("agreement:sochi-memorandum-2018"), None);
    }
}

//! From the deeds of a pair to the spells of its channels.

use super::contact::{Contact, Participant};
use super::deed::{Deed, deed};
use super::kind::{Asked, kind, ranks};
use super::rank::{Rank, rank};
use crate::relation::{Dated, Dyad, Side, day};
use detente_record::{ActorRef, Channel, EventType, Evidence, TimeSpan};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// Sides of one meeting above which it is a gathering and no contact of any two.
const MOST: usize = 6;

/// Incidents named in a row: the first and the latest of more.
const NAMED: (usize, usize) = (20, 80);

/// Contacts whose words stand in a row: likewise.
const QUOTED: (usize, usize) = (8, 16);

/// One deed in one channel of a pair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// `None` comes first and is set apart.
    pub day: Option<Date>,
    /// What it does, as a number that orders several of one day.
    pub deed: u8,
    /// The first day of what lasted until `day`.
    pub since: Option<Date>,
    /// The incident.
    pub incident: String,
    /// The event that tells of it.
    pub event: String,
}

impl Touch {
    fn done(&self) -> Deed {
        Deed::of(self.deed)
    }
}

/// What a contact does to the channels of the pairs that have it, by pair and kind of channel.
/// `event` names it.
pub fn touches(
    contact: &Contact,
    event: &str,
    as_of: Option<&str>,
) -> Vec<(Dyad, &'static str, Touch)> {
    let as_of = as_of.and_then(|day| day.parse().ok());
    let words = contact.reading();
    let Some(deed) = deed(contact, &words) else { return vec![] };
    let day = match day(&contact.date, as_of) {
        Dated::On(day) => Some(day),
        Dated::Unknown => None,
        Dated::Later => return vec![],
    };
    let lasted = contact.date.span == Some(TimeSpan::Throughout);
    let first = contact.date.from.as_deref().filter(|_| lasted).and_then(|day| day.parse().ok());
    let since = first.or(day).min(day);
    let mut out = vec![];
    for (pair, third) in pairs(contact) {
        let of = |side: &Side| best(contact, side);
        let ranks = ranks(of(&pair.a), of(&pair.b), &words);
        let asked = Asked { contact, words: &words, ranks, third };
        let Some(kind) = kind(&asked) else { continue };
        let (incident, event) = (contact.incident.clone(), event.to_owned());
        out.push((pair, kind, Touch { day, deed: deed as u8, since, incident, event }));
    }
    out
}

/// The channel of one kind between two sides, from all that touches it: see [`channels`].
/// `evidence` gives the words of an event.
///
/// # Errors
/// The first of `evidence`'s.
pub fn spells<E>(
    (a, b): (&ActorRef, &ActorRef),
    kind: &str,
    touches: &BTreeSet<Touch>,
    evidence: &mut dyn FnMut(&str) -> Result<Vec<Evidence>, E>,
) -> Result<Vec<Channel>, E> {
    parted(touches).into_iter().map(|spell| row(a, b, kind, &spell, evidence)).collect()
}

/// The channels of each pair of sides: a row for each spell in which one kind of contact was in
/// one state, sorted by pair, kind and day. `from` and `to` are the first and the last day on which
/// it is told to be so. What has no day of its own stands in a row without days.
///
/// States: `open` where there was contact; `cut` where it was ended; `revived` where there was
/// contact again after a cut, or in so many words; `unknown` where the latest word is a refusal,
/// which ends nothing, and where undated words of both kinds stand beside each other. Only what
/// happened or is ongoing counts.
///
/// A third side that mediates stands between the others: the channel is theirs. A meeting of more
/// than six sides is a gathering and makes no channel.
///
/// ```
/// use detente_linking::{Contact, Participant, channels};
/// use detente_record::{ActorRef, EventType, Status, Time, TimeBasis};
/// let from = |country: &str| Participant {
///     actor: ActorRef { country: Some(country.into()), ..ActorRef::default() },
///     office: Some("foreign minister".into()),
/// };
/// let met = Contact {
///     incident: "i1".into(),
///     kind: EventType::Consult,
///     mode: None,
///     contexts: vec![],
///     cameo: Some("040".into()),
///     actors: vec![from("SDN"), from("TCD")],
///     recipients: vec![from("SDN"), from("TCD")],
///     reciprocal: true,
///     words: "The two met in N'Djamena".into(),
///     date: Time::day("2022-08-03", "Wednesday", TimeBasis::Resolved),
///     status: Status::Happened,
///     evidence: vec![],
/// };
/// let rows = channels(&[met], None);
/// assert_eq!((rows[0].kind.as_str(), rows[0].state.as_str()), ("ministers", "open"));
/// ```
pub fn channels(contacts: &[Contact], as_of: Option<&str>) -> Vec<Channel> {
    // In an order that is not the one they came in.
    let mut sorted: Vec<&Contact> = contacts.iter().collect();
    sorted.sort_by(|a, b| (&a.incident, &a.evidence).cmp(&(&b.incident, &b.evidence)));
    let mut all: BTreeMap<(Dyad, &'static str), BTreeSet<Touch>> = BTreeMap::new();
    for (at, contact) in sorted.iter().enumerate() {
        for (pair, kind, touch) in touches(contact, &format!("{at:08}"), as_of) {
            all.entry((pair, kind)).or_default().insert(touch);
        }
    }
    let named = || contacts.iter().flat_map(everyone).map(|one| &one.actor);
    let mut words = |event: &str| {
        let contact = event.parse::<usize>().ok().and_then(|at| sorted.get(at));
        Ok::<_, Infallible>(contact.map(|one| one.evidence.clone()).unwrap_or_default())
    };
    let mut out = vec![];
    for ((pair, kind), done) in all {
        let (a, b) = (pair.a.reference(named()), pair.b.reference(named()));
        out.extend(spells((&a, &b), kind, &done, &mut words).unwrap_or_default());
    }
    out
}

fn everyone(contact: &Contact) -> impl Iterator<Item = &Participant> {
    contact.actors.iter().chain(&contact.recipients)
}

/// The pairs in contact, and whether a third side stands between them.
fn pairs(contact: &Contact) -> BTreeSet<(Dyad, bool)> {
    let sides = |of: &[Participant]| -> BTreeSet<Side> {
        of.iter().filter_map(|one| Side::of(&one.actor)).collect()
    };
    let (from, to) = (sides(&contact.actors), sides(&contact.recipients));
    let third = !contact.reciprocal
        && contact.kind == EventType::Consult
        && (contact.mode("third-party") || contact.coded("045"));
    let both: BTreeSet<Side> = from.union(&to).cloned().collect();
    if both.len() > MOST {
        return BTreeSet::new();
    }
    let (from, to) = match (third, contact.reciprocal) {
        // Whom the third side brings together; with one of them named, the other is not known.
        (true, _) => (to.clone(), to),
        (_, true) => (both.clone(), both),
        _ => (from, to),
    };
    let all = from.iter().flat_map(|a| to.iter().map(move |b| (a, b)));
    let pair = |(a, b): (&Side, &Side)| (Dyad { a: a.clone(), b: b.clone() }.pair(), third);
    all.filter(|(a, b)| a != b).map(pair).collect()
}

/// The highest rank on a side.
fn best(contact: &Contact, side: &Side) -> Option<Rank> {
    let of = |one: &&Participant| Side::of(&one.actor).as_ref() == Some(side);
    everyone(contact).filter(of).filter_map(rank).max()
}

/// Deeds that one state covers.
struct Spell<'a> {
    state: &'static str,
    done: Vec<&'a Touch>,
}

/// The spells of a channel, the undated first.
fn parted(done: &BTreeSet<Touch>) -> Vec<Spell<'_>> {
    let (undated, dated): (Vec<_>, Vec<_>) = done.iter().partition(|done| done.day.is_none());
    let mut out: Vec<Spell> = vec![];
    if !undated.is_empty() {
        let state = without_order(undated.iter().map(|touch| touch.done()));
        out.push(Spell { state, done: undated });
    }
    let mut spells: Vec<Spell> = vec![];
    let mut cut = false;
    for done in dated {
        let before = spells.last().map(|spell| spell.state);
        let state = match (done.done(), before) {
            (Deed::Open, Some("revived")) => "revived",
            (Deed::Open, _) if cut => "revived",
            (Deed::Open, _) => "open",
            (Deed::Revive, _) => "revived",
            // Who refuses what is cut leaves it cut.
            (Deed::Refuse, _) if cut => "cut",
            (Deed::Refuse, _) => "unknown",
            (Deed::Cut, _) => "cut",
        };
        cut = state == "cut";
        match spells.last_mut().filter(|spell| spell.state == state) {
            Some(spell) => spell.done.push(done),
            None => spells.push(Spell { state, done: vec![done] }),
        }
    }
    out.extend(spells);
    out
}

/// The state that deeds of unknown days come to.
fn without_order(deeds: impl Iterator<Item = Deed>) -> &'static str {
    let deeds: BTreeSet<Deed> = deeds.collect();
    let only = |of: &[Deed]| deeds.iter().all(|deed| of.contains(deed));
    if only(&[Deed::Open]) {
        "open"
    } else if only(&[Deed::Open, Deed::Revive]) {
        "revived"
    } else if only(&[Deed::Cut, Deed::Refuse]) && deeds.contains(&Deed::Cut) {
        "cut"
    } else {
        "unknown"
    }
}

fn row<E>(
    a: &ActorRef,
    b: &ActorRef,
    kind: &str,
    spell: &Spell,
    words: &mut dyn FnMut(&str) -> Result<Vec<Evidence>, E>,
) -> Result<Channel, E> {
    let iso = |day: Option<Date>| day.map(|day| day.to_string());
    let mut met = BTreeSet::new();
    let incidents: Vec<&str> = spell
        .done
        .iter()
        .map(|touch| touch.incident.as_str())
        .filter(|incident| met.insert(*incident))
        .collect();
    let mut evidence: BTreeSet<Evidence> = BTreeSet::new();
    for touch in ends(&spell.done, QUOTED) {
        evidence.extend(words(&touch.event)?);
    }
    Ok(Channel {
        a: a.clone(),
        b: b.clone(),
        kind: kind.to_owned(),
        state: spell.state.to_owned(),
        from: iso(spell.done.iter().filter_map(|touch| touch.since).min()),
        to: iso(spell.done.iter().filter_map(|touch| touch.day).max()),
        told: incidents.len(),
        incidents: ends(&incidents, NAMED).map(|incident| (*incident).to_owned()).collect(),
        evidence: evidence.into_iter().collect(),
    })
}

/// The first and the last of many; all of few.
fn ends<T>(all: &[T], (first, last): (usize, usize)) -> impl Iterator<Item = &T> {
    let head = all.len().min(first);
    let tail = all.len().saturating_sub(last).max(head);
    all[..head].iter().chain(&all[tail..])
}

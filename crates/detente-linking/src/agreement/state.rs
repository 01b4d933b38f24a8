//! The states of an agreement, as the world and the reports tell them: put forward, agreed, signed.

use super::key::{OFFER, event_keys, is_proposal};
use super::said;
use super::side::{self, identity};
use detente_record::{
    ActorRef, AgreementState, Event, Evidence, Obligation, Status, Time, TimeBasis, TimeSpan,
    Undertaking, Voice,
};
use detente_world::{Agreement as KnownAgreement, World};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How far from the day of its conclusion an agreement's own event can be told to lie.
const NEAR_DAYS: i32 = 31;

/// A day, month or year of the world as a time that follows from its row.
pub(super) fn told_by_world(day: &str, id: &str) -> Option<Time> {
    let from = first_day(day)?;
    let to = last_day(day)?;
    Some(Time {
        edtf: Some(day.to_owned()),
        span: Some(if from == to { TimeSpan::Throughout } else { TimeSpan::Within }),
        from: Some(from),
        to: Some(to),
        basis: Some(TimeBasis::Inferred),
        because: vec![id.to_owned()],
        ..Time::default()
    })
}

fn first_day(day: &str) -> Option<String> {
    let full = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    Some(full.parse::<Date>().ok()?.to_string())
}

/// The last day of a day, month or year.
pub(super) fn last_day(day: &str) -> Option<String> {
    let first: Date = first_day(day)?.parse().ok()?;
    let last = match day.len() {
        4 => first.last_of_year(),
        7 => first.last_of_month(),
        _ => first,
    };
    Some(last.to_string())
}

/// The events that tell of this agreement: by name or description, or in the same words as one of
/// its undertakings. One that only mentions an old agreement is not of its conclusion.
pub(super) fn own<'a>(
    key: &str,
    rows: &[&Undertaking],
    events: &'a [Event],
    known: Option<&KnownAgreement>,
    world: &World,
) -> Vec<&'a Event> {
    let near = |event: &Event| {
        let Some(on) = known.and_then(|known| known.concluded.as_deref()) else { return true };
        value(event) == Some("renewed") || is_near(&event.date, on)
    };
    let mut all: Vec<&Event> = events
        .iter()
        .filter(|event| event.kind == detente_record::EventType::Agree)
        .filter(|event| {
            let told = event_keys(event, world).iter().any(|own| own == key);
            (told || rows.iter().any(|row| overlap(row, event))) && near(event)
        })
        .collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    all
}

fn is_near(date: &Time, on: &str) -> bool {
    let day = |text: &str| text.parse::<Date>().ok();
    let (Some(first), Some(last)) = (first_day(on), last_day(on)) else { return false };
    let (Some(first), Some(last)) = (day(&first), day(&last)) else { return false };
    let Some(told) = date.to.as_deref().or(date.from.as_deref()).and_then(day) else {
        return false;
    };
    let days = |a: Date, b: Date| a.until(b).map_or(i32::MAX, |span| span.get_days());
    days(told, first) <= NEAR_DAYS && days(last, told) <= NEAR_DAYS
}

/// Whether an undertaking and an event stand in the same words.
pub fn overlap(row: &Undertaking, event: &Event) -> bool {
    let parts = |words: &[Evidence]| -> Vec<(String, [usize; 2])> {
        let whole = words.iter().filter(|one| one.field.is_none());
        whole
            .flat_map(|one| one.parts.iter().map(|part| (one.report.clone(), part.bytes)))
            .collect()
    };
    row.report == event.report && {
        let theirs = parts(&event.evidence);
        parts(&row.obligation.evidence).iter().any(|(report, a)| {
            theirs.iter().any(|(other, b)| report == other && a[0] < b[1] && b[0] < a[1])
        })
    }
}

/// The state that an event tells of.
pub(super) fn value(event: &Event) -> Option<&'static str> {
    match event.status {
        Status::Happened | Status::Ongoing => {}
        Status::Planned | Status::Demanded | Status::Hypothetical | Status::Threatened => {
            return Some("proposed");
        }
        Status::Denied | Status::Failed => return None,
    }
    let text = event.evidence.first().map(|words| words.reading().to_lowercase());
    let text = text.unwrap_or_default();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |all: &[&str]| words.iter().any(|word| all.contains(word));
    let offers = ["agree/offer", "agree/ready", "agree/invite"];
    Some(match () {
        () if has(&["renew", "renewed", "extend", "extended", "prolong", "prolonged"]) => "renewed",
        () if has(&["signed", "sign", "signing"]) => "signed",
        () if has(&["agreed", "accepted", "concluded", "reached"]) => "agreed",
        () if offers.iter().any(|rule| event.rule.starts_with(rule)) => "proposed",
        () => "agreed",
    })
}

fn is_concluded(known: Option<&KnownAgreement>) -> bool {
    known.is_some_and(|known| known.concluded.is_some())
}

/// Whether an undertaking is only put forward.
pub(super) fn is_proposed(row: &Undertaking) -> bool {
    let unknown = row.agreement.as_ref().filter(|agreement| agreement.id.is_none());
    row.rule == OFFER || unknown.is_some_and(|agreement| is_proposal(&agreement.text))
}

/// All states, in the order of days, each once for who says so.
pub(super) fn states(
    rows: &[&Undertaking],
    events: &[&Event],
    known: Option<&KnownAgreement>,
    days: &BTreeMap<&str, &str>,
) -> Vec<AgreementState> {
    let mut all: Vec<AgreementState> = vec![];
    let mut add = |value: &str, by: Option<ActorRef>, date: Time, evidence: Vec<Evidence>| {
        all.push(AgreementState { value: value.to_owned(), by, date, evidence });
    };
    if let Some(known) = known {
        let ends = [("agreed", &known.concluded), ("ended", &known.ended)];
        for (value, day) in ends {
            if let Some(date) = day.as_deref().and_then(|day| told_by_world(day, &known.id)) {
                add(value, None, date, vec![]);
            }
        }
    }
    for event in events {
        // Talk of new offers is no state of what was concluded long before.
        let told = value(event).filter(|value| *value != "proposed" || !is_concluded(known));
        if let Some(value) = told {
            // Who tells it is known where an undertaking stands in the same statement.
            let told = rows.iter().find(|row| {
                event.voice == Voice::Attributed
                    && row.report == event.report
                    && row.statement.is_some()
                    && row.statement == event.statement
            });
            let by = told.and_then(|row| row.obligation.asserted_by.first());
            add(value, by.cloned(), event.date.clone(), event.evidence.clone());
        }
    }
    // Of what the world does not know the undertakings tell themselves.
    for row in rows.iter().filter(|_| known.is_none()) {
        let value = match row.obligation.existence.as_str() {
            _ if is_proposed(row) => "proposed",
            "agreed" => "agreed",
            _ => continue,
        };
        let date = Time::by_report(days.get(row.report.as_str()).copied());
        let own = &row.obligation;
        let by = own.asserted_by.first();
        add(value, by.cloned(), date, main(own));
    }
    distinct(all)
}

/// The words of a row as a whole.
pub(super) fn main(row: &Obligation) -> Vec<Evidence> {
    row.evidence.iter().filter(|words| words.field.is_none()).cloned().collect()
}

fn distinct(all: Vec<AgreementState>) -> Vec<AgreementState> {
    type Key = ((bool, Option<String>), Option<String>, usize, Option<String>);
    // As an agreement goes, where the days do not say.
    const ORDER: &[&str] =
        &["proposed", "agreed", "signed", "in-force", "suspended", "renewed", "ended"];
    let mut found: BTreeMap<Key, Vec<AgreementState>> = BTreeMap::new();
    for one in all {
        let by = one.by.as_ref().map(identity);
        let place = ORDER.iter().position(|value| *value == one.value).unwrap_or(ORDER.len());
        let (from, to) = (one.date.from.clone(), one.date.to.clone());
        found.entry(((to.is_none(), to), from, place, by)).or_default().push(one);
    }
    let merged = found.into_values().filter_map(|mut same| {
        // Of one day and holder the words of the first report stand first, whoever was read first.
        same.sort_by(|a, b| {
            (&a.evidence, &a.by, &a.date.text).cmp(&(&b.evidence, &b.by, &b.date.text))
        });
        let evidence = said::evidence(same.iter().flat_map(|one| &one.evidence));
        Some(AgreementState { evidence, ..same.into_iter().next()? })
    });
    merged.collect()
}

/// When it was concluded, as the reports tell: the first day told for its being agreed or signed.
pub(super) fn concluded(states: &[AgreementState]) -> Time {
    let told = states.iter().filter(|state| matches!(state.value.as_str(), "agreed" | "signed"));
    let exact = |date: &Time| date.from.is_some() && date.from == date.to;
    let mut dates = told.map(|state| &state.date).filter(|date| !date.is_unknown());
    let first = dates.clone().find(|date| exact(date)).or_else(|| dates.next());
    first.cloned().unwrap_or_default()
}

/// The sides that an agreement of which the world does not know binds: those in its events and
/// those who answer for what is undertaken, with those it is undertaken to.
pub(super) fn parties(
    rows: &[&Undertaking],
    events: &[&Event],
    promise: bool,
    world: &World,
) -> Vec<ActorRef> {
    let mut all: Vec<ActorRef> = vec![];
    for row in rows {
        let own = &row.obligation;
        all.extend(own.obligor.as_ref().or(own.performer.as_ref()).cloned());
        all.extend(own.beneficiary.clone().filter(|_| !promise));
    }
    for event in events.iter().filter(|_| !promise) {
        all.extend(event.actors.iter().chain(&event.recipients).cloned());
    }
    let all: Vec<ActorRef> = all.iter().map(|actor| side::head(world, actor)).collect();
    side::distinct(world, &all)
}

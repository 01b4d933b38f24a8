//! Happenings that are told here as past and are dated there.
//!
//! Who tells of a raid tells of it after it was; who tells of it as news, within days. Whether two
//! reports tell of one happening is for `incident` to say, by sides, place, figures, names and
//! words, where no day is known of the one.

use super::points;
use super::terms;
use super::{Dated, Facts, Found};
use crate::dating::Bound;
use crate::incident::{self, Days, Telling, family, party_key};
use crate::origin::Witness;
use detente_record::{Event, FigureRole, Status};
use std::collections::BTreeSet;

/// Keys of one event at most, of each sort.
const MOST: usize = 6;

/// An event that can date a report, with its keys: what is only demanded or supposed has no day.
pub(super) fn known(event: &Event) -> Option<(Event, Vec<String>)> {
    let keys = keys(event);
    let of_use = matches!(event.status, Status::Happened | Status::Planned) && !keys.is_empty();
    of_use.then(|| (event.clone(), keys))
}

/// What an event is known by whatever its day: a name in its sentence, and a figure with a side or
/// a place.
fn keys(event: &Event) -> Vec<String> {
    let kind = family(event.kind).as_str();
    let sentence = event.evidence.first().map(|words| words.reading()).unwrap_or_default();
    let names = terms::names(&sentence);
    let mut out: BTreeSet<String> =
        names.iter().take(MOST).map(|name| format!("event|{kind}|{name}")).collect();
    let parties = event.actors.iter().chain(&event.recipients).filter_map(party_key);
    let place = event.place.as_ref().and_then(|place| place.id.clone());
    let whose: BTreeSet<String> = parties.chain(place).take(MOST).collect();
    for quantity in &event.quantities {
        let told = quantity.role != FigureRole::Other && quantity.value.is_some_and(|n| n >= 4.0);
        if let Some(value) = quantity.value.filter(|_| told) {
            let role = quantity.role;
            out.extend(whose.iter().map(|whose| format!("event|{kind}|{whose}|{role}={value}")));
        }
    }
    out.into_iter().collect()
}

/// A happening here that is dated there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Met {
    /// How much speaks for its being one.
    points: i32,
    pub(super) from: i64,
    pub(super) to: i64,
    /// Whether it is told here as news.
    news: bool,
    pub(super) because: String,
}

pub(super) fn bounds(undated: &Facts, found: &Found<'_>) -> Vec<Bound> {
    /// News is told within so many days.
    const NEWS: i64 = 7;
    /// Points against days before what is told as past: two happenings may be taken for one.
    const PAST: i32 = 24;
    /// Points against days beside what is told as news, for old news is told anew.
    const FRESH: i32 = 12;
    let mut out = vec![];
    let met = met(undated, found, Status::Happened);
    let day = |day: i64| incident::iso(day)?.parse().ok();
    if let Some(one) = met.iter().max() {
        let because = format!("it tells, as past, of “{}", one.because);
        out.push(Bound { from: day(one.from - 1), to: None, points: PAST, because });
    }
    if let Some(one) = met.iter().filter(|one| one.news).max() {
        let because = format!("it tells, as news, of “{}", one.because);
        out.extend(points::bound(one.from - 1, one.to + NEWS, FRESH, &because));
    }
    out
}

/// Happenings here, of this standing, that took place on a day that another report fixes.
pub(super) fn met(undated: &Facts, found: &Found<'_>, status: Status) -> BTreeSet<Met> {
    let mut out = BTreeSet::new();
    for (ours, keys) in undated.events.iter().filter(|(event, _)| event.status == status) {
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        for key in keys {
            for dated in found.under(key) {
                let report = dated.facts.report.as_str();
                let under = dated.facts.events.iter().filter(|(_, keys)| keys.contains(key));
                let new = under.filter(|(event, _)| seen.insert((report, &event.id)));
                out.extend(new.filter_map(|(theirs, _)| meet(ours, theirs, dated)));
            }
        }
    }
    out
}

/// Whether both are of one happening, whose day is known there.
fn meet(ours: &Event, theirs: &Event, dated: &Dated<'_>) -> Option<Met> {
    /// Days within which a happening is known to be.
    const PRECISE: i64 = 8;
    /// Points of likeness, and those of them that tell it from others between the same sides. More
    /// than makes one incident: in a war one raid is like another, and no day parts them here.
    const ENOUGH: i32 = 20;
    const TELLING: i32 = 8;
    if theirs.status != Status::Happened || family(ours.kind) != family(theirs.kind) {
        return None;
    }
    let (days, _) = Days::of(&theirs.date)?;
    if days.length() > PRECISE || Days::of(&ours.date).is_some() {
        return None;
    }
    let pair = incident::score(&telling(ours), &telling(theirs));
    if pair.never.is_some() || pair.points < ENOUGH || pair.telling < TELLING {
        return None;
    }
    let sentence = ours.evidence.first().map(|words| words.reading()).unwrap_or_default();
    let because = format!("{}”, dated by {}", short(&sentence), super::kin::said(dated));
    let (from, to) = (days.from, days.to);
    Some(Met { from, to, news: is_news(ours), points: pair.points, because })
}

/// The first words of a sentence.
fn short(sentence: &str) -> String {
    /// Words quoted.
    const WORDS: usize = 12;
    let words: Vec<&str> = sentence.split_whitespace().collect();
    match words.get(..WORDS) {
        Some(first) => format!("{} …", first.join(" ")),
        None => words.join(" "),
    }
}

/// Whether an event is told as news: in the title, or on a day of the week.
fn is_news(event: &Event) -> bool {
    let title = event.evidence.iter().any(|words| words.section == "title");
    let text = event.date.text.as_deref().unwrap_or_default().to_lowercase();
    title || text == "today" || text.contains("day") && event.date.from.is_none()
}

fn telling(event: &Event) -> Telling {
    Telling {
        // Whether it is to come here or was is not what tells it from others.
        event: Event { status: Status::Happened, ..event.clone() },
        reported: None,
        outlet: None,
        speaker: None,
        witness: Witness::default(),
        origin: event.report.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::day;
    use super::super::{Dated, Facts, bounds};
    use super::*;
    use crate::incident::tests::{actor, market};
    use detente_record::Time;

    /// The market of the tests of incidents, and who shelled it.
    fn shelled(id: &str, killed: f64) -> Event {
        let actors = vec![actor("the army", "SDN", "MIL")];
        Event { actors, ..market(id, "2023-06-01", killed).event }
    }

    /// It is told on 1 June 2023 of the day before.
    fn known() -> Facts {
        Facts::new("known", "", &[shelled("k", 18.0)], &[])
    }

    /// The same, told without a day.
    fn undated(status: Status, killed: f64) -> Facts {
        let event = shelled("u", killed);
        let date = Time { text: Some("Wednesday".into()), ..Time::default() };
        Facts::new("new", "", &[Event { status, date, ..event }], &[])
    }

    fn found(undated: &Facts) -> Vec<(Option<String>, Option<String>, String)> {
        let known = known();
        let on = day("2023-06-01");
        let all = [Dated { facts: &known, from: on, to: on, stated: true }];
        let text = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let one = |bound: Bound| (text(bound.from), text(bound.to), bound.because);
        bounds(undated, &all).into_iter().map(one).collect()
    }

    #[test]
    fn what_is_past_here_is_dated_there() {
        let found = found(&undated(Status::Happened, 18.0));
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((found[0].0.as_deref(), found[0].1.as_deref()), (Some("2023-05-30"), None));
        assert!(found[0].2.contains("report known (2023-06-01)"), "{found:?}");
        let news = (found[1].0.as_deref(), found[1].1.as_deref());
        assert_eq!(news, (Some("2023-05-30"), Some("2023-06-07")));
    }

    #[test]
    fn what_is_to_come_here_was_there() {
        let found = found(&undated(Status::Planned, 18.0));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1.as_deref(), Some("2023-05-31"));
    }

    #[test]
    fn another_raid_of_the_war_says_nothing() {
        assert_eq!(found(&undated(Status::Happened, 7.0)), []);
        assert_eq!(found(&undated(Status::Hypothetical, 18.0)), []);
    }
}

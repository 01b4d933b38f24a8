//! What several forms ask for of a case, kept small: one pass over each table.

use super::Error;
use super::each;
use detente_case::{Case, Filter};
use detente_record::{
    Actor, ActorKind, ActorRef, Dispute, Event, Incident, Place, PlaceRef, Report, Status, Time,
    TimeBasis,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A report, as others cite it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cited {
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: Option<String>,
    /// The day it bears, where it is one.
    pub(crate) day: Option<String>,
    pub(crate) language: Option<String>,
}

/// A telling of a happening that happened or goes on.
#[derive(Clone, Debug)]
pub(crate) struct Telling {
    pub(crate) report: String,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) goldstein: Option<f64>,
    /// The sentence, where the form wants words.
    pub(crate) words: Option<String>,
}

/// What is known of a place beside its reference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spot {
    pub(crate) kind: String,
    pub(crate) admin1: Option<String>,
}

/// Rows of a case by id.
pub(crate) struct Ledger<'a> {
    pub(crate) case: &'a Case,
    pub(crate) reports: BTreeMap<String, Cited>,
    kinds: HashMap<String, ActorKind>,
    spots: HashMap<String, Spot>,
    tellings: HashMap<String, Telling>,
    /// The kinds of disputes about a row.
    disputes: HashMap<String, BTreeSet<String>>,
}

/// Longest sentence kept of a telling, in characters.
const WORDS: usize = 400;

impl<'a> Ledger<'a> {
    /// Reads what is needed; `words` also keeps the first sentence of each telling.
    pub(crate) fn new(case: &'a Case, words: bool) -> Result<Self, Error> {
        let all = Filter::default();
        let mut ledger = Self {
            case,
            reports: BTreeMap::new(),
            kinds: HashMap::new(),
            spots: HashMap::new(),
            tellings: HashMap::new(),
            disputes: HashMap::new(),
        };
        each::<Report>(case, &all, |row| {
            let day = single_day(&row.published.time).map(str::to_owned);
            let Report { id, url, outlet, title, language, .. } = row;
            ledger.reports.insert(id, Cited { url, outlet, title, day, language });
            Ok(())
        })?;
        each::<Actor>(case, &all, |row| {
            ledger.kinds.insert(row.id, row.kind);
            Ok(())
        })?;
        each::<Place>(case, &all, |row| {
            ledger.spots.insert(row.id, Spot { kind: row.kind, admin1: row.admin1 });
            Ok(())
        })?;
        each::<Event>(case, &all, |row| {
            if happened(row.status) {
                let sentence = row.evidence.iter().find(|one| one.field.is_none());
                let words = sentence.filter(|_| words).map(|one| shorten(&one.reading(), WORDS));
                let Event { id, report, mode, cameo, goldstein, .. } = row;
                ledger.tellings.insert(id, Telling { report, mode, cameo, goldstein, words });
            }
            Ok(())
        })?;
        each::<Dispute>(case, &all, |row| {
            // A count that rose, or that covers another time, is no dispute.
            for id in row.about.into_iter().filter(|_| row.relation == "conflict") {
                ledger.disputes.entry(id).or_default().insert(row.kind.clone());
            }
            Ok(())
        })?;
        Ok(ledger)
    }

    /// What is disputed about an incident or a telling of it: kinds of disputes, in order; empty
    /// where nothing is.
    pub(crate) fn disputes(&self, incident: &Incident) -> Vec<&str> {
        let ids = std::iter::once(&incident.id).chain(&incident.events);
        let kinds: BTreeSet<&str> = ids
            .filter_map(|id| self.disputes.get(id))
            .flatten()
            .map(String::as_str)
            .chain((incident.standing == "disputed").then_some("occurrence"))
            .collect();
        kinds.into_iter().collect()
    }

    /// The same in words, for a column of notes.
    pub(crate) fn standing(&self, incident: &Incident) -> String {
        match self.disputes(incident)[..] {
            [] => "unopposed".into(),
            ref kinds => format!("disputed: {}", kinds.join(", ")),
        }
    }

    /// The tellings of an incident by which it happened or goes on, in the order of their ids.
    pub(crate) fn tellings(&self, incident: &Incident) -> Vec<(&str, &Telling)> {
        let of = |id: &String| self.tellings.get_key_value(id);
        incident.events.iter().filter_map(of).map(|(id, one)| (id.as_str(), one)).collect()
    }

    /// What kind of actor a participant is, where it is known.
    pub(crate) fn kind_of(&self, who: &ActorRef) -> Option<ActorKind> {
        self.kinds.get(who.id.as_deref()?).copied()
    }

    /// What is known of a place.
    pub(crate) fn spot(&self, place: &PlaceRef) -> Option<&Spot> {
        self.spots.get(place.id.as_deref()?)
    }

    /// The name of a country by ISO 3166-1 alpha-3.
    pub(crate) fn country_name(&self, iso3: &str) -> Option<String> {
        let world = self.case.world().ok()?;
        world.get(&format!("state:{iso3}")).map(|state| state.name.clone())
    }

    /// Reports that tell something, the earliest first; those without a day after the others.
    pub(crate) fn earliest_first<'b>(&'b self, ids: &mut Vec<&'b str>) {
        let day = |id: &str| self.reports.get(id).and_then(|one| one.day.clone());
        ids.sort_by_cached_key(|id| (day(id).is_none(), day(id), (*id).to_owned()));
        ids.dedup();
    }

    /// A report in a line, for those who have no address: outlet, title, day, id.
    pub(crate) fn citation(&self, report: &str) -> String {
        let Some(cited) = self.reports.get(report) else { return format!("report {report}") };
        let title = cited.title.as_ref().map(|title| format!("“{title}”"));
        let parts = [cited.outlet.clone(), title, cited.day.clone()];
        let mut all: Vec<String> = parts.into_iter().flatten().collect();
        all.push(format!("report {report}"));
        all.join(", ")
    }

    /// Its address on the web, else a citation.
    pub(crate) fn address(&self, report: &str) -> String {
        let url = self.reports.get(report).and_then(|cited| cited.url.clone());
        url.unwrap_or_else(|| self.citation(report))
    }

    /// The outlets of reports, each once, in order.
    pub(crate) fn outlets(&self, reports: &[String]) -> Vec<&str> {
        let of = |id: &String| self.reports.get(id)?.outlet.as_deref();
        let mut outlets: Vec<&str> = reports.iter().filter_map(of).collect();
        outlets.sort_unstable();
        outlets.dedup();
        outlets
    }
}

/// Whether a status says that it took place.
pub(crate) fn happened(status: Status) -> bool {
    matches!(status, Status::Happened | Status::Ongoing)
}

/// The day of a time, where it is one day.
pub(crate) fn single_day(time: &Time) -> Option<&str> {
    let (from, to) = (time.from.as_deref()?, time.to.as_deref()?);
    (from == to && from.len() == 10 && time.basis != Some(TimeBasis::ReportDate)).then_some(from)
}

/// The first and the last day that a time may be, both known.
pub(crate) fn days(time: &Time) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let (from, to) = (time.from.as_deref()?.parse().ok()?, time.to.as_deref()?.parse().ok()?);
    (from <= to).then_some((from, to))
}

/// At most so many characters, with an ellipsis where more there were.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}

/// What most of them are, of equals the longest and then the first; `None` of none.
pub(crate) fn most<'a>(all: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    all.for_each(|one| *votes.entry(one).or_default() += 1);
    let best = |(a, n): &(&str, usize), (b, m): &(&str, usize)| {
        (n, a.len()).cmp(&(m, b.len())).then_with(|| b.cmp(a))
    };
    votes.into_iter().max_by(best).map(|(one, _)| one)
}

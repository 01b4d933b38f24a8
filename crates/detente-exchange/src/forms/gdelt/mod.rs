//! GDELT 2.0, Event and Mentions, parted by tabs, without heading and without quoting (GDELT Event
//! Database, Data Format Codebook V2.0).
//!
//! An incident gives a row of the Event table for each pair that takes part; each telling of it is a
//! row of the Mentions table.

mod actor;
mod dyads;
mod spots;

use self::dyads::{Dyad, dyads};
use self::spots::{Spotted, each_spotted};
use super::cell::{bare, number};
use super::countries::country;
use super::each;
use super::ledger::{Ledger, Telling, days, most};
use super::side::key;
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Incident, PlaceRef, Time};
use std::collections::{HashMap, HashSet};
use std::io::Write;

/// The Event table's columns; the file has no heading.
const EVENT_COLUMNS: usize = 61;
/// The Mentions table's columns.
const MENTION_COLUMNS: usize = 16;

pub(super) fn write_events(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut leads: HashSet<String> = HashSet::new();
    each_spotted(case, &ledger, |one| {
        if one.lead {
            leads.insert(one.event.id);
        }
        Ok(())
    })?;
    each::<Incident>(case, &Filter::default(), |incident| {
        let tellings = ledger.tellings(&incident);
        if tellings.is_empty() {
            return Ok(());
        }
        for dyad in dyads(&incident) {
            put(out, &event(&incident, &dyad, &tellings, &leads, &ledger))?;
        }
        Ok(())
    })
}

pub(super) fn write_mentions(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut incidents: HashMap<String, Told> = HashMap::new();
    each::<Incident>(case, &Filter::default(), |incident| {
        let tellings = ledger.tellings(&incident);
        if let Some(first) = first_report(&tellings, &ledger) {
            let added = added(&first, &ledger);
            let standing = ledger.standing(&incident);
            let told = Told { dyads: dyads(&incident), added, standing };
            incidents.insert(incident.id, told);
        }
        Ok(())
    })?;
    each_spotted(case, &ledger, |one| {
        let told = one.event.incident.as_ref().and_then(|id| incidents.get(id));
        if let Some(told) = told {
            for dyad in named(&told.dyads, &one) {
                put(out, &mention(&one, dyad, told, &ledger))?;
            }
        }
        Ok(())
    })
}

/// What a mention needs of its incident.
struct Told {
    dyads: Vec<Dyad>,
    added: String,
    standing: String,
}

/// The pairs that a telling names, else all of its incident.
fn named<'a>(all: &'a [Dyad], one: &Spotted) -> Vec<&'a Dyad> {
    let has = |side: &[ActorRef], who: &Option<ActorRef>| match who {
        Some(who) => side.iter().any(|own| key(own) == key(who)),
        None => side.is_empty(),
    };
    let fits = |dyad: &&Dyad| {
        has(&one.event.actors, &dyad.actor) && has(&one.event.recipients, &dyad.recipient)
    };
    let own: Vec<&Dyad> = all.iter().filter(fits).collect();
    if own.is_empty() { all.iter().collect() } else { own }
}

fn put(out: &mut dyn Write, cells: &[String]) -> std::io::Result<()> {
    out.write_all(cells.join("\t").as_bytes())?;
    out.write_all(b"\n")
}

fn event(
    incident: &Incident,
    dyad: &Dyad,
    tellings: &[(&str, &Telling)],
    leads: &HashSet<String>,
    ledger: &Ledger,
) -> Vec<String> {
    let code = most(tellings.iter().filter_map(|(_, one)| one.cameo.as_deref()));
    let of_code = tellings.iter().find(|(_, one)| one.cameo.as_deref() == code);
    let goldstein = of_code.and_then(|(_, one)| one.goldstein).filter(|_| code.is_some());
    let code = code.unwrap_or_default();
    let first = first_report(tellings, ledger).unwrap_or_default();
    let root = tellings.iter().any(|(id, one)| one.report == first && leads.contains(*id));
    let mut reports: Vec<&str> = tellings.iter().map(|(_, one)| one.report.as_str()).collect();
    reports.sort_unstable();
    reports.dedup();
    let mut row = vec![dyad.number.to_string()];
    row.extend(day(&incident.date));
    row.extend(actor::cells(dyad.actor.as_ref(), ledger));
    row.extend(actor::cells(dyad.recipient.as_ref(), ledger));
    row.extend([
        u8::from(root).to_string(),
        code.to_owned(),
        code.get(..3).unwrap_or(code).to_owned(),
        code.get(..2).unwrap_or(code).to_owned(),
        quad(code).to_owned(),
        goldstein.map(number).unwrap_or_default(),
        tellings.len().to_string(),
        incident.independent_sources.to_string(),
        reports.len().to_string(),
        String::new(),
    ]);
    // Where the actors themselves are is not known.
    row.extend(std::iter::repeat_n(String::new(), 16));
    row.extend(place(incident.place.as_ref(), ledger));
    row.extend([added(&first, ledger), bare(&ledger.address(&first))]);
    debug_assert_eq!(row.len(), EVENT_COLUMNS);
    row
}

fn mention(one: &Spotted, dyad: &Dyad, told: &Told, ledger: &Ledger) -> Vec<String> {
    let cited = ledger.reports.get(&one.event.report).cloned().unwrap_or_default();
    let at = |offset: Option<usize>| offset.map(|at| at.to_string()).unwrap_or_default();
    let host = cited.url.as_deref().and_then(host);
    let source = host.map(str::to_owned).or(cited.outlet).unwrap_or_default();
    let confidence = one.event.confidence.map(|share| number((share * 100.0).round()));
    let incident = one.event.incident.as_deref().unwrap_or_default();
    let row = vec![
        dyad.number.to_string(),
        told.added.clone(),
        added(&one.event.report, ledger),
        if cited.url.is_some() { "1" } else { "2" }.to_owned(),
        bare(&source),
        bare(&ledger.address(&one.event.report)),
        at(one.sentence),
        at(one.participant(dyad.actor.as_ref(), "actors")),
        at(one.participant(dyad.recipient.as_ref(), "recipients")),
        at(one.action()),
        "1".to_owned(),
        confidence.unwrap_or_default(),
        one.length.to_string(),
        String::new(),
        String::new(),
        format!("detente;event={};incident={incident};{}", one.event.id, told.standing),
    ];
    debug_assert_eq!(row.len(), MENTION_COLUMNS);
    row
}

/// SQLDATE, MonthYear, Year, FractionDate: as much as the time leaves no doubt of.
fn day(time: &Time) -> [String; 4] {
    let mut cells: [String; 4] = Default::default();
    let Some((from, to)) = days(time) else { return cells };
    if from.year() != to.year() {
        return cells;
    }
    let (year, month) = (from.year(), from.month());
    cells[2] = year.to_string();
    if month == to.month() {
        cells[1] = format!("{year:04}{month:02}");
    }
    if from == to {
        let day = from.day();
        cells[0] = format!("{year:04}{month:02}{day:02}");
        // The codebook's own reckoning, which knows months of 30 days.
        let share = (f64::from(month) * 30.0 + f64::from(day)) / 365.0;
        cells[3] = format!("{:.4}", f64::from(year) + share.min(0.9999));
    }
    cells
}

/// GDELT's class of a code by its first two digits.
fn quad(code: &str) -> &'static str {
    match code.get(..2).and_then(|root| root.parse::<u8>().ok()) {
        Some(1..=5) => "1",
        Some(6..=8) => "2",
        Some(9..=13) => "3",
        Some(14..=20) => "4",
        _ => "",
    }
}

/// Type, full name, country, first and second division, latitude, longitude, feature.
fn place(place: Option<&PlaceRef>, ledger: &Ledger) -> [String; 8] {
    let mut cells: [String; 8] = Default::default();
    let Some(place) = place else { return cells };
    let spot = ledger.spot(place).cloned().unwrap_or_default();
    let usa = place.country.as_deref() == Some("USA");
    if place.latitude.is_some() {
        cells[0] = match (spot.kind.as_str(), usa) {
            ("country", _) => "1",
            ("admin1", true) => "2",
            ("admin1", false) => "5",
            (_, true) => "3",
            (_, false) => "4",
        }
        .to_owned();
    }
    let name = place.name.as_deref().unwrap_or(&place.text).to_owned();
    let state = place.country.as_deref().and_then(|code| ledger.country_name(code));
    let mut whole = vec![name];
    whole.extend(spot.admin1.filter(|admin1| *admin1 != whole[0]));
    whole.extend(state.filter(|state| *state != whole[0]));
    cells[1] = bare(&whole.join(", "));
    let fips = place.country.as_deref().map(|code| country(code).fips).unwrap_or_default();
    cells[2] = fips.to_owned();
    if spot.kind == "country" {
        cells[3] = fips.to_owned();
        cells[7] = fips.to_owned();
    }
    cells[5] = place.latitude.map(number).unwrap_or_default();
    cells[6] = place.longitude.map(number).unwrap_or_default();
    cells
}

/// The report that told it first, as far as their days say.
fn first_report(tellings: &[(&str, &Telling)], ledger: &Ledger) -> Option<String> {
    let mut reports: Vec<&str> = tellings.iter().map(|(_, one)| one.report.as_str()).collect();
    ledger.earliest_first(&mut reports);
    reports.first().map(|id| (*id).to_owned())
}

/// A report's day as GDELT writes moments: to the second, though only the day is known.
fn added(report: &str, ledger: &Ledger) -> String {
    let day = ledger.reports.get(report).and_then(|cited| cited.day.clone());
    day.map(|day| format!("{}000000", day.replace('-', ""))).unwrap_or_default()
}

/// The domain of an address.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{TimeBasis, TimeSpan};

    #[test]
    fn a_time_is_written_as_far_as_it_is_known() {
        let one = Time::day("2020-02-10", "", TimeBasis::Stated);
        assert_eq!(day(&one), ["20200210", "202002", "2020", "2020.1918"]);
        let stretch =
            |from, to| day(&Time::interval(from, to, TimeSpan::Within, "", TimeBasis::Resolved));
        assert_eq!(stretch("2020-02-01", "2020-02-09"), ["", "202002", "2020", ""]);
        assert_eq!(stretch("2020-02-01", "2020-03-09"), ["", "", "2020", ""]);
        assert_eq!(stretch("2020-02-01", "2021-02-01"), ["", "", "", ""]);
        assert_eq!(day(&Time::by_report(Some("2020-02-10"))), ["", "", "", ""]);
        assert_eq!(day(&Time::day("2020-12-31", "", TimeBasis::Stated))[3], "2020.9999");
    }

    #[test]
    fn classes_follow_the_code() {
        assert_eq!((quad("042"), quad("0841"), quad("112"), quad("190")), ("1", "2", "3", "4"));
        assert_eq!((quad(""), quad("2x")), ("", ""));
    }

    #[test]
    fn domains() {
        assert_eq!(host("https://www.example.org:80/a?b"), Some("example.org"));
        assert_eq!(host("ftp://x"), None);
        assert_eq!(host("https://"), None);
    }
}

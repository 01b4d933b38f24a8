//! UCDP GED's columns: an incident in which people were killed a row, as CSV.
//!
//! The rows are shaped like UCDP's and are none of theirs.

use super::cell::{line, list, number};
use super::countries::country;
use super::ledger::{Ledger, Telling};
use super::side::{Side, side_of_all};
use super::violence::{names, stretch, sums_with_parts};
use super::{each, table};
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorKind, ActorRef, EventType, Figure, Incident, Time};
use std::io::{self, Write};

/// The columns, in the order of GED's files since version 18.
pub(super) const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, true)?;
    let sums = sums_with_parts(case)?;
    let mut file = table(&mut *out, b',');
    file.write_record(COLUMNS).map_err(io::Error::other)?;
    each::<Incident>(case, &Filter::default(), |incident| {
        let tellings = ledger.tellings(&incident);
        let killed = incident.figures.get("killed").filter(|killed| deadly(killed)).cloned();
        let listed = incident.kind == EventType::Assault && !sums.contains(&incident.id);
        match killed.filter(|_| listed && !tellings.is_empty()) {
            Some(killed) => file
                .write_record(row(&incident, &killed, &tellings, &ledger))
                .map_err(io::Error::other),
            None => Ok(()),
        }
    })?;
    Ok(file.flush()?)
}

/// Whether a figure leaves no room for nobody.
fn deadly(killed: &Figure) -> bool {
    [killed.low, killed.best, killed.high].into_iter().flatten().any(|value| value >= 1.0)
}

fn row(
    incident: &Incident,
    killed: &Figure,
    tellings: &[(&str, &Telling)],
    ledger: &Ledger,
) -> Vec<String> {
    let place = incident.place.as_ref();
    let spot = place.and_then(|place| ledger.spot(place)).cloned().unwrap_or_default();
    let home = place.and_then(|place| place.country.as_deref());
    let point = place.and_then(|place| Some((place.latitude?, place.longitude?)));
    let mut reports: Vec<&str> = tellings.iter().map(|(_, one)| one.report.as_str()).collect();
    ledger.earliest_first(&mut reports);
    let cited = |of: &dyn Fn(&super::ledger::Cited) -> Option<String>| {
        let all: Vec<String> =
            reports.iter().filter_map(|id| of(ledger.reports.get(*id)?)).collect();
        list(all.iter().map(String::as_str))
    };
    let articles: Vec<String> = reports.iter().map(|id| ledger.address(id)).collect();
    let [year, prec, start, end] = dates(&incident.date);
    let (a, b) = (names(&incident.actors), names(&incident.recipients));
    let dyad = if a.is_empty() || b.is_empty() { String::new() } else { format!("{a} - {b}") };
    let own = |kind: &str| {
        let own = place.filter(|_| spot.kind == kind).and_then(|place| place.name.as_deref());
        line(own.unwrap_or_default())
    };
    let adm_1 = match spot.kind.as_str() {
        "admin1" => own("admin1"),
        _ => line(spot.admin1.as_deref().unwrap_or_default()),
    };
    let words = tellings.iter().find_map(|(_, one)| one.words.as_deref()).unwrap_or_default();
    // "More than 4,000" has the best figure 4,000 and the bound above it; GED's three stand in order.
    let figure = |value: Option<f64>| value.map(number).unwrap_or_default();
    let none = String::new;
    vec![
        incident.id.clone(),
        none(),
        year,
        none(),
        none(),
        violence(incident, ledger).into(),
        none(),
        none(),
        none(),
        none(),
        none(),
        dyad,
        none(),
        none(),
        a,
        none(),
        none(),
        b,
        incident.independent_sources.to_string(),
        list(articles.iter().map(String::as_str)),
        cited(&|one| one.outlet.clone()),
        cited(&|one| one.day.clone()),
        cited(&|one| one.title.clone()),
        none(),
        where_prec(&spot.kind, place.and_then(|place| place.radius_km)).into(),
        line(place.map_or("", |place| place.name.as_deref().unwrap_or(&place.text))),
        line(words),
        adm_1,
        own("admin2"),
        point.map(|(latitude, _)| number(latitude)).unwrap_or_default(),
        point.map(|(_, longitude)| number(longitude)).unwrap_or_default(),
        point.map(|(y, x)| format!("POINT ({} {})", number(x), number(y))).unwrap_or_default(),
        point.and_then(prio_grid).map(|cell| cell.to_string()).unwrap_or_default(),
        line(&home.and_then(|home| ledger.country_name(home)).unwrap_or_default()),
        home.map(|home| country(home).gw).unwrap_or_default().into(),
        none(),
        if incident.extent == "single" { "1" } else { "2" }.into(),
        prec,
        start,
        end,
        none(),
        none(),
        none(),
        none(),
        figure(killed.best),
        figure(killed.high.map(|high| high.max(killed.best.unwrap_or(high)))),
        figure(killed.low.map(|low| low.min(killed.best.unwrap_or(low)))),
        state(&incident.actors, ledger).into(),
        state(&incident.recipients, ledger).into(),
    ]
}

/// 1 state-based, 2 between armed groups, 3 one-sided; empty where a side is not known.
fn violence(incident: &Incident, ledger: &Ledger) -> &'static str {
    let a = side_of_all(&incident.actors, ledger);
    let b = side_of_all(&incident.recipients, ledger);
    match (a, b) {
        (Some(one), Some(Side::Civilians)) if one != Side::Civilians => "3",
        (Some(Side::Civilians), _) | (_, Some(Side::Civilians)) => "",
        (Some(Side::State), Some(_)) | (Some(_), Some(Side::State)) => "1",
        (Some(_), Some(_)) => "2",
        _ => "",
    }
}

/// The number of a state that stands alone on its side.
fn state(all: &[ActorRef], ledger: &Ledger) -> &'static str {
    let [one] = all else { return "" };
    let is_state = ledger.kind_of(one) == Some(ActorKind::State)
        || side_of_all(all, ledger) == Some(Side::State);
    match one.country.as_deref() {
        Some(code) if is_state => country(code).gw,
        _ => "",
    }
}

/// Year, precision, first and last day (UCDP GED codebook, `date_prec`): 1 the day, 2 up to six
/// days, 3 a week, 4 a month, 5 up to a year.
fn dates(time: &Time) -> [String; 4] {
    let Some((from, to, length)) = stretch(time) else { return Default::default() };
    let year = if from.year() == to.year() { from.year().to_string() } else { String::new() };
    let prec = match length {
        1 => "1",
        2..=6 => "2",
        7 => "3",
        8..=31 => "4",
        32..=366 => "5",
        _ => return Default::default(),
    };
    [year, prec.into(), from.to_string(), to.to_string()]
}

/// 1 the place, 2 near it, 3 its second-order division, 4 its first-order division, 5 a line or an
/// area, 6 the country (UCDP GED codebook, `where_prec`).
fn where_prec(kind: &str, radius_km: Option<f64>) -> &'static str {
    match kind {
        "" => "",
        "country" => "6",
        "admin1" => "4",
        "admin2" => "3",
        "settlement" => "1",
        _ if radius_km.is_some_and(|km| km <= 5.0) => "1",
        _ if radius_km.is_some_and(|km| km <= 25.0) => "2",
        _ => "5",
    }
}

/// The cell of the PRIO-GRID, half a degree wide, counted from the south-west.
fn prio_grid((latitude, longitude): (f64, f64)) -> Option<u32> {
    if !(-90.0..90.0).contains(&latitude) || !(-180.0..180.0).contains(&longitude) {
        return None;
    }
    let row = ((latitude + 90.0) * 2.0).floor() as u32;
    let column = ((longitude + 180.0) * 2.0).floor() as u32;
    Some(row * 720 + column + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{TimeBasis, TimeSpan};

    #[test]
    fn cells_of_the_grid() {
        // Kabul's, as GED has it.
        assert_eq!(prio_grid((34.531094, 69.162796)), Some(179_779));
        assert_eq!((prio_grid((90.0, 0.0)), prio_grid((f64::NAN, 0.0))), (None, None));
    }

    #[test]
    fn dates_carry_their_precision() {
        let prec = |from, to| {
            dates(&Time::interval(from, to, TimeSpan::Within, "", TimeBasis::Resolved))[1].clone()
        };
        assert_eq!(prec("2020-02-10", "2020-02-10"), "1");
        assert_eq!(prec("2020-02-10", "2020-02-12"), "2");
        assert_eq!(prec("2020-02-10", "2020-02-16"), "3");
        assert_eq!(prec("2020-02-01", "2020-02-29"), "4");
        assert_eq!(prec("2020-02-01", "2020-12-31"), "5");
        assert_eq!(prec("2018-02-01", "2020-12-31"), "");
    }

    #[test]
    fn nobody_killed_is_no_row() {
        let figure = |low, best| Figure { low, best, high: None, grounds: None, by: vec![] };
        assert!(!deadly(&figure(Some(0.0), Some(0.0))));
        assert!(!deadly(&figure(None, None)));
        assert!(deadly(&figure(Some(1.0), None)));
    }
}

//! ACLED's columns: an incident of violence or protest a row, as CSV.
//!
//! The rows are shaped like ACLED's and are none of theirs.

use super::cell::{line, number};
use super::countries::country;
use super::ledger::{Ledger, Telling};
use super::side::{Side, side, side_of_all};
use super::violence::{between_armed, mode, names, notes, on_civilians, stretch, sums_with_parts};
use super::{each, table};
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, EventType, Incident, Time};
use std::io::{self, Write};

/// The columns, in the order of ACLED's files since 2023.
pub(super) const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, true)?;
    let sums = sums_with_parts(case)?;
    let mut file = table(&mut *out, b',');
    file.write_record(COLUMNS).map_err(io::Error::other)?;
    each::<Incident>(case, &Filter::default(), |incident| {
        let tellings = ledger.tellings(&incident);
        let listed = matches!(incident.kind, EventType::Assault | EventType::Protest);
        if !listed || tellings.is_empty() || sums.contains(&incident.id) {
            return Ok(());
        }
        file.write_record(row(&incident, &tellings, &ledger)).map_err(io::Error::other)
    })?;
    Ok(file.flush()?)
}

fn row(incident: &Incident, tellings: &[(&str, &Telling)], ledger: &Ledger) -> Vec<String> {
    let what = kind(incident, mode(tellings), ledger);
    let place = incident.place.as_ref();
    let home = place.and_then(|place| place.country.as_deref());
    let spot = place.and_then(|place| ledger.spot(place)).cloned().unwrap_or_default();
    let unarmed = match what.1 {
        "Riots" => "Rioters",
        "Protests" => "Protesters",
        _ => "Civilians",
    };
    let inter1 = inter(&incident.actors, unarmed, home, ledger);
    let inter2 = inter(&incident.recipients, "Civilians", home, ledger);
    let interaction = match (inter1, inter2) {
        ("", _) => String::new(),
        // Nobody stands against those who protest; elsewhere the other side is only not known.
        (one, "") if incident.kind == EventType::Protest => format!("{one} only"),
        (_, "") => String::new(),
        (one, two) => format!("{one}-{two}"),
    };
    let civilians = if on_civilians(incident, ledger) { "Civilian targeting" } else { "" };
    let [date, year, precision] = date(&incident.date);
    let killed = incident.figures.get("killed");
    let name = |kind: &str| {
        let own = place.filter(|_| spot.kind == kind).and_then(|place| place.name.as_deref());
        line(own.unwrap_or_default())
    };
    let admin1 = match spot.kind.as_str() {
        "admin1" => name("admin1"),
        _ => line(spot.admin1.as_deref().unwrap_or_default()),
    };
    let geo = match spot.kind.as_str() {
        "" => "",
        "country" | "admin1" => "3",
        "admin2" => "2",
        _ if place.and_then(|place| place.radius_km).is_some_and(|km| km > 25.0) => "2",
        _ => "1",
    };
    let state = home.and_then(|home| ledger.country_name(home));
    vec![
        incident.id.clone(),
        date,
        year,
        precision,
        what.0.into(),
        what.1.into(),
        what.2.into(),
        names(&incident.actors),
        String::new(),
        inter1.into(),
        names(&incident.recipients),
        String::new(),
        inter2.into(),
        interaction,
        civilians.into(),
        home.map(|home| country(home).numeric).unwrap_or_default().into(),
        String::new(),
        line(&state.unwrap_or_default()),
        admin1,
        name("admin2"),
        String::new(),
        line(place.map_or("", |place| place.name.as_deref().unwrap_or(&place.text))),
        place.and_then(|place| place.latitude).map(number).unwrap_or_default(),
        place.and_then(|place| place.longitude).map(number).unwrap_or_default(),
        geo.into(),
        super::cell::list(ledger.outlets(&incident.reports)),
        String::new(),
        notes(incident, tellings, ledger),
        killed.and_then(|killed| killed.best).map(number).unwrap_or_default(),
        String::new(),
        String::new(),
    ]
}

/// Date, year, precision. A time of up to a week is coded by its middle with precision 2, one of up
/// to a month with 3 (ACLED codebook, "Event Date and Time Precision"); a longer one has no date.
fn date(time: &Time) -> [String; 3] {
    let Some((from, to, length)) = stretch(time) else { return Default::default() };
    let year = if from.year() == to.year() { from.year().to_string() } else { String::new() };
    let precision = match length {
        1 => "1",
        2..=7 => "2",
        8..=31 => "3",
        _ => return [String::new(), year, String::new()],
    };
    let middle = from.checked_add(jiff::Span::new().days((length - 1) / 2)).unwrap_or(from);
    [middle.to_string(), middle.year().to_string(), precision.into()]
}

/// Disorder, event and sub-event type, empty where the record leaves it open.
fn kind(
    incident: &Incident,
    mode: Option<&str>,
    ledger: &Ledger,
) -> (&'static str, &'static str, &'static str) {
    const VIOLENCE: &str = "Political violence";
    const REMOTE: &str = "Explosions/Remote violence";
    const CIVILIANS: &str = "Violence against civilians";
    if incident.kind == EventType::Protest {
        return match mode {
            Some("riot") => ("Demonstrations", "Riots", "Violent demonstration"),
            // Whether it was peaceful is not said by saying that it was held.
            _ => ("Demonstrations", "Protests", ""),
        };
    }
    match mode {
        Some("aerial" | "drone") => (VIOLENCE, REMOTE, "Air/drone strike"),
        Some("heavy-weapons") => (VIOLENCE, REMOTE, "Shelling/artillery/missile attack"),
        Some("suicide-attack") => (VIOLENCE, REMOTE, "Suicide bomb"),
        Some("explosives") => (VIOLENCE, REMOTE, "Remote explosive/landmine/IED"),
        Some("sexual") => (VIOLENCE, CIVILIANS, "Sexual violence"),
        // To take soldiers prisoner is no abduction in ACLED's sense.
        Some("abduct") if between_armed(incident, ledger) => (VIOLENCE, "", ""),
        Some("abduct") => (VIOLENCE, CIVILIANS, "Abduction/forced disappearance"),
        Some("destroy") => {
            ("Strategic developments", "Strategic developments", "Looting/property destruction")
        }
        _ if on_civilians(incident, ledger) => (VIOLENCE, CIVILIANS, "Attack"),
        _ if between_armed(incident, ledger) => (VIOLENCE, "Battles", "Armed clash"),
        _ => (VIOLENCE, "", ""),
    }
}

/// The type of actor, where all of a side whose type is known are of one; `unarmed` is what those
/// without arms are.
fn inter(
    all: &[ActorRef],
    unarmed: &'static str,
    home: Option<&str>,
    ledger: &Ledger,
) -> &'static str {
    let abroad = |one: &ActorRef| {
        let own = one.country.as_deref();
        side(one, ledger) == Some(Side::State) && home.is_some() && own.is_some() && own != home
    };
    match side_of_all(all, ledger) {
        Some(Side::State) if all.iter().all(abroad) => "External/Other forces",
        Some(Side::State) if all.iter().any(abroad) => "",
        Some(Side::State) => "State forces",
        Some(Side::Rebels) => "Rebel group",
        Some(Side::Paramilitaries | Side::Unidentified) => "Political militia",
        Some(Side::Civilians) => unarmed,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{TimeBasis, TimeSpan};

    #[test]
    fn dates_carry_their_precision() {
        let of =
            |from, to| date(&Time::interval(from, to, TimeSpan::Within, "", TimeBasis::Resolved));
        assert_eq!(of("2020-02-10", "2020-02-10"), ["2020-02-10", "2020", "1"]);
        assert_eq!(of("2020-02-10", "2020-02-16"), ["2020-02-13", "2020", "2"]);
        assert_eq!(of("2020-02-01", "2020-02-29"), ["2020-02-15", "2020", "3"]);
        assert_eq!(of("2020-02-01", "2020-05-31"), ["", "2020", ""]);
        assert_eq!(of("2020-02-01", "2021-05-31"), ["", "", ""]);
        assert_eq!(date(&Time::by_report(Some("2020-02-01"))), ["", "", ""]);
    }
}

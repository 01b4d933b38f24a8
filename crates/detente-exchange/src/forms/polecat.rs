//! POLECAT: an event a row, 40 columns with a heading, parted by tabs.
//!
//! A list of participants stays a list in its cell. In a reciprocal event all are actors, and no
//! recipient is given (PLOVER codebook, "Compound and Reciprocal Actors").

use super::cell::{line, list, number};
use super::countries::country;
use super::ledger::{Ledger, happened, single_day};
use super::{each, table};
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{Actor, ActorKind, ActorRef, Event, Place, PlaceRef};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// The columns, in the order of the published files.
pub(super) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Who and where a report names.
#[derive(Default)]
struct Story {
    people: BTreeSet<String>,
    organisations: BTreeSet<String>,
    locations: BTreeSet<String>,
}

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let stories = stories(case)?;
    let none = Story::default();
    let mut file = table(&mut *out, b'\t');
    file.write_record(COLUMNS).map_err(io::Error::other)?;
    each::<Event>(case, &Filter::default(), |event| {
        if !happened(event.status) {
            return Ok(());
        }
        let story = stories.get(&event.report).unwrap_or(&none);
        file.write_record(row(&event, story, &ledger)).map_err(io::Error::other)
    })?;
    Ok(file.flush()?)
}

fn row(event: &Event, story: &Story, ledger: &Ledger) -> Vec<String> {
    let none = vec![];
    let recipients = if event.reciprocal { &none } else { &event.recipients };
    let text = |value: Option<&str>| value.map(line).unwrap_or_default();
    let cited = ledger.reports.get(&event.report).cloned().unwrap_or_default();
    let mut row = vec![
        event.id.clone(),
        text(single_day(&event.date)),
        event.kind.to_string(),
        text(event.mode.as_deref()),
        event.intensity.map(number).unwrap_or_default(),
        event.quad.map(quad).unwrap_or_default().to_owned(),
        list(event.contexts.iter().map(String::as_str)),
    ];
    row.extend(participants(&event.actors));
    row.extend(participants(recipients));
    row.extend(place(event.place.as_ref(), ledger));
    row.extend([
        text(cited.outlet.as_deref()),
        text(cited.day.as_deref()),
        list(story.people.iter().map(String::as_str)),
        list(story.organisations.iter().map(String::as_str)),
        list(story.locations.iter().map(String::as_str)),
        text(cited.language.as_deref()),
        concat!("detente-", env!("CARGO_PKG_VERSION")).to_owned(),
    ]);
    row
}

/// Name, country, COW, primary sector, sectors, title, raw name, Wikipedia's id. What is empty for
/// all is empty, else each participant keeps its place in the list.
fn participants(all: &[ActorRef]) -> [String; 8] {
    let column = |of: &dyn Fn(&ActorRef) -> Option<String>| {
        let cells: Vec<String> = all.iter().map(|one| of(one).unwrap_or_default()).collect();
        match cells.iter().all(String::is_empty) {
            true => String::new(),
            false => list(cells.iter().map(String::as_str)),
        }
    };
    let sector = column(&|one| one.sector.clone());
    [
        column(&|one| one.name.clone()),
        column(&|one| one.country.clone()),
        column(&|one| Some(country(one.country.as_deref()?).cow.to_owned())),
        sector.clone(),
        sector,
        String::new(),
        column(&|one| Some(one.text.clone())),
        String::new(),
    ]
}

/// From Placename to Feature Type.
fn place(place: Option<&PlaceRef>, ledger: &Ledger) -> [String; 10] {
    let Some(place) = place else { return Default::default() };
    let spot = ledger.spot(place).cloned().unwrap_or_default();
    let canonical = line(place.name.as_deref().unwrap_or_default());
    let only = |kind: &str| if spot.kind == kind { canonical.clone() } else { String::new() };
    let province = match spot.kind.as_str() {
        "admin1" => canonical.clone(),
        _ => line(spot.admin1.as_deref().unwrap_or_default()),
    };
    // The feature codes of GeoNames, for the kinds that have one of the same meaning.
    let feature = match spot.kind.as_str() {
        "country" => "PCLI",
        "admin1" => "ADM1",
        "admin2" => "ADM2",
        "settlement" => "PPL",
        _ => "",
    };
    [
        canonical.clone(),
        only("settlement"),
        only("admin2"),
        province,
        place.country.clone().unwrap_or_default(),
        place.latitude.map(number).unwrap_or_default(),
        place.longitude.map(number).unwrap_or_default(),
        String::new(),
        line(&place.text),
        feature.to_owned(),
    ]
}

/// The name of a quad class (PLOVER codebook, "Quad category").
fn quad(class: u8) -> &'static str {
    match class {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => "",
    }
}

/// The people, organisations and places that each report names, by canonical name.
fn stories(case: &Case) -> Result<BTreeMap<String, Story>, Error> {
    let mut all: BTreeMap<String, Story> = BTreeMap::new();
    each::<Actor>(case, &Filter::default(), |actor| {
        for report in actor.reports {
            let story = all.entry(report).or_default();
            match actor.kind {
                ActorKind::Person => story.people.insert(actor.name.clone()),
                ActorKind::State | ActorKind::Population | ActorKind::Unknown => false,
                _ => story.organisations.insert(actor.name.clone()),
            };
        }
        Ok(())
    })?;
    each::<Place>(case, &Filter::default(), |place| {
        for report in place.reports {
            all.entry(report).or_default().locations.insert(place.name.clone());
        }
        Ok(())
    })?;
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_who_stands_where() {
        let of = |text: &str, country: Option<&str>| ActorRef {
            text: text.into(),
            country: country.map(Into::into),
            ..ActorRef::default()
        };
        let cells = participants(&[of("a;b", None), of("=c", Some("SDN"))]);
        assert_eq!(cells[0], "", "no names, no list of nothing");
        assert_eq!((cells[1].as_str(), cells[2].as_str()), ("; SDN", "; 625"));
        assert_eq!(cells[6], "a,b; '=c");
        assert!(participants(&[]).iter().all(String::is_empty));
    }
}

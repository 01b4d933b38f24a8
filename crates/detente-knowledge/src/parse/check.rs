//! What must hold for a row.

use super::file::{ActorRow, AgreementRow, PlaceRow, Written};
use super::provision;
use crate::row::{Actor, Agreement, Gender, Name, Office, Side, Spot, WorldError};
use crate::zone::{Zone, is_file};
use detente_record::{ActorKind, Predecessor};

pub(super) fn error(file: &str, row: &str, what: impl Into<String>) -> WorldError {
    WorldError { file: file.to_owned(), row: row.to_owned(), what: what.into() }
}

/// What every row must have: an id with its prefix, a name, a source, a country that is one.
fn head(
    file: &str,
    prefix: &str,
    id: &str,
    name: &str,
    source: &str,
    country: Option<&String>,
) -> Result<(), WorldError> {
    let slug = id.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')).unwrap_or("");
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let row = if id.is_empty() { name } else { id };
    if slug.is_empty() || !slug.chars().all(plain) {
        let what = format!("the id must be `{prefix}:` and a slug of letters, digits and hyphens");
        return Err(error(file, row, what));
    }
    if name.trim().is_empty() {
        return Err(error(file, id, "`name` is empty"));
    }
    if source.trim().is_empty() {
        return Err(error(file, id, "`source` is empty; say where the row comes from"));
    }
    let code = |c: &String| c.len() == 3 && c.chars().all(|c| c.is_ascii_uppercase());
    if !country.is_none_or(code) {
        let what = "`country` must be an ISO 3166-1 code of three capital letters";
        return Err(error(file, id, what));
    }
    Ok(())
}

fn names(file: &str, id: &str, written: Vec<Written>) -> Result<Vec<Name>, WorldError> {
    let names: Vec<Name> = written.into_iter().map(Name::from).collect();
    if names.iter().any(|name| name.text.chars().filter(|c| c.is_alphanumeric()).count() < 2) {
        return Err(error(file, id, "a name is shorter than two letters"));
    }
    Ok(names)
}

fn days<'a>(
    file: &str,
    id: &str,
    days: impl IntoIterator<Item = &'a Option<String>>,
) -> Result<(), WorldError> {
    match days.into_iter().flatten().find(|day| !is_day(day)) {
        Some(wrong) => {
            Err(error(file, id, format!("{wrong:?} is no day, month or year of ISO 8601")))
        }
        None => Ok(()),
    }
}

fn in_order(
    file: &str,
    id: &str,
    what: &str,
    from: Option<&String>,
    to: Option<&String>,
) -> Result<(), WorldError> {
    if let (Some(from), Some(to)) = (from, to)
        && from > to
        && !from.starts_with(to.as_str())
    {
        return Err(error(file, id, format!("{what} ends ({to}) before it begins ({from})")));
    }
    Ok(())
}

pub(super) fn actor(
    file: &str,
    kind: ActorKind,
    prefix: &str,
    row: ActorRow,
) -> Result<Actor, WorldError> {
    head(file, prefix, &row.id, &row.name, &row.source, row.country.as_ref())?;
    let id = row.id;
    let offices = row.offices.iter().flat_map(|office| [&office.from, &office.to]);
    let sides = row.sides.iter().flat_map(|side| [&side.from, &side.to]);
    days(file, &id, offices.chain(sides).chain([&row.from, &row.to]))?;
    days(file, &id, row.predecessors.iter().map(|before| &before.on))?;
    for office in &row.offices {
        let what = format!("{:?}", office.office);
        in_order(file, &id, &what, office.from.as_ref(), office.to.as_ref())?;
        if office.office.trim().is_empty() {
            return Err(error(file, &id, "an office has no name; give `office`"));
        }
    }
    in_order(file, &id, "it", row.from.as_ref(), row.to.as_ref())?;
    let gender = match row.gender.as_deref() {
        None => None,
        Some("m") => Some(Gender::Masculine),
        Some("f") => Some(Gender::Feminine),
        Some(other) => {
            let what =
                format!("`gender` must be \"m\" or \"f\", not {other:?}; leave it out if unknown");
            return Err(error(file, &id, what));
        }
    };
    let mut predecessors = vec![];
    for before in row.predecessors {
        if !["renamed", "merged", "split"].contains(&before.kind.as_str()) {
            let what = format!("{:?} is none of renamed, merged, split", before.kind);
            return Err(error(file, &id, what));
        }
        predecessors.push(Predecessor { id: before.id, kind: before.kind, on: before.on });
    }
    let mut sides = vec![];
    for side in row.sides {
        let (with, whom) = match (side.with, side.against) {
            (Some(whom), None) => (true, whom),
            (None, Some(whom)) => (false, whom),
            _ => return Err(error(file, &id, "a side needs `with` or `against`, one of them")),
        };
        sides.push(Side { with, whom, from: side.from, to: side.to });
    }
    let office = |office: super::file::OfficeRow| Office {
        office: office.office,
        of: office.of,
        from: office.from,
        to: office.to,
        acting: office.acting,
    };
    Ok(Actor {
        name: row.name,
        kind,
        country: row.country,
        sector: row.sector,
        owner: row.owner,
        gender,
        names: names(file, &id, row.names)?,
        adjectives: names(file, &id, row.adjectives)?,
        people: names(file, &id, row.people)?,
        capitals: names(file, &id, row.capitals)?,
        known_by: names(file, &id, row.known_by)?,
        offices: row.offices.into_iter().map(office).collect(),
        predecessors,
        sides,
        within: row.within,
        from: row.from,
        to: row.to,
        source: row.source,
        id,
    })
}

/// The kinds of agreements.
const AGREEMENTS: &[&str] = &[
    "ceasefire",
    "peace",
    "de-escalation",
    "framework",
    "withdrawal",
    "prisoner-exchange",
    "humanitarian",
    "arms-control",
    "normalisation",
    "border",
    "power-sharing",
    "security",
    "recognition",
];

pub(super) fn agreement(file: &str, row: AgreementRow) -> Result<Agreement, WorldError> {
    head(file, "agreement", &row.id, &row.name, &row.source, None)?;
    let id = row.id;
    if !AGREEMENTS.contains(&row.kind.as_str()) {
        let what = format!("`kind` {:?} is none of {}", row.kind, AGREEMENTS.join(", "));
        return Err(error(file, &id, what));
    }
    days(file, &id, [&row.concluded, &row.ended])?;
    in_order(file, &id, "it", row.concluded.as_ref(), row.ended.as_ref())?;
    Ok(Agreement {
        name: row.name,
        names: names(file, &id, row.names)?,
        kind: row.kind,
        concluded: row.concluded,
        ended: row.ended,
        place: row.place,
        parties: row.parties,
        guarantors: row.guarantors,
        mediators: row.mediators,
        about: row.about,
        within: row.within,
        obligations: provision::all(file, &id, row.obligations)?,
        zone: row.zone.map(zone).transpose().map_err(|what| error(file, &id, what))?,
        source: row.source,
        id,
    })
}

/// A zone as GeoJSON in a string, or as a table of the same form.
fn zone(written: toml::Value) -> Result<Zone, String> {
    match written {
        toml::Value::String(name) if is_file(&name) => Err(format!(
            "`zone` names the file {name:?}; `detente world add` takes it in from beside this one"
        )),
        toml::Value::String(text) => Zone::read(&text),
        table @ toml::Value::Table(_) => {
            let value = serde_json::to_value(table).map_err(|error| error.to_string())?;
            Zone::from_value(&value)
        }
        _ => Err("`zone` must be GeoJSON: a string, a table, or the name of a file".into()),
    }
}

pub(super) fn spot(file: &str, row: PlaceRow) -> Result<Spot, WorldError> {
    head(file, "place", &row.id, &row.name, &row.source, row.country.as_ref())?;
    let id = row.id;
    let (Some(latitude), Some(longitude)) = (row.latitude, row.longitude) else {
        return Err(error(file, &id, "a place needs `latitude` and `longitude` in degrees"));
    };
    if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
        let what =
            format!("{latitude}, {longitude} is nowhere on Earth; give degrees north and east");
        return Err(error(file, &id, what));
    }
    let radius_km = row.radius_km.unwrap_or(5.0);
    if !(0.0..=20_000.0).contains(&radius_km) {
        return Err(error(file, &id, "`radius_km` must lie between 0 and 20000"));
    }
    if row.kind.trim().is_empty() {
        return Err(error(file, &id, "`kind` is empty; say what the place is, e.g. \"crossing\""));
    }
    Ok(Spot {
        name: row.name,
        names: names(file, &id, row.names)?,
        adjectives: names(file, &id, row.adjectives)?,
        kind: row.kind,
        country: row.country,
        latitude,
        longitude,
        radius_km,
        source: row.source,
        id,
    })
}

/// A year, month or day of ISO 8601.
pub(crate) fn is_day(day: &str) -> bool {
    let digits =
        |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?;
    let mut parts = day.split('-');
    let year: Option<u32> = parts.next().filter(|p| p.len() == 4).and_then(digits);
    let Some(year) = year else { return false };
    let month: Option<u32> = match parts.next() {
        None => return true,
        Some(part) => Some(part).filter(|p| p.len() == 2).and_then(digits),
    };
    let Some(month @ 1..=12) = month else { return false };
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match parts.next() {
        None => true,
        Some(part) => {
            let day: Option<u32> = Some(part).filter(|p| p.len() == 2).and_then(digits);
            day.is_some_and(|day| (1..=last).contains(&day)) && parts.next().is_none()
        }
    }
}

//! A GeoNames country dump: nineteen columns separated by tabs.

use super::Imported;
use detente_world::{Gazetteer, PlaceKind, PlaceLine, World};

pub(super) fn read(text: &str) -> Result<Imported, String> {
    let mut out = Imported::default();
    let mut divisions: Vec<PlaceLine> = vec![];
    let mut settlements: Vec<(PlaceLine, String)> = vec![];
    for (number, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, name, _, others, lat, lon, class, code, country, _, one, two, _, _, people, ..] =
            cells[..]
        else {
            out.leave(number + 1, format!("it has {} columns, not 19", cells.len()));
            continue;
        };
        let kind = match (class, code) {
            ("P", _) => PlaceKind::Settlement,
            ("A", "ADM1") => PlaceKind::Admin1,
            ("A", "ADM2") => PlaceKind::Admin2,
            _ => {
                out.left_out += 1;
                continue;
            }
        };
        let (Ok(latitude), Ok(longitude)) = (lat.parse::<f64>(), lon.parse::<f64>()) else {
            out.leave(number + 1, format!("{lat:?}, {lon:?} are no degrees"));
            continue;
        };
        let iso3 = World::embedded().country_code(country).unwrap_or_default().to_owned();
        let population = people.parse().unwrap_or(0);
        let line = PlaceLine {
            id: match kind {
                PlaceKind::Admin1 => format!("division:{country}.{one}"),
                PlaceKind::Admin2 => format!("division:{country}.{one}.{two}"),
                _ => format!("geonames:{id}"),
            },
            kind,
            country: iso3,
            admin1: String::new(),
            admin2: String::new(),
            latitude,
            longitude,
            radius_km: if kind == PlaceKind::Settlement { 2.0 } else { 30.0 },
            population,
            name: name.to_owned(),
            names: others.split(',').filter(|one| fit(one)).map(str::to_owned).collect(),
        };
        out.taken += 1;
        match kind {
            PlaceKind::Settlement => settlements.push((line, format!("division:{country}.{one}"))),
            _ => divisions.push(line),
        }
    }
    divisions.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    divisions.dedup_by(|a, b| a.id == b.id);
    let known: std::collections::BTreeSet<String> =
        divisions.iter().map(|line| line.id.clone()).collect();
    let mut lines = divisions;
    for (mut line, admin1) in settlements {
        if known.contains(&admin1) {
            line.admin1 = admin1;
        }
        lines.push(line);
    }
    if out.taken > 0 {
        out.gazetteer = Gazetteer::compile(&lines).map_err(|error| error.to_string())?;
    }
    Ok(out)
}

/// Whether another name is worth keeping: three letters of any script, no code of an airport.
fn fit(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && !(name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase()))
}

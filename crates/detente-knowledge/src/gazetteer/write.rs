//! From lines to the bytes of a gazetteer.

use super::{MAGIC, NONE, PlaceLine, WIDTHS, failed, place_key};
use crate::row::WorldError;
use std::collections::{BTreeMap, HashMap};

pub(super) fn compile(lines: &[PlaceLine]) -> Result<Vec<u8>, WorldError> {
    if lines.len() >= 1 << 23 {
        return Err(failed(format!("{} places are more than 8,388,607", lines.len())));
    }
    let divisions: HashMap<&str, usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.kind != super::PlaceKind::Settlement)
        .map(|(i, line)| (line.id.as_str(), i))
        .collect();
    let division = |line: &PlaceLine, id: &str| match id {
        "" => Ok(NONE),
        id => match divisions.get(id) {
            Some(&at) if at < NONE as usize => Ok(at as u32),
            Some(_) => Err(failed("divisions must stand before the settlements")),
            None => Err(failed(format!("{} lies in {id}, which no line gives", line.id))),
        },
    };
    let mut codes: Vec<&str> = lines.iter().map(|line| line.country.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut names = String::new();
    let mut rows: Vec<[u32; 10]> = Vec::with_capacity(lines.len());
    for line in lines {
        let turn = |degrees: f64, span: f64| {
            let scaled = (degrees + span / 2.0) / span * f64::from(1 << 24);
            (scaled.round() as u32).min((1 << 24) - 1)
        };
        let name = names.len() as u32;
        names.push_str(&line.name.replace(['\n', '\0'], " "));
        let number = line.id.strip_prefix("geonames:").and_then(|id| id.parse::<u32>().ok());
        if number.is_none() {
            names.push('\0');
            names.push_str(&line.id.replace(['\n', '\0'], " "));
        }
        names.push('\n');
        let country = codes.binary_search(&line.country.as_str()).unwrap_or(0) as u32;
        if country > 255 || names.len() >= 1 << 24 {
            return Err(failed("there are too many countries or names for one gazetteer"));
        }
        rows.push([
            turn(line.latitude, 180.0),
            turn(line.longitude, 360.0),
            u32::try_from(line.population.div_ceil(100)).unwrap_or(u32::MAX).min((1 << 24) - 1),
            number.unwrap_or(0),
            name,
            division(line, &line.admin1)?,
            division(line, &line.admin2)?,
            country,
            line.radius_km.round() as u32,
            line.kind as u32,
        ]);
    }
    let (map, postings) = index(lines)?;
    let countries: String = codes.iter().map(|code| format!("{code:<3}")).collect();
    let sections = [countries.as_bytes(), names.as_bytes(), &postings, &map];
    let mut out = MAGIC.to_vec();
    out.extend((lines.len() as u64).to_le_bytes());
    for section in sections {
        out.extend((section.len() as u64).to_le_bytes());
    }
    for (column, width) in WIDTHS.into_iter().enumerate() {
        for plane in 0..width {
            out.extend(rows.iter().map(|row| (row[column] >> (8 * plane)) as u8));
        }
    }
    for section in sections {
        out.extend(section);
    }
    Ok(out)
}

/// The map from keys to places, and the lists of those that share a key.
fn index(lines: &[PlaceLine]) -> Result<(Vec<u8>, Vec<u8>), WorldError> {
    let mut keys: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        let first = std::iter::once((&line.name, false));
        for (name, other) in first.chain(line.names.iter().map(|name| (name, true))) {
            let key = place_key(name);
            let places = keys.entry(key).or_default();
            if !places.iter().any(|&(place, _)| place == i as u32) {
                places.push((i as u32, other));
            }
        }
    }
    keys.remove("");
    let mut postings = vec![];
    let mut builder = fst::MapBuilder::memory();
    for (key, mut places) in keys {
        places.sort_by_key(|&(place, other)| {
            (std::cmp::Reverse(lines[place as usize].population), place, other)
        });
        let word = |(place, other): (u32, bool)| place << 1 | u32::from(other);
        let value = if let [one] = places[..] {
            u64::from(word(one)) << 1
        } else {
            let at = postings.len() as u64;
            postings.extend((places.len() as u32).to_le_bytes());
            places.iter().for_each(|&place| postings.extend(word(place).to_le_bytes()));
            at << 1 | 1
        };
        builder.insert(key, value).map_err(failed)?;
    }
    Ok((builder.into_inner().map_err(failed)?, postings))
}

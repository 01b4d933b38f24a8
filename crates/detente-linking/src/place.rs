//! One place across the reports that name it.

use crate::script::script;
use detente_reading::PlaceMention;
use detente_record::{Alias, Evidence, Place, PlaceRole};
use detente_world::{PlaceId, World};
use std::collections::BTreeMap;

/// A place across the case, from all its mentions in any order; `None` where there is none or the
/// world does not know it.
///
/// `evidence` holds the first mention of each report, in the order of report ids.
pub fn place(id: &str, mentions: &[PlaceMention], world: &World) -> Option<Place> {
    let known = world.place_by_id(id)?;
    let mut own: Vec<&PlaceMention> = mentions.iter().filter(|one| one.place == id).collect();
    let start = |one: &PlaceMention| one.evidence.parts.first().map_or([0, 0], |part| part.bytes);
    own.sort_by(|a, b| (&a.report, start(a), &a.text).cmp(&(&b.report, start(b), &b.text)));
    own.first()?;
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    let mut roles: BTreeMap<PlaceRole, usize> = BTreeMap::new();
    let mut evidence = vec![];
    for (i, mention) in own.iter().enumerate() {
        *forms.entry(&mention.text).or_default() += 1;
        *roles.entry(mention.role).or_default() += 1;
        if i == 0 || own[i - 1].report != mention.report {
            evidence.push(mention.evidence.clone());
        }
    }
    let alias = |(text, count): (&str, usize)| Alias {
        text: text.to_owned(),
        script: script(text).map(Into::into),
        count,
    };
    let mut aliases: Vec<Alias> = forms.into_iter().map(alias).collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    Some(Place {
        aliases,
        mentions: own.len(),
        roles,
        reports: evidence.iter().map(|one: &Evidence| one.report.clone()).collect(),
        evidence,
        ..known_place(known, world)
    })
}

/// A place of the world as a row, named nowhere yet.
pub fn known_place(id: PlaceId, world: &World) -> Place {
    let known = world.place(id);
    // Five decimals are a metre; the gazetteer keeps no more.
    let degrees = |value: f64| (value * 1e5).round() / 1e5;
    Place {
        id: known.id.into_owned(),
        name: known.name.to_owned(),
        kind: known.kind.to_owned(),
        country: known.country.map(str::to_owned),
        admin1: known.admin1.map(str::to_owned),
        latitude: Some(degrees(known.latitude)),
        longitude: Some(degrees(known.longitude)),
        radius_km: Some(known.radius_km),
        source: Some(known.source.to_owned()),
        aliases: vec![],
        mentions: 0,
        roles: BTreeMap::new(),
        reports: vec![],
        evidence: vec![],
    }
}

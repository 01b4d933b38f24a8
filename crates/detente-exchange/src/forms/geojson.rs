//! Incidents as GeoJSON (RFC 7946). What has no known place is a feature without a geometry.

use super::each;
use super::json::Items;
use super::ledger::Ledger;
use super::side::name;
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Incident};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut items = Items::new(out, "{\"type\":\"FeatureCollection\",\"features\":[")?;
    each::<Incident>(case, &Filter::default(), |incident| {
        items.push(&feature(&incident, &ledger))
    })?;
    Ok(items.end("]}\n")?)
}

fn feature(incident: &Incident, ledger: &Ledger) -> Value {
    let place = incident.place.as_ref();
    let point = place.and_then(|place| Some([place.longitude?, place.latitude?]));
    let geometry = point.map(|at| json!({"type": "Point", "coordinates": at}));
    let names = |all: &[ActorRef]| all.iter().map(|one| name(one).to_owned()).collect::<Vec<_>>();
    // How close the point is: the kind of place that it stands for, and its radius.
    let precision = place.and_then(|place| ledger.spot(place)).map(|spot| spot.kind.clone());
    let sources: Vec<String> = incident.reports.iter().map(|id| ledger.address(id)).collect();
    json!({
        "type": "Feature",
        "id": incident.id,
        "geometry": geometry,
        "properties": {
            "type": incident.kind,
            "happened": !ledger.tellings(incident).is_empty(),
            "actors": names(&incident.actors),
            "recipients": names(&incident.recipients),
            "date": incident.date.edtf,
            "from": incident.date.from,
            "to": incident.date.to,
            "basis": incident.date.basis,
            "place": place.map(|place| place.name.as_ref().unwrap_or(&place.text)),
            "country": place.and_then(|place| place.country.as_ref()),
            "precision": precision,
            "radius_km": place.and_then(|place| place.radius_km),
            "extent": incident.extent,
            "part_of": incident.part_of,
            "standing": incident.standing,
            "disputes": ledger.disputes(incident),
            "credibility": incident.credibility,
            "independent_sources": incident.independent_sources,
            "figures": incident.figures.iter().map(|(role, figure)| (role.clone(), json!({
                "low": figure.low, "best": figure.best, "high": figure.high,
            }))).collect::<serde_json::Map<_, _>>(),
            "sources": sources,
        },
    })
}

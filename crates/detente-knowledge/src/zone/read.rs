//! From GeoJSON to rings.

use super::{DEGREE, Position, Ring};
use serde_json::Value;

/// Areas of a geometry, a feature or a collection of features.
pub(super) fn polygons(value: &Value) -> Result<Vec<Vec<Ring>>, String> {
    let kind = value.get("type").and_then(Value::as_str).unwrap_or("");
    let list = |name: &str| value.get(name).and_then(Value::as_array);
    match kind {
        "Polygon" => Ok(vec![polygon(value.get("coordinates"))?]),
        "MultiPolygon" => {
            let all = list("coordinates").ok_or_else(|| needs("`coordinates`, a list of areas"))?;
            all.iter().map(|one| polygon(Some(one))).collect()
        }
        "Feature" => match value.get("geometry") {
            Some(geometry) if geometry.is_object() => polygons(geometry),
            _ => Err(needs("a feature with a `geometry`")),
        },
        "FeatureCollection" => {
            let all = list("features").ok_or_else(|| needs("`features`, a list"))?;
            let parts: Result<Vec<_>, _> = all.iter().map(polygons).collect();
            Ok(parts?.into_iter().flatten().collect())
        }
        other => Err(format!(
            "`zone` must be a GeoJSON Polygon or MultiPolygon, or features of these, not {other:?}"
        )),
    }
}

fn needs(what: &str) -> String {
    format!("`zone` needs {what}")
}

fn polygon(coordinates: Option<&Value>) -> Result<Vec<Ring>, String> {
    let rings = coordinates.and_then(Value::as_array).ok_or_else(|| needs("a list of rings"))?;
    rings.iter().map(ring).collect()
}

fn ring(value: &Value) -> Result<Ring, String> {
    let all = value.as_array().ok_or_else(|| needs("a list of positions in each ring"))?;
    let mut ring: Ring = vec![];
    for one in all {
        let at = position(one)?;
        // A position given twice is given once.
        if ring.last() != Some(&at) {
            ring.push(at);
        }
    }
    Ok(ring)
}

fn position(value: &Value) -> Result<Position, String> {
    let number = |at: usize| value.get(at).and_then(Value::as_f64);
    let (Some(longitude), Some(latitude)) = (number(0), number(1)) else {
        return Err(format!("`zone` has a position that is no pair of numbers: {value}"));
    };
    let fits = |longitude: f64, latitude: f64| longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
    if !fits(longitude, latitude) {
        let way_out = match fits(latitude, longitude) {
            true => "GeoJSON puts the longitude first; here the two seem to be the other way round",
            false => {
                "longitudes lie between -180 and 180, latitudes between -90 and 90; what \
                      crosses the antimeridian is cut there into two areas"
            }
        };
        return Err(format!("`zone`: [{longitude}, {latitude}] is nowhere on Earth; {way_out}"));
    }
    let whole = |degrees: f64| (degrees * DEGREE as f64).round() as i32;
    Ok([whole(longitude), whole(latitude)])
}

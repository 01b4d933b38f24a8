//! The zone of an agreement, as it is written down: areas of GeoJSON in whole numbers.
//!
//! Positions are ten-millionths of a degree (a centimetre), so that whether a place lies within is
//! a question of whole numbers and has one answer on every machine.

mod check;
mod inline;
mod read;

pub use inline::inlined;
pub(crate) use inline::is_file;

use detente_record::Geometry;
use serde::{Deserialize, Serialize};

/// Parts of a degree.
pub(crate) const DEGREE: i64 = 10_000_000;

/// Longitude and latitude, in ten-millionths of a degree.
pub type Position = [i32; 2];

/// A closed line: its last position is its first.
pub type Ring = Vec<Position>;

/// Areas on the map, each with an outer ring and those of its holes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    polygons: Vec<Vec<Ring>>,
}

impl Zone {
    /// Reads GeoJSON ([RFC 7946](https://www.rfc-editor.org/rfc/rfc7946)): a `Polygon` or
    /// `MultiPolygon`, or features of these.
    ///
    /// # Errors
    /// In a sentence: what is no GeoJSON or no area, a ring that is not closed or crosses itself, a
    /// position that is nowhere on Earth, with longitude and latitude changed or not.
    ///
    /// ```
    /// use detente_knowledge::Zone;
    /// let box_ = |last: &str| format!(r#"{{"type":"Polygon","coordinates":[[[32,15],[33,15],[33,16],{last}]]}}"#);
    /// let zone = Zone::read(&box_("[32,15]")).unwrap();
    /// assert_eq!(zone.polygons()[0][0][1], [330_000_000, 150_000_000]);
    /// assert!(Zone::read(&box_("[32,16]")).unwrap_err().contains("doesn't end where it begins"));
    /// ```
    pub fn read(geojson: &str) -> Result<Self, String> {
        let value = serde_json::from_str(geojson)
            .map_err(|error| format!("`zone` is no GeoJSON: {error}"))?;
        Self::from_value(&value)
    }

    pub(crate) fn from_value(value: &serde_json::Value) -> Result<Self, String> {
        let zone = Self { polygons: read::polygons(value)? };
        check::all(&zone.polygons)?;
        Ok(zone)
    }

    /// The areas: of each the outer ring, then its holes.
    pub fn polygons(&self) -> &[Vec<Ring>] {
        &self.polygons
    }

    /// The zone in the form of the record.
    pub fn geometry(&self) -> Geometry {
        let degrees = |part: i32| f64::from(part) / DEGREE as f64;
        let position = |at: &Position| at.map(degrees);
        let ring = |ring: &Ring| ring.iter().map(position).collect();
        let polygon = |rings: &Vec<Ring>| rings.iter().map(ring).collect();
        Geometry {
            kind: "MultiPolygon".into(),
            coordinates: self.polygons.iter().map(polygon).collect(),
        }
    }
}

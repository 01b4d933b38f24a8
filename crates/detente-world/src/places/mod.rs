//! Places named in a report: which of the many of a name is meant.
//!
//! A name alone seldom tells: there are thirty Springfields. What tells is what stands beside it
//! ("Springfield, Illinois"), the word for what it is ("Idlib province"), what else the report
//! names and how near to it each candidate lies, how many people live there, and that one name
//! has one sense in one report. Each is worth a whole number of points ([`Weights`]); the best
//! candidate wins where it is good enough, else the place is not known.

mod candidate;
mod cue;
mod distance;
mod kind;
mod layers;
mod score;

pub use candidate::PlaceId;
pub use distance::kilometres;
pub use layers::Places;
pub use score::Weights;

use crate::World;
use candidate::Candidate;
use std::borrow::Cow;
use std::ops::Range;

/// A place, as the record names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'w> {
    /// `country:`, `division:`, `geonames:` or `place:` and a code.
    pub id: Cow<'w, str>,
    /// Its name.
    pub name: &'w str,
    /// `country`, `admin1`, `admin2`, `settlement`, or what a place entered by hand is.
    pub kind: &'w str,
    /// ISO 3166-1 alpha-3.
    pub country: Option<&'w str>,
    /// Name of the first-order division that it lies in.
    pub admin1: Option<&'w str>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Half its extent, in kilometres.
    pub radius_km: f64,
    /// How many people live there, where it is known.
    pub population: Option<u64>,
    /// Where the row comes from.
    pub source: &'w str,
}

/// A name in a text with the place that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// The place.
    pub place: PlaceId,
    /// Points of the place.
    pub points: i32,
    /// The next best, with its points.
    pub runner_up: Option<(PlaceId, i32)>,
}

impl World {
    /// The places that the names at `spans` of `text` stand for, in the order of the spans; `None`
    /// where the world knows no place of the name or none is good enough.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let text = "Shelling hit Saraqib and Maarat al-Numan in Idlib province, Syria.";
    /// let found = world.locate(text, &[13..20, 25..40, 44..49, 60..65]);
    /// let names: Vec<_> = found.iter().flatten().map(|f| world.place(f.place)).collect();
    /// assert_eq!(names[0].country, Some("SYR"));
    /// assert_eq!(names[1].name, "Ma‘arrat an Nu‘mān");
    /// assert_eq!((names[2].kind, names[3].kind), ("admin1", "country"));
    /// ```
    pub fn locate(&self, text: &str, spans: &[Range<usize>]) -> Vec<Option<Located>> {
        self.locate_with(text, spans, &Weights::default())
    }

    /// [`World::locate`] under other weights, for those who measure them.
    pub fn locate_with(
        &self,
        text: &str,
        spans: &[Range<usize>],
        weights: &Weights,
    ) -> Vec<Option<Located>> {
        let mentions = cue::mentions(self, text, spans);
        score::choose(self, &mentions, weights)
    }

    /// All places that a name may stand for, the most populous first.
    pub fn places_named(&self, name: &str) -> Vec<PlaceId> {
        let mut found: Vec<Candidate> = candidate::of(self, name, true);
        found.sort_by_key(|one| (one.other, std::cmp::Reverse(one.people(self)), one.place));
        found.into_iter().map(|one| one.place).collect()
    }

    /// The settlements whose names have the skeleton of this one, the most populous first: what a
    /// name may be where no gazetteer spells it so. In which state it lies must be known from
    /// elsewhere.
    pub fn places_like(&self, name: &str) -> Vec<PlaceId> {
        let wanted = crate::skeleton(name);
        if wanted.len() < 3 {
            return vec![];
        }
        let places = self.places();
        let mut found: Vec<usize> = (0..places.len())
            .filter(|&at| places.kind(at) == crate::PlaceKind::Settlement)
            .filter(|&at| crate::skeleton(places.name(at)) == wanted)
            .collect();
        found.sort_by_key(|&at| (std::cmp::Reverse(places.population(at)), at));
        found.into_iter().map(|at| PlaceId::Record(at as u32)).collect()
    }

    /// A place.
    pub fn place(&self, place: PlaceId) -> Place<'_> {
        match place {
            PlaceId::Spot(i) => {
                let spot = &self.rows().spots[i as usize];
                Place {
                    id: Cow::Borrowed(&spot.id),
                    name: &spot.name,
                    kind: &spot.kind,
                    country: spot.country.as_deref(),
                    admin1: None,
                    latitude: spot.latitude,
                    longitude: spot.longitude,
                    radius_km: spot.radius_km,
                    population: None,
                    source: &spot.source,
                }
            }
            PlaceId::Record(i) => {
                let places = self.places();
                let record = places.get(i as usize);
                Place {
                    id: record.id,
                    name: record.name,
                    kind: record.kind.as_str(),
                    country: Some(record.country).filter(|code| !code.is_empty()),
                    admin1: record.admin1.map(|at| places.name(at)),
                    latitude: record.latitude,
                    longitude: record.longitude,
                    radius_km: record.radius_km,
                    population: Some(record.population),
                    source: if record.kind == crate::PlaceKind::Settlement {
                        "GeoNames (CC BY 4.0)"
                    } else {
                        "GeoNames (CC BY 4.0), Natural Earth"
                    },
                }
            }
        }
    }

    /// A place by its id.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let idlib = world.place(world.place_by_id("geonames:169389").unwrap());
    /// assert_eq!((idlib.name, idlib.admin1), ("Idlib", Some("Idlib")));
    /// ```
    pub fn place_by_id(&self, id: &str) -> Option<PlaceId> {
        if id.starts_with("place:") {
            let at = self.rows().spots.iter().position(|spot| spot.id == id)?;
            return Some(PlaceId::Spot(at as u32));
        }
        self.places().by_id(id).map(|at| PlaceId::Record(at as u32))
    }

    /// The place of a state, by its code.
    pub(crate) fn country_place(&self, code: &str) -> Option<u32> {
        self.countries().get(code).copied()
    }
}

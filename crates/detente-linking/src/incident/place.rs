//! Whether two places can be where one thing happened.

use detente_record::PlaceRef;

/// What two places say of two tellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// The same place.
    Same,
    /// One can lie in the other, or beside it.
    Near,
    /// They are apart.
    Apart,
    /// One is not known.
    Unknown,
}

/// How far two places that are one in two reports may lie apart beyond their radii.
const SLACK_KM: f64 = 15.0;

/// From this radius on a place is a region, in which much happens.
const REGION_KM: f64 = 60.0;

pub(super) fn compare(a: Option<&PlaceRef>, b: Option<&PlaceRef>) -> Places {
    let (Some(a), Some(b)) = (a, b) else { return Places::Unknown };
    if a.id.is_some() && a.id == b.id {
        return if is_region(a) { Places::Near } else { Places::Same };
    }
    let Some(apart) = distance(a, b) else {
        return if a.text.eq_ignore_ascii_case(&b.text) { Places::Same } else { Places::Unknown };
    };
    let reach = a.radius_km.unwrap_or(0.0) + b.radius_km.unwrap_or(0.0) + SLACK_KM;
    // Whole kilometres decide, so that no last bit of a sine does.
    if apart.floor() <= reach.floor() { Places::Near } else { Places::Apart }
}

/// Whether two places are both known and can't be one.
pub fn are_apart(a: Option<&PlaceRef>, b: Option<&PlaceRef>) -> bool {
    compare(a, b) == Places::Apart
}

/// Whether a place is wide, so that two happenings there need not be one.
pub(super) fn is_region(place: &PlaceRef) -> bool {
    place.radius_km.is_some_and(|radius| radius >= REGION_KM)
}

/// Kilometres between two places on a sphere.
fn distance(a: &PlaceRef, b: &PlaceRef) -> Option<f64> {
    const EARTH_KM: f64 = 6371.0;
    let (south, north) = (a.latitude?.to_radians(), b.latitude?.to_radians());
    let across = (b.longitude?.to_radians() - a.longitude?.to_radians()) / 2.0;
    let along = (north - south) / 2.0;
    let half = along.sin().powi(2) + south.cos() * north.cos() * across.sin().powi(2);
    Some(2.0 * EARTH_KM * half.sqrt().min(1.0).asin())
}

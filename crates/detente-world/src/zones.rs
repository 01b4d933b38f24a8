//! Zones that most likely lie elsewhere than meant.

use crate::{World, WorldError, kilometres};
use detente_knowledge::Agreement;

/// How far beyond the countries of an agreement its zone may lie.
const FAR_KM: f64 = 500.0;

impl World {
    /// What is allowed in a file of knowledge and yet most likely not meant: all that
    /// [`detente_knowledge::Rows::warnings`] tells, and a zone far from whom its agreement binds
    /// that would lie among them with longitude and latitude changed. The rows of the file are
    /// among this world's.
    pub fn warnings(&self, name: &str, text: &str) -> Vec<WorldError> {
        let mut out = self.rows().warnings(name, text);
        for known in &self.rows().agreements {
            // As it stands in the file: quoted, so that no longer id is meant.
            let own =
                ['"', '\''].iter().any(|mark| text.contains(&format!("{mark}{}{mark}", known.id)));
            if own && self.is_swapped(known) == Some(true) {
                let what = "`zone` lies far from all whom the agreement binds; GeoJSON puts the \
                            longitude first, and here the two seem to be the other way round";
                let (file, row) = (name.to_owned(), known.id.clone());
                out.push(WorldError { file, row, what: what.into() });
            }
        }
        out
    }

    /// Whether a zone fits only with longitude and latitude changed; `None` where it can't be told.
    fn is_swapped(&self, known: &Agreement) -> Option<bool> {
        let [longitude, latitude] = known
            .zone
            .as_ref()?
            .polygons()
            .first()?
            .first()?
            .first()?
            .map(|part| f64::from(part) / 1e7);
        let named = known.parties.iter().chain(&known.guarantors).chain(&known.about);
        let countries = named.filter_map(|id| self.get(id)?.country.as_deref());
        let places: Vec<_> = countries
            .filter_map(|code| self.place_by_id(&format!("country:{code}")))
            .map(|id| self.place(id))
            .collect();
        if places.is_empty() {
            return None;
        }
        let near = |latitude: f64, longitude: f64| {
            places.iter().any(|place| {
                let km = kilometres((place.latitude, place.longitude), (latitude, longitude));
                f64::from(km) <= place.radius_km + FAR_KM
            })
        };
        Some(!near(latitude, longitude) && longitude.abs() <= 90.0 && near(longitude, latitude))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_with_longitude_and_latitude_changed_is_told() {
        let told = |position: &str| {
            let text = format!(
                "[[agreement]]\nid = \"agreement:mine\"\nname = \"Mine\"\nkind = \"ceasefire\"\n\
                 source = \"me\"\nparties = [\"state:SYR\", \"state:TUR\"]\n\
                 zone = '{{\"type\":\"Polygon\",\"coordinates\":[[{position},[36.9,36],[37,37],{position}]]}}'\n"
            );
            let packed = World::layered(&[("mine.toml", &text)]).expect("sound");
            let world = World::open(packed.into()).expect("opens");
            world.warnings("mine.toml", &text).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(told("[36.5,35.5]"), Vec::<String>::new());
        // Off the coast of Somalia it stands as it is written, for it fits neither way.
        assert_eq!(told("[55.5,-5.5]"), Vec::<String>::new());
    }

    #[test]
    fn far_from_its_parties_only_as_it_is_written() {
        let known = |corner: &str| Agreement {
            parties: vec!["state:SDN".into()],
            zone: detente_knowledge::Zone::read(&format!(
                r#"{{"type":"Polygon","coordinates":[[{corner},[1,1],[2,1],{corner}]]}}"#
            ))
            .ok(),
            ..Agreement::default()
        };
        let world = World::embedded();
        assert_eq!(world.is_swapped(&known("[32.5,15.5]")), Some(false));
        // 33° north and 12° east is in Libya, next to nothing of Sudan; swapped it is in Sudan.
        assert_eq!(world.is_swapped(&known("[12.0,33.0]")), Some(true));
        assert_eq!(world.is_swapped(&Agreement::default()), None);
    }
}

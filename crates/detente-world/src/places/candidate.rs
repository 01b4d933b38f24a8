//! The places that a name may stand for.

use super::kind::{self, Asked};
use crate::World;
use detente_knowledge::{Form, PlaceKind, Target, fold, place_key, skeleton};
use detente_record::ActorKind;

/// A place by where it stands: among those entered by hand or in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceId {
    /// Entered by hand.
    Spot(u32),
    /// In the gazetteer.
    Record(u32),
}

/// One place that a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) place: PlaceId,
    /// Whether the name is another than its first.
    pub(crate) other: bool,
    /// Whether only the skeleton agrees.
    pub(crate) skeleton: bool,
    /// Whether the name is that of a state or of its people, or one that news has for a division.
    pub(crate) state: bool,
}

impl Candidate {
    fn new(place: PlaceId, other: bool) -> Self {
        Self { place, other, skeleton: false, state: false }
    }

    pub(crate) fn people(&self, world: &World) -> u64 {
        match self.place {
            PlaceId::Spot(_) => 0,
            PlaceId::Record(at) => world.places().population(at as usize),
        }
    }

    pub(crate) fn country<'w>(&self, world: &'w World) -> &'w str {
        match self.place {
            PlaceId::Spot(at) => world.rows().spots[at as usize].country.as_deref().unwrap_or(""),
            PlaceId::Record(at) => world.places().country(at as usize),
        }
    }

    pub(crate) fn kind(&self, world: &World) -> Option<PlaceKind> {
        match self.place {
            PlaceId::Spot(_) => None,
            PlaceId::Record(at) => Some(world.places().kind(at as usize)),
        }
    }

    pub(crate) fn point(&self, world: &World) -> (f64, f64) {
        match self.place {
            PlaceId::Spot(at) => {
                let spot = &world.rows().spots[at as usize];
                (spot.latitude, spot.longitude)
            }
            PlaceId::Record(at) => world.places().point(at as usize),
        }
    }
}

/// Every place of a name: by the names entered by hand, by the gazetteer, by the gazetteer without
/// the word for what it is ("Otter Tail County", "city of Idlib").
pub(crate) fn of(world: &World, name: &str, after_comma: bool) -> Vec<Candidate> {
    let name = name.trim();
    let mut found: Vec<Candidate> = vec![];
    let mut add = |candidate: Candidate| {
        if !found.iter().any(|known| known.place == candidate.place) {
            found.push(candidate);
        }
    };
    by_hand(world, name, &mut add);
    let key = place_key(name);
    for short in [false, true].into_iter().filter(|short| !short || after_comma) {
        if let Some(&at) = world.divisions().get(&(key.clone(), short)) {
            add(Candidate { state: true, ..Candidate::new(PlaceId::Record(at), false) });
        }
    }
    for spelling in spellings(&key) {
        for posting in world.places().keyed(&spelling) {
            add(Candidate::new(PlaceId::Record(posting.place as u32), posting.other));
        }
    }
    if let Some((bare, asked)) = kind::within(&key) {
        for spelling in spellings(bare) {
            for posting in world.places().keyed(&spelling) {
                if asked.fits(Some(world.places().kind(posting.place))) {
                    add(Candidate::new(PlaceId::Record(posting.place as u32), posting.other));
                }
            }
        }
        if asked == Asked::Country || asked == Asked::Division {
            by_hand(world, bare, &mut add);
        }
    }
    found
}

/// The places of one country whose skeleton is that of the name; nothing for a short one.
pub(crate) fn by_skeleton(world: &World, name: &str, country: &str) -> Vec<Candidate> {
    let wanted = skeleton(name);
    if wanted.len() < 3 {
        return vec![];
    }
    let places = world.skeletons(country);
    let from = places.partition_point(|(key, _)| key.as_str() < wanted.as_str());
    places[from..]
        .iter()
        .take_while(|(key, _)| *key == wanted)
        .map(|&(_, at)| Candidate { skeleton: true, ..Candidate::new(PlaceId::Record(at), true) })
        .collect()
}

/// What is entered by hand under this name: places, and states by any of their names.
fn by_hand(world: &World, name: &str, add: &mut dyn FnMut(Candidate)) {
    let folded = fold(name).text;
    let article = folded.strip_prefix("the ").or_else(|| folded.strip_prefix("The "));
    // "Gulf" after "the" that is no part of the name given.
    let with = format!("the {folded}");
    for form in [Some(folded.as_str()), article, Some(with.as_str())].into_iter().flatten() {
        for candidate in world.pack.candidates(form).unwrap_or_default() {
            match candidate.target {
                Target::Spot(at) => add(Candidate::new(PlaceId::Spot(at), false)),
                Target::Actor(at) => {
                    let actor = &world.actors()[at as usize];
                    let names =
                        matches!(candidate.form, Form::Name | Form::Adjective | Form::People);
                    let code = actor.country.as_deref().filter(|_| actor.kind == ActorKind::State);
                    if let Some(at) = code.filter(|_| names).and_then(|c| world.country_place(c)) {
                        let place = PlaceId::Record(at);
                        add(Candidate { state: true, ..Candidate::new(place, false) });
                    }
                }
                Target::Agreement(_) => {}
            }
        }
    }
}

/// A key and what it may be short for: "st" is "saint", "ft" is "fort", "mt" is "mount".
fn spellings(key: &str) -> Vec<String> {
    let mut all = vec![key.to_owned()];
    for (short, long) in [("st", "saint"), ("ft", "fort"), ("mt", "mount"), ("n", "north")] {
        for (from, to) in [(short, long), (long, short)] {
            if let Some(rest) = key.strip_prefix(from).filter(|rest| rest.starts_with(' ')) {
                all.push(format!("{to}{rest}"));
            }
        }
    }
    if let Some(rest) = key.strip_prefix("the ") {
        all.push(rest.to_owned());
    }
    all
}

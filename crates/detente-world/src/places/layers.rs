//! The gazetteers of a world as one: the program's own, and those that a user brought in.

use detente_knowledge::{Gazetteer, PlaceKind, PlaceRecord, Posting};

/// Gazetteers one after the other; a place is known by its place in the whole.
#[derive(Debug)]
pub struct Places {
    layers: Vec<(usize, Gazetteer)>,
}

impl Places {
    pub(crate) fn new(gazetteers: impl IntoIterator<Item = Gazetteer>) -> Self {
        let mut layers = vec![];
        let mut start = 0;
        for gazetteer in gazetteers {
            let length = gazetteer.len();
            layers.push((start, gazetteer));
            start += length;
        }
        Self { layers }
    }

    fn layer(&self, place: usize) -> (&Gazetteer, usize) {
        let after = self.layers.partition_point(|(start, _)| *start <= place);
        let (start, gazetteer) = &self.layers[after.saturating_sub(1)];
        (gazetteer, place - start)
    }

    fn shift(&self, place: usize, within: Option<usize>) -> Option<usize> {
        let (_, local) = self.layer(place);
        within.map(|at| place - local + at)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.layers.iter().map(|(_, gazetteer)| gazetteer.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All that are no settlements, with their numbers.
    pub(crate) fn divisions(&self) -> impl Iterator<Item = usize> + '_ {
        self.layers.iter().flat_map(|(start, gazetteer)| {
            let own =
                (0..gazetteer.len()).filter(|&at| gazetteer.kind(at) != PlaceKind::Settlement);
            own.map(move |at| start + at)
        })
    }

    /// What a place is.
    pub fn kind(&self, place: usize) -> PlaceKind {
        let (gazetteer, at) = self.layer(place);
        gazetteer.kind(at)
    }

    /// Where a place lies, in degrees north and east.
    pub fn point(&self, place: usize) -> (f64, f64) {
        let (gazetteer, at) = self.layer(place);
        gazetteer.point(at)
    }

    /// The code of the state that a place lies in; empty where it is not known.
    pub fn country(&self, place: usize) -> &str {
        let (gazetteer, at) = self.layer(place);
        gazetteer.country(at)
    }

    /// How many people live there.
    pub fn population(&self, place: usize) -> u64 {
        let (gazetteer, at) = self.layer(place);
        gazetteer.population(at)
    }

    /// The first-order division that a place lies in.
    pub fn admin1(&self, place: usize) -> Option<usize> {
        let (gazetteer, at) = self.layer(place);
        self.shift(place, gazetteer.admin1(at))
    }

    /// The name of a place.
    pub fn name(&self, place: usize) -> &str {
        let (gazetteer, at) = self.layer(place);
        gazetteer.name(at)
    }

    /// A place.
    pub fn get(&self, place: usize) -> PlaceRecord<'_> {
        let (gazetteer, at) = self.layer(place);
        let mut record = gazetteer.get(at);
        record.admin1 = self.shift(place, record.admin1);
        record.admin2 = self.shift(place, record.admin2);
        record
    }

    /// The place of an id; the last layer that has it gives it.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.layers.iter().rev().find_map(|(start, layer)| layer.by_id(id).map(|at| start + at))
    }

    /// The places of a key; one that stands in several layers comes from the last.
    pub fn keyed(&self, key: &str) -> Vec<Posting> {
        let mut found: Vec<Posting> = vec![];
        for (start, gazetteer) in self.layers.iter().rev() {
            for posting in gazetteer.keyed(key) {
                let place = start + posting.place;
                let id = gazetteer.get(posting.place).id;
                let known = self.layers.len() > 1
                    && found.iter().any(|other| self.get(other.place).id == id);
                if !known {
                    found.push(Posting { place, other: posting.other });
                }
            }
        }
        found
    }
}

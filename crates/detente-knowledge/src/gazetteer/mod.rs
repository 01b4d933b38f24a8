//! Places in their thousands: settlements, divisions, states.
//!
//! A gazetteer is one block of bytes that is read where it lies: columns of numbers in planes of
//! bytes (which compress well), names, and a map ([fst](https://docs.rs/fst)) from every folded
//! name to the places that bear it. Nothing is built when it is opened.

mod key;
mod line;
mod write;

pub use key::{place_key, skeleton};
pub use line::{PlaceKind, PlaceLine};

use crate::row::WorldError;
use std::borrow::Cow;
use std::ops::Range;

/// First bytes of a gazetteer; the digit is the version of the layout.
const MAGIC: &[u8; 8] = b"detgaz 1";

/// A number for no division.
const NONE: u32 = 0xffff;

/// The columns, with their width in bytes.
#[derive(Clone, Copy)]
enum Column {
    Latitude,
    Longitude,
    Population,
    Id,
    Name,
    Admin1,
    Admin2,
    Country,
    Radius,
    Kind,
}

const WIDTHS: [usize; 10] = [3, 3, 3, 4, 3, 2, 2, 1, 2, 1];

/// The sections after the columns.
const SECTIONS: usize = 4;

/// A gazetteer, opened.
#[derive(Debug)]
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    count: usize,
    columns: [usize; 10],
    countries: Range<usize>,
    names: Range<usize>,
    postings: Range<usize>,
    map: Range<usize>,
}

/// One place of a gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRecord<'g> {
    /// Its id: `geonames:`, `division:` or `country:` and a code.
    pub id: Cow<'g, str>,
    /// Its name.
    pub name: &'g str,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-3; empty where it is not known.
    pub country: &'g str,
    /// The first-order division that it lies in, by its place in the gazetteer.
    pub admin1: Option<usize>,
    /// The second-order division.
    pub admin2: Option<usize>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Half its extent, in kilometres.
    pub radius_km: f64,
    /// How many people live there, rounded up to a hundred.
    pub population: u64,
}

/// One place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// Its place in the gazetteer.
    pub place: usize,
    /// Whether the name is another than its first.
    pub other: bool,
}

impl Gazetteer {
    /// Compiles places into a gazetteer.
    ///
    /// # Errors
    /// Where there are too many places, or a place lies in a division that no line gives.
    ///
    /// ```
    /// use detente_knowledge::{Gazetteer, PlaceLine};
    /// let line = "geonames:1\tsettlement\tMLI\t\t\t16.27\t-0.04\t5\t86353\tGao\tGawgaw";
    /// let bytes = Gazetteer::compile(&[PlaceLine::read(line).unwrap()]).unwrap();
    /// let places = Gazetteer::open(bytes.into()).unwrap();
    /// let gao = places.named("Gawgaw")[0];
    /// assert_eq!(places.get(gao.place).name, "Gao");
    /// assert!(gao.other);
    /// ```
    pub fn compile(lines: &[PlaceLine]) -> Result<Vec<u8>, WorldError> {
        write::compile(lines)
    }

    /// Opens a gazetteer.
    ///
    /// # Errors
    /// Where the bytes are none that [`Gazetteer::compile`] made.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Self, WorldError> {
        let damaged = || failed("these bytes are no gazetteer, or one of another version");
        let head = 8 + 8 * (1 + SECTIONS);
        if bytes.len() < head || &bytes[..8] != MAGIC {
            return Err(damaged());
        }
        let number = |i: usize| {
            let at = 8 + 8 * i;
            let chunk: [u8; 8] = bytes[at..at + 8].try_into().unwrap_or_default();
            usize::try_from(u64::from_le_bytes(chunk)).unwrap_or(usize::MAX)
        };
        let count = number(0);
        let mut at = head;
        let mut columns = [0; 10];
        for (start, width) in columns.iter_mut().zip(WIDTHS) {
            *start = at;
            at = at.saturating_add(count.saturating_mul(width));
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        for (i, section) in sections.iter_mut().enumerate() {
            let end = at.saturating_add(number(1 + i));
            *section = at..end;
            at = end;
        }
        if at != bytes.len() {
            return Err(damaged());
        }
        let [countries, names, postings, map] = sections;
        fst::raw::Fst::new(&bytes[map.clone()]).map_err(failed)?;
        Ok(Self { bytes, count, columns, countries, names, postings, map })
    }

    /// Opens a gazetteer of unknown origin: every number in it is looked at first.
    ///
    /// # Errors
    /// As [`Gazetteer::open`]; where a place names a division, a state or a name that is not there.
    pub fn open_checked(bytes: Cow<'static, [u8]>) -> Result<Self, WorldError> {
        let opened = Self::open(bytes)?;
        let damaged = |place: usize| failed(format!("place {place} names what is not there"));
        for place in 0..opened.count {
            let within = [Column::Admin1, Column::Admin2].into_iter().all(|column| {
                let at = opened.number(column, place);
                at == NONE || (at as usize) < opened.count
            });
            let country = 3 * opened.number(Column::Country, place) as usize + 3;
            let name = opened.number(Column::Name, place) as usize;
            if !within || country > opened.countries.len() || name > opened.names.len() {
                return Err(damaged(place));
            }
        }
        opened.map().ok_or_else(|| failed("the map can't be read"))?.verify().map_err(failed)?;
        Ok(opened)
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The map, read where it lies: opening it looks at its last bytes only.
    fn map(&self) -> Option<fst::raw::Fst<&[u8]>> {
        fst::raw::Fst::new(&self.bytes[self.map.clone()]).ok()
    }

    fn number(&self, column: Column, place: usize) -> u32 {
        let (start, width) = (self.columns[column as usize], WIDTHS[column as usize]);
        (0..width).fold(0, |sum, plane| {
            sum | u32::from(self.bytes[start + plane * self.count + place]) << (8 * plane)
        })
    }

    /// What a place is.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn kind(&self, place: usize) -> PlaceKind {
        PlaceKind::ALL[self.number(Column::Kind, place) as usize % PlaceKind::ALL.len()]
    }

    /// Where a place lies, in degrees north and east.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn point(&self, place: usize) -> (f64, f64) {
        let degrees = |column, span: f64| {
            f64::from(self.number(column, place)) / f64::from(1 << 24) * span - span / 2.0
        };
        (degrees(Column::Latitude, 180.0), degrees(Column::Longitude, 360.0))
    }

    /// The code of the state that a place lies in; empty where it is not known.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn country(&self, place: usize) -> &str {
        let at = self.countries.start + 3 * self.number(Column::Country, place) as usize;
        std::str::from_utf8(&self.bytes[at..at + 3]).unwrap_or("").trim_end()
    }

    /// How many people live there, rounded up to a hundred.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn population(&self, place: usize) -> u64 {
        u64::from(self.number(Column::Population, place)) * 100
    }

    /// The first-order division that a place lies in.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn admin1(&self, place: usize) -> Option<usize> {
        Some(self.number(Column::Admin1, place)).filter(|&n| n != NONE).map(|n| n as usize)
    }

    /// The second-order division that a place lies in.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn admin2(&self, place: usize) -> Option<usize> {
        Some(self.number(Column::Admin2, place)).filter(|&n| n != NONE).map(|n| n as usize)
    }

    /// Half the extent of a place, in kilometres.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn radius_km(&self, place: usize) -> f64 {
        f64::from(self.number(Column::Radius, place))
    }

    /// The name of a place.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn name(&self, place: usize) -> &str {
        self.text(place).split('\0').next().unwrap_or("")
    }

    fn text(&self, place: usize) -> &str {
        let start = self.names.start + self.number(Column::Name, place) as usize;
        let rest = &self.bytes[start..self.names.end];
        let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        std::str::from_utf8(&rest[..end]).unwrap_or("")
    }

    /// A place.
    ///
    /// # Panics
    /// Where there is no such place.
    pub fn get(&self, place: usize) -> PlaceRecord<'_> {
        let (latitude, longitude) = self.point(place);
        let mut text = self.text(place).split('\0');
        let name = text.next().unwrap_or("");
        let id = match text.next() {
            Some(id) => Cow::Borrowed(id),
            None => Cow::Owned(format!("geonames:{}", self.number(Column::Id, place))),
        };
        PlaceRecord {
            id,
            name,
            kind: self.kind(place),
            country: self.country(place),
            admin1: self.admin1(place),
            admin2: self.admin2(place),
            latitude,
            longitude,
            radius_km: self.radius_km(place),
            population: self.population(place),
        }
    }

    /// The place of an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        if let Some(number) = id.strip_prefix("geonames:").and_then(|id| id.parse::<u32>().ok()) {
            return (0..self.count).find(|&place| {
                self.number(Column::Id, place) == number
                    && self.kind(place) == PlaceKind::Settlement
            });
        }
        // An id that is written out stands behind the name, and names stand in order.
        let names = std::str::from_utf8(&self.bytes[self.names.clone()]).ok()?;
        let at = names.find(&format!("\0{id}\n"))?;
        let start = names[..at].rfind('\n').map_or(0, |before| before + 1);
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = usize::midpoint(low, high);
            match (self.number(Column::Name, middle) as usize).cmp(&start) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The places that bear a name, the most populous first.
    pub fn named(&self, name: &str) -> Vec<Posting> {
        self.keyed(&place_key(name))
    }

    /// The places of a key, as [`place_key`] makes them.
    pub fn keyed(&self, key: &str) -> Vec<Posting> {
        let output = self.map().and_then(|map| map.get(key));
        output.map_or(vec![], |output| self.postings(output.value()))
    }

    fn postings(&self, value: u64) -> Vec<Posting> {
        let posting = |word: u32| Posting { place: (word >> 1) as usize, other: word & 1 == 1 };
        let value = usize::try_from(value).unwrap_or(0);
        let words: Vec<u32> = if value & 1 == 0 {
            vec![(value >> 1) as u32]
        } else {
            let lists = &self.bytes[self.postings.clone()];
            let list = lists.get(value >> 1..).unwrap_or(&[]);
            let mut words = list
                .chunks_exact(4)
                .map(|word| word.iter().rev().fold(0u32, |sum, &byte| sum << 8 | u32::from(byte)));
            let count = words.next().unwrap_or(0) as usize;
            words.take(count).collect()
        };
        words.into_iter().map(posting).filter(|one| one.place < self.count).collect()
    }
}

fn failed(error: impl std::fmt::Display) -> WorldError {
    WorldError { file: "gazetteer".into(), row: "compiled form".into(), what: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "country:SYR\tcountry\tSYR\t\t\t35.0\t38.5\t243\t16906283\tSyria\t
division:SY.12\tadmin1\tSYR\t\t\t35.78\t36.68\t42\t442917\tIdlib\tMuhafazat Idlib
geonames:169389\tsettlement\tSYR\tdivision:SY.12\t\t35.93062\t36.63393\t4\t128840\tIdlib\tIdleb|Идлиб";

    fn places() -> Gazetteer {
        let lines: Vec<_> = LINES.lines().map(|line| PlaceLine::read(line).unwrap()).collect();
        Gazetteer::open(Gazetteer::compile(&lines).unwrap().into()).unwrap()
    }

    #[test]
    fn gives_back_what_was_put_in() {
        let places = places();
        let town = places.get(2);
        assert_eq!(
            (town.id.as_ref(), town.name, town.kind),
            ("geonames:169389", "Idlib", PlaceKind::Settlement)
        );
        assert!(
            (town.latitude - 35.93062).abs() < 2e-5 && (town.longitude - 36.63393).abs() < 3e-5
        );
        assert_eq!((town.country, town.admin1, town.admin2), ("SYR", Some(1), None));
        assert_eq!((town.radius_km, town.population), (4.0, 128_900));
        assert_eq!(places.get(1).id, "division:SY.12");
        assert_eq!(places.get(0).id, "country:SYR");
        for at in 0..places.len() {
            assert_eq!(places.by_id(&places.get(at).id), Some(at));
        }
        assert_eq!((places.by_id("geonames:1"), places.by_id("division:SY")), (None, None));
    }

    #[test]
    fn finds_by_any_name() {
        let places = places();
        let found =
            |name: &str| places.named(name).iter().map(|p| (p.place, p.other)).collect::<Vec<_>>();
        assert_eq!(found("IDLIB"), [(1, false), (2, false)]);
        assert_eq!(found("Idleb"), [(2, true)]);
        assert_eq!(found("Идлиб"), found("Idlib"));
        assert_eq!(found("Id"), []);
    }

    #[test]
    fn other_bytes_are_no_gazetteer() {
        for bytes in
            [&b""[..], b"detgaz 1", b"something else that is long enough to be one, perhaps"]
        {
            let said = Gazetteer::open(bytes.to_vec().into()).unwrap_err().to_string();
            assert!(said.contains("no gazetteer"), "{said}");
        }
    }
}

//! States, places, offices, groups, agreements and their names; how to match a name.
//!
//! This crate knows the knowledge in `world/` and how to find its names in a text. It must not
//! know reports, sentences or rows beyond the reference types of the record.
//!
//! ```
//! use detente_world::{Form, World};
//! let world = World::embedded();
//! let found = world.find("The Turkish foreign minister, Mevlüt Çavuşoğlu, flew to Moscow.");
//! let names: Vec<&str> = found.iter().map(|f| f.actor.id.as_str()).collect();
//! assert_eq!(names, ["state:TUR", "person:mevlut-cavusoglu", "state:RUS"]);
//! assert_eq!(found[2].form, Form::Capital);
//! ```

mod dictionary;
mod find;
mod frames;
mod names;
mod offices;
mod places;
mod resolve;
mod search;
mod zones;

pub use detente_knowledge::{
    Actor, Agreement, Class, Example, Folded, Form, Frame, Gazetteer, Gender, Name, Office, Pack,
    PlaceKind, PlaceLine, Position, Provision, Ring, Rows, Side, Spot, Title, Trigger,
    TriggerClass, WorldError, Zone, fold, inlined, place_key, skeleton,
};
pub use dictionary::{Coded, Dictionary, DictionaryVerb, Left, Pattern, Step, What};
pub use find::Found;
pub use frames::Frames;
pub use names::{Compared, NameKind, SAME_ORGANISATION, SAME_PERSON, likeness};
pub use places::{Located, Place, PlaceId, Places, Weights, kilometres};

pub use search::{Hit, Known};

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// The compiled files of `world/`.
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.bin"));

/// The places of `world/gazetteer`, compressed.
static PLACES: &[u8] = include_bytes!("../../../world/gazetteer/places.zst");

/// The knowledge a report is read against; immutable once read.
#[derive(Debug)]
pub struct World {
    pack: Pack,
    by_id: HashMap<String, u32>,
    places: OnceLock<Places>,
    frames: OnceLock<Frames>,
    /// Sectors by the nouns for their people.
    agents: OnceLock<HashMap<String, u32>>,
    /// Gazetteers laid over the program's own.
    more: Mutex<Vec<Gazetteer>>,
    /// The places of the states, by code.
    countries: OnceLock<HashMap<String, u32>>,
    /// Persons by the skeleton of their surnames.
    surnames: OnceLock<HashMap<String, Vec<u32>>>,
    /// Titles and who held them.
    offices: OnceLock<offices::Offices>,
    /// The states of each capital's name, as a key.
    capitals: OnceLock<HashMap<String, Vec<String>>>,
    /// The divisions of the gazetteer by their other names, as keys; after a comma alone, where
    /// the second is true.
    divisions: OnceLock<HashMap<(String, bool), u32>>,
    /// The dictionaries of another coder that are laid over it.
    dictionary: OnceLock<Option<Dictionary>>,
    /// The skeletons of each state's places, in order; made for a state when it is first asked for.
    skeletons: Mutex<HashMap<String, Arc<Skeletons>>>,
}

/// Skeletons with the places that have them, in order.
type Skeletons = Vec<(String, u32)>;

impl World {
    /// The knowledge that comes with the program.
    pub fn embedded() -> &'static Self {
        static WORLD: LazyLock<World> = LazyLock::new(|| {
            // The build made these bytes, so that they can't be wrong in a build that passed.
            World::open(Cow::Borrowed(FILES)).unwrap_or_else(|error| panic!("{error}"))
        });
        &WORLD
    }

    /// A world of compiled rows ([`Pack::compile`]); the places are those of the program.
    ///
    /// # Errors
    /// Where the bytes are none that the same version of the program made.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Self, WorldError> {
        Self::open_with(bytes, vec![])
    }

    /// [`World::open`] with gazetteers over the program's own.
    ///
    /// # Errors
    /// As [`World::open`].
    pub fn open_with(
        bytes: Cow<'static, [u8]>,
        gazetteers: Vec<Gazetteer>,
    ) -> Result<Self, WorldError> {
        let pack = Pack::open(bytes)?;
        let ids =
            pack.rows.actors.iter().enumerate().map(|(i, actor)| (actor.id.clone(), i as u32));
        let by_id = ids.collect();
        Ok(Self {
            pack,
            by_id,
            places: OnceLock::new(),
            frames: OnceLock::new(),
            agents: OnceLock::new(),
            more: Mutex::new(gazetteers),
            countries: OnceLock::new(),
            surnames: OnceLock::new(),
            offices: OnceLock::new(),
            capitals: OnceLock::new(),
            divisions: OnceLock::new(),
            dictionary: OnceLock::new(),
            skeletons: Mutex::default(),
        })
    }

    /// Reads knowledge from TOML files, given as name and text, and from nothing else.
    ///
    /// # Errors
    /// Names the file, the row and what is wrong with it: a field that is not known, an id given
    /// twice or with the wrong prefix, a reference to nothing, a date that is none. The first of
    /// all that is wrong.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, WorldError> {
        let rows = Rows::read(files).map_err(first)?;
        Self::open(Pack::compile(rows)?.into())
    }

    /// An actor by id.
    ///
    /// ```
    /// let turkey = detente_world::World::embedded().get("state:TUR").unwrap();
    /// assert_eq!(turkey.name, "Turkey");
    /// ```
    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).map(|&i| &self.pack.rows.actors[i as usize])
    }

    /// All rows.
    pub fn rows(&self) -> &Rows {
        &self.pack.rows
    }

    /// Another coder's verbs with what they need, where there are any.
    pub fn dictionary(&self) -> Option<&Dictionary> {
        self.dictionary.get_or_init(|| Dictionary::new(self.rows())).as_ref()
    }

    /// All actors, in the order of the files.
    pub fn actors(&self) -> &[Actor] {
        &self.pack.rows.actors
    }

    /// The compiled form of the program's own knowledge with files over it, for
    /// [`World::open`]. A file is TOML as in `world/`, or CSV by the ending of its name.
    ///
    /// # Errors
    /// All that is wrong with the files, by line.
    ///
    /// ```
    /// use detente_world::World;
    /// let mine = "id,name,country,source\ngroup:night-watch,Night Watch,NOR,my own notes\n";
    /// let world = World::open(World::layered(&[("mine.csv", mine)]).unwrap().into()).unwrap();
    /// assert_eq!(world.find("the Night Watch denied it")[0].actor.id, "group:night-watch");
    /// ```
    pub fn layered(files: &[(&str, &str)]) -> Result<Vec<u8>, Vec<WorldError>> {
        let rows = Self::embedded().rows().clone().with(files)?;
        Pack::compile(rows).map_err(|error| vec![error])
    }

    /// What the program's own knowledge is known by: other files give another word.
    pub fn version() -> &'static str {
        env!("DETENTE_WORLD_VERSION")
    }

    /// The places in their thousands.
    pub fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            // As with the files of the world: a build that passed has opened them.
            let (length, packed) = PLACES.split_first_chunk::<8>().unwrap_or((&[0; 8], PLACES));
            let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(0);
            let bytes =
                zstd::bulk::decompress(packed, length).unwrap_or_else(|error| panic!("{error}"));
            let own = Gazetteer::open(bytes.into()).unwrap_or_else(|error| panic!("{error}"));
            let more = self.more.lock().unwrap_or_else(PoisonError::into_inner).split_off(0);
            Places::new(std::iter::once(own).chain(more))
        })
    }

    /// The event frames.
    pub fn frames(&self) -> &Frames {
        self.frames.get_or_init(|| Frames::new(self.rows()))
    }

    /// The PLOVER sector of the people that a noun stands for, by its dictionary form in small
    /// letters.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// assert_eq!(world.sector_of("soldier"), Some("MIL"));
    /// assert_eq!(world.sector_of("soil"), None);
    /// ```
    pub fn sector_of(&self, noun: &str) -> Option<&str> {
        let agents = &self.rows().agents;
        let nouns = self.agents.get_or_init(|| {
            let mut all = HashMap::new();
            for (at, agent) in agents.iter().enumerate() {
                for noun in &agent.nouns {
                    all.entry(noun.clone()).or_insert(at as u32);
                }
            }
            all
        });
        nouns.get(noun).map(|&at| agents[at as usize].sector.as_str())
    }

    /// The three letters of a state's code for its two (ISO 3166-1).
    ///
    /// ```
    /// assert_eq!(detente_world::World::embedded().country_code("ML"), Some("MLI"));
    /// ```
    pub fn country_code(&self, two: &str) -> Option<&str> {
        let places = self.places();
        let prefix = format!("division:{two}.");
        let at = places.divisions().find(|&at| {
            places.kind(at) == PlaceKind::Admin1 && places.get(at).id.starts_with(&prefix)
        })?;
        Some(places.country(at)).filter(|code| !code.is_empty())
    }

    /// The one person who most likely bears a name that the world does not list: of two words or
    /// more, all alike to those of one of the person's names. Only those for whom `fits` holds (who
    /// are of a state that the text speaks of) are looked at.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let russian = |actor: &detente_world::Actor| actor.country.as_deref() == Some("RUS");
    /// let lavrov = world.person_like("Sergej Lawrow", russian).unwrap();
    /// assert_eq!(lavrov.id, "person:sergey-lavrov");
    /// assert!(world.person_like("Sergej Lawrow", |_| false).is_none());
    /// ```
    pub fn person_like(&self, name: &str, fits: impl Fn(&Actor) -> bool) -> Option<&Actor> {
        /// Well above what two names of one person must be: here nobody looks at the result.
        const SURE: i32 = 870;
        let key = place_key(name);
        let words = key.split(' ').count();
        if words < 2 {
            return None;
        }
        let bones = skeleton(key.rsplit(' ').next()?);
        let by_surname = self.surnames().get(&bones)?;
        let mut best: Option<(&Actor, i32)> = None;
        let mut tied = false;
        for &at in by_surname {
            let actor = &self.actors()[at as usize];
            if !fits(actor) {
                continue;
            }
            let same_length = |one: &&str| place_key(one).split(' ').count() == words;
            let score = actor
                .all_names()
                .filter(same_length)
                .map(|one| likeness(name, one, NameKind::Person))
                .max();
            let Some(score) = score.filter(|&score| score >= SURE) else { continue };
            match best {
                Some((_, top)) if score < top => {}
                Some((_, top)) if score == top => tied = true,
                _ => (best, tied) = (Some((actor, score)), false),
            }
        }
        best.filter(|_| !tied).map(|(actor, _)| actor)
    }

    /// Persons by what is left of their surnames without vowels and doubled letters.
    fn surnames(&self) -> &HashMap<String, Vec<u32>> {
        self.surnames.get_or_init(|| {
            let mut all: HashMap<String, Vec<u32>> = HashMap::new();
            for (at, actor) in self.actors().iter().enumerate() {
                if actor.kind != detente_record::ActorKind::Person {
                    continue;
                }
                for name in actor.all_names() {
                    let key = place_key(name);
                    let bones = skeleton(key.rsplit(' ').next().unwrap_or(""));
                    let bearers = all.entry(bones).or_default();
                    if bearers.last() != Some(&(at as u32)) {
                        bearers.push(at as u32);
                    }
                }
            }
            all.remove("");
            all
        })
    }

    fn countries(&self) -> &HashMap<String, u32> {
        self.countries.get_or_init(|| {
            let places = self.places();
            let states = places.divisions().filter(|&at| places.kind(at) == PlaceKind::Country);
            states.map(|at| (places.country(at).to_owned(), at as u32)).collect()
        })
    }

    fn capitals(&self) -> &HashMap<String, Vec<String>> {
        self.capitals.get_or_init(|| {
            let mut all: HashMap<String, Vec<String>> = HashMap::new();
            for actor in self.actors().iter().filter(|actor| !actor.capitals.is_empty()) {
                for name in &actor.capitals {
                    let codes = all.entry(place_key(&name.text)).or_default();
                    codes.extend(actor.country.clone());
                }
            }
            all
        })
    }

    fn divisions(&self) -> &HashMap<(String, bool), u32> {
        self.divisions.get_or_init(|| {
            let rows = self.rows().divisions.iter();
            let rows: HashMap<&str, _> = rows.map(|row| (row.of.as_str(), row)).collect();
            let mut names = HashMap::new();
            let places = self.places();
            for at in places.divisions() {
                if let Some(row) = rows.get(places.get(at).id.as_ref()) {
                    let long = row.names.iter().map(|name| (place_key(name), false));
                    let short = row.after_comma.iter().map(|name| (place_key(name), true));
                    names.extend(long.chain(short).map(|key| (key, at as u32)));
                }
            }
            names
        })
    }

    fn skeletons(&self, country: &str) -> Arc<Skeletons> {
        let mut known = self.skeletons.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(country) {
            return Arc::clone(found);
        }
        let places = self.places();
        let within = (0..places.len()).filter(|&at| places.country(at) == country);
        let mut made: Skeletons = within.map(|at| (skeleton(places.name(at)), at as u32)).collect();
        made.sort();
        let made = Arc::new(made);
        known.insert(country.to_owned(), Arc::clone(&made));
        made
    }

    /// The names of actors in a text that can be told apart safely, in text order and without
    /// overlap. A surname alone, an acronym of many meanings or a state that is also a first name
    /// counts only where the rest of the text settles it; see the rules in `resolve`.
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        resolve::resolve(self, text)
    }

    /// The gender that a first name tells, folded and in small letters; of a single word that may
    /// be a surname as well nothing is told.
    ///
    /// ```
    /// use detente_world::{Gender, World};
    /// assert_eq!(World::embedded().gender_of("sergei", 2), Some(Gender::Masculine));
    /// assert_eq!(World::embedded().gender_of("sergei", 1), None);
    /// ```
    pub fn gender_of(&self, given: &str, words: usize) -> Option<Gender> {
        if words < 2 { None } else { self.pack.gender_of(given) }
    }

    /// The places entered by hand that are named in a text, in text order: a highway, a crossing, a
    /// region. A name's conditions hold as for actors.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let found = world.spots("Convoys crossed at Bab al-Hawa on Sunday.");
    /// assert_eq!(found[0].0, 19..30);
    /// ```
    pub fn spots(&self, text: &str) -> Vec<(std::ops::Range<usize>, PlaceId)> {
        resolve::spots(self, text)
    }

    /// The agreements that are named in a text, in text order. A name's conditions hold as for
    /// actors; what is only described ("the truce of 2018") is not found here.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let found = world.agreements("Nobody kept the Sochi memorandum on Idlib.");
    /// assert_eq!(found[0].0, 16..32);
    /// assert_eq!(found[0].1.id, "agreement:sochi-memorandum-2018");
    /// ```
    pub fn agreements(&self, text: &str) -> Vec<(std::ops::Range<usize>, &Agreement)> {
        let found = resolve::agreements(self, text).into_iter();
        found.map(|(range, at)| (range, &self.rows().agreements[at])).collect()
    }

    /// How many forms of names stand in a text, settled or not: what the matching alone does, for
    /// those who measure it.
    pub fn met(&self, text: &str) -> usize {
        find::find(&self.pack, &fold(text)).len()
    }

    /// The actor that published under this name ("Reuters", "reuters.com"), if the world knows it
    /// as an outlet.
    pub fn outlet(&self, name: &str) -> Option<&Actor> {
        let wanted = plain(name);
        let fits = |actor: &&Actor| {
            actor.kind == detente_record::ActorKind::Media
                && actor.all_names().any(|name| plain(name) == wanted)
        };
        self.actors().iter().find(fits)
    }
}

fn first(wrong: Vec<WorldError>) -> WorldError {
    wrong.into_iter().next().unwrap_or_else(|| WorldError {
        file: String::new(),
        row: String::new(),
        what: "nothing is wrong".into(),
    })
}

/// A name for comparison: folded, lower case, without what isn't a letter or digit, without a
/// leading article or a web ending.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let lower = folded.text.to_lowercase();
    let host = lower.trim().trim_start_matches("www ").trim_start_matches("www.");
    let host = host.trim_start_matches("the ");
    let host = [".com", ".org", ".net"].iter().fold(host, |name, end| name.trim_end_matches(end));
    host.chars().filter(|c| c.is_alphanumeric()).collect()
}

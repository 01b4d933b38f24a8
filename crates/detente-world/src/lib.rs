//! States, places, offices, groups and their names; how to match a name.
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

mod embedded;
mod find;
mod fold;
mod forms;
mod parse;
mod resolve;
mod row;

pub use find::Found;
pub use fold::{Folded, fold};
pub use forms::Form;
pub use row::{Actor, Office, WorldError};

use find::Matcher;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The knowledge a report is read against; immutable once read.
#[derive(Debug)]
pub struct World {
    actors: Vec<Actor>,
    by_id: BTreeMap<String, usize>,
    matcher: Matcher,
}

impl World {
    /// The knowledge that comes with the program.
    pub fn embedded() -> &'static Self {
        static WORLD: LazyLock<World> = LazyLock::new(|| {
            // The tests read the embedded files, so that they can't be wrong in a build that passed.
            World::from_toml(embedded::FILES).unwrap_or_else(|error| panic!("{error}"))
        });
        &WORLD
    }

    /// Reads knowledge from TOML files, given as name and text; later issues layer a user's own
    /// files over ours by appending them.
    ///
    /// # Errors
    /// Names the file, the row and what is wrong with it: a field that is not known, an id given
    /// twice or with the wrong prefix, a reference to nothing, a date that is none.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, WorldError> {
        let read = parse::read(files)?;
        let by_id =
            read.actors.iter().enumerate().map(|(i, actor)| (actor.id.clone(), i)).collect();
        let matcher = Matcher::new(&read.actors, &read.names)?;
        Ok(Self { actors: read.actors, by_id, matcher })
    }

    /// An actor by id.
    ///
    /// ```
    /// let turkey = detente_world::World::embedded().get("state:TUR").unwrap();
    /// assert_eq!(turkey.name, "Turkey");
    /// ```
    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).map(|&i| &self.actors[i])
    }

    /// All actors, in the order of the files.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The names of actors in a text that can be told apart safely, in text order and without
    /// overlap. A surname alone, an acronym of many meanings or a state that is also a first name
    /// counts only where the rest of the text settles it; see the rules in `resolve`.
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        resolve::resolve(self, text)
    }

    /// The one person who held `office` (as in `world/persons.toml`, e.g. `foreign minister`) of
    /// the actor `of` on `day` (ISO 8601); `None` where nobody or more than one is known.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let minister = world.holder("foreign minister", "state:RUS", "2020-02-14").unwrap();
    /// assert_eq!(minister.id, "person:sergey-lavrov");
    /// ```
    pub fn holder(&self, office: &str, of: &str, day: &str) -> Option<&Actor> {
        let holds = |held: &Office| {
            let since = held.from.as_deref().is_some_and(|from| from <= day);
            // A day within the last year or month named counts as held.
            let until = held.to.as_deref().is_none_or(|to| day <= to || day.starts_with(to));
            held.office == office && held.of == of && since && until
        };
        let mut holders = self.actors.iter().filter(|actor| actor.offices.iter().any(holds));
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }

    /// The actor that published under this name ("Reuters", "reuters.com"), if the world knows it
    /// as an outlet.
    pub fn outlet(&self, name: &str) -> Option<&Actor> {
        let wanted = plain(name);
        let fits = |actor: &&Actor| {
            actor.kind == detente_record::ActorKind::Media
                && (plain(&actor.name) == wanted
                    || actor.names.iter().any(|name| plain(&name.text) == wanted))
        };
        self.actors.iter().find(fits)
    }
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

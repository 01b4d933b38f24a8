//! The files of `world/`: their rows, what must hold for them, and the compiled form that the
//! program carries.
//!
//! This crate knows what a file of knowledge may say and how its names are spelled. It must not
//! know texts or reports: how a name is met in a text is the world's. It stands apart because the
//! program's build compiles the files with it, so that nothing is built when the program starts.
//!
//! ```
//! use detente_knowledge::{Pack, Rows};
//! let file = "[[state]]\nid = \"state:MLI\"\nname = \"Mali\"\nsource = \"ISO 3166-1\"\n";
//! let rows = Rows::read(&[("mine.toml", file)]).unwrap();
//! let bytes = Pack::compile(rows).unwrap();
//! let pack = Pack::open(bytes.into()).unwrap();
//! assert_eq!(pack.rows.actors[0].name, "Mali");
//! ```

mod fold;
mod forms;
mod frame;
mod gazetteer;
mod pack;
mod parse;
mod row;
mod zone;

pub use fold::{Folded, fold};
pub use forms::{Candidate, Form, PARTICLES, Target};
pub use frame::{Class, Example, Frame, Trigger, TriggerClass};
pub use gazetteer::{Gazetteer, PlaceKind, PlaceLine, PlaceRecord, Posting, place_key, skeleton};
pub use pack::Pack;
pub use parse::Rows;
pub use row::{
    Actor, ActorCode, Agent, Agreement, CodedActor, Condition, Discard, Division, Gender, Name,
    Office, Provision, Side, Spot, Synset, Title, Verb, WorldError,
};
pub use zone::{Position, Ring, Zone, inlined};

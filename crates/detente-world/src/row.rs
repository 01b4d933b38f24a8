//! The rows of the world, as they are written and as they are used.

use detente_record::{ActorKind, Predecessor};
use serde::Deserialize;

/// An actor that the world knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Stable id, e.g. `state:TUR`, `person:sergey-lavrov`.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What kind of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, or `XKX`.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// The state that owns it, an actor's id.
    pub owner: Option<String>,
    /// Forms that name it, beside `name`.
    pub names: Vec<Name>,
    /// Adjectives, for states and territories.
    pub adjectives: Vec<Name>,
    /// What its people are called.
    pub people: Vec<Name>,
    /// Capitals that stand for a state.
    pub capitals: Vec<Name>,
    /// Surnames that stand for a person without a first name.
    pub known_by: Vec<Name>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// What it was before.
    pub predecessors: Vec<Predecessor>,
    /// Where the row comes from.
    pub source: String,
}

/// An office held, with its days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The office in lower case, e.g. `foreign minister`.
    pub office: String,
    /// Of which actor: its id.
    pub of: String,
    /// First day, ISO 8601, to the precision known.
    pub from: Option<String>,
    /// Last day; `None` is still held or not known.
    pub to: Option<String>,
}

/// A form of a name, with what must hold for it to count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Name {
    /// The form as written.
    pub text: String,
    /// One of these must stand in the text too, where there are any.
    pub with: Vec<String>,
    /// None of these may.
    pub without: Vec<String>,
    /// Whether it is a first name, too, which a surname may follow.
    pub given_name: bool,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "a name or a table with `text`")]
enum Written {
    Plain(String),
    Careful {
        text: String,
        #[serde(default)]
        with: Vec<String>,
        #[serde(default)]
        without: Vec<String>,
        #[serde(default)]
        given_name: bool,
    },
}

impl From<Written> for Name {
    fn from(written: Written) -> Self {
        match written {
            Written::Plain(text) => Self { text, ..Self::default() },
            Written::Careful { text, with, without, given_name } => {
                Self { text, with, without, given_name }
            }
        }
    }
}

impl Actor {
    /// The offices in the form of the record.
    pub fn offices_held(&self) -> Vec<detente_record::OfficeHeld> {
        let held = |office: &Office| detente_record::OfficeHeld {
            office: office.office.clone(),
            of: Some(office.of.clone()),
            from: office.from.clone(),
            to: office.to.clone(),
        };
        self.offices.iter().map(held).collect()
    }

    /// A reference to this actor by the mention `text`.
    pub fn reference(&self, text: &str) -> detente_record::ActorRef {
        detente_record::ActorRef {
            id: Some(self.id.clone()),
            name: Some(self.name.clone()),
            text: text.to_owned(),
            country: self.country.clone(),
            sector: self.sector.clone(),
        }
    }
}

/// What is wrong with a file of the world, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {row}: {what}")]
pub struct WorldError {
    /// The file.
    pub file: String,
    /// The row: its id, or the line.
    pub row: String,
    /// What is wrong, and the way out.
    pub what: String,
}

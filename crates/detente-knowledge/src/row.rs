//! The rows of the world, as they are used once they are checked.

use crate::zone::Zone;
use detente_record::{ActorKind, Predecessor};
use serde::{Deserialize, Serialize};

/// An actor that the world knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Of a person, for pronouns.
    pub gender: Option<Gender>,
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
    /// With whom it fought and against whom.
    pub sides: Vec<Side>,
    /// The actor that it is a part of: its id.
    pub within: Option<String>,
    /// First day of its existence, ISO 8601, to the precision known.
    pub from: Option<String>,
    /// Last day of its existence.
    pub to: Option<String>,
    /// Where the row comes from.
    pub source: String,
}

/// A person's gender, as the pronouns tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gender {
    /// He.
    Masculine,
    /// She.
    Feminine,
}

/// An office held, with its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The office in lower case, e.g. `foreign minister`.
    pub office: String,
    /// Of which actor: its id.
    pub of: String,
    /// First day, ISO 8601, to the precision known.
    pub from: Option<String>,
    /// Last day; `None` is still held or not known.
    pub to: Option<String>,
    /// Whether it was held for the time being only.
    pub acting: bool,
}

impl Office {
    /// Whether it was held on a day (ISO 8601). A day within the last year or month named counts
    /// as held; an office without a first day was held on no day that can be told.
    ///
    /// ```
    /// let office = detente_knowledge::Office {
    ///     office: "president".into(),
    ///     of: "state:FRA".into(),
    ///     from: Some("2012-05-15".into()),
    ///     to: Some("2017-05".into()),
    ///     acting: false,
    /// };
    /// assert!(office.held_on("2017-05-13") && !office.held_on("2012-05-14"));
    /// ```
    pub fn held_on(&self, day: &str) -> bool {
        let since = self.from.as_deref().is_some_and(|from| from <= day);
        since && self.to.as_deref().is_none_or(|to| day <= to || day.starts_with(to))
    }
}

/// Whom an armed group fought beside or against, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Whether beside (`true`) or against.
    pub with: bool,
    /// The other: its id.
    pub whom: String,
    /// First day, ISO 8601, to the precision known.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A form of a name. Most count wherever they stand, and there are very many of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The form as written.
    pub text: String,
    /// What must hold in the text, where anything must.
    pub when: Option<Box<Condition>>,
}

/// What must hold in a text for a name to count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// One of these must stand in the text too, where there are any.
    pub with: Vec<String>,
    /// None of these may.
    pub without: Vec<String>,
    /// Whether it is a first name, too, which a surname may follow.
    pub given_name: bool,
}

impl Name {
    /// A name without conditions.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// An agreement that news refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Stable id, e.g. `agreement:dayton`.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub names: Vec<Name>,
    /// What kind, e.g. `ceasefire`.
    pub kind: String,
    /// Day of signature or conclusion, ISO 8601, to the precision known.
    pub concluded: Option<String>,
    /// Day on which it ended or was replaced.
    pub ended: Option<String>,
    /// Where it was concluded, or what it is named for.
    pub place: Option<String>,
    /// Ids of the parties.
    pub parties: Vec<String>,
    /// Ids of the guarantors.
    pub guarantors: Vec<String>,
    /// Ids of the mediators.
    pub mediators: Vec<String>,
    /// Ids of the states of the conflict, where they are no parties.
    pub about: Vec<String>,
    /// The agreement that it is a part of or carries out: its id.
    pub within: Option<String>,
    /// What it obliges to, as written down beforehand.
    pub obligations: Vec<Provision>,
    /// Where it holds, as written down beforehand.
    pub zone: Option<Zone>,
    /// Where the row comes from.
    pub source: String,
}

/// What an agreement obliges somebody to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// Its name within the agreement, e.g. `zone`.
    pub id: String,
    /// The obligation in words.
    pub text: String,
    /// Who has to act: an actor's id; need not be a party.
    pub performer: Option<String>,
    /// Who answers for it, where that is another: an actor's id.
    pub obligor: Option<String>,
    /// To whose benefit: an actor's id.
    pub beneficiary: Option<String>,
    /// `must`, `must-not`, `may`.
    pub modality: String,
    /// `once`, `continuing`.
    pub duration: Option<String>,
    /// What is to be done, a verb.
    pub action: Option<String>,
    /// To what.
    pub object: Option<String>,
    /// Where: a place's id, or its name.
    pub place: Option<String>,
    /// Last day, ISO 8601, to the precision known.
    pub deadline: Option<String>,
    /// How long after the conclusion it is due: an ISO 8601 duration.
    pub due: Option<String>,
    /// On what condition.
    pub condition: Option<String>,
}

impl Provision {
    /// All actors that it names, by id.
    pub fn actors(&self) -> impl Iterator<Item = &String> {
        self.performer.iter().chain(&self.obligor).chain(&self.beneficiary)
    }
}

/// A place entered by hand: a highway, a crossing, a front.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// Stable id, e.g. `place:m4-highway-syria`.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names.
    pub names: Vec<Name>,
    /// Adjectives ("Kashmiri").
    pub adjectives: Vec<Name>,
    /// What kind, e.g. `highway`.
    pub kind: String,
    /// ISO 3166-1 alpha-3; `None` where it lies in several states or none.
    pub country: Option<String>,
    /// Degrees north of its middle, WGS 84.
    pub latitude: f64,
    /// Degrees east of its middle.
    pub longitude: f64,
    /// Half its extent, in kilometres.
    pub radius_km: f64,
    /// Where the row comes from.
    pub source: String,
}

/// Other names of a division of the gazetteer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// Its id there.
    pub of: String,
    /// What else it is called.
    pub names: Vec<String>,
    /// What it is called after a comma alone.
    pub after_comma: Vec<String>,
    /// Where the row comes from.
    pub source: String,
}

/// Nouns for people of one PLOVER sector, from another coder's dictionary.
///
/// Here and in the rows that follow, `_` joins words that stand side by side; between words with a
/// blank there may be others. The notation is that of PETRARCH's dictionaries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The sector.
    pub sector: String,
    /// The nouns, small letters, singular and plural.
    pub nouns: Vec<String>,
    /// Whether the code goes before that of the actor (`NGO~`), not after it.
    #[serde(default)]
    pub before: bool,
}

/// A verb or a pattern of its block, and the code that another coder gives it.
///
/// A row without a pattern is a verb; one with a pattern belongs to the block that `verb` names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verb {
    /// The verb, small letters. Of several words, `+` marks the one that is the verb: `+set_up`.
    pub verb: String,
    /// What must stand around it, in the dictionary's own notation; may be empty.
    pub pattern: String,
    /// The code, CAMEO's or another's; `---` where it makes no event, `031:032` where it makes
    /// one each way.
    pub code: String,
    /// All its forms beside the first, where they are not regular.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Whose patterns it shares, where not its own.
    #[serde(default)]
    pub block: Option<String>,
}

/// Words that may stand for each other in patterns, where `&` and the name stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synset {
    /// Its name, small letters, without the `&`.
    pub name: String,
    /// The words, small letters, singular and plural.
    pub words: Vec<String>,
}

/// An actor with the codes that another coder gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodedActor {
    /// Its names, small letters.
    pub names: Vec<String>,
    /// The codes, in order; the first that holds on a day counts, one without days last of all.
    pub codes: Vec<ActorCode>,
    /// The actor's id here, if it has one.
    #[serde(default)]
    pub actor: Option<String>,
}

/// A code of an actor, and when it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorCode {
    /// The code, e.g. `SDNGOV`; `A/B` stands for both.
    pub code: String,
    /// First day, ISO 8601.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day.
    #[serde(default)]
    pub to: Option<String>,
}

/// Words that tell another coder to leave out a sentence or a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discard {
    /// The words, small letters; where no `_` ends them, the last may go on.
    pub words: String,
    /// Whether the whole report is left out.
    #[serde(default)]
    pub report: bool,
}

/// What an office is called, and what it is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The office as it stands in the rows of persons.
    pub name: String,
    /// The office that it comes to, e.g. `foreign minister` for a secretary of state.
    pub role: String,
    /// The only actor with this office under this name, if there is one: its id.
    pub of: Option<String>,
    /// What else it is called, in lower case.
    pub titles: Vec<String>,
    /// Where the row comes from.
    pub source: String,
}

impl Actor {
    /// An actor of whom nothing more is known.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: ActorKind) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind,
            country: None,
            sector: None,
            owner: None,
            gender: None,
            names: vec![],
            adjectives: vec![],
            people: vec![],
            capitals: vec![],
            known_by: vec![],
            offices: vec![],
            predecessors: vec![],
            sides: vec![],
            within: None,
            from: None,
            to: None,
            source: String::new(),
        }
    }

    /// All names that it bears without a condition on the text, the canonical one first.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.names.iter().map(|name| name.text.as_str()))
    }

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

//! The rows as they stand in a TOML file.

use crate::row::{Agent, CodedActor, Condition, Discard, Name, Synset, Verb};
use serde::Deserialize;

/// One file: tables by kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    #[serde(default)]
    pub(super) state: Vec<ActorRow>,
    #[serde(default)]
    pub(super) territory: Vec<ActorRow>,
    #[serde(default)]
    pub(super) person: Vec<ActorRow>,
    #[serde(default)]
    pub(super) institution: Vec<ActorRow>,
    #[serde(default)]
    pub(super) armed_group: Vec<ActorRow>,
    #[serde(default)]
    pub(super) igo: Vec<ActorRow>,
    #[serde(default)]
    pub(super) ngo: Vec<ActorRow>,
    #[serde(default)]
    pub(super) company: Vec<ActorRow>,
    #[serde(default)]
    pub(super) media: Vec<ActorRow>,
    #[serde(default)]
    pub(super) population: Vec<ActorRow>,
    #[serde(default)]
    pub(super) body: Vec<Body>,
    #[serde(default)]
    pub(super) agreement: Vec<AgreementRow>,
    #[serde(default)]
    pub(super) place: Vec<PlaceRow>,
    #[serde(default)]
    pub(super) division: Vec<DivisionRow>,
    #[serde(default)]
    pub(super) agent: Vec<Agent>,
    #[serde(default)]
    pub(super) verb: Vec<Verb>,
    #[serde(default)]
    pub(super) synset: Vec<Synset>,
    #[serde(default)]
    pub(super) coded: Vec<CodedActor>,
    #[serde(default)]
    pub(super) discard: Vec<Discard>,
    #[serde(default)]
    pub(super) office: Vec<TitleRow>,
    #[serde(default)]
    pub(super) stop: Vec<Stop>,
    #[serde(default)]
    pub(super) frame: Vec<FrameRow>,
    #[serde(default)]
    pub(super) class: Vec<ClassRow>,
}

/// A frame as written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(crate) struct FrameRow {
    pub(crate) id: String,
    pub(crate) says: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) contexts: Vec<String>,
    pub(crate) verbs: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) adjectives: Vec<String>,
    pub(crate) actor: Option<Vec<String>>,
    pub(crate) recipient: Option<Vec<String>>,
    pub(crate) noun_actor: Option<Vec<String>>,
    pub(crate) noun_recipient: Option<Vec<String>>,
    pub(crate) reciprocal: bool,
    pub(crate) content: bool,
    pub(crate) both: bool,
    pub(crate) example: Vec<ExampleRow>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ExampleRow {
    pub(crate) text: String,
    pub(crate) gives: Vec<String>,
}

/// Words that mean alike for frames.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ClassRow {
    pub(crate) name: String,
    pub(crate) words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ActorRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) gender: Option<String>,
    pub(crate) names: Vec<Written>,
    pub(crate) adjectives: Vec<Written>,
    pub(crate) people: Vec<Written>,
    pub(crate) capitals: Vec<Written>,
    pub(crate) known_by: Vec<Written>,
    pub(crate) offices: Vec<OfficeRow>,
    pub(crate) predecessors: Vec<Before>,
    pub(crate) sides: Vec<SideRow>,
    pub(crate) within: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeRow {
    pub(crate) office: String,
    pub(crate) of: String,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    #[serde(default)]
    pub(crate) acting: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Before {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) on: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SideRow {
    pub(crate) with: Option<String>,
    pub(crate) against: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

/// A body that every state has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Body {
    pub(super) slug: String,
    pub(super) name: String,
    pub(super) sector: String,
    pub(super) names: Vec<String>,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stop {
    pub(super) names: Vec<String>,
    #[serde(rename = "why")]
    pub(super) _why: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AgreementRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) names: Vec<Written>,
    pub(crate) kind: String,
    pub(crate) concluded: Option<String>,
    pub(crate) ended: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) parties: Vec<String>,
    pub(crate) guarantors: Vec<String>,
    pub(crate) mediators: Vec<String>,
    pub(crate) about: Vec<String>,
    pub(crate) within: Option<String>,
    #[serde(rename = "obligation")]
    pub(crate) obligations: Vec<ProvisionRow>,
    pub(crate) zone: Option<toml::Value>,
    pub(crate) source: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ProvisionRow {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) performer: Option<String>,
    pub(crate) obligor: Option<String>,
    pub(crate) beneficiary: Option<String>,
    pub(crate) modality: Option<String>,
    pub(crate) duration: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) object: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) deadline: Option<String>,
    pub(crate) due: Option<String>,
    pub(crate) condition: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PlaceRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) names: Vec<Written>,
    pub(crate) adjectives: Vec<Written>,
    pub(crate) kind: String,
    pub(crate) country: Option<String>,
    pub(crate) latitude: Option<f64>,
    pub(crate) longitude: Option<f64>,
    pub(crate) radius_km: Option<f64>,
    pub(crate) source: String,
}

/// Other names of a division of the gazetteer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DivisionRow {
    pub(super) of: String,
    #[serde(default)]
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) after_comma: Vec<String>,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleRow {
    pub(super) name: String,
    pub(super) source: String,
    pub(super) role: Option<String>,
    pub(super) of: Option<String>,
    #[serde(default)]
    pub(super) titles: Vec<String>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "a name or a table with `text`")]
pub(crate) enum Written {
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
                let bare = with.is_empty() && without.is_empty() && !given_name;
                let when = (!bare).then(|| Box::new(Condition { with, without, given_name }));
                Self { text, when }
            }
        }
    }
}

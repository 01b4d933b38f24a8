use crate::{Act, ActorRef, Evidence, Form, Review, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who said what, by which words, through whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Id derived from report, span and kind.
    pub id: String,
    /// The report.
    pub report: String,
    /// The speaker, where known.
    pub speaker: Option<Speaker>,
    /// The speaker's mention, in reading form.
    pub speaker_text: String,
    /// Told whom, quoted by whom, retold by whom.
    pub via: Vec<ActorRef>,
    /// To whom it was said.
    pub addressee: Option<ActorRef>,
    /// The word that marks the speech.
    pub cue: Option<String>,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// What the speaker does by speaking.
    pub act: Act,
    /// What was said, in reading form.
    pub content: String,
    /// Rows it speaks of.
    pub about: Vec<String>,
    /// When it was said.
    pub said: Time,
    /// The words it rests on.
    pub evidence: StatementEvidence,
    /// What an analyst says of it; `null` where nobody has looked.
    #[serde(default)]
    pub review: Option<Review>,
}

/// A speaker, with the office in which he or she speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// The actor.
    #[serde(flatten)]
    pub actor: ActorRef,
    /// The office, where one is stated or held on that day.
    pub office: Option<String>,
}

/// The three spans of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementEvidence {
    /// The speaker's mention.
    pub source: Option<Evidence>,
    /// The cue.
    pub cue: Option<Evidence>,
    /// The content.
    pub content: Evidence,
}

//! What to tell, and whom.

use super::Duration;
use serde::Deserialize;
use std::path::PathBuf;
use url::Url;

/// What a rule waits for.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum On {
    /// A new dispute, or one that turned into a conflict.
    Dispute,
    /// An obligation that somebody says was broken.
    Breach,
    /// A deadline that comes near.
    Deadline,
    /// A change point in how a pair stands.
    Turn,
    /// A new incident in the zone of an agreement.
    Zone,
    /// A new incident.
    Incident,
    /// A source that has failed for long.
    Failing,
}

impl On {
    /// As in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Breach => "breach",
            Self::Deadline => "deadline",
            Self::Turn => "turn",
            Self::Zone => "zone",
            Self::Incident => "incident",
            Self::Failing => "failing",
        }
    }
}

/// A rule: what to wait for, and whom to tell. All alerts stand on the pages, whomever they are told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// What it waits for.
    pub on: On,
    /// What it is called; else by what it waits for.
    pub name: Option<String>,
    /// The names of sinks.
    #[serde(default)]
    pub to: Vec<String>,
    /// Only what names this actor.
    pub actor: Option<String>,
    /// Only what happened at this place.
    pub place: Option<String>,
    /// Only this type: a PLOVER type, a kind of dispute.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// For a zone: the id of the agreement it belongs to; else any.
    pub agreement: Option<String>,
    /// For a deadline: how long before.
    #[serde(default = "week")]
    pub within: Duration,
    /// For a turn: the pair.
    pub between: Option<[String; 2]>,
}

fn week() -> Duration {
    Duration::seconds(7 * 86_400)
}

impl Rule {
    /// What it is called.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or(self.on.as_str())
    }

    pub(super) fn check(&self, sinks: &[&str]) -> Result<(), String> {
        for name in &self.to {
            if !sinks.contains(&name.as_str()) {
                return Err(format!(
                    "the alert {:?} is to go to {name:?}, but there is no [[sink]] of that name",
                    self.name()
                ));
            }
        }
        if self.on == On::Turn && self.between.is_none() {
            return Err(
                "an alert on a turn says of which pair: between = ['Sudan', 'Egypt']".into()
            );
        }
        Ok(())
    }
}

/// Somebody who is told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sink {
    /// What rules call it.
    pub name: String,
    /// An address that each alert is sent to as JSON.
    pub webhook: Option<Url>,
    /// The environment variable that holds the secret its signature is made with.
    pub secret_env: Option<String>,
    /// A file to which each alert is added as a line of JSON.
    pub file: Option<PathBuf>,
    /// The secret.
    #[serde(skip)]
    pub(crate) secret: Option<String>,
}

impl Sink {
    pub(super) fn check(
        &mut self,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(), String> {
        if self.webhook.is_some() == self.file.is_some() {
            return Err(format!("the sink {:?} has either a webhook or a file", self.name));
        }
        if let Some(url) = &self.webhook
            && !matches!(url.scheme(), "http" | "https")
        {
            return Err(format!("{url}: a webhook is http or https"));
        }
        if let Some(name) = &self.secret_env {
            let secret = environment(name).filter(|secret| !secret.is_empty());
            let missing =
                || format!("the sink {:?} wants its secret in {name}, which is not set", self.name);
            self.secret = Some(secret.ok_or_else(missing)?);
        }
        Ok(())
    }
}

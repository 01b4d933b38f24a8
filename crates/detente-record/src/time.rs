use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When something was, as far as is known, in EDTF level 2 (ISO 8601-2).
///
/// `2020-02-10` is that day, `A/B` throughout, `[A..B]` some day within.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// The time in EDTF, or `null` where nothing is known.
    pub edtf: Option<String>,
    /// First possible day, inclusive.
    pub from: Option<String>,
    /// Last possible day, inclusive.
    pub to: Option<String>,
    /// Whether it lasted throughout the interval or fell somewhere within.
    pub span: Option<TimeSpan>,
    /// Time of day, `HH:MM`, where one is stated.
    pub time: Option<String>,
    /// IANA zone or offset of `time`, where one is stated.
    pub zone: Option<String>,
    /// The expression as read.
    pub text: Option<String>,
    /// How it was found.
    pub basis: Option<TimeBasis>,
    /// What a relative expression was counted from: an ISO day, or the id of a row.
    pub anchor: Option<String>,
    /// The constraints an inferred date follows from.
    pub because: Vec<String>,
}

/// How an interval is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeSpan {
    /// Some day within the interval.
    Within,
    /// The whole interval.
    Throughout,
}

/// What a date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeBasis {
    /// Written out in full.
    Stated,
    /// Relative or partial, completed from an anchor.
    Resolved,
    /// Follows from constraints.
    Inferred,
    /// No time of its own; not after the report's date.
    ReportDate,
}

impl Time {
    /// A single day written out in the text. `day` is ISO 8601.
    pub fn day(day: &str, text: &str, basis: TimeBasis) -> Self {
        Self {
            edtf: Some(day.into()),
            from: Some(day.into()),
            to: Some(day.into()),
            span: Some(TimeSpan::Throughout),
            text: Some(text.into()),
            basis: Some(basis),
            ..Self::default()
        }
    }

    /// An interval of days, both inclusive.
    pub fn interval(from: &str, to: &str, span: TimeSpan, text: &str, basis: TimeBasis) -> Self {
        let edtf = match span {
            TimeSpan::Within => format!("[{from}..{to}]"),
            TimeSpan::Throughout => format!("{from}/{to}"),
        };
        Self {
            edtf: Some(edtf),
            from: Some(from.into()),
            to: Some(to.into()),
            span: Some(span),
            text: Some(text.into()),
            basis: Some(basis),
            ..Self::default()
        }
    }

    /// No time of its own: `from` unknown, `to` the report's date where that is known.
    pub fn by_report(published: Option<&str>) -> Self {
        Self {
            edtf: published.map(|day| format!("[..{day}]")),
            to: published.map(Into::into),
            span: published.map(|_| TimeSpan::Within),
            basis: Some(TimeBasis::ReportDate),
            ..Self::default()
        }
    }

    /// Whether nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The words a row rests on, down to the byte.
///
/// ```
/// use detente_record::{Evidence, Part};
/// let evidence = Evidence {
///     report: "9f2c41d0a1b2c3d4".into(),
///     parts: vec![Part {
///         bytes: [812, 835],
///         chars: Some([790, 803]),
///         quote: "еlіmіnаtеd 63".into(),
///         reading: Some("eliminated 63".into()),
///     }],
///     section: "body".into(),
///     field: None,
/// };
/// assert_eq!(evidence.quote(), "еlіmіnаtеd 63");
/// ```
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Evidence {
    /// Id of the report.
    pub report: String,
    /// One part for a continuous quotation, several for a split one.
    pub parts: Vec<Part>,
    /// Where in the report: `body`, `title`, `heading`, `caption`, `metadata`, `left-out`.
    pub section: String,
    /// The field of the row that these words are for, e.g. `actors`; `null` where they are for the
    /// row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// One continuous stretch of the stored original.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Part {
    /// Half-open byte range in the stored original (W3C `DataPositionSelector`).
    pub bytes: [usize; 2],
    /// Half-open range in Unicode scalar values of the reading text (W3C `TextPositionSelector`);
    /// `null` for words that are kept out of the reading text.
    pub chars: Option<[usize; 2]>,
    /// The characters as they stand in the original, without markup.
    pub quote: String,
    /// The same in reading form; `null` for words that are kept out of the reading text.
    pub reading: Option<String>,
}

impl Evidence {
    /// The same words, for one field of the row.
    #[must_use]
    pub fn of(self, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..self }
    }

    /// The whole quotation as written, parts joined by an ellipsis.
    pub fn quote(&self) -> String {
        self.parts.iter().map(|p| p.quote.as_str()).collect::<Vec<_>>().join(" … ")
    }

    /// The whole quotation in reading form; what is kept out of the reading is quoted as written.
    pub fn reading(&self) -> String {
        let parts = self.parts.iter().map(|p| p.reading.as_deref().unwrap_or(&p.quote));
        parts.collect::<Vec<_>>().join(" … ")
    }
}

/// Which rows to give. Everything left empty lets every row through; what is set must all hold.
///
/// A field that a kind of row does not have lets none of its rows through.
///
/// ```
/// use detente_case::Filter;
/// let filter = Filter { actor: Some("TUR".into()), from: Some("2020-02-01".into()), ..Filter::default() };
/// assert!(filter.place.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// An actor's id, or its name or mention whatever the case of its letters.
    pub actor: Option<String>,
    /// A place's id, name or mention, likewise.
    pub place: Option<String>,
    /// ISO 3166-1 alpha-3 of an actor or place.
    pub country: Option<String>,
    /// The row's `type` or `kind`; of a statement, its `act`.
    pub kind: Option<String>,
    /// The row's `status`.
    pub status: Option<String>,
    /// First day, ISO 8601: rows that may have been on it or later.
    pub from: Option<String>,
    /// Last day, ISO 8601: rows that may have been on it or earlier.
    pub to: Option<String>,
    /// The report, by id or the beginning of one.
    pub report: Option<String>,
    /// The id of a row that is spoken of.
    pub about: Option<String>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// After so many that are passed over.
    pub skip: usize,
}

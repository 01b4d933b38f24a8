//! The orders in which the rows that matter most are given, and the indexes by which they are found
//! without looking at the others.

/// Incidents with people harmed: the names of roles are the keys of an object.
pub(crate) const HARMED: &str = "(instr(figures, '\"killed\":') > 0 \
    OR instr(figures, '\"wounded\":') > 0 OR instr(figures, '\"missing\":') > 0)";
/// Of several reports before those of one, the last first.
pub(crate) const HARMED_ORDER: &str =
    "json_array_length(reports) < 2, coalesce(date ->> 'from', '') DESC, id";

/// Disputes: conflicts between holders who are known, other conflicts, the rest; the last first. No
/// string in JSON holds a quotation mark that is not escaped.
pub(crate) const CONTESTED_ORDER: &str = "CASE WHEN relation <> 'conflict' THEN 2 \
    ELSE instr(positions, '\"holder\":null') > 0 END, coalesce(last, '') DESC, id";

/// Statements that nobody rejected.
pub(crate) const VOICED: &str = "(review IS NULL OR review ->> 'state' <> 'rejected')";
/// Of speakers who are known first, the last first.
pub(crate) const VOICED_ORDER: &str =
    "speaker ->> 'id' IS NULL, coalesce(said ->> 'from', '') DESC, id";

/// The indexes.
pub(super) fn schema() -> String {
    format!(
        "CREATE INDEX incidents_harmed ON incidents ({HARMED_ORDER}) WHERE {HARMED};
         CREATE INDEX disputes_contested ON disputes ({CONTESTED_ORDER});
         CREATE INDEX statements_voiced ON statements (act, {VOICED_ORDER}) WHERE {VOICED};
         CREATE INDEX undertakings_days ON undertakings (deadline ->> 'to')
           WHERE deadline IS NOT NULL;
         CREATE INDEX relations_days ON relations (pair, \"from\", incidents) WHERE directed = 0;
         CREATE INDEX relations_months ON relations (\"from\") WHERE directed = 0;"
    )
}

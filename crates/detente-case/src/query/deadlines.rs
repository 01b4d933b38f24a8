//! What was undertaken by a day, once however often it is told.

use super::conditions;
use crate::Filter;
use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_record::Undertaking;
use std::collections::BTreeSet;

/// Tellings that are looked at.
const LOOKED: usize = 400;

/// The undertakings with a deadline that pass a filter, by their days, the first telling of each; the
/// flag says whether there may be more than were looked at.
pub(crate) fn deadlines(db: &Db, filter: &Filter) -> Result<(Vec<Undertaking>, bool)> {
    let filter = Filter { kind: None, status: None, limit: None, ..filter.clone() };
    let (condition, values) = conditions::of::<Undertaking>(&filter);
    let condition = format!(
        "id IN (SELECT id FROM undertakings WHERE deadline IS NOT NULL \
         AND deadline ->> 'to' IS NOT NULL AND {condition} ORDER BY deadline ->> 'to' LIMIT {LOOKED})"
    );
    let (mut seen, mut out, mut looked) = (BTreeSet::new(), vec![], 0);
    rows::each(db, &condition, &values, None, &mut |row: Undertaking| {
        looked += 1;
        let until = row.obligation.deadline.as_ref().and_then(|deadline| deadline.time.to.clone());
        let agreement = row.agreement.as_ref().and_then(|one| one.id.clone());
        let who = row.obligation.obligor.as_ref().and_then(|side| side.id.clone());
        if seen.insert((until, agreement, who, row.obligation.action.clone())) {
            out.push(row);
        }
        Ok(())
    })?;
    let day =
        |row: &Undertaking| row.obligation.deadline.as_ref().and_then(|one| one.time.to.clone());
    out.sort_by(|a, b| day(a).cmp(&day(b)).then_with(|| a.obligation.id.cmp(&b.obligation.id)));
    Ok((out, looked >= LOOKED))
}

//! Times counted from a day that was itself inferred.
//!
//! "On Friday", in a report whose day follows from its clues alone, is no better known than that
//! day, or than an analyst's word. Its basis stays what it is, and its reasons say what it hangs on.

use crate::times;
use detente_record::{Event, Statement, TimeBasis, Undertaking};
use jiff::civil::Date;

/// Says so of every time that is counted from the day, or from what is known of it; `said` is
/// whether an analyst gave it.
pub(crate) fn say(
    (first, last): (Date, Date),
    said: bool,
    events: &mut [Event],
    statements: &mut [Statement],
    undertakings: &mut [Undertaking],
) {
    let how = if said { "said by an analyst" } else { "inferred" };
    let (anchor, because) = match first == last {
        true => (
            first.to_string(),
            format!("counted from {first}, on which the report is {how} to be written"),
        ),
        false => (
            times::name_between(first, last),
            format!("the report is {how} to be written between {first} and {last}"),
        ),
    };
    let dates = events.iter_mut().map(|event| &mut event.date);
    let said = statements.iter_mut().map(|statement| &mut statement.said);
    let deadlines =
        undertakings.iter_mut().filter_map(|one| Some(&mut one.obligation.deadline.as_mut()?.time));
    for time in dates.chain(said).chain(deadlines) {
        let counted = match time.basis {
            Some(TimeBasis::Resolved) => time.anchor.as_ref() == Some(&anchor),
            Some(TimeBasis::ReportDate) => time.to.as_ref() == Some(&anchor),
            _ => false,
        };
        if counted {
            time.because.push(because.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::document;
    use crate::{Written, read_written};
    use detente_record::{Published, Time, TimeBasis};
    use detente_world::World;

    #[test]
    fn what_is_counted_from_an_inferred_day_says_so() {
        let document = document("Russia's Foreign Ministry said on Friday that it would go.", None);
        let analysis = detente_language::analyse(&document);
        let time = Time::day("2020-02-19", "", TimeBasis::Inferred);
        let published = Published { time, candidates: vec![] };
        let written = Written { published, evidence: None, said: false };
        let reading = read_written(&document, &analysis, World::embedded(), Some(&written));
        let said = &reading.statements[0].said;
        assert_eq!(said.from.as_deref(), Some("2020-02-14"));
        assert_eq!(said.because.len(), 1, "{said:?}");
        assert_eq!(reading.report.published.time.basis, Some(TimeBasis::Inferred));
    }
}

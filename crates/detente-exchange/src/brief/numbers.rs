//! Reports as a brief cites them. While it is composed, each stands for its turn in the order of all
//! reports; in the end those that are listed are numbered.

use super::{Brief, Cited};
use detente_case::{Case, Filter, Result, Turn};
use detente_record::Report;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// So many reports are listed, cited or not; of more, those that are cited.
const ALL: usize = 40;

/// The turns of reports, each looked up once.
pub(super) struct Turns<'a> {
    case: &'a Case,
    until: &'a Filter,
    known: RefCell<BTreeMap<String, Option<Turn>>>,
}

impl<'a> Turns<'a> {
    /// Of the reports of some days.
    pub(super) fn new(case: &'a Case, until: &'a Filter) -> Self {
        Self { case, until, known: RefCell::default() }
    }

    /// The turn of a report; none where it is not of these days.
    pub(super) fn of(&self, report: &str) -> Result<Option<Turn>> {
        if let Some(known) = self.known.borrow().get(report) {
            return Ok(known.clone());
        }
        let turn = self.case.turn(report, self.until)?;
        self.known.borrow_mut().insert(report.to_owned(), turn.clone());
        Ok(turn)
    }
}

/// Numbers the reports of a brief and lists them; `all` is how many there are. What is returned is how
/// many are not listed.
pub(super) fn number(case: &Case, until: &Filter, all: usize, brief: &mut Brief) -> Result<usize> {
    let reports: Vec<Report> = if all <= ALL {
        case.rows(until)?
    } else {
        let lines = brief.sections.iter().flat_map(|section| &section.lines);
        let turns: BTreeSet<&Turn> =
            lines.flat_map(|line| &line.citations).map(|one| &one.turn).collect();
        let mut reports = vec![];
        for turn in turns {
            let one = Filter { report: Some(turn.report().to_owned()), ..Filter::default() };
            reports.extend(case.rows::<Report>(&one)?);
        }
        reports
    };
    let numbers: BTreeMap<&str, usize> =
        reports.iter().enumerate().map(|(at, report)| (report.id.as_str(), at + 1)).collect();
    for line in brief.sections.iter_mut().flat_map(|section| &mut section.lines) {
        for one in &mut line.citations {
            one.number = numbers.get(one.report.as_str()).copied().unwrap_or_default();
        }
    }
    brief.reports = reports.iter().enumerate().map(|(at, report)| cited(report, at + 1)).collect();
    Ok(all.saturating_sub(reports.len()))
}

fn cited(report: &Report, number: usize) -> Cited {
    Cited {
        number,
        id: report.id.clone(),
        title: report
            .title
            .clone()
            .or_else(|| report.path.clone())
            .unwrap_or_else(|| "untitled".into()),
        outlet: report.outlet.clone(),
        date: report.published.time.edtf.clone(),
        path: report.path.clone(),
        notes: super::line::note_summary(&report.notes),
    }
}

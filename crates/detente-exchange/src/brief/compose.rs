//! From rows to a brief.

use super::line::{note_summary, statement_line};
use super::linked;
use super::{Brief, Cited, Line, More, Section};
use detente_case::{Case, Filter, Result};
use detente_record::{Act, Actor, Place, Refused, Report, Review, Statement};
use std::collections::BTreeMap;

/// Lines a section; what is beyond is counted and the command named that lists it.
const MOST_LINES: usize = 12;
/// Actors named.
const MOST_ACTORS: usize = 14;
/// Places named.
const MOST_PLACES: usize = 10;
/// Reports listed.
const MOST_REPORTS: usize = 40;

/// Numbers of reports, by id.
pub(super) type Numbers = BTreeMap<String, usize>;

/// Composes the brief of a case, for the day `as_of` (by default the latest that a report bears).
///
/// # Errors
/// If the case can't be asked.
pub fn compose(case: &Case, as_of: Option<&str>) -> Result<Brief> {
    let until = Filter { to: as_of.map(Into::into), ..Filter::default() };
    let mut reports = vec![];
    let mut overview = Overview::default();
    let mut numbers = Numbers::new();
    case.for_each::<Report>(&until, &mut |report| {
        overview.add(&report);
        let number = numbers.len() + 1;
        numbers.insert(report.id.clone(), number);
        if reports.len() < MOST_REPORTS {
            reports.push(cited(&report, number));
        }
        Ok(())
    })?;
    let refused: Vec<Refused> = case.rows(&Filter::default())?;
    let as_of = as_of.map(str::to_owned).or_else(|| overview.last.clone());
    // What it cost, what is contested, what is owed and how they stand; then who, where, and what
    // was said.
    let mut sections = vec![];
    sections.extend(linked::happened(case, &until, &numbers)?);
    sections.extend(linked::disputed(case, &numbers)?);
    sections.extend(linked::owed(case, &numbers)?);
    sections.extend(linked::stand(case, &numbers)?);
    sections.extend(actors(case, &numbers)?);
    sections.extend(places(case, &numbers)?);
    sections.extend(said(case, &until, &numbers)?);
    let unlisted = numbers.len().saturating_sub(reports.len());
    let mut gaps = overview.gaps(&refused);
    if unlisted > 0 {
        gaps.push(format!("{unlisted} more reports are not listed here: detente reports"));
    }
    Ok(Brief { as_of, summary: overview.summary(refused.len()), sections, reports, gaps })
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
        notes: note_summary(&report.notes),
    }
}

#[derive(Default)]
struct Overview {
    reports: usize,
    words: usize,
    dated: usize,
    first: Option<String>,
    last: Option<String>,
    outlets: std::collections::BTreeSet<String>,
    languages: BTreeMap<String, usize>,
}

impl Overview {
    fn add(&mut self, report: &Report) {
        self.reports += 1;
        self.words += report.words;
        self.outlets.extend(report.outlet.clone());
        *self
            .languages
            .entry(report.language.clone().unwrap_or_else(|| "unknown".into()))
            .or_default() += 1;
        let time = &report.published.time;
        if let (Some(from), Some(to)) = (&time.from, &time.to) {
            self.dated += 1;
            if self.first.as_ref().is_none_or(|first| from < first) {
                self.first = Some(from.clone());
            }
            if self.last.as_ref().is_none_or(|last| to > last) {
                self.last = Some(to.clone());
            }
        }
    }

    fn summary(&self, refused: usize) -> String {
        let mut text = format!("{}, {}", count(self.reports, "report"), count(self.words, "word"));
        if let (Some(first), Some(last)) = (&self.first, &self.last) {
            text += &if first == last {
                format!("; dated {first}")
            } else {
                format!("; dated {first} to {last}")
            };
        }
        if !self.outlets.is_empty() {
            text += &format!("; {}", count(self.outlets.len(), "outlet"));
        }
        if refused > 0 {
            text += &format!("; {} refused", count(refused, "input"));
        }
        text + "."
    }

    fn gaps(&self, refused: &[Refused]) -> Vec<String> {
        let mut gaps = vec![];
        let undated = self.reports - self.dated;
        if undated > 0 {
            gaps.push(format!(
                "{} no stated date of publication: {} relative days (\"Monday\", \"last week\") stay unresolved.",
                if undated == 1 { "1 report bears".to_owned() } else { format!("{undated} reports bear") },
                if undated == 1 { "its" } else { "their" },
            ));
        }
        let others: Vec<String> = self
            .languages
            .iter()
            .filter(|(code, _)| code.as_str() != "en")
            .map(|(code, n)| format!("{n} in {code}"))
            .collect();
        if !others.is_empty() {
            gaps.push(format!(
                "Only English is read for statements and figures; of the others, {}, names and words for search are kept.",
                others.join(", ")
            ));
        }
        for row in refused.iter().take(5) {
            gaps.push(format!("Not read: {} ({})", row.path, row.detail));
        }
        if refused.len() > 5 {
            gaps.push(format!("{} more inputs were not read: detente refused", refused.len() - 5));
        }
        gaps
    }
}

/// `1 report`, `2 reports`, `12,345 words`.
pub(super) fn count(n: usize, noun: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {noun}{}", if n == 1 { "" } else { "s" })
}

fn actors(case: &Case, numbers: &Numbers) -> Result<Option<Section>> {
    let mut named: Vec<Actor> = case.rows(&Filter::default())?;
    named.sort_by(|a, b| {
        (b.reports.len(), b.mentions, &a.id).cmp(&(a.reports.len(), a.mentions, &b.id))
    });
    let all = named.len();
    let lines: Vec<Line> = named
        .iter()
        .take(MOST_ACTORS)
        .map(|actor| Line {
            id: actor.id.clone(),
            subject: Some(actor.name.clone()),
            text: format!(
                "named {} in {}",
                if actor.mentions == 1 { "once".into() } else { count(actor.mentions, "time") },
                count(actor.reports.len(), "report")
            ),
            citations: super::line::citations(&actor.evidence, numbers, 3),
            ..Line::default()
        })
        .collect();
    Ok(section("Who", lines, all, "detente actors"))
}

/// Places below the state: that a report on Sudan names Sudan tells nobody anything.
fn places(case: &Case, numbers: &Numbers) -> Result<Option<Section>> {
    let mut named: Vec<Place> = case.rows(&Filter::default())?;
    named.retain(|place| place.kind != "country");
    named.sort_by(|a, b| {
        (b.reports.len(), b.mentions, &a.id).cmp(&(a.reports.len(), a.mentions, &b.id))
    });
    let all = named.len();
    let lines = named.iter().take(MOST_PLACES).map(|place| {
        let within: Vec<&str> =
            place.admin1.iter().chain(&place.country).map(String::as_str).collect();
        let within =
            if within.is_empty() { String::new() } else { format!(", {}", within.join(", ")) };
        Line {
            id: place.id.clone(),
            subject: Some(place.name.clone()),
            text: format!(
                "{} ({}{within}): {:.2}, {:.2} ± {:.0} km",
                if place.mentions == 1 {
                    "named once".into()
                } else {
                    format!(
                        "named {} in {}",
                        count(place.mentions, "time"),
                        count(place.reports.len(), "report")
                    )
                },
                place.kind,
                place.latitude.unwrap_or(0.0),
                place.longitude.unwrap_or(0.0),
                place.radius_km.unwrap_or(0.0)
            ),
            citations: super::line::citations(&place.evidence, numbers, 3),
            ..Line::default()
        }
    });
    Ok(section("Where", lines.collect(), all, "detente places"))
}

fn section(heading: &str, lines: Vec<Line>, all: usize, command: &str) -> Option<Section> {
    if lines.is_empty() {
        return None;
    }
    let beyond = all.saturating_sub(lines.len());
    let more = (beyond > 0).then(|| More { count: beyond, command: command.to_owned() });
    Some(Section { heading: heading.to_owned(), lines, more })
}

/// The best lines of a section and the number of all.
#[derive(Default)]
pub(super) struct Best {
    lines: Vec<(Rank, Line)>,
    all: usize,
}

/// What puts a line further up: a known speaker or a sure figure, then the later day, then the id.
pub(super) type Rank = (u8, std::cmp::Reverse<String>, String);

impl Best {
    pub(super) fn add(&mut self, rank: Rank, line: Line) {
        self.all += 1;
        self.lines.push((rank, line));
        if self.lines.len() >= MOST_LINES * 8 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.lines.sort_by(|a, b| a.0.cmp(&b.0));
        self.lines.truncate(MOST_LINES);
    }

    pub(super) fn into_section(mut self, heading: &str, command: &str) -> Option<Section> {
        self.cut();
        let mut lines: Vec<Line> = self.lines.into_iter().map(|(_, line)| line).collect();
        let place = |line: &Line| line.citations.first().map(|c| (c.number, c.bytes));
        // Dated lines in order of days, the others where they stand in the reports.
        lines.sort_by(|a, b| {
            (a.date.is_none(), &a.date, place(a), &a.id).cmp(&(
                b.date.is_none(),
                &b.date,
                place(b),
                &b.id,
            ))
        });
        section(heading, lines, self.all, command)
    }
}

fn said(case: &Case, until: &Filter, numbers: &Numbers) -> Result<Vec<Section>> {
    let [mut against, mut asked, mut rest] = [Best::default(), Best::default(), Best::default()];
    case.for_each::<Statement>(until, &mut |statement| {
        if Review::rejects(statement.review.as_ref()) {
            return Ok(());
        }
        let known = statement.speaker.as_ref().is_some_and(|speaker| speaker.actor.id.is_some());
        let day = statement.said.from.clone().unwrap_or_default();
        let rank = (u8::from(!known), std::cmp::Reverse(day), statement.id.clone());
        let best = match statement.act {
            Act::Denies | Act::Rejects | Act::Doubts | Act::NoComment | Act::Accuses => {
                &mut against
            }
            Act::Demands | Act::Threatens | Act::Promises => &mut asked,
            Act::Asserts | Act::Announces => &mut rest,
        };
        best.add(rank, statement_line(&statement, numbers));
        Ok(())
    })?;
    let sections = [
        against.into_section("Denied, rejected, blamed", "detente statements"),
        asked.into_section("Demanded, threatened, promised", "detente statements"),
        rest.into_section("Said", "detente statements"),
    ];
    Ok(sections.into_iter().flatten().collect())
}

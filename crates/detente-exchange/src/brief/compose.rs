//! From rows to a brief.

use super::line::{citations, statement_line};
use super::linked;
use super::numbers::{self, Turns};
use super::{Brief, Line, More, Section};
use detente_case::{Case, Filter, Mentioned, Named, Overview, Result};
use detente_record::{Act, Actor, Evidence, Place, Refused};

/// Lines a section; what is beyond is counted and the command named that lists it.
pub(super) const MOST_LINES: usize = 12;
/// Reports cited for an actor or a place.
const CITED: usize = 3;
/// Actors named.
const MOST_ACTORS: usize = 14;
/// Places named.
const MOST_PLACES: usize = 10;
/// Composes the brief of a case, for the day `as_of` (by default the latest that a report bears).
///
/// # Errors
/// If the case can't be asked.
pub fn compose(case: &Case, as_of: Option<&str>) -> Result<Brief> {
    let until = Filter { to: as_of.map(Into::into), ..Filter::default() };
    let overview = case.overview(&until)?;
    let turns = Turns::new(case, &until);
    let refused: Vec<Refused> = case.rows(&Filter::default())?;
    let as_of = as_of.map(str::to_owned).or_else(|| overview.last.clone());
    // What it cost, what is contested, what is owed and how they stand; then who, where, and what
    // was said.
    let mut sections = vec![];
    sections.extend(linked::happened(case, &until, &turns)?);
    sections.extend(linked::disputed(case, &turns)?);
    sections.extend(linked::owed(case, &turns)?);
    sections.extend(linked::stand(case, &turns)?);
    sections.extend(actors(case, &until, &turns)?);
    sections.extend(places(case, &until, &turns)?);
    sections.extend(said(case, &until, &turns)?);
    let (summary, gaps) = (summary(&overview, refused.len()), gaps(&overview, &refused));
    let mut brief = Brief { as_of, summary, sections, reports: vec![], gaps };
    let unlisted = numbers::number(case, &until, overview.reports, &mut brief)?;
    if unlisted > 0 {
        brief.gaps.push(format!(
            "{} more, not cited here, {} not listed: detente reports",
            count(unlisted, "report"),
            if unlisted == 1 { "is" } else { "are" }
        ));
    }
    Ok(brief)
}

fn summary(of: &Overview, refused: usize) -> String {
    let mut text = format!("{}, {}", count(of.reports, "report"), count(of.words, "word"));
    if let (Some(first), Some(last)) = (&of.first, &of.last) {
        text += &if first == last {
            format!("; dated {first}")
        } else {
            format!("; dated {first} to {last}")
        };
    }
    if of.outlets > 0 {
        text += &format!("; {}", count(of.outlets, "outlet"));
    }
    if refused > 0 {
        text += &format!("; {} refused", count(refused, "input"));
    }
    text + "."
}

fn gaps(of: &Overview, refused: &[Refused]) -> Vec<String> {
    let mut gaps = vec![];
    let undated = of.reports - of.dated;
    if undated > 0 {
        gaps.push(format!(
            "{} no stated date of publication: {} relative days (\"Monday\", \"last week\") stay unresolved.",
            if undated == 1 { "1 report bears".to_owned() } else { format!("{undated} reports bear") },
            if undated == 1 { "its" } else { "their" },
        ));
    }
    let others: Vec<String> = of
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

fn actors(case: &Case, until: &Filter, turns: &Turns<'_>) -> Result<Option<Section>> {
    let found = case.most_named::<Actor>(None, MOST_ACTORS)?;
    let (named, all) = (found.rows, found.all);
    let words = first_words(case, &named, until)?;
    let mut lines: Vec<Line> = vec![];
    for (one, words) in named.into_iter().zip(words) {
        let (actor, reports) = (one.row, one.reports);
        lines.push(Line {
            id: actor.id.clone(),
            subject: Some(actor.name.clone()),
            text: format!(
                "named {} in {}",
                if actor.mentions == 1 { "once".into() } else { count(actor.mentions, "time") },
                count(reports, "report")
            ),
            citations: citations(&words, turns, CITED)?,
            ..Line::default()
        });
    }
    Ok(section("Who", lines, all, "detente actors"))
}

/// Places below the state: that a report on Sudan names Sudan tells nobody anything.
fn places(case: &Case, until: &Filter, turns: &Turns<'_>) -> Result<Option<Section>> {
    let found = case.most_named::<Place>(Some("country"), MOST_PLACES)?;
    let (named, all) = (found.rows, found.all);
    let words = first_words(case, &named, until)?;
    let mut lines: Vec<Line> = vec![];
    for (one, words) in named.into_iter().zip(words) {
        let (place, reports) = (one.row, one.reports);
        let within: Vec<&str> =
            place.admin1.iter().chain(&place.country).map(String::as_str).collect();
        let within =
            if within.is_empty() { String::new() } else { format!(", {}", within.join(", ")) };
        lines.push(Line {
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
                        count(reports, "report")
                    )
                },
                place.kind,
                place.latitude.unwrap_or(0.0),
                place.longitude.unwrap_or(0.0),
                place.radius_km.unwrap_or(0.0)
            ),
            citations: citations(&words, turns, CITED)?,
            ..Line::default()
        });
    }
    Ok(section("Where", lines, all, "detente places"))
}

/// Where actors or places are named first, in the first three reports that do.
fn first_words<T: Mentioned>(
    case: &Case,
    named: &[Named<T>],
    until: &Filter,
) -> Result<Vec<Vec<Evidence>>> {
    let ids: Vec<&str> = named.iter().map(|one| one.row.id()).collect();
    case.first_named::<T>(&ids, CITED, until)
}

fn section(heading: &str, lines: Vec<Line>, all: usize, command: &str) -> Option<Section> {
    if lines.is_empty() {
        return None;
    }
    let beyond = all.saturating_sub(lines.len());
    let more = (beyond > 0).then(|| More { count: beyond, command: command.to_owned() });
    Some(Section { heading: heading.to_owned(), lines, more })
}

/// Lines of a section as they are told: dated ones in order of days, the others where they stand in
/// the reports.
pub(super) fn in_order(
    heading: &str,
    mut lines: Vec<Line>,
    all: usize,
    command: &str,
) -> Option<Section> {
    let place = |line: &Line| line.citations.first().map(|c| (c.turn.clone(), c.bytes));
    lines.sort_by(|a, b| {
        (a.date.is_none(), &a.date, place(a), &a.id).cmp(&(
            b.date.is_none(),
            &b.date,
            place(b),
            &b.id,
        ))
    });
    section(heading, lines, all, command)
}

fn said(case: &Case, until: &Filter, turns: &Turns<'_>) -> Result<Vec<Section>> {
    let kinds: [(&str, &[Act]); 3] = [
        (
            "Denied, rejected, blamed",
            &[Act::Denies, Act::Rejects, Act::Doubts, Act::NoComment, Act::Accuses],
        ),
        ("Demanded, threatened, promised", &[Act::Demands, Act::Threatens, Act::Promises]),
        ("Said", &[Act::Asserts, Act::Announces]),
    ];
    let mut out = vec![];
    for (heading, acts) in kinds {
        let found = case.voiced(acts, until, MOST_LINES)?;
        let lines = found.rows.iter().map(|one| statement_line(one, turns));
        let lines = lines.collect::<Result<_>>()?;
        out.extend(in_order(heading, lines, found.all, "detente statements"));
    }
    Ok(out)
}

//! `detente correct` and `detente corrections`.

use super::read::plural;
use crate::cli::{Correct, Corrections, CorrectionsAct, Format, RowFormat};
use crate::output::{Column, format_or_default, json_line, say, stdout, table};
use crate::progress::Bar;
use detente_case::{Case, Correcting, CorrectionRow, Wish};
use std::io::Write;
use std::path::Path;

pub(crate) fn correct(case: &Path, args: Correct, quiet: bool) -> anyhow::Result<()> {
    let (wish, incident, said) = match args {
        Correct::Reject(args) => (Wish::Reject(args.of.id), args.of.incident, args.said),
        Correct::Confirm(args) => (Wish::Confirm(args.of.id), args.of.incident, args.said),
        Correct::ReDate { of, date, said } => (Wish::ReDate(of.id, date), of.incident, said),
        Correct::RePlace { of, place, said } => (Wish::RePlace(of.id, place), of.incident, said),
        Correct::ReType { of, kind, said } => (Wish::ReType(of.id, kind), of.incident, said),
        Correct::Merge { id, other, said } => (Wish::Merge(id, other), false, said),
        Correct::Split { id, said } => (Wish::Split(id), false, said),
        Correct::ReActor { id, other, report, said } => match report {
            Some(report) => (Wish::ReActorIn(id, other, report), false, said),
            None => (Wish::ReActor(id, other), false, said),
        },
        Correct::Reliability { outlet, letter, said } => {
            (Wish::Reliability(outlet, letter), false, said)
        }
    };
    let bar = Bar::new(quiet);
    let mut case = open(case, &bar)?;
    let at = case.time()?;
    let asked = Correcting { wish, incident, author: said.author, reason: said.reason, at };
    let made = case.correct(&asked, &bar);
    bar.finish();
    let made = made?;
    if !quiet {
        say(&format!(
            "correction {}: {}; `detente corrections undo {}` takes it back",
            made.n, made.said, made.n
        ));
    }
    Ok(())
}

/// Opens a case that is there: correcting an empty one by a slip of the name helps nobody.
fn open(path: &Path, bar: &Bar) -> anyhow::Result<Case> {
    if !path.exists() {
        Case::open_existing(path)?;
    }
    Ok(Case::open_watched(path, bar)?)
}

pub(crate) fn corrections(case: &Path, args: Corrections, quiet: bool) -> anyhow::Result<()> {
    match args.act {
        None => list(case, args.format),
        Some(CorrectionsAct::Undo { n, reason, author }) => {
            let bar = Bar::new(quiet);
            let mut case = open(case, &bar)?;
            let at = case.time()?;
            let undone = case.undo_correction(n, &author, &reason, &at, &bar);
            bar.finish();
            let undone = undone?;
            if !quiet {
                say(&format!("correction {} undone: {}", undone.n, undone.said));
            }
            Ok(())
        }
    }
}

fn list(case: &Path, format: Format) -> anyhow::Result<()> {
    let all = Case::open_existing(case)?.corrections()?;
    let mut out = stdout();
    match format_or_default(format) {
        RowFormat::Jsonl => {
            for one in &all {
                writeln!(out, "{}", json_line(one)?)?;
            }
        }
        RowFormat::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record([
                "n", "at", "author", "act", "said", "reason", "state", "note", "rows", "with",
            ])?;
            for one in &all {
                let n = one.n.to_string();
                let note = one.note.as_deref().unwrap_or("");
                let (rows, with) = (one.rows.join(" "), one.with.join(" "));
                csv.write_record([
                    n.as_str(),
                    &one.at,
                    &one.author,
                    &one.act,
                    &one.said,
                    &one.reason,
                    &one.state,
                    note,
                    &rows,
                    &with,
                ])?;
            }
            csv.flush()?;
        }
        RowFormat::Table if all.is_empty() => {
            writeln!(out, "No corrections; `detente correct --help` says how to make one.")?;
        }
        RowFormat::Table => {
            let column = |heading, most| Column { heading, most: Some(most) };
            let columns = [
                column("n", 4),
                column("at", 20),
                column("author", 16),
                column("what", 44),
                column("reason", 30),
                column("state", 60),
            ];
            let rows: Vec<Vec<String>> = all.iter().map(cells).collect();
            write!(out, "{}", table(&columns, &rows))?;
            let lost = all.iter().filter(|one| one.state == "lost").count() as u64;
            if lost > 0 {
                writeln!(out, "{} lost", plural(lost, "correction"))?;
            }
        }
    }
    Ok(out.flush()?)
}

fn cells(one: &CorrectionRow) -> Vec<String> {
    let state = match &one.note {
        Some(note) => format!("{}: {note}", one.state),
        None => one.state.clone(),
    };
    vec![
        one.n.to_string(),
        one.at.clone(),
        one.author.clone(),
        one.said.clone(),
        one.reason.clone(),
        state,
    ]
}

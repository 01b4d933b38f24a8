//! `detente diff`.

use crate::cli::{Diff, RowFormat};
use crate::output::{bold, faint, format_or_default, json_line, printable, say, stdout};
use anyhow::Context;
use detente_case::{Case, Change, Difference, FieldChange};
use std::io::Write;
use std::path::Path;

/// Changes of one sort that a person is shown.
const MOST: usize = 50;

pub(crate) fn diff(path: &Path, args: &Diff) -> anyhow::Result<()> {
    let (from, to) = match (&args.range, &args.since) {
        (Some(range), _) => range.split_once("..").with_context(|| {
            format!("{range:?}: write A..B, or --since {range} for what came after it")
        })?,
        (None, since) => (since.as_deref().unwrap_or_default(), ""),
    };
    let found = Case::open_existing(path)?.diff(from, to)?;
    let mut out = stdout();
    match format_or_default(args.format) {
        RowFormat::Jsonl => {
            for moment in &found.moments {
                let mut line = serde_json::to_value(moment)?;
                line["kind"] = "moment".into();
                writeln!(out, "{}", json_line(&line)?)?;
            }
            for change in &found.changes {
                writeln!(out, "{}", json_line(change)?)?;
            }
            found.notes.iter().for_each(|note| say(note));
        }
        RowFormat::Csv => csv(&mut out, &found)?,
        RowFormat::Table => person(&mut out, &found)?,
    }
    Ok(out.flush()?)
}

fn csv(out: &mut impl Write, found: &Difference) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["kind", "id", "what", "text", "fields", "others", "reports", "at"])?;
    for one in &found.changes {
        let at: Vec<String> = one.at.iter().map(ToString::to_string).collect();
        csv.write_record([
            one.kind.clone(),
            one.id.clone(),
            one.what.clone(),
            one.text.clone(),
            serde_json::to_string(&one.fields)?,
            one.others.join(" "),
            one.reports.join(" "),
            at.join(" "),
        ])?;
    }
    Ok(csv.flush()?)
}

fn person(out: &mut impl Write, found: &Difference) -> anyhow::Result<()> {
    writeln!(out, "After entry {} of the custody log, up to {}:", found.after, found.to)?;
    for moment in &found.moments {
        let mut did = moment.did.join("; ");
        if moment.entries > moment.did.len() as u64 {
            did += &format!("; … {} entries in all", moment.entries);
        }
        let counts = if moment.counts_only {
            let counts = moment.counts.as_object().into_iter().flatten();
            let counts: Vec<String> = counts.map(|(name, n)| format!("{n} {name}")).collect();
            format!(" (only counted: {})", counts.join(", "))
        } else {
            String::new()
        };
        let line = format!("  {} {} {did}{counts}", moment.custody, moment.at);
        writeln!(out, "{}", faint(&printable(&line, false)))?;
    }
    for note in &found.notes {
        writeln!(out, "  {}", printable(note, false))?;
    }
    if found.changes.is_empty() {
        writeln!(out, "No incident, dispute or obligation changed.")?;
    }
    for what in ["turned", "new", "merged", "split", "re-dated", "changed", "gone"] {
        let all: Vec<&Change> = found.changes.iter().filter(|one| one.what == what).collect();
        if all.is_empty() {
            continue;
        }
        writeln!(out, "{}", bold(&format!("{what} ({})", all.len())))?;
        for one in all.iter().take(MOST) {
            change(out, one)?;
        }
        if all.len() > MOST {
            writeln!(out, "  … and {} more; --format jsonl gives all", all.len() - MOST)?;
        }
    }
    Ok(())
}

fn change(out: &mut impl Write, one: &Change) -> anyhow::Result<()> {
    let others = match (one.what.as_str(), one.others.join(", ")) {
        (_, others) if others.is_empty() => String::new(),
        ("merged", others) => format!(", into {others}"),
        ("split", others) => format!(", from {others}"),
        (_, others) => format!(", before: {others}"),
    };
    let line = format!("{} {}{others}: {}", one.kind, one.id, one.text);
    writeln!(out, "  {}", printable(&line, false))?;
    for FieldChange { name, before, after } in &one.fields {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".into());
        let line = format!("{name}: {} → {}", shown(before), shown(after));
        writeln!(out, "      {}", printable(&line, false))?;
    }
    if !one.reports.is_empty() {
        writeln!(out, "      {}", faint(&format!("reports {}", one.reports.join(", "))))?;
    }
    Ok(())
}

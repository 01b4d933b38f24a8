//! `detente show` and `detente why`.

use crate::cli::{Id, RowFormat};
use crate::output::{bold, faint, format_or_default, json_line, printable, stdout};
use detente_case::Case;
use detente_exchange::why::{evidence, reasons};
use serde_json::Value;
use std::io::Write;
use std::path::Path;

/// One row, its fields one under the other.
pub(crate) fn show(case: &Path, args: &Id) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    let found = case.find(&args.id)?;
    let mut out = stdout();
    if format_or_default(args.format) != RowFormat::Table {
        writeln!(out, "{}", json_line(&found.row)?)?;
        return Ok(out.flush()?);
    }
    writeln!(out, "{} {}", bold(singular(found.table)), printable(&found.id, false))?;
    if let Value::Object(fields) = &found.row {
        for (name, value) in fields {
            field(&mut out, name, value)?;
        }
    }
    Ok(out.flush()?)
}

pub(super) fn field(out: &mut impl Write, name: &str, value: &Value) -> std::io::Result<()> {
    let shown = match value {
        Value::Null => return Ok(()),
        Value::Array(items) if items.is_empty() => return Ok(()),
        Value::Object(fields) if fields.is_empty() => return Ok(()),
        Value::String(text) => text.clone(),
        Value::Array(items) if name == "notes" => notes(items),
        Value::Object(zone) if name == "zone" && zone.contains_key("coordinates") => extent(value),
        _ => match quotes(value) {
            quotes if !quotes.is_empty() => quotes.join("\n"),
            _ => compact(value),
        },
    };
    let shown = printable(&shown, true).replace('\n', &format!("\n{:16}", ""));
    writeln!(out, "  {} {shown}", faint(&format!("{name:<13}")))
}

/// A zone by how far it reaches; its positions are for maps.
fn extent(zone: &Value) -> String {
    fn positions<'a>(value: &'a Value, found: &mut Vec<(&'a Value, &'a Value)>) {
        match value.as_array().map(Vec::as_slice) {
            Some([longitude, latitude]) if longitude.is_number() => {
                found.push((latitude, longitude));
            }
            Some(parts) => parts.iter().for_each(|part| positions(part, found)),
            None => {}
        }
    }
    let mut found = vec![];
    positions(&zone["coordinates"], &mut found);
    let range = |pick: fn(&(&Value, &Value)) -> f64| {
        let all = found.iter().map(pick);
        let least = all.clone().fold(f64::INFINITY, f64::min);
        (least, all.fold(f64::NEG_INFINITY, f64::max))
    };
    let (south, north) = range(|at| at.0.as_f64().unwrap_or_default());
    let (west, east) = range(|at| at.1.as_f64().unwrap_or_default());
    let areas = zone["coordinates"].as_array().map_or(0, Vec::len);
    let areas = if areas == 1 { "one area".to_owned() } else { format!("{areas} areas") };
    format!(
        "{areas} of {} positions, latitudes {south:.2} to {north:.2}, longitudes {west:.2} to {east:.2}",
        found.len()
    )
}

/// Every note with what it is about; the first fifty.
fn notes(items: &[Value]) -> String {
    const MOST: usize = 50;
    let mut lines: Vec<String> = items
        .iter()
        .take(MOST)
        .map(|note| {
            let kind = note["kind"].as_str().unwrap_or("");
            let words = quotes(&note["evidence"]).join(" ");
            let detail = note["detail"].as_str().map(|d| format!(" ({d})")).unwrap_or_default();
            let even = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = even.chars().take(90).collect();
            format!("{kind}{detail} {short}")
        })
        .collect();
    if items.len() > MOST {
        lines.push(format!("… and {} more; --format jsonl gives all", items.len() - MOST));
    }
    lines.join("\n")
}

/// An object as `name value` pairs without what is empty.
fn compact(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let parts = fields.iter().filter(|(_, v)| !is_empty(v));
            parts.map(|(name, v)| format!("{name} {}", compact(v))).collect::<Vec<_>>().join(" · ")
        }
        Value::Array(items) => items.iter().map(compact).collect::<Vec<_>>().join("\n"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// The quotations of all evidence within a value, with their places.
pub(super) fn quotes(value: &Value) -> Vec<String> {
    evidence(value)
        .into_iter()
        .flat_map(|evidence| {
            let report = evidence.report.clone();
            evidence.parts.into_iter().map(move |part| {
                let [from, to] = part.bytes;
                format!("“{}” [{report} bytes {from}–{to}]", part.quote)
            })
        })
        .collect()
}

/// How a row came to be: the rule, the words as written and as read, and where they stand.
pub(crate) fn why(case: &Path, args: &Id) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    let found = case.find(&args.id)?;
    let mut out = stdout();
    let reasons = reasons(&case, &found)?;
    if format_or_default(args.format) != RowFormat::Table {
        writeln!(out, "{}", json_line(&reasons.to_json(&found))?)?;
        return Ok(out.flush()?);
    }
    writeln!(out, "{} {}", bold(singular(found.table)), printable(&found.id, false))?;
    let steps = &reasons.steps;
    // What a person says of it comes before what the program does.
    for step in steps.iter().filter(|step| step.what == "review") {
        writeln!(out, "  {:<8} {}", step.what, printable(&step.text, false))?;
    }
    writeln!(out, "  rule     {}", printable(&reasons.rule, false))?;
    for step in steps.iter().filter(|step| !matches!(step.what, "rule" | "review")) {
        writeln!(out, "  {:<8} {}", step.what, printable(&step.text, false))?;
    }
    for other in &reasons.runners_up {
        writeln!(out, "  not      {}", printable(other, false))?;
    }
    for evidence in &reasons.evidence {
        let report = case.find(&evidence.report).ok();
        let title = report.as_ref().and_then(|r| r.row["title"].as_str()).unwrap_or("");
        let of = evidence.field.as_ref().map(|field| format!("{field}, in "));
        writeln!(
            out,
            "  words    {}{} of {} {}",
            of.unwrap_or_default(),
            evidence.section,
            evidence.report,
            faint(&printable(title, false))
        )?;
        for part in &evidence.parts {
            let [from, to] = part.bytes;
            writeln!(out, "           “{}”", printable(&part.quote, false))?;
            if let Some(reading) = part.reading.as_ref().filter(|reading| **reading != part.quote) {
                writeln!(out, "   read as “{}”", printable(reading, false))?;
            }
            let chars =
                part.chars.map(|[a, b]| format!(", characters {a}–{b} of the reading text"));
            writeln!(
                out,
                "           bytes {from}–{to} of the original{}",
                chars.unwrap_or_default()
            )?;
        }
    }
    if let Some(time) = ["date", "said", "published"].iter().find_map(|f| found.row[*f].as_object())
    {
        let edtf = time.get("edtf").and_then(Value::as_str).unwrap_or("unknown");
        let basis = time.get("basis").and_then(Value::as_str).unwrap_or("nothing");
        let text = time.get("text").and_then(Value::as_str).map(|t| format!(" (“{t}”)"));
        writeln!(
            out,
            "  date     {edtf} on the basis: {basis}{}",
            printable(&text.unwrap_or_default(), false)
        )?;
        for reason in time.get("because").and_then(Value::as_array).into_iter().flatten() {
            let reason = reason.as_str().unwrap_or_default();
            writeln!(out, "  because  {}", printable(reason, false))?;
        }
        for other in time.get("candidates").and_then(Value::as_array).into_iter().flatten() {
            let day = other["date"].as_str().unwrap_or_default();
            let percent = (other["weight"].as_f64().unwrap_or_default() * 100.0).round();
            writeln!(out, "  perhaps  {} ({percent} %)", printable(day, false))?;
        }
    }
    Ok(out.flush()?)
}

pub(super) fn singular(table: &str) -> &str {
    match table {
        "timeline" => "timeline entry",
        "outside" => "row of another data set",
        table => table.strip_suffix('s').unwrap_or(table),
    }
}

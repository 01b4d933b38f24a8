//! `detente search`.

use crate::cli::{RowFormat, Search};
use crate::output::{bold, faint, format_or_default, json_line, printable, stdout};
use detente_case::{Case, Hit};
use std::io::Write;
use std::path::Path;

pub(crate) fn search(case: &Path, args: &Search) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    let hits = case.search(&args.words.join(" "), args.limit)?;
    let mut out = stdout();
    match format_or_default(args.format) {
        RowFormat::Jsonl => {
            for hit in &hits {
                let row = serde_json::json!({
                    "report": hit.report.id, "title": hit.report.title, "outlet": hit.report.outlet,
                    "published": hit.report.published.time.edtf, "score": hit.score,
                    "matches": hit.matches, "evidence": hit.evidence,
                });
                writeln!(out, "{}", json_line(&row)?)?;
            }
        }
        RowFormat::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(["report", "title", "published", "score", "sentence"])?;
            for hit in &hits {
                let score = hit.score.to_string();
                let published = hit.report.published.time.edtf.as_deref().unwrap_or("");
                let title = hit.report.title.as_deref().unwrap_or("");
                csv.write_record([&hit.report.id, title, published, &score, &sentence(hit)])?;
            }
            csv.flush()?;
        }
        RowFormat::Table => person(&mut out, &hits)?,
    }
    Ok(out.flush()?)
}

fn person(out: &mut impl Write, hits: &[Hit]) -> anyhow::Result<()> {
    if hits.is_empty() {
        writeln!(
            out,
            "Nothing found. All words must occur in one report; try fewer, or a beginning with *."
        )?;
        return Ok(());
    }
    for hit in hits {
        let title =
            hit.report.title.as_deref().or(hit.report.path.as_deref()).unwrap_or("untitled");
        let date = hit.report.published.time.edtf.as_deref().unwrap_or("undated");
        writeln!(
            out,
            "{} {}",
            bold(&printable(title, false)),
            faint(&format!("{} · {date}", hit.report.id))
        )?;
        if let Some(evidence) = &hit.evidence {
            writeln!(out, "  {}", highlighted(hit))?;
            if let Some(part) = evidence.parts.first() {
                writeln!(
                    out,
                    "  {}",
                    faint(&format!("bytes {}–{}", part.bytes[0], part.bytes[1]))
                )?;
            }
        }
    }
    Ok(())
}

fn sentence(hit: &Hit) -> String {
    hit.evidence.as_ref().map(detente_record::Evidence::reading).unwrap_or_default()
}

/// The sentence with the words found set off.
fn highlighted(hit: &Hit) -> String {
    let Some(part) = hit.evidence.as_ref().and_then(|evidence| evidence.parts.first()) else {
        return String::new();
    };
    let (Some([start, _]), Some(reading)) = (part.chars, &part.reading) else {
        return printable(&sentence(hit), false).into_owned();
    };
    let chars: Vec<char> = reading.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    for [from, to] in &hit.matches {
        let (from, to) = (from.saturating_sub(start), to.saturating_sub(start).min(chars.len()));
        if from < at || from >= to {
            continue;
        }
        out += &printable(&chars[at..from].iter().collect::<String>(), false);
        out += &bold(&printable(&chars[from..to].iter().collect::<String>(), false));
        at = to;
    }
    out + &printable(&chars[at..].iter().collect::<String>(), false)
}

//! The brief as Markdown.

use super::line::bare;
use super::{Brief, Citation, Line};
use crate::markdown as plain;
use std::fmt::Write;

/// The brief as Markdown (CommonMark). All words of reports are escaped.
pub fn to_markdown(brief: &Brief) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, brief);
    out
}

fn write(out: &mut String, brief: &Brief) -> std::fmt::Result {
    match &brief.as_of {
        Some(day) => writeln!(out, "# The situation as of {}\n", plain(day))?,
        None => writeln!(out, "# The situation\n")?,
    }
    writeln!(out, "{}", plain(&brief.summary))?;
    for section in &brief.sections {
        writeln!(out, "\n## {}\n", plain(&section.heading))?;
        for line in &section.lines {
            writeln!(out, "- {}", one(line))?;
        }
        if let Some(more) = &section.more {
            writeln!(out, "- … and {} more: `{}`", more.count, more.command)?;
        }
    }
    if !brief.reports.is_empty() {
        writeln!(out, "\n## Reports\n")?;
    }
    for report in &brief.reports {
        let mut parts = vec![format!("**{}**", plain(&report.title))];
        parts.extend(report.outlet.as_deref().map(plain));
        parts.push(report.date.as_deref().map_or("undated".into(), plain));
        parts.extend(report.path.as_deref().filter(|path| *path != report.title).map(plain));
        parts.extend(report.notes.as_deref().map(plain));
        writeln!(out, "- [{}] `{}` {}", report.number, report.id, parts.join(" · "))?;
    }
    if !brief.gaps.is_empty() {
        writeln!(out, "\n## What this does not tell\n")?;
    }
    for gap in &brief.gaps {
        writeln!(out, "- {}", plain(gap))?;
    }
    Ok(())
}

fn one(line: &Line) -> String {
    let mut text = String::new();
    if let Some(date) = &line.date {
        text += &format!("{} · ", plain(date));
    }
    if let Some(subject) = &line.subject {
        text += &format!("**{}** ", plain(subject));
    }
    text += &plain(&line.text);
    if let Some(quote) = &line.quote {
        text += &format!(": “{}”", plain(bare(quote)));
    }
    let places: Vec<String> = line.citations.iter().map(place).collect();
    if !places.is_empty() {
        text += &format!(" [{}]", places.join("; "));
    }
    text
}

/// `3: 812–861`: report 3, bytes 812 to 861 of its original.
fn place(citation: &Citation) -> String {
    format!("{}: {}–{}", citation.number, citation.bytes[0], citation.bytes[1])
}

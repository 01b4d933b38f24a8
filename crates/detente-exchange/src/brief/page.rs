//! The brief as a page that stands alone.

use super::line::bare;
use super::{Brief, Line};
use crate::html as plain;
use std::fmt::Write;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1a1c1e;--paper:#fdfcfa;--faint:#5b6068;--rule:#d9d6d0;--link:#0b5394}\
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e3;--paper:#16181b;--faint:#a4a9b1;--rule:#34383e;--link:#8ab8f0}}\
body{font:16px/1.5 Georgia,serif;color:var(--ink);background:var(--paper);max-width:46rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.1rem;border-bottom:1px solid var(--rule);margin-top:2rem}\
ul{padding-left:1.1rem}li{margin:.45rem 0;overflow-wrap:anywhere}.date,.cite,.more,.notes{color:var(--faint);font:.85rem/1.4 system-ui,sans-serif}\
figure{margin:.3rem 0}figure svg{max-width:100%;height:auto}\
a{color:var(--link)}code{font-size:.85em}@media print{body{margin:0;max-width:none}a{color:inherit;text-decoration:none}}";

/// The brief as one HTML page without scripts or outside parts. All words of reports are escaped.
pub fn to_html(brief: &Brief) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, brief);
    out
}

fn write(out: &mut String, brief: &Brief) -> std::fmt::Result {
    let title = match &brief.as_of {
        Some(day) => format!("The situation as of {}", plain(day)),
        None => "The situation".to_owned(),
    };
    write!(
        out,
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>\n<p>{}</p>\n",
        plain(&brief.summary)
    )?;
    for section in &brief.sections {
        write!(out, "<h2>{}</h2>\n<ul>\n", plain(&section.heading))?;
        for line in &section.lines {
            writeln!(out, "<li id=\"{}\">{}</li>", plain(&line.id), one(line))?;
        }
        if let Some(more) = &section.more {
            let command = plain(&more.command);
            writeln!(
                out,
                "<li class=\"more\">… and {} more: <code>{command}</code></li>",
                more.count
            )?;
        }
        out.push_str("</ul>\n");
    }
    if !brief.reports.is_empty() {
        out.push_str("<h2>Reports</h2>\n<ul>\n");
        for report in &brief.reports {
            let mut parts = vec![format!("<strong>{}</strong>", plain(&report.title))];
            parts.extend(report.outlet.as_deref().map(plain));
            parts.push(report.date.as_deref().map_or("undated".into(), plain));
            parts.extend(report.path.as_deref().filter(|path| *path != report.title).map(plain));
            if let Some(notes) = &report.notes {
                parts.push(format!("<span class=\"notes\">{}</span>", plain(notes)));
            }
            writeln!(
                out,
                "<li id=\"r{}\">[{}] <code>{}</code> {}</li>",
                report.number,
                report.number,
                plain(&report.id),
                parts.join(" · ")
            )?;
        }
        out.push_str("</ul>\n");
    }
    if !brief.gaps.is_empty() {
        out.push_str("<h2>What this does not tell</h2>\n<ul>\n");
        for gap in &brief.gaps {
            writeln!(out, "<li>{}</li>", plain(gap))?;
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main></body></html>\n");
    Ok(())
}

fn one(line: &Line) -> String {
    let mut text = String::new();
    if let Some(date) = &line.date {
        text += &format!("<span class=\"date\">{}</span> ", plain(date));
    }
    if let Some(subject) = &line.subject {
        text += &format!("<strong>{}</strong> ", plain(subject));
    }
    text += &plain(&line.text);
    if let Some(quote) = &line.quote {
        text += &format!(": “{}”", plain(bare(quote)));
    }
    for citation in &line.citations {
        let [from, to] = citation.bytes;
        let number = citation.number;
        text += &format!(
            " <a class=\"cite\" href=\"#r{number}\" title=\"report {}, bytes {from} to {to}\">[{number}: {from}–{to}]</a>",
            plain(&citation.report)
        );
    }
    if let Some(chart) = line.chart() {
        text += &format!("<figure>{chart}</figure>");
    }
    text
}

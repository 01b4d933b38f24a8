//! `detente watch`.

use super::read::usual;
use crate::cli::{RowFormat, Watch as Args};
use crate::output::{Column, format_or_default, json_line, now, say, stdout, table};
use anyhow::Context;
use detente_case::{Case, Watched};
use detente_watch::{Config, Listener, Now, Watch};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub(crate) fn watch(case: &Path, args: &Args, quiet: bool) -> anyhow::Result<()> {
    let name = args.config.display().to_string();
    let text = std::fs::read_to_string(&args.config)
        .with_context(|| format!("{name}: can't be read; `detente help watch` shows one"))?;
    let config = Config::read(&text, &name, &|name| std::env::var(name).ok())?;
    if args.status {
        return status(case, args);
    }
    let folder = args.config.parent().map(Path::to_owned).unwrap_or_default();
    let config = config.at(&folder);
    let listener = match (&config.socket, args.once) {
        (Some(socket), false) => Some(Listener::open(socket)?),
        _ => None,
    };
    if let Some(listener) = listener.as_ref().filter(|_| !quiet) {
        say(&format!("lines of JSON are taken at {}", listener.place));
    }
    let mut watch = Watch::begin(case, config, usual(), Arc::new(Now::default()))?;
    loop {
        let round = match watch.round() {
            Ok(round) => round,
            // Another process holds the case, or the disk is full: both may pass.
            Err(error) if !args.once && passes(&error) => {
                say(&format!("{} {error}; tried again in a minute", now()));
                std::thread::sleep(Duration::from_secs(60));
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let next = watch.next()?;
        if !quiet && (args.once || round != Default::default()) {
            say(&format!("{} {round}; next at {next:.0}", now()));
        }
        if args.once {
            return Ok(());
        }
        let left = next.as_second() - jiff::Timestamp::now().as_second();
        let left = Duration::from_secs(left.clamp(1, 3600).unsigned_abs());
        match &listener {
            Some(listener) => {
                let added = match watch.listen(listener, left) {
                    Err(error) if passes(&error) => {
                        say(&format!(
                            "{} {error}; what was sent is taken when it comes again",
                            now()
                        ));
                        0
                    }
                    added => added?,
                };
                if added > 0 && !quiet {
                    say(&format!("{} {added} reports from the socket", now()));
                }
            }
            None => std::thread::sleep(left),
        }
    }
}

fn passes(error: &detente_watch::Error) -> bool {
    matches!(error, detente_watch::Error::Case(error) if error.is_busy() || error.is_full())
}

/// How each source went.
fn status(case: &Path, args: &Args) -> anyhow::Result<()> {
    let all = Case::open_existing(case)?.watched(None)?;
    // Pages that are done with are many and say nothing.
    let shown = |one: &&Watched| one.kind != "page" || one.due.is_some() || one.failures > 0;
    let mut out = stdout();
    match format_or_default(args.format) {
        RowFormat::Jsonl => {
            for one in &all {
                writeln!(out, "{}", json_line(one)?)?;
            }
        }
        RowFormat::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record([
                "kind", "url", "said", "status", "failures", "versions", "asked", "due",
            ])?;
            for one in &all {
                csv.write_record([
                    &one.kind,
                    &one.url,
                    &one.said,
                    &one.status.map(|n| n.to_string()).unwrap_or_default(),
                    &one.failures.to_string(),
                    &one.versions.to_string(),
                    one.asked.as_deref().unwrap_or_default(),
                    one.due.as_deref().unwrap_or_default(),
                ])?;
            }
            csv.flush()?;
        }
        RowFormat::Table => {
            let columns = [
                Column { heading: "kind", most: None },
                Column { heading: "address", most: Some(50) },
                Column { heading: "last", most: Some(40) },
                Column { heading: "failed", most: None },
                Column { heading: "next", most: None },
            ];
            let rows: Vec<Vec<String>> = all
                .iter()
                .filter(shown)
                .map(|one| {
                    vec![
                        one.kind.clone(),
                        one.url.clone(),
                        one.said.clone(),
                        if one.failures > 0 { one.failures.to_string() } else { String::new() },
                        one.due.clone().unwrap_or_default(),
                    ]
                })
                .collect();
            let text = match rows.is_empty() {
                true => "Nothing was watched yet.\n".to_owned(),
                false => table(&columns, &rows),
            };
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

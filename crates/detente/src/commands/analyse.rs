//! `detente analyse`.

use super::SOME_REFUSED;
use crate::cli::{Analyse, AnalysisFormat};
use crate::output::{json_line, say, stdout};
use crate::sandbox::{Bounds, pdf_pages};
use anyhow::Context;
use detente_exchange::analysis;
use detente_language::{Analyst, Model};
use detente_text::{Limits, Member, Refusal, container};
use std::fs::File;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

/// Writes the analysis of every report of the inputs; what can't be read is told on standard
/// error, and the rest goes on.
pub(crate) fn analyse(args: &Analyse) -> anyhow::Result<ExitCode> {
    let own = args.model.as_deref().map(read_model).transpose()?;
    let mut analyst = Analyst::new(own.as_ref().unwrap_or_else(|| Model::embedded()));
    let mut out = stdout();
    let mut refused = false;
    for path in &args.files {
        let told = one(path, args.format, &mut analyst, &mut out)?;
        for refusal in &told {
            let name = match &refusal.member {
                Some(member) => format!("{} » {member}", path.display()),
                None => path.display().to_string(),
            };
            say(&format!("{name}: {}", refusal.detail));
        }
        refused |= !told.is_empty();
    }
    out.flush()?;
    Ok(ExitCode::from(if refused { SOME_REFUSED } else { 0 }))
}

fn read_model(path: &Path) -> anyhow::Result<Model> {
    let shown = path.display();
    let bytes = std::fs::read(path).with_context(|| {
        format!(
            "the model {shown} can't be opened; without --model the one that came along is used"
        )
    })?;
    Model::from_bytes(&bytes).with_context(|| format!("the model {shown} can't be used"))
}

/// Analyses the members of one file; gives those that are none.
fn one(
    path: &Path,
    format: AnalysisFormat,
    analyst: &mut Analyst<'_>,
    out: &mut impl Write,
) -> anyhow::Result<Vec<Refusal>> {
    let limits = Limits::default();
    if path.is_dir() {
        return Ok(vec![Refusal::new("unreadable", "this is a folder; name the files in it")]);
    }
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return Ok(vec![Refusal::new("unreadable", error.to_string())]),
    };
    let bounds = Bounds {
        seconds: limits.child_seconds,
        memory: limits.child_memory,
        text: limits.report_bytes,
    };
    let (mut refused, mut failed) = (vec![], None);
    let mut write = |member: &Member| -> anyhow::Result<Option<Refusal>> {
        let document = match detente_text::read(member, &limits) {
            Ok(document) => document,
            Err(refusal) => return Ok(Some(refusal)),
        };
        let analysis = analyst.analyse(&document);
        match format {
            AnalysisFormat::Conllu => {
                let mut text = String::new();
                analysis::conllu(&document, &analysis, &mut text)?;
                out.write_all(text.as_bytes())?;
            }
            AnalysisFormat::Jsonl => {
                writeln!(out, "{}", json_line(&analysis::jsonl(&document, &analysis))?)?;
            }
        }
        Ok(None)
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    container::members(&mut file, &name, &limits, &|pdf| pdf_pages(pdf, bounds), &mut |member| {
        let outcome = match member {
            Ok(member) => write(&member).map(|refusal| {
                refusal.map(|refusal| match member.member {
                    Some(name) => refusal.of(name),
                    None => refusal,
                })
            }),
            Err(refusal) => Ok(Some(refusal)),
        };
        match outcome {
            Ok(refusal) => refused.extend(refusal),
            Err(error) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    failed.map_or(Ok(refused), Err)
}

//! `detente doctor`.

use crate::cli::{Format, RowFormat};
use crate::output::{bold, format_or_default, json_line, printable, stdout};
use detente_case::Case;
use detente_language::Model;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn doctor(case: &Path, args: Format) -> anyhow::Result<ExitCode> {
    let checks = Case::doctor(case)?;
    let features: Vec<&str> = [
        ("server", cfg!(feature = "server")),
        ("mcp", cfg!(feature = "mcp")),
        ("parquet", cfg!(feature = "parquet")),
        ("pdf", cfg!(feature = "pdf")),
    ]
    .into_iter()
    .filter_map(|(name, on)| on.then_some(name))
    .collect();
    let version = format!("{} with {}", env!("DETENTE_VERSION"), features.join(", "));
    let model = format!("English, SHA-256 {}", Model::embedded().digest());
    let installed = [("version", version), ("model", model)];
    let mut out = stdout();
    if format_or_default(args) == RowFormat::Jsonl {
        for (name, value) in &installed {
            let row = serde_json::json!({ "name": name, "value": value, "ok": true });
            writeln!(out, "{}", json_line(&row)?)?;
        }
        for check in &checks {
            let row =
                serde_json::json!({ "name": check.name, "value": check.value, "ok": check.ok });
            writeln!(out, "{}", json_line(&row)?)?;
        }
    } else {
        for (name, value) in &installed {
            writeln!(out, "ok    {name:<18} {value}")?;
        }
        for check in &checks {
            let mark = if check.ok { "ok   ".to_owned() } else { bold("WRONG") };
            writeln!(out, "{mark} {:<18} {}", check.name, printable(&check.value, false))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::from(if checks.iter().all(|check| check.ok) { 0 } else { 3 }))
}

//! Reports that are sent: read into the case as files are.

use super::{may, told};
use crate::api;
use crate::app::App;
use crate::page::Failure;
use crate::role::{Asker, Role};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use detente_case::{Case, Filter, Input, ReadOptions};
use detente_record::Refused;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Bytes of what is sent at most.
pub(crate) const MOST: usize = 64 << 20;
/// Characters of a name at most.
const NAME: usize = 200;

/// What the address says of what is sent.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Sent {
    name: Option<String>,
}

/// `POST /api/v1/reports`: one file, of any form that `detente read` takes.
pub(crate) async fn api_sent(
    State(app): State<App>,
    Extension(asker): Extension<Asker>,
    query: Result<Query<Sent>, QueryRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let made = async {
        may(&asker, Role::Add)?;
        let Query(sent) = query.map_err(|_| Failure::Query)?;
        let bytes = body.map_err(|_| Failure::TooLarge)?;
        if bytes.is_empty() {
            return Err(Failure::Said("Nothing was sent: the report is the body.".into()));
        }
        let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let name = name(sent.name.as_deref(), kind.unwrap_or(""))?;
        let options = app.options();
        app.write(move |case| read(case, &name, bytes.to_vec(), &options)).await
    };
    match made.await {
        Ok((added, value)) => {
            let status = if added { StatusCode::CREATED } else { StatusCode::OK };
            let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
            (status, kind, value.to_string()).into_response()
        }
        Err(failure) => api::refuse(&failure),
    }
}

/// What it goes by: the name given, which is no path, else one by what it is said to be.
fn name(given: Option<&str>, kind: &str) -> Result<String, Failure> {
    if let Some(given) = given.map(str::trim).filter(|given| !given.is_empty()) {
        let odd = given.contains(['/', '\\']) || given.chars().any(char::is_control);
        if odd || given.chars().count() > NAME {
            return Err(Failure::Said("A name is short and has no slash: truce.html.".into()));
        }
        return Ok(given.to_owned());
    }
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    Ok(match kind.as_str() {
        "text/html" | "application/xhtml+xml" => "sent.html",
        "text/markdown" => "sent.md",
        "application/json" => "sent.json",
        "application/x-ndjson" | "application/jsonl" => "sent.jsonl",
        "application/pdf" => "sent.pdf",
        "message/rfc822" => "sent.eml",
        "application/warc" => "sent.warc",
        "application/zip" => "sent.zip",
        _ => "sent.txt",
    }
    .to_owned())
}

/// Reads it in, and says what came of it.
fn read(
    case: &mut Case,
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Result<(bool, Value), Failure> {
    let id: String = format!("{:x}", Sha256::digest(&bytes)).chars().take(16).collect();
    let input = Input::Sent { name: name.to_owned(), bytes };
    let summary = case.read(&[input], options, &()).map_err(told)?;
    let mut refused = vec![];
    if summary.refused > 0 {
        let within = format!("{name} »");
        case.for_each(&Filter::default(), &mut |row: Refused| {
            if row.path == name || row.path.starts_with(&within) {
                refused.push(row);
            }
            Ok(())
        })?;
    }
    // Of a file that is one report itself; what lay in a container has sums of its own.
    let report = case.find(&id).ok().filter(|found| found.table == "reports").map(|found| found.id);
    Ok((
        summary.added > 0,
        json!({ "added": summary.added, "known": summary.known, "removed": summary.removed,
                "report": report, "refused": refused }),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path() {
        assert_eq!(name(Some(" truce.html "), "").unwrap(), "truce.html");
        assert_eq!(name(None, "text/HTML; charset=utf-8").unwrap(), "sent.html");
        assert_eq!(name(Some(""), "").unwrap(), "sent.txt");
        for odd in ["../../etc/passwd", "a\\b", "a\nb", &"x".repeat(500)] {
            assert!(name(Some(odd), "").is_err(), "{odd}");
        }
    }
}

//! Corrections, by a form and by the API.

use super::{may, ours, remember, told};
use crate::api;
use crate::app::App;
use crate::page::{Failure, refuse};
use crate::role::{Asker, Role};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FormRejection, PathRejection};
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use detente_case::{Correcting, CorrectionRow, Wish};

/// Characters of a name and of a reason at most.
const NAME: usize = 200;
const REASON: usize = 4000;

/// What the form of a row sends. Each thing to say has a field of its own.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    form: String,
    id: String,
    act: String,
    incident: String,
    date: String,
    place: String,
    #[serde(rename = "type")]
    kind: String,
    other: String,
    who: String,
    /// The only report in which an actor is another.
    report: String,
    letter: String,
    author: String,
    reason: String,
}

/// What a program sends.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    act: String,
    id: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    report: String,
    #[serde(default)]
    incident: bool,
    author: String,
    reason: String,
}

/// Who takes a correction back, and why.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Undo {
    form: String,
    author: String,
    reason: String,
}

fn wish(act: &str, id: &str, value: &str, report: &str) -> Result<Wish, Failure> {
    let (id, value) = (id.trim().to_owned(), value.trim().to_owned());
    let needs = |what: &str| match value.is_empty() {
        true => Err(Failure::Said(format!("{act} needs {what}"))),
        false => Ok(value.clone()),
    };
    Ok(match act {
        "confirm" => Wish::Confirm(id),
        "reject" => Wish::Reject(id),
        "re-date" => Wish::ReDate(id, needs("a day, such as 2020-02-10")?),
        "re-place" => Wish::RePlace(id, needs("a place: its name or id, or none")?),
        "re-type" => Wish::ReType(id, needs("a type, such as ASSAULT or PROTEST/riot")?),
        "merge" => Wish::Merge(id, needs("the id of a row of the other happening")?),
        "split" => Wish::Split(id),
        "re-actor" => {
            let other = needs("an actor: a name or id, or none")?;
            match report.trim() {
                "" => Wish::ReActor(id, other),
                report => Wish::ReActorIn(id, other, report.to_owned()),
            }
        }
        "reliability" => Wish::Reliability(id, needs("a letter, A to F")?),
        "" => return Err(Failure::Said("Choose what is to be said of the row.".into())),
        _ => {
            return Err(Failure::Said(format!(
                "{act:?} is nothing to say of a row; there are confirm, reject, re-date, re-place, \
                 re-type, merge, split, re-actor and reliability"
            )));
        }
    })
}

fn asked(wish: Wish, incident: bool, author: &str, reason: &str) -> Result<Correcting, Failure> {
    for (what, text, most) in [("name", author, NAME), ("reason", reason, REASON)] {
        if text.trim().is_empty() {
            return Err(Failure::Said(format!("A correction needs your {what}.")));
        }
        if text.chars().count() > most {
            return Err(Failure::Said(format!("The {what} has more than {most} characters.")));
        }
    }
    let (author, reason) = (author.to_owned(), reason.to_owned());
    // When it is said is told by the case.
    Ok(Correcting { wish, incident, author, reason, at: String::new() })
}

async fn correct(app: App, asked: Correcting) -> Result<CorrectionRow, Failure> {
    let say = move |case: &mut detente_case::Case| {
        let asked = Correcting { at: case.time()?, ..asked };
        case.correct(&asked, &()).map_err(told)
    };
    app.write(say).await
}

async fn take_back(app: App, n: i64, by: Undo) -> Result<CorrectionRow, Failure> {
    if by.author.trim().is_empty() {
        return Err(Failure::Said("Taking a correction back needs your name.".into()));
    }
    if by.author.chars().count() > NAME || by.reason.chars().count() > REASON {
        return Err(Failure::TooLarge);
    }
    let undo = move |case: &mut detente_case::Case| {
        let at = case.time()?;
        case.undo_correction(n, &by.author, &by.reason, &at, &()).map_err(told)
    };
    app.write(undo).await
}

/// Back to the page of a correction, with the name kept.
fn shown(row: &CorrectionRow, author: &str) -> Response {
    let mut response = Redirect::to(&format!("/review/{}", row.n)).into_response();
    if let Some(cookie) = remember(author) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// `POST /review`: what the form of a row says.
pub(crate) async fn said(
    State(app): State<App>,
    Extension(asker): Extension<Asker>,
    form: Result<Form<Sent>, FormRejection>,
) -> Response {
    let made = async {
        may(&asker, Role::Review)?;
        let Form(sent) = form.map_err(|_| Failure::Query)?;
        ours(&app, &sent.form)?;
        let value = match sent.act.as_str() {
            "re-date" => &sent.date,
            "re-place" => &sent.place,
            "re-type" => &sent.kind,
            "merge" => &sent.other,
            "re-actor" => &sent.who,
            "reliability" => &sent.letter,
            _ => "",
        };
        let wish = wish(&sent.act, &sent.id, value, &sent.report)?;
        let asked = asked(wish, !sent.incident.is_empty(), &sent.author, &sent.reason)?;
        let author = asked.author.clone();
        Ok(shown(&correct(app, asked).await?, &author))
    };
    made.await.unwrap_or_else(|failure: Failure| refuse(&failure))
}

/// `POST /review/N/undo`.
pub(crate) async fn undone(
    State(app): State<App>,
    Extension(asker): Extension<Asker>,
    n: Result<Path<i64>, PathRejection>,
    form: Result<Form<Undo>, FormRejection>,
) -> Response {
    let made = async {
        may(&asker, Role::Review)?;
        let (Path(n), Form(by)) =
            (n.map_err(|_| Failure::NoPage)?, form.map_err(|_| Failure::Query)?);
        ours(&app, &by.form)?;
        let author = by.author.clone();
        Ok(shown(&take_back(app, n, by).await?, &author))
    };
    made.await.unwrap_or_else(|failure: Failure| refuse(&failure))
}

/// A body of JSON; a form of another site can't send one unasked.
fn parsed<T: serde::de::DeserializeOwned>(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<T, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or("").trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Failure::Said("Send JSON, with the content type application/json.".into()));
    }
    let body = body.map_err(|_| Failure::TooLarge)?;
    serde_json::from_slice(&body)
        .map_err(|error| Failure::Said(format!("This is not understood: {error}.")))
}

/// `POST /api/v1/corrections`.
pub(crate) async fn api_said(
    State(app): State<App>,
    Extension(asker): Extension<Asker>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let made = async {
        may(&asker, Role::Review)?;
        let wanted: Wanted = parsed(&headers, body)?;
        let wish = wish(&wanted.act, &wanted.id, &wanted.value, &wanted.report)?;
        let asked = asked(wish, wanted.incident, &wanted.author, &wanted.reason)?;
        answered(StatusCode::CREATED, &correct(app, asked).await?)
    };
    made.await.unwrap_or_else(|failure: Failure| api::refuse(&failure))
}

/// `POST /api/v1/corrections/N/undo`.
pub(crate) async fn api_undone(
    State(app): State<App>,
    Extension(asker): Extension<Asker>,
    n: Result<Path<i64>, PathRejection>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let made = async {
        may(&asker, Role::Review)?;
        let Path(n) = n.map_err(|_| Failure::NoPage)?;
        let by: Undo = parsed(&headers, body)?;
        answered(StatusCode::OK, &take_back(app, n, by).await?)
    };
    made.await.unwrap_or_else(|failure: Failure| api::refuse(&failure))
}

fn answered(status: StatusCode, row: &CorrectionRow) -> Result<Response, Failure> {
    let body = serde_json::to_string(row).map_err(|_| Failure::Broken)?;
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    Ok((status, kind, body).into_response())
}

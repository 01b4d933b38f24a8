//! Scripts of our own: small modules that some pages load, and without which all of them work.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::page::{Failure, refuse};

const ALL: [(&str, &str); 4] = [
    ("live.js", include_str!("script/live.js")),
    ("map.js", include_str!("script/map.js")),
    ("reader.js", include_str!("script/reader.js")),
    ("timeline.js", include_str!("script/timeline.js")),
];

/// The script of this name.
pub(crate) async fn script(Path(name): Path<String>) -> Response {
    match ALL.iter().find(|(own, _)| *own == name) {
        Some((_, text)) => {
            ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], *text).into_response()
        }
        None => refuse(&Failure::NoPage),
    }
}

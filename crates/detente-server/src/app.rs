//! Which path shows what.

use crate::guard::guard;
use crate::page::{self, Failure, Page, refuse};
use axum::Router;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path as Named, Query, State};
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use detente_case::Case;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const STYLE: &str = include_str!("style.css");

/// The case that is shown.
#[derive(Clone, Debug)]
struct App {
    path: Arc<PathBuf>,
}

impl App {
    /// Asks the case, away from the thread that talks to the browsers.
    ///
    /// Each request opens the file anew (well below a millisecond), so that a case that was
    /// restored, merged or replaced meanwhile is the one that is shown.
    async fn ask<A>(
        self,
        work: impl FnOnce(&Case) -> Result<A, Failure> + Send + 'static,
    ) -> Response
    where
        A: IntoResponse + Send + 'static,
    {
        let work = move || work(&Case::open_existing(&self.path)?);
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(answer)) => answer.into_response(),
            Ok(Err(failure)) => refuse(&failure),
            Err(_) => refuse(&Failure::Broken),
        }
    }
}

/// All pages of the case at `path`, for a server that listens on `address`.
pub(crate) fn router(path: &Path, address: SocketAddr) -> Router {
    Router::new()
        .route("/", get(brief))
        .route("/reports", get(reports))
        .route("/reports/{id}", get(report))
        .route("/reports/{id}/raw", get(raw))
        .route("/search", get(search))
        .route("/style.css", get(style))
        .route("/healthz", get(|| async { "ok" }))
        .fallback(|| async { refuse(&Failure::NoPage) })
        .method_not_allowed_fallback(|| async { refuse(&Failure::ReadOnly) })
        .with_state(App { path: Arc::new(path.to_owned()) })
        .layer(from_fn_with_state(address, guard))
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

async fn brief(State(app): State<App>) -> Response {
    app.ask(|case| page::brief::page(case).map(Page)).await
}

async fn reports(
    State(app): State<App>,
    query: Result<Query<page::reports::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.ask(move |case| page::reports::page(case, &query).map(Page)).await
}

async fn report(
    State(app): State<App>,
    id: Result<Named<String>, PathRejection>,
    query: Result<Query<page::report::Query>, QueryRejection>,
) -> Response {
    let (Ok(Named(id)), Ok(Query(query))) = (id, query) else { return refuse(&Failure::Query) };
    app.ask(move |case| page::report::page(case, &id, &query)).await
}

async fn raw(State(app): State<App>, id: Result<Named<String>, PathRejection>) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::raw::text(case, &id)).await
}

async fn search(
    State(app): State<App>,
    query: Result<Query<page::search::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.ask(move |case| page::search::page(case, query.q).map(Page)).await
}

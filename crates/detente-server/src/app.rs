//! Which path shows what.

use crate::api;
use crate::guard::{Door, Gate, guard};
use crate::page::ask::Ask;
use crate::page::{self, Failure, Page, refuse};
use crate::script::script;
use axum::Router;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path as Named, Query, State};
use axum::http::{HeaderMap, header};
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

    /// Asks the case for JSON.
    async fn answer(
        self,
        asked: HeaderMap,
        work: impl FnOnce(&Case) -> Result<serde_json::Value, Failure> + Send + 'static,
    ) -> Response {
        let work = move || match Case::open_existing(&self.path) {
            Ok(case) => work(&case),
            Err(error) => Err(error.into()),
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(Ok(value)) => api::answer(&value, &asked),
            Ok(Err(failure)) => api::refuse(&failure),
            Err(_) => api::refuse(&Failure::Broken),
        }
    }
}

/// All pages of the case at `path`, for a server that listens on `address`.
pub(crate) fn router(path: &Path, address: SocketAddr, door: Door) -> Router {
    let json = |table: &'static str| {
        get(
            move |State(app): State<App>, ask: Asked, query: ApiQuery, asked: HeaderMap| async move {
                let (Ok(Query(ask)), Ok(Query(query))) = (ask, query) else {
                    return api::refuse(&Failure::Query);
                };
                app.answer(asked, move |case| api::rows(case, table, &ask, &query)).await
            },
        )
    };
    Router::new()
        .route("/brief.json", get(brief_json))
        .route("/timeline.json", json("timeline"))
        .route("/incidents.json", json("incidents"))
        .route("/disputes.json", json("disputes"))
        .route("/agreements.json", json("agreements"))
        .route("/relations.json", json("relations"))
        .route("/actors.json", json("actors"))
        .route("/places.json", json("places"))
        .route("/reports.json", json("reports"))
        .route("/", get(brief))
        .route("/reports", get(reports))
        .route("/reports/{id}", get(report))
        .route("/reports/{id}/raw", get(raw))
        .route("/search", get(search))
        .route("/timeline", get(timeline))
        .route("/map", get(map))
        .route("/incidents", get(incidents))
        .route("/incidents/{id}", get(incident))
        .route("/disputes", get(disputes))
        .route("/agreements", get(agreements))
        .route("/agreements/{id}", get(agreement))
        .route("/relations", get(relations))
        .route("/relations/pair", get(pair))
        .route("/actors", get(actors))
        .route("/actors/{id}", get(actor))
        .route("/places", get(places))
        .route("/places/{id}", get(place))
        .route("/rows/{id}", get(row))
        .route("/openapi.json", get(openapi))
        .route("/api/v1/search", get(api_search))
        .route("/api/v1/rows/{id}", get(api_row))
        .route("/api/v1/{table}", get(api_rows))
        .route("/style.css", get(style))
        .route("/script/{name}", get(script))
        .route("/healthz", get(|| async { "ok" }))
        .fallback(|| async { refuse(&Failure::NoPage) })
        .method_not_allowed_fallback(|| async { refuse(&Failure::ReadOnly) })
        .with_state(App { path: Arc::new(path.to_owned()) })
        .layer(from_fn_with_state(Arc::new(Gate { address, door }), guard))
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
    app.ask(move |case| page::search::page(case, query).map(Page)).await
}

/// What the address of a list asks for, and of a row.
type Asked = Result<Query<Ask>, QueryRejection>;
type Id = Result<Named<String>, PathRejection>;
type ApiQuery = Result<Query<api::Query>, QueryRejection>;

async fn brief_json(State(app): State<App>, asked: HeaderMap) -> Response {
    app.answer(asked, |case| {
        let brief = detente_exchange::brief::compose(case, None)?;
        serde_json::to_value(&brief).map_err(|_| Failure::Broken)
    })
    .await
}

async fn timeline(State(app): State<App>, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.ask(move |case| page::timeline::page(case, ask).map(Page)).await
}

async fn incidents(State(app): State<App>, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.ask(move |case| page::incidents::page(case, ask).map(Page)).await
}

async fn incident(State(app): State<App>, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::incidents::one(case, &id).map(Page)).await
}

async fn disputes(State(app): State<App>, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.ask(move |case| page::disputes::page(case, ask).map(Page)).await
}

async fn agreements(State(app): State<App>, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.ask(move |case| page::agreements::page(case, ask).map(Page)).await
}

async fn agreement(State(app): State<App>, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::agreements::one(case, &id).map(Page)).await
}

async fn actors(State(app): State<App>, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.ask(move |case| page::named::actors(case, ask).map(Page)).await
}

async fn actor(State(app): State<App>, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::named::actor(case, &id).map(Page)).await
}

async fn places(State(app): State<App>, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.ask(move |case| page::named::places(case, ask).map(Page)).await
}

async fn place(State(app): State<App>, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::named::place(case, &id).map(Page)).await
}

async fn map(
    State(app): State<App>,
    ask: Asked,
    query: Result<Query<page::map::Query>, QueryRejection>,
) -> Response {
    let (Ok(Query(ask)), Ok(Query(query))) = (ask, query) else { return refuse(&Failure::Query) };
    app.ask(move |case| page::map::page(case, ask, &query).map(Page)).await
}

async fn relations(
    State(app): State<App>,
    query: Result<Query<page::relations::On>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.ask(move |case| page::relations::page(case, &query).map(Page)).await
}

async fn pair(
    State(app): State<App>,
    query: Result<Query<page::relation::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.ask(move |case| page::relation::pair(case, &query).map(Page)).await
}

async fn row(State(app): State<App>, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::row::page(case, &id)).await
}

async fn openapi(asked: HeaderMap) -> Response {
    api::answer(&api::document(), &asked)
}

async fn api_rows(
    State(app): State<App>,
    table: Id,
    ask: Asked,
    query: ApiQuery,
    asked: HeaderMap,
) -> Response {
    let (Ok(Named(table)), Ok(Query(ask)), Ok(Query(query))) = (table, ask, query) else {
        return api::refuse(&Failure::Query);
    };
    app.answer(asked, move |case| api::rows(case, &table, &ask, &query)).await
}

async fn api_row(State(app): State<App>, id: Id, asked: HeaderMap) -> Response {
    let Ok(Named(id)) = id else { return api::refuse(&Failure::Query) };
    app.answer(asked, move |case| api::row(case, &id)).await
}

async fn api_search(
    State(app): State<App>,
    query: Result<Query<page::search::Query>, QueryRejection>,
    asked: HeaderMap,
) -> Response {
    let Ok(Query(query)) = query else { return api::refuse(&Failure::Query) };
    app.answer(asked, move |case| api::search(case, &query.q)).await
}

//! Which path shows what.

use crate::api;
use crate::guard::{Door, Gate, guard};
use crate::kept::Kept;
use crate::live::{self, LISTENERS};
use crate::page::ask::Ask;
use crate::page::{self, Failure, Page, refuse};
use crate::script::script;
use crate::token::random;
use crate::write::{Desk, corrections, reports};
use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path as Named, Query, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use detente_case::{Case, ReadOptions};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{Mutex, Semaphore};

const STYLE: &str = include_str!("style.css");

/// The case that is shown, and what is shared by all who look at it.
#[derive(Clone)]
pub(crate) struct App {
    path: Arc<PathBuf>,
    /// The word that shows that a form was made here.
    form: Arc<str>,
    /// How reports that are sent are read.
    options: Options,
    /// Held by whoever changes the case.
    pen: Arc<Mutex<()>>,
    listeners: Arc<Semaphore>,
    kept: Arc<Kept>,
}

/// How reports are read, made anew for each reading.
pub type Options = Arc<dyn Fn() -> ReadOptions + Send + Sync>;

impl App {
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    pub(crate) fn options(&self) -> ReadOptions {
        (self.options)()
    }

    pub(crate) fn listeners(&self) -> Arc<Semaphore> {
        Arc::clone(&self.listeners)
    }

    /// Asks the case.
    pub(crate) async fn look<A: Send + 'static>(
        &self,
        work: impl FnOnce(&Case) -> Result<A, Failure> + Send + 'static,
    ) -> Result<A, Failure> {
        let path = Arc::clone(&self.path);
        let work = move || work(&Case::open_existing(&path)?);
        tokio::task::spawn_blocking(work).await.unwrap_or(Err(Failure::Broken))
    }

    /// Changes the case; one at a time, so that those who wait hold no thread.
    pub(crate) async fn write<A: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Case) -> Result<A, Failure> + Send + 'static,
    ) -> Result<A, Failure> {
        let path = Arc::clone(&self.path);
        let pen = Arc::clone(&self.pen).lock_owned().await;
        let work = move || {
            // Held to the end, whether or not the asker still waits.
            let _pen = pen;
            // What is gone is not made anew.
            drop(Case::open_existing(&path)?);
            work(&mut Case::open(&path)?)
        };
        tokio::task::spawn_blocking(work).await.unwrap_or(Err(Failure::Broken))
    }

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
        match self.look(work).await {
            Ok(answer) => answer.into_response(),
            Err(failure) => refuse(&failure),
        }
    }

    /// A page that is kept while the record stays as it is.
    async fn keep<T: Template>(
        self,
        address: &impl ToString,
        work: impl FnOnce(&Case) -> Result<T, Failure> + Send + 'static,
    ) -> Response {
        let (address, kept) = (address.to_string(), Arc::clone(&self.kept));
        let work = move |case: &Case| {
            let make = || -> Result<Bytes, Failure> {
                Ok(Bytes::from(work(case)?.render().map_err(|_| Failure::Broken)?))
            };
            let page = match case.stamp()? {
                Some(stamp) => kept.or_make(&address, &stamp, make)?,
                None => make()?,
            };
            Ok(Html(page))
        };
        self.ask(work).await
    }

    /// Asks the case for JSON.
    async fn answer(
        self,
        asked: HeaderMap,
        work: impl FnOnce(&Case) -> Result<serde_json::Value, Failure> + Send + 'static,
    ) -> Response {
        match self.look(work).await {
            Ok(value) => api::answer(&value, &asked),
            Err(failure) => api::refuse(&failure),
        }
    }
}

/// All pages of the case at `path`, for a server that listens on `address`.
///
/// # Errors
/// Where the system gives no random numbers.
pub(crate) fn router(
    path: &Path,
    address: SocketAddr,
    door: Door,
    options: Options,
) -> std::io::Result<Router> {
    let app = App {
        path: Arc::new(path.to_owned()),
        form: random()?.into(),
        options,
        pen: Arc::default(),
        listeners: Arc::new(Semaphore::new(LISTENERS)),
        kept: Arc::default(),
    };
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
    let router = Router::new()
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
        .route("/reports", get(report_list))
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
        .route("/rows/{id}/why", get(row_why))
        .route("/review", get(review).post(corrections::said))
        .route("/review.json", get(review_json))
        .route("/review/{n}", get(correction))
        .route("/review/{n}/undo", post(corrections::undone))
        .route("/alerts", get(alerts))
        .route("/alerts.json", get(alerts_json))
        .route("/api", get(api_page))
        .route("/openapi.json", get(openapi))
        .route("/api/v1/awaiting", get(api_awaiting))
        .route("/api/v1/changes", get(live::changes))
        .route("/api/v1/corrections", get(api_corrections).post(corrections::api_said))
        .route("/api/v1/corrections/{n}/undo", post(corrections::api_undone))
        .route(
            "/api/v1/reports",
            get(move |app, ask, query, asked| {
                api_rows(app, Ok(Named("reports".into())), ask, query, asked)
            })
            .post(reports::api_sent)
            .layer(DefaultBodyLimit::max(reports::MOST)),
        )
        .route("/api/v1/search", get(api_search))
        .route("/api/v1/rows/{id}", get(api_row))
        .route("/api/v1/{table}", get(api_rows))
        .route("/style.css", get(style))
        .route("/script/{name}", get(script))
        .route("/healthz", get(|| async { "ok" }))
        .fallback(|| async { refuse(&Failure::NoPage) })
        .method_not_allowed_fallback(|| async { refuse(&Failure::ReadOnly) })
        .with_state(app)
        .layer(from_fn_with_state(Arc::new(Gate::new(address, door)), guard));
    Ok(router)
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

async fn brief(State(app): State<App>, address: Uri) -> Response {
    app.keep(&address, page::brief::page).await
}

async fn report_list(
    State(app): State<App>,
    address: Uri,
    query: Result<Query<page::reports::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::reports::page(case, &query)).await
}

async fn report(
    State(app): State<App>,
    desk: Desk,
    id: Result<Named<String>, PathRejection>,
    query: Result<Query<page::report::Query>, QueryRejection>,
) -> Response {
    let (Ok(Named(id)), Ok(Query(query))) = (id, query) else { return refuse(&Failure::Query) };
    app.ask(move |case| page::report::page(case, desk, &id, &query)).await
}

async fn raw(State(app): State<App>, id: Result<Named<String>, PathRejection>) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::raw::text(case, &id)).await
}

async fn search(
    State(app): State<App>,
    address: Uri,
    query: Result<Query<page::search::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::search::page(case, query)).await
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

async fn timeline(State(app): State<App>, address: Uri, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::timeline::page(case, ask)).await
}

async fn incidents(State(app): State<App>, address: Uri, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::incidents::page(case, ask)).await
}

async fn incident(State(app): State<App>, desk: Desk, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::incidents::one(case, desk, &id).map(Page)).await
}

async fn disputes(State(app): State<App>, address: Uri, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::disputes::page(case, ask)).await
}

async fn agreements(State(app): State<App>, address: Uri, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::agreements::page(case, ask)).await
}

async fn agreement(State(app): State<App>, address: Uri, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::agreements::one(case, &id)).await
}

async fn actors(State(app): State<App>, address: Uri, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::named::actors(case, ask)).await
}

async fn actor(State(app): State<App>, desk: Desk, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::named::actor(case, desk, &id).map(Page)).await
}

async fn places(State(app): State<App>, address: Uri, ask: Asked) -> Response {
    let Ok(Query(ask)) = ask else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::named::places(case, ask)).await
}

async fn place(State(app): State<App>, address: Uri, desk: Desk, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    // Nothing is said of places, so that the page bears no form of its own.
    let desk = Desk { reviews: false, ..desk };
    app.keep(&address, move |case| page::named::place(case, desk, &id)).await
}

async fn map(
    State(app): State<App>,
    address: Uri,
    ask: Asked,
    query: Result<Query<page::map::Query>, QueryRejection>,
) -> Response {
    let (Ok(Query(ask)), Ok(Query(query))) = (ask, query) else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::map::page(case, ask, &query)).await
}

async fn relations(
    State(app): State<App>,
    address: Uri,
    query: Result<Query<page::relations::On>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::relations::page(case, &query)).await
}

async fn pair(
    State(app): State<App>,
    address: Uri,
    query: Result<Query<page::relation::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    app.keep(&address, move |case| page::relation::pair(case, &query)).await
}

async fn row(State(app): State<App>, desk: Desk, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::row::page(case, desk, &id, false)).await
}

async fn row_why(State(app): State<App>, desk: Desk, id: Id) -> Response {
    let Ok(Named(id)) = id else { return refuse(&Failure::Query) };
    app.ask(move |case| page::row::page(case, desk, &id, true)).await
}

async fn review(State(app): State<App>, address: Uri, desk: Desk) -> Response {
    // It bears no form of its own; only a word on what the asker may do.
    let address = format!("{address} {}", desk.reviews);
    app.keep(&address, move |case| page::review::page(case, desk.reviews)).await
}

async fn review_json(State(app): State<App>, asked: HeaderMap) -> Response {
    app.answer(asked, api::review).await
}

async fn correction(
    State(app): State<App>,
    desk: Desk,
    n: Result<Named<i64>, PathRejection>,
) -> Response {
    let Ok(Named(n)) = n else { return refuse(&Failure::NoPage) };
    app.ask(move |case| page::review::one(case, desk, n).map(Page)).await
}

async fn alerts(
    State(app): State<App>,
    query: Result<Query<page::alerts::Query>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else { return refuse(&Failure::Query) };
    // They are raised and sources asked without the record changing: it is made each time.
    app.ask(move |case| page::alerts::page(case, &query).map(Page)).await
}

async fn alerts_json(
    State(app): State<App>,
    query: Result<Query<page::alerts::Query>, QueryRejection>,
    asked: HeaderMap,
) -> Response {
    let Ok(Query(query)) = query else { return api::refuse(&Failure::Query) };
    app.answer(asked, move |case| page::alerts::json(case, &query)).await
}

async fn api_page() -> Response {
    Page(page::api::page()).into_response()
}

async fn api_awaiting(State(app): State<App>, query: ApiQuery, asked: HeaderMap) -> Response {
    let Ok(Query(query)) = query else { return api::refuse(&Failure::Query) };
    app.answer(asked, move |case| api::awaiting(case, &query)).await
}

async fn api_corrections(State(app): State<App>, asked: HeaderMap) -> Response {
    app.answer(asked, api::corrections).await
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

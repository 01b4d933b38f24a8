//! `/api/v1/changes`: server-sent events, one whenever the record changed.

use crate::app::App;
use crate::page::Failure;
use crate::{api, page};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// Who listens at a time, at most.
pub(crate) const LISTENERS: usize = 32;
/// How often it is looked whether something changed.
const EACH: Duration = Duration::from_secs(1);

struct Listener {
    app: App,
    seen: u64,
    /// Its place among the listeners, given back when it goes.
    _place: OwnedSemaphorePermit,
}

/// Tells of changes from now on. The data of an event is where the log of custody stood and where
/// it stands, as `detente diff` takes them.
pub(crate) async fn changes(State(app): State<App>) -> Response {
    let Ok(place) = app.listeners().try_acquire_owned() else {
        return api::refuse(&Failure::TooMany);
    };
    let seen = match app.look(|case| Ok(case.point()?)).await {
        Ok((seen, _)) => seen,
        Err(failure) => return page::refuse(&failure),
    };
    let listener = Listener { app, seen, _place: place };
    let stream = unfold(listener, |mut listener| async move {
        loop {
            tokio::time::sleep(EACH).await;
            // A case that is being replaced or is busy is looked at again later.
            let Ok((now, waits)) = listener.app.look(|case| Ok(case.point()?)).await else {
                continue;
            };
            if now != listener.seen && !waits {
                let data = format!("{{\"from\":{},\"to\":{now}}}", listener.seen);
                listener.seen = now;
                let event = Event::default().event("change").data(data);
                return Some((Ok::<_, Infallible>(event), listener));
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response()
}

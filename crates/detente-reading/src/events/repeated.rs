//! What a title or a summary says again.
//!
//! Headlines and bulleted summaries tell what the body tells. A row from a title, a heading or a
//! list item whose type, status and participants a row of the body has too is the same happening
//! told twice: the body's row stays, with the other's words beside its own.

use detente_record::{ActorRef, Event};

/// Joins rows of titles and items, which `summary` tells, to those of the body.
pub(super) fn join(events: Vec<(Event, bool)>) -> Vec<Event> {
    let (mut body, summary): (Vec<_>, Vec<_>) =
        events.into_iter().enumerate().partition(|(_, (_, summary))| !summary);
    for (order, (event, summary)) in summary {
        // Of several the one whose participants are the very same.
        let fits = |exact: bool| {
            body.iter().position(|(_, (other, told))| {
                !told && is_same(&event, other) && (!exact || ids(&event) == ids(other))
            })
        };
        let same = fits(true).or_else(|| fits(false)).and_then(|at| body.get_mut(at));
        match same {
            Some((_, (other, _))) => {
                other.evidence.extend(event.evidence);
                if other.quantities.is_empty() {
                    other.quantities = event.quantities;
                }
            }
            None => body.push((order, (event, summary))),
        }
    }
    body.sort_by_key(|(order, _)| *order);
    body.into_iter().map(|(_, (event, _))| event).collect()
}

/// Who takes part, by id or else by words.
fn ids(event: &Event) -> Vec<&str> {
    let all = event.actors.iter().chain(&event.recipients);
    all.map(|one| one.id.as_deref().unwrap_or(&one.text)).collect()
}

fn is_same(a: &Event, b: &Event) -> bool {
    let dates = match (&a.date.from, &b.date.from) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    a.kind == b.kind
        && a.status == b.status
        && a.statement.is_some() == b.statement.is_some()
        && dates
        && agree(&a.actors, &b.actors)
        && agree(&a.recipients, &b.recipients)
}

/// Whether all whom the shorter telling names stand in the other.
fn agree(short: &[ActorRef], long: &[ActorRef]) -> bool {
    short.iter().all(|one| {
        long.iter().any(|other| match (&one.id, &other.id) {
            (Some(a), Some(b)) => a == b || one.country.is_some() && one.country == other.country,
            _ => one.country.is_some() && one.country == other.country || one.text == other.text,
        })
    })
}

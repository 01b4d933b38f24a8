//! Claims as schema.org `Claim`, with who stands where. What is so is not judged: there is no
//! `ClaimReview` and no rating, and a denial is an action of its holder like an assertion.

use super::each;
use super::json::{Items, compact, iri};
use super::ledger::{Ledger, single_day};
use super::side::name;
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorKind, ActorRef, Claim, Evidence, Position, Stance};
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut items = Items::new(out, "{\"@context\":\"https://schema.org\",\"@graph\":[")?;
    each::<Claim>(case, &Filter::default(), |row| {
        let id = format!("urn:detente:claim:{}", row.id);
        items.push(&compact(claim(&id, &row, &ledger)))?;
        for (n, position) in row.positions.iter().enumerate() {
            items.push(&compact(stands(&id, n, position, &ledger)))?;
        }
        Ok(())
    })?;
    Ok(items.end("]}\n")?)
}

fn claim(id: &str, row: &Claim, ledger: &Ledger) -> Value {
    let appearance = |one: &Evidence| {
        json!({
            "@type": "Quotation",
            "text": one.reading(),
            "isPartOf": article(&one.report, ledger),
        })
    };
    let mut words: Vec<&Evidence> = vec![];
    for one in row.positions.iter().flat_map(|position| &position.evidence) {
        if !words.contains(&one) {
            words.push(one);
        }
    }
    json!({
        "@type": "Claim",
        "@id": id,
        "identifier": row.id,
        "text": row.text,
        "creativeWorkStatus": row.status,
        "appearance": words.into_iter().map(appearance).collect::<Vec<_>>(),
    })
}

/// What a holder does with a claim. A doubt, a withdrawal and no comment are neither agreement nor
/// disagreement.
fn stands(claim: &str, n: usize, position: &Position, ledger: &Ledger) -> Value {
    let action = match position.stance {
        Stance::Asserts => "AgreeAction",
        Stance::Denies => "DisagreeAction",
        Stance::Doubts | Stance::Withdraws | Stance::NoComment => "ReactAction",
    };
    json!({
        "@type": action,
        "@id": format!("{claim}:position:{n}"),
        "name": position.stance.as_str(),
        "agent": position.holder.as_ref().map(|holder| agent(holder, ledger)),
        "object": {"@id": claim},
        "startTime": single_day(&position.date),
        "description": position.value,
        "identifier": position.statement,
    })
}

fn agent(who: &ActorRef, ledger: &Ledger) -> Value {
    let kind = match ledger.kind_of(who) {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::State | ActorKind::Institution) => "GovernmentOrganization",
        Some(ActorKind::Media) => "NewsMediaOrganization",
        Some(ActorKind::Ngo) => "NGO",
        _ => "Organization",
    };
    let kind = if who.id.is_some() { kind } else { "Thing" };
    json!({
        "@type": kind,
        "name": name(who),
        "identifier": who.id,
    })
}

fn article(report: &str, ledger: &Ledger) -> Value {
    let cited = ledger.reports.get(report).cloned().unwrap_or_default();
    let outlet = cited.outlet.map(|name| json!({"@type": "NewsMediaOrganization", "name": name}));
    json!({
        "@type": "NewsArticle",
        "@id": format!("urn:detente:report:{report}"),
        "url": cited.url.as_deref().map(iri),
        "headline": cited.title,
        "datePublished": cited.day,
        "publisher": outlet,
    })
}

//! One undertaking told twice is one row; what is said of its keeping stands with it.

use super::look::Look;
use super::row::{self, Row};
use super::who;
use detente_language::Factuality;
use detente_record::{ActorRef, Obligation, Performance, Stance, Time};
use detente_world::World;

/// Rows that say the same as one before become that one, with the evidence of both.
pub(super) fn merge(world: &World, rows: Vec<Row>) -> Vec<Row> {
    let mut out: Vec<Row> = vec![];
    for row in rows {
        let same = out.iter().position(|other| is_same(world, other, &row));
        match same {
            Some(at) => add(&mut out[at], row),
            None => out.push(row),
        }
    }
    attach(world, out)
}

fn performer(row: &Row) -> Option<&ActorRef> {
    row.undertaking.obligation.performer.as_ref()
}

/// The agreement of a row: its id, else its words.
fn agreement(row: &Row) -> Option<&str> {
    let agreement = row.undertaking.agreement.as_ref()?;
    agreement.id.as_deref().or(Some(&agreement.text))
}

fn is_same(world: &World, a: &Row, b: &Row) -> bool {
    let (one, two) = (&a.undertaking.obligation, &b.undertaking.obligation);
    if one.id == two.id {
        return true;
    }
    let performed = match (performer(a), performer(b)) {
        (Some(a), Some(b)) => who::same(world, a, b),
        (None, None) => true,
        _ => false,
    };
    let dated = match (&one.deadline, &two.deadline) {
        (Some(a), Some(b)) => a.time.to == b.time.to,
        _ => true,
    };
    // An act of keeping is told of one agreement or another.
    let under = match (agreement(a), agreement(b)) {
        (Some(a), Some(b)) => {
            let known = |one: &str| one.starts_with("agreement:");
            let noun = |one: &str| {
                one.rsplit(' ').next().unwrap_or(one).trim_end_matches('s').to_lowercase()
            };
            a == b || known(a) != known(b) || !known(a) && noun(a) == noun(b)
        }
        _ => true,
    };
    performed
        && dated
        && under
        && one.modality == two.modality
        && match (&one.action, &two.action) {
            (Some(x), Some(y)) => {
                stem(x) == stem(y)
                    && (a.object == b.object || a.object.is_none() || b.object.is_none())
            }
            (None, None) => true,
            _ => false,
        }
}

/// What two forms of a word share: "observe" and "observed", "keep" and "keep to".
fn stem(word: &str) -> &str {
    let first = word.split(' ').next().unwrap_or(word);
    match first {
        // To keep, respect and observe a truce is one thing.
        "keep" | "respect" | "honour" | "honor" | "abide" | "comply" | "adhere" | "uphold" => {
            "observe"
        }
        other => other,
    }
}

/// Puts what a second row says to the first.
fn add(row: &mut Row, more: Row) {
    let own = &mut row.undertaking;
    let Obligation {
        obligor,
        beneficiary,
        duration,
        object,
        place,
        quantity,
        deadline,
        condition,
        asserted_by,
        evidence,
        performance,
        existence,
        ..
    } = more.undertaking.obligation;
    let kept = &mut own.obligation;
    kept.obligor = kept.obligor.take().or(obligor);
    kept.beneficiary = kept.beneficiary.take().or(beneficiary);
    kept.duration = kept.duration.take().or(duration);
    kept.object = kept.object.take().or(object);
    kept.place = kept.place.take().or(place);
    kept.quantity = kept.quantity.take().or(quantity);
    kept.deadline = kept.deadline.take().or(deadline);
    kept.condition = kept.condition.take().or(condition);
    if kept.existence == "claimed" && existence != "claimed" {
        kept.existence = existence;
    }
    for one in asserted_by {
        if !kept.asserted_by.contains(&one) {
            kept.asserted_by.push(one);
        }
    }
    for one in evidence {
        if !kept.evidence.contains(&one) {
            kept.evidence.push(one);
        }
    }
    for one in performance {
        say(&mut kept.performance, one);
    }
    let better = match (&own.agreement, &more.undertaking.agreement) {
        (None, _) => true,
        (Some(known), Some(other)) => known.id.is_none() && other.id.is_some(),
        _ => false,
    };
    if better {
        own.agreement = more.undertaking.agreement;
    }
    row.object = row.object.take().or(more.object);
}

/// The same said twice by the same is said once, with the words of both.
fn say(all: &mut Vec<Performance>, one: Performance) {
    let same = all.iter_mut().find(|other| {
        other.status == one.status
            && other.stance == one.stance
            && other.holder.as_ref().map(|h| (&h.id, &h.text))
                == one.holder.as_ref().map(|h| (&h.id, &h.text))
    });
    match same {
        Some(other) => {
            for words in one.evidence {
                if !other.evidence.contains(&words) {
                    other.evidence.push(words);
                }
            }
        }
        None => all.push(one),
    }
}

/// What is said of "its obligations" belongs to the one thing that they can be.
fn attach(world: &World, rows: Vec<Row>) -> Vec<Row> {
    let (general, mut out): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| {
        let said = &row.undertaking.obligation;
        said.action.is_none() && !said.performance.is_empty()
    });
    for row in general {
        let fits = |other: &Row| {
            let same = performer(other).zip(performer(&row));
            same.is_some_and(|(a, b)| who::same(world, a, b))
                && agreement(&row).is_some()
                && agreement(other) == agreement(&row)
                && other.undertaking.obligation.action.as_deref() != Some("observe")
        };
        let mut fitting = (0..out.len()).filter(|&at| fits(&out[at]));
        match (fitting.next(), fitting.next()) {
            (Some(at), None) => add(&mut out[at], row),
            _ => out.push(row),
        }
    }
    out
}

/// Later words that tell of the deed itself: "began to withdraw", "the handover was completed",
/// "has not left yet".
pub(super) fn follow(look: &Look, rows: &mut [Row]) {
    let scene = &look.scene;
    let world = scene.view.world;
    for word in 0..look.len() {
        let verb = look.is_verb(word);
        if !verb {
            continue;
        }
        let name = super::action::name(look, word);
        let fits = |row: &Row| {
            row.undertaking.obligation.action.as_deref() == Some(name.as_str())
                && row.undertaking.obligation.modality == "must"
                && row.action.is_some_and(|(sentence, _)| sentence < scene.number)
        };
        if !rows.iter().any(fits) {
            continue;
        }
        let status = match look.factuality(word) {
            Factuality::Happened => "fulfilled",
            Factuality::Denied | Factuality::Failed => "not-yet",
            _ => continue,
        };
        let begun = scene.tree.head(word).is_some_and(|head| look.is(head, &["begin", "start"]));
        let status = if begun && status == "fulfilled" { "partly" } else { status };
        let performers = super::under::performers(look, word);
        let object = super::action::object(look, word).map(|object| look.lemma(object).to_owned());
        let told = look.report.teller(look.byte(word));
        let holder = told.and_then(|told| told.row.speaker.as_ref()).map(|s| s.actor.clone());
        for row in rows.iter_mut().filter(|row| fits(row)) {
            let same = performer(row).is_some_and(|one| {
                performers.iter().any(|other| who::same(world, one, &other.actor))
            });
            if !same || row.object != object && object.is_some() {
                continue;
            }
            let evidence = scene.view.document.evidence(scene.bytes(word));
            let known = row::main_evidence(row).any(|own| covers(own, &evidence));
            if known {
                continue;
            }
            say(
                &mut row.undertaking.obligation.performance,
                Performance {
                    status: status.into(),
                    holder: holder.clone(),
                    stance: Stance::Asserts,
                    date: Time::by_report(scene.view.published_text().as_deref()),
                    evidence: vec![evidence],
                },
            );
        }
    }
}

fn covers(own: &detente_record::Evidence, other: &detente_record::Evidence) -> bool {
    other.parts.iter().all(|part| {
        own.parts.iter().any(|one| one.bytes[0] <= part.bytes[0] && part.bytes[1] <= one.bytes[1])
    })
}

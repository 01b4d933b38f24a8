//! Obligations written down with an agreement before any report told of them, as rows that those of
//! the reports join.

use super::state::{last_day, told_by_world};
use detente_record::{
    ActorRef, AgreementRef, Deadline, Obligation, PlaceRef, RelativeDeadline, Time, TimeSpan,
    Undertaking, Voice,
};
use detente_world::{Agreement as KnownAgreement, Provision, World};

/// The rule of rows that no report tells.
const WRITTEN: &str = "written";

/// What a written deadline is counted from.
const FROM: &str = "conclusion";

/// Whether a row was written down beforehand.
pub(super) fn is_written(row: &Undertaking) -> bool {
    row.rule == WRITTEN
}

/// The obligations of an agreement as rows, without a report and without words of one.
pub(super) fn rows(known: &KnownAgreement, world: &World) -> Vec<Undertaking> {
    known.obligations.iter().map(|one| row(known, one, world)).collect()
}

fn row(known: &KnownAgreement, one: &Provision, world: &World) -> Undertaking {
    let actor = |id: &Option<String>| -> Option<ActorRef> {
        let actor = world.get(id.as_deref()?)?;
        Some(actor.reference(&actor.name))
    };
    let performer = actor(&one.performer);
    let obligation = Obligation {
        id: format!("{}.{}", known.id, one.id),
        obligor: actor(&one.obligor).or_else(|| performer.clone()),
        performer,
        beneficiary: actor(&one.beneficiary),
        modality: one.modality.clone(),
        duration: one.duration.clone(),
        text: one.text.clone(),
        action: one.action.clone(),
        object: one.object.clone(),
        place: one.place.as_deref().map(|place| self::place(place, world)),
        quantity: None,
        deadline: deadline(known, one),
        condition: one.condition.clone(),
        existence: "agreed".into(),
        asserted_by: vec![],
        evidence: vec![],
        performance: vec![],
        supersedes: None,
        standing: None,
    };
    Undertaking {
        obligation,
        report: String::new(),
        agreement: Some(AgreementRef {
            id: Some(known.id.clone()),
            name: Some(known.name.clone()),
            text: known.name.clone(),
        }),
        voice: Voice::Own,
        statement: None,
        rule: WRITTEN.into(),
        review: None,
    }
}

fn deadline(known: &KnownAgreement, one: &Provision) -> Option<Deadline> {
    if let Some(offset) = &one.due {
        let relative = RelativeDeadline { trigger: FROM.into(), offset: offset.clone() };
        return Some(Deadline { time: Time::default(), relative: Some(relative) });
    }
    let day = one.deadline.as_deref()?;
    let last = last_day(day)?;
    let time = Time {
        edtf: Some(format!("[..{last}]")),
        from: None,
        to: Some(last),
        span: Some(TimeSpan::Within),
        ..told_by_world(day, &known.id)?
    };
    Some(Deadline { time, relative: None })
}

fn place(place: &str, world: &World) -> PlaceRef {
    let Some(id) = world.place_by_id(place) else {
        return PlaceRef { text: place.to_owned(), ..PlaceRef::default() };
    };
    reference(id, None, world)
}

/// A place of the world, by the mention `text`, else by its name.
pub(super) fn reference(id: detente_world::PlaceId, text: Option<&str>, world: &World) -> PlaceRef {
    let place = world.place(id);
    PlaceRef {
        id: Some(place.id.into_owned()),
        name: Some(place.name.to_owned()),
        text: text.unwrap_or(place.name).to_owned(),
        country: place.country.map(str::to_owned),
        latitude: Some(place.latitude),
        longitude: Some(place.longitude),
        radius_km: Some(place.radius_km),
    }
}

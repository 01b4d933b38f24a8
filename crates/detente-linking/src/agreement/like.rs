//! How much two undertakings look like one: a whole number, from who has to do what to what, where,
//! how much and by when.

use super::side::{is_known, side};
use super::words::{self, Words};
use super::written::is_written;
use detente_record::{ActorRef, PlaceRef, Stance, Undertaking};
use detente_world::{World, kilometres};

/// From here on two undertakings may be one.
pub(super) const ALIKE: i32 = 40;

const SAME_ACTION: i32 = 40;
const OTHER_ACTION: i32 = -45;
const SAME_OBJECT: i32 = 30;
const LIKE_OBJECT: i32 = 15;
const OTHER_OBJECT: i32 = -30;
const SAME_PLACE: i32 = 15;
const OTHER_PLACE: i32 = -30;
const SAME_QUANTITY: i32 = 15;
const OTHER_QUANTITY: i32 = -15;
const SAME_DEADLINE: i32 = 25;
const OTHER_DEADLINE: i32 = -10;
const SAME_BENEFICIARY: i32 = 10;
const OTHER_BENEFICIARY: i32 = -20;
const LIKE_CONDITION: i32 = 5;
const OTHER_CONDITION: i32 = -10;
const UNNAMED: i32 = -5;
/// One says that it replaces the other.
const REPLACES: i32 = 100;

/// Percent of the shorter's words from which on two texts say the same.
const SAME_WORDS: usize = 50;

/// An undertaking with what it is compared by.
pub(super) struct Item<'a> {
    pub(super) row: &'a Undertaking,
    performer: Option<(String, bool)>,
    obligor: Option<(String, bool)>,
    beneficiary: Option<String>,
    action: String,
    object: Words,
    place: Option<&'a PlaceRef>,
    condition: Words,
    /// Whether it gives more time for what was due before.
    pub(super) extends: bool,
}

/// What rows that say the very same have in common.
pub(super) type Print<'a> = (
    [Option<&'a str>; 4],
    &'a Words,
    &'a str,
    [Option<&'a str>; 4],
    Option<(&'a str, &'a str)>,
    (bool, Option<&'a str>),
);

impl<'a> Item<'a> {
    pub(super) fn new(row: &'a Undertaking, world: &World) -> Self {
        let own = &row.obligation;
        let who = |actor: &Option<ActorRef>| {
            actor.as_ref().map(|actor| (side(world, actor), is_known(actor)))
        };
        let words = |text: &Option<String>| text.as_deref().map(Words::of).unwrap_or_default();
        // "the Jeddah truce" after "observe" says no more than the agreement does, nor where it is to
        // be kept.
        let action = words::action(own.action.as_deref());
        let whole = action == words::OBSERVE;
        let object = if whole { Words::default() } else { words(&own.object) };
        let extends = own.supersedes.is_some()
            || own
                .performance
                .iter()
                .any(|said| said.status == "extended" && said.stance == Stance::Asserts);
        Self {
            row,
            performer: who(&own.performer),
            obligor: who(&own.obligor),
            beneficiary: who(&own.beneficiary).map(|(side, _)| side),
            action,
            object,
            place: own.place.as_ref().filter(|_| !whole),
            condition: words(&own.condition),
            extends,
        }
    }

    /// The last day on which it can be done, where a day is told.
    pub(super) fn due(&self) -> Option<&'a str> {
        self.row.obligation.deadline.as_ref()?.time.to.as_deref()
    }

    /// Rows of one print need not be compared with each other.
    pub(super) fn print(&self) -> Print<'_> {
        let own = &self.row.obligation;
        let who = [
            self.performer.as_ref().map(|(side, _)| side.as_str()),
            self.obligor.as_ref().map(|(side, _)| side.as_str()),
            self.beneficiary.as_deref(),
            own.condition.as_deref(),
        ];
        let place = self.place.map(|place| place.id.as_deref().unwrap_or(&place.text));
        let relative = own.deadline.as_ref().and_then(|due| due.relative.as_ref());
        let relative = relative.map(|r| (r.offset.as_str(), r.trigger.as_str()));
        let quantity = own.quantity.as_ref().map(|quantity| quantity.text.as_str());
        let what = [Some(own.modality.as_str()), place, quantity, self.due()];
        // What is written down apart stays apart.
        let written = is_written(self.row).then_some(own.id.as_str());
        let extends = (self.extends, own.supersedes.as_deref().or(written));
        (who, &self.object, &self.action, what, relative, extends)
    }

    fn who(&self, other: &Self) -> Option<i32> {
        match (&self.performer, &other.performer) {
            (Some(a), Some(b)) if a.0 == b.0 => Some(0),
            (None, None) if self.obligor == other.obligor => Some(0),
            // "the militants" of one report are the named group of the other, where one side answers
            // for them in both.
            (Some(a), Some(b)) if a.1 && b.1 => None,
            _ => match (&self.obligor, &other.obligor) {
                (Some(a), Some(b)) if a.0 == b.0 && self.answers_for_other(other) => Some(UNNAMED),
                (None, _) | (_, None) if self.performer.is_none() || other.performer.is_none() => {
                    Some(UNNAMED)
                }
                _ => None,
            },
        }
    }

    /// Whether in either row it is another who acts than who answers for it.
    fn answers_for_other(&self, other: &Self) -> bool {
        let apart = |one: &Self| {
            one.performer.is_none()
                || one.performer.as_ref().map(|a| &a.0) != one.obligor.as_ref().map(|a| &a.0)
        };
        apart(self) && apart(other)
    }

    /// How much two rows look like one; `None` where they cannot be.
    pub(super) fn likeness(&self, other: &Self) -> Option<i32> {
        let (one, two) = (&self.row.obligation, &other.row.obligation);
        let replaces = one.supersedes.as_deref() == Some(&two.id)
            || two.supersedes.as_deref() == Some(&one.id);
        if replaces {
            return Some(REPLACES);
        }
        if is_written(self.row) && is_written(other.row) {
            return None;
        }
        let mut score = self.who(other)?;
        if one.modality != two.modality || self.object.apart(&other.object) {
            return None;
        }
        score += if self.action == other.action { SAME_ACTION } else { OTHER_ACTION };
        if !self.object.is_empty() && !other.object.is_empty() {
            score += match self.object.shared(&other.object) {
                0 => OTHER_OBJECT,
                shared if shared < SAME_WORDS => LIKE_OBJECT,
                _ => SAME_OBJECT,
            };
        }
        score += both(&self.place, &other.place, |a, b| places(a, b));
        score += both(&one.quantity, &two.quantity, |a, b| {
            if a.text == b.text || a.value.is_some() && a.value == b.value && a.of == b.of {
                SAME_QUANTITY
            } else {
                OTHER_QUANTITY
            }
        });
        score += match (self.due(), other.due()) {
            (Some(a), Some(b)) if a == b => SAME_DEADLINE,
            // More time for the same thing is the same thing.
            (Some(_), Some(_)) if self.extends != other.extends => 0,
            (Some(_), Some(_)) => OTHER_DEADLINE,
            _ => {
                let offset = |row: &detente_record::Obligation| {
                    Some(row.deadline.as_ref()?.relative.as_ref()?.offset.clone())
                };
                both(&offset(one), &offset(two), |a, b| {
                    if a == b { SAME_DEADLINE } else { OTHER_DEADLINE }
                })
            }
        };
        score += both(&self.beneficiary, &other.beneficiary, |a, b| {
            if a == b { SAME_BENEFICIARY } else { OTHER_BENEFICIARY }
        });
        if !self.condition.is_empty() && !other.condition.is_empty() {
            let shared = self.condition.shared(&other.condition);
            score += if shared >= SAME_WORDS { LIKE_CONDITION } else { OTHER_CONDITION };
        }
        Some(score)
    }
}

/// Counts only where both say something.
fn both<T>(a: &Option<T>, b: &Option<T>, score: impl Fn(&T, &T) -> i32) -> i32 {
    a.as_ref().zip(b.as_ref()).map_or(0, |(a, b)| score(a, b))
}

fn places(a: &PlaceRef, b: &PlaceRef) -> i32 {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) if a == b => SAME_PLACE,
        (Some(_), Some(_)) => {
            if is_within(a, b) || is_within(b, a) {
                0
            } else {
                OTHER_PLACE
            }
        }
        _ => {
            let (one, two) = (Words::of(&a.text), Words::of(&b.text));
            match () {
                () if one.apart(&two) => OTHER_PLACE,
                () if one.shared(&two) >= SAME_WORDS => SAME_PLACE,
                () => 0,
            }
        }
    }
}

/// Whether a place lies within the reach of another.
pub(super) fn is_within(inner: &PlaceRef, outer: &PlaceRef) -> bool {
    let point = |place: &PlaceRef| Some((place.latitude?, place.longitude?));
    let (Some(a), Some(b), Some(reach)) = (point(inner), point(outer), outer.radius_km) else {
        return false;
    };
    let narrower = inner.radius_km.is_none_or(|own| own <= reach);
    narrower && f64::from(kilometres(a, b)) <= reach
}

//! What speaks for two tellings being of one happening, and what against.
//!
//! Points in whole numbers, each with its reason, so that `why` can show them. Sides and days weigh
//! most: a figure may be disputed and a place named wider or narrower.

use super::block::family;
use super::extent::{Extent, extent};
use super::place::{Places, compare, is_region};
use super::telling::Telling;
use super::when::Days;
use super::who::{is_known, share_a_party};
use super::words::Words;
use detente_record::{EventType, FigureRole, Quantity, Status};

/// From so many points on two tellings are of one happening,
pub(super) const ENOUGH: i32 = 9;
/// of which so many tell this happening from others between the same sides: its place, its figures,
/// names and words. In a war one side strikes the other many times a day.
const TELLING: i32 = 3;
/// And so many where no day is told for both.
const TELLING_UNDATED: i32 = 5;

/// What two tellings have in common, in points with their reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// The sum.
    pub points: i32,
    /// Each reason with its points.
    pub reasons: Vec<(&'static str, i32)>,
    /// The points of what tells it from other happenings between the same sides.
    pub telling: i32,
    /// The points of that which it takes.
    pub asked: i32,
    /// Why they can't be one, whatever else speaks for it.
    pub never: Option<&'static str>,
}

impl Pair {
    /// Whether the two are one happening.
    pub fn joins(&self) -> bool {
        self.never.is_none() && self.points >= ENOUGH && self.telling >= self.asked
    }

    fn add(&mut self, reason: &'static str, points: i32) {
        if points != 0 {
            self.points += points;
            self.reasons.push((reason, points));
        }
    }

    fn never(reason: &'static str) -> Self {
        Self { never: Some(reason), ..Self::default() }
    }
}

/// Compares two tellings.
pub fn score(a: &Telling, b: &Telling) -> Pair {
    of(a, &Words::of(a), b, &Words::of(b))
}

pub(super) fn of(a: &Telling, a_words: &Words, b: &Telling, b_words: &Words) -> Pair {
    if let Some(reason) = apart(a, b) {
        return Pair::never(reason);
    }
    let mut pair = Pair { asked: TELLING_UNDATED, ..Pair::default() };
    sides(a, b, &mut pair);
    if pair.never.is_some() {
        return pair;
    }
    let place = compare(a.event.place.as_ref(), b.event.place.as_ref());
    pair.add(
        match place {
            Places::Same => "the same place",
            Places::Near => "places that can be one",
            _ => "places apart",
        },
        match place {
            Places::Same => 5,
            Places::Near => 2,
            Places::Apart => -9,
            Places::Unknown => 0,
        },
    );
    pair.telling += match place {
        Places::Same => 4,
        _ => 0,
    };
    days(a, b, &mut pair);
    figures(&a.event.quantities, &b.event.quantities, &mut pair);
    if a_words.trigger == b_words.trigger && !a_words.trigger.is_empty() {
        pair.add("the same word for it", 1);
    }
    let shared = i32::try_from(a_words.shared(b_words)).unwrap_or(i32::MAX);
    pair.add("words in common", (shared / 2).min(4));
    pair.telling += (shared / 2).min(4);
    let names = i32::try_from(a_words.shared_names(b_words)).unwrap_or(i32::MAX);
    pair.add("names in common", (2 * names).min(4));
    pair.telling += (2 * names).min(4);
    if a.event.mode.is_some() && b.event.mode.is_some() {
        let same = a.event.mode == b.event.mode;
        pair.add(if same { "the same mode" } else { "other modes" }, if same { 1 } else { -2 });
    }
    if is_speech(a.event.kind) && a.event.report != b.event.report && shared < 2 {
        pair.add("acts of speech are many", -3);
    }
    pair
}

/// Why the two can't be one.
fn apart(a: &Telling, b: &Telling) -> Option<&'static str> {
    if family(a.event.kind) != family(b.event.kind) {
        return Some("they are of other types");
    }
    if a.is_real() != b.is_real() || !a.is_real() && a.event.status != b.event.status {
        return Some("one took place and the other is a plan, a demand or a supposition");
    }
    let sentence =
        |one: &Telling| one.event.evidence.first().map(|e| (e.report.clone(), e.parts.clone()));
    if a.event.report == b.event.report
        && sentence(a) == sentence(b)
        // What one denies and another says may stand in one sentence.
        && (a.event.status == Status::Denied) == (b.event.status == Status::Denied)
    {
        return Some("one sentence tells of both");
    }
    match (extent(a), extent(b)) {
        (Extent::Summary, Extent::Summary) => {
            let same = a.event.date.from == b.event.date.from && a.event.date.to == b.event.date.to;
            (!same).then_some("they sum up other stretches of time")
        }
        (Extent::Summary, _) | (_, Extent::Summary) => Some("one sums up many"),
        _ => None,
    }
}

/// Who takes part in both.
fn sides(a: &Telling, b: &Telling, pair: &mut Pair) {
    let (a, b) = (&a.event, &b.event);
    if a.reciprocal || b.reciprocal {
        let both = |one: &detente_record::Event| {
            let all = one.actors.iter().chain(&one.recipients);
            all.cloned().collect::<Vec<_>>()
        };
        let (one, other) = (both(a), both(b));
        let met = one.iter().filter(|x| share_a_party(&[(*x).clone()], &other)).count();
        let alone = !is_known(&one) || !is_known(&other);
        match (met, alone) {
            (0, true) => {}
            (0, false) => pair.never = Some("others take part"),
            (1, _) => pair.add("one of those who meet", 2),
            _ => pair.add("the same who meet", 6),
        }
        return;
    }
    let (actors, recipients) =
        (share_a_party(&a.actors, &b.actors), share_a_party(&a.recipients, &b.recipients));
    let unlike = |one: &[_], other: &[_]| is_known(one) && is_known(other);
    let other_actors = !actors && unlike(&a.actors, &b.actors);
    let other_recipients = !recipients && unlike(&a.recipients, &b.recipients);
    if actors {
        pair.add("the same who did it", 3);
    }
    if recipients {
        pair.add("the same to whom", 4);
    }
    if other_recipients {
        // "Shelled Sudan's market" of both sides: who suffers it is hardly disputed.
        pair.never = Some("it is done to others");
    } else if other_actors {
        if is_speech(a.kind) || !matches!(family(a.kind), EventType::Assault) {
            pair.never = Some("others did it");
        } else if suffers(a, b) || suffers(b, a) {
            // Two who shell each other do it twice.
            pair.never = Some("each did it to the other");
        } else if !recipients && !same_spot(a, b) {
            pair.never = Some("others did it, and nobody known suffers both");
        } else {
            pair.add("another who did it", -2);
        }
    }
}

/// Whether who does the one suffers the other, and not what he himself does.
fn suffers(one: &detente_record::Event, other: &detente_record::Event) -> bool {
    share_a_party(&one.actors, &other.recipients) && !share_a_party(&one.actors, &one.recipients)
}

/// Whether both are told of one place that is no wide region.
fn same_spot(a: &detente_record::Event, b: &detente_record::Event) -> bool {
    compare(a.place.as_ref(), b.place.as_ref()) == Places::Same
}

/// Whether it is done by speaking: the same is said again and again.
fn is_speech(kind: EventType) -> bool {
    use EventType::{Accuse, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Reject | Request | Support | Threaten)
}

/// When they were.
fn days(a: &Telling, b: &Telling, pair: &mut Pair) {
    let (Some((one, one_fresh)), Some((other, other_fresh))) =
        (Days::of(&a.event.date), Days::of(&b.event.date))
    else {
        return;
    };
    let apart = one.apart(other);
    let fresh = one_fresh || other_fresh;
    let precise = one.length().max(other.length()) <= 3 && !fresh;
    match apart {
        0 if precise => {
            pair.add("the same day", 4);
            pair.asked = match family(a.event.kind) {
                EventType::Assault | EventType::Protest => TELLING,
                kind if is_speech(kind) => TELLING,
                // Two sides meet, sign or sanction once a day.
                _ => 0,
            };
        }
        0 if fresh => pair.add("told of the same days", 2),
        0 if one.length().min(other.length()) <= 3 => pair.add("days that can be one", 2),
        0 => pair.add("stretches of time that overlap", 1),
        1 => {
            pair.add("days side by side", 1);
            if precise {
                pair.asked = TELLING;
            }
        }
        2..=3 if fresh => {}
        2..=3 => pair.add("days apart", -3),
        4..=10 if fresh => pair.add("weeks apart", -4),
        _ => pair.never = Some("the days are too far apart"),
    }
    // Without a day for either, what is told twice in one region is seldom one.
    if fresh && is_region_only(a) && is_region_only(b) {
        pair.add("in a wide region without a day", -1);
    }
}

fn is_region_only(one: &Telling) -> bool {
    one.event.place.as_ref().is_none_or(is_region)
}

/// How many.
fn figures(a: &[Quantity], b: &[Quantity], pair: &mut Pair) {
    let mut best = 0;
    for one in a {
        for other in b.iter().filter(|other| other.role == one.role) {
            let (Some(x), Some(y)) = (one.value, other.value) else { continue };
            if matches!(one.role, FigureRole::Other | FigureRole::Days | FigureRole::Kilometres) {
                continue;
            }
            let points = if x == y {
                if x >= 4.0 { 5 } else { 2 }
            } else if x.max(y) > 4.0 * x.min(y) {
                -3
            } else {
                -1
            };
            best = if best == 0 { points } else { best.max(points) };
        }
    }
    pair.add(if best > 0 { "the same figure" } else { "other figures" }, best);
    pair.telling += best.max(0);
}

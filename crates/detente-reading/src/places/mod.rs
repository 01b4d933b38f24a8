//! Places named in a report, each with what it is named as.
//!
//! The names are those that the language stage takes for places, and those that the world has for
//! states, territories and places entered by hand (a highway, a crossing). A capital that stands
//! for its state is no place here: it is an actor. Which of the many places of a name is meant is
//! the world's to choose ([`World::locate`](detente_world::World::locate)); where it can't tell,
//! there is no row.

use crate::PlaceMention;
use crate::view::View;
use detente_language::{Analysis, NameKind, Relation};
use detente_record::{ActorKind, PlaceRef, PlaceRole};
use detente_world::{Form, PlaceId};
use std::ops::Range;

/// A name that stands for a place that the world knows.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) range: Range<usize>,
    pub(crate) place: PlaceId,
    pub(crate) role: PlaceRole,
}

/// A place as rows name it.
pub(crate) fn reference(view: &View, placed: &Placed) -> PlaceRef {
    let place = view.world.place(placed.place);
    PlaceRef {
        id: Some(place.id.clone().into_owned()),
        name: Some(place.name.to_owned()),
        text: view.text[placed.range.clone()].to_owned(),
        country: place.country.map(str::to_owned),
        latitude: Some(place.latitude),
        longitude: Some(place.longitude),
        radius_km: Some(place.radius_km),
    }
}

/// The rows for the places named, in text order.
pub(crate) fn mentions(view: &View) -> Vec<PlaceMention> {
    let mention = |placed: &Placed| PlaceMention {
        report: view.document.id.clone(),
        place: view.world.place(placed.place).id.into_owned(),
        text: view.text[placed.range.clone()].to_owned(),
        role: placed.role,
        evidence: view.document.evidence(placed.range.clone()),
    };
    view.places.iter().map(mention).collect()
}

/// All names of places, in text order and without overlap, and those of them that are known.
pub(crate) fn find(view: &View) -> (Vec<Range<usize>>, Vec<Placed>) {
    let spans = spans(view, view.analysis);
    let found = view.world.locate(view.text, &spans);
    let known = found.into_iter().enumerate().filter_map(|(i, located)| {
        let role = role(view, view.analysis, &spans, i);
        Some(Placed { range: spans[i].clone(), place: located?.place, role })
    });
    let known = known.collect();
    (spans, known)
}

/// The names of places, in text order and without overlap.
fn spans(view: &View, analysis: &Analysis) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = vec![];
    // By hand and of states first: what is longer than the model's name swallows it.
    let state = |named: &&crate::actors::Named| {
        named.form == Form::Name
            && (named.actor.kind == ActorKind::State || named.actor.id.starts_with("territory:"))
    };
    all.extend(view.names.iter().filter(state).map(|named| named.range.clone()));
    all.extend(view.world.spots(view.text).into_iter().map(|(range, _)| range));
    let acts = |range: &Range<usize>| {
        view.names.iter().any(|named| {
            named.form == Form::Capital && overlap(&named.range, range)
                || !matches!(named.actor.kind, ActorKind::State | ActorKind::Unknown)
                    && overlap(&named.range, range)
        })
    };
    for name in &analysis.names {
        let place = matches!(name.kind, NameKind::Place | NameKind::Location | NameKind::Facility);
        if place && !acts(&name.range) && is_name(&view.text[name.range.clone()]) {
            all.push(name.range.clone());
        }
    }
    all.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut out: Vec<Range<usize>> = vec![];
    for range in all {
        match out.last_mut() {
            Some(last) if range.start < last.end => {
                if range.len() > last.len() {
                    *last = range;
                }
            }
            _ => out.push(range),
        }
    }
    out
}

/// Whether words are more than a direction ("the West", "Southern") or an abbreviation ("Ed.").
fn is_name(words: &str) -> bool {
    const DIRECTIONS: &[&str] = &[
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "upper",
        "lower",
        "middle",
        "the",
        "region",
        "side",
        "area",
    ];
    // Names have capitals: "us" is no place.
    if !words.contains(char::is_uppercase) {
        return false;
    }
    let short = words.ends_with('.') && words.chars().filter(|c| *c == '.').count() == 1;
    let told = |word: &str| !DIRECTIONS.contains(&word.to_lowercase().as_str());
    words.split(['-', ' ']).any(told) && !(short && words.len() <= 4)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// As what the place at `spans[i]` is named.
fn role(view: &View, analysis: &Analysis, spans: &[Range<usize>], i: usize) -> PlaceRole {
    let range = &spans[i];
    if view.datelines.iter().any(|line| overlap(line, range)) {
        return PlaceRole::Dateline;
    }
    let between = i.checked_sub(1).and_then(|before| view.text.get(spans[before].end..range.start));
    if between.is_some_and(|text| text == ", ") {
        return PlaceRole::Within;
    }
    let before = view.text[..range.start].trim_end().rsplit(char::is_whitespace).next();
    if before.is_some_and(|word| ["in", "In", "at", "At"].contains(&word))
        && said_at(analysis, range)
    {
        return PlaceRole::SaidAt;
    }
    PlaceRole::Named
}

/// Whether the place hangs on the word of saying itself: "told reporters in Ankara".
fn said_at(analysis: &Analysis, range: &Range<usize>) -> bool {
    let Some(sentence) = analysis.sentence_at(range.start) else { return false };
    let tree = &sentence.tree;
    if tree.is_empty() {
        return false;
    }
    let Some(head) = tree.top(sentence.covered(range)) else { return false };
    let mut governor = tree.nodes()[head].head;
    // "told a briefing in Ankara" hangs the place on the briefing.
    if let Some(noun) = governor
        && matches!(tree.nodes()[noun].relation, Relation::Obj | Relation::Obl | Relation::Iobj)
    {
        governor = tree.nodes()[noun].head;
    }
    let Some(verb) = governor else { return false };
    let Some(token) = sentence.tokens.get(verb) else { return false };
    analysis.attributions.iter().any(|one| {
        let content = one.content.iter().any(|part| overlap(part, range));
        !content && one.cue.as_ref().is_some_and(|cue| overlap(cue, &token.range))
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn places(text: &str) -> Vec<(String, String)> {
        let reading = read_whole(text);
        let one = |p: &crate::PlaceMention| (p.place.clone(), p.role.as_str().to_owned());
        reading.places.iter().map(one).collect()
    }

    fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn a_city_is_told_from_its_province_and_its_state() {
        assert_eq!(
            places("Shells fell on Saraqib in Idlib province. Syria's army was silent."),
            owned(&[
                ("geonames:164816", "named"),
                ("division:SY.12", "named"),
                ("country:SYR", "named"),
            ])
        );
    }

    #[test]
    fn where_something_is_said_is_not_where_it_happened() {
        assert_eq!(
            places("The minister told reporters in Khartoum that the army had shelled Nyala."),
            owned(&[("geonames:379252", "said-at"), ("geonames:369004", "named")])
        );
    }

    #[test]
    fn a_gloss_says_where_a_place_lies() {
        // A word put wrong by a machine is not where the gloss says it is.
        assert_eq!(
            places("They left Africa (a region in northern Syria)."),
            owned(&[("country:SYR", "named")])
        );
        assert_eq!(
            places("They left Tripoli (a city in Lebanon)."),
            owned(&[("geonames:266826", "named"), ("country:LBN", "named")])
        );
    }

    #[test]
    fn a_direction_is_no_place() {
        assert_eq!(places("The West and the Southern side blamed each other."), owned(&[]));
    }

    #[test]
    fn a_capital_that_acts_is_no_place() {
        assert_eq!(places("Ankara insists on a truce."), owned(&[]));
    }
}

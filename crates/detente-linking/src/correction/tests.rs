use super::*;
use crate::incident::tests::market;
use detente_record::{Event, Evidence, Review, ReviewState, TimeBasis};

fn event(id: &str) -> Event {
    market(id, "2023-06-01", 18.0).event
}

fn correction(n: i64, act: Act) -> Correction {
    Correction {
        n,
        at: format!("2024-05-02T10:00:{n:02}Z"),
        author: "A. Analyst".into(),
        reason: format!("reason {n}"),
        act,
        of: vec![],
        with: vec![],
    }
}

fn day(text: &str) -> Act {
    Act::ReDate { date: parse_time(text).expect("a date") }
}

fn told(all: &[Correction]) -> Event {
    let mut event = event("e");
    apply(&mut event, &all.iter().collect::<Vec<_>>());
    event
}

#[test]
fn a_date_takes_the_place_of_what_was_read_and_says_why() {
    let before = event("e");
    let after = told(&[correction(1, day("2023-05-30"))]);
    assert_eq!(after.date.from.as_deref(), Some("2023-05-30"));
    assert_eq!(after.date.basis, Some(TimeBasis::Inferred));
    assert_eq!(after.date.because, ["A. Analyst: reason 1"]);
    let review = after.review.expect("a review");
    assert_eq!(review.state, ReviewState::Corrected);
    let was = review.was.expect("what it was");
    assert_eq!((was.fields, was.date), (vec!["date".to_owned()], Some(before.date)));
}

#[test]
fn a_type_brings_what_follows_from_it() {
    let act = Act::ReType { kind: EventType::Protest, mode: Some("riot".into()) };
    let after = told(&[correction(1, act)]);
    assert_eq!((after.kind, after.mode.as_deref()), (EventType::Protest, Some("riot")));
    assert_eq!(after.intensity, detente_reading::intensity(EventType::Protest, Some("riot")));
    assert_eq!((after.cameo, after.goldstein, after.quad), (None, None, Some(4)));
    let was = after.review.and_then(|review| review.was).expect("what it was");
    assert_eq!((was.kind, was.mode.as_deref()), (Some(EventType::Assault), Some("heavy-weapons")));
}

#[test]
fn corrections_of_other_fields_hang_on_no_order() {
    let place = PlaceRef { name: Some("Omdurman".into()), ..PlaceRef::default() };
    let all = [
        correction(1, day("2023-05-30")),
        correction(2, Act::RePlace { place: Some(place) }),
        correction(3, Act::Confirm),
    ];
    let mut turned = all.to_vec();
    turned.reverse();
    assert_eq!(told(&all), told(&turned));
    assert_eq!(told(&all).review.map(|review| review.state), Some(ReviewState::Corrected));
    // In one moment, too.
    let at_once = |mut list: Vec<Correction>| {
        for (n, one) in list.iter_mut().enumerate() {
            (one.at, one.n) = ("2024-05-02T10:00:00Z".into(), n as i64);
        }
        told(&list)
    };
    assert_eq!(at_once(all.to_vec()), at_once(turned));
}

#[test]
fn of_two_that_settle_the_same_the_later_holds() {
    let all = [correction(2, day("2023-05-29")), correction(1, day("2023-05-30"))];
    assert_eq!(told(&all).date.from.as_deref(), Some("2023-05-29"));
    assert_eq!(told(&all[1..]).date.from.as_deref(), Some("2023-05-30"));
    let turned = [correction(1, Act::Confirm), correction(2, Act::Reject)];
    assert_eq!(told(&turned).review.map(|r| r.state), Some(ReviewState::Rejected));
    let back = [correction(1, Act::Reject), correction(2, Act::Confirm)];
    assert_eq!(told(&back).review.map(|r| r.state), Some(ReviewState::Confirmed));
}

#[test]
fn a_row_without_corrections_stays_as_it_is() {
    assert_eq!(told(&[]), event("e"));
}

fn on(mut event: Event, bytes: [usize; 2], field: Option<&str>) -> Event {
    event.evidence.truncate(1);
    let words = Evidence { field: field.map(Into::into), ..event.evidence[0].clone() };
    event.evidence.push(words);
    let last = event.evidence.last_mut().expect("one");
    last.parts.iter_mut().for_each(|part| part.bytes = bytes);
    event
}

#[test]
fn an_anchor_finds_its_row_under_another_id_and_type() {
    let mut one = on(event("a"), [10, 16], Some("type"));
    let anchor = one.anchor("sum");
    let other = on(event("b"), [40, 46], Some("type"));
    one.id = "z".into();
    one.quantities.clear();
    assert_eq!(find(&anchor, &[other.clone(), one.clone()]), Some(1));
    // Corrected to another type it is still the row that was read.
    apply(&mut one, &[&correction(1, Act::ReType { kind: EventType::Protest, mode: None })]);
    assert_eq!(find(&anchor, &[other.clone(), one.clone()]), Some(1));
    // Read as another type it is another row.
    one.review = None;
    assert_eq!(find(&anchor, &[other, one]), None);
}

#[test]
fn rows_on_the_same_words_are_told_by_their_details() {
    let (mut one, mut other) = (event("a"), event("b"));
    one.quantities[0].value = Some(11.0);
    other.quantities[0].value = Some(18.0);
    let anchor = other.anchor("sum");
    assert_eq!(find(&anchor, &[one.clone(), other.clone()]), Some(1));
    assert_eq!(find(&anchor, &[other.clone(), other.clone()]), None, "it can't be told which");
    assert_eq!(find(&anchor, std::slice::from_ref(&one)), Some(0), "the only one on the words");
}

fn joining(n: i64, act: Act, of: &str, with: &[&str]) -> Joining {
    Joining {
        correction: correction(n, act),
        of: Some(of.into()),
        with: with.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn groups(all: &[&[&str]]) -> Vec<Vec<String>> {
    all.iter().map(|group| group.iter().map(|id| (*id).to_owned()).collect()).collect()
}

#[test]
fn a_merge_joins_and_a_split_parts() {
    let before = groups(&[&["a", "b"], &["c"], &["d"]]);
    let merge = joining(1, Act::Merge, "b", &["c"]);
    let split = joining(2, Act::Split, "a", &["b"]);
    let after = regroup(before.clone(), &[merge.clone(), split.clone()]);
    assert_eq!(after, groups(&[&["a"], &["b", "c"], &["d"]]));
    assert_eq!(regroup(before.clone(), &[split.clone(), merge.clone()]), after);
    assert_eq!(regroup(before.clone(), &[]), before);
    let later = joining(3, Act::Merge, "a", &["b"]);
    let again = regroup(before.clone(), &[later, split, merge]);
    assert_eq!(again, groups(&[&["a", "b", "c"], &["d"]]), "the later of two that disagree");
    let gone = joining(1, Act::Merge, "x", &["c"]);
    assert_eq!(regroup(before.clone(), &[gone]), before);
}

#[test]
fn an_incident_is_reviewed_with_all_its_tellings() {
    let confirmed = told(&[correction(1, Act::Confirm)]).review;
    let corrected = told(&[correction(2, day("2023-05-30"))]).review;
    let state = |all: &[(&str, Option<&Review>)], joinings: &[Joining]| {
        review(all, joinings).map(|review| review.state)
    };
    let (yes, new) = (confirmed.as_ref(), corrected.as_ref());
    assert_eq!(state(&[("a", yes), ("b", None)], &[]), None);
    assert_eq!(state(&[("a", yes), ("b", yes)], &[]), Some(ReviewState::Confirmed));
    assert_eq!(state(&[("a", yes), ("b", new)], &[]), Some(ReviewState::Corrected));
    let merge = joining(3, Act::Merge, "a", &["b"]);
    assert_eq!(
        state(&[("a", None), ("b", None)], std::slice::from_ref(&merge)),
        Some(ReviewState::Corrected)
    );
    assert_eq!(state(&[("a", None)], &[merge]), None);
}

#[test]
fn dates_are_read_in_every_form_and_refused_in_none_silently() {
    let edtf = |text: &str| parse_time(text).ok().and_then(|time| time.edtf);
    assert_eq!(edtf("2020-02-10").as_deref(), Some("2020-02-10"));
    assert_eq!(edtf("2020").as_deref(), Some("[2020-01-01..2020-12-31]"));
    assert_eq!(edtf("2020-02/2020-03").as_deref(), Some("2020-02-01/2020-03-31"));
    assert_eq!(edtf("[2020-02-01..2020-02-10]").as_deref(), Some("[2020-02-01..2020-02-10]"));
    assert_eq!(edtf("[..2020-02-10]").as_deref(), Some("[..2020-02-10]"));
    assert_eq!(edtf("[2020-02-10..]").as_deref(), Some("[2020-02-10..]"));
    let odd =
        ["", "yesterday", "2020-13", "2020-02-30", "[..]", "2020-02-02/2020-02-01", "..", "/", "é"];
    for odd in odd {
        assert!(parse_time(odd).is_err(), "{odd}");
    }
}

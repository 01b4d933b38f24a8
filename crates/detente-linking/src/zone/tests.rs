use super::{holds, incidents};
use detente_record::{ActorRef, Incident, Inside, PlaceRef, Time, TimeBasis};
use detente_world::{Agreement, World, Zone};
use proptest::prelude::*;

fn zone(polygons: &str) -> Zone {
    Zone::read(&format!(r#"{{"type":"MultiPolygon","coordinates":{polygons}}}"#)).expect("a zone")
}

/// On both sides of the antimeridian, from 16° to 18° south.
fn fiji() -> Zone {
    zone(
        "[[[[178,-18],[180,-18],[180,-16],[178,-16],[178,-18]]],\
         [[[-180,-18],[-179,-18],[-179,-16],[-180,-16],[-180,-18]]]]",
    )
}

/// All north of 80°.
fn cap() -> Zone {
    zone(
        "[[[[-180,80],[-90,80],[0,80],[90,80],[180,80],[180,90],[90,90],[0,90],[-90,90],[-180,90],[-180,80]]]]",
    )
}

#[test]
fn the_antimeridian_is_no_border() {
    for longitude in [179.9, 180.0, -180.0, -179.95] {
        assert_eq!(holds(&fiji(), -17.0, longitude, 25.0), Some(Inside::Inside), "{longitude}");
    }
    assert_eq!(holds(&fiji(), -17.0, -178.9, 25.0), Some(Inside::Edge));
    assert_eq!(holds(&fiji(), -17.0, -178.0, 25.0), Some(Inside::Outside));
    // On one side only, it is one.
    let west = zone("[[[[178,-18],[180,-18],[180,-16],[178,-16],[178,-18]]]]");
    assert_eq!(holds(&west, -17.0, -179.9, 25.0), Some(Inside::Edge));
    assert_eq!(holds(&west, -17.0, -179.9, 5.0), Some(Inside::Outside));
}

#[test]
fn the_pole_is_no_border() {
    for longitude in [0.0, 37.0, 180.0, -180.0] {
        assert_eq!(holds(&cap(), 90.0, longitude, 100.0), Some(Inside::Inside), "{longitude}");
        assert_eq!(holds(&cap(), 85.0, longitude, 100.0), Some(Inside::Inside), "{longitude}");
        assert_eq!(holds(&cap(), 80.1, longitude, 100.0), Some(Inside::Edge), "{longitude}");
        assert_eq!(holds(&cap(), 70.0, longitude, 100.0), Some(Inside::Outside), "{longitude}");
    }
    // A slice reaches the pole with its sides.
    let slice = zone("[[[[10,80],[20,80],[20,90],[10,90],[10,80]]]]");
    assert_eq!(holds(&slice, 89.9, 100.0, 20.0), Some(Inside::Edge));
}

#[test]
fn holes_and_shared_lines() {
    let holed = zone("[[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[3,1],[3,3],[1,3],[1,1]]]]");
    assert_eq!(holds(&holed, 2.0, 2.0, 5.0), Some(Inside::Outside));
    assert_eq!(holds(&holed, 0.5, 2.0, 5.0), Some(Inside::Inside));
    assert_eq!(holds(&holed, 1.01, 2.0, 5.0), Some(Inside::Edge));
    let districts = zone("[[[[0,0],[1,0],[1,1],[0,1],[0,0]]],[[[1,0],[2,0],[2,1],[1,1],[1,0]]]]");
    assert_eq!(holds(&districts, 0.5, 1.0, 5.0), Some(Inside::Inside), "between the two");
}

#[test]
fn a_place_without_extent_on_the_border_is_at_the_edge() {
    let square = zone("[[[[0,0],[1,0],[1,1],[0,1],[0,0]]]]");
    assert_eq!(holds(&square, 0.5, 1.0, 0.0), Some(Inside::Edge));
    assert_eq!(holds(&square, 1.0, 1.0, -3.0), Some(Inside::Edge));
    assert_eq!(holds(&square, f64::NAN, 1.0, 0.0), None);
    assert_eq!(holds(&square, 0.5, 1e300, 0.0), None);
    assert_eq!(holds(&square, 0.5, 0.5, f64::INFINITY), Some(Inside::Edge));
}

fn incident(id: &str, who: &str, day: &str, at: Option<(f64, f64)>) -> Incident {
    let actor = World::embedded().get(who).expect("known");
    let place = at.map(|(latitude, longitude)| PlaceRef {
        text: "there".into(),
        latitude: Some(latitude),
        longitude: Some(longitude),
        radius_km: Some(5.0),
        ..PlaceRef::default()
    });
    Incident {
        id: id.into(),
        kind: detente_record::EventType::Assault,
        actors: vec![ActorRef { ..actor.reference(&actor.name) }],
        recipients: vec![],
        date: Time::day(day, day, TimeBasis::Stated),
        place,
        extent: "single".into(),
        part_of: None,
        standing: "unopposed".into(),
        credibility: 3,
        reports: vec![],
        independent_sources: 1,
        events: vec![],
        figures: Default::default(),
        capped: None,
        review: None,
    }
}

#[test]
fn only_incidents_of_those_bound_in_its_days_at_a_place() {
    let known = Agreement {
        id: "agreement:mine".into(),
        concluded: Some("2023-05-20".into()),
        ended: Some("2023-06".into()),
        parties: vec!["state:SDN".into(), "group:rapid-support-forces".into()],
        zone: Some(zone("[[[[32,15],[33,15],[33,16],[32,16],[32,15]]]]")),
        ..Agreement::default()
    };
    let (here, there) = (Some((15.6, 32.5)), Some((13.2, 30.2)));
    let all = [
        incident("c", "group:rapid-support-forces", "2023-06-30", here),
        incident("b", "group:rapid-support-forces", "2023-05-22", there),
        incident("a", "state:SDN", "2023-05-22", here),
        incident("too-late", "state:SDN", "2023-07-01", here),
        incident("too-early", "state:SDN", "2023-05-19", here),
        incident("nowhere", "state:SDN", "2023-05-22", None),
        incident("of-others", "state:TCD", "2023-05-22", here),
    ];
    let found = |all: &[Incident]| -> Vec<(String, Inside)> {
        let found = incidents(&known, all, World::embedded());
        found.into_iter().map(|one| (one.incident, one.inside)).collect()
    };
    let expected = [
        ("a".to_owned(), Inside::Inside),
        ("b".to_owned(), Inside::Outside),
        ("c".to_owned(), Inside::Inside),
    ];
    assert_eq!(found(&all), expected);
    let mut turned = all.clone();
    turned.reverse();
    assert_eq!(found(&turned), expected);
    let vague = Incident { date: Time::by_report(Some("2023-05-22")), ..all[2].clone() };
    assert!(found(&[vague]).is_empty(), "it may have been before");
}

proptest! {
    /// A wider radius never makes a place of the edge one that is surely in or out; moving
    /// everything around the globe changes nothing.
    #[test]
    fn radius_and_longitude(
        latitude in -80.0..80.0_f64,
        east in -30.0..30.0_f64,
        radius in 0.0..500.0_f64,
        shift in prop_oneof![Just(0), Just(60), Just(-100)],
    ) {
        let at = |shift: i32| {
            let (a, b) = (shift - 10, shift + 10);
            zone(&format!("[[[[{a},-20],[{b},-20],[{b},40],[{shift},10],[{a},40],[{a},-20]]]]"))
        };
        let told = holds(&at(0), latitude, east, radius);
        prop_assert!(told.is_some());
        prop_assert_eq!(told, holds(&at(shift), latitude, east + f64::from(shift), radius));
        if told == Some(Inside::Edge) {
            prop_assert_eq!(holds(&at(0), latitude, east, radius + 10.0), told);
        }
    }
}

use super::*;
use crate::origin::{Carrier, Witness};
use detente_record::{
    ActorRef, Event, EventType, Evidence, FigureRole, Part, PlaceRef, Quantity, Status, Time,
    TimeBasis, Voice,
};
use proptest::prelude::*;

pub(crate) fn words(report: &str, at: usize, text: &str, field: Option<&str>) -> Evidence {
    let part = Part {
        bytes: [at, at + text.len()],
        chars: Some([at, at + text.len()]),
        quote: text.into(),
        reading: Some(text.into()),
    };
    let field = field.map(str::to_owned);
    Evidence { report: report.into(), parts: vec![part], section: "body".into(), field }
}

pub(crate) fn actor(text: &str, country: &str, sector: &str) -> ActorRef {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    ActorRef {
        text: text.into(),
        country: some(country),
        sector: some(sector),
        ..ActorRef::default()
    }
}

/// "18 people died when shells hit a market in Khartoum", told on a day by an outlet.
pub(crate) fn market(id: &str, reported: &str, killed: f64) -> Telling {
    let report = format!("r{id}");
    let sentence = format!("Shells hit a crowded market in Khartoum, killing {killed} people.");
    let event = Event {
        id: id.into(),
        report: report.clone(),
        kind: EventType::Assault,
        mode: Some("heavy-weapons".into()),
        contexts: vec![],
        intensity: Some(-9.0),
        cameo: None,
        goldstein: None,
        quad: Some(4),
        actors: vec![],
        recipients: vec![actor("people", "SDN", "CVL")],
        reciprocal: false,
        instruments: vec![],
        date: Time::day("2023-05-31", "Wednesday", TimeBasis::Resolved),
        place: Some(PlaceRef {
            id: Some("geonames:379252".into()),
            name: Some("Khartoum".into()),
            text: "Khartoum".into(),
            country: Some("SDN".into()),
            latitude: Some(15.55),
            longitude: Some(32.53),
            radius_km: Some(16.0),
        }),
        quantities: vec![Quantity {
            role: FigureRole::Killed,
            value: Some(killed),
            low: Some(killed),
            high: Some(killed),
            unit: None,
            of: Some("people".into()),
            text: killed.to_string(),
        }],
        status: Status::Happened,
        voice: Voice::Own,
        statement: None,
        incident: None,
        confidence: None,
        evidence: vec![words(&report, 0, &sentence, None), words(&report, 7, "hit", Some("type"))],
        rule: "assault/shell".into(),
        review: None,
    };
    Telling {
        event,
        reported: Some(reported.into()),
        outlet: Some(actor(&format!("Outlet {id}"), "", "MED")),
        speaker: None,
        witness: Witness {
            report: format!("r{id}"),
            outlet: Some(Carrier { id: format!("outlet:{id}"), owner_state: None }),
            ..Witness::default()
        },
        origin: format!("outlet {id}"),
    }
}

fn joined(a: &Telling, b: &Telling) -> bool {
    let shared = blocks(&a.event).iter().any(|key| blocks(&b.event).contains(key));
    shared && score(a, b).joins()
}

#[test]
fn two_reports_of_one_shelling_are_one_incident() {
    let (a, b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    assert!(joined(&a, &b), "{:?}", score(&a, &b));
    let row = resolve(&[b, a]).expect("an incident");
    assert_eq!(row.id, "a");
    assert_eq!((row.events.len(), row.reports.len(), row.independent_sources), (2, 2, 2));
    assert_eq!(
        (row.credibility, row.standing.as_str(), row.extent.as_str()),
        (1, "unopposed", "single")
    );
    let killed = &row.figures["killed"];
    assert_eq!((killed.low, killed.best, killed.high), (Some(18.0), Some(18.0), Some(18.0)));
    assert_eq!(killed.grounds.as_deref(), Some("2 independent sources give it"));
}

#[test]
fn a_disputed_figure_does_not_part_them_and_has_no_best() {
    let (a, b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 11.0));
    assert!(joined(&a, &b), "{:?}", score(&a, &b));
    let killed = &resolve(&[a, b]).expect("an incident").figures["killed"];
    assert_eq!((killed.low, killed.best, killed.high), (Some(11.0), None, Some(18.0)));
}

#[test]
fn a_count_that_grows_has_its_last_for_the_best() {
    let (a, b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-03", 27.0));
    let killed = &resolve(&[b, a]).expect("an incident").figures["killed"];
    assert_eq!((killed.low, killed.best, killed.high), (Some(18.0), Some(27.0), Some(27.0)));
    assert_eq!(killed.grounds.as_deref(), Some("the latest of a growing count"));
}

#[test]
fn soldiers_and_civilians_add_up_and_children_are_among_them() {
    let mut one = market("a", "2023-06-01", 4.0);
    let mut more = one.event.quantities[0].clone();
    (more.value, more.low, more.high) = (Some(6.0), Some(6.0), Some(6.0));
    one.event.quantities.push(more);
    assert_eq!(figures(&[&one])["killed"].best, Some(10.0));
    one.event.evidence[0] = words("ra", 0, "Six people died, including four children.", None);
    assert_eq!(figures(&[&one])["killed"].best, Some(6.0));
    one.event.quantities.truncate(1);
    (one.event.quantities[0].low, one.event.quantities[0].high) = (Some(5.0), None);
    assert_eq!(figures(&[&one])["killed"].high, None, "more than four");
}

#[test]
fn a_village_that_no_gazetteer_has_is_met_by_its_name() {
    let one = |id: &str, killed: f64| {
        let mut one = market(id, "2021-03-04", killed);
        let text = format!("Gunmen attacked a market in Banibangou and killed {killed} people.");
        one.event.evidence = vec![
            words(&format!("r{id}"), 0, &text, None),
            words(&format!("r{id}"), 7, "attacked", Some("type")),
        ];
        one.event.mode = None;
        one.event.place = None;
        one.event.actors = vec![actor("Gunmen", "", "REB")];
        one.event.recipients = vec![actor(&format!("{killed} people"), "", "CVL")];
        one
    };
    let (a, b) = (one("a", 21.0), one("b", 13.0));
    assert!(joined(&a, &b), "{:?}", score(&a, &b));
}

#[test]
fn another_day_place_or_victim_is_another_happening() {
    let a = market("a", "2023-06-01", 18.0);
    let mut later = market("b", "2023-06-09", 18.0);
    later.event.date = Time::day("2023-06-08", "Thursday", TimeBasis::Resolved);
    assert!(!score(&a, &later).joins(), "eight days later");
    let mut elsewhere = market("b", "2023-06-01", 9.0);
    elsewhere.event.place = Some(PlaceRef {
        id: Some("geonames:373141".into()),
        text: "El Obeid".into(),
        latitude: Some(13.18),
        longitude: Some(30.22),
        radius_km: Some(8.0),
        ..PlaceRef::default()
    });
    assert!(!score(&a, &elsewhere).joins(), "350 kilometres off");
    let mut others = market("b", "2023-06-01", 18.0);
    others.event.recipients = vec![actor("soldiers", "TCD", "MIL")];
    assert_eq!(score(&a, &others).never, Some("it is done to others"));
}

#[test]
fn who_did_it_may_be_disputed() {
    let (mut a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    a.event.actors =
        vec![ActorRef { id: Some("group:rsf".into()), ..actor("the RSF", "SDN", "REB") }];
    b.event.actors = vec![actor("the army", "SDN", "MIL")];
    assert!(joined(&a, &b), "{:?}", score(&a, &b));
    assert_eq!(resolve(&[a, b]).expect("an incident").actors.len(), 2);
}

#[test]
fn who_shell_each_other_do_it_twice() {
    let (mut a, mut b) = (market("a", "2023-06-01", 4.0), market("b", "2023-06-01", 4.0));
    a.event.actors = vec![actor("the Chadian army", "TCD", "MIL")];
    b.event.actors = vec![actor("the Sudanese army", "SDN", "MIL")];
    b.event.recipients = vec![];
    assert_eq!(score(&a, &b).never, Some("each did it to the other"));
}

#[test]
fn what_a_war_has_killed_is_a_sum() {
    let mut war = market("a", "2023-06-01", 900.0);
    war.event.evidence[0] = words("ra", 0, "The war has killed 900 people in Khartoum.", None);
    war.event.date = Time::by_report(Some("2023-06-01"));
    assert_eq!(extent(&war), Extent::Summary);
}

#[test]
fn what_one_denies_is_the_same_happening_and_disputed() {
    let (a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    b.event.status = Status::Denied;
    assert!(joined(&a, &b), "{:?}", score(&a, &b));
    let row = resolve(&[a, b]).expect("an incident");
    assert_eq!(
        (row.standing.as_str(), row.credibility, row.independent_sources),
        ("disputed", 6, 1)
    );
}

#[test]
fn plans_and_deeds_are_two() {
    let (a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    b.event.status = Status::Threatened;
    assert!(score(&a, &b).never.is_some());
}

#[test]
fn a_count_over_a_week_is_no_raid() {
    let a = market("a", "2023-06-01", 14.0);
    let mut week = market("b", "2023-06-01", 14.0);
    week.event.evidence[0] = words("rb", 0, "Shells killed 14 people in Khartoum in a week.", None);
    assert_eq!((extent(&a), extent(&week)), (Extent::Single, Extent::Summary));
    assert_eq!(score(&a, &week).never, Some("one sums up many"));
}

#[test]
fn each_side_tells_it_in_its_own_way() {
    let (mut a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    a.event.actors = vec![actor("the army", "SDN", "MIL")];
    a.speaker = Some(ActorRef { id: Some("group:rsf".into()), ..actor("the RSF", "SDN", "REB") });
    b.event.quantities.clear();
    let row = resolve(&[a.clone(), b.clone()]).expect("an incident");
    let told = accounts(&row, &[a.clone(), b]);
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].side.as_ref().map(|side| side.text.as_str()), Some("the RSF"));
    assert_eq!(told[0].blames[0].text, "the army");
    assert_eq!(told[0].leaves_out, Vec::<String>::new());
    assert_eq!(told[1].leaves_out, ["how many were killed", "who did it"]);
    assert!(accounts(&row, &[a]).is_empty(), "one account is the incident itself");
}

#[test]
fn one_sentence_does_not_tell_twice_of_one() {
    let a = market("a", "2023-06-01", 18.0);
    let mut b = a.clone();
    b.event.id = "b".into();
    assert_eq!(score(&a, &b).never, Some("one sentence tells of both"));
}

#[test]
fn what_only_resembles_its_neighbour_is_no_part() {
    // Strikes two days apart, each like the next; four days apart they are none.
    let strike = |id: &str, day: &str, killed: f64| {
        let mut one = market(id, day, killed);
        one.event.date = Time::day(day, "", TimeBasis::Stated);
        one
    };
    let all = [
        strike("a", "2023-06-01", 5.0),
        strike("b", "2023-06-01", 5.0),
        strike("c", "2023-06-03", 5.0),
        strike("d", "2023-06-05", 5.0),
        strike("e", "2023-06-07", 5.0),
    ];
    let found = clusters(&all, &edges(&all).0);
    assert_eq!(found, [vec![0, 1, 2], vec![3, 4]]);
}

#[test]
fn in_a_war_one_side_strikes_the_other_many_times_a_day() {
    let bare = |id: &str, text: &str| {
        let mut one = market(id, "2023-06-01", 4.0);
        one.event.actors = vec![actor("the Chadian army", "TCD", "MIL")];
        one.event.recipients = vec![actor("Sudan", "SDN", "GOV")];
        (one.event.place, one.event.quantities) = (None, vec![]);
        one.event.evidence[0] = words(&format!("r{id}"), 0, text, None);
        one
    };
    let a = bare("a", "Chadian guns shelled a bridge.");
    let b = bare("b", "The Chadian army hit a depot from the air.");
    assert!(!score(&a, &b).joins(), "{:?}", score(&a, &b));
}

#[test]
fn too_many_under_one_key_are_cut_and_counted() {
    let group: Vec<Telling> =
        (0..MOST + 3).map(|i| market(&format!("{i:05}"), "2023-06-01", 5.0 + i as f64)).collect();
    assert_eq!(edges(&group).1, 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn order_makes_no_difference(seed in Just(0..8usize).prop_flat_map(|range| {
        Just(range.collect::<Vec<_>>()).prop_shuffle()
    })) {
        let make = |i: usize| {
            let mut one = market(&format!("{i}"), &format!("2023-06-0{}", i % 3 + 1), (i * 3) as f64);
            if i % 4 == 3 { one.event.status = Status::Denied; }
            if i % 2 == 1 { one.event.actors = vec![actor("the army", "SDN", "MIL")]; }
            one
        };
        let straight: Vec<Telling> = (0..8).map(make).collect();
        let shuffled: Vec<Telling> = seed.iter().map(|&i| make(i)).collect();
        let ids = |group: &[Telling]| {
            let found = clusters(group, &edges(group).0);
            let named = |cluster: &Vec<usize>| {
                cluster.iter().map(|&at| group[at].event.id.clone()).collect::<Vec<_>>()
            };
            found.iter().map(named).collect::<Vec<_>>()
        };
        prop_assert_eq!(ids(&straight), ids(&shuffled));
        prop_assert_eq!(resolve(&straight), resolve(&shuffled));
    }
}

use super::*;
use detente_record::{ActorRef, Relation, Time, TimeBasis, TimeSpan};
use proptest::prelude::*;

fn actor(id: &str, country: Option<&str>, sector: &str) -> ActorRef {
    ActorRef {
        id: (!id.is_empty()).then(|| id.to_owned()),
        name: id.rsplit_once(':').map(|(_, name)| name.to_owned()),
        text: id.to_owned(),
        country: country.map(Into::into),
        sector: Some(sector.to_owned()),
    }
}

fn state(code: &str) -> ActorRef {
    actor(&format!("state:{code}"), Some(code), "GOV")
}

fn day(day: &str) -> Time {
    Time::day(day, day, TimeBasis::Stated)
}

fn did(id: &str, who: ActorRef, whom: ActorRef, intensity: f64, date: &str) -> Weighed {
    Weighed {
        incident: id.into(),
        actors: vec![who],
        recipients: vec![whom],
        intensity,
        date: day(date),
        happened: true,
        ..Weighed::default()
    }
}

fn of(rows: &[Relation], directed: bool, a: &str) -> Vec<Relation> {
    let wanted = |row: &&Relation| row.directed == directed && row.a.id.as_deref() == Some(a);
    rows.iter().filter(wanted).cloned().collect()
}

fn pair(incident: &Weighed) -> Dyad {
    dyads(incident).remove(0).pair()
}

#[test]
fn sides_are_states_and_groups_of_their_own() {
    let side = |id, country, sector| Side::of(&actor(id, country, sector)).map(|side| side.id());
    assert_eq!(side("institution:lake-army", Some("SDN"), "MIL").as_deref(), Some("state:SDN"));
    assert_eq!(side("person:a-minister", Some("MLI"), "GOV").as_deref(), Some("state:MLI"));
    assert_eq!(side("group:dune", Some("SDN"), "REB").as_deref(), Some("group:dune"));
    assert_eq!(side("igo:lake-union", None, "IGO").as_deref(), Some("igo:lake-union"));
    assert_eq!(side("", Some("SYR"), "REB"), None, "rebels of a state are not the state");
    assert_eq!(side("person:a-warlord", Some("SDN"), "REB"), None);
    assert_eq!(side("person:somebody", None, "GOV"), None);
    assert_eq!(side("outlet:lake-post", None, "MED"), None);
    assert_eq!(side("", None, "UNK"), None);
}

#[test]
fn dyads_of_an_incident() {
    let ids = |incident: &Weighed| -> Vec<(String, String)> {
        dyads(incident).iter().map(|dyad| (dyad.a.id(), dyad.b.id())).collect()
    };
    let two = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let shelling = did("i", state("IND"), state("PAK"), -9.5, "2020-11-13");
    assert_eq!(ids(&shelling), [two("state:IND", "state:PAK")]);
    let talks = Weighed { reciprocal: true, ..shelling.clone() };
    assert_eq!(ids(&talks), [two("state:IND", "state:PAK"), two("state:PAK", "state:IND")]);
    let at_home =
        did("i", state("SDN"), actor("group:dune", Some("SDN"), "REB"), -9.0, "2023-05-01");
    assert_eq!(ids(&at_home), [two("state:SDN", "group:dune")]);
    let arrest = did("i", state("SDN"), actor("", Some("SDN"), "CVL"), -7.0, "2023-05-01");
    assert!(dyads(&arrest).is_empty());
}

#[test]
fn fades_and_keeps_both_ways_apart() {
    let (mali, dune) = (state("MLI"), actor("group:dune", Some("MLI"), "REB"));
    let incidents = [
        did("i1", dune.clone(), mali.clone(), -9.0, "2022-03-31"),
        did("i2", mali.clone(), dune.clone(), -8.0, "2022-04-30"),
        Weighed { happened: false, ..did("i3", mali, dune, -10.0, "2022-04-30") },
    ];
    let rows = relations(&pair(&incidents[0]), &incidents, &RelationSettings::default());
    let both = of(&rows, false, "state:MLI");
    assert_eq!(both.len(), 2);
    assert_eq!((both[0].conflict, both[1].conflict), (9.0, 12.5), "half of 9 is left");
    assert_eq!(
        (both[1].from.as_deref(), both[1].to.as_deref()),
        (Some("2022-04-01"), Some("2022-04-30"))
    );
    assert_eq!(both[1].incidents, 1);
    assert_eq!((both[1].net, both[1].low), (Some(-1.0), None), "two are no spread");
    assert_eq!(of(&rows, true, "state:MLI").len(), 1);
    assert_eq!(of(&rows, true, "group:dune").len(), 1);
    assert_eq!(rows[0].b.name.as_deref(), Some("dune"));
    assert_eq!(both[1].drivers[0].contribution, -8.0);
}

#[test]
fn what_both_do_counts_once_for_the_pair() {
    let talks =
        Weighed { reciprocal: true, ..did("i1", state("IND"), state("PAK"), 2.5, "2021-02-28") };
    let rows = relations(&pair(&talks), &[talks.clone(), talks], &RelationSettings::default());
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.cooperation == 2.5 && row.incidents == 1));
    assert!(rows.iter().all(|row| row.phase.as_deref() == Some("1 cooperative")));
}

#[test]
fn undated_and_later_incidents() {
    let ago = Weighed {
        date: Time::by_report(Some("2023-05-09")),
        ..did("i2", state("SDN"), state("TCD"), -3.0, "2023-05-01")
    };
    let vague = Weighed {
        date: Time::interval(
            "2023-01-01",
            "2023-12-31",
            TimeSpan::Within,
            "2023",
            TimeBasis::Stated,
        ),
        ..did("i3", state("TCD"), state("SDN"), -3.0, "2023-05-01")
    };
    let dyad = pair(&ago);
    let rows = relations(&dyad, std::slice::from_ref(&ago), &RelationSettings::default());
    assert!(rows.iter().all(|row| row.from.is_none() && row.net.is_none() && row.undated == 1));
    assert_eq!(rows.len(), 2, "one way and the pair");

    let dated = did("i1", state("SDN"), state("TCD"), -3.0, "2023-05-01");
    let later = did("i4", state("SDN"), state("TCD"), 9.0, "2023-06-01");
    let settings =
        RelationSettings { as_of: Some("2023-05-20".into()), ..RelationSettings::default() };
    let rows = relations(&dyad, &[dated, ago, vague, later], &settings);
    let both = of(&rows, false, "state:SDN");
    assert_eq!(both.len(), 1);
    assert_eq!((both[0].undated, both[0].incidents), (2, 1));
    assert_eq!(both[0].to.as_deref(), Some("2023-05-20"), "no day after the last that counts");
    let back = of(&rows, true, "state:TCD");
    assert_eq!((back.len(), back[0].undated), (1, 1));
}

#[test]
fn a_relation_that_falls_rises_and_falls() {
    let (ind, pak) = (|| state("IND"), || state("PAK"));
    let mut incidents = vec![
        did("a-strike", ind(), pak(), -9.5, "2019-02-26"),
        did("b-recall", pak(), ind(), -6.0, "2019-08-07"),
        did("c-shelling", pak(), ind(), -9.5, "2020-11-13"),
        did("d-truce", ind(), pak(), 7.5, "2021-02-25"),
        did("e-letter", ind(), pak(), 2.5, "2021-03-23"),
        did("f-release", pak(), ind(), 6.5, "2021-04-14"),
        did("g-visit", pak(), ind(), 4.0, "2023-05-04"),
    ];
    incidents.extend(
        (1..=9)
            .map(|n| did(&format!("h-strike-{n}"), ind(), pak(), -9.5, &format!("2025-05-0{n}"))),
    );
    let rows = relations(&pair(&incidents[0]), &incidents, &RelationSettings::default());
    let phases: Vec<Phase> = phases(&rows).into_iter().filter(|phase| !phase.directed).collect();
    let labels: Vec<&str> = phases.iter().map(|phase| phase.phase.as_str()).collect();
    assert_eq!(labels, ["1 hostile", "2 cooperative", "3 hostile"]);
    assert_eq!(phases[1].from.as_deref(), Some("2021-02-01"));
    assert_eq!(phases[1].drivers[0].incident, "d-truce");
    assert_eq!((phases[2].incidents, phases[2].drivers.len()), (9, 5));
}

#[test]
fn disputed_incidents_widen_the_band() {
    let (mali, dune) = (|| state("MLI"), || actor("group:dune", Some("MLI"), "REB"));
    let mut incidents: Vec<Weighed> = (1..=6)
        .map(|n| did(&format!("talk-{n}"), mali(), dune(), 2.5, &format!("2022-06-0{n}")))
        .collect();
    incidents.push(did("raid", dune(), mali(), -9.0, "2022-06-05"));
    let dyad = pair(&incidents[0]);
    let net = |incidents: &[Weighed]| {
        let rows = relations(&dyad, incidents, &RelationSettings::default());
        let row = of(&rows, false, "state:MLI").remove(0);
        (row.low.expect("a band"), row.net.expect("a net"), row.high.expect("a band"))
    };
    let (low, point, high) = net(&incidents);
    assert!(low < point && point < high, "{low} {point} {high}");
    incidents[6].disputed = true;
    let disputed = net(&incidents);
    assert_eq!((disputed.1, disputed.2), (point, 1.0), "without the raid there is but talk");
}

#[test]
fn a_touched_period_leaves_the_others_sums() {
    let incident =
        |n: u32, date: &str| did(&format!("i{n}"), state("MLI"), state("BFA"), -2.0, date);
    let mut incidents = vec![incident(1, "2022-03-03"), incident(2, "2022-05-05")];
    let dyad = pair(&incidents[0]);
    let sums = |incidents: &[Weighed]| {
        period_sums(&weigh(&dyad, incidents, None), Way::Pair, &RelationSettings::default())
    };
    let before = sums(&incidents);
    incidents.push(incident(3, "2022-05-06"));
    let after = sums(&incidents);
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
}

#[test]
fn only_the_latest_rows_of_a_long_relation() {
    let first: jiff::civil::Date = "2000-01-01".parse().expect("a day");
    let incidents: Vec<Weighed> = first
        .series(jiff::Span::new().days(1))
        .take(1010)
        .map(|day| did(&day.to_string(), state("MLI"), state("BFA"), -2.0, &day.to_string()))
        .collect();
    let settings = RelationSettings { period: Period::Day, ..RelationSettings::default() };
    let rows = relations(&pair(&incidents[0]), &incidents, &settings);
    let both = of(&rows, false, "state:BFA");
    assert_eq!((both.len(), both[0].from.as_deref()), (1000, Some("2000-01-11")));
    assert!(both[0].method.ends_with("10 before"), "{}", both[0].method);
}

/// Incidents of a made-up quarrel, some of them no use.
fn quarrel() -> impl Strategy<Value = Vec<Weighed>> {
    let side = prop::sample::select(vec![
        state("SDN"),
        state("TCD"),
        actor("group:dune", Some("SDN"), "REB"),
        actor("institution:lake-army", Some("SDN"), "MIL"),
    ]);
    let sides = prop::collection::vec(side, 1..3);
    let one = (sides.clone(), sides, any::<[bool; 3]>(), -100_i32..=100, 0..600_i32, 0..5_u8);
    let one =
        one.prop_map(|(actors, recipients, [reciprocal, happened, disputed], tenths, at, how)| {
            let first: jiff::civil::Date = "2022-01-01".parse().expect("a day");
            let from = first.saturating_add(jiff::Span::new().days(at));
            let to = from.saturating_add(jiff::Span::new().days(at % 50)).to_string();
            let from = from.to_string();
            let date = match how {
                0 => Time::by_report(Some(&to)),
                1 => Time::interval(&from, &to, TimeSpan::Within, "", TimeBasis::Inferred),
                2 => Time::interval(&from, &to, TimeSpan::Throughout, "", TimeBasis::Stated),
                _ => day(&from),
            };
            let intensity = f64::from(tenths) / 10.0;
            let incident = String::new();
            Weighed {
                incident,
                actors,
                recipients,
                reciprocal,
                intensity,
                date,
                happened,
                disputed,
            }
        });
    prop::collection::vec(one, 0..40).prop_map(|mut all| {
        for (n, weighed) in all.iter_mut().enumerate() {
            weighed.incident = format!("i{:02}", n * 7 % 41);
        }
        all
    })
}

fn settings() -> impl Strategy<Value = RelationSettings> {
    let period = prop::sample::select(vec![Period::Day, Period::Week, Period::Month]);
    let as_of = prop::option::of(Just("2022-11-11".to_owned()));
    (period, 1_u32..90, as_of).prop_map(|(period, half_life, as_of)| RelationSettings {
        period,
        half_life,
        as_of,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_same_rows_whatever_the_order(
        (incidents, shuffled) in quarrel().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        settings in settings(),
    ) {
        for dyad in incidents.iter().flat_map(dyads) {
            let dyad = dyad.pair();
            prop_assert_eq!(
                relations(&dyad, &incidents, &settings),
                relations(&dyad, &shuffled, &settings)
            );
        }
    }

    #[test]
    fn rows_keep_what_they_promise(incidents in quarrel(), settings in settings()) {
        for dyad in incidents.iter().flat_map(dyads) {
            for row in relations(&dyad.pair(), &incidents, &settings) {
                let net = row.net.unwrap_or(0.0);
                prop_assert!((-1.0..=1.0).contains(&net));
                if let (Some(low), Some(high)) = (row.low, row.high) {
                    prop_assert!(low <= net && net <= high);
                }
                prop_assert!(row.cooperation >= 0.0 && row.conflict >= 0.0);
                prop_assert!(row.drivers.len() <= 5 && row.from <= row.to);
                prop_assert!(row.to <= settings.as_of.clone().or(row.to.clone()));
                prop_assert_eq!(row.phase.is_some(), row.incidents > 0);
            }
        }
    }
}

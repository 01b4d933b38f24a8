//! Agreements from what several reports tell.

use super::testing::{With, actor, agreed, must};
use super::{agreements, key};
use detente_record::{Agreement, Event, Stance, Undertaking};
use detente_world::World;
use proptest::prelude::*;
use std::collections::BTreeSet;

const ARMENIA: &str = "state:ARM";
const AZERBAIJAN: &str = "state:AZE";
const RSF: &str = "group:rapid-support-forces";

/// The one agreement of these rows.
fn made(rows: &[Undertaking], events: &[Event], as_of: Option<&str>) -> Agreement {
    let world = World::embedded();
    let keys: BTreeSet<String> = rows.iter().map(|row| key(row, world)).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    agreements(keys.first().unwrap(), rows, events, world, as_of).unwrap()
}

fn standings(agreement: &Agreement) -> Vec<(&str, Option<&str>)> {
    let all = agreement.obligations.iter();
    all.map(|row| (row.id.as_str(), row.standing.as_deref())).collect()
}

#[test]
fn two_reports_tell_of_one_obligation() {
    let mut second = must("r2", "u2", "person:ilham-aliyev", "pull back", "all heavy guns")
        .under(None, "the ceasefire")
        .told_by("state:RUS");
    second.obligation.existence = "claimed".into();
    let rows = [
        must("r1", "u1", AZERBAIJAN, "withdraw", "its heavy guns").under(None, "the ceasefire"),
        second,
        must("r2", "u3", AZERBAIJAN, "release", "the prisoners").under(None, "a truce"),
    ];
    let made = made(&rows, &[], None);
    assert_eq!(made.id, "agreement:aze.ceasefire");
    assert_eq!(made.kind.as_deref(), Some("ceasefire"));
    assert_eq!(standings(&made), [("u1", Some("pending")), ("u3", Some("pending"))]);
    let one = &made.obligations[0];
    assert_eq!((one.evidence.len(), one.existence.as_str()), (2, "agreed"));
    assert_eq!(one.asserted_by, [actor("state:RUS")]);
}

#[test]
fn a_vague_row_joins_none_of_two_that_are_apart() {
    let rows = [
        must("r1", "u1", ARMENIA, "withdraw", "from the Agdam district").under(None, "the deal"),
        must("r2", "u2", ARMENIA, "withdraw", "").under(None, "the deal"),
        must("r3", "u3", ARMENIA, "withdraw", "from the Lachin district").under(None, "the deal"),
    ];
    assert_eq!(made(&rows, &[], None).obligations.len(), 3);
    assert_eq!(made(&rows[..2], &[], None).obligations.len(), 1);
}

#[test]
fn who_holds_otherwise_disputes() {
    let rows = [
        must("r1", "u1", RSF, "observe", "").under(None, "the ceasefire").said(
            "breached",
            Stance::Asserts,
            Some("state:SDN"),
            "2023-06-01",
        ),
        must("r2", "u2", RSF, "respect", "the truce").under(None, "the truce").said(
            "fulfilled",
            Stance::Asserts,
            Some(RSF),
            "2023-06-02",
        ),
    ];
    let both = made(&rows, &[], Some("2023-06-03"));
    assert_eq!(standings(&both), [("u1", Some("disputed"))]);
    assert_eq!(both.obligations[0].performance.len(), 2);
    // Before the second was said nobody had answered the first.
    let before = made(&rows, &[], Some("2023-06-01"));
    assert_eq!(standings(&before), [("u1", Some("said-breached"))]);
    let denied = [must("r1", "u1", RSF, "observe", "").under(None, "the ceasefire").said(
        "breached",
        Stance::Denies,
        Some(RSF),
        "2023-06-02",
    )];
    assert_eq!(standings(&made(&denied, &[], None)), [("u1", Some("disputed"))]);
}

#[test]
fn who_says_another_thing_later_is_taken_at_the_later_word() {
    let kept = "fulfilled";
    let rows = [must("r1", "u1", "state:MLI", "release", "the officers")
        .said("not-yet", Stance::Asserts, Some("state:CIV"), "2022-08-01")
        .said(kept, Stance::Asserts, Some("state:CIV"), "2023-01-08")];
    let row = made(&rows, &[], None);
    assert_eq!(row.kind.as_deref(), Some("promise"));
    assert_eq!(standings(&row), [("u1", Some("said-fulfilled"))]);
}

#[test]
fn a_deadline_passes_in_silence() {
    let rows = [must("r1", "u1", "state:IND", "pull back", "its guns").by("2021-03-10")];
    let on = |day| made(&rows, &[], day).obligations[0].standing.clone().unwrap();
    assert_eq!(on(Some("2021-03-10")), "pending");
    assert_eq!(on(Some("2021-03-11")), "overdue-unreported");
    assert_eq!(on(None), "pending");
    let late = [rows[0].clone().said("not-yet", Stance::Asserts, None, "2021-03-12")];
    assert_eq!(standings(&made(&late, &[], Some("2021-04-01")))[0].1, Some("said-breached"));
}

#[test]
fn more_time_keeps_the_old_deadline() {
    let rows =
        [
            must("r1", "u2", ARMENIA, "leave", "the Kalbajar district").by("2020-11-15").said(
                "not-yet",
                Stance::Asserts,
                None,
                "2020-11-14",
            ),
            must("r2", "u1", ARMENIA, "withdraw", "from the Kelbajar district")
                .by("2020-11-25")
                .said("extended", Stance::Asserts, Some(AZERBAIJAN), "2020-11-15"),
            must("r3", "u3", ARMENIA, "withdraw", "from Kalbajar").by("2020-11-25").said(
                "fulfilled",
                Stance::Asserts,
                Some(AZERBAIJAN),
                "2020-11-26",
            ),
        ];
    let made = made(&rows, &[], Some("2020-12-01"));
    assert_eq!(standings(&made), [("u1", Some("said-fulfilled")), ("u2", Some("lapsed"))]);
    let [new, old] = made.obligations.as_slice() else { panic!() };
    assert_eq!(new.supersedes.as_deref(), Some("u2"));
    let due = |row: &detente_record::Obligation| row.deadline.clone().unwrap().time.to.unwrap();
    assert_eq!((due(new), due(old)), ("2020-11-25".into(), "2020-11-15".into()));
    assert!(old.performance.iter().any(|said| said.status == "extended"));
}

#[test]
fn a_promise_outside_any_treaty() {
    let mut offer = must("r1", "u1", "state:USA", "deliver", "air defence systems");
    offer.rule = "offer".into();
    offer.obligation.existence = "claimed".into();
    let only = made(std::slice::from_ref(&offer), &[], None);
    assert_eq!(only.id, "promise:state:USA");
    assert_eq!(only.kind.as_deref(), Some("proposal"));
    assert_eq!((only.state.len(), only.state[0].value.as_str()), (1, "proposed"));
    assert_eq!(only.obligations[0].standing, None);
    assert!(only.name.is_none() && only.parties[0].id.as_deref() == Some("state:USA"));
    let text = "The United States agreed to deliver air defence systems";
    let event = agreed("r1", "e1", &["state:USA"], "2021-05-02", text);
    let then = made(&[offer], &[event], None);
    assert_eq!(then.kind.as_deref(), Some("promise"));
}

#[test]
fn a_performer_that_is_no_party() {
    let world = World::embedded();
    let sochi = "agreement:sochi-memorandum-2018";
    let leave = |report, id| must(report, id, "group:jabhat-al-nusra", "leave", "the zone");
    let mut unnamed = must("r2", "u2", "the militants", "withdraw", "from the zone")
        .answering("state:TUR")
        .under(Some(sochi), "the memorandum");
    unnamed.obligation.existence = "contested".into();
    let rows =
        [leave("r1", "u1").answering("state:TUR").under(Some(sochi), "the Sochi deal"), unnamed];
    let made = agreements(sochi, &rows, &[], world, Some("2020-06-01")).unwrap();
    assert_eq!(made.name.as_deref(), Some("Sochi Memorandum on Idlib"));
    let parties: Vec<&str> = made.parties.iter().filter_map(|one| one.id.as_deref()).collect();
    assert_eq!(parties, ["state:RUS", "state:TUR"]);
    assert!(made.aliases.contains(&"memorandum".to_owned()));
    let [one] = made.obligations.as_slice() else { panic!("{:?}", standings(&made)) };
    assert_eq!(one.performer.as_ref().unwrap().id.as_deref(), Some("group:jabhat-al-nusra"));
    assert_eq!(one.obligor.as_ref().unwrap().id.as_deref(), Some("state:TUR"));
    assert_eq!(one.existence, "contested");
    // The memorandum had ended by then.
    assert_eq!(one.standing.as_deref(), Some("lapsed"));
    let values: Vec<&str> = made.state.iter().map(|state| state.value.as_str()).collect();
    assert_eq!(values, ["agreed", "ended"]);
}

#[test]
fn deadlines_are_counted_from_the_conclusion() {
    let mut row = must("r1", "u1", "state:TUR", "withdraw", "its tanks")
        .under(Some("agreement:sochi-memorandum-2018"), "the memorandum")
        .by("2000-01-01");
    let due = row.obligation.deadline.as_mut().unwrap();
    due.time = detente_record::Time::default();
    due.relative =
        Some(detente_record::RelativeDeadline { trigger: "signing".into(), offset: "P10D".into() });
    let made = made(&[row], &[], Some("2018-10-01"));
    let due = made.obligations[0].deadline.clone().unwrap();
    assert_eq!(due.time.to.as_deref(), Some("2018-09-27"));
    assert!(due.relative.is_some());
    assert_eq!(made.obligations[0].standing.as_deref(), Some("overdue-unreported"));
}

#[test]
fn what_was_written_down_beforehand_is_joined_and_listed() {
    let file = r#"
[[state]]
id = "state:ARM"
name = "Armenia"
country = "ARM"
source = "test"

[[agreement]]
id = "agreement:tavush"
name = "Tavush truce"
kind = "ceasefire"
concluded = "2021-03-01"
parties = ["state:ARM"]
source = "my own notes"

[[agreement.obligation]]
id = "posts"
text = "Armenia withdraws its posts from the northern ridge"
performer = "state:ARM"
action = "withdraw"
object = "posts on the northern ridge"
due = "P10D"

[[agreement.obligation]]
id = "road"
text = "Armenia opens the road"
performer = "state:ARM"
action = "open"
object = "the road"
deadline = "2021-04"
"#;
    let world = World::from_toml(&[("mine.toml", file)]).unwrap();
    let tavush = "agreement:tavush";
    let rows = [must("r1", "a1", ARMENIA, "pull back", "its posts")
        .under(Some(tavush), "the truce")
        .said("fulfilled", Stance::Asserts, None, "2021-03-09")];
    let made = agreements(tavush, &rows, &[], &world, Some("2021-05-01")).unwrap();
    let expected = [
        ("agreement:tavush.posts", Some("said-fulfilled")),
        ("agreement:tavush.road", Some("overdue-unreported")),
    ];
    assert_eq!(standings(&made), expected);
    let [posts, road] = made.obligations.as_slice() else { panic!() };
    let due = |row: &detente_record::Obligation| row.deadline.clone().unwrap().time.to.unwrap();
    assert_eq!((due(posts), due(road)), ("2021-03-11".into(), "2021-04-30".into()));
    assert_eq!(posts.object.as_deref(), Some("posts on the northern ridge"));
    assert!(road.evidence.is_empty() && !posts.evidence.is_empty());
    assert!(agreements(tavush, &[], &[], &world, None).is_none());
}

#[test]
fn nothing_comes_of_nothing() {
    assert!(agreements("agreement:none", &[], &[], World::embedded(), None).is_none());
}

/// Rows of a few sides, deeds and days, with ids of their own.
fn some() -> impl Strategy<Value = Vec<Undertaking>> {
    let who = prop::sample::select(vec![RSF, "state:SDN", "the militants"]);
    let deed = prop::sample::select(vec!["withdraw", "leave", "observe", "let", ""]);
    let object =
        prop::sample::select(vec!["", "Sennar", "the city of Sennar", "aid", "Kosti", "troops"]);
    let day = prop::sample::select(vec!["", "2023-06-03", "2023-06-10"]);
    let said = prop::sample::select(vec!["", "breached", "fulfilled", "extended", "not-yet"]);
    let holder = prop::sample::select(vec![None, Some(RSF), Some("state:SDN")]);
    let row = (who, deed, object, day, said, holder, 0..3usize);
    prop::collection::vec(row, 1..14).prop_map(|all| {
        let rows = all.into_iter().enumerate();
        rows.map(|(i, (who, deed, object, day, said, holder, report))| {
            let report = format!("r{report}");
            let mut row = must(&report, &format!("u{i:02}"), who, deed, object)
                .answering("state:SDN")
                .under(None, "the truce");
            if !day.is_empty() {
                row = row.by(day);
            }
            if !said.is_empty() {
                row = row.said(said, Stance::Asserts, holder, &format!("2023-06-0{}", i % 9 + 1));
            }
            row
        })
        .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn order_makes_no_difference(
        (rows, mixed) in some().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let as_of = Some("2023-06-07");
        prop_assert_eq!(made(&rows, &[], as_of), made(&mixed, &[], as_of));
    }

    #[test]
    fn no_words_are_lost(rows in some()) {
        let all = made(&rows, &[], None);
        let told: BTreeSet<_> = rows.iter().flat_map(|row| &row.obligation.evidence).collect();
        let kept: BTreeSet<_> = all.obligations.iter().flat_map(|row| &row.evidence).collect();
        prop_assert_eq!(told, kept);
        let ids: BTreeSet<_> = all.obligations.iter().map(|row| &row.id).collect();
        prop_assert_eq!(ids.len(), all.obligations.len());
        for row in &all.obligations {
            prop_assert!(row.supersedes.as_ref().is_none_or(|old| ids.contains(old)));
        }
    }
}

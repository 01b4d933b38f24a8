//! Who an actor is, as an analyst says: everywhere or in one report, for what is read later too, and
//! until it is taken back.
// Tests stand at the edge: they write reports and cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, read, rows};
use detente_case::{Case, Correcting, CorrectionRow, Filter, Wish};
use detente_record::{Actor, Event, Incident, Relation, Statement};

const FRONT: &str = "The camp\n\nSRINAGAR, 4 March 2024 — Lashkar-e-Taiba attacked the Indian army at \
Baramulla on Monday. Lashkar-e-Taiba said that it had taken the camp.\n";
const MOVEMENTS: &str = "Fighting at Pulwama\n\nSRINAGAR, 5 March 2024 — Jaish-e-Mohammed attacked the \
Indian army at Pulwama on Monday.\n";
const LATER: &str = "Fighting in Kupwara\n\nSRINAGAR, 9 April 2024 — Jaish-e-Mohammed attacked the Indian \
army in Kupwara on Monday.\n";

const JAISH: &str = "group:jaish-e-mohammed";
const LASHKAR: &str = "group:lashkar-e-taiba";

fn try_say(case: &mut Case, second: u8, wish: Wish) -> Result<CorrectionRow, detente_case::Error> {
    let asked = Correcting {
        wish,
        incident: false,
        author: "A. Analyst".into(),
        reason: "one and the same".into(),
        at: format!("2024-05-02T10:00:{second:02}Z"),
    };
    case.correct(&asked, &())
}

fn say(case: &mut Case, second: u8, wish: Wish) -> CorrectionRow {
    try_say(case, second, wish).unwrap()
}

fn undo(case: &mut Case, n: i64) {
    case.undo_correction(n, "A. Analyst", "", "2024-05-03T10:00:00Z", &()).unwrap();
}

/// How many events, pairs of sides and mentions name an actor.
fn naming(case: &Case, id: &str) -> (usize, usize, usize) {
    let filter = Filter { actor: Some(id.into()), ..Filter::default() };
    let named = rows::<Actor>(case).into_iter().find(|one| one.id == id);
    (
        case.rows::<Event>(&filter).unwrap().len(),
        case.rows::<Relation>(&filter).unwrap().iter().filter(|row| !row.directed).count(),
        named.map_or(0, |one| one.mentions),
    )
}

fn record(case: &Case) -> Vec<String> {
    let mut all: Vec<String> = rows::<Event>(case).iter().map(|row| format!("{row:?}")).collect();
    all.extend(rows::<Actor>(case).iter().map(|row| format!("{row:?}")));
    all.extend(rows::<Statement>(case).iter().map(|row| format!("{row:?}")));
    all.extend(rows::<Incident>(case).iter().map(|row| format!("{row:?}")));
    all.extend(rows::<Relation>(case).iter().map(|row| format!("{row:?}")));
    all
}

#[test]
fn two_actors_that_are_one_stay_so_until_it_is_taken_back() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("front.txt", FRONT), desk.put("movements.txt", MOVEMENTS)]);
    let before = record(&case);
    assert_eq!((naming(&case, JAISH).0, naming(&case, LASHKAR).0), (1, 1), "{before:#?}");
    let made = say(&mut case, 1, Wish::ReActor(JAISH.into(), LASHKAR.into()));
    assert_eq!((made.act.as_str(), made.state.as_str()), ("re-actor", "in-force"));
    assert_eq!(naming(&case, JAISH), (0, 0, 0));
    assert_eq!((naming(&case, LASHKAR).0, naming(&case, LASHKAR).1), (2, 1));
    let by = |id: &str| {
        let filter = Filter { actor: Some(id.into()), ..Filter::default() };
        case.rows::<Incident>(&filter).unwrap().len()
    };
    assert_eq!((by(JAISH), by(LASHKAR)), (0, rows::<Incident>(&case).len()));
    let renamed = rows::<Event>(&case);
    let renamed = renamed.iter().find(|one| one.actors[0].text.contains("Jaish")).unwrap();
    assert_eq!(renamed.actors[0].id.as_deref(), Some(LASHKAR), "its words stay as they were");
    let why = case.why(&renamed.report, &renamed.id).unwrap();
    let said = why.iter().find(|step| step.what == "review").unwrap();
    assert!(said.text.contains("A. Analyst") && said.text.contains("one and the same"), "{said:?}");

    // A report that comes later is read so too; all is as if it had been said at the end.
    read(&mut case, &[desk.put("later.txt", LATER)]);
    assert_eq!((naming(&case, JAISH).0, naming(&case, LASHKAR).0), (0, 3));
    case.reread(&()).unwrap();
    assert_eq!((naming(&case, JAISH).0, naming(&case, LASHKAR).0), (0, 3));
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());

    undo(&mut case, made.n);
    assert_eq!((naming(&case, JAISH).0, naming(&case, LASHKAR).0), (2, 1));
    let id = common::id_of(&case, "Fighting in Kupwara");
    case.remove(&id, "a test").unwrap();
    assert_eq!(record(&case), before);
}

#[test]
fn in_one_report_somebody_is_not_whom_he_was_taken_for() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("movements.txt", MOVEMENTS), desk.put("later.txt", LATER)]);
    let before = record(&case);
    let id = common::id_of(&case, "Fighting in Kupwara");
    let nobody = say(&mut case, 1, Wish::ReActorIn(JAISH.into(), "none".into(), id.clone()));
    assert_eq!(naming(&case, JAISH).0, 1, "in the other report it is");
    let told = rows::<Event>(&case).into_iter().find(|one| one.report == id).unwrap();
    assert_eq!((told.actors[0].id.as_deref(), told.actors[0].name.as_deref()), (None, None));
    assert_eq!(told.actors[0].text, "Jaish-e-Mohammed");

    // What is said of the report holds there, whatever is said of all.
    let all = say(&mut case, 2, Wish::ReActor(JAISH.into(), "Rapid Support Forces".into()));
    assert_eq!((naming(&case, JAISH).0, naming(&case, "group:rapid-support-forces").0), (0, 1));
    undo(&mut case, all.n);
    // The later of two on one report holds.
    let other = say(&mut case, 3, Wish::ReActorIn(JAISH.into(), LASHKAR.into(), id));
    assert_eq!(naming(&case, LASHKAR).0, 1);
    let state =
        |n: i64| case.corrections().unwrap().into_iter().find(|one| one.n == n).unwrap().state;
    assert_eq!((state(nobody.n).as_str(), state(other.n).as_str()), ("overruled", "in-force"));
    undo(&mut case, other.n);
    undo(&mut case, nobody.n);
    assert_eq!(record(&case), before);
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let desk = Desk::empty();
    let mut case = desk.case();
    read(&mut case, &[desk.put("movements.txt", MOVEMENTS)]);
    let event = rows::<Event>(&case)[0].id.clone();
    let refused = [
        (Wish::ReActor(JAISH.into(), "Nobody-upon-Nothing".into()), "knows no actor"),
        (Wish::ReActor(JAISH.into(), JAISH.into()), "already"),
        (Wish::ReActor(event, LASHKAR.into()), "only an actor"),
        (Wish::ReActor("group:no-such".into(), LASHKAR.into()), "group:no-such"),
        (
            Wish::ReActorIn(JAISH.into(), LASHKAR.into(), "ffffffffffffffff".into()),
            "ffffffffffffffff",
        ),
    ];
    for (wish, expected) in refused {
        let error = try_say(&mut case, 1, wish.clone()).unwrap_err().to_string();
        assert!(error.contains(expected), "{wish:?}: {error}");
    }
    say(&mut case, 2, Wish::ReActor(JAISH.into(), LASHKAR.into()));
    let error = try_say(&mut case, 3, Wish::ReActor(LASHKAR.into(), JAISH.into())).unwrap_err();
    assert!(error.to_string().contains("earlier correction"), "{error}");
    // Of somebody whom no report names nothing can be seen to change.
    let idle = say(&mut case, 4, Wish::ReActor("group:wagner".into(), LASHKAR.into()));
    assert_eq!(idle.state, "lost", "{idle:?}");
}

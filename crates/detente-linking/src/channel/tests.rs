use super::*;
use detente_record::{ActorRef, Channel, Event, EventType, Evidence, Part, Status};
use detente_record::{Time, TimeBasis, TimeSpan, Voice};
use proptest::prelude::*;

fn who(country: &str, text: &str) -> Participant {
    let actor = ActorRef {
        id: Some(format!("state:{country}")),
        text: text.into(),
        country: Some(country.into()),
        ..ActorRef::default()
    };
    Participant { actor, office: None }
}

fn group(id: &str) -> Participant {
    let actor = ActorRef {
        id: Some(format!("group:{id}")),
        text: id.into(),
        country: Some("SDN".into()),
        sector: Some("REB".into()),
        ..ActorRef::default()
    };
    Participant { actor, office: None }
}

fn day(day: &str) -> Time {
    match day {
        "" => Time::by_report(Some("2023-05-31")),
        day => Time::day(day, day, TimeBasis::Stated),
    }
}

fn contact(kind: EventType, cameo: &str, words: &str, date: &str) -> Contact {
    Contact {
        incident: format!("{date} {words}"),
        kind,
        mode: None,
        contexts: vec![],
        cameo: Some(cameo.into()),
        actors: vec![who("IND", "India")],
        recipients: vec![who("PAK", "Pakistan")],
        reciprocal: true,
        words: words.into(),
        date: day(date),
        status: Status::Happened,
        evidence: vec![],
    }
}

fn told(rows: &[Channel]) -> Vec<(&str, &str, &str, &str)> {
    fn day(day: &Option<String>) -> &str {
        day.as_deref().unwrap_or_default()
    }
    rows.iter().map(|row| (&*row.kind, &*row.state, day(&row.from), day(&row.to))).collect()
}

/// The kind of the one channel that a contact makes.
fn kind(contact: Contact) -> Option<String> {
    channels(&[contact], None).into_iter().next().map(|row| row.kind)
}

#[test]
fn kinds_by_mode_context_words_and_rank() {
    use EventType::{Agree, Consult, Cooperate};
    let met = |words: &str, a: &str, b: &str| {
        let contact = contact(Consult, "040", words, "2021-02-25");
        kind(Contact { actors: vec![who("IND", a)], recipients: vec![who("PAK", b)], ..contact })
    };
    let is = |kind: &str| Some(kind.to_owned());
    assert_eq!(met("spoke over their hotline on Monday", "India", "Pakistan"), is("hotline"));
    assert_eq!(
        met("met in Lahore", "the Indian prime minister", "Pakistan's president"),
        is("summit")
    );
    assert_eq!(met("met in Lahore", "President Sow", "the foreign minister"), is("ministers"));
    assert_eq!(met("met in Lahore", "President Sow", "Pakistan"), is("talks"));
    assert_eq!(met("a summit between the two", "India", "Pakistan"), is("summit"));
    assert_eq!(met("ahead of the summit the envoys met", "India", "Pakistan"), is("envoys"));
    assert_eq!(met("the foreign ministers met", "India", "Pakistan"), is("ministers"));
    assert_eq!(met("held a flag meeting at the line", "India", "Pakistan"), is("military"));
    assert_eq!(met("met in Doha for indirect talks", "India", "Pakistan"), is("mediated"));
    assert_eq!(met("talks on a hotline", "India", "Pakistan"), is("talks"));
    assert_eq!(met("talks on a summit", "India", "Pakistan"), is("talks"));
    assert_eq!(met("talks on intelligence sharing", "India", "Pakistan"), is("talks"));
    assert_eq!(
        met("exchanged information on floods", "India", "Pakistan"),
        is("information-sharing")
    );
    assert_eq!(met("spoke by telephone", "President Sow", "the prime minister"), is("phone"));

    let shares = Contact {
        contexts: vec!["intelligence".into()],
        ..contact(Cooperate, "064", "shares", "2021-02-25")
    };
    assert_eq!(kind(shares), is("information-sharing"));
    let patrol = Contact {
        contexts: vec!["military".into()],
        ..contact(Cooperate, "062", "patrolled", "2021-02-25")
    };
    assert_eq!(kind(patrol), is("military"));
    assert_eq!(kind(contact(Cooperate, "061", "sold wheat", "2021-02-25")), None, "trade is none");
    let hotline =
        contact(Agree, "036", "agreed to set up a hotline and hold a summit", "2021-02-25");
    assert_eq!(kind(hotline), is("talks"), "what is agreed is not yet there");
}

#[test]
fn a_third_side_stands_between() {
    let talks = Contact {
        mode: Some("third-party".into()),
        actors: vec![who("SAU", "Riyadh")],
        recipients: vec![who("SDN", "the army"), group("dune")],
        reciprocal: false,
        ..contact(EventType::Consult, "045", "hosted talks", "2023-05-06")
    };
    let rows = channels(&[talks], None);
    assert_eq!(told(&rows), [("mediated", "open", "2023-05-06", "2023-05-06")]);
    assert_eq!(rows[0].a.id.as_deref(), Some("state:SDN"));
    assert_eq!(rows[0].b.id.as_deref(), Some("group:dune"));
}

#[test]
fn opens_is_cut_and_revives() {
    use EventType::{Consult, Reject, Sanction};
    let talked = |words, date| contact(Consult, "046", words, date);
    let refused = Contact {
        mode: Some("meet".into()),
        ..contact(Reject, "125", "turned down an offer of talks", "2021-03-01")
    };
    let planned = Contact { status: Status::Planned, ..talked("will hold talks", "2020-06-01") };
    let all = [
        talked("held talks", "2019-01-10"),
        talked("held another round of talks", "2019-02-10"),
        contact(Sanction, "164", "broke off the talks", "2019-02-26"),
        Contact { date: day("2019-03-03"), ..refused.clone() },
        planned,
        talked("sat down for talks", "2021-02-20"),
        refused,
        talked("discussed resuming flights when they talked", ""),
    ];
    assert_eq!(
        told(&channels(&all, None)),
        [
            ("talks", "open", "", ""),
            ("talks", "open", "2019-01-10", "2019-02-10"),
            ("talks", "cut", "2019-02-26", "2019-03-03"),
            ("talks", "revived", "2021-02-20", "2021-02-20"),
            ("talks", "unknown", "2021-03-01", "2021-03-01"),
        ]
    );
    assert_eq!(channels(&all, Some("2019-02-20")).len(), 2, "what came later is left out");
}

#[test]
fn ties_are_cut_lessened_and_restored() {
    use EventType::{Sanction, Support};
    let deed = |kind, cameo, words, date| Contact {
        contexts: vec!["diplomatic".into()],
        reciprocal: false,
        ..contact(kind, cameo, words, date)
    };
    let all = [
        deed(Sanction, "161", "downgraded ties", "2019-08-07"),
        deed(Sanction, "161", "severed diplomatic relations", "2019-09-01"),
        deed(Sanction, "161", "withdrew from the treaty", "2019-10-01"),
        deed(Sanction, "166", "expelled two diplomats", "2019-11-01"),
        deed(Support, "050", "restored full diplomatic relations", "2022-05-04"),
    ];
    assert_eq!(
        told(&channels(&all, None)),
        [
            ("envoys", "unknown", "2019-08-07", "2019-08-07"),
            ("envoys", "cut", "2019-09-01", "2019-09-01"),
            ("envoys", "revived", "2022-05-04", "2022-05-04"),
        ]
    );
}

#[test]
fn what_lasted_is_told_from_its_first_day() {
    let date =
        Time::interval("2023-05-06", "2023-05-31", TimeSpan::Throughout, "", TimeBasis::Stated);
    let talks = Contact { date, ..contact(EventType::Consult, "046", "held talks", "2023-05-06") };
    assert_eq!(told(&channels(&[talks], None)), [("talks", "open", "2023-05-06", "2023-05-31")]);
}

#[test]
fn a_gathering_makes_no_channel() {
    let states = ["MLI", "BFA", "NER", "TCD", "MRT", "SEN", "GMB"];
    let all: Vec<Participant> = states.iter().map(|code| who(code, code)).collect();
    let met = contact(EventType::Consult, "040", "met", "2023-08-10");
    let few = all[..3].to_vec();
    let three = Contact { actors: few.clone(), recipients: few, ..met.clone() };
    assert_eq!(channels(&[three], None).len(), 3);
    let gathering = Contact { actors: all.clone(), recipients: all, ..met };
    assert!(channels(&[gathering], None).is_empty());
}

#[test]
fn words_around_the_happening() {
    let text = "On the eve of the Lake summit, which all had awaited, the two armies’ chiefs spoke over their hotline and agreed on much.";
    let evidence = |word: &str, field: Option<&str>| {
        let at = text.find(word).expect("it stands there");
        let from = 100 + text[..at].chars().count();
        Evidence {
            report: "r".into(),
            parts: vec![Part {
                bytes: [at, at + word.len()],
                chars: Some([from, from + word.chars().count()]),
                quote: word.into(),
                reading: Some(word.into()),
            }],
            section: "body".into(),
            field: field.map(Into::into),
        }
    };
    let mut event = Event {
        id: "e".into(),
        report: "r".into(),
        kind: EventType::Consult,
        mode: None,
        contexts: vec![],
        intensity: None,
        cameo: None,
        goldstein: None,
        quad: None,
        actors: vec![],
        recipients: vec![],
        reciprocal: true,
        instruments: vec![],
        date: Time::default(),
        place: None,
        quantities: vec![],
        status: Status::Happened,
        voice: Voice::Own,
        statement: None,
        incident: None,
        confidence: None,
        evidence: vec![evidence(text, None), evidence("spoke", Some("type"))],
        rule: String::new(),
        review: None,
    };
    let contact = Contact::of(&event).expect("a contact");
    assert_eq!(
        contact.words,
        "had awaited, the two armies’ chiefs spoke over their hotline and agreed on much."
    );
    assert_eq!((contact.incident.as_str(), contact.evidence.len()), ("e", 2));
    event.evidence.remove(0);
    assert_eq!(Contact::of(&event).expect("a contact").words, "spoke");
    event.kind = EventType::Assault;
    assert_eq!(Contact::of(&event), None);
}

fn any_contact() -> impl Strategy<Value = Contact> {
    use EventType::{Agree, Consult, Cooperate, Reject, Sanction, Support};
    let kind = prop::sample::select(vec![
        (Consult, "040", ""),
        (Consult, "045", "third-party"),
        (Cooperate, "064", ""),
        (Agree, "036", ""),
        (Reject, "125", "meet"),
        (Sanction, "164", "withdraw"),
        (Sanction, "161", "discontinue"),
        (Support, "050", ""),
    ]);
    let words = prop::sample::select(vec!["talks", "resumed ties", "summit", "the hotline", ""]);
    let side = prop::sample::select(vec![
        who("SDN", "President Sow"),
        who("TCD", "the envoy"),
        who("ETH", "the army chief"),
        group("dune"),
    ]);
    let sides = prop::collection::vec(side, 0..3);
    let date =
        prop::sample::select(vec!["", "2022-01-01", "2022-01-02", "2022-02-01", "2022-03-01"]);
    (kind, words, sides.clone(), sides, any::<[bool; 2]>(), date, 0..9_u8).prop_map(
        |((kind, cameo, mode), words, actors, recipients, [reciprocal, planned], date, n)| {
            Contact {
                incident: format!("i{n}"),
                mode: (!mode.is_empty()).then(|| mode.into()),
                actors,
                recipients,
                reciprocal,
                status: if planned { Status::Planned } else { Status::Happened },
                ..contact(kind, cameo, words, date)
            }
        },
    )
}

proptest! {
    #[test]
    fn the_same_rows_whatever_the_order(
        (contacts, shuffled) in prop::collection::vec(any_contact(), 0..20)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let rows = channels(&contacts, Some("2022-02-15"));
        prop_assert_eq!(&rows, &channels(&shuffled, Some("2022-02-15")));
        for row in rows {
            prop_assert!(row.a.id != row.b.id && !row.incidents.is_empty());
            prop_assert!(row.from <= row.to && row.to.as_deref() <= Some("2022-02-15"));
        }
    }
}

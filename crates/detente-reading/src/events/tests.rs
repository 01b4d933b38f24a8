//! Sentences of our own, and the events that they must give.

use crate::testing::read;
use detente_record::{FigureRole, Status, Voice};

/// Text; actors, recipients, and role, value, low, high of each figure.
type Figure = (FigureRole, Option<f64>, Option<f64>, Option<f64>);
type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a [Figure]);

#[test]
fn killed_and_wounded() {
    use FigureRole::{Killed, Wounded};
    let exact = |role, n: f64| (role, Some(n), Some(n), Some(n));
    let cases: &[Case] = &[
        ("The attack killed 43 people.", &[], &[], &[exact(Killed, 43.0)]),
        (
            "Fourteen Turkish soldiers were killed and twenty-one wounded by Syrian artillery.",
            &["SYR/MIL"],
            &["TUR/MIL"],
            &[exact(Killed, 14.0), exact(Wounded, 21.0)],
        ),
        (
            "At least 19 soldiers were killed and 12 were wounded in an ambush.",
            &[],
            &[],
            &[(Killed, Some(19.0), Some(19.0), None), exact(Wounded, 12.0)],
        ),
        (
            "Indian soldiers killed between seven and eight Pakistani soldiers.",
            &["IND/MIL"],
            &["PAK/MIL"],
            &[(Killed, None, Some(7.0), Some(8.0))],
        ),
        (
            "More than 20 people were wounded in the shelling.",
            &[],
            &[],
            &[(Wounded, Some(20.0), Some(21.0), None)],
        ),
        (
            "The Turkish military eliminated 63 Syrian government troops.",
            &["TUR/MIL"],
            &["SYR/MIL"],
            &[exact(Killed, 63.0)],
        ),
        (
            "It led to the deaths of more than 59 Turkish soldiers.",
            &[],
            &["TUR/MIL"],
            &[(Killed, Some(59.0), Some(60.0), None)],
        ),
        (
            "The army shelled a market, in which at least 18 people died.",
            &[],
            &[],
            &[(Killed, Some(18.0), Some(18.0), None)],
        ),
        ("An air raid left 14 people dead.", &[], &[], &[exact(Killed, 14.0)]),
        ("Dozens of rebels were wounded in the clashes.", &[], &[], &[(Wounded, None, None, None)]),
        (
            "Fourteen Turkish citizens died in the attack.",
            &[],
            &["TUR/CVL"],
            &[exact(Killed, 14.0)],
        ),
    ];
    for (text, actors, recipients, figures) in cases {
        let reading = read(text, None);
        assert_eq!(reading.events.len(), 1, "{text}\n{:#?}", reading.events);
        let event = &reading.events[0];
        let show = |all: &[detente_record::ActorRef]| -> Vec<String> {
            all.iter()
                .map(|a| {
                    format!(
                        "{}/{}",
                        a.country.as_deref().unwrap_or(""),
                        a.sector.as_deref().unwrap_or("")
                    )
                })
                .collect()
        };
        assert_eq!(show(&event.actors), *actors, "{text}");
        assert_eq!(show(&event.recipients), *recipients, "{text}");
        let got: Vec<Figure> =
            event.quantities.iter().map(|q| (q.role, q.value, q.low, q.high)).collect();
        assert_eq!(&got, figures, "{text}");
        assert_eq!((event.status, event.voice), (Status::Happened, Voice::Own), "{text}");
    }
}

#[test]
fn nobody_s_act_is_no_event() {
    let texts = [
        "At least 29 people were killed when an earthquake struck eastern Turkey.",
        "Three Pakistani soldiers were killed when their lorry skidded on a wet road.",
        "More than 200 people died of cholera.",
        "The attack could have killed 43 people.",
        "Turkey beat Russia 2–1 in the final.",
        "The army has 14 drones.",
        "The attack killed time.",
        "In 2015 the jets flew over Syria.",
    ];
    for text in texts {
        let reading = read(text, None);
        assert!(reading.events.is_empty(), "{text}\n{:#?}", reading.events);
    }
}

#[test]
fn whose_word_it_is() {
    let reading =
        read("Russia denied that 63 Syrian soldiers had been killed in the strikes.", None);
    let event = &reading.events[0];
    assert_eq!((event.status, event.voice), (Status::Denied, Voice::Attributed));
    assert_eq!(event.statement.as_deref(), Some(reading.statements[0].id.as_str()));
    let reading = read(
        "Turkey's Defence Ministry said on Friday that 63 Syrian soldiers had been killed.",
        Some("2020-02-17"),
    );
    let event = &reading.events[0];
    assert_eq!((event.status, event.voice), (Status::Happened, Voice::Attributed));
    // Friday is when it was said.
    assert_eq!(event.date.from, None);
    assert_eq!(event.date.to.as_deref(), Some("2020-02-17"));
}

#[test]
fn peoples_are_not_their_states_and_edges_are_no_days() {
    let reading = read(
        "Israeli forces have killed 59 Palestinians since the war began on October 7.",
        Some("2023-12-01"),
    );
    let event = &reading.events[0];
    assert_eq!(event.quantities[0].of.as_deref(), Some("Palestinians"));
    assert_eq!(event.recipients[0].country.as_deref(), Some("PSE"));
    assert_eq!(event.recipients[0].id, None);
    assert_eq!(event.date.from, None);
    let reading = read("Two soldiers were killed by rebels on Friday.", Some("2020-02-17"));
    assert_eq!(reading.events[0].date.edtf.as_deref(), Some("2020-02-14"));
}

/// Turns of grammar and slips of a parser that hide a participant, with what the event must be.
#[test]
fn participants_that_grammar_hides() {
    let cases: &[(&str, &str)] = &[
        // The subject hangs on the auxiliary.
        ("China has imposed sanctions on Chad.", "SANCTION/discontinue CHN > TCD"),
        // What stands behind a preposition is taken for an object.
        ("Saudi Arabia lifts blockade of Qatar.", "RETREAT/withdraw SAU > QAT"),
        // "Have arrested" is active.
        ("Police in Nairobi have arrested ten union leaders.", "COERCE/arrest KEN.COP > KEN.LAB"),
        // A name taken for a clause.
        (
            "Ghanaian President John Mahama blamed not only Togo but also Benin.",
            "ACCUSE/allege john-mahama > TGO, BEN",
        ),
        // Each has a charge of their own.
        (
            "Chad accused the rebels of breaking the truce and Libya of hostile acts.",
            "ACCUSE/allege TCD > rebels, LBY",
        ),
        // Who writes it accuses.
        (
            "Ghana's parliament passed a resolution criticising Togo.",
            "ACCUSE/disapprove GHA.LEG > TGO",
        ),
        // Whose the support is does not suffer it.
        (
            "Erdogan reiterated Turkey's support for the government of Niger.",
            "SUPPORT recep-tayyip-erdogan > NER",
        ),
        ("Chad-Niger talks resumed on Monday.", "CONSULT TCD, NER ="),
        // With whom, where a parser takes them for those who do what follows.
        (
            "Kenya is ready to work together with the Ugandan Air Force sharing data.",
            "AGREE KEN > UGA.MIL",
        ),
        // Where a report was filed signs nothing.
        (
            "LUSAKA, June 21, 2015 — The government of Zambia, a party to the talks, signed a peace \
             agreement with Angola on Saturday.",
            "SUPPORT ZMB, AGO =",
        ),
        // An adjective that a tagger takes for a name.
        ("The Kenyan parliament turned down a Tanzanian proposal.", "REJECT/meet KEN.LEG > TZA"),
        // Who leads others is of them, and not of the state that he is against.
        (
            "Opposition leaders in Gabon pressed the government for electoral reform.",
            "REQUEST GAB.OPP > GAB",
        ),
        // A minister who defends his own state's decision supports it.
        ("Angela Merkel defended Germany's decision to send ships.", "SUPPORT angela-merkel > DEU"),
        // What the one said for whom a spokesman speaks will do is threatened.
        (
            "Kenya will close the border with Somalia unless the raids stop, a spokesman said.",
            "THREATEN/restrict KEN > SOM",
        ),
        ("Chad hinted that it might suspend its aid to Niger.", "THREATEN/relations TCD > NER"),
        (
            "The missiles fired by the Chadian army struck a depot of the Sudanese army.",
            "ASSAULT/heavy-weapons TCD.MIL > SDN.MIL",
        ),
    ];
    let mut analyst = detente_language::Analyst::new(detente_language::Model::embedded());
    let world = detente_world::World::embedded();
    let mut wrong = vec![];
    for (text, expected) in cases {
        let events = crate::frames::events(text, None, &mut analyst, world);
        if !events.iter().any(|event| event == expected) {
            wrong.push(format!("{text}\n  expected {expected}\n  gives {events:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

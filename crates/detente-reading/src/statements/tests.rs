//! Sentences of our own, and the statements that they must give.

use crate::testing::read;
use detente_record::{Act, Form, Statement};

fn only(text: &str) -> Statement {
    let reading = read(text, Some("2020-02-17"));
    assert_eq!(reading.statements.len(), 1, "{text}\n{:#?}", reading.statements);
    reading.statements[0].clone()
}

/// Text; speaker id, form, act, cue, content.
type Case<'a> = (&'a str, Option<&'a str>, Form, Act, &'a str, &'a str);

#[test]
fn statements_in_their_usual_forms() {
    const LAVROV: Option<&str> = Some("person:sergey-lavrov");
    let cases: &[Case] = &[
        (
            "“We will stay,” Sergei Lavrov said on Monday.",
            LAVROV,
            Form::Direct,
            Act::Asserts,
            "said",
            "We will stay",
        ),
        (
            "“We will stay,” said Sergei Lavrov, the foreign minister.",
            LAVROV,
            Form::Direct,
            Act::Asserts,
            "said",
            "We will stay",
        ),
        (
            "«We will stay», Lavrov told reporters in Sochi.",
            LAVROV,
            Form::Direct,
            Act::Asserts,
            "told",
            "We will stay",
        ),
        (
            "Lavrov told reporters: “We will stay. It is late.”",
            LAVROV,
            Form::Direct,
            Act::Asserts,
            "told",
            "We will stay. It is late.",
        ),
        (
            "Sergei Lavrov said on Friday that the truce had held.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "said",
            "the truce had held",
        ),
        (
            "On Monday Sergei Lavrov said the truce had held.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "said",
            "the truce had held",
        ),
        (
            "The truce had held for a week, Sergei Lavrov said.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "said",
            "The truce had held for a week",
        ),
        (
            "The truce, Lavrov said, had held for a week.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "said",
            "The truce … had held for a week",
        ),
        (
            "Sergei Lavrov noted that there was “a good deal of trust” between them.",
            LAVROV,
            Form::Mixed,
            Act::Asserts,
            "noted",
            "there was “a good deal of trust” between them",
        ),
        (
            "“The truce held,” Lavrov said. “It will hold longer.”",
            LAVROV,
            Form::Direct,
            Act::Asserts,
            "said",
            "The truce held … It will hold longer.",
        ),
        (
            "“The truce,” Lavrov said, “has held for a week.”",
            LAVROV,
            Form::Direct,
            Act::Asserts,
            "said",
            "The truce … has held for a week.",
        ),
        (
            "According to Sergei Lavrov, the truce had held.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "According to",
            "the truce had held",
        ),
        (
            "The truce had held, according to Sergei Lavrov.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "according to",
            "The truce had held",
        ),
        (
            "As Sergei Lavrov recalled in an interview with TASS, both sides signed it.",
            LAVROV,
            Form::Indirect,
            Act::Asserts,
            "recalled",
            "both sides signed it",
        ),
        (
            "The Kremlin denied the report of a raid.",
            Some("institution:kremlin"),
            Form::Indirect,
            Act::Denies,
            "denied",
            "the report of a raid",
        ),
        (
            "Ankara rejected the offer of talks on Friday.",
            Some("state:TUR"),
            Form::Indirect,
            Act::Rejects,
            "rejected",
            "the offer of talks on Friday",
        ),
        (
            "Turkey demanded that the army leave the zone.",
            Some("state:TUR"),
            Form::Indirect,
            Act::Demands,
            "demanded",
            "the army leave the zone",
        ),
        (
            "Kinshasa has accused Rwanda of arming rebels.",
            Some("state:COD"),
            Form::Indirect,
            Act::Accuses,
            "accused",
            "Rwanda of arming rebels",
        ),
        (
            "Hamas threatened to end the truce.",
            Some("group:hamas"),
            Form::Indirect,
            Act::Threatens,
            "threatened",
            "to end the truce",
        ),
        (
            "Turkish officials say the convoy was late.",
            Some("state:TUR"),
            Form::Indirect,
            Act::Asserts,
            "say",
            "the convoy was late",
        ),
        (
            "A witness said the bridge had burned.",
            None,
            Form::Indirect,
            Act::Asserts,
            "said",
            "the bridge had burned",
        ),
        (
            "The foreign ministry, which sits in a tower, declined to comment.",
            None,
            Form::Indirect,
            Act::NoComment,
            "declined to comment",
            "declined to comment",
        ),
    ];
    for (text, speaker, form, act, cue, content) in cases {
        let found = only(text);
        let id = found.speaker.as_ref().and_then(|speaker| speaker.actor.id.as_deref());
        let got =
            (id, found.form, found.act, found.cue.as_deref().unwrap_or(""), found.content.as_str());
        assert_eq!(got, (*speaker, *form, *act, *cue, *content), "{text}");
    }
}

#[test]
fn nobody_s_statements() {
    let texts = [
        "Lavrov did not say when the talks would end.",
        "Lavrov would say that the truce had held.",
        "The “people’s court” sat in Moscow.",
        "Turkish claims of a raid were repeated in the press.",
        "The member states met on Monday.",
        "The work was done according to plan.",
        "They read the letter aloud and went home.",
    ];
    for text in texts {
        let reading = read(text, None);
        assert!(reading.statements.is_empty(), "{text}\n{:#?}", reading.statements);
    }
}

#[test]
fn pronouns_and_descriptions_where_there_is_one_candidate() {
    let reading = read(
        "Kremlin spokesman Dmitry Peskov said the talks were useful. He said that they would go on. “We have time,” the spokesman said.",
        None,
    );
    let ids: Vec<_> = reading
        .statements
        .iter()
        .map(|s| s.speaker.as_ref().and_then(|s| s.actor.id.as_deref()))
        .collect();
    assert_eq!(ids, [Some("person:dmitry-peskov"); 3]);
    let reading = read(
        "Vladimir Putin met Bashar al-Assad on Friday. He said that the talks were useful.",
        None,
    );
    assert_eq!(reading.statements[0].speaker, None);
    assert_eq!(reading.statements[0].speaker_text, "He");
}

#[test]
fn through_whom_in_which_office_and_when() {
    let found = only(
        "Turkish Foreign Ministry spokesman Hami Aksoy told TASS on Friday that all was well.",
    );
    let speaker = found.speaker.expect("Aksoy is known");
    assert_eq!(speaker.office.as_deref(), Some("Turkish Foreign Ministry spokesman"));
    assert_eq!(found.via[0].id.as_deref(), Some("outlet:tass"));
    assert_eq!(found.said.edtf.as_deref(), Some("2020-02-14"));
    assert_eq!(found.content, "all was well");
}

#[test]
fn two_voices_in_one_sentence() {
    let reading = read(
        "Turkey said the convoy was hit, while Russia denied that it had flown that day.",
        None,
    );
    let told: Vec<_> = reading.statements.iter().map(|s| (s.act, s.content.as_str())).collect();
    assert_eq!(
        told,
        [(Act::Asserts, "the convoy was hit"), (Act::Denies, "it had flown that day")]
    );
    let reading = read(
        "Lavrov said the truce held, adding that talks would follow. Sergei Lavrov left.",
        None,
    );
    let ids: Vec<_> = reading
        .statements
        .iter()
        .map(|s| s.speaker.as_ref().and_then(|s| s.actor.id.as_deref()))
        .collect();
    assert_eq!(ids, [Some("person:sergey-lavrov"); 2]);
    assert_eq!(reading.statements[0].content, "the truce held");
}

#[test]
fn the_dateline_is_nobody_s_words() {
    let reading = read(
        "JAMMU, May 4 – Guards had come under fire on Monday, Turkey said on Tuesday.",
        Some("2020-05-06"),
    );
    assert_eq!(reading.statements[0].content, "Guards had come under fire on Monday");
    assert_eq!(reading.statements[0].said.edtf.as_deref(), Some("2020-05-05"));
    let reading = read(
        "ANKARA, March 3, 2020 — On 14 February 2020 Turkey said that the convoy was late.",
        None,
    );
    assert_eq!(reading.statements[0].said.edtf.as_deref(), Some("2020-02-14"));
    let reading = read(
        "Turkey said on Friday that the convoy was hit, while Russia said on Saturday that it was not.",
        Some("2020-02-17"),
    );
    let days: Vec<_> = reading.statements.iter().map(|s| s.said.edtf.as_deref()).collect();
    assert_eq!(days, [Some("2020-02-14"), Some("2020-02-15")]);
}

#[test]
fn two_who_speak_together_speak_each() {
    let reading = read("Armenia and Azerbaijan accused each other of breaking the truce.", None);
    let ids: Vec<_> = reading
        .statements
        .iter()
        .map(|s| (s.speaker.as_ref().and_then(|s| s.actor.id.as_deref()), s.about.clone()))
        .collect();
    let (arm, aze) = (Some("state:ARM"), Some("state:AZE"));
    assert_eq!(ids, [(arm, vec!["state:AZE".to_owned()]), (aze, vec!["state:ARM".to_owned()])]);
    for text in [
        "The officials of Armenia and Azerbaijan said that the truce held.",
        "Armenia's neighbour and Azerbaijan's, the envoys accused each other of lying.",
    ] {
        let reading = read(text, None);
        assert!(reading.statements.iter().all(|s| s.speaker.is_none()), "{text}");
    }
}

#[test]
fn a_second_verb_ends_the_object() {
    let reading = read(
        "Turkey denied the charge and said that the convoy was late. Russia rejected the note and called it \"regrettable\". Iran denied it flatly.",
        None,
    );
    let told: Vec<_> = reading.statements.iter().map(|s| (s.act, s.content.as_str())).collect();
    assert_eq!(
        told,
        [
            (Act::Denies, "the charge"),
            (Act::Asserts, "the convoy was late"),
            (Act::Rejects, "the note"),
        ]
    );
    let ids: Vec<_> = reading
        .statements
        .iter()
        .map(|s| s.speaker.as_ref().and_then(|s| s.actor.id.as_deref()))
        .collect();
    assert_eq!(ids, [Some("state:TUR"), Some("state:TUR"), Some("state:RUS")]);
    let reading = read("Turkey denied that it was warned and threatened by Russia.", None);
    assert_eq!(reading.statements[0].content, "it was warned and threatened by Russia");
}

#[test]
fn what_is_told_beside_the_words_is_not_said() {
    let reading = read(
        "Residents spoke of fire; five soldiers were killed near the depot, Turkey said, while others gave no figure.",
        None,
    );
    assert_eq!(reading.statements[0].content, "five soldiers were killed near the depot");
    let reading = read(
        "Turkey rejected the charge, and accused Russia of shelling a market on Saturday.",
        Some("2020-02-17"),
    );
    assert_eq!(reading.statements[0].said.edtf.as_deref(), Some("[..2020-02-17]"));
    assert_eq!(reading.statements.len(), 2);
    let reading =
        read("Sergei Lavrov, who came on Friday, said that the truce held.", Some("2020-02-17"));
    assert_eq!(reading.statements[0].said.edtf.as_deref(), Some("[..2020-02-17]"));
    let reading = read("Hamas on Friday said that the truce held.", Some("2020-02-17"));
    assert_eq!(reading.statements[0].said.edtf.as_deref(), Some("2020-02-14"));
    let reading =
        read("Turkey denied that it had hit Idlib and said that it had hit trucks.", None);
    let told: Vec<_> = reading.statements.iter().map(|s| s.content.as_str()).collect();
    assert_eq!(told, ["it had hit Idlib", "it had hit trucks"]);
    for text in [
        "Turkey said nothing about the convoy.",
        "The union has been silent, but the army was helped by its ally, the United States.",
        "The army met four men accused of raids in the north of Mali.",
        "There are 600 people whom Turkey says have been killed in the war.",
    ] {
        assert!(read(text, None).statements.is_empty(), "{text}");
    }
}

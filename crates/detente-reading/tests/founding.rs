//! The founding case, where its reports are at hand: names and figures that a careful reader finds.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the reports lie beside the repository"
)]

use detente_language::{Analyst, Model};
use detente_reading::{Reading, read};
use detente_record::{Act, Form, Status};
use detente_text::{Limits, Media, Member};
use detente_world::World;
use std::path::Path;

/// The readings by the first three digits of the file names; `None` where there are no reports.
fn readings() -> Option<Vec<(String, Reading)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    let Ok(entries) = std::fs::read_dir(folder) else {
        println!("the founding reports are not at hand; nothing was checked");
        return None;
    };
    let mut all = vec![];
    let mut analyst = Analyst::new(Model::embedded());
    for entry in entries {
        let path = entry.expect("a folder that can be listed").path();
        let original = std::fs::read(&path).expect("a report that can be read");
        let member = Member { original, media: Media::Text, ..Member::default() };
        let document = detente_text::read(&member, &Limits::default()).expect("a report");
        let analysis = analyst.analyse(&document);
        let name = path.file_name().unwrap_or_default().to_string_lossy()[..3].to_owned();
        all.push((name, read(&document, &analysis, World::embedded())));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    Some(all)
}

/// Report, speaker, act, form, and a word or figure of what was said.
type Expected<'a> = (&'a str, &'a str, Act, Form, &'a str);

#[test]
fn who_said_what() {
    let Some(readings) = readings() else { return };
    let expected: &[Expected] = &[
        ("000", "person:bashar-al-assad", Act::Asserts, Form::Direct, "Aleppo"),
        ("000", "person:sergey-lavrov", Act::Asserts, Form::Mixed, "understanding"),
        ("000", "person:recep-tayyip-erdogan", Act::Accuses, Form::Indirect, "Moscow"),
        ("000", "person:recep-tayyip-erdogan", Act::Demands, Form::Indirect, "offensive"),
        ("000", "person:alexei-yerkhov", Act::Asserts, Form::Indirect, "observation posts"),
        ("000", "state:TUR", Act::Promises, Form::Mixed, "heavy weapons"),
        ("001", "institution:russian-reconciliation-centre", Act::Rejects, Form::Indirect, "63"),
        ("001", "institution:russian-reconciliation-centre", Act::Asserts, Form::Direct, "reality"),
        ("001", "state:TUR", Act::Asserts, Form::Mixed, "63"),
        ("001", "person:hami-aksoy", Act::Asserts, Form::Mixed, "diplomatic"),
        ("001", "person:dmitry-peskov", Act::Asserts, Form::Direct, "Vienna Convention"),
        ("001", "person:maria-zakharova", Act::Asserts, Form::Direct, "Sochi Memorandum"),
        ("001", "person:maria-zakharova", Act::Asserts, Form::Direct, "Astana"),
        ("002", "institution:kremlin", Act::Asserts, Form::Mixed, "Erdogan"),
        ("002", "person:kirill-semenov", Act::Asserts, Form::Direct, "Damascus"),
        ("002", "person:kirill-semenov", Act::Asserts, Form::Mixed, "HTS"),
        ("003", "person:ragip-soylu", Act::Asserts, Form::Direct, "2015"),
        ("003", "person:ragip-soylu", Act::Asserts, Form::Direct, "59 Turkish soldiers"),
        ("004", "person:mevlut-cavusoglu", Act::Asserts, Form::Indirect, "Islamic State"),
        ("004", "person:dmitry-peskov", Act::Asserts, Form::Direct, "military"),
        ("004", "person:dmitry-peskov", Act::Asserts, Form::Indirect, "Istanbul"),
        ("004", "person:theodore-karasik", Act::Asserts, Form::Mixed, "mistakes"),
        ("004", "person:mevlut-cavusoglu", Act::Asserts, Form::Direct, "dialogue"),
    ];
    let mut missing = vec![];
    for (report, speaker, act, form, word) in expected {
        let (_, reading) = readings.iter().find(|(name, _)| name == report).expect("five reports");
        let found = reading.statements.iter().any(|s| {
            let id = s.speaker.as_ref().and_then(|speaker| speaker.actor.id.as_deref());
            id == Some(speaker) && s.act == *act && s.form == *form && s.content.contains(word)
        });
        if !found {
            missing.push(format!("{report} {speaker} {act} {form} {word}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    let told = |report: &str, speaker: &str, outlet: &str| {
        readings.iter().filter(|(name, _)| name == report).any(|(_, reading)| {
            reading.statements.iter().any(|s| {
                s.speaker.as_ref().and_then(|s| s.actor.id.as_deref()) == Some(speaker)
                    && s.via.iter().any(|via| via.id.as_deref() == Some(outlet))
            })
        })
    };
    assert!(told("000", "person:alexei-yerkhov", "outlet:sputnik"));
    assert!(told("001", "person:hami-aksoy", "outlet:tass"));
    assert!(told("002", "person:kirill-semenov", "outlet:news-ru"));
}

#[test]
fn who_was_killed() {
    let Some(readings) = readings() else { return };
    // Report, figure, status, country of the victims.
    let expected = [
        ("000", 14.0, Status::Happened, Some("TUR")),
        ("001", 63.0, Status::Denied, Some("SYR")),
        ("001", 63.0, Status::Happened, Some("SYR")),
        ("003", 59.0, Status::Happened, Some("TUR")),
        ("004", 43.0, Status::Happened, Some("TUR")),
    ];
    for (report, figure, status, country) in expected {
        let (_, reading) = readings.iter().find(|(name, _)| name == report).expect("five reports");
        let found = reading.events.iter().any(|event| {
            let recipient = event.recipients.first().and_then(|r| r.country.as_deref());
            event.status == status
                && recipient == country
                && event.quantities.iter().any(|q| q.value == Some(figure))
        });
        assert!(found, "{report} {figure} {status}\n{:#?}", reading.events);
    }
}

#[test]
fn one_actor_under_each_of_its_names() {
    let Some(readings) = readings() else { return };
    let named = |id: &str| -> Vec<String> {
        let mentions = readings.iter().flat_map(|(_, reading)| &reading.mentions);
        let mut texts: Vec<String> =
            mentions.filter(|m| m.actor == id).map(|m| m.text.clone()).collect();
        texts.sort();
        texts.dedup();
        texts
    };
    assert_eq!(named("person:kirill-semenov"), ["Kirill Semenov", "Semyonov"]);
    assert_eq!(named("person:ragip-soylu"), ["Ragin Soylu", "Soylu"]);
    assert!(named("group:hayat-tahrir-al-sham").contains(&"HTS".to_owned()));
    assert!(named("group:jabhat-al-nusra").contains(&"Dzhebhat an-Nusra".to_owned()));
    assert!(named("state:TUR").contains(&"Ankara".to_owned()));
    assert!(named("group:islamic-state").contains(&"IS".to_owned()));
    assert!(named("person:suleyman-soylu").is_empty());
}

#[test]
fn every_span_leads_back_and_ids_are_stable() {
    let (Some(first), Some(second)) = (readings(), readings()) else { return };
    assert_eq!(first, second);
    let mut ids: Vec<&String> = first
        .iter()
        .flat_map(|(_, r)| r.statements.iter().map(|s| &s.id).chain(r.events.iter().map(|e| &e.id)))
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id was given twice");
}

/// Every actor that a careful reader finds named, and nobody else. Institutes and firms that the
/// world does not know are nobody's; a name put wrong by a machine ("Soya") is nobody's either.
#[test]
fn who_is_named() {
    let Some(readings) = readings() else { return };
    let expected: &[(&str, &[&str])] = &[
        (
            "000",
            &[
                "institution:kremlin",
                "institution:rus-defence-ministry",
                "institution:rus-foreign-ministry",
                "outlet:sputnik",
                "person:alexei-yerkhov",
                "person:bashar-al-assad",
                "person:mevlut-cavusoglu",
                "person:recep-tayyip-erdogan",
                "person:sergey-lavrov",
                "state:RUS",
                "state:SYR",
                "state:TUR",
            ],
        ),
        (
            "001",
            &[
                "group:gulen-movement",
                "institution:kremlin",
                "institution:rus-defence-ministry",
                "institution:rus-foreign-ministry",
                "institution:russian-reconciliation-centre",
                "institution:tur-foreign-ministry",
                "outlet:tass",
                "person:andrey-karlov",
                "person:dmitry-peskov",
                "person:hami-aksoy",
                "person:maria-zakharova",
                "person:mevlut-cavusoglu",
                "person:mohammad-javad-zarif",
                "person:recep-tayyip-erdogan",
                "person:sergey-lavrov",
                "state:IRN",
                "state:LBY",
                "state:RUS",
                "state:SYR",
                "state:TUR",
            ],
        ),
        (
            "002",
            &[
                "group:hayat-tahrir-al-sham",
                "group:jabhat-al-nusra",
                "group:liwa-al-imam-al-hussein",
                "institution:kremlin",
                "institution:rus-foreign-ministry",
                "outlet:news-ru",
                "person:alexander-lavrentiev",
                "person:bashar-al-assad",
                "person:ibrahim-kalin",
                "person:kirill-semenov",
                "person:recep-tayyip-erdogan",
                "person:sedat-onal",
                "person:sergey-vershinin",
                "person:vladimir-putin",
                "state:IRN",
                "state:IRQ",
                "state:RUS",
                "state:SYR",
                "state:TUR",
                "state:USA",
            ],
        ),
        (
            "003",
            &[
                "group:lna",
                "group:pkk",
                "group:wagner",
                "institution:assad-government",
                "outlet:middle-east-eye",
                "people:kurds",
                "people:syrian-kurds",
                "person:ragip-soylu",
                "person:recep-tayyip-erdogan",
                "person:vladimir-putin",
                "state:ARM",
                "state:AZE",
                "state:LBY",
                "state:RUS",
                "state:SYR",
                "state:TUR",
                "state:USA",
                "territory:nagorno-karabakh",
            ],
        ),
        (
            "004",
            &[
                "group:al-qaeda",
                "group:islamic-state",
                "group:jabhat-al-nusra",
                "igo:coalition-against-is",
                "igo:eaeu",
                "igo:eu",
                "igo:nato",
                "igo:sco",
                "institution:kremlin",
                "institution:russian-aerospace-forces",
                "people:kurds",
                "people:syrian-kurds",
                "person:bashar-al-assad",
                "person:dmitry-peskov",
                "person:mevlut-cavusoglu",
                "person:recep-tayyip-erdogan",
                "person:sergey-lavrov",
                "person:theodore-karasik",
                "state:CHN",
                "state:RUS",
                "state:SYR",
                "state:TUR",
                "state:USA",
            ],
        ),
    ];
    for (report, actors) in expected {
        let (_, reading) = readings.iter().find(|(name, _)| name == report).expect("five reports");
        let mut found: Vec<&str> = reading.mentions.iter().map(|m| m.actor.as_str()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(&found, actors, "{report}");
    }
}

/// Names of one day and another, in two spellings, and misspelt.
#[test]
fn who_is_who() {
    let world = World::embedded();
    assert!(world.are_one("group:hayat-tahrir-al-sham", "group:jabhat-al-nusra"));
    assert!(!world.are_one("group:hayat-tahrir-al-sham", "group:ahrar-al-sham"));
    let Some(readings) = readings() else { return };
    let named = |report: &str, actor: &str| -> Vec<String> {
        let (_, reading) = readings.iter().find(|(name, _)| name == report).expect("five reports");
        let own = reading.mentions.iter().filter(|mention| mention.actor == actor);
        own.map(|mention| mention.text.clone()).collect()
    };
    let semenov = named("002", "person:kirill-semenov");
    assert!(semenov.iter().any(|name| name == "Kirill Semenov"), "{semenov:?}");
    assert!(semenov.iter().any(|name| name == "Semyonov"), "{semenov:?}");
    let soylu = named("003", "person:ragip-soylu");
    assert!(soylu.iter().any(|name| name == "Ragin Soylu"), "{soylu:?}");
}

/// Where it happened: the province and its city apart, the highways, and no Africa where a machine
/// wrote it for a region of Syria.
#[test]
fn where_it_happened() {
    let Some(readings) = readings() else { return };
    let places = |report: &str| -> Vec<&str> {
        let (_, reading) = readings.iter().find(|(name, _)| name == report).expect("five reports");
        reading.places.iter().map(|place| place.place.as_str()).collect()
    };
    for (report, expected) in [
        ("000", "geonames:169389"),
        ("000", "division:SY.12"),
        ("000", "place:m4-highway-syria"),
        ("000", "place:m5-highway-syria"),
        ("001", "geonames:491422"),
        ("002", "geonames:745044"),
        ("003", "place:nagorno-karabakh"),
        ("004", "geonames:491422"),
    ] {
        let found = places(report);
        assert!(found.contains(&expected), "{report}: {expected} is not among {found:?}");
    }
    assert!(!places("003").contains(&"place:africa"), "{:?}", places("003"));
}

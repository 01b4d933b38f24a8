//! Whether event frames read their examples as they say: what the project's own tests and
//! `detente-bench frames` ask of a file of frames.

use detente_language::Analyst;
use detente_record::{ActorRef, Event, Status};
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::{Example, World};

/// The events of one sentence, as examples of frames write them.
///
/// The form is `TYPE[/mode] ACTORS > RECIPIENTS [status]`: states by their code, with a full stop
/// and the sector where it is another part of the state than its government; other known actors by
/// their id after the colon; the rest by the last word of their mention; `-` where there is nobody;
/// the status where it is not `happened`; `=` in place of `>` where it is reciprocal.
///
/// ```
/// use detente_language::{Analyst, Model};
/// use detente_world::World;
/// let mut analyst = Analyst::new(Model::embedded());
/// let found = detente_reading::frames::events("Mali expelled the French ambassador.", None, &mut analyst, World::embedded());
/// assert_eq!(found, ["SANCTION/expel MLI > FRA"]);
/// ```
pub fn events(
    text: &str,
    published: Option<&str>,
    analyst: &mut Analyst<'_>,
    world: &World,
) -> Vec<String> {
    let supplied = Supplied {
        published: published.map(Into::into),
        language: Some("en".into()),
        ..Supplied::default()
    };
    let member = Member {
        original: text.as_bytes().to_vec(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let Ok(mut document) = detente_text::read(&member, &Limits::default()) else { return vec![] };
    document.language = Some(("en".into(), 1.0));
    let analysis = analyst.analyse(&document);
    crate::read(&document, &analysis, world).events.iter().map(short).collect()
}

/// One example that is not read as it says: what it gives, and what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The frame.
    pub frame: String,
    /// The sentence.
    pub text: String,
    /// What it gives.
    pub gives: Vec<String>,
    /// What it should give.
    pub expected: Vec<String>,
}

/// Reads an example; `None` where it is read as it says, in whatever order.
pub fn check(
    frame: &str,
    example: &Example,
    analyst: &mut Analyst<'_>,
    world: &World,
) -> Option<Mismatch> {
    let gives = events(&example.text, None, analyst, world);
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    (sorted(&gives) != sorted(&example.gives)).then(|| Mismatch {
        frame: frame.to_owned(),
        text: example.text.clone(),
        gives,
        expected: example.gives.clone(),
    })
}

/// An event in one line, as [`events`] gives it.
pub fn short(event: &Event) -> String {
    let mode = event.mode.as_ref().map(|mode| format!("/{mode}")).unwrap_or_default();
    let names = |list: &[ActorRef]| {
        let names: Vec<String> = list.iter().map(name).collect();
        if names.is_empty() { "-".to_owned() } else { names.join(", ") }
    };
    let sides = if event.reciprocal {
        format!("{} =", names(&event.actors))
    } else {
        format!("{} > {}", names(&event.actors), names(&event.recipients))
    };
    let status = match event.status {
        Status::Happened => String::new(),
        status => format!(" [{status}]"),
    };
    format!("{}{mode} {sides}{status}", event.kind)
}

fn name(actor: &ActorRef) -> String {
    let sector = actor.sector.as_deref().filter(|sector| *sector != "GOV");
    let dotted = |country: &str| match sector {
        Some(sector) => format!("{country}.{sector}"),
        None => country.to_owned(),
    };
    match (&actor.id, &actor.country) {
        (Some(id), Some(country)) if id.starts_with("state:") => dotted(country),
        (Some(id), _) => id.split_once(':').map_or(id.as_str(), |(_, tail)| tail).to_owned(),
        (None, Some(country)) => dotted(country),
        (None, None) => {
            let words = actor.text.split_whitespace();
            words.last().unwrap_or("?").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
        }
    }
}

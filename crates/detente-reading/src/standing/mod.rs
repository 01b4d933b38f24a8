//! Whom "it", "they" and "the army" stand for where the references leave it open.
//!
//! [`crate::reference`] weighs all that speaks for a mention and is unsure where a report says
//! little; here two conventions of news prose decide what it left open:
//!
//! - A pronoun goes on with the subject: of the clause above it, else of the sentence before
//!   ("centering", [Grosz, Joshi and Weinstein 1995](https://aclanthology.org/J95-2003/)). Where
//!   that subject is something that fits the pronoun and acts for nobody, nobody is meant.
//! - "The army", "the ministry", "the mission" is the one spoken of before under that noun, or
//!   under one of its class; else that of the one state that the report is about.
//!
//! What comes out stands beside the references and is asked after them.

mod description;
mod pronoun;
mod sides;

pub(crate) use pronoun::done_to_others;
pub(crate) use sides::sides;

use crate::actors;
use crate::events::scene::Scene;
use crate::view::View;
use detente_language::{NameKind, Relation, Upos, Xpos};
use detente_record::ActorRef;

/// A description or pronoun with whom it stands for.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    /// Its head word, as a token of the report.
    pub(crate) tok: usize,
    /// Whom it stands for; the text is its own.
    pub(crate) actor: ActorRef,
    /// Whether that is one person.
    pub(crate) person: bool,
}

/// Somebody whom the report has spoken of.
#[derive(Clone, Debug)]
pub(super) struct Centre {
    pub(super) sentence: usize,
    pub(super) word: usize,
    /// Dictionary form of the head.
    pub(super) head: String,
    pub(super) plural: bool,
    pub(super) person: bool,
    pub(super) actor: ActorRef,
}

/// The descriptions and pronouns of a report that these rules can tell of, in text order.
pub(crate) fn read(view: &View) -> Vec<Standing> {
    let mut centres: Vec<Centre> = vec![];
    let mut out: Vec<Standing> = vec![];
    let home = description::home(view);
    for number in 0..view.sentences.len() {
        let Some(scene) = Scene::new(view, number) else { continue };
        for word in 0..scene.tree.len() {
            if let Some((centre, told)) = see(&scene, word, &centres, home) {
                if told {
                    let (tok, actor) = (scene.tok(word), centre.actor.clone());
                    out.push(Standing { tok, actor, person: centre.person });
                }
                centres.push(centre);
            }
        }
    }
    out
}

/// Whom a word brings into the report, and whether these rules had to tell.
fn see(
    scene: &Scene,
    word: usize,
    before: &[Centre],
    home: Option<&str>,
) -> Option<(Centre, bool)> {
    let inner = matches!(
        scene.relation(word),
        Relation::Compound | Relation::Flat | Relation::Goeswith | Relation::Amod
    );
    let at = scene.bytes(word).start;
    if scene.view.datelines.iter().any(|line| line.contains(&at)) {
        return None;
    }
    let made = |actor: ActorRef, person: bool, plural: bool| Centre {
        sentence: scene.number,
        word,
        head: scene.lemma(word),
        plural,
        person,
        actor,
    };
    match scene.upos(word) {
        Upos::Pron => {
            if let Some(actor) = referred(scene, word) {
                let person = is_person(&actor);
                let plural = pronoun::is_plural(scene, word);
                return Some((made(actor, person, plural), false));
            }
            let whom = pronoun::resolve(scene, word, before)?;
            let text = scene.token(word).text.to_owned();
            let actor = ActorRef { text, ..whom.actor.clone() };
            Some((made(actor, whom.person, whom.plural), true))
        }
        Upos::Noun | Upos::Propn => {
            if inner && !description::acts_in_compound(scene, word) {
                return None;
            }
            let plural =
                matches!(scene.xpos(word), Xpos::Nns | Xpos::Nnps) || scene.joined(word).len() > 1;
            let words = if inner { word..word + 1 } else { scene.phrase(word) };
            let toks = scene.tok(words.start)..scene.tok(words.end);
            let text = &scene.view.text[scene.text_of(words)];
            if let Some(read) = actors::phrase(scene.view, toks)
                && (read.actor.id.is_some() || read.actor.country.is_some())
            {
                let person = read.person;
                return Some((made(read.actor, person, plural), false));
            }
            if let Some(actor) = description::resolve(scene, word, before, home) {
                let person = is_person(&actor);
                let actor = ActorRef { text: text.to_owned(), ..actor };
                return Some((made(actor, person, plural), true));
            }
            let name = unknown_name(scene, word)?;
            let actor = ActorRef { text: text.to_owned(), ..ActorRef::default() };
            Some((made(actor, name == NameKind::Person, plural), false))
        }
        _ => None,
    }
}

/// Whom the report's references take a pronoun for, where they are sure.
fn referred(scene: &Scene, word: usize) -> Option<ActorRef> {
    const SURE: i32 = 40;
    let reference = scene.view.reference_at(scene.tok(word))?;
    let actor = reference.actor.filter(|_| reference.margin >= SURE)?;
    Some(actor.reference(scene.token(word).text))
}

/// The kind of a name that the world does not know, if somebody bears it.
fn unknown_name(scene: &Scene, word: usize) -> Option<NameKind> {
    let bytes = scene.bytes(word);
    let names = &scene.view.analysis.names;
    let name =
        names.iter().find(|name| name.range.start <= bytes.start && bytes.end <= name.range.end)?;
    matches!(name.kind, NameKind::Person | NameKind::Organisation | NameKind::Group)
        .then_some(name.kind)
}

fn is_person(actor: &ActorRef) -> bool {
    actor.id.as_deref().is_some_and(|id| id.starts_with("person:"))
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    /// Actors and recipients of each event of a text.
    fn who(text: &str) -> Vec<String> {
        let events = read_whole(text).events;
        let side = |all: &[detente_record::ActorRef]| {
            let one = |actor: &detente_record::ActorRef| {
                actor.id.clone().or(actor.country.clone()).unwrap_or_else(|| "?".into())
            };
            all.iter().map(one).collect::<Vec<_>>().join("+")
        };
        events
            .iter()
            .map(|event| {
                format!("{} {} > {}", event.kind, side(&event.actors), side(&event.recipients))
            })
            .collect()
    }

    #[test]
    fn a_pronoun_goes_on_with_the_subject() {
        let text = "Eritrea's information ministry published a statement on Friday. It accused \
                    Ethiopia of planning a war.";
        let found = who(text);
        assert!(
            found.iter().any(|row| row.starts_with("ACCUSE")
                && row.contains("state:ETH")
                && !row.starts_with("ACCUSE  >")),
            "{found:?}"
        );
    }

    #[test]
    fn the_army_is_the_one_spoken_of() {
        let text = "Chad's army said on Monday that rebels had attacked a post. On Tuesday the \
                    rebels accused the army of shelling villages.";
        let found = who(text);
        assert!(
            found
                .iter()
                .any(|row| row.starts_with("ACCUSE") && row.contains("> ") && row.contains("TCD")),
            "{found:?}"
        );
    }

    #[test]
    fn a_thing_before_a_pronoun_keeps_it_open() {
        let text = "The plan angered Chad. It condemned nobody.";
        assert!(who(text).iter().all(|row| !row.starts_with("ACCUSE state:TCD")));
    }
}

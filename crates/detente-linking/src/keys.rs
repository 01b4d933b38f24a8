//! Under which keys the rows of one report fall.

use detente_reading::Reading;
use detente_world::World;

/// What a row of a report contributes to. When a report is added, removed or read again, the
/// rows under its old and its new keys are made anew, and no others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The actor of that id: made by [`crate::actor`] from the mentions of it.
    Actor(String),
    /// The place of that id: made by [`crate::place`] from the mentions of it.
    Place(String),
    /// The source of that id: made by [`crate::source`] from the reports it published and the
    /// statements it made or carried.
    Source(String),
}

/// The keys that a reading touches, sorted, each once.
///
/// ```
/// use detente_linking::{Key, keys};
/// use detente_reading::{Mention, Reading};
/// let evidence = detente_record::Evidence { report: "r".into(), parts: vec![], section: "body".into(), field: None };
/// let mention = Mention { report: "r".into(), actor: "igo:un".into(), text: "UN".into(), evidence };
/// let reading = Reading { mentions: vec![mention], ..Reading::default() };
/// let world = detente_world::World::embedded();
/// assert_eq!(keys(&reading, world), [Key::Actor("igo:un".into())]);
/// ```
pub fn keys(reading: &Reading, world: &World) -> Vec<Key> {
    let mut all: Vec<Key> =
        reading.mentions.iter().map(|mention| Key::Actor(mention.actor.clone())).collect();
    all.extend(reading.places.iter().map(|place| Key::Place(place.place.clone())));
    let outlet = reading.report.outlet.as_deref().and_then(|o| outlet_id(o, world));
    all.extend(outlet.map(Key::Source));
    for statement in &reading.statements {
        let speaker = statement.speaker.iter().filter_map(|speaker| speaker.actor.id.clone());
        let via = statement.via.iter().filter_map(|via| via.id.clone());
        all.extend(speaker.chain(via).map(Key::Source));
    }
    all.sort();
    all.dedup();
    all
}

/// The id of an outlet by the name a report gives: the world's where it knows the outlet, else
/// one made of the name's letters and digits; `None` where the name has none.
///
/// ```
/// let world = detente_world::World::embedded();
/// assert_eq!(detente_linking::outlet_id("Reuters", world).as_deref(), Some("outlet:reuters"));
/// assert_eq!(detente_linking::outlet_id("Lake Post", world).as_deref(), Some("outlet:lake-post"));
/// ```
pub fn outlet_id(name: &str, world: &World) -> Option<String> {
    if let Some(known) = world.outlet(name) {
        return Some(known.id.clone());
    }
    let folded = detente_world::fold(name).text.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    (!slug.is_empty()).then(|| format!("outlet:{slug}"))
}

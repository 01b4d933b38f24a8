//! For whom an actor stands in a relation.

use super::Weighed;
use detente_record::ActorRef;
use std::collections::BTreeSet;

/// Sectors whose people, where nobody says which group they are, stand against their state or
/// beside it, never for it: who bombs "Syrian rebels" does nothing to Syria's state.
const NOT_THE_STATE: [&str; 4] = ["REB", "UAF", "OPP", "CRM"];

/// What is a side of its own, wherever it is at home.
const OWN: [&str; 5] = ["group:", "igo:", "ngo:", "territory:", "people:"];

/// What is a side only by way of its state: the record does not say how a person stands with a
/// person.
const ONLY_BY_STATE: [&str; 3] = ["person:", "outlet:", "company:"];

/// One side of a relation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A state with all who act for it: ISO 3166-1 alpha-3.
    Country(String),
    /// An armed group, a body of several states or another actor of no state, by its id.
    Own(String),
}

impl Side {
    /// The side that an actor stands for; `None` where it stands for none that is known.
    ///
    /// An actor that acts for another (the commander of a group) is that other only if the caller
    /// puts it in its place: who commanded what is knowledge of the world.
    pub fn of(actor: &ActorRef) -> Option<Self> {
        let starts = |all: &[&str]| {
            actor.id.as_deref().is_some_and(|id| all.iter().any(|start| id.starts_with(start)))
        };
        let own = || actor.id.clone().map(Self::Own);
        if starts(&OWN) {
            return own();
        }
        if actor.sector.as_deref().is_some_and(|sector| NOT_THE_STATE.contains(&sector)) {
            return None;
        }
        match &actor.country {
            Some(country) => Some(Self::Country(country.clone())),
            None if starts(&ONLY_BY_STATE) => None,
            None => own(),
        }
    }

    /// The id of the actor that the side is in the record.
    pub fn id(&self) -> String {
        match self {
            Self::Country(code) => format!("state:{code}"),
            Self::Own(id) => id.clone(),
        }
    }

    /// The side of an actor's id, as [`Self::id`] gives it.
    pub fn of_id(id: &str) -> Self {
        match id.strip_prefix("state:") {
            Some(code) => Self::Country(code.to_owned()),
            None => Self::Own(id.to_owned()),
        }
    }

    /// The side as a reference, named as the world names it; by its code or id where it does not.
    pub fn known(&self, world: &detente_world::World) -> ActorRef {
        match world.get(&self.id()) {
            Some(actor) => actor.reference(&actor.name),
            None => self.reference(std::iter::empty()),
        }
    }

    /// The side as a reference, named as the incidents name it; by its code or id where they name
    /// only others who stand for it.
    pub(crate) fn reference<'a>(&self, named: impl Iterator<Item = &'a ActorRef>) -> ActorRef {
        let id = self.id();
        let itself: BTreeSet<&ActorRef> =
            named.filter(|actor| actor.id.as_deref() == Some(&*id)).collect();
        let name = itself.iter().find_map(|actor| actor.name.clone());
        let text = itself.first().map(|actor| actor.text.clone());
        let (code, country, sector) = match self {
            Self::Country(code) => (code, Some(code.clone()), None),
            Self::Own(id) => (
                id,
                itself.iter().find_map(|actor| actor.country.clone()),
                itself.iter().find_map(|actor| actor.sector.clone()),
            ),
        };
        let text = name.clone().or(text).unwrap_or_else(|| code.clone());
        ActorRef { id: Some(id), name, text, country, sector }
    }
}

/// Two sides, from the first to the second.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dyad {
    /// Who acts.
    pub a: Side,
    /// Towards whom.
    pub b: Side,
}

impl Dyad {
    /// The pair without direction, under which its relations are kept: the lesser side first.
    #[must_use]
    pub fn pair(self) -> Self {
        if self.b < self.a { Self { a: self.b, b: self.a } } else { self }
    }
}

/// The sides of some actors, sorted, each once.
pub(crate) fn sides<'a>(actors: impl IntoIterator<Item = &'a ActorRef>) -> BTreeSet<Side> {
    actors.into_iter().filter_map(Side::of).collect()
}

/// The directed dyads of an incident, sorted, each once. A reciprocal incident has both
/// directions. A side is in no relation with itself: two of one state are none, a state and an
/// armed group at home there are one.
///
/// ```
/// use detente_linking::{Weighed, dyads};
/// use detente_record::ActorRef;
/// let actor = |country: &str| ActorRef { country: Some(country.into()), ..ActorRef::default() };
/// let incident = Weighed {
///     actors: vec![actor("IND")],
///     recipients: vec![actor("PAK"), actor("IND")],
///     ..Weighed::default()
/// };
/// let [dyad] = &dyads(&incident)[..] else { panic!("one dyad") };
/// assert_eq!((dyad.a.id(), dyad.b.id()), ("state:IND".into(), "state:PAK".into()));
/// ```
pub fn dyads(incident: &Weighed) -> Vec<Dyad> {
    let (from, to) = incident.sides();
    let all = from.iter().flat_map(|a| to.iter().map(move |b| (a, b)));
    all.filter(|(a, b)| a != b).map(|(a, b)| Dyad { a: a.clone(), b: b.clone() }).collect()
}

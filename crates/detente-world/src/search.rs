//! What a name may stand for, best first: `detente world find`.

use crate::names::{NameKind, SAME_ORGANISATION, SAME_PERSON, likeness};
use crate::places::PlaceId;
use crate::{Actor, Agreement, World, fold, place_key};
use detente_knowledge::{Form, Target};
use detente_record::ActorKind;

/// Something that a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known<'w> {
    /// An actor.
    Actor(&'w Actor),
    /// A place.
    Place(PlaceId),
    /// An agreement.
    Agreement(&'w Agreement),
}

/// One answer of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'w> {
    /// What.
    pub known: Known<'w>,
    /// From 0 to 1000: 1000 where the name is one of its own.
    pub score: i32,
    /// How it came to be found.
    pub by: String,
}

/// Places of one name beyond these are left out.
const MOST_PLACES: usize = 12;

impl World {
    /// What a name may stand for, best first: by its own names, by its office ("Russian foreign
    /// minister"), by what it has become on a day, by names that are most likely the same in another
    /// spelling (persons and organisations only: armed groups by their own names alone), and the
    /// places of that name.
    ///
    /// ```
    /// use detente_world::{Known, World};
    /// let first = |name, day| match World::embedded().search(name, day)[0].known {
    ///     Known::Actor(actor) => actor.id.clone(),
    ///     _ => String::new(),
    /// };
    /// assert_eq!(first("Semyonov Kirill", None), "person:kirill-semenov");
    /// assert_eq!(first("Turkish president", Some("2010-05-01")), "person:abdullah-gul");
    /// assert_eq!(first("Nusra Front", Some("2018-09-17")), "group:hayat-tahrir-al-sham");
    /// ```
    pub fn search(&self, name: &str, day: Option<&str>) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = vec![];
        // What is typed in small letters is meant with the capitals that names have.
        let capital = capitals(name);
        let name = if self.find(name).is_empty() { capital.as_str() } else { name };
        self.by_office(name, day, &mut hits);
        self.by_name(name, day, &mut hits);
        self.by_likeness(name, &mut hits);
        // "Springfield, Illinois": the second says where the first lies.
        if let Some((first, rest)) = name.split_once(", ") {
            let spans = [0..first.len(), name.len() - rest.len()..name.len()];
            if let Some(Some(found)) = self.locate(name, &spans).into_iter().next() {
                let by = format!("its name, in {rest}");
                add(&mut hits, Hit { known: Known::Place(found.place), score: 960, by });
            }
        }
        for place in self.places_named(name).into_iter().take(MOST_PLACES) {
            let own = place_key(self.place(place).name) == place_key(name);
            let (score, by) = if own { (960, "its name") } else { (940, "another of its names") };
            add(&mut hits, Hit { known: Known::Place(place), score, by: by.into() });
        }
        if !hits.iter().any(|hit| matches!(hit.known, Known::Place(_))) {
            for place in self.places_like(name).into_iter().take(5) {
                let by = "spelled otherwise in that state".to_owned();
                add(&mut hits, Hit { known: Known::Place(place), score: 700, by });
            }
        }
        let people = |hit: &Hit<'_>| match hit.known {
            Known::Place(place) => self.place(place).population.unwrap_or(0),
            _ => 0,
        };
        let id = |hit: &Hit<'_>| match hit.known {
            Known::Actor(actor) => actor.id.clone(),
            Known::Agreement(agreement) => agreement.id.clone(),
            Known::Place(place) => self.place(place).id.into_owned(),
        };
        hits.sort_by_cached_key(|hit| {
            (std::cmp::Reverse(hit.score), std::cmp::Reverse(people(hit)), id(hit))
        });
        hits
    }

    /// "Russian foreign minister", "prime minister of Mali".
    fn by_office<'w>(&'w self, name: &str, day: Option<&str>, hits: &mut Vec<Hit<'w>>) {
        let found = self.find(name);
        // "Secretary of State" is an office of one state alone.
        let own = || {
            let plain = fold(name).text.to_lowercase();
            let title =
                self.rows().titles.iter().find(|row| row.of.is_some() && row.name == plain)?;
            Some((self.get(title.of.as_deref()?)?, name.to_owned()))
        };
        let (whose, rest) = match found.as_slice() {
            [whose] => {
                let (before, after) = (&name[..whose.range.start], &name[whose.range.end..]);
                (whose.actor, format!("{before} {after}"))
            }
            [] => match own() {
                Some(found) => found,
                None => return,
            },
            _ => return,
        };
        let rest = rest.replace("'s", " ").replace('’', " ");
        let words: Vec<&str> = rest.split_whitespace().collect();
        let title = words.join(" ").to_lowercase();
        let title = title.trim_end_matches(" of").trim_start_matches("the ").trim();
        if title.is_empty() {
            return;
        }
        let offices = self.offices_called(title, &whose.id);
        let mut held: Vec<(&Actor, &crate::Office)> = vec![];
        for actor in self.actors() {
            let own = actor
                .offices
                .iter()
                .filter(|one| one.of == whose.id && offices.contains(&one.office.as_str()));
            held.extend(own.map(|office| (actor, office)));
        }
        held.retain(|(_, office)| day.is_none_or(|day| office.held_on(day)));
        // An office whose end is not known may have passed on: who took it last comes first.
        let last = held.iter().filter(|(_, office)| day.is_some() || office.to.is_none());
        let last = last.map(|(_, office)| office.from.as_deref()).max().flatten();
        for (actor, office) in held {
            let from = office.from.as_deref();
            let score = match (day.is_some() || office.to.is_none(), from == last) {
                (true, true) => 1000,
                (true, false) => 985,
                (false, _) => 900,
            };
            let to = office.to.as_deref().unwrap_or("…");
            let by =
                format!("{} of {}, {} to {to}", office.office, whose.name, from.unwrap_or("?"));
            add(hits, Hit { known: Known::Actor(actor), score, by });
        }
    }

    /// By a name of its own, whatever its capitals and marks.
    fn by_name<'w>(&'w self, name: &str, day: Option<&str>, hits: &mut Vec<Hit<'w>>) {
        let key = place_key(name);
        let form = fold(name).text;
        let exact = self.pack.candidates(&form).unwrap_or_default().iter();
        let mut targets: Vec<(Target, i32, &str)> = exact
            .map(|one| match one.form {
                Form::Name if one.condition.is_some() => {
                    (one.target, 930, "its name, where the text speaks of it")
                }
                Form::Name => (one.target, 1000, "its name"),
                Form::Capital => (one.target, 900, "its capital"),
                Form::Surname if one.needs_full_name => (one.target, 880, "the surname"),
                Form::Surname => (one.target, 980, "the surname"),
                Form::Adjective | Form::People => (one.target, 970, "its adjective or people"),
            })
            .collect();
        let rows = self.rows();
        for (at, actor) in rows.actors.iter().enumerate() {
            let target = Target::Actor(at as u32);
            let own = actor.names.iter().find(|one| place_key(&one.text) == key);
            match own {
                Some(name) if name.when.is_some() => {
                    targets.push((target, 925, "its name, where the text speaks of it"));
                }
                Some(_) => targets.push((target, 990, "its name, spelled otherwise")),
                None if place_key(&actor.name) == key => {
                    targets.push((target, 990, "its name, spelled otherwise"));
                }
                None => {}
            }
        }
        for (at, agreement) in rows.agreements.iter().enumerate() {
            let names = agreement.names.iter().map(|name| &name.text);
            if std::iter::once(&agreement.name).chain(names).any(|one| place_key(one) == key) {
                targets.push((Target::Agreement(at as u32), 990, "its name"));
            }
        }
        for (target, score, by) in targets {
            let known = match target {
                Target::Actor(at) => {
                    let actor = &rows.actors[at as usize];
                    if let Some(day) = day
                        && let Some(later) = self.on(&actor.id, day)
                        && later.id != actor.id
                    {
                        let by = format!("what {} had become by {day}", actor.name);
                        add(hits, Hit { known: Known::Actor(later), score, by });
                        add(
                            hits,
                            Hit {
                                known: Known::Actor(actor),
                                score: score - 60,
                                by: "its name before that day".into(),
                            },
                        );
                        continue;
                    }
                    Known::Actor(actor)
                }
                Target::Agreement(at) => Known::Agreement(&rows.agreements[at as usize]),
                Target::Spot(at) => Known::Place(PlaceId::Spot(at)),
            };
            add(hits, Hit { known, score, by: by.into() });
        }
    }

    fn by_likeness<'w>(&'w self, name: &str, hits: &mut Vec<Hit<'w>>) {
        let first = |name: &str| -> Vec<u8> {
            place_key(name).split(' ').filter_map(|word| word.bytes().next()).collect()
        };
        let letters = first(name);
        for actor in self.actors() {
            let (kind, enough) = match actor.kind {
                ActorKind::Person => (NameKind::Person, SAME_PERSON),
                ActorKind::ArmedGroup | ActorKind::State | ActorKind::Population => continue,
                _ => (NameKind::Organisation, SAME_ORGANISATION),
            };
            for one in actor.all_names() {
                // Two names of one bearer share the letter that a word of theirs begins with.
                if !first(one).iter().any(|letter| letters.contains(letter)) {
                    continue;
                }
                let alike = likeness(name, one, kind);
                if alike >= enough {
                    let by = format!("like {one:?}");
                    add(hits, Hit { known: Known::Actor(actor), score: alike.min(950), by });
                }
            }
        }
    }
}

/// Every word with a capital.
fn capitals(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Keeps the best of what was found twice.
fn add<'w>(hits: &mut Vec<Hit<'w>>, hit: Hit<'w>) {
    let same = |a: &Known<'_>, b: &Known<'_>| match (a, b) {
        (Known::Actor(a), Known::Actor(b)) => a.id == b.id,
        (Known::Agreement(a), Known::Agreement(b)) => a.id == b.id,
        (Known::Place(a), Known::Place(b)) => a == b,
        _ => false,
    };
    match hits.iter_mut().find(|one| same(&one.known, &hit.known)) {
        Some(known) if known.score >= hit.score => {}
        Some(known) => *known = hit,
        None => hits.push(hit),
    }
}

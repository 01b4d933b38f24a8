//! Who holds an office, and what a group has become: the world on a day.

use crate::{Actor, Title, World, fold};
use std::collections::HashMap;

/// Where to look for titles and for who held the offices of an actor.
#[derive(Debug)]
pub(crate) struct Offices {
    /// Titles by their own names in small letters, and by what else they are called.
    named: HashMap<String, Vec<u32>>,
    called: HashMap<String, Vec<u32>>,
    /// Actors by those whose offices they held, in the order of the rows.
    holders: HashMap<String, Vec<u32>>,
}

impl Offices {
    fn new(titles: &[Title], actors: &[Actor]) -> Self {
        let mut made =
            Self { named: HashMap::new(), called: HashMap::new(), holders: HashMap::new() };
        let put = |all: &mut HashMap<String, Vec<u32>>, key: String, at: u32| {
            let rows = all.entry(key).or_default();
            if rows.last() != Some(&at) {
                rows.push(at);
            }
        };
        for (at, row) in (0u32..).zip(titles) {
            put(&mut made.named, plain(&row.name), at);
            row.titles.iter().for_each(|one| put(&mut made.called, plain(one), at));
        }
        for (at, actor) in (0u32..).zip(actors) {
            actor.offices.iter().for_each(|one| put(&mut made.holders, one.of.clone(), at));
        }
        made
    }
}

fn plain(text: &str) -> String {
    fold(text).text.to_lowercase()
}

impl World {
    fn offices(&self) -> &Offices {
        self.offices.get_or_init(|| Offices::new(&self.rows().titles, self.actors()))
    }

    /// The one person who held `office` (as in `world/persons`, e.g. `foreign minister`) of
    /// the actor `of` on `day` (ISO 8601); `None` where nobody or more than one is known.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let minister = world.holder("foreign minister", "state:RUS", "2020-02-14").unwrap();
    /// assert_eq!(minister.id, "person:sergey-lavrov");
    /// ```
    pub fn holder(&self, office: &str, of: &str, day: &str) -> Option<&Actor> {
        self.only_holder(of, |held| held == office, day)
    }

    /// The one person whom a title means on a day: "foreign minister", "top diplomat", "premier" of
    /// the actor `of`; "spokeswoman" where there is one alone.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let titled = |title, of, day| world.titled(title, of, day).map(|actor| actor.id.as_str());
    /// assert_eq!(titled("top diplomat", "state:USA", "2019-05-01"), Some("person:mike-pompeo"));
    /// assert_eq!(titled("President", "state:TUR", "2020-02-14"), Some("person:recep-tayyip-erdogan"));
    /// assert_eq!(titled("janitor", "state:TUR", "2020-02-14"), None);
    /// ```
    pub fn titled(&self, title: &str, of: &str, day: &str) -> Option<&Actor> {
        let offices = self.offices_called(title, of);
        if offices.is_empty() {
            return None;
        }
        self.only_holder(of, |held| offices.contains(&held), day)
    }

    /// The offices that a title means of an actor, by their names in the rows.
    pub fn offices_called(&self, title: &str, of: &str) -> Vec<&str> {
        let wanted = plain(title);
        let wanted = wanted.trim_start_matches("the ").trim();
        let rows = |found: Option<&Vec<u32>>| -> Vec<&str> {
            let rows = found.into_iter().flatten().map(|&at| &self.rows().titles[at as usize]);
            let own = |row: &&Title| row.of.as_deref().is_none_or(|only| only == of);
            rows.filter(own).map(|row| row.name.as_str()).collect()
        };
        let offices = self.offices();
        let found = rows(offices.named.get(wanted));
        if found.is_empty() { rows(offices.called.get(wanted)) } else { found }
    }

    /// The only one who held one of an actor's offices on a day.
    fn only_holder(&self, of: &str, is: impl Fn(&str) -> bool, day: &str) -> Option<&Actor> {
        let actors = self.offices().holders.get(of)?.iter().map(|&at| &self.actors()[at as usize]);
        let mut holders = actors.filter(|actor| {
            actor.offices.iter().any(|one| one.of == of && is(&one.office) && one.held_on(day))
        });
        let first = holders.next()?;
        holders.next().is_none().then_some(first)
    }

    /// What an actor was on a day: itself, or what it was renamed to or merged into by then.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let on = |day| world.on("group:jabhat-al-nusra", day).unwrap().id.as_str();
    /// assert_eq!(on("2015-06-01"), "group:jabhat-al-nusra");
    /// assert_eq!(on("2016-09-01"), "group:jabhat-fatah-al-sham");
    /// assert_eq!(on("2018-09-17"), "group:hayat-tahrir-al-sham");
    /// ```
    pub fn on(&self, id: &str, day: &str) -> Option<&Actor> {
        let mut actor = self.get(id)?;
        // No chain of names is longer than this; the rows allow no circle.
        for _ in 0..16 {
            let next = self.actors().iter().find(|later| {
                later.predecessors.iter().any(|before| {
                    before.id == actor.id
                        && before.kind != "split"
                        && before.on.as_deref().is_some_and(|on| on <= day)
                })
            });
            match next {
                Some(later) => actor = later,
                None => break,
            }
        }
        Some(actor)
    }

    /// Whether two actors are one under names of different days: one is what the other was before.
    pub fn are_one(&self, a: &str, b: &str) -> bool {
        let leads = |from: &str, to: &str| {
            let mut reached = vec![from.to_owned()];
            let mut at = 0;
            while at < reached.len() {
                for before in self.get(&reached[at]).into_iter().flat_map(|a| &a.predecessors) {
                    if before.kind != "split" && !reached.contains(&before.id) {
                        reached.push(before.id.clone());
                    }
                }
                at += 1;
            }
            reached.iter().any(|id| id == to)
        };
        leads(a, b) || leads(b, a)
    }
}

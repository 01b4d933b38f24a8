//! Who holds an office, and what a group has become: the world on a day.

use crate::{Actor, Title, World, fold};

impl World {
    /// The one person who held `office` (as in `world/persons`, e.g. `foreign minister`) of
    /// the actor `of` on `day` (ISO 8601); `None` where nobody or more than one is known.
    ///
    /// ```
    /// let world = detente_world::World::embedded();
    /// let minister = world.holder("foreign minister", "state:RUS", "2020-02-14").unwrap();
    /// assert_eq!(minister.id, "person:sergey-lavrov");
    /// ```
    pub fn holder(&self, office: &str, of: &str, day: &str) -> Option<&Actor> {
        self.only_holder(|held, whose| held == office && whose == of, day)
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
        self.only_holder(|held, whose| whose == of && offices.contains(&held), day)
    }

    /// The offices that a title means of an actor, by their names in the rows.
    pub fn offices_called(&self, title: &str, of: &str) -> Vec<&str> {
        let plain = |text: &str| fold(text).text.to_lowercase();
        let wanted = plain(title);
        let wanted = wanted.trim_start_matches("the ").trim();
        let own = |row: &&Title| row.of.as_deref().is_none_or(|only| only == of);
        let named = self.rows().titles.iter().filter(own).filter(|row| plain(&row.name) == wanted);
        let mut found: Vec<&str> = named.map(|row| row.name.as_str()).collect();
        if found.is_empty() {
            let called = |row: &&Title| row.titles.iter().any(|one| plain(one) == wanted);
            let rows = self.rows().titles.iter().filter(own).filter(called);
            found = rows.map(|row| row.name.as_str()).collect();
        }
        found
    }

    /// The only one who held one of these offices on a day.
    fn only_holder(&self, is: impl Fn(&str, &str) -> bool, day: &str) -> Option<&Actor> {
        let mut holders = self.actors().iter().filter(|actor| {
            actor.offices.iter().any(|one| is(&one.office, &one.of) && one.held_on(day))
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

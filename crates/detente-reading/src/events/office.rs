//! What is said beside a name or a force of whose it is: the office of somebody whom the world does
//! not know, and the leader whom armed men are loyal to.

use super::party::{Party, Way, found};
use super::scene::Scene;
use super::whose::state_beside;
use detente_language::{Relation, Subtype, Upos};

/// The country and the sector of the office that stands before or behind the name of somebody whom
/// the world does not know: "Gambian minister Lamin Sowe", "Lamin Sowe, a judge in Banjul". Who
/// held it once is of the country alone.
pub(super) fn office(scene: &Scene, word: usize, way: Way) -> (Option<String>, Option<String>) {
    let titles = scene.tree.children(word).filter(|&c| match scene.relation(c) {
        Relation::Nmod | Relation::Compound => c < word,
        Relation::Appos => true,
        _ => false,
    });
    let title = titles
        .filter(|&c| matches!(scene.upos(c), Upos::Noun | Upos::Propn))
        .find(|&c| scene.sector(c).is_some() && scene.tree.nodes()[c].subtype != Subtype::Poss);
    let Some((title, held)) = title.and_then(|at| Some((at, found(scene, at, way.deeper())?)))
    else {
        return (None, None);
    };
    let once = scene.phrase(title).chain(scene.phrase(word)).any(|at| {
        matches!(scene.token(at).lower.as_str(), "former" | "ex" | "ousted" | "then" | "late")
    });
    // An adjective of the state may hang on the name itself: "the Gambian President Lamin Sowe".
    let country = held.actor.country.or_else(|| state_beside(scene, word)?.country.clone());
    (country, held.actor.sector.filter(|_| !once))
}

/// The one whom armed men are loyal to, and where the words for that one end.
pub(super) fn loyal_to(scene: &Scene, word: usize, way: Way) -> Option<(Party, usize)> {
    const LOYAL: &[&str] = &["loyal", "allied", "aligned", "loyalist", "faithful", "belonging"];
    let tied = scene.tree.children(word).find(|&c| {
        c > word
            && matches!(scene.relation(c), Relation::Amod | Relation::Acl)
            && LOYAL.contains(&scene.token(c).lower.as_str())
    })?;
    let to = (tied + 1 < scene.tree.len()).then(|| scene.token(tied + 1).lower.as_str())?;
    if !matches!(to, "to" | "with") {
        return None;
    }
    // The parser may hang the name anywhere: it is the noun whose phrase begins right behind.
    const FARTHEST: usize = 9;
    let last = scene.tree.len().min(tied + 2 + FARTHEST);
    let leader =
        (tied + 2..last).find(|&at| scene.is_nominal(at) && scene.phrase(at).start == tied + 2)?;
    let leader = found(scene, leader, way.deeper())?;
    let end = leader.range.end;
    (leader.actor.country.is_some()).then_some((leader, end))
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn of(text: &str) -> (Option<String>, Option<String>) {
        let events = read_whole(text).events;
        let first = events.first().unwrap_or_else(|| panic!("{text}: an event"));
        let who = first.actors.first().unwrap_or_else(|| panic!("{text}: an actor"));
        (who.country.clone(), who.sector.clone())
    }

    fn some(country: &str, sector: &str) -> (Option<String>, Option<String>) {
        (Some(country.to_owned()), Some(sector.to_owned()))
    }

    #[test]
    fn an_office_tells_of_what_country_somebody_is() {
        assert_eq!(of("Gambian minister Lamin Sowe condemned Senegal."), some("GMB", "GOV"));
        // Who held it once speaks for no state.
        let (country, sector) = of("Former Gambian minister Lamin Sowe condemned Senegal.");
        assert_eq!((country.as_deref(), sector), (Some("GMB"), None));
    }

    #[test]
    fn those_loyal_to_somebody_are_of_that_country_and_not_its_army() {
        let loyal = "Troops loyal to Idriss Deby attacked a village on Friday.";
        assert_eq!(of(loyal), some("TCD", "UAF"));
    }
}

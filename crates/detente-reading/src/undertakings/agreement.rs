//! The agreements that a report speaks of, by name or by description.
//!
//! A name that the world knows is that agreement. A description ("the 2018 deal", "a truce signed
//! in Doha") is one where its year, day or place fits one known agreement alone among those whose
//! parties the report names; "the deal" is the one spoken of before. What fits several, or none,
//! stays without an id: its words are kept.

use crate::events::scene::Scene;
use crate::view::View;
use detente_language::{Relation, Upos};
use detente_record::ActorKind;
use detente_record::AgreementRef;
use detente_world::Agreement;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Nouns for what binds those who conclude it.
const NOUNS: &[&str] = &[
    "agreement",
    "accord",
    "deal",
    "treaty",
    "pact",
    "memorandum",
    "truce",
    "ceasefire",
    "cease-fire",
    "armistice",
    "convention",
    "protocol",
    "cessation",
    "compact",
];

/// Nouns that name an agreement only where it is a known one or the words say so.
const LOOSE: &[&str] = &["statement", "declaration", "understanding", "resolution", "roadmap"];

/// Nouns for what is put forward and not agreed yet.
const PROPOSALS: &[&str] = &["plan", "proposal", "draft"];

/// Nouns for what makes the guns silent.
pub(super) const TRUCES: &[&str] = &["truce", "ceasefire", "cease-fire", "armistice", "cessation"];

/// One place where a report speaks of an agreement.
#[derive(Clone, Debug)]
pub(super) struct Mention<'w> {
    /// Its words, in bytes of the reading text.
    pub(super) range: Range<usize>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Which it is, where that is known.
    pub(super) known: Option<&'w Agreement>,
    /// Whether it is only put forward: a plan, a proposal.
    pub(super) proposed: bool,
    /// Whether it is a ceasefire.
    pub(super) truce: bool,
    /// Its head noun, dictionary form.
    pub(super) noun: String,
}

impl Mention<'_> {
    pub(super) fn reference(&self, view: &View) -> AgreementRef {
        AgreementRef {
            id: self.known.map(|known| known.id.clone()),
            name: self.known.map(|known| known.name.clone()),
            text: view.text[self.range.clone()].to_owned(),
        }
    }
}

/// All mentions in text order.
pub(super) fn mentions<'a>(view: &View<'a>) -> Vec<Mention<'a>> {
    let mut named = view.world.agreements(view.text);
    // "ceasefire" alone names none, whatever else stands in the report.
    // Nor can a report speak of what was concluded after it.
    let day = view.published_text();
    named.retain(|(range, known)| {
        let later =
            day.as_deref().zip(known.concluded.as_deref()).is_some_and(|(day, on)| on > day);
        let words = view.text[range.clone()].to_lowercase();
        let plain = words.strip_prefix("the ").unwrap_or(&words);
        !later && !NOUNS.contains(&plain) && !LOOSE.contains(&plain)
    });
    let present = Present::of(view);
    let mut out: Vec<Mention<'a>> = vec![];
    for number in 0..view.sentences.len() {
        let Some(scene) = Scene::new(view, number) else { continue };
        let words = scene.text_of(0..scene.tree.len());
        let from = named.partition_point(|(range, _)| range.start < words.start);
        let here = named[from..].iter().take_while(|(range, _)| range.end <= words.end);
        let here: Vec<_> = here.collect();
        let mut met = vec![false; here.len()];
        for word in 0..scene.tree.len() {
            if !matches!(scene.upos(word), Upos::Noun | Upos::Propn) {
                continue;
            }
            let noun = scene.lemma(word);
            let noun =
                noun.strip_suffix("-fire").map_or(noun.clone(), |stem| format!("{stem}fire"));
            let bytes = scene.bytes(word);
            let inside =
                |range: &Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
            let name = here.iter().position(|(range, _)| inside(range));
            let strong = NOUNS.contains(&noun.as_str());
            let loose = LOOSE.contains(&noun.as_str());
            let proposed = PROPOSALS.contains(&noun.as_str());
            if name.is_none() && !strong && !loose && !proposed {
                continue;
            }
            // "ceasefire agreement": the last word is the noun.
            let part = matches!(scene.relation(word), Relation::Compound | Relation::Flat)
                && scene.tree.head(word).is_some_and(|head| {
                    name.is_some() || NOUNS.contains(&scene.lemma(head).as_str())
                });
            if part {
                continue;
            }
            let phrase = scene.text_of(scene.phrase(word));
            let range = match name {
                Some(at) => {
                    met[at] = true;
                    here[at].0.start.min(phrase.start)..here[at].0.end.max(phrase.end)
                }
                None => phrase,
            };
            if let Some(last) = out.last_mut()
                && last.range.end > range.start
            {
                last.known = last.known.or(name.map(|at| here[at].1));
                last.range.end = last.range.end.max(range.end);
                continue;
            }
            let truce = TRUCES.contains(&noun.as_str()) || has_truce_before(&scene, word);
            let known = name.map(|at| here[at].1);
            let hints = Hints::of(&scene, word);
            let known = known.or_else(|| described(view, &present, &hints, truce));
            let signed = is_signed(&scene, word);
            let back = known.is_none() && hints.is_empty() && is_definite(&scene, word);
            let known = known.or_else(|| {
                if !back {
                    return None;
                }
                spoken_of(&out, truce, loose || proposed)
                    .or_else(|| truce.then(|| in_force(view, &present)).flatten())
            });
            let known = known.or_else(|| {
                (signed && !proposed && hints.words.is_empty())
                    .then(|| fresh(view, &present))
                    .flatten()
            });
            if loose && known.is_none() && !signed {
                continue;
            }
            let proposed = proposed && known.is_none()
                || scene.tree.children(word).any(|child| {
                    matches!(
                        scene.lemma(child).as_str(),
                        "proposed" | "propose" | "draft" | "possible"
                    )
                });
            out.push(Mention { range, sentence: number, known, proposed, truce, noun });
        }
        // Names without a noun of ours: "Minsk II".
        for (at, (range, known)) in here.iter().enumerate() {
            let taken =
                out.iter().any(|one| one.range.start < range.end && range.start < one.range.end);
            if met[at] || taken {
                continue;
            }
            let truce = known.kind == "ceasefire";
            out.push(Mention {
                range: range.clone(),
                sentence: number,
                known: Some(known),
                proposed: false,
                truce,
                noun: String::new(),
            });
        }
        out.sort_by_key(|one| one.range.start);
    }
    out
}

/// Whether the words say that it binds: it is signed, or something stands under it.
fn is_signed(scene: &Scene, word: usize) -> bool {
    let signs = |verb: usize| matches!(scene.lemma(verb).as_str(), "sign" | "conclude" | "seal");
    scene.tree.case(word) == Some("under")
        || scene.tree.children_by(word, Relation::Acl).any(signs)
        || scene.tree.head(word).is_some_and(|head| {
            signs(head) && matches!(scene.relation(word), Relation::Obj | Relation::Nsubj)
        })
}

/// The one agreement between those whom the report names that was concluded in the days before.
fn fresh<'a>(view: &View<'a>, present: &Present) -> Option<&'a Agreement> {
    const DAYS: i64 = 14;
    let day = view.published?;
    let from = day.checked_sub(jiff::ToSpan::days(DAYS)).ok()?.to_string();
    let day = day.to_string();
    let mut all = view.world.rows().agreements.iter().filter(|known| {
        present.main(&known.parties)
            && known
                .concluded
                .as_deref()
                .is_some_and(|on| on.len() == 10 && from.as_str() <= on && on <= day.as_str())
    });
    let first = all.next()?;
    all.next().is_none().then_some(first)
}

fn has_truce_before(scene: &Scene, word: usize) -> bool {
    let mut parts = scene.tree.children_by(word, Relation::Compound);
    parts.any(|part| TRUCES.contains(&scene.lemma(part).as_str()))
}

fn is_definite(scene: &Scene, word: usize) -> bool {
    let determiners: Vec<String> =
        scene.tree.children_by(word, Relation::Det).map(|det| scene.lemma(det)).collect();
    determiners.iter().any(|det| matches!(det.as_str(), "the" | "this" | "that" | "these"))
        || scene
            .tree
            .children(word)
            .any(|child| scene.tree.nodes()[child].subtype == detente_language::Subtype::Poss)
}

/// The known agreement spoken of last that these words can mean.
fn spoken_of<'w>(before: &[Mention<'w>], truce: bool, loose: bool) -> Option<&'w Agreement> {
    if loose {
        return None;
    }
    let fits = |one: &&Mention<'w>| {
        !truce || one.truce || one.known.is_some_and(|known| known.kind == "ceasefire")
    };
    before.iter().rev().filter(fits).find_map(|one| one.known)
}

/// The ceasefire between those whom the report names that was in force on the day of publication:
/// the last one concluded, if it had not ended.
fn in_force<'a>(view: &View<'a>, present: &Present) -> Option<&'a Agreement> {
    let day = view.published_text()?;
    let all = view.world.rows().agreements.iter().filter(|known| {
        known.kind == "ceasefire"
            && present.main(&known.parties)
            && known.concluded.as_deref().is_some_and(|on| on <= day.as_str())
    });
    let mut all: Vec<&Agreement> = all.collect();
    all.sort_by(|a, b| a.concluded.cmp(&b.concluded));
    let last = all.pop()?;
    let alone = all.last().is_none_or(|other| other.concluded != last.concluded);
    let over = last.ended.as_deref().is_some_and(|end| end < day.as_str());
    (alone && !over).then_some(last)
}

/// The agreement that these hints fit alone.
fn described<'a>(
    view: &View<'a>,
    present: &Present,
    hints: &Hints,
    truce: bool,
) -> Option<&'a Agreement> {
    if hints.is_empty() {
        return None;
    }
    let day = view.published_text();
    let score = |known: &&Agreement| -> Option<usize> {
        let on = known.concluded.as_deref().unwrap_or_default();
        let later = day.as_deref().is_some_and(|day| on > day);
        let dated = hints.days.iter().any(|day| same_time(on, day));
        let at = known.place.as_deref();
        let placed = hints.words.iter().any(|word| at == Some(word.as_str()));
        let named = hints.words.iter().any(|word| known.name.split(' ').any(|part| part == word));
        let fits = !later
            && (hints.days.is_empty() || dated)
            && (dated || placed || named)
            && (!hints.places || placed)
            && (!truce || known.kind == "ceasefire")
            && present.enough(known);
        fits.then_some(2 * usize::from(placed) + usize::from(named))
    };
    let mut fits: Vec<(usize, &Agreement)> = view
        .world
        .rows()
        .agreements
        .iter()
        .filter_map(|known| Some((score(&known)?, known)))
        .collect();
    let best = fits.iter().map(|(score, _)| *score).max()?;
    fits.retain(|(score, _)| *score == best);
    match fits.as_slice() {
        [(_, only)] => Some(only),
        _ => None,
    }
}

/// Whether a day, month or year holds the other.
fn same_time(a: &str, b: &str) -> bool {
    !a.is_empty() && (a.starts_with(b) || b.starts_with(a))
}

/// What a description says of which agreement it is.
struct Hints {
    /// Years, months or days in ISO 8601.
    days: Vec<String>,
    /// Capitalised words that may name its place.
    words: Vec<String>,
    /// Whether a place is said where it was concluded.
    places: bool,
}

impl Hints {
    fn of(scene: &Scene, word: usize) -> Self {
        let view = scene.view;
        let mut under: Vec<usize> = vec![];
        let mut places = false;
        let tree = scene.tree;
        for child in tree.children(word) {
            let relation = scene.relation(child);
            let own = matches!(relation, Relation::Compound | Relation::Amod | Relation::Nummod)
                || relation == Relation::Nmod
                || relation == Relation::Acl && concludes(&scene.lemma(child))
                || relation == Relation::Flat;
            if own {
                under.extend(tree.span(child));
                places |= relation == Relation::Acl
                    && tree.children_by(child, Relation::Obl).any(|obl| {
                        tree.case(obl) == Some("in")
                            && scene.upos(obl) == Upos::Propn
                            && !is_time(scene, obl)
                    });
            }
        }
        // "They signed a truce in Doha in 2019" says of the truce what it says of the signing.
        if let Some(head) = tree.head(word)
            && scene.relation(word) == Relation::Obj
            && concludes(&scene.lemma(head))
        {
            for obl in tree.children_by(head, Relation::Obl) {
                under.extend(tree.span(obl));
            }
        }
        let mut days = vec![];
        let mut words = vec![];
        for at in under {
            let tok = scene.token(at);
            if view.name_at(scene.tok(at)).is_none() && tok.is_capital() {
                words.push(tok.text.to_owned());
            }
            if tok.text.len() == 4
                && tok.text.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
            {
                days.push(tok.text.to_owned());
            }
            if let Some(time) = view.time_from(tok.range.start)
                && let (Some(from), Some(to)) = (&time.time.from, &time.time.to)
                && from == to
            {
                days.push(from.clone());
            }
        }
        // A day is more than its year.
        if days.iter().any(|day| day.len() > 4) {
            days.retain(|day| day.len() > 4);
        }
        Self { days, words, places }
    }

    fn is_empty(&self) -> bool {
        self.days.is_empty() && self.words.is_empty()
    }
}

fn is_time(scene: &Scene, word: usize) -> bool {
    let bytes = scene.bytes(word);
    let view = scene.view;
    let from = view.times.partition_point(|time| time.range.end <= bytes.start);
    view.times.get(from).is_some_and(|time| time.range.start <= bytes.start)
}

fn concludes(lemma: &str) -> bool {
    matches!(
        lemma,
        "sign"
            | "reach"
            | "conclude"
            | "agree"
            | "seal"
            | "strike"
            | "broker"
            | "negotiate"
            | "make"
            | "mediate"
            | "end"
            | "observe"
            | "renew"
    )
}

/// Whom the report names.
struct Present {
    ids: BTreeSet<String>,
    countries: BTreeSet<String>,
    /// How often each state, with all that is its own, or other actor is named.
    counts: BTreeMap<String, usize>,
}

impl Present {
    fn of(view: &View) -> Self {
        let ids = view.names.iter().map(|named| named.actor.id.clone()).collect();
        let countries = view.names.iter().filter_map(|named| named.actor.country.clone()).collect();
        let mut counts = BTreeMap::new();
        for named in &view.names {
            let of_state = !matches!(
                named.actor.kind,
                ActorKind::ArmedGroup | ActorKind::Igo | ActorKind::Media | ActorKind::Company
            );
            let country = named.actor.country.as_ref().filter(|_| of_state);
            let id = country.map_or_else(|| named.actor.id.clone(), |code| format!("state:{code}"));
            *counts.entry(id).or_default() += 1;
        }
        Self { ids, countries, counts }
    }

    fn holds(&self, id: &str) -> bool {
        self.ids.contains(id)
            || id.strip_prefix("state:").is_some_and(|code| self.countries.contains(code))
    }

    /// Whether the report is about these: each is named often.
    fn main(&self, parties: &[String]) -> bool {
        let most = self.counts.values().copied().max().unwrap_or(0);
        let often = |id: &String| self.counts.get(id).is_some_and(|count| count * 4 >= most);
        parties.len() > 1 && parties.iter().all(often)
    }

    /// Whether two of those whom an agreement binds or is about are named, or its only one.
    fn enough(&self, known: &Agreement) -> bool {
        let about = known.parties.iter().chain(&known.about);
        let named = about.clone().filter(|id| self.holds(id)).count();
        named >= about.count().min(2) && named > 0
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole_on;

    /// The agreements of the undertakings in a text.
    fn under(text: &str, day: &str) -> Vec<Option<String>> {
        let all = read_whole_on(text, day).undertakings;
        all.into_iter().map(|one| one.agreement.and_then(|agreement| agreement.id)).collect()
    }

    #[test]
    fn a_description_is_known_where_one_alone_fits() {
        let named = "Under the Sochi memorandum on Idlib, Turkey had to disarm the rebels.";
        assert_eq!(under(named, "2019-01-05"), [Some("agreement:sochi-memorandum-2018".into())]);
        let vague = "Under the agreement, Turkey had to disarm the rebels.";
        assert_eq!(under(vague, "2019-01-05"), [None]);
    }
}

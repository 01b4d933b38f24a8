//! The choice among candidates: points for each, twice over, the second time with what the first
//! says of the other names in the report.

use super::Located;
use super::candidate::{self, Candidate, PlaceId};
use super::cue::Mention;
use super::distance::kilometres;
use super::kind::Asked;
use crate::World;
use detente_knowledge::PlaceKind;
use std::collections::BTreeMap;

/// What each sign is worth, in points.
///
/// Fitted on a part of LGL, GeoWebNews and GeoVirus by `detente-bench world fit`; see
/// `benchmarks/README.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// For each doubling of the people who live there.
    pub population: i32,
    /// For a state.
    pub country: i32,
    /// For a name of a state, or one that news has for a division, beside that.
    pub state: i32,
    /// For a first-order division.
    pub admin1: i32,
    /// For a second-order division.
    pub admin2: i32,
    /// For a place entered by hand.
    pub spot: i32,
    /// For the capital of a state.
    pub capital: i32,
    /// For a name that is not its first.
    pub other_name: i32,
    /// For a name of which only the skeleton agrees.
    pub skeleton: i32,
    /// Where the word beside it says what it is, and it is that.
    pub asked: i32,
    /// Where it is not that.
    pub not_asked: i32,
    /// Where the name after the comma is the division or the state that it lies in.
    pub parent_follows: i32,
    /// Where the report names the division that it lies in.
    pub division_named: i32,
    /// Where the report names the state that it lies in.
    pub country_named: i32,
    /// For other names of the report in the same state, by their share.
    pub same_country: i32,
    /// For other names of the report in the same first-order division, by their share.
    pub same_division: i32,
    /// For other names of the report within 80 km, by their share.
    pub near: i32,
    /// For other names of the report within 400 km, by their share.
    pub far: i32,
    /// Below this many points a place is not known.
    pub enough: i32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            population: 6,
            country: 0,
            state: 120,
            admin1: 36,
            admin2: 0,
            spot: 240,
            capital: 80,
            other_name: -64,
            skeleton: -40,
            asked: 30,
            not_asked: -60,
            parent_follows: 170,
            division_named: 10,
            country_named: 0,
            same_country: 86,
            same_division: 184,
            near: 84,
            far: 36,
            enough: 80,
        }
    }
}

impl Weights {
    /// The weights by name, for those who fit them.
    pub fn fields(&mut self) -> Vec<(&'static str, &mut i32)> {
        vec![
            ("population", &mut self.population),
            ("country", &mut self.country),
            ("state", &mut self.state),
            ("admin1", &mut self.admin1),
            ("admin2", &mut self.admin2),
            ("spot", &mut self.spot),
            ("capital", &mut self.capital),
            ("other_name", &mut self.other_name),
            ("skeleton", &mut self.skeleton),
            ("asked", &mut self.asked),
            ("not_asked", &mut self.not_asked),
            ("parent_follows", &mut self.parent_follows),
            ("division_named", &mut self.division_named),
            ("country_named", &mut self.country_named),
            ("same_country", &mut self.same_country),
            ("same_division", &mut self.same_division),
            ("near", &mut self.near),
            ("far", &mut self.far),
            ("enough", &mut self.enough),
        ]
    }
}

/// A name of the report, whatever how often it stands there.
struct Sense {
    candidates: Vec<Candidate>,
    facts: Vec<Facts>,
    /// Of the candidates, in points.
    points: Vec<i32>,
    /// Of the candidates, in thousandths that sum to about one thousand.
    shares: Vec<i32>,
    /// How often the name stands in the report, at most four.
    times: i32,
}

/// What is asked of a candidate again and again.
#[derive(Clone)]
struct Facts {
    point: (f64, f64),
    kind: Option<PlaceKind>,
    country: u32,
    /// The first-order division that it is or lies in.
    division: Option<u32>,
    /// Doublings of its people.
    people: i32,
    /// Whether it is the capital of its state.
    capital: bool,
}

pub(super) fn choose(
    world: &World,
    mentions: &[Mention],
    weights: &Weights,
) -> Vec<Option<Located>> {
    let mut codes: BTreeMap<String, u32> = BTreeMap::new();
    // "us" and "U.S." have one key and are not one name.
    let mut names: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let mut senses: Vec<Sense> = vec![];
    let mut of: Vec<usize> = vec![];
    for mention in mentions {
        let at = *names
            .entry((mention.key.as_str(), mention.name.contains(char::is_uppercase)))
            .or_insert_with(|| {
                let facts = facts(world, &mention.candidates, &mut codes);
                senses.push(Sense {
                    candidates: mention.candidates.clone(),
                    facts,
                    points: vec![],
                    shares: vec![],
                    times: 0,
                });
                senses.len() - 1
            });
        senses[at].times = (senses[at].times + 1).min(4);
        of.push(at);
    }
    for sense in &mut senses {
        sense.points =
            sense.facts.iter().zip(&sense.candidates).map(|(f, c)| prior(f, c, weights)).collect();
    }
    // What stands beside the names.
    for (mention, &at) in mentions.iter().zip(&of) {
        let follows = mention.within.map(|other| of[other]);
        let cue = |facts: &Facts| {
            let asked = match mention.asked {
                Some(asked) if asked.fits(facts.kind) => weights.asked,
                Some(Asked::Nature) | None => 0,
                Some(_) => weights.not_asked,
            };
            let parent = follows.is_some_and(|other| {
                senses[other].facts.iter().any(|parent| contains(parent, facts))
            });
            asked + if parent { weights.parent_follows } else { 0 }
        };
        let points: Vec<i32> = senses[at].facts.iter().map(cue).collect();
        let times = senses[at].times;
        for (sum, one) in senses[at].points.iter_mut().zip(points) {
            // The same word beside the same name again says little more.
            *sum += one / times;
        }
    }
    let base: Vec<Vec<i32>> = senses.iter().map(|sense| sense.points.clone()).collect();
    for _ in 0..3 {
        for sense in &mut senses {
            sense.shares = shares(&sense.points);
        }
        let support: Vec<Vec<i32>> =
            (0..senses.len()).map(|i| support(&senses, i, weights)).collect();
        for (i, sense) in senses.iter_mut().enumerate() {
            sense.points = base[i].iter().zip(&support[i]).map(|(a, b)| a + b).collect();
        }
    }
    let country = leading(&senses, &codes);
    let chosen = |(mention, &at): (&Mention, &usize)| {
        let sense = &senses[at];
        if let Some(code) = &mention.gloss {
            return glossed(world, mention, sense, code, weights);
        }
        best(mention, &sense.candidates, &sense.points, weights)
            .map(|found| seat(world, mention, &sense.candidates, &sense.points, found))
            .or_else(|| by_skeleton(world, mention, country.as_deref()?, &senses))
    };
    mentions.iter().zip(&of).map(chosen).collect()
}

fn facts(world: &World, candidates: &[Candidate], codes: &mut BTreeMap<String, u32>) -> Vec<Facts> {
    let places = world.places();
    let one = |candidate: &Candidate| {
        let code = candidate.country(world).to_owned();
        let next = codes.len() as u32;
        let kind = candidate.kind(world);
        let division = match candidate.place {
            PlaceId::Record(at) if kind == Some(PlaceKind::Admin1) => Some(at),
            PlaceId::Record(at) => places.admin1(at as usize).map(|at| at as u32),
            PlaceId::Spot(_) => None,
        };
        Facts {
            point: candidate.point(world),
            kind,
            country: *codes.entry(code).or_insert(next),
            division,
            people: doublings(candidate.people(world)),
            capital: is_capital(world, candidate),
        }
    };
    candidates.iter().map(one).collect()
}

/// Whether a settlement bears the name of its state's capital and is no hamlet of that name.
fn is_capital(world: &World, candidate: &Candidate) -> bool {
    let PlaceId::Record(at) = candidate.place else { return false };
    let places = world.places();
    if places.kind(at as usize) != PlaceKind::Settlement || places.population(at as usize) < 5000 {
        return false;
    }
    let key = detente_knowledge::place_key(places.name(at as usize));
    world
        .capitals()
        .get(&key)
        .is_some_and(|codes| codes.iter().any(|code| code == places.country(at as usize)))
}

/// How often a number doubles one, in quarters.
fn doublings(people: u64) -> i32 {
    let people = people.max(1);
    let whole = people.ilog2();
    let rest = if whole >= 2 { (people >> (whole - 2)) & 3 } else { 0 };
    (whole * 4 + rest as u32) as i32
}

fn prior(facts: &Facts, candidate: &Candidate, weights: &Weights) -> i32 {
    let kind = match facts.kind {
        None => weights.spot,
        Some(PlaceKind::Country) => weights.country,
        Some(PlaceKind::Admin1) => weights.admin1,
        Some(PlaceKind::Admin2) => weights.admin2,
        Some(PlaceKind::Settlement) => 0,
    };
    let other = if candidate.other { weights.other_name } else { 0 };
    let skeleton = if candidate.skeleton { weights.skeleton } else { 0 };
    // A name of a state stands for the state, whatever villages bear it.
    let state = if candidate.state { weights.state } else { 0 };
    let capital = if facts.capital { weights.capital } else { 0 };
    facts.people * weights.population / 4 + kind + other + skeleton + state + capital
}

/// Whether one place lies in another, by what the gazetteer says of both.
fn contains(parent: &Facts, child: &Facts) -> bool {
    match parent.kind {
        Some(PlaceKind::Country) => {
            parent.country == child.country && child.kind != Some(PlaceKind::Country)
        }
        Some(PlaceKind::Admin1) => {
            parent.division == child.division && child.kind != Some(PlaceKind::Admin1)
        }
        _ => false,
    }
}

/// Points as shares of a thousand: every forty points more are twice the share.
fn shares(points: &[i32]) -> Vec<i32> {
    let Some(&most) = points.iter().max() else { return vec![] };
    let one = |&points: &i32| {
        let below = u32::try_from((most - points) / 40).unwrap_or(31).min(31);
        (1i64 << 20) >> below
    };
    let raw: Vec<i64> = points.iter().map(one).collect();
    let sum: i64 = raw.iter().sum::<i64>().max(1);
    raw.into_iter().map(|one| (one * 1000 / sum) as i32).collect()
}

/// What the other names of the report say for each candidate of one name.
fn support(senses: &[Sense], of: usize, weights: &Weights) -> Vec<i32> {
    let others: Vec<(usize, &Sense)> =
        senses.iter().enumerate().filter(|(i, s)| *i != of && !s.facts.is_empty()).collect();
    let total: i32 = others.iter().map(|(_, sense)| sense.times).sum::<i32>().max(1);
    let one = |facts: &Facts| {
        let (mut country, mut division, mut near, mut far) = (0, 0, 0, 0);
        let (mut division_named, mut country_named) = (0, 0);
        for (_, other) in &others {
            let (mut c, mut d, mut n, mut f) = (0, 0, 0, 0);
            for (place, &share) in other.facts.iter().zip(&other.shares) {
                if share == 0 {
                    continue;
                }
                if place.country == facts.country {
                    c += share;
                }
                if facts.division.is_some() && place.division == facts.division {
                    d += share;
                }
                if contains(place, facts) {
                    match place.kind {
                        Some(PlaceKind::Country) => country_named = country_named.max(share),
                        _ => division_named = division_named.max(share),
                    }
                } else if !contains(facts, place) {
                    let away = kilometres(place.point, facts.point);
                    if away <= 80 {
                        n += share;
                    }
                    if away <= 400 {
                        f += share;
                    }
                }
            }
            country += c * other.times;
            division += d * other.times;
            near = near.max(n);
            far += f * other.times;
        }
        (weights.same_country * (country / total)
            + weights.same_division * (division / total)
            + weights.near * near
            + weights.far * (far / total)
            + weights.division_named * division_named
            + weights.country_named * country_named)
            / 1000
    };
    senses[of].facts.iter().map(one).collect()
}

/// The state in which most of the report's names lie, where it is clear.
fn leading(senses: &[Sense], codes: &BTreeMap<String, u32>) -> Option<String> {
    let mut sums = vec![0i32; codes.len()];
    let mut total = 0;
    for sense in senses {
        for (facts, share) in sense.facts.iter().zip(&sense.shares) {
            sums[facts.country as usize] += share * sense.times;
            total += share * sense.times;
        }
    }
    let (at, &most) =
        sums.iter().enumerate().max_by_key(|(i, sum)| (**sum, std::cmp::Reverse(*i)))?;
    let code = codes.iter().find(|(_, i)| **i as usize == at)?.0;
    (most * 2 > total && !code.is_empty()).then(|| code.clone())
}

fn best(
    mention: &Mention,
    candidates: &[Candidate],
    points: &[i32],
    weights: &Weights,
) -> Option<Located> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(points[i]), candidates[i].place));
    let first = *order.first()?;
    if points[first] < weights.enough {
        return None;
    }
    Some(Located {
        range: mention.range.clone(),
        place: candidates[first].place,
        points: points[first],
        runner_up: order.get(1).map(|&i| (candidates[i].place, points[i])),
    })
}

/// A name with a gloss is in the state that the gloss says, or it is not known: a word put wrong
/// by a machine stands for no place that it spells by accident.
fn glossed(
    world: &World,
    mention: &Mention,
    sense: &Sense,
    code: &str,
    weights: &Weights,
) -> Option<Located> {
    let inside = |candidate: &Candidate| candidate.country(world) == code;
    let kept =
        sense.candidates.iter().zip(&sense.points).filter(|(candidate, _)| inside(candidate));
    let (candidates, points): (Vec<Candidate>, Vec<i32>) = kept.map(|(c, p)| (*c, *p)).unzip();
    best(mention, &candidates, &points, weights)
        .map(|found| seat(world, mention, &candidates, &points, found))
}

/// A division's namesake town, where nothing beside the name asks for the division and a good part
/// of the division's people live there: "Khartoum" is the city, "Khartoum state" is not.
fn seat(
    world: &World,
    mention: &Mention,
    candidates: &[Candidate],
    points: &[i32],
    found: Located,
) -> Located {
    let PlaceId::Record(division) = found.place else { return found };
    let places = world.places();
    let asked = matches!(mention.asked, Some(Asked::Division | Asked::District));
    if asked || !matches!(places.kind(division as usize), PlaceKind::Admin1 | PlaceKind::Admin2) {
        return found;
    }
    let key = detente_knowledge::place_key;
    let town = candidates.iter().zip(points).find(|(candidate, _)| match candidate.place {
        PlaceId::Record(at) => {
            let record = places.get(at as usize);
            record.kind == PlaceKind::Settlement
                && (!candidate.other || key(record.name).starts_with(&key(&mention.name)))
                && (record.admin1 == Some(division as usize)
                    || record.admin2 == Some(division as usize))
                && record.population * 6 >= places.population(division as usize)
        }
        PlaceId::Spot(_) => false,
    });
    match town {
        Some((town, &points)) => Located {
            place: town.place,
            points,
            runner_up: Some((found.place, found.points)),
            range: found.range,
        },
        None => found,
    }
}

/// States whose names are written in other letters than Latin ones: only there is one place spelled
/// in many ways. Elsewhere a name that no gazetteer spells so is most likely no place.
const TRANSLITERATED: &str = "AFG ARE ARM AZE BGD BGR BHR BIH BLR BTN CHN CYP DJI DZA EGY ERI ETH \
    GEO GRC HKG IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LBY LKA MAR MDV MKD MMR MNE \
    MNG MRT NPL OMN PAK PRK PSE QAT RUS SAU SDN SOM SRB SYR TCD THA TJK TKM TUN TUR TWN UKR UZB \
    XKX YEM";

/// A name that no gazetteer spells so, in the state where the rest of the report happens: the one
/// place of its skeleton, nearest to the others where there are several.
fn by_skeleton(
    world: &World,
    mention: &Mention,
    country: &str,
    senses: &[Sense],
) -> Option<Located> {
    if !mention.candidates.is_empty()
        || !TRANSLITERATED.split(' ').any(|code| code == country)
        || matches!(mention.asked, Some(Asked::Nature | Asked::Country))
    {
        return None;
    }
    let found = candidate::by_skeleton(world, &mention.name, country);
    let known: Vec<(f64, f64)> = senses
        .iter()
        .filter_map(|sense| {
            let at =
                (0..sense.points.len()).max_by_key(|&i| (sense.points[i], std::cmp::Reverse(i)))?;
            let narrow = !matches!(sense.facts[at].kind, Some(PlaceKind::Country));
            narrow.then_some(sense.facts[at].point)
        })
        .collect();
    let away = |candidate: &&Candidate| {
        let point = candidate.point(world);
        known.iter().map(|&other| kilometres(point, other)).min().unwrap_or(0)
    };
    let nearest =
        found.iter().min_by_key(|c| (away(c), std::cmp::Reverse(c.people(world)), c.place))?;
    Some(Located { range: mention.range.clone(), place: nearest.place, points: 0, runner_up: None })
}

//! The reports of a large case: both loads over and over, with other names and days, and one in
//! five on one pair of states and one agreement between them, in words of our own.

use crate::loads;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use serde_json::{Value, json};
use std::path::Path;

/// Reports of one day.
const A_DAY: usize = 40;
/// The day of the first.
const FIRST: Date = date(2015, 3, 2);
/// Bytes kept of a text of the loads, to the end of a sentence: it is linking that is measured.
const KEPT: usize = 1200;

/// States that take each other's places, so that the same text tells of others.
const STATES: [(&str, &str); 12] = [
    ("Israel", "Israeli"),
    ("Japan", "Japanese"),
    ("Brazil", "Brazilian"),
    ("Iran", "Iranian"),
    ("Egypt", "Egyptian"),
    ("Canada", "Canadian"),
    ("Mexico", "Mexican"),
    ("Kenya", "Kenyan"),
    ("India", "Indian"),
    ("Nigeria", "Nigerian"),
    ("Colombia", "Colombian"),
    ("Jordan", "Jordanian"),
];
const TOWNS: [&str; 24] = [
    "Avdiivka",
    "Horlivka",
    "Mariupol",
    "Debaltseve",
    "Marinka",
    "Popasna",
    "Shyrokyne",
    "Stanytsia Luhanska",
    "Krasnohorivka",
    "Pisky",
    "Svitlodarsk",
    "Zolote",
    "Shchastia",
    "Novoluhanske",
    "Yasynuvata",
    "Dokuchaievsk",
    "Volnovakha",
    "Bakhmut",
    "Toretsk",
    "Kramatorsk",
    "Sloviansk",
    "Lysychansk",
    "Sievierodonetsk",
    "Kurakhove",
];
const OUTLETS: [&str; 6] =
    ["Reuters", "TASS", "Ukrinform", "BBC News", "Al Jazeera", "Agence France-Presse"];
const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WITH: [&str; 6] = [
    "artillery",
    "mortars",
    "multiple rocket launchers",
    "drones",
    "tank fire",
    "grenade launchers",
];
const THEN: [&str; 8] = [
    "Schools nearby were closed until further notice.",
    "Monitors heard explosions through the night.",
    "Power lines to three villages were cut.",
    "Residents spent the night in cellars.",
    "The road north of the town stayed closed.",
    "A water pumping station was damaged.",
    "Two houses burned down.",
    "A convoy with food turned back.",
];

/// Texts of the loads, cut.
pub(super) fn texts(data: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut all = vec![];
    for (load, _) in loads::LOADS {
        loads::each(data, load, &mut |title, _, text| {
            all.push((title, cut(&text).to_owned()));
            Ok(())
        })?;
    }
    Ok(all)
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(KEPT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    if end == text.len() { head } else { head.rfind(". ").map_or(head, |at| &head[..=at]) }
}

/// The report of one number, as an object of a JSON Lines stream.
pub(super) fn story(texts: &[(String, String)], number: usize) -> Value {
    let days = i64::try_from(number / A_DAY).unwrap_or(0);
    let day = FIRST.checked_add(Span::new().days(days)).unwrap_or(FIRST);
    let mut dice = Dice(number as u64 ^ 0x5eed);
    let outlet = *dice.pick(&OUTLETS);
    let (title, text) = other(texts, &mut dice, number);
    let (title, text) = if is_skewed(number) {
        // With a body of its own, as reports have: else all were near copies of each other.
        let (title, lead) = skewed(&mut dice, day);
        (title, format!("{lead}\n\n{text}"))
    } else {
        (title, text)
    };
    json!({ "title": title, "date": day.to_string(), "outlet": outlet, "text": text })
}

/// Whether the report of a number is on the pair and the agreement of which a fifth are.
pub(super) fn is_skewed(number: usize) -> bool {
    number.is_multiple_of(5)
}

/// A text of the loads with its states turned by a step that goes up with every pass.
fn other(texts: &[(String, String)], dice: &mut Dice, number: usize) -> (String, String) {
    let (title, text) = &texts[number % texts.len()];
    let step = 1 + dice.below(STATES.len() - 1);
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let plain = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let turned = STATES.iter().position(|(state, people)| plain == *state || plain == *people);
        match turned {
            Some(at) => {
                let (state, people) = STATES[(at + step) % STATES.len()];
                out += if plain == STATES[at].0 { state } else { people };
                out += &word[plain.len()..];
            }
            None => out += word,
        }
    }
    (title.clone(), format!("{out}\n\nDesk number {number}."))
}

/// A report on the pair and the agreement.
fn skewed(dice: &mut Dice, day: Date) -> (String, String) {
    let weekday = |back: i64| {
        let day = day.checked_sub(back.days()).unwrap_or(day);
        WEEKDAYS[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)]
    };
    let (town, near) = (*dice.pick(&TOWNS), *dice.pick(&TOWNS));
    let back = i64::try_from(dice.below(2)).unwrap_or(0);
    let when = weekday(back);
    let (dead, hurt) = (2 + dice.below(30), 3 + dice.below(60));
    let with = *dice.pick(&WITH);
    let (one, two, first, second) = if dice.below(2) == 0 {
        ("Russia", "Ukraine", "Moscow", "Kyiv")
    } else {
        ("Ukraine", "Russia", "Kyiv", "Moscow")
    };
    let lead = match dice.below(4) {
        0 => format!(
            "{one} shelled positions of {two} near {town} with {with} on {when}, killing {dead} people and wounding {hurt}."
        ),
        1 => format!(
            "At least {dead} people were killed and {hurt} wounded on {when} when {one} attacked {two} near {town}."
        ),
        2 => format!(
            "{first} said on {when} that {dead} of its soldiers were killed by {with} of {two} in {town}."
        ),
        _ => format!(
            "The foreign ministers of {one} and {two} met on {when} to discuss a withdrawal from {town}."
        ),
    };
    let said = match dice.below(5) {
        0 => format!(
            "{second} accused {first} of violating the Minsk agreements and said that the guns near {near} had not been withdrawn."
        ),
        1 => format!(
            "{first} said that it was keeping to the Minsk agreements and had withdrawn its artillery from {near}."
        ),
        2 => format!(
            "Under the Minsk agreements, {one} must withdraw its heavy weapons from {near} within {} days.",
            3 + dice.below(28)
        ),
        3 => format!("{second} denied that its troops had shelled {town}."),
        _ => format!(
            "{first} promised to exchange {} prisoners with {second} under the Minsk agreements.",
            10 + dice.below(200)
        ),
    };
    let then = *dice.pick(&THEN);
    let more = *dice.pick(&THEN);
    let title = format!("{town}: {dead} dead, {hurt} hurt");
    (title, format!("{lead} {said}\n\n{then} {more}"))
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % count.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

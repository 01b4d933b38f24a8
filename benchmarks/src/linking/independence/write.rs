//! Writes the stories and rewrites them.

use super::{BACKGROUND, BODIES, DAYS, Draw, Edit, Made, NOUNS, QUOTED, SENTENCES, SYLLABLES, WHY};
use super::{Sketch, Text};

/// What a story tells of.
#[derive(Clone, Debug)]
struct Facts {
    persons: [String; 2],
    places: [String; 2],
    bodies: [&'static str; 2],
    things: [&'static str; 2],
    day: &'static str,
    figures: Vec<usize>,
    reasons: [&'static str; 3],
    quoted: usize,
}

/// The title, the dateline with the first paragraph, and the sentences after it.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    title: String,
    sentences: Vec<String>,
}

impl Story {
    /// Its reading text, three sentences to a paragraph.
    pub(crate) fn text(&self) -> String {
        let paragraphs: Vec<String> = self.sentences.chunks(3).map(|all| all.join(" ")).collect();
        format!("{}\n\n{}", self.title, paragraphs.join("\n\n"))
    }
}

fn name(draw: &mut Draw, syllables: usize) -> String {
    let word: String = (0..syllables).map(|_| draw.of(&SYLLABLES)).collect();
    let (head, tail) = word.split_at(1);
    head.to_uppercase() + tail
}

impl Facts {
    fn new(draw: &mut Draw) -> Self {
        let person = |draw: &mut Draw| {
            let length = draw.between(2, 3);
            format!("{} {}", name(draw, 2), name(draw, length))
        };
        let place = |draw: &mut Draw| {
            let length = draw.between(2, 3);
            name(draw, length)
        };
        Self {
            persons: [person(draw), person(draw)],
            places: [place(draw), place(draw)],
            bodies: [draw.of(&BODIES), draw.of(&BODIES)],
            things: [draw.of(&NOUNS), draw.of(&NOUNS)],
            day: draw.of(&DAYS),
            figures: (0..7).map(|_| draw.between(2, 400)).collect(),
            reasons: [draw.of(&WHY), draw.of(&WHY), draw.of(&WHY)],
            quoted: draw.below(QUOTED.len()),
        }
    }

    /// A template with its letters filled in.
    fn fill(&self, template: &str, at: usize) -> String {
        let word = |word: &str| -> String {
            let bare = word.trim_end_matches(['.', ',', ':']);
            let filled = match bare {
                "P" => self.persons[0].clone(),
                "Q" => self.persons[1].clone(),
                "L" => self.places[0].clone(),
                "M" => self.places[1].clone(),
                "B" => self.bodies[0].to_owned(),
                "C" => self.bodies[1].to_owned(),
                "N" => self.things[0].to_owned(),
                "O" => self.things[1].to_owned(),
                "D" => self.day.to_owned(),
                "W" => self.reasons[at % 3].to_owned(),
                "#" => self.figures[at % self.figures.len()].to_string(),
                _ => return word.to_owned(),
            };
            filled + &word[bare.len()..]
        };
        let filled = template.split(' ').map(word).collect::<Vec<_>>().join(" ");
        let (head, tail) = filled.split_at(filled.chars().next().map_or(0, char::len_utf8));
        head.to_uppercase() + tail
    }

    fn title(&self, draw: &mut Draw) -> String {
        let templates = [
            "B speaks of # dead at L",
            "P in M over the N",
            "Q and P at odds",
            "L: no end to it W",
        ];
        let at = draw.below(9);
        self.fill(draw.of(&templates), at)
    }
}

/// A story on facts of its own, and with `rival` another outlet's account of the same.
pub(crate) fn story(draw: &mut Draw, rival: bool) -> (Story, Option<Story>) {
    let facts = Facts::new(draw);
    // A third of the templates: two stories share a few of them, rarely most.
    let mut pairs: Vec<usize> = (0..SENTENCES.len() / 2).collect();
    for at in (1..pairs.len()).rev() {
        pairs.swap(at, draw.below(at + 1));
    }
    pairs.truncate(draw.between(8, 13));
    let background = draw.one_in(5).then(|| draw.of(&BACKGROUND));
    let sides: Vec<usize> = pairs.iter().map(|_| draw.below(2)).collect();
    let mut tell = |other: usize| {
        let mut sentences: Vec<String> = pairs
            .iter()
            .zip(&sides)
            .map(|(&pair, side)| facts.fill(SENTENCES[2 * pair + (side + other) % 2], pair))
            .collect();
        let said = facts.fill(QUOTED[facts.quoted], 3);
        sentences.insert(3, format!("“{said},” {} said.", facts.persons[other]));
        if let (Some(background), 0) = (background, other) {
            sentences.push(background.to_owned());
        }
        if other > 0 {
            sentences[4..].reverse();
        }
        let (place, first) = (facts.places[1].to_uppercase(), sentences[0].clone());
        sentences[0] = format!("{place}, {} (Agency): {first}", facts.day);
        Story { title: facts.title(draw), sentences }
    };
    let first = tell(0);
    let second = rival.then(|| tell(1));
    (first, second)
}

/// The story after the edit; `other` is what a splice takes from.
pub(crate) fn rewritten(draw: &mut Draw, story: &Story, other: &Story, edit: Edit) -> Story {
    let mut new = story.clone();
    let length = new.sentences.len();
    match edit {
        Edit::Verbatim => {}
        Edit::CutTail => {
            let cut = draw.between(10, 60);
            new.sentences.truncate(length - length * cut / 100);
        }
        Edit::NewHead => {
            let facts = Facts::new(draw);
            new.title = facts.title(draw);
            let template = draw.of(&SENTENCES);
            let first = facts.fill(template, 1);
            new.sentences[0] = format!("{}: {first}", facts.places[0]);
        }
        Edit::Replace(percent) => replace(draw, &mut new, usize::from(percent)),
        Edit::Swap => {
            for _ in 0..3 {
                new.sentences.swap(draw.below(length), draw.below(length));
            }
        }
        Edit::Splice => {
            let keep = length * draw.between(60, 75) / 100;
            new.sentences.truncate(keep.max(1));
            let rest = other.sentences.len().saturating_sub(length - keep);
            new.sentences.extend_from_slice(&other.sentences[rest..]);
        }
        Edit::Add => {
            let own = own_sentences(draw, length);
            let at = if draw.one_in(2) { length } else { draw.between(1, length - 1) };
            new.sentences.splice(at..at, own);
        }
        Edit::CutReplace => {
            new = rewritten(draw, story, other, Edit::CutTail);
            new = rewritten(draw, &new, other, Edit::Replace(5));
        }
        Edit::HeadAdd => {
            new = rewritten(draw, story, other, Edit::NewHead);
            new = rewritten(draw, &new, other, Edit::Add);
        }
        Edit::SwapReplace => {
            new = rewritten(draw, story, other, Edit::Swap);
            new = rewritten(draw, &new, other, Edit::Replace(5));
        }
    }
    new
}

fn own_sentences(draw: &mut Draw, length: usize) -> Vec<String> {
    let facts = Facts::new(draw);
    let count = (length * draw.between(20, 60) / 100).max(1);
    (0..count)
        .map(|at| {
            let template = draw.of(&SENTENCES);
            facts.fill(template, at)
        })
        .collect()
}

/// Replaces words drawn anew, each with that chance: a figure by a figure, else by a made word
/// that no story has, as a synonym would be.
fn replace(draw: &mut Draw, story: &mut Story, percent: usize) {
    for sentence in &mut story.sentences {
        let words: Vec<String> = sentence
            .split(' ')
            .map(|word| {
                if draw.below(100) >= percent {
                    return word.to_owned();
                }
                let bare = word.trim_end_matches(['.', ',', ':', '”']);
                let new = match bare.parse::<usize>() {
                    Ok(figure) => (figure + draw.between(1, 9)).to_string(),
                    Err(_) => name(draw, 3).to_lowercase(),
                };
                new + &word[bare.len()..]
            })
            .collect();
        *sentence = words.join(" ");
    }
}

/// The stories of a seed with their rivals, and each rewritten up to six times by edits drawn
/// from `edits`. Ids tell nothing of what was made from what.
pub(crate) fn made(seed: u64, stories: usize, edits: &[Edit]) -> Vec<Made> {
    let mut draw = Draw::new(seed);
    let mut all: Vec<Story> = vec![];
    while all.len() < stories {
        let rival = draw.one_in(3);
        let (first, second) = story(&mut draw, rival);
        all.push(first);
        all.extend(second);
    }
    all.truncate(stories);
    let mut texts = vec![];
    let days: Vec<usize> = all.iter().map(|_| draw.between(1, 5)).collect();
    for (number, story) in all.iter().enumerate() {
        let mut add = |draw: &mut Draw, day: usize, story: &Story, edit: Option<Edit>| {
            let published = (!draw.one_in(7)).then(|| format!("2020-02-{day:02}"));
            let text = Text {
                id: format!("{:016x}", draw.next()),
                published,
                outlet: None,
                credits: vec![],
                sketch: Sketch::new(&story.text()),
            };
            texts.push(Made { text, story: number, edit });
        };
        add(&mut draw, days[number], story, None);
        for _ in 0..draw.below(7) {
            let edit = edits[draw.below(edits.len())];
            let from = (number + 1 + draw.below(all.len().max(2) - 1)) % all.len();
            let new = rewritten(&mut draw, story, &all[from], edit);
            // Nobody splices in what is not yet written.
            let first =
                if edit == Edit::Splice { days[number].max(days[from]) } else { days[number] };
            let day = first + draw.below(3);
            add(&mut draw, day, &new, Some(edit));
        }
    }
    texts
}

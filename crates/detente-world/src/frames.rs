//! Event frames by the words that name them.

use detente_knowledge::{Frame, Rows, Trigger, TriggerClass};
use std::collections::{BTreeMap, HashMap};

/// Numbers of a frame and of its trigger, by class and lemma.
type ByWord = HashMap<(TriggerClass, Box<str>), Vec<(u32, u32)>>;

/// All frames, ready to be looked up.
#[derive(Debug, Default)]
pub struct Frames {
    /// Frame and trigger by class and lemma, the trigger that asks for most first.
    by_word: ByWord,
    frames: Vec<Frame>,
    classes: HashMap<Box<str>, Vec<String>>,
}

impl Frames {
    /// Frames of rows, with the words of their classes in place.
    pub(crate) fn new(rows: &Rows) -> Self {
        let classes: BTreeMap<&str, &[String]> = rows
            .classes
            .iter()
            .map(|class| (class.name.as_str(), class.words.as_slice()))
            .collect();
        let mut frames = rows.frames.clone();
        let mut by_word: ByWord = HashMap::new();
        for (f, frame) in frames.iter_mut().enumerate() {
            for (t, trigger) in frame.triggers.iter_mut().enumerate() {
                fill(trigger, &classes);
                let key = (trigger.class, trigger.lemma.as_str().into());
                by_word.entry(key).or_default().push((f as u32, t as u32));
            }
        }
        for found in by_word.values_mut() {
            let weight = |&(f, t): &(u32, u32)| frames[f as usize].triggers[t as usize].weight();
            found.sort_by_key(|one| (std::cmp::Reverse(weight(one)), *one));
        }
        let named = |(name, words): (&str, &[String])| {
            let mut words = words.to_vec();
            words.sort();
            (name.into(), words)
        };
        let classes = classes.into_iter().map(named).collect();
        Self { by_word, frames, classes }
    }

    /// The frames that a word may name, by its dictionary form in small letters, with the trigger;
    /// the one that asks for most first.
    pub fn named(
        &self,
        class: TriggerClass,
        lemma: &str,
    ) -> impl Iterator<Item = (&Frame, &Trigger)> {
        // A map of owned keys can't be asked with borrowed ones of a pair.
        let key = (class, Box::from(lemma));
        let found = self.by_word.get(&key).map_or(&[][..], Vec::as_slice);
        found.iter().map(|&(f, t)| {
            let frame = &self.frames[f as usize];
            (frame, &frame.triggers[t as usize])
        })
    }

    /// Whether a word is one of a class, by its dictionary form in small letters.
    pub fn is(&self, class: &str, word: &str) -> bool {
        let words = self.classes.get(class);
        words.is_some_and(|words| words.binary_search_by(|one| one.as_str().cmp(word)).is_ok())
    }

    /// A frame by its id.
    pub fn get(&self, id: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.id == id)
    }

    /// All frames.
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }
}

fn fill(trigger: &mut Trigger, classes: &BTreeMap<&str, &[String]>) {
    let mut lists = vec![
        &mut trigger.object,
        &mut trigger.no_object,
        &mut trigger.subject,
        &mut trigger.clause_verbs,
    ];
    lists.extend(trigger.prepositions.iter_mut().map(|(_, words)| words));
    for list in lists {
        let words = std::mem::take(list);
        for word in words {
            match word.strip_prefix('@') {
                None => list.push(word),
                // A class that is not there was refused when the file was read.
                Some(name) => {
                    list.extend(classes.get(name).into_iter().flat_map(|c| c.iter().cloned()))
                }
            }
        }
        list.sort();
        list.dedup();
    }
}

//! Event frames: which words name a happening, who takes which part in it, and how it is coded.
//!
//! A trigger is written as one line:
//!
//! ```text
//! shell                             a verb or noun, by its dictionary form
//! pull out                          a verb with a particle or a preposition
//! impose {sanction embargo} on      its object is one of these words
//! {talks ceasefire} collapse        its subject is one of these words
//! call for {ceasefire truce}        the noun after the preposition is one of these words
//! agree ...                         a clause follows: "agreed to …", "agreed that …"
//! agree ...{release free}           its verb is one of these words
//! attack !{problem market}          its object is none of these words
//! {suicide car} bombing             of a noun: a word before it is one of these
//! declare {@truces}                 the words of a class
//! ```

use detente_record::EventType;
use serde::{Deserialize, Serialize};

/// A kind of happening with the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Its id: the type in small letters, a slash, a name, e.g. `assault/shell`.
    pub id: String,
    /// What it finds, and why it is one frame.
    pub says: String,
    /// PLOVER type.
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// PLOVER contexts that its words alone tell.
    pub contexts: Vec<String>,
    /// What names it.
    pub triggers: Vec<Trigger>,
    /// Where the one stands who does it, the best place first.
    pub actor: Vec<String>,
    /// Where the one stands to whom it is done.
    pub recipient: Vec<String>,
    /// The same where the trigger is a noun.
    pub noun_actor: Vec<String>,
    /// The same where the trigger is a noun.
    pub noun_recipient: Vec<String>,
    /// Whether all who take part do the same to each other.
    pub reciprocal: bool,
    /// Whether what is agreed, demanded, refused or threatened tells its mode and code.
    pub content: bool,
    /// Whether it needs both an actor and a recipient.
    pub both: bool,
    /// Sentences that it must read as they say.
    pub examples: Vec<Example>,
}

/// One way to name a happening.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// What class of word.
    pub class: TriggerClass,
    /// Its dictionary form, small letters.
    pub lemma: String,
    /// A particle that it must have.
    pub particle: Option<String>,
    /// Words of which its object must be one, where there are any.
    pub object: Vec<String>,
    /// Words of which its object must be none.
    pub no_object: Vec<String>,
    /// Words of which its subject must be one; of a noun, of which one must stand before it.
    pub subject: Vec<String>,
    /// Prepositions that must follow, with the words that may stand after each (any, where none).
    pub prepositions: Vec<(String, Vec<String>)>,
    /// Whether a clause must follow.
    pub clause: bool,
    /// Words of which its verb must be one.
    pub clause_verbs: Vec<String>,
    /// The trigger as written.
    pub text: String,
}

/// The class of a trigger.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum TriggerClass {
    /// A verb.
    #[default]
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

/// A sentence with the events that it must give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Its events, as `TYPE[/mode] ACTORS > RECIPIENTS [status]`.
    pub gives: Vec<String>,
}

/// Words that mean alike for frames.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its name, without the sign.
    pub name: String,
    /// Its words, dictionary forms in small letters.
    pub words: Vec<String>,
}

impl Trigger {
    /// How much it asks for: of two that fit, the one that asks for more is meant.
    pub fn weight(&self) -> usize {
        usize::from(self.particle.is_some()) * 2
            + usize::from(!self.object.is_empty()) * 3
            + usize::from(!self.subject.is_empty()) * 3
            + self
                .prepositions
                .iter()
                .map(|(_, words)| if words.is_empty() { 2 } else { 4 })
                .sum::<usize>()
            + usize::from(self.clause)
            + usize::from(!self.clause_verbs.is_empty()) * 2
            + usize::from(!self.no_object.is_empty())
    }

    /// Reads a trigger as it is written; what is wrong with it, where it can't be read.
    ///
    /// ```
    /// use detente_knowledge::{Trigger, TriggerClass};
    /// let read = Trigger::parse("impose {sanction embargo} on", TriggerClass::Verb).unwrap();
    /// assert_eq!(read.lemma, "impose");
    /// assert_eq!(read.object, ["sanction", "embargo"]);
    /// assert_eq!(read.prepositions, [("on".to_owned(), vec![])]);
    /// assert!(Trigger::parse("{sanction", TriggerClass::Verb).is_err());
    /// ```
    pub fn parse(text: &str, class: TriggerClass) -> Result<Self, String> {
        let mut out = Self { class, text: text.to_owned(), ..Self::default() };
        let mut open: Option<Open> = None;
        for piece in pieces(text)? {
            match piece {
                Piece::Word(word) if out.lemma.is_empty() => out.lemma = word.to_lowercase(),
                Piece::Word(word) => {
                    let word = word.to_lowercase();
                    if is_preposition(&word) {
                        out.prepositions.push((word, vec![]));
                        open = Some(Open::Preposition);
                        continue;
                    }
                    if !is_particle(&word) {
                        return Err(format!(
                            "{word:?} is no particle or preposition; put objects in braces"
                        ));
                    }
                    out.particle = Some(word);
                }
                Piece::Words(words) if out.lemma.is_empty() => out.subject = words,
                Piece::Words(words) => match open.take() {
                    Some(Open::Preposition) => {
                        if let Some(last) = out.prepositions.last_mut() {
                            last.1 = words;
                        }
                    }
                    Some(Open::Clause) => out.clause_verbs = words,
                    None => out.object = words,
                },
                Piece::Without(words) => out.no_object = words,
                Piece::Clause => {
                    out.clause = true;
                    open = Some(Open::Clause);
                    continue;
                }
            }
            open = None;
        }
        if out.lemma.is_empty() {
            return Err("no word to look for".into());
        }
        Ok(out)
    }
}

enum Open {
    Preposition,
    Clause,
}

enum Piece<'t> {
    Word(&'t str),
    Words(Vec<String>),
    Without(Vec<String>),
    Clause,
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut out = vec![];
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("...") {
            out.push(Piece::Clause);
            rest = after.trim_start();
            continue;
        }
        let without = rest.starts_with("!{");
        if without || rest.starts_with('{') {
            let from = if without { 2 } else { 1 };
            let end = rest.find('}').ok_or("a brace is not closed")?;
            let words = rest.get(from..end).unwrap_or("").split_whitespace();
            let words: Vec<String> = words.map(str::to_lowercase).collect();
            if words.is_empty() {
                return Err("there is nothing between the braces".into());
            }
            out.push(if without { Piece::Without(words) } else { Piece::Words(words) });
            rest = rest[end + 1..].trim_start();
            continue;
        }
        let end = rest.find([' ', '{', '!']).unwrap_or(rest.len());
        if end == 0 {
            return Err(format!("{rest:?} can't be read"));
        }
        out.push(Piece::Word(&rest[..end]));
        rest = rest[end..].trim_start();
    }
    Ok(out)
}

/// Words that can only be particles here; `in`, `on`, `over` and the like are taken for
/// prepositions, and a parser that takes them for particles is met halfway.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "out"
            | "up"
            | "down"
            | "off"
            | "away"
            | "back"
            | "first"
            | "aside"
            | "apart"
            | "together"
            | "home"
    )
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "across"
            | "after"
            | "against"
            | "along"
            | "alongside"
            | "amid"
            | "among"
            | "around"
            | "as"
            | "at"
            | "before"
            | "behind"
            | "between"
            | "by"
            | "during"
            | "for"
            | "from"
            | "in"
            | "inside"
            | "into"
            | "near"
            | "of"
            | "on"
            | "onto"
            | "outside"
            | "over"
            | "through"
            | "to"
            | "toward"
            | "towards"
            | "under"
            | "upon"
            | "with"
            | "within"
            | "without"
    )
}

/// Where a participant may stand.
pub(crate) const SLOTS: &[&str] =
    &["subject", "object", "indirect", "owner", "clause", "content", "speaker", "whose"];

/// Whether a word names a place of a participant.
pub(crate) fn is_slot(word: &str) -> bool {
    SLOTS.contains(&word) || is_preposition(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn triggers_ask_for_what_they_say() {
        let verb = |text| Trigger::parse(text, TriggerClass::Verb).expect("a trigger");
        assert_eq!(verb("pull out").particle.as_deref(), Some("out"));
        assert_eq!(verb("call for {truce}").prepositions, [("for".into(), vec!["truce".into()])]);
        assert_eq!(verb("{talks} break down").subject, ["talks"]);
        let agree = verb("agree ...{release free}");
        assert!(agree.clause && agree.clause_verbs == ["release", "free"]);
        assert_eq!(verb("attack !{problem}").no_object, ["problem"]);
        assert!(verb("fire {rocket} at").weight() > verb("fire at").weight());
    }

    #[test]
    fn what_is_no_trigger_says_why() {
        for wrong in ["", "{a b}", "hold talks", "cut {}", "cut {ties"] {
            assert!(Trigger::parse(wrong, TriggerClass::Verb).is_err(), "{wrong}");
        }
    }
}

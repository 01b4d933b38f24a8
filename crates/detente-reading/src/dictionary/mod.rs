//! Events by another coder's dictionaries: PETRARCH's verbs, agents and actors, once a user has
//! imported them into a world.
//!
//! The dictionaries say what their makers meant, so this codes as PETRARCH does, by its notation
//! (<https://github.com/openeventdata/petrarch>), over our own trees instead of brackets:
//!
//! - a verb counts where the tree has one; its longest form of several words counts first (`verb`);
//! - its block's patterns are tried, those that ask for more first (`matching`); else the verb's
//!   own code counts. A null code (`---`) is no event;
//! - the source is the first actor before the verb, the target the first after it (`phrases`), a
//!   pattern may name others, and a passive with "by" turns them round;
//! - compounds are coded each with each, a code of two (`032:033`) both ways;
//! - short asides between commas are left out (`commas`), and so are sentences and reports that
//!   hold certain words;
//! - once a verb is coded, verbs within its phrase are not.
//!
//! The code is the dictionary's, whatever scheme it is of.

mod commas;
mod matching;
mod parties;
mod phrases;
mod verb;
mod words;

#[cfg(test)]
mod tests;

use crate::view::View;
use detente_language::Analysis;
use detente_record::EventType;
use detente_text::Document;
use detente_world::{Dictionary, Left, World};
use std::ops::Range;

/// How a dictionary is used; the names are those of PETRARCH's settings, and so are the defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether both source and target must be known.
    pub require_dyad: bool,
    /// Noun phrases of fewer blanks than this stand for themselves, in quotation marks, where no
    /// dictionary knows them.
    pub new_actor_length: usize,
    /// Least and most words of an aside between commas; a most of 0 keeps all.
    pub comma: (usize, usize),
    /// The same for words before the first comma.
    pub comma_begin: (usize, usize),
    /// The same for words after the last.
    pub comma_end: (usize, usize),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            require_dyad: true,
            new_actor_length: 0,
            comma: (2, 8),
            comma_begin: (0, 0),
            comma_end: (2, 8),
        }
    }
}

/// Source or target of a coded event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// The dictionary's code, `---` for nobody known.
    pub(crate) code: String,
    /// The actor's id in the world.
    pub(crate) actor: Option<String>,
    /// The first and past the last of its tokens in the view.
    pub(crate) toks: Range<usize>,
}

/// An event as a dictionary codes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Coded {
    pub(crate) source: Party,
    pub(crate) target: Party,
    /// The code, of whatever scheme.
    pub(crate) code: String,
    /// The token of the verb in the view.
    pub(crate) verb: usize,
    /// What decided: `dictionary:VERB` and the pattern, if one did.
    pub(crate) rule: String,
}

/// What a dictionary codes in one report.
pub(crate) struct Coder<'v> {
    view: &'v View<'v>,
    dictionary: &'v Dictionary,
    options: Options,
    day: Option<String>,
}

impl<'v> Coder<'v> {
    /// `None` where the world has no such dictionary, or its words leave out the report.
    pub(crate) fn of(view: &'v View<'v>, options: Options) -> Option<Self> {
        let dictionary = view.world.dictionary()?;
        let whole = spaced(view.text);
        let day = view.published_text();
        (dictionary.left_out(&whole) < Left::Report).then_some(Self {
            view,
            dictionary,
            options,
            day,
        })
    }

    /// The events of a sentence in text order, each once.
    pub(crate) fn sentence(&self, sentence: usize) -> Vec<Coded> {
        verb::code(self, sentence).unwrap_or_default()
    }
}

/// Source, target and code of all that a report's dictionary events are, for those who measure.
pub fn triples(
    document: &Document,
    analysis: &Analysis,
    world: &World,
    options: &Options,
) -> Vec<[String; 3]> {
    let view = View::new(document, analysis, world);
    let Some(coder) = Coder::of(&view, options.clone()) else { return vec![] };
    let mut out = vec![];
    for sentence in 0..view.sentences.len() {
        for coded in coder.sentence(sentence) {
            let triple = [coded.source.code, coded.target.code, coded.code];
            if !out.contains(&triple) {
                out.push(triple);
            }
        }
    }
    out
}

/// The PLOVER type of a CAMEO code (table of 17 September 2021 in PLOVER's repository); `None` for
/// what has none there, such as statements and appeals.
pub(crate) fn cameo_to_plover(code: &str) -> Option<EventType> {
    if !(2..=4).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match (code.get(..2)?, code.get(..3)) {
        ("03", _) => EventType::Agree,
        ("04", _) => EventType::Consult,
        ("05", _) => EventType::Support,
        ("06", _) => EventType::Cooperate,
        ("07", _) => EventType::Aid,
        ("08", Some("084" | "085" | "086" | "087")) => EventType::Retreat,
        ("08", _) => EventType::Concede,
        ("09" | "11", _) => EventType::Accuse,
        ("10", _) => EventType::Request,
        ("12", _) => EventType::Reject,
        ("13", _) => EventType::Threaten,
        ("14", _) => EventType::Protest,
        ("15", _) => EventType::Mobilize,
        // Three that the table moves out of their roots: embargo; blockade and occupation;
        // destruction and repression.
        (_, Some("163" | "191" | "192")) => EventType::Coerce,
        (_, Some("175")) => EventType::Assault,
        _ if code == "1712" => EventType::Assault,
        ("16", _) => EventType::Sanction,
        ("17", _) => EventType::Coerce,
        ("18" | "19" | "20", _) => EventType::Assault,
        _ => return None,
    })
}

/// Small letters with one blank between words.
fn spaced(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

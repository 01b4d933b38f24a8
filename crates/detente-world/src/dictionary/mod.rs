//! Another coder's dictionaries, ready for use: verbs with patterns, actors and agents with codes.
//!
//! The notation and what it means are those of PETRARCH
//! (<https://github.com/openeventdata/petrarch>), and so are the codes, CAMEO's or any other. All
//! words are in small letters. Whoever codes with it finds the sentence's parts; here is only what
//! the dictionaries say.

mod party;
mod pattern;
mod verb;

pub use party::Coded;
pub use pattern::{Pattern, Step, What};
pub use verb::DictionaryVerb;

use detente_knowledge::Rows;
use party::Phrases;
use std::collections::HashMap;

/// Whether words tell to leave something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// The sentence.
    Sentence,
    /// The whole report.
    Report,
}

/// The dictionaries of a world.
///
/// ```
/// use detente_world::World;
/// let mine = "[[verb]]\nverb = \"shell\"\npattern = \"\"\ncode = \"194\"\n\
///     [[coded]]\nnames = [\"river_guard\"]\ncodes = [{ code = \"SDNREB\" }]\n\
///     [[agent]]\nsector = \"CVL\"\nnouns = [\"villager\", \"villagers\"]\n";
/// let world = World::open(World::layered(&[("mine.toml", mine)]).unwrap().into()).unwrap();
/// let dictionary = world.dictionary().unwrap();
/// assert_eq!(dictionary.verbs("shelled")[0].code, "194");
/// let party = dictionary.party(&["the", "river", "guard"], None).unwrap();
/// assert_eq!(party.codes, ["SDNREB"]);
/// assert!(World::embedded().dictionary().is_none(), "the program itself has none");
/// ```
#[derive(Debug)]
pub struct Dictionary {
    /// By the word that is the verb, in each of its forms; those of more words first.
    verbs: HashMap<String, Vec<DictionaryVerb>>,
    /// By block, those of more steps first.
    patterns: Vec<Vec<Pattern>>,
    /// The phrases of each set of synonyms.
    synsets: Vec<Vec<Vec<String>>>,
    actors: Phrases,
    /// The codes and the id of each actor.
    codes: Vec<(Vec<detente_knowledge::ActorCode>, Option<String>)>,
    agents: Phrases,
    /// The code of each agent, and whether it goes before the actor's.
    sectors: Vec<(String, bool)>,
    discards: Vec<(String, Left)>,
}

impl Dictionary {
    /// What the rows say; `None` where they have no verbs, so that nothing could be coded.
    pub(crate) fn new(rows: &Rows) -> Option<Self> {
        if rows.verbs.is_empty() {
            return None;
        }
        let (names, synsets) = pattern::synsets(&rows.synsets);
        let (verbs, patterns) = verb::verbs(&rows.verbs, &names);
        let mut actors = Phrases::default();
        let mut codes = vec![];
        for row in &rows.coded {
            row.names.iter().for_each(|name| actors.add(name, codes.len()));
            codes.push((row.codes.clone(), row.actor.clone()));
        }
        let mut agents = Phrases::default();
        let mut sectors = vec![];
        for row in &rows.agents {
            row.nouns.iter().for_each(|noun| agents.add(noun, sectors.len()));
            sectors.push((row.sector.clone(), row.before));
        }
        actors.sort();
        agents.sort();
        let discard = |row: &detente_knowledge::Discard| {
            let left = if row.report { Left::Report } else { Left::Sentence };
            (row.words.to_lowercase(), left)
        };
        let real = |(words, _): &(String, Left)| words.chars().any(char::is_alphanumeric);
        let discards = rows.discards.iter().map(discard).filter(real).collect();
        Some(Self { verbs, patterns, synsets, actors, codes, agents, sectors, discards })
    }

    /// The verbs of which this is a form; of one of several words, the word that is the verb. Those
    /// of more words come first.
    pub fn verbs(&self, form: &str) -> &[DictionaryVerb] {
        self.verbs.get(form).map_or(&[], Vec::as_slice)
    }

    /// The patterns of a verb's block, those that ask for more first.
    pub fn patterns(&self, verb: &DictionaryVerb) -> &[Pattern] {
        self.patterns.get(verb.block).map_or(&[], Vec::as_slice)
    }

    /// The phrases of a set of synonyms, each a list of words.
    pub fn synset(&self, number: usize) -> &[Vec<String>] {
        self.synsets.get(number).map_or(&[], Vec::as_slice)
    }

    /// What a text in small letters, words parted by one blank, tells to leave out. Words count
    /// where they begin a word; the last of them may go on unless a `_` ends it.
    pub fn left_out(&self, text: &str) -> Left {
        let stands = |words: &str| {
            let (words, whole) = match words.strip_suffix('_') {
                Some(words) => (words, true),
                None => (words, false),
            };
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            text.match_indices(words).any(|(at, found)| {
                let begins = !letter(text[..at].chars().next_back());
                begins && !(whole && letter(text[at + found.len()..].chars().next()))
            })
        };
        let found = self.discards.iter().filter(|(words, _)| stands(words));
        found.map(|(_, left)| *left).max().unwrap_or(Left::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::Left;
    use crate::World;

    fn world(rows: &str) -> World {
        let verb = "[[verb]]\nverb = \"go\"\npattern = \"\"\ncode = \"---\"\n";
        World::from_toml(&[("mine.toml", &format!("{verb}{rows}"))])
            .unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn words_leave_out_a_sentence_or_a_report() {
        let world = world(
            "[[discard]]\nwords = \"cup fin\"\n[[discard]]\nwords = \"race_\"\nreport = true\n",
        );
        let dictionary = world.dictionary().expect("a dictionary");
        for (text, left) in [
            ("they lost the cup final.", Left::Sentence),
            ("a hiccup fin", Left::Nothing),
            ("the cup final and the race.", Left::Report),
            ("races were run", Left::Nothing),
        ] {
            assert_eq!(dictionary.left_out(text), left, "{text}");
        }
    }

    #[test]
    fn a_party_is_an_actor_with_its_agents() {
        let world = world(
            "[[coded]]\nnames = [\"vale\"]\ncodes = [{ code = \"VAL\" }]\n\
            [[coded]]\nnames = [\"new_vale\"]\ncodes = [{ code = \"NVL\" }]\n\
            [[coded]]\nnames = [\"prince of thorn\"]\ncodes = [{ code = \"THO\" }]\n\
            [[coded]]\nnames = [\"twin_towns\"]\ncodes = [{ code = \"ONE/TWO\" }]\n\
            [[coded]]\nnames = [\"palace\"]\ncodes = [{ code = \"VALGOV\" }]\n\
            [[agent]]\nsector = \"COP\"\nnouns = [\"police\", \"river_police\"]\n\
            [[agent]]\nsector = \"RIV\"\nnouns = [\"river_guard\"]\n\
            [[agent]]\nsector = \"GOV\"\nnouns = [\"official\", \"officials\"]\n\
            [[agent]]\nsector = \"NGO\"\nbefore = true\nnouns = [\"relief_league\"]\n",
        );
        let dictionary = world.dictionary().expect("a dictionary");
        for (text, code) in [
            ("the vale river police", "VALCOP"),
            ("officials of new vale", "NVLGOV"),
            ("palace officials", "VALGOV"),
            ("relief league of vale officials", "NGOVALGOV"),
            ("river police guard", "---COP"),
            ("the prince of high thorn", "THO"),
            ("twin towns officials", "ONEGOV TWOGOV"),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let party = dictionary.party(&words, None).expect(text);
            assert_eq!(party.codes.join(" "), code, "{text}");
        }
        assert!(dictionary.party(&["the", "sheep"], None).is_none());
    }

    #[test]
    fn a_code_holds_on_its_days() {
        let world = world(
            "[[coded]]\nnames = [\"ada\"]\ncodes = [{ code = \"X\" }, { code = \"XGOV\", from = \"2001-05-01\", to = \"2002-05-01\" }, { code = \"XELI\", from = \"2002-05-01\" }]\n\
            [[coded]]\nnames = [\"bo\"]\ncodes = [{ code = \"Y\", to = \"1999-12-31\" }]\n",
        );
        let dictionary = world.dictionary().expect("a dictionary");
        for (name, day, code) in [
            ("ada", Some("2001-05-01"), "XGOV"),
            ("ada", Some("2000-01-01"), "X"),
            ("ada", Some("2002-05-01"), "XGOV"),
            ("ada", Some("2010-01-01"), "XELI"),
            ("ada", None, "X"),
            ("bo", Some("1999-12-31"), "Y"),
            ("bo", Some("2000-01-01"), ""),
        ] {
            let found = dictionary.party(&[name], day);
            assert_eq!(found.map_or(String::new(), |party| party.codes.join("")), code, "{day:?}");
        }
    }

    #[test]
    fn the_forms_of_verbs_are_regular_unless_given() {
        let world = world(
            "[[verb]]\nverb = \"raze\"\npattern = \"\"\ncode = \"1\"\n\
            [[verb]]\nverb = \"carry\"\npattern = \"\"\ncode = \"2\"\n\
            [[verb]]\nverb = \"give\"\npattern = \"\"\ncode = \"3\"\nforms = [\"gave\"]\n\
            [[verb]]\nverb = \"+seal_off\"\npattern = \"\"\ncode = \"4\"\n\
            [[verb]]\nverb = \"seal\"\npattern = \"\"\ncode = \"5\"\n\
            [[verb]]\nverb = \"wire_+tap\"\npattern = \"\"\ncode = \"6\"\nforms = [\"wire_+tapped\"]\n",
        );
        let dictionary = world.dictionary().expect("a dictionary");
        let codes = |form: &str| {
            dictionary
                .verbs(form)
                .iter()
                .map(|verb| verb.code.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (form, code) in [
            ("razed", "1"),
            ("razing", "1"),
            ("razes", "1"),
            ("carries", "2"),
            ("carried", "2"),
            ("carrying", "2"),
            ("gave", "3"),
            ("gives", ""),
            ("sealed", "4 5"),
            ("tapped", "6"),
            ("tapping", ""),
        ] {
            assert_eq!(codes(form), code, "{form}");
        }
        assert_eq!(dictionary.verbs("sealed")[0].after, ["off"]);
        assert_eq!(dictionary.verbs("tapped")[0].before, ["wire"]);
    }
}

//! Verbs: blocks of verbs that share a code and patterns, and the sets of synonyms for these.

use super::{Imported, code_of, list, plural, quoted, words};
use std::fmt::Write as _;

/// The verbs of a file, as they are met.
#[derive(Default)]
pub(super) struct Verbs {
    rows: Vec<Verb>,
    patterns: Vec<(String, String, String)>,
    synsets: Vec<(String, Vec<String>)>,
    /// The code of the block at hand.
    code: String,
    /// The first verb of the block, by which its patterns are kept.
    block: Option<String>,
    /// Whether plurals are to be made in the set of synonyms at hand.
    synset: Option<bool>,
    /// Whether the block has come to its patterns.
    patterned: bool,
}

struct Verb {
    verb: String,
    forms: Vec<String>,
    code: String,
    block: String,
}

/// Whether a line is a verb with a code of digits, as files without block heads begin.
pub(super) fn has_code_of_event(line: &str) -> bool {
    let digits =
        |code: &str| code.len() > 1 && code.chars().all(|c| c.is_ascii_digit() || c == ':');
    code_of(line).is_some_and(digits)
}

impl Verbs {
    pub(super) fn take(&mut self, line: &str) -> Result<(), String> {
        let synset = self.synset.take();
        if let Some(head) = line.strip_prefix("---") {
            self.code = code_of(head).filter(|code| !code.is_empty()).unwrap_or("---").to_owned();
            self.block = None;
            self.patterned = false;
            return Ok(());
        }
        if let Some(pattern) = line.strip_prefix('-') {
            return self.pattern(pattern);
        }
        if let Some(name) = line.strip_prefix('&') {
            let name = name.trim().to_lowercase();
            self.synset = Some(!name.ends_with('_'));
            self.synsets.push((name.trim_end_matches('_').to_owned(), vec![]));
            return Ok(());
        }
        if let (Some(plurals), Some(word)) = (synset, line.strip_prefix('+')) {
            self.synset = synset;
            self.synonym(word, plurals);
            return Ok(());
        }
        self.verb(line)
    }

    fn synonym(&mut self, word: &str, plurals: bool) {
        let Some((_, known)) = self.synsets.last_mut() else { return };
        let single = !plurals || word.trim_end().ends_with('_');
        let word = words(word).replace('_', " ");
        // A set within a set brings its own plurals.
        if !single && !word.contains('&') {
            known.push(plural(&word));
        }
        known.push(word);
    }

    fn pattern(&mut self, pattern: &str) -> Result<(), String> {
        let Some((text, code)) = pattern.rsplit_once('[') else {
            return Err("a pattern without a code".into());
        };
        let code = code.trim().trim_end_matches(']').trim();
        let Some(block) = self.block.clone() else {
            return Err("a pattern without a verb".into());
        };
        if text.contains(['{', '}', '|']) {
            return Err("a pattern with alternatives; give them as a set of synonyms".into());
        }
        if text.matches('*').count() != 1 {
            return Err("a pattern without one place for the verb".into());
        }
        self.patterned = true;
        let text: Vec<&str> = text.split_whitespace().collect();
        self.patterns.push((block, text.join(" ").to_lowercase(), code.to_owned()));
        Ok(())
    }

    fn verb(&mut self, line: &str) -> Result<(), String> {
        // Without a head a new block begins with the verb after the patterns of the last.
        if self.patterned {
            self.block = None;
            self.patterned = false;
            self.code = "---".into();
        }
        let own = code_of(line).filter(|code| !code.is_empty());
        let text = line.split('[').next().unwrap_or(line).to_lowercase();
        let (verb, forms) = match text.split_once('{') {
            Some((verb, forms)) => (verb, forms.split('}').next().unwrap_or("")),
            None => (text.as_str(), ""),
        };
        // Words that no underscore joins: the first is the verb.
        let verb = verb.split_whitespace().next().unwrap_or("").trim_end_matches('_').to_owned();
        if verb.is_empty() {
            return Err("no verb can be read".into());
        }
        let code = own.unwrap_or(if self.code.is_empty() { "---" } else { &self.code });
        let block = self.block.get_or_insert_with(|| verb.clone()).clone();
        let forms = forms.split_whitespace().map(str::to_owned).collect();
        self.rows.push(Verb { verb, forms, code: code.to_owned(), block });
        Ok(())
    }

    pub(super) fn write(self, out: &mut Imported) {
        out.taken += self.synsets.len() + self.rows.len() + self.patterns.len();
        for (name, words) in self.synsets {
            let (name, words) = (quoted(&name), list(&words));
            let _ = writeln!(out.toml, "[[synset]]\nname = {name}\nwords = {words}\n");
        }
        for row in self.rows {
            let (verb, code) = (quoted(&row.verb), quoted(&row.code));
            let _ = writeln!(out.toml, "[[verb]]\nverb = {verb}\npattern = \"\"\ncode = {code}");
            if !row.forms.is_empty() {
                let _ = writeln!(out.toml, "forms = {}", list(&row.forms));
            }
            if row.block != row.verb {
                let _ = writeln!(out.toml, "block = {}", quoted(&row.block));
            }
            out.toml.push('\n');
        }
        for (verb, pattern, code) in self.patterns {
            let (verb, pattern, code) = (quoted(&verb), quoted(&pattern), quoted(&code));
            let _ =
                writeln!(out.toml, "[[verb]]\nverb = {verb}\npattern = {pattern}\ncode = {code}\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use detente_world::World;

    fn toml(file: &str) -> String {
        let taken = super::super::read(file, World::embedded());
        let taken = taken.unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(taken.left_out, 0, "{:?}", taken.left);
        taken.toml
    }

    #[test]
    fn the_verbs_of_a_block_share_its_code_and_patterns() {
        let toml = toml(
            "--- GIVING [070] ---\nGRANT\nLEND {LENT LENDING} [071]\n+HAND_OVER\n- * _COIN [903]\n",
        );
        for row in [
            "verb = \"grant\"\npattern = \"\"\ncode = \"070\"\n\n",
            "verb = \"lend\"\npattern = \"\"\ncode = \"071\"\nforms = [\"lent\", \"lending\"]\nblock = \"grant\"\n",
            "verb = \"+hand_over\"\npattern = \"\"\ncode = \"070\"\nblock = \"grant\"\n",
            "verb = \"grant\"\npattern = \"* _coin\"\ncode = \"903\"\n",
        ] {
            assert!(toml.contains(row), "{row}\n{toml}");
        }
    }

    #[test]
    fn synonyms_bring_their_plurals_unless_told_not_to() {
        let toml = toml(
            "&COIN\n+PENNY\n+RUBLE_\n+&METAL\n&METAL_\n+GOLD BAR\n--- PAY [---]\nPAY\n- * &COIN [1:2]\n",
        );
        for row in [
            "name = \"coin\"\nwords = [\"pennies\", \"penny\", \"ruble\", \"&metal\"]",
            "name = \"metal\"\nwords = [\"gold bar\"]",
            "code = \"1:2\"",
        ] {
            assert!(toml.contains(row), "{row}\n{toml}");
        }
    }

    #[test]
    fn what_patterns_can_t_say_is_told() {
        let file = "--- PAY [070]\nPAY\n- * {A | B} [1]\n- NOTHING [2]\n- * THIS\n";
        let taken = super::super::read(file, World::embedded());
        assert_eq!(taken.unwrap_or_default().left_out, 3);
    }
}

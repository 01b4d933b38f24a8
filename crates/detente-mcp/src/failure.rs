//! Why a call has no answer, in a sentence with the way out.

use crate::shown::clean;
use detente_case::{Case, Error};

/// Characters of a sentence: it may repeat what was asked for, and that may be long.
const MOST: usize = 1200;

/// A sentence for the assistant. None names a path or what the program was doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A mistake of ours.
    pub(crate) fn broken() -> Self {
        Self::new(
            "This could not be answered, which is a mistake in the program; ask for something else.",
        )
    }

    /// Why a row was not found: the case's own words, which name the ids near it.
    pub(crate) fn of_row(case: &Case, error: Error) -> Self {
        if error.is_query() {
            return Self::new("An empty id: give at least the first characters of one.");
        }
        if !error.is_no_such_row() && !error.is_ambiguous() {
            return error.into();
        }
        let file = format!("{}: ", case.path().display());
        let said = error.to_string();
        let said = said.replace(&file, "");
        let out = match error.is_ambiguous() {
            true => "",
            false => ". Ids stand in the answers of `rows`, `search` and `brief`",
        };
        let mut sentence = format!("{said}{out}.");
        if let Some(first) = sentence.get(..1).map(str::to_uppercase) {
            sentence.replace_range(..1, &first);
        }
        Self(sentence)
    }
}

impl Failure {
    /// The sentence as it may be handed over: what it repeats of the question may hide something.
    pub(crate) fn told(&self) -> String {
        let (said, _) = clean(&self.0);
        match said.char_indices().nth(MOST) {
            Some((at, _)) => format!("{}…", &said[..at]),
            None => said,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::new(match &error {
            error if error.is_busy() => {
                "Another process is writing to the case: ask again in a moment."
            }
            error if error.is_absent() => {
                "There is no case where this server looks for one. Whoever set it up makes one with \
                 `detente read` and the reports, or names another with `detente mcp --case FILE`."
            }
            error if error.is_not_a_case() => {
                "The file that this server was given is no case. Whoever set it up names another with \
                 `detente mcp --case FILE`."
            }
            error if error.is_newer() => {
                "The case was written by a newer version of detente: whoever set this server up installs \
                 that version."
            }
            error if error.is_older() => {
                "The case was written by an older version of detente and must be brought up to date \
                 first: whoever set this server up runs `detente read` on it once."
            }
            error if error.is_damaged() => {
                "The case is damaged: `detente doctor` says what is wrong with it, and `detente restore` \
                 puts a backup in its place."
            }
            _ => "The case can't be read: `detente doctor` says what is wrong with it.",
        })
    }
}

//! The definition of what an analyst says of the record.

use super::Format;
use clap::{Args, Subcommand};

pub(super) const CORRECT: &str = "\
Every correction names its author and its reason, and the bytes it is about: it holds however often the
reports are read again, and `detente corrections undo N` takes it back. A rejected row stays to be seen
and nothing is made of it. With --incident it is of all tellings of the happening.

Examples:
  detente correct reject 3f2a --reason 'a drill, not a raid'
  detente correct re-date 3f2a 2020-02-10 --reason 'the ministry gave the day'
  detente correct re-date 3f2a '[2020-02-01..2020-02-10]' --reason 'some day before the summit'
  detente correct re-date 8c41 2020-02-17 --reason 'the printed edition bears the day'
  detente correct re-place 3f2a geonames:169389 --reason 'the town, not the province'
  detente correct re-actor group:cma group:csp-dpa --reason 'renamed in 2024'
  detente correct re-type 3f2a PROTEST/riot --reason 'nobody was attacked'
  detente correct merge 3f2a 9c01 --reason 'one convoy, told twice'
  detente correct split 3f2a --reason 'the second strike of that day'
  detente correct reliability 'Northern Gazette' C --reason 'two retractions in a month'";

pub(super) const CORRECTIONS: &str = "\
A correction is `in-force`; `lost`, where its row is not read any more (it applies again should it come
back); `overruled` by a later one; or `undone`.

Examples:
  detente corrections
  detente corrections undo 3 --reason 'the ministry withdrew it'";

/// Who says something of the record, and why.
#[derive(Args, Debug)]
pub(crate) struct Said {
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
    /// Who says so
    #[arg(long, value_name = "NAME", env = "DETENTE_AUTHOR")]
    pub(crate) author: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Correct {
    /// The row is wrong; nothing is to be made of it
    Reject(OfRow),
    /// The row is right
    Confirm(OfRow),
    /// It was on another day; of a report: it was written then, and is read as of that day
    ReDate {
        #[command(flatten)]
        of: Row,
        /// A day (2020-02-10), a month, a year, or a stretch in EDTF ([2020-02-01..2020-02-10])
        date: String,
        #[command(flatten)]
        said: Said,
    },
    /// It was at another place
    RePlace {
        #[command(flatten)]
        of: Row,
        /// A place's id or name (`detente world find NAME --places`); none where nobody knows
        place: String,
        #[command(flatten)]
        said: Said,
    },
    /// It is of another type
    ReType {
        #[command(flatten)]
        of: Row,
        /// TYPE or TYPE/mode, as in the PLOVER codebook: PROTEST/riot
        #[arg(value_name = "TYPE")]
        kind: String,
        #[command(flatten)]
        said: Said,
    },
    /// Two events or incidents are one happening
    Merge {
        /// One of them
        id: String,
        /// The other
        other: String,
        #[command(flatten)]
        said: Said,
    },
    /// The event is not of the incident it is in
    Split {
        /// The event
        id: String,
        #[command(flatten)]
        said: Said,
    },
    /// An actor is another one: everywhere, or in one report
    ReActor {
        /// The actor's id, as rows have it
        id: String,
        /// Who it is: an id or a name (`detente world find NAME`); none where nobody knows
        other: String,
        /// In this report only
        #[arg(long = "in", value_name = "REPORT")]
        report: Option<String>,
        #[command(flatten)]
        said: Said,
    },
    /// How far an outlet is to be relied on, by the NATO Admiralty scale
    Reliability {
        /// The outlet's id or name
        outlet: String,
        /// A (completely) to E (not at all), F (not judged)
        letter: String,
        #[command(flatten)]
        said: Said,
    },
}

/// A row, or all tellings of its happening.
#[derive(Args, Debug)]
pub(crate) struct Row {
    /// The row's id, or the beginning of it
    pub(crate) id: String,
    /// All tellings of the happening, not this one alone
    #[arg(long)]
    pub(crate) incident: bool,
}

#[derive(Args, Debug)]
pub(crate) struct OfRow {
    #[command(flatten)]
    pub(crate) of: Row,
    #[command(flatten)]
    pub(crate) said: Said,
}

#[derive(Args, Debug)]
pub(crate) struct Corrections {
    #[command(subcommand)]
    pub(crate) act: Option<CorrectionsAct>,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CorrectionsAct {
    /// Take one back; it stays in the list
    Undo {
        /// Its number
        n: i64,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        reason: String,
        /// Who takes it back
        #[arg(long, value_name = "NAME", env = "DETENTE_AUTHOR")]
        author: String,
    },
}

pub(super) const AUDIT: &str = "\
Rows are drawn at random, about as many of each kind: events, statements, undertakings, and joins (two
tellings taken for one happening). They are shown without rule and confidence. On a terminal every row is
asked for; elsewhere the drawn rows are written as JSON Lines, and verdicts come in by --verdicts:
  {\"id\":\"3f2a…\",\"verdict\":\"wrong\",\"field\":\"date\",\"note\":\"a week later\"}
with the verdicts right, wrong and cannot-tell. The same seed draws the same rows.

Examples:
  detente audit 40 --author 'A. Analyst'
  detente audit 40 --seed 7 --format jsonl > drawn.jsonl
  detente audit 40 --seed 7 --verdicts verdicts.jsonl --author 'A. Analyst'
  detente audit --report";

#[derive(Args, Debug)]
pub(crate) struct Audit {
    /// How many rows to draw
    #[arg(required_unless_present = "report", value_name = "N")]
    pub(crate) n: Option<usize>,
    /// Draw what this number draws [default: another each time; it is told]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub(crate) seed: Option<u64>,
    /// Verdicts as JSON Lines; - reads standard input
    #[arg(long, value_name = "FILE", requires = "seed", requires = "author")]
    pub(crate) verdicts: Option<std::path::PathBuf>,
    /// Who judges
    #[arg(long, value_name = "NAME", env = "DETENTE_AUTHOR")]
    pub(crate) author: Option<String>,
    /// What all audits of the case come to: precision of each kind with Wilson's interval at 95 %
    #[arg(long, conflicts_with_all = ["n", "seed", "verdicts"])]
    pub(crate) report: bool,
    #[command(flatten)]
    pub(crate) format: Format,
}

pub(super) const DIFF: &str = "\
A point is a number of the custody log, a day, or a report (what came after it was read). Told are
incidents, disputes and obligations: new, gone, merged, split, re-dated, or standing otherwise, each with
the reports that came to it or left it. Where one command changed more than 5,000 of them, only their
counts are kept; of all changes the last 200,000 are.

Examples:
  detente diff --since 2024-05-01
  detente diff 12..20
  detente diff 3f2a..                       what came after that report
  detente diff 2024-05-01..2024-05-07 --format jsonl | jq 'select(.what == \"turned\")'";

#[derive(Args, Debug)]
pub(crate) struct Diff {
    /// From A, not counting what it brought (of a day, all counts), to B; an empty end is open
    #[arg(value_name = "A..B", required_unless_present = "since")]
    pub(crate) range: Option<String>,
    /// From this point to now
    #[arg(long, value_name = "POINT", conflicts_with = "range")]
    pub(crate) since: Option<String>,
    #[command(flatten)]
    pub(crate) format: Format,
}

//! The definition of every command and flag: parser, help, completions and manual come from it.

mod export;
mod keep;
mod review;
mod values;
#[cfg(feature = "watch")]
mod watch;

pub(crate) use export::*;
pub(crate) use keep::*;
pub(crate) use review::*;
use values::{bytes, day};
#[cfg(feature = "watch")]
pub(crate) use watch::*;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
#[cfg(feature = "server")]
use detente_server::Role;
use std::path::PathBuf;

/// Reads news reports about a conflict and keeps the record: who did what to whom, who said it,
/// who denies it, and the words that every line rests on.
#[derive(Debug, Parser)]
#[command(name = "detente", version = env!("DETENTE_VERSION"), max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The case to work on
    #[arg(long, global = true, env = "DETENTE_CASE", value_name = "FILE",
          default_value = "case.detente", value_hint = ValueHint::FilePath)]
    pub(crate) case: PathBuf,

    /// No progress and no summaries on standard error
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// When to use colours; NO_COLOR is respected
    #[arg(long = "color", alias = "colour", global = true, value_name = "WHEN",
          value_enum, default_value_t = When::Auto)]
    pub(crate) colour: When,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  detente brief reports/                     the situation on one page, every sentence cited
  detente read reports/ archive.warc.gz      add reports to ./case.detente
  detente statements --actor Lavrov          who said what, as a table; JSON Lines in a pipe
  detente search '\"observation posts\" M5'    full text, with the place in the original
  detente why 3f2a                           how a row came to be: rule, words, bytes

Exit codes: 0 done; 1 some inputs were refused; 2 wrong use; 3 the case is damaged or of a newer
version; 4 verification failed.";

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Add reports to a case
    #[command(
        after_help = "Reads text, Markdown, HTML, RSS and Atom, WARC, JSON Lines, CSV, PDF, \
        mail, ZIP and tar.gz. Reading the same bytes twice adds nothing.\n\n\
        Examples:\n  detente read reports/ '*.html'\n  zcat news.jsonl.gz | detente read -"
    )]
    Read(Read),
    /// The situation on one page, every sentence cited
    #[command(after_help = "With paths, reads them into a temporary case first.\n\n\
        Examples:\n  detente brief examples/\n  detente brief --format html > brief.html")]
    Brief(Brief),
    /// Reports that were read
    Reports(Rows),
    /// Inputs that were not read, and why
    Refused(Rows),
    /// Outlets and speakers as origins of what is said
    Sources(Rows),
    /// Who is named
    Actors(Rows),
    /// What places are named, and as what
    Places(Rows),
    /// What happened, as each report tells it
    Events(Rows),
    /// Who said what
    Statements(Rows),
    /// Who undertook what, by when, and what is said of its being done
    Undertakings(Rows),
    /// What happened, each happening once across the reports that tell it
    Incidents(Rows),
    /// One happening as each outlet and each side tells it; --about INCIDENT
    Accounts(Rows),
    /// What is claimed, and who stands where
    Claims(Rows),
    /// What parties agreed on, with each obligation and who says that it was kept
    #[command(after_help = "--status: pending, continuing, said-fulfilled, said-partly, \
        said-breached, disputed, overdue-unreported, lapsed.\n\n\
        Example:\n  detente agreements --status said-breached")]
    Agreements(Rows),
    /// Contact between pairs of sides
    Channels(Rows),
    /// How pairs of sides stand, by month, week or day
    #[command(after_help = "Example:\n  detente relations --actor Sudan --period week")]
    Relations(Relations),
    /// What accounts dispute, and what only changed or is counted otherwise
    #[command(
        after_help = "--type: denial, quantity, responsibility, performance, obligation, time, \
        place, occurrence. --status: conflict, update, scope-difference.\n\n\
        Example:\n  detente disputes --status conflict --actor Azerbaijan"
    )]
    Disputes(Rows),
    /// Everything with a date, in order
    Timeline(Rows),
    /// Rows of other data sets that stand beside what was read; --status FORM
    #[command(after_help = "--status: gdelt-event, gdelt-mention, acled-shape, ucdp-shape.\n\n\
        Example:\n  detente outside --from 2023-05-01 --to 2023-05-31 --actor Sudan")]
    Outside(Rows),
    /// One row with its quotes
    Show(Id),
    /// How a row came to be: rule, words, bytes
    Why(Id),
    /// Full-text search over the reading text
    #[command(after_help = "All words must occur. \"Quoted words\" are a phrase; a trailing * \
        matches the beginning of a word.\n\nExample:\n  detente search '\"joint patrols\" idlib'")]
    Search(Search),
    /// Say that a row is wrong or right, and what it should be; kept, and applied again on every reading
    #[command(subcommand, after_help = CORRECT)]
    Correct(Correct),
    /// What analysts corrected, and undoing it
    #[command(after_help = CORRECTIONS)]
    Corrections(Corrections),
    /// Draw rows at random, judge them, and learn how often the program is right
    #[command(after_help = AUDIT)]
    Audit(Audit),
    /// What changed in the record, and what brought it
    #[command(after_help = DIFF)]
    Diff(Diff),
    /// Check every quote against the stored bytes
    Verify(Verify),
    /// Take a report out of the case for good
    #[command(
        after_help = "Its bytes are erased and a tombstone keeps it from being read again by \
        accident. The bytes of a file it shares with other reports stay until the last is removed."
    )]
    Remove(Remove),
    /// Derive everything again from the stored originals
    Reread(Reread),
    /// Copy the case, also while another process uses it
    Backup(Copy),
    /// Take another case into this one
    #[command(after_help = MERGE)]
    Merge(Merge),
    /// Set rows of GDELT, ACLED's or UCDP's shape beside what was read
    #[command(after_help = IMPORT)]
    Import(Import),
    /// Put a backup in the place of a case
    Restore(Restore),
    /// Write the record in another form: rows, event data, maps, timelines, graphs, annotations
    #[command(after_help = EXPORT)]
    Export(Export),
    #[cfg(feature = "server")]
    /// Pages on http://127.0.0.1:8765
    #[command(after_help = SERVE)]
    Serve(Serve),
    #[cfg(feature = "server")]
    /// A fresh token, for pages that other machines may reach
    #[command(after_help = SERVE)]
    Token(Token),
    #[cfg(feature = "mcp")]
    /// The case for an assistant, over the Model Context Protocol
    #[command(after_help = MCP)]
    Mcp,
    #[cfg(feature = "watch")]
    /// Keep the case current: ask feeds, look into folders, tell what changed
    #[command(after_help = WATCH)]
    Watch(Watch),
    /// The language analysis of inputs: sentences, trees, names, who says what
    #[command(after_help = "The case is not touched.\n\n\
        Examples:\n  detente analyse report.html\n  detente analyse --format jsonl wire.jsonl | jq .names")]
    Analyse(Analyse),
    /// The knowledge that reports are read against: who and where
    #[command(subcommand)]
    World(World),
    /// Check the case and this installation
    Doctor(Format),
    /// Completions for a shell, on standard output
    #[command(
        after_help = "Example:\n  detente completions bash > ~/.local/share/bash-completion/completions/detente"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The manual page, on standard output
    Man,
    #[command(name = "extract-pdf", hide = true)]
    ExtractPdf(ExtractPdf),
}

#[derive(Args, Debug)]
pub(crate) struct Read {
    /// Files, folders or globs; - reads JSON Lines from standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How inputs are read; the same flags wherever inputs are taken.
#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// Threads; by default one for each core
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Read again what was removed earlier
    #[arg(long)]
    pub(crate) again: bool,
    /// Keep originals and the full-text index, but read nothing out of the texts
    #[arg(long, hide_short_help = true)]
    pub(crate) text_only: bool,
    /// Most bytes of text a report
    #[arg(long, value_name = "BYTES", default_value = "32MiB", value_parser = bytes, hide_short_help = true)]
    pub(crate) report_bytes: u64,
    /// Most archives within each other
    #[arg(long, value_name = "N", default_value_t = 2, hide_short_help = true)]
    pub(crate) depth: usize,
    /// Most bytes out for each byte in
    #[arg(long, value_name = "N", default_value_t = 200, hide_short_help = true)]
    pub(crate) expansion: u64,
    /// Most members an archive
    #[arg(long, value_name = "N", default_value_t = 10_000, hide_short_help = true)]
    pub(crate) members: usize,
    /// Most seconds for a document parsed in a child process
    #[arg(long, value_name = "N", default_value_t = 20, hide_short_help = true)]
    pub(crate) child_seconds: u64,
    /// Most memory for such a child
    #[arg(long, value_name = "BYTES", default_value = "1GiB", value_parser = bytes, hide_short_help = true)]
    pub(crate) child_memory: u64,
}

#[derive(Args, Debug)]
pub(crate) struct Brief {
    /// Files or folders to read into a temporary case; without any, the brief is of the case
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    /// The form
    #[arg(long, value_enum, default_value_t = BriefFormat::Md)]
    pub(crate) format: BriefFormat,
    /// The day it is written for [default: the latest date a report bears]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BriefFormat {
    /// Markdown
    Md,
    /// A page that stands alone
    Html,
    /// JSON
    Json,
}

#[derive(Args, Debug)]
pub(crate) struct Rows {
    /// Only rows that name this actor: an id, a name or a mention
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// Only rows at this place: an id, a name or a mention
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Option<String>,
    /// Only rows in this country (ISO 3166-1 alpha-3)
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
    /// Only rows of this type or act
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// Only rows of this status
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Option<String>,
    /// Only rows dated on or after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: Option<String>,
    /// Only rows dated on or before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) to: Option<String>,
    /// Only rows of this report (the beginning of its id is enough)
    #[arg(long, value_name = "ID")]
    pub(crate) report: Option<String>,
    /// Only rows that speak of this row
    #[arg(long, value_name = "ID")]
    pub(crate) about: Option<String>,
    /// No more than this many rows
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct Relations {
    /// What a row covers; the record has months, and its sums decay by the same half-life
    #[arg(long, value_enum, default_value_t = Period::Month)]
    pub(crate) period: Period,
    #[command(flatten)]
    pub(crate) rows: Rows,
}

/// What a row of relations covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Period {
    Day,
    Week,
    Month,
}

#[derive(Debug, Subcommand)]
pub(crate) enum World {
    /// What a name may stand for, best first
    #[command(
        after_help = "Armed groups are found by their own names only; persons, bodies and places also where \
        they are spelled otherwise.\n\nExamples:\n  detente world find Semyonov\n  \
        detente world find 'Russian foreign minister' --at 2020-02-14\n  \
        detente world find 'Nusra Front' --at 2018-09-17\n  detente world find Saraqeb --places"
    )]
    Find(WorldFind),
    /// One actor, place or agreement, by its id
    #[command(after_help = "Example:\n  detente world show group:hayat-tahrir-al-sham")]
    Show(Id),
    /// Lay a file of your own over the knowledge of this case
    #[command(
        after_help = "TOML as in the folder world/, or CSV with the columns id, name and any of names \
        (separated by |), country, sector, gender, known_by, office, of, from, to, predecessor, latitude, \
        longitude, radius_km, kind, concluded, parties, guarantors, source. A known id adds to its row. \
        A file of the same name takes the place of the earlier one. All reports are read anew.\n\n\
        Example:\n  detente world add my-groups.csv"
    )]
    Add(WorldAdd),
    /// Bring in somebody else's knowledge
    #[command(
        after_help = "What can't be taken is told and left out. With -o, rows go to a TOML file to be \
        mended first, and the case is not touched.\n\n\
        Examples:\n  detente world import --from geonames SD.txt\n  \
        detente world import --from holders holders.csv -o holders.toml"
    )]
    Import(WorldImport),
    /// Check files of knowledge, or the case's own, without changing anything
    #[command(after_help = "Example:\n  detente world check my-groups.csv")]
    Check(WorldCheck),
}

#[derive(Args, Debug)]
pub(crate) struct WorldFind {
    /// The name, or an office ("Turkish president")
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// As things were on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<String>,
    /// Only actors
    #[arg(long, conflicts_with_all = ["places", "agreements"])]
    pub(crate) actors: bool,
    /// Only places
    #[arg(long, conflicts_with = "agreements")]
    pub(crate) places: bool,
    /// Only agreements
    #[arg(long)]
    pub(crate) agreements: bool,
    /// No more than this many rows
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct WorldAdd {
    /// The file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct WorldImport {
    /// Whose form the file has
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) from: ImportForm,
    /// The file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    /// Write the rows here instead of laying them over the case's knowledge
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportForm {
    /// A PETRARCH or TABARI dictionary of actors, agents or verbs
    Petrarch,
    /// A CSV of office holders: country, office, person, start, end
    Holders,
    /// A GeoNames country dump
    Geonames,
    /// FollowTheMoney entities, one JSON object a line
    Ftm,
}

#[derive(Args, Debug)]
pub(crate) struct WorldCheck {
    /// Files to check; without any, the case's own layers
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Format {
    /// The form [default: table on a terminal, jsonl in a pipe]
    #[arg(long, value_enum)]
    pub(crate) format: Option<RowFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// A table that fits the terminal
    Table,
    /// One JSON object a line, every field
    Jsonl,
    /// Comma-separated, nested fields as JSON
    Csv,
}

#[derive(Args, Debug)]
pub(crate) struct Id {
    /// The row's id, or the beginning of it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct Search {
    /// What to look for
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
    /// No more than this many reports
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) format: Format,
}

#[cfg(feature = "server")]
#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub(crate) host: std::net::IpAddr,
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8765)]
    pub(crate) port: u16,
    /// A name of this machine by which others reach it; can be given several times
    #[arg(long = "name", value_name = "HOST")]
    pub(crate) names: Vec<String>,
}

#[cfg(feature = "server")]
const SERVE: &str = "On the machine itself nothing asks for a password, and whoever asks may do all. \
    An address that others can reach is served only with tokens in DETENTE_TOKEN (several, with \
    spaces between), which browsers ask for as a password and programs send as `Authorization: \
    Bearer`. A token begins with its role: read lets its bearer look, review also correct, add also \
    send reports. What goes over the network is not encrypted: put a proxy with TLS before it.\n\n\
    Examples:\n  detente serve\n  \
    export DETENTE_TOKEN=\"$(detente token) $(detente token --role review)\"\n  \
    detente serve --host 0.0.0.0 --name desk.example.org\n  \
    curl -H \"Authorization: Bearer read_8c41…\" http://desk.example.org:8765/disputes.json";

#[cfg(feature = "server")]
#[derive(Args, Debug)]
pub(crate) struct Token {
    /// What it lets its bearer do: read, review (also correct), add (also send reports)
    #[arg(long, value_name = "ROLE", default_value = "read", value_parser = role)]
    pub(crate) role: Role,
}

#[cfg(feature = "server")]
fn role(word: &str) -> Result<Role, String> {
    word.parse()
}

#[cfg(feature = "mcp")]
const MCP: &str = "An assistant starts this command and speaks with it over standard input and \
    output. It can read the brief, rows, searches, reports and how a row came to be, each with its \
    quotations and bytes, and change nothing. Words of reports are handed over marked as untrusted.\n\n\
    Example, for an assistant that is set up by a JSON file:\n  \
    {\"mcpServers\": {\"detente\": {\n    \
    \"command\": \"detente\",\n    \
    \"args\": [\"mcp\", \"--case\", \"/home/me/sudan.detente\"]}}}";

#[derive(Args, Debug)]
pub(crate) struct Analyse {
    /// Files
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// The form
    #[arg(long, value_enum, default_value_t = AnalysisFormat::Conllu)]
    pub(crate) format: AnalysisFormat,
    /// A model in the place of the one that came with the program
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalysisFormat {
    /// CoNLL-U, a word a line
    Conllu,
    /// One JSON object a report
    Jsonl,
}

#[derive(Args, Debug)]
pub(crate) struct ExtractPdf {
    #[arg(long)]
    pub(crate) memory: u64,
    #[arg(long)]
    pub(crate) seconds: u64,
}

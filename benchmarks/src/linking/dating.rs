//! When was it written: reports whose day is known, read without it.
//!
//! Each report is read by itself, from its text alone. Counted are the years given (where both ends
//! of an answer lie in one year), the days given, and the best of the ranked days against the one
//! day for all that would be best: the median of the days of the load.
//!
//! `--every N` reads each N-th report; `--wrong` prints the answers that miss, `--open` the reports
//! without an answer, with what their clues say.

use anyhow::{Context, Result, bail};
use detente_language::{Analyst, Model};
use detente_linking::dating;
use detente_reading::clues::{Clue, clues};
use detente_record::Published;
use detente_text::{Limits, Media, Member, Supplied, date::parse_day};
use detente_world::World;
use jiff::civil::Date;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;

const LOADS: [(&str, &str, &str); 2] = [
    ("Al Jazeera", "aljazeera/aljazeera-3000.jsonl.zst", "text"),
    ("Reuters-21578", "reuters21578/reuters21578.jsonl.zst", "body"),
];

struct Options {
    every: usize,
    wrong: bool,
    open: bool,
    only: Option<String>,
}

impl Options {
    fn of(words: &[&str]) -> Result<Self> {
        let mut options = Self { every: 1, wrong: false, open: false, only: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--every" => {
                    let n = words.next().context("--every takes a number")?;
                    options.every = n.parse::<usize>()?.max(1);
                }
                "--wrong" => options.wrong = true,
                "--open" => options.open = true,
                "--only" => options.only = words.next().map(|load| (*load).to_owned()),
                _ => bail!("{word:?} is none of: --every N, --wrong, --open, --only LOAD"),
            }
        }
        Ok(options)
    }
}

/// A report with the day that it is known to be of, and what was found.
struct Dated {
    day: Date,
    found: Published,
    clues: Vec<Clue>,
    id: String,
}

pub(super) fn run(data: &Path, more: &[&str]) -> Result<()> {
    let options = Options::of(more)?;
    for (name, file, field) in LOADS {
        if options.only.as_deref().is_some_and(|only| !file.contains(only)) {
            continue;
        }
        let reports = load(&data.join(file), field, options.every)?;
        let dated = all(reports)?;
        table(name, &dated);
        if options.wrong {
            wrong(&dated);
        }
        if options.open {
            open(&dated);
        }
    }
    Ok(())
}

pub(super) struct Report {
    pub(super) id: String,
    pub(super) day: Date,
    pub(super) text: String,
}

pub(super) fn load(path: &Path, field: &str, every: usize) -> Result<Vec<Report>> {
    let file = std::fs::File::open(path).with_context(|| format!("{}", path.display()))?;
    let mut out = vec![];
    for (at, line) in BufReader::new(zstd::Decoder::new(file)?).lines().enumerate() {
        if at % every != 0 {
            continue;
        }
        let row: Value = serde_json::from_str(&line?)?;
        let word = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let day = parse_day(word("date").trim()).context("a report of the load has no day")?;
        let (title, body) = (word("title"), word(field));
        let text = if title.is_empty() { body } else { format!("{title}\n\n{body}") };
        let id = row["file"].as_str().map_or_else(|| row["id"].to_string(), str::to_owned);
        out.push(Report { id, day, text });
    }
    Ok(out)
}

fn all(reports: Vec<Report>) -> Result<Vec<Dated>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = reports.len().div_ceil(threads).max(1);
    let read = |part: &[Report]| -> Vec<Dated> {
        let mut analyst = Analyst::new(Model::embedded());
        part.iter().filter_map(|report| one(&mut analyst, report)).collect()
    };
    let dated = std::thread::scope(|scope| {
        let parts: Vec<_> =
            reports.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
        let joined = parts.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined.collect::<std::thread::Result<Vec<_>>>()
    });
    let Ok(dated) = dated else { bail!("a report could not be read") };
    Ok(dated.into_iter().flatten().collect())
}

fn one(analyst: &mut Analyst<'_>, report: &Report) -> Option<Dated> {
    let supplied = Supplied { language: Some("en".into()), ..Supplied::default() };
    let member = Member {
        original: report.text.clone().into_bytes(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let mut document = detente_text::read(&member, &Limits::default()).ok()?;
    document.language = Some(("en".into(), 1.0));
    // What the text stage takes for the report's own date is the text's, and stays.
    let stated = document.about.published.as_ref().and_then(|stated| stated.value.parse().ok());
    let (found, clues) = match stated {
        Some(day) => (stated_on(day), vec![]),
        None => {
            let analysis = analyst.analyse(&document);
            let clues = clues(&document, &analysis, World::embedded());
            (dating::date(&clues, &[]).published, clues)
        }
    };
    Some(Dated { day: report.day, found, clues, id: report.id.clone() })
}

fn stated_on(day: Date) -> Published {
    let basis = detente_record::TimeBasis::Stated;
    let time = detente_record::Time::day(&day.to_string(), "", basis);
    Published { time, candidates: vec![] }
}

pub(super) fn span(found: &Published) -> Option<(Date, Date)> {
    let day = |day: &Option<String>| day.as_deref()?.parse::<Date>().ok();
    day(&found.time.from).zip(day(&found.time.to))
}

pub(super) fn best(found: &Published) -> Option<Date> {
    let first = found.candidates.first().map(|one| one.date.as_str());
    first.or(found.time.from.as_deref())?.parse().ok()
}

pub(super) fn away(a: Date, b: Date) -> i64 {
    i64::from((a - b).get_days()).abs()
}

pub(super) fn percent(part: usize, whole: usize) -> String {
    format!("{part} ({:.1} %)", 100.0 * part as f64 / whole.max(1) as f64)
}

pub(super) fn median(mut all: Vec<i64>) -> i64 {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or(0)
}

fn table(name: &str, dated: &[Dated]) {
    let count = |is: &dyn Fn(&Dated) -> bool| dated.iter().filter(|one| is(one)).count();
    let year = |one: &Dated| {
        span(&one.found).filter(|(from, to)| from.year() == to.year()).map(|(from, _)| from.year())
    };
    let answered = count(&|one| span(&one.found).is_some());
    let holds =
        |one: &Dated| span(&one.found).is_some_and(|(from, to)| from <= one.day && one.day <= to);
    let right = count(&holds);
    let years = count(&|one| year(one).is_some());
    let right_years = count(&|one| year(one) == Some(one.day.year()));
    let exact =
        |one: &Dated| span(&one.found).filter(|(from, to)| from == to).map(|(from, _)| from);
    let days = count(&|one| exact(one).is_some());
    let right_days = count(&|one| exact(one) == Some(one.day));
    let ranked: Vec<&Dated> = dated.iter().filter(|one| best(&one.found).is_some()).collect();
    let errors = |of: &[&Dated]| -> Vec<i64> {
        of.iter().filter_map(|one| Some(away(best(&one.found)?, one.day))).collect()
    };
    let in_week = errors(&ranked).into_iter().filter(|days| *days <= 7).count();
    let given: Vec<&Dated> = ranked.iter().copied().filter(|one| year(one).is_some()).collect();
    let in_week_given = errors(&given).into_iter().filter(|days| *days <= 7).count();
    let mut known: Vec<Date> = dated.iter().map(|one| one.day).collect();
    known.sort_unstable();
    let middle = known.get(known.len() / 2).copied().unwrap_or_default();
    let constant = |of: &[&Dated]| median(of.iter().map(|one| away(middle, one.day)).collect());
    let n = dated.len();
    println!("\n{name}, {n} reports read without their day");
    println!("| | |\n|---|---|");
    println!("| a day or a stretch given | {} |", percent(answered, n));
    println!("| the day lies within it | {} |", percent(right, answered));
    println!("| a year given | {} |", percent(years, n));
    println!("| right of these | {} |", percent(right_years, years));
    println!("| wrong of all reports | {} |", percent(years - right_years, n));
    println!("| a day given | {} |", percent(days, n));
    println!("| right of these | {} |", percent(right_days, days));
    println!(
        "| best day within a week, of those with ranked days | {} |",
        percent(in_week, ranked.len())
    );
    println!("| the same, of those given a year | {} |", percent(in_week_given, given.len()));
    println!("| median error of the best day, in days | {} |", median(errors(&ranked)));
    println!("| the same, of those given a year | {} |", median(errors(&given)));
    println!("| median error of one day for all ({middle}) | {} |", constant(&ranked));
    println!("| the same, of those given a year | {} |", constant(&given));
}

fn wrong(dated: &[Dated]) {
    for one in dated {
        let Some((from, to)) = span(&one.found) else { continue };
        if from <= one.day && one.day <= to {
            continue;
        }
        println!("{} of {}: {from}..{to}", one.id, one.day);
        for reason in &one.found.time.because {
            println!("    {reason}");
        }
    }
}

fn open(dated: &[Dated]) {
    for one in dated.iter().filter(|one| span(&one.found).is_none()) {
        println!("{} of {}: open", one.id, one.day);
        for candidate in &one.found.candidates {
            println!("    perhaps {} {:.3}", candidate.date, candidate.weight);
        }
        for clue in &one.clues {
            println!("    {:?}: {:?}", clue.words, clue.says);
        }
    }
}

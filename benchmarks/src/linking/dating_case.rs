//! When was it written, by what other reports fix: cases of 200 reports, half without their day.
//!
//! Al Jazeera's reports, drawn two ways: 200 in a row, as a case about some weeks has them, and one
//! in fifteen of all three years. Half of a draw, by a hash of its file name, keeps its day as
//! metadata gives it; the other half is read from its text alone and then dated by the first. Of
//! the fifteen draws of each kind the even ones are reported; with `--tuned` the odd ones, which were
//! looked at while the rules were written. `--wrong` prints the answers of a month at most that miss.

use super::dating::{Report, away, best, load, median, percent, span};
use anyhow::{Result, bail};
use detente_language::{Analyst, Model};
use detente_linking::dating;
use detente_linking::dating::others::{Dated, Facts, bounds};
use detente_linking::incident;
use detente_reading::Reading;
use detente_reading::clues::{Clue, clues};
use detente_record::Published;
use detente_text::{Document, Limits, Media, Member, Supplied};
use detente_world::World;
use jiff::Span;
use jiff::civil::Date;
use std::path::Path;

/// Reports of a draw, and draws of each kind.
const CASE: usize = 200;
const DRAWS: usize = 15;

/// A report, read with its day and without.
struct Read {
    file: String,
    day: Date,
    clues: Vec<Clue>,
    /// What its own text comes to.
    own: Published,
    undated: Facts,
    dated: Facts,
}

pub(super) fn run(data: &Path, more: &[&str]) -> Result<()> {
    let known = ["--tuned", "--wrong"];
    if let Some(word) = more.iter().find(|word| !known.contains(word)) {
        bail!("{word:?} is none of: --tuned, --wrong");
    }
    let first = usize::from(more.contains(&"--tuned"));
    let file = data.join("aljazeera/aljazeera-3000.jsonl.zst");
    let mut reports = load(&file, "text", 1)?;
    reports.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
    let read = all(&reports)?;
    for (name, in_a_row) in [("200 in a row", true), ("one in fifteen", false)] {
        let mut cases: [Vec<Answer<'_>>; 2] = [vec![], vec![]];
        for draw in (first..DRAWS).step_by(2) {
            let drawn = |at: &usize| if in_a_row { at / CASE == draw } else { at % DRAWS == draw };
            let drawn = (0..read.len()).filter(drawn).filter_map(|at| read[at].as_ref()).collect();
            case(drawn, &mut cases);
        }
        table(name, &cases);
        if more.contains(&"--wrong") {
            wrong(&cases[1]);
        }
    }
    Ok(())
}

/// What is found for one report of a case.
struct Answer<'a> {
    read: &'a Read,
    found: Published,
    /// The day that is the middle of those that the case knows.
    middle: Date,
}

impl Answer<'_> {
    fn miss(&self) -> i64 {
        best(&self.found).map_or(i64::MAX, |best| away(best, self.read.day))
    }

    /// The days between the ends of the answer.
    fn length(&self) -> Option<i64> {
        span(&self.found).map(|(from, to)| away(from, to))
    }

    /// How far the middle of the stretch lies from the day.
    fn middle_miss(&self) -> i64 {
        let middle = span(&self.found)
            .map(|(from, to)| from.saturating_add(Span::new().days(away(from, to) / 2)));
        middle.map_or(i64::MAX, |middle| away(middle, self.read.day))
    }

    fn holds(&self) -> bool {
        span(&self.found).is_some_and(|(from, to)| (from..=to).contains(&self.read.day))
    }
}

/// Answers for the undated half: by their own text, and by the others too.
fn case<'a>(mut drawn: Vec<&'a Read>, answers: &mut [Vec<Answer<'a>>; 2]) {
    drawn.sort_by_key(|read| (hash(&read.file), &read.file));
    let (kept, hidden) = drawn.split_at(drawn.len() / 2);
    let number = |day: Date| incident::day(&day.to_string());
    let stated = kept.iter().filter_map(|read| {
        let day = number(read.day)?;
        Some(Dated { facts: &read.dated, from: day, to: day, stated: true })
    });
    // Of the second round: what its own text dates.
    let own = hidden.iter().filter_map(|read| {
        let (from, to) = span(&read.own)?;
        Some(Dated { facts: &read.undated, from: number(from)?, to: number(to)?, stated: false })
    });
    let dated: Vec<Dated<'_>> = stated.chain(own).collect();
    let mut days: Vec<Date> = kept.iter().map(|read| read.day).collect();
    days.sort_unstable();
    let middle = days.get(days.len() / 2).copied().unwrap_or_default();
    for read in hidden {
        let bounds = bounds(&read.undated, &dated);
        let found = dating::date(&read.clues, &bounds).published;
        answers[0].push(Answer { read, found: read.own.clone(), middle });
        answers[1].push(Answer { read, found, middle });
    }
}

/// FNV-1a, folded.
fn hash(name: &str) -> u64 {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let sum = name.bytes().fold(0xcbf2_9ce4_8422_2325, add);
    (sum ^ (sum >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

/// All reports in their order; none for one that states its day in its text.
fn all(reports: &[Report]) -> Result<Vec<Option<Read>>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = reports.len().div_ceil(threads).max(1);
    let read = |part: &[Report]| -> Vec<Option<Read>> {
        let mut analyst = Analyst::new(Model::embedded());
        part.iter().map(|report| one(&mut analyst, report)).collect()
    };
    let read = std::thread::scope(|scope| {
        let parts: Vec<_> =
            reports.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
        let joined = parts.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined.collect::<std::thread::Result<Vec<_>>>()
    });
    let Ok(read) = read else { bail!("a report could not be read") };
    Ok(read.into_iter().flatten().collect())
}

fn one(analyst: &mut Analyst<'_>, report: &Report) -> Option<Read> {
    let document = document(report, None)?;
    if document.about.published.is_some() {
        return None;
    }
    let (world, analysis) = (World::embedded(), analyst.analyse(&document));
    let clues = clues(&document, &analysis, world);
    let written = dating::date(&clues, &[]);
    let undated = detente_reading::read_written(&document, &analysis, world, Some(&written));
    let known = self::document(report, Some(report.day))?;
    let dated = detente_reading::read(&known, &analysis, world);
    let facts = |reading: &Reading| {
        Facts::new(&document.id, document.text(), &reading.events, &reading.statements)
    };
    let (undated, dated) = (facts(&undated), facts(&dated));
    let (file, day) = (report.id.clone(), report.day);
    Some(Read { file, day, clues, own: written.published, undated, dated })
}

fn document(report: &Report, day: Option<Date>) -> Option<Document> {
    let published = day.map(|day| day.to_string());
    let supplied = Supplied { language: Some("en".into()), published, ..Supplied::default() };
    let original = report.text.clone().into_bytes();
    let member = Member { original, media: Media::Text, supplied, ..Member::default() };
    let mut document = detente_text::read(&member, &Limits::default()).ok()?;
    document.language = Some(("en".into(), 1.0));
    Some(document)
}

/// Days between the ends of an answer that says when, and not only in which season.
const MONTH: i64 = 31;
const WEEK: i64 = 7;

fn table(name: &str, cases: &[Vec<Answer<'_>>; 2]) {
    let n = cases[0].len();
    println!("\nCases of {CASE} reports, {name}: {n} undated reports");
    println!("| | own text alone | with what others fix |\n|---|---|---|");
    let row = |name: &str, value: &dyn Fn(&[Answer<'_>]) -> String| {
        println!("| {name} | {} | {} |", value(&cases[0]), value(&cases[1]));
    };
    let count = |of: &[Answer<'_>], is: &dyn Fn(&Answer<'_>) -> bool| {
        of.iter().filter(|one| is(one)).count()
    };
    let given = |one: &Answer<'_>| one.length().is_some();
    let month = |one: &Answer<'_>| one.length().is_some_and(|days| days <= MONTH);
    let week = |one: &Answer<'_>| one.miss() <= WEEK;
    let year =
        |one: &Answer<'_>| best(&one.found).is_some_and(|best| best.year() == one.read.day.year());
    let exact = |one: &Answer<'_>| one.length() == Some(0);
    let holds = |one: &Answer<'_>| one.holds();
    let share =
        |of: &[Answer<'_>], all: &dyn Fn(&Answer<'_>) -> bool, is: &dyn Fn(&Answer<'_>) -> bool| {
            percent(count(of, &|one| all(one) && is(one)), count(of, all))
        };
    row("a stretch of a month at most given", &|of| percent(count(of, &month), n));
    row("best day within a week, of these", &|of| share(of, &month, &week));
    row("middle of the stretch within a week, of these", &|of| {
        share(of, &month, &|one| one.middle_miss() <= WEEK)
    });
    row("the day lies within it", &|of| share(of, &month, &holds));
    row("off by more than a week, with its reasons", &|of| {
        percent(count(of, &|one| month(one) && !week(one) && !one.holds()), n)
    });
    row("a day or any stretch given", &|of| percent(count(of, &given), n));
    row("best day within a week, of these", &|of| share(of, &given, &week));
    row("right year, of these", &|of| share(of, &given, &year));
    row("the day lies within it", &|of| share(of, &given, &holds));
    row("a day given, and right", &|of| {
        format!("{}, {}", count(of, &exact), count(of, &|one| exact(one) && one.holds()))
    });
    row("the best day is the day, of all", &|of| percent(count(of, &|one| one.miss() == 0), n));
    let errors = |of: &[Answer<'_>], constant: bool, is: &dyn Fn(&Answer<'_>) -> bool| {
        let error = |one: &Answer<'_>| match constant {
            true => away(one.middle, one.read.day),
            false => one.miss(),
        };
        median(of.iter().filter(|one| is(one)).map(error).collect()).to_string()
    };
    row("median error in days, of answers of a month", &|of| errors(of, false, &month));
    row("of one constant day for the same", &|of| errors(of, true, &month));
    row("median error in days, of all answers", &|of| errors(of, false, &given));
    row("of one constant day for the same", &|of| errors(of, true, &given));
}

fn wrong(answers: &[Answer<'_>]) {
    let short = |one: &&Answer<'_>| one.length().is_some_and(|days| days <= MONTH);
    for one in answers.iter().filter(short).filter(|one| one.miss() > WEEK) {
        let time = &one.found.time;
        let edtf = time.edtf.as_deref().unwrap_or_default();
        println!("{} of {}: {edtf}", one.read.file, one.read.day);
        for reason in &time.because {
            println!("    {reason}");
        }
    }
}

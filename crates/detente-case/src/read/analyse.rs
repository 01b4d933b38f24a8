//! One report, from its bytes to its rows.

use super::{Job, Outcome, Place, Read, Said, Setting};
use crate::store::body::{self, Sum};
use detente_language::{Analyst, Model};
use detente_linking::dating::{self, Known};
use detente_reading::{Reading, Step};
use detente_record::{Note, Published, Report, Time, TimeBasis};
use detente_text::{Document, Limits, Member, Refusal, Stated};
use detente_world::World;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// One to a thread: it keeps its memory from report to report.
    static ANALYST: RefCell<Analyst<'static>> = RefCell::new(Analyst::new(Model::embedded()));
}

/// Reads one original. Never fails and never panics: what goes wrong is a refusal.
pub(crate) fn report(job: Job, setting: &Setting<'_>) -> Outcome {
    let Job { mut member, place, bytes } = job;
    let sum: Sum = Sha256::digest(&member.original).into();
    let known = setting.known.has(&sum);
    let said = match known {
        true => Said::Known,
        false => {
            let (limits, text_only) = (&setting.options.limits, setting.options.text_only);
            say(&member, limits, setting.world, text_only, &Known::default())
        }
    };
    let cut = matches!(&place, Place::Within { locator: Some(_), .. });
    let body =
        (!known && !cut && matches!(said, Said::Read(_))).then(|| body::pack(&member.original));
    let length = member.original.len();
    member.original = vec![];
    Outcome { sum, length, member, body, place, bytes, said }
}

/// Reads one original without a case, with what is known of its day from elsewhere: what
/// [`Case::read`](crate::Case::read) stores of it before anything is linked. Path and container are
/// the caller's to fill in.
///
/// # Errors
/// What can't be read, and why. Never panics: a fault of the program is a refusal.
///
/// ```
/// use detente_text::{Limits, Member};
/// let member = Member { original: b"Egypt and Sudan held talks in Cairo.".to_vec(), ..Member::default() };
/// let world = detente_world::World::embedded();
/// let read = detente_case::read_report(&member, &Limits::default(), world, &Default::default())?;
/// assert_eq!(read.text, "Egypt and Sudan held talks in Cairo.");
/// # Ok::<(), detente_text::Refusal>(())
/// ```
pub fn read_report(
    member: &Member,
    limits: &Limits,
    world: &World,
    known: &Known,
) -> Result<Read, Refusal> {
    read_as(member, limits, world, false, known)
}

/// Through the text stage and the reading, with what is known of its day from elsewhere.
pub(crate) fn say(
    member: &Member,
    limits: &Limits,
    world: &World,
    text_only: bool,
    known: &Known,
) -> Said {
    match read_as(member, limits, world, text_only, known) {
        Ok(read) => Said::Read(Box::new(read)),
        Err(refusal) => Said::Refused(refusal),
    }
}

fn read_as(
    member: &Member,
    limits: &Limits,
    world: &World,
    text_only: bool,
    known: &Known,
) -> Result<Read, Refusal> {
    let read = || -> Result<Read, Refusal> {
        let document = detente_text::read(member, limits)?;
        if text_only {
            let reading = Reading { report: plain(&document), ..Reading::default() };
            return Ok(Read {
                reading,
                own: None,
                undated: false,
                text: document.text().to_owned(),
            });
        }
        let analysis = ANALYST.with_borrow_mut(|analyst| analyst.analyse(&document));
        let dated = dating::dated(&document, &analysis, world, known);
        let text = document.text().to_owned();
        Ok(Read { reading: dated.reading, own: dated.own, undated: dated.undated, text })
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(done) => done,
        Err(panic) => {
            // What a fault left half done is not used again.
            ANALYST.set(Analyst::new(Model::embedded()));
            Err(fault(&*panic))
        }
    }
}

/// How the event with this id came to be: the report is read again, and the row's way told in steps.
/// None for a row of another kind.
pub fn why(document: &Document, world: &World, known: &Known, id: &str) -> Vec<Step> {
    let analysis = ANALYST.with_borrow_mut(|analyst| analyst.analyse(document));
    let written = dating::written(document, &analysis, world, known);
    detente_reading::why(document, &analysis, world, written.as_ref(), id)
}

/// The text stage alone; a panic in it is a refusal.
pub(crate) fn document(member: &Member) -> Result<Document, Refusal> {
    let limits = unlimited(member);
    let read = || detente_text::read(member, &limits);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| Err(fault(&*panic)))
}

/// What was taken in under a wider limit is read whole again.
pub(crate) fn unlimited(member: &Member) -> Limits {
    let usual = Limits::default();
    Limits { report_bytes: usual.report_bytes.max(member.original.len()), ..usual }
}

/// A panic, as a refusal.
pub(crate) fn fault(panic: &(dyn std::any::Any + Send)) -> Refusal {
    let message = panic.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let detail =
        format!("a fault in detente ({message}); please report it, with the input if you can");
    Refusal::new("internal-error", detail)
}

/// The report's row as far as the text stage alone can tell.
fn plain(document: &Document) -> Report {
    let about = &document.about;
    let value = |stated: &Option<Stated>| stated.as_ref().map(|stated| stated.value.clone());
    let mut report = Report {
        url: value(&about.url),
        outlet: value(&about.outlet),
        title: value(&about.title),
        byline: value(&about.byline),
        retrieved: about.retrieved.clone(),
        language: document.language.as_ref().map(|(code, _)| code.clone()),
        words: document.text().split_whitespace().count(),
        reliability: "F".into(),
        ..Report::default()
    };
    if let Some(day) = &about.published {
        let words = day.words.as_ref().map(|words| document.evidence_of(words).quote());
        let time = Time::day(&day.value, &words.unwrap_or(day.value.clone()), TimeBasis::Stated);
        report.published = Published { time, candidates: vec![] };
    }
    let fields = [
        ("title", &about.title),
        ("byline", &about.byline),
        ("outlet", &about.outlet),
        ("url", &about.url),
        ("published", &about.published),
    ];
    for (name, stated) in fields {
        if let Some(words) = stated.as_ref().and_then(|stated| stated.words.as_ref()) {
            report.evidence.insert(name.into(), document.evidence_of(words));
        }
    }
    let notes = document.notes.iter().map(|note| Note {
        kind: note.kind,
        evidence: note.words.as_ref().map(|words| document.evidence_of(words)),
        detail: note.detail.clone(),
    });
    report.notes = notes.collect();
    report
}

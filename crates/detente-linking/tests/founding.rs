//! When the reports of the founding case were written, where they lie beside the project; elsewhere
//! this says so and passes. Here stand expectations only. Each report is read by itself; what needs
//! the others is left open, and must be.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it reads the reports from their folder, and says what it found"
)]

use detente_language::{Analyst, Model};
use detente_linking::dating;
use detente_record::Published;
use detente_text::{Limits, Media, Member};
use detente_world::World;
use std::path::Path;

/// What the report whose name begins so was found to be of.
fn published(start: &str) -> Option<Published> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("the founding reports are not there: nothing to check");
        return None;
    };
    let path = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(start)))?;
    let original = std::fs::read(path).expect("a report");
    let member = Member { original, media: Media::Text, ..Member::default() };
    let document = detente_text::read(&member, &Limits::default()).expect("a document");
    let analysis = Analyst::new(Model::embedded()).analyse(&document);
    let written =
        dating::written(&document, &analysis, World::embedded(), &dating::Known::default());
    let published = written.expect("no date is stated").published;
    println!("{start}: {:?}", published.time.edtf);
    for reason in &published.time.because {
        println!("    {reason}");
    }
    for other in &published.candidates {
        println!("    {} {}", other.date, other.weight);
    }
    Some(published)
}

fn best(published: &Published) -> &str {
    published.candidates.first().map_or("", |first| first.date.as_str())
}

fn within(published: &Published, from: &str, to: &str) {
    let (first, last) = (published.time.from.as_deref(), published.time.to.as_deref());
    assert!(first.is_some_and(|first| from <= first), "{published:#?}");
    assert!(last.is_some_and(|last| last <= to), "{published:#?}");
}

#[test]
fn a_weekday_with_its_day_an_office_and_a_caption_leave_two_days() {
    let Some(found) = published("001_") else { return };
    within(&found, "2020-02-15", "2020-02-19");
    assert!(matches!(best(&found), "2020-02-15" | "2020-02-16"));
    assert!(found.time.because.len() >= 3);
}

#[test]
fn an_agreement_tells_the_year_of_its_day() {
    let Some(found) = published("002_") else { return };
    within(&found, "2018-10-15", "2018-12-31");
    assert!(("2018-11-15"..="2018-11-20").contains(&best(&found)));
}

#[test]
fn days_offices_and_names_given_up_leave_a_year() {
    let Some(found) = published("004_") else { return };
    within(&found, "2016-06-28", "2016-07-31");
    assert!(("2016-07-04"..="2016-07-06").contains(&best(&found)));
}

/// "Today" has its day and month, and nothing in the report alone tells 2020 from its neighbours.
#[test]
fn a_day_without_a_year_is_ranked_by_year() {
    let Some(found) = published("003_") else { return };
    assert!(found.candidates.iter().all(|one| one.date.ends_with("-10-05")), "{found:#?}");
    assert!(found.candidates.iter().any(|one| one.date == "2020-10-05"), "{found:#?}");
    assert!(found.time.from.as_deref() != found.time.to.as_deref() || found.time.from.is_none());
}

/// Its days are of a February after 2018; which, other reports tell.
#[test]
fn what_needs_other_reports_is_not_guessed() {
    let Some(found) = published("000_") else { return };
    let (from, to) = (found.time.from.as_deref(), found.time.to.as_deref());
    let open = from.is_none();
    assert!(open || from <= Some("2020-02-17") && to >= Some("2020-02-17"), "{found:#?}");
}

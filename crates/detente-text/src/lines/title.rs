//! A title printed twice.

use super::{Verdict, line::Line};
use crate::BlockKind;

/// How many lines before the first paragraph may hold titles.
const TOP: usize = 12;

/// Marks the second and later printings of the title.
///
/// A title is known from markup or container, or shows by being printed twice among the lines
/// before the first paragraph: then the first of the two is the title.
pub(super) fn mark_repeated(lines: &[Line<'_>], verdicts: &mut [Verdict], known: Option<&str>) {
    let letters: Vec<String> = lines.iter().map(|line| letters_of(line)).collect();
    let known = known.map(|title| plain(title)).filter(|title| !title.is_empty());
    let mut titles: Vec<(&str, bool)> = vec![];
    if let Some(known) = known.as_deref() {
        titles.push((known, false));
    }
    for at in 0..lines.len() {
        let own = matches!(verdicts[at], Verdict::Own(_));
        if !own || letters[at].is_empty() {
            continue;
        }
        match titles.iter_mut().find(|(title, _)| same(title, &letters[at])) {
            Some((_, printed @ false)) => *printed = true,
            Some(_) => {
                verdicts[at] = Verdict::RepeatedTitle;
                mark_first(at, &letters, lines, verdicts);
            }
            None if at < TOP && may_be_title(&lines[at]) => titles.push((&letters[at], true)),
            None => {}
        }
    }
}

/// The first printing of a repeated title is the title where nothing like one stands before it.
fn mark_first(repeat: usize, letters: &[String], lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    let first = (0..repeat).find(|&at| {
        matches!(verdicts[at], Verdict::Own(_)) && !lines[at].after_body && lines[at].words >= 3
    });
    let Some(first) = first else { return };
    if let Verdict::Own(kind @ BlockKind::Paragraph) = &mut verdicts[first]
        && same(&letters[first], &letters[repeat])
    {
        *kind = BlockKind::Title;
    }
}

/// A line of a few words before the body.
fn may_be_title(line: &Line<'_>) -> bool {
    !line.after_body && (3..=30).contains(&line.words) && !line.is_several_sentences()
}

/// Letters and digits alone, in lower case; empty for lines too short or long for a title.
fn letters_of(line: &Line<'_>) -> String {
    if (3..=40).contains(&line.words) { plain(line.raw) } else { String::new() }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two titles are the same, but for an outlet's name after one of them.
fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 10
        && (short == long
            || short.len() >= 24 && long.starts_with(short) && short.len() * 4 >= long.len() * 3)
}

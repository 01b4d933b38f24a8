//! A title printed twice.

use super::{Verdict, line::Line};
use crate::BlockKind;

/// How many lines before the first paragraph may hold titles.
const TOP: usize = 12;

/// Marks the second and later printings of the title.
///
/// A title is known from markup or container; or it is the text's first line; or it shows by being
/// printed twice in a row before the first paragraph, and then the first of the two is the title
/// where nothing like one stands before it.
pub(super) fn mark_repeated(lines: &[Line<'_>], verdicts: &mut [Verdict], known: Option<&str>) {
    let own: Vec<usize> =
        (0..lines.len()).filter(|&at| matches!(verdicts[at], Verdict::Own(_))).collect();
    // Tables repeat their lines, too: there is no title without a text under it.
    if !lines.iter().any(|line| line.words >= 15 && line.ends_sentence()) {
        return;
    }
    let first = own.first().filter(|&&at| may_be_title(&lines[at])).map(|&at| plain(lines[at].raw));
    let known = known.map(plain);
    let mut titles: Vec<(String, bool)> =
        [known, first].into_iter().flatten().map(|t| (t, false)).collect();
    titles.retain(|(title, _)| !title.is_empty());
    let mut last = None;
    for &at in &own {
        let line = &lines[at];
        let counted = (3..=40).contains(&line.words);
        let last = std::mem::replace(&mut last, counted.then_some(line.raw));
        let last = last.filter(|last| at < TOP && opens_alike(letters(last), line.raw));
        // Most lines show by their first letters that they are no title.
        let asked = counted
            && (last.is_some() || titles.iter().any(|(t, _)| opens_alike(t.chars(), line.raw)));
        let letters = if asked { plain(line.raw) } else { String::new() };
        let printed = titles
            .iter_mut()
            .any(|(title, printed)| same(title, &letters) && std::mem::replace(printed, true));
        let in_a_row = last.is_some_and(|last| may_be_title(line) && same(&plain(last), &letters));
        // A sentence of the body may echo the title; a bare repetition ends as the title does.
        if in_a_row || printed && (line.words >= 4 && !line.raw.ends_with('.') || !line.after_body)
        {
            verdicts[at] = Verdict::RepeatedTitle;
            if let Verdict::Own(kind @ BlockKind::Paragraph) = &mut verdicts[own[0]]
                && same(&plain(lines[own[0]].raw), &letters)
            {
                *kind = BlockKind::Title;
            }
        }
    }
}

/// A line of a few words before the body.
fn may_be_title(line: &Line<'_>) -> bool {
    !line.after_body && (3..=30).contains(&line.words) && !line.is_several_sentences()
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether the first letters of a line are those of a title: else the two cannot be the same.
fn opens_alike(title: impl Iterator<Item = char>, raw: &str) -> bool {
    title.zip(letters(raw)).take(6).all(|(a, b)| a == b)
}

/// Whether two titles are the same, but for an outlet's name after one of them.
fn same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 10
        && (short == long
            || short.len() >= 24 && long.starts_with(short) && short.len() * 4 >= long.len() * 3)
}

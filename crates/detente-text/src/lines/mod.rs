//! Lines that are not the report's own, captions, and what the first lines say of the report.
//!
//! Each kind of line has a rule in a file of its own, with examples that are its tests. A rule
//! judges a line by its own words; what needs the lines around it (a title printed twice, links
//! under a label, readers' comments, the text of an image) is judged here. No rule may take a
//! sentence of the report, however short: where a line could be either, it stays.

mod caption;
mod head;
mod insertion;
mod line;
mod rules;
mod title;

use crate::{Block, BlockKind};
use line::{Keys, Line};
use std::ops::Range;

pub use head::head;
pub use insertion::insertions;

/// What a line or block of the source text turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The report's own, of this kind.
    Own(BlockKind),
    /// A caption, with or without its credit; kept out of the reading.
    Caption,
    /// The title, printed again; kept out of the reading.
    RepeatedTitle,
    /// Words of the page; kept out of the reading, for this reason.
    Boilerplate(&'static str),
}

/// Judges the blocks of a source text, in order; the answer has one verdict for each block.
/// `title` is the title known from markup or container.
///
/// ```
/// use detente_text::{Block, BlockKind, lines::{Verdict, judge}};
/// let text = "Talks open in Geneva\nBoth delegations arrived on Monday.\nLeave a Reply";
/// let mut at = 0;
/// let blocks: Vec<Block> = text.split('\n').map(|line| {
///     let range = at..at + line.len();
///     at = range.end + 1;
///     Block { range, kind: BlockKind::Paragraph }
/// }).collect();
/// let verdicts = judge(text, &blocks, None);
/// assert_eq!(verdicts[1], Verdict::Own(BlockKind::Paragraph));
/// assert_eq!(verdicts[2], Verdict::Boilerplate("comment form"));
/// ```
pub fn judge(text: &str, blocks: &[Block], title: Option<&str>) -> Vec<Verdict> {
    let raws = blocks.iter().map(|block| text[block.range.clone()].trim());
    let keys = Keys::of(raws.clone());
    let lines = lines(&keys, raws);
    let mut verdicts: Vec<Verdict> = blocks
        .iter()
        .zip(&lines)
        .map(|(block, line)| match rules::reason(line) {
            _ if caption::has_credit(line) => Verdict::Caption,
            Some(reason) => Verdict::Boilerplate(reason),
            None => Verdict::Own(block.kind),
        })
        .collect();
    leave_out_comments(&lines, &mut verdicts);
    leave_out_links(&lines, &mut verdicts);
    leave_out_links_between(text, blocks, &lines, &mut verdicts);
    caption::mark_image_texts(text, blocks, &lines, &mut verdicts);
    title::mark_repeated(&lines, &mut verdicts, title);
    mark_headings(&lines, &mut verdicts);
    verdicts
}

fn lines<'a>(keys: &'a Keys, raws: impl ExactSizeIterator<Item = &'a str>) -> Vec<Line<'a>> {
    let mut after_body = false;
    let count = raws.len().max(1) as f32;
    let mut lines = Vec::with_capacity(raws.len());
    for (at, raw) in raws.enumerate() {
        let mut line = keys.line(at, raw);
        line.position = at as f32 / count;
        line.after_body = after_body;
        line.first = at == 0;
        after_body |= line.words >= 15 && line.ends_sentence();
        lines.push(line);
    }
    lines
}

/// What follows "3 Comments" under a text of some length is by its readers. Over the text, the
/// same words are a link to them.
fn leave_out_comments(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    const ENOUGH: usize = 150;
    let mut body = 0;
    let opens = lines.iter().position(|line| {
        if line.words >= 15 && line.ends_sentence() {
            body += line.words;
        }
        body >= ENOUGH && line.position >= 0.3 && rules::opens_comments(line)
    });
    // In a thread someone answers someone, or a form invites to.
    let Some(opens) = opens.filter(|&at| lines[at + 1..].iter().any(rules::is_of_thread)) else {
        return;
    };
    for verdict in &mut verdicts[opens + 1..] {
        if let Verdict::Own(_) | Verdict::Caption = verdict {
            *verdict = Verdict::Boilerplate("readers' comments");
        }
    }
}

/// Lines under a label such as "Related articles" that read as headings, down to the end of the
/// text, are links.
fn leave_out_links(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    // From the end: where the tail of nothing but headings and page words begins.
    let mut tail = lines.len();
    while tail > 0 {
        let is_page = !matches!(verdicts[tail - 1], Verdict::Own(_));
        if !is_page && !lines[tail - 1].is_heading_like() {
            break;
        }
        tail -= 1;
    }
    let mut links = false;
    for at in tail..lines.len() {
        if lines[at].after_body && rules::opens_links(&lines[at]) {
            links = true;
        } else if links && matches!(verdicts[at], Verdict::Own(_)) {
            verdicts[at] = Verdict::Boilerplate("related links");
        }
    }
}

/// Under such a label between paragraphs, two or more headings in a row are links: sections of a
/// report have one each. A last one set apart by a blank line may be a section's, and stays.
fn leave_out_links_between(
    text: &str,
    blocks: &[Block],
    lines: &[Line<'_>],
    verdicts: &mut [Verdict],
) {
    let is_link = |line: &Line<'_>| {
        (2..=20).contains(&line.words) && line.is_heading_like() && !line.ends_sentence()
    };
    for label in 0..lines.len() {
        if !lines[label].after_body || !rules::opens_links(&lines[label]) {
            continue;
        }
        let run = (label + 1..lines.len())
            .take_while(|&at| verdicts[at] == Verdict::Own(BlockKind::Paragraph))
            .take_while(|&at| is_link(&lines[at]));
        let mut end = label + 1 + run.count();
        let apart = |at: usize| {
            let between = blocks[at - 1].range.end..blocks[at].range.start;
            text.get(between).is_some_and(|blank| blank.matches('\n').count() >= 2)
        };
        if end > label + 2 && end < lines.len() && apart(end - 1) {
            end -= 1;
        }
        if end > label + 2 || end == label + 2 && end < lines.len() && !apart(end - 1) && apart(end)
        {
            verdicts[label + 1..end].fill(Verdict::Boilerplate("related links"));
        }
    }
}

/// A short line without a stop before a paragraph is a heading; a line with a bullet is an item.
fn mark_headings(lines: &[Line<'_>], verdicts: &mut [Verdict]) {
    for at in 0..lines.len() {
        if verdicts[at] != Verdict::Own(BlockKind::Paragraph) {
            continue;
        }
        let line = &lines[at];
        if line.raw.starts_with(['•', '▪', '●', '◦', '‣', '·']) {
            verdicts[at] = Verdict::Own(BlockKind::Item);
            continue;
        }
        let opens = || line.raw.chars().find(|c| c.is_alphanumeric());
        let headed = line.words <= 14
            && line.is_heading_like()
            && !line.ends_sentence()
            && opens().is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_lowercase());
        if !headed {
            continue;
        }
        let next = (at + 1..lines.len()).find(|&next| matches!(verdicts[next], Verdict::Own(_)));
        if next.is_some_and(|next| lines[next].words >= 15 && lines[next].ends_sentence()) {
            verdicts[at] = Verdict::Own(BlockKind::Heading);
        }
    }
}

/// What the first lines of a reading text say, as ranges in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Title, where the text opens with one.
    pub title: Option<Range<usize>>,
    /// Author's name in a byline.
    pub byline: Option<Range<usize>>,
    /// Outlet or agency named in a byline or dateline.
    pub outlet: Option<Range<usize>>,
    /// Place in the dateline.
    pub place: Option<Range<usize>>,
    /// Date in the dateline or byline, as written.
    pub date: Option<Range<usize>>,
}

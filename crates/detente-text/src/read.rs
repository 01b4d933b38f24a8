//! From a stored original to a document.

use crate::fold::{self, Edit};
use crate::layout::{Laid, Layout, lay_out};
use crate::lines::{self, Verdict};
use crate::{
    Block, BlockKind, Document, Limits, Mapped, Media, Member, Refusal, TextNote, Words, about,
    decode, language, reading, segment,
};
use detente_record::NoteKind;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Notes of one kind beyond which a report is only said to have more.
const MOST_NOTES: usize = 20_000;

/// Reads one stored original. Pure: the same bytes give the same document.
///
/// # Errors
/// A [`Refusal`] where the original is above the limit, no text, or holds no words.
pub fn read(member: &Member, limits: &Limits) -> Result<Document, Refusal> {
    let bytes = &member.original;
    if bytes.len() > limits.report_bytes {
        let detail = format!(
            "the text is {} MiB long; the limit is {} MiB (--report-bytes)",
            bytes.len() >> 20,
            limits.report_bytes >> 20
        );
        return Err(Refusal::new("too-large", detail));
    }
    let declared = member.supplied.charset.as_deref();
    let Some(decoded) = decode::decode(bytes, declared, member.media) else {
        return Err(Refusal::new("not-text", "the bytes are no text in any known encoding"));
    };
    let Layout { text: source, blocks: laid, metadata } =
        lay_out(&decoded.text, member.media, &member.pages);
    let source = source.flatten(&decoded.text);
    let known_title = about::known_title(&metadata, &member.supplied);
    let judged = judge(source.as_str(), laid, known_title);

    let own: String = sample(source.as_str(), &judged);
    let language = language::detect(&own);
    let spoken = language.as_ref().map(|(code, _)| code.as_str());
    let edits = edits(source.as_str(), spoken);

    let (reading, blocks) = reading::write(&source, &judged, &edits, member.media);
    if !reading.as_str().chars().any(char::is_alphabetic) {
        return Err(Refusal::new("no-words", "the input holds no words of a report"));
    }
    let head = lines::head(reading.as_str(), &blocks);
    let blocks = mark_title(reading.as_str(), blocks, &head, known_title);
    let sentences = segment::sentences(reading.as_str(), &blocks);
    let about = about::gather(&decoded.text, &metadata, &member.supplied, reading.as_str(), &head);
    let mut notes = encoding_note(&decoded);
    notes.extend(folding_notes(&reading, &edits));
    notes.extend(left_out_notes(&judged));
    notes.extend(insertion_notes(&reading));
    let sha256 = hex(&Sha256::digest(bytes));
    Ok(Document {
        id: sha256[..16].to_owned(),
        sha256,
        media: member.media,
        encoding: decoded.encoding,
        index: Document::index(&reading),
        source,
        reading,
        blocks,
        sentences,
        about,
        notes,
        language,
    })
}

/// A block of the source text and what became of it.
pub(crate) struct Judged {
    pub(crate) range: Range<usize>,
    pub(crate) verdict: Verdict,
}

fn judge(source: &str, laid: Vec<Laid>, title: Option<&str>) -> Vec<Judged> {
    let own: Vec<Block> =
        laid.iter().filter(|l| l.left_out.is_none()).map(|l| l.block.clone()).collect();
    let mut verdicts = lines::judge(source, &own, title).into_iter();
    laid.into_iter()
        .map(|laid| {
            let verdict = match laid.left_out {
                Some(reason) => Verdict::Boilerplate(reason),
                None if laid.block.kind == BlockKind::Caption => {
                    verdicts.next();
                    Verdict::Caption
                }
                None => verdicts.next().unwrap_or(Verdict::Own(laid.block.kind)),
            };
            Judged { range: laid.block.range, verdict }
        })
        .collect()
}

/// The report's own words, enough of them to tell the language.
fn sample(source: &str, judged: &[Judged]) -> String {
    const ENOUGH: usize = 8_000;
    let mut own = String::new();
    for block in judged.iter().filter(|block| matches!(block.verdict, Verdict::Own(_))) {
        own.push_str(&source[block.range.clone()]);
        own.push('\n');
        if own.len() > ENOUGH {
            break;
        }
    }
    own
}

/// Mojibake first: what it stood for is not to be folded away.
fn edits(source: &str, language: Option<&str>) -> Vec<Edit> {
    if source.is_ascii() {
        return vec![];
    }
    let repaired = decode::mojibake(source).into_iter().map(|(range, text)| Edit {
        word: range.clone(),
        range,
        text,
        note: NoteKind::EncodingRepaired,
    });
    let repaired: Vec<Edit> = repaired.collect();
    let mut all = fold::edits(source, language);
    if !repaired.is_empty() {
        all.retain(|edit| {
            let at = repaired.partition_point(|r| r.range.end <= edit.range.start);
            repaired.get(at).is_none_or(|r| r.range.start >= edit.range.end)
        });
        all.extend(repaired);
        all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    }
    all
}

/// The block that is the title is marked as one.
fn mark_title(
    text: &str,
    mut blocks: Vec<Block>,
    head: &lines::Head,
    known: Option<&str>,
) -> Vec<Block> {
    let is_known = |block: &Block| {
        known.is_some_and(|title| {
            let plain = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            block.range.len() <= title.len() * 2 + 16
                && plain(&text[block.range.clone()]) == plain(title)
        })
    };
    let is_head = |block: &Block| head.title.as_ref().is_some_and(|t| *t == block.range);
    let early = blocks.iter_mut().take(8);
    if let Some(block) = early.into_iter().find(|block| is_known(block) || is_head(block)) {
        block.kind = BlockKind::Title;
    }
    blocks
}

fn encoding_note(decoded: &decode::Decoded) -> Vec<TextNote> {
    let Some(why) = decoded.why.filter(|_| decoded.encoding != "UTF-8") else { return vec![] };
    let detail = format!("decoded from {} ({why})", decoded.encoding);
    vec![TextNote { kind: NoteKind::EncodingRepaired, words: None, detail: Some(detail) }]
}

/// One note for each word that was folded, repaired or cleaned.
fn folding_notes(reading: &Mapped, edits: &[Edit]) -> Vec<TextNote> {
    let mut notes: Vec<TextNote> = vec![];
    let mut last: Option<(Range<usize>, NoteKind)> = None;
    let mut more = 0usize;
    for edit in edits {
        if last.as_ref() == Some(&(edit.word.clone(), edit.note)) {
            continue;
        }
        last = Some((edit.word.clone(), edit.note));
        let Some(range) = reading.locate(edit.word.clone()) else { continue };
        if notes.len() == MOST_NOTES {
            more += 1;
            continue;
        }
        notes.push(TextNote { kind: edit.note, words: Some(Words::Reading(range)), detail: None });
    }
    if more > 0 {
        let detail = format!("{more} more words were folded or repaired");
        notes.push(TextNote { kind: NoteKind::MixedScript, words: None, detail: Some(detail) });
    }
    notes
}

/// One note for each run of blocks that were left out for one reason.
fn left_out_notes(judged: &[Judged]) -> Vec<TextNote> {
    let mut notes: Vec<TextNote> = vec![];
    let mut follows = false;
    for block in judged {
        let (kind, detail) = match &block.verdict {
            Verdict::Own(_) => {
                follows = false;
                continue;
            }
            Verdict::Caption => (NoteKind::Caption, None),
            Verdict::RepeatedTitle => (NoteKind::RepeatedTitle, None),
            Verdict::Boilerplate(reason) => (NoteKind::Boilerplate, Some((*reason).to_owned())),
        };
        if let (true, Some(last)) = (follows, notes.last_mut()) {
            let same = last.kind == kind && last.detail == detail;
            if let (true, Some(Words::Source(range))) = (same, last.words.as_mut()) {
                range.end = block.range.end;
                continue;
            }
        }
        let words = Some(Words::Source(block.range.clone()));
        notes.push(TextNote { kind, words, detail });
        follows = kind == NoteKind::Boilerplate;
    }
    notes
}

fn insertion_notes(reading: &Mapped) -> Vec<TextNote> {
    let note = |range| TextNote {
        kind: NoteKind::EditorsInsertion,
        words: Some(Words::Reading(range)),
        detail: None,
    };
    lines::insertions(reading.as_str()).into_iter().map(note).collect()
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| DIGITS[n as usize] as char;
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// Whether hyphens at line ends are to be taken out.
pub(crate) fn hyphenates(media: Media) -> bool {
    media == Media::PdfText
}

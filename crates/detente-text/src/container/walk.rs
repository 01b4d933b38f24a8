//! The walk through an input: what is handed out, under which name, and what opens what.

use super::sniff::{Format, sniff};
use super::stream::{HEAD, Load, Meter, Stream, is_damage, refusal};
use super::utf16::Utf16;
use super::{PdfReader, csv, feed, gzip, json, mail, pdf, tar, warc, zip};
use crate::{Limits, Locator, Media, Member, Refusal, Supplied, Take};
use std::io::Cursor;
use std::ops::ControlFlow;

/// Whether the sink wants more.
pub(super) type Flow = ControlFlow<()>;

/// Longest name of an entry or attachment kept in a member's name, in characters.
const NAME_CHARS: usize = 240;

/// State of one walk.
pub(super) struct Walk<'a> {
    pub(super) limits: &'a Limits,
    pub(super) pdf: &'a PdfReader<'a>,
    pub(super) sink: &'a mut dyn FnMut(Result<Member, Refusal>) -> Flow,
    pub(super) meter: &'a Meter,
    /// Rows handed out so far, members and refusals.
    pub(super) rows: u64,
}

/// Where in an input the walk stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Name of the member; `None` for the input itself.
    pub(super) member: Option<String>,
    /// File name, for its extension only.
    pub(super) name: String,
    /// Archives around it.
    pub(super) depth: usize,
    /// What the containers around it say of it.
    pub(super) supplied: Supplied,
    /// The format, where a container states one that the bytes may not show.
    pub(super) stated: Option<Media>,
}

impl Place {
    /// A member within this place, named `kind` and a cleaned `name`.
    pub(super) fn member(&self, kind: &str, name: &str) -> Self {
        let step = format!("{kind} {}", clean(name));
        let member = match &self.member {
            Some(outer) => format!("{outer} » {step}"),
            None => step,
        };
        Self { member: Some(member), supplied: self.supplied.clone(), ..Self::default() }
    }

    /// An entry of an archive: one level deeper, with a file name of its own.
    pub(super) fn entry(&self, kind: &str, name: &str) -> Self {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Self { name: file.to_owned(), depth: self.depth + 1, ..self.member(kind, name) }
    }

    /// How a sentence calls it.
    pub(super) fn what(&self) -> &str {
        self.member.as_deref().unwrap_or("the input")
    }
}

/// Names from outside reach terminals and pages: no control characters, no boundless length.
fn clean(name: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
    let mut cleaned: String = name.chars().take(NAME_CHARS).map(shown).collect();
    if name.chars().nth(NAME_CHARS).is_some() {
        cleaned.push('…');
    }
    cleaned
}

impl Walk<'_> {
    /// Most bytes of a file that must be held whole to be taken apart (mail, PDF, feeds, an
    /// archive within an archive): four times the limit on one report, since most of such a file
    /// is not its text.
    pub(super) fn held_whole(&self) -> usize {
        self.limits.report_bytes.saturating_mul(4)
    }

    /// Hands out a member.
    pub(super) fn keep(&mut self, place: &Place, mut member: Member) -> Flow {
        if member.original.len() > self.limits.report_bytes {
            return self.refuse(place, self.too_large(self.limits.report_bytes));
        }
        self.rows += 1;
        member.member.clone_from(&place.member);
        (self.sink)(Ok(member))
    }

    /// Hands out a refusal.
    pub(super) fn refuse(&mut self, place: &Place, mut refusal: Refusal) -> Flow {
        self.rows += 1;
        refusal.member.clone_from(&place.member);
        (self.sink)(Err(refusal))
    }

    /// The refusal of something above `cap` bytes.
    pub(super) fn too_large(&self, cap: usize) -> Refusal {
        Refusal::new(
            "too-large",
            format!(
                "larger than {}, the limit here; split it, or raise --report-bytes",
                size(cap as u64)
            ),
        )
    }

    /// Whether one more archive may be opened at this place; if not, it is refused.
    pub(super) fn may_enter(&mut self, place: &Place) -> Result<(), Flow> {
        if place.depth < self.limits.depth {
            return Ok(());
        }
        let detail = format!(
            "an archive within {} others, and the limit is {}; unpack it first, or raise --depth",
            place.depth, self.limits.depth
        );
        Err(self.refuse(place, Refusal::new("archive-too-deep", detail)))
    }

    /// Opens whatever the stream turns out to hold.
    pub(super) fn open(&mut self, stream: &mut Stream<'_>, place: &Place) -> Flow {
        let format = sniff(stream.peek(HEAD), &place.name, place.stated);
        self.open_as(format, stream, place)
    }

    /// Opens a stream as the format it was found to be.
    pub(super) fn open_as(
        &mut self,
        found: Format,
        stream: &mut Stream<'_>,
        place: &Place,
    ) -> Flow {
        let lines = matches!(found, Format::JsonLines | Format::Json | Format::Table(_));
        if lines && Utf16::opens(stream) {
            return self.open_as(found, &mut Stream::new(&mut Utf16::new(stream), None), place);
        }
        let before = self.rows;
        match found {
            Format::Text(media) => self.text(stream, place, media)?,
            Format::Empty => self.empty(stream, place)?,
            Format::JsonLines => json::lines(self, stream, place)?,
            Format::Json => json::values(self, stream, place)?,
            Format::Table(delimiter) => csv::rows(self, stream, place, delimiter)?,
            Format::Warc => warc::records(self, stream, place)?,
            Format::Gzip => gzip::open(self, stream, place)?,
            Format::Tar => tar::entries(self, stream, place)?,
            Format::Feed => self.whole(stream, place, feed::items)?,
            Format::Mail => self.whole(stream, place, mail::message)?,
            Format::Pdf => self.whole(stream, place, pdf::document)?,
            Format::Zip => self.inner_zip(stream, place)?,
            Format::Refused(reason, detail) => {
                self.refuse(place, Refusal::new(reason, detail))?;
            }
        }
        self.not_silent(place, before)
    }

    /// A container in which nothing was found since `before` is refused as a whole.
    pub(super) fn not_silent(&mut self, place: &Place, before: u64) -> Flow {
        if self.rows > before {
            return Flow::Continue(());
        }
        let detail = "holds no text that could be a report";
        self.refuse(place, Refusal::new("no-text", detail))
    }

    fn empty(&mut self, stream: &mut Stream<'_>, place: &Place) -> Flow {
        let refused = match stream.load(HEAD) {
            Load::Broken(_, error) => refusal(&error, place.what()),
            _ => Refusal::new("empty", "has no words: nothing but white space, or nothing at all"),
        };
        self.refuse(place, refused)
    }

    fn text(&mut self, stream: &mut Stream<'_>, place: &Place, media: Media) -> Flow {
        let from = stream.position();
        let (original, error) = match stream.load(self.limits.report_bytes) {
            Load::Whole(original) => (original, None),
            Load::TooLarge => return self.refuse(place, self.too_large(self.limits.report_bytes)),
            Load::Broken(original, error) => (original, Some(error)),
        };
        let keep = error.as_ref().is_none_or(is_damage);
        if keep && original.iter().any(|byte| !byte.is_ascii_whitespace()) {
            // The input itself is its own original; only a part of it needs a way back.
            let locator = place.member.as_ref().and_then(|_| {
                let bytes = stream.in_input(from, from + original.len() as u64)?;
                Some(Locator { bytes, take: Take::Bytes })
            });
            let supplied = place.supplied.clone();
            self.keep(place, Member { original, media, locator, supplied, ..Member::default() })?;
        } else if error.is_none() {
            self.refuse(place, Refusal::new("empty", "has no words, only white space"))?;
        }
        match error {
            Some(error) => self.refuse(place, refusal(&error, place.what())),
            None => Flow::Continue(()),
        }
    }

    /// For formats that can only be taken apart as a whole.
    fn whole(
        &mut self,
        stream: &mut Stream<'_>,
        place: &Place,
        read: fn(&mut Self, &[u8], &Place) -> Flow,
    ) -> Flow {
        match stream.load(self.held_whole()) {
            Load::Whole(bytes) => read(self, &bytes, place),
            Load::TooLarge => self.refuse(place, self.too_large(self.held_whole())),
            Load::Broken(bytes, error) => {
                if is_damage(&error) && !bytes.is_empty() {
                    read(self, &bytes, place)?;
                }
                self.refuse(place, refusal(&error, place.what()))
            }
        }
    }

    /// A ZIP that can't be sought in where it lies.
    fn inner_zip(&mut self, stream: &mut Stream<'_>, place: &Place) -> Flow {
        self.whole(stream, place, |walk, bytes, place| {
            zip::entries(walk, &mut Cursor::new(bytes), None, place)
        })
    }
}

/// A number of bytes as a person says it.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..=9_999 => format!("{bytes} bytes"),
        10_000..=9_999_999 => format!("{} KiB", bytes >> 10),
        _ => format!("{} MiB", bytes >> 20),
    }
}

//! Markdown as a source layer: marks dropped, blocks by kind, front matter as metadata.

use super::{Laid, Layout};
use crate::html::{Field, Metadatum};
use crate::{Block, BlockKind, Builder, Mapped};
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pub(super) fn lay_out(decoded: &Mapped) -> Layout {
    let text = decoded.as_str();
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES;
    let mut writer = Writer { text, out: decoded.edit(), blocks: vec![], kind: vec![], open: None };
    let mut metadata = vec![];
    let mut in_front_matter = false;
    let mut left_out = 0usize;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => {
                in_front_matter = true
            }
            Event::End(TagEnd::MetadataBlock(_)) => in_front_matter = false,
            Event::Text(_) if in_front_matter => metadata.extend(front_matter(text, range)),
            Event::Start(Tag::Image { .. }) => left_out += 1,
            Event::End(TagEnd::Image) => left_out = left_out.saturating_sub(1),
            Event::Start(tag) => {
                if let Some(kind) = kind(&tag) {
                    writer.close();
                    writer.kind.push(kind);
                }
            }
            Event::End(tag) if ends_block(&tag) => {
                writer.close();
                writer.kind.pop();
            }
            Event::Text(words) | Event::Code(words) if left_out == 0 => {
                writer.write(&words, range);
            }
            Event::SoftBreak | Event::HardBreak => writer.write(" ", range),
            Event::Rule => writer.close(),
            _ => {}
        }
    }
    writer.close();
    Layout { text: writer.out.finish(), blocks: writer.blocks, metadata }
}

struct Writer<'a> {
    text: &'a str,
    out: Builder<'a>,
    blocks: Vec<Laid>,
    kind: Vec<BlockKind>,
    open: Option<usize>,
}

impl Writer<'_> {
    fn write(&mut self, words: &str, range: Range<usize>) {
        if self.open.is_none() {
            if !self.out.as_str().is_empty() {
                self.out.insert("\n\n");
            }
            self.open = Some(self.out.as_str().len());
        }
        // The range of a code span or of an escaped character takes in its marks.
        match self.text[range.clone()].find(words) {
            Some(at) => self.out.copy(range.start + at..range.start + at + words.len()),
            None => self.out.replace(range, words),
        }
    }

    fn close(&mut self) {
        let Some(start) = self.open.take() else { return };
        let kind = self.kind.last().copied().unwrap_or(BlockKind::Paragraph);
        let range = start..self.out.as_str().len();
        self.blocks.push(Laid { block: Block { range, kind }, left_out: None });
    }
}

fn kind(tag: &Tag<'_>) -> Option<BlockKind> {
    Some(match tag {
        Tag::Paragraph | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_) => BlockKind::Paragraph,
        Tag::Heading { .. } => BlockKind::Heading,
        Tag::Item => BlockKind::Item,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::TableCell => BlockKind::Cell,
        _ => return None,
    })
}

fn ends_block(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::TableCell
    )
}

/// The `key: value` lines of a front matter; deeper YAML is not read.
fn front_matter(text: &str, range: Range<usize>) -> Vec<Metadatum> {
    let mut found = vec![];
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((key, value)) = line.split_once(':') else { continue };
        let field = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "headline" => Field::Title,
            "author" | "byline" => Field::Byline,
            "outlet" | "source" | "publisher" => Field::Outlet,
            "url" | "link" | "canonical" => Field::Url,
            "date" | "published" => Field::Published,
            "lang" | "language" => Field::Language,
            _ => continue,
        };
        let clean = value.trim().trim_matches(['"', '\'']).trim();
        if let (false, Some(skip)) = (clean.is_empty(), value.find(clean)) {
            let from = start + key.len() + 1 + skip;
            let range = from..from + clean.len();
            found.push(Metadatum { field, value: clean.to_owned(), range, from: "markup" });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_and_every_word_keeps_its_place() {
        let text = "---\ntitle: \"A truce\"\ndate: 2021-02-25\n---\n# Talks *resume*\n\nThe **two** sides met\nagain.\n\n- one\n- two &amp; three\n";
        let layout = lay_out(&Mapped::identity(text));
        let words: Vec<(BlockKind, &str)> = layout
            .blocks
            .iter()
            .map(|l| (l.block.kind, &layout.text.as_str()[l.block.range.clone()]))
            .collect();
        let expected = [
            (BlockKind::Heading, "Talks resume"),
            (BlockKind::Paragraph, "The two sides met again."),
            (BlockKind::Item, "one"),
            (BlockKind::Item, "two & three"),
        ];
        assert_eq!(words, expected);
        assert_eq!(layout.metadata[0].value, "A truce");
        let at = layout.text.as_str().find("three").expect("the last word");
        assert_eq!(&text[layout.text.origin(at..at + 5)], "three");
    }
}

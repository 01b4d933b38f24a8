//! Prints the main text of pages, for `benchmarks/main-text`.
//!
//! Arguments are HTML files. For each, one JSON line:
//! `{"file", "text", "captions", "seconds", "blocks"?, "metadata"}`. `seconds` is the time from
//! bytes to page, decoding included. With `--blocks` every block is listed with its kind and the
//! reason why it is left out, together with what its judgement rests on.
//! With `--reading` the text is what the whole text stage makes of the page.

// A measuring tool at the edge: it reads files and the clock.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

use detente_text::date::parse_day;
use detente_text::html::{Field, Page, PageBlock, read_page, workings};
use detente_text::{BlockKind, Limits, Media, Member, decode, read};
use serde_json::{Value, json};
use std::time::Instant;

fn main() {
    let mut blocks = false;
    let mut reading = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--blocks" => blocks = true,
            "--reading" => reading = true,
            file => match std::fs::read(file) {
                Ok(bytes) if reading => println!("{}", whole(file, bytes)),
                Ok(bytes) => println!("{}", page(file, &bytes, blocks)),
                Err(error) => eprintln!("{file}: {error}"),
            },
        }
    }
}

fn page(file: &str, bytes: &[u8], blocks: bool) -> Value {
    let started = Instant::now();
    let decoded = decode::decode(bytes, None, Media::Html).map(|decoded| decoded.text);
    let html = decoded.as_ref().map_or("", |text| text.as_str());
    let page = read_page(html);
    let seconds = started.elapsed().as_secs_f64();
    let kept = |block: &&PageBlock| block.left_out.is_none();
    let own = |block: &&PageBlock| !matches!(block.kind, BlockKind::Caption | BlockKind::Title);
    let caption = |block: &&PageBlock| block.kind == BlockKind::Caption;
    let body = page.blocks.iter().filter(kept).filter(own);
    let captions = page.blocks.iter().filter(kept).filter(caption);
    let mut line = json!({
        "file": file,
        "text": body.map(|block| text(html, block)).collect::<Vec<_>>().join("\n"),
        "captions": captions.map(|block| text(html, block)).collect::<Vec<_>>(),
        "seconds": seconds,
        "metadata": metadata(&page),
    });
    if blocks {
        let workings = workings(html);
        let families =
            workings.families.iter().map(|both| both.clone().map(|one| [one.start, one.end]));
        line["answers"] = json!(workings.answers);
        line["families"] = families.map(|both| json!(both)).collect();
        line["shape"] = json!(workings.shape);
        line["blocks"] = page
            .blocks
            .iter()
            .map(|block| json!([format!("{:?}", block.kind), block.left_out, text(html, block)]))
            .collect();
    }
    line
}

fn text(html: &str, block: &PageBlock) -> String {
    let piece = |piece: &detente_text::html::Piece| match &piece.text {
        Some(text) => text.to_string(),
        None => html[piece.range.clone()].to_owned(),
    };
    block.pieces.iter().map(piece).collect()
}

/// All candidates, the dates that can be read as ISO days.
fn metadata(page: &Page) -> Value {
    let one = |datum: &detente_text::html::Metadatum| {
        let day = (datum.field == Field::Published).then(|| parse_day(&datum.value)).flatten();
        let value = day.map_or_else(|| datum.value.clone(), |day| day.to_string());
        json!([format!("{:?}", datum.field), value, datum.from])
    };
    page.metadata.iter().map(one).collect()
}

fn whole(file: &str, bytes: Vec<u8>) -> Value {
    let member = Member { original: bytes, media: Media::Html, ..Member::default() };
    let started = Instant::now();
    let document = read(&member, &Limits::default());
    let seconds = started.elapsed().as_secs_f64();
    match document {
        Ok(document) => json!({"file": file, "text": document.text(), "seconds": seconds}),
        Err(refusal) => {
            json!({"file": file, "text": "", "seconds": seconds, "refused": refusal.detail})
        }
    }
}

#![allow(clippy::disallowed_methods, clippy::print_stdout)]
use detente_language::{Analyst, Model};
use detente_text::{Limits, Media, Member};
fn main() {
    let mut analyst = Analyst::new(Model::embedded());
    for path in std::env::args().skip(1) {
        let original = std::fs::read(&path).expect("file");
        let lines: Vec<Vec<u8>> = if path.ends_with("own.txt") {
            original.split(|b| *b == b'\n').map(|l| l.to_vec()).collect()
        } else {
            vec![original]
        };
        for original in lines {
            if original.len() < 200 {
                println!("* {}", String::from_utf8_lossy(&original));
            }
            let member = Member {
                original,
                media: Media::Text,
                supplied: detente_text::Supplied {
                    published: Some("2020-02-17".into()),
                    language: Some("en".into()),
                    ..Default::default()
                },
                ..Member::default()
            };
            let Ok(mut document) = detente_text::read(&member, &Limits::default()) else {
                continue;
            };
            document.language = Some(("en".into(), 1.0));
            let analysis = analyst.analyse(&document);
            let reading =
                detente_reading::read(&document, &analysis, detente_world::World::embedded());
            for s in &reading.statements {
                let via: Vec<&str> =
                    s.via.iter().map(|v| v.name.as_deref().unwrap_or(&v.text)).collect();
                println!(
                    "  {} [{}={}] <{}> {} via {:?} to {:?} on {:?} {{{}}} about {}",
                    s.act,
                    s.speaker_text,
                    s.speaker.as_ref().and_then(|s| s.actor.id.as_deref()).unwrap_or("?"),
                    s.cue.as_deref().unwrap_or(""),
                    s.form,
                    via,
                    s.addressee.as_ref().map(|a| a.id.clone().unwrap_or(a.text.clone())),
                    s.said.edtf,
                    s.content,
                    s.about.len()
                );
            }
        }
    }
}

//! Every example of every frame in `world/frames` is read as it says.
#![allow(clippy::disallowed_methods, reason = "the frames are files of the project")]

use detente_language::{Analyst, Model};
use detente_world::{Rows, World};
use std::path::Path;

#[test]
fn frames_read_their_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../world/frames");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the frames of the world")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    let texts: Vec<(String, String)> = paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a file that can be read"))
        })
        .collect();
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let rows = Rows::read(&files).expect("frames without a mistake");
    let mut analyst = Analyst::new(Model::embedded());
    let mut wrong = vec![];
    let mut read = 0;
    for frame in &rows.frames {
        assert!(!frame.examples.is_empty(), "{} has no example", frame.id);
        for example in &frame.examples {
            read += 1;
            wrong.extend(detente_reading::frames::check(
                &frame.id,
                example,
                &mut analyst,
                World::embedded(),
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {read} are read otherwise: {wrong:#?}", wrong.len());
}

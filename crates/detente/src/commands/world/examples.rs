//! The examples of a user's own frames, read as the case would read them.

use crate::output::say;
use detente_language::{Analyst, Model};
use detente_reading::frames;
use detente_world::{Frame, World};

/// Reads the examples of the frames that a file brings, with the file laid over the program's own
/// knowledge; says which are read otherwise, and gives how many there are and how many are wrong.
pub(super) fn check(name: &str, text: &str, world: &World) -> (usize, usize) {
    let own = World::embedded();
    let Ok(rows) = own.rows().clone().with(&[(name, text)]) else { return (0, 0) };
    // The program's own frames carry no examples with them.
    let brought = rows.frames.iter().filter(|frame: &&Frame| !frame.examples.is_empty());
    let (mut read, mut wrong) = (0, 0);
    let mut analyst = None;
    for frame in brought {
        for example in &frame.examples {
            let analyst = analyst.get_or_insert_with(|| Analyst::new(Model::embedded()));
            read += 1;
            let Some(other) = frames::check(&frame.id, example, analyst, world) else { continue };
            wrong += 1;
            let list = |rows: &[String]| match rows {
                [] => "nothing".to_owned(),
                rows => rows.join("; "),
            };
            say(&format!("{name}: {}: “{}”", other.frame, other.text));
            say(&format!("  gives  {}", list(&other.gives)));
            say(&format!("  should {}", list(&other.expected)));
        }
    }
    (read, wrong)
}

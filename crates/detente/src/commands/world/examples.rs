//! The examples of a user's own frames, read as the case would read them.

use crate::output::say;
use detente_language::{Analyst, Model};
use detente_reading::frames;
use detente_world::World;

/// Reads the examples of the frames that `world` has and the program itself has not; says which
/// are read otherwise, and gives how many examples there are and how many of them are wrong.
pub(super) fn check(name: &str, world: &World) -> (usize, usize) {
    let own = World::embedded().frames();
    let new = world.frames().all().iter().filter(|frame| own.get(&frame.id) != Some(*frame));
    let (mut read, mut wrong) = (0, 0);
    let mut analyst = None;
    for frame in new {
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

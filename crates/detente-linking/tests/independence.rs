//! Copies and sources on generated wire stories, as `detente-bench linking independence` measures
//! them on more.

#[path = "../../../benchmarks/src/linking/independence/mod.rs"]
#[expect(dead_code, reason = "the benchmark prints what the test asks for")]
mod independence;

use independence::{EDITS, made, measure, sources};

#[test]
fn copies_are_with_their_story_and_no_others() {
    let measured = measure(&made(7, 300, &EDITS));
    let [precision, recall, f1] = measured.f1();
    assert!(f1 >= 0.97, "precision {precision}, recall {recall}: {:?}", measured.by_edit);
}

#[test]
fn sources_are_counted_at_their_origin() {
    for (name, truth, found, _) in sources() {
        assert_eq!(found, truth, "{name}");
    }
}

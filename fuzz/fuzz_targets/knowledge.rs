//! Any text as a file of knowledge: refused with reasons or taken, and then compiled and opened; no
//! name of it and no place is found off a boundary.
#![no_main]

use detente_knowledge::{Pack, Rows};
use detente_world::World;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    for name in ["mine.toml", "mine.csv"] {
        match Rows::read(&[(name, input)]) {
            Ok(rows) => {
                let _ = rows.warnings(name, input);
                let bytes = Pack::compile(rows).expect("rows that were taken compile");
                let world = World::open(bytes.into()).expect("what was compiled opens");
                for found in world.find(input) {
                    assert!(input.get(found.range).is_some());
                }
            }
            Err(wrong) => assert!(!wrong.is_empty()),
        }
    }
});

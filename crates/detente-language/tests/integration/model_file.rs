//! A model file that is missing a part, is another's or is no model at all is told in a sentence.
#![allow(clippy::disallowed_methods, reason = "the file under test is read from the project")]

use detente_language::{Analyst, Model};
use proptest::prelude::*;
use std::path::Path;

fn file() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/english.safetensors");
    std::fs::read(path).expect("the model file")
}

fn told(bytes: &[u8]) -> String {
    Model::from_bytes(bytes).err().expect("no model").to_string()
}

#[test]
fn the_file_is_the_embedded_model() {
    let model = Model::from_bytes(&file()).expect("a model");
    assert_eq!(model.digest(), Model::embedded().digest());
}

#[test]
fn a_truncated_file_is_damaged() {
    let whole = file();
    for length in [0, 1, 7, 8, 100, 5_000, whole.len() / 2, whole.len() - 1] {
        let said = told(&whole[..length]);
        assert!(said.contains("damaged"), "cut to {length} bytes: {said}");
    }
}

#[test]
fn another_version_says_which_and_what_to_do() {
    let mut bytes = file();
    let name = b"detente-model-1";
    let at = bytes.windows(name.len()).position(|window| window == name).expect("its format");
    bytes[at + name.len() - 1] = b'9';
    let error = Model::from_bytes(&bytes).err().expect("no model");
    assert!(error.is_version());
    let said = error.to_string();
    assert!(said.contains("detente-model-9") && said.contains("detente-model-1"), "{said}");
}

#[test]
fn a_file_of_another_kind_is_no_model() {
    for bytes in [b"PK\x03\x04 an archive".as_slice(), b"{\"text\":\"a report\"}", &[0xff; 4096]] {
        assert!(told(bytes).contains("no model"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_changed_byte_makes_an_error_or_a_model_and_no_panic(
        places in prop::collection::vec((0usize..1 << 20, any::<u8>()), 1..4)
    ) {
        let mut bytes = file();
        // Sizes, labels and word pieces stand in the first half megabyte.
        for (place, value) in places {
            let at = if place % 2 == 0 { place % 4096 } else { place };
            bytes[at] = value;
        }
        if let Ok(model) = Model::from_bytes(&bytes) {
            let text = "Troops left Goma on Monday, the UN said.";
            Analyst::new(&model).analyse_text(text, &[0..text.len()], &[0..text.len()]);
        }
    }
}

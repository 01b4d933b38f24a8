//! Any bytes under any extension: sniffing and every container. The first byte picks the
//! extension; the PDF reader is a stub.
#![no_main]

use detente_text::Limits;
use detente_text::container::{cut, members};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;
use std::ops::ControlFlow;

const NAMES: [&str; 16] = [
    "a",
    "a.txt",
    "a.md",
    "a.html",
    "a.xml",
    "a.jsonl",
    "a.json",
    "a.csv",
    "a.tsv",
    "a.eml",
    "a.warc",
    "a.warc.gz",
    "a.tar.gz",
    "a.zip",
    "a.pdf",
    "a.gz",
];

fuzz_target!(|input: &[u8]| {
    let Some((&pick, bytes)) = input.split_first() else { return };
    let limits = Limits { report_bytes: 1 << 16, members: 50, ..Limits::default() };
    let pdf = |bytes: &[u8]| Ok(vec![String::from_utf8_lossy(bytes).into_owned()]);
    let mut rows = 0;
    let name = NAMES[usize::from(pick) % NAMES.len()];
    members(&mut Cursor::new(bytes), name, &limits, &pdf, &mut |row| {
        rows += 1;
        match row {
            Ok(member) => {
                assert!(member.original.len() <= limits.report_bytes);
                if let Some(locator) = member.locator {
                    let [from, to] = locator.bytes.map(|at| at as usize);
                    let found = cut(&bytes[from..to], &locator.take);
                    assert_eq!(found, Some(member.original), "{:?}", member.member);
                }
            }
            Err(refusal) => assert!(!refusal.detail.is_empty() && !refusal.reason.is_empty()),
        }
        ControlFlow::Continue(())
    });
    assert!(rows > 0, "every input gives at least one row");
});

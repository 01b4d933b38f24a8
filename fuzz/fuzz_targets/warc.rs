//! The block of one WARC response: HTTP head, chunks and content encodings, behind a record header
//! that is right, and the same bytes as a whole archive.
#![no_main]

use detente_text::Limits;
use detente_text::container::members;
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;
use std::ops::ControlFlow;

fuzz_target!(|block: &[u8]| {
    let limits = Limits { report_bytes: 1 << 16, ..Limits::default() };
    let walk = |bytes: &[u8]| {
        let pdf = |_: &[u8]| Ok(vec![]);
        members(&mut Cursor::new(bytes), "a.warc", &limits, &pdf, &mut |row| {
            if let Ok(member) = row {
                assert!(member.original.len() <= limits.report_bytes);
            }
            ControlFlow::Continue(())
        });
    };
    let mut whole = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    whole.extend_from_slice(block);
    walk(&whole);
    let mut archive = b"WARC/1.0\r\n".to_vec();
    archive.extend_from_slice(block);
    walk(&archive);
});

//! Tables and JSON in UTF-16, as spreadsheets save them, read as UTF-8.

use super::stream::Stream;
use encoding_rs::{Decoder, Encoding, UTF_8};
use std::io::{self, BufRead, Read};

/// A stream turned into UTF-8 as it is read. What it gives stands nowhere in the input as it is.
pub(super) struct Utf16<'a, 'b> {
    stream: &'a mut Stream<'b>,
    decoder: Decoder,
    ended: bool,
}

impl<'a, 'b> Utf16<'a, 'b> {
    /// Whether the stream opens with a byte order mark of UTF-16.
    pub(super) fn opens(stream: &mut Stream<'_>) -> bool {
        Encoding::for_bom(stream.peek(2)).is_some_and(|(encoding, _)| encoding != UTF_8)
    }

    /// Reads on by the byte order mark.
    pub(super) fn new(stream: &'a mut Stream<'b>) -> Self {
        Self { stream, decoder: UTF_8.new_decoder(), ended: false }
    }
}

impl Read for Utf16<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // A character needs up to four bytes, and the decoder may hold one back.
        while out.len() >= 8 && !self.ended {
            let chunk = self.stream.fill_buf()?;
            let last = chunk.is_empty();
            let (_, read, written, _) = self.decoder.decode_to_utf8(chunk, out, last);
            self.stream.consume(read);
            self.ended = last;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

//! Bytes as they are stored.

use std::io;

/// Level 9: a tenth smaller than the usual 3, and still faster than reading the text.
const LEVEL: i32 = 9;

/// A zstd frame of these bytes.
pub(crate) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL)
}

/// The bytes in a zstd frame; an error where it holds other than `length` of them.
pub(crate) fn unpack(frame: &[u8], length: usize) -> io::Result<Vec<u8>> {
    let odd = || io::Error::new(io::ErrorKind::InvalidData, "of another length than it was");
    // Asked of the frame first: in a damaged case the length may be any number, and no room is made for
    // what no frame holds.
    match zstd::zstd_safe::get_frame_content_size(frame) {
        Ok(Some(held)) if held == length as u64 => {}
        _ => return Err(odd()),
    }
    let bytes = zstd::bulk::decompress(frame, length)?;
    if bytes.len() == length { Ok(bytes) } else { Err(odd()) }
}

/// A zstd frame that is unpacked as it is read.
pub(crate) type Unpacking = zstd::stream::read::Decoder<'static, io::Cursor<Vec<u8>>>;

/// The bytes in a zstd frame, from the first on.
pub(crate) fn unpacking(frame: Vec<u8>) -> io::Result<Unpacking> {
    zstd::stream::read::Decoder::with_buffer(io::Cursor::new(frame))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| DIGITS[n as usize] as char;
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

/// A SHA-256 sum.
pub(crate) type Sum = [u8; 32];

/// The number that a report's id stands for: the first eight bytes of its sum.
pub(crate) fn key(sum: &Sum) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&sum[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_lies_about_their_length_do_not() {
        let bytes = b"The parties met. The parties parted.".repeat(40);
        let frame = pack(&bytes).unwrap();
        assert!(frame.len() < bytes.len());
        assert_eq!(unpack(&frame, bytes.len()).unwrap(), bytes);
        assert!(unpack(&frame, bytes.len() - 1).is_err());
        assert!(unpack(&frame, bytes.len() + 1).is_err());
        assert!(unpack(&frame, usize::MAX).is_err());
        assert_eq!(unpack(&pack(b"").unwrap(), 0).unwrap(), b"");
    }
}

//! The content of an answer without its encoding, within bounds.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// Undoes gzip and deflate, which is all that is asked for; `most` bytes at most come of it.
pub(crate) fn plain(body: &[u8], encoding: Option<&str>, most: usize) -> Result<Vec<u8>, String> {
    let encoding = encoding.unwrap_or("").trim().to_ascii_lowercase();
    let reader: Box<dyn Read> = match encoding.as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => Box::new(MultiGzDecoder::new(body)),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            Box::new(ZlibDecoder::new(body))
        }
        "deflate" => Box::new(DeflateDecoder::new(body)),
        // Not what it is said to be, or without any.
        "" | "identity" | "gzip" | "x-gzip" => return Ok(body.to_vec()),
        other => return Err(format!("it comes in {other} encoding, which was not asked for")),
    };
    let mut out = vec![];
    let read = reader.take(most as u64 + 1).read_to_end(&mut out);
    if out.len() > most {
        return Err(format!("it expands beyond {most} bytes, the limit"));
    }
    read.map(|_| out).map_err(|error| format!("its {encoding} encoding is damaged ({error})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_bomb_is_not_blown_up() {
        let mut gzip = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
        for _ in 0..64 {
            gzip.write_all(&[b'a'; 1 << 20]).unwrap();
        }
        let bomb = gzip.finish().unwrap();
        assert!(bomb.len() < 100_000);
        assert!(plain(&bomb, Some("gzip"), 1 << 20).unwrap_err().contains("beyond 1048576 bytes"));
        assert_eq!(plain(&bomb, Some("GZIP"), 64 << 20).unwrap().len(), 64 << 20);
        assert_eq!(plain(b"no gzip at all", Some("gzip"), 100).unwrap(), b"no gzip at all");
        assert!(plain(&bomb[..50], Some("gzip"), 1 << 20).is_err());
        assert!(plain(b"x", Some("br"), 100).unwrap_err().contains("br"));
    }
}

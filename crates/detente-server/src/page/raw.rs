//! `/reports/ID/raw`: the stored original, as text and never as anything else.

use super::Failure;
use super::report::find;
use axum::http::header;
use axum::response::IntoResponse;
use detente_case::Case;
use std::borrow::Cow;

/// The original of a report. It is decoded from the encoding that the text stage found, so that
/// it can be read; bytes that are no text in it are shown as U+FFFD.
pub(crate) fn text(case: &Case, id: &str) -> Result<impl IntoResponse + use<>, Failure> {
    let report = find(case, id)?;
    let bytes = case.original(&report.id)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(other) => {
            let encoding = case.document(&report.id)?.encoding;
            decode(other.as_bytes(), encoding).into_owned()
        }
    };
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text))
}

fn decode<'a>(bytes: &'a [u8], encoding: &str) -> Cow<'a, str> {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes());
    encoding.unwrap_or(encoding_rs::UTF_8).decode(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_original_is_read_in_its_own_encoding() {
        assert_eq!(decode(b"\xc8\xe4\xeb\xe8\xe1", "windows-1251"), "Идлиб");
        assert_eq!(decode(b"ok \xff", "no such encoding"), "ok \u{fffd}");
    }
}

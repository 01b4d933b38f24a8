//! Ids of found rows.

use detente_record::Evidence;
use sha2::{Digest, Sha256};

/// The id of a row: the first 16 hex digits of the SHA-256 of report, kind and the byte ranges
/// that it stands on. It depends on nothing else, so that a better rule keeps the id.
pub(crate) fn row(report: &str, kind: &str, evidence: &[&Evidence]) -> String {
    let mut key = format!("{report}/{kind}");
    for part in evidence.iter().flat_map(|evidence| &evidence.parts) {
        key.push_str(&format!("/{}-{}", part.bytes[0], part.bytes[1]));
    }
    let digest = Sha256::digest(key.as_bytes());
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

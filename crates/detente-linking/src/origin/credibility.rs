//! What the count of sources says of an account's credibility.

use super::count::Origins;
use super::voice::Origin;

/// The credibility of what the sources tell, on the NATO Admiralty scale, as far as a program can
/// set it, and the grounds.
///
/// - **1**, confirmed by independent sources: two that are no unnamed ones, and not all of them
///   participants.
/// - **3**, possibly true: the word of one source that is no participant, or of two or more
///   participants, who may stand on one side.
/// - **6**, cannot be judged: one participant's word, unnamed sources, outlets not known, nothing.
///
/// ```
/// use detente_linking::origin::{Carrier, Witness, credibility, origins};
/// let own = |outlet: &str| Witness {
///     report: outlet.into(),
///     outlet: Some(Carrier { id: outlet.into(), owner_state: None }),
///     ..Witness::default()
/// };
/// let two = origins(&[own("outlet:a"), own("outlet:b")], &["TUR", "SYR"]);
/// let (grade, grounds) = credibility(&two);
/// assert_eq!((grade, &*grounds), (1, "2 independent sources: outlet:a, outlet:b"));
/// ```
pub fn credibility(origins: &Origins) -> (u8, String) {
    let named = |source: &Origin| !matches!(source, Origin::Anonymous(..) | Origin::Unknown);
    let names = |participant: bool| -> Vec<String> {
        let sources = origins.sources.iter().zip(&origins.participants);
        let sources =
            sources.filter(|&(source, &takes_part)| named(source) && takes_part == participant);
        sources.map(|(source, _)| source.to_string()).collect()
    };
    let (outside, parties) = (names(false), names(true));
    let all = [outside.clone(), parties.clone()].concat().join(", ");
    match (outside.len(), parties.len()) {
        (1.., _) if outside.len() + parties.len() > 1 => {
            (1, format!("{} independent sources: {all}", outside.len() + parties.len()))
        }
        (1, _) => (3, format!("one source that is no participant: {all}")),
        (_, 2..) => (3, format!("participants only, who may stand on one side: {all}")),
        (_, 1) => (6, format!("the word of a participant alone: {all}")),
        _ if origins.sources.is_empty() => (6, "no source".into()),
        _ => (6, "no source that is named".into()),
    }
}

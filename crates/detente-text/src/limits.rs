//! The stated limits on what one input may cost.

/// Bounds on inputs. Each has a flag of the same name on `detente read`.
///
/// ```
/// let limits = detente_text::Limits::default();
/// assert_eq!(limits.report_bytes, 32 * 1024 * 1024);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one stored original; more is refused as `too-large`.
    pub report_bytes: usize,
    /// Most archives within each other.
    pub depth: usize,
    /// Most bytes out for each byte in, over an archive or compressed stream.
    pub expansion: u64,
    /// Most members of one archive. Lines of JSON Lines or CSV and records of WARC are not
    /// members in this sense: they are streamed.
    pub members: usize,
    /// Most seconds a document parsed in a child process may take.
    pub child_seconds: u64,
    /// Most bytes of memory such a child may take.
    pub child_memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            report_bytes: 32 << 20,
            depth: 2,
            expansion: 200,
            members: 10_000,
            child_seconds: 20,
            child_memory: 1 << 30,
        }
    }
}

use detente_text::{Limits, Member, Refusal};
use std::path::PathBuf;

/// Something to read into a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, a folder, or a pattern with `*`, `?` or `[…]` where no file of that name exists.
    Path(PathBuf),
    /// A stream of JSON Lines on standard input, named `-`.
    Stdin,
    /// A file that was handed over as it is, under a name that lies nowhere on this machine.
    Sent {
        /// What it is called; its ending counts where its bytes do not say what it is.
        name: String,
        /// All of it.
        bytes: Vec<u8>,
    },
    /// An original that was taken out of its container elsewhere, with what that said of it.
    Given {
        /// Where it lay.
        name: String,
        /// The original.
        member: Box<Member>,
    },
}

/// Gets the text layer of a PDF, page by page. Whoever supplies it runs it where it can do no harm.
pub type PdfText = Box<dyn Fn(&[u8]) -> Result<Vec<String>, Refusal> + Send + Sync>;

/// How inputs are read.
pub struct ReadOptions {
    /// Bounds on what one input may cost.
    pub limits: Limits,
    /// Threads that read reports; 0 is one for each core.
    pub threads: usize,
    /// Read reports again that were removed from the case.
    pub again: bool,
    /// Gets the text layer of a PDF.
    pub pdf: PdfText,
    /// Keep originals and the full-text index, but no rows of analysis.
    pub text_only: bool,
}

impl Default for ReadOptions {
    /// The default limits, all cores, and every PDF refused.
    fn default() -> Self {
        let pdf: PdfText = Box::new(|_: &[u8]| {
            Err(Refusal::new(
                "no-pdf",
                "this program was built without reading PDF; convert it to text first",
            ))
        });
        Self { limits: Limits::default(), threads: 0, again: false, pdf, text_only: false }
    }
}

impl std::fmt::Debug for ReadOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions")
            .field("limits", &self.limits)
            .field("threads", &self.threads)
            .field("again", &self.again)
            .field("text_only", &self.text_only)
            .finish_non_exhaustive()
    }
}

/// Is told how far a long piece of work has come. All methods may be called from any thread.
pub trait Progress: Sync {
    /// How many bytes there are to read, where that is known.
    fn total(&self, bytes: Option<u64>) {
        let _ = bytes;
    }
    /// What has been done since the last call.
    fn advance(&self, bytes: u64, reports: u64, refused: u64) {
        let _ = (bytes, reports, refused);
    }
    /// A new stage begins.
    fn stage(&self, name: &str) {
        let _ = name;
    }
}

/// No one to tell.
impl Progress for () {}

/// What a reading came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Reports that are new in the case.
    pub added: u64,
    /// Reports that were in the case already, or stood twice in the inputs.
    pub known: u64,
    /// Reports that were removed from the case earlier and stay out of it.
    pub removed: u64,
    /// Inputs and members that were refused, each a row in `refused`.
    pub refused: u64,
    /// Hidden files and folders that were passed over.
    pub hidden: u64,
    /// Files looked into.
    pub files: u64,
    /// Bytes looked into.
    pub bytes: u64,
}

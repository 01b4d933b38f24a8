//! Formats that can do harm are parsed in a child of the same binary, under limits of memory
//! and time. A killed child means a refused input.

use detente_text::Refusal;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use wait_timeout::ChildExt;

/// Limits on the child.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) seconds: u64,
    pub(crate) memory: u64,
    /// Most bytes of text that are taken from it.
    pub(crate) text: usize,
}

/// The text layer of a PDF, page by page.
pub(crate) fn pdf_pages(pdf: &[u8], bounds: Bounds) -> Result<Vec<String>, Refusal> {
    if cfg!(not(feature = "pdf")) {
        return Err(Refusal::new(
            "unknown-format",
            "this is a PDF, and this build of detente was made without PDF; build with --features pdf",
        ));
    }
    let started = spawn(bounds).map_err(|error| {
        Refusal::new("unreadable", format!("the PDF reader could not be started: {error}"))
    })?;
    let output = converse(started, pdf, bounds)?;
    serde_json::from_slice(&output).map_err(|_| {
        Refusal::new("damaged", "the PDF could not be parsed; print it to a new PDF and read that")
    })
}

fn spawn(bounds: Bounds) -> std::io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .arg("extract-pdf")
        .args(["--memory", &bounds.memory.to_string()])
        .args(["--seconds", &bounds.seconds.to_string()])
        .env_remove("RUST_BACKTRACE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// Writes the document in, takes the text out, and ends the child when its time is over.
fn converse(mut child: Child, document: &[u8], bounds: Bounds) -> Result<Vec<u8>, Refusal> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Refusal::new("unreadable", "the PDF reader has no pipes"));
    };
    let most = bounds.text as u64 + (1 << 20);
    let (status, output) = std::thread::scope(|scope| {
        // A child that dies closes its end; what could not be written is then of no matter.
        scope.spawn(move || stdin.write_all(document).is_ok());
        let reader = scope.spawn(move || {
            let mut output = vec![];
            stdout.take(most).read_to_end(&mut output).map(|_| output)
        });
        let status = child.wait_timeout(Duration::from_secs(bounds.seconds));
        if !matches!(status, Ok(Some(_))) {
            // Best effort: an ended child cannot be killed, which is what we want.
            let _ = child.kill();
            let _ = child.wait();
        }
        (status, reader.join())
    });
    match status {
        Ok(Some(status)) if status.success() => match output {
            Ok(Ok(output)) if (output.len() as u64) < most => Ok(output),
            Ok(Ok(_)) => Err(Refusal::new(
                "too-large",
                "the text of this PDF is above the limit (--report-bytes)",
            )),
            _ => Err(Refusal::new("unreadable", "the PDF reader's output broke off")),
        },
        Ok(Some(_)) => Err(Refusal::new(
            "damaged",
            "the PDF could not be parsed within the limits of memory (--child-memory); \
             print it to a new PDF and read that",
        )),
        _ => Err(Refusal::new(
            "timed-out",
            format!("parsing the PDF took more than {} s (--child-seconds)", bounds.seconds),
        )),
    }
}

/// The child's side: a PDF on standard input, a JSON array of pages on standard output.
#[cfg(feature = "pdf")]
pub(crate) fn extract_pdf(memory: u64, seconds: u64) -> anyhow::Result<()> {
    limit_self(memory, seconds);
    std::panic::set_hook(Box::new(|_| {}));
    let mut pdf = vec![];
    std::io::stdin().read_to_end(&mut pdf)?;
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf)?;
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &pages)?;
    out.flush()?;
    Ok(())
}

#[cfg(not(feature = "pdf"))]
pub(crate) fn extract_pdf(_memory: u64, _seconds: u64) -> anyhow::Result<()> {
    anyhow::bail!("this build was made without PDF")
}

/// Where limits can't be set, the parent's clock still ends the child.
#[cfg(all(unix, feature = "pdf"))]
fn limit_self(memory: u64, seconds: u64) {
    let _ = rlimit::Resource::AS.set(memory, memory);
    let _ = rlimit::Resource::CPU.set(seconds, seconds);
    let _ = rlimit::Resource::CORE.set(0, 0);
}

#[cfg(all(not(unix), feature = "pdf"))]
fn limit_self(_memory: u64, _seconds: u64) {}

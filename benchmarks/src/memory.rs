//! Runs a process and watches its peak memory.

use anyhow::Context;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
pub(crate) struct Run {
    pub(crate) seconds: f64,
    /// Peak resident set in MiB; 0 where the system does not tell.
    pub(crate) peak_mib: f64,
    pub(crate) output: String,
}

/// Runs to the end; the peak is read from `/proc` every few milliseconds (it only ever rises).
pub(crate) fn run(command: &mut Command) -> anyhow::Result<Run> {
    let started = Instant::now();
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("{command:?}"))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0;
    loop {
        if let Ok(status) = std::fs::read_to_string(&status) {
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
            peak = kib.map_or(peak, |kib| kib / 1024.0);
        }
        if child.try_wait()?.is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let seconds = started.elapsed().as_secs_f64();
    let output = child.wait_with_output()?;
    // 1 is "some inputs were refused": the loads hold a few empty bodies.
    let code = output.status.code();
    anyhow::ensure!(matches!(code, Some(0 | 1)), "{command:?} ended with {}", output.status);
    Ok(Run {
        seconds,
        peak_mib: peak,
        output: String::from_utf8_lossy(&output.stdout).into_owned(),
    })
}

/// The peak resident set of this process in MiB; 0 where the system does not tell.
pub(crate) fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or(0.0, |kib| kib / 1024.0)
}

/// What is resident now, in bytes; 0 where the system does not tell.
pub(crate) fn now() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

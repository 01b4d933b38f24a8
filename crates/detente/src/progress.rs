//! Progress on standard error: what is being done, how fast, how long it will take.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};

/// A bar where a person looks on, silence elsewhere.
pub(crate) struct Bar {
    bar: ProgressBar,
    reports: AtomicU64,
    refused: AtomicU64,
}

impl Bar {
    pub(crate) fn new(quiet: bool) -> Self {
        let target =
            if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style("{spinner} {prefix} {bytes} {msg}"));
        Self { bar, reports: AtomicU64::new(0), refused: AtomicU64::new(0) }
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

impl detente_case::Progress for Bar {
    fn total(&self, bytes: Option<u64>) {
        if let Some(bytes) = bytes {
            self.bar.set_length(bytes);
            let template =
                "{prefix} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta} left · {msg}";
            self.bar.set_style(style(template));
        }
    }

    fn advance(&self, bytes: u64, reports: u64, refused: u64) {
        let reports = self.reports.fetch_add(reports, Ordering::Relaxed) + reports;
        let refused = self.refused.fetch_add(refused, Ordering::Relaxed) + refused;
        self.bar.inc(bytes);
        let suffix = if refused > 0 { format!(", {refused} refused") } else { String::new() };
        self.bar.set_message(format!("{reports} reports{suffix}"));
    }

    fn stage(&self, name: &str) {
        self.bar.set_prefix(name.to_owned());
    }
}

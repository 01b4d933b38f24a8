//! Tells alerts: to a webhook, signed, or to a file. What can't be told is tried again, for as long as
//! it takes.

use crate::archive::hex;
use crate::config::Sink;
use crate::round::Round;
use crate::watch::Watch;
use crate::{Result, due};
use detente_case::{Alert, Case, Outstanding};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Seconds until an alert is tried again, doubled each time.
const SOON: i64 = 60;

/// Tells what is due. Whoever is told may be told twice of one, where the process ended in between: the
/// id says so.
pub(crate) fn tell(watch: &Watch, round: &mut Round) -> Result<()> {
    let now = watch.clock.now();
    let due = Case::open_existing(&watch.path)?.outstanding(&due::text(now))?;
    let mut failed: BTreeSet<&str> = BTreeSet::new();
    let mut done: Vec<(&Outstanding, Option<String>, String)> = vec![];
    for one in &due {
        let Some(sink) = watch.config.sinks.iter().find(|sink| sink.name == one.sink) else {
            done.push((one, None, "its sink is no longer in the configuration".into()));
            continue;
        };
        // Whoever can't be reached is not asked for each alert anew; what is left comes in order.
        if failed.contains(one.sink.as_str()) {
            continue;
        }
        match send(watch, sink, &one.alert) {
            Ok(()) => {
                round.told += 1;
                done.push((one, None, "told".into()));
            }
            Err(why) => {
                failed.insert(&one.sink);
                let wait = due::back_off(SOON, one.tries.saturating_add(1));
                done.push((one, Some(due::text(due::after(now, wait))), why));
            }
        }
    }
    round.untold += due.len() - done.iter().filter(|(_, again, _)| again.is_none()).count();
    if done.is_empty() {
        return Ok(());
    }
    let mut case = watch.open()?;
    for (one, again, said) in done {
        case.told(one, again.as_deref(), &said)?;
    }
    Ok(())
}

fn send(watch: &Watch, sink: &Sink, alert: &Alert) -> std::result::Result<(), String> {
    let body = serde_json::to_string(alert).map_err(|error| error.to_string())?;
    if let Some(path) = &sink.file {
        return add(path, &alert.id, &body)
            .map_err(|error| format!("{}: can't be written to ({error})", path.display()));
    }
    let Some(url) = &sink.webhook else { return Ok(()) };
    let at = watch.clock.now().as_second();
    let signed = sink.secret.as_deref().map(|secret| signature(secret, at, &body));
    let mut headers = vec![("detente-alert", alert.id.as_str())];
    headers.extend(signed.as_deref().map(|value| ("detente-signature", value)));
    match watch.net.post(url, &headers, &body)? {
        200..=299 => Ok(()),
        status => Err(format!("it answered {status}")),
    }
}

/// What stands in `Detente-Signature`: the time in seconds since 1970, and the HMAC-SHA-256 of it, a
/// full stop and the body. Whoever gets it makes the same, compares, and refuses what is old.
///
/// ```
/// let signed = detente_watch::signature("secret", 1714564800, "{}");
/// assert!(signed.starts_with("t=1714564800,v1="));
/// assert_eq!(signed.len(), "t=1714564800,v1=".len() + 64);
/// ```
pub fn signature(secret: &str, at: i64, body: &str) -> String {
    // Keys of any length are keys of HMAC.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(format!("{at}.{body}").as_bytes());
    format!("t={at},v1={}", hex(&mac.finalize().into_bytes()))
}

/// Adds a line, unless it is the last there: then the process ended before it noted that.
fn add(path: &Path, id: &str, line: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    let length = file.metadata()?.len();
    let mut end = vec![];
    file.seek(SeekFrom::Start(length.saturating_sub(64 << 10)))?;
    file.read_to_end(&mut end)?;
    let end = String::from_utf8_lossy(&end);
    let start = format!("{{\"id\":\"{id}\"");
    if end.lines().last().is_some_and(|last| last.starts_with(&start)) && end.ends_with('\n') {
        return Ok(());
    }
    // A line that broke off stays as it is, and ours begins on the next.
    let gap = if end.is_empty() || end.ends_with('\n') { "" } else { "\n" };
    file.write_all(format!("{gap}{line}\n").as_bytes())?;
    file.sync_data()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_added_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("alerts.jsonl");
        let one = r#"{"id":"a1","text":"x"}"#;
        add(&path, "a1", one).unwrap();
        add(&path, "a1", one).unwrap();
        add(&path, "b2", r#"{"id":"b2"}"#).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{one}\n{{\"id\":\"b2\"}}\n"));
        std::fs::write(&path, r#"{"id":"c3","te"#).unwrap();
        add(&path, "c3", r#"{"id":"c3","text":"y"}"#).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "{\"id\":\"c3\",\"te\n{\"id\":\"c3\",\"text\":\"y\"}\n");
    }

    #[test]
    fn a_signature_is_what_others_make() {
        // As `printf '1714564800.{}' | openssl dgst -sha256 -hmac secret` gives it.
        let made = signature("secret", 1714564800, "{}");
        assert_eq!(made, format!("t=1714564800,v1={OPENSSL}"));
    }

    const OPENSSL: &str = "6772f83f980eaa45c478fbaeb2e3661d945e7ba97f73c65ac97333a82742e16f";
}

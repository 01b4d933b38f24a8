//! A socket that takes JSON Lines: one report a line, as `detente read -` takes them. A line is answered
//! with a line once it is in the case.

use crate::config::Socket;
use crate::watch::Watch;
use crate::{Error, Result};
use detente_case::Input;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::time::Duration;

/// Bytes of a line at most.
const LINE: usize = 64 << 20;
/// Lines read together at most, and bytes of them.
const LINES: usize = 1000;
const BYTES: usize = 32 << 20;
/// Who may send at the same time.
const SENDERS: usize = 64;

/// A line that came, and where its answer goes.
struct Came {
    line: Vec<u8>,
    answer: Sender<String>,
}

/// The open socket.
#[derive(Debug)]
pub struct Listener {
    lines: Receiver<Came>,
    /// Where it listens: a path, or an address with its port.
    pub place: String,
}

impl Listener {
    /// Opens the socket of a configuration.
    ///
    /// # Errors
    /// Where it can't be opened: another program has it, or its folder does not exist.
    pub fn open(socket: &Socket) -> Result<Self> {
        // A sender waits while as many lines wait as are read at once.
        let (give, lines) = mpsc::sync_channel(LINES);
        let place = match (&socket.path, socket.port) {
            (Some(path), _) => unix(path, give)?,
            (None, port) => {
                let port = port.unwrap_or(0);
                let failed =
                    |error| Error::Socket(format!("port {port} can't be listened at ({error})"));
                let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
                let place =
                    listener.local_addr().map_or_else(|_| port.to_string(), |at| at.to_string());
                std::thread::spawn(move || {
                    serve(listener.incoming().flatten(), |one| one.try_clone().ok(), &give);
                });
                place
            }
        };
        Ok(Self { lines, place })
    }
}

#[cfg(unix)]
fn unix(path: &std::path::Path, give: SyncSender<Came>) -> Result<String> {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    use std::os::unix::net::{UnixListener, UnixStream};
    let failed = |error: std::io::Error| {
        Error::Socket(format!("{}: no socket can be opened there ({error})", path.display()))
    };
    // One that nobody listens at was left by a process that was killed.
    let left = std::fs::metadata(path).is_ok_and(|about| about.file_type().is_socket());
    if left && UnixStream::connect(path).is_err() {
        std::fs::remove_file(path).map_err(failed)?;
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    std::thread::spawn(move || {
        serve(listener.incoming().flatten(), |one| one.try_clone().ok(), &give);
    });
    Ok(path.display().to_string())
}

#[cfg(not(unix))]
fn unix(path: &std::path::Path, _: SyncSender<Came>) -> Result<String> {
    let name = path.display();
    Err(Error::Socket(format!("{name}: sockets in the file system are for Unix; name a port")))
}

fn serve<S: Read + Write + Send + 'static>(
    senders: impl Iterator<Item = S>,
    twin: impl Fn(&S) -> Option<S>,
    give: &SyncSender<Came>,
) {
    let count = std::sync::Arc::new(());
    for mut sender in senders {
        if std::sync::Arc::strong_count(&count) > SENDERS {
            let _ = writeln!(sender, "{}", no("too many send at once"));
            continue;
        }
        let Some(out) = twin(&sender) else { continue };
        let (give, held) = (give.clone(), std::sync::Arc::clone(&count));
        std::thread::spawn(move || {
            let _held = held;
            one(BufReader::new(sender), out, &give);
        });
    }
}

/// One sender: its lines, each answered in turn. It need not wait for an answer before it sends the next.
fn one(from: impl BufRead, mut to: impl Write + Send, give: &SyncSender<Came>) {
    let (next, answers) = mpsc::channel::<Receiver<String>>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for told in answers {
                let Ok(said) = told.recv() else { return };
                if writeln!(to, "{said}").and_then(|()| to.flush()).is_err() {
                    return;
                }
            }
        });
        // Whoever answers ends with the last line: what hands lines over goes with the reading.
        lines(from, next, give);
    });
}

fn lines(mut from: impl BufRead, next: Sender<Receiver<String>>, give: &SyncSender<Came>) {
    loop {
        let mut line = vec![];
        let long = match (&mut from).take(LINE as u64 + 1).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => line.len() > LINE,
        };
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (answer, told) = mpsc::channel();
        if next.send(told).is_err() {
            return;
        }
        if long {
            let _ = answer.send(no("the line is too long"));
            return;
        }
        if give.send(Came { line, answer }).is_err() {
            return;
        }
    }
}

fn no(why: &str) -> String {
    json!({ "ok": false, "why": why }).to_string()
}

impl Watch {
    /// Reads what comes at a socket for so long; gives how many reports are new. A line that is no
    /// report is answered so.
    ///
    /// # Errors
    /// Where the case can't be written to; whoever sent what was not read is not answered, and sends it
    /// again.
    pub fn listen(&self, listener: &Listener, length: Duration) -> Result<u64> {
        let until = self.clock.running() + length;
        let mut added = 0;
        loop {
            let left = until.saturating_sub(self.clock.running());
            let Ok(first) = listener.lines.recv_timeout(left) else { return Ok(added) };
            let mut all = vec![first];
            let mut bytes = all[0].line.len();
            while all.len() < LINES && bytes < BYTES {
                let Ok(next) = listener.lines.try_recv() else { break };
                bytes += next.line.len();
                all.push(next);
            }
            added += self.take(all)?;
        }
    }

    fn take(&self, all: Vec<Came>) -> Result<u64> {
        let (mut good, mut bytes) = (vec![], vec![]);
        for one in all {
            match serde_json::from_slice::<Value>(&one.line) {
                Ok(Value::Object(_)) => {
                    bytes.extend_from_slice(one.line.trim_ascii());
                    bytes.push(b'\n');
                    good.push(one);
                }
                _ => {
                    let why = "a line is one JSON object with the report's text";
                    let _ = one.answer.send(no(why));
                }
            }
        }
        if good.is_empty() {
            return Ok(0);
        }
        let name = format!("socket {}.jsonl", crate::due::text(self.clock.now()));
        let mut case = self.open()?;
        let summary = case.read(&[Input::Sent { name, bytes }], &self.options, &())?;
        for one in good {
            let _ = one.answer.send(json!({ "ok": true }).to_string());
        }
        Ok(summary.added)
    }
}

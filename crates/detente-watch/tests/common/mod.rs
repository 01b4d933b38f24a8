//! A server on this machine that does as it is told, and a clock that waits for nobody.
#![allow(dead_code, unreachable_pub, clippy::disallowed_methods, clippy::unwrap_used)]

use detente_case::{Case, ReadOptions};
use detente_watch::{Clock, Config, Lookup, Watch};
use jiff::{SignedDuration, Timestamp};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A request: the host it is for, its path, its headers.
#[derive(Clone, Debug)]
pub struct Request {
    pub host: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(held, _)| held == name).map(|(_, value)| value.as_str())
    }
}

type Answer = dyn Fn(&Request, &mut TcpStream) -> io::Result<()> + Send + Sync;

/// A server for any host.
pub struct Server {
    pub port: u16,
    pub seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub fn start(answer: Arc<Answer>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(vec![]));
        let all = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&all));
                std::thread::spawn(move || {
                    let _ = serve(stream, &*answer, &seen);
                });
            }
        });
        Self { port, seen }
    }

    pub fn paths(&self, host: &str) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|one| one.host == host).map(|one| one.path.clone()).collect()
    }
}

/// One request a connection.
fn serve(mut stream: TcpStream, answer: &Answer, seen: &Mutex<Vec<Request>>) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let mut headers = vec![];
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    let mut request = Request { host: String::new(), path, headers, body: String::new() };
    let host = request.header("host").unwrap_or_default().to_owned();
    request.host = host.split(':').next().unwrap_or_default().to_owned();
    let length = request.header("content-length").and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    request.body = String::from_utf8_lossy(&body).into_owned();
    seen.lock().unwrap().push(request.clone());
    answer(&request, &mut stream)
}

/// A whole answer.
pub fn give(
    stream: &mut TcpStream,
    status: &str,
    kind: &str,
    headers: &str,
    body: &[u8],
) -> io::Result<()> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)
}

/// Holds the line until the other side lets go.
pub fn hold(stream: &mut TcpStream) -> io::Result<()> {
    let mut byte = [0];
    while stream.read(&mut byte)? > 0 {}
    Ok(())
}

/// Every name lies on this machine but those that are gone.
pub struct Here;

impl Lookup for Here {
    fn lookup(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        match host {
            "vanished.example" => Err(io::Error::new(io::ErrorKind::NotFound, "no such host")),
            "169.254.169.254" => Ok(vec![SocketAddr::from(([169, 254, 169, 254], port))]),
            _ => Ok(vec![SocketAddr::from((Ipv4Addr::LOCALHOST, port))]),
        }
    }
}

/// A clock that goes on only where somebody waits.
pub struct Hand(Mutex<(Timestamp, Duration)>);

impl Hand {
    pub fn at(text: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new((text.parse().unwrap(), Duration::ZERO))))
    }

    pub fn on(&self, seconds: i64) {
        let mut held = self.0.lock().unwrap();
        held.0 += SignedDuration::from_secs(seconds);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().0
    }
    fn running(&self) -> Duration {
        self.0.lock().unwrap().1
    }
    fn pause(&self, length: Duration) {
        let mut held = self.0.lock().unwrap();
        held.1 += length;
        held.0 += SignedDuration::try_from(length).unwrap();
    }
}

/// Keeps texts, and reads nothing out of them.
pub fn plainly() -> ReadOptions {
    ReadOptions { text_only: true, threads: 1, ..ReadOptions::default() }
}

pub fn config(text: &str) -> Config {
    Config::read(text, "watch.toml", &|name| (name == "SECRET").then(|| "secret".into())).unwrap()
}

pub fn watch(case: &Path, text: &str, clock: &Arc<Hand>, options: ReadOptions) -> Watch {
    Watch::with_lookup(case, config(text), options, Arc::clone(clock) as _, Arc::new(Here)).unwrap()
}

pub fn said(case: &Path, url: &str) -> String {
    let case = Case::open_existing(case).unwrap();
    case.watched_at(url).unwrap().map_or_else(|| "never known".into(), |one| one.said)
}

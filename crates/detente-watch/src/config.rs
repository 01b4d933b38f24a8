//! The configuration: a file of TOML.

mod host;
mod length;
mod rule;

pub use host::Host;
pub use length::Duration;
pub use rule::{On, Rule, Sink};

use crate::{Error, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use url::Url;

/// What to watch, how politely, and what to tell whom.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// An address or a mailbox by which a site reaches whoever runs this: it stands in `User-Agent`.
    pub contact: Option<String>,
    /// Hosts that may be asked beside those of the addresses below.
    #[serde(default)]
    pub hosts: Vec<Host>,
    /// Hosts that may lie at private addresses.
    #[serde(default)]
    pub allow_private: Vec<Host>,
    /// Seconds between two requests to one host, at least.
    #[serde(default = "pause")]
    pub pause: Duration,
    /// How long one request may take.
    #[serde(default = "patience")]
    pub patience: Duration,
    /// Bytes of an answer at most.
    #[serde(default = "bytes")]
    pub bytes: usize,
    /// Pages fetched in one round at most; the others wait for the next.
    #[serde(default = "pages")]
    pub pages: usize,
    /// How long after it was first read a page is asked for again, to see whether it changed.
    #[serde(default = "look_again")]
    pub look_again: Vec<Duration>,
    /// Feeds.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
    /// Sitemaps.
    #[serde(default, rename = "sitemap")]
    pub sitemaps: Vec<Feed>,
    /// Folders.
    #[serde(default, rename = "folder")]
    pub folders: Vec<Folder>,
    /// A socket that takes JSON Lines.
    pub socket: Option<Socket>,
    /// Whom to tell.
    #[serde(default, rename = "sink")]
    pub sinks: Vec<Sink>,
    /// Of what.
    #[serde(default, rename = "alert")]
    pub alerts: Vec<Rule>,
}

/// A feed or a sitemap.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Feed {
    /// Its address.
    pub url: Url,
    /// How often to ask for it.
    #[serde(default = "every")]
    pub every: Duration,
    /// Whether to fetch the pages it links to; if not, what it holds itself is read.
    #[serde(default = "yes")]
    pub follow: bool,
    /// Entries dated longer ago than this are passed over.
    #[serde(default = "back")]
    pub back: Duration,
}

/// A folder whose files are read as they come.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Folder {
    /// Its path, or a pattern as `detente read` takes.
    pub path: PathBuf,
    /// How often to look.
    #[serde(default = "minute")]
    pub every: Duration,
}

/// Where JSON Lines are taken, one report a line, each answered with a line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Socket {
    /// A socket in the file system.
    pub path: Option<PathBuf>,
    /// A port on this machine.
    pub port: Option<u16>,
}

fn pause() -> Duration {
    Duration::seconds(2)
}
fn patience() -> Duration {
    Duration::seconds(30)
}
fn bytes() -> usize {
    16 << 20
}
fn pages() -> usize {
    500
}
fn every() -> Duration {
    Duration::seconds(15 * 60)
}
fn minute() -> Duration {
    Duration::seconds(60)
}
fn back() -> Duration {
    Duration::seconds(7 * 86_400)
}
fn yes() -> bool {
    true
}
fn look_again() -> Vec<Duration> {
    [1, 6, 24, 72].map(|hours| Duration::seconds(hours * 3600)).to_vec()
}

impl Config {
    /// Reads a configuration. `environment` gives the secrets of webhooks, which don't stand in it.
    ///
    /// # Errors
    /// Where it is no TOML, has a field that there is none of, or makes no sense: the sentence says
    /// what and where.
    ///
    /// ```
    /// use detente_watch::Config;
    /// let text = "[[feed]]\nurl = 'https://news.example.org/feed'\nevery = '10 min'\n";
    /// let config = Config::read(text, "watch.toml", &|_| None)?;
    /// assert!(config.may_ask(&"https://news.example.org/1".parse()?));
    /// assert!(!config.may_ask(&"https://elsewhere.example.org/1".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(
        text: &str,
        name: &str,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        let mut config: Self =
            toml::from_str(text).map_err(|error| Error::Config(format!("{name}: {error}")))?;
        config.check(environment).map_err(|what| Error::Config(format!("{name}: {what}")))?;
        Ok(config)
    }

    fn check(
        &mut self,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> std::result::Result<(), String> {
        for feed in self.feeds.iter().chain(&self.sitemaps) {
            if !matches!(feed.url.scheme(), "http" | "https") || feed.url.host_str().is_none() {
                return Err(format!("{}: only http and https can be asked", feed.url));
            }
            if feed.every.as_seconds() < 60 {
                return Err(format!("{}: ask once a minute at most (every = '1 min')", feed.url));
            }
        }
        if self.feeds.is_empty()
            && self.sitemaps.is_empty()
            && self.folders.is_empty()
            && self.socket.is_none()
        {
            return Err(
                "nothing to watch: add a [[feed]], [[sitemap]], [[folder]] or [socket]".into()
            );
        }
        if let Some(socket) = &self.socket
            && socket.path.is_some() == socket.port.is_some()
        {
            return Err("[socket] has either a path or a port".into());
        }
        for sink in &mut self.sinks {
            sink.check(environment)?;
        }
        let names: Vec<&str> = self.sinks.iter().map(|sink| sink.name.as_str()).collect();
        for rule in &self.alerts {
            rule.check(&names)?;
        }
        Ok(())
    }

    /// Relative paths are counted from the folder of the configuration.
    pub fn at(mut self, folder: &Path) -> Self {
        let place = |path: &mut PathBuf| *path = folder.join(&*path);
        self.folders.iter_mut().for_each(|one| place(&mut one.path));
        self.socket.iter_mut().filter_map(|one| one.path.as_mut()).for_each(place);
        self.sinks.iter_mut().filter_map(|one| one.file.as_mut()).for_each(place);
        self
    }

    /// Whether an address may be asked for: its host and port are named.
    pub fn may_ask(&self, url: &Url) -> bool {
        if !matches!(url.scheme(), "http" | "https") {
            return false;
        }
        let feeds = self.feeds.iter().chain(&self.sitemaps).map(|feed| &feed.url);
        let hooks = self.sinks.iter().filter_map(|sink| sink.webhook.as_ref());
        let named = feeds.chain(hooks).any(|named| {
            let same = named.host_str() == url.host_str();
            let port = url.port_or_known_default();
            same && (named.port_or_known_default() == port || url.port().is_none())
        });
        named || self.hosts.iter().any(|host| host.fits(url))
    }

    /// Whether a host may lie at a private address.
    pub fn may_be_private(&self, host: &str) -> bool {
        self.allow_private.iter().any(|one| one.names(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> std::result::Result<Config, String> {
        Config::read(text, "watch.toml", &|_| None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        for (text, said) in [
            ("", "nothing to watch"),
            ("[[feed]]\nurl = 'news'\n", "line 2"),
            ("[[feed]]\nurl = 'ftp://a.example/'\n", "only http and https"),
            ("[[feed]]\nurl = 'https://a.example/'\nevery = '5 s'\n", "once a minute"),
            ("[[feed]]\nurl = 'https://a.example/'\nevrey = '5 min'\n", "evrey"),
            ("[[feed]]\nurl = 'https://a.example/'\nevery = 'soon'\n", "15 min"),
            ("[socket]\npath = 'a'\nport = 1\n", "either a path or a port"),
            ("[[folder]]\npath = 'in'\n[[alert]]\non = 'dispute'\nto = ['desk']\n", "no [[sink]]"),
            ("[[folder]]\npath = 'in'\n[[alert]]\non = 'war'\n", "deadline"),
            ("[[folder]]\npath = 'in'\n[[alert]]\non = 'turn'\n", "between"),
            ("[[folder]]\npath = 'in'\n[[sink]]\nname = 'a'\n", "webhook or a file"),
            ("hosts = ['a b']\n[[folder]]\npath = 'in'\n", "no host"),
        ] {
            let error = read(text).err().unwrap_or_else(|| "nothing".into());
            assert!(error.contains(said), "{text:?}\n gives {error:?}\n and not {said:?}");
            assert!(error.starts_with("watch.toml"), "{error}");
        }
    }

    #[test]
    fn only_named_hosts_and_ports_may_be_asked() {
        let config = read(
            "hosts = ['*.agency.example', 'paper.example:8080']\n\
             [[feed]]\nurl = 'https://news.example/feed'\n[[feed]]\nurl = 'http://localhost:9000/f'\n",
        )
        .unwrap();
        for (url, may) in [
            ("https://news.example/1", true),
            ("http://news.example/1", true),
            ("https://NEWS.example./1", false),
            ("https://news.example:22/1", false),
            ("https://www.news.example/1", false),
            ("https://en.agency.example/1", true),
            ("https://agency.example/1", false),
            ("https://notagency.example/1", false),
            ("http://paper.example:8080/1", true),
            ("http://paper.example/1", true),
            ("http://paper.example:8081/1", false),
            ("http://localhost:9000/1", true),
            ("http://localhost:9001/1", false),
            ("http://127.0.0.1:9000/1", false),
            ("file:///etc/passwd", false),
            ("ftp://news.example/1", false),
        ] {
            assert_eq!(config.may_ask(&url.parse().unwrap()), may, "{url}");
        }
    }
}

//! Names of hosts that may be asked.

use serde::Deserialize;
use std::str::FromStr;
use url::Url;

/// `news.example`, `news.example:8080`, or `*.news.example` for all below it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub struct Host {
    name: String,
    below: bool,
    port: Option<u16>,
}

impl FromStr for Host {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let odd = || {
            format!("{text:?} is no host: write news.example, *.news.example or news.example:8080")
        };
        let (below, rest) = match text.strip_prefix("*.") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        // As an address would write it: small letters, Punycode, numbers of addresses in full.
        let url = Url::parse(&format!("http://{rest}/")).map_err(|_| odd())?;
        let plain = url.path() == "/" && url.query().is_none() && url.username().is_empty();
        let name = url.host_str().filter(|_| plain && !rest.contains('/')).ok_or_else(odd)?;
        // The port 80 goes without saying in an address, but here it was said.
        let port = rest.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        Ok(Self { name: name.to_owned(), below, port })
    }
}

impl TryFrom<String> for Host {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl Host {
    /// Whether it means this host, whatever the port.
    pub(crate) fn names(&self, host: &str) -> bool {
        if !self.below {
            return self.name == host;
        }
        host.strip_suffix(self.name.as_str())
            .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
    }

    /// Whether an address is on it: at the usual port of its scheme, or at the one named.
    pub(crate) fn fits(&self, url: &Url) -> bool {
        let port = url.port().is_none() || url.port() == self.port;
        port && url.host_str().is_some_and(|host| self.names(host))
    }
}

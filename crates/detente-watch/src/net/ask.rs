//! One request, with the redirects it leads to.

use super::resolve::{Careful, Lookup, Refused};
use crate::Config;
use std::io::Read;
use std::sync::Arc;
use ureq::http::{HeaderMap, Response, header};
use ureq::{Agent, Body, Error};
use url::Url;

/// Redirects followed at most.
const REDIRECTS: usize = 5;

/// What went over the wire for one address.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) url: Url,
    pub(crate) status: u16,
    /// Status line and headers. Where the body came in chunks, they are put together and not told of.
    pub(crate) head: String,
    pub(crate) headers: HeaderMap,
    /// As it came.
    pub(crate) body: Vec<u8>,
}

impl Exchange {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The encoding that its content is declared to have.
    pub(crate) fn charset(&self) -> Option<String> {
        let kind = self.header("content-type")?;
        let value = kind.to_ascii_lowercase();
        let (_, rest) = value.split_once("charset=")?;
        let name = rest.split(';').next()?.trim().trim_matches(['"', '\'']).to_owned();
        Some(name).filter(|name| !name.is_empty())
    }
}

/// What a request came to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Got {
    /// The redirects, and what they led to.
    pub(crate) exchanges: Vec<Exchange>,
    /// Why the last is not whole, or there is none.
    pub(crate) fault: Option<Fault>,
}

/// Why there is no whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// A sentence.
    pub(crate) text: String,
    /// The host itself can't be reached, so that asking it for more would be in vain.
    pub(crate) host: bool,
}

/// What asks.
#[derive(Debug)]
pub(crate) struct Net {
    agent: Agent,
    config: Arc<Config>,
}

impl Net {
    pub(crate) fn new(config: Arc<Config>, lookup: Arc<dyn Lookup>) -> Self {
        let contact = config.contact.as_deref().map(|c| format!(" (+{c})")).unwrap_or_default();
        let contact: String = contact.chars().filter(|c| (' '..='~').contains(c)).collect();
        let agent = format!("detente/{}{contact}", env!("CARGO_PKG_VERSION"));
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // Behind a proxy nobody could tell what a name means there.
            .proxy(None)
            .user_agent(agent)
            .timeout_global(Some(config.patience.of_std()))
            .max_response_header_size(64 << 10)
            .build();
        let resolver = Careful { lookup, config: Arc::clone(&config) };
        let connector = ureq::unversioned::transport::DefaultConnector::default();
        Self { agent: Agent::with_parts(settings, connector, resolver), config }
    }

    /// Asks for an address, and for what it redirects to. `known` is what the server called the version
    /// that we have, and its date.
    pub(crate) fn get(&self, url: &Url, known: [Option<&str>; 2]) -> Got {
        let mut got = Got::default();
        let mut url = url.clone();
        loop {
            match self.once(&url, known) {
                Ok((exchange, None)) => {
                    let next = redirect(&exchange);
                    got.exchanges.push(exchange);
                    let Some(next) = next else { return got };
                    if !self.config.may_ask(&next) {
                        let whole: String = next.as_str().chars().take(200).collect();
                        let text = format!(
                            "it redirects to {whole}, which the configuration does not name"
                        );
                        got.fault = Some(Fault { text, host: false });
                        return got;
                    }
                    if got.exchanges.len() > REDIRECTS {
                        let text = format!("it redirects more than {REDIRECTS} times");
                        got.fault = Some(Fault { text, host: false });
                        return got;
                    }
                    url = next;
                }
                Ok((exchange, fault)) => {
                    got.exchanges.push(exchange);
                    got.fault = fault;
                    return got;
                }
                Err(fault) => {
                    got.fault = Some(fault);
                    return got;
                }
            }
        }
    }

    fn once(
        &self,
        url: &Url,
        [etag, modified]: [Option<&str>; 2],
    ) -> Result<(Exchange, Option<Fault>), Fault> {
        let mut request = self.agent.get(url.as_str()).header(header::ACCEPT_ENCODING, "gzip");
        if let Some(etag) = etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        let response = request.call().map_err(|error| self.fault(url, &error))?;
        Ok(self.take(url, response))
    }

    /// Takes an answer in, as far as it goes and is allowed to.
    fn take(&self, url: &Url, response: Response<Body>) -> (Exchange, Option<Fault>) {
        let (parts, body) = response.into_parts();
        let mut head = format!(
            "HTTP/1.1 {} {}\r\n",
            parts.status.as_u16(),
            parts.status.canonical_reason().unwrap_or("")
        );
        for (name, value) in &parts.headers {
            if name != header::TRANSFER_ENCODING && name != header::CONNECTION {
                let value = String::from_utf8_lossy(value.as_bytes());
                head += &format!("{name}: {value}\r\n");
            }
        }
        head += "\r\n";
        let most = self.config.bytes;
        let mut content = vec![];
        let read = body.into_with_config().limit(most as u64 + 2).reader();
        let read = read.take(most as u64 + 1).read_to_end(&mut content);
        let stated = parts.headers.get(header::CONTENT_LENGTH);
        let stated = stated.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let text = match read {
            Ok(_) if content.len() > most => {
                content.truncate(most);
                Some(format!("it is larger than {most} bytes, the limit: the rest was left"))
            }
            Ok(_) if stated.is_some_and(|length| content.len() < length) => {
                Some(format!("it broke off after {} bytes", content.len()))
            }
            Ok(_) => None,
            Err(error) => {
                let why = match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
                    Some(Error::Timeout(_)) => self.too_slow(),
                    _ if error.kind() == std::io::ErrorKind::TimedOut => self.too_slow(),
                    _ => format!("it broke off after {} bytes", content.len()),
                };
                Some(why)
            }
        };
        let status = parts.status.as_u16();
        let exchange =
            Exchange { url: url.clone(), status, head, headers: parts.headers, body: content };
        (exchange, text.map(|text| Fault { text, host: false }))
    }

    fn too_slow(&self) -> String {
        format!("it took longer than {} s", self.config.patience.as_seconds())
    }

    fn fault(&self, url: &Url, error: &Error) -> Fault {
        let host = url.host_str().unwrap_or_default();
        let (text, whole) = match error {
            Error::Other(inner) if inner.is::<Refused>() => (inner.to_string(), true),
            Error::HostNotFound => (format!("there is no host {host}"), true),
            Error::Timeout(_) => (self.too_slow(), false),
            Error::Io(error) => (format!("{host} can't be reached ({error})"), true),
            Error::ConnectionFailed => (format!("{host} can't be reached"), true),
            other => (format!("{other}"), false),
        };
        Fault { text, host: whole }
    }

    /// Sends something, for an answer of which only the status counts.
    pub(crate) fn post(
        &self,
        url: &Url,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Result<u16, String> {
        let mut request = self.agent.post(url.as_str()).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match request.send(body) {
            Ok(response) => Ok(response.status().as_u16()),
            Err(error) => Err(self.fault(url, &error).text),
        }
    }
}

fn redirect(exchange: &Exchange) -> Option<Url> {
    let moved = matches!(exchange.status, 301 | 302 | 303 | 307 | 308);
    let location = exchange.header("location").filter(|_| moved)?;
    let mut next = exchange.url.join(location).ok()?;
    next.set_fragment(None);
    Some(next)
}

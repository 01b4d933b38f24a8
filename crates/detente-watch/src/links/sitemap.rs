//! Sitemaps (sitemaps.org 0.9) with the extension for news, and lists of sitemaps.

use super::{Link, absolute};
use detente_text::{Media, decode};
use quick_xml::Reader;
use quick_xml::events::Event;
use url::Url;

/// Pages a sitemap may name (the protocol's own limit).
const MOST: usize = 50_000;

/// What a sitemap names, the newest first where it says so; and what is wrong with it.
pub(super) fn links(
    bytes: &[u8],
    charset: Option<&str>,
    base: &Url,
) -> (Vec<Link>, Option<String>) {
    let Some(decoded) = decode::decode(bytes, charset, Media::Html) else {
        return (vec![], Some("a sitemap in no encoding known here".to_owned()));
    };
    let mut reader = Reader::from_str(decoded.text.as_str());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let (mut out, mut fault) = (vec![], None);
    let (mut one, mut value) = (Entry::default(), String::new());
    while out.len() < MOST {
        match reader.read_event() {
            Ok(Event::Start(_)) => value.clear(),
            Ok(Event::Text(part)) => value.push_str(&part.xml10_content()),
            Ok(Event::CData(part)) => value.push_str(&part.xml10_content()),
            Ok(Event::GeneralRef(part)) => match &*part.xml10_content() {
                "amp" => value.push('&'),
                "lt" => value.push('<'),
                "gt" => value.push('>'),
                "quot" => value.push('"'),
                "apos" => value.push('\''),
                _ => value.extend(part.resolve_char_ref().ok().flatten()),
            },
            Ok(Event::End(end)) => {
                let name = end.name().as_ref().to_ascii_lowercase();
                let name = name.rsplit(':').next().unwrap_or_default();
                let text = value.trim();
                match name {
                    "loc" if one.url.is_none() => one.url = absolute(base, text),
                    "lastmod" => one.changed = Some(text.to_owned()),
                    "publication_date" => one.published = Some(text.to_owned()),
                    "url" | "sitemap" => {
                        let entry = std::mem::take(&mut one);
                        out.extend(entry.link(name == "sitemap"));
                    }
                    _ => {}
                }
                value.clear();
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                fault = Some(format!("a sitemap that is no well-formed XML ({error})"));
                break;
            }
        }
    }
    if out.is_empty() && fault.is_none() {
        fault = Some("it is no sitemap, or an empty one".to_owned());
    }
    (out, fault)
}

#[derive(Default)]
struct Entry {
    url: Option<Url>,
    published: Option<String>,
    changed: Option<String>,
}

impl Entry {
    fn link(self, list: bool) -> Option<Link> {
        // When a page was changed is not when it was published.
        let dated = self.published.clone().or(self.changed);
        Some(Link { url: self.url?, dated, told: [self.published, None, None], list })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_lists_are_found() {
        let base = Url::parse("https://news.example/map.xml").unwrap();
        let text = b"<?xml version='1.0'?><urlset xmlns:news='x'>\
            <url><loc>https://news.example/a?x=1&amp;y=2</loc><lastmod>2024-05-02</lastmod></url>\
            <url><loc> /b </loc><news:news><news:publication_date>2024-05-01</news:publication_date>\
            <news:title>B</news:title></news:news></url>\
            <url><loc>javascript:alert(1)</loc></url></urlset>";
        let (found, fault) = links(text, None, &base);
        assert_eq!(fault, None);
        let shown: Vec<_> = found.iter().map(|l| (l.url.as_str(), l.dated.as_deref())).collect();
        assert_eq!(
            shown,
            [
                ("https://news.example/a?x=1&y=2", Some("2024-05-02")),
                ("https://news.example/b", Some("2024-05-01"))
            ]
        );
        let index = b"<sitemapindex><sitemap><loc>https://news.example/m1.xml</loc></sitemap></sitemapindex>";
        assert!(links(index, None, &base).0[0].list);
        let (found, fault) = links(b"<urlset><url><loc>/a</loc></url><url", None, &base);
        assert_eq!((found.len(), fault.is_some()), (1, true));
        assert!(links(b"hello", None, &base).1.is_some());
    }
}

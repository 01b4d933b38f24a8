//! The pages that a feed or a sitemap names.

mod sitemap;

use crate::due;
use detente_text::container;
use jiff::Timestamp;
use url::Url;

/// A page that is named somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) url: Url,
    /// When it was published or last changed, as written there: whether it is worth a look.
    pub(crate) dated: Option<String>,
    /// Its date, its author, its outlet, as written there.
    pub(crate) told: [Option<String>; 3],
    /// It is a list of pages itself.
    pub(crate) list: bool,
}

/// What a feed names, and what is wrong with it.
pub(crate) fn of_feed(
    bytes: &[u8],
    charset: Option<&str>,
    base: &Url,
) -> (Vec<Link>, Option<String>) {
    let (entries, fault) = container::entries(bytes, charset);
    let links = entries.into_iter().filter_map(|entry| {
        let url = absolute(base, entry.url.as_deref()?)?;
        let dated = entry.published.clone();
        Some(Link { url, dated, told: [entry.published, entry.byline, entry.outlet], list: false })
    });
    let links: Vec<Link> = links.collect();
    let fault = match (links.is_empty(), fault) {
        (true, None) => Some("it is no feed, or one without links".to_owned()),
        (_, fault) => fault,
    };
    (links, fault)
}

/// What a sitemap names, and what is wrong with it.
pub(crate) fn of_sitemap(
    bytes: &[u8],
    charset: Option<&str>,
    base: &Url,
) -> (Vec<Link>, Option<String>) {
    sitemap::links(bytes, charset, base)
}

fn absolute(base: &Url, link: &str) -> Option<Url> {
    let mut url = base.join(link.trim()).ok()?;
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Each page once, in their order; the first that names it tells of it. A date to come (by more than a
/// day, for clocks and time zones differ) is no date, and what is older than `back` seconds is left
/// out: how many, is told.
pub(crate) fn recent(links: Vec<Link>, now: Timestamp, back: i64) -> (Vec<Link>, usize) {
    let mut seen = std::collections::BTreeSet::new();
    let mut old = 0;
    let mut out = vec![];
    for mut link in links {
        let day = link.dated.as_deref().and_then(detente_text::date::parse_day);
        let today = due::day(now);
        if let Some(day) = day {
            if day > due::day(due::after(now, 86_400)) {
                link.told[0] = None;
            } else if day < due::day(due::after(now, -back)) && day < today {
                old += 1;
                continue;
            }
        }
        if seen.insert(link.url.clone()) {
            out.push(link);
        }
    }
    (out, old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::robots::Robots;
    use proptest::prelude::*;

    /// Pieces of which hostile lists are made.
    fn hostile() -> impl Strategy<Value = Vec<u8>> {
        let pieces = [
            "<rss><channel>",
            "<item>",
            "</item>",
            "<link>",
            "</link>",
            "/a?b=1&amp;c",
            "<urlset>",
            "<url>",
            "<loc>",
            "</loc>",
            "</url>",
            "<![CDATA[",
            "]]>",
            "&#x0;",
            "&bogus;",
            "<!--",
            "User-agent: *\n",
            "Disallow: /*$*$\n",
            "Allow: %zz%C3\n",
            "\u{FEFF}",
            "http://[::1",
            "<guid isPermaLink='",
        ];
        let one = prop_oneof![
            prop::sample::select(pieces.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..12),
        ];
        prop::collection::vec(one, 0..40).prop_map(|all| all.concat())
    }

    proptest! {
        #[test]
        fn no_list_is_too_odd(bytes in hostile(), path in "\\PC{0,40}") {
            let base = Url::parse("https://news.example/map.xml").unwrap();
            let (feed, _) = of_feed(&bytes, None, &base);
            let (map, _) = of_sitemap(&bytes, Some("utf-8"), &base);
            for link in feed.into_iter().chain(map) {
                prop_assert!(matches!(link.url.scheme(), "http" | "https"));
            }
            let robots = Robots::read(&bytes, "detente");
            let _ = robots.allows(&path);
        }
    }

    #[test]
    fn what_is_old_is_left_and_what_is_to_come_has_no_date() {
        let now: Timestamp = "2024-05-10T12:00:00Z".parse().unwrap();
        let link = |path: &str, dated: Option<&str>| Link {
            url: Url::parse("https://news.example/").unwrap().join(path).unwrap(),
            dated: dated.map(str::to_owned),
            told: [dated.map(str::to_owned), None, None],
            list: false,
        };
        let links = vec![
            link("a", Some("2024-05-09")),
            link("a", None),
            link("b", Some("2024-04-01")),
            link("c", Some("2030-01-01")),
            link("d", None),
        ];
        let (kept, old) = recent(links, now, 7 * 86_400);
        let shown: Vec<_> = kept.iter().map(|l| (l.url.path(), l.told[0].as_deref())).collect();
        assert_eq!(shown, [("/a", Some("2024-05-09")), ("/c", None), ("/d", None)]);
        assert_eq!(old, 1);
    }
}

//! robots.txt (RFC 9309): what a site asks of programs that read it.
//!
//! The crates there are have not been looked after for years; what is needed is a page of code.

/// Bytes of a robots.txt that are looked at (RFC 9309, section 2.5 asks for at least as many).
pub(crate) const MOST: usize = 512 * 1024;

/// The rules that hold for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    rules: Vec<(bool, String)>,
    /// `Crawl-delay`, in seconds: no part of the RFC, but an old and plain wish.
    pub(crate) delay: Option<u64>,
}

impl Robots {
    /// Everything may be read.
    pub(crate) fn open() -> Self {
        Self::default()
    }

    /// The groups for the product token `name`, together; where there is none, those for all.
    pub(crate) fn read(bytes: &[u8], name: &str) -> Self {
        let bytes = bytes.get(..MOST).unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes);
        let (mut own, mut all) = (None::<Self>, Self::default());
        let (mut names, mut in_names): (Vec<String>, bool) = (vec![], false);
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    names.clear();
                }
                in_names = true;
                names.push(value.to_ascii_lowercase());
                if is_of(value, name) {
                    own.get_or_insert_default();
                }
                continue;
            }
            let rule = |robots: &mut Self| match key.as_str() {
                "allow" | "disallow" if !value.is_empty() => {
                    robots.rules.push((key == "allow", normal(value)));
                }
                "crawl-delay" => {
                    let seconds = value.parse::<f64>().ok().filter(|s| (0.0..=3600.0).contains(s));
                    robots.delay = seconds.map(|s| s.ceil() as u64).or(robots.delay);
                }
                _ => {}
            };
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_names = false;
            if names.iter().any(|held| is_of(held, name)) {
                rule(own.get_or_insert_default());
            } else if names.iter().any(|held| held == "*") {
                rule(&mut all);
            }
        }
        own.unwrap_or(all)
    }

    /// Whether a path, with its query, may be read: the longest rule that fits decides, and of two as
    /// long the one that allows (section 2.2.2).
    pub(crate) fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        let fit = self.rules.iter().filter(|(_, rule)| fits(rule, &path));
        let best = fit.max_by_key(|(allows, rule)| (rule.len(), *allows));
        best.is_none_or(|(allows, _)| *allows)
    }
}

/// Whether a line of user-agent names the product.
fn is_of(held: &str, name: &str) -> bool {
    let token: String =
        held.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_')).collect();
    token.eq_ignore_ascii_case(name)
}

/// Escapes as they are compared: octets that need none without, all else in capitals.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
        match (byte, hex.and_then(|two| u8::from_str_radix(two, 16).ok())) {
            (b'%', Some(octet)) => {
                if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
                    out.push(octet as char);
                } else {
                    out.push_str(&format!("%{octet:02X}"));
                }
                at += 3;
            }
            (0x21..=0x7E, _) => {
                out.push(byte as char);
                at += 1;
            }
            _ => {
                out.push_str(&format!("%{byte:02X}"));
                at += 1;
            }
        }
    }
    out
}

/// Whether a rule fits the beginning of a path: `*` stands for anything, `$` at its end for the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, whole) = match rule.strip_suffix('$') {
        Some(rule) => (rule, true),
        None => (rule, false),
    };
    let mut parts = rule.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (n, part) in parts.iter().enumerate() {
        if whole && n + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    !whole || !parts.is_empty() || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\u{FEFF}# a site's wishes\n\
        User-agent: otherbot\nDisallow: /\n\n\
        user-agent: *\nDisallow: /private/ # not for all\nAllow: /private/open\nCrawl-delay: 2.5\n\
        Disallow: /*.pdf$\nDisallow: /search*q=\nSitemap: https://example.org/map.xml\n";

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let robots = Robots::read(TEXT.as_bytes(), "detente");
        assert_eq!(robots.delay, Some(3));
        for (path, may) in [
            ("/news/1", true),
            ("/private/1", false),
            ("/private/open/1", true),
            ("/%70rivate/1", false),
            ("/files/a.pdf", false),
            ("/files/a.pdf?page=2", true),
            ("/search?lang=en&q=truce", false),
            ("/search?lang=en", true),
        ] {
            assert_eq!(robots.allows(path), may, "{path}");
        }
    }

    #[test]
    fn a_group_of_our_own_stands_alone_and_groups_add_up() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Detente/2\nUser-agent: b\nDisallow: /a\n\n\
            User-agent: detente\nDisallow: /b\n";
        let robots = Robots::read(text.as_bytes(), "detente");
        assert!(robots.allows("/c"));
        assert!(!robots.allows("/a1") && !robots.allows("/b1"));
        assert!(!Robots::read(text.as_bytes(), "else").allows("/c"));
        let open = Robots::read(
            b"User-agent: detente\nDisallow:\n\nUser-agent: *\nDisallow: /\n",
            "detente",
        );
        assert!(open.allows("/a"));
        assert!(Robots::open().allows("/"));
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let bytes = [
            b"Disallow: /\n\xFF\xFE:\xC3\x28\nUser-agent: *\nDisallow /a\n".as_slice(),
            &[b'a'; 600_000],
        ]
        .concat();
        assert!(Robots::read(&bytes, "detente").allows("/a"));
        assert!(fits("", "/") && fits("*", "/") && fits("/*$", "/a") && !fits("/$", "/a"));
    }
}

//! `parseURL`: a URL is taken apart, not changed: every part is a slice of the input.

use std::borrow::Cow;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The parts of a URL, as the rules see them.
///
/// See [`URL` structure](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#url-structure).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// `http` or `https`.
    pub scheme: &'a str,
    /// Host and, if the URL has one, port.
    pub authority: &'a str,
    /// The path as written; empty if the URL has none.
    ///
    /// The specification's table shows `/` there, but rules put the path behind an authority, and
    /// the AWS SDKs add no slash that the user did not write.
    pub path: &'a str,
    /// Whether the host is an IPv4 or IPv6 address.
    pub is_ip: bool,
}

impl<'a> Url<'a> {
    /// The path with a `/` at the start and at the end.
    pub fn normalized_path(&self) -> Cow<'a, str> {
        if self.path.ends_with('/') {
            Cow::Borrowed(self.path)
        } else {
            Cow::Owned(format!("{}/", self.path))
        }
    }
}

/// `parseURL`: the parts of an `http` or `https` URL.
///
/// `None` if it is not one, or has a query. User information is left out of the authority, and a
/// fragment out of the path; a port stays as written.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::parse_url;
///
/// let url = parse_url("http://example.com:80/foo/bar").expect("a URL");
/// assert_eq!((url.scheme, url.authority, url.path), ("http", "example.com:80", "/foo/bar"));
/// assert_eq!(url.normalized_path(), "/foo/bar/");
/// assert_eq!(parse_url("https://example.com/?a=b"), None);
/// ```
pub fn parse_url(value: &str) -> Option<Url<'_>> {
    if value.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let (scheme, rest) = value.split_once("://")?;
    if !["http", "https"].contains(&scheme) {
        return None;
    }
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    if rest.contains('?') {
        return None;
    }
    let (authority, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, ""),
    };
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = split_port(authority)?;
    let is_ip = match host.strip_prefix('[') {
        Some(address) => {
            address.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?;
            true
        }
        None => host.parse::<Ipv4Addr>().is_ok(),
    };
    // Digits alone: `parse` takes a sign, too.
    let is_port = |p: &str| p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok();
    let port_is_valid = port.is_none_or(|p| p.is_empty() || is_port(p));
    if host.is_empty() || host.contains(['[', ']']) && !is_ip || !port_is_valid {
        return None;
    }
    Some(Url { scheme, authority, path, is_ip })
}

/// Host and port; the colons of an IPv6 address stand in brackets and do not count.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let after_address = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let tail = authority.get(after_address..)?;
    match tail.find(':') {
        Some(colon) => {
            let (host, port) = authority.split_at_checked(after_address + colon)?;
            Some((host, port.strip_prefix(':')))
        }
        None => Some((authority, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_specification() {
        for (input, expected) in [
            ("https://example.com", Some(("https", "example.com", "", "/", false))),
            ("https://example.com:8443?foo=bar&faz=baz", None),
            (
                "http://example.com:80/foo/bar",
                Some(("http", "example.com:80", "/foo/bar", "/foo/bar/", false)),
            ),
            ("https://127.0.0.1", Some(("https", "127.0.0.1", "", "/", true))),
            ("https://[fe80::1]", Some(("https", "[fe80::1]", "", "/", true))),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn the_cases_of_the_parse_url_test_model() {
        for (input, expected) in [
            (
                "https://authority.com/custom-path",
                Some(("https", "authority.com", "/custom-path", "/custom-path/", false)),
            ),
            ("https://authority.com/", Some(("https", "authority.com", "/", "/", false))),
            (
                "http://authority.com:8000/port",
                Some(("http", "authority.com:8000", "/port", "/port/", false)),
            ),
            ("acbd://example.com", None),
            ("http://99_ab-.com", Some(("http", "99_ab-.com", "", "/", false))),
            ("http://abc.com:a/foo", None),
            ("http://abc.com:+1/foo", None),
            (
                "http://192.168.1.1:1234/foo/",
                Some(("http", "192.168.1.1:1234", "/foo/", "/foo/", true)),
            ),
            (
                "https://[2001:db8:85a3:8d3:1319:8a2e:370:7348]:443",
                Some(("https", "[2001:db8:85a3:8d3:1319:8a2e:370:7348]:443", "", "/", true)),
            ),
            ("https://999.999.abc.blah", Some(("https", "999.999.abc.blah", "", "/", false))),
            ("https://example.com/path?query1=foo", None),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn broken_urls_are_refused() {
        for input in [
            "",
            "://",
            "http",
            "http:",
            "http://",
            "http:///path",
            "http://:80",
            "http://[",
            "http://[]",
            "http://]",
            "http://[::1",
            "http://a]b",
            "http://[::1]x",
            "http://a b",
            "http://a\n",
            "http://a:99999",
            "HTTP//a",
            "http://[zz]:1",
            "http://é:b",
        ] {
            assert_eq!(parse_url(input), None, "{input:?}");
        }
        check("https://me:secret@host/p", Some(("https", "host", "/p", "/p/", false)));
        check("https://host#part", Some(("https", "host", "", "/", false)));
    }

    fn check(input: &str, expected: Option<(&str, &str, &str, &str, bool)>) {
        let url = parse_url(input);
        let normalized = url.map(|u| u.normalized_path());
        let actual = url.map(|u| {
            (u.scheme, u.authority, u.path, normalized.as_deref().unwrap_or_default(), u.is_ip)
        });
        assert_eq!(actual, expected, "{input}");
    }
}

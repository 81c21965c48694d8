//! The functions of the rules engine's standard library, one Rust function each. The operators
//! (`booleanEquals`, `stringEquals`, `not`, `isSet`, `coalesce`, `ite`, `getAttr` of a key) have
//! none: generated code writes them as Rust.
//!
//! Source: [Rules engine standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html).

mod url;

use std::borrow::Cow;

use aws_smithy_types::Document;
use aws_smithy_types::endpoint::{Builder, Endpoint};

use super::ResolveEndpointError;

pub use url::{Url, parse_url};

/// `isValidHostLabel`: whether `value` is one host segment, or, with `allow_sub_domains`,
/// segments joined by dots.
///
/// A segment has 1 to 63 ASCII letters, digits and hyphens and does not begin with a hyphen.
/// RFC 1123 also refuses a hyphen at the end; AWS SDKs for Rust accept it, and so does this.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::is_valid_host_label;
///
/// assert!(is_valid_host_label("us-east-1", false));
/// assert!(!is_valid_host_label("part1.part2", false));
/// assert!(is_valid_host_label("part1.part2", true));
/// ```
pub fn is_valid_host_label(value: &str, allow_sub_domains: bool) -> bool {
    if allow_sub_domains { value.split('.').all(is_host_segment) } else { is_host_segment(value) }
}

fn is_host_segment(segment: &str) -> bool {
    (1..=63).contains(&segment.len())
        && !segment.starts_with('-')
        && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// `substring`: the characters of `input` from `start` to `end` (exclusive), counted from the
/// end if `reverse`.
///
/// `None` if `input` is too short, is not ASCII, or the range is empty.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::substring;
///
/// assert_eq!(substring("abcdefg", 0, 4, false), Some("abcd"));
/// assert_eq!(substring("abcdefg", 0, 4, true), Some("defg"));
/// assert_eq!(substring("abc", 0, 4, false), None);
/// ```
pub fn substring(input: &str, start: usize, end: usize, reverse: bool) -> Option<&str> {
    if start >= end || !input.is_ascii() {
        return None;
    }
    if reverse {
        input.get(input.len().checked_sub(end)?..input.len().checked_sub(start)?)
    } else {
        input.get(start..end)
    }
}

/// `uriEncode`: percent-encodes every byte except the unreserved characters of RFC 3986
/// (letters, digits, `-`, `_`, `.`, `~`), with upper-case digits.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::uri_encode;
///
/// assert_eq!(uri_encode("abc:defg"), "abc%3Adefg");
/// ```
pub fn uri_encode(value: &str) -> String {
    const HEX: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or('0');
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    out
}

/// `split`: the parts of `value` between `delimiter`s, at most `limit` of them; 0 is no limit.
///
/// An empty delimiter splits nothing; the generator refuses rules that have one.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::split;
///
/// assert_eq!(split("a--b--c", "--", 0), ["a", "b", "c"]);
/// assert_eq!(split("a--b--c", "--", 2), ["a", "b--c"]);
/// ```
pub fn split<'a>(value: &'a str, delimiter: &str, limit: usize) -> Vec<&'a str> {
    match (delimiter, limit) {
        ("", _) => vec![value],
        (_, 0) => value.split(delimiter).collect(),
        _ => value.splitn(limit, delimiter).collect(),
    }
}

/// `getAttr` of an index: one element of a list, counted from the end if `index` is negative.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::element;
///
/// assert_eq!(element(&["a", "b"], 0), Some("a"));
/// assert_eq!(element(&["a", "b"], -1), Some("b"));
/// assert_eq!(element(&["a", "b"], 2), None);
/// ```
pub fn element<'a>(list: &[&'a str], index: isize) -> Option<&'a str> {
    let index = match usize::try_from(index) {
        Ok(index) => index,
        Err(_) => list.len().checked_sub(index.unsigned_abs())?,
    };
    list.get(index).copied()
}

/// The endpoint at `url`, which is all that the rules say about it.
///
/// # Errors
/// An empty URL.
pub fn endpoint(url: impl Into<Cow<'static, str>>) -> Result<Endpoint, ResolveEndpointError> {
    Ok(endpoint_builder(url)?.build())
}

/// The start of an endpoint that also has headers or properties.
///
/// # Errors
/// An empty URL.
pub fn endpoint_builder(
    url: impl Into<Cow<'static, str>>,
) -> Result<Builder, ResolveEndpointError> {
    let url = url.into();
    if url.is_empty() {
        return Err(ResolveEndpointError::message(
            "the endpoint URL is empty; set one such as `https://example.com`, or none",
        ));
    }
    Ok(Endpoint::builder().url(url))
}

/// The answer of an error rule.
///
/// # Errors
/// Always, with `message`.
pub fn error(message: impl Into<Cow<'static, str>>) -> Result<Endpoint, ResolveEndpointError> {
    Err(ResolveEndpointError::message(message))
}

/// An endpoint property that is an array.
pub fn array<const N: usize>(elements: [Document; N]) -> Document {
    Document::Array(elements.into())
}

/// An endpoint property that is an object.
///
/// ```
/// use tinsmith_runtime::endpoint::rules::{array, object};
///
/// let schemes = array([object([("name", "sigv4".into()), ("disableDoubleEncoding", true.into())])]);
/// assert_eq!(schemes.as_array().map(Vec::len), Some(1));
/// ```
pub fn object<const N: usize>(members: [(&str, Document); N]) -> Document {
    Document::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    // The cases are those of the specification's tables and of the rules engine's own test
    // models (`valid-hostlabel`, `substring`, `uri-encode`, `split`).

    #[test]
    fn host_labels() {
        for (value, single, sub_domains) in [
            ("us-east-1", true, true),
            ("3aws4", true, true),
            ("part1.part2", false, true),
            ("part1 part2", false, false),
            ("", false, false),
            ("part1.", false, false),
            ("part1..part2", false, false),
            ("part1.-part2", false, false),
            ("-a", false, false),
            ("a_b", false, false),
            ("ä", false, false),
        ] {
            assert_eq!(is_valid_host_label(value, false), single, "{value}");
            assert_eq!(is_valid_host_label(value, true), sub_domains, "{value}");
        }
        assert!(is_valid_host_label(&"a".repeat(63), false));
        assert!(!is_valid_host_label(&"a".repeat(64), false));
    }

    #[test]
    fn substrings() {
        for (input, start, end, reverse, expected) in [
            ("abcdefg", 0, 4, false, Some("abcd")),
            ("abcd", 0, 4, false, Some("abcd")),
            ("abc", 0, 4, false, None),
            ("", 0, 4, false, None),
            ("\u{fdfd}", 0, 4, false, None),
            ("abcdef\u{1F431}", 0, 4, false, None),
            ("abcdef\u{80}", 0, 4, false, None),
            ("\u{7f}abcdef", 0, 4, false, Some("\u{7f}abc")),
            ("abcdefg", 0, 4, true, Some("defg")),
            ("defg", 0, 4, true, Some("defg")),
            ("abc", 0, 4, true, None),
            ("defg", 1, 3, false, Some("ef")),
            ("def", 1, 3, false, Some("ef")),
            ("ab", 1, 3, false, None),
            ("abcdef", 1, 3, true, Some("de")),
            ("abcdef", 3, 3, false, None),
            ("abcdef", 4, 3, true, None),
        ] {
            assert_eq!(substring(input, start, end, reverse), expected, "{input} {start} {end}");
        }
    }

    #[test]
    fn uri_encoding() {
        for (value, expected) in [
            ("abcdefg", "abcdefg"),
            ("abc:defg", "abc%3Adefg"),
            (
                "/:,?#[]{}|@! $&'()*+;=%<>\"^`\\",
                "%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C",
            ),
            ("0123456789.underscore_dash-Tilda~", "0123456789.underscore_dash-Tilda~"),
            ("\u{1F639}", "%F0%9F%98%B9"),
            ("", ""),
        ] {
            assert_eq!(uri_encode(value), expected);
        }
    }

    #[test]
    fn splits() {
        for (value, delimiter, limit, expected) in [
            ("a--b--c", "--", 0, &["a", "b", "c"][..]),
            ("a--b--c", "--", 2, &["a", "b--c"]),
            ("a--b--c", "--", 1, &["a--b--c"]),
            ("", "--", 0, &[""]),
            ("--", "--", 0, &["", ""]),
            ("----", "--", 0, &["", "", ""]),
            ("--b--", "--", 0, &["", "b", ""]),
            ("--x-s3--azid--suffix", "--", 0, &["", "x-s3", "azid", "suffix"]),
            ("--x-s3--azid--suffix", "--", 2, &["", "x-s3--azid--suffix"]),
            ("abc", "x", 0, &["abc"]),
            ("mybucket", "--", 1, &["mybucket"]),
            ("abc", "", 0, &["abc"]),
        ] {
            assert_eq!(split(value, delimiter, limit), expected, "{value} {limit}");
        }
    }

    #[test]
    fn elements_count_from_both_ends() {
        let list = ["a", "b", "c"];
        assert_eq!(element(&list, 2), Some("c"));
        assert_eq!(element(&list, 3), None);
        assert_eq!(element(&list, -3), Some("a"));
        assert_eq!(element(&list, -4), None);
        assert_eq!(element(&[], -1), None);
        assert_eq!(element(&list, isize::MIN), None);
    }

    #[test]
    fn an_empty_url_is_an_error_and_no_panic() {
        let error = endpoint("").unwrap_err().to_string();
        assert!(error.starts_with("the endpoint URL is empty"), "{error}");
        assert_eq!(endpoint("https://a").unwrap().url(), "https://a");
    }
}

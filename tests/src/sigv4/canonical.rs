//! The canonical request: method, path, query, headers, names of the signed headers, and hash of
//! the body, a line each, so that whatever a proxy may reorder or reformat does not matter.

use crate::loopback::{Request, percent_decode};

use super::Path;

pub(super) fn request(
    request: &Request,
    signed_headers: &[String],
    path: Path,
    body_hash: &str,
) -> String {
    let headers: String =
        signed_headers.iter().map(|name| format!("{name}:{}\n", header(request, name))).collect();
    format!(
        "{}\n{}\n{}\n{headers}\n{}\n{body_hash}",
        request.method,
        canonical_path(request.path(), path),
        query(request.query()),
        signed_headers.join(";"),
    )
}

/// All values of the header in the order sent, joined with commas, runs of blanks as one.
fn header(request: &Request, name: &str) -> String {
    let values = request.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
    values
        .map(|(_, value)| value.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join(",")
}

fn canonical_path(path: &str, rule: Path) -> String {
    match rule {
        Path::S3 => encode(&percent_decode(path), true),
        Path::Unnormalized => encode(path.as_bytes(), true),
        Path::Normalized => encode(normalize(path).as_bytes(), true),
    }
}

/// RFC 3986, section 5.2.4, and runs of slashes as one.
fn normalize(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let is_folder = path.ends_with(['/']) || path.ends_with("/.") || path.ends_with("/..");
    let end = if is_folder && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

/// Names and values encoded afresh, then sorted by name and value.
fn query(query: &str) -> String {
    let mut fields: Vec<(String, String)> = query
        .split('&')
        .filter(|field| !field.is_empty())
        .map(|field| field.split_once('=').unwrap_or((field, "")))
        .map(|(name, value)| {
            (encode(&percent_decode(name), false), encode(&percent_decode(value), false))
        })
        .collect();
    fields.sort();
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// Percent-encodes every byte but the unreserved ones of RFC 3986, and slashes if they are kept.
fn encode(bytes: &[u8], keep_slash: bool) -> String {
    let mut out = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || (keep_slash && byte == b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

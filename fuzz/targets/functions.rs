//! The functions that endpoint rules call, on random text, against other definitions of each: byte by byte, by the words of the
//! rules engine's standard library, or by an implementation of somebody else.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tinsmith_runtime::endpoint::aws::{is_virtual_hostable_s3_bucket, parse_arn};
use tinsmith_runtime::endpoint::rules::{
    element, is_valid_host_label, parse_url, split, substring, uri_encode,
};

fuzz_target!(|input: (&str, &str, u8, u8, i8, bool)| {
    let (text, other, start, end, index, flag) = input;
    let (start, end) = (usize::from(start), usize::from(end));

    assert_eq!(uri_encode(text).as_str(), urlencoding::encode(text));

    let label = |label: &str| {
        let (first, rest) = (label.bytes().next(), label.bytes().skip(1));
        let alphanumeric = |b: u8| b.is_ascii_alphanumeric();
        label.len() < 64
            && first.is_some_and(alphanumeric)
            && rest.fold(true, |all, b| all && (alphanumeric(b) || b == b'-'))
    };
    let parts: Vec<&str> = text.split('.').collect();
    let labels = parts.iter().all(|part| label(part));
    assert_eq!(is_valid_host_label(text, false), parts.len() == 1 && labels);
    assert_eq!(is_valid_host_label(text, true), labels);

    // Each part begins and ends with a letter or digit, so no dot is beside a hyphen.
    let edge = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let edges =
        parts.iter().all(|part| edge(part.as_bytes().first()) && edge(part.as_bytes().last()));
    let number = |part: &&str| part.parse::<u8>().is_ok_and(|n| n.to_string() == **part);
    let address = parts.len() == 4 && parts.iter().all(number);
    let bucket =
        labels && edges && !address && (3..64).contains(&text.len()) && text.to_lowercase() == text;
    assert_eq!(is_virtual_hostable_s3_bucket(text, true), bucket);
    assert_eq!(is_virtual_hostable_s3_bucket(text, false), bucket && parts.len() == 1);

    let characters: Vec<char> = text.chars().collect();
    let (from, to) = match flag {
        true => (characters.len().wrapping_sub(end), characters.len().wrapping_sub(start)),
        false => (start, end),
    };
    let whole = text.is_ascii() && start < end && end <= characters.len();
    let cut: Option<String> = whole.then(|| characters[from..to].iter().collect());
    assert_eq!(substring(text, start, end, flag), cut.as_deref());

    if !other.is_empty() {
        let parts = split(text, other, start);
        assert_eq!(parts.join(other), text);
        assert!(start == 0 || parts.len() <= start);
        let last = parts.len() - 1;
        // Only the last part of a limited number may hold more delimiters.
        for (at, part) in parts.iter().enumerate() {
            assert!(!part.contains(other) || (at == last && parts.len() == start));
        }
        let place =
            if index < 0 { parts.len() as isize + isize::from(index) } else { index.into() };
        let found = usize::try_from(place).ok().and_then(|place| parts.get(place));
        assert_eq!(element(&parts, index.into()), found.copied());
    }

    let fields: Vec<&str> = text.split(':').collect();
    let arn =
        (fields.len() >= 6 && fields[0] == "arn").then(|| (&fields[1..5], fields[5..].join(":")));
    let arn = arn.filter(|(parts, resource)| {
        !parts[0].is_empty() && !parts[1].is_empty() && !resource.is_empty()
    });
    match (parse_arn(text), arn) {
        (Some(ours), Some((parts, resource))) => {
            assert_eq!([ours.partition, ours.service, ours.region, ours.account_id], parts);
            assert_eq!(ours.resource_id().join(":"), resource.replace('/', ":"));
        }
        (None, None) => {}
        (ours, theirs) => panic!("{ours:?}, {theirs:?}"),
    }

    for text in [text.to_owned(), format!("https://{text}"), format!("http://{other}/{text}")] {
        check_url(&text);
    }
});

/// The same parts as the crate `http` finds, where that takes the address: it is stricter about characters.
fn check_url(text: &str) {
    let Some(ours) = parse_url(text) else { return };
    assert!(!text.contains('?') || text.find('#') < text.find('?'), "{text}");
    let normal = ours.normalized_path();
    assert!(normal.starts_with('/') && normal.ends_with('/') && normal.contains(ours.path));
    let host = ours.authority.trim_end_matches(|c: char| c.is_ascii_digit());
    let host = host.strip_suffix(':').unwrap_or(ours.authority);
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    assert_eq!(ours.is_ip, address.is_ok_and(|a| a.is_ipv6() == host.starts_with('[')), "{text}");
    let Ok(theirs) = text.parse::<http::Uri>() else { return };
    assert_eq!(theirs.scheme_str(), Some(ours.scheme));
    assert_eq!(theirs.host(), Some(host));
    assert_eq!(theirs.query(), None);
    assert_eq!(theirs.path().trim_start_matches('/'), ours.path.trim_start_matches('/'));
}

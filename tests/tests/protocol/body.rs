//! Compares bodies by their media type.

use serde_json::Value;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// How a body is not as expected. Without a media type, every byte counts.
pub(crate) fn difference(media_type: Option<&str>, expected: &str, sent: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(sent);
    let is_same = match media_type {
        None => expected.as_bytes() == sent,
        Some(FORM) => form(expected) == form(&text),
        Some(JSON) => match (json(expected), json(&text)) {
            (Ok(expected), Ok(sent)) => expected == sent,
            (Err(error), _) | (_, Err(error)) => {
                return Some(format!("the body {text:?}: {error}"));
            }
        },
        Some(other) => return Some(format!("bodies of {other} cannot be compared yet")),
    };
    (!is_same).then(|| format!("the body is {text:?} and should be {expected:?}"))
}

/// The pairs, as they are written, in an order of their own.
fn form(body: &str) -> Vec<&str> {
    let mut pairs: Vec<&str> = body.split('&').collect();
    pairs.sort_unstable();
    pairs
}

fn json(body: &str) -> serde_json::Result<Value> {
    serde_json::from_str(body)
}

/// Bodies that are another than `body`.
pub(crate) fn altered(media_type: Option<&str>, body: &str) -> Vec<String> {
    match media_type {
        Some(FORM) => {
            let pairs: Vec<&str> = body.split('&').collect();
            let without = |left_out: usize| {
                let kept = pairs.iter().enumerate().filter(|(i, _)| *i != left_out);
                kept.map(|(_, pair)| *pair).collect::<Vec<_>>().join("&")
            };
            let shorter = (0..pairs.len()).map(without);
            shorter.chain([format!("{body}&More=1"), format!("{body}&{}", pairs[0])]).collect()
        }
        Some(JSON) => vec![format!("[{body}]")],
        _ => vec![format!("{body} ")],
    }
}

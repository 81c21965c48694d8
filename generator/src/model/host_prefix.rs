//! What goes before the host of an operation's endpoint. Source: Smithy 2.0 specification, "endpoint
//! trait".

use smithy_json_ast::{Node, Traits};

use super::traits::{self, ENDPOINT};

/// A part of a host prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HostPart {
    /// As it stands.
    Text(String),
    /// The value of this input member.
    Label(String),
}

/// The prefix of an operation, as its trait has it; `None` without the trait, or without a text.
pub(crate) fn text(operation: &Traits) -> Option<&str> {
    traits::object(operation, ENDPOINT)?.get("hostPrefix").and_then(Node::as_str)
}

/// The parts of a prefix such as `{accountId}.data.`.
///
/// # Errors
///
/// What is wrong with it.
pub(crate) fn parse(prefix: &str) -> Result<Vec<HostPart>, String> {
    let mut parts = Vec::new();
    let mut rest = prefix;
    while !rest.is_empty() {
        let (text, label) = match rest.split_once('{') {
            Some((text, after)) => match after.split_once('}') {
                Some((label, after)) => {
                    rest = after;
                    (text, Some(label))
                }
                None => return Err("a `{` is not closed".to_owned()),
            },
            None => (std::mem::take(&mut rest), None),
        };
        let of_host = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        if let Some(c) = text.chars().find(|c| !of_host(*c)) {
            return Err(format!("{c:?} is not part of any host name"));
        }
        if !text.is_empty() {
            parts.push(HostPart::Text(text.to_owned()));
        }
        match label {
            Some("") => return Err("a label has no name".to_owned()),
            Some(label) => parts.push(HostPart::Label(label.to_owned())),
            None => {}
        }
    }
    // With a letter for each label, as values may be anything but empty.
    let example: String =
        parts.iter().map(|part| if let HostPart::Text(text) = part { text } else { "a" }).collect();
    let example = example.strip_suffix('.').unwrap_or(&example);
    if example.split('.').any(|label| label.is_empty() || label.len() > 63) {
        return Err("between dots there are 1 to 63 characters".to_owned());
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_text_and_labels() {
        let (text, label) =
            (|t: &str| HostPart::Text(t.to_owned()), |l: &str| HostPart::Label(l.to_owned()));
        assert_eq!(parse("data."), Ok(vec![text("data.")]));
        assert_eq!(parse("foo.{label}."), Ok(vec![text("foo."), label("label"), text(".")]));
        assert_eq!(parse("{a}{b}-x"), Ok(vec![label("a"), label("b"), text("-x")]));
    }

    #[test]
    fn a_prefix_becomes_a_host() {
        let long = "x".repeat(64);
        for wrong in
            ["", ".", "{a", "{}", "a}.", "a b.", "a/{b}", "{b}@", ".{a}", "a..b", "ä.", &long]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}

//! The two small languages inside strings: templates (`https://{Region}.{p#dnsSuffix}`) and the
//! paths of `getAttr` (`resourceId[0]`). Parsing gives parts or a message; it knows no names.

use super::rules::Piece;

/// Takes a template string apart. `{{` and `}}` stand for braces.
pub(crate) fn parse_template(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        literal.push_str(before);
        if let Some(after) = from.strip_prefix("{{") {
            literal.push('{');
            rest = after;
        } else if let Some(after) = from.strip_prefix("}}") {
            literal.push('}');
            rest = after;
        } else if let Some(after) = from.strip_prefix('{') {
            let Some((inner, after)) = after.split_once('}') else {
                return Err(format!("the template `{text}` has a `{{` without a `}}`"));
            };
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            pieces.push(reference(inner, text)?);
            rest = after;
        } else {
            return Err(format!("the template `{text}` has a `}}` without a `{{`"));
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    Ok(pieces)
}

fn reference(inner: &str, text: &str) -> Result<Piece, String> {
    let (name, path) = match inner.split_once('#') {
        Some((name, path)) => (name, Some(path.to_owned())),
        None => (inner, None),
    };
    if name.is_empty() || name.contains('{') || path.as_deref() == Some("") {
        return Err(format!("the template `{text}` has `{{{inner}}}`, which names nothing"));
    }
    Ok(Piece::Reference { name: name.to_owned(), path })
}

/// One step of a `getAttr` path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    /// Counted from the end if negative.
    Index(i64),
}

/// Takes a `getAttr` path apart.
pub(crate) fn parse_path(path: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, index) = match part.split_once('[') {
            Some((key, index)) => (key, Some(index)),
            None => (part, None),
        };
        if !key.is_empty() {
            steps.push(Step::Key(key.to_owned()));
        } else if index.is_none() {
            return Err(format!("the path `{path}` has an empty part"));
        }
        if let Some(index) = index {
            let number = index.strip_suffix(']').and_then(|i| i.parse().ok());
            let Some(number) = number else {
                return Err(format!(
                    "the path `{path}` has an index that is no number: `[{index}`"
                ));
            };
            steps.push(Step::Index(number));
        }
    }
    Ok(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    fn name(name: &str, path: Option<&str>) -> Piece {
        Piece::Reference { name: name.to_owned(), path: path.map(str::to_owned) }
    }

    #[test]
    fn templates_are_text_and_references() {
        for (input, expected) in [
            ("", vec![text("")]),
            ("a", vec![text("a")]),
            ("{A}", vec![name("A", None)]),
            ("{A}.foo.{b#c[0]}", vec![name("A", None), text(".foo."), name("b", Some("c[0]"))]),
            ("{{A}}", vec![text("{A}")]),
            ("{{{A}}}", vec![text("{"), name("A", None), text("}")]),
        ] {
            assert_eq!(parse_template(input), Ok(expected), "{input}");
        }
    }

    #[test]
    fn broken_templates_say_what_is_wrong() {
        for (input, message) in [
            ("a{b", "the template `a{b` has a `{` without a `}`"),
            ("a}b", "the template `a}b` has a `}` without a `{`"),
            ("{}", "the template `{}` has `{}`, which names nothing"),
            ("{#a}", "the template `{#a}` has `{#a}`, which names nothing"),
            ("{a#}", "the template `{a#}` has `{a#}`, which names nothing"),
        ] {
            assert_eq!(parse_template(input), Err(message.to_owned()), "{input}");
        }
    }

    #[test]
    fn paths_are_keys_and_indexes() {
        let key = |k: &str| Step::Key(k.to_owned());
        assert_eq!(parse_path("name"), Ok(vec![key("name")]));
        assert_eq!(parse_path("a.b[2]"), Ok(vec![key("a"), key("b"), Step::Index(2)]));
        assert_eq!(parse_path("[-1]"), Ok(vec![Step::Index(-1)]));
        assert_eq!(parse_path("a..b"), Err("the path `a..b` has an empty part".to_owned()));
        assert_eq!(
            parse_path("a[b]"),
            Err("the path `a[b]` has an index that is no number: `[b]`".to_owned())
        );
    }
}

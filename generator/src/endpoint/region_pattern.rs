//! Region patterns: the regular expressions of a partitions file as a list of segments, so that
//! nothing needs a regular expression at run time. A pattern that this cannot express exactly
//! is refused.

use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{
    AssertionKind, Ast, ClassPerlKind, GroupKind, RepetitionKind, RepetitionRange,
};

/// One part of a pattern; see `tinsmith_runtime::endpoint::aws::Segment`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Text(String),
    OneOf(Vec<String>),
    Word,
    Digits,
}

/// Takes an anchored regular expression apart: literals, `(a|b)`, `\w+` and `\d+`.
pub(crate) fn parse_pattern(regex: &str) -> Result<Vec<Segment>, String> {
    let ast = Parser::new().parse(regex).map_err(|e| format!("`{regex}`: {}", e.kind()))?;
    let unsupported = |part: &Ast| {
        let part = regex.get(part.span().start.offset..part.span().end.offset).unwrap_or(regex);
        format!("`{regex}`: `{part}` is more than literals, `(a|b)`, `\\w+` and `\\d+`")
    };
    let Ast::Concat(concat) = &ast else {
        return Err(unsupported(&ast));
    };
    let [first, inner @ .., last] = concat.asts.as_slice() else {
        return Err(unsupported(&ast));
    };
    if !is_anchor(first, AssertionKind::StartLine) || !is_anchor(last, AssertionKind::EndLine) {
        return Err(format!("`{regex}`: it must begin with `^` and end with `$`"));
    }
    let mut segments: Vec<Segment> = Vec::new();
    for part in inner {
        let segment = segment(part).ok_or_else(|| unsupported(part))?;
        match (segments.last_mut(), segment) {
            (Some(Segment::Text(before)), Segment::Text(text)) => before.push_str(&text),
            (_, segment) => segments.push(segment),
        }
    }
    Ok(segments)
}

fn is_anchor(ast: &Ast, kind: AssertionKind) -> bool {
    matches!(ast, Ast::Assertion(assertion) if assertion.kind == kind)
}

fn segment(ast: &Ast) -> Option<Segment> {
    match ast {
        Ast::Literal(literal) => Some(Segment::Text(literal.c.into())),
        Ast::Group(group) if matches!(group.kind, GroupKind::CaptureIndex(_)) => {
            match group.ast.as_ref() {
                Ast::Alternation(alternation) => {
                    let texts = alternation.asts.iter().map(text);
                    Some(Segment::OneOf(texts.collect::<Option<_>>()?))
                }
                other => Some(Segment::Text(text(other)?)),
            }
        }
        Ast::Repetition(repetition) => {
            let once_or_more = matches!(
                repetition.op.kind,
                RepetitionKind::OneOrMore | RepetitionKind::Range(RepetitionRange::AtLeast(1))
            );
            match repetition.ast.as_ref() {
                Ast::ClassPerl(class) if once_or_more && repetition.greedy && !class.negated => {
                    match class.kind {
                        ClassPerlKind::Word => Some(Segment::Word),
                        ClassPerlKind::Digit => Some(Segment::Digits),
                        ClassPerlKind::Space => None,
                    }
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn text(ast: &Ast) -> Option<String> {
    match ast {
        Ast::Literal(literal) => Some(literal.c.into()),
        Ast::Concat(concat) => concat.asts.iter().map(text).collect(),
        _ => None,
    }
}

/// Whether `segments` match the whole of `region`, exactly as at run time.
pub(crate) fn matches(segments: &[Segment], region: &str) -> bool {
    let Some((first, others)) = segments.split_first() else {
        return region.is_empty();
    };
    let after = |prefix: &str| region.strip_prefix(prefix).is_some_and(|r| matches(others, r));
    let run = |class: fn(u8) -> bool| {
        let longest = region.bytes().take_while(|b| class(*b)).count();
        (1..=longest).any(|n| region.get(n..).is_some_and(|rest| matches(others, rest)))
    };
    match first {
        Segment::Text(prefix) => after(prefix),
        Segment::OneOf(prefixes) => prefixes.iter().any(|prefix| after(prefix)),
        Segment::Word => run(|b| b.is_ascii_alphanumeric() || b == b'_'),
        Segment::Digits => run(|b| b.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Segment {
        Segment::Text(text.to_owned())
    }

    #[test]
    fn the_patterns_of_aws_are_segments() {
        assert_eq!(
            parse_pattern(r"^(us|eu)\-\w+\-\d+$"),
            Ok(vec![
                Segment::OneOf(vec!["us".to_owned(), "eu".to_owned()]),
                text("-"),
                Segment::Word,
                text("-"),
                Segment::Digits,
            ])
        );
        assert_eq!(
            parse_pattern(r"^eusc\-(de)\-\w+\-\d+$"),
            Ok(vec![text("eusc-de-"), Segment::Word, text("-"), Segment::Digits])
        );
    }

    #[test]
    fn other_patterns_are_refused() {
        for (regex, message) in [
            (r"us\-\w+", r"`us\-\w+`: it must begin with `^` and end with `$`"),
            (r"^us\w*$", r"`^us\w*$`: `\w*` is more than literals, `(a|b)`, `\w+` and `\d+`"),
            (r"^us.+$", r"`^us.+$`: `.+` is more than literals, `(a|b)`, `\w+` and `\d+`"),
            (r"^[a-z]$", r"`^[a-z]$`: `[a-z]` is more than literals, `(a|b)`, `\w+` and `\d+`"),
            (r"^(a|b+)$", r"`^(a|b+)$`: `(a|b+)` is more than literals, `(a|b)`, `\w+` and `\d+`"),
            (r"^a|b$", r"`^a|b$`: `^a|b$` is more than literals, `(a|b)`, `\w+` and `\d+`"),
            ("^(us$", "`^(us$`: unclosed group"),
            ("", "``: `` is more than literals, `(a|b)`, `\\w+` and `\\d+`"),
        ] {
            assert_eq!(parse_pattern(regex), Err(message.to_owned()), "{regex}");
        }
    }

    #[test]
    fn matching_takes_the_whole_region() {
        let pattern = parse_pattern(r"^(us|eu)\-\w+\-\d+$").unwrap();
        for (region, expected) in [
            ("us-east-1", true),
            ("eu-x_1-22", true),
            ("us-gov-west-1", false),
            ("us-east-", false),
            ("us-east-1x", false),
            ("ap-east-1", false),
        ] {
            assert_eq!(matches(&pattern, region), expected, "{region}");
        }
    }
}

//! Whether a document is well-formed, by another implementation.

use roxmltree::{Document, Error, ParsingOptions};

/// What `roxmltree` says of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is well-formed.
    Sound,
    /// It is not, and why.
    Malformed(String),
    /// It breaks rules on namespaces, or defines entities: XML itself has none of the former, and who reads responses does neither.
    /// Or it has a reference to half a character, which `roxmltree` takes for another, against XML 1.0, section 4.1.
    Beside,
}

/// Judges a document.
pub fn judge(document: &[u8]) -> Verdict {
    let text = match str::from_utf8(document) {
        Ok(text) => text,
        Err(error) => return Verdict::Malformed(error.to_string()),
    };
    if text.contains("<!ENTITY") || text.split("&#").skip(1).any(is_surrogate) {
        return Verdict::Beside;
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(_) => Verdict::Sound,
        Err(
            Error::UnknownNamespace(..)
            | Error::DuplicatedNamespace(..)
            | Error::InvalidXmlPrefixUri(_)
            | Error::UnexpectedXmlUri(_)
            | Error::UnexpectedXmlnsUri(_)
            | Error::InvalidElementNamePrefix(_),
        ) => Verdict::Beside,
        Err(error) => Verdict::Malformed(error.to_string()),
    }
}

/// Whether the rest of a reference, behind `&#`, is the number of a surrogate.
fn is_surrogate(rest: &str) -> bool {
    let Some((number, _)) = rest.split_once(';') else { return false };
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.is_ok_and(|code| (0xD800..0xE000).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::{Verdict, judge};

    #[test]
    fn documents_are_judged() {
        for good in ["<a/>", "<a b='c'>d<e/>&amp;&#x10FFFF;</a>", "<!DOCTYPE a><a><!-- b --></a>"] {
            assert_eq!(judge(good.as_bytes()), Verdict::Sound, "{good}");
        }
        for bad in ["", "<a>", "<a></b>", "<a/><b/>", "<a b='' b=''/>", "<a>&b;</a>", "<a/>b"] {
            assert!(matches!(judge(bad.as_bytes()), Verdict::Malformed(_)), "{bad}");
        }
        assert!(matches!(judge(b"<a>\xff</a>"), Verdict::Malformed(_)));
        for beside in ["<x:a/>", "<a>&#xd800;</a>", "<a>&#57343;</a>"] {
            assert_eq!(judge(beside.as_bytes()), Verdict::Beside, "{beside}");
        }
    }
}

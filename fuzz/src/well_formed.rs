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
    Beside,
}

/// Judges a document.
pub fn judge(document: &[u8]) -> Verdict {
    let text = match str::from_utf8(document) {
        Ok(text) => text,
        Err(error) => return Verdict::Malformed(error.to_string()),
    };
    if text.contains("<!ENTITY") {
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

#[cfg(test)]
mod tests {
    use super::{Verdict, judge};

    #[test]
    fn documents_are_judged() {
        for good in ["<a/>", "<a b='c'>d<e/>&amp;</a>", "<!DOCTYPE a><a><!-- b --></a>"] {
            assert_eq!(judge(good.as_bytes()), Verdict::Sound, "{good}");
        }
        for bad in ["", "<a>", "<a></b>", "<a/><b/>", "<a b='' b=''/>", "<a>&b;</a>", "<a/>b"] {
            assert!(matches!(judge(bad.as_bytes()), Verdict::Malformed(_)), "{bad}");
        }
        assert!(matches!(judge(b"<a>\xff</a>"), Verdict::Malformed(_)));
        assert_eq!(judge(b"<x:a/>"), Verdict::Beside);
    }
}
